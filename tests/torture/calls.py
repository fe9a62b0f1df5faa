"""Standing between the store and the system: every call is counted and may be answered by a test."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

Answer = Callable[[int, str, Callable[..., Any], tuple[Any, ...]], Any]
"""Gets the number of the call (from 1), its name, the call itself and its arguments."""

_OS = (
    "open", "write", "read", "fsync", "ftruncate", "mkdir", "replace", "rename", "unlink", "utime", "fstat",
    "stat", "lstat", "listdir", "lseek",
)  # fmt: skip
_CALLS: list[tuple[ModuleType, str]] = [*((os, name) for name in _OS), (io, "open")]
if fcntl is not None:
    _CALLS.append((fcntl, "flock"))


@contextmanager
def intercepted(answer: Answer | None) -> Iterator[list[str]]:
    """Let `answer` give the result of every call of this thread; None lets them through, uncounted.

    Gives the list of the names of all calls so far.
    """
    names: list[str] = []
    me = threading.get_ident()
    with pytest.MonkeyPatch.context() as patch:
        for module, name in _CALLS:
            real = getattr(module, name)
            real = getattr(real, "real", real)

            def stand_in(*arguments: Any, name: str = name, real: Any = real, **more: Any) -> Any:
                if answer is None or threading.get_ident() != me:
                    return real(*arguments, **more)
                names.append(name)
                return answer(len(names), name, lambda *again: real(*again, **more), arguments)

            stand_in.real = real  # type: ignore[attr-defined] # an interception inside another
            patch.setattr(module, name, stand_in)
        yield names
