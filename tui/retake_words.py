"""The words of retake notes in the person's language."""

from __future__ import annotations

from collections.abc import Iterable

from checklists.model import Reason
from core.retake_notes import RetakeWords
from tui.i18n.catalogue import Catalogue

_LABELS = ("file", "attempt", "reasons", "marked", "note", "colour", "kit", "person")


def retake_words(say: Catalogue, reasons: Iterable[Reason]) -> RetakeWords:
    """Return what the pages say."""
    return RetakeWords(
        title=say("retake-title"),
        source=say("retake-source"),
        rejected=say("retake-rejected"),
        withdrawn=say("retake-withdrawn"),
        reasons={reason.code: reason.name.in_(say.language) for reason in reasons},
        labels={name: say(f"retake-label-{name}") for name in _LABELS},
        language=say.language,
    )
