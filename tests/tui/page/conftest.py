from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image

from core.model import Answer, Listing
from tui.page.embed import embed
from tui.page.pair import Pair, Question, Shown

HOSTILE = "</script><script>document.title='owned'</script>\"'><img src=x onerror=alert(1)>&amp;\u202e\x1b[2J"


def shown(path: str, colour: tuple[int, ...], size: tuple[int, int] = (300, 400), mode: str = "RGB") -> Shown:
    image = Image.new(mode, size, colour)
    return Shown(path, "PNG", size[0], size[1], 1000, embed(image))


@pytest.fixture
def make_pair() -> Callable[..., Pair]:
    """Make a pair: a red source of 600 by 800 and a blue candidate of 300 by 400."""

    def make(**changes: object) -> Pair:
        values: dict[str, object] = {
            "id": "c" * 12,
            "candidate_sha256": "c" * 64,
            "source_sha256": "5" * 64,
            "sku": "A-1",
            "slot": "main",
            "mode": "exact card",
            "attempt": 1,
            "source": shown("sources/A-1.png", (200, 30, 30), (600, 800)),
            "candidate": shown("incoming/A-1.png", (30, 30, 200)),
            "listing": Listing("A-1", title="Кеды", colour="белый", marketplaces=("kaspi", "ozon")),
            "category": "Shoes",
            "questions": (
                Question(1, "Side by side", "Same product?", "Look.", True, Answer.PASS),
                Question(2, "Side by side", "Same colour?", "Look.", False, Answer.FAIL),
                Question(3, "Words", "Same words?", "Read.", False, None),
            ),
        }
        return Pair(**{**values, **changes})  # type: ignore[arg-type]

    return make
