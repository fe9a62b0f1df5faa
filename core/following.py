"""Following at the desk: what other sessions append, and who else is here; what `Desk.following` is.

One thread does all of it, so that whoever looks at the desk never waits for the disk.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from core.errors import VitrinaError
from core.news import Listener, News
from core.presence import OtherSession, Presence

FOLLOW_SECONDS = 0.2
"""How often the store files are looked at for what other sessions appended."""

_AFTER_FAILURE = 2.0

logger = logging.getLogger(__name__)


class Following:
    """Follows from `start` on until `close`."""

    def __init__(
        self,
        presence: Presence,
        *,
        person: Callable[[], str],
        refresh: Callable[[], None],
        watch: Callable[[], None],
        tell: Listener,
    ) -> None:
        """`refresh` takes up what is new and may wait; `watch` is called after each and begins once."""
        self._presence = presence
        self._person = person
        self._refresh = refresh
        self._watch = watch
        self._tell = tell
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._others: tuple[OtherSession, ...] = ()
        self._claimed = ""

    def start(self) -> None:
        """Begin to follow. Returns at once."""
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing more. Returns at once."""
        self._stopping.set()

    def close(self) -> None:
        """Stop, wait for what is under way, two seconds at most, and be seen here no more."""
        self.stop()
        if self._thread is not None:
            self._thread.join(2.0)
        self._presence.leave()

    def others(self) -> tuple[OtherSession, ...]:
        """Return who else has this workspace open on this machine, as last seen."""
        return self._others

    def claim(self, sha256: str) -> None:
        """Let other sessions see that this candidate is open here; empty: none is. Returns at once."""
        self._claimed = sha256

    def _follow(self) -> None:
        wait = 0.0
        while not self._stopping.wait(wait):
            wait = FOLLOW_SECONDS
            try:
                self._refresh()
                if self._stopping.is_set():  # closed while the disk was waited for
                    break
                self._watch()
                self._presence.beat(self._person(), self._claimed)
                others = self._presence.others()
            except VitrinaError as error:
                self._tell(News(failure=error))
                self._stopping.wait(_AFTER_FAILURE)
                continue
            except Exception:
                # a dead follower would be a desk that silently shows old decisions
                logger.exception("following other sessions failed, going on")
                self._stopping.wait(_AFTER_FAILURE)
                continue
            if others != self._others:
                self._others = others
                self._tell(News(sessions=True))
