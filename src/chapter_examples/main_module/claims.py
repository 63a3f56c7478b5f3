"""Probes for the claims of page 3.11. Each observes what the running Python does, whatever its version number is."""

import importlib.metadata
import multiprocessing
import os
import sys
import tempfile


def processes_are_forked():
    """On Linux, `fork` is the default start method of `multiprocessing`."""
    return multiprocessing.get_all_start_methods()[0] == "fork"


def processes_come_from_a_server():
    """On Linux, `forkserver` is the default start method of `multiprocessing`."""
    return multiprocessing.get_all_start_methods()[0] == "forkserver"


def entry_points_are_selected():
    """`importlib.metadata.entry_points(group=…)` returns the entry points of an installed distribution by group."""
    with tempfile.TemporaryDirectory() as folder:
        installed = os.path.join(folder, "greeting-1.0.dist-info")
        os.mkdir(installed)
        groups = "[probe_scripts]\ngreet = greet:main\n[other_group]\nother = greet:main\n"
        with open(os.path.join(installed, "entry_points.txt"), "w", encoding="utf-8") as file:
            file.write(groups)
        sys.path.insert(0, folder)
        try:
            selected = importlib.metadata.entry_points(group="probe_scripts")
        except TypeError:  # no such argument
            return False
        return [(point.name, point.value) for point in selected] == [("greet", "greet:main")]
