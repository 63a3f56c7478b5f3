"""Runs one program with all that it starts, and lets no process of it outlive the process that asked for it.

``python -I -S supervisor.py SOCKET ORDER``: the order is a dictionary, marshalled and in hexadecimal digits, with the
``words`` of the command, its ``environment``, the ``facts`` of the machine that must be others for it, a folder for
what that needs, ``beside``, and the seconds that its children have to end after it, ``grace``.
The socket is the lifeline: when its other end is closed, even because that process was killed, everything ends. When
the program has ended by itself, its exit status goes through the socket, and whether it left a process running.

On Linux a process that leaves its session and its parent becomes a child of the supervisor, so it is found. Elsewhere
the members of the program's process group are. POSIX only. It starts before each program, so it imports little.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import select
import signal
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Iterator, Mapping, NoReturn, Sequence

LINUX = os.path.isdir("/proc/self") and hasattr(os, "sched_setaffinity")
FILES = (
    "/etc/machine-id",
    "/etc/os-release",
    "/usr/lib/os-release",
    "/proc/cmdline",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/sys/kernel/osrelease",
    "/proc/sys/kernel/random/boot_id",
    "/proc/version",
)
"""Files that say what machine this is; each digit in them is another one for a program that must not depend on it."""

PROCESSORS = "/sys/devices/system/cpu/online"
"""The file that the number of processors is read from."""

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_CLONE_NEWNS, _CLONE_NEWUTS, _CLONE_NEWUSER, _CLONE_NEWNET = 0x20000, 0x4000000, 0x10000000, 0x40000000
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_ANOTHER_USER = 1  # daemon, on every system
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1


def main(arguments: Sequence[str]) -> int:
    """Run what ``arguments`` say, report how it ended, and return 0."""
    lifeline = int(arguments[0])
    os.set_inheritable(lifeline, False)
    order = marshal.loads(bytes.fromhex(arguments[1]))
    grace = float(order["grace"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that is interrupted closes the socket
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    if LINUX:
        _libc("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    program = os.fork()
    if program == 0:
        become(order)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):  # the output is at its end when the program and its children have ended
        os.dup2(nothing, stream)
    status: int | None = None
    deadline = float("inf")
    while time.monotonic() < deadline:
        ready, _, _ = select.select([lifeline, woken], [], [], None if status is None else deadline - time.monotonic())
        if lifeline in ready:
            end_all(program)
            return 0
        if woken in ready:
            os.read(woken, 4096)
        for pid, ended in _ended_children():
            if pid == program:
                status, deadline = ended, time.monotonic() + grace
        if status is not None and not is_left(program):
            break
    left = is_left(program)
    end_all(program)
    with contextlib.suppress(OSError):
        os.write(lifeline, "{} {}".format(status, int(left)).encode())
    return 0


def become(order: Mapping[str, Any]) -> NoReturn:
    """Make this process the program that ``order`` names; nothing that its exit status can be confused with returns."""
    try:
        parent = os.getppid()
        os.setsid()
        for name in ("SIGINT", "SIGCHLD", "SIGPIPE", "SIGXFSZ", "SIGXFZ"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        differ(order["facts"], order["beside"])
        if LINUX:
            _libc("prctl", _PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)
        os.execve(order["words"][0], order["words"], order["environment"])
    except BaseException as error:
        os.write(2, "the program could not be started: {}\n".format(error).encode())
    finally:
        os._exit(127)


def differ(facts: Sequence[str], beside: str) -> None:
    """Make each of ``facts`` another one for this process, as far as this machine allows that; never fail."""
    acts: list[tuple[str, Callable[[], None]]] = [("limits", other_limits), ("processors", one_processor)]
    if LINUX and {"user", "host", "network", "files", "processors"} & set(facts):
        files = [path for path in FILES if "files" in facts and os.path.isfile(path)]
        files += [PROCESSORS] if "processors" in facts else []
        # For anyone but root, the right to the other spaces comes with a space of users.
        if "user" in facts or os.getuid():
            inner = _ANOTHER_USER if "user" in facts else os.getuid()
            acts.append(("", lambda: other_users(inner)))
        acts += [("host", other_host), ("network", other_network)]
        acts.append(("files" if "files" in facts else "processors", lambda: other_files(files, beside)))
    for fact, act in acts:
        if not fact or fact in facts:
            with contextlib.suppress(OSError, ValueError, AttributeError):
                act()


def other_users(inner: int) -> None:
    """Make this process one of the user and group ``inner``, as far as it can see (user_namespaces(7))."""
    user, group = os.getuid(), os.getgid()
    _libc("unshare", _CLONE_NEWUSER)
    for name, text in (("setgroups", "deny"), ("uid_map", user), ("gid_map", group)):
        with open("/proc/self/" + name, "w") as stream:
            stream.write(text if isinstance(text, str) else "{} {} 1".format(inner, text))


def other_host() -> None:
    """Give the machine another name for this process."""
    _libc("unshare", _CLONE_NEWUTS)
    _libc("sethostname", b"another-machine", len("another-machine"))


def other_network() -> None:
    """Give this process a network of its own, in which it reaches itself only."""
    import fcntl
    import socket
    import struct

    _libc("unshare", _CLONE_NEWNET)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stream:
        fcntl.ioctl(stream, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))


def other_files(paths: Sequence[str], beside: str) -> None:
    """Put changed copies of ``paths``, made in the folder ``beside``, in their place for this process."""
    copies = [_copy_changed(path, beside) for path in paths]
    _libc("unshare", _CLONE_NEWNS)
    _libc("mount", None, b"/", None, _MS_REC | _MS_PRIVATE, None)
    for path, copy in zip(paths, copies):
        with contextlib.suppress(OSError):
            _libc("mount", copy.encode(), path.encode(), None, _MS_BIND, None)


def other_limits() -> None:
    """Give this process another mask of permissions, another priority and another limit of open files."""
    import resource

    os.umask(os.umask(0) ^ 0o075)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(64, min(soft, 4096) // 2 + 1), hard))
    os.nice(3)


def one_processor() -> None:
    """Let this process use one processor only, the last of those that it may use."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _copy_changed(path: str, beside: str) -> str:
    """Copy ``path`` into the folder ``beside``, with other digits or another number of processors; return the copy."""
    with open(path, encoding="utf-8", errors="replace") as stream:
        text = stream.read()
    text = text.translate(str.maketrans("0123456789", "1234567890"))
    if path == PROCESSORS:
        text = "0-2\n" if os.cpu_count() != 3 else "0-4\n"
    copy = os.path.join(beside, path.strip("/").replace("/", "-"))
    with open(copy, "w", encoding="utf-8") as stream:
        stream.write(text)
    return copy


