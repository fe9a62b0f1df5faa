from __future__ import annotations

import pytest

from tui.page import reach
from tui.page.reach import has_desktop, over_ssh, qr_lines, ssh_line

ADDRESS = "http://127.0.0.1:45675/?t=zqNIS9fRMd9RsjM8"
_MODULES = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"])
def test_no_browser_is_opened_over_ssh_even_with_a_forwarded_display(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for platform in ("linux", "darwin", "win32"):
        monkeypatch.setattr(reach.sys, "platform", platform)
        assert over_ssh({name: "x", "DISPLAY": ":0"})
        assert not has_desktop({name: "x", "DISPLAY": ":0"})


def test_a_desktop_is_known_by_its_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach.sys, "platform", "linux")
    assert has_desktop({"DISPLAY": ":0"})
    assert has_desktop({"WAYLAND_DISPLAY": "wayland-0"})
    assert not has_desktop({})
    monkeypatch.setattr(reach.sys, "platform", "darwin")
    assert has_desktop({})


def test_the_line_to_paste_leads_to_where_the_session_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach.getpass, "getuser", lambda: "ana")
    line = ssh_line(8765, {"SSH_CONNECTION": "10.0.0.2 50100 10.0.0.7 22"})
    assert line == "ssh -N -L 8765:127.0.0.1:8765 ana@10.0.0.7"
    line = ssh_line(8765, {"SSH_CONNECTION": "10.0.0.2 50100 fe80::1%eth0 2222"})
    assert line == "ssh -N -L 8765:127.0.0.1:8765 -p 2222 ana@fe80::1%eth0"


def test_a_hostile_environment_cannot_slip_a_command_into_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach.getpass, "getuser", lambda: "ana;rm")
    line = ssh_line(8765, {"SSH_CONNECTION": "a b $(reboot) 2;x"})
    assert line == "ssh -N -L 8765:127.0.0.1:8765 -p '2;x' 'ana;rm@$(reboot)'"


def test_the_code_is_a_square_with_three_finders_and_a_light_border() -> None:
    lines = qr_lines(ADDRESS)
    assert {len(line) for line in lines} == {33}
    rows = [[_MODULES[glyph][half] for glyph in line] for line in lines for half in (0, 1)]
    assert not any(rows[0]) and not any(rows[1])  # noqa: PT018 one border
    finder = [[1] * 7, [1, 0, 0, 0, 0, 0, 1], [1, 0, 1, 1, 1, 0, 1]]
    for top, left in ((2, 2), (2, 24), (24, 2)):
        for number, expected in enumerate(finder):
            assert rows[top + number][left : left + 7] == expected


def test_the_code_fits_beside_the_status_on_a_small_terminal() -> None:
    assert len(qr_lines(ADDRESS)) <= 17
