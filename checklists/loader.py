"""Reads the checklists and the reasons: the shipped ones and a workspace's own.

A workspace's file overrides the shipped checklist of the same id, or adds one. A file with a mistake is
left out as a whole and every mistake reported, so that a slip in one file never stops a review and never
makes a review laxer without a word. Only a broken shipped file raises: that is a broken installation.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from checklists.document import T, examine, parse, read_bytes, read_folder
from checklists.model import Checklist, Problem, Reason
from checklists.schema import read_checklist, read_reasons
from checklists.table import Findings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path


class BrokenInstallation(RuntimeError):
    """A file that ships with the program has mistakes; the first is in the message."""


@cache
def load_reasons() -> tuple[Reason, ...]:
    """Return the closed list of rejection reasons, in the order they are shown.

    Raises `BrokenInstallation` where the shipped file is not sound.
    """
    file = "reasons.toml"
    parsed = parse(file, files("checklists").joinpath(file).read_bytes())
    if isinstance(parsed, Problem):
        raise BrokenInstallation(parsed)
    data, lines = parsed
    findings = Findings(file, lines)
    reasons = read_reasons(data, findings)
    must_be_sound(findings.problems())
    return reasons


def load_checklists(extra: Path | None = None) -> tuple[dict[str, Checklist], tuple[Problem, ...]]:
    """Return the checklists by id, and the mistakes of the workspace's own files.

    `extra` is the workspace's folder of `*.toml` files; it may be missing. Of two files with one id, the
    one named after the id counts, otherwise the first by name; the other is reported. Hidden files and
    sub-folders are passed over. Raises `BrokenInstallation` where a shipped file is not sound.
    """
    if extra is None:
        return dict(_shipped()), ()
    reasons = _codes()
    own, problems = read_folder(extra, lambda file, raw: _examine(file, raw, reasons))
    return {**_shipped(), **own}, problems


@cache
def _shipped() -> Mapping[str, Checklist]:
    reasons = _codes()
    return read_shipped("categories", lambda file, raw: _examine(file, raw, reasons))


def read_shipped(
    folder: str, examine_file: Callable[[str, bytes], tuple[T | None, tuple[Problem, ...]]]
) -> dict[str, T]:
    """Return what the `*.toml` files of a shipped folder describe, by id, in the order of their names.

    Raises `BrokenInstallation` for the first mistake.
    """
    sound: dict[str, T] = {}
    for resource in sorted(files("checklists").joinpath(folder).iterdir(), key=lambda entry: entry.name):
        if resource.name.endswith(".toml"):
            made, problems = examine_file(resource.name, resource.read_bytes())
            must_be_sound(problems)
            if made is not None:
                sound[made.id] = made
    return sound


def checklist_text(id_: str, extra: Path) -> tuple[Path | None, str] | None:
    """Return the text of the checklist that is in use for an id, and its file.

    No file means that it is the shipped one; None that there is no such checklist. `extra` is the workspace's
    folder.
    """
    reasons = _codes()
    for path in sorted(extra.glob("*.toml"), key=lambda path: (path.stem != id_, path.name)):
        raw = read_bytes(path)
        if isinstance(raw, Problem) or path.name.startswith("."):
            continue
        checklist, _ = _examine(str(path), raw, reasons)
        if checklist is not None and checklist.id == id_:
            return path, _text(raw)
    resource = files("checklists").joinpath("categories", f"{id_}.toml")
    return (None, _text(resource.read_bytes())) if resource.is_file() else None


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig").replace("\r\n", "\n")


def validate(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of the checklist file `path`, by line; empty means that it can be used.

    Never raises for anything that the file, or its absence, does.
    """
    raw = read_bytes(path)
    if isinstance(raw, Problem):
        return (raw,)
    return _examine(str(path), raw, _codes())[1]


def _codes() -> tuple[str, ...]:
    return tuple(reason.code for reason in load_reasons())


def must_be_sound(problems: tuple[Problem, ...]) -> None:
    """Raise BrokenInstallation for the first of a shipped file's mistakes."""
    if problems:
        raise BrokenInstallation(problems[0])


def _examine(file: str, raw: bytes, reasons: Collection[str]) -> tuple[Checklist | None, tuple[Problem, ...]]:
    """Return the checklist in the bytes of `file`, or None, and all mistakes."""

    def read(data: Mapping[str, object], version: str, findings: Findings) -> Checklist | None:
        return read_checklist(data, version, reasons, findings)

    return examine(file, raw, read)
