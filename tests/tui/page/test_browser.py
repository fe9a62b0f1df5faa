"""The page in a real browser: what a person sees and does there, and what the desk learns of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from core.desk import Desk
from core.model import Draft
from core.queue import QueueRow
from core.workspace import Workspace
from tests.tui.page.conftest import HOSTILE, shown
from tui.i18n.catalogue import catalogue
from tui.page.build import build_page
from tui.page.embed import cover, embed
from tui.page.pair import Box, Finding, Pair, Shown
from tui.page.serving import Serving

MakePair = Callable[..., Pair]
OpenPage = Callable[..., Page]

RED, BLUE = (200, 30, 30), (30, 30, 200)
SAY = catalogue("en")


def executable() -> str:
    """Return a Chromium of this machine; the tests are skipped where there is none, except in CI."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    message = "no chromium on this machine: the page is not tried in a browser"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = executable()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path,
            args=["--disable-gpu", "--no-sandbox", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
        )
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Open a pair's page from a file; the test fails on any error or request of the page."""
    troubles: list[str] = []
    contexts = []

    def open_(pair: Pair, size: tuple[int, int] = (1280, 800)) -> Page:
        file = tmp_path / "page.html"
        file.write_text(build_page(pair, SAY, served=False), "utf-8")
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme="dark")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
        page.on("request", lambda asked: troubles.append(asked.url) if asked.url.startswith("http") else None)
        page.goto(file.as_uri())
        settle(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert troubles == []


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    settle(page)


def pixel(page: Page, x: float, y: float) -> tuple[int, ...]:
    """Return the colour at a place of the stage, 0 to 1 across and down."""
    box = page.locator("#stage").bounding_box()
    assert box is not None
    left, top = round(box["x"] + box["width"] * x), round(box["y"] + box["height"] * y)
    shot = page.screenshot(clip={"x": left, "y": top, "width": 1, "height": 1})
    found = Image.open(BytesIO(shot)).convert("RGB").getpixel((0, 0))
    assert isinstance(found, tuple)
    return found


def percent(page: Page) -> float:
    return float(page.inner_text("#percent").removesuffix("%"))


def rectangle(page: Page, side: str) -> dict[str, float]:
    box = page.locator(f"#{side}").bounding_box()
    assert box is not None
    return dict(box)


def share(box: dict[str, float], at: tuple[float, float]) -> tuple[float, float]:
    """Return where in a picture a point of the window lies, 0 to 1 across and down."""
    return (at[0] - box["x"]) / box["width"], (at[1] - box["y"]) / box["height"]


def drag(page: Page, across: float, down: float = 0) -> None:
    box = page.locator("#stage").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y + down)
    page.mouse.up()
    settle(page)


def spotted(colour: tuple[int, int, int]) -> Shown:
    """Draw a grey picture with one spot in its middle."""
    image = Image.new("RGB", (300, 400), (128, 128, 128))
    ImageDraw.Draw(image).rectangle((140, 190, 160, 210), fill=colour)
    return Shown("incoming/x.png", "PNG", 300, 400, 1, embed(image))


def test_side_by_side_both_pictures_lie_in_step(open_page: OpenPage, make_pair: MakePair) -> None:
    page = open_page(make_pair())
    assert pixel(page, 0.25, 0.5) == RED
    assert pixel(page, 0.75, 0.5) == BLUE
    source, candidate = rectangle(page, "source"), rectangle(page, "candidate")
    assert source["width"] == pytest.approx(candidate["width"], abs=0.1)
    drag(page, 40, 25)
    moved_source, moved = rectangle(page, "source"), rectangle(page, "candidate")
    for was, now in ((source, moved_source), (candidate, moved)):
        assert (now["x"] - was["x"], now["y"] - was["y"]) == pytest.approx((40, 25), abs=0.5)


