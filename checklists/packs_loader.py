"""Reads the rule packs: the shipped ones and a workspace's own, in `checklists/marketplaces/` of each.

A workspace's file overrides the shipped pack of the same id, or adds one. A file with a mistake is left out
as a whole and every mistake reported; the shipped pack stays in use. Only a broken shipped file raises.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from checklists.document import examine, parse, read_bytes, read_folder
from checklists.feedback_schema import read_feedback
from checklists.loader import BrokenInstallation, load_reasons, must_be_sound, read_shipped
from checklists.model import Problem
from checklists.packs_schema import read_pack
from checklists.table import Findings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from checklists.feedback import Feedback
    from checklists.packs import RulePack

FOLDER = "marketplaces"
"""Under the folder of the checklists."""


def load_packs(checklists: Path | None = None) -> tuple[dict[str, RulePack], tuple[Problem, ...]]:
    """Return the rule packs by marketplace, and the mistakes of the workspace's own files.

    `checklists` is the workspace's folder of checklists; it may be missing. Raises `BrokenInstallation` where
    a shipped file is not sound.
    """
    if checklists is None:
        return dict(_shipped()), ()
    codes = _codes()
    own, problems = read_folder(checklists / FOLDER, lambda file, raw: _examine(file, raw, codes))
    return {**_shipped(), **own}, problems


@cache
def _shipped() -> Mapping[str, RulePack]:
    codes = _codes()
    return read_shipped(FOLDER, lambda file, raw: _examine(file, raw, codes))


def validate_pack(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of the rule pack file `path`, by line; empty means that it can be used.

    Never raises for anything that the file, or its absence, does.
    """
    raw = read_bytes(path)
    if isinstance(raw, Problem):
        return (raw,)
    return _examine(str(path), raw, _codes())[1]


@cache
def load_feedback() -> Feedback:
    """Return the reasons why things come back, and the reports of this program's own form.

    Raises `BrokenInstallation` where the shipped file is not sound.
    """
    file = "feedback.toml"
    parsed = parse(file, files("checklists").joinpath(file).read_bytes())
    if isinstance(parsed, Problem):
        raise BrokenInstallation(parsed)
    data, lines = parsed
    findings = Findings(file, lines)
    feedback = read_feedback(data, [reason.code for reason in load_reasons()], findings)
    must_be_sound(findings.problems())
    if feedback is None:
        raise BrokenInstallation(file)
    return feedback


def _codes() -> list[str]:
    return [reason.code for reason in load_feedback().reasons]


def _examine(file: str, raw: bytes, codes: Collection[str]) -> tuple[RulePack | None, tuple[Problem, ...]]:
    def read(data: Mapping[str, object], version: str, findings: Findings) -> RulePack | None:
        return read_pack(data, version, codes, findings)

    return examine(file, raw, read)
