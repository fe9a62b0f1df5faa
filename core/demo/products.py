"""The articles the demo sells: how each looks, which words its card has, and how it stands in a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from PIL import Image

from core.demo import apparel, cosmetics, electronics, home, shoes, toys
from core.demo.look import Look
from core.model import Listing

Draw: TypeAlias = Callable[[float, Look], Image.Image]
"""Gives the product as RGBA on a plane of 900 x 1200 units, at a scale in pixels per unit."""

Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Product:
    """One article of the demo."""

    listing: Listing
    draw: Draw
    focus: Box
    """What a detail picture shows: left, top, right, bottom in units, 3 to 4."""
    look: Look = field(default_factory=Look)
    """As it ships."""
    lying: bool = False
    """Photographed from above, on a table top; else standing before a wall."""
    surface: str = "plaster"
    """What its source was photographed on: `plaster`, `linen`, `wood` or `slate`."""
    accent: tuple[int, int, int] = (214, 200, 184)
    """sRGB colour of its lifestyle pictures' background."""


def _listing(row: str) -> Listing:
    """Return a listing from its cells, split by `|`; the marketplaces are split by spaces."""
    sku, title, category, colour, material, kit, marketplaces = row.split("|")
    return Listing(sku, title, category, colour, material, kit, tuple(marketplaces.split()))


POLO = Product(
    _listing(
        "PL-114|Рубашка-поло Nordvik в полоску|"
        "apparel|белый, синяя полоска|хлопок 95 %, эластан 5 %|1 рубашка|kaspi wildberries ozon"
    ),
    apparel.draw_polo, (330, 130, 690, 610), lying=True, surface="wood", accent=(188, 204, 220),
)  # fmt: skip
TEE = Product(
    _listing(
        "DP02/черный|Футболка с принтом North 58|"
        "apparel|черный|хлопок 100 %|1 футболка|kaspi wildberries"
    ),
    apparel.draw_tee, (265, 340, 635, 833), lying=True, surface="linen", accent=(222, 190, 150),
)  # fmt: skip
SNEAKERS = Product(
    _listing(
        "KR204 *42|Кроссовки Kairo Run 204, размер 42|"
        "shoes|белый, коралловый|сетка, ЭВА|1 пара|kaspi wildberries ozon"
    ),
    shoes.draw_sneakers, (380, 500, 890, 1180), lying=True, surface="slate", accent=(236, 208, 196),
)  # fmt: skip
POWER_BANK = Product(
    _listing(
        "PB-20K|Внешний аккумулятор Volta 20000 мА·ч|"
        "electronics|графит|пластик|аккумулятор|kaspi ozon"
    ),
    electronics.draw_power_bank, (236, 120, 666, 693), accent=(190, 204, 206),
)  # fmt: skip
HEADPHONES = Product(
    _listing(
        "HP-310|Наушники накладные Arka|"
        "electronics|синий|пластик, экокожа|наушники|kaspi wildberries ozon"
    ),
    electronics.draw_headphones, (520, 520, 880, 1000), lying=True, surface="plaster", accent=(226, 214, 196),
)  # fmt: skip
TUBE = Product(
    _listing(
        "CR-75|Крем для рук Lumea, 75 мл|"
        "cosmetics|мятный||1 туба 75 мл|kaspi wildberries ozon"
    ),
    cosmetics.draw_tube, (240, 200, 660, 760), accent=(224, 226, 206),
)  # fmt: skip
PERFUME = Product(
    _listing(
        "EDP 50|Парфюмерная вода Alma Noir de Steppe, 50 мл|"
        "cosmetics|янтарный|стекло|1 флакон 50 мл|kaspi wildberries"
    ),
    cosmetics.draw_perfume, (220, 420, 680, 1033), surface="wood", accent=(232, 212, 190),
)  # fmt: skip
MUG = Product(
    _listing(
        "MUG-330|Кружка Fresh Day с лимонами, 330 мл|"
        "home|белый, желтый|керамика|1 кружка|kaspi wildberries ozon"
    ),
    home.draw_mug, (190, 420, 640, 1020), surface="wood", accent=(206, 220, 202),
)  # fmt: skip
TEA_SET = Product(
    _listing(
        "TS 9/4|Чайный сервиз на 4 персоны|"
        "home|белый, синий|фарфор|чайник, 4 чашки, 4 блюдца|kaspi ozon"
    ),
    home.draw_tea_set, (250, 280, 650, 813), lying=True, surface="linen", accent=(204, 214, 226),
)  # fmt: skip
CASE = Product(
    _listing(
        "CASE 24*17|Косметичка в клетку Sairam, 24*17 см|"
        "general|красная клетка|хлопок, экокожа|1 косметичка|wildberries ozon"
    ),
    home.draw_case, (400, 390, 800, 923), lying=True, surface="plaster", accent=(216, 206, 190),
)  # fmt: skip
BLOCKS = Product(
    _listing(
        "TOY-12|Кубики деревянные с буквами, 12 шт.|"
        "toys|разноцветный|бук|12 кубиков|kaspi wildberries ozon"
    ),
    toys.draw_blocks, (230, 540, 590, 1020), surface="linen", accent=(210, 222, 232),
)  # fmt: skip
MISNAMED_MUG = Product(
    _listing(
        "MUG-330/2|Кружка Fresh Day с ягодами, 330 мл|"
        "home|белый, зеленый|керамика|1 кружка|kaspi wildberries"
    ),
    home.draw_mug, (190, 420, 640, 1020), Look("blue"), surface="wood", accent=(206, 212, 226),
)  # fmt: skip
"""The card says green and the mug is blue: what its pictures show is right, what is written is not."""

UNPHOTOGRAPHED_TEE = Product(
    _listing(
        "DP02/белый|Футболка с принтом North 58|"
        "apparel|белый|хлопок 100 %|1 футболка|kaspi wildberries"
    ),
    apparel.draw_tee, (265, 340, 635, 833), Look("white"), lying=True, accent=(190, 200, 206),
)  # fmt: skip
"""Listed and generated, but nobody photographed it: it has no source."""

PHOTOGRAPHED = (
    POLO, TEE, SNEAKERS, POWER_BANK, HEADPHONES, TUBE, PERFUME, MUG, TEA_SET, CASE, BLOCKS, MISNAMED_MUG,
)  # fmt: skip
"""Every product that has a source photo."""

PRODUCTS = (*PHOTOGRAPHED, UNPHOTOGRAPHED_TEE)
"""Every row of the demo's listing."""
