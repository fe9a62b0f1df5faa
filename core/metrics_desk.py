"""Rejections, returns and escapes of a workspace; what `Desk.metrics` is.

The figures are pure (`core.metrics`); here they get the folded state, the listings and the reports. A long
history takes seconds: screens ask in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checklists.feedback import REPORT_KINDS, ReportKind
from checklists.loader import checklist_text, load_checklists
from checklists.model import SEVERITIES, Checklist, Reason
from checklists.raising import raised
from core.clock import parse_utc_or_epoch
from core.config import Config
from core.errors import ChecklistNotRaised
from core.events import ChecklistRaised, Event
from core.history import History
from core.metrics.escapes import escaped, escapes, reason_lookup
from core.metrics.facts import Facts, Joiner, Wanted, day_of
from core.metrics.overview import Limits, Metrics, overview
from core.metrics.proposals import Proposal
from core.metrics.rejections import Rejection, rejections
from core.model import Candidate
from core.process.people import Act
from core.process.plants import Plant, is_plant
from core.process.uploads import Upload
from core.process_desk import ProcessDesk
from core.returns.joined import Skus
from core.returns.known import Row
from core.returns.reasons import Reasons
from core.returns.reports import Reports
from core.whole_file import write_whole

_REFUSED: tuple[ReportKind, ...] = ("moderation",)
_RETURNED: tuple[ReportKind, ...] = ("returns",)


@dataclass(frozen=True, slots=True)
class Raised:
    """A question that a person let weigh more."""

    event: ChecklistRaised
    person: str
    at: datetime


class MetricsDesk:
    """Safe to use from several threads. `checklists` is the workspace's folder of them."""

    def __init__(
        self,
        history: History,
        process: ProcessDesk,
        reports: Reports,
        config: Config,
        reasons: Sequence[Reason],
        *,
        skus: Callable[[], Skus],
        checklists: Path,
        on_raised: Callable[[Mapping[str, Checklist]], None],
        record: Callable[[Sequence[Event]], object],
    ) -> None:
        self._history = history
        self._process = process
        self._reports = reports
        self._reasons = tuple(reasons)
        self._skus = skus
        self._folder = checklists
        self._on_raised = on_raised
        self._record = record
        limits = config.metrics
        self.limits = Limits(limits.few_sold, limits.few_decided, limits.escapes)

    def log(self, wanted: Wanted | None = None) -> tuple[Rejection, ...]:
        """Return every rejection, ours and the marketplaces', the newest first. Waits for the disk."""
        wanted = wanted or Wanted()
        return self._log(self._facts(wanted, _REFUSED), wanted)

    def overview(self, wanted: Wanted | None = None) -> Metrics:
        """Return all figures of what is wanted. Waits for the disk."""
        wanted = wanted or Wanted()
        facts = self._facts(wanted)
        return overview(
            facts,
            self._log(facts, wanted),
            wanted,
            checklists=load_checklists(self._folder)[0],
            agreement=self._process.agreement(),
            terms=self._process.terms,
            limits=self.limits,
            plants=self._plants(wanted),
            uploads=self._uploads(wanted),
        )

    def escaped(self) -> Mapping[str, Mapping[str, int]]:
        """Return by category and reason how many units escaped. Waits for the disk."""
        facts = self._facts(Wanted(), _RETURNED)
        checklists = load_checklists(self._folder)[0]
        return escaped(escapes(facts, reason_lookup(checklists)))

    def raised(self) -> tuple[Raised, ...]:
        """Return every question that was let weigh more, oldest first."""
        with self._history.state() as ledger:
            entries = ledger.of_process()
        return tuple(
            Raised(entry.event, entry.person, parse_utc_or_epoch(entry.at))
            for entry in entries
            if isinstance(entry.event, ChecklistRaised)
        )

    def take_over(self, proposal: Proposal) -> Path:
        """Let a question weigh as proposed: write the workspace's own checklist and record who did.

        A checklist of the seller's own is kept beside the new one, as `NAME.before-VERSION`. Returns the
        file.
        Raises NotAllowed, ChecklistNotRaised, NotSaved.
        """
        self._process.check_may(Act.RULE)
        category, item = proposal.category, proposal.item
        found = checklist_text(category, self._folder)
        if item is None or found is None:
            raise ChecklistNotRaised(category=category, item=item.id if item else "", why="unknown", path="")
        own, text = found
        path = own or self._folder / f"{category}.toml"
        now = load_checklists(self._folder)[0][category]
        was = next((one.severity for one in now.items if one.id == item.id), None)
        if was is None or SEVERITIES.index(was) <= SEVERITIES.index(proposal.severity):
            why = "unknown" if was is None else "raised"
            raise ChecklistNotRaised(category=category, item=item.id, why=why, path=path.name)
        new = raised(text, item.id, proposal.severity)
        if new is None:
            raise ChecklistNotRaised(category=category, item=item.id, why="form", path=path.name)
        event = ChecklistRaised(
            category=category,
            item=item.id,
            severity=proposal.severity,
            was=was,
            reason=proposal.reason,
            escaped=proposal.escaped,
        )
        try:
            kept = _replace(path, new, version=now.version if own else "")
        except OSError as error:
            raise ChecklistNotRaised(
                category=category, item=item.id, why=error.strerror or str(error), path=path.name
            ) from error
        try:
            self._record([event])
        except BaseException:
            _restore(path, kept)  # a rule that nobody is on record for must not hold
            raise
        self._on_raised(load_checklists(self._folder)[0])
        return path

    def _facts(self, wanted: Wanted, kinds: Collection[ReportKind] = REPORT_KINDS) -> Facts:
        rows = list(self._reports.rows(kinds).values())
        reasons: dict[tuple[str, str], Reasons] = {}

        def reasons_of(row: Row) -> Reasons:
            key = (row.marketplace, row.kind)
            if key not in reasons:
                reasons[key] = self._reports.reasons(row.marketplace, row.kind)
            return reasons[key]

        record, candidates = self._process.record(), self._candidates()
        by_sku: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            by_sku.setdefault(candidate.match.sku, []).append(candidate)
        joiner = Joiner(
            skus=self._skus(),
            candidates_of=lambda sku: by_sku.get(sku, ()),
            category_of=self._process.category_of,
            uploads=self._process.sent().history,
            record=record,
            feedback=self._reports.feedback,
            reasons_of=reasons_of,
        )
        return joiner.facts(rows, candidates, wanted)

    def _candidates(self) -> tuple[Candidate, ...]:
        """Return every picture that is a product's."""
        with self._history.state() as ledger:
            plants = self._process.recorded(ledger).plants
            return tuple(one for one in ledger.candidates.values() if not is_plant(one.sha256, plants))

    def _plants(self, wanted: Wanted) -> list[Plant]:
        """Return the planted pictures that were answered on wanted days, in wanted batches."""
        record = self._process.record()
        return [
            plant
            for plant in record.plants.values()
            if plant.answer is not None
            and wanted.day(day_of(plant.answer.at))
            and plant.batch in record.batches
            and wanted.category in ("", record.batches[plant.batch].category)
        ]

    def _uploads(self, wanted: Wanted) -> list[Upload]:
        return [
            upload
            for sku, uploads in self._process.sent().uploads.items()
            for marketplace, upload in uploads.items()
            if wanted.day(day_of(upload.at)) and wanted.place(self._process.category_of(sku), marketplace)
        ]

    def _log(self, facts: Facts, wanted: Wanted) -> tuple[Rejection, ...]:
        return rejections(
            self._candidates(), facts.moderated, wanted, self._process.category_of, self._reasons
        )


def _replace(path: Path, text: str, *, version: str) -> Path | None:
    """Write a checklist in one step and return where the one before it is kept; None: there was none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept: Path | None = None
    if version:
        kept = path.with_name(f"{path.name}.before-{version}")
        kept.write_bytes(path.read_bytes())
    write_whole(path, text.encode())
    return kept


def _restore(path: Path, kept: Path | None) -> None:
    if kept is None:
        path.unlink(missing_ok=True)
    else:
        kept.replace(path)
