"""How pictures will be drawn here, why, and what can be judged by them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from core.config import View
from tui.cli.doctor.check import Check, check
from tui.render.mode import Depth
from tui.render.query import Answer
from tui.render.rendering import Rendering, choose


def picture_checks(
    view: View, environment: Mapping[str, str], answer: Answer
) -> tuple[Depth, tuple[Check, ...]]:
    """Return which colours pictures have here with these settings, and the lines of the report."""
    rendering = choose(view, environment, answer)
    facts: dict[str, str | int | float] = {
        "renderer": rendering.name,
        "across": rendering.dots[0],
        "down": rendering.dots[1],
        "terminal": " ".join((answer.name, ".".join(map(str, answer.version)))).strip() or "-",
        "cell_width": rendering.cell[0] if rendering.cell else 0,
        "cell_height": rendering.cell[1] if rendering.cell else 0,
    }
    how = Check("renderer", "ok", rendering.why, facts)
    exact = rendering.shows_colour
    colour = check("picture-colour", "ok" if exact else "warn", "colour-exact" if exact else "colour-rough")
    return rendering.depth, (how, colour, *_line(rendering, answer))


def _line(rendering: Rendering, answer: Answer) -> tuple[Check, ...]:
    if answer.seconds is None:
        return ()
    milliseconds = round(answer.seconds * 1000, 1)
    message = "line-slow" if rendering.slow else "line-quick"
    return (check("line", "ok", message, milliseconds=milliseconds),)
