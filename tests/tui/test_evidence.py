"""What is measured, on the desk's panes and in the comparing views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from textual.pilot import Pilot
from textual.widgets import Static

from core.desk import Desk
from core.drift.result import KINDS, Evidence, Finding, MaskTrust, Picture, Product, Registration
from core.drift.version import algorithm
from core.evidence.cache import EvidenceCache
from core.evidence.outcome import Measured, Outcome, Unmeasured
from core.identity import cache_folder
from core.model import Say
from core.queue import QueueRow
from tui.app import VitrinaApp
from tui.findings import GLYPHS, Places, by_item, finding_line, glyphs_of, summary_of
from tui.i18n.catalogue import LANGUAGES, catalogue
from tui.screens.compare import CompareScreen
from tui.widgets.canvas import Canvas
from tui.widgets.checklist_pane import ChecklistPane
from tui.widgets.queue_pane import QueuePane


def colour(score: float = 0.9) -> Finding:
    args = {"towards": "orange", "share": 31, "value": 4.2}
    return Finding("colour", score, 4.2, "ΔE00", (30, 40, 60, 80), Say("drift-colour", args))


def evidence(*findings: Finding, flags: tuple[str, ...] = ("colour", "any")) -> Evidence:
    return Evidence(
        algorithm=algorithm(),
        source=Picture(sha256="s"),
        candidate=Picture(sha256="c"),
        mode="exact-card",
        mask=MaskTrust("proposed", 0.97),
        registration=Registration(
            found=True, confidence=0.9, matrix=((0.5, 0, 0), (0, 0.5, 0), (0, 0, 1)), residual_px=0.5
        ),
        product=Product(),
        scores=dict.fromkeys((*KINDS, "any"), 0.0),
        flags=flags,
        unmeasured=(),
        findings=findings,
    )


def known(desk: Desk, row: QueueRow, outcome: Outcome) -> None:
    """Leave an outcome where another session would have left it."""
    wish = desk.evidence.wish_of(row)
    assert wish is not None
    EvidenceCache(cache_folder() / "evidence").put(wish.key(algorithm()), outcome)


async def until(pilot: Pilot[int], there: Callable[[], bool]) -> None:
    for _ in range(300):
        if there():
            break
        await pilot.pause(0.01)
    assert there()
    await pilot.pause()


def first_open(desk: Desk) -> QueueRow:
    return next(row for row in desk.queue() if row.source)


async def test_the_desk_shows_what_is_measured_beside_the_question_and_in_the_queue(desk: Desk) -> None:
    row = first_open(desk)
    known(desk, row, Measured(evidence(colour())))
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: desk.evidence.of(row) is not None)
        await pilot.pause(0.05)
        text = app.screen.query_one(ChecklistPane).written
        assert "▲ Colour moved by 4.2 ΔE00 in 31 % of the product: towards orange." in text
        assert "proposed mask (97 % sure)" in text
        pane = app.screen.query_one(QueuePane)
        lines = ["".join(part.text for part in pane.render_line(y)) for y in range(4)]
        assert any(GLYPHS["colour"] in line for line in lines)


async def test_brackets_walk_the_findings_on_the_desk_and_in_the_views(desk: Desk) -> None:
    row = first_open(desk)
    halo = Finding(
        "halo", 0.4, 3, "px", (0, 0, 9, 9), Say("drift-halo", {"value": 3, "tone": "light", "apart": 9})
    )
    known(desk, row, Measured(evidence(colour(), halo, flags=("colour", "halo", "any"))))
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: desk.evidence.of(row) is not None)
        said = app.screen.query_one("#message", Static)
        await pilot.press("]")
        assert str(said.render()).startswith("1 of 2: Colour")
        await pilot.press("ъ")
        assert str(said.render()).startswith("2 of 2: A light fringe")
        await pilot.press("[")
        assert str(said.render()).startswith("1 of 2")
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        await until(pilot, lambda: screen.drawn)
        await pilot.press("]")
        await until(pilot, lambda: "towards orange" in str(screen.query_one("#message", Static).render()))


async def test_heat_lies_over_the_generated_picture_and_holds_until_it_is_taken_away(desk: Desk) -> None:
    row = first_open(desk)
    warm = BytesIO()
    Image.new("L", (16, 16), 255).save(warm, "PNG")
    halo = Finding(
        "halo", 0.4, 3, "px", (0, 0, 9, 9), Say("drift-halo", {"value": 3, "tone": "light", "apart": 9})
    )
    known(desk, row, Measured(evidence(colour(), halo), heat=warm.getvalue()))
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=(120, 40)) as pilot:

        def screen() -> str:
            return "\n".join(strip.text for strip in app.screen._compositor.render_strips())

        def lightness() -> float:
            canvas = app.screen.query_one("#candidate Canvas", Canvas)
            strips = [canvas.render_line(y) for y in range(canvas.size.height)]
            found = [
                sum(segment.style.bgcolor.triplet)
                for strip in strips
                for segment in strip
                if segment.style and segment.style.bgcolor and segment.style.bgcolor.triplet
            ]
            return sum(found) / max(1, len(found))

        await until(pilot, lambda: desk.evidence.of(row) is not None and lightness() > 0)
        await pilot.pause(0.05)
        plain = lightness()
        await pilot.press("h")
        await until(pilot, lambda: lightness() != plain)
        assert "heat (h)" in screen()
        assert "Heat: where" in str(app.screen.query_one("#message", Static).render())
        hot = lightness()
        await pilot.press("]")
        await until(pilot, lambda: lightness() not in (plain, hot))
        await pilot.press("р")  # the same key on the Russian layout
        await pilot.press("j", "k")
        await until(pilot, lambda: lightness() == plain)
        assert "heat (h)" not in screen()


async def test_a_pair_that_nothing_is_known_of_says_so_when_it_is_walked(desk: Desk) -> None:
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("]")
        assert "No difference was measured" in str(app.screen.query_one("#message", Static).render())


def test_places_are_given_in_the_sources_pixels(desk: Desk) -> None:
    row = first_open(desk)
    assert row.source is not None
    assert row.candidate is not None
    found = Measured(evidence(colour()))
    desk.evidence.of_pair = lambda *_: found  # type: ignore[method-assign]
    places = Places(desk.evidence, catalogue("en"))
    (place,) = places.findings(row.source, row.candidate)
    assert (place.box.left, place.box.top, place.box.right, place.box.bottom) == (60, 80, 180, 240)
    matrix = places.registered(row.source, row.candidate)
    assert matrix is not None
    assert matrix[0, 0] == 0.5


def test_glyphs_are_one_cell_each_and_tell_kinds_apart() -> None:
    assert set(GLYPHS) == set(KINDS)
    assert len(set(GLYPHS.values())) == len(KINDS)
    assert glyphs_of(None) == ()
    assert glyphs_of(Measured(evidence(flags=()))) == (("·", "dim"),)
    assert glyphs_of(Unmeasured(why="crashed"))[0][0] == "!"
    unsure = replace(evidence(flags=()), mask=MaskTrust("none", 0.4))
    assert glyphs_of(Measured(unsure))[0][0] == "¿"


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_that_was_read_is_quoted_without_what_a_terminal_would_act_on(language: str) -> None:
    says = Say("drift-text-changed", {"before": "red", "after": "\x1b[31m\u202eUP\n[/]"})
    found = Finding("label", 0.0, 50.0, "%", (1, 1, 5, 5), says)
    line = finding_line(catalogue(language), found)  # type: ignore[arg-type]
    assert "red" in line
    assert not {"\x1b", "\u202e", "\n"} & set(line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_has_words(language: str, desk: Desk) -> None:
    say = catalogue(language)  # type: ignore[arg-type]
    assert "drift-" not in finding_line(say, colour())
    outcomes: list[Outcome] = [
        Unmeasured(why="crashed"),
        Unmeasured(why="slow"),
        Unmeasured(why="refused", file="source"),
        Measured(evidence(flags=())),
    ]
    for outcome in outcomes:
        for line in summary_of(say, outcome, None, coming=False):
            assert line.text
            assert "evidence-" not in line.text
    assert summary_of(say, None, None, coming=True)[0].text


def test_a_quiet_pair_reassures_nobody_before_its_mask_is_confirmed() -> None:
    say = catalogue("en")
    proposed = summary_of(say, Measured(evidence(flags=())), None, coming=False)
    assert any("much is missed until it is confirmed" in line.text for line in proposed)
    confirmed = Measured(replace(evidence(flags=()), mask=MaskTrust("confirmed", 1.0)))
    assert any("no drift beyond" in line.text for line in summary_of(say, confirmed, None, coming=False))


def test_a_colour_word_that_fits_none_of_the_measured_colours_is_a_hint_on_the_copy_question(
    desk: Desk,
) -> None:
    row = first_open(desk)
    assert row.candidate is not None
    assert row.listing is not None
    items = desk.gating.asked(row.candidate).items
    copy = next(item.id for item in items if item.reason == "copy-mismatch")
    outcome = Measured(evidence(flags=()), colours=("green",))
    (hint,) = by_item(catalogue("ru"), outcome, items, replace(row.listing, colour="красный"))[copy]
    assert hint.text == "В карточке «красный», а товар по измерению: зелёный."
    assert copy not in by_item(catalogue("ru"), outcome, items, replace(row.listing, colour="зелёная"))
    assert copy not in by_item(catalogue("ru"), outcome, items, replace(row.listing, colour=""))
