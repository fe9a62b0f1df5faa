"""Batches, second looks, cards, packs and ads as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.clock import format_utc
from core.desk import Desk
from core.model import Say
from core.process.ads import Ad
from core.process.agreement import Agreement
from core.process.audits import Look, Standing
from core.process.board import Card
from core.process.packs import Pack
from core.process.plants import Plant
from core.queue import QueueRow
from tui.batch_words import state_of
from tui.i18n.catalogue import Catalogue


def batch_values(desk: Desk, found: Standing, say: Catalogue) -> dict[str, object]:
    """Return a batch. Names no verdict that an audit still has to find by itself."""
    batch = found.batch
    closed_at = desk.process.closed_at(batch.id)
    return {
        "id": batch.id,
        "category": batch.category,
        "state": batch_state(desk, found),
        "person": batch.person,
        "opened_by": batch.opened_by,
        "opened_at": format_utc(batch.opened_at),
        "closed_at": format_utc(closed_at) if closed_at else None,
        "size": batch.size,
        "pilot": batch.pilot,
        "solo": batch.solo,
        "tightened": found.tightened,
        "pick": batch.pick,
        "sample": batch.sample,
        "seed": batch.seed,
        "skus": list(batch.skus),
        "decided": list(found.decided),
        "undecided": list(found.undecided),
        "sampled": list(found.sampled),
        "audits": {
            "needed": len(found.looks),
            "open": len(found.open_looks),
            "unsettled": len(found.unsettled),
            "self": found.self_audits,
            "disagreements": found.disagreements,
            "limit": batch.most_disagreements,
            "passes": found.passes,
        },
        "plants": [plant_values(plant) for plant in desk.planting.answered(batch.id)],
        "left": says(say, found.left),
    }


def batch_state(desk: Desk, found: Standing) -> str:
    """Return `open`, `paused` or `closed`."""
    return state_of(found, desk.process.closed_at(found.batch.id))


def plant_values(plant: Plant) -> dict[str, object]:
    """Return a planted picture that was answered."""
    answer = plant.answer
    return {
        "person": answer.person if answer else None,
        "kind": plant.kind,
        "severity": plant.severity,
        "caught": plant.caught,
        "named": plant.named,
    }


def blind_values(look: Look) -> dict[str, object]:
    """Return a second look without anything of the first one."""
    match = look.row.candidate.match if look.row.candidate else None
    return {
        "id": look.row.id,
        "sha256": look.row.sha256,
        "sku": look.sku,
        "slot": match.slot.value if match else None,
        "mode": match.mode.value if match else None,
        "path": look.row.path,
        "source": look.row.source.path if look.row.source else None,
        "batch": look.row.batch,
    }


def look_values(look: Look) -> dict[str, object]:
    """Return a second look that was taken, with both verdicts."""
    audit, decision = look.audit, look.decision
    return {
        **blind_values(look),
        "decision": {
            "id": decision.id,
            "verdict": decision.verdict.value,
            "person": decision.person,
            "reasons": list(decision.reasons),
            "note": decision.note,
        },
        "audit": audit
        and {
            "id": audit.id,
            "verdict": audit.verdict.value,
            "person": audit.person,
            "reasons": list(audit.reasons),
            "note": audit.note,
        },
        "self_audit": look.self_audit,
        "agrees": not look.disagreed,
        "settled": look.settled
        and {
            "verdict": look.settled.verdict.value,
            "person": look.settled.person,
            "note": look.settled.note,
        },
    }


def agreement_values(found: Agreement) -> dict[str, object]:
    """Return figures of agreement; a rate that cannot be given is null."""
    return {
        "pairs": found.pairs,
        "both_approve": found.both_approve,
        "both_reject": found.both_reject,
        "approve_reject": found.approve_reject,
        "reject_approve": found.reject_approve,
        "too_few": found.too_few,
        "raw": found.raw,
        "on_rejects": found.on_rejects,
        "ac1": found.ac1,
        "kappa": found.kappa,
    }


def card_values(desk: Desk, card: Card, say: Catalogue, now: datetime) -> dict[str, object]:
    """Return a SKU's card on the board."""
    facts, term = card.facts, card.term
    return {
        "sku": card.sku,
        "stage": card.stage.value,
        "theirs": card.stage.theirs,
        "since": format_utc(card.since) if card.since else None,
        "due_at": format_utc(term.due_at) if term else None,
        "hours_left": round(term.left(now, desk.process.terms.work), 2) if term else None,
        "lateness": card.lateness(now) or None,
        "category": facts.category,
        "marketplaces": list(facts.listing.marketplaces) if facts.listing else [],
        "batch": facts.batch or None,
        "person": facts.person or None,
        "pack": card.pack.state.value,
        "missing": says(say, card.missing),
    }


def pack_values(desk: Desk, pack: Pack, say: Catalogue) -> dict[str, object]:
    """Return a content pack and what keeps it from being released."""
    holds = desk.process.holds(pack)
    return {
        "sku": pack.sku,
        "state": pack.state.value,
        "releasable": not holds,
        "holds": says(say, holds),
        "mixed": list(pack.mixed),
        "missing": [slot.value for slot in pack.missing],
        "slots": {
            slot.slot.value: {
                "needed": slot.needed,
                "approved": [row.id for row in slot.approved],
                "open": [row.id for row in slot.open],
                "rejected": slot.rejected,
            }
            for slot in pack.slots
        },
    }


def ad_values(ad: Ad, say: Catalogue) -> dict[str, object]:
    """Return an ad."""
    return {
        "id": ad.row.id,
        "sku": ad.row.sku,
        "path": ad.row.path,
        "state": ad.row.state.value,
        "main": ad.main.id if ad.main else None,
        "stands": ad.stands,
        "take_down": ad.take_down,
        "lapsed": lapsed_values(ad.row, say),
    }


def lapsed_values(row: QueueRow, say: Catalogue) -> list[dict[str, str]]:
    """Return why a row's approval no longer counts."""
    return says(say, (Say(f"lapse-{code}") for code in row.lapsed))


def says(say: Catalogue, what: Iterable[Say]) -> list[dict[str, str]]:
    """Return sentences with their codes."""
    return [{"code": one.id.partition("-")[2], "says": say.say(one)} for one in what]
