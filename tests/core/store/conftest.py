from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.store.store import Store


@pytest.fixture
def make_store(tmp_path: Path) -> Callable[..., Store]:
    """Open a store over one folder, as another process or device would."""

    def make(device: str = "studio", user: str = "ana", **options: object) -> Store:
        return Store(
            tmp_path / "decisions",
            device=device,
            user=user,
            lock_folder=tmp_path / "state" / f"{device}.{user}",
            **options,  # type: ignore[arg-type]
        )

    return make
