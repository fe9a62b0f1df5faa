"""Why an approval that is recorded no longer counts; pure.

Nothing is rewritten when the world around a decision changes. An approval counts only as long as what it was
given for holds: the listing's words, for an ad the main picture it was reviewed against, for a main picture
the mode rule, and that it is not its maker's own. When the last one of a candidate stops counting, the
candidate is open for review again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from core.model import Bound, Candidate, Listing, Mode, Slot, Verdict, Words
from core.process.listing_words import changed_fields, words_of
from core.process.people import People
from core.process.plants import is_plant

_APPROVED = frozenset((Verdict.APPROVE,))


class Lapse(StrEnum):
    """One reason; the catalogue has each as `lapse-<reason>`."""

    COPY = "copy-changed"
    """The listing's words are other ones now."""
    MAIN_GONE = "main-gone"
    """Of an ad: its SKU has no approved main picture any more."""
    MAIN_REPLACED = "main-replaced"
    """Of an ad: its SKU's approved main picture is another one now."""
    MAKER = "maker"
    """The only approval is by the person who made the picture."""
    LIFESTYLE = "lifestyle-main"
    """A lifestyle picture as main picture, which the owner has not allowed for the category."""
    PLANTED = "planted"
    """Its bytes are those of a picture with a planted defect: no approval of it ever counts."""


@dataclass(frozen=True, slots=True)
class LapseRules:
    """What approvals are held against."""

    people: People = field(default_factory=People)
    lifestyle: frozenset[str] = frozenset()
    """Categories in which the owner allowed lifestyle main pictures."""
    plants: frozenset[str] = frozenset()
    """Hashes of pictures with a planted defect."""


def lapses(
    candidate: Candidate, listing: Listing | None, main_sha256: str, rules: LapseRules
) -> tuple[Lapse, ...]:
    """Return why no approval of this candidate counts; empty while one does, or without any.

    `main_sha256` is the SKU's approved main picture now; empty where there is none. Of several approvals the
    newest one's reasons are given.
    """
    if not candidate.bound or candidate.verdicts != _APPROVED:
        return ()
    everywhere = _of_candidate(candidate, listing, rules)
    newest: tuple[Lapse, ...] = ()
    for number, bound in enumerate(candidate.bound):
        newest = (*everywhere, *_of_approval(candidate, bound, listing, main_sha256))
        if _own(candidate, number, rules):
            newest = (*newest, Lapse.MAKER)
        if not newest:
            return ()
    return newest


def main_of(candidates: Iterable[Candidate], listing: Listing | None, rules: LapseRules) -> str:
    """Return the SHA-256 of a SKU's approved main picture: of several the one approved last; empty: none."""
    standing = [
        candidate
        for candidate in candidates
        if candidate.match.slot is Slot.MAIN
        and candidate.verdicts == _APPROVED
        and not lapses(candidate, listing, "", rules)
    ]
    return max(standing, key=lambda one: (one.decided, one.sha256)).sha256 if standing else ""


def lifestyle_refused(candidate: Candidate, listing: Listing | None, rules: LapseRules) -> bool:
    """Tell whether it is a lifestyle main picture that its category does not allow."""
    match = candidate.match
    if match.slot is not Slot.MAIN or match.mode is not Mode.LIFESTYLE:
        return False
    return category_of(listing) not in rules.lifestyle


def category_of(listing: Listing | None) -> str:
    """Return the category that a SKU is reviewed in."""
    return listing.category if listing is not None and listing.category else "general"


def _of_candidate(candidate: Candidate, listing: Listing | None, rules: LapseRules) -> tuple[Lapse, ...]:
    found = (Lapse.PLANTED,) if is_plant(candidate.sha256, rules.plants) else ()
    return (*found, Lapse.LIFESTYLE) if lifestyle_refused(candidate, listing, rules) else found


def _of_approval(
    candidate: Candidate, bound: Bound, listing: Listing | None, main_sha256: str
) -> list[Lapse]:
    found: list[Lapse] = []
    if not _plainly_same(bound.words, listing) and changed_fields(bound.words, words_of(listing)):
        found.append(Lapse.COPY)
    if candidate.match.slot is Slot.AD and not main_sha256:
        found.append(Lapse.MAIN_GONE)
    elif candidate.match.slot is Slot.AD and bound.main_sha256 != main_sha256:
        found.append(Lapse.MAIN_REPLACED)
    return found


def _plainly_same(words: Words | None, listing: Listing | None) -> bool:
    """Tell whether nothing has to be compared more closely, as with nearly every picture."""
    return (
        words is None
        or listing is None
        or (
            words.title == listing.title
            and words.colour == listing.colour
            and words.material == listing.material
            and words.kit == listing.kit
        )
    )


def _own(candidate: Candidate, number: int, rules: LapseRules) -> bool:
    """Tell whether the approval with this number is its maker's.

    Decodes decisions only where somebody of the team made the picture.
    """
    people = rules.people
    makers = [name for name in people.by_name if people.made(name, candidate)] if people.team else []
    if not makers:
        return False
    approvals = [head for head in candidate.heads if head.verdict is Verdict.APPROVE]
    return approvals[number].person in makers
