"""Names of categories, reasons, modes and what else is counted, in a person's language; pure text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checklists.feedback import FeedbackReason
from checklists.model import Checklist, Reason
from core.metrics.facts import By
from core.metrics.rejections import QA, Rejection
from core.model import Mode
from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Names:
    """Codes to names; a code that is not known stays as it is."""

    say: Catalogue
    reasons: Mapping[str, str]
    """Of the review."""
    came_back: Mapping[str, str]
    """Of what comes back."""
    categories: Mapping[str, str]

    def reason(self, code: str) -> str:
        """Return a reason's name, of either list."""
        return self.reasons.get(code) or self.came(code)

    def came(self, code: str) -> str:
        """Return the name of a reason why something came back."""
        if not code:
            return self.say("log-no-reason")
        return self.say("log-unmapped") if code == "unmapped" else self.came_back.get(code, safe_name(code))

    def category(self, category: str) -> str:
        """Return a category's name."""
        return self.categories.get(category, safe_name(category)) or self.say("metrics-unknown")

    def mode(self, mode: str) -> str:
        """Return a mode's name."""
        known = any(mode == one.value for one in Mode)
        return self.say(f"mode-{mode}") if known else self.plain(mode)

    def plain(self, text: str) -> str:
        """Return a text from outside, safe; that it is not known where it is empty."""
        return safe_name(text) or self.say("metrics-unknown")

    def value(self, by: By, value: str) -> str:
        """Return what a group is about."""
        if by == "category":
            return self.category(value)
        return self.mode(value) if by == "mode" else self.plain(value)

    def who(self, entry: Rejection) -> str:
        """Return who rejected."""
        return self.say("log-by-qa") if entry.by == QA else safe_name(entry.by)


def names_of(
    say: Catalogue,
    reasons: Iterable[Reason],
    came_back: Iterable[FeedbackReason],
    checklists: Mapping[str, Checklist],
) -> Names:
    """Return the names in the language of `say`."""
    language = say.language
    return Names(
        say,
        {reason.code: reason.name.in_(language) for reason in reasons},
        {reason.code: reason.name.in_(language) for reason in came_back},
        {id_: safe_name(one.name.in_(language)) for id_, one in checklists.items()},
    )
