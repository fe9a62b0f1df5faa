"""Text from outside, made safe to show.

File names, listing cells and notes are hostile until checked: a name may hold ESC, a newline, a
right-to-left override or bytes that are no UTF-8. `safe_name` shows each such character as a visible
escape. It is applied where text is drawn or printed, never to what is stored: the store keeps the truth
(`path_to_text` keeps even bytes that are no UTF-8).
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that draw nothing or steer the terminal: controls, formats (bidi, zero width),
surrogates, private use, unassigned, line and paragraph separators."""

_ESCAPED_BYTE = re.compile(r"\\(\\|x[0-9a-f]{2})")


def safe_name(text: str, limit: int | None = None) -> str:
    r"""Return `text` with every control, format, bidi, zero-width or broken character as a visible escape.

    Gives one line without any byte that a terminal would act on; a name that is no UTF-8 shows its bytes
    as `\\xNN`. With `limit` (characters, at least 2) a longer text keeps its beginning and its end around
    an ellipsis, so that the ending of a file name stays readable.
    """
    shown = "".join(map(_visible, text))
    if limit is not None and len(shown) > limit:
        head = (limit - 1) * 2 // 3
        tail = limit - 1 - head
        shown = f"{shown[:head]}…{shown[len(shown) - tail :]}"
    return shown


_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u00a0\u202f\u3000")
"""Printable by category and yet drawn as nothing: Hangul fillers, the empty braille cell, odd spaces."""


def _visible(char: str) -> str:
    if char.isprintable() and char not in _BLANK:
        return char
    point = ord(char)
    if 0xDC80 <= point <= 0xDCFF:
        return f"\\x{point - 0xDC00:02x}"
    if unicodedata.category(char) in _INVISIBLE or char in _BLANK:
        return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"
    return " "


def path_to_text(path: PurePath) -> str:
    r"""Return a relative path as valid UTF-8 text with `/` between its parts, reversible.

    Bytes that are no UTF-8 become `\\xNN` and a backslash becomes two; every other name is unchanged.
    """
    text = path.as_posix().replace("\\", "\\\\")
    return "".join(f"\\x{ord(c) - 0xDC00:02x}" if 0xDC80 <= ord(c) <= 0xDCFF else c for c in text)


def text_to_path(text: str) -> PurePath:
    """Return the relative path that `path_to_text` made `text` from."""
    return PurePath(
        _ESCAPED_BYTE.sub(
            lambda m: "\\" if m[1] == "\\" else chr(0xDC00 + int(m[1][1:], 16)),
            text,
        )
    )
