"""What Appendix G says of .pyc files and generators on each Python, where a claim could not fail."""

import importlib
import importlib.util
import os
import py_compile
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, Generator

import pytest


def import_with_flags(folder: Path, flags: int, with_source: bool) -> str:
    """Return what an import of a module in ``folder`` prints whose .pyc file has ``flags`` in its header."""
    source = folder / "flagged.py"
    source.write_text("print('compiled again')\n", encoding="utf-8")
    copy = Path(importlib.util.cache_from_source(str(source))) if with_source else folder / "flagged.pyc"
    stamp = source.stat()
    source.write_text("print('from the copy!')\n", encoding="utf-8")
    os.utime(str(source), ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    py_compile.compile(str(source), cfile=str(copy), doraise=True)
    source.write_text("print('compiled again')\n", encoding="utf-8")
    os.utime(str(source), ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    data = copy.read_bytes()
    copy.write_bytes(data[:4] + struct.pack("<I", flags) + data[8:])
    if not with_source:
        source.unlink()
    command = [sys.executable, "-c", "import flagged"]
    run = subprocess.run(command, cwd=str(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return run.stdout.decode()


def test_a_copy_with_known_flags_is_used(tmp_path: Path) -> None:
    assert import_with_flags(tmp_path, 0, with_source=True).strip() == "from the copy!"


@pytest.mark.parametrize("flags", [4, 8, 1 << 31])
def test_a_copy_with_another_flag_is_ignored_if_there_is_a_source(tmp_path: Path, flags: int) -> None:
    assert import_with_flags(tmp_path, flags, with_source=True).strip() == "compiled again"


@pytest.mark.parametrize("flags", [4, 8, 1 << 31])
def test_a_copy_with_another_flag_fails_if_there_is_no_source(tmp_path: Path, flags: int) -> None:
    assert f"ImportError: invalid flags {flags}" in import_with_flags(tmp_path, flags, with_source=False)


def test_a_waiting_generator_has_no_caller() -> None:
    def prices() -> Generator[bool, None, None]:
        yield sys._getframe().f_back is not None

    generator: Any = prices()
    assert generator.gi_frame.f_back is None
    assert next(generator)
    assert generator.gi_frame.f_back is None


def test_an_exception_table_in_the_output_of_dis_has_its_heading() -> None:
    if sys.version_info < (3, 11):
        pytest.skip("older code objects have no exception table")
    program = "import dis\ndef f():\n    try:\n        g()\n    except E:\n        pass\ndis.dis(f)"
    run = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True)
    assert b"ExceptionTable:" in run.stdout


def test_invalidating_the_caches_fails_if_another_thread_deletes_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    class OtherThread:
        """A finder that does, at a known moment, what another thread in the same function would do."""

        def invalidate_caches(self) -> None:
            del sys.path_importer_cache["/second"]

    monkeypatch.setattr(sys, "path_importer_cache", {"/first": OtherThread(), "/second": None})
    with pytest.raises(KeyError, match="/second"):
        importlib.invalidate_caches()
