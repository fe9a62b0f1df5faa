"""Draws the comparing views in threads: pairs are aligned once, frames kept, the next pairs made ahead.

Two threads: one draws what is looked at, newest first; the other makes what will be looked at next and
fetches true pixels under the loupe, so that neither ever keeps a key waiting.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Protocol

import numpy as np
from PIL import Image

from checklists.phones import PhoneScreen, Shelf
from core.errors import VitrinaError
from core.imaging.cache import EDGE, PREVIEW_EDGE
from core.imaging.held import Held
from core.imaging.mask import mask_from_png
from core.model import Candidate, Source, View
from core.viewing.composite import cornered
from core.viewing.geometry import Box, Dots, Matrix, Pixels
from core.viewing.looking import Looking
from core.viewing.pair import Pair, difference, edges, onion_skin, sides, wipe
from core.viewing.phone import draw_phone
from core.viewing.sample import Layer, Picture
from core.viewing.viewport import Viewport
from tui.newest import Newest
from tui.render.frame import Frame
from tui.render.rendering import Rendering

logger = logging.getLogger(__name__)

_PAIRS = 3
"""Pairs kept aligned, with what is drawn of them: the one looked at, the next and the one before. Of photos
of 12 megapixels each takes 8 MiB as previews and 32 with working copies, which it gets when it is looked at
for a moment."""

_FRAME_BYTES = 32 * 1024 * 1024
"""Memory for finished views: a hundred of 120 by 60 cells, some four in pixels."""

_AROUND = 0.25
"""How much more than is in view is fetched in true pixels, as a share of it, so that a small step has it."""

Registered = Callable[[Source, Candidate], "Matrix | None"]
"""Returns the measured matrix from source to candidate, None where none was measured; from memory."""

Outlined = Callable[[Source, Candidate], bytes]
"""Returns the source's product as `core.imaging.mask` writes it, empty where nobody knows it; from memory."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A view of a pair that is to be drawn."""

    pair: tuple[str, str]
    """Hashes of source and candidate."""
    looking: Looking
    dots: Dots
    """Of each picture of the view."""
    moving: bool = False
    """Whether it may be drawn in fewer colours, because the next one is expected soon."""


@dataclass(frozen=True, eq=False, slots=True)
class Scene:
    """What a drawn view shows."""

    pair: Pair
    viewport: Viewport
    detail: float
    """Up to which zoom true pixels are shown, `Pair.detail`."""

    @property
    def zooms(self) -> tuple[float, float]:
        """How large the source's and the candidate's true pixels are; 1.0 is 100 %."""
        return self.pair.zooms(self.viewport)


@dataclass(frozen=True, eq=False, slots=True)
class Drawn:
    """A view that is ready, or why it is not."""

    shot: Shot
    frames: tuple[Frame, ...] = ()
    """Source and candidate for two up and blink, else one. Empty where there is nothing to see."""
    scene: Scene | None = None
    """None where there is nothing to see."""
    error: VitrinaError | None = None
    """Why there is nothing; None then means that a file is gone."""


@dataclass(frozen=True, slots=True)
class PhoneShot:
    """A phone that is to be drawn."""

    candidate: str
    """Its hash."""
    shelf: str
    """Id of the marketplace."""
    dots: Dots
    dark: bool


@dataclass(frozen=True, eq=False, slots=True)
class DrawnPhone:
    """A phone that is ready."""

    shot: PhoneShot
    frame: Frame


class HasPictures(Protocol):
    """Gives the pictures that views are drawn from, as `core.pictures.Pictures` does."""

    def picture(self, shown: Candidate | Source) -> Image.Image | None:
        """Return a working copy, sRGB; None where there is none any more. Raises NotAnImage."""

    def preview(self, shown: Candidate | Source, *, least_edge: int) -> Image.Image | None:
        """Return the smallest copy at hand of `least_edge` pixels, or the working copy; as `picture`."""

    def region(self, shown: Candidate | Source, box: tuple[int, int, int, int]) -> Image.Image | None:
        """Return the true pixels of a part; None where there is none any more. Raises NotAnImage."""

    def close_up(self, hashes: Collection[str]) -> None:
        """Hold all pixels of these pictures alone, as far as `region` has asked for them."""


