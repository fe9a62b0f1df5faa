"""Lines of words look as Textual would draw them."""

from __future__ import annotations

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widgets import Static

from tui.widgets.line import Line

WORDS = Text.assemble(("Source: ", "dim"), "красная клетка ", ("A-1", "bold"), justify="center")


class Beside(App[None]):
    """The same words by Textual's own widget and by ours."""

    CSS = """
    Static { width: 30; height: 2; background: $panel; text-align: center; }
    .padded { padding: 0 1; }
    .marked { text-style: bold reverse; }
    .narrow { width: 12; }
    .short { width: 12; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, looks: str) -> None:
        super().__init__()
        self._looks = looks

    def compose(self) -> ComposeResult:
        yield Static(WORDS, classes=self._looks)
        yield Line(classes=self._looks)

    def on_mount(self) -> None:
        self.query_one(Line).show(WORDS)


def looks_of(strip: Strip) -> list[tuple[object, ...]]:
    """Return what is seen in each cell; of a space that is its ground."""
    return [
        (
            letter,
            style.bgcolor,
            bool(style.reverse),
            *((style.color, bool(style.bold)) if letter != " " else ()),
        )
        for letters, style in ((text, style) for text, style, _ in strip if style is not None)
        for letter in letters
    ]


@pytest.mark.parametrize("looks", ["", "padded", "narrow", "short"])
async def test_a_line_is_drawn_as_textual_draws_it(looks: str) -> None:
    async with Beside(looks).run_test() as pilot:
        shown = pilot.app.screen._compositor.render_strips()
        theirs, ours = pilot.app.query(Static)
        for own, other in zip(ours.region.line_range, theirs.region.line_range, strict=True):
            assert looks_of(shown[own].crop(0, 30)) == looks_of(shown[other].crop(0, 30))


async def test_a_marked_line_is_marked_over_its_whole_width() -> None:
    async with Beside("marked").run_test() as pilot:
        line = pilot.app.query_one(Line)
        first = line.render_lines(line.region.reset_offset)[0]
        assert all(style is not None and style.reverse for _, style, _ in first)


async def test_words_that_stay_are_not_drawn_again() -> None:
    async with Beside("").run_test() as pilot:
        line = pilot.app.query_one(Line)
        whole = line.region.reset_offset
        before = line.render_lines(whole)
        line.show(WORDS.copy())
        assert all(one is two for one, two in zip(before, line.render_lines(whole), strict=True))
        line.show(Text("other"))
        assert "other" in line.render_lines(whole)[0].text
