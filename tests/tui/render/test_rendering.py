from __future__ import annotations

import pytest

from core.config import Renderer, View
from tui.render.graphics import Protocol
from tui.render.mode import Depth, Mode
from tui.render.query import Answer
from tui.render.rendering import choose, colour_depth

TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        (TRUE, 1 << 24),
        ({"TERM": "xterm-direct"}, 1 << 24),
        ({"WT_SESSION": "1"}, 1 << 24),
        ({"TERM": "tmux-256color"}, 256),
        ({"TERM": "linux"}, 16),
        ({"TERM": "dumb"}, 0),
        ({}, 0),
    ],
)
def test_the_environment_says_how_many_colours_there_are(environment: dict[str, str], depth: int) -> None:
    assert colour_depth(environment) == depth


@pytest.mark.parametrize(
    ("answer", "environment", "mode"),
    [
        (Answer(0.01, "kitty", (0, 46, 2)), {}, Mode.OCTANT),
        (Answer(0.01, "kitty", (0, 35)), {}, Mode.SEXTANT),
        (Answer(0.01, "kitty", (0, 19, 2)), {}, Mode.HALF),
        (Answer(0.01, "xterm", (370,)), {}, Mode.HALF),
        (Answer(0.01), {"VTE_VERSION": "7802"}, Mode.OCTANT),
        (Answer(0.01), {"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3-arch"}, Mode.SEXTANT),
        (Answer(0.01), {"TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "455"}, Mode.HALF),
        (Answer(0.01, "tmux", (3, 6)), {"TMUX": "x", "TERM_PROGRAM": "kitty"}, Mode.HALF),
        (Answer(), {}, Mode.HALF),
    ],
)
def test_finer_blocks_are_for_terminals_known_to_draw_them(
    answer: Answer, environment: dict[str, str], mode: Mode
) -> None:
    assert choose(View(), TRUE | environment, answer).mode is mode


def test_what_is_asked_for_is_done() -> None:
    view = View(renderer="quadrant", colours="16", slow_link="on")
    chosen = choose(view, TRUE | {"TMUX": "x"}, Answer(0.001, "kitty", (1, 0)))
    assert (chosen.mode, chosen.depth, chosen.slow) == (Mode.QUADRANT, Depth.SIXTEEN, True)
    assert not choose(View(slow_link="off"), TRUE, Answer(9.0)).slow


def test_what_drops_octants_gets_sextants() -> None:
    wish, kitty = View(renderer="octant"), Answer(0.01, "kitty", (1, 0))
    assert choose(wish, TRUE, kitty).mode is Mode.OCTANT
    assert choose(wish, TRUE | {"TMUX": "x"}, kitty).mode is Mode.SEXTANT


@pytest.mark.parametrize(
    ("renderer", "answer", "environment", "protocol"),
    [
        ("kitty", Answer(0.01, "kitty", (0, 46), kitty=True), {}, Protocol.KITTY),
        ("kitty", Answer(0.01, "xterm", (370,)), {}, None),
        ("sixel", Answer(0.01, "xterm", (370,), sixel=True, cell=(9, 18)), {}, Protocol.SIXEL),
        ("sixel", Answer(0.01, "xterm", (370,), sixel=True), {}, None),
        ("iterm2", Answer(0.01, "iterm2", (3, 6)), {}, Protocol.ITERM2),
        ("kitty", Answer(0.01, "tmux", kitty=True), {"TMUX": "x"}, None),
        ("kitty", Answer(0.01, "kitty", (0, 46), kitty=True), {"NO_COLOR": "1"}, None),
    ],
)
def test_graphics_are_used_where_they_are_asked_for_and_can_be_had(
    renderer: Renderer, answer: Answer, environment: dict[str, str], protocol: Protocol | None
) -> None:
    chosen = choose(View(renderer=renderer), TRUE | environment, answer)
    assert chosen.protocol is protocol
    assert chosen.why.id == ("renderer-asked" if protocol else "renderer-refused")
    assert chosen.dots == ((answer.cell or (10, 20)) if protocol else chosen.mode.dots)
    assert chosen.shows_colour is (protocol is not Protocol.SIXEL and "NO_COLOR" not in environment)


def test_a_slow_answer_makes_a_slow_line_and_moving_coarse() -> None:
    slow = choose(View(), TRUE, Answer(0.2))
    assert slow.slow
    assert slow.while_moving.depth is Depth.INDEXED
    assert not slow.while_moving.shows_colour
    quick = choose(View(), TRUE, Answer(0.02))
    assert quick.while_moving == quick


def test_no_color_wins_over_what_the_terminal_has() -> None:
    chosen = choose(View(), TRUE | {"NO_COLOR": "1"}, Answer(0.01, "kitty", (1, 0)))
    assert chosen.depth is Depth.NONE
    assert not chosen.shows_colour


def test_a_known_terminal_has_all_colours_even_where_ssh_hides_it() -> None:
    plain = {"TERM": "xterm-256color", "SSH_TTY": "/dev/pts/1"}
    assert choose(View(), plain, Answer(0.05, "wezterm", (20240203,))).depth is Depth.TRUE
    assert choose(View(), plain, Answer(0.05)).depth is Depth.INDEXED


def test_the_size_of_a_cell_gives_its_shape() -> None:
    assert choose(View(), TRUE, Answer(0.01, cell=(12, 27))).ratio == 27 / 12
    assert choose(View(), TRUE, Answer(0.01)).ratio == 2
