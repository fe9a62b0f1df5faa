"""What happened, as a tagged union of immutable events, each kind with a version.

An event is the only thing that is ever written. `encode_event` and `decode_event` are the validated border
between bytes and records; a kind or version this program does not know decodes to `UnknownEvent` with its
bytes kept, so that a newer program's events pass through an older one unharmed.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from core.model import Answer, LargeScreen, Looked, MaskOrigin, Mode, Slot, Verdict, Weighed, Words

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

MarketplaceId = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern="^[a-z0-9-]+$")]

RowId = Annotated[str, msgspec.Meta(max_length=100)]
RowText = Annotated[str, msgspec.Meta(max_length=1000)]
TextPlace = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
Day = Annotated[str, msgspec.Meta(pattern=r"\A([0-9]{4}-[0-9]{2}-[0-9]{2})?\Z")]

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
    generator: ShortText = ""
    """What made the image, as its sidecar says; empty means that it does not."""


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
    words: Words | None = None
    """The listing's words that an approval was given for."""
    main_sha256: Annotated[str, msgspec.Meta(max_length=64, pattern="^[0-9a-z]*$")] = ""
    """Of an ad: the approved main picture that it was reviewed against."""


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


BatchId = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern="^[a-z0-9-]*$")]
EventId = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern="^[0-9a-z]*$")]
"""Hash of the event that something was recorded by."""
Category = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern="^[a-z0-9-]*$")]
Skus = Annotated[tuple[ShortText, ...], msgspec.Meta(min_length=1, max_length=30)]
Person = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Note = Annotated[str, msgspec.Meta(max_length=8000)]


class BatchOpened(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A batch was opened, with the rules that hold for it whatever the settings say later."""

    KIND: ClassVar[str] = "batch-opened"

    batch: BatchId
    category: Category
    size: Annotated[int, msgspec.Meta(ge=1, le=30)]
    """SKUs that it takes."""
    pilot: bool = False
    """Whether it is the small first one of its category; every SKU of a pilot is audited."""
    pick: Literal["fifth", "random"] = "fifth"
    sample: Literal["fifth", "iso2859"] = "fifth"
    seed: Annotated[str, msgspec.Meta(max_length=64, pattern="^[0-9a-f]*$")] = ""
    """What `random` is drawn from, together with the ids of the decisions."""
    most_disagreements: Annotated[int, msgspec.Meta(ge=0, le=30)] = 0
    """Disagreements that it passes with."""
    solo: bool = False
    """Whether a single seller opened it: self-audits count then, and are labelled so."""


class BatchAdded(Event, frozen=True, kw_only=True, omit_defaults=True):
    """SKUs were put into a batch."""

    KIND: ClassVar[str] = "batch-added"

    batch: BatchId
    skus: Skus


class BatchPaused(Event, frozen=True, kw_only=True, omit_defaults=True):
    """Work on a batch was halted."""

    KIND: ClassVar[str] = "batch-paused"

    batch: BatchId
    note: Note = ""


class BatchResumed(Event, frozen=True, kw_only=True, omit_defaults=True):
    """Work on a batch goes on."""

    KIND: ClassVar[str] = "batch-resumed"

    batch: BatchId


class BatchHandedOver(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A batch was given to another person."""

    KIND: ClassVar[str] = "batch-handed-over"

    batch: BatchId
    to: Person


class BatchClosed(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A batch was closed. It counts only where every audit it needs was done before."""

    KIND: ClassVar[str] = "batch-closed"

    batch: BatchId


class AuditRecorded(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person looked a second time at a decided candidate, not knowing the first verdict."""

    KIND: ClassVar[str] = "audit-recorded"

    batch: BatchId
    sha256: Sha256
    decision: EventId
    """Id of the decision that was audited."""
    verdict: Verdict
    answers: dict[str, Answer] = {}
    reasons: tuple[Code, ...] = ()
    note: Note = ""
    seconds: Annotated[float, msgspec.Meta(ge=0, le=1e6)] = 0.0
    """How long the auditor looked."""


class AuditSettled(Event, frozen=True, kw_only=True, omit_defaults=True):
    """What a decision and its audit disagreed about was settled, with the reason."""

    KIND: ClassVar[str] = "audit-settled"

    batch: BatchId
    audit: EventId
    """Id of the audit."""
    verdict: Verdict
    note: Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]


class CategoryReopened(Event, frozen=True, kw_only=True, omit_defaults=True):
    """An owner let a category go on that failed under tightened inspection."""

    KIND: ClassVar[str] = "category-reopened"

    category: Category
    note: Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]


