"""A seller's TOML files: read with the lines of their keys, and a folder of them by id.

A file may be anything: huge, binary, a pipe, nested without end. What is wrong with it comes back as a
`Problem` with its place; nothing is raised for what a file does.
"""

from __future__ import annotations

import hashlib
import re
import stat
import tomllib
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from checklists.lines import Lines, locate
from checklists.model import Problem
from checklists.table import Findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

MAX_BYTES = 256 * 1024
"""A larger file is not read: the shipped ones have some 10 kB."""
MAX_DOTS = 30
"""Dots on one line of a file. The time to parse a dotted key grows with the square of its parts."""
VERSION_DIGITS = 12

_PLACE = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)


class Named(Protocol):
    """What a file describes, with an id of its own."""

    @property
    def id(self) -> str:
        """Kebab-case."""


T = TypeVar("T", bound=Named)


def examine(
    file: str, raw: bytes, read: Callable[[Mapping[str, object], str, Findings], T | None]
) -> tuple[T | None, tuple[Problem, ...]]:
    """Return what the bytes of `file` describe, or None, and all mistakes.

    `read` gets the parsed values, the file's version (first hex digits of the SHA-256 of its bytes) and where
    to report.
    """
    parsed = parse(file, raw)
    if isinstance(parsed, Problem):
        return None, (parsed,)
    data, lines = parsed
    findings = Findings(file, lines)
    made = read(data, hashlib.sha256(raw).hexdigest()[:VERSION_DIGITS], findings)
    return made, findings.problems()


def read_folder(
    folder: Path, examine_file: Callable[[str, bytes], tuple[T | None, tuple[Problem, ...]]]
) -> tuple[dict[str, T], tuple[Problem, ...]]:
    """Return what the sound `*.toml` files of `folder` describe, by id, and the mistakes of all its files.

    The folder may be missing. Of two files with one id, the one named after the id counts, otherwise the
    first by name; the other is reported. Hidden files and sub-folders are passed over.
    """
    try:
        paths = [path for path in folder.iterdir() if _is_toml_name(path.name)]
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError) as error:
        return {}, (_unreadable(folder, error),)
    sound: list[tuple[Path, T]] = []
    problems: list[Problem] = []
    for path in sorted(paths, key=lambda path: path.name):
        raw = read_bytes(path)
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        made, mistakes = examine_file(str(path), raw)
        problems.extend(mistakes)
        if made is not None:
            sound.append((path, made))
    own, twice = _one_each(sound)
    return own, (*problems, *twice)


def _is_toml_name(name: str) -> bool:
    # Editors and sync tools keep hidden files beside the real ones: `.#x.toml`, `._x.toml`.
    return name.casefold().endswith(".toml") and not name.startswith(".")


def _one_each(sound: Iterable[tuple[Path, T]]) -> tuple[dict[str, T], list[Problem]]:
    """Return one of each id, the file named after the id first, and the others as problems.

    A sync tool's conflict copy, `apparel.sync-conflict-….toml`, sorts before the file it was made from.
    """
    chosen: dict[str, tuple[Path, T]] = {}
    problems: list[Problem] = []
    for path, made in sorted(sound, key=lambda entry: entry[0].stem != entry[1].id):
        if made.id in chosen:
            other = chosen[made.id][0].name
            args = MappingProxyType({"value": made.id, "other": other})
            problems.append(Problem(str(path), 0, "id", "same-id", args))
        else:
            chosen[made.id] = (path, made)
    return {id_: entry[1] for id_, entry in chosen.items()}, problems


def read_bytes(path: Path) -> bytes | Problem:
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


def parse(file: str, raw: bytes) -> tuple[Mapping[str, object], Lines] | Problem:
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
