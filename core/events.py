"""What happened, as a tagged union of immutable events, each kind with a version.

An event is the only thing that is ever written. `encode_event` and `decode_event` are the validated border
between bytes and records; a kind or version this program does not know decodes to `UnknownEvent` with its
bytes kept, so that a newer program's events pass through an older one unharmed.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from core.model import Answer, LargeScreen, Looked, MaskOrigin, Mode, Slot, Verdict, Weighed

Pixels = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Sha256 = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern="^[0-9a-z]*$")]
_INSIDE = r"/(?!(.*/)?\.\.(/|\Z))[^\x00]+\Z"
SourcePlace = Annotated[str, msgspec.Meta(max_length=4096, pattern=rf"(?s)\Asources{_INSIDE}")]
IncomingPlace = Annotated[str, msgspec.Meta(max_length=4096, pattern=rf"(?s)\Aincoming{_INSIDE}")]
AnyPlace = Annotated[str, msgspec.Meta(max_length=4096, pattern=rf"(?s)\A(sources|incoming){_INSIDE}")]
"""A place in the watched folders, as `safe_name.path_to_text` writes it; none leads out of them."""
ShortText = Annotated[str, msgspec.Meta(max_length=500)]
Code = Annotated[str, msgspec.Meta(max_length=40, pattern="^[a-z0-9-]*$")]
"""A word from a closed list."""

VERSION = 1
"""Version written for every kind below; raised for a kind when its fields change their meaning."""


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of all events. `KIND` is the tag on disk, `ACCEPTS` the versions that can be read."""

    KIND: ClassVar[str]
    ACCEPTS: ClassVar[tuple[int, ...]] = (VERSION,)


class SourceArrived(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A complete source photo was seen at `path`, new or with changed bytes."""

    KIND: ClassVar[str] = "source-arrived"

    path: SourcePlace
    """Relative to the workspace."""
    sha256: Sha256
    sku: ShortText
    """Empty means: belongs to no SKU that is known."""
    width: Pixels
    height: Pixels
    format: ShortText
    bytes: Count


MAX_MASK_BYTES = 48 * 1024
"""A silhouette of 1280 pixels takes 2 to 6 kB; what is larger is no product's outline."""


class SourceMasked(Event, frozen=True, kw_only=True, omit_defaults=True):
    """Which pixels of a source photo show the product, as a person or the studio says."""

    KIND: ClassVar[str] = "source-masked"

    sha256: Sha256
    """Of the source photo's bytes."""
    origin: MaskOrigin
    mask: Annotated[bytes, msgspec.Meta(min_length=8, max_length=MAX_MASK_BYTES)]
    """One-bit PNG, white = product, in the photo's proportions; base64 in the file."""


class CandidateArrived(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A complete generated image was seen at `path`, new bytes or known bytes at a new place."""

    KIND: ClassVar[str] = "candidate-arrived"

    path: IncomingPlace
    """Relative to the workspace."""
    sha256: Sha256
    width: Pixels
    height: Pixels
    format: ShortText
    bytes: Count
    sku: ShortText = ""
    """Empty means: matched nothing."""
    slot: Slot = Slot.MAIN
    mode: Mode = Mode.EXACT_CARD
    attempt: Count = 1
    how: Code = ""
    """How it was matched, see `model.Match.how`."""


class Assigned(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A candidate was given its SKU, slot and mode, by a person or because the SKU became known."""

    KIND: ClassVar[str] = "assigned"

    sha256: Sha256
    sku: ShortText
    slot: Slot
    mode: Mode
    attempt: Count = 1
    how: Code = "person"


class FileRefused(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A file in a watched folder cannot be reviewed."""

    KIND: ClassVar[str] = "file-refused"

    path: AnyPlace
    code: Code
    stamp: ShortText
    """Size and modification time of the refused bytes."""
    args: dict[str, str | int | float] = {}


class RefusalSeen(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person has seen why the file at `path`, as it was at `stamp`, was refused."""

    KIND: ClassVar[str] = "refusal-seen"

    path: AnyPlace
    stamp: ShortText


class Decided(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person approved or rejected a candidate."""

    KIND: ClassVar[str] = "decided"

    sha256: Sha256
    verdict: Verdict
    sku: ShortText
    slot: Slot
    mode: Mode
    attempt: Count = 1
    answers: dict[str, Answer] = {}
    reasons: tuple[str, ...] = ()
    note: Annotated[str, msgspec.Meta(max_length=8000)] = ""
    looked: Looked = Looked()
    source_sha256: str = ""
    checklist: str = ""
    """Category and version of the checklist that was answered, as `shoes@0123456789ab`."""
    settles: tuple[str, ...] = ()
    """Ids of the decisions which this one knowingly replaces."""
    weighed: Weighed | None = None
    """What was measured by then; absent means nothing was."""


class Revoked(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A decision was taken back. It stays in the record."""

    KIND: ClassVar[str] = "revoked"

    sha256: Sha256
    decision: str
    """Id of the decision."""


class Postponed(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A candidate was put off to the end of the queue."""

    KIND: ClassVar[str] = "postponed"

    sha256: Sha256


class LargeScreenSeen(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person has looked at a pair on the large-screen page, long enough to count."""

    KIND: ClassVar[str] = "large-screen-seen"

    sha256: Sha256
    source_sha256: Sha256
    """The source that the page showed."""
    window: LargeScreen


class UnknownEvent(Event, frozen=True, kw_only=True):
    """An event of a newer program: kept, passed over and counted."""

    KIND: ClassVar[str] = "unknown"

    kind: str
    version: int
    data: bytes


KINDS: dict[str, type[Event]] = {
    kind.KIND: kind
    for kind in (
        SourceArrived,
        SourceMasked,
        CandidateArrived,
        Assigned,
        FileRefused,
        RefusalSeen,
        Decided,
        Revoked,
        Postponed,
        LargeScreenSeen,
    )
}
"""Every kind this program knows, by its tag on disk."""

_DECODERS = {tag: msgspec.json.Decoder(kind) for tag, kind in KINDS.items()}
_encoder = msgspec.json.Encoder()


def encode_event(event: Event) -> msgspec.Raw:
    """Return the event's payload as compact JSON."""
    if isinstance(event, UnknownEvent):
        return msgspec.Raw(event.data)
    return msgspec.Raw(_encoder.encode(event))


def decode_event(kind: str, version: int, data: bytes | msgspec.Raw) -> Event:
    """Return the validated event; a kind, version or shape that is not known gives an `UnknownEvent`."""
    known = KINDS.get(kind)
    if known is not None and version in known.ACCEPTS:
        try:
            return _DECODERS[kind].decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass
    return UnknownEvent(kind=kind, version=version, data=bytes(data))
