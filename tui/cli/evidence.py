"""The evidence of a queue row and of a decision as plain JSON values. Measures nothing."""

from __future__ import annotations

from core.desk import Desk
from core.evidence.outcome import Outcome, Unmeasured
from core.evidence.standing import drifted
from core.model import Weighed
from core.queue import QueueRow
from tui.cli.check import finding_values
from tui.findings import unmeasured_line
from tui.i18n.catalogue import Catalogue


def evidence_values(desk: Desk, row: QueueRow, say: Catalogue) -> dict[str, object] | None:
    """Return what is measured of a row's pair; None where nothing is, yet. Waits for the disk."""
    outcome = desk.evidence.look_up(row)
    if outcome is None:
        return None
    if isinstance(outcome, Unmeasured):
        return {"measured": False, "why": outcome.why, "says": unmeasured_line(say, outcome)}
    evidence = outcome.evidence
    return {
        "measured": evidence.measured,
        "algorithm": evidence.algorithm,
        "mask": {"origin": evidence.mask.origin, "confidence": evidence.mask.confidence},
        "registered": evidence.registration.found,
        "drifted": list(drifted(outcome)),
        "flags": list(evidence.flags),
        "scores": dict(evidence.scores),
        "unmeasured": list(evidence.unmeasured),
        "findings": [finding_values(say, one) for one in evidence.findings],
    }


def evidence_word(say: Catalogue, outcome: Outcome | None) -> str:
    """Return what is measured, in a table's cell."""
    if outcome is None:
        return "-"
    if isinstance(outcome, Unmeasured):
        return say("cli-evidence-failed")
    kinds = drifted(outcome)
    if kinds:
        return ", ".join(say(f"drift-kind-{kind}") for kind in kinds)
    return say("cli-evidence-quiet" if outcome.evidence.measured else "cli-evidence-unsure")


def weighed_values(weighed: Weighed | None) -> dict[str, object] | None:
    """Return what a decision recorded of the evidence there was; None where there was none."""
    if weighed is None:
        return None
    return {
        "algorithm": weighed.algorithm,
        "mask": weighed.mask,
        "flags": list(weighed.flags),
        "against": list(weighed.against),
    }
