"""Looking at a pair: two up, blink, wipe, onion, difference, edges, through one viewport.

Keys change what is asked for at once and in order; the pictures follow as they are drawn. A step that needs
the pair's alignment waits for it and is not lost. What is drawn of another pair is never left standing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.geometry import Offset

from core.errors import NotAnImage
from core.model import Candidate, Source, View
from core.queue import QueueRow
from core.viewing.blink import Blink
from core.viewing.difference import THRESHOLD
from core.viewing.finding import Finding, Findings
from core.viewing.geometry import Dots
from core.viewing.looking import Looking
from core.viewing.pair import Pair
from tui.desk.walk import walked
from tui.i18n.catalogue import Catalogue
from tui.render.fitting import fitted_cells, placeholder
from tui.render.mode import Depth
from tui.session import Seen
from tui.view_maker import Drawn, Shot, ViewMaker
from tui.widgets.stage import Stage

Step = Callable[[Looking, Pair, Dots], Looking]
"""What a key does to the way a pair is looked at."""

_TRUE = 1 - 1e-6


class PairViews:
    """Draws one pair at a time on the stage, and says what of it is seen."""

    def __init__(
        self,
        stage: Stage,
        maker: ViewMaker,
        say: Catalogue,
        findings: Findings,
        see: Callable[[Seen | None], None],
    ) -> None:
        self.looking = Looking()
        self.blink = Blink()
        self._stage = stage
        self._maker = maker
        self._say = say
        self.findings = findings
        self._see = see
        self._both: tuple[Source, Candidate] | None = None
        self._pair: Pair | None = None
        self._carry: Pair | None = None
        """The pair that the viewport is from, until it is carried over to the one shown."""
        self._steps: list[Step] = []
        """What waits for the pair to be aligned."""
        self._next: tuple[Step, ...] = ()
        """What a hand may do next, the likeliest first: what it did last once more."""
        self._drawn: Drawn | None = None
        self._finding: int | None = None
        self.left = "caption-source"
        """Catalogue id of what the first picture is."""
        self.failure = ""
        """Why nothing is drawn, in words; empty while all is well."""

    def lay(self) -> bool:
        """Give the view its tiles; tell whether that moves anything."""
        return self._stage.lay(2 if self.looking.view is View.TWO_UP else 1)

    def show(self, row: QueueRow | None) -> None:
        """Draw a row's pair as it is to be looked at now."""
        source, candidate = (row.source, row.candidate) if row else (None, None)
        if source is None or candidate is None:
            self._both = self._drawn = None
            self._see(None)
            note = self._say("desk-no-source" if candidate else "desk-empty")
            for tile in self._stage.tiles:
                tile.show(None, "", note)
            return
        if self._key(source, candidate) != (self._both and self._key(*self._both)):
            self._carry = self._pair or self._carry
            self._pair, self._drawn, self._finding = None, None, None
            self._both = (source, candidate)
            self._see(None)
            self.blink = Blink(speed=self.blink.speed, automatic=self.blink.automatic)
            self._maker.renew(source, candidate)
            self._maker.turn_to(source, candidate)
        self.ask()

    def measured(self) -> None:
        """Draw the pair as it is aligned now, if more is known of it than when it was drawn."""
        if self._both is not None and self._maker.renew(*self._both):
            self._pair, self.looking = None, self.looking.realigned()
            self.ask()

    def step(self, step: Step, beside: Sequence[Step] = ()) -> None:
        """Change how the pair is looked at, now or, in order, as soon as it is aligned.

        `beside` is what may be done after it, next to the same once more.
        """
        self._steps.append(step)
        self._next = (step, *beside)
        self.ask(moving=True)

    def make_next(self) -> None:
        """Have made what the next steps may lead to."""
        drawn, both, pair = self._drawn, self._both, self._pair
        if drawn is None or both is None or pair is None or not self._current:
            return
        coming = [step(self.looking, pair, drawn.shot.dots) for step in self._next]
        self._maker.foresee(*both, [replace(drawn.shot, looking=one) for one in coming])

    def ask(self, *, moving: bool = False) -> None:
        """Have drawn what is to be seen now."""
        dots = self._stage.dots(self._maker.rendering)
        if self._both is None or not (dots.width and dots.height):
            return
        moving = moving and self._maker.rendering.slow
        self._pair = self._maker.pair(*self._both) or self._pair
        if self._pair is None:
            self._open(*self._both, dots)
            return
        self._settle(self._pair, dots)
        drawn = self._maker.want(*self._both, Shot(self._key(*self._both), self.looking, dots, moving))
        if drawn is not None:
            self._paint(drawn)
        elif self._drawn is None:
            self._coming(self._both[1], dots)

    def take(self, drawn: Drawn) -> None:
        """Draw what is ready, if it is of the pair, the view and the size that are shown."""
        if self._both is None or drawn.shot.pair != self._key(*self._both):
            return
        if drawn.shot.dots != self._stage.dots(self._maker.rendering):
            self.ask()
            return
        if self._pair is None and drawn.scene is not None:
            self._pair = drawn.scene.pair
            self._settle(self._pair, drawn.shot.dots)
            if drawn.shot.looking != self.looking:
                self.ask()
        overtaken = drawn.shot.looking != self.looking and self._current
        if drawn.shot.looking.view is self.looking.view and not overtaken:
            self._pair = drawn.scene.pair if drawn.scene else self._pair
            self._paint(drawn)

    def rest(self, following: Sequence[QueueRow]) -> None:
        """While no key is pressed: draw in all colours, fetch true pixels, make the next pairs."""
        drawn, both = self._drawn, self._both
        if drawn is None or both is None or drawn.scene is None:
            return
        if drawn.shot.moving:
            self.ask()
            return
        self._maker.sharpen(*both, drawn, min(1.0, *drawn.scene.zooms) * _TRUE)
        pairs = [(row.source, row.candidate) for row in following if row.source and row.candidate]
        before, shot = drawn.scene.pair, drawn.shot

        def shot_of(source: Source, candidate: Candidate, pair: Pair) -> Shot:
            return replace(
                shot, pair=self._key(source, candidate), looking=shot.looking.carried(before, pair)
            )

        self._maker.ahead(pairs, shot_of)

    # --- what keys and mouse do -----------------------------------------------------------------------------

    def go_to_finding(self, by: int) -> str:
        """Go to the next or the previous finding and return what it is, in words."""
        found = self.findings(*self._both) if self._both else ()
        if not found:
            return self._say("views-not-measured" if found is None else "views-no-finding")
        self._finding = walked(self._finding, by, len(found))
        one: Finding = found[self._finding]
        self.step(lambda looking, pair, dots: looking.onto(one.box, pair, dots, weak=not one.sure))
        says = self._say.say(one.says)
        words = self._say("views-finding", number=self._finding + 1, count=len(found), what=says)
        return words if one.sure else f"{words}  {self._say('evidence-weak')}"

    def press_blink(self, now: float) -> None:
        """Turn to the other picture, as `Blink` understands the press."""
        self.blink = self.blink.pressed(now)
        self._turn()

    def tick_blink(self, now: float) -> None:
        """Turn to the other picture when it is time."""
        before, self.blink = self.blink, self.blink.ticked(now)
        if self.blink.other != before.other:
            self._turn()

    def wheel(self, steps: int, at: tuple[float, float]) -> None:
        """Zoom about the place of the tile that the pointer is on."""

        def zoom(looking: Looking, pair: Pair, dots: Dots) -> Looking:
            seen = looking.viewport_of(pair, dots).visible(dots)
            about = (seen.left + at[0] * seen.width, seen.top + at[1] * seen.height)
            return looking.zoomed(steps, pair, dots, about)

        self.step(zoom)

    def drag(self, cells: Offset, at: tuple[float, float]) -> None:
        """Move the picture with the pointer, or the wipe's seam to it."""
        if self.looking.view is View.WIPE:
            self.step(lambda looking, _pair, _dots: replace(looking, seam=min(max(at[0], 0.0), 1.0)))
            return

        def move(looking: Looking, pair: Pair, dots: Dots) -> Looking:
            return looking.dragged(cells.x * dots.across, cells.y * dots.down, pair, dots)

        self.step(move)

    def percents(self) -> str:
        """Return how large both pictures' true pixels are, in words; empty while nothing is drawn."""
        drawn = self._drawn
        if drawn is None or drawn.scene is None:
            return ""
        source, candidate = (self._percent(zoom) for zoom in drawn.scene.zooms)
        return self._say("views-zoom", source=source, candidate=candidate)

    @property
    def measured_place(self) -> bool:
        """Whether the two lie over each other as it was measured."""
        measured = self._pair is None or self._pair.alignment.how == "registered"
        return measured and self.looking.offset == (0.0, 0.0)

    def alignment(self) -> str:
        """Return how the pair is aligned, in words."""
        if self._pair is None:
            return ""
        moved = self.looking.offset != (0.0, 0.0)
        return self._say("views-moved" if moved else f"views-aligned-{self._pair.alignment.how}")

    # --- inside ---------------------------------------------------------------------------------------------

    def _open(self, source: Source, candidate: Candidate, dots: Dots) -> None:
        """Have the pair aligned and drawn as it will be looked at."""
        looking, carry, steps, key = (
            self.looking,
            self._carry,
            tuple(self._steps),
            self._key(source, candidate),
        )

        def then(pair: Pair | None) -> Shot:
            return Shot(key, _after(steps, looking, carry, pair, dots), dots)

        self._maker.open(source, candidate, then)
        if self._drawn is None:
            self._coming(candidate, dots)

    def _settle(self, pair: Pair, dots: Dots) -> None:
        """Take over the viewport of the pair before, and do what has waited for the alignment."""
        self.looking = _after(self._steps, self.looking, self._carry, pair, dots)
        self._carry = None
        self._steps = []

    @property
    def _current(self) -> bool:
        """Whether what is asked for is on the screen already: nothing older may come after it."""
        return self._drawn is not None and self._drawn.shot.looking == self.looking

    def _paint(self, drawn: Drawn) -> None:
        self._drawn = drawn
        scene = drawn.scene
        if not drawn.frames or scene is None:
            self._see(None)
            self.failure = self._why(drawn)
            for tile in self._stage.tiles[:2]:
                tile.show(None, "", self.failure)
            return
        self.failure = ""
        view = drawn.shot.looking.view
        if view is View.TWO_UP:
            for place, frame in enumerate(drawn.frames):
                self._stage.tiles[place].show(frame, self._caption(drawn, place))
        else:
            self._turn()
        close = scene.detail >= _TRUE and scene.pair.product.holds(scene.viewport.x, scene.viewport.y)
        self._see(Seen(view, scene.detail, close))

    def _turn(self) -> None:
        """Draw the one picture there is, or the one of two that the blink shows."""
        drawn = self._drawn
        if drawn is None or not drawn.frames or self.looking.view is View.TWO_UP:
            return
        place = int(self.blink.other) if len(drawn.frames) > 1 else 0
        self._stage.tiles[0].show(drawn.frames[place], self._caption(drawn, place))

    def _caption(self, drawn: Drawn, place: int) -> str:
        looking, scene = drawn.shot.looking, drawn.scene
        left, right = self._say(self.left), self._say("caption-candidate")
        match looking.view:
            case View.WIPE:
                return self._say("views-line-wipe", left=left, right=right)
            case View.ONION:
                percent = f"{looking.share * 100:.0f}"
                return self._say("views-line-onion", left=left, right=right, percent=percent)
            case View.DIFFERENCE:
                whole = scene is not None and not any(scene.pair.products) and looking.heat != "off"
                threshold = f"{THRESHOLD:.0f}"
                plain = self._maker.rendering.depth is Depth.NONE and looking.heat != "off"
                kind = "whole" if whole else f"{looking.heat}{'-plain' if plain else ''}"
                return self._say(f"views-line-difference-{kind}", threshold=threshold)
            case View.EDGES:
                whole = scene is not None and not scene.pair.cut_out
                return self._say("views-line-edges-whole" if whole else "views-line-edges")
        if scene is None or self._both is None:
            return ""
        picture = self._both[place]
        return self._say(
            "views-line-picture",
            side=right if place else left,
            width=str(picture.width),
            height=str(picture.height),
            percent=self._percent(scene.zooms[place]),
        )

    def _percent(self, zoom: float) -> str:
        percent = zoom * 100
        return f"{percent:.1f}" if percent < 9.95 else f"{percent:.0f}"

    def _coming(self, candidate: Candidate, dots: Dots) -> None:
        """Draw the shape of what is coming: nothing of another pair stays."""
        shape = fitted_cells(candidate.width, candidate.height, dots.columns, dots.rows, dots.ratio)
        frame = placeholder(*shape, self._maker.rendering)
        for tile in self._stage.tiles[:2]:
            tile.show(frame, self._say("desk-loading"))

    def _why(self, drawn: Drawn) -> str:
        error = drawn.error
        if isinstance(error, NotAnImage) and error.refusal == "changed":
            return self._say("desk-file-changed")
        return self._say.error(error) if error else self._say("desk-file-gone")

    @staticmethod
    def _key(source: Source, candidate: Candidate) -> tuple[str, str]:
        return (source.sha256, candidate.sha256)


def _after(
    steps: Sequence[Step], looking: Looking, carry: Pair | None, pair: Pair | None, dots: Dots
) -> Looking:
    """Return how a pair is looked at after what was done before it was aligned."""
    if pair is None:
        return looking
    if carry is not None:
        looking = looking.carried(carry, pair)
    for step in steps:
        looking = step(looking, pair, dots)
    return looking
