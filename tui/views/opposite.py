"""What a candidate is held against: its source, or an ad its SKU's approved main picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from core.model import Candidate, Slot, Source
from core.queue import QueueRow


@dataclass(slots=True)
class Opposite:
    """Gives the pair to show for a row; the main picture stands where a source does."""

    main_of: Callable[[str], Candidate | None]
    """Returns a SKU's approved main picture, from memory."""
    beside_main: bool = False
    """Whether an ad is held against its main picture."""

    def main(self, row: QueueRow | None) -> Source | None:
        """Return the approved main picture that an ad has to fit; None for whatever is no ad, or has none."""
        if row is None or row.candidate is None or row.candidate.match.slot is not Slot.AD:
            return None
        main = self.main_of(row.sku)
        if main is None:
            return None
        return Source(
            path=main.path,
            sha256=main.sha256,
            sku=row.sku,
            width=main.width,
            height=main.height,
            format=main.format,
            bytes=main.bytes,
            arrived_at=main.arrived_at,
        )

    def paired(self, row: QueueRow | None) -> tuple[QueueRow | None, str]:
        """Return the row whose pictures are shown, and the catalogue's id of what its first picture is."""
        main = self.main(row) if self.beside_main else None
        if row is None or main is None:
            return row, "caption-source"
        return msgspec.structs.replace(row, source=main), "caption-main"
