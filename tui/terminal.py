"""Textual's driver for a terminal that may go away: what is written to it then is dropped.

Textual's writing thread ends with the first error. Whoever draws then waits for room in its queue, and the
session, which would end by itself, never does and keeps a processor busy.
"""

from __future__ import annotations

import termios
import tty
from contextlib import suppress
from typing import IO, TYPE_CHECKING, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App


class TerminalDriver(LinuxDriver):
    """Drives a terminal of Linux or macOS."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if self._file is not None:
            self._file = cast("TextIOWrapper", _Heedless(self._file))

    def start_application_mode(self) -> None:
        """Take over the terminal, whose driver then passes every byte on as it is.

        It would look at each one for line ends to translate, a fifth of the time a picture takes; whatever is
        drawn here goes to a place that is said. Textual puts back what it found.
        """
        super().start_application_mode()  # type: ignore[no-untyped-call]
        with suppress(termios.error):
            mode = termios.tcgetattr(self.fileno)
            mode[tty.OFLAG] &= ~termios.OPOST
            termios.tcsetattr(self.fileno, termios.TCSANOW, mode)


class _Heedless:
    """A stream that takes everything, whether or not it can pass it on."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()