def test_the_wipes_seam_follows_arrows_and_the_mouse(open_page: OpenPage, make_pair: MakePair) -> None:
    page = open_page(make_pair())
    press(page, "w")
    assert pixel(page, 0.45, 0.5) == RED
    assert pixel(page, 0.55, 0.5) == BLUE
    press(page, *["Shift+ArrowRight"] * 1, *["ArrowRight"] * 2)
    assert page.get_attribute("#seam", "aria-valuenow") == "64"
    assert pixel(page, 0.6, 0.5) == RED
    handle = page.locator("#seam").bounding_box()
    stage = page.locator("#stage").bounding_box()
    assert handle is not None
    assert stage is not None
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + 100)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] * 0.4, stage["y"] + 100)
    page.mouse.up()
    settle(page)
    assert pixel(page, 0.45, 0.5) == BLUE
    assert rectangle(page, "source")["x"] == pytest.approx(rectangle(page, "candidate")["x"], abs=0.1)


def test_blink_shows_one_picture_at_the_same_place_and_names_it(
    open_page: OpenPage, make_pair: MakePair
) -> None:
    page = open_page(make_pair())
    press(page, "b")
    assert (pixel(page, 0.5, 0.5), page.inner_text("#showing")) == (RED, "Source")
    before = rectangle(page, "source")
    press(page, "b")
    assert (pixel(page, 0.5, 0.5), page.inner_text("#showing")) == (BLUE, "Generated")
    assert rectangle(page, "candidate") == pytest.approx(before, abs=0.1)
    page.keyboard.down("b")
    page.keyboard.down("b")  # the system repeats a key that is held
    settle(page)
    assert page.inner_text("#showing") == "Source"
    page.keyboard.up("b")
    settle(page)
    assert page.inner_text("#showing") == "Generated"


def test_blink_goes_on_by_itself_until_it_is_stopped(open_page: OpenPage, make_pair: MakePair) -> None:
    page = open_page(make_pair())
    press(page, "Shift+B")
    for name in ("Source", "Generated", "Source"):
        page.wait_for_function("(name) => document.getElementById('showing').textContent === name", arg=name)
    assert page.get_attribute('[data-do="auto"]', "aria-pressed") == "true"
    press(page, "v")
    assert page.get_attribute('[data-do="auto"]', "aria-pressed") == "false"


def test_zoom_goes_to_one_to_one_and_beyond_around_the_pointer(
    open_page: OpenPage, make_pair: MakePair
) -> None:
    page = open_page(make_pair())
    press(page, "z")
    assert percent(page) == 100
    assert rectangle(page, "candidate")["width"] == pytest.approx(300)
    assert rectangle(page, "source")["width"] == pytest.approx(300), "in step, so at half of its own pixels"
    assert page.inner_text("#pane-source .scale") == "50 %"
    press(page, "+", "+", "+", "+")
    assert percent(page) == pytest.approx(100 * 1.25**4, abs=1)
    assert "pixels" in (page.get_attribute("#stage", "class") or "")
    pane = page.locator("#pane-candidate").bounding_box()
    assert pane is not None
    at = (pane["x"] + pane["width"] * 0.7, pane["y"] + pane["height"] * 0.4)
    before = share(rectangle(page, "candidate"), at)
    page.mouse.move(*at)
    page.mouse.wheel(0, -400)
    page.wait_for_function("parseFloat(document.getElementById('percent').textContent) > 300")
    assert share(rectangle(page, "candidate"), at) == pytest.approx(before, abs=0.01)
    press(page, "0")
    assert rectangle(page, "candidate")["height"] < 700


def test_onion_lays_one_through_the_other(open_page: OpenPage, make_pair: MakePair) -> None:
    page = open_page(make_pair())
    press(page, "o")
    red, _, blue = pixel(page, 0.5, 0.5)
    assert red == pytest.approx(115, abs=3)
    assert blue == pytest.approx(115, abs=3)
    page.locator("#mix").fill("100")
    settle(page)
    assert pixel(page, 0.5, 0.5) == BLUE


def test_the_difference_shows_what_differs_and_nothing_else(open_page: OpenPage, make_pair: MakePair) -> None:
    grey = spotted((128, 128, 128))
    page = open_page(make_pair(source=grey, candidate=spotted((220, 128, 128))))
    press(page, "d")
    assert max(pixel(page, 0.5, 0.3)) < 20
    assert max(pixel(page, 0.5, 0.5)) > 60
    press(page, "d")
    assert max(pixel(page, 0.5, 0.3)) < 5
    page.locator("#gain").fill("16")
    settle(page)
    assert pixel(page, 0.5, 0.5)[0] == 255


