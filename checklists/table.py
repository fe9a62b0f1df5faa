"""One table of a TOML file, its values taken by key, each with its check and every mistake collected.

A check that fails reports and goes on with a stand-in, so that one reading finds all mistakes. Nothing here
reads a file, and nothing recurses: a hostile file can be long or deep without harm.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from checklists.model import LANGUAGES, SLOTS, Phrase, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from checklists.lines import KeyPath, Lines

SCHEMA = 1
"""The one format version known, of checklists and of rule packs."""
ID_LIMIT = 40
URL_LIMIT = 400
MAX_PROBLEMS = 100
"""Beyond these only the number of further mistakes is reported."""

L = TypeVar("L", bound=str)

_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[!-~]+")
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that draw nothing or steer the terminal; a text needs none of them."""
_SHOWN_VALUE = 240
_SHOWN_KEY = 60
"""Characters of a wrong value or key that a problem repeats."""


class Findings:
    """Collects the problems of one file."""

    def __init__(self, file: str, lines: Lines) -> None:
        self._file = file
        self._lines = lines
        self._problems: list[Problem] = []
        self._further = 0

    def add(self, path: KeyPath, code: str, **args: str | int) -> None:
        """Note the mistake `code` at `path`; long values are cut."""
        if len(self._problems) >= MAX_PROBLEMS:
            self._further += 1
            return
        cut = {
            name: _cut(value, _SHOWN_VALUE) if isinstance(value, str) else value
            for name, value in args.items()
        }
        self._problems.append(
            Problem(self._file, self._lines.of(path), _dotted(path), code, MappingProxyType(cut))
        )

    def line(self, path: KeyPath) -> int:
        """Return the line of `path`."""
        return self._lines.of(path)

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found, by line; a last `more` where not all are listed."""
        listed = sorted(self._problems, key=lambda problem: problem.line)
        if self._further:
            listed.append(
                Problem(self._file, 0, "", "more", MappingProxyType({"count": self._further})),
            )
        return tuple(listed)


class Table:
    """One TOML table whose values are taken by key, each with its check."""

    def __init__(self, values: Mapping[str, object], path: KeyPath, findings: Findings) -> None:
        self.path = path
        self._values = values
        self._findings = findings
        self._asked: set[str] = set()

    def report(self, key: str, code: str, **args: str | int) -> None:
        """Note a mistake at `key` of this table."""
        self._findings.add((*self.path, key), code, **args)

    def has(self, key: str) -> bool:
        """Tell whether `key` is there."""
        return key in self._values

    def number(self, key: str) -> int | None:
        """Return the whole number at `key`; None where it is missing or something else."""
        value = self._required(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.report(key, "wrong-type", expected="number")
            return None
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        """Return the whole number at `key`, within these bounds; `least` where it is missing or wrong."""
        value = self.number(key)
        if value is None:
            return least
        if not least <= value <= most:
            self.report(key, "out-of-range", value=_cut(str(value), 20), least=str(least), most=str(most))
            return least
        return value

    def share(self, key: str) -> float:
        """Return the number at `key`, above 0 and at most 1; 1 where it is missing or wrong."""
        value = self._required(key)
        if value is None:
            return 1.0
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.report(key, "wrong-type", expected="share")
        elif not 0 < value <= 1:
            self.report(key, "out-of-range", value=_cut(str(value), 20), least="0", most="1")
        else:
            return float(value)
        return 1.0

    def day(self, key: str, default: date | None = None) -> date:
        """Return the day at `key`, as 2026-11-23; it may be missing only where there is a `default`."""
        if default is not None and key not in self._values:
            return default
        value = self._required(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            self.report(key, "wrong-type", expected="date")
        return date.min

    def url(self, key: str) -> str:
        """Return the address at `key`."""
        value = self.text(key, URL_LIMIT)
        if value.strip() and not _URL.fullmatch(value):
            self.report(key, "not-url", value=value)
        return value

    def text(self, key: str, limit: int, default: str | None = None) -> str:
        """Return the text at `key`, of one line, at most `limit` characters.

        It may be missing or blank only where there is a `default`.
        """
        if default is not None and key not in self._values:
            return default
        value = self._required(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.report(key, "wrong-type", expected="text")
            return ""
        if default is None and not value.strip():
            self.report(key, "empty-text")
        self._check_text(key, value, limit)
        return value

    def phrase(self, key: str, limit: int) -> Phrase:
        """Return the table at `key` as a text in all languages."""
        value = self._required(key)
        if value is None:
            return Phrase("", "", "")
        if not isinstance(value, dict):
            self.report(key, "wrong-type", expected="table")
            return Phrase("", "", "")
        table = Table(value, (*self.path, key), self._findings)
        texts: dict[str, str] = {}
        for language in LANGUAGES:
            if table.has(language):
                texts[language] = table.text(language, limit)
            else:
                table.report(language, "missing-language", language=language)
        table.close(LANGUAGES)
        return Phrase(*(texts.get(language, "") for language in LANGUAGES))

    def identifier(self, key: str) -> str:
        """Return the kebab-case id at `key`; empty where it is none."""
        value = self.text(key, ID_LIMIT)
        if not value.strip() or _KEBAB.fullmatch(value):
            return value
        self.report(key, "not-kebab", value=value)
        return ""

    def choice(self, key: str, known: Iterable[str], code: str) -> str:
        """Return the text at `key`, which must be one of `known`; otherwise report `code`."""
        value = self._required(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.report(key, "wrong-type", expected="text")
        elif value not in (options := tuple(known)):
            self.report(key, code, value=value, known=", ".join(options))
        else:
            return value
        return ""

    def table(self, key: str) -> Table | None:
        """Return the table at `key`; None where it is missing or something else."""
        value = self._required(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.report(key, "wrong-type", expected="table")
            return None
        return Table(value, (*self.path, key), self._findings)

    def cited(self, sources: Collection[str]) -> tuple[str, ...]:
        """Return which of `sources` are named under `sources`, at least one."""
        named = self.texts("sources")
        if not named:
            if named is not None or not self.has("sources"):
                self.report("sources", "no-source")
            return ()
        for name in named:
            if name not in sources:
                self.report("sources", "unknown-source", value=name, known=", ".join(sources))
        return tuple(name for name in named if name in sources)

    def option(self, key: str, known: tuple[L, ...]) -> L:
        """Return the text at `key`, one of a closed list; the list's first where it is missing or wrong."""
        value = self.choice(key, known, "unknown-option")
        return next((option for option in known if option == value), known[0])

    def slots(self, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return the slots under `slots`, in the order of `SLOTS`; `default` where there is no list."""
        named = self.texts("slots")
        if named is None:
            return default
        for slot in dict.fromkeys(named):
            if slot not in SLOTS:
                self.report("slots", "unknown-slot", value=slot, known=", ".join(SLOTS))
        if not named:
            self.report("slots", "no-slots")
        return tuple(slot for slot in SLOTS if slot in named)

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Return the list of texts at `key`; None where it is missing or something else."""
        self._asked.add(key)
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.report(key, "wrong-type", expected="texts")
            return None
        return tuple(value)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the tables written as `[[key]]`."""
        value = self._required(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.report(key, "wrong-type", expected="tables")
            return ()
        return tuple(
            Table(entry, (*self.path, key, place), self._findings) for place, entry in enumerate(value, 1)
        )

    def close(self, known: Iterable[str] = ()) -> None:
        """Report the keys that nobody asked for and that are not in `known`."""
        for key in self._values:
            if key not in self._asked and key not in known:
                self.report(key, "unknown-key")

    def forget(self) -> None:
        """Let the keys that nobody asked for pass: what the table is about is not known."""
        self._asked.update(self._values)

    def once(self, key: str, value: str, seen: dict[str, KeyPath]) -> None:
        """Report `value` where it is in `seen` already, and note it there."""
        if not value:
            return
        first = seen.setdefault(value, (*self.path, key))
        if first != (*self.path, key):
            self.report(key, "duplicate", value=value, first=self._findings.line(first))

    def _required(self, key: str) -> object | None:
        self._asked.add(key)
        value = self._values.get(key)
        if value is None:
            self.report(key, "missing-key")
        return value

    def _check_text(self, key: str, value: str, limit: int) -> None:
        if len(value) > limit:
            self.report(key, "too-long", length=len(value), limit=limit)
        steering = next((char for char in value if unicodedata.category(char) in _STEERING), None)
        if steering is not None:
            self.report(key, "control-character", character=f"U+{ord(steering):04X}")


def known_schema(root: Table) -> bool:
    """Tell whether the file is of the format known here; report where it is not."""
    schema = root.number("schema")
    if schema is not None and schema != SCHEMA:
        root.report("schema", "unknown-schema", known=SCHEMA)
    # A file of another format would only be reported to pieces.
    return schema == SCHEMA


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"


def _dotted(path: KeyPath) -> str:
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part}]"
        else:
            shown += f"{'.' if shown else ''}{_cut(part, _SHOWN_KEY)}"
    return shown
