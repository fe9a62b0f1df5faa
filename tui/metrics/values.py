"""Log entries and metrics as plain JSON values; nothing is rounded or translated."""

from __future__ import annotations

from core.clock import format_utc
from core.metrics.escapes import Escape
from core.metrics.overview import Metrics
from core.metrics.pareto import Bar
from core.metrics.rate import Rate
from core.metrics.rejections import Counted, Rejection
from core.metrics.returned import Group
from core.metrics.times import Span
from core.metrics.yields import FirstPass
from core.metrics_desk import Raised
from tui.cli.candidates import SCHEMA, decision_values
from tui.cli.process_values import agreement_values
from tui.i18n.catalogue import Catalogue


def rejection_values(say: Catalogue, entry: Rejection) -> dict[str, object]:
    """Return an entry of the log."""
    candidate = entry.candidate
    return {
        "day": entry.day or None,
        "by": entry.by,
        "outcome": entry.outcome,
        "sku": entry.sku,
        "category": entry.category,
        "reasons": list(entry.reasons),
        "about": entry.about,
        "words": entry.words,
        "person": entry.person,
        "measured": list(entry.weighed),
        "next": {"code": entry.next.id.removeprefix("next-"), "says": say.say(entry.next)},
        "id": candidate.id if candidate else None,
        "sha256": candidate.sha256 if candidate else None,
        "path": candidate.path if candidate else None,
        "slot": candidate.match.slot.value if candidate else None,
        "mode": candidate.match.mode.value if candidate else None,
        "attempt": candidate.match.attempt if candidate else None,
    }


def counted_values(counted: Counted) -> dict[str, int]:
    """Return what rejections are about."""
    return {"all": counted.whole} | {str(about): count for about, count in counted.about.items()}


def raised_values(raised: Raised) -> dict[str, object]:
    """Return a question that a person let weigh more."""
    event = raised.event
    return {
        "category": event.category,
        "item": event.item,
        "was": event.was,
        "severity": event.severity,
        "reason": event.reason,
        "escaped": event.escaped,
        "person": raised.person,
        "at": format_utc(raised.at),
    }


def metrics_values(metrics: Metrics) -> dict[str, object]:
    """Return all figures."""
    wanted = metrics.wanted
    return {
        "schema": SCHEMA,
        "wanted": {
            "first": wanted.first or None,
            "last": wanted.last or None,
            "category": wanted.category or None,
            "marketplace": wanted.marketplace or None,
        },
        "total": _group_values(metrics.total),
        "by": {by: [_group_values(group) for group in groups] for by, groups in metrics.groups.items()},
        "cancelled": metrics.cancelled,
        "return_reasons": _bar_values(metrics.return_reasons),
        "escapes": [_escape_values(one) for one in metrics.escapes],
        "escaped": {category: dict(counts) for category, counts in metrics.escaped.items()},
        "proposals": [
            {
                "category": one.category,
                "reason": one.reason,
                "escaped": one.escaped,
                "item": one.item.id if one.item else None,
                "severity": one.item.severity if one.item else None,
                "proposed": one.severity if one.item else None,
            }
            for one in metrics.proposals
        ],
        "rejections": counted_values(metrics.rejections),
        "own_reasons": _bar_values(metrics.own_reasons),
        "market_reasons": _bar_values(metrics.market_reasons),
        "first_pass": {
            "mode": _pass_values(metrics.by_mode),
            "generator": _pass_values(metrics.by_generator),
        },
        "attempts": {
            "mean": metrics.attempts.mean,
            "approved": {str(at): count for at, count in metrics.attempts.approved.items()},
            "open": {str(at): count for at, count in metrics.attempts.open.items()},
        },
        "agreement": {name or "all": agreement_values(one) for name, one in metrics.agreement.items()},
        "terms": None if metrics.terms is None else _rate_values(metrics.terms),
        "plants": {
            person: {**_rate_values(one.caught), "named": one.named} for person, one in metrics.plants.items()
        },
        "to_approval": _span_values(metrics.to_approval),
        "to_upload": _span_values(metrics.to_upload),
    }


def _group_values(group: Group) -> dict[str, object]:
    return {
        "value": group.value,
        "sold": group.sold,
        "returned": group.returned,
        "not_as_pictured": group.not_as_pictured,
        "rate": _rate_values(group.pictured),
        "any_reason": _rate_values(group.any_reason),
    }


def _rate_values(rate: Rate) -> dict[str, object]:
    low, high = rate.interval or (None, None)
    return {
        "hits": rate.hits,
        "of": rate.of,
        "share": rate.share,
        "low": low,
        "high": high,
        "too_few": rate.too_few,
        "beyond": rate.beyond,
    }


def _span_values(span: Span) -> dict[str, object]:
    return {"count": span.count, "median_hours": span.median, "most_hours": span.most}


def _bar_values(bars: tuple[Bar, ...]) -> list[dict[str, object]]:
    return [
        {"reason": bar.code, "count": bar.count, "share": bar.share, "cumulative": bar.cumulative}
        for bar in bars
    ]


def _pass_values(passes: tuple[FirstPass, ...]) -> list[dict[str, object]]:
    return [{"value": one.value, **_rate_values(one.rate)} for one in passes]


def _escape_values(escape: Escape) -> dict[str, object]:
    place, row = escape.back.place, escape.back.row
    return {
        "day": row.day or None,
        "sku": place.sku,
        "category": place.category,
        "marketplace": place.marketplace,
        "units": row.units,
        "words": row.reason,
        "code": escape.back.code,
        "reasons": list(escape.reasons),
        "how": escape.how or None,
        "pictures": [
            {
                "slot": slot.value,
                "id": live.candidate.id,
                "sha256": live.candidate.sha256,
                "mode": live.candidate.match.mode.value,
                "attempt": live.candidate.match.attempt,
                "decision": decision_values(live.decision),
            }
            for slot, live in escape.live.items()
        ],
    }