def test_the_difference_looks_at_the_product_alone_where_it_is_known(
    open_page: OpenPage, make_pair: MakePair
) -> None:
    product = np.zeros((400, 300), bool)
    product[:200] = True
    page = open_page(make_pair(outside=cover(product)))
    press(page, "d")
    assert max(pixel(page, 0.5, 0.4)) > 60
    assert max(pixel(page, 0.5, 0.6)) < 20
    assert max(pixel(page, 0.05, 0.4)) < 20
    press(page, "v")
    assert pixel(page, 0.75, 0.6) == BLUE


def test_transparent_places_are_on_a_checker_white_or_black(open_page: OpenPage, make_pair: MakePair) -> None:
    page = open_page(make_pair(candidate=shown("incoming/a.png", (0, 0, 0, 0), mode="RGBA")))
    seen = {pixel(page, 0.7 + step / 100, 0.5) for step in range(8)}
    assert seen >= {(255, 255, 255), (207, 207, 207)}
    assert min(min(colour) for colour in seen) >= 207
    press(page, "e")
    assert pixel(page, 0.75, 0.5) == (255, 255, 255)
    press(page, "e")
    assert pixel(page, 0.75, 0.5) == (0, 0, 0)


@pytest.mark.parametrize(("typed", "code", "view"), [("ц", "KeyW", "wipe"), ("в", "KeyD", "difference")])
def test_keys_work_on_a_cyrillic_layout(
    open_page: OpenPage, make_pair: MakePair, typed: str, code: str, view: str
) -> None:
    page = open_page(make_pair())
    page.evaluate(
        "([key, code]) => document.dispatchEvent(new KeyboardEvent('keydown', { key, code }))", [typed, code]
    )
    settle(page)
    assert page.get_attribute("#stage", "data-view") == view


def test_a_registration_lays_the_source_on_the_product(open_page: OpenPage, make_pair: MakePair) -> None:
    matrix = ((0.25, 0.0, 60.0), (0.0, 0.25, 80.0), (0.0, 0.0, 1.0))
    page = open_page(make_pair(source_to_candidate=matrix))
    press(page, "w", "z")
    source, candidate = rectangle(page, "source"), rectangle(page, "candidate")
    assert source["width"] == pytest.approx(150)
    assert (source["x"] - candidate["x"], source["y"] - candidate["y"]) == pytest.approx((60, 80), abs=0.1)
    page.keyboard.down("Control")
    drag(page, 10)
    page.keyboard.up("Control")
    assert rectangle(page, "source")["x"] == pytest.approx(source["x"] + 10, abs=0.5)
    assert rectangle(page, "candidate")["x"] == pytest.approx(candidate["x"], abs=0.1)
    press(page, "=")
    assert rectangle(page, "source")["x"] == pytest.approx(source["x"], abs=0.1)


def test_findings_are_boxes_that_can_be_gone_to(open_page: OpenPage, make_pair: MakePair) -> None:
    found = (
        Finding("Button missing", Box(200, 300, 40, 30)),
        Finding("Darker everywhere"),
        Finding("A little less red", Box(20, 30, 40, 30), sure=False),
    )
    page = open_page(make_pair(findings=found))
    assert page.locator("#boxes i").count() == 2
    styles = page.locator("#boxes i").evaluate_all("all => all.map(one => getComputedStyle(one).borderStyle)")
    assert styles == ["solid", "dashed"], "what is below its threshold has another frame"
    assert "below its threshold" in page.inner_text('[data-finding="2"]')
    press(page, "]")
    assert page.get_attribute('[data-finding="0"]', "aria-current") == "true"
    box, pane = page.locator("#boxes i").first.bounding_box(), page.locator("#pane-candidate").bounding_box()
    assert box is not None
    assert pane is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expected = (pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] / 2)
    assert middle == pytest.approx(expected, abs=3)


