from __future__ import annotations

from tui.page.access import Access


def test_a_token_opens_once_and_its_session_stays() -> None:
    access = Access()
    token = access.issue()
    assert access.unused
    session = access.redeem(token)
    assert session
    assert not access.unused
    assert access.admits(session)
    assert access.redeem(token) is None
    assert access.admits(session)


def test_wrong_and_empty_ones_open_nothing() -> None:
    access = Access()
    assert access.redeem("") is None
    assert not access.admits("")
    token = access.issue()
    assert access.redeem(token + "x") is None
    assert access.redeem("ключ") is None
    assert not access.admits(token)


def test_a_new_token_ends_the_one_before_and_its_session() -> None:
    access = Access()
    first = access.issue()
    session = access.redeem(first) or ""
    second = access.issue()
    assert not access.admits(session)
    assert access.redeem(first) is None
    assert access.redeem(second)
