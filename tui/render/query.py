"""Asking the terminal what it is, before anything else reads from it.

The question that every terminal answers (where is the cursor) goes first, alone: one that does not answer it
within a second is asked nothing more, and a late answer to it is the one kind that Textual knows and drops.
Of any other it would take the characters for typed keys, and a digit answers a question of the checklist.
Then come the others, with that question again at the end: its second answer means that all have been given.
So no byte of an answer is left behind, and a slow line is measured on the way.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

try:
    import termios
    import tty
except ImportError:  # Windows has no terminals of this kind
    termios = None  # type: ignore[assignment]

_CURSOR: Final = b"\x1b[6n"
_DETAILS: Final = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>0q\x1b[16t\x1b[c" + _CURSOR
"""Kitty's graphics query (one pixel, shown nowhere), XTVERSION, a cell's size, attributes, the end mark."""

_FIRST_SECONDS: Final = 1.0
_REST_SECONDS: Final = 3.0
"""The terminal is known to answer by now; it only may be far away."""

_ANSWERED: Final = re.compile(rb"\x1b\[\d+;\d+R")
_ATTRIBUTES: Final = re.compile(rb"\x1b\[\?([\d;]*)c")
_CELL: Final = re.compile(rb"\x1b\[6;(\d{1,4});(\d{1,4})t")
_NAME: Final = re.compile(rb"\x1bP>\|([ -~]{1,80})(?:\x1b\\|\x07)")
_KITTY: Final = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
_VERSION: Final = re.compile(r"\d+(?:\.\d+)*")

_SIXEL: Final = "4"
"""Attribute of a terminal with Sixel graphics (DEC STD 070)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the terminal said. All defaults: nothing."""

    seconds: float | None = None
    """Round trip of the first question; None where there was no answer, or nobody asked."""
    name: str = ""
    """What it calls itself, in lower case: `kitty`, `wezterm`, `foot`."""
    version: tuple[int, ...] = ()
    kitty: bool = False
    """Whether it takes Kitty's graphics protocol."""
    sixel: bool = False
    cell: tuple[int, int] | None = None
    """Width and height of a cell in pixels."""


def ask_terminal(environment: Mapping[str, str]) -> Answer:
    """Ask the terminal at standard input; nothing where there is none.

    Takes a second where it does not answer, three where it stops answering. Keys typed meanwhile are lost.
    """
    if termios is None or environment.get("TERM", "") in ("", "dumb", "unknown"):
        return Answer()
    try:
        return ask(sys.__stdin__.fileno()) if sys.__stdin__ is not None else Answer()
    except (OSError, ValueError):  # no terminal; a closed stream
        return Answer()


def ask(terminal: int) -> Answer:
    """Ask the terminal with an open descriptor. Raises OSError where it is none, or goes away."""
    try:
        before = termios.tcgetattr(terminal)
    except termios.error as error:
        raise OSError(*error.args) from error
    try:
        tty.setraw(terminal, termios.TCSANOW)
        began = time.monotonic()
        _send(terminal, _CURSOR)
        if not _ANSWERED.search(_read(terminal, _FIRST_SECONDS)):
            return Answer()
        seconds = time.monotonic() - began
        _send(terminal, _DETAILS)
        return parsed(_read(terminal, _REST_SECONDS), seconds)
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def parsed(answer: bytes, seconds: float) -> Answer:
    """Return what the bytes of an answer say; whatever else is among them, as typed keys, is passed over."""
    attributes = _ATTRIBUTES.search(answer)
    cell, name = _CELL.search(answer), _NAME.search(answer)
    words = name[1].decode("ascii") if name else ""
    who = re.split(r"[ (/]", words.strip().lower())[0]
    version = _VERSION.search(words.strip()[len(who) :])
    return Answer(
        seconds=seconds,
        name=who,
        version=tuple(map(int, version[0].split("."))) if version else (),
        kitty=bool(_KITTY.search(answer)),
        sixel=attributes is not None and _SIXEL in attributes[1].decode("ascii").split(";")[1:],
        cell=(int(cell[2]), int(cell[1])) if cell and int(cell[1]) and int(cell[2]) else None,
    )


def _send(terminal: int, question: bytes) -> None:
    while question:
        question = question[os.write(terminal, question) :]


def _read(terminal: int, seconds: float) -> bytes:
    """Return what comes until the end mark, at most for so long."""
    end = time.monotonic() + seconds
    answer = b""
    while not _ANSWERED.search(answer):
        left = end - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            break
        read = os.read(terminal, 4096)
        if not read:
            break
        answer += read
    return answer
