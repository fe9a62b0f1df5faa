"""Every failure a person is told about, as one small class each.

Core speaks no language: an error carries the id of a catalogue message (`error-<code>`) and the figures
that go into it. The catalogue has the sentence (what is wrong, where) and, as its `todo` attribute, what
to do about it. What would go wrong otherwise: English sentences in the middle of a Russian screen, and
file names that reach the terminal unchecked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from core.model import Say
    from core.process.gate import GateItem


class VitrinaError(Exception):
    """Base of all failures that are shown to a person.

    `code` names the catalogue message `error-<code>`; `args_` are its variables (text or numbers, raw:
    the catalogue makes them safe to show).
    """

    code: ClassVar[str] = "unexpected"

    def __init__(self, **args_: str | int | float) -> None:
        self.args_ = args_
        super().__init__(self.code, args_)

    def __str__(self) -> str:
        figures = ", ".join(f"{key}={value!r}" for key, value in self.args_.items())
        return f"{self.code}({figures})"


class WorkspaceMissing(VitrinaError):
    """There is no workspace at `path`."""

    code = "workspace-missing"


class WorkspaceExists(VitrinaError):
    """`init` was asked for a folder (`path`) that is already a workspace."""

    code = "workspace-exists"


class WorkspaceUnwritable(VitrinaError):
    """The folder `path` cannot be made or written: `why`."""

    code = "workspace-unwritable"


class ConfigInvalid(VitrinaError):
    """`vitrina.toml` (`path`) does not say what it should: `why`."""

    code = "config-invalid"


class PatternInvalid(VitrinaError):
    """A file name pattern in the config is not usable: `pattern`, `why`."""

    code = "pattern-invalid"


class ListingUnreadable(VitrinaError):
    """`listings.csv` or XLSX (`path`) could not be read as a whole: `why`."""

    code = "listing-unreadable"


class ReportUnreadable(VitrinaError):
    """A marketplace's report (`path`) could not be read as a whole: `why`, `column` (one that is missing)."""

    code = "report-unreadable"


class UnknownFeedback(VitrinaError):
    """A reason why things come back (`reason`) that is not in the closed list (`known`)."""

    code = "unknown-feedback"


class StoreNewer(VitrinaError):
    """A store file (`path`) has a `format` newer than this program writes (`known`)."""

    code = "store-newer"


class NotSaved(VitrinaError):
    """An event could not be written to `path`: `why`. Nothing was recorded."""

    code = "not-saved"


class StoreBusy(VitrinaError):
    """Another session holds the store's lock for longer than `seconds`."""

    code = "store-busy"


class UnknownCandidate(VitrinaError):
    """No candidate has the id `id`."""

    code = "unknown-candidate"


class AmbiguousCandidate(VitrinaError):
    """More than one candidate (`count`) has an id that begins with `id`."""

    code = "ambiguous-candidate"


class UnknownSku(VitrinaError):
    """A SKU (`sku`) that is neither listed nor has a source."""

    code = "unknown-sku"


class UnknownMarketplace(VitrinaError):
    """No rule pack has the id `id`; there are `known`."""

    code = "unknown-marketplace"


class UnknownReason(VitrinaError):
    """A rejection reason (`reason`) that is not in the closed list (`known`)."""

    code = "unknown-reason"


class UnknownItem(VitrinaError):
    """A checklist item (`item`) that the candidate's checklist does not have (`known`)."""

    code = "unknown-item"


class ReasonMissing(VitrinaError):
    """A rejection without a reason."""

    code = "reason-missing"


class GateOpen(VitrinaError):
    """An approval was refused: `count` conditions still stand in its way; `gate` has them."""

    code = "gate-open"

    def __init__(self, gate: tuple[GateItem, ...]) -> None:
        self.gate = gate
        super().__init__(count=len(gate))


class NothingToUndo(VitrinaError):
    """There is no active decision that could be revoked."""

    code = "nothing-to-undo"


class NotReviewable(VitrinaError):
    """The candidate `id` is in the state `state`, in which nothing can be decided."""

    code = "not-reviewable"


class NotAnImage(VitrinaError):
    """A file that is no reviewable still picture. `refusal` is its closed code, see `imaging.inspect`."""

    code = "not-an-image"

    def __init__(self, refusal: str, **args_: str | int | float) -> None:
        self.refusal = refusal
        super().__init__(refusal=refusal, **args_)


class Incomplete(VitrinaError):
    """A file that looks unfinished: still arriving, or cut on its way. To be tried again when it changes.

    `size` is the number of bytes there are now, `expected` how many there should be (0: not known), `why` one
    of `cut` (the end is missing), `zeros` (reserved space that is not filled yet) or `growing` (it changed
    while it was read).
    """

    code = "incomplete"


