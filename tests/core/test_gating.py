from __future__ import annotations

from core.desk import Desk
from core.workspace import Workspace
from tests.core.conftest import Draw, finished


def test_the_pictures_of_a_card_are_counted_with_those_approved_before(
    desk: Desk, sha: str, workspace: Workspace, draw_picture: Draw
) -> None:
    workspace.listings.write_text("sku,category,marketplaces\nS-1,shoes,souk\n", "utf-8")
    (workspace.checklists / "marketplaces").mkdir()
    (workspace.checklists / "marketplaces" / "souk.toml").write_text(ONE_PICTURE, "utf-8")
    draw_picture(workspace.incoming / "S-1__detail.png", 3)
    again = Desk.open(workspace, person="ana")
    again.taking_in.scan()
    detail = next(row.sha256 for row in again.queue() if row.sha256 != sha)
    assert again.gating.found(again.find(detail)).rules == ()
    again.deciding.approve(sha, finished(again, sha))
    (finding,) = again.gating.found(again.find(detail)).rules
    assert (finding.level, finding.says.args["found"]) == ("block", "2")
    assert again.gating.found(again.find(sha)).rules == (), "an approved picture is not counted beside itself"
    again.close()


ONE_PICTURE = """schema = 1
id = "souk"
help = "https://souk.example"
collected = 2026-11-01
review_by = 2027-01-01
review_days = 30
ai = "not-found"
name = { en = "Souk", ru = "Базар", kk = "Базар" }
[[source]]
id = "page"
url = "https://souk.example"
kind = "official"
seen = 2026-11-01
[[rule]]
id = "one"
check = "max-count"
pictures = 1
level = "block"
confidence = "A"
sources = ["page"]
"""
