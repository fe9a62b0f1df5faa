"""What measuring a pair came to, and its bytes: for the way from a worker and for the cache.

A pair that cannot be measured has an outcome too, so that a picture which brings a worker down is known and
not tried for ever. Bytes that do not decode are as if there were none.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from core.drift.result import Evidence

Why = Literal["crashed", "slow", "refused"]

TRIES: Final = 2
"""How often a pair that ends its worker or takes too long is tried, all sessions together."""


class Measured(msgspec.Struct, frozen=True, tag="measured"):
    """There is evidence."""

    evidence: Evidence
    colours: tuple[str, ...] = ()
    """Main colours of the source's product (`core.drift.colour_words`), the largest first; empty where the
    product is not known."""
    mask: bytes = b""
    """The proposed mask that was measured with, as `core.imaging.mask` writes it; empty where there was none,
    or a recorded one."""
    heat: bytes = b""
    """Where the candidate differs, as `core.drift.heatmap.sketch_png`; empty where nothing is warm."""


class Unmeasured(msgspec.Struct, frozen=True, kw_only=True, tag="unmeasured"):
    """There is none, and why."""

    why: Why
    """`crashed`: the worker ended; `slow`: it took too long; `refused`: a file cannot be measured."""
    file: Literal["", "source", "candidate"] = ""
    """Which one was refused."""
    refusal: str = ""
    """As in `core.imaging.inspect`, or `too-small`; `failed` for what nobody foresaw."""
    tries: int = 1

    @property
    def final(self) -> bool:
        """Whether trying again is of no use."""
        return self.why == "refused" or self.tries >= TRIES


class Absent(msgspec.Struct, frozen=True, tag="absent"):
    """A file is gone or has other bytes: nothing to be kept, it may come back."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True, tag="proposal"):
    """A source's mask that nobody has looked at."""

    png: bytes
    """As `core.imaging.mask` writes it; empty where the product was not found."""
    agreement: float = 0.0
    """How far two ways to find it agree, 0 to 1; 0 where there was only one."""


class Alike(msgspec.Struct, frozen=True):
    """A source that a picture may show."""

    sha256: str
    likeness: float
    """0 to 1."""


class Recognised(msgspec.Struct, frozen=True, tag="recognised"):
    """What a picture may show, and where else it lies."""

    alike: tuple[Alike, ...]
    """At most three sources, the likeliest first."""
    doubles: tuple[str, ...]
    """SHA-256 of candidates that are the same picture, saved anew or resized."""


Outcome = Measured | Unmeasured
Reply = Measured | Unmeasured | Absent | Proposal | Recognised

_reply = msgspec.json.Decoder(Reply)
_outcome = msgspec.json.Decoder(Outcome)


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(type(value))


_encoder = msgspec.json.Encoder(enc_hook=_plain)


def encode(reply: Reply) -> bytes:
    """Return a reply as compact JSON."""
    return _encoder.encode(reply)


def decode_reply(data: bytes) -> Reply | None:
    """Return the reply; None for bytes that are none."""
    try:
        found: Reply = _reply.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return found


def decode_outcome(data: bytes) -> Outcome | None:
    """Return a cached outcome; None for bytes that are none."""
    try:
        found: Outcome = _outcome.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return found
