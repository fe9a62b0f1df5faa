from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checklists.loader import load_checklists, validate
from checklists.raising import raised
from core.config import Config
from core.errors import ChecklistNotRaised, NotAllowed
from core.metrics.proposals import Proposal, proposals
from core.process.people import Role
from core.process_config import PersonSection
from tests.core.metrics.conftest import Shop

LISTS = load_checklists()[0]


def lighter(category: str) -> tuple[str, str]:
    """Return an item of a category below `blocker`, and its reason."""
    item = next(item for item in LISTS[category].items if item.severity != "blocker")
    return item.id, item.reason


def test_what_escaped_often_enough_is_proposed() -> None:
    item, reason = lighter("jewelry")
    found = proposals({"jewelry": Counter({reason: 4, "": 9, "shape": 2})}, LISTS, least=3)
    assert [(one.escaped, one.item.id if one.item else "") for one in found] == [(4, item)]


def test_a_reason_that_every_question_weighs_fully_is_left_alone() -> None:
    full = next(
        item.reason
        for item in LISTS["jewelry"].items
        if all(one.severity == "blocker" for one in LISTS["jewelry"].items if one.reason == item.reason)
    )
    assert proposals({"jewelry": Counter({full: 40})}, LISTS, least=3) == ()


def test_a_reason_that_no_question_asks_about_is_said_so() -> None:
    asked = {item.reason for item in LISTS["jewelry"].items}
    missing = next(code for code in ("kit", "pattern", "halo", "clipped") if code not in asked)
    (found,) = proposals({"jewelry": Counter({missing: 3})}, LISTS, least=3)
    assert found.item is None


def proposal(shop: Shop) -> Proposal:
    item, reason = lighter("jewelry")
    shop.list("R-1")
    shop.decide(shop.arrive("R-1"))
    found = proposals({"jewelry": Counter({reason: 4})}, LISTS, least=3)
    return next(one for one in found if one.item and one.item.id == item)


def severity(shop: Shop, item: str) -> str:
    found = load_checklists(shop.root / "checklists")[0]["jewelry"]
    return next(one.severity for one in found.items if one.id == item)


def test_taking_over_writes_a_checklist_of_the_workspace_and_is_recorded(shop: Shop) -> None:
    wanted = proposal(shop)
    assert wanted.item is not None
    path = shop.metrics.take_over(wanted)
    assert path == shop.root / "checklists" / "jewelry.toml"
    assert validate(path) == ()
    assert severity(shop, wanted.item.id) == "blocker"
    (one,) = shop.metrics.raised()
    assert (one.person, one.event.item, one.event.escaped) == ("ana", wanted.item.id, 4)
    assert (one.event.was, one.event.severity) == (wanted.item.severity, "blocker")
    assert shop.checklists["jewelry"].version != LISTS["jewelry"].version
    with pytest.raises(ChecklistNotRaised, match="raised"):
        shop.metrics.take_over(wanted)


def test_a_sellers_own_checklist_is_kept_beside_the_new_one(shop: Shop) -> None:
    wanted = proposal(shop)
    assert wanted.item is not None
    folder = shop.root / "checklists"
    folder.mkdir()
    shipped = Path(validate.__globals__["__file__"]).parent / "categories" / "jewelry.toml"
    own = folder / "rings.toml"
    own.write_text("# ours\n" + shipped.read_text("utf-8"), "utf-8")
    before = own.read_bytes()
    assert shop.metrics.take_over(wanted) == own
    assert own.read_text("utf-8").startswith("# ours\n")
    (kept,) = folder.glob("rings.toml.before-*")
    assert kept.read_bytes() == before
    assert load_checklists(folder)[1] == ()


def test_only_an_owner_may(shop: Shop, tmp_path: Path) -> None:
    people = {"ana": PersonSection(roles=(Role.REVIEWER,)), "eva": PersonSection(roles=(Role.OWNER,))}
    team = Shop(tmp_path / "team", Config(people=people))
    with pytest.raises(NotAllowed):
        team.metrics.take_over(proposal(team))
    assert not (team.root / "checklists").exists()
    team.history.close()


@pytest.mark.parametrize("category", sorted(LISTS))
def test_every_item_of_the_shipped_checklists_can_be_raised(category: str) -> None:
    folder = Path(validate.__globals__["__file__"]).parent / "categories"
    text = (folder / f"{category}.toml").read_text("utf-8")
    for item in LISTS[category].items:
        new = raised(text, item.id, "blocker")
        assert new is not None
        changed = [pair for pair in zip(text.split("\n"), new.split("\n"), strict=True) if pair[0] != pair[1]]
        assert len(changed) == (item.severity != "blocker")


def test_what_cannot_be_changed_in_its_place_is_left() -> None:
    assert raised('item = [{ id = "a", severity = "minor" }]', "a", "blocker") is None
    assert raised('[[item]]\nid = "a"\nseverity = "minor"\n', "b", "blocker") is None
