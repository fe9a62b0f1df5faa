"""What was used last, within a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Held(Generic[Key, Value]):
    """A cache in memory. Thread safe."""

    def __init__(self, limit: int) -> None:
        """`limit` is in bytes."""
        self._limit = limit
        self._taken = 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """Return what is held, which makes it the newest."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def keep(self, wanted: Callable[[Key], bool]) -> None:
        """Let go of all whose keys are not wanted."""
        with self._lock:
            for key in [held for held in self._values if not wanted(held)]:
                self._taken -= self._values.pop(key)[1]

    def __contains__(self, key: Key) -> bool:
        """Tell whether something is held, which does not make it newer."""
        with self._lock:
            return key in self._values

    def put(self, key: Key, value: Value, size: int) -> None:
        """Hold a value of so many bytes and let the oldest go; one over the limit alone is not held."""
        with self._lock:
            before = self._values.pop(key, None)
            if before is not None:
                self._taken -= before[1]
            if size > self._limit:
                return
            self._values[key] = (value, size)
            self._taken += size
            while self._taken > self._limit:
                _, (_, oldest) = self._values.popitem(last=False)
                self._taken -= oldest
