"""Looking at pairs by keys, on the real screen over real files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from core.desk import Desk
from core.evidence.across import Apart
from core.model import Candidate, Say, Slot, Source, State, View
from core.viewing.finding import Finding
from core.viewing.geometry import Box
from core.workspace import Workspace
from tests.tui.test_process_screens import approve_all
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.render.mode import Depth, Mode
from tui.render.rendering import Rendering
from tui.screens.compare import CompareScreen
from tui.screens.desk import DeskScreen
from tui.widgets.keys_line import KeysLine
from tui.widgets.stage import Tile

pytestmark = pytest.mark.usefixtures("a_glance_is_enough")

SERVING = "large-serve"
"""The group of what goes on as long as the large screen's page is served."""

Apping = tuple[CompareScreen, Pilot[int]]


@asynccontextmanager
async def comparing(
    desk: Desk,
    size: tuple[int, int] = (120, 40),
    *,
    language: str = "en",
    key: str = "enter",
    rendering: Rendering | None = None,
) -> AsyncIterator[Apping]:
    app = VitrinaApp(desk, catalogue(language), rendering)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(key)
        compare = app.screen
        assert isinstance(compare, CompareScreen)
        await drawn(pilot)
        yield compare, pilot


async def drawn(pilot: Pilot[int]) -> None:
    """Wait until the view in front is drawn, and its row's files were looked at."""
    await pilot.pause()
    for _ in range(300):
        front = pilot.app.screen
        busy = [one for one in pilot.app.workers if not one.is_finished and one.group != SERVING]
        if not busy and (not isinstance(front, CompareScreen) or front.drawn):
            break
        await pilot.pause(0.01)
    else:
        pytest.fail("the view was not drawn")
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await drawn(pilot)


def what(compare: CompareScreen) -> str:
    return str(compare.query_one("#what", Static).render())


def caption(tile: Tile) -> str:
    return str(tile.query_one(".caption", Static).render())


def message(compare: CompareScreen) -> str:
    return str(compare.query_one("#message", Static).render())


def looked(compare: CompareScreen) -> dict[str, int]:
    views = compare.session.draft(compare.selection.sha256, 1e9).looked.views
    return {viewed.view: viewed.zoom for viewed in views}


async def test_both_pictures_stand_side_by_side_as_large_as_each_other(desk: Desk) -> None:
    async with comparing(desk) as (compare, _):
        frames = [tile.canvas.frame for tile in compare.stage.tiles[:2]]
        assert frames[0] is not None
        assert frames[1] is not None
        assert (frames[0].columns, frames[0].rows) == (frames[1].columns, frames[1].rows)
        assert "A-1 main" in what(compare)
        assert "%" in what(compare)


@pytest.mark.parametrize(
    ("key", "view"),
    [
        ("b", View.BLINK),
        ("w", View.WIPE),
        ("o", View.ONION),
        ("d", View.DIFFERENCE),
        ("e", View.EDGES),
        ("s", View.SURVEY),
        ("p", View.PHONE),
    ],
)
async def test_each_view_is_drawn_described_and_recorded(desk: Desk, key: str, view: View) -> None:
    async with comparing(desk) as (compare, pilot):
        await press(pilot, key)
        assert compare.view is view
        assert compare.stage.tiles[0].canvas.frame is not None
        assert view.value in looked(compare)
        shown = what(compare)
        await press(pilot, "v")
        assert compare.view is View.TWO_UP
        assert what(compare) != shown


@pytest.mark.parametrize(
    ("language", "keys"),
    [
        ("en", ("z", "+", "-", "0")),
        ("ru", ("я", "plus", "minus", "0")),
        ("kk", ("я", "Һ", "ө", "қ")),
    ],
)
async def test_zoom_keys_on_three_layouts(desk: Desk, language: str, keys: tuple[str, ...]) -> None:
    loupe, larger, smaller, whole = keys
    async with comparing(desk, language=language) as (compare, pilot):
        percents = []
        for key in (loupe, larger, smaller, smaller, whole):
            await press(pilot, "plus" if key == "+" else "minus" if key == "-" else key)
            viewport = compare.pairs.looking.viewport
            percents.append(round(viewport.zoom * 100) if viewport else None)
        assert percents == [100, 141, 100, 71, None]


