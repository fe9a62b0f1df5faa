"""When which folders are walked, in slices that let other work through.

Everything is walked at intervals and whenever something asks for it; a folder that just appeared is walked
at once. Asking often does not make it happen often: walks over everything keep a pause between them, and a
longer one after a long walk.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from core.intake.walk import Walk

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    from core.intake.settle import Via

GAP_SECONDS = 1.0
"""Pause between two walks over everything that were asked for."""

_SHARE = 20
"""A walk over everything begins no sooner than this many times the duration of the last one after its end,
which leaves it 5 % of a core: 29 ms for 10,000 files allow one each 0.6 s."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a finished walk over everything found."""

    seen: set[str]
    """Every file."""
    unreadable: int
    """Folders that exist and could not be listed."""


class _Sweep:
    """A walk over everything that is under way."""

    def __init__(self, roots: Sequence[str]) -> None:
        self.walks = [Walk(root) for root in roots]
        self.slices = (found for walk in self.walks for found in walk)
        self.seen: set[str] = set()
        self.seconds = 0.0
        self.again = False


class Sweeps:
    """The walks over `roots`, a slice at a time; times are seconds of `clock`, monotonic.

    `found(path, lstat, via)` is called for each file, `swept` at the end of each walk over everything.
    """

    def __init__(
        self,
        roots: Sequence[str],
        *,
        found: Callable[[str, os.stat_result, Via], None],
        swept: Callable[[Swept], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.interval = 1.0
        """Seconds from the end of one walk over everything to the next."""
        self.via: Via = "scan"
        """How the files found by a walk over everything are noticed."""
        self._roots = roots
        self._found = found
        self._swept = swept
        self._clock = clock
        self._sweep: _Sweep | None = None
        self._next_at = -inf
        self._earliest_at = -inf
        self._folders: dict[str, Iterator[list[tuple[str, os.stat_result]]]] = {}
        self._vias: dict[str, Via] = {}

    def ask(self, *, at_once: bool = False) -> None:
        """Ask for a walk over everything: after the usual pause, or `at_once`.

        One that is under way is ended first: what it has passed already may have changed.
        """
        if self._sweep is not None:
            self._sweep.again = True
            return
        self._next_at = min(self._next_at, self._clock() if at_once else self._earliest_at)

    def ask_folder(self, path: str, depth: int, via: Via) -> None:
        """Ask for a walk over the folder `path`, `depth` folders below its root, before everything else."""
        self._folders[path] = iter(Walk(path, depth))
        self._vias[path] = via

    def next_at(self) -> float:
        """When `step` will next have something to do; -inf when it has now."""
        return -inf if self._sweep is not None or self._folders else self._next_at

    def step(self, seconds: float) -> None:
        """Walk for about `seconds` where there is something to walk."""
        begun_at = self._clock()
        until = begun_at + seconds
        while self._folders and self._clock() < until:
            self._step_folder()
        if self._folders:
            return
        if self._sweep is None and self._next_at <= begun_at:
            self._sweep = _Sweep(self._roots)
        if self._sweep is not None:
            self._step_sweep(self._sweep, until)

    def _step_folder(self) -> None:
        path, slices = next(iter(self._folders.items()))
        for found in slices:
            self._report(found, self._vias[path])
            return
        del self._folders[path]
        del self._vias[path]

    def _step_sweep(self, sweep: _Sweep, until: float) -> None:
        begun_at = self._clock()
        for found in sweep.slices:
            self._report(found, self.via)
            sweep.seen.update(path for path, _ in found)
            if self._clock() >= until:
                sweep.seconds += self._clock() - begun_at
                return
        now = self._clock()
        rest = (sweep.seconds + now - begun_at) * _SHARE
        self._sweep = None
        self._earliest_at = now + max(GAP_SECONDS, rest)
        self._next_at = self._earliest_at if sweep.again else now + max(self.interval, rest)
        self._swept(Swept(sweep.seen, sum(walk.unreadable for walk in sweep.walks)))

    def _report(self, found: list[tuple[str, os.stat_result]], via: Via) -> None:
        for path, stat in found:
            self._found(path, stat, via)
