"""A real pseudo-terminal with a program on it, and what a terminal emulator makes of its bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
import tty
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]


class Terminal:
    """Runs a program; `screen` is what a person sees."""

    def __init__(
        self, command: Sequence[str], columns: int, rows: int, environment: Mapping[str, str] | None = None
    ) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, start_new_session=True,
            env={**kept, **plain, "PYTHONPATH": str(ROOT), **(environment or {})},
        )  # fmt: skip
        os.close(slave)
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def read(self, seconds: float) -> bytes:
        """Return and draw what the program writes next; empty after `seconds` without anything."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the program has ended
            return b""
        self._stream.feed(data)
        return data

    def until(self, seen: Callable[[], bool], seconds: float = 20.0) -> bytes:
        """Read until `seen` is true; return everything read. Fails after `seconds`."""
        read = bytearray()
        end = time.monotonic() + seconds
        while not seen():
            assert time.monotonic() < end, "\n".join(self.screen.display)
            read += self.read(0.2)
        return bytes(read)

    def drained(self) -> None:
        """Read until nothing has come for a while."""
        while self.read(0.2):
            pass

    @property
    def translates(self) -> bool:
        """Whether line ends are translated on the way, as a shell expects."""
        return bool(termios.tcgetattr(self._master)[tty.OFLAG] & termios.OPOST)

    def hang_up(self, *, continued: int = 0) -> int:
        """Take the terminal away, as a dropped connection does; return how the program ends.

        It is told so many times to go on, as a shell does with stopped programs.
        """
        os.close(self._master)
        self._master = -1
        for _ in range(continued):
            self._process.send_signal(signal.SIGCONT)
            time.sleep(0.05)
        return self._process.wait(30.0)

    def told(self, number: signal.Signals) -> int:
        """Send a signal, draw the rest of what the program writes, and return how it ends."""
        self._process.send_signal(number)
        end = time.monotonic() + 30.0
        while self._process.poll() is None and time.monotonic() < end:
            self.read(0.1)
        self.drained()
        return self._process.wait(1.0)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._master >= 0:
            os.close(self._master)
