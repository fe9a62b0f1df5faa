"""What a checklist file must hold: pure checks of parsed TOML.

The record is only handed out where there were no mistakes (`checklists.table` collects them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checklists.model import (
    ABOUTS,
    HOUSE_ITEMS,
    MAX_ITEMS,
    MIN_ITEMS,
    NEEDS,
    SEVERITIES,
    SLOTS,
    Checklist,
    Group,
    Item,
    Need,
    Reason,
)
from checklists.table import ID_LIMIT, Findings, Table, known_schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from checklists.lines import KeyPath

NAME_LIMIT = 40
QUESTION_LIMIT = 120
HELP_LIMIT = 400


def read_checklist(
    data: Mapping[str, object], version: str, reasons: Collection[str], findings: Findings
) -> Checklist | None:
    """Return the checklist that `data` describes, or None where `findings` got a problem.

    `reasons` are the codes that an item may suggest.
    """
    root = Table(data, (), findings)
    if not known_schema(root):
        return None
    checklist_id = root.identifier("id")
    name = root.phrase("name", NAME_LIMIT)
    groups = _groups(root)
    items = _items(root, [group.id for group in groups if group.id], reasons)
    root.close()
    if findings.problems():
        return None
    return Checklist(checklist_id, version, name, groups, items)


def read_reasons(data: Mapping[str, object], findings: Findings) -> tuple[Reason, ...]:
    """Return the closed list of rejection reasons; only whole where `findings` stays empty."""
    root = Table(data, (), findings)
    if not known_schema(root):
        return ()
    reasons: list[Reason] = []
    codes: dict[str, KeyPath] = {}
    keys: dict[str, KeyPath] = {}
    for table in root.tables("reason"):
        code = table.identifier("code")
        table.once("code", code, codes)
        key = table.choice("key", "abcdefghijklmnopqrstuvwxyz", "unknown-letter")
        table.once("key", key, keys)
        about = table.option("about", ABOUTS)
        name, help_ = table.phrase("name", NAME_LIMIT), table.phrase("help", HELP_LIMIT)
        reasons.append(Reason(code, key, about, name, help_))
        table.close()
    root.close()
    return tuple(reasons)


def _groups(root: Table) -> tuple[Group, ...]:
    groups: list[Group] = []
    seen: dict[str, KeyPath] = {}
    for table in root.tables("group"):
        group = Group(table.identifier("id"), table.phrase("name", NAME_LIMIT))
        table.once("id", group.id, seen)
        table.close()
        groups.append(group)
    return tuple(groups)


def _items(root: Table, groups: list[str], reasons: Collection[str]) -> tuple[Item, ...]:
    items: list[Item] = []
    seen: dict[str, KeyPath] = {}
    for table in root.tables("item"):
        item = _item(table, groups, reasons)
        table.once("id", item.id, seen)
        table.close()
        items.append(item)
    if root.has("item"):
        if not MIN_ITEMS <= len(items) <= MAX_ITEMS:
            root.report("item", "item-count", count=len(items), min=MIN_ITEMS, max=MAX_ITEMS)
        for house in HOUSE_ITEMS:
            if house not in seen:
                root.report("item", "house-missing", item=house)
    return tuple(items)


def _item(table: Table, groups: list[str], reasons: Collection[str]) -> Item:
    item_id = table.identifier("id")
    group = table.choice("group", groups, "unknown-group")
    severity = table.choice("severity", SEVERITIES, "unknown-severity")
    return Item(
        id=item_id,
        group=group,
        severity=next((known for known in SEVERITIES if known == severity), "blocker"),
        reason=table.choice("reason", reasons, "unknown-reason"),
        slots=_slots(table, item_id),
        figure=table.text("figure", ID_LIMIT, default=""),
        needs=_needs(table),
        question=table.phrase("question", QUESTION_LIMIT),
        help=table.phrase("help", HELP_LIMIT),
    )


def _needs(table: Table) -> Need:
    if not table.has("needs"):
        return ""
    needs = table.choice("needs", NEEDS, "unknown-need")
    return next((known for known in NEEDS if known == needs), "")


def _slots(table: Table, item_id: str) -> tuple[str, ...]:
    slots = table.slots(SLOTS)
    if slots and item_id in HOUSE_ITEMS and slots != SLOTS:
        table.report("slots", "house-slots", item=item_id)
    return slots
