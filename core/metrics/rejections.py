"""The rejection log: every picture that was refused, here or by a marketplace, and what became of it; pure.

People expect "the marketplace bans AI" and find, line by line, that pictures are refused because they show
something else than what ships. So each entry is counted as mismatch, rules, AI or other, by what it says and
not by what made it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from types import MappingProxyType

from checklists.model import ABOUTS, About, Reason
from core.metrics.facts import Back, Wanted
from core.model import Candidate, Decision, Say, Slot, Verdict
from core.returns.joined import Live

QA = "qa"
"""Who rejected, where it was none of the marketplaces."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One entry of the log."""

    by: str
    """`qa`, or the marketplace."""
    day: str
    """`2026-11-23` (UTC; of a marketplace's row that of its report); empty means not known."""
    at: str
    """Sorts entries of one day: the stamp of the decision."""
    sku: str
    category: str
    reasons: tuple[str, ...]
    """Codes of the review's closed list, or of the marketplaces'; empty means that none was given."""
    about: About
    words: str
    """The note of the person, or the marketplace's words."""
    person: str
    """Who decided; of a marketplace's rejection who had approved the picture. Empty means not known."""
    outcome: str
    """`rejected`, `blocked`, `hidden`."""
    next: Say
    """What happened then."""
    candidate: Candidate | None = None
    """The picture; None where it is not known."""
    decision: Decision | None = None
    """The rejection, or the approval that a marketplace did not follow."""
    weighed: tuple[str, ...] = field(default=())
    """Kinds of drift that were measured past their threshold when it was decided."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are wanted; an empty field wants all."""

    by: str = ""
    about: str = ""
    reason: str = ""
    text: str = ""
    """Somewhere in SKU, path, words, person or reasons; case does not matter."""

    def takes(self, entry: Rejection) -> bool:
        """Tell whether an entry is wanted."""
        return (
            self.by in ("", entry.by)
            and self.about in ("", entry.about)
            and (not self.reason or self.reason in entry.reasons)
            and self.text.casefold() in _haystack(entry)
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """What rejections were about."""

    whole: int
    about: Mapping[About, int]


def rejections(
    candidates: Iterable[Candidate],
    moderated: Iterable[Back],
    wanted: Wanted,
    category_of: Callable[[str], str],
    reasons: Sequence[Reason],
) -> tuple[Rejection, ...]:
    """Return the log, the newest entry first; one without a day comes last."""
    abouts = {reason.code: reason.about for reason in reasons}
    slots: dict[tuple[str, Slot], list[Candidate]] = {}
    for one in candidates:
        if one.match.sku:
            slots.setdefault((one.match.sku, one.match.slot), []).append(one)
    found: list[Rejection] = []
    if not wanted.marketplace:
        for made in slots.values():
            category = category_of(made[0].match.sku)
            if wanted.place(category, ""):
                found += _of_slot(made, category, wanted, abouts)
    found += [_of_marketplace(back, slots) for back in moderated]
    return tuple(sorted(found, key=lambda one: (one.day, one.at, one.sku, one.by), reverse=True))


def counted(entries: Iterable[Rejection]) -> Counted:
    """Count entries by what they are about."""
    counts = Counter(entry.about for entry in entries)
    return Counted(counts.total(), MappingProxyType({about: counts[about] for about in ABOUTS}))


def _of_slot(
    made: Sequence[Candidate], category: str, wanted: Wanted, abouts: Mapping[str, About]
) -> Iterator[Rejection]:
    for candidate in made:
        for decision in candidate.history:
            day = decision.at.astimezone(UTC).date().isoformat()
            if decision.verdict is not Verdict.REJECT or not wanted.day(day):
                continue
            yield Rejection(
                by=QA,
                day=day,
                at=decision.clock,
                sku=candidate.match.sku,
                category=category,
                reasons=decision.reasons,
                about=_about(abouts[code] for code in decision.reasons if code in abouts),
                words=decision.note,
                person=decision.person,
                outcome="rejected",
                next=_after(candidate, decision, made),
                candidate=candidate,
                decision=decision,
                weighed=decision.weighed.flags if decision.weighed else (),
            )


def _of_marketplace(back: Back, slots: Mapping[tuple[str, Slot], Sequence[Candidate]]) -> Rejection:
    shown = next(iter(back.live.values()), None)
    about: About = "ai" if back.names_ai else back.reason.about if back.reason else "other"
    return Rejection(
        by=back.place.marketplace,
        day=back.row.day,
        at="",
        sku=back.place.sku,
        category=back.place.category,
        reasons=(back.code,) if back.code else (),
        about=about,
        words=back.row.reason,
        person=shown.decision.person if shown else "",
        outcome=back.row.outcome,
        next=_since(shown, slots),
        candidate=shown.candidate if shown else None,
        decision=shown.decision if shown else None,
        weighed=shown.decision.weighed.flags if shown and shown.decision.weighed else (),
    )


def _after(candidate: Candidate, decision: Decision, made: Sequence[Candidate]) -> Say:
    """Return what became of a rejection of our own."""
    if decision.id in candidate.revoked:
        return Say("next-taken-back")
    later = [
        one
        for one in candidate.history
        if (one.clock, one.id) > (decision.clock, decision.id) and one.id not in candidate.revoked
    ]
    if later and later[-1].verdict is Verdict.APPROVE:
        return Say("next-overruled", {"person": later[-1].person})
    if len(candidate.verdicts) > 1:
        return Say("next-contested")
    after = [one for one in made if one.match.attempt > candidate.match.attempt]
    return _made_again(after) or Say("next-studio")


def _since(shown: Live | None, slots: Mapping[tuple[str, Slot], Sequence[Candidate]]) -> Say:
    """Return what became of the picture that a marketplace refused."""
    if shown is None:
        return Say("next-unknown-picture")
    live = shown.candidate
    rejected = [
        one
        for one in live.history
        if one.clock > shown.decision.clock and one.verdict is Verdict.REJECT and one.id not in live.revoked
    ]
    made = slots.get((live.match.sku, live.match.slot), ())
    after = [one for one in made if one.match.attempt > live.match.attempt]
    if rejected or after:
        return _made_again(after) or Say("next-studio")
    return Say("next-unchanged")


def _made_again(after: Sequence[Candidate]) -> Say | None:
    """Return how the next attempts stand; None without any."""
    if not after:
        return None
    approved = [one for one in after if one.verdicts == frozenset((Verdict.APPROVE,))]
    if approved:
        return Say("next-approved", {"attempt": min(one.match.attempt for one in approved)})
    newest = max(after, key=lambda one: one.match.attempt)
    kind = "next-rejected" if newest.verdicts else "next-review"
    return Say(kind, {"attempt": newest.match.attempt})


def _about(abouts: Iterable[About]) -> About:
    """Return what several reasons are counted as: the first of the closed list that is among them."""
    found = set(abouts)
    return next((about for about in ABOUTS if about in found), "other")


def _haystack(entry: Rejection) -> str:
    path = entry.candidate.path if entry.candidate else ""
    parts = (entry.sku, path, entry.words, entry.person, entry.by, entry.category, *entry.reasons)
    return " ".join(parts).casefold()
