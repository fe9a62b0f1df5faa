from __future__ import annotations

import pytest

from checklists.model import HOUSE_ITEMS


def phrase(header: str, word: str) -> str:
    return f'[{header}]\nen = "{word}"\nru = "{word} по-русски"\nkk = "{word} қазақша"\n'


def item(item_id: str) -> str:
    return (
        f'[[item]]\nid = "{item_id}"\ngroup = "look"\nseverity = "major"\nreason = "shape"\n'
        + phrase("item.question", f"Is {item_id} right?")
        + phrase("item.help", "It is right.")
    )


@pytest.fixture
def sound() -> str:
    """A checklist without a mistake: one group, the five of the house.

    Each item has 13 lines; the first, item 1, begins on line 14.
    """
    head = 'schema = 1\nid = "bags"\n' + phrase("name", "Bags")
    group = '[[group]]\nid = "look"\n' + phrase("group.name", "Look")
    return head + group + "\n" + "".join(item(house) for house in HOUSE_ITEMS)
