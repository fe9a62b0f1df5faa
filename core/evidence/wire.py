"""Messages between the desk and a worker: a length of four bytes, then so many bytes of JSON."""

from __future__ import annotations

from typing import IO, Final

_MOST: Final = 16 * 1024 * 1024
"""Bytes of a message; a longer one is a stream that has gone wrong."""


def read_message(stream: IO[bytes]) -> bytes | None:
    """Return the next message; None when there is none any more."""
    head = stream.read(4)
    size = int.from_bytes(head, "big")
    if len(head) < 4 or size > _MOST:
        return None
    data = stream.read(size)
    return data if len(data) == size else None


def write_message(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()
