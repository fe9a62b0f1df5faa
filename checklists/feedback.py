"""The records of what comes back from marketplaces: which reports can be read, and why things came back.

Reasons are a closed list; the words by which marketplaces and buyers say them are data, so that a seller can
add those of a new report without waiting for a new program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from checklists.model import About, Phrase

ReportKind = Literal["moderation", "returns", "sales"]
Outcome = Literal["return", "refusal", "cancel", "claim", "sold", "rejected", "blocked", "hidden"]
Share = Literal["yes", "maybe", "no"]

REPORT_KINDS: tuple[ReportKind, ...] = ("moderation", "returns", "sales")
OUTCOMES: Mapping[ReportKind, tuple[Outcome, ...]] = {
    "moderation": ("rejected", "blocked", "hidden"),
    "returns": ("return", "refusal", "cancel", "claim"),
    "sales": ("sold",),
}
"""What a row can say, the usual one first: `refusal` is at the hand-over, `cancel` before it, `claim` a
request that nobody has granted yet."""
SKIP = "skip"
"""In a report's outcomes: rows that are about something else."""
FIELDS = (
    *("external", "order", "seller", "platform"),
    *("date", "until", "status", "reason", "type", "units"),
)
"""What a column can hold: the marketplace's id of the row, its order, the seller's SKU, the marketplace's own
id of the SKU, the day (of sales: the first), the last day of sales, a status, the reason, the type of the
row, how many. Nothing else of a report is ever kept."""
SHARES: tuple[Share, ...] = ("yes", "maybe", "no")


@dataclass(frozen=True, slots=True)
class Report:
    """One table or API answer of a marketplace."""

    id: str
    kind: ReportKind
    columns: Mapping[str, tuple[str, ...]]
    """Field to the headers (of JSON: dotted keys) that mean it, the preferred ones first."""
    needs: tuple[str, ...]
    """Headers without which a file is none of these."""
    each: str
    """Of JSON: the key of a list in each row, every entry of which is a row; empty means none."""
    column: str
    """The field by whose value the outcome is told; empty means that all rows have the same."""
    outcomes: Mapping[str, str]
    """Value of that field, folded, to an outcome or `skip`."""
    other: str
    """The outcome of every other value, or `skip`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that mean a reason."""

    code: str
    exact: tuple[str, ...]
    """Whole texts, folded."""
    parts: tuple[str, ...]
    """Texts that stand somewhere in it, folded."""


@dataclass(frozen=True, slots=True)
class FeedbackReason:
    """Why a marketplace or a buyer sent something back; of the closed list."""

    code: str
    about: About
    """What a rejection of it is counted as."""
    picture: Share
    """Whether the picture has a share in it."""
    reason: str
    """The review's own reason that it corresponds to; empty means none in particular."""
    name: Phrase


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is common to all marketplaces."""

    reasons: tuple[FeedbackReason, ...]
    wordings: tuple[Wording, ...]
    negations: tuple[str, ...]
    """Folded phrases that are taken out of a text before it is searched: "no defect found" is no defect."""
    reports: tuple[Report, ...]
    """Tables of this program's own form, of any marketplace."""


def fold_words(text: str) -> str:
    """Return what is compared of words: without case, ё and doubled spaces."""
    return " ".join(text.replace("\ufeff", "").casefold().replace("ё", "е").split())
