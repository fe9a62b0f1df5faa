"""The words of drills and planted pictures that commands and screens share; pure text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.process.plants import Plant
from core.training.drills import Answered, Count, Drill, DrillRules
from tui.i18n.catalogue import Catalogue

_SHOWN_DRILLS = 8
"""Earlier drills that are listed."""


def answer_words(say: Catalogue, answer: Answered, name: Callable[[str], str]) -> str:
    """Return what there was to find in a pair and whether it was found; `name` gives a reason's name."""
    if not answer.defect:
        return say("training-honest-right" if answer.right else "training-false-alarm")
    reasons = ", ".join(name(reason) for reason in answer.expected)
    if answer.kind == "log":
        return say("training-log-found" if answer.right else "training-log-missed", reasons=reasons)
    what = defect_words(say, answer.kind, answer.severity)
    if not answer.right:
        return say("training-missed", what=what)
    return say("training-found" if answer.named else "training-found-unnamed", what=what, reasons=reasons)


def plant_words(say: Catalogue, plant: Plant) -> str:
    """Return what a planted picture was and whether it was found."""
    what = defect_words(say, plant.kind, plant.severity)
    return say("plant-caught" if plant.caught else "plant-missed", what=what)


def defect_words(say: Catalogue, kind: str, severity: str) -> str:
    """Return a planted defect's name with its severity."""
    return say("training-defect", kind=say(f"training-kind-{kind}"), severity=say(f"training-{severity}"))


def score_lines(say: Catalogue, drill: Drill, rules: DrillRules) -> list[str]:
    """Return what a drill came to: the counts, by kind, by severity, and whether it passes."""
    score = drill.score
    lines = [
        say("training-score-defects", **_counts(score.defects), named=score.defects.named),
        say("training-score-honest", **_counts(score.honest)),
    ]
    kinds = [_one(say, f"training-kind-{kind}", count) for kind, count in sorted(score.by_kind.items())]
    levels = [_one(say, f"training-{name}", count) for name, count in sorted(score.by_severity.items())]
    lines += [" · ".join(part) for part in (kinds, levels) if part]
    return [*lines, "", verdict_words(say, drill, rules)]


def verdict_words(say: Catalogue, drill: Drill, rules: DrillRules) -> str:
    """Return whether a drill passes, and if not why."""
    if not drill.complete:
        return say("training-unfinished", done=len(drill.answers), all=drill.size)
    if drill.chosen:
        return say("training-practice", seed=str(drill.seed))
    needed = {"caught": round(100 * rules.caught), "alarms": round(100 * rules.false_alarms)}
    return say("training-passed" if rules.passes(drill) else "training-not-passed", **needed)


def progress_lines(say: Catalogue, drills: Sequence[Drill]) -> list[str]:
    """Return the last drills, a line each, the newest last."""
    return [
        say(
            "training-progress-line",
            day=f"{drill.begun_at:%Y-%m-%d %H:%M}",
            category=drill.category or say("training-all"),
            **_counts(drill.score.defects),
            alarms=drill.score.honest.of - drill.score.honest.right,
            honest=drill.score.honest.of,
        )
        for drill in drills[-_SHOWN_DRILLS:]
        if drill.answers
    ]


def _one(say: Catalogue, name: str, count: Count) -> str:
    return f"{say(name)} {count.right}/{count.of}"


def _counts(count: Count) -> dict[str, int]:
    return {"right": count.right, "of": count.of, "percent": round(100 * (count.rate or 0))}