def is_left(program: int) -> bool:
    """Return whether anything is left of ``program``; what has ended must have been waited for."""
    with contextlib.suppress(ChildProcessError):
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return True
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS says the second of a zombie
        os.killpg(program, 0)
        return True
    return False


def end_all(program: int) -> None:
    """Kill ``program`` and all that it started; return when all of it has ended."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(program, signal.SIGKILL)
    # A process that is killed here leaves its children to this one, till there are none.
    while True:
        for pid in _children() if LINUX else []:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _children() -> list[int]:
    """Return the children of this process that have not ended (Linux)."""
    return [pid for pid, parent, state in _processes() if parent == os.getpid() and state not in (b"Z", b"X")]


def _processes() -> Iterator[tuple[int, int, bytes]]:
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                with open("/proc/{}/stat".format(entry), "rb") as stream:
                    # After the name, in brackets: state, parent.
                    fields = stream.read().rpartition(b")")[2].split()
                yield int(entry), int(fields[1]), fields[0]


def _ended_children() -> Iterator[tuple[int, int]]:
    """Yield the children that have ended, each with its exit status, or the number of its signal, negative."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _libc(name: str, *arguments: Any) -> None:
    """Call the function ``name`` of the C library; raise :class:`OSError` if it fails."""
    import ctypes

    function: Callable[..., int] = getattr(ctypes.CDLL(None, use_errno=True), name)
    if function(*arguments):
        raise OSError(ctypes.get_errno(), name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