async def test_arrows_move_the_picture_shift_further_and_ctrl_one_alone(desk: Desk) -> None:
    async with comparing(desk) as (compare, pilot):
        await press(pilot, "z")

        def place() -> tuple[float, float]:
            viewport = compare.pairs.looking.viewport
            assert viewport is not None
            return viewport.x, viewport.y

        before = place()
        await press(pilot, "right")
        small = place()[0] - before[0]
        await press(pilot, "shift+right")
        big = place()[0] - before[0] - small
        assert 0 < small < big
        await press(pilot, "ctrl+left", "ctrl+shift+down")
        assert compare.pairs.looking.offset == pytest.approx((-1, 8))
        assert "moved by hand" in what(compare)
        await press(pilot, "equals_sign")
        assert compare.pairs.looking.offset == (0, 0)


@pytest.mark.parametrize(("key", "then"), [("right", "right"), ("right", "down"), ("plus", "plus")])
async def test_what_the_next_step_leads_to_is_made_while_the_hand_rests(
    desk: Desk, key: str, then: str
) -> None:
    async with comparing(desk) as (compare, pilot):
        await press(pilot, "z", key)
        await pilot.pause(0.3)
        made: list[object] = []
        compare.pairs._maker._on_drawn = made.append
        before = compare.pairs.looking
        await pilot.press(then)
        assert compare.pairs.looking != before
        assert compare.drawn, "the frame was there when the key came"
        assert made == []


async def test_blink_turns_without_an_empty_frame_between(desk: Desk) -> None:
    async with comparing(desk, rendering=Rendering(Mode.SEXTANT)) as (compare, pilot):
        await press(pilot, "b")
        canvas = compare.stage.tiles[0].canvas
        size, seen = canvas.size, []
        for _ in range(4):
            seen.append(canvas.frame)
            compare.pairs.blink = compare.pairs.blink.pressed(0.0)  # a tap long ago: the next is one too
            compare.pairs.blink = compare.pairs.blink.pressed(1.0)
            compare.pairs.press_blink(2.0)
            assert canvas.frame is not None
            assert canvas.size == size
        assert seen[0] is not seen[1]
        assert seen[::2] == [seen[0]] * 2
        assert seen[0] is not None
        assert seen[1] is not None
        drawn_in_both = (seen[0].split != 0) & (seen[1].split != 0)
        assert drawn_in_both.any()
        assert (seen[0].split == seen[1].split)[drawn_in_both].all()
        await press(pilot, "B")
        assert compare.pairs.blink.automatic
        period = compare.pairs.blink.period
        await press(pilot, "plus")
        assert compare.pairs.blink.period < period
        assert compare.pairs.looking.viewport is None
        await press(pilot, "B")
        assert not compare.pairs.blink.automatic


async def test_the_zoom_stays_when_the_next_pair_comes(desk: Desk) -> None:
    async with comparing(desk) as (compare, pilot):
        await press(pilot, "w", "z", "tab")
        assert "A-1 detail" in what(compare)
        assert compare.view is View.WIPE
        viewport = compare.pairs.looking.viewport
        assert viewport is not None
        assert viewport.zoom == pytest.approx(1.0)
        assert looked(compare)["wipe"] == 100
        await press(pilot, "k", "0")
        assert "A-1 main" in what(compare)


