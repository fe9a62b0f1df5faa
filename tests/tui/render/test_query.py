"""The question against terminals that answer late, in part, or not at all."""

from __future__ import annotations

import os
import pty
import select
import termios
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from tui.render import query
from tui.render.query import Answer, ask, parsed

KITTY = b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.46.2)\x1b\\\x1b[6;30;15t\x1b[?62;52;c\x1b[5;1R"
XTERM = b"\x1bP>|XTerm(370)\x1b\\\x1b[6;20;10t\x1b[?64;1;2;4;6c\x1b[5;1R"


class Emulator:
    """The other end of a pseudo-terminal, which gives a fixed answer to each question."""

    def __init__(self, first: bytes, rest: bytes, late: float = 0.0) -> None:
        self.master, self.slave = pty.openpty()
        self._replies = {query._CURSOR: first, query._DETAILS: rest}
        self._late = late
        self.asked = b""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        waiting = b""
        while True:
            try:
                waiting += (read := os.read(self.master, 4096))
            except OSError:
                return
            self.asked += read
            for question, reply in self._replies.items():
                if waiting == question:
                    waiting = b""
                    time.sleep(self._late)
                    os.write(self.master, reply)

    def left_over(self) -> bytes:
        return os.read(self.slave, 4096) if select.select([self.slave], [], [], 0.05)[0] else b""

    def close(self) -> None:
        os.close(self.slave)
        self._thread.join(2)
        os.close(self.master)


@pytest.fixture
def emulate() -> Iterator[Callable[..., Emulator]]:
    made: list[Emulator] = []

    def run(*replies: bytes, late: float = 0.0) -> Emulator:
        made.append(Emulator(*replies, late=late))
        return made[-1]

    yield run
    for one in made:
        one.close()


def settings(terminal: int) -> object:
    return termios.tcgetattr(terminal)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (KITTY, Answer(None, "kitty", (0, 46, 2), kitty=True, cell=(15, 30))),
        (XTERM, Answer(None, "xterm", (370,), sixel=True, cell=(10, 20))),
        (
            b"\x1bP>|iTerm2 3.6.9\x1b\\\x1b[6;34;16t\x1b[?62;4c\x1b[5;1R",
            Answer(None, "iterm2", (3, 6, 9), sixel=True, cell=(16, 34)),
        ),
        (b"\x1b[?1;2c\x1b[5;1R", Answer(None)),
        (b"\x1b[5;1R", Answer(None)),
    ],
    ids=["kitty", "xterm", "iterm2", "attributes only", "nothing but the cursor"],
)
def test_what_a_terminal_says_is_understood_and_nothing_stays_behind(rest, expected, emulate) -> None:
    terminal = emulate(b"\x1b[5;1R", rest)
    before = settings(terminal.slave)
    answer = ask(terminal.slave)
    assert answer.seconds is not None
    assert Answer(None, answer.name, answer.version, answer.kitty, answer.sixel, answer.cell) == expected
    assert terminal.left_over() == b""
    assert settings(terminal.slave) == before


def test_a_terminal_that_is_silent_is_asked_one_thing_and_never_waited_for_long(emulate, monkeypatch) -> None:
    monkeypatch.setattr(query, "_FIRST_SECONDS", 0.3)
    terminal = emulate(b"", b"")
    began = time.monotonic()
    assert ask(terminal.slave) == Answer()
    assert time.monotonic() - began < 2
    assert terminal.asked == query._CURSOR


def test_an_answer_that_comes_too_late_is_no_key_to_textual() -> None:
    parser = XTermParser()
    late = [*parser.feed("\x1b[24;80R"), *parser.tick()]
    assert not [event for event in late if isinstance(event, Key)]
    assert [event.key for event in parser.feed("a") if isinstance(event, Key)] == ["a"]


def test_a_slow_line_is_measured(emulate) -> None:
    terminal = emulate(b"\x1b[5;1R", XTERM, late=0.15)
    answer = ask(terminal.slave)
    assert answer.name == "xterm"
    assert answer.seconds is not None
    assert answer.seconds >= 0.15
    assert terminal.left_over() == b""


def test_keys_typed_meanwhile_spoil_nothing(emulate) -> None:
    terminal = emulate(b"ax\x1b[5;1R", b"j" + KITTY[:8] + b"k" + KITTY[8:])
    answer = ask(terminal.slave)
    assert (answer.kitty, answer.cell) == (False, (15, 30))  # the key fell into the middle of one answer
    assert terminal.left_over() == b""


def test_a_file_is_no_terminal(tmp_path) -> None:
    with (tmp_path / "file").open("wb") as file, pytest.raises(OSError, match="ioctl"):
        ask(file.fileno())


def test_sizes_and_names_that_cannot_be_are_none() -> None:
    answer = parsed(b"\x1b[6;0;15t\x1bP>|\x1b[31m\x1b\\\x1b[?c", 0.1)
    assert answer == Answer(0.1)
