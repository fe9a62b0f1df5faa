"""The rejection log as rows for a spreadsheet, places of what was measured among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.desk import Desk
from core.errors import UnknownCandidate
from core.evidence.outcome import Measured
from core.metrics.rejections import Rejection
from core.process.bearing import item_of
from tui.findings import finding_line
from tui.i18n.catalogue import Catalogue
from tui.metrics.tables import Value
from tui.metrics.words import Names

COLUMNS = (
    *("day", "by", "outcome", "sku", "category", "slot", "mode", "attempt", "picture", "file"),
    *("reasons", "about", "words", "measured", "place", "person", "next"),
)


def log_table(
    say: Catalogue, desk: Desk, names: Names, entries: Iterable[Rejection]
) -> Iterator[Sequence[Value]]:
    """Yield a head and a row for each entry. Waits for the disk."""
    yield [say(f"log-column-{column}") for column in COLUMNS]
    for entry in entries:
        candidate = entry.candidate
        match = candidate.match if candidate else None
        yield [
            entry.day,
            names.who(entry),
            say(f"log-outcome-{entry.outcome}"),
            entry.sku,
            names.category(entry.category),
            say(f"slot-{match.slot}") if match else "",
            say(f"mode-{match.mode}") if match else "",
            match.attempt if match else None,
            candidate.id if candidate else "",
            candidate.path if candidate else "",
            ", ".join(map(names.reason, entry.reasons)),
            say(f"about-{entry.about}"),
            entry.words,
            ", ".join(say(f"drift-kind-{kind}") for kind in entry.weighed),
            "; ".join(places_of(say, desk, entry)),
            entry.person,
            say.say(entry.next),
        ]


def places_of(say: Catalogue, desk: Desk, entry: Rejection) -> list[str]:
    """Return what was measured about an entry's reasons, with its place, strongest first.

    Empty where nothing is measured. Waits for the disk.
    """
    if entry.candidate is None:
        return []
    try:
        row = desk.row(entry.candidate.sha256)
    except UnknownCandidate:
        return []
    outcome = desk.evidence.look_up(row)
    if not isinstance(outcome, Measured):
        return []
    items = desk.gating.asked(entry.candidate).items
    return [
        finding_line(say, finding)
        for finding in outcome.evidence.findings
        if (item := item_of(finding.kind, items)) is not None and item.reason in entry.reasons
    ]
