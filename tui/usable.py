"""Which keys have something to act on, by the row that is selected and the view that is shown. Pure."""

from __future__ import annotations

from core.model import View
from core.queue import QueueRow

_NOT_BLIND = ("later", "undo", "reassign", "log", "metrics")
"""Off while second looks are taken: the first ones only decide, the last two tell the first verdict."""

_OF_A_SKU = ("approve", "reject", "answer", "pass_group", "note", "large_screen")
"""Of no use for a picture whose SKU nobody knows."""

_OF_PAIRS = ("loupe", "fit", "step", "nudge", "realign", "finding")
"""Keys of the views that show a pair."""


def usable_at_desk(action: str, row: QueueRow | None, *, auditing: bool) -> bool:
    """Tell whether an action of the desk can do something; `auditing` while second looks are taken."""
    if auditing and action in _NOT_BLIND:
        return False
    if action in _OF_A_SKU or action == "phone":
        return row is not None and bool(row.sku)
    if action in ("compare", "mask", "finding", "heat"):
        return row is not None and row.source is not None
    if action == "later":
        return row is not None and row.open
    if action == "reassign":
        return row is not None and row.candidate is not None and not row.candidate.heads
    return True


def usable_in_view(action: str, row: QueueRow | None, view: View, *, auditing: bool) -> bool:
    """Tell whether an action of the comparing screen can do something in the view that is shown."""
    if action == "ground":
        return view is View.PHONE
    if action in _OF_PAIRS:
        return view.pairs
    if action == "mask":
        return row is not None and row.source is not None
    if action in ("later", "undo"):
        return not auditing and (action == "undo" or (row is not None and row.open))
    if action in _OF_A_SKU:
        return row is not None and bool(row.sku)
    return True
