"""Many pairs at once, each in a worker process, in the order asked for.

A picture may bring a decoder down, and with it the process: the pair that did it is refused, every other
one is still measured. Workers are started afresh (`spawn`), because a fork of a program with threads may
hang.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.drift.check import Pair, check_pair
from core.drift.environment import MEASURING
from core.errors import MeasuringFailed, PairRefused, VitrinaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from core.drift.result import Evidence


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a pair has no evidence, as plain values that go through a process boundary."""

    code: str
    """Of the error class: its sentence is `error-<code>`."""
    args: Mapping[str, str | int | float]
    refusal: str = ""
    """The closed code of a file that is no picture to be measured; empty for other failures."""


def refused(error: VitrinaError) -> Refused:
    """Return an error as plain values."""
    return Refused(error.code, dict(error.args_), error.refusal if isinstance(error, PairRefused) else "")


def check_pairs(
    pairs: Sequence[Pair], *, max_pixels: int, models: Sequence[str] = (), workers: int | None = None
) -> Iterator[tuple[Pair, Evidence | Refused]]:
    """Yield each pair with its evidence, or with why there is none, in the order of `pairs`.

    `workers` is the number of processes; None means one for each processor. Raises nothing for a pair.
    """
    count = max(1, min(workers or _processors(), len(pairs)))
    waiting = deque(pairs)
    pool = _pool(count)
    under_way: deque[tuple[Pair, Future[Evidence | Refused]]] = deque()
    try:
        while waiting or under_way:
            while waiting and len(under_way) < 3 * count:
                pair = waiting.popleft()
                under_way.append((pair, pool.submit(check_safely, pair, max_pixels, tuple(models))))
            pair, future = under_way.popleft()
            try:
                yield pair, future.result()
            except BrokenProcessPool:
                # Any of those under way may have done it: each is tried alone, and the guilty one is told
                # by that.
                suspects = [pair, *(one for one, _ in under_way)]
                under_way.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                for suspect in suspects:
                    yield suspect, _alone(suspect, max_pixels, tuple(models))
                pool = _pool(count)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def check_safely(pair: Pair, max_pixels: int, models: tuple[str, ...]) -> Evidence | Refused:
    """Return a pair's evidence, or whatever went wrong as a value."""
    try:
        return check_pair(pair, max_pixels=max_pixels, models=models)
    except VitrinaError as error:
        return refused(error)
    except Exception as error:  # noqa: BLE001 one hostile pair must not end the others
        return refused(MeasuringFailed(why=f"{type(error).__name__}: {error}"))


def _alone(pair: Pair, max_pixels: int, models: tuple[str, ...]) -> Evidence | Refused:
    pool = _pool(1)
    try:
        return pool.submit(check_safely, pair, max_pixels, models).result()
    except BrokenProcessPool:
        return refused(MeasuringFailed(why="crashed"))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(count: int) -> ProcessPoolExecutor:
    os.environ.update(MEASURING)  # there is no other way to hand it to the processes of a pool
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
