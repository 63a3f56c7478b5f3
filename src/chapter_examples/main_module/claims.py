"""Probes of the claims on page 3.11. Each observes what the running Python does; none asks for its version."""

import importlib.metadata
import multiprocessing


def processes_are_forked():
    """On Linux, multiprocessing starts a process by fork unless told otherwise."""
    return multiprocessing.get_all_start_methods()[0] == "fork"


def processes_come_from_a_server():
    """On Linux, multiprocessing starts a process through a fork server unless told otherwise."""
    return multiprocessing.get_all_start_methods()[0] == "forkserver"


def entry_points_are_selected():
    """`importlib.metadata.entry_points(group=…)` returns the entry points of one group."""
    try:
        found = importlib.metadata.entry_points(group="console_scripts")
    except TypeError:  # no such argument
        return False
    return all(point.group == "console_scripts" for point in found)