async def test_a_pair_is_decided_answered_and_taken_back_from_the_views(desk: Desk) -> None:
    async with comparing(desk) as (compare, pilot):
        await press(pilot, "3", "3")
        assert message(compare).startswith("3 ✗")
        await press(pilot, "x", "enter")
        assert "Rejected: A-1 main" in message(compare)
        assert "A-1 detail" in what(compare)
        await press(pilot, "u")
        assert "A-1 main" in what(compare)
        assert list(compare.session.draft(compare.selection.sha256, 0.0).answers.values()) == ["fail"]
        await press(pilot, "3", "3", "z", "p", "v", "L", "D", *"yyyyy")
        assert message(compare).startswith("Every question")
        await press(pilot, "a")
        assert "Approved: A-1 main" in message(compare)
    row = next(row for row in desk.queue() if row.state is State.APPROVED)
    assert row.candidate is not None
    views = {viewed.view: viewed for viewed in row.candidate.heads[0].looked.views}
    assert set(views) == {"two-up", "phone"}
    assert views["two-up"].zoom == 100
    assert views["two-up"].renderer == "half"


async def test_fifty_keys_in_one_go_are_obeyed_in_order(desk: Desk) -> None:
    """Rejections, each of the row that was shown when its keys were typed, among looks and steps."""
    async with comparing(desk) as (_, pilot):
        typed = (*"bwzdx", "c", "enter", *"z0ox", "s", "enter", *"beex", "k", "enter", *"dwvx", "h", "enter")
        typed = (*typed, "u", *"zzbwod", *"zzbwod", "x", "p", "enter")
        assert len(typed) >= 40
        for key in typed:
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await drawn(pilot)
        for _ in range(300):
            if sum(row.state is State.REJECTED for row in desk.queue()) == 4 and "pattern" in str(
                reasons(desk)
            ):
                break
            await pilot.pause(0.01)
    assert reasons(desk) == {
        "A-1__main__exact-card.png": ("colour",),
        "A-1__detail.png": ("shape",),
        "B-2__main__exact-card.png": ("kit",),
        "C-3__main__exact-card.png": ("pattern",),
    }


def reasons(desk: Desk) -> dict[str, tuple[str, ...]]:
    rows = [row for row in desk.queue() if row.candidate and row.candidate.heads]
    return {row.path.rpartition("/")[2]: row.candidate.heads[0].reasons for row in rows if row.candidate}


