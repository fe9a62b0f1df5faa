"""The whole job by keys alone, on the real screen over real files."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import OptionList, Static
from textual.worker import WorkerState

from core.desk import Desk
from core.model import Draft, Proof, State
from core.store.record import Record
from core.workspace import Workspace
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.messages import FrameMade
from tui.pictures import Wanted
from tui.screens.assign import AssignScreen
from tui.screens.compare import CompareScreen
from tui.screens.desk import DeskScreen
from tui.screens.keys import KeysScreen
from tui.screens.reject import RejectScreen
from tui.screens.tray import TrayScreen
from tui.widgets.keys_line import KeysLine

BUSY = {"decide", "files", "queue", "large-serve", "large-leave", "large-keep"}
pytestmark = pytest.mark.usefixtures("a_glance_is_enough")

Apping = tuple[VitrinaApp, Pilot[int]]


@asynccontextmanager
async def running(desk: Desk, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Apping]:
    app = VitrinaApp(desk, catalogue("en"))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield app, pilot


async def settled(pilot: Pilot[int]) -> None:
    """Wait until no decision and no look at files is under way."""
    await pilot.pause()
    for _ in range(200):
        busy = [worker for worker in pilot.app.workers if worker.group in BUSY]
        failed = [worker.error for worker in busy if worker.state is WorkerState.ERROR]
        assert not failed, failed
        if all(worker.is_finished for worker in busy) and not awaited(pilot.app):
            break
        await pilot.pause(0.01)
    await pilot.pause()


def awaited(app: App[int]) -> bool:
    """Tell whether the comparing screen is in front and has not drawn its view yet."""
    front = app.screen
    return isinstance(front, CompareScreen) and front.selection.row is not None and not front.drawn


def screen(app: VitrinaApp) -> DeskScreen:
    return next(screen for screen in app.screen_stack if isinstance(screen, DeskScreen))


def selected(app: VitrinaApp) -> str:
    row = screen(app).selection.row
    assert row is not None
    return f"{row.sku} {row.candidate.match.slot}" if row.candidate else ""


def message(app: VitrinaApp) -> str:
    return str(screen(app).query_one("#message", Static).render())


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def review(pilot: Pilot[int], *, phone: bool = True) -> None:
    """Look and answer as a person would, everything passing."""
    await press(pilot, "enter", "z")
    if phone:
        await press(pilot, "p")
    await press(pilot, "escape", "L", "D", *"yyyyyyyyy")


async def test_a_second_in_which_nothing_happens_sends_nothing_to_the_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(desk) as (app, pilot):
        row = screen(app).selection.row
        assert row is not None
        sent: list[object] = []
        monkeypatch.setattr(app, "_display", lambda _, renderable: sent.append(renderable))
        still = 0
        for _ in range(200):  # folders, pictures and figures are still coming in when the desk opens
            sent.clear()
            screen(app)._tick()
            await settled(pilot)
            still = 0 if sent else still + 1
            if still == 10:
                break
        assert not sent
        screen(app).session.note(row.sha256, "wait for the studio")
        screen(app)._tick()
        await settled(pilot)
        assert sent


async def test_a_candidate_is_approved_by_keys_alone(desk: Desk, workspace: Workspace) -> None:
    async with running(desk) as (app, pilot):
        assert selected(app) == "A-1 main"
        await review(pilot)
        await press(pilot, "a")
        assert "Approved: A-1 main" in message(app)
        assert selected(app) == "A-1 detail"
    row = next(row for row in desk.queue() if row.path.endswith("A-1__main__exact-card.png"))
    assert row.state is State.APPROVED
    assert row.candidate is not None
    decision = row.candidate.heads[0]
    assert decision.person == "ana"
    assert decision.looked.compare is Proof.SEEN
    assert decision.looked.phone is Proof.SEEN
    assert decision.looked.large_screen is Proof.DECLARED
    assert (decision.looked.columns, decision.looked.rows) == (120, 40)
    assert decision.looked.renderer == "half"
    assert decision.looked.colours == "truecolor"
    assert (decision.looked.colour, decision.looked.detail) == (Proof.SEEN, Proof.SEEN)
    assert [viewed.view for viewed in decision.looked.views] == ["two-up", "phone"]
    assert decision.looked.views[0].zoom == 100
    assert set(decision.answers.values()) == {"pass"}
    stored = [json.loads(path.read_bytes())["events"] for path in workspace.decisions.glob("*.json")]
    assert sum(event["kind"] == "decided" for events in stored for event in events.values()) == 1


async def test_approve_with_an_open_gate_is_refused_and_says_so(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "a")
        assert "Not approved" in message(app)
        assert selected(app) == "A-1 main"
    assert all(row.state is State.UNDECIDED for row in desk.queue())


async def test_a_filter_typed_in_one_go_is_a_filter(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        typed = (("slash", "/"), *((character, character) for character in "b-2"), ("enter", None))
        for key, character in typed:
            app.post_message(Key(key, character))
        await pilot.pause(0.3)
        assert [row.sku for row in screen(app).selection.shown] == ["B-2"]
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "escape")
        assert len(screen(app).selection.shown) == 4


async def test_keys_typed_faster_than_a_prompt_opens_go_to_the_prompt(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        for key in ("n", *"heel", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause(0.3)
        for key in ("x", "c", "k", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause(0.3)
        await settled(pilot)
        assert "Rejected: A-1 main" in message(app)
    rejected = next(row for row in desk.queue() if row.state is State.REJECTED)
    assert rejected.candidate is not None
    assert rejected.candidate.heads[0].reasons == ("colour", "kit")
    assert rejected.candidate.heads[0].note == "heel"


@pytest.mark.parametrize("keys", [("x", "c", "k", "enter"), ("ч", "с", "л", "enter")])
async def test_reject_takes_letters_on_both_layouts(desk: Desk, keys: tuple[str, ...]) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, keys[0])
        assert isinstance(app.screen, RejectScreen)
        await press(pilot, *keys[1:])
        assert "Rejected: A-1 main" in message(app)
    row = next(row for row in desk.queue() if row.state is State.REJECTED)
    assert row.candidate is not None
    assert row.candidate.heads[0].reasons == ("colour", "kit")


async def test_a_failed_answer_suggests_its_reason(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        row = screen(app).selection.row
        assert row is not None
        assert row.candidate is not None
        number = 3
        item = desk.gating.asked(row.candidate).items[number - 1]
        await press(pilot, str(number), str(number), "x", "enter")
    rejected = next(row for row in desk.queue() if row.state is State.REJECTED)
    assert rejected.candidate is not None
    assert rejected.candidate.heads[0].reasons == (item.reason,)


async def test_escape_leaves_the_reject_prompt_without_deciding(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "x", "c", "escape")
        assert isinstance(app.screen, DeskScreen)
    assert all(row.state is State.UNDECIDED for row in desk.queue())


async def test_undo_goes_back_many_steps(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "x", "c", "enter", "x", "s", "enter")
        assert sum(row.state is State.REJECTED for row in desk.queue()) == 2
        await press(pilot, "u")
        assert selected(app) == "A-1 detail"
        await press(pilot, "backspace")
        assert selected(app) == "A-1 main"
        assert all(row.state is State.UNDECIDED for row in desk.queue())
        await press(pilot, "u")
        assert "no decision to take back" in message(app)


async def test_later_goes_on_and_comes_back_at_the_end(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "space")
        assert selected(app) == "A-1 detail"
        await press(pilot, "tab", "tab", "tab")
        assert selected(app) == "A-1 main"


async def test_browsing_decides_nothing(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "j", "down", "о")
        assert selected(app) == "C-3 main"
        await press(pilot, "k", "up", "л", "up")
        assert selected(app) == "A-1 main"
    assert all(row.state is State.UNDECIDED for row in desk.queue())


async def test_a_note_goes_into_the_decision(desk: Desk) -> None:
    async with running(desk) as (_, pilot):
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"sole", "enter")
        await settled(pilot)
        await press(pilot, "x", "s", "enter")
    rejected = next(row for row in desk.queue() if row.state is State.REJECTED)
    assert rejected.candidate is not None
    assert rejected.candidate.heads[0].note == "sole"


async def test_a_new_file_appears_without_moving_the_selection(
    desk: Desk, workspace: Workspace, draw: Callable[..., Path]
) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "j", "j")
        assert selected(app) == "B-2 main"
        draw(workspace.incoming / "A-1__social.png", 33)
        for _ in range(80):
            await pilot.pause(0.05)
            if any(row.sku and row.path.endswith("A-1__social.png") for row in screen(app).selection.rows):
                break
        else:
            pytest.fail("the new file did not appear")
        assert selected(app) == "B-2 main"


async def test_another_sessions_decision_shows_and_a_conflict_is_contested(
    desk: Desk, workspace: Workspace
) -> None:
    other = Desk.open(workspace, person="bek")
    async with running(desk) as (app, pilot):
        await press(pilot, "x", "c", "enter")
        first = desk.queue()[0]
        assert first.state is State.REJECTED
        other.refresh()
        target = other.queue()[1]
        other.deciding.reject(target.sha256, screen(app).session.draft("", 0.0), ["shape"])
        for _ in range(60):
            await pilot.pause(0.05)
            if screen(app).selection.rows[1].state is State.REJECTED:
                break
        assert screen(app).selection.rows[1].state is State.REJECTED
    other.close()


async def test_goto_and_filter_find_a_sku(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("g")
        await pilot.pause()
        await pilot.press("c", "-", "enter")
        await settled(pilot)
        assert selected(app) == "C-3 main"
        await pilot.press("slash")
        await pilot.pause()
        await pilot.press("b", "-", "enter")
        await settled(pilot)
        assert [row.sku for row in screen(app).selection.shown] == ["B-2"]
        assert selected(app) == "B-2 main"
        await press(pilot, "escape")
        assert len(screen(app).selection.shown) == 4


async def test_the_views_open_and_close(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        for key, kind in (
            ("enter", CompareScreen),
            ("p", CompareScreen),
            ("question_mark", KeysScreen),
            ("t", TrayScreen),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, kind)
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, DeskScreen)


async def test_an_unmatched_candidate_is_assigned_in_the_tray(
    desk: Desk, workspace: Workspace, draw: Callable[..., Path]
) -> None:
    draw(workspace.incoming / "IMG_2044.png", 44)
    desk.taking_in.scan()
    async with running(desk) as (_, pilot):
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f2", "b", "-", "2", "enter")
        for _ in range(20):
            await pilot.pause(0.05)
    row = next(row for row in desk.queue() if row.path.endswith("IMG_2044.png"))
    assert row.candidate is not None
    assert (row.sku, row.candidate.match.slot, row.candidate.match.how) == ("B-2", "detail", "person")


async def test_a_refused_file_stays_in_the_tray_until_it_was_seen(desk: Desk, workspace: Workspace) -> None:
    (workspace.incoming / "clip.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 64)
    desk.taking_in.scan()
    async with running(desk) as (_, pilot):
        assert [refusal.code for refusal in desk.refusals()] == ["video"]
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("s")
        for _ in range(20):
            await pilot.pause(0.05)
    assert desk.refusals() == ()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_pane_has_room(desk: Desk, size: tuple[int, int]) -> None:
    async with running(desk, size) as (app, _):
        desk_screen = screen(app)
        for name, width, height in (
            ("#queue", 28, 5),
            ("#source", 18, 10),
            ("#candidate", 18, 10),
            ("#checklist", 34, 12),
        ):
            region = desk_screen.query_one(name).region
            assert region.width >= width, name
            assert region.height >= height, name
            assert region.right <= size[0]
            assert region.bottom <= size[1]


async def test_hostile_names_are_shown_as_visible_text(
    desk: Desk, workspace: Workspace, draw: Callable[..., Path], tmp_path: Path
) -> None:
    names = [
        "[red]x.png",
        "e\x1b[31msc.png",
        "two\nlines.png",
        "rtl\u202egnp.png",
        "bad\udcff.png",
        "[",
        "a'[b].png",
    ]
    for number, name in enumerate(names):
        if name == "[":
            (workspace.incoming / name).mkdir()
            draw(workspace.incoming / name / "].png", number + 60)
        else:
            (workspace.incoming / name).write_bytes(draw(tmp_path / "plain.png", number + 70).read_bytes())
    desk.taking_in.scan()
    async with running(desk, (120, 60)) as (app, pilot):
        await press(pilot, "end", "k", "k", "k")
        await pilot.press("t")
        await pilot.pause(0.2)
        drawn = "\n".join("".join(s.text for s in line) for line in app.screen._compositor.render_strips())
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn
        assert "\\x1b[31msc.png" in drawn
        assert "[red]x.png" in drawn
    assert len([row for row in desk.queue() if row.state is State.UNMATCHED]) == len(names)


async def test_a_key_put_elsewhere_works_and_the_footer_shows_it(desk: Desk, workspace: Workspace) -> None:
    workspace.config.write_text('[review]\nmin_look_seconds = 0\n[keys]\nreject = "Z"\nfly = "w"\n', "utf-8")
    rebound = Desk.open(workspace, person="ana")
    async with running(rebound) as (app, pilot):
        assert "fly" in message(app)
        await press(pilot, "x")
        assert isinstance(app.screen, DeskScreen)
        footer = str(screen(app).query_one(KeysLine).render())
        assert " Z Reject" in footer
        await press(pilot, "Я")
        assert isinstance(app.screen, RejectScreen)
    rebound.close()


async def test_the_tray_names_wrong_rows_of_the_listings_and_candidates_without_a_source(
    desk: Desk, workspace: Workspace, draw: Callable[..., Path]
) -> None:
    workspace.listings.write_text("sku,title\nA-1,x\nN-9,y\n,no sku\n", "utf-8")
    draw(workspace.incoming / "N-9__main.png", 61)
    desk.refresh()
    desk.taking_in.scan()
    async with running(desk) as (app, pilot):
        assert "2 in the tray" in str(screen(app).query_one("#status", Static).render())
        await pilot.press("t")
        await pilot.pause()
        listed = app.screen.query_one("#things", OptionList)
        prompts = [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]
        assert prompts[0].startswith("∅ N-9__main.png")
        assert prompts[1] == "≡ listings, line 4"


async def test_a_replaced_source_makes_the_review_begin_again(
    desk: Desk, workspace: Workspace, draw: Callable[..., Path]
) -> None:
    async with running(desk) as (app, pilot):
        await review(pilot)
        draw(workspace.sources / "A-1.jpg", 77, (600, 800))
        for _ in range(80):
            await pilot.pause(0.05)
            if "replaced" in message(app):
                break
        await press(pilot, "a")
        assert "Not approved" in message(app)
    assert desk.queue()[0].state is State.UNDECIDED


async def test_enter_alone_assigns_nothing_and_a_wrong_assignment_is_corrected(
    desk: Desk, workspace: Workspace, draw: Callable[..., Path]
) -> None:
    draw(workspace.incoming / "IMG_7.png", 45)
    desk.taking_in.scan()

    def assigned() -> str:
        return next(row.sku for row in desk.queue() if row.path.endswith("IMG_7.png"))

    async with running(desk) as (app, pilot):
        await pilot.press("t", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AssignScreen)
        assert assigned() == ""
        await pilot.press("c", "enter")
        for _ in range(20):
            await pilot.pause(0.02)
        assert assigned() == "C-3"
        await pilot.press("escape")
        await pilot.pause()
        row = next(row for row in desk.queue() if row.path.endswith("IMG_7.png"))
        screen(app).select(row.sha256)
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("и", "enter")  # the key of b on the Russian layout
        for _ in range(20):
            await pilot.pause(0.02)
        assert assigned() == "B-2"


async def test_deciding_stays_within_the_filter_and_says_when_it_is_done(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("slash")
        await pilot.pause()
        await pilot.press(*"a-1", "enter")
        await settled(pilot)
        await press(pilot, "x", "s", "enter", "x", "s", "enter")
        assert selected(app) == "A-1 detail"
        await press(pilot, "tab")
        assert "filter" in message(app)


async def test_undo_brings_the_answers_back(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "1", "2", "2", "x", "enter")
        assert selected(app) == "A-1 detail"
        assert message(app).startswith("Rejected")
        await press(pilot, "j")
        assert message(app) == ""
        await press(pilot, "u")
        row = screen(app).selection.row
        assert row is not None
        answers = screen(app).session.draft(row.sha256, 0.0).answers
        assert list(answers.values()) == ["pass", "fail"]


async def test_quitting_with_unfinished_answers_asks_once(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "1", "q")
        assert app.is_running
        assert "lost" in message(app)
        await pilot.press("q")
        await pilot.pause()
        assert app.return_code == 0


async def test_the_screen_can_be_used_while_the_history_is_still_read(
    desk: Desk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = next(row.sha256 for row in desk.queue() if row.open)
    desk.deciding.reject(sha, Draft(), ["kit"])
    unread = Desk.open_unread(workspace, person="ana")
    go_on = threading.Event()
    read = unread._store.poll_files

    def slow() -> Iterator[list[Record]]:
        assert go_on.wait(10)
        yield from read()

    monkeypatch.setattr(unread._store, "poll_files", slow)
    async with running(unread) as (app, pilot):
        assert "reading the history: 0 of 1" in str(app.screen.query_one("#status", Static).render())
        await press(pilot, "question_mark")
        assert isinstance(app.screen, KeysScreen)
        await press(pilot, "escape")
        go_on.set()
        for _ in range(100):
            if unread.reading() is None:
                break
            await asyncio.sleep(0.02)
        await settled(pilot)
        assert "reading" not in str(app.screen.query_one("#status", Static).render())
        assert [row.sha256 for row in screen(app).selection.rows] == [row.sha256 for row in desk.queue()]
        assert screen(app).selection.sha256 == next(row.sha256 for row in desk.queue() if row.open)
    unread.close()


async def test_what_a_covered_screen_hears_draws_nothing_of_the_one_in_front(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("enter")
        await settled(pilot)
        await pilot.pause(0.3)
        drawn: list[object] = []
        monkeypatch.setattr(app, "_display", lambda _screen, renderable: drawn.append(renderable))
        for covered in app.screen_stack[:-1]:
            covered.post_message(FrameMade(Wanted("0" * 64, 10, 10)))
        await pilot.pause(0.2)
        assert not drawn
