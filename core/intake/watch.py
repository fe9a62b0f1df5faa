"""watchdog, behind a small wall: the only module that knows it.

Its threads only put what they hear into a queue (a handler that took 1 ms left 1,289 of 5,000 files
undelivered). What it cannot tell is found out here as well: that events were lost, that a watched folder was
deleted, that the system has no watches left.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)

if sys.platform == "linux":
    # Its full events tell a file moved in from elsewhere, whole, from one just made.
    from watchdog.observers.inotify import InotifyObserver

    _observer = functools.partial(InotifyObserver, generate_full_events=True)
else:
    from watchdog.observers import Observer

    _observer = Observer

if TYPE_CHECKING:
    import queue
    from collections.abc import Iterator, Sequence

    from watchdog.observers.api import BaseObserver

_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""What the kernel is asked for. Not "opened" and "closed without writing": our own reading causes those."""

_JOIN_SECONDS = 2.0
"""How long to wait for watchdog's threads; half a second is usual when a file was just moved out."""

Happening = Literal["moved", "closed", "event", "lost"]
"""A path was renamed into place, closed after writing, made or changed, or is not there any more."""


class Event(NamedTuple):
    """What watchdog's threads leave for the worker."""

    kind: Happening | Literal["rescan", "scan", "rearm", "wake"]
    """A happening to `path`, or: walk everything (soon, at once), set new watches, only look up."""
    root: str = ""
    """The watched folder, as it was given."""
    path: str = ""
    """Below `root`, in its terms also where that is a symbolic link."""
    folder: bool = False


class _Handler(FileSystemEventHandler):
    """Puts what happens below one root into the queue, and does nothing else."""

    def __init__(self, root: str, real: str, events: queue.SimpleQueue[Event]) -> None:
        self._root = root
        self._real = real
        self._events = events

    def dispatch(self, event: FileSystemEvent) -> None:
        """Enqueue `event`; runs in watchdog's thread."""
        if event.event_type == "moved":
            self._put("lost", event.src_path, folder=event.is_directory)
            self._put("moved", event.dest_path, folder=event.is_directory)
        elif event.event_type == "deleted":
            self._put("lost", event.src_path, folder=event.is_directory)
        else:
            closed = event.event_type == "closed"
            self._put("closed" if closed else "event", event.src_path, folder=event.is_directory)

    def _put(self, kind: Happening, path: bytes | str, *, folder: bool) -> None:
        if path:
            below = os.fsdecode(path)[len(self._real) :].lstrip(os.sep)
            here = f"{self._root}{os.sep}{below}" if below else self._root
            self._events.put(Event(kind, self._root, here, folder))


class _Warnings(logging.Handler):
    """Hears watchdog's warnings: the only sign it gives that events were lost."""

    def __init__(self, events: queue.SimpleQueue[Event]) -> None:
        super().__init__(logging.WARNING)
        self._events = events

    def emit(self, record: logging.LogRecord) -> None:
        """Ask for a scan, and for new watches where watchdog could not restore its own."""
        self._events.put(Event("rearm" if "rebuild" in str(record.msg) else "rescan"))


class Watch:
    """watchdog's observer over the roots that exist; made anew whenever they change."""

    def __init__(self, events: queue.SimpleQueue[Event]) -> None:
        self._events = events
        self._observer: BaseObserver | None = None

    def start(self, roots: Sequence[str]) -> None:
        """Watch `roots`; raises OSError when the system refuses, and then watches nothing."""
        self.stop()
        observer = _observer()
        try:
            for root in roots:
                real = str(Path(root).resolve())
                observer.schedule(
                    _Handler(root, real, self._events), real, recursive=True, event_filter=_EVENTS
                )
            observer.start()
        except Exception:
            observer.stop()
            raise
        self._observer = observer

    def stop(self) -> None:
        """Watch nothing; waits for watchdog's threads (half a second at most)."""
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()
            observer.join(_JOIN_SECONDS)

    def is_lost(self) -> bool:
        """Whether the watch of a root has ended, because the root was deleted."""
        return self._observer is not None and not all(
            emitter.is_alive() for emitter in self._observer.emitters
        )

    def is_exhausted(self) -> bool:
        """Whether the system has no watches left, so that some folders may be unwatched without a word.

        Found by trying one more: the limit is shared by all programs of a user, and watchdog keeps quiet
        about folders it could not watch.
        """
        if self._observer is None or sys.platform != "linux":
            return False
        try:
            probe = self._observer.schedule(FileSystemEventHandler(), os.sep, event_filter=[DirDeletedEvent])
        except OSError:
            return True
        self._observer.unschedule(probe)
        return False


@contextlib.contextmanager
def listening(events: queue.SimpleQueue[Event]) -> Iterator[None]:
    """Put a "rescan" or "rearm" into `events` for each warning of watchdog, as long as the context lasts."""
    ear = _Warnings(events)
    loud = logging.getLogger("watchdog")
    loud.addHandler(ear)
    try:
        yield
    finally:
        loud.removeHandler(ear)
