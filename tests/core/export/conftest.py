from __future__ import annotations

import pytest

from tests.core.process.conftest import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()
