"""What the process puts between a candidate and its approval, beside the looking and answering; pure."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Candidate, Listing, Say, Slot
from core.process.gate import GateItem
from core.process.lapses import LapseRules, category_of, lifestyle_refused
from core.process.people import Act


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around a candidate."""

    person: str
    """Who is about to decide."""
    listing: Listing | None = None
    main_sha256: str = ""
    """The SKU's approved main picture; empty: none."""
    named_sku: str = ""
    """The SKU that the file's name says; empty: none that is known."""
    paused: str = ""
    """Id of the paused batch that the SKU is in; empty: none."""
    undrilled: str = ""
    """Category in which this person has to pass a drill first; empty: none."""
    planted: bool = False
    """Whether a planted picture's file was taken for a product's; those shown blind are none of these."""


def process_conditions(candidate: Candidate, around: Around, rules: LapseRules) -> tuple[GateItem, ...]:
    """Return the open conditions of the process."""
    match, people = candidate.match, rules.people
    found: list[GateItem] = []
    if not people.may(around.person, Act.DECIDE):
        who = ", ".join(people.who_may(Act.DECIDE)) or "-"
        found.append(_condition("person-may-not", person=around.person, who=who))
    elif people.made(around.person, candidate):
        found.append(_condition("own-picture", person=around.person))
    if around.planted:
        found.append(_condition("planted"))
    if around.undrilled:
        found.append(_condition("undrilled", person=around.person, category=around.undrilled))
    if around.paused:
        found.append(_condition("batch-paused", batch=around.paused))
    if lifestyle_refused(candidate, around.listing, rules):
        found.append(_condition("lifestyle-main", category=category_of(around.listing)))
    if match.slot is Slot.AD and not around.main_sha256:
        found.append(_condition("ad-no-main", sku=match.sku))
    if match.slot is Slot.AD and around.named_sku not in ("", match.sku):
        found.append(_condition("ad-other-sku", sku=match.sku, named=around.named_sku))
    return tuple(found)


def _condition(code: str, **args: str) -> GateItem:
    return GateItem(code, Say(f"gate-{code}", args))
