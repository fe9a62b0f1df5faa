from __future__ import annotations

from datetime import UTC, datetime

from core.model import Candidate, Match
from core.process.people import Act, People, Person, Role

TEAM = People(
    {
        "ana": Person((Role.REVIEWER, Role.UPLOADER)),
        "bek": Person((Role.AUDITOR,)),
        "eva": Person((Role.STUDIO,), ("eva", "both/new/")),
        "own": Person((Role.OWNER,)),
    }
)


def seen_at(*paths: str) -> Candidate:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Candidate("a" * 64, paths, Match("S-1"), 9, 9, "PNG", 1, at)


def test_in_a_team_each_does_what_their_roles_allow() -> None:
    assert TEAM.team
    assert [TEAM.may(name, Act.DECIDE) for name in ("ana", "bek", "eva", "own")] == [True, False, False, True]
    assert TEAM.who_may(Act.AUDIT) == ("bek", "own")
    assert not TEAM.may("stranger", Act.DECIDE)
    assert not TEAM.knows("stranger")


def test_a_single_seller_does_everything_under_any_name() -> None:
    for people in (People(), People({"ana": Person((Role.STUDIO,), ("ana",))})):
        assert not people.team
        assert all(people.may("stranger", act) for act in Act)
        assert people.owner("stranger")
        assert not people.made("ana", seen_at("incoming/ana/x.png"))


def test_who_made_a_picture_is_told_by_every_folder_it_was_seen_in() -> None:
    assert TEAM.made("eva", seen_at("incoming/x.png", "incoming/eva/x.png"))
    assert TEAM.made("eva", seen_at("incoming/both/new/x.png"))
    assert not TEAM.made("eva", seen_at("incoming/evaluation/x.png"))
    assert not TEAM.made("ana", seen_at("incoming/eva/x.png"))