async def test_keys_pressed_before_the_pair_is_there_are_not_lost(desk: Desk) -> None:
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for key in ("enter", "z", "plus", "w"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await drawn(pilot)
        compare = app.screen
        assert isinstance(compare, CompareScreen)
        viewport = compare.pairs.looking.viewport
        assert viewport is not None
        assert (compare.view, round(viewport.zoom * 100)) == (View.WIPE, 141)


async def test_without_a_measured_finding_the_keys_say_so_and_with_one_they_go_there(desk: Desk) -> None:
    def measured(source: Source, candidate: Candidate) -> list[Finding]:
        return [
            Finding(Box(100, 100, 130, 120), Say("slot-main")),
            Finding(Box(400, 600, 430, 620), Say("slot-detail"), sure=False),
        ]

    async with comparing(desk) as (compare, pilot):
        await press(pilot, "right_square_bracket")
        assert message(compare) == "This pair is not measured yet."
        compare.pairs.findings = lambda *_: []
        await press(pilot, "right_square_bracket")
        assert message(compare) == "No measured finding for this pair."
        compare.pairs.findings = measured
        await press(pilot, "ъ")
        assert message(compare) == "Finding 1 of 2: main"
        viewport = compare.pairs.looking.viewport
        assert viewport is not None
        assert (viewport.x, viewport.y) == pytest.approx((115, 110))
        assert compare.pairs.looking.mark == Box(100, 100, 130, 120)
        await press(pilot, "0")
        assert compare.pairs.looking.mark is None
        await press(pilot, "right_square_bracket", "left_square_bracket")
        await press(pilot, "left_square_bracket")
        assert "Finding 2 of 2: detail  (below its threshold" in message(compare)


async def test_the_wheel_zooms_about_the_pointer_and_a_drag_moves(desk: Desk) -> None:
    async with comparing(desk) as (compare, pilot):
        await press(pilot, "z")
        before = compare.pairs.looking.viewport
        assert before is not None
        await pilot.mouse_down(compare.stage.tiles[1].canvas, offset=(20, 10))
        await pilot.hover(compare.stage.tiles[1].canvas, offset=(15, 10))
        await pilot.mouse_up(compare.stage.tiles[1].canvas, offset=(15, 10))
        await drawn(pilot)
        after = compare.pairs.looking.viewport
        assert after is not None
        assert after.x - before.x == pytest.approx(5)
        compare.pairs.wheel(1, (0.0, 0.0))
        await drawn(pilot)
        zoomed = compare.pairs.looking.viewport
        assert zoomed is not None
        assert zoomed.zoom > after.zoom
        assert zoomed.x < after.x


async def test_the_survey_shows_the_attempts_then_the_pack_and_a_click_goes_there(desk: Desk) -> None:
    async with comparing(desk) as (compare, pilot):
        await press(pilot, "s")
        assert [row.path for row in compare.survey.shown] == ["incoming/A-1__main__exact-card.png"]
        await press(pilot, "s")
        assert [row.candidate.match.slot for row in compare.survey.shown if row.candidate] == [
            "main",
            "detail",
        ]
        await pilot.click(compare.stage.tiles[2].canvas, offset=(5, 5))
        await drawn(pilot)
        assert "A-1 detail" in what(compare)


async def test_arrows_go_from_picture_to_picture_in_the_survey(desk: Desk) -> None:
    async with comparing(desk) as (compare, pilot):
        await press(pilot, "s", "s", "right")
        assert "A-1 detail" in what(compare)
        await press(pilot, "right", "left", "left")
        assert "A-1 main" in what(compare)
        assert compare.view is View.SURVEY


async def test_which_side_is_which_and_what_colours_mean_stands_above_the_picture(desk: Desk) -> None:
    async with comparing(desk, (80, 24)) as (compare, pilot):
        tile = compare.stage.tiles[0]
        said = []
        for key in "wodddee":
            await press(pilot, key)
            said.append(caption(tile))
        assert said == [
            "Source │ Generated   ← → move the seam",
            "Generated 50 %, Source beneath   ← →",
            "All of the picture is compared: where the product ends is not known",
            "All of the picture is compared: where the product ends is not known",
            "Generated, nothing marked",
            "Not cut out: where the product ends is not known. Mark it with c",
            "Not cut out: where the product ends is not known. Mark it with c",
        ]
        await press(pilot, "o", "right")
        assert caption(tile) == "Generated 53 %, Source beneath   ← →"
        await press(pilot, "right_square_bracket")  # no message covers it
        assert tile.region.y == compare.query_one("#what").region.bottom
        assert tile.query_one(".caption").region.y == tile.region.y


async def test_the_phone_stands_among_neighbours_light_and_dark(desk: Desk) -> None:
    async with comparing(desk, (200, 60), key="p") as (compare, pilot):
        assert compare.view is View.PHONE
        frames = [tile.canvas.frame for tile in compare.stage.tiles[:3]]
        assert all(frames)
        light = frames[0]
        await press(pilot, "g")
        dark = compare.stage.tiles[0].canvas.frame
        assert light is not None
        assert dark is not None
        assert dark.pixels().mean() < light.pixels().mean()
        assert "dark" in what(compare)


async def test_a_narrow_phone_view_goes_through_the_marketplaces_by_arrows(desk: Desk) -> None:
    async with comparing(desk, (80, 24), key="p") as (compare, pilot):
        first = [shelf.id for shelf in compare.phones.shelves(compare.selection.row)]
        assert first[0] == "kaspi"
        assert len(first) == 2
        await press(pilot, "right")
        assert [shelf.id for shelf in compare.phones.shelves(compare.selection.row)] != first


async def test_a_view_of_a_file_that_changed_says_so_and_proves_nothing(
    desk: Desk, workspace: Workspace
) -> None:
    path = workspace.incoming / "A-1__main__exact-card.png"
    path.write_bytes((workspace.incoming / "B-2__main__exact-card.png").read_bytes())
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        compare = app.screen
        assert isinstance(compare, CompareScreen)
        for _ in range(100):
            await pilot.pause(0.01)
            if compare.pairs.failure:
                break
        assert "replaced" in compare.pairs.failure
        assert not compare.drawn
        assert looked(compare) == {}


async def test_without_a_source_the_phone_opens_and_a_comparison_says_why_not(
    desk: Desk, workspace: Workspace, draw: Callable[..., Path]
) -> None:
    workspace.listings.write_text("sku,title,category\nN-9,Lamp,home\n", "utf-8")
    draw(workspace.incoming / "N-9__main.png", 61)
    desk.refresh()
    desk.taking_in.scan()
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        front = app.screen
        assert isinstance(front, DeskScreen)
        front.select(next(row.sha256 for row in desk.queue() if row.sku == "N-9"))
        await press(pilot, "p", "w")
        compare = app.screen
        assert isinstance(compare, CompareScreen)
        assert compare.view is View.PHONE
        assert "no source" in message(compare)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
async def test_the_footer_is_readable_at_80_columns(desk: Desk, language: str) -> None:
    async with comparing(desk, (80, 24), language=language) as (compare, pilot):
        footer = str(compare.query_one(KeysLine).render())
        assert len(footer) <= 80
        say = catalogue(language)  # type: ignore[arg-type]
        for action in ("close-view", "blink", "loupe", "keys"):
            assert say(f"action-{action}") in footer
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, DeskScreen)


