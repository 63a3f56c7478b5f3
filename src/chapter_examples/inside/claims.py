"""Probes of the claims in Appendix G. Each observes what the running Python does; none asks for its version.

Those that read memory read the frame or the code object that they run in, and only where its kind of frame has it.
"""

import ctypes
import dis
import gc
import importlib._bootstrap as bootstrap
import marshal
import subprocess
import sys
from importlib.machinery import ModuleSpec

WORD = ctypes.sizeof(ctypes.c_void_p)
HEAD = object.__basicsize__ // WORD


def _short(a):
    return a


def _long(a):
    return [a, a + a, a * a, [a, a + a, a * a]]


def bytecode_is_an_object_of_its_own():
    """A code object has the same size whatever the length of its bytecode, which is a separate object."""
    return sys.getsizeof(_short.__code__) == sys.getsizeof(_long.__code__)


def bytecode_lies_in_the_code_object():
    """A code object with more bytecode is larger, because the bytecode is its last part."""
    return sys.getsizeof(_short.__code__) < sys.getsizeof(_long.__code__)


def _number_of_free_variable():
    """Return by which number a function with two local variables loads its only free variable."""
    shared = 1

    def inner(price, count):
        return price * count + shared

    return [i.arg for i in dis.get_instructions(inner) if i.opname == "LOAD_DEREF"][0]


def cells_have_their_own_numbers():
    """The number of a cell or free variable is counted without the local variables."""
    return _number_of_free_variable() == 0


def cells_go_on_after_the_locals():
    """The number of a cell or free variable goes on where those of the local variables end."""
    return _number_of_free_variable() == 2


def _units(code):
    return len(code.co_code) // 2


def lines_are_increments():
    """The line table is `co_lnotab`, pairs of increments, which leaves out the bytecode of the last line."""
    code = _short.__code__
    return not hasattr(code, "co_linetable") and sum(code.co_lnotab[::2]) < 2 * _units(code)


def lines_are_ranges():
    """The line table is a row of pairs, whose first halves add up to the length of the bytecode."""
    code = _long.__code__
    return sum(getattr(code, "co_linetable", b"")[::2]) == 2 * _units(code)


def lines_are_entries():
    """The line table is a row of entries whose first byte has its highest bit set and holds a number of code units."""
    code = _long.__code__
    table = getattr(code, "co_linetable", b"")
    return sum((byte & 7) + 1 for byte in table if byte > 127) == _units(code)


def columns_can_be_left_out():
    """With `-X no_debug_ranges` a code object has lines and no columns."""
    program = "print(set(p[2] for p in compile('a + b', '<probe>', 'eval').co_positions()))"
    run = subprocess.run(
        [sys.executable, "-X", "no_debug_ranges", "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return run.stdout.strip() == b"{None}"


def _visited(value):
    """Return whether the collector visits a local variable of a running frame, and of the same frame later."""
    frame = sys._getframe()
    return id(value) in map(id, gc.get_referents(frame)), frame


def running_frame_object_holds_the_variables():
    """The frame object of a running call holds the local variables itself."""
    return _visited(object())[0]


def returning_call_fills_the_frame_object():
    """A frame object holds no local variables during the call, and receives them when the call ends."""
    value = object()
    during, frame = _visited(value)
    return not during and id(value) in map(id, gc.get_referents(frame))


def _generator_sizes():
    def small(a):
        yield a

    def large(a, b, c):
        yield a

    return sys.getsizeof(small(1)), sys.getsizeof(large(1, 2, 3))


def generator_points_to_a_frame_object():
    """A generator has the same size however many variables its function has: they are in the frame object."""
    small, large = _generator_sizes()
    return small == large


def generator_contains_its_record():
    """A generator is larger by one word for each further variable of its function."""
    small, large = _generator_sizes()
    return large - small == 2 * WORD


def _record_of(frame):
    """Return the address of the record that a frame object shows, 0 where the frame object holds everything itself."""
    fields = (ctypes.c_size_t * (HEAD + 3)).from_address(id(frame))
    return 0 if fields[HEAD + 2] == id(frame.f_code) else fields[HEAD + 1]


def _own_record(length):
    """Return the first ``length`` words of the record of this call; none if it has no record."""
    place = _record_of(sys._getframe())
    return list((ctypes.c_size_t * length).from_address(place)) if place else []


def record_begins_with_the_function():
    """The first word of the record of a call leads to the function object."""
    return _own_record(1) == [id(_own_record)]


def record_begins_with_the_code():
    """The first word of the record of a call leads to the code object."""
    return [word & ~3 for word in _own_record(1)] == [id(_own_record.__code__)]


def references_are_tagged():
    """The place of a local variable holds the address of an object plus one, if the object is immortal."""
    return id(11) + 1 in _own_record(11)


def _height_of_a_caller():
    """Return the address of the record of a call that calls, and the word in which it keeps the height of its stack."""

    def look(frame):
        place = _record_of(frame)
        return place, (ctypes.c_size_t * 9).from_address(place)[8] if place else 0

    return look(sys._getframe())


def stack_height_is_a_number():
    """The record of a call keeps the height of its stack as a small number."""
    place, word = _height_of_a_caller()
    return bool(place) and (word & 0xFFFFFFFF) < 16


def stack_height_is_an_address():
    """The record of a call keeps an address in itself, at which its stack ends."""
    place, word = _height_of_a_caller()
    return bool(place) and place < word < place + 32 * WORD


def loaded_local_is_not_counted():
    """A local variable that is loaded as an argument is not counted a second time as long as it is on the stack."""
    value = object()
    return sys.getrefcount(value) == 1


def nlocals_is_in_the_file():
    """A marshalled code object begins with six numbers, `co_nlocals` among them."""
    return marshal.dumps(_short.__code__).index(_short.__code__.co_code) == 1 + 6 * 4 + 5


def nlocals_is_worked_out():
    """A marshalled code object begins with five numbers, and `co_nlocals` is not among them."""
    return marshal.dumps(_short.__code__).index(_short.__code__.co_code) == 1 + 5 * 4 + 5


def lock_can_be_taken_within_itself():
    """The lock inside a module lock can be taken again by the thread that holds it."""
    return type(bootstrap._ModuleLock("probe").lock).__name__ == "RLock"


class _LockWatcher:
    """A finder and loader of one package, which notes the module locks while the package is made."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "probed_package":
            return ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        if not hasattr(self, "locks"):
            self.locks = [name for name in bootstrap._module_locks if name.startswith("probed_package")]


def package_is_locked_first():
    """An import of a submodule locks the package before the submodule."""
    watcher = _LockWatcher()
    sys.meta_path.insert(0, watcher)
    try:
        __import__("probed_package.part")
    finally:
        sys.meta_path.remove(watcher)
        for name in ("probed_package", "probed_package.part"):
            sys.modules.pop(name, None)
    return watcher.locks[0] == "probed_package"
