"""The desk: one object that opens a workspace and offers all that the screens and the commands call.

It ties the store, the intake, the imaging and the rules together. Methods that wait for the disk say so;
screens call those from workers. Listeners are called from the desk's own threads and must return at once.
What would go wrong otherwise: a command and a key press that do the same thing in two ways.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from checklists.loader import load_checklists, load_reasons
from checklists.model import Checklist, Problem, Reason
from checklists.packs import RulePack
from checklists.packs_loader import load_feedback, load_packs
from core.auditing import Auditing
from core.batching import Batching
from core.clock import utc_now
from core.config import Config, read_config
from core.deciding import Deciding
from core.drift.ocr import with_reading
from core.drilling import Drilling
from core.errors import UnknownMarketplace, VitrinaError
from core.events import Event, RefusalSeen, RulesChecked
from core.evidence.desk import DeskEvidence
from core.export.exporting import Exporting, Files
from core.fold import Changed, Entry
from core.following import Following
from core.gating import Gating
from core.history import History
from core.identity import Identity, cache_folder, state_folder, this_identity
from core.imaging.cache import PictureCache
from core.intake.arrivals import Arrivals
from core.intake.listings_file import ListingsFile
from core.intake.match import compile_patterns
from core.live_queue import LiveQueue, row_of
from core.metrics_desk import MetricsDesk
from core.model import Candidate, Refusal, Source
from core.news import Listener, News
from core.pictures import Pictures
from core.planting import Planting
from core.presence import Presence
from core.process.checked import PackStanding, last_checks, standing
from core.process_desk import ProcessDesk
from core.queue import Progress, QueueRow, ordered
from core.retaking import Retaking
from core.returns.joined import Skus
from core.returns.reports import Reports
from core.review import clean_text
from core.store.note import StoreNote
from core.store.record import Record
from core.store.store import Store
from core.store.verify import Verified, verify_files
from core.taking_in import TakingIn
from core.waiting import arriving, known_files, unrecorded
from core.workspace import Workspace

_CACHE_BYTES = 512 * 1024 * 1024


class Desk:
    """A workspace at work. Made by `Desk.open`; `start` begins watching, `close` ends everything."""

    def __init__(self, workspace: Workspace, *, identity: Identity, person: str) -> None:
        self.workspace = workspace
        self.identity = identity
        self.config: Config = read_config(workspace.config)
        self.person = clean_text(person or self.config.review.person or identity.login)
        self.reasons: tuple[Reason, ...] = load_reasons()
        self.checklists: Mapping[str, Checklist]
        self.checklist_problems: tuple[Problem, ...]
        self.checklists, self.checklist_problems = load_checklists(workspace.checklists)
        self.packs: Mapping[str, RulePack]
        """Rule packs by marketplace."""
        self.pack_problems: tuple[Problem, ...]
        self.packs, self.pack_problems = load_packs(workspace.checklists)
        self.listings = ListingsFile(lambda: workspace.listings, self.checklists, self.packs)
        memory = self.config.view.memory_megabytes * 1024 * 1024
        cache = PictureCache(cache_folder() / "pictures", _CACHE_BYTES, memory)
        self.pictures = Pictures(workspace, cache, max_pixels=self.config.max_pixels)
        """The files behind candidates and sources."""
        self._store = Store(
            workspace.decisions,
            device=identity.device,
            user=identity.user,
            lock_folder=state_folder() / "locks",
            former=identity.former,
        )
        self._arrivals = Arrivals(
            workspace,
            max_pixels=self.config.max_pixels,
            patterns=compile_patterns(self.config.intake.patterns),
        )
        self._listeners: list[Listener] = []
        self._history = History(self._store, self._take_changes, snapshots=cache_folder() / "folds")
        self.process = ProcessDesk(
            self._history,
            self.config,
            rows=self.queue,
            listings=lambda: self.listings.now,
            person=lambda: self.person,
        )
        self.auditing = Auditing(self.process, self._record)
        self.exporting = Exporting(
            self.process,
            self._record,
            Files(self.pictures.path, self.pictures.compare, self.config.max_pixels),
            packs=self.packs,
            standings=self.packs_standing,
            listings=lambda: self.listings.now.rows,
            skus=self.skus,
            refresh=self.refresh,
            owner=f"{identity.device}.{identity.user}",
            locks=state_folder() / "locks",
        )
        self._queue = LiveQueue(self._history.state, lambda: self.listings.now, self.process.row_rules)
        self.evidence = DeskEvidence(
            workspace,
            self._history.state,
            lambda event: self._record([event]),
            lambda: self._tell(News(evidence=True)),
            cache=cache_folder() / "evidence",
            max_pixels=self.config.max_pixels,
            models=with_reading(self.config.drift.models, wanted=self.config.drift.ocr),
        )
        """What is measured between sources and candidates, and the sources' masks."""
        self.gating = Gating(
            self.process,
            self._history,
            self.evidence,
            self.pictures,
            self._arrivals,
            row=self.row,
            rows_of=self._queue.rows_of,
            listings=lambda: self.listings.now.rows,
            checklists=lambda: self.checklists,
            packs=self.packs,
        )
        self.retaking = Retaking(
            workspace.retakes,
            picture=self.pictures.picture,
            outcome=self.evidence.look_up,
            on_failure=lambda error: self._tell(News(failure=error)),
        )
        self.drilling = Drilling(
            self.process,
            self._record,
            self.evidence,
            rows=self.queue,
            sources=self._all_sources,
            picture=self.pictures.picture,
            ready=self._history.whole,
        )
        self.planting = Planting(
            workspace,
            self.process,
            self._record,
            self.evidence,
            rows=self.queue,
            picture=self.pictures.full,
            gate=self.gating.left,
            on_failure=lambda error: self._tell(News(failure=error)),
        )
        self.deciding = Deciding(
            self.process,
            self._record,
            self._history,
            gating=self.gating,
            auditing=self.auditing,
            planting=self.planting,
            retaking=self.retaking,
            evidence=self.evidence,
            arrivals=self._arrivals,
            row=self.row,
            reasons=self.reasons,
        )
        self.batching = Batching(
            self.process,
            self._record,
            rows=self.queue,
            categories=lambda: self.checklists,
            skus=self.skus,
            on_filled=self.planting.plant,
        )
        self.reports = Reports(self._of_marketplaces, self._record, self.packs, load_feedback())
        """What came back from the marketplaces."""
        self.metrics = MetricsDesk(
            self._history,
            self.process,
            self.reports,
            self.config,
            self.reasons,
            skus=self.skus_of_reports,
            checklists=workspace.checklists,
            on_raised=self._use_checklists,
            record=self._record,
        )
        """What comes of it: rejections, returns, escapes."""
        self.taking_in = TakingIn(
            workspace,
            self._record,
            self._history,
            arrivals=self._arrivals,
            listings=self.listings,
            planting=self.planting,
            evidence=self.evidence,
            pictures=self.pictures,
            tell=self._tell,
            on_listings=self._take_listings,
            intake=self.config.intake,
        )
        self.following = Following(
            Presence(workspace.root, name=f"{identity.device}.{identity.user}.{os.getpid()}.{id(self):x}"),
            person=lambda: self.person,
            refresh=self.refresh,
            watch=self.taking_in.watch,
            tell=self._tell,
        )

    @classmethod
    def open(cls, workspace: Workspace, *, person: str = "", identity: Identity | None = None) -> Desk:
        """Return the desk over a workspace with its history folded. Waits for the disk.

        Raises ConfigInvalid, PatternInvalid or WorkspaceUnwritable.
        """
        desk = cls.open_unread(workspace, person=person, identity=identity)
        desk.refresh()
        return desk

    @classmethod
    def open_unread(cls, workspace: Workspace, *, person: str = "", identity: Identity | None = None) -> Desk:
        """Return the desk over a workspace whose history `start` will read, in a thread of its own.

        Until then the queue grows while it is looked at, and whatever records something waits for the end of
        the history first. Raises as `open` does.
        """
        return cls(workspace, identity=identity or this_identity(), person=person)

    # --- running ------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Read the history, then watch the folders and follow the other sessions, until `close`.

        Returns at once.
        """
        self.following.start()
        self.evidence.start(measure=self.config.drift.measure)

    def refresh(self) -> None:
        """Take up now what other sessions appended and what changed in the listings. Waits for the disk."""
        new = self.taking_in.reread_listings()
        self._history.follow()
        if new:
            try:
                self.taking_in.rematch()
            except VitrinaError as error:  # a workspace that cannot be written can still be looked at
                self._tell(News(failure=error))

    def close(self) -> None:
        """Stop watching and close the store. Waits for work under way, some seconds at most."""
        self.following.stop()
        self.evidence.close()
        self.following.close()
        self.taking_in.close()
        self.retaking.finish()
        self._history.close()
        self._store.close()
        self.pictures.close()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with all news from now on; the answer ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # --- reading ------------------------------------------------------------------------------------------

    def queue(self) -> tuple[QueueRow, ...]:
        """Return the queue, files that are still arriving at its end.

        Costs what has changed since the last call; after a long history was read, seconds.
        """
        rows = self._queue.rows()
        status = self.taking_in.hot_folder()
        waiting = arriving(self.workspace, status) if status else ()
        return (*rows, *ordered(waiting)) if waiting else rows

    def reading(self) -> Progress | None:
        """Return how many of the store's files are read; None when the history is read to its end."""
        return self._history.progress()

    def row(self, sha256: str) -> QueueRow:
        """Return a candidate's row in the queue, or a planted picture's. Raises UnknownCandidate."""
        planted = self.planting.row(sha256)
        if planted is not None:
            return planted
        candidate = self._history.candidate(sha256)
        with self._history.state() as ledger:
            return row_of(candidate, ledger, self.listings.now, self.process.row_rules(ledger))

    def find(self, prefix: str) -> Candidate:
        """Return the candidate whose id begins with `prefix`. Raises UnknownCandidate, AmbiguousCandidate."""
        return self._history.find(prefix)

    def unrecorded(self) -> tuple[QueueRow, ...]:
        """Return the files in the hot folder that nothing is recorded about, as waiting. Waits for the disk.

        Told by place and size, without reading the files; for the commands, which do not watch.
        """
        with self._history.state() as ledger:
            known = known_files(ledger)
        return tuple(unrecorded(self.workspace, known))

    def refusals(self, *, seen: bool = False) -> tuple[Refusal, ...]:
        """Return the files that were refused and not seen yet by a person; with `seen` all of them."""
        with self._history.state() as ledger:
            return tuple(found for found in ledger.refusals.values() if seen or not found.seen)

    def skus(self) -> tuple[str, ...]:
        """Return every SKU that is listed or has a source, sorted."""
        with self._history.state() as ledger:
            return tuple(sorted({*self.listings.now.rows, *ledger.sources}))

    def skus_of_sources(self) -> Mapping[str, str]:
        """Return the SKU of each source photo that has one, by the photo's SHA-256."""
        with self._history.state() as ledger:
            return MappingProxyType({one.sha256: one.sku for one in ledger.all_sources() if one.sku})

    def unknown_kinds(self) -> Mapping[str, int]:
        """Return how many events of a newer program were passed over, by kind."""
        with self._history.state() as ledger:
            return MappingProxyType(dict(ledger.unknown_kinds))

    def conflict_copies(self) -> tuple[str, ...]:
        """Return the names of store files that a sync tool left as conflict copies; they count as read."""
        return self._store.conflict_copies()

    def store_notes(self) -> tuple[StoreNote, ...]:
        """Return what should be known about the store files: what was put back, copies, clocks, conflicts."""
        return self._store.notes()

    def packs_standing(self) -> tuple[PackStanding, ...]:
        """Return every rule pack and how long it may be relied on, as of today."""
        with self._history.state() as ledger:
            checks = last_checks(ledger.of_marketplaces())
        today = utc_now().date()
        return tuple(standing(pack, checks, today) for pack in self.packs.values())

    def skus_of_reports(self) -> Skus:
        """Return what tells which SKU a row of a report is about, by the listings as they are now."""
        return Skus(self.listings.now.rows, self.packs.values())

    def verify(self) -> Verified:
        """Return every broken link of the store's chains."""
        return verify_files(self.workspace.decisions)

    # --- acting: each of these is on the disk when it returns ----------------------------------------------

    def mark_seen(self, refusals: Iterable[Refusal]) -> None:
        """Record that this person has seen why these files were refused. Raises NotSaved."""
        events = [RefusalSeen(path=refusal.path, stamp=refusal.stamp) for refusal in refusals]
        if events:
            self._record(events)

    def rules_checked(self, marketplace: str) -> PackStanding:
        """Record that this person has read the marketplace's current help and its pack still holds.

        Raises UnknownMarketplace, NotSaved.
        """
        pack = self.packs.get(marketplace)
        if pack is None:
            raise UnknownMarketplace(id=marketplace, known=", ".join(self.packs))
        self._record([RulesChecked(marketplace=pack.id, pack=pack.version)])
        return next(one for one in self.packs_standing() if one.pack is pack)

    # --- inside -------------------------------------------------------------------------------------------

    def _take_changes(self, changed: Changed) -> None:
        self.process.note(changed)
        self._queue.note(changed)
        self._tell(News(ledger=changed))

    def _take_listings(self) -> None:
        self._queue.note_listings()
        self.process.note(Changed())

    def _all_sources(self) -> tuple[Source, ...]:
        with self._history.state() as ledger:
            return ledger.all_sources()

    def _of_marketplaces(self) -> tuple[Entry, ...]:
        """Return what is recorded about marketplaces, of the whole history. Waits for the disk."""
        self._history.whole()
        with self._history.state() as ledger:
            return ledger.of_marketplaces()

    def _record(self, events: Sequence[Event]) -> list[Record]:
        return self._history.record(self.person, events)

    def _use_checklists(self, checklists: Mapping[str, Checklist]) -> None:
        self.checklists = checklists

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners):
            listener(news)
