"""Reads the checklists and the reasons: the shipped ones and a workspace's own.

A workspace's file overrides the shipped checklist of the same id, or adds one. A file with a mistake is
left out as a whole and every mistake reported, so that a slip in one file never stops a review and never
makes a review laxer without a word. Only a broken shipped file raises: that is a broken installation.
"""

from __future__ import annotations

import hashlib
import re
import stat
import tomllib
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from checklists.lines import Lines, locate
from checklists.model import Checklist, Problem, Reason
from checklists.schema import Findings, read_checklist, read_reasons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MAX_BYTES = 256 * 1024
"""A larger file is not read: the shipped ones have some 10 kB."""
MAX_DOTS = 30
"""Dots on one line of a file. The time to parse a dotted key grows with the square of its parts."""
VERSION_DIGITS = 12

_PLACE = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)
_NOWHERE = Lines(MappingProxyType({}))


class BrokenInstallation(RuntimeError):
    """A file that ships with the program has mistakes; the first is in the message."""


def load_reasons() -> tuple[Reason, ...]:
    """Return the closed list of rejection reasons, in the order they are shown.

    Raises `BrokenInstallation` where the shipped file is not sound.
    """
    file = "reasons.toml"
    parsed = _parse(file, files("checklists").joinpath(file).read_bytes())
    if isinstance(parsed, Problem):
        raise BrokenInstallation(parsed)
    data, lines = parsed
    findings = Findings(file, lines)
    reasons = read_reasons(data, findings)
    _must_be_sound(findings.problems())
    return reasons


def load_checklists(extra: Path | None = None) -> tuple[dict[str, Checklist], tuple[Problem, ...]]:
    """Return the checklists by id, and the mistakes of the workspace's own files.

    `extra` is the workspace's folder of `*.toml` files; it may be missing. Of two files with one id, the
    one named after the id counts, otherwise the first by name; the other is reported. Hidden files and
    sub-folders are passed over. Raises `BrokenInstallation` where a shipped file is not sound.
    """
    reasons = _codes()
    checklists: dict[str, Checklist] = {}
    shipped = files("checklists").joinpath("categories")
    for resource in sorted(shipped.iterdir(), key=lambda entry: entry.name):
        if resource.name.endswith(".toml"):
            checklist, problems = _examine(resource.name, resource.read_bytes(), reasons)
            _must_be_sound(problems)
            if checklist is not None:
                checklists[checklist.id] = checklist
    own, problems = _own(extra, reasons) if extra is not None else ({}, ())
    return checklists | own, problems


def validate(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of the checklist file `path`, by line; empty means that it can be used.

    Never raises for anything that the file, or its absence, does.
    """
    raw = _read(path)
    if isinstance(raw, Problem):
        return (raw,)
    return _examine(str(path), raw, _codes())[1]


def _codes() -> tuple[str, ...]:
    return tuple(reason.code for reason in load_reasons())


def _must_be_sound(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise BrokenInstallation(problems[0])


def _own(extra: Path, reasons: Collection[str]) -> tuple[dict[str, Checklist], tuple[Problem, ...]]:
    """Return the sound checklists of the folder `extra` by id, and the mistakes of all its files."""
    try:
        paths = [path for path in extra.iterdir() if _is_checklist_name(path.name)]
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError) as error:
        return {}, (_unreadable(extra, error),)
    sound: list[tuple[Path, Checklist]] = []
    problems: list[Problem] = []
    for path in sorted(paths, key=lambda path: path.name):
        raw = _read(path)
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        checklist, mistakes = _examine(str(path), raw, reasons)
        problems.extend(mistakes)
        if checklist is not None:
            sound.append((path, checklist))
    own, twice = _one_each(sound)
    return own, (*problems, *twice)


def _is_checklist_name(name: str) -> bool:
    # Editors and sync tools keep hidden files beside the real ones: `.#x.toml`, `._x.toml`.
    return name.casefold().endswith(".toml") and not name.startswith(".")


def _one_each(sound: Iterable[tuple[Path, Checklist]]) -> tuple[dict[str, Checklist], list[Problem]]:
    """Return one checklist for each id, the file named after the id first, and the others as problems.

    A sync tool's conflict copy, `apparel.sync-conflict-….toml`, sorts before the file it was made from.
    """
    chosen: dict[str, tuple[Path, Checklist]] = {}
    problems: list[Problem] = []
    for path, checklist in sorted(sound, key=lambda entry: entry[0].stem != entry[1].id):
        if checklist.id in chosen:
            other = chosen[checklist.id][0].name
            args = MappingProxyType({"value": checklist.id, "other": other})
            problems.append(Problem(str(path), 0, "id", "same-id", args))
        else:
            chosen[checklist.id] = (path, checklist)
    return {checklist_id: entry[1] for checklist_id, entry in chosen.items()}, problems


def _examine(file: str, raw: bytes, reasons: Collection[str]) -> tuple[Checklist | None, tuple[Problem, ...]]:
    """Return the checklist in the bytes of `file`, or None, and all mistakes."""
    parsed = _parse(file, raw)
    if isinstance(parsed, Problem):
        return None, (parsed,)
    data, lines = parsed
    findings = Findings(file, lines)
    version = hashlib.sha256(raw).hexdigest()[:VERSION_DIGITS]
    checklist = read_checklist(data, version, reasons, findings)
    return checklist, findings.problems()


def _read(path: Path) -> bytes | Problem:
    """Return the bytes of a regular file of at most `MAX_BYTES`, or what is wrong with it."""
    try:
        # A pipe or a device would block the reading, or never end it.
        if not stat.S_ISREG(path.stat().st_mode):
            return _problem(str(path), "not-a-file")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    if len(raw) > MAX_BYTES:
        return _problem(str(path), "too-large", limit=MAX_BYTES)
    return raw


def _parse(file: str, raw: bytes) -> tuple[Mapping[str, object], Lines] | Problem:
    """Return the values of a TOML file and the lines they stand on, or why it is none."""
    try:
        # Some editors put a byte order mark before UTF-8; TOML itself knows none.
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return _problem(file, "not-utf8", line=raw.count(b"\n", 0, error.start) + 1)
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MAX_DOTS and not line.lstrip().startswith("#"):
            return _problem(file, "too-many-dots", line=number, limit=MAX_DOTS)
    try:
        return tomllib.loads(text), locate(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(file, str(error), text)
    except RecursionError:
        return _problem(file, "too-deep")
    except ValueError as error:
        # A number of more digits than Python converts.
        return _problem(file, "syntax", why=str(error))


def _syntax(file: str, message: str, text: str) -> Problem:
    place = _PLACE.match(message)
    if place is None:
        return _problem(file, "syntax", why=message)
    line = int(place["line"]) if place["line"] else text.rstrip("\n").count("\n") + 1
    return _problem(file, "syntax", line=line, why=place["what"])


def _unreadable(path: Path, error: OSError | ValueError) -> Problem:
    why = error.strerror if isinstance(error, OSError) else None
    return _problem(str(path), "unreadable", why=why or type(error).__name__)


def _problem(file: str, code: str, line: int = 0, **args: str | int) -> Problem:
    return Problem(file, line, "", code, MappingProxyType(args))
