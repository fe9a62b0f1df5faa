"""The words of the design as frozen records.

Nothing here reads a file or a clock. A record says what is known; what follows from it (the state of a
candidate, the gate) is computed by pure functions in `core.fold` and `core.process`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class Slot(StrEnum):
    """The place of a picture in the content pack."""

    MAIN = "main"
    DETAIL = "detail"
    SOCIAL = "social"
    AD = "ad"


class Mode(StrEnum):
    """How the studio made a picture."""

    EXACT_CARD = "exact-card"
    WHITE_BACKGROUND = "white-background"
    LIFESTYLE = "lifestyle"


class State(StrEnum):
    """Where a candidate stands in the review."""

    WAITING = "waiting"
    """The file is in the hot folder and not complete yet."""
    UNMATCHED = "unmatched"
    """Which SKU it shows is not known; it lies in the tray."""
    NO_SOURCE = "no-source"
    """The SKU is known and has no source photo."""
    UNDECIDED = "undecided"
    APPROVED = "approved"
    REJECTED = "rejected"
    CONTESTED = "contested"
    """Two people decided differently, neither knowing of the other; a person has to settle it."""
    LAPSED = "lapsed"
    """It was approved, and what the approval was given for has changed since; it is to be looked at again."""


class Verdict(StrEnum):
    """What a person decided."""

    APPROVE = "approve"
    REJECT = "reject"


class Answer(StrEnum):
    """A person's answer to a checklist item."""

    PASS = "pass"  # noqa: S105 an answer, no password
    FAIL = "fail"
    NA = "n/a"


class Proof(StrEnum):
    """How it is known that something was looked at."""

    NOT = ""
    """It was not looked at."""
    SEEN = "seen"
    """The desk itself showed it."""
    DECLARED = "declared"
    """A person said so; the desk did not see it."""


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence for a person, before it has a language: a catalogue id and its variables."""

    id: str
    args: Mapping[str, str | int | float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Listing:
    """The words of a SKU's card: a row of `listings.csv`."""

    sku: str
    """The seller's own code, exactly as sold: may hold `/`, `*`, spaces, Cyrillic."""
    title: str = ""
    category: str = ""
    """Id of a checklist category; empty means the general one."""
    colour: str = ""
    material: str = ""
    kit: str = ""
    """What ships, in the seller's words."""
    marketplaces: tuple[str, ...] = ()
    """Lower-case marketplace ids: kaspi, wildberries, ozon."""
    file_names: tuple[str, ...] = ()
    """Further names under which this SKU appears in file names (column `file` or `files`)."""
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Columns this program does not know, kept as they are."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What a picture file is, as far as its bytes say."""

    format: str
    """JPEG, PNG, WEBP, AVIF, HEIF, BMP, TIFF or GIF, by content."""
    width: int
    """Pixels, upright (after the EXIF orientation)."""
    height: int
    """Pixels, upright."""
    bytes: int
    sha256: str
    """Of the file's bytes, 64 lower-case hex digits: the identity of a candidate."""
    has_alpha: bool = False
    profile: str = ""
    """Description of the embedded ICC profile; empty means none (taken as sRGB)."""


class Match(msgspec.Struct, frozen=True, gc=False):
    """Which SKU, slot, mode and attempt a file belongs to, and how that is known."""

    sku: str
    """Empty means: matches nothing, goes to the tray."""
    slot: Slot = Slot.MAIN
    mode: Mode = Mode.EXACT_CARD
    attempt: int = 0
    """1 and up; 0 means the name does not say."""
    how: str = ""
    """`sidecar`, `pattern`, `folder`, `name`, `person`; empty where nothing matched."""


@dataclass(frozen=True, slots=True)
class Source:
    """A photo of the real product."""

    path: str
    """Relative to the workspace, as `safe_name.path_to_text` writes it."""
    sha256: str
    sku: str
    width: int
    height: int
    format: str
    bytes: int
    arrived_at: datetime


