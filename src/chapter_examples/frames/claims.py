"""Probes for the claims of page 3.7. Each observes what the running Python does, whatever its version number is."""

import linecache
import subprocess
import sys
import tempfile
import traceback
import tracemalloc


def _message(function, *arguments):
    """Return the text of the exception that ``function`` raises; empty if it raises none."""
    try:
        function(*arguments)
    except Exception as error:
        return str(error)
    return ""


def _bytes_for_each_call():
    """Return how much memory one more call in progress takes, outside the thread's own stack of frames."""

    def go_down(depth):
        return go_down(depth - 1) if depth else tracemalloc.get_traced_memory()[0]

    measuring = tracemalloc.is_tracing()
    if not measuring:
        tracemalloc.start()
    base = go_down(0)
    deep = go_down(500)
    if not measuring:
        tracemalloc.stop()
    return (deep - base) / 500


def each_call_makes_a_frame_object():
    """Each call of a Python function allocates more than 100 bytes, for its frame object."""
    return _bytes_for_each_call() > 100


def frame_objects_are_made_on_request():
    """A call of a Python function allocates less memory than a frame object needs."""
    return _bytes_for_each_call() < 100


def f_locals_writes_through():
    """The `f_locals` of a function's frame reads and writes the local variables themselves."""

    def change():
        x = 1
        names = sys._getframe().f_locals
        names["x"] = 2
        written = x
        x = 3
        return written, names["x"]

    return change() == (2, 3)


def f_locals_is_a_dict():
    """The `f_locals` of a function's frame is a dictionary, and a change in it is lost."""

    def look():
        x = 1
        names = sys._getframe().f_locals
        names["x"] = 2
        return type(names), x

    return look() == (dict, 1)


def only_trace_functions_write_back():
    """A change in the `f_locals` of a function's frame is lost, unless a trace function makes it."""

    def trace(frame, event, argument):
        frame.f_locals["x"] = 2

    def change(traced):
        x = 1
        frame = sys._getframe()
        frame.f_locals["x"] = 2
        if traced:
            frame.f_trace = trace
        return x

    before = sys.gettrace()
    lost = change(traced=False) == 1
    sys.settrace(lambda *event: None)
    written = change(traced=True) == 2
    sys.settrace(before)
    return lost and written


def locals_is_one_dictionary():
    """Two calls of `locals()` in one call of a function return the same dictionary, updated by the second."""

    def look():
        first = locals()
        x = 1
        second = locals()
        return first is second and first.get("x") == x

    return look()


def locals_is_a_snapshot():
    """Each call of `locals()` in a function returns a new dictionary, which later assignments do not change."""

    def look():
        first = locals()
        x = 1
        second = locals()
        return first is not second and "x" not in first and second["x"] == x

    return look()


def exec_shows_in_locals():
    """A name that `exec()` binds in a function appears in a later `locals()` of that function."""

    def run():
        exec("total = 3")
        return "total" in locals()

    return run()


def frame_knows_its_generator():
    """The attribute `f_generator` of a generator's frame is the generator."""

    def numbers():
        yield 1

    generator = numbers()
    return getattr(generator.gi_frame, "f_generator", None) is generator


def _read_too_early():
    print(later)  # noqa: F821
    later = 1  # noqa: F841


def unbound_is_referenced_before_assignment():
    """Reading a local variable too early is reported as "referenced before assignment"."""
    return "referenced before assignment" in _message(_read_too_early)


def unbound_has_no_value():
    """Reading a local variable too early is reported as "not associated with a value"."""
    return "not associated with a value" in _message(_read_too_early)


def _comprehension_frame():
    return [sys._getframe().f_code.co_name for _ in "x"][0]


def comprehension_has_a_frame():
    """A list comprehension in a function has a frame of its own."""
    return _comprehension_frame() == "<listcomp>"


def _name_of_frame():
    return sys._getframe(1).f_code.co_name


def _frames_of_comprehensions():
    return [
        *[_name_of_frame() for _ in "x"],
        *{_name_of_frame() for _ in "x"},
        *{_name_of_frame(): 1 for _ in "x"},
    ]


def comprehension_is_inlined():
    """List, set and dictionary comprehensions in a function run in the frame of the function."""
    return _frames_of_comprehensions() == ["_frames_of_comprehensions"] * 3


def _nested(depth):
    nest = []
    for _ in range(depth):
        nest = [nest]
    return nest


def limit_counts_python_calls_only():
    """`repr()` of nested lists goes deeper than the recursion limit, and has another limit."""
    limit = sys.getrecursionlimit()
    if "maximum recursion depth" in _message(repr, _nested(limit + 200)):
        return False
    try:
        repr(_nested(500_000))
    except RecursionError:
        return True
    return False


def limit_counts_c_calls_too():
    """`repr()` of nested lists cannot go deeper than the recursion limit."""
    limit = sys.getrecursionlimit()
    return "maximum recursion depth" in _message(repr, _nested(limit + 200))


def calls_need_no_c_stack():
    """20000 nested calls of a Python function fit into a thread with a C stack of half a MiB."""
    program = (
        "import sys, threading\n"
        "sys.setrecursionlimit(30000)\n"
        "def down(n):\n    return n and down(n - 1)\n"
        "threading.stack_size(512 * 1024)\n"
        "thread = threading.Thread(target=lambda: print(down(20000)))\n"
        "thread.start()\n"
        "thread.join()\n"
    )
    with tempfile.TemporaryDirectory() as folder:  # where a crash may leave its core file
        run = subprocess.run(
            [sys.executable, "-c", program], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    return run.stdout.strip() == b"0"


def annotations_run_at_def():
    """The annotations of a function are evaluated when its `def` statement runs."""
    return "undefined" in _message(exec, "def greet(name: undefined): pass", {})


def annotations_wait():
    """The annotations of a function are evaluated when `__annotations__` is read, not when `def` runs."""
    namespace = {}
    if _message(exec, "def greet(name: undefined): pass", namespace):
        return False
    return "undefined" in _message(lambda: namespace["greet"].__annotations__)


def code_knows_columns():
    """`co_positions()` yields the columns of a failing part of an expression."""
    code = compile("order['a']['b']", "<probe>", "eval")
    positions = getattr(code, "co_positions", None)
    return positions is not None and (1, 1, 0, 15) in list(positions())


def traceback_marks_the_part():
    """A traceback marks the part of the line that failed."""
    name = "<marked probe>"
    source = "total = {'a': None}['a']['b']\n"
    linecache.cache[name] = (len(source), None, [source], name)
    try:
        exec(compile(source, name, "exec"), {})
    except TypeError:
        marks = [line.strip() for line in traceback.format_exc().splitlines() if line.strip().endswith("^")]
        return marks[-1:] == ["~~~~~~~~~~~~~~~~^^^^^"]
    finally:
        del linecache.cache[name]
    return False
