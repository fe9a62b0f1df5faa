from __future__ import annotations

from core.config import View
from tui.cli.doctor.pictures import picture_checks
from tui.render.mode import Depth
from tui.render.query import Answer

TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def test_a_good_terminal_is_all_ok_and_the_figures_are_there() -> None:
    depth, checks = picture_checks(View(), TRUE, Answer(0.004, "kitty", (0, 46, 2), cell=(15, 30)))
    assert depth is Depth.TRUE
    assert {found.level for found in checks} == {"ok"}
    assert checks[0].says.id == "renderer-known"
    assert checks[0].facts["renderer"] == "octant/truecolor"
    assert (checks[0].facts["terminal"], checks[0].facts["cell_height"]) == ("kitty 0.46.2", 30)


def test_few_colours_are_warned_of_because_colour_cannot_be_judged() -> None:
    depth, checks = picture_checks(View(), {"TERM": "xterm-256color"}, Answer())
    assert depth is Depth.INDEXED
    assert [found.id for found in checks if found.level == "warn"] == ["picture-colour"]


def test_a_slow_line_is_named() -> None:
    _, checks = picture_checks(View(), TRUE, Answer(0.3))
    assert "doctor-line-slow" in {found.says.id for found in checks}
