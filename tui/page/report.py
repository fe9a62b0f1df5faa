"""The metrics as one HTML page that needs nothing else: no script, no network, plots as inline SVG.

Everything from outside is made safe by the sections and escaped by the template. The page prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue
from tui.metrics.story import Mark, Section, Table
from tui.page.template import asset, digest, render, unescaped

WIDTH, ROW = 240, 22
"""Of a plot and of one of its rows, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A row of a plot, in pixels."""

    x: float
    """Of the share; of a bar its end."""
    low: float | None
    high: float | None


def build_report(
    say: Catalogue, sections: Sequence[Section], *, workspace: str, period: str, day: str
) -> str:
    """Return the page."""
    style = asset("report.css")
    return render(
        "report.html",
        say=say,
        sections=[section for section in sections if section.lines or section.tables],
        workspace=safe_name(workspace),
        period=period,
        day=day,
        style=unescaped(style),
        policy="; ".join(
            ("default-src 'none'", f"style-src '{digest(style)}'", "base-uri 'none'", "form-action 'none'")
        ),
        plotted=_plotted,
        shape=_shape,
        width=WIDTH,
        row=ROW,
    )


def _plotted(table: Table) -> bool:
    return any(mark is not None for mark in table.marks)


def _shape(mark: Mark) -> Shape:
    def x(share: float) -> float:
        return round(4 + share * (WIDTH - 8), 1)

    ends = (None, None) if mark.low is None or mark.high is None else (x(mark.low), x(mark.high))
    return Shape(x(mark.share), *ends)
