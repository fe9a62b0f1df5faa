"""Taking in at the desk: files that have come to rest and listings that changed; what `Desk.taking_in` is.

Sources and candidates become events, matched by what is listed; what could not be matched is tried again
whenever a SKU becomes known.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.config import Intake
from core.errors import ListingUnreadable, NotAnImage, VitrinaError
from core.events import Event
from core.evidence.desk import DeskEvidence
from core.history import History, Recording
from core.imaging.inspect import Incomplete, Inspected
from core.intake.arrivals import Arrivals
from core.intake.hotfolder import HotFolder, HotFolderStatus
from core.intake.listings_file import ListingsFile
from core.intake.scan import ScanReport, scan_once
from core.intake.settle import Outcome
from core.news import Listener, News
from core.pictures import Pictures
from core.planting import Planting
from core.workspace import Workspace


class TakingIn:
    """Safe to use from several threads."""

    def __init__(
        self,
        workspace: Workspace,
        record: Recording,
        history: History,
        *,
        arrivals: Arrivals,
        listings: ListingsFile,
        planting: Planting,
        evidence: DeskEvidence,
        pictures: Pictures,
        tell: Listener,
        on_listings: Callable[[], None],
        intake: Intake,
    ) -> None:
        """`on_listings` is called when other listings are in use, before that is told."""
        self._folders = (workspace.sources, workspace.incoming)
        self._record = record
        self._history = history
        self._arrivals = arrivals
        self._listings = listings
        self._planting = planting
        self._evidence = evidence
        self._pictures = pictures
        self._tell = tell
        self._on_listings = on_listings
        self._intake = intake
        self._hot_folder: HotFolder | None = None

    def watch(self) -> None:
        """Begin to take in what comes to rest in the watched folders, where that has not begun."""
        if self._hot_folder is not None:
            return
        hot_folder = HotFolder(
            self._folders,
            on_ready=self.take_in,
            on_change=lambda: self._tell(News(hot_folder=True)),
            mode=self._intake.watch,
            scan_seconds=self._intake.scan_seconds,
        )
        hot_folder.start()
        self._hot_folder = hot_folder

    def hot_folder(self) -> HotFolderStatus | None:
        """Return how the watching goes; None when it was not started."""
        return self._hot_folder.status() if self._hot_folder else None

    def close(self) -> None:
        """End the watching."""
        if self._hot_folder is not None:
            self._hot_folder.stop()

    def take_in(self, path: Path) -> Outcome:
        """Inspect a file that has come to rest and record what it is. Waits for the disk.

        Raises NotSaved.
        """
        try:
            found = self._arrivals.look(path)
        except Incomplete:
            return "incomplete"
        if isinstance(found, Inspected) and self._planting.holds(found.facts.sha256):
            found = NotAnImage("planted")
        sidecar = self._arrivals.sidecar_of(path)
        facts = found.facts if isinstance(found, Inspected) else found
        with self._history.state() as ledger:
            event = self._arrivals.event_for(path, facts, sidecar, ledger)
        if event is not None:
            self._record_arrival(event)
        if not isinstance(found, Inspected):
            return "refused"
        self._pictures.keep_preview(found)  # behind what waits for the row
        return "ready"

    def scan(self) -> ScanReport:
        """Take in what lies in the watched folders now, once, without watching. Waits for the disk.

        Raises NotSaved.
        """
        self._history.whole()
        # Sources first: a candidate is matched against the SKUs that are known by then.
        report = scan_once(self._folders, self.take_in)
        self.rematch()
        with self._history.state() as ledger:
            sources = ledger.all_sources()
        for source in sources:
            self._evidence.take_over(source)
        return report

    def reread_listings(self) -> bool:
        """Take up listings that have changed and tell whether they have; broken ones leave the old in use.

        Waits for the disk.
        """
        try:
            if not self._listings.read_changed():
                return False
        except ListingUnreadable as error:
            self._tell(News(failure=error))
            return False
        self._on_listings()
        self._arrivals.use_listings(self._listings.now.rows)
        self._tell(News(listings=True))
        return True

    def rematch(self) -> None:
        """Match anew what lies in the tray, after a SKU became known. Waits for the disk. Raises NotSaved."""
        with self._history.state() as ledger:
            unmatched = self._arrivals.unmatched(ledger)
        sidecars = {path: self._arrivals.sidecar_of(path) for path in unmatched.values()}
        with self._history.state() as ledger:
            events = self._arrivals.rematch(unmatched, sidecars, ledger)
        if events:
            self._record(events)

    def _record_arrival(self, event: Event) -> None:
        try:
            self._record([event])
            self._evidence.retry()
            if event.KIND == "source-arrived":
                self.rematch()
        except VitrinaError as error:
            self._tell(News(failure=error))
            raise
