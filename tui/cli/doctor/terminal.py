"""The terminal: size, colours, characters, and what stands between it and this program. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tui.cli.doctor.check import Check, check
from tui.render.rendering import colour_depth

COLUMNS, ROWS = 80, 24
"""The smallest terminal for which the desk is laid out."""


def terminal_checks(
    environment: Mapping[str, str], size: tuple[int, int] | None, encoding: str
) -> tuple[Check, ...]:
    """Return the checks; `size` is columns and rows, None without a terminal, `encoding` that of stdout."""
    return (
        _size(size),
        _colours(environment),
        *_no_colour(environment),
        _characters(encoding),
        *_between(environment),
    )


def _size(size: tuple[int, int] | None) -> Check:
    if size is None:
        return check("terminal-size", "warn", "no-terminal")
    columns, rows = size
    fits = columns >= COLUMNS and rows >= ROWS
    facts = {"columns": columns, "rows": rows}
    return check("terminal-size", "ok" if fits else "warn", "size" if fits else "size-small", **facts)


def _colours(environment: Mapping[str, str]) -> Check:
    depth = colour_depth(environment)
    term = environment.get("TERM", "")
    facts: dict[str, str | int] = {"colours": depth, "term": term or "-"}
    if depth > 256:
        return check("colours", "ok", "colours-true", **facts)
    if depth == 256:
        return check("colours", "warn", "colours-256", **facts)
    return check("colours", "warn" if depth else "bad", "colours-few", **facts)


def _no_colour(environment: Mapping[str, str]) -> tuple[Check, ...]:
    return (check("no-color", "warn", "no-color"),) if environment.get("NO_COLOR") else ()


def _characters(encoding: str) -> Check:
    is_utf8 = encoding.lower().replace("-", "").replace("_", "") in {"utf8", "cp65001"}
    message = "utf8" if is_utf8 else "not-utf8"
    return check("characters", "ok" if is_utf8 else "bad", message, encoding=encoding or "-")


def _between(environment: Mapping[str, str]) -> tuple[Check, ...]:
    found: list[Check] = []
    if environment.get("TMUX"):
        shown = colour_depth(environment) > 256
        found.append(check("tmux", "ok" if shown else "warn", "tmux" if shown else "tmux-colours"))
    elif environment.get("TERM", "").startswith("screen") and environment.get("STY"):
        found.append(check("tmux", "warn", "screen"))
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        found.append(check("ssh", "ok", "ssh"))
    return tuple(found)
