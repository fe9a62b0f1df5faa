"""A pair being looked at on the large-screen page: from the desk's row to what the desk records.

Whoever shows it (the desk's screen, the command) asks it for its status, lets it `keep` what counts, and
closes it. Everything here that waits for the disk says so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Literal

from core.desk import Desk
from core.model import Answer, Draft, LargeScreen
from core.queue import QueueRow
from tui.i18n.catalogue import Catalogue
from tui.page.access import Access
from tui.page.app import TOKEN, make_app
from tui.page.build import build_page
from tui.page.gather import gather
from tui.page.server import LOOPBACK, Server, bind
from tui.page.watch import Status, Watch

IDLE_SECONDS = 15 * 60.0
"""A page that nobody looks at for so long is no longer served."""

_MORE_SECONDS = 1.0
"""A look that went on for so much longer is recorded once more when the page closes."""

Over = Literal["decided", "source-replaced", "idle"]


class Serving:
    """One pair, served until `close`. Making it waits for the disk. Without `port` it is the settings'.

    Raises NothingToCompare, PictureGone, NotAnImage, PortTaken.
    """

    def __init__(
        self,
        desk: Desk,
        row: QueueRow,
        say: Catalogue,
        *,
        draft: Draft | None = None,
        port: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = desk
        self._row = row
        self._clock = clock
        self._keeping = threading.Lock()
        self._kept: LargeScreen | None = None
        needed = desk.config.review.large_screen_seconds
        pair = gather(desk, row, say, answers_of(row, draft))
        page = build_page(pair, say, served=True, needed_seconds=needed)
        sock = bind(desk.config.review.large_screen_port if port is None else port)
        self.port = int(sock.getsockname()[1])
        self._access = Access()
        self._watch = Watch(pair.candidate_sha256, pair.source_sha256, needed, clock())
        self._pair = (pair.candidate_sha256, pair.source_sha256)
        app = make_app(page, self._watch, self._access, say, cookie=f"vitrina-{self.port}", clock=clock)
        self._server = Server(app, sock)

    def new_address(self) -> str:
        """Return an address that opens the page once; the one before, and who used it, are shut out."""
        return f"http://{LOOPBACK}:{self.port}/?{TOKEN}={self._access.issue()}"

    @property
    def unused(self) -> bool:
        """Whether the newest address was not opened yet."""
        return self._access.unused

    def status(self) -> Status:
        """Return how far the look is."""
        return self._watch.status()

    def over(self, now: QueueRow) -> Over | None:
        """Tell why there is nothing more to look at, given the row as it is now; None: go on."""
        before, after = self._row.candidate, now.candidate
        if before is None or after is None or before.heads != after.heads:
            return "decided"
        if now.source is None or now.source.sha256 != self._pair[1]:
            return "source-replaced"
        return "idle" if self._watch.quiet_since(self._clock()) > IDLE_SECONDS else None

    def keep(self, *, final: bool = False) -> bool:
        """Record the look once it counts; at the end once more when it went on. Waits for the disk.

        Returns whether something was recorded. Raises NotSaved; nothing is lost then, call it again.
        """
        with self._keeping:
            seen = self._watch.seen()
            if seen is None:
                return False
            if self._kept and not (final and self._went_on(self._kept, seen)):
                return False
            self._desk.deciding.saw_large_screen(*self._pair, seen)
            self._kept = seen
            return True

    @staticmethod
    def _went_on(before: LargeScreen, now: LargeScreen) -> bool:
        return now.seconds >= before.seconds + _MORE_SECONDS or now.zoom > before.zoom

    @property
    def kept(self) -> LargeScreen | None:
        """The look as it was last recorded; None: it was not."""
        return self._kept

    def close(self) -> None:
        """Stop serving and free the port. Waits some seconds at most; may be called again."""
        self._server.close()


def answers_of(row: QueueRow, draft: Draft | None) -> dict[str, Answer]:
    """Return the answers of the review in progress, else of the last decision that stands."""
    if draft is not None and draft.answers:
        return dict(draft.answers)
    heads = row.candidate.heads if row.candidate else ()
    return dict(heads[-1].answers) if heads else {}
