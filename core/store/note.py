"""What a store has to tell about its files, beyond its events: closed codes, no sentences.

The catalogue message of a note is `store-<code>` with the variables `file` and `count`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NoteCode = Literal[
    "restored",
    "not-restored",
    "copied",
    "cloned",
    "set-aside",
    "forked",
    "conflict-copy",
    "markers",
    "rewritten",
    "newer",
    "clock-ahead",
    "clock-behind",
    "journal-unwritable",
]


@dataclass(frozen=True, slots=True)
class StoreNote:
    """One thing a person should know about the store files. Nothing was lost where a code does not say so."""

    code: NoteCode
    """
    - `restored`: own events were missing and were put back, into the new file `file`
    - `not-restored`: own events are missing and could not be put back yet (busy, unwritable): `file` says why
    - `copied`: this folder is a copy of the one at `file`; it is written under a new device name
    - `cloned`: this machine is a copy of the one that wrote as `file`, or got its state folder
    - `set-aside`: another workspace was in this place; its own events are kept in the journal `file`
    - `forked`: two histories of one writer; `file` has the second one, `count` events are held twice
    - `conflict-copy`: a sync tool's second copy of a file; it is read
    - `markers`: git left `count` conflict markers in the file; both sides are read
    - `rewritten`: another program or a merge rewrote an own file; it is read, the next number is begun
    - `newer`: another device's file of a newer format, read as far as understood
    - `clock-ahead`: events more than ten minutes ahead of this device's wall clock
    - `clock-behind`: this wall clock is more than ten minutes behind an own event
    - `journal-unwritable`: the local copy of own events cannot be kept in `file`
    """
    file: str = ""
    """A store file's name where the code does not say otherwise; raw, the catalogue makes it safe to show."""
    count: int = 0
    """How many events or places it is about; 0 where there is nothing to count."""
