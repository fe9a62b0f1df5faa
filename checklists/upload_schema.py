"""What a rule pack may say about uploading: pure checks of parsed TOML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checklists.upload import Naming, UploadWay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checklists.packs import Confidence, Source
    from checklists.table import Table

TEMPLATE_LIMIT = 60
WAY_LIMIT = 400

_TEMPLATE = re.compile(r"(?:[A-Za-z0-9_-]|\{sku\}|\{number\})+(?:/(?:[A-Za-z0-9_-]|\{sku\}|\{number\})+)?")
"""At most one folder, nothing that leads out of it, no ending."""


def read_naming(
    root: Table, sources: Mapping[str, Source], confidences: tuple[Confidence, ...]
) -> Naming | None:
    """Return how files are to be named, written as `[naming]`; None where the pack does not say."""
    table = root.table("naming") if root.has("naming") else None
    if table is None:
        return None
    naming = Naming(
        main=_template(table, "main", ("{sku}",)),
        other=_template(table, "other", ("{sku}", "{number}")),
        confidence=table.option("confidence", confidences),
        sources=tuple(sources[name] for name in table.cited(sources)),
    )
    table.close()
    return naming


def read_ways(
    root: Table, sources: Mapping[str, Source], confidences: tuple[Confidence, ...]
) -> tuple[UploadWay, ...]:
    """Return the ways into the cabinet, written as `[[upload]]`; there may be none."""
    ways: list[UploadWay] = []
    for table in root.tables("upload") if root.has("upload") else ():
        way = UploadWay(
            text=table.phrase("text", WAY_LIMIT),
            confidence=table.option("confidence", confidences),
            sources=tuple(sources[name] for name in table.cited(sources)),
        )
        table.close()
        ways.append(way)
    return tuple(ways)


def _template(table: Table, key: str, needed: tuple[str, ...]) -> str:
    text = table.text(key, TEMPLATE_LIMIT)
    if text and (not _TEMPLATE.fullmatch(text) or not all(part in text for part in needed)):
        table.report(key, "bad-template", value=text, needed=", ".join(needed))
    return text
