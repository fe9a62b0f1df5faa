"""Printing for all verbs: text, tables and JSON, none of which can steer the terminal.

Data goes to stdout, what went wrong and what is under way to stderr. With `--json` exactly one document is
printed to stdout. What would go wrong otherwise: a file name with an escape sequence in it that acts on the
terminal of whoever lists the queue.
"""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TextIO

from rich.cells import cell_len, set_cell_size

from core.safe_name import safe_name

Style = Literal["plain", "good", "bad", "warn", "dim", "strong"]

_SGR: Mapping[Style, str] = {"good": "32", "bad": "31", "warn": "33", "dim": "2", "strong": "1"}
_GAP = 2
_NARROWEST = 8
"""Cells below which a column is not shrunk: less of a file name says nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `text` comes from anywhere and is made safe when printed."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Output:
    """Where a verb prints."""

    stdout: TextIO
    stderr: TextIO
    colour: bool = False
    """Whether stdout takes colours."""
    width: int = 0
    """Cells of a line of stdout; 0 means that lines are never cut."""

    def line(self, text: str = "", style: Style = "plain") -> None:
        """Print a line of data or of the catalogue, whose variables are safe already."""
        print(self._painted(text, style), file=self.stdout)

    def words(self, text: str, *, first: str = "", style: Style = "plain") -> None:
        """Print sentences behind `first`, broken between words where a line is full, all in one column."""
        room = max(_NARROWEST, self.width - cell_len(first)) if self.width else 0
        parts = textwrap.wrap(text, room, break_on_hyphens=False) if room else [text]
        for at, part in enumerate(parts or [""]):
            self.line((" " * cell_len(first) if at else first) + part, style)

    def error(self, text: str) -> None:
        """Print to stderr, where it is read also when stdout goes to a file."""
        self.stdout.flush()
        print(text, file=self.stderr, flush=True)

    def progress(self, text: str) -> None:
        """Show how far something is, in one line that the next one replaces; only on a terminal."""
        if self.stderr.isatty():
            print(f"\r{text}\x1b[K", end="", file=self.stderr, flush=True)

    def document(self, document: Mapping[str, object]) -> None:
        """Print a JSON document."""
        utf8 = (self.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf8sig"}
        text = json.dumps(document, ensure_ascii=not utf8, indent=2)
        print(escaped_json(text), file=self.stdout)

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, right: Sequence[int] = ()
    ) -> None:
        """Print aligned columns under `heads`, cut to the width; columns numbered in `right` end in line."""
        cells = [[Cell(head, "strong") for head in heads], *rows]
        shown = [[safe_name(cell.text) for cell in row] for row in cells]
        widths = fitted([max(map(cell_len, column)) for column in zip(*shown, strict=True)], self.width)
        for row, texts in zip(cells, shown, strict=True):
            parts = []
            for at, (cell, text) in enumerate(zip(row, texts, strict=True)):
                fit = cut(text, widths[at])
                pad = " " * (widths[at] - cell_len(fit))
                painted = self._painted(fit, cell.style)
                parts.append(pad + painted if at in right else painted + pad)
            print((" " * _GAP).join(parts).rstrip(), file=self.stdout)

    def _painted(self, text: str, style: Style) -> str:
        return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if self.colour and style != "plain" and text else text


def output_for(stdout: TextIO, stderr: TextIO, environment: Mapping[str, str]) -> Output:
    """Return the output for two streams: colours and cut lines only on a terminal."""
    tty = stdout.isatty()
    colour = tty and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    columns = environment.get("COLUMNS", "")
    asked = int(columns) if columns.isascii() and columns.isdecimal() else 0
    return Output(stdout, stderr, colour, shutil.get_terminal_size().columns if tty else asked)


def fitted(widths: Sequence[int], whole: int) -> list[int]:
    """Return column widths that fit a line of `whole` cells, the widest column cut first; 0: as they are."""
    fit = list(widths)
    room = whole - _GAP * (len(fit) - 1)
    while whole and sum(fit) > room and max(fit) > _NARROWEST:
        widest = fit.index(max(fit))
        second = max((width for at, width in enumerate(fit) if at != widest), default=0)
        fit[widest] = max(min(second, fit[widest] - 1), fit[widest] - (sum(fit) - room), _NARROWEST)
    return fit


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, its beginning and its end around an ellipsis."""
    if cell_len(text) <= width:
        return text
    head = (width - 1) // 3
    tail = text
    while cell_len(tail) > width - 1 - head:
        tail = tail[1:]
    return f"{set_cell_size(text, head)}…{tail}"


def escaped_json(text: str) -> str:
    r"""Return JSON text with every character that draws nothing or steers a terminal as a `\uNNNN` escape.

    The text is that of `json.dumps`: a line break in it is layout, one in a string is escaped already.
    """
    if text.isascii() and "\x7f" not in text:
        return text
    return "\n".join(
        line if line.isprintable() else "".join(map(_escaped, line)) for line in text.split("\n")
    )


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
