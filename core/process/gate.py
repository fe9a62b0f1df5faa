"""The gate: what still stands between a candidate and its approval.

A pure rule over what is recorded, what the person has answered and looked at, and what was found on the
disk. It only ever adds conditions; nothing in the program approves by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from checklists.model import NEEDS, Item
from core.model import Answer, Candidate, Draft, Proof, Say, Slot
from core.process.bearing import against
from core.process.looks import proven
from core.process.rules import RuleFinding


@dataclass(frozen=True, slots=True)
class Found:
    """What the disk says about a candidate and its source, at the time of asking."""

    file: Literal["same", "changed", "missing"] = "same"
    """The candidate's bytes against those that were recorded."""
    source: Literal["same", "changed", "missing"] = "missing"
    """The source photo's, likewise."""
    source_sharpness: float | None = None
    """Measured sharpness of the source; None where it could not be measured."""
    source_sha256: str = ""
    """Which source it is; empty where there is none."""
    drifted: tuple[str, ...] = ()
    """Kinds measured as drifted, past their threshold; empty also where nothing is measured (yet)."""
    rules: tuple[RuleFinding, ...] = ()
    """What the rules of the SKU's marketplaces say of the candidate."""


@dataclass(frozen=True, slots=True)
class GateRules:
    """What the workspace asks for."""

    min_look_seconds: float = 5.0
    large_screen_declared: bool = True
    """Whether a person's word counts as the large-screen check."""
    source_soft_below: float = 0.0
    """Sharpness below which the source counts as not sharp."""


@dataclass(frozen=True, slots=True)
class GateItem:
    """One condition that is not met; the sentence's `clear` says what to do."""

    code: str
    says: Say
    item: str = ""
    """Id of the checklist item it is about; empty for the others."""


def gate(
    candidate: Candidate, items: Sequence[Item], draft: Draft, found: Found, rules: GateRules
) -> tuple[GateItem, ...]:
    """Return every open condition, those a person cannot clear by looking first.

    `items` are those of the candidate's checklist for its slot.
    """
    return (
        *_files(candidate, draft, found, rules),
        *_rules(found),
        *(looks := _looks(candidate, draft, found, rules)),
        *_needs(items, draft, {condition.code for condition in looks}),
        *_evidence(items, draft, found),
        *_answers(items, draft),
    )


def _files(candidate: Candidate, draft: Draft, found: Found, rules: GateRules) -> list[GateItem]:
    open_: list[GateItem] = []
    if not candidate.match.sku:
        open_.append(_condition("unmatched"))
    if found.file != "same":
        open_.append(_condition(f"file-{found.file}"))
    replaced = draft.source_sha256 not in ("", found.source_sha256)
    if found.source != "same":
        open_.append(_condition(f"source-{found.source}"))
    elif replaced:
        open_.append(_condition("source-changed"))
    soft = found.source_sharpness is not None and found.source_sharpness < rules.source_soft_below
    if found.source == "same" and soft and draft.looked.source_sharp is Proof.NOT:
        open_.append(_condition("source-soft"))
    return open_


def _rules(found: Found) -> list[GateItem]:
    return [
        GateItem(f"rules-{finding.rule.check}", finding.says)
        for finding in found.rules
        if finding.level == "block"
    ]


def _looks(candidate: Candidate, draft: Draft, found: Found, rules: GateRules) -> list[GateItem]:
    looked = draft.looked
    open_: list[GateItem] = []
    if looked.compare is Proof.NOT and found.source != "missing":
        open_.append(_condition("compare-not-opened"))
    if candidate.match.slot is Slot.MAIN and looked.phone is Proof.NOT:
        open_.append(_condition("phone-not-seen"))
    large = looked.large_screen
    if large is Proof.NOT or (large is Proof.DECLARED and not rules.large_screen_declared):
        open_.append(_condition("large-screen"))
    if looked.seconds < rules.min_look_seconds:
        left = rules.min_look_seconds - looked.seconds
        open_.append(_condition("look-time", left=ceil(left), needed=ceil(rules.min_look_seconds)))
    return open_


_COVERED = {"phone": "phone-not-seen", "large": "large-screen"}
"""Conditions that ask for the same look, whatever the questions need."""


def _needs(items: Sequence[Item], draft: Draft, said: Collection[str]) -> list[GateItem]:
    """Return the looks that questions ask for which a pass would be an answer without having seen it."""
    open_: list[GateItem] = []
    for need in NEEDS:
        numbers = [
            number
            for number, item in enumerate(items, start=1)
            if item.needs == need and draft.answers.get(item.id, Answer.PASS) is Answer.PASS
        ]
        if numbers and _COVERED.get(need) not in said and not proven(draft.looked, need):
            open_.append(_condition(f"needs-{need}", numbers=", ".join(map(str, numbers))))
    return open_


def _evidence(items: Sequence[Item], draft: Draft, found: Found) -> list[GateItem]:
    """Return the passes that go against what was measured, while nobody has looked closely."""
    if proven(draft.looked, "detail"):
        return []
    passed = against(found.drifted, items, draft)
    numbers = [str(number) for number, item in enumerate(items, start=1) if item.id in passed]
    return [_condition("evidence-unseen", numbers=", ".join(numbers))] if numbers else []


def _answers(items: Sequence[Item], draft: Draft) -> list[GateItem]:
    open_: list[GateItem] = []
    for number, item in enumerate(items, start=1):
        answer = draft.answers.get(item.id)
        if answer is None:
            open_.append(_condition("item-unanswered", item.id, number=number, item=item.id))
        elif answer is Answer.FAIL:
            open_.append(_condition("item-failed", item.id, number=number, item=item.id))
    return open_


def _condition(code: str, of_item: str = "", **args: str | int) -> GateItem:
    return GateItem(code, Say(f"gate-{code}", args), of_item)
