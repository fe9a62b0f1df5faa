"""Frames made ahead: decoding and painting in threads, finished frames in a small cache.

A frame is known by its picture's hash and the cells it was made for. Wishes that were left behind are dropped
before the next ones are made, so that a hand that moves on never waits for them. On a slow line a picture
comes in few colours first; when no other has been asked for during a moment it comes in all of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock, Timer

from textual.geometry import Size

from core.errors import VitrinaError
from core.model import Candidate, Source
from core.pictures import Pictures
from core.viewing.geometry import Pixels
from tui.render.fitting import fitted_cells, samples_in, samples_of
from tui.render.frame import Frame
from tui.render.mode import Mode
from tui.render.overlay import BARE, Overlay, overlaid
from tui.render.rendering import Rendering
from tui.yielding import yielding

_KEPT_BYTES = 24 * 1024 * 1024
"""Memory for finished frames: a hundred of 60 by 50 cells, some three in pixels."""

_REST_SECONDS = 0.4
"""How long nothing new is asked for until the keys count as at rest: twice a slow keyboard's repeat."""

_THREADS = 3
"""One of them may wait for its turn at a decoder that takes much memory; two go on meanwhile."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A frame that somebody wants."""

    sha256: str
    """Of the picture, source or candidate."""
    columns: int
    rows: int
    overlay: Overlay = BARE


@dataclass(frozen=True, slots=True)
class Made:
    """A frame, or why there is none."""

    frame: Frame | None
    error: VitrinaError | None = None
    coarse: Frame | None = None
    """The same in few colours, on a slow line only."""


class FrameMaker:
    """Makes frames in threads and keeps the latest. `on_made` is called in those threads."""

    def __init__(self, pictures: Pictures, rendering: Rendering, on_made: Callable[[Wanted], None]) -> None:
        self.rendering = rendering
        self._pictures = pictures
        self._on_made = on_made
        self._pool = ThreadPoolExecutor(_THREADS, "frames", yielding)
        self._made: OrderedDict[Wanted, Made] = OrderedDict()
        self._running: dict[Wanted, Future[None]] = {}
        self._asked: set[Wanted] = set()
        """What is on the screen: asked for since the wishes were last dropped."""
        self._rested: set[Wanted] = set()
        """What was on the screen when the keys last rested: it has all its colours."""
        self._rest: Timer | None = None
        self._lock = Lock()

    def want(
        self,
        shown: Candidate | Source,
        cells: Size,
        *,
        ahead: bool = False,
        overlay: Overlay = BARE,
    ) -> Made | None:
        """Return the frame of a picture for so many cells, or None and have it made.

        `ahead` is for pictures that are likely to be shown next.
        """
        wanted = Wanted(shown.sha256, cells.width, cells.height, overlay)
        with self._lock:
            made = self._made.get(wanted)
            if made is not None:
                self._made.move_to_end(wanted)
            elif wanted not in self._running:
                self._running[wanted] = self._pool.submit(self._make, shown, wanted)
            if self.rendering.slow and not ahead:
                self._asked.add(wanted)
                if wanted not in self._rested:
                    self._rest_later()
                    return Made(made.coarse or made.frame, made.error) if made else None
            return made

    def _rest_later(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = Timer(_REST_SECONDS, self._sharpen)
        self._rest.daemon = True
        self._rest.start()

    def _sharpen(self) -> None:
        """Give what is on the screen all its colours."""
        with self._lock:
            self._rested = set(self._asked)
            made = [wanted for wanted in self._rested if wanted in self._made]
        for wanted in made:
            self._on_made(wanted)

    def drop_waiting(self) -> None:
        """Forget wishes that no thread has taken up yet, and what could not be made."""
        with self._lock:
            self._asked.clear()
            for wanted, future in list(self._running.items()):
                if future.cancel():
                    del self._running[wanted]
            for wanted in [known for known, made in self._made.items() if made.frame is None]:
                del self._made[wanted]  # the file may have come back

    def close(self) -> None:
        """End the threads; the frame under way is finished."""
        if self._rest is not None:
            self._rest.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _make(self, shown: Candidate | Source, wanted: Wanted) -> None:
        made = Made(None)
        try:
            made = self._painted(shown, wanted)
        except VitrinaError as error:
            made = Made(None, error)
        finally:
            with self._lock:
                self._running.pop(wanted, None)
                self._made[wanted] = made
                while len(self._made) > 1 and self._kept_bytes() > _KEPT_BYTES:
                    self._made.popitem(last=False)
        self._on_made(wanted)

    def _kept_bytes(self) -> int:
        frames = [frame for made in self._made.values() for frame in (made.frame, made.coarse) if frame]
        return sum(frame.bytes for frame in frames)

    def _painted(self, shown: Candidate | Source, wanted: Wanted) -> Made:
        columns, rows = fitted_cells(
            shown.width, shown.height, wanted.columns, wanted.rows, self.rendering.ratio
        )
        if not columns:
            return Made(None)
        image = self._pictures.preview(shown, least_edge=max(samples_in(columns, rows, self.rendering)))
        if image is None:
            return Made(None)

        def covered(samples: Pixels) -> Pixels:
            return overlaid(samples, wanted.overlay, shown.width, shown.height)

        coarse = None
        if self.rendering.slow:
            few = replace(self.rendering.while_moving, mode=Mode.HALF)
            coarse = few.paint(covered(samples_of(image, columns, rows, few)), fine=True).ready()
        fine = self.rendering.paint(
            covered(samples_of(image, columns, rows, self.rendering)), fine=True
        ).ready()
        return Made(fine, coarse=coarse)
