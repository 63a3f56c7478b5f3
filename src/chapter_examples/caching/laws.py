"""Laws of page 3.9. Each is checked over the files and code objects of the standard library."""

import importlib.util
import marshal
import os
import py_compile
import struct


def a_copy_leads_back_to_its_source(file):
    """For a source with one dot in its name, `source_from_cache()` undoes what `cache_from_source()` does.

    Counts: files with one dot in their name in the library
    Twin: The place of a copy has the same file name as its source, with another ending.
    """
    stem = os.path.splitext(os.path.basename(file.path))[0]
    if "." not in stem:
        copy = importlib.util.cache_from_source(file.path)
        yield "", importlib.util.source_from_cache(copy) == file.path, os.path.basename(copy) == stem + ".pyc"


def code_objects_survive_marshal(module_code):
    """`marshal` reads back an equal code object from what it writes.

    Counts: code objects of modules in the library
    Twin: `marshal` reads back the same object from what it writes.
    """
    again = marshal.loads(marshal.dumps(module_code))
    yield "", again == module_code, again is module_code


def a_pyc_file_is_a_header_and_a_code_object(file, data):
    """A timestamp-based .pyc file begins with 16 bytes: magic number, zeros, the time and the size of its source.
    A code object that `marshal` reads follows.

    Counts: files of at most 2,000 bytes in the library
    Twin: A timestamp-based .pyc file does not contain the path of its source.
    """
    if len(data) <= 2000:
        timestamp = py_compile.PycInvalidationMode.TIMESTAMP
        py_compile.compile(file.path, "made_by_law.pyc", doraise=True, invalidation_mode=timestamp)
        with open("made_by_law.pyc", "rb") as stream:
            header, rest = stream.read(16), stream.read()
        time, size = struct.unpack("<LL", header[8:])
        source = os.stat(file.path)
        right = header[:8] == importlib.util.MAGIC_NUMBER + bytes(4)
        right = right and (time, size) == (int(source.st_mtime) & 0xFFFFFFFF, source.st_size)
        yield "", right and hasattr(marshal.loads(rest), "co_code"), file.path.encode() not in rest
