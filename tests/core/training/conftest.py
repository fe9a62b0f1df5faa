from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.training.defects.planted import Product
from core.training.product import product_of


@pytest.fixture(scope="session")
def photo() -> Image.Image:
    """A red bag with a zip, rivets and letters on a light ground."""
    image = Image.new("RGB", (480, 640), (238, 238, 236))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((110, 170, 370, 500), 36, fill=(178, 52, 48))
    pen.arc((180, 90, 300, 250), 180, 360, fill=(120, 30, 30), width=14)
    for at in range(130, 350, 22):
        pen.ellipse((at, 190, at + 10, 200), fill=(240, 220, 120))
    for at in range(150, 330, 12):
        pen.line((at, 330, at + 8, 372), fill=(250, 250, 250), width=4)
    return image


@pytest.fixture(scope="session")
def pixels(photo: Image.Image) -> NDArray[np.uint8]:
    return np.asarray(photo, np.uint8)


@pytest.fixture(scope="session")
def product(photo: Image.Image) -> Product:
    return product_of(photo, None)
