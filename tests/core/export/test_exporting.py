"""A part of the demo, reviewed, audited and exported to three marketplaces; the folders are read back."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.demo import build, products
from core.demo.build import build_demo
from core.desk import Desk
from core.errors import (
    ExportBusy,
    ExportTaken,
    NotAllowed,
    NotExported,
    RulesStale,
    UnknownMarketplace,
    UnknownSku,
)
from core.export.exporting import ExportDone, ExportWords
from core.export.folder import whole_folder
from core.identity import Identity
from core.imaging.decode import load_srgb
from core.model import Answer, Draft, Looked, Proof, State
from core.process.sla import Stage
from core.workspace import CONFIG_NAME, Workspace, create_workspace, open_workspace

SCALE = 0.8
"""Of the demo's pictures: 720 by 960 pixels, which Wildberries takes."""
SOLD = (products.TEE, products.SNEAKERS, products.MUG)
WORDS = ExportWords(disclaimer={"en": "no promise"}, readme=lambda shipment: f"{shipment.pack.id}\n")
SETTINGS = "[audit]\nself_audit_hours = 0\n[drift]\nmeasure = false\n"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which three SKUs are approved, audited and in closed batches."""
    base = tmp_path_factory.mktemp("export")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VITRINA_STATE_DIR", str(base / "state"))
        patch.setenv("VITRINA_CACHE_DIR", str(base / "cache"))
        patch.setattr(build.p, "PHOTOGRAPHED", SOLD)
        patch.setattr(build, "_strays", lambda *_: iter(()))
        workspace = create_workspace(base / "shop")
        (workspace.root / CONFIG_NAME).write_text(SETTINGS, "utf-8")
        build_demo(workspace.sources, workspace.incoming, workspace.listings, scale=SCALE)
        for path in (*workspace.sources.iterdir(), *workspace.incoming.iterdir()):
            os.utime(path, (1_760_000_000, 1_760_000_000))
        desk = Desk.open(workspace, person="ana")
        desk.taking_in.scan()
        for category in {row.listing.category for row in desk.queue() if row.listing}:
            review(desk, category)
        desk.close()
    return workspace.root


def review(desk: Desk, category: str) -> None:
    """Decide everything of a category in a pilot, take the second looks, and close it."""
    batch = desk.batching.open(category).batches[0]
    for row in desk.queue():
        if row.batch == batch and row.candidate is not None:
            if row.candidate.match.attempt == 1 and "__a1" in row.path:
                desk.deciding.reject(row.sha256, Draft(), ["shape"])
            else:
                desk.deciding.approve(row.sha256, draft(desk, row.sha256))
    for look in desk.auditing.looks(batch):
        first = look.decision.verdict
        reasons = look.decision.reasons
        desk.deciding.audit(look.row.sha256, first, draft(desk, look.row.sha256), reasons)
    desk.batching.close(batch)


def draft(desk: Desk, sha: str) -> Draft:
    seen = Proof.DECLARED
    looked = Looked(
        seconds=60, compare=seen, phone=seen, large_screen=seen, colour=seen, detail=seen, source_sharp=seen
    )
    return Draft({item.id: Answer.PASS for item in desk.gating.asked(desk.find(sha)).items}, looked=looked)


@pytest.fixture
def shop(reviewed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A copy of the reviewed workspace for one test."""
    monkeypatch.setenv("VITRINA_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(tmp_path / "cache"))
    return open_workspace(Path(shutil.copytree(reviewed, tmp_path / "shop")))


@pytest.fixture
def desk(shop: Workspace) -> Iterator[Desk]:
    opened = Desk.open(shop, person="ana")
    yield opened
    opened.close()


def export(desk: Desk, marketplace: str, out: Path | None = None) -> ExportDone:
    exporting = desk.exporting
    return exporting.run(exporting.plan(marketplace), out or desk.workspace.exports, WORDS)


def tree(folder: Path | None) -> dict[str, bytes]:
    assert folder is not None
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def exported_events(desk: Desk) -> list[Any]:
    with desk._history.state() as ledger:
        return [entry.event for entry in ledger.of_process() if entry.event.KIND == "exported"]


@pytest.mark.parametrize("marketplace", ["kaspi", "ozon", "wildberries"])
def test_what_is_exported_reads_back_as_what_was_approved(desk: Desk, marketplace: str) -> None:
    done = export(desk, marketplace)
    assert done.folder is not None
    files = tree(done.folder)
    manifest = json.loads(files.pop("manifest.json"))
    table = list(csv.DictReader(io.StringIO(files.pop("manifest.csv").decode("utf-8-sig")), delimiter=";"))
    assert files.pop("README.txt") == f"{marketplace}\n".encode()
    assert (manifest["marketplace"], manifest["disclaimer"]) == (marketplace, {"en": "no promise"})
    assert manifest["rule_pack"]["version"] == desk.packs[marketplace].version
    sold = {sku for sku, row in desk.listings.now.rows.items() if marketplace in row.marketplaces}
    approved = {row.sha256: row for row in desk.queue() if row.state is State.APPROVED and row.sku in sold}
    assert {card["sku"] for card in manifest["cards"]} == {row.sku for row in approved.values()}
    pictures = [(card, picture) for card in manifest["cards"] for picture in card["pictures"]]
    assert [row["file"] for row in table] == [picture["file"] for _, picture in pictures]
    assert [row["sku"] for row in table] == [card["sku"] for card, _ in pictures]
    cards = {sha for sha, row in approved.items() if row.candidate and row.candidate.match.slot != "ad"}
    assert {picture["approved_sha256"] for _, picture in pictures} == cards
    taken = {"kaspi": {"JPEG", "WEBP", "PNG"}, "ozon": {"JPEG", "PNG"}}.get(
        marketplace, {"JPEG", "PNG", "WEBP"}
    )
    for card, picture in pictures:
        data = files.pop(picture["file"])
        assert hashlib.sha256(data).hexdigest() == picture["sha256"]
        row = approved[picture["approved_sha256"]]
        assert row.sku == card["sku"]
        assert row.candidate is not None
        assert picture["decision"] in {head.id for head in row.candidate.heads}
        assert picture["slot"] == row.candidate.match.slot.value
        assert (picture["number"] == 1) is (picture["slot"] == "main")
        image = Image.open(io.BytesIO(data))
        assert image.format in taken
        assert (image.width, image.height) == (picture["width"], picture["height"])
        assert not {"exif", "icc_profile", "xmp"} & set(image.info)
        original = load_srgb(desk.workspace.absolute(row.path), max_pixels=10_000_000)
        small = [
            one.convert("RGBA").resize((9, 12), Image.Resampling.BOX).convert("RGB")
            for one in (original, image)
        ]
        if not original.has_transparency_data:
            apart = [abs(a - b) for a, b in zip(small[0].tobytes(), small[1].tobytes(), strict=True)]
            assert max(apart) <= 3
    assert files == {}, "nothing lies there that the manifest does not name"


def test_names_are_the_skus_where_they_can_be_and_files_are_what_the_cabinet_asks_for(desk: Desk) -> None:
    files = tree(export(desk, "ozon").folder)
    assert {"MUG-330.png", "MUG-330_1.jpg", "MUG-330_2.jpg"} < set(files)
    assert any(name.startswith("KR204-42~") for name in files)
    folders = {name.partition("/")[0] for name in tree(export(desk, "wildberries").folder) if "/" in name}
    assert "MUG-330" in folders
    assert any(name.startswith("DP02-cherny") for name in folders)
    assert all(name.isascii() for name in folders)


def test_the_same_again_is_the_same_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    first = export(desk, "wildberries")
    assert first.new
    again = export(desk, "wildberries")
    assert (again.folder, again.id, again.new) == (first.folder, first.id, False)
    assert len(exported_events(desk)) == 1, "nothing was written, so nothing is recorded"
    other = export(desk, "wildberries", tmp_path / "usb")
    assert other.new
    assert tree(other.folder) == tree(first.folder)
    (event, _) = exported_events(desk)
    assert (event.marketplace, event.export) == ("wildberries", first.id)
    assert hashlib.sha256(tree(first.folder)["manifest.json"]).hexdigest() == first.id
    assert {card.sku for card in event.cards} == {one.card.sku for one in first.shipment.cards}


def test_a_folder_that_somebody_changed_is_left_alone(desk: Desk) -> None:
    done = export(desk, "ozon")
    assert done.folder is not None
    (done.folder / "note.txt").write_text("mine", "utf-8")
    before = tree(done.folder)
    with pytest.raises(ExportTaken):
        export(desk, "ozon")
    assert tree(done.folder) == before
    assert [path.name for path in desk.workspace.exports.iterdir()] == [done.folder.name]


def test_an_export_that_is_stopped_leaves_nothing(desk: Desk) -> None:
    def stop(done: int, _: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    plan = desk.exporting.plan("wildberries")
    with pytest.raises(KeyboardInterrupt):
        desk.exporting.run(plan, desk.workspace.exports, WORDS, stop)
    assert list(desk.workspace.exports.iterdir()) == []
    assert exported_events(desk) == []


def test_what_is_taken_back_while_it_is_written_is_left_out(desk: Desk, shop: Workspace) -> None:
    mug = next(row for row in desk.queue() if row.sku == "MUG-330" and row.state is State.APPROVED)
    plan = desk.exporting.plan("ozon")
    other = Desk.open(shop, person="eva", identity=Identity("laptop", "eva", "eva"))

    def take_back(done: int, whole: int) -> None:
        if done == whole:
            other.deciding.undo(mug.sha256)

    done = desk.exporting.run(plan, shop.exports, WORDS, take_back)
    other.close()
    assert [one.card.sku for one in done.shipment.cards] == ["KR204 *42"]
    assert [(one.sku, one.broken) for one in done.left_out if one.broken] == [("MUG-330", True)]
    assert not [name for name in tree(done.folder) if name.startswith("MUG-330")]
    assert "MUG-330" not in tree(done.folder)["manifest.json"].decode()
    assert "MUG-330" not in desk.process.sent().exports


KILLED = """
import os, signal, sys
from pathlib import Path
from core.desk import Desk
from core.export.exporting import ExportWords
from core.workspace import open_workspace
desk = Desk.open(open_workspace(Path(sys.argv[1])), person="ana")
words = ExportWords({}, lambda _: "")
kill = lambda done, _: done == 1 and os.kill(os.getpid(), signal.SIGKILL)
desk.exporting.run(desk.exporting.plan("wildberries"), desk.workspace.exports, words, kill)
"""


def test_an_export_that_is_killed_leaves_nothing_that_the_next_does_not_take_away(
    desk: Desk, shop: Workspace
) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(shop.root)], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = [path.name for path in shop.exports.iterdir()]
    assert [name for name in left if not name.startswith(".export-")] == []
    assert len(left) == 1
    done = export(desk, "wildberries")
    assert list(shop.exports.iterdir()) == [done.folder]


def test_two_exports_into_one_place_do_not_meet(desk: Desk, shop: Workspace, tmp_path: Path) -> None:
    other = whole_folder(shop.exports, owner="laptop.bek", locks=tmp_path / "state" / "locks")
    with other, pytest.raises(ExportBusy):
        export(desk, "ozon")
    assert export(desk, "ozon").new


def test_a_file_that_is_not_the_approved_one_keeps_its_pack_and_the_others_go(desk: Desk) -> None:
    mug = next(
        row
        for row in desk.queue()
        if row.sku == "MUG-330" and row.candidate and row.candidate.match.slot == "main"
    )
    path = desk.workspace.absolute(mug.path)
    data = path.read_bytes()
    plan = desk.exporting.plan("ozon")
    path.write_bytes(data + b" ")
    assert [one.why[0].id for one in desk.exporting.plan("ozon").left_out if one.broken] == [
        "export-file-changed"
    ]
    done = desk.exporting.run(plan, desk.workspace.exports, WORDS)
    assert [(one.sku, one.why[0].id) for one in done.left_out if one.broken] == [
        ("MUG-330", "export-file-changed")
    ], "it changed between the look at it and the writing"
    assert [one.card.sku for one in done.shipment.cards] == ["KR204 *42"]
    path.unlink()
    assert [one.why[0].id for one in desk.exporting.plan("ozon").left_out if one.broken] == [
        "export-file-missing"
    ]


def test_every_pack_that_stays_is_named_with_why(desk: Desk) -> None:
    left = {one.sku: [what.id for what in one.why] for one in desk.exporting.plan("ozon").left_out}
    assert left == {"DP02/черный": ["export-elsewhere"]}
    row = next(row for row in desk.queue() if row.sku == "MUG-330" and row.state is State.APPROVED)
    desk.deciding.undo(row.sha256)
    left = {one.sku: [what.id for what in one.why] for one in desk.exporting.plan("ozon").left_out}
    assert left["MUG-330"][0].startswith("pack-holds-")
    named = desk.exporting.plan("ozon", ["MUG-330"])
    assert (named.cards, [one.sku for one in named.left_out]) == ((), ["MUG-330"])


def test_a_rule_that_blocks_keeps_a_pack_and_one_that_warns_does_not(desk: Desk, shop: Workspace) -> None:
    own = shop.checklists / "marketplaces"
    own.mkdir(parents=True)
    text = (Path(build.__file__).parents[2] / "checklists/marketplaces/ozon.toml").read_text("utf-8")
    rule = (
        '\n[[rule]]\nid = "{0}"\ncheck = "min-size"\nwidth = 2000\nheight = 2000\n'
        'level = "{0}"\nconfidence = "A"\nsources = ["help-images"]\n'
    )
    (own / "ozon.toml").write_text(text + rule.format("warn"), "utf-8")
    warned = Desk.open(shop, person="ana")
    done = export(warned, "ozon")
    assert {
        found.rule.id for card in done.shipment.cards for one in card.pictures for found in one.warnings
    } == {"warn"}
    (own / "ozon.toml").write_text(text + rule.format("block"), "utf-8")
    blocked = export(Desk.open(shop, person="ana"), "ozon")
    assert blocked.folder is None
    assert {one.why[0].id for one in blocked.left_out if one.broken} == {"rules-broken"}


def test_rules_past_their_date_close_the_export_until_somebody_checked_them(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(shop, person="ana")
    later = desk.packs["ozon"].review_by.replace(year=2028)
    monkeypatch.setattr("core.desk.utc_now", lambda: datetime(later.year, 1, 1, tzinfo=UTC))
    with pytest.raises(RulesStale):
        desk.exporting.plan("ozon")
    (shop.root / CONFIG_NAME).write_text(SETTINGS + '[export]\nstale_rules = "warn"\n', "utf-8")
    plan = Desk.open(shop, person="ana").exporting.plan("ozon")
    assert plan.standing.stale
    assert plan.cards


def test_an_upload_begins_the_wait_for_the_marketplace(desk: Desk) -> None:
    with pytest.raises(NotExported):
        desk.exporting.upload("ozon", ["MUG-330"])
    for marketplace in ("kaspi", "ozon", "wildberries"):
        export(desk, marketplace)
    assert desk.exporting.upload("ozon", desk.exporting.to_upload("ozon")) == ("KR204 *42", "MUG-330")
    assert desk.exporting.to_upload("ozon") == (), "said once, the clock does not begin anew"
    cards = {card.sku: card for card in desk.process.board()}
    assert cards["MUG-330"].stage is Stage.CABINET
    assert [(one.id, one.args["where"]) for one in cards["MUG-330"].missing] == [
        ("missing-upload", "kaspi, wildberries")
    ]
    for marketplace in ("kaspi", "wildberries"):
        desk.exporting.upload(marketplace, ["MUG-330", "MUG-330"])
    again = Desk.open(desk.workspace, person="bek")
    cards = {card.sku: card for card in again.process.board()}
    assert cards["MUG-330"].stage is Stage.POST_MODERATION
    assert cards["KR204 *42"].stage is Stage.CABINET
    upload = again.process.sent().uploads["MUG-330"]["kaspi"]
    assert upload.person == "ana"
    assert set(upload.pictures) <= {row.sha256 for row in again.queue() if row.state is State.APPROVED}


def test_who_may_not_upload_may_not_export_either(shop: Workspace) -> None:
    team = '[people.ana]\nroles = ["reviewer"]\n[people.bek]\nroles = ["uploader"]\n'
    (shop.root / CONFIG_NAME).write_text(SETTINGS + team, "utf-8")
    for act in ("plan", "upload"):
        with pytest.raises(NotAllowed):
            getattr(Desk.open(shop, person="ana").exporting, act)("ozon", ["MUG-330"])
    assert Desk.open(shop, person="bek").exporting.plan("ozon").cards


def test_what_is_not_known_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownMarketplace):
        desk.exporting.plan("bazaar")
    with pytest.raises(UnknownSku):
        desk.exporting.plan("ozon", ["NOPE"])
