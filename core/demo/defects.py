"""One picture for each reason of the closed list: the same product in the same setting, one thing wrong.

A defect is drawn where it would arise: in the product, in its outline, in the scene, or on the finished
picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from PIL import Image, ImageChops, ImageFilter

from core.demo import products as p
from core.demo.canvas import Canvas, ellipse, rounded
from core.demo.look import Look
from core.demo.scene import Scene, compose
from core.demo.shots import Shot
from core.demo.surface import cloud
from core.model import Slot


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with one attempt."""

    reason: str
    """A code of the closed list of reasons."""
    product: p.Product
    slot: Slot
    """Which of the product's pictures was spoiled."""


DEFECTS = (
    Defect("shape", p.HEADPHONES, Slot.MAIN),
    Defect("colour", p.SNEAKERS, Slot.MAIN),
    Defect("pattern", p.CASE, Slot.MAIN),
    Defect("hardware", p.POLO, Slot.MAIN),
    Defect("label", p.TUBE, Slot.MAIN),
    Defect("kit", p.BLOCKS, Slot.MAIN),
    Defect("halo", p.TEE, Slot.AD),
    Defect("clipped", p.SNEAKERS, Slot.AD),
    Defect("shadow", p.MUG, Slot.AD),
    Defect("reflection", p.PERFUME, Slot.MAIN),
    Defect("background", p.TEA_SET, Slot.AD),
    Defect("blur", p.POWER_BANK, Slot.MAIN),
    Defect("wrong-variant", p.TEE, Slot.SOCIAL),
    Defect("copy-mismatch", p.MISNAMED_MUG, Slot.MAIN),
    Defect("rules", p.POWER_BANK, Slot.SOCIAL),
)

_DRAWN = frozenset({"shape", "pattern", "hardware", "label", "kit"})


def drawn_look(defect: Defect) -> Look:
    """Return how the product has to be drawn for this defect."""
    look = defect.product.look
    if defect.reason in _DRAWN:
        return replace(look, wrong=defect.reason)
    if defect.reason == "wrong-variant":
        return replace(look, colour="white")
    return look


def spoiled(defect: Defect, cutout: Image.Image, shot: Shot, scale: float) -> Image.Image:
    """Return the picture of `shot` with the defect in it, as RGB.

    `cutout` is the product drawn as `drawn_look` says.
    """
    scene = shot.scene or Scene("grey")
    if defect.reason == "colour":
        cutout = hue_shifted(cutout, 13)
    elif defect.reason == "halo":
        cutout = haloed(cutout)
    picture = compose(cutout, defect.product, _spoiled_scene(defect.reason, scene), scale)
    if defect.reason == "blur":
        return picture.filter(ImageFilter.GaussianBlur(3.4 * scale))
    if defect.reason == "rules":
        _promise(picture, scale)
    return picture


def _spoiled_scene(reason: str, scene: Scene) -> Scene:
    if reason == "clipped":
        return replace(scene, share=scene.share * 1.12, centre=(0.36, scene.centre[1]))
    if reason == "shadow":
        return replace(scene, shadow="left")
    if reason == "reflection":
        return replace(scene, reflection="false")
    if reason == "background":
        return replace(scene, props=True)
    return scene


def hue_shifted(image: Image.Image, steps: int) -> Image.Image:
    """Return an RGBA image with every hue turned by `steps` of 256."""
    hue, saturation, value = image.convert("RGB").convert("HSV").split()
    turned = hue.point([(i + steps) % 256 for i in range(256)])
    shifted = Image.merge("HSV", (turned, saturation, value)).convert("RGB")
    shifted.putalpha(image.getchannel("A"))
    return shifted


def haloed(image: Image.Image) -> Image.Image:
    """Return an RGBA cutout with an uneven pale fringe, as a careless cut from a bright background leaves."""
    alpha = image.getchannel("A")
    reach = max(3, round(image.width / 160) | 1)
    wide = alpha.filter(ImageFilter.GaussianBlur(reach)).point([min(255, i * 3) for i in range(256)])
    uneven = cloud(Random(5), image.size, (14, 18)).point([min(255, 110 + i) for i in range(256)])
    fringe = Image.new("RGBA", image.size, (236, 240, 228, 255))
    fringe.putalpha(ImageChops.multiply(wide, uneven))
    inner = alpha.filter(ImageFilter.GaussianBlur(reach * 0.5)).point(
        [max(0, min(255, (i - 128) * 2)) for i in range(256)]
    )
    core = image.copy()
    core.putalpha(ImageChops.darker(alpha, inner))
    fringe.alpha_composite(core)
    return fringe


def _promise(picture: Image.Image, scale: float) -> None:
    """Put a discount badge and a phone number on a picture: no marketplace allows either."""
    canvas = Canvas(scale)
    red = (214, 38, 44)
    badge = canvas.mask(ellipse(748, 160, 116, 116))
    canvas.fill(badge, red)
    canvas.volume(badge, 10, dark=0.25, light=0.25)
    canvas.fill(canvas.stroke(ellipse(748, 160, 103, 103), 4, closed=True), (255, 240, 200))
    canvas.fill(canvas.text("-50%", (748, 160), 78, angle=-8, bold=3), (255, 255, 255))
    strip = canvas.mask(rounded(120, 1108, 780, 1176, 34))
    canvas.fill(strip, (255, 212, 48))
    canvas.fill(canvas.text("+7 700 000 00 00", (450, 1142), 46, spacing=3, bold=1.6), (30, 30, 30))
    picture.paste(canvas.image, (0, 0), canvas.image)