async def test_an_ad_is_held_against_its_approved_main_picture_and_that_proves_nothing_of_the_source(
    desk: Desk, workspace: Workspace, draw: Callable[..., Path]
) -> None:
    draw(workspace.incoming / "A-1__ad__lifestyle.png", 41, (600, 400))
    desk.taking_in.scan()
    approve_all(desk, "A-1", (Slot.MAIN,))
    async with comparing(desk) as (compare, pilot):
        ad = next(row for row in desk.queue() if row.candidate and row.candidate.match.slot is Slot.AD)
        await press(pilot, "m")
        assert compare.pairs.left == "caption-source", "the main picture itself has none to be held against"
        compare.select(ad.sha256)
        await drawn(pilot)
        source = compare.stage.tiles[0].canvas.frame
        before = compare.session.draft(ad.sha256, 0.0).looked.views
        await press(pilot, "m")
        main = compare.stage.tiles[0].canvas.frame
        assert main is not None
        assert main is not source
        assert "Approved main" in str(compare.stage.tiles[0].query_one(".caption", Static).render())
        await press(pilot, "w", "v")
        assert {one.view for one in compare.session.draft(ad.sha256, 0.0).looked.views} == {
            one.view for one in before
        }
        await press(pilot, "m")
        assert "Source" in str(compare.stage.tiles[0].query_one(".caption", Static).render())


