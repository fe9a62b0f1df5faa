"""What a worker is asked, as plain values: they cross a process boundary and name a cache entry."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from core.model import SourceMask


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A picture on the disk, as it was recorded."""

    path: str
    """Absolute, as the operating system writes it."""
    sha256: str
    """Of its bytes; a file with others is not measured."""


class MeasurePair(msgspec.Struct, frozen=True, kw_only=True, tag="measure"):
    """Measure a candidate against its source."""

    source: File
    candidate: File
    mode: str
    max_pixels: int
    mask: bytes = b""
    """The source's mask as `core.imaging.mask` writes it; empty means that nobody vouches for one."""
    origin: str = ""
    """Who vouches for it: `confirmed` or `studio`."""
    models: tuple[str, ...] = ()
    """Modules with further measures, as the settings name them."""


class ProposeMask(msgspec.Struct, frozen=True, kw_only=True, tag="propose"):
    """Propose a source's mask, with the help of its candidates where there are any."""

    source: File
    candidates: tuple[File, ...]
    max_pixels: int


class Recognise(msgspec.Struct, frozen=True, kw_only=True, tag="recognise"):
    """Say which source a picture may show, and which candidates are the same picture."""

    picture: File
    sources: tuple[File, ...]
    candidates: tuple[File, ...]
    max_pixels: int


Request = MeasurePair | ProposeMask | Recognise


@dataclass(frozen=True)
class Wish:
    """A pair whose evidence somebody wants. Two wishes are the same when the same would be measured."""

    source: str
    """SHA-256 of the source."""
    candidate: str
    """SHA-256 of the candidate."""
    mode: str
    mask: SourceMask | None = None
    """The recorded mask; None means a proposed one."""
    models: tuple[str, ...] = ()

    @cached_property
    def mask_key(self) -> str:
        """What tells masks apart; empty without one. Who vouches for it changes the figures as well."""
        return f"{self.mask.origin}-{hashlib.sha256(self.mask.png).hexdigest()}" if self.mask else ""

    def key(self, algorithm: str) -> str:
        """Return 64 hex digits that name what is measured and how."""
        parts = (self.source, self.candidate, self.mode, self.mask_key, *self.models, algorithm)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
