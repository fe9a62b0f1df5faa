"""Which pictures of each product the demo's studio made, and how its source was photographed.

Each product gets the same four places of its content pack; what differs is the setting. A spoiled picture is
an earlier attempt at one of these, in the same setting, so that only the defect tells the two apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.demo import products as p
from core.demo.photo import Camera
from core.demo.scene import Scene
from core.model import Mode, Slot


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to be made of a product."""

    slot: Slot
    mode: Mode
    ending: str
    """`png`, `jpg` or `webp`."""
    scene: Scene | None = None
    """None means a detail, close up."""
    clear: bool = False
    """Saved without a background, as a PNG with alpha."""


_MAIN: dict[str, tuple[Mode, Scene]] = {
    p.POLO.listing.sku: (Mode.EXACT_CARD, Scene("grey", 0.86)),
    p.TEE.listing.sku: (Mode.EXACT_CARD, Scene("grey", 0.88)),
    p.SNEAKERS.listing.sku: (Mode.EXACT_CARD, Scene("grey", 0.84)),
    p.POWER_BANK.listing.sku: (Mode.WHITE_BACKGROUND, Scene("white", 0.84, shadow="contact")),
    p.HEADPHONES.listing.sku: (Mode.EXACT_CARD, Scene("grey", 0.8)),
    p.TUBE.listing.sku: (Mode.WHITE_BACKGROUND, Scene("white", 0.86, shadow="contact")),
    p.PERFUME.listing.sku: (
        Mode.EXACT_CARD,
        Scene("grey", 0.66, (0.5, 0.44), shadow="contact", reflection="true"),
    ),
    p.MUG.listing.sku: (Mode.WHITE_BACKGROUND, Scene("white", 0.84, shadow="")),
    p.TEA_SET.listing.sku: (Mode.EXACT_CARD, Scene("tint", 0.86)),
    p.CASE.listing.sku: (Mode.WHITE_BACKGROUND, Scene("white", 0.86)),
    p.BLOCKS.listing.sku: (Mode.EXACT_CARD, Scene("grey", 0.86, shadow="contact")),
}


def shots(product: p.Product) -> tuple[Shot, ...]:
    """Return the pictures of a product: main, detail, ad, social; of the misnamed mug its main one alone."""
    if product is p.MISNAMED_MUG:
        return (Shot(Slot.MAIN, Mode.EXACT_CARD, "jpg", Scene("grey", 0.82)),)
    if product is p.UNPHOTOGRAPHED_TEE:
        return (Shot(Slot.MAIN, Mode.EXACT_CARD, "png", Scene("tint", 0.88)),)
    mode, scene = _MAIN[product.listing.sku]
    seed = len(product.listing.sku) * 7 + 3
    room = Scene("room", 0.72, floor=0 if product.lying else 0.84, seed=seed)
    return (
        Shot(Slot.MAIN, mode, "png", scene, clear=product is p.MUG),
        Shot(Slot.DETAIL, Mode.EXACT_CARD, "jpg"),
        Shot(Slot.AD, Mode.LIFESTYLE, "webp", room),
        Shot(Slot.SOCIAL, Mode.LIFESTYLE, "jpg", _social(product)),
    )


def _social(product: p.Product) -> Scene:
    if product.lying:
        return Scene("tint", 0.74, (0.5, 0.5))
    return Scene("podium", 0.68, floor=0.875, shadow="contact")


_CAMERAS: dict[str, Camera] = {
    p.POLO.listing.sku: Camera(saved="rotated", turn=2.2),
    p.SNEAKERS.listing.sku: Camera((2000, 1500), turn=-1.6),
    p.TUBE.listing.sku: Camera((1200, 1600), saved="heic"),
    p.PERFUME.listing.sku: Camera(soft=6.5),
    p.MUG.listing.sku: Camera(saved="p3"),
    p.TEA_SET.listing.sku: Camera((2000, 1500), turn=1.2),
    p.BLOCKS.listing.sku: Camera((1600, 1600)),
    p.CASE.listing.sku: Camera(turn=-2.4),
}


def camera(product: p.Product) -> Camera:
    """Return how a product's source was photographed; the perfume's came out blurred."""
    chosen = _CAMERAS.get(product.listing.sku, Camera())
    seed = sum(product.listing.sku.encode())
    return Camera(chosen.size, chosen.turn, chosen.tilt, chosen.soft, chosen.saved, seed)
