from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Queue
from types import SimpleNamespace

import pytest
from PIL import Image
from textual.geometry import Size

from core.errors import NotAnImage
from tui import pictures as module
from tui.pictures import FrameMaker, Wanted
from tui.render.mode import Depth, Mode
from tui.render.rendering import Rendering

CELLS = Size(20, 10)


class Shelf:
    """Pictures as far as frames need them: by hash, and which were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.image: Image.Image | None = Image.linear_gradient("L").convert("RGB")

    def preview(self, shown: SimpleNamespace, *, least_edge: int) -> Image.Image | None:
        assert least_edge > 0
        self.asked.append(shown.sha256)
        if shown.sha256 == "bad":
            raise NotAnImage("changed")
        return self.image


def shown(name: str) -> SimpleNamespace:
    return SimpleNamespace(sha256=name, width=256, height=256)


Make = Callable[[Rendering], tuple[FrameMaker, Shelf, "Queue[Wanted]"]]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[FrameMaker] = []

    def maker(rendering: Rendering) -> tuple[FrameMaker, Shelf, Queue[Wanted]]:
        shelf, told = Shelf(), Queue()
        made.append(FrameMaker(shelf, rendering, told.put))  # type: ignore[arg-type]
        return made[-1], shelf, told

    yield maker
    for one in made:
        one.close()


def test_a_frame_is_made_once_and_told_of(make: Make) -> None:
    frames, shelf, told = make(Rendering(Mode.SEXTANT))
    assert frames.want(shown("a"), CELLS) is None
    assert told.get(timeout=10) == Wanted("a", 20, 10)
    found = frames.want(shown("a"), CELLS)
    assert found is not None
    assert found.frame is not None
    assert (found.frame.columns, found.frame.rows, found.frame.mode) == (20, 10, Mode.SEXTANT)
    assert shelf.asked == ["a"]


def test_what_cannot_be_shown_says_why_and_is_tried_again_after_moving_on(make: Make) -> None:
    frames, shelf, told = make(Rendering())
    frames.want(shown("bad"), CELLS)
    told.get(timeout=10)
    found = frames.want(shown("bad"), CELLS)
    assert found is not None
    assert isinstance(found.error, NotAnImage)
    frames.drop_waiting()
    assert frames.want(shown("bad"), CELLS) is None
    told.get(timeout=10)
    assert shelf.asked == ["bad", "bad"]


def test_on_a_slow_line_few_colours_come_first_and_all_of_them_at_rest(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_REST_SECONDS", 0.05)
    frames, _, told = make(Rendering(slow=True))
    depths = []
    frames.want(shown("a"), CELLS)
    while not depths or depths[-1] is not Depth.TRUE:
        told.get(timeout=10)
        found = frames.want(shown("a"), CELLS)
        assert found is not None
        assert found.frame is not None
        depths.append(found.frame.depth)
    assert set(depths[:-1]) <= {Depth.INDEXED}
    frames.drop_waiting()  # the hand moves on
    frames.want(shown("b"), CELLS, ahead=True)
    told.get(timeout=10)
    found = frames.want(shown("b"), CELLS)
    assert found is not None
    assert found.frame is not None
    assert found.frame.depth is Depth.INDEXED


def test_each_size_has_a_frame_of_its_own(make: Make) -> None:
    frames, _, told = make(Rendering())
    for cells in (CELLS, Size(10, 5), Size(0, 5)):
        frames.want(shown("a"), cells)
        told.get(timeout=10)
    sizes = [frames.want(shown("a"), cells) for cells in (CELLS, Size(10, 5), Size(0, 5))]
    assert [made.frame and (made.frame.columns, made.frame.rows) for made in sizes if made] == [
        (20, 10),
        (10, 5),
        None,
    ]
