"""Which candidates belong to a SKU, kept up to date while candidates are assigned and arrive.

What changed is noted at once and looked at when somebody asks, so that a history of any length costs nothing
until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from core.model import Candidate


class SkuIndex:
    """Hashes of candidates by SKU. Not safe to use from several threads."""

    def __init__(self, hashes: Iterable[str] = ()) -> None:
        self._noted = dict.fromkeys(hashes)
        self._were_of: dict[str, dict[str, None]] = {}
        """Hashes of the candidates that each SKU has or once had: a SKU is asked for far less often than
        candidates come in."""

    def note(self, hashes: Iterable[str]) -> None:
        """Have these looked at when somebody asks next."""
        self._noted.update(dict.fromkeys(hashes))

    def of(self, sku: str, candidates: Mapping[str, Candidate]) -> tuple[Candidate, ...]:
        """Return a SKU's candidates, in the order in which they first became its own."""
        self.look_at_some(len(self._noted), candidates)
        were = (candidates[sha256] for sha256 in self._were_of.get(sku, ()))
        return tuple(candidate for candidate in were if candidate.match.sku == sku)

    def look_at_some(self, most: int, candidates: Mapping[str, Candidate]) -> bool:
        """Look at no more than `most` of what was noted; return whether any is left.

        Asking looks at all: this parts a long wait into short ones.
        """
        noted, were_of = self._noted, self._were_of
        for sha256 in list(islice(noted, most)):
            del noted[sha256]
            if (candidate := candidates.get(sha256)) is not None:
                were_of.setdefault(candidate.match.sku, {})[sha256] = None
        return bool(noted)
