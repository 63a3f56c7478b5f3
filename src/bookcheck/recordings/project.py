"""The part of a book that every Python reads: its list of Pythons, its programs, its recordings. Each is read once."""

from functools import cached_property
from pathlib import Path
from typing import Dict, Optional, Tuple, Type, TypeVar

from bookcheck.errors import COMMAND, BookError, near
from bookcheck.programs.examples import LAWS, Example, find_claims_files, find_examples
from bookcheck.programs.laws import Law, find_laws, laws_program
from bookcheck.programs.probes import Probe, find_probes, probe_program
from bookcheck.programs.questions import NAME_LIST, names_program
from bookcheck.pythons.python import Python, load_pythons
from bookcheck.pythons.running import running_python
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import read_recording
from bookcheck.settings import FILE, TABLE, has_settings, read_settings
from bookcheck.tracing.trace_program import trace_of

INSTALLED = "_book"
"""The folder of a wheel, in the package of examples, with the settings, the list of Pythons and the recordings."""


Kind = TypeVar("Kind", bound="Project")


class Project:
    """The programs and recordings of the book whose folder is ``root``; no page is read.

    What its commands make goes into ``build``, which is in that folder else. Raises :class:`BookError` if its settings
    cannot be read. Each property reads once and raises :class:`BookError` for a mistake in what it reads; a new project
    sees changes.
    """

    def __init__(self, root: Path, build: Optional[Path] = None) -> None:
        self.root = root
        self.settings = read_settings(root)
        self.docs = root / self.settings.docs
        self.examples_root = root / self.settings.examples
        self.recordings = root / self.settings.recordings
        self.diagrams = root / self.settings.diagrams
        self.build = build or root / "build"
        self.list = root / self.settings.pythons
        self.name_list = self.recordings / NAME_LIST

    @classmethod
    def around(cls: Type[Kind], folder: Path) -> Kind:
        """Return the book that ``folder`` is in; raise :class:`BookError` if it is in none."""
        for root in (folder, *folder.parents):
            if has_settings(root):
                return cls(root)
        raise BookError(
            "no book here",
            path=folder,
            expected="a folder whose {} has the table {}".format(FILE, TABLE),
            fix="go into the book's folder",
        )

    @classmethod
    def installed(cls: Type[Kind], package: Path, build: Path) -> Kind:
        """Return the book whose examples are the installed ``package``: it has recordings and no pages.

        They are in a folder :data:`INSTALLED` of the package. Raises :class:`BookError` if they are not.
        """
        root = package / INSTALLED
        if not has_settings(root):
            raise BookError(
                "these examples were installed without their recordings",
                path=root,
                expected="the folder, with {} in it".format(FILE),
                fix="install the wheel of a release, or the one of `make wheel`",
            )
        project = cls(root, build)
        project.examples_root = package
        return project

    @property
    def has_pages(self) -> bool:
        """Whether the pages are in ``root``: a reader may have the examples and their recordings alone."""
        return self.docs.is_dir()

    def relative(self, path: Path) -> Path:
        """Return ``path`` as it is seen from the book's folder."""
        try:
            return path.relative_to(self.root)
        except ValueError:
            return path

    @cached_property
    def pythons(self) -> Tuple[Python, ...]:
        """The Pythons of the matrix, in the order of the list."""
        return load_pythons(self.list)

    def running_python(self) -> Python:
        """Return the running Python; raise :class:`BookError` if it is not one of the book's."""
        return running_python(self.pythons, self.list)

    @cached_property
    def examples(self) -> Dict[str, Example]:
        """Every example by name."""
        return find_examples(self.examples_root)

    def example(self, name: str, path: Optional[Path] = None, line: Optional[int] = None) -> Example:
        """Return the example ``name``; ``path`` and ``line`` say who asks, for the error if there is none."""
        try:
            return self.examples[name]
        except KeyError:
            problem = "there is no example {!r}{}".format(name, near(name, self.examples))
            raise BookError(problem, path=path, line=line, fix=COMMAND + " list") from None

    @cached_property
    def probe_programs(self) -> Dict[str, Example]:
        """The program that runs a package's probes, by package."""
        paths = find_claims_files(self.examples_root)
        return {package: probe_program(package, path) for package, path in paths.items()}

    @cached_property
    def traces(self) -> Dict[str, Example]:
        """The program that traces an example, by the name of the example; an example need not declare one."""
        programs = {name: trace_of(example) for name, example in self.examples.items()}
        return {name: program for name, program in programs.items() if program is not None}

    @cached_property
    def probes(self) -> Dict[str, Probe]:
        """Every probe by name, ``package.probe``."""
        probes: Dict[str, Probe] = {}
        for package, path in find_claims_files(self.examples_root).items():
            probes.update(find_probes(package, path))
        return probes

    @cached_property
    def law_programs(self) -> Dict[str, Example]:
        """The program of a package's laws, by package; :mod:`bookcheck.recordings.law_runs` runs it."""
        paths = find_claims_files(self.examples_root, LAWS)
        return {package: laws_program(package, path) for package, path in paths.items()}

    @cached_property
    def laws(self) -> Dict[str, Law]:
        """Every law by name, ``package.law``."""
        laws: Dict[str, Law] = {}
        for package, path in find_claims_files(self.examples_root, LAWS).items():
            laws.update(find_laws(package, path))
        return laws

    def laws_of(self, package: str) -> Dict[str, Law]:
        """Return the laws of ``package`` by name."""
        return {name: law for name, law in self.laws.items() if name.partition(".")[0] == package}

    @cached_property
    def names_program(self) -> Optional[Example]:
        """The program that asks a Python for the names in the diagrams, None while no name is listed."""
        return names_program(self.name_list) if self.name_list.is_file() else None

    @cached_property
    def programs(self) -> Dict[str, Example]:
        """All that is recorded, by name: the examples, the programs that trace them, the questions to a Python."""
        names = () if self.names_program is None else (self.names_program,)
        others = (*self.traces.values(), *self.probe_programs.values(), *self.law_programs.values(), *names)
        return {**self.examples, **{program.name: program for program in others}}

    def applicable(self, example: Example) -> Tuple[Python, ...]:
        """Return the Pythons that ``example`` runs on, by what it declares."""
        return tuple(python for python in self.pythons if example.declaration.unmet(python) is None)

    def unrecorded(self, example: Example) -> Tuple[Python, ...]:
        """Return the Pythons that are kept as recorded and on which ``example`` has not run as it stands.

        Raises as :meth:`load_recording` does.
        """
        proved = self.proved_on(example)
        return tuple(python for python in self.applicable(example) if python.kept and python not in proved)

    def recording_path(self, name: str) -> Path:
        """Return where the recording of the example ``name`` is, or will be."""
        return self.recordings / (name + ".txt")

    def load_recording(self, example: Example) -> Recording:
        """Return the recording of ``example``; raise :class:`BookError` if there is none or it cannot be parsed."""
        return read_recording(self.recording_path(example.name), example.name)

    def proved_on(self, example: Example) -> Tuple[Python, ...]:
        """Return the Pythons on which ``example`` is recorded as it stands; raises as :meth:`load_recording` does."""
        recording = self.load_recording(example)
        return tuple(python for python in self.pythons if recording.proved(example, python) is not None)
