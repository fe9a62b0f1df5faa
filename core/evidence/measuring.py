"""What is measured next: wishes in their order, a few worker processes, outcomes as they come.

Whoever wants evidence says the whole order anew (`want`); what nobody wants any more is not begun. What is on
the disk already comes before anything is measured. Nothing here ever waits on the caller's thread, and
nothing that anybody decides waits for it.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from core.drift.version import algorithm
from core.evidence.cache import EvidenceCache
from core.evidence.outcome import Absent, Measured, Outcome, Proposal, Recognised, Unmeasured
from core.evidence.process import TIMEOUT_SECONDS, WorkerProcess
from core.evidence.request import MeasurePair, ProposeMask, Wish
from core.queue import Progress

KEPT: Final = 20_000
"""Outcomes held in memory."""
_IDLE_SECONDS: Final = 30.0
"""A worker without work is ended: it holds some 100 MB."""

logger = logging.getLogger(__name__)


class Measuring:
    """Measures pairs in `workers` processes. `on_outcome` is called in its threads and returns at once.

    `request_of` finds a wish's files, or None where one is gone; it may wait for the disk.
    """

    def __init__(
        self,
        cache: EvidenceCache,
        request_of: Callable[[Wish], MeasurePair | None],
        on_outcome: Callable[[], None],
        *,
        workers: int = 0,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        """`workers` 0 means one, and two where there are more than two processors."""
        self._cache = cache
        self._request_of = request_of
        self._on_outcome = on_outcome
        self._count = workers or (2 if (os.cpu_count() or 1) > 2 else 1)
        self._timeout = timeout
        self._algorithm = ""
        self._known: OrderedDict[Wish, Outcome] = OrderedDict()
        self._wanted: tuple[Wish, ...] = ()
        self._unread: OrderedDict[Wish, None] = OrderedDict()
        """Wanted, and not yet looked for on the disk."""
        self._unmeasured: OrderedDict[Wish, None] = OrderedDict()
        """Wanted, and not on the disk."""
        self._under_way: set[Wish] = set()
        self._again: set[Wish] = set()
        """That cost a worker once: they come behind all others."""
        self._absent: set[Wish] = set()
        """Whose files were not there: not tried again until they are wanted anew."""
        self._changed = threading.Condition()
        self._stopping = False
        self._threads: list[threading.Thread] = []
        self._workers = [WorkerProcess(timeout) for _ in range(self._count)]

    def start(self, *, measure: bool = True) -> None:
        """Begin; without `measure` only with what is on the disk. Returns at once."""
        self._threads = [threading.Thread(target=self._read, name="evidence", daemon=True)]
        if not measure:
            self._count = 0
        self._threads += [
            threading.Thread(target=self._measure, args=(worker,), name=f"measuring-{at}", daemon=True)
            for at, worker in enumerate(self._workers[: self._count])
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End the workers, at once: what they were at is measured another time."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        for worker in self._workers:
            worker.close()
        for thread in self._threads:
            thread.join(2.0)
        for worker in self._workers:  # one that was started between
            worker.close()

    def want(self, wishes: Sequence[Wish]) -> None:
        """Measure these, in this order, and nothing else."""
        with self._changed:
            self._wanted = tuple(dict.fromkeys(wishes))
            self._absent.intersection_update(self._wanted)
            before = self._unmeasured
            self._unread.clear()
            self._unmeasured = OrderedDict()
            for wish in self._wanted:
                if wish in self._known or wish in self._under_way or wish in self._absent:
                    continue
                (self._unmeasured if wish in before else self._unread)[wish] = None
            self._changed.notify_all()

    def forget_absent(self) -> None:
        """Try again those whose files were not there: something came."""
        with self._changed:
            self._absent.clear()

    def outcome(self, wish: Wish) -> Outcome | None:
        """Return what is known of a pair, from memory; None while nothing is."""
        with self._changed:
            return self._known.get(wish)

    def look_up(self, wish: Wish) -> Outcome | None:
        """Return what is known of a pair, from memory or the disk. Waits for the disk."""
        return self.outcome(wish) or self._from_disk(wish)

    def progress(self) -> Progress | None:
        """Return how many of those that are wanted have an outcome; None when nothing is left to do."""
        with self._changed:
            left = len(self._unread) + len(self._unmeasured) + len(self._under_way)
            if not left or not self._count:
                return None
            done = sum(wish in self._known for wish in self._wanted)
            return Progress(done, max(len(self._wanted), done + left) - len(self._absent))

    # --- inside: threads of its own -----------------------------------------------------------------------

    def _read(self) -> None:
        """Look for what is wanted on the disk: that takes less than a millisecond each."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopping or bool(self._unread))
                if self._stopping:
                    return
                wish = next(iter(self._unread))
            outcome = self._from_disk(wish)
            with self._changed:
                if wish not in self._unread:  # the order was said anew meanwhile
                    continue
                del self._unread[wish]
                if outcome is None or (isinstance(outcome, Unmeasured) and not outcome.final):
                    self._unmeasured[wish] = None
                else:
                    self._keep(wish, outcome)
                self._changed.notify_all()
            if outcome is not None:
                self._on_outcome()

    def _measure(self, worker: WorkerProcess) -> None:
        while True:
            with self._changed:
                there = self._changed.wait_for(lambda: self._stopping or self._is_next_known(), _IDLE_SECONDS)
                if self._stopping:
                    return
                wish = self._take() if there else None
            if wish is None:
                worker.close()
                continue
            outcome: Outcome | None = None
            try:
                outcome = self._measured(wish, worker)
            except Exception:  # a dead thread would be a desk that silently measures nothing
                logger.exception("measuring failed, going on")
            with self._changed:
                self._under_way.discard(wish)
                if self._stopping:
                    return
                if outcome is None:
                    self._absent.add(wish)
                elif isinstance(outcome, Measured) or outcome.final:
                    self._keep(wish, outcome)
                elif wish in self._wanted:
                    self._unmeasured[wish] = None
                    self._again.add(wish)
            self._on_outcome()

    def _is_next_known(self) -> bool:
        """Tell whether one can be taken: those that cost a worker wait for what is still looked for."""
        return any(wish not in self._again or not self._unread for wish in self._unmeasured)

    def _take(self) -> Wish:
        """Take the first of those wanted, in the order they are wanted in."""
        waiting = [one for one in self._wanted if one in self._unmeasured]
        first = next(iter(waiting or self._unmeasured))
        wish = next((one for one in waiting if one not in self._again), first)
        del self._unmeasured[wish]
        self._under_way.add(wish)
        return wish

    def _measured(self, wish: Wish, worker: WorkerProcess) -> Outcome | None:
        """Return the outcome of a pair, kept on the disk; None where a file is not there."""
        request = self._request_of(wish)
        if request is None:
            return None
        reply = worker.ask(request)
        if isinstance(reply, Absent | Proposal | Recognised):
            return None
        with self._changed:
            if self._stopping:  # the worker was ended, not the pair's doing
                return None
        if isinstance(reply, Unmeasured) and reply.why != "refused":
            before = self._from_disk(wish)
            tries = before.tries if isinstance(before, Unmeasured) else 0
            reply = Unmeasured(why=reply.why, tries=tries + 1)
        self._cache.put(wish.key(self._version()), reply)
        return reply

    def _from_disk(self, wish: Wish) -> Outcome | None:
        return self._cache.get(wish.key(self._version()))

    def _version(self) -> str:
        self._algorithm = self._algorithm or algorithm()
        return self._algorithm

    def _keep(self, wish: Wish, outcome: Outcome) -> None:
        self._known[wish] = outcome
        self._known.move_to_end(wish)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)


def propose(request: ProposeMask, *, timeout: float = TIMEOUT_SECONDS) -> Proposal | None:
    """Return a mask for a source, made in a process of its own; None where that failed. Takes seconds."""
    worker = WorkerProcess(timeout)
    try:
        reply = worker.ask(request)
    finally:
        worker.close()
    return reply if isinstance(reply, Proposal) and reply.png else None
