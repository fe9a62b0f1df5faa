"""The watched folders: from file system events to files that have come to rest.

One worker thread drains what `watch` heard, looks at the files, lets them settle, hands them to `on_ready`,
and walks the folders to find what the events missed. The invariant: every file that stays in a folder is
found, whatever happens to the events; they only make it fast. They do get lost: when the kernel's queue
overflows, past the watch limit, on network file systems, after a folder was deleted and made again (measured
with watchdog 7.1: 2,266 of 5,001 files missed after a pause, 37 of 100 folders reported past the limit,
nothing at all after a re-creation).

Files are never opened, changed, moved or deleted here.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import inf
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from core.intake.filesystem import needs_polling
from core.intake.ignored import is_ignored
from core.intake.settle import Outcome, Settling, Stamp, Via, Waiting
from core.intake.sweep import Sweeps, Swept
from core.intake.walk import MAX_DEPTH
from core.intake.watch import Event, Watch, listening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

logger = logging.getLogger(__name__)

Mode = Literal["auto", "native", "polling"]
Why = Literal["ok", "polling-filesystem", "polling-asked", "watch-limit", "watch-failed", "root-missing"]

_BURST = 500
"""More events than this in one drain bring a walk over everything."""
_DRAIN = 10_000
"""At most so many events are handled before other work gets its turn."""
_AT_ONCE = 2
"""Files inspected at the same time: decoders let go of the interpreter lock."""
_SLICE_SECONDS = 0.02
"""How long a walk goes on before events and due files get their turn."""
_TURN_SECONDS = 0.05
"""How long inspections go on before a walk gets its turn; an event ends them after the present file."""
_FALLBACK_SECONDS = 2.0
"""Time between walks where watching was wanted and is not possible."""
_RETRY_SECONDS = 60.0
"""Time until watching is tried again after the system refused it."""
_CHECK_SECONDS = 1.0
"""Time between looks at the roots themselves and at the clock."""
_MISSING_CHECK_SECONDS = 0.25
"""The same while a root is missing."""
_JUMP_SECONDS = 2.0
"""A clock that jumps by more than this means that the machine slept or the process was stopped."""
_PUBLISH_SECONDS = 0.1
"""Least time between two new statuses."""
_STOP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class HotFolderStatus:
    """What a person may know about the watching."""

    mode: Literal["native", "polling"]
    """Whether the system reports changes, or folders are walked again and again."""
    why: Why
    """`ok`, or why it is not as wished; `root-missing` (a folder is not there) before all others."""
    waiting: tuple[Waiting, ...] = ()
    """Files noticed and not taken in, first noticed first; most are taken in within a second."""
    last_scan_at: datetime | None = None
    """End of the last walk over all folders, UTC; None means none has ended yet."""
    files_seen: int = 0
    """Files found by that walk."""
    unreadable: int = 0
    """Folders that walk could not list although they exist."""
    failures: int = 0
    """How often `on_ready` or the worker itself failed unexpectedly; the log has the details."""


class HotFolder:
    """Watches folders and hands over each file that has come to rest.

    `on_ready(path)` inspects a file and records what it found; it runs in two threads of this object, for one
    file each, with `path` below one of `roots` as given. What it answers counts for the file's present size
    and times: `ready` and `refused` files come again only after a change, `incomplete` ones with growing
    pauses. An exception from it counts as `incomplete`. `on_change()` runs in the worker thread whenever
    `status()` has other files waiting or another state, at most ten times a second.

    Roots that do not exist are waited for. `scan_seconds`: time between walks over everything where the
    system reports events; `poll_seconds`: where it does not, or where `mode` is `polling`.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        *,
        on_ready: Callable[[Path], Outcome],
        on_change: Callable[[], None] | None = None,
        mode: Mode = "auto",
        settling: Settling | None = None,
        scan_seconds: float = 15.0,
        poll_seconds: float = 1.0,
    ) -> None:
        self._roots = tuple(dict.fromkeys(os.fspath(root) for root in roots))
        self._on_ready = on_ready
        self._on_change = on_change
        self._asked: Mode = mode
        self._settling = settling or Settling()
        self._scan_seconds = scan_seconds
        self._poll_seconds = poll_seconds
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._watch = Watch(self._events)
        self._sweeps = Sweeps(self._roots, found=self._found, swept=self._swept)
        self._thread = threading.Thread(target=self._run, name="hot-folder", daemon=True)
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="intake")
        self._stopping = threading.Event()
        self._facts = HotFolderStatus("polling" if mode == "polling" else "native", "ok")
        self._status = self._facts
        self._published: tuple[object, ...] = ()
        self._publish_at = -inf
        self._identities: tuple[tuple[int, int] | None, ...] = ()
        self._is_exhausted = False
        self._retry_at = inf
        self._check_at = -inf
        self._checked_at = time.monotonic()
        self._clock_offset = time.time() - self._checked_at

    def start(self) -> None:
        """Begin watching; once. The first walk over the folders begins at once."""
        self._thread.start()

    def stop(self) -> None:
        """End watching and wait for the worker, 2 s at most; a file under inspection is finished."""
        self._stopping.set()
        self._events.put(Event("wake"))
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(_STOP_SECONDS)

    def scan_now(self) -> None:
        """Ask for a walk over everything, at once."""
        self._events.put(Event("scan"))

    def status(self) -> HotFolderStatus:
        """Return the latest status; safe from any thread."""
        return self._status

    # The worker thread alone runs what follows.

    def _run(self) -> None:
        with listening(self._events):
            while not self._stopping.is_set():
                try:
                    self._drain(self._idle_seconds())
                    self._check()
                    self._sweeps.step(_SLICE_SECONDS)
                    self._take_in()
                    self._publish()
                except Exception:
                    # A dead worker would be a hot folder that stays empty without a word.
                    logger.exception("The hot folder's worker failed and goes on.")
                    self._count_failure()
                    self._sweeps.ask()
                    self._stopping.wait(1.0)
            self._watch.stop()
            self._pool.shutdown(wait=False)

    def _idle_seconds(self) -> float:
        """How long the worker may sleep when no event comes."""
        now = time.monotonic()
        due_at = self._settling.next_due(now)
        wake_at = min(self._check_at, self._sweeps.next_at(), inf if due_at is None else due_at)
        if self._published != self._change_key():
            wake_at = min(wake_at, self._publish_at)
        return max(0.0, wake_at - now)

    def _drain(self, timeout: float) -> None:
        """Act on what was heard; waits for it for at most `timeout` seconds."""
        files: dict[tuple[str, str], Via] = {}
        events = list(self._heard(timeout))
        for event in events:
            self._sort(event, files)
        if len(events) > _BURST:
            self._sweeps.ask()
        for (root, path), via in files.items():
            if self._depth(root, path) is not None:
                self._look(path, via)

    def _heard(self, timeout: float) -> Iterator[Event]:
        with contextlib.suppress(queue.Empty):
            yield self._events.get(timeout=timeout) if timeout else self._events.get_nowait()
            for _ in range(_DRAIN):
                yield self._events.get_nowait()

    def _sort(self, event: Event, files: dict[tuple[str, str], Via]) -> None:
        """Act on an event at once, or leave it in `files`, where several of one file become one look."""
        match event.kind:
            case "wake":
                pass
            case "rescan" | "scan":
                self._sweeps.ask(at_once=event.kind == "scan")
            case "rearm":
                self._identities = ()
                self._check_at = -inf
            case kind if event.folder:
                if kind == "lost":
                    self._sweeps.ask()
                    self._check_at = -inf
                    return
                depth = self._depth(event.root, event.path)
                if depth is not None and depth <= MAX_DEPTH:
                    self._sweeps.ask_folder(event.path, depth, "moved" if kind == "moved" else "scan")
            case "moved" | "closed":
                files[event.root, event.path] = event.kind
            case "event" | "lost":
                files.setdefault((event.root, event.path), "event")

    def _depth(self, root: str, path: str) -> int | None:
        """How many parts `path` has below `root`; None when it is not looked at."""
        relative = PurePath(path).relative_to(root)
        depth = len(relative.parts)
        return None if depth > MAX_DEPTH + 1 or is_ignored(relative) else depth

    def _look(self, path: str, via: Via) -> None:
        try:
            self._found(path, os.lstat(path), via)
        except OSError:
            self._settling.gone(path)

    def _found(self, path: str, answer: os.stat_result, via: Via) -> None:
        """Take note of what `lstat` said about `path`; only regular files count."""
        if not stat.S_ISREG(answer.st_mode):
            self._settling.gone(path)
            return
        age = max(0.0, time.time() - answer.st_mtime)
        self._settling.noticed(path, self._stamp(answer), time.monotonic(), via, age)

    def _stamp(self, answer: os.stat_result) -> Stamp:
        return Stamp.of(answer, inode=self._sweeps.via != "poll")

    def _swept(self, swept: Swept) -> None:
        """End a walk over everything: forget what is gone, see whether watching is still whole."""
        for path in self._settling.known() - swept.seen:
            # It may have come after its folder was walked, so the walk alone does not prove it gone.
            try:
                os.lstat(path)
            except (FileNotFoundError, NotADirectoryError):
                self._settling.gone(path)
            except OSError:
                continue
        self._facts = replace(
            self._facts,
            last_scan_at=datetime.now(UTC),
            files_seen=len(swept.seen),
            unreadable=swept.unreadable,
        )
        if self._watch.is_exhausted():
            self._is_exhausted = True
            self._arm()
            self._sweeps.ask()

    def _check(self) -> None:
        """Look whether the roots are still the ones that are watched, and whether the machine slept."""
        now = time.monotonic()
        if now < self._check_at:
            return
        offset = time.time() - now
        paused = now - self._checked_at > _CHECK_SECONDS + _JUMP_SECONDS
        if paused or abs(offset - self._clock_offset) > _JUMP_SECONDS:
            self._sweeps.ask()
        self._checked_at, self._clock_offset = now, offset
        identities = tuple(_identity(root) for root in self._roots)
        if identities != self._identities or self._watch.is_lost() or now >= self._retry_at:
            self._identities = identities
            self._arm()
            self._sweeps.ask(at_once=True)
        self._check_at = now + (_MISSING_CHECK_SECONDS if None in identities else _CHECK_SECONDS)

    def _arm(self) -> None:
        """Watch the roots that exist, by events if possible, and set the walks to match."""
        present = [root for root, here in zip(self._roots, self._identities, strict=True) if here]
        self._retry_at = inf
        why = self._start_watch(present)
        distrusted = why in {"polling-asked", "polling-filesystem"}
        self._sweeps.via = "poll" if distrusted else "scan"
        if why == "ok":
            self._sweeps.interval = self._scan_seconds
        else:
            fallback = min(self._scan_seconds, _FALLBACK_SECONDS)
            self._sweeps.interval = self._poll_seconds if distrusted else fallback
        self._facts = replace(
            self._facts,
            mode="native" if why == "ok" else "polling",
            why=why if len(present) == len(self._roots) else "root-missing",
        )

    def _start_watch(self, present: Sequence[str]) -> Why:
        self._watch.stop()
        if self._asked == "polling":
            return "polling-asked"
        if self._asked == "auto" and any(needs_polling(Path(root)) for root in present):
            return "polling-filesystem"
        if self._is_exhausted:
            return "watch-limit"
        try:
            self._watch.start(present)
        except OSError as error:
            logger.info("Folders cannot be watched and are walked instead: %s", error)
            self._retry_at = time.monotonic() + _RETRY_SECONDS
            return "watch-failed"
        return "ok"

    def _take_in(self) -> None:
        """Inspect files that have come to rest: some at least, then until something else wants a turn."""
        until = time.monotonic() + _TURN_SECONDS
        while due := self._settling.due(time.monotonic(), limit=_AT_ONCE):
            self._inspect(due)
            if self._stopping.is_set() or time.monotonic() >= until or not self._events.empty():
                return

    def _inspect(self, due: Sequence[tuple[str, Stamp]]) -> None:
        """Hand files to `on_ready` if they are still those that came to rest, and look again after."""
        via: Via = "poll" if self._sweeps.via == "poll" else "event"
        for path, _ in due:
            self._look(path, via)
        still = [(path, stamp) for path, stamp in due if self._settling.is_at(path, stamp)]
        outcomes = self._pool.map(self._outcome, [path for path, _ in still])
        for (path, stamp), outcome in zip(still, outcomes, strict=True):
            self._settling.checked(path, stamp, outcome, time.monotonic())
            self._look(path, via)

    def _outcome(self, path: str) -> Outcome:
        try:
            return self._on_ready(Path(path))
        except Exception:
            # Whatever a picture does to a decoder, the next one must still be taken in.
            logger.exception("A file in a hot folder could not be inspected.")
            self._count_failure()
            return "incomplete"

    def _count_failure(self) -> None:
        self._facts = replace(self._facts, failures=self._facts.failures + 1)

    def _change_key(self) -> tuple[object, ...]:
        facts = self._facts
        return (self._settling.revision, facts.mode, facts.why, facts.unreadable, facts.failures)

    def _publish(self) -> None:
        """Make the present state the status, and say so when it is news."""
        now = time.monotonic()
        key = self._change_key()
        if key == self._published:
            if self._facts.last_scan_at != self._status.last_scan_at:
                self._status = replace(self._facts, waiting=self._status.waiting)
            return
        if now < self._publish_at:
            return
        self._published = key
        self._publish_at = now + _PUBLISH_SECONDS
        self._status = replace(self._facts, waiting=self._settling.waiting())
        if self._on_change is not None:
            self._on_change()


def _identity(root: str) -> tuple[int, int] | None:
    """Device and inode of the folder `root`; None when there is no such folder."""
    try:
        answer = Path(root).stat()
    except OSError:
        return None
    return (answer.st_dev, answer.st_ino) if stat.S_ISDIR(answer.st_mode) else None
