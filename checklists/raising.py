"""A checklist's text with one item's severity raised: every other character stays, comments too.

Pure. The text is checked again as a whole, so that what comes out is a sound checklist or nothing.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from checklists.lines import locate

if TYPE_CHECKING:
    from checklists.model import Severity

_SEVERITY = re.compile(r"""^(?P<key>[ \t]*severity[ \t]*=[ \t]*)(?P<quote>["'])[a-z]+(?P=quote)""")


def raised(text: str, item: str, severity: Severity) -> str | None:
    """Return the TOML of a sound checklist with `item` at `severity`.

    None where the item is not there, or its severity does not stand on a line of its own.
    """
    items: list[dict[str, object]] = tomllib.loads(text).get("item", [])
    place = next((at for at, one in enumerate(items, 1) if one.get("id") == item), 0)
    if not place:
        return None
    lines = text.split("\n")
    at = locate(text).of(("item", place, "severity")) - 1
    changed, count = _SEVERITY.subn(rf"\g<key>\g<quote>{severity}\g<quote>", lines[at])
    if not count:
        return None
    lines[at] = changed
    new = "\n".join(lines)
    return new if tomllib.loads(new)["item"][place - 1].get("severity") == severity else None
