"""The mask screen: where the product is in a source photo, proposed, corrected and confirmed by a person.

Ten seconds, once a source: everything that is measured rests on it. A step waits for its computing in a
thread and the next key waits with it; what is confirmed is on the disk before the screen closes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from core.desk import Desk
from core.errors import VitrinaError
from core.evidence.editing import Box, Editing
from core.imaging.mask import mask_from_png
from core.model import Candidate, Source
from core.safe_name import safe_name
from core.viewing.geometry import Box as Area
from core.viewing.geometry import Dots
from core.viewing.viewport import Viewport, clamped, fit, zoomed
from tui.actions import MASK, bindings
from tui.i18n.catalogue import Catalogue
from tui.render.rendering import Rendering
from tui.screens.keys import KeysScreen
from tui.widgets.keys_line import KeysLine
from tui.widgets.line import Line
from tui.widgets.mask_canvas import MaskCanvas
from tui.widgets.message_line import MessageLine

logger = logging.getLogger(__name__)

_FAR = 8
"""Dots that a big step of the cursor takes."""


class MaskScreen(Screen[bool]):
    """Answers whether a mask was confirmed."""

    AUTO_FOCUS = ""
    CSS_PATH = "mask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MASK)]

    def __init__(
        self,
        desk: Desk,
        say: Catalogue,
        rendering: Rendering,
        source: Source,
        candidates: Sequence[Candidate],
    ) -> None:
        """`candidates` are those of the source: a proposal looks at them."""
        super().__init__()
        self._desk = desk
        self._say = say
        self._rendering = rendering
        self._source = source
        self._candidates = tuple(candidates)
        self._editing: Editing | None = None
        self._viewport: Viewport | None = None
        """None shows the whole photo."""
        self._cursor = (0.0, 0.0)
        """In the mask's pixels."""
        self._anchor: tuple[float, float] | None = None
        """The other corner of a box that is begun."""
        self._add = True
        self._about = ""
        """Where the mask comes from, in words."""
        self._busy = True

    @property
    def editing(self) -> Editing | None:
        """The mask as it is now; None until the photo is there."""
        return self._editing

    def compose(self) -> ComposeResult:
        """Yield the line of words, the photo and the foot."""
        yield Line(id="what")
        yield MaskCanvas(id="photo")
        with Vertical(id="foot"):
            yield Static(Text(self._say("mask-help")), id="help")
            yield MessageLine(id="message")
            yield KeysLine(self._say)

    def on_mount(self) -> None:
        """Fetch the photo and its mask."""
        self._describe()
        self.query_one(MaskCanvas).show(None, self._say("mask-looking"))
        self._open()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self._draw)

    # --- the mask -------------------------------------------------------------------------------------------

    @work(group="mask", exit_on_error=False)
    async def _open(self) -> None:
        try:
            image = await asyncio.to_thread(self._desk.pictures.picture, self._source)
        except VitrinaError as error:
            self._fail(self._say.error(error))
            return
        if image is None:
            self._fail(self._say("desk-file-gone"))
            return
        recorded = self._desk.evidence.mask_of(self._source)
        mask = mask_from_png(recorded.png) if recorded else None
        self._editing = await asyncio.to_thread(Editing.of, image, mask)
        self._cursor = self._editing.size[0] / 2, self._editing.size[1] / 2
        if recorded is not None and mask is not None:
            self._busy = False
            self._about = self._say(f"mask-about-{recorded.origin}", person=recorded.person)
            self._draw()
        else:
            self._draw()
            await self._propose()

    async def _propose(self) -> None:
        """Have the mask proposed, in another process."""
        if self._editing is None:
            return
        self._busy, self._about = True, self._say("mask-looking")
        self._describe()
        found = await asyncio.to_thread(self._desk.evidence.propose, self._source, self._candidates)
        self._busy = False
        mask = mask_from_png(found.png) if found else None
        if found is None or mask is None:
            self._about = self._say("mask-about-nothing")
        else:
            sure = round(100 * found.agreement)
            self._about = (
                self._say("mask-about-proposed", sure=sure) if sure else self._say("mask-about-rough")
            )
            self._editing = await asyncio.to_thread(self._editing.taken, mask)
        self._draw()

    async def action_accept(self) -> None:
        """Record the mask, and go back."""
        editing = self._editing
        if editing is None or self._busy:
            return
        self._tell(self._say("desk-saving"), good=True)
        try:
            await asyncio.to_thread(self._desk.evidence.confirm, self._source, editing.mask)
        except VitrinaError as error:
            self._tell(self._say.error(error), good=False)
            return
        self.dismiss(True)

    async def action_grow(self, steps: int) -> None:
        """Move the outline."""
        await self._step(lambda editing: editing.grown(steps))

    async def action_box(self) -> None:
        """Begin a box at the cursor, or take what it frames."""
        if self._anchor is None:
            self._anchor = self._cursor
            self._draw()
            return
        box, self._anchor = self._box(), None
        if box is not None:
            await self._step(lambda editing: editing.boxed(box, add=self._add))

    async def action_seed(self) -> None:
        """Take the region at the cursor."""
        x, y = round(self._cursor[0]), round(self._cursor[1])
        await self._step(lambda editing: editing.seeded(x, y, add=self._add))

    async def action_undo(self) -> None:
        """Take back the last step."""
        await self._step(lambda editing: editing.undone())

    async def action_redo(self) -> None:
        """Propose anew: what was drawn is a step back."""
        if not self._busy:
            await self._propose()

    def action_turn(self) -> None:
        """Switch between adding and taking away."""
        self._add = not self._add
        self._draw()

    def action_keys(self) -> None:
        """Show all keys."""
        self.app.push_screen(KeysScreen(self._say, list(self.active_bindings.values())))

    def action_close_view(self) -> None:
        """Drop a box that is begun; else go back without recording."""
        if self._anchor is not None:
            self._anchor = None
            self._draw()
        else:
            self.dismiss(False)

    # --- looking --------------------------------------------------------------------------------------------

    def action_move(self, right: int, down: int, big: bool) -> None:
        """Move the cursor by a dot, or by eight; the view follows it."""
        if self._editing is None:
            return
        dots = self._dots()
        across, along = dots.per_pixel
        zoom = self._shown(dots).zoom
        by = _FAR if big else 1
        width, height = self._editing.size
        x = self._cursor[0] + right * by / (zoom * across)
        y = self._cursor[1] + down * by / (zoom * along)
        self._cursor = min(max(x, 0.0), width - 1.0), min(max(y, 0.0), height - 1.0)
        seen = self._shown(dots).visible(dots)
        if self._viewport is not None and not seen.holds(*self._cursor):
            self._viewport = Viewport(*self._cursor, self._viewport.zoom)
        self._draw()

    def action_zoom(self, steps: int) -> None:
        """Look closer at the cursor, or from further away."""
        self._zoom(steps, self._cursor)

    def action_fit(self) -> None:
        """Show the whole photo."""
        self._viewport = None
        self._draw()

    @on(MaskCanvas.Wheel)
    def take_wheel(self, message: MaskCanvas.Wheel) -> None:
        """Zoom about the pointer."""
        self._zoom(message.steps, self._place(message.at))

    @on(MaskCanvas.Pressed)
    async def take_press(self, message: MaskCanvas.Pressed) -> None:
        """Take the region that was clicked."""
        self._cursor = self._place(message.at)
        await self.action_seed()

    @on(MaskCanvas.Framed)
    async def take_frame(self, message: MaskCanvas.Framed) -> None:
        """Draw the box, and take what it frames when it is done."""
        self._anchor, self._cursor = self._place(message.first), self._place(message.last)
        if message.done:
            await self.action_box()
        else:
            self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Switch off what needs a mask until there is one."""
        if action in ("accept", "grow", "box", "seed", "undo", "redo", "turn"):
            return self._editing is not None and not self._busy
        return True

    # --- inside ---------------------------------------------------------------------------------------------

    async def _step(self, step: Callable[[Editing], Editing]) -> None:
        if self._editing is None or self._busy:
            return
        self._busy = True
        self._describe()
        try:
            self._editing = await asyncio.to_thread(step, self._editing)
        except Exception:
            logger.exception("a step of the mask failed")
            self._tell(self._say("desk-unexpected"), good=False)
        finally:
            self._busy = False
        self._draw()

    def _zoom(self, steps: int, about: tuple[float, float]) -> None:
        if self._editing is None:
            return
        dots = self._dots()
        whole = Area(0, 0, *self._editing.size)
        after = zoomed(self._shown(dots), steps, whole, dots, about)
        self._viewport = None if after.zoom <= fit(whole, dots).zoom * (1 + 1e-6) else after
        self._draw()

    def _dots(self) -> Dots:
        size = self.query_one(MaskCanvas).size
        return Dots(size.width, size.height, *self._rendering.dots, self._rendering.ratio)

    def _shown(self, dots: Dots) -> Viewport:
        whole = Area(0, 0, *(self._editing.size if self._editing else (1, 1)))
        return fit(whole, dots) if self._viewport is None else clamped(self._viewport, whole, dots)

    def _place(self, at: tuple[float, float]) -> tuple[float, float]:
        """Return the place of the photo, in the mask's pixels, at shares of the canvas."""
        dots = self._dots()
        seen = self._shown(dots).visible(dots)
        width, height = self._editing.size if self._editing else (1, 1)
        x, y = seen.left + at[0] * seen.width, seen.top + at[1] * seen.height
        return min(max(x, 0.0), width - 1.0), min(max(y, 0.0), height - 1.0)

    def _box(self) -> Box | None:
        if self._anchor is None:
            return None
        (x, y), (right, bottom) = self._anchor, self._cursor
        left, top = round(min(x, right)), round(min(y, bottom))
        return left, top, round(abs(right - x)), round(abs(bottom - y))

    def _draw(self) -> None:
        self._describe()
        self.refresh_bindings()
        dots = self._dots()
        if self._editing is None or not (dots.width and dots.height):
            return
        pixels = self._editing.drawn(
            self._shown(dots), dots, cursor=self._cursor, box=self._box(), add=self._add
        )
        self.query_one(MaskCanvas).show(self._rendering.paint(pixels))

    def _describe(self) -> None:
        """Write the line above the photo: which, where the mask comes from, what a box or a seed will do."""
        name = safe_name(self._source.path.rpartition("/")[2], 40)
        line = Text.assemble((f"{self._say('mask-title')} ", "bold"), name, "  ")
        if self._editing is not None and not self._busy:
            share = round(100 * float(self._editing.mask.mean()))
            doing = "mask-adding" if self._add else "mask-removing"
            line.append(self._say(doing), "bold green" if self._add else "bold red")
            line.append(f"  {self._say('mask-share', percent=share)}  ")
        line.append(self._about, "dim")
        self.query_one("#what", Line).show(line)

    def _fail(self, why: str) -> None:
        self._busy = False
        self.query_one(MaskCanvas).show(None, why)

    def _tell(self, text: str, *, good: bool) -> None:
        self.query_one(MessageLine).tell(text, good=good)
