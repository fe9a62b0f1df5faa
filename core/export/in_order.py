"""Work in threads whose results come in order, a few at a time."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_WORKERS = 2


def in_order(work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """Give the results in order, worked out in threads; never more of them at once than there are threads.

    Closing it, by an exception or a `break`, waits for what has begun and begins nothing more.
    """
    waiting = deque(things)
    begun: deque[Future[R]] = deque()
    pool = ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1), "export")
    try:
        while waiting or begun:
            while waiting and len(begun) < _WORKERS:
                begun.append(pool.submit(work, waiting.popleft()))
            yield begun.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
