"""What is wrong with a workspace's own files as its desk opens: the gravest of it, in words."""

from __future__ import annotations

from core.desk import Desk
from tui.actions import clashing_keys, unknown_actions
from tui.i18n.catalogue import Catalogue


def trouble_of(say: Catalogue, desk: Desk) -> str:
    """Return what to say first; empty where all is well.

    Without its checklists the desk asks the wrong questions, without its listings it knows no article; a key
    that does nothing is noticed soon enough.
    """
    if desk.checklist_problems:
        return say.problem(desk.checklist_problems[0])
    if desk.listings.failure is not None:
        return say.error(desk.listings.failure)
    unknown = unknown_actions(desk.config.keys)
    if unknown:
        return say("desk-unknown-actions", names=", ".join(unknown))
    clashes = clashing_keys(desk.config.keys)
    return say("desk-clashing-keys", names=", ".join(clashes)) if clashes else ""