def test_a_hostile_pair_gets_nothing_to_run(open_page: OpenPage, make_pair: MakePair) -> None:
    pair = make_pair(sku=HOSTILE, candidate=shown(f"incoming/{HOSTILE}", BLUE), findings=(Finding(HOSTILE),))
    page = open_page(pair)
    assert "owned" not in page.title().partition(HOSTILE[:9])[0]
    assert page.title().startswith("</script><script>document.title='owned'")
    assert page.locator("img").count() == 2


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024)])
def test_on_a_tablet_nothing_is_cut_off(
    open_page: OpenPage, make_pair: MakePair, size: tuple[int, int]
) -> None:
    page = open_page(make_pair(), size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in page.locator("button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
    stage = page.locator("#stage").bounding_box()
    assert stage is not None
    assert stage["height"] > 400


# --- served -------------------------------------------------------------------------------------------------


@pytest.fixture
def row(desk: Desk) -> QueueRow:
    return next(row for row in desk.queue() if row.source is not None)


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    workspace.config.write_text("[review]\nmin_look_seconds = 0\nlarge_screen_seconds = 1.5\n", "utf-8")
    return workspace


@pytest.fixture
def serving(desk: Desk, row: QueueRow) -> Iterator[Serving]:
    served = Serving(desk, row, SAY)
    yield served
    served.close()


def says(page: Page, id_: str, **args: str | int | float) -> None:
    """Wait until the page says a sentence; its figures are not waited for."""
    beginning = SAY(id_, **args).partition("9")[0]
    page.wait_for_function(
        "(text) => document.getElementById('seen-says').textContent.startsWith(text)", arg=beginning
    )


def test_a_look_on_a_large_screen_opens_the_gate_and_the_desk_learns_its_size(
    browser: Browser, desk: Desk, row: QueueRow, serving: Serving
) -> None:
    assert row.candidate is not None
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(serving.new_address())
    assert page.url == f"http://127.0.0.1:{serving.port}/"
    press(page, "z")
    says(page, "page-counts-seen", width="1920", height="1080", seconds=9)
    assert serving.keep()
    assert "large-screen" not in [item.code for item in desk.gating.left(desk.find(row.id), Draft())]
    seen = desk.gating.large_screen(desk.find(row.id), row.source.sha256 if row.source else "")
    assert seen is not None
    assert (seen.width, seen.height, seen.scale) == (1920, 1080, 1.0)
    assert 1.5 <= seen.seconds < 60
    assert seen.zoom >= 100
    serving.close()
    says(page, "page-closed")
    page.close()


def test_a_phone_sized_window_does_not_count(browser: Browser, serving: Serving) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        screen={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    page.goto(serving.new_address())
    says(page, "page-counts-too-small", width="390", height="844")
    assert (serving.status().seconds, serving.keep()) == (0, False)
    context.close()


def test_a_hidden_tab_does_not_count(browser: Browser, serving: Serving) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.add_init_script("Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })")
    page.goto(serving.new_address())
    page.wait_for_function("() => meter.decoded")  # a hidden tab reports only when it turns hidden
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    says(page, "page-counts-hidden", seconds=0)
    assert (serving.status().seconds, serving.keep()) == (0, False)
    page.close()


def test_one_picture_alone_does_not_count(browser: Browser, serving: Serving) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(serving.new_address())
    press(page, "b", "b")
    says(page, "page-counts-one-picture")
    assert not serving.keep()
    page.close()


def test_a_used_token_and_a_foreign_host_are_refused(browser: Browser, serving: Serving) -> None:
    address = serving.new_address()
    first = browser.new_page()
    answer = first.goto(address)
    assert answer is not None
    assert answer.status == 200
    other = browser.new_page()  # a profile of its own, without the cookie
    answer = other.goto(address)
    assert answer is not None
    assert answer.status == 403
    assert SAY("page-refused") in other.inner_text("body")
    answer = other.goto(serving.new_address().replace("127.0.0.1", "evil.example"))
    assert answer is not None
    assert answer.status == 400
    for page in (first, other):
        page.close()


def test_the_served_page_asks_for_nothing_but_itself(browser: Browser, serving: Serving) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.partition("?")[0][:40]))
    page.goto(serving.new_address())
    with page.expect_request("**/report"):
        pass
    own = f"http://127.0.0.1:{serving.port}/"
    assert {url for url in asked if not url.startswith("data:")} == {own, f"{own}report"}
    page.close()
