"""From the words of a report to a reason of the closed list; pure.

A person's own mapping counts first, then the marketplace's wordings, then the common ones. Negations are
taken out before anything is searched, so that "no defect found" is none. What fits nothing stays unmapped,
with its words, for a person to map: a guess would be counted as knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checklists.feedback import Feedback, Wording, fold_words


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text means."""

    code: str
    """Of the closed list; empty means unmapped."""
    all: tuple[str, ...] = ()
    """Every reason that the words fit, the one that counts first."""


UNMAPPED = Meant("")


@dataclass(frozen=True, slots=True)
class Reasons:
    """Maps the texts of one marketplace; remembers each text."""

    feedback: Feedback
    wordings: Sequence[Wording] = ()
    """The marketplace's own."""
    mapped: Mapping[str, str] = field(default_factory=dict)
    """A person's mapping: folded text to code."""
    _known: dict[str, Meant] = field(default_factory=dict)

    def meant(self, text: str) -> Meant:
        """Return the reason that a text means."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._search(fold_words(text))
        return found

    def _search(self, folded: str) -> Meant:
        if folded in self.mapped:
            return Meant(self.mapped[folded], (self.mapped[folded],))
        for negation in self.feedback.negations:
            folded = folded.replace(negation, " ")
        folded = " ".join(folded.split())
        if not folded:
            return UNMAPPED
        every = (*self.wordings, *self.feedback.wordings)
        fits = [one.code for one in every if folded in one.exact]
        fits += [one.code for one in every if any(part in folded for part in one.parts)]
        found = tuple(dict.fromkeys(fits))
        return Meant(found[0], found) if found else UNMAPPED
