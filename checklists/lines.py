"""Where in a TOML text a key stands: `tomllib` gives the values and forgets the lines.

The scan relies on `tomllib` having accepted the text already: it knows statements, strings, comments and
brackets, and nothing of values. Keys inside an inline table or an inline list are not found on their own;
they count as standing on the line of the key that holds them. A wrong scan would name a wrong line, never
a wrong mistake.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Keys from the top of the file; a number is a place in a list of tables, counted from 1."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\[^\n])*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_STATEMENT = re.compile(
    rf"[ \t]*(?:\[(?P<list>\[)?[ \t]*(?P<header>{_DOTTED})[ \t]*\]|(?P<key>{_DOTTED})[ \t]*=)"
)
_TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{}\n]",
    re.DOTALL,
)
_DOT = re.compile(r"[ \t]*\.[ \t]*")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text's keys and headers."""

    found: Mapping[KeyPath, int]

    def of(self, path: KeyPath) -> int:
        """Return the line of `path`, counted from 1.

        A key that is not there stands on the line of the nearest table or key that would hold it; at the
        top of the file that is line 1.
        """
        for length in range(len(path), 0, -1):
            line = self.found.get(path[:length])
            if line is not None:
                return line
        return 1


def locate(text: str) -> Lines:
    """Return the lines of all keys of `text`, a valid TOML document whose line ends are plain newlines."""
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    position, line = 0, 1
    while position < len(text):
        begin = position
        statement = _STATEMENT.match(text, position)
        if statement is not None:
            position = statement.end()
            if statement["key"] is None:
                table = _enter(_parts(statement["header"]), bool(statement["list"]), counts)
                _note(found, table, line)
                found[table] = line
            else:
                _note(found, (*table, *_parts(statement["key"])), line)
        position = _end_of_statement(text, position)
        line += text.count("\n", begin, position)
    return Lines(found)


def _enter(parts: tuple[str, ...], of_list: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """Return the path of the table that a header opens, and count it where it is one of a list."""
    path: KeyPath = ()
    for part in parts[:-1]:
        path = _last_of(counts, (*path, part))
    path = (*path, parts[-1])
    if of_list:
        counts[path] = counts.get(path, 0) + 1
    return _last_of(counts, path)


def _last_of(counts: Mapping[KeyPath, int], path: KeyPath) -> KeyPath:
    return (*path, counts[path]) if path in counts else path


def _note(found: dict[KeyPath, int], path: KeyPath, line: int) -> None:
    """Note `path` and the tables around it, unless an earlier line named them."""
    for length in range(1, len(path) + 1):
        found.setdefault(path[:length], line)


def _parts(dotted: str) -> tuple[str, ...]:
    if '"' not in dotted and "'" not in dotted:
        return tuple(_DOT.split(dotted))
    parts: list[str] = []
    # tomllib itself undoes quotes and escapes, so that the path is the one its values have.
    inner: object = tomllib.loads(f"{dotted} = 0")
    while isinstance(inner, dict):
        part, inner = next(iter(inner.items()))
        parts.append(part)
    return tuple(parts)


def _end_of_statement(text: str, position: int) -> int:
    """Return the place after the line end that ends the statement: not in a string, list or comment."""
    depth = 0
    for token in _TOKEN.finditer(text, position):
        match token[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if depth <= 0:
                return token.end()
            case _:
                pass
    return len(text)
