from __future__ import annotations

import pytest

from tui.cli.doctor.terminal import colour_depth, terminal_checks


def levels(
    environment: dict[str, str], size: tuple[int, int] | None = (120, 40), encoding: str = "utf-8"
) -> dict[str, str]:
    return {found.id: found.level for found in terminal_checks(environment, size, encoding)}


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 1 << 24),
        ({"TERM": "xterm-direct"}, 1 << 24),
        ({"WT_SESSION": "1"}, 1 << 24),
        ({"TERM": "tmux-256color"}, 256),
        ({"TERM": "linux"}, 16),
        ({"TERM": "dumb"}, 0),
        ({}, 0),
    ],
)
def test_depth_is_what_the_terminal_says(environment: dict[str, str], depth: int) -> None:
    assert colour_depth(environment) == depth


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
