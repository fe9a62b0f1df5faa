"""The desk's side of a worker: a process that can be asked, waited for, and ended.

A program of its own, started afresh: a fork of a program with threads may hang, and one that shares the
terminal could write over the screen. It imports what this process does, and never the folder it happens to
start in.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

import msgspec

from core.drift.environment import MEASURING
from core.evidence.outcome import Reply, Unmeasured, decode_reply
from core.evidence.request import Request
from core.evidence.wire import read_message, write_message

TIMEOUT_SECONDS: Final = 60.0
"""A pair takes half a second; a machine that swaps, some ten times as long."""

_encode = msgspec.json.Encoder().encode
logger = logging.getLogger(__name__)


class WorkerProcess:
    """One worker, started when it is first asked. One thread asks; any may end it."""

    def __init__(self, timeout: float = TIMEOUT_SECONDS) -> None:
        self._timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Of the process; None while there is none."""
        return self._process.pid if self._process else None

    def ask(self, request: Request) -> Reply:
        """Return the reply; `Unmeasured` where the process ended or took too long. Raises OSError."""
        process = self._process = self._process or _start()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._timeout, give_up)
        timer.daemon = True
        timer.start()
        data: bytes | None = None
        try:
            with contextlib.suppress(
                OSError, ValueError
            ):  # it has just ended, or `close` took its pipes away
                if process.stdin and process.stdout:
                    write_message(process.stdin, _encode(request))
                    data = read_message(process.stdout)
        finally:
            timer.cancel()
        reply = decode_reply(data) if data is not None else None
        if reply is None:
            logger.warning("a worker ended with %s", "time-out" if late.is_set() else "no answer")
            self.close()
            return Unmeasured(why="slow" if late.is_set() else "crashed")
        return reply

    def close(self) -> None:
        """End the process, whatever it is at. Returns at once when there is none."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _start() -> subprocess.Popen[bytes]:
    places = [str(Path(place).absolute()) for place in sys.path if place]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "core.evidence.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **MEASURING, "PYTHONPATH": os.pathsep.join(places)},
        # Ctrl+C at the terminal is not meant for it. A session of its own would have, on Linux, half of the
        # processors for itself beside the desk, whatever its niceness (sched(7), autogroups).
        process_group=0,
    )
