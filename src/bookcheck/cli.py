"""The command line: ``python -m bookcheck COMMAND``, which --help lists."""

import argparse
import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Union

from bookcheck.consistency import check_book, check_without_pages
from bookcheck.errors import COMMAND, BookError, counted, near
from bookcheck.files import can_write, write_whole
from bookcheck.pages.book import Book, can_read_pages
from bookcheck.programs.examples import Example
from bookcheck.pythons.classifiers import write_classifiers
from bookcheck.pythons.python import KEPT_AS_RECORDED, Python, find_python, find_release, span
from bookcheck.pythons.running import running_tag
from bookcheck.recordings.answers import recorded_answers
from bookcheck.recordings.builds import BUILDS, record_build
from bookcheck.recordings.comparison import as_text, check_program, difference
from bookcheck.recordings.law_runs import recorded_verdicts
from bookcheck.recordings.matrix import NOT_FOR_IT, matrix
from bookcheck.recordings.recorder import make_runner, record
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.release_report import find_differences, report_path, whole_report
from bookcheck.recordings.verification import agreement, portable, verify_programs
from bookcheck.settings import FILE
from bookcheck.tracing.trace_program import SUFFIX


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run one command on the book around the current folder.

    Return its exit status: 0, 1 for a mistake in the book, 2 for a bad call; those of
    :mod:`bookcheck.recordings.verification` for `check --portable`.
    """
    return _main(_parser(COMMAND), arguments, lambda: Book.around(Path.cwd()))


def main_installed(package: Path, arguments: Optional[Sequence[str]] = None) -> int:
    """Run one of a reader's commands on the book whose examples are the installed ``package``; return as :func:`main`.

    It works in any folder and leaves nothing behind.
    """
    parser = _parser("python -m " + package.name, installed=True)
    with tempfile.TemporaryDirectory(prefix="book-") as build:
        return _main(parser, arguments, lambda: Book.installed(package, Path(build)))


def _main(parser: argparse.ArgumentParser, arguments: Optional[Sequence[str]], find_book: Callable[[], Book]) -> int:
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    root = ""
    try:
        project = find_book()
        root = str(project.root) + os.sep
        with contextlib.ExitStack() as stack:
            if options.command in (_run, _check) and not can_write(project.build):
                project.build = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="book-")))
            status = int(options.command(project, options))
        sys.stdout.flush()
        return status
    except BookError as error:
        text = str(error).replace(COMMAND, parser.prog)
        print(text.replace(root, "") if root else text, file=sys.stderr)
        return 1
    except BrokenPipeError:  # `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = None if error.filename is None else Path(str(error.filename))
        fix = "make room or give permission, then do the same again"
        print(BookError("the system refused", path=where, found=error.strerror, fix=fix), file=sys.stderr)
        return 1


def _parser(prog: str, installed: bool = False) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=prog, description="Prove the book's examples and claims.")
    commands = parser.add_subparsers(metavar="COMMAND")
    commands.required = True

    def add(command: Callable[[Book, argparse.Namespace], int], **arguments: Dict[str, Any]) -> None:
        name = command.__name__.lstrip("_")
        text = (command.__doc__ or "").strip()
        sub = commands.add_parser(name, help=text.split("\n")[0], description=text)
        for argument, settings in arguments.items():
            flag = argument if settings.pop("positional", False) else "--" + argument
            sub.add_argument(flag, **settings)
        sub.set_defaults(command=command, python=None)

    name = {"positional": True, "metavar": "NAME", "help": "an example, as in `list`"}
    names = dict(name, nargs="*", help="examples, as in `list`, or packages of them; all if none is named")
    python = {"metavar": "TAG", "help": "a Python of the list; the running one if none is named"}
    pythons = {
        "metavar": "TAG",
        "nargs": "+",
        "help": "Pythons of the list, or `all`; the running one if none is named",
    }
    as_json = {"action": "store_true", "help": "for a program to read"}
    add(_list, json=dict(as_json))
    two = {"metavar": "TAG", "nargs": 2, "help": "two Pythons of the list whose outputs to compare"}
    add(_show, name=dict(name), python=dict(python), diff=two, json=dict(as_json))
    # An installed book is of one Python.
    add(_run, name=dict(name), **({} if installed else {"python": dict(python)}))
    add(_copy, name=dict(name), destination={"positional": True, "metavar": "DEST", "help": "a new file or folder"})
    portable = "only those that claim to be portable, and none of the other checks: for any operating system"
    check: Dict[str, Any] = {
        "name": dict(names),
        "json": dict(as_json),
        "portable": {"action": "store_true", "help": portable},
    }
    if installed:
        add(_check, **check)
        return parser
    add(_check, **check, python=dict(pythons), **{"no-run": {"action": "store_true", "help": "run nothing"}})
    add(_record, name=dict(names), python=dict(pythons))
    report = {"metavar": "FILE", "type": Path, "help": "where to write the report, if not below build/"}
    add(_differences, name=dict(names), python=dict(pythons), report=report)
    add(_matrix, json=dict(as_json))
    add(_claims, json=dict(as_json))
    add(_laws, json=dict(as_json))
    sessions = "Pythons of the list, exact releases, or gates of the site's Python; all of them if none is named"
    to_pytest = {"positional": True, "metavar": "ARGUMENT", "nargs": "*", "help": "behind --, for pytest"}
    add(_test, python=dict(pythons, help=sessions), pytest=to_pytest)
    return parser


def _list(project: Book, options: argparse.Namespace) -> int:
    """List the examples: name, where it runs, what it shows."""
    known = [python.tag for python in project.pythons]
    rows: List[Dict[str, Any]] = [
        {
            "name": example.name,
            "path": project.relative(example.folder or example.path).as_posix(),
            "pythons": [python.tag for python in project.applicable(example)],
            "shows": example.docstring.split("\n")[0],
        }
        for example in project.examples.values()
    ]
    if options.json:
        return _print_json(rows)
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        where = "" if row["pythons"] == known else " [{}]".format(span(row["pythons"], known))
        print("{:<{}}  {}{}".format(row["name"], width, row["shows"], where))
    return 0


def _show(project: Book, options: argparse.Namespace) -> int:
    """Show an example, or the trace NAME.trace: the program, and what it wrote on each Python, or on the one named.

    A Python that is not named prints what the version before it does. With --diff it shows no more than what two
    Pythons wrote differently.
    """
    example = project.programs.get(options.name) or project.example(options.name)
    recording = project.load_recording(example)
    if options.diff:
        old, new = ((recording.outcomes[_key(project, example, recording, tag)], tag) for tag in options.diff)
        same = "the same on {} and {}".format(*options.diff)
        print(same if old[0] == new[0] else difference(example, old, new))
        return 0
    keys = None
    if options.python:
        keys = {_key(project, example, recording, options.python)}
    groups = [(tags, outcome) for tags, outcome in recording.groups() if keys is None or keys & set(tags)]
    if options.json:
        outputs = [{"pythons": list(tags), "steps": [vars(step) for step in outcome.steps]} for tags, outcome in groups]
        program = {path: file.text for path, file in example.files.items()}
        return _print_json({"name": example.name, "program": program, "outputs": outputs})
    for path, file in example.files.items():
        print("--- {}".format(path))
        print(file.text, end="" if file.text.endswith("\n") else "\n")
    for tags, outcome in groups:
        print("--- on {}".format(" ".join(tags)))
        print("\n".join(as_text(outcome)))
    return 0


def _key(project: Book, example: Example, recording: Recording, tag: str) -> str:
    """Return the key of what ``example`` did on the Python ``tag``; raise :class:`BookError` if nothing holds there."""
    python = find_python(project.pythons, tag, project.list)
    key = None if example.declaration.unmet(python) else recording.key(python)
    if key is None:
        raise _not_for(project, example, tag)
    return key


def _run(project: Book, options: argparse.Namespace) -> int:
    """Run an example, on the running Python if no other is named, and print what it writes."""
    example = project.example(options.name)
    if options.python and options.python != running_tag():
        from bookcheck.pythons.each_python import call

        return call(project.root, find_python(project.pythons, options.python, project.list), ["run", example.name])
    runner = make_runner(project)
    if example.declaration.unmet(runner.python):
        raise _not_for(project, example, runner.python.tag)
    outcome = runner.run(example)
    for step in outcome.steps:
        if len(outcome.steps) > 1:
            print("$ " + step.command)
        print(step.output, end="", flush=True)
    return 0


def _copy(project: Book, options: argparse.Namespace) -> int:
    """Write the whole program of an example to DEST, and print on which Pythons it was proved."""
    example = project.example(options.name)
    destination = Path(options.destination)
    if example.folder is None and destination.is_dir():
        destination = destination / example.main
    if destination.exists():
        raise BookError("the destination exists already", path=destination, fix="name a new one")
    proved = [python.tag for python in project.proved_on(example)]
    known = [python.tag for python in project.pythons]
    for name, file in example.files.items():
        path = destination if example.folder is None else destination / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    print("{} → {}".format(example.name, destination))
    where = "Python " + span(proved, known) if proved else "no Python yet"
    print("checked on {}; code license {}".format(where, project.settings.code_license))
    for command in example.declaration.commands:
        print("run it: {}".format(command.text))
    return 0


def _record(project: Book, options: argparse.Namespace) -> int:
    """Record examples, the answers of the probes and the verdicts of the laws, on the running Python, or on others."""
    named = [name for name in options.name if name != BUILDS]
    programs = _named(project, named) if named or not options.name else []
    if write_classifiers(project.root, project.pythons):
        print(FILE)
    if options.python and options.python != [running_tag()]:
        from bookcheck.pythons.each_python import on_each
        from bookcheck.pythons.interpreters import locate

        pythons, left_out = _to_run(project, options.python)
        return on_each(project.root, pythons, ["record", *options.name], left_out, locate)
    runner = make_runner(project)
    changed = errors = 0
    for program in programs:
        try:
            if record(project, program, runner):
                print(project.relative(project.recording_path(program.name)))
                changed += 1
        except BookError as error:
            _report(project, error)
            errors += 1
    if record_build(project, runner, changed=changed > 0, whole=not options.name and not errors):
        print(project.relative(project.recording_path(BUILDS)))
    print("Python {}: {} of {} changed".format(runner.python.tag, changed, counted(len(programs), "recording")))
    return 1 if errors else 0


def _check(project: Book, options: argparse.Namespace) -> int:
    """Run examples on the running Python against their recordings; where there are pages, check the book first.

    A mistake in the book leaves the examples unrun, unless they are named. With --portable they are only run.
    The pages are read where MyST-Parser is installed.
    """
    only_run = options.portable or not project.has_pages
    runs_nothing = not only_run and options.no_run
    programs = [] if runs_nothing else _named(project, options.name)
    errors: List[BookError] = []
    if not only_run:
        reads_pages = can_read_pages() or runs_nothing
        errors = check_book(project) if reads_pages else check_without_pages(project)
        if not reads_pages and not options.name:
            words = "the pages were not read, because MyST-Parser is not installed here; read them with: make check"
            print(words, file=sys.stderr)
    if options.python and options.python != [running_tag()]:
        return max(_report_all(project, errors), _check_on_each(project, options))
    if options.portable:
        programs = portable(programs)
    if only_run and not options.json:
        line, status = verify_programs(project, programs, print)
        print(line)
        return status
    if errors and not options.name:
        programs = []
    agree = unrecorded = 0
    runner = make_runner(project) if programs else None
    for program in programs:
        assert runner is not None
        try:
            check_program(project, program, runner)
        except BookError as error:
            errors.append(error)
        else:
            left_out = runner.python.kept and runner.python in project.unrecorded(program)
            agree, unrecorded = agree + (not left_out), unrecorded + left_out
    errors = list({str(error): error for error in errors}.values())
    if options.json:
        _print_json([_as_json(project, error) for error in errors])
        return 1 if errors else 0
    status = _report_all(project, errors)
    ran = agreement(agree, len(programs))
    if unrecorded:
        are = counted(unrecorded, "is", "are")
        ran += ", {} not recorded here, where all is {}".format(are, KEPT_AS_RECORDED)
    ran = ran if programs else "nothing was run"
    print("Python {}: {}; {}".format(running_tag(), counted(len(errors), "mistake"), ran))
    return status


def _report_all(project: Book, errors: Sequence[BookError]) -> int:
    """Print ``errors``; return the exit status."""
    for error in errors:
        _report(project, error)
    return 1 if errors else 0


def _check_on_each(project: Book, options: argparse.Namespace) -> int:
    """Run the named examples on the named Pythons against their recordings; return the exit status."""
    from bookcheck.pythons.each_python import on_each
    from bookcheck.pythons.interpreters import locate

    pythons, left_out = _to_run(project, options.python)
    return on_each(project.root, pythons, ["check", *options.name], left_out, locate)


def _differences(project: Book, options: argparse.Namespace) -> int:
    """Report where the running release, or the newest of each Python, does not do what is recorded.

    The report is written in any case. The exit status is 0 if nothing differs, and 1 if something does or a Python
    that was named is missing.
    """
    programs = _named(project, options.name)
    tag = running_tag() if not options.python else ""
    path = options.report or report_path(project, tag)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    if tag:
        runner = make_runner(project)
        count, text = find_differences(project, programs, runner)
        write_whole(path, text)
        differ = "differs" if count == 1 else "differ"
        print("{} {}; the report is {}".format(counted(count, "program"), differ, project.relative(path)))
        return 1 if count else 0
    from bookcheck.pythons.each_python import STOPPED, on_each
    from bookcheck.pythons.interpreters import locate_newest

    pythons, left_out = _to_run(project, options.python)
    for python in pythons:
        with contextlib.suppress(FileNotFoundError):
            report_path(project, python.tag).unlink()
    status = on_each(project.root, pythons, ["differences", *options.name], left_out, locate_newest)
    if status == STOPPED:
        return status
    write_whole(path, whole_report(project, pythons, left_out))
    print("The report is {}".format(project.relative(path)))
    return status


def _as_json(project: Book, error: BookError) -> Dict[str, Union[str, int, None]]:
    return {
        "path": None if error.path is None else str(project.relative(error.path)),
        "line": error.line,
        "problem": error.problem,
        "expected": error.expected,
        "found": error.found,
        "fix": error.fix,
    }


def _matrix(project: Book, options: argparse.Namespace) -> int:
    """Show examples and traces × Pythons: output, expected exception, not for this Python and why, pending."""
    table = matrix(project)
    if options.json:
        return _print_json({"pythons": {python.tag: python.release for python in project.pythons}, "cells": table})
    tags = [python.tag for python in project.pythons]
    width = max(map(len, table), default=0)
    legend: Dict[str, str] = {}
    print(" ".join([" " * width] + ["{:>8}".format(tag) for tag in tags]))
    for name, cells in table.items():
        words = []
        for tag in tags:
            word, _, reason = cells[tag].partition(": ")
            if word == NOT_FOR_IT:
                word = legend.setdefault(reason, "–{}".format(len(legend) + 1))
            words.append("{:>8}".format({"output": "✓"}.get(word, word)[:8]))
        print(" ".join(["{:<{}}".format(name, width)] + words))
    print("\n✓ output; an exception's name: it must end with it; –N: not for this Python")
    for reason, mark in legend.items():
        print("{}  {}".format(mark, reason))
    return 0


def _claims(project: Book, options: argparse.Namespace) -> int:
    """Show claims × Pythons: what each claim says, and what its probe answered."""
    recordings = {name: project.load_recording(program) for name, program in project.probe_programs.items()}
    rows: List[Dict[str, Any]] = []
    for claim in project.claims:
        package, _, name = claim.probe.partition(".")
        recording = recordings.get(package)
        answers = {
            python.tag: recorded_answers(recording, python).get(name, "nothing") if recording else "nothing"
            for python in project.pythons
        }
        place = "{}:{}".format(project.relative(claim.path), claim.line)
        rows.append({"claim": claim.words, "probe": claim.probe, "place": place, "answers": answers})
    if options.json:
        return _print_json(rows)
    for row in rows:
        marks = " ".join({"True": "✓", "False": "·"}.get(answer, "?") for answer in row["answers"].values())
        print("{:<10} {:<40} {}  {}".format(row["claim"], row["probe"], marks, row["place"]))
    return 0


def _laws(project: Book, options: argparse.Namespace) -> int:
    """Show every law: its sentence, the pages that state it, and what was counted on each Python."""
    stated: Dict[str, List[str]] = {}
    for path, role in project.law_roles:
        stated.setdefault(role.text.strip(), []).append("{}:{}".format(project.relative(path), role.line))
    rows: List[Dict[str, Any]] = []
    for law in project.laws.values():
        recording = project.load_recording(project.law_programs[law.name.partition(".")[0]])
        verdicts = {python.tag: recorded_verdicts(recording, python).get(law.name) for python in project.pythons}
        counted = {tag: [verdict.held, verdict.size] for tag, verdict in verdicts.items() if verdict is not None}
        places = stated.get(law.name, [])
        about = {"sentence": law.sentence, "twin": law.twin, "counts": law.counts}
        rows.append({"law": law.name, **about, "places": places, "counted": counted})
    if options.json:
        return _print_json(rows)
    for row in rows:
        print("{}\n    {}".format(row["law"], row["sentence"]))
        sizes = ["{} {}".format(tag, size) for tag, (_, size) in row["counted"].items()]
        print("    {}: {}".format(row["counts"], ", ".join(sizes) or "not checked yet"))
        print("    stated in: {}".format(", ".join(row["places"]) or "no page"))
    return 0


def _test(project: Book, options: argparse.Namespace) -> int:
    """Run every gate on every Python of the list, or on those named, and print one summary table.

    A session on the site's Python can be named too, such as site, gates or lint. What follows -- goes to pytest, and
    then only the Pythons are run if nothing is named.
    """
    from bookcheck.pythons.each_python import SITE_SESSIONS, test

    named = options.python or []
    tags = [name for name in named if name not in SITE_SESSIONS]
    pythons, left_out = _to_run(project, tags if named else ["all"])
    all_of_site = not options.pytest and (not named or project.settings.site_python in tags)
    also = [release + python.variant for python in pythons for release in python.also]
    sessions = tags if named else [python.tag for python in pythons] + also
    sessions += [name for name in SITE_SESSIONS if all_of_site or name in named]
    return test(project.root, sessions, left_out, options.pytest)


def _report(project: Book, error: BookError) -> None:
    print(str(error).replace(str(project.root) + os.sep, ""), file=sys.stderr)


def _print_json(value: object) -> int:
    print(json.dumps(value, indent=2, ensure_ascii=False))
    return 0


def _named(project: Book, names: Sequence[str]) -> List[Example]:
    """Return the programs that ``names`` name, each with its trace, a package with all its own; all if it is empty."""
    programs = project.programs
    wanted: Dict[str, None] = {}
    for name in names or programs:
        of_package = [program for program in programs if program.startswith(name.rstrip("/") + "/")]
        if name not in programs and not of_package:
            packages = {program.partition("/")[0] for program in programs}
            raise BookError(
                "there is no example or package {!r}{}".format(name, near(name, packages.union(programs))),
                fix=COMMAND + " list",
            )
        wanted.update(dict.fromkeys(of_package or (name, name + SUFFIX)))
    return [programs[name] for name in wanted if name in programs]


def _to_run(project: Book, tags: Sequence[str]) -> Tuple[List[Python], List[Python]]:
    """Return the Pythons to run, and those that ``all`` leaves out because they are kept as recorded."""
    if list(tags) == ["all"]:
        kept = [python for python in project.pythons if python.kept]
        return [python for python in project.pythons if not python.kept], kept
    named = [find_release(project.pythons, tag, project.list) for tag in tags]
    twice = [python.tag for python in named if [other.tag for other in named].count(python.tag) > 1]
    if twice:
        raise BookError(
            "Python {} is named twice".format(twice[0]), found=" ".join(tags), fix="run one after the other"
        )
    return named, []


def _not_for(project: Book, example: Example, tag: str) -> BookError:
    unmet = example.declaration.unmet(find_python(project.pythons, tag, project.list))
    return BookError(
        "{} does not run on Python {}".format(example.name, tag),
        path=example.path,
        expected=unmet.spec.text if unmet else None,
        found=unmet.reason if unmet else None,
        fix="choose another with --python",
    )
