"""The process at the desk: how batches, packs, ads and every SKU stand; what `Desk.process` is.

Rules are in `core.process`; here they meet the folded state, the settings and the clock. What a person does
about batches and audits is in `core.batching` and `core.auditing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from core.clock import utc_now
from core.config import Config
from core.errors import DrillNeeded, NotAllowed, UnknownBatch
from core.fold import Changed, Ledger
from core.history import History
from core.intake.listings import Listings
from core.live_queue import RowRules
from core.model import Candidate, Say
from core.process.ads import Ad, ads_of
from core.process.agreement import Agreement, agreement
from core.process.audits import Look, Standing
from core.process.batches import Recorded, recorded
from core.process.board import BoardFilter, Card, SkuFacts, card_of
from core.process.breaks import pause_due
from core.process.conditions import Around, process_conditions
from core.process.gate import GateItem
from core.process.inspection import CategoryStanding, Inspected, inspected
from core.process.lapses import LapseRules, category_of, main_of
from core.process.packs import Pack, pack_of
from core.process.people import Act
from core.process.pilots import NotPiloted, not_piloted
from core.process.plants import is_plant
from core.process.retakes import AttemptCounts, Before, attempt_counts, earlier_reasons, rejected_before
from core.process.uploads import Sent, sent
from core.process_rules import (
    break_rules_of,
    drill_rules_of,
    needed_slots_of,
    people_of,
    seasons_of,
    terms_of,
)
from core.queue import QueueRow

_SHOWN_BATCHES = 10


class ProcessDesk:
    """Safe to use from several threads. `rows` gives the queue, `person` who sits here."""

    def __init__(
        self,
        history: History,
        config: Config,
        *,
        rows: Callable[[], tuple[QueueRow, ...]],
        listings: Callable[[], Listings],
        person: Callable[[], str],
    ) -> None:
        self._history = history
        self.config = config
        self._rows = rows
        self._listings = listings
        self._person = person
        self.people = people_of(config)
        self.terms = terms_of(config)
        self.needed = needed_slots_of(config)
        self.drill_rules = drill_rules_of(config)
        self._breaks = break_rules_of(config)
        self._seasons = seasons_of(config)
        self._recorded: Recorded | None = None
        self._sent: Sent | None = None
        self._inspected: Inspected | None = None
        self._changes = 0

    @property
    def person(self) -> str:
        """Who sits here."""
        return self._person()

    # --- kept up to date ------------------------------------------------------------------------------------

    def note(self, changed: Changed) -> None:
        """Take note of what changed; costs nothing."""
        self._changes += 1
        if changed.process:
            self._recorded = self._sent = None
        self._inspected = None

    def recorded(self, ledger: Ledger) -> Recorded:
        """Return what is recorded about the process. Ask with the state's lock held."""
        found = self._recorded
        if found is None:
            found = self._recorded = recorded(ledger.of_process())
        return found

    def record(self) -> Recorded:
        """Return what is recorded about the process."""
        with self._history.state() as ledger:
            return self.recorded(ledger)

    def sent(self) -> Sent:
        """Return what was exported and uploaded."""
        with self._history.state() as ledger:
            found = self._sent
            if found is None:
                found = self._sent = sent(ledger.of_process())
            return found

    def row_rules(self, ledger: Ledger) -> RowRules:
        """Return what the queue's rows depend on. Ask with the state's lock held."""
        record = self.recorded(ledger)
        lapse = LapseRules(self.people, record.lifestyle, frozenset(record.plants))
        return RowRules(lapse, self.terms, record.batch_of)

    def inspected(self) -> Inspected:
        """Return how every batch and category stands."""
        found = self._inspected
        if found is None:
            changes, by_sku = self._changes, self._by_sku()
            found = inspected(self.record(), lambda sku: by_sku.get(sku, ()))
            if changes == self._changes:
                self._inspected = found
        return found

    # --- what the gate asks ---------------------------------------------------------------------------------

    def main_of(self, sku: str) -> str:
        """Return the SHA-256 of a SKU's approved main picture; empty: none."""
        with self._history.state() as ledger:
            rules = self.row_rules(ledger).lapse
            return main_of(ledger.of_sku(sku), self._listings().rows.get(sku), rules)

    def conditions(self, candidate: Candidate, named_sku: str) -> tuple[GateItem, ...]:
        """Return what the process puts between a candidate and its approval by this person."""
        sku = candidate.match.sku
        with self._history.state() as ledger:
            rules = self.row_rules(ledger)
            batch = self.recorded(ledger).batches.get(rules.batch_of.get(sku, ""))
            planted = is_plant(candidate.sha256, rules.lapse.plants) and candidate.sha256 in ledger.candidates
        around = Around(
            person=self.person,
            listing=self._listings().rows.get(sku),
            main_sha256=self.main_of(sku),
            named_sku=named_sku,
            paused=batch.id if batch is not None and batch.paused else "",
            undrilled=self.undrilled(sku),
            planted=planted,
        )
        return process_conditions(candidate, around, rules.lapse)

    def check_may(self, act: Act) -> None:
        """Raise NotAllowed where this person may not do something."""
        if not self.people.may(self.person, act):
            who = ", ".join(self.people.who_may(act)) or "-"
            raise NotAllowed(person=self.person, act=act.value, who=who)

    def undrilled(self, sku: str) -> str:
        """Return the category of a SKU in which this person has to pass a drill first; empty: none."""
        category = self.category_of(sku)
        if category not in self.config.training.required:
            return ""
        drills = self.record().drills
        return "" if self.drill_rules.passed(drills, self.person, category, utc_now()) else category

    def check_may_decide(self, sku: str) -> None:
        """Raise NotAllowed or DrillNeeded where this person may not decide about a SKU."""
        self.check_may(Act.DECIDE)
        category = self.undrilled(sku)
        if category:
            raise DrillNeeded(person=self.person, category=category)

    def before(self, candidate: Candidate) -> tuple[Before, ...]:
        """Return the rejected attempts that came before, newest first."""
        with self._history.state() as ledger:
            return rejected_before(candidate, ledger.of_sku(candidate.match.sku))

    def earlier_reasons(self, candidate: Candidate) -> tuple[str, ...]:
        """Return what earlier attempts at the same slot were rejected for."""
        return earlier_reasons(self.before(candidate))

    def pause_due(self, decided: Iterable[tuple[datetime, str]]) -> bool:
        """Tell whether a pause is due after these decisions of one sitting: when, and for which SKU."""
        return pause_due(decided, utc_now(), self._breaks)

    # --- reading --------------------------------------------------------------------------------------------

    def batches(self, *, closed: bool = True) -> tuple[Standing, ...]:
        """Return the batches, the newest first; without `closed` those that are still open."""
        found = self.inspected()
        mine = [one for name, one in found.batches.items() if closed or name not in found.closed]
        return tuple(reversed(mine))

    def batch(self, id_: str) -> Standing:
        """Return the batch whose id begins so. Raises UnknownBatch."""
        found = self.inspected().batches
        fitting = [name for name in found if name == id_] or [name for name in found if name.startswith(id_)]
        if len(fitting) != 1 or not id_:
            known = ", ".join(list(found)[: -_SHOWN_BATCHES - 1 : -1]) or "-"
            raise UnknownBatch(id=id_, known=known)
        return found[fitting[0]]

    def closed_at(self, id_: str) -> datetime | None:
        """Return when a batch was closed; None while it is open."""
        closing = self.inspected().closed.get(id_)
        return closing.at if closing else None

    def category(self, category: str) -> CategoryStanding:
        """Return how a category is inspected, and whether its pilot has passed."""
        return self.inspected().category(category)

    def category_of(self, sku: str) -> str:
        """Return the category that a SKU is reviewed in."""
        return category_of(self._listings().rows.get(sku))

    def categories(self) -> tuple[str, ...]:
        """Return every category that is listed or had a batch, sorted."""
        listed = {category_of(listing) for listing in self._listings().rows.values()}
        return tuple(sorted(listed | {one.batch.category for one in self.inspected().batches.values()}))

    def agreement(self) -> Mapping[str, Agreement]:
        """Return how far decisions and audits agree, by category; `` is all of them.

        A single seller's self-audits are counted apart, as `self`.
        """
        few = self.config.audit.few
        batches = self.inspected().batches.values()
        made = {
            "": [one for one in batches if not one.batch.solo],
            "self": [b for b in batches if b.batch.solo],
        }
        made |= {
            name: [one for one in made[""] if one.batch.category == name]
            for name in {one.batch.category for one in made[""]}
        }
        return {
            name: agreement((pair for one in some for pair in one.pairs), few) for name, some in made.items()
        }

    def unsettled(self) -> tuple[Look, ...]:
        """Return every disagreement that nobody has settled."""
        return tuple(look for one in self.batches(closed=False) for look in one.unsettled)

    def packs(self) -> tuple[Pack, ...]:
        """Return the content pack of every SKU with candidates, in the queue's order."""
        plants = self.record().plants
        return tuple(pack_of(sku, rows, self.needed, plants) for sku, rows in self._by_sku().items())

    def holds(self, pack: Pack) -> tuple[Say, ...]:
        """Return what keeps a pack from being released; empty when nothing does."""
        found = [] if pack.releasable else [Say(f"pack-holds-{pack.state}")]
        batch = self.record().batch_of.get(pack.sku, "")
        if batch and batch not in self.inspected().closed:
            found.append(Say("pack-holds-batch", {"batch": batch}))
        return tuple(found)

    def ads(self) -> tuple[Ad, ...]:
        """Return every ad and what is to be done about it, in the queue's order."""
        return ads_of(self._rows())

    def attempts(self) -> AttemptCounts:
        """Return how many rejections stand, by reason and by mode."""
        return attempt_counts(row.candidate for row in self._rows() if row.candidate)

    def board(self, wanted: BoardFilter | None = None) -> tuple[Card, ...]:
        """Return the card of every SKU that is wanted: late ones first, then by term, then by name."""
        now = utc_now()
        by_sku = self._by_sku()
        listings = self._listings().rows
        record, uploads = self.record(), self.sent().uploads
        with self._history.state() as ledger:
            sources = {sku: found[0] for sku, found in ledger.sources.items() if found}
        cards = []
        for sku in dict.fromkeys((*by_sku, *listings, *sources)):
            listing = listings.get(sku)
            batch = record.batches.get(record.batch_of.get(sku, ""))
            facts = SkuFacts(
                sku=sku,
                rows=by_sku.get(sku, ()),
                source=sources.get(sku),
                listing=listing,
                category=category_of(listing),
                batch=batch.id if batch else "",
                person=batch.person if batch else "",
                uploads=uploads.get(sku, {}),
            )
            card = card_of(facts, self.needed, self.terms, self.config.retakes.max_attempts)
            if wanted is None or wanted.takes(card, now):
                cards.append(card)
        last = now + timedelta(days=36_500)
        return tuple(sorted(cards, key=lambda card: (card.term.due_at if card.term else last, card.sku)))

    def not_piloted(self) -> tuple[NotPiloted, ...]:
        """Return the categories that a season is coming for and whose pilot has not passed."""
        if not self.config.pilots.required:
            return ()
        today = utc_now().astimezone(self.terms.work.zone).date()
        listed = {category_of(listing) for listing in self._listings().rows.values()}
        piloted = [name for name, one in self.inspected().categories.items() if one.piloted]
        return not_piloted(self._seasons, listed, piloted, today, self.config.pilots.warn_days)

    # --- inside ---------------------------------------------------------------------------------------------

    def _by_sku(self) -> dict[str, tuple[QueueRow, ...]]:
        grouped: dict[str, list[QueueRow]] = {}
        for row in self._rows():
            if row.sku:
                grouped.setdefault(row.sku, []).append(row)
        return {sku: tuple(rows) for sku, rows in grouped.items()}
