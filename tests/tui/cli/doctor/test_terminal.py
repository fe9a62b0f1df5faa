from __future__ import annotations

from tui.cli.doctor.terminal import terminal_checks


def levels(
    environment: dict[str, str], size: tuple[int, int] | None = (120, 40), encoding: str = "utf-8"
) -> dict[str, str]:
    return {found.id: found.level for found in terminal_checks(environment, size, encoding)}


def test_a_good_terminal_is_all_ok() -> None:
    found = levels({"TERM": "xterm-256color", "COLORTERM": "truecolor", "SSH_TTY": "/dev/pts/1", "TMUX": "x"})
    assert set(found.values()) == {"ok"}
    assert {"tmux", "ssh"} <= found.keys()


def test_what_is_missing_is_found() -> None:
    found = levels({"TERM": "dumb", "NO_COLOR": "1", "TMUX": "x"}, (79, 24), "ansi_x3.4-1968")
    assert found == {
        "terminal-size": "warn",
        "colours": "bad",
        "no-color": "warn",
        "characters": "bad",
        "tmux": "warn",
    }
    assert levels({}, None)["terminal-size"] == "warn"
