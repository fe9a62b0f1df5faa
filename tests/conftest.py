"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from core.desk import Desk
from core.workspace import Workspace

# How long one example took says how busy the machine is, not whether the code is right.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    """A desk that has taken everything in and watches nothing yet."""
    opened = Desk.open(workspace, person="ana")
    opened.taking_in.scan()
    yield opened
    opened.close()
