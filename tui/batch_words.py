"""How a batch and its category stand, in lines that commands and screens share; pure text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from core.process.audits import Standing
from core.process.inspection import CategoryStanding, Mode
from core.process.plants import Plant
from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue
from tui.training_words import defect_words

Tone = Literal["plain", "good", "bad", "warn", "strong"]
Line = tuple[str, Tone]


def state_of(found: Standing, closed_at: datetime | None) -> str:
    """Return `open`, `paused` or `closed`."""
    if closed_at is not None:
        return "closed"
    return "paused" if found.batch.paused else "open"


def batch_lines(
    say: Catalogue, found: Standing, closed_at: datetime | None, plants: Sequence[Plant]
) -> list[Line]:
    """Return how a batch stands: a summary once it is closed; `plants` are those of it that are answered."""
    batch = found.batch
    state = state_of(found, closed_at)
    title = say(
        f"cli-batch-title-{'pilot' if batch.pilot else 'batch'}",
        batch=batch.id,
        category=batch.category,
        state=say(f"batch-state-{state}"),
    )
    taken = len(found.looks) - len(found.open_looks)
    lines: list[Line] = [
        (title, "strong"),
        (say("cli-batch-person", person=batch.person, opener=batch.opened_by), "plain"),
        (say("cli-batch-decided", done=decided_skus(found), all=len(batch.skus)), "plain"),
        (say("cli-batch-audits", done=taken, all=len(found.looks)), "plain"),
    ]
    if found.self_audits:
        lines.append((say("cli-batch-self", count=found.self_audits), "warn"))
    differing = say("cli-batch-disagreements", count=found.disagreements, limit=batch.most_disagreements)
    lines.append((differing, "plain" if found.passes else "bad"))
    if found.tightened:
        lines.append((say("cli-batch-tightened"), "warn"))
    lines += [plant_line(say, plant) for plant in plants]
    for sku in batch.skus:
        mark = "○" if sku in found.undecided else "✓"
        audited = f"  {say('cli-batch-sampled')}" if sku in found.sampled else ""
        lines.append((f"  {mark} {safe_name(sku)}{audited}", "plain"))
    if state != "closed":
        lines += [(f"  - {say.say(left)}", "warn") for left in found.left]
    return lines


def decided_skus(found: Standing) -> int:
    """Return how many SKUs of a batch have nothing left to decide."""
    return len(found.batch.skus) - len(found.undecided)


def plant_line(say: Catalogue, plant: Plant) -> Line:
    """Return who answered a planted picture and whether it was found."""
    person = plant.answer.person if plant.answer else ""
    what = defect_words(say, plant.kind, plant.severity)
    kind = "caught" if plant.caught else "missed"
    return say(f"batch-plant-{kind}", person=person, what=what), "good" if plant.caught else "bad"


def category_line(say: Catalogue, name: str, standing: CategoryStanding) -> Line:
    """Return how a category is inspected, why, and whether its pilot has passed."""
    pilot = "passed" if standing.piloted else "open"
    words = say(f"cli-category-{standing.mode}", category=name)
    text = f"{words} {say.say(standing.why)} {say(f'cli-pilot-{pilot}')}"
    return text, "plain" if standing.mode is Mode.NORMAL else "bad"