class MeasureUnusable(VitrinaError):
    """A module that `drift.models` names (`name`) is no measure, or cannot be imported: `why`."""

    code = "measure-unusable"


class PairsInvalid(VitrinaError):
    """A list of pairs (`path`) cannot be read: `why`."""

    code = "pairs-invalid"


class MeasuringFailed(VitrinaError):
    """Measuring a pair ended without a result: `why`, `crashed` or what was raised."""

    code = "measuring-failed"


class NotWritten(VitrinaError):
    """A file the person asked for could not be written to `path`: `why`."""

    code = "not-written"


class PairRefused(VitrinaError):
    """A `file` of a pair (`source`, `candidate`, `source_mask`) at `path` cannot be measured: `refusal`.

    `refusal` is a code of `imaging.inspect`, or `too-small` (`width`, `height`, `least`), `mask-size` or
    `mask-empty`.
    """

    code = "pair-refused"

    def __init__(self, refusal: str, **args_: str | int | float) -> None:
        self.refusal = refusal
        super().__init__(refusal=refusal, **args_)


class MaskUnusable(VitrinaError):
    """A mask that shows nothing, leaves nothing out, or is too fine to be an outline."""

    code = "mask-unusable"


class ChecklistNotRaised(VitrinaError):
    """The severity of `item` in the checklist of `category` was not raised: `why`.

    `why` is `unknown` (no such item), `raised` (it is already), `form` (its line cannot be changed) or what
    the system says. `path` is the file.
    """

    code = "checklist-not-raised"


class NotAllowed(VitrinaError):
    """The person `person` may not do `act`; `who` names those who may."""

    code = "not-allowed"


class UnknownBatch(VitrinaError):
    """No batch has the id `id`; `known` are the newest."""

    code = "unknown-batch"


class UnknownCategory(VitrinaError):
    """There is no category `id` (`known`)."""

    code = "unknown-category"


class CategoryStopped(VitrinaError):
    """The category `category` failed under tightened inspection; an owner has to reopen it."""

    code = "category-stopped"


class CategoryNotStopped(VitrinaError):
    """The category `category` is not stopped, so there is nothing to reopen."""

    code = "category-not-stopped"


class BatchUnfit(VitrinaError):
    """The batch `batch` cannot take this now: `why` is one of `closed`, `paused`, `not-paused`, `full`."""

    code = "batch-unfit"


class SkuUnfit(VitrinaError):
    """The SKU `sku` cannot go into a batch of `category`: `why` is `category`, `in-batch` or `unknown`."""

    code = "sku-unfit"


class NothingForBatch(VitrinaError):
    """No SKU of the category `category` has something to decide and is in no batch."""

    code = "nothing-for-batch"


class BatchNotReady(VitrinaError):
    """The batch `batch` cannot be closed yet; `left` has what is left."""

    code = "batch-not-ready"

    def __init__(self, batch: str, left: tuple[Say, ...]) -> None:
        self.left = left
        super().__init__(batch=batch)


class NoAudit(VitrinaError):
    """The candidate `id` is not to be audited by this person: `why` is `not-sampled`, `done` or `own`."""

    code = "no-audit"


class AuditTooSoon(VitrinaError):
    """A self-audit of the candidate `id` before it is due, in `hours`."""

    code = "audit-too-soon"


class NothingToSettle(VitrinaError):
    """The candidate `id` has no disagreement that this person may settle."""

    code = "nothing-to-settle"


class NoteMissing(VitrinaError):
    """Something that is recorded with a reason was given none."""

    code = "note-missing"


class RetakeNotWritten(VitrinaError):
    """A note for the studio could not be written into the folder `path`: `why`. The rejection is recorded."""

    code = "retake-not-written"


class RulesStale(VitrinaError):
    """The rule pack of `marketplace` is past `since`; by the settings that closes the export."""

    code = "rules-stale"


class ExportTaken(VitrinaError):
    """The folder `path` of an export holds something else than that export."""

    code = "export-taken"


class ExportBusy(VitrinaError):
    """Another export writes into the folder `path`."""

    code = "export-busy"


class NotExported(VitrinaError):
    """The SKU `sku` was never exported for `marketplace`, so nothing of it can have been uploaded."""

    code = "not-exported"


class DrillNeeded(VitrinaError):
    """`person` has to pass a drill in `category` before deciding there."""

    code = "drill-needed"


class NothingToTrain(VitrinaError):
    """There is no picture to make a drill from (`category`; empty: of all)."""

    code = "nothing-to-train"


class PlantsNotMade(VitrinaError):
    """Planted pictures of `batch` could not be written: `why`. The batch is open without them."""

    code = "plants-not-made"
