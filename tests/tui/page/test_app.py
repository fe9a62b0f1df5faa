from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
import pytest
from starlette.testclient import TestClient

from tests.tui.page.test_watch import FAIR
from tui.i18n.catalogue import catalogue
from tui.page.access import Access
from tui.page.app import make_app
from tui.page.watch import Watch

BASE = "http://127.0.0.1:8765"
REPORT = msgspec.to_builtins(FAIR)


@dataclass
class Site:
    """The application, its parts and a clock in hand."""

    now: float = 0.0
    access: Access = field(default_factory=Access)
    watch: Watch = field(default_factory=lambda: Watch("c", "s", 2.0, 0.0))

    def __post_init__(self) -> None:
        self.app = make_app(
            "<p>the page</p>", self.watch, self.access, catalogue("en"), cookie="v", clock=lambda: self.now
        )
        self.browser = self.fresh()

    def fresh(self, base: str = BASE) -> TestClient:
        return TestClient(self.app, base_url=base)

    def enter(self) -> None:
        assert self.browser.get("/", params={"t": self.access.issue()}).text == "<p>the page</p>"

    def report(self, **changes: object) -> int:
        headers = {"Origin": BASE}
        return self.browser.post("/report", json={**REPORT, **changes}, headers=headers).status_code


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_token_is_traded_for_a_cookie_that_scripts_and_other_sites_never_get(site: Site) -> None:
    answer = site.browser.get("/", params={"t": site.access.issue()}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert site.browser.get("/").text == "<p>the page</p>"
    assert site.browser.get("/").status_code == 200, "a reload is no new visitor"


def test_without_a_token_there_is_only_a_sentence(site: Site) -> None:
    site.access.issue()
    for params in ({}, {"t": ""}, {"t": "wrong"}):
        answer = site.browser.get("/", params=params)
        assert answer.status_code == 403
        assert "the page" not in answer.text
    assert site.access.unused


def test_a_used_token_is_refused_to_everybody_else(site: Site) -> None:
    token = site.access.issue()
    assert site.browser.get("/", params={"t": token}).status_code == 200
    assert site.fresh().get("/", params={"t": token}).status_code == 403
    assert site.browser.get("/", params={"t": token}).status_code == 200, "the same browser, again"


def test_a_look_at_the_head_uses_no_token_up(site: Site) -> None:
    token = site.access.issue()
    assert site.browser.head("/", params={"t": token}).status_code == 403
    assert site.access.unused


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "192.168.0.9", ""]
)
def test_a_foreign_host_is_refused_and_the_token_is_not_used_up(site: Site, host: str) -> None:
    answer = site.browser.get("/", params={"t": site.access.issue()}, headers={"Host": host})
    assert answer.status_code == 400
    assert site.access.unused


def test_the_far_end_of_a_tunnel_may_have_another_port_and_name(site: Site) -> None:
    browser = site.fresh("http://localhost:9000")
    assert browser.get("/", params={"t": site.access.issue()}).status_code == 200
    answer = browser.post("/report", json=REPORT, headers={"Origin": "http://localhost:9000"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:8765"]
)
def test_a_foreign_origin_is_refused(site: Site, origin: str) -> None:
    site.enter()
    answer = site.browser.post("/report", json=REPORT, headers={"Origin": origin})
    assert answer.status_code == 403
    assert site.browser.get("/", headers={"Origin": origin}).status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_a_report_without_an_origin_is_refused(site: Site) -> None:
    site.enter()
    assert site.browser.post("/report", json=REPORT).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/index.html", "/report", "/assets/page.js", "/../vitrina.toml", "/%2e%2e/", "/sources/", "/docs"],
)
def test_there_is_nothing_else(site: Site, path: str) -> None:
    site.enter()
    answer = site.browser.get(path)
    assert answer.status_code in (404, 405)
    assert answer.text == str(answer.status_code)


@pytest.mark.parametrize("path", ["/", "/report", "/nothing"])
def test_every_answer_is_guarded(site: Site, path: str) -> None:
    headers = site.browser.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_reports_count_and_are_answered_with_how_far_the_look_is(site: Site) -> None:
    site.enter()
    for second in (1.0, 2.0):
        site.now = second
        answer = site.browser.post("/report", json=REPORT, headers={"Origin": BASE})
    says = "Seen on 1920×1080 for 2 s. For questions about small things show it at 100 % too (z)."
    assert answer.json() == {"says": says, "level": "seen", "progress": 1.0}
    assert site.watch.seen() is not None
    site.now = 3.0
    closer = {**REPORT, "zoom": 100}
    answer = site.browser.post("/report", json=closer, headers={"Origin": BASE})
    assert answer.json()["says"] == "Seen on 1920×1080 for 3 s."


def test_a_phone_sized_window_is_told_that_it_does_not_count(site: Site) -> None:
    site.enter()
    site.now = 9.0
    answer = site.browser.post(
        "/report", json={**REPORT, "width": 430, "height": 932}, headers={"Origin": BASE}
    )
    assert answer.json()["level"] == "blocked"
    assert "430×932" in answer.json()["says"]
    assert site.watch.status().seconds == 0


def test_a_report_needs_the_session(site: Site) -> None:
    assert site.report() == 403
    site.enter()
    site.access.issue()
    assert site.report() == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"seconds": -1},
        {"seconds": 1e9},
        {"width": 0},
        {"width": 10**9},
        {"width": 1.5},
        {"scale": 0},
        {"zoom": -3},
        {"decoded": "yes"},
        {"candidate": "c" * 65},
        {"more": 1},
        {"source_seconds": None},
    ],
)
def test_a_report_out_of_bounds_is_refused(site: Site, changes: dict[str, object]) -> None:
    site.enter()
    site.now = 1.0
    assert site.report(**changes) == 400
    assert site.watch.status().seconds == 0


@pytest.mark.parametrize("changes", [{"candidate": "other"}, {"source": "other"}])
def test_a_report_about_another_pair_is_refused(site: Site, changes: dict[str, object]) -> None:
    site.enter()
    assert site.report(**changes) == 409


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{" * 2000, "application/json", 400),
        (b"[" * 5000, "application/json", 413),
        (b"\xff\xfe", "application/json", 400),
        (b'{"seconds": NaN}', "application/json", 400),
        (b"", "application/json", 400),
        (b"{}", "text/plain", 415),
    ],
)
def test_a_body_that_is_no_report_is_refused(site: Site, body: bytes, kind: str, code: int) -> None:
    site.enter()
    headers = {"Origin": BASE, "Content-Type": kind}
    assert site.browser.post("/report", content=body, headers=headers).status_code == code
