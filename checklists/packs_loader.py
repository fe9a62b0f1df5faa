"""Reads the rule packs: the shipped ones and a workspace's own, in `checklists/marketplaces/` of each.

A workspace's file overrides the shipped pack of the same id, or adds one. A file with a mistake is left out
as a whole and every mistake reported; the shipped pack stays in use. Only a broken shipped file raises.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from checklists.document import examine, read_bytes, read_folder
from checklists.loader import must_be_sound
from checklists.model import Problem
from checklists.packs_schema import read_pack

if TYPE_CHECKING:
    from pathlib import Path

    from checklists.packs import RulePack

FOLDER = "marketplaces"
"""Under the folder of the checklists."""


def load_packs(checklists: Path | None = None) -> tuple[dict[str, RulePack], tuple[Problem, ...]]:
    """Return the rule packs by marketplace, and the mistakes of the workspace's own files.

    `checklists` is the workspace's folder of checklists; it may be missing. Raises `BrokenInstallation` where
    a shipped file is not sound.
    """
    packs: dict[str, RulePack] = {}
    shipped = files("checklists").joinpath(FOLDER)
    for resource in sorted(shipped.iterdir(), key=lambda entry: entry.name):
        if resource.name.endswith(".toml"):
            pack, problems = _examine(resource.name, resource.read_bytes())
            must_be_sound(problems)
            if pack is not None:
                packs[pack.id] = pack
    if checklists is None:
        return packs, ()
    own, problems = read_folder(checklists / FOLDER, _examine)
    return packs | own, problems


def validate_pack(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of the rule pack file `path`, by line; empty means that it can be used.

    Never raises for anything that the file, or its absence, does.
    """
    raw = read_bytes(path)
    if isinstance(raw, Problem):
        return (raw,)
    return _examine(str(path), raw)[1]


def _examine(file: str, raw: bytes) -> tuple[RulePack | None, tuple[Problem, ...]]:
    return examine(file, raw, read_pack)
