from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def id_(vitrina: Callable[..., Any], stocked: Any) -> str:
    document = json.loads(vitrina("queue", "--json", "--workspace", stocked.root).out)
    found: str = document["candidates"][0]["id"]
    return found


@pytest.fixture
def compare(vitrina: Callable[..., Any], stocked: Any, id_: str) -> Callable[..., Any]:
    return lambda *arguments: vitrina("compare", id_, *arguments, "--workspace", stocked.root)


def test_a_page_is_written_into_the_workspace(compare: Callable[..., Any], stocked: Any, id_: str) -> None:
    document = json.loads(compare("--json").out)
    page = Path(document["page"])
    assert page == stocked.root.resolve() / "pages" / f"A-1__main__{id_}.html"
    assert page.stat().st_size == document["bytes"]
    assert document["source"] == "sources/A-1.png"
    assert document["reduced"] == []
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_a_written_page_is_said_to_count_as_declared_only(compare: Callable[..., Any]) -> None:
    ran = compare()
    assert ran.code == 0
    assert "only be declared" in ran.out
    assert "--serve" in ran.out


def test_nothing_is_overwritten_unless_told_to(compare: Callable[..., Any], tmp_path: Path) -> None:
    page = tmp_path / "mine.html"
    page.write_text("mine")
    ran = compare("--out", page)
    assert ran.code == 1
    assert "--force" in ran.err
    assert page.read_text() == "mine"
    assert compare("--out", page, "--force").code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.glob("*.tmp")] == []


def test_where_nothing_can_be_written_is_said(compare: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = compare("--out", tmp_path / "file" / "page.html")
    assert ran.code == 1
    assert "cannot be written" in ran.err
    assert compare("--out", f"{tmp_path}/a\0b").code == 1


def test_a_sku_cannot_lead_the_page_out_of_its_folder(vitrina: Callable[..., Any], shop: Any) -> None:
    (shop.root / "listings.csv").write_text("sku;title\nx/../../y;Polo\n", "utf-8")
    shop.picture("sources/x%2F..%2F..%2Fy.png", seed=1)
    shop.picture("incoming/x%2F..%2F..%2Fy__main.png", seed=2)
    vitrina("scan", "--workspace", shop.root)
    (candidate,) = json.loads(vitrina("queue", "--json", "--workspace", shop.root).out)["candidates"]
    assert candidate["sku"] == "x/../../y"
    page = Path(
        json.loads(vitrina("compare", candidate["id"], "--json", "--workspace", shop.root).out)["page"]
    )
    assert page.parent == shop.root.resolve() / "pages"


def test_a_candidate_without_a_source_has_nothing_to_compare(vitrina: Callable[..., Any], shop: Any) -> None:
    shop.picture("incoming/A-1__main.png")
    vitrina("scan", "--workspace", shop.root)
    (candidate,) = json.loads(vitrina("queue", "--json", "--workspace", shop.root).out)["candidates"]
    ran = vitrina("compare", candidate["id"], "--workspace", shop.root)
    assert ran.code == 1
    assert "no source photo" in ran.err


@pytest.mark.parametrize(
    "arguments", [("--port", "8765"), ("--serve", "--out", "x.html"), ("--serve", "--force")]
)
def test_options_of_the_other_way_are_wrong_usage(
    compare: Callable[..., Any], arguments: tuple[str, ...]
) -> None:
    ran = compare(*arguments)
    assert ran.code == 2
    assert "--serve" in ran.err


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_is_wrong_usage(compare: Callable[..., Any], port: str) -> None:
    assert compare("--serve", f"--port={port}").code == 2


def test_it_is_served_until_ctrl_c_and_says_that_nobody_looked(stocked: Any, id_: str) -> None:
    command = [sys.executable, "-m", "tui.cli.main", "compare", id_, "--serve", "--json"]
    environment = {**os.environ, "SSH_CONNECTION": "10.0.0.2 1 10.0.0.7 22", "DISPLAY": ":0"}
    served = subprocess.Popen(
        [*command, "--workspace", str(stocked.root)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        document = json.loads(first_document(served))
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?t=\S{16}", document["address"])
        assert document["ssh"].startswith(f"ssh -N -L {document['port']}:127.0.0.1:{document['port']}")
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with browser.open(document["address"], timeout=10) as answer:
            assert answer.read(15) == b"<!doctype html>"
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(document["address"], timeout=10)
        served.send_signal(signal.SIGINT)
        _, err = served.communicate(timeout=20)
    finally:
        served.kill()
        served.wait()
    assert served.returncode == 1
    assert "Not recorded" in err
    assert "Traceback" not in err


def first_document(served: subprocess.Popen[str]) -> str:
    assert served.stdout is not None
    text = ""
    for line in iter(served.stdout.readline, ""):
        text += line
        if line.startswith("}"):
            break
    return text
