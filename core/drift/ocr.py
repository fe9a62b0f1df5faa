"""Reading text in a picture, where Tesseract (github.com/tesseract-ocr/tesseract) is installed.

The program itself is asked, over pipes: it is all there is to the usual wrappers, which add temporary files.
What it gives is text from outside like any other: bounded here, and made safe where it is shown.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT_MEASURE: Final = "core.drift.measures.text"
"""The measure that reads, by the name that `measures.registry` finds it by."""
LANGUAGES: Final = ("eng", "rus", "kaz")
"""Those of the labels here, by Tesseract's codes, as far as they are installed."""
_SPARSE: Final = "11"
"""Page segmentation mode: as much text as there is, in no order."""
_SECONDS: Final = 10.0
_MOST_WORDS: Final = 400
_MOST_LETTERS: Final = 40
"""Of a word; a longer one is no word."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed program that reads."""

    path: str
    version: str
    languages: tuple[str, ...]
    """Of `LANGUAGES`; never empty."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was read."""

    text: str
    confidence: float
    """0 to 100."""
    box: tuple[int, int, int, int]
    """x, y, width, height in pixels of the picture read."""


@lru_cache(maxsize=1)
def engine() -> Engine | None:
    """Return what is installed and answers; None where nothing is. Waits for it, the first time."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    version, listed = _asked(path, ["--version"]), _asked(path, ["--list-langs"])
    if version is None or listed is None:
        return None
    there = set(listed.decode("utf-8", "replace").split())
    languages = tuple(language for language in LANGUAGES if language in there)
    words = version.decode("utf-8", "replace").split()
    return Engine(path, words[1] if len(words) > 1 else "", languages) if languages else None


def with_reading(models: Sequence[str], *, wanted: bool) -> tuple[str, ...]:
    """Return the modules of further measures, the one that reads among them where it is wanted and can."""
    return (*models, TEXT_MEASURE) if wanted and engine() is not None else tuple(models)


@lru_cache(maxsize=8)
def read(reader: Engine, png: bytes) -> tuple[Word, ...]:
    """Return the words in a picture; none where the program fails or takes too long.

    The last few are remembered: a source is read once for its candidates.
    """
    said = _asked(
        reader.path, ["stdin", "stdout", "-l", "+".join(reader.languages), "--psm", _SPARSE, "tsv"], png
    )
    if said is None:
        return ()
    lines = said.decode("utf-8", "replace").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (_word(row) for row in rows)
    return tuple(word for word in words if word is not None)[:_MOST_WORDS]


def _word(row: dict[str, str | None]) -> Word | None:
    text = (row.get("text") or "").strip()
    if not text or len(text) > _MOST_LETTERS:
        return None
    try:
        x, y, width, height = (int(row.get(name) or "") for name in ("left", "top", "width", "height"))
        return Word(text, float(row.get("conf") or ""), (x, y, width, height))
    except ValueError:
        return None


def _asked(path: str, arguments: Sequence[str], data: bytes = b"") -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 fixed arguments; the picture goes through its input
            [path, *arguments],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