class LifestyleAllowed(Event, frozen=True, kw_only=True, omit_defaults=True):
    """An owner allowed lifestyle pictures as main pictures of a category, or no longer does."""

    KIND: ClassVar[str] = "lifestyle-allowed"

    category: Category
    allowed: bool
    note: Note = ""


class ChecklistRaised(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person let a question of a category weigh more, because what it asks about escaped."""

    KIND: ClassVar[str] = "checklist-raised"

    category: Category
    item: Category
    severity: Literal["blocker", "major", "minor"]
    """What it is now."""
    was: Literal["blocker", "major", "minor"]
    reason: Code
    """What escaped, of the closed list."""
    escaped: Count
    """How many units had been sent back for it by then."""


Seed = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Codes = Annotated[tuple[Code, ...], msgspec.Meta(max_length=20)]
LookSeconds = Annotated[float, msgspec.Meta(ge=0, le=1e6)]


class DrillBegun(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person began to train with pairs whose answers are known."""

    KIND: ClassVar[str] = "drill-begun"

    drill: BatchId
    seed: Seed
    """The same seed over the same pictures gives the same pairs."""
    size: Annotated[int, msgspec.Meta(ge=1, le=100)]
    """Pairs of it."""
    category: Annotated[str, msgspec.Meta(max_length=40, pattern="^[a-z0-9-]*$")] = ""
    """Empty means all."""
    chosen: bool = False
    """Whether the person chose the seed: its answers may be known, so it is practice and passes nothing."""


class DrillAnswered(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person answered one pair of a drill. It decides nothing about any product."""

    KIND: ClassVar[str] = "drill-answered"

    drill: BatchId
    number: Annotated[int, msgspec.Meta(ge=0, le=99)]
    """Which pair; 0 is the first."""
    sha256: Sha256
    """Of the picture that it was made from."""
    kind: Code
    """What was planted, see `core.training.defects.registry.KINDS`; `log` for a rejected picture of the
    record; empty means that there was nothing to find."""
    severity: Code = ""
    expected: Codes = ()
    """Reasons that name what was there."""
    verdict: Verdict
    reasons: Codes = ()
    seconds: LookSeconds = 0.0


PlantPlace = Annotated[str, msgspec.Meta(max_length=4096, pattern=rf"(?s)\Aplants{_INSIDE}")]
Pixel = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class PlantMade(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A defect was planted on purpose into a copy of a batch's picture, to be found blind."""

    KIND: ClassVar[str] = "plant-made"

    batch: BatchId
    sha256: Sha256
    """Of the planted picture's bytes: whatever has them is no product's picture."""
    base: Sha256
    """The candidate in whose place it is shown."""
    path: PlantPlace
    width: Pixels
    height: Pixels
    format: ShortText
    bytes: Count
    kind: Code
    severity: Code
    expected: Codes = ()
    place: tuple[Pixel, Pixel, Pixel, Pixel]
    """Where it is: x, y, width and height, in its pixels."""


class PlantAnswered(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person said of a planted picture what they would decide. It decides nothing about any product."""

    KIND: ClassVar[str] = "plant-answered"

    sha256: Sha256
    verdict: Verdict
    reasons: Codes = ()
    seconds: LookSeconds = 0.0


class RulesChecked(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person has read a marketplace's current help and says that its rule pack still holds."""

    KIND: ClassVar[str] = "rules-checked"

    marketplace: MarketplaceId
    pack: Code
    """Version of the rule pack that was compared with the help."""


class ReportRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row of a marketplace's report. Repeated texts are places in the event's `texts`; 0 means none."""

    external: RowId
    """The marketplace's own id of the row; empty means that it has none."""
    day: Day
    """When, or the first day of sales; empty means that the report does not say."""
    seller: TextPlace
    """The seller's SKU."""
    platform: TextPlace
    """The marketplace's own id of the SKU."""
    reason: TextPlace
    """In the words of the report, contacts taken out."""
    status: TextPlace
    outcome: TextPlace
    """One of `checklists.feedback.OUTCOMES`."""
    units: Count
    until: Day
    """Last day of sales; empty means that the row is about one day."""
    order: RowId
    nth: Count
    """Tells rows apart that are alike in everything and have no id: 0 for the first in its file."""


class Reported(Event, frozen=True, kw_only=True, omit_defaults=True):
    """Rows of one report file of a marketplace; a long file is several events."""

    marketplace: MarketplaceId
    report: Code
    """Which of the marketplace's reports it is."""
    file: ShortText
    """The file's name, without its folder."""
    texts: Annotated[tuple[RowText, ...], msgspec.Meta(max_length=10_000)]
    rows: Annotated[tuple[ReportRow, ...], msgspec.Meta(max_length=5_000)]


class Moderated(Reported, frozen=True, kw_only=True, omit_defaults=True):
    """A marketplace rejected, blocked or hid cards."""

    KIND: ClassVar[str] = "moderated"


class Returned(Reported, frozen=True, kw_only=True, omit_defaults=True):
    """Buyers sent articles back, refused them, or asked to."""

    KIND: ClassVar[str] = "returned"


class Sold(Reported, frozen=True, kw_only=True, omit_defaults=True):
    """Units were sold."""

    KIND: ClassVar[str] = "sold"


class ReportMapped(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person said which columns of a marketplace's reports mean what, and which texts which reason."""

    KIND: ClassVar[str] = "report-mapped"

    marketplace: MarketplaceId
    report_kind: Code
    columns: Annotated[dict[Code, ShortText], msgspec.Meta(max_length=50)] = {}
    """Field to header."""
    reasons: Annotated[dict[RowText, Code], msgspec.Meta(max_length=1_000)] = {}
    """Text to reason of the closed list."""


MAX_CARDS = 200
"""SKUs of one event about exports or uploads; more of them are several events."""


class ExportedPicture(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One picture that was made ready for a marketplace."""

    sha256: Sha256
    """Of the approved original."""
    decision: EventId
    """Id of the approval it went by."""
    exported: Sha256
    """Of the bytes that were written."""


class ExportedCard(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The pictures of one SKU, the main one first."""

    sku: ShortText
    pictures: Annotated[tuple[ExportedPicture, ...], msgspec.Meta(min_length=1, max_length=1000)]


class Exported(Event, frozen=True, kw_only=True, omit_defaults=True):
    """Approved packs were written into a folder for a marketplace; a large export is several events."""

    KIND: ClassVar[str] = "exported"

    marketplace: MarketplaceId
    export: Sha256
    """Of the folder's `manifest.json`: the export's identity."""
    pack: Code
    """Version of the rule pack it was made by."""
    cards: Annotated[tuple[ExportedCard, ...], msgspec.Meta(min_length=1, max_length=MAX_CARDS)]


class UploadedCard(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one SKU has in a marketplace's cabinet from now on."""

    sku: ShortText
    export: Sha256
    """The export that was uploaded."""
    pictures: Annotated[tuple[Sha256, ...], msgspec.Meta(min_length=1, max_length=1000)]
    """Of the approved originals, the main one first."""


class Uploaded(Event, frozen=True, kw_only=True, omit_defaults=True):
    """A person says that exported packs were uploaded; the marketplace has the next word."""

    KIND: ClassVar[str] = "uploaded"

    marketplace: MarketplaceId
    cards: Annotated[tuple[UploadedCard, ...], msgspec.Meta(min_length=1, max_length=MAX_CARDS)]


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
        BatchOpened,
        BatchAdded,
        BatchPaused,
        BatchResumed,
        BatchHandedOver,
        BatchClosed,
        AuditRecorded,
        AuditSettled,
        CategoryReopened,
        LifestyleAllowed,
        Exported,
        Uploaded,
        ChecklistRaised,
        DrillBegun,
        DrillAnswered,
        PlantMade,
        PlantAnswered,
        RulesChecked,
        Moderated,
        Returned,
        Sold,
        ReportMapped,
    )
}
"""Every kind this program knows, by its tag on disk."""

PROCESS_KINDS = (
    BatchOpened,
    BatchAdded,
    BatchPaused,
    BatchResumed,
    BatchHandedOver,
    BatchClosed,
    AuditRecorded,
    AuditSettled,
    CategoryReopened,
    LifestyleAllowed,
    Exported,
    Uploaded,
    ChecklistRaised,
    DrillBegun,
    DrillAnswered,
    PlantMade,
    PlantAnswered,
)
"""Kinds about batches, audits, categories, uploads and training; `core.process` and `.training` fold them."""

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
