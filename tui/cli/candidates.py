"""Queue rows, decisions, refusals and gate conditions as plain JSON values and as sentences."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from checklists.model import Problem
from core.clock import format_utc
from core.desk import Desk
from core.model import Decision, Draft, LargeScreen, Refusal, Say, State
from core.process.gate import Found, GateItem
from core.process.rules import RuleFinding
from core.queue import QueueRow
from tui.cli.evidence import evidence_values, weighed_values
from tui.cli.output import Style
from tui.i18n.catalogue import Catalogue

SCHEMA = 1
"""Version of all JSON documents; raised when a field changes its meaning or goes away."""

STATE_STYLES: dict[State, Style] = {
    State.WAITING: "dim",
    State.UNMATCHED: "warn",
    State.NO_SOURCE: "warn",
    State.UNDECIDED: "plain",
    State.APPROVED: "good",
    State.REJECTED: "bad",
    State.CONTESTED: "warn",
    State.LAPSED: "warn",
}

_ASKED = (State.UNDECIDED, State.NO_SOURCE, State.UNMATCHED, State.LAPSED)


def how_to_clear(say: Catalogue, what: Say) -> str:
    """Return how a gate condition is cleared on the command line."""
    return say(f"{what.id}.cli", **what.args) or say.clear(what)


def gate_line(say: Catalogue, item: GateItem) -> str:
    """Return an open condition and how to clear it, as one line."""
    return f"{say.say(item.says)} {how_to_clear(say, item.says)}".strip()


def gate_values(say: Catalogue, gate: Iterable[GateItem]) -> list[dict[str, str]]:
    """Return open conditions as JSON values."""
    values = []
    for item in gate:
        value = {"code": item.code, "says": say.say(item.says), "clear": how_to_clear(say, item.says)}
        if item.item:
            value["item"] = item.item
        values.append(value)
    return values


def finding_values(say: Catalogue, finding: RuleFinding) -> dict[str, object]:
    """Return what a marketplace's rule finds, as JSON values."""
    return {
        "marketplace": finding.pack.id,
        "pack": finding.pack.version,
        "rule": finding.rule.id,
        "check": finding.rule.check,
        "level": finding.level,
        "confidence": finding.rule.confidence,
        "sources": [source.id for source in finding.rule.sources],
        "needed": str(finding.says.args.get("needed", "")),
        "found": str(finding.says.args.get("found", "")),
        "says": say.finding(finding),
    }


def gate_of(desk: Desk, row: QueueRow, found: Found | None) -> tuple[GateItem, ...]:
    """Return what stands between a row and its approval when nothing was looked at or answered yet.

    Of an approved one only that its file has changed or is gone; of a rejected, contested or waiting one
    nothing.
    """
    if row.candidate is None or found is None:
        return ()
    open_ = desk.gating.left(row.candidate, Draft(), found)
    if row.state is State.APPROVED:
        return tuple(item for item in open_ if item.code in ("file-changed", "file-missing"))
    return open_


def row_values(desk: Desk, row: QueueRow, say: Catalogue) -> dict[str, object]:
    """Return a queue row as JSON values. Waits for the disk."""
    candidate = row.candidate
    looked_up = row.state in (*_ASKED, State.APPROVED)
    found = desk.gating.found(candidate) if candidate and looked_up else None
    return {
        "id": row.id,
        "sha256": row.sha256 or None,
        "sku": row.sku,
        "slot": candidate.match.slot.value if candidate else None,
        "mode": candidate.match.mode.value if candidate else None,
        "attempt": candidate.match.attempt if candidate else None,
        "matched": candidate.match.how if candidate else "",
        "path": row.path,
        "paths": list(candidate.paths) if candidate else [row.path],
        "source": row.source.path if row.source else None,
        "state": row.state.value,
        "lapsed": list(row.lapsed),
        "batch": row.batch or None,
        "due_at": format_utc(row.due_at) if row.due_at else None,
        "evidence": evidence_values(desk, row, say),
        "gate": gate_values(say, gate_of(desk, row, found)),
        "rules": [finding_values(say, finding) for finding in found.rules] if found else [],
        "arrived_at": format_utc(row.arrived_at),
        "width": candidate.width if candidate else None,
        "height": candidate.height if candidate else None,
        "format": candidate.format if candidate else None,
        "decisions": [decision_values(decision) for decision in candidate.heads] if candidate else [],
    }


def decision_values(decision: Decision) -> dict[str, object]:
    """Return a decision as JSON values."""
    looked = decision.looked
    return {
        "id": decision.id,
        "verdict": decision.verdict.value,
        "person": decision.person,
        "at": format_utc(decision.at),
        "reasons": list(decision.reasons),
        "note": decision.note,
        "answers": {item: answer.value for item, answer in decision.answers.items()},
        "evidence": weighed_values(decision.weighed),
        "looked": {
            "seconds": looked.seconds,
            "compare": looked.compare.value,
            "phone": looked.phone.value,
            "large_screen": looked.large_screen.value,
            "source_sharp": looked.source_sharp.value,
            "large": large_values(looked.large),
            "colour": looked.colour.value,
            "detail": looked.detail.value,
            "columns": looked.columns,
            "rows": looked.rows,
            "renderer": looked.renderer,
            "colours": looked.colours,
            "views": [msgspec.structs.asdict(viewed) for viewed in looked.views],
        },
    }


def large_values(screen: LargeScreen | None) -> dict[str, object] | None:
    """Return the window of a large-screen check that was seen as JSON values."""
    if screen is None:
        return None
    return {
        "width": screen.width,
        "height": screen.height,
        "scale": screen.scale,
        "seconds": screen.seconds,
        "zoom": screen.zoom,
    }


def refusal_says(say: Catalogue, refusal: Refusal) -> str:
    """Return why a file was refused."""
    return say(f"refusal-{refusal.code}", **refusal.args)


def refusal_values(say: Catalogue, refusal: Refusal) -> dict[str, object]:
    """Return a refusal as JSON values."""
    return {
        "path": refusal.path,
        "code": refusal.code,
        "says": refusal_says(say, refusal),
        "at": format_utc(refusal.at),
        "seen": refusal.seen,
    }


def problem_values(say: Catalogue, problem: Problem) -> dict[str, object]:
    """Return the mistake of a checklist or rule pack file as JSON values."""
    return {
        "file": problem.file,
        "line": problem.line,
        "key": problem.key,
        "code": problem.code,
        "says": say(f"checklist-{problem.code}", **problem.args),
    }