class LargeScreen(msgspec.Struct, frozen=True):
    """The window in which the large-screen page was really looked at. Recorded as it stands here."""

    width: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    """Of the browser's window, in CSS pixels."""
    height: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    scale: Annotated[float, msgspec.Meta(gt=0, le=100)]
    """Device pixels of one CSS pixel."""
    seconds: Annotated[float, msgspec.Meta(ge=0, le=1_000_000)]
    """Time that counted: both pictures decoded, the tab visible, the window large enough."""
    zoom: Annotated[float, msgspec.Meta(ge=0, le=1_000_000)]
    """The largest zoom reached, in percent of the candidate's true pixels; 100 is one to one."""


@dataclass(frozen=True, slots=True)
class LargeLook:
    """One person's look at a pair on the large-screen page."""

    person: str
    source_sha256: str
    """The source that the page showed."""
    screen: LargeScreen


class MaskOrigin(StrEnum):
    """Who vouches for a recorded mask."""

    CONFIRMED = "confirmed"
    """A person looked at it and accepted it."""
    STUDIO = "studio"
    """The studio delivered it beside the source."""


@dataclass(frozen=True, slots=True)
class SourceMask:
    """Which pixels of a source photo show the product."""

    sha256: str
    """Of the source photo's bytes: another photo has another mask, wherever the file lies."""
    origin: MaskOrigin
    png: bytes
    """One-bit PNG, white = product, in the photo's proportions; see `core.imaging.mask`."""
    person: str
    at: datetime


class View(StrEnum):
    """A way to look at a candidate. The value is what is recorded."""

    TWO_UP = "two-up"
    BLINK = "blink"
    WIPE = "wipe"
    ONION = "onion"
    DIFFERENCE = "difference"
    EDGES = "edges"
    SURVEY = "survey"
    PHONE = "phone"

    @property
    def pairs(self) -> bool:
        """Whether it shows source and candidate through one viewport."""
        return self not in (View.SURVEY, View.PHONE)


Word = Annotated[str, msgspec.Meta(max_length=40, pattern="^[a-z0-9-]*$")]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e9)]
Cells = Annotated[int, msgspec.Meta(ge=0, le=100_000)]

MAX_VIEWED = 32
"""Entries of `Looked.views`: every view with a few renderers."""


class Viewed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One view, as it was used before a decision."""

    view: Word
    """A `View`; a newer program may know more."""
    renderer: Word = ""
    """How pictures were drawn: `half`, `quadrant`, `sextant`, `octant`, `kitty`, `sixel`, `iterm2`."""
    seconds: Seconds = 0.0
    zoom: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    """Percent of true pixels, the largest that was shown, of the side that was smaller; 0 means none."""
    close: Seconds = 0.0
    """Seconds of these at 100 % or more over the product, from pixels that were not scaled up."""


class Looked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person looked at before deciding, for how long and on what. Recorded as it stands here."""

    seconds: Seconds = 0.0
    """Time the pair was on the screen."""
    compare: Proof = Proof.NOT
    """Both pictures as large as the screen allows."""
    phone: Proof = Proof.NOT
    """The phone preview."""
    large_screen: Proof = Proof.NOT
    """The comparison on a large screen."""
    large: LargeScreen | None = None
    """The window of a large-screen check that was seen; None where none was."""
    source_sharp: Proof = Proof.NOT
    """A person's word that a source measured as soft is sharp enough."""
    colour: Proof = Proof.NOT
    """The pair in the pictures' own colours, not in a palette's."""
    detail: Proof = Proof.NOT
    """The product in true pixels."""
    columns: Cells = 0
    """Terminal width in cells; 0 means no screen."""
    rows: Cells = 0
    renderer: Word = ""
    """As in `Viewed`, at the time of deciding; empty means no pictures. Older records have `half-blocks`."""
    colours: Word = ""
    """How many the terminal had: `truecolor`, `256`, `16`, `none`; empty means that it is not known."""
    views: Annotated[tuple[Viewed, ...], msgspec.Meta(max_length=MAX_VIEWED)] = ()
    """Each view that was opened, once for each renderer it was seen with."""