class ViewMaker:
    """Makes views. `on_drawn` is called in its threads for each one that is ready."""

    def __init__(
        self,
        pictures: HasPictures,
        rendering: Rendering,
        on_drawn: Callable[[Drawn | DrawnPhone], None],
        registered: Registered = lambda source, candidate: None,  # noqa: ARG005 nothing has measured it
        outlined: Outlined = lambda source, candidate: b"",  # noqa: ARG005 nobody knows it
    ) -> None:
        self.rendering = rendering
        self._pictures = pictures
        self._on_drawn = on_drawn
        self._registered = registered
        self._outlined = outlined
        self._now = Newest("views")
        self._soon = Newest("views-ahead")
        self._sharp = Newest("views-sharp")
        self._phoning = ThreadPoolExecutor(1, thread_name_prefix="phones")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="views-read")
        self._pairs: Held[tuple[str, str], Pair] = Held(_PAIRS)
        self._bases: dict[tuple[str, str], bytes] = {}
        """What was known of each of these pairs when it was aligned."""
        self._drawn: Held[Shot, Drawn] = Held(_FRAME_BYTES)
        self._dialled: set[PhoneShot] = set()
        """Phones that are being drawn."""
        self._phones: Held[PhoneShot, DrawnPhone] = Held(_FRAME_BYTES)

    def close(self) -> None:
        """End the threads; what is under way is finished."""
        for thread in (self._now, self._soon, self._sharp):
            thread.close()
        for pool in (self._phoning, self._reading):
            pool.shutdown(wait=False, cancel_futures=True)

    def pair(self, source: Source, candidate: Candidate) -> Pair | None:
        """Return a pair that is aligned already, at once."""
        return self._pairs.get((source.sha256, candidate.sha256))

    def renew(self, source: Source, candidate: Candidate) -> bool:
        """Let go of a pair that more is known of than when it was aligned; tell whether that was so."""
        key = (source.sha256, candidate.sha256)
        if key not in self._pairs or self._basis(source, candidate) == self._bases.get(key):
            return False
        self._pairs.keep(lambda held: held != key)
        self._drawn.keep(lambda shot: shot.pair != key)
        return True

    def turn_to(self, source: Source, candidate: Candidate) -> None:
        """Let go of the true pixels of other pairs, and of the wish for them."""
        self._sharp.ask(lambda: self._pictures.close_up((source.sha256, candidate.sha256)))

    def want(self, source: Source, candidate: Candidate, shot: Shot) -> Drawn | None:
        """Return a view that is ready, or None and have it drawn next."""
        drawn = self._drawn.get(shot)
        if drawn is None:
            self._now.ask(lambda: self._on_drawn(self._draw(source, candidate, shot)))
        return drawn

    def open(self, source: Source, candidate: Candidate, then: Callable[[Pair | None], Shot]) -> None:
        """Align a pair and draw what `then`, called in a thread, makes of it."""

        def job() -> None:
            try:
                shot = then(self._aligned(source, candidate))
            except VitrinaError:
                shot = then(None)
            self._on_drawn(self._drawn.get(shot) or self._draw(source, candidate, shot))

        self._now.ask(job)

    def ahead(
        self, pairs: Sequence[tuple[Source, Candidate]], shot_of: Callable[[Source, Candidate, Pair], Shot]
    ) -> None:
        """Have the views of other pairs made while nothing else is wanted; the newest wish replaces it."""

        def job() -> None:
            for source, candidate in pairs:
                try:
                    pair = self._aligned(source, candidate)
                except VitrinaError:
                    continue  # said when it is looked at
                if pair is not None:
                    shot = shot_of(source, candidate, pair)
                    if self._drawn.get(shot) is None:
                        self._draw(source, candidate, shot)

        self._soon.ask(job)

    def foresee(self, source: Source, candidate: Candidate, shots: Sequence[Shot]) -> None:
        """Have views of a pair made that may be wanted next, the likeliest first, as `ahead` does."""

        def job() -> None:
            for shot in shots:
                if self._soon.overtaken:
                    return
                if self._drawn.get(shot) is None:
                    self._draw(source, candidate, shot)

        self._soon.ask(job)

    def sharpen(self, source: Source, candidate: Candidate, drawn: Drawn, wanted: float) -> None:
        """Have working copies of a pair that was drawn from previews, and the true pixels it lacks.

        `wanted` is the zoom up to which true pixels should be shown. The view is drawn again where it
        gains by it.
        """

        def job() -> None:
            scene = drawn.scene
            if scene is None:
                return
            held = self._pairs.get(drawn.shot.pair) or scene.pair
            try:
                pair = self._filled(held, source, candidate)
                if pair is not held:
                    self._hold(drawn.shot.pair, pair)
                if scene.detail >= wanted:
                    return
                moved = pair.nudged(drawn.shot.looking.offset)
                if moved.detail(scene.viewport, drawn.shot.dots) < wanted:
                    seen = scene.viewport.visible(drawn.shot.dots)
                    pair = replace(
                        pair,
                        source=self._sharper(pair.source, source, seen),
                        candidate=self._sharper(
                            pair.candidate, candidate, seen.through(moved.alignment.to_candidate)
                        ),
                    )
                    self._hold(drawn.shot.pair, pair)
            except VitrinaError:
                return  # the file has changed: the desk says so where it matters
            self._on_drawn(self._draw(source, candidate, drawn.shot))

        self._sharp.ask(job)

    def want_phone(
        self,
        candidate: Candidate,
        neighbours: Sequence[Candidate],
        shelf: Shelf,
        screen: PhoneScreen,
        shot: PhoneShot,
    ) -> DrawnPhone | None:
        """Return a phone that is ready, or None and have it drawn: first alone, then with its neighbours."""
        drawn = self._phones.get(shot)
        if drawn is not None or shot in self._dialled:
            return drawn
        self._dialled.add(shot)

        def job() -> None:
            own = self._picture(candidate)
            for cards in ([own], [own, *(self._picture(one) for one in neighbours)]):
                pixels = draw_phone(shelf, screen, cards, shot.dots, dark=shot.dark)
                done = DrawnPhone(shot, self.rendering.paint(pixels).ready())
                if len(cards) > 1 or not neighbours:
                    self._phones.put(shot, done, done.frame.bytes)
                self._on_drawn(done)
            self._dialled.discard(shot)

        self._phoning.submit(job)  # each phone of a row has its turn
        return None

    def _picture(self, shown: Candidate) -> Image.Image | None:
        try:
            return self._preview(shown)
        except VitrinaError:
            return None  # a card without a picture; the desk says why where it is reviewed

    def _aligned(self, source: Source, candidate: Candidate) -> Pair | None:
        key = (source.sha256, candidate.sha256)
        known = self._pairs.get(key)
        if known is not None:
            return known
        try:
            coming = self._reading.submit(self._preview, source)  # decoded beside the candidate
        except RuntimeError:  # closed meanwhile
            return None
        image = self._preview(candidate)
        original = coming.result()
        if image is None or original is None:
            return None
        basis = self._basis(source, candidate)
        pair = Pair.of(
            Picture.of(original, source.width, source.height),
            Picture.of(image, candidate.width, candidate.height),
            self._registered(source, candidate),
            mask_from_png(self._outlined(source, candidate)),
        )
        self._bases = {held: known for held, known in self._bases.items() if held in self._pairs}
        self._bases[key] = basis
        self._hold(key, pair)
        return pair

    def _preview(self, shown: Source | Candidate) -> Image.Image | None:
        """Return what a pair is drawn from until it is looked at for a moment."""
        return self._pictures.preview(shown, least_edge=PREVIEW_EDGE)

    def _filled(self, pair: Pair, source: Source, candidate: Candidate) -> Pair:
        """Return the pair with working copies in place of previews."""
        first = self._full(pair.source, source)
        second = self._full(pair.candidate, candidate)
        if first is pair.source and second is pair.candidate:
            return pair
        return replace(pair, source=first, candidate=second)

    def _full(self, picture: Picture, shown: Source | Candidate) -> Picture:
        if max(picture.whole.image.size) >= min(EDGE, max(picture.width, picture.height)):
            return picture
        image = self._pictures.picture(shown)
        return picture if image is None else Picture.of(image, shown.width, shown.height)

    def _basis(self, source: Source, candidate: Candidate) -> bytes:
        matrix = self._registered(source, candidate)
        return (b"" if matrix is None else matrix.tobytes()) + self._outlined(source, candidate)

    def _hold(self, key: tuple[str, str], pair: Pair) -> None:
        """Keep a pair, and let what is drawn of others go with them: it has hold of their pictures."""
        self._pairs.put(key, pair, 1)
        self._drawn.keep(lambda shot: shot.pair in self._pairs)

    def _draw(self, source: Source, candidate: Candidate, shot: Shot) -> Drawn:
        try:
            pair = self._aligned(source, candidate)
        except VitrinaError as error:
            return Drawn(shot, error=error)
        if pair is None:
            return Drawn(shot)
        rendering = self.rendering.while_moving if shot.moving else self.rendering
        viewport = shot.looking.viewport_of(pair, shot.dots)
        moved = pair.nudged(shot.looking.offset)
        drawn = Drawn(
            shot,
            frames=tuple(frame.ready() for frame in frames_of(moved, viewport, shot, rendering)),
            scene=Scene(pair, viewport, moved.detail(viewport, shot.dots)),
        )
        self._drawn.put(shot, drawn, sum(frame.bytes for frame in drawn.frames))
        return drawn

    def _sharper(self, picture: Picture, shown: Source | Candidate, seen: Box) -> Picture:
        if picture.whole.scale >= 1:
            return picture
        margin_x, margin_y = seen.width * _AROUND, seen.height * _AROUND
        box = (
            max(0, floor(seen.left - margin_x)),
            max(0, floor(seen.top - margin_y)),
            min(picture.width, ceil(seen.right + margin_x)),
            min(picture.height, ceil(seen.bottom + margin_y)),
        )
        if box[2] <= box[0] or box[3] <= box[1]:
            return picture
        part = self._pictures.region(shown, box)
        return picture if part is None else picture.sharper(Layer(part, Box(*box)))


def frames_of(pair: Pair, viewport: Viewport, shot: Shot, rendering: Rendering) -> tuple[Frame, ...]:
    """Return the frames of a view: two where it shows source and candidate apart, else one."""
    looking, dots = shot.looking, shot.dots

    def marked(pixels: Pixels) -> Pixels:
        if looking.mark is None:
            return pixels
        box = looking.mark.through(np.linalg.inv(viewport.to_source(dots)).astype(np.float64))
        return cornered(pixels, box, broken=looking.weak)

    pixels: Pixels
    match looking.view:
        case View.WIPE:
            pixels = wipe(pair, viewport, dots, looking.seam)
        case View.ONION:
            pixels = onion_skin(pair, viewport, dots, looking.share)
        case View.DIFFERENCE:
            pixels = difference(pair, viewport, dots, looking.heat)
        case View.EDGES:
            pixels = edges(pair, viewport, dots, looking.ground)
        case _:
            fine = looking.mark is None  # a frame of half a dot would hardly be seen
            grid = replace(dots, finer=rendering.finer) if fine else dots
            first, second = sides(pair, viewport, grid)
            return rendering.paint_pair(marked(first), marked(second), fine=fine)
    return (rendering.paint(marked(pixels)),)
