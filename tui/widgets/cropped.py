"""The part of a widget's lines that Textual asks for."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip


def cropped(strips: list[Strip], crop: Region, width: int) -> list[Strip]:
    """Return the columns of `crop` of lines `width` cells long: the lines themselves where that is all."""
    whole = crop.x == 0 and crop.width == width
    return strips if whole else [strip.crop(crop.x, crop.right) for strip in strips]
