"""Which candidates belong to a SKU, kept up to date while candidates are assigned and arrive.

What changed is noted at once and looked at when somebody asks, so that a history of any length costs nothing
until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.model import Candidate


class SkuIndex:
    """Hashes of candidates by SKU. Not safe to use from several threads."""

    def __init__(self, hashes: Iterable[str] = ()) -> None:
        self._noted = set(hashes)
        self._sku_of: dict[str, str] = {}
        self._hashes_of: dict[str, dict[str, None]] = {}

    def note(self, hashes: Iterable[str]) -> None:
        """Have these looked at when somebody asks next."""
        self._noted.update(hashes)

    def of(self, sku: str, candidates: Mapping[str, Candidate]) -> tuple[Candidate, ...]:
        """Return a SKU's candidates, in the order in which they became its own."""
        self.look_at_some(len(self._noted), candidates)
        return tuple(candidates[sha256] for sha256 in self._hashes_of.get(sku, ()))

    def look_at_some(self, most: int, candidates: Mapping[str, Candidate]) -> bool:
        """Look at no more than `most` of what was noted; return whether any is left.

        Asking looks at all: this parts a long wait into short ones.
        """
        for _ in range(min(most, len(self._noted))):
            sha256 = self._noted.pop()
            if (candidate := candidates.get(sha256)) is not None:
                self._put(sha256, candidate.match.sku)
        return bool(self._noted)

    def _put(self, sha256: str, sku: str) -> None:
        before = self._sku_of.get(sha256)
        if before == sku:
            return
        if before is not None:
            del self._hashes_of[before][sha256]
        self._sku_of[sha256] = sku
        self._hashes_of.setdefault(sku, {})[sha256] = None