async def test_the_pack_view_has_the_listing_and_says_which_slots_differ_in_colour(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.views.words.colours_apart", lambda _: Apart("main", "detail", 6.4))
    async with comparing(desk) as (compare, pilot):
        await press(pilot, "s")
        assert "Colour differs" not in what(compare)
        await press(pilot, "s")
        assert "Colour differs between main and detail, ΔE 6 or more" in what(compare)
        assert "белый · кожа · пара" in what(compare)


@pytest.mark.parametrize(
    ("size", "language"),
    [((80, 24), "en"), ((80, 24), "ru"), ((80, 24), "kk"), ((120, 40), "ru"), ((200, 60), "ru")],
)
async def test_both_pictures_stay_in_view_while_reasons_are_chosen(
    desk: Desk, size: tuple[int, int], language: str
) -> None:
    async with comparing(desk, size, language=language) as (compare, pilot):
        await pilot.press("x")
        await pilot.pause()
        prompt = pilot.app.screen.query_one("#prompt").region
        assert prompt.bottom == size[1]
        listed = pilot.app.screen.query_one("#reasons", Static)
        reasons = str(listed.render())
        assert listed.region.height == len(reasons.splitlines()), "nothing is cut off"
        assert prompt.contains_region(listed.region)
        for reason in desk.reasons:
            assert f"{reason.key} {reason.name.in_(compare.say.language)}" in reasons
        assert max(len(line.rstrip()) for line in reasons.splitlines()) <= listed.region.width
        for tile in compare.stage.tiles[:2]:
            picture = tile.canvas.region
            covered = picture.intersection(prompt).height
            assert covered <= picture.height / 4, f"{covered} of {picture.height} lines"


@pytest.mark.parametrize("depth", [Depth.TRUE, Depth.INDEXED])
async def test_each_view_says_where_colour_cannot_be_judged(desk: Desk, depth: Depth) -> None:
    async with comparing(desk, (80, 24), rendering=Rendering(depth=depth)) as (compare, pilot):
        for key in ("v", "b", "w", "o", "d", "e", "s", "p"):
            await press(pilot, key)
            assert ("no true colour here" in what(compare)) == (depth is not Depth.TRUE)


def findings_to_read(compare: CompareScreen) -> list[tuple[Widget, str]]:
    """Return the phones whose marketplace finds something in the selected picture, and what."""
    found = {one.pack.id: one for one in reversed(compare.phones.findings) if one.level != "ask"}
    shelves = compare.phones.shelves(compare.selection.row)
    return [
        (tile, compare.say.finding(found[shelf.id]))
        for tile, shelf in zip(compare.stage.tiles, shelves, strict=False)
        if shelf.id in found
    ]


def written_above(tile: Widget) -> str:
    """Return what can be read of a tile's caption, its lines joined."""
    line = tile.query_one(".caption", Static)
    return " ".join(strip.text.strip() for strip in line.render_lines(line.size.region))


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
async def test_what_a_marketplace_finds_is_read_whole_above_a_narrow_phone(desk: Desk, language: str) -> None:
    async with comparing(desk, (80, 24), key="p", language=language) as (compare, pilot):
        read = 0
        for _ in desk.queue():
            for _ in range(500):  # the captions are laid out anew once the file was looked at
                wanted = findings_to_read(compare)
                if all(sentence in written_above(tile) for tile, sentence in wanted):
                    break
                await pilot.pause(0.02)
            for tile, sentence in wanted:
                assert sentence in written_above(tile)
            read += len(wanted)
            await press(pilot, "j")
        assert read == 3, "every main picture is too small for its marketplace"


async def test_without_colours_the_heat_is_told_by_its_light(desk: Desk) -> None:
    async with comparing(desk, rendering=Rendering(depth=Depth.NONE)) as (compare, pilot):
        compare.pairs.findings = lambda *_: []
        await press(pilot, "d")
        said = caption(compare.stage.tiles[0])
        assert "lighter" in said or "All of the picture" in said
        assert not any(colour in said for colour in ("grey", "violet", "yellow"))
        await press(pilot, "d")
        assert "pink" not in caption(compare.stage.tiles[0])


async def test_sixteen_colours_are_the_terminals_own_and_the_prompt_lets_the_pictures_through(
    desk: Desk,
) -> None:
    async with comparing(desk, (80, 24), rendering=Rendering(depth=Depth.SIXTEEN)) as (compare, pilot):
        line = compare.query_one("#what", Static).render_lines(Region(0, 0, 80, 1))[0]
        numbers = {segment.style.color.number for segment in line if segment.style and segment.style.color}
        assert 3 in numbers, "yellow is the terminal's yellow"
        await pilot.press("x")
        await pilot.pause()
        shown = pilot.app.screen._compositor.render_strips()
        assert shown[5].text.strip(), "a picture is beneath"