_Few = Annotated[tuple[Word, ...], msgspec.Meta(max_length=16)]


class Weighed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was measured when a decision was made, and which of its answers go against it."""

    algorithm: Annotated[str, msgspec.Meta(max_length=80)]
    """Version of the measuring."""
    mask: Word = ""
    """Who vouched for the source's mask: `confirmed`, `studio`, `proposed`, `none`."""
    flags: _Few = ()
    """Kinds past their threshold."""
    against: _Few = ()
    """Checklist items answered `pass` although a kind that bears on them is among `flags`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A review in progress: what the person has answered and looked at, not yet decided."""

    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    """Checklist item id to answer; an absent item is unanswered."""
    note: str = ""
    looked: Looked = field(default_factory=Looked)
    source_sha256: str = ""
    """The source that was looked at; empty where nothing on a screen tied the review to one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Approve or reject, by one person."""

    id: str
    """Hash of the event that recorded it."""
    verdict: Verdict
    person: str
    device: str
    at: datetime
    """By the wall clock of that device."""
    clock: str
    """Stamp of the logical clock: sorts decisions of all devices, wrong wall clocks or not."""
    answers: Mapping[str, Answer]
    reasons: tuple[str, ...]
    note: str
    looked: Looked
    source_sha256: str
    """The source it was compared with; empty means none."""
    weighed: Weighed | None = None
    """What was measured by then; None means nothing was."""


_ListingText = Annotated[str, msgspec.Meta(max_length=500)]


class Words(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The words of a listing that a picture is approved for."""

    title: _ListingText = ""
    colour: _ListingText = ""
    material: _ListingText = ""
    kit: _ListingText = ""


class Bound(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one approval was given for."""

    words: Words | None
    """The listing's words; None where none are recorded."""
    main_sha256: str
    """Of an ad: the main picture it was reviewed against; empty for the others."""
    source_sha256: str
    """The source it was compared with; empty means none."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """One generated image, with all that is recorded about it."""

    sha256: str
    paths: tuple[str, ...]
    """Every place its bytes were seen at, first seen first; relative, as `path_to_text` writes them."""
    match: Match
    width: int
    height: int
    format: str
    bytes: int
    arrived_at: datetime
    heads: Sequence[Decision] = ()
    """Decisions that are neither revoked nor settled by a later one, oldest first."""
    history: Sequence[Decision] = ()
    """Every decision ever made on it, oldest first, revoked ones too."""
    verdicts: frozenset[Verdict] = frozenset()
    """Those of the heads."""
    decided: str = ""
    """Stamp of the logical clock of the newest head; empty without one."""
    large_looks: tuple[LargeLook, ...] = ()
    """Looks on the large-screen page, oldest first, of everybody and against any source."""
    bound: tuple[Bound, ...] = ()
    """What each approval among the heads was given for, in their order."""
    postponed_at: datetime | None = None
    """When it was last put off to later; None means never, or decided since."""
    generator: str = ""
    """What made it, as its sidecar says; empty means not known."""
    revoked: tuple[str, ...] = ()
    """Ids of the decisions in its history that were taken back."""
    revoked_at: tuple[str, ...] = ()
    """The clock at which each of these was first revoked."""

    @property
    def id(self) -> str:
        """The first 12 digits of the SHA-256: what people type; commands take any unique prefix."""
        return self.sha256[:12]

    @property
    def path(self) -> str:
        """The newest place of its bytes."""
        return self.paths[-1]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be reviewed, with the reason; shown until a person has seen it."""

    path: str
    """Relative, as `path_to_text` writes it."""
    code: str
    """One of `imaging.inspect.REFUSALS`."""
    args: Mapping[str, str | int | float]
    stamp: str
    """Size and modification time of the refused bytes: the same file is refused once."""
    at: datetime
    seen: bool = False
