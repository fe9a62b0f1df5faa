"""Source and candidate as one thing to look at: aligned, with one viewport for both."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter

from core.viewing.alignment import Alignment, align
from core.viewing.composite import MAT, Colour, Ground, cut_out, flat, grown, inner, onion, wiped
from core.viewing.difference import Figures, Heat, distance, heated, pooled
from core.viewing.focus import focus
from core.viewing.geometry import Box, Dots, Mask, Matrix, Pixels, moved, scaling, shift
from core.viewing.outline import believed
from core.viewing.product import Product, find_product
from core.viewing.sample import Picture, Sampled, looked_up, sample
from core.viewing.viewport import Viewport, fit

_FINER = 2
"""How much finer than the dots a difference is looked for; twice as fine costs four times the work."""

_MARGIN = 0.15
"""What is looked at around a product, as a share of its box, to judge an alignment."""

_FRINGE = 0.008
"""What is shown around a carried outline, as a share of the longest edge: a halo lies there."""

_MANY_DOTS = 25_000
"""From so many dots on they are as fine as a difference needs: on 120 by 60 cells quadrants are."""


@dataclass(frozen=True, eq=False, slots=True)
class Pair:
    """What the views draw from. Immutable: shared between threads."""

    source: Picture
    candidate: Picture
    alignment: Alignment
    products: tuple[Product | None, Product | None]
    """Of the source and the candidate; None where its outline is not known (`outline.believed`)."""

    @classmethod
    def of(
        cls,
        source: Picture,
        candidate: Picture,
        registration: Matrix | None = None,
        mask: Mask | None = None,
    ) -> Pair:
        """Return two pictures aligned: as `registration` says, else by what is found in them.

        `mask` is the source's product, on any grid, where somebody knows it. Takes some ten milliseconds: it
        looks for the product in both. Laid box over box or frame over frame, whichever agrees better: the
        boxes are wrong where a shadow or a prop is taken for product.
        """
        known = None if mask is None else Product.of(mask, (source.width, source.height), "known")
        products = (known or _product(source), _product(candidate))
        boxes = (products[0].box, products[1].box) if products[0] and products[1] else None
        sizes = (source.width, source.height), (candidate.width, candidate.height)
        first = cls(source, candidate, align(*sizes, registration=registration, boxes=boxes), products)
        if first.alignment.how == "product":
            first = max(first, replace(first, alignment=align(*sizes)), key=_agreement)
        return replace(first, products=believed(products, first.alignment, sizes))

    def nudged(self, offset: tuple[float, float]) -> Pair:
        """Return the pair with the candidate moved by `offset` of the source's pixels, from its place."""
        return replace(self, alignment=self.alignment.realigned().nudged(*offset))

    @property
    def cut_out(self) -> bool:
        """Whether the candidate's outline is known, or is its alpha."""
        return self.products[1] is not None or self.candidate.whole.image.mode == "RGBA"

    @property
    def focus(self) -> tuple[float, float]:
        """The place of the product that has the most to be seen, in the source's pixels; some milliseconds.

        The middle of the candidate's frame where the product is not known.
        """
        first, second = self.products
        if first is not None:
            return focus(self.source, first)
        if second is None:
            return self.whole.centre
        place = moved(self.to_source, np.array([focus(self.candidate, second)]))[0]
        return float(place[0]), float(place[1])

    @property
    def to_source(self) -> Matrix:
        """From the candidate's true pixels to the source's."""
        return np.linalg.inv(self.alignment.to_candidate).astype(np.float64)

    @property
    def product(self) -> Box:
        """Where the product is, in the source's pixels; the candidate's frame where that is not known."""
        first, second = self.products
        if first is not None:
            return first.box
        return second.box.through(self.to_source) if second is not None else self.whole

    @property
    def whole(self) -> Box:
        """The candidate's frame, in the source's pixels: what `fit` shows."""
        return self.candidate.frame.through(self.to_source)

    @property
    def bounds(self) -> Box:
        """Both frames, in the source's pixels: what there is to see."""
        return self.whole.united(self.source.frame)

    @property
    def loupe(self) -> float:
        """The zoom at which both pictures are at 100 % or more."""
        return max(1.0, self.alignment.scale)

    def zooms(self, viewport: Viewport) -> tuple[float, float]:
        """Return how large the source's and the candidate's true pixels are; 1.0 is 100 %."""
        return viewport.zoom, viewport.zoom / self.alignment.scale

    def detail(self, viewport: Viewport, dots: Dots) -> float:
        """Return the zoom up to which the copies at hand show true pixels here, of the poorer side.

        1.0 and more means that nothing of the pictures is lost at that zoom.
        """
        seen = viewport.visible(dots)
        scales = (
            self.source.layer_for(seen).scale,
            self.candidate.layer_for(seen.through(self.alignment.to_candidate)).scale,
        )
        return min(min(zoom, scale) for zoom, scale in zip(self.zooms(viewport), scales, strict=True))


def sides(
    pair: Pair, viewport: Viewport, dots: Dots, *, ground: Ground = "checker", mat: Colour = MAT
) -> tuple[Pixels, Pixels]:
    """Return source and candidate as the viewport shows them, each (dots.height, dots.width, 3)."""
    first, second = _sampled(pair, viewport.to_source(dots), (dots.width, dots.height))
    return flat(first, ground, mat, dots.finer), flat(second, ground, mat, dots.finer)


def wipe(pair: Pair, viewport: Viewport, dots: Dots, seam: float, *, mat: Colour = MAT) -> Pixels:
    """Return the source left of the seam (a share of the width) and the candidate right of it."""
    return wiped(*sides(pair, viewport, dots, mat=mat), seam)


def onion_skin(pair: Pair, viewport: Viewport, dots: Dots, share: float, *, mat: Colour = MAT) -> Pixels:
    """Return the candidate over the source, `share` of it: 0 is all source, 1 all candidate."""
    return onion(*sides(pair, viewport, dots, mat=mat), share)


def edges(pair: Pair, viewport: Viewport, dots: Dots, ground: Ground, *, mat: Colour = MAT) -> Pixels:
    """Return the candidate cut out on a ground; `composite.cut_out` says how."""
    size = (dots.width, dots.height)
    to_candidate = pair.alignment.to_candidate @ viewport.to_source(dots)
    product = pair.products[1]
    mask = _mask(product, pair.candidate, to_candidate, size) if product is not None else None
    if mask is not None and product is not None and product.trust == "carried":
        fringe = _FRINGE * max(pair.candidate.width, pair.candidate.height)
        mask = grown(mask, fringe * pair.zooms(viewport)[1])
    return cut_out(sample(pair.candidate, to_candidate, size), mask, ground, mat)


def difference(pair: Pair, viewport: Viewport, dots: Dots, heat: Heat, *, mat: Colour = MAT) -> Pixels:
    """Return the candidate with heat where its product differs from the source's.

    Where neither product is known the whole of what both pictures cover is compared: a background that was
    made anew is then hot as well.
    """
    size = (dots.width, dots.height)
    to_source = viewport.to_source(dots)
    candidate = sample(pair.candidate, pair.alignment.to_candidate @ to_source, size)
    shown = flat(candidate, mat=mat)
    if heat == "off":
        return shown
    where = inner(_where(pair, to_source, size))
    figures = np.zeros(where.shape, np.float32)
    if where.any():
        part = _around(where)
        figures[part] = _apart(pair, to_source, part, 1 if dots.width * dots.height >= _MANY_DOTS else _FINER)
    hot = heated(shown, figures, where, heat)
    return flat(replace(candidate, colours=hot, alpha=None), mat=mat)


def compared(pair: Pair, edge: int) -> Mask | None:
    """Return what of the candidate a difference looks at, at most `edge` on its longest; None means all."""
    if not any(pair.products):
        return None
    width, height = pair.candidate.width, pair.candidate.height
    shrink = min(1.0, edge / max(width, height))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    return inner(_where(pair, pair.to_source @ scaling(width / size[0], height / size[1]), size))


def _apart(pair: Pair, to_source: Matrix, part: tuple[slice, slice], factor: int) -> Figures:
    """Return how far apart the two are in a part of the grid, looked at `factor` times as finely."""
    rows, columns = part
    finer = to_source @ shift(columns.start, rows.start) @ scaling(1 / factor, 1 / factor)
    size = (columns.stop - columns.start) * factor, (rows.stop - rows.start) * factor
    first, second = _sampled(pair, finer, size)
    return pooled(distance(flat(first), flat(second)) * (first.inside & second.inside), factor)


def _around(where: Mask) -> tuple[slice, slice]:
    """Return the rows and the columns that a mask takes, and one more to each side."""
    rows, columns = (np.flatnonzero(where.any(axis=axis)) for axis in (1, 0))
    return (
        slice(max(0, int(rows[0]) - 1), min(where.shape[0], int(rows[-1]) + 2)),
        slice(max(0, int(columns[0]) - 1), min(where.shape[1], int(columns[-1]) + 2)),
    )


def _sampled(pair: Pair, to_source: Matrix, size: tuple[int, int]) -> tuple[Sampled, Sampled]:
    to_candidate = pair.alignment.to_candidate @ to_source
    return sample(pair.source, to_source, size), sample(pair.candidate, to_candidate, size)


def _where(pair: Pair, to_source: Matrix, size: tuple[int, int]) -> Mask:
    """Return the dots that show product in either picture; all where it is known in neither."""
    masks = [
        _mask(product, picture, matrix, size)
        for product, picture, matrix in (
            (pair.products[0], pair.source, to_source),
            (pair.products[1], pair.candidate, pair.alignment.to_candidate @ to_source),
        )
        if product is not None
    ]
    everywhere: Mask = np.ones((size[1], size[0]), bool)
    either: Mask = np.logical_or.reduce(masks) if masks else everywhere
    return either


def _mask(product: Product, picture: Picture, to_picture: Matrix, size: tuple[int, int]) -> Mask:
    return looked_up(product.mask, to_picture, size, (picture.width, picture.height))


def _agreement(pair: Pair) -> float:
    """Return how well the contours around the product agree as the pair is aligned: a correlation, at most 1.

    Blurred and of limited strength: a fine pattern would decide by chance whether its lines meet.
    """
    box = pair.product
    around = Box(
        box.left - _MARGIN * box.width,
        box.top - _MARGIN * box.height,
        box.right + _MARGIN * box.width,
        box.bottom + _MARGIN * box.height,
    )
    dots = Dots(64, 32)
    first, second = _sampled(pair, fit(around, dots).to_source(dots), (dots.width, dots.height))
    both = (first.inside & second.inside)[1:, 1:]
    if not both.any():
        return -1.0
    contours = []
    for one in (first, second):
        light = flat(one).mean(axis=-1)
        steep = np.hypot(np.diff(light, axis=0)[:, 1:], np.diff(light, axis=1)[1:])
        levels = Image.fromarray((np.minimum(steep, 30) * 8).astype(np.uint8))
        soft = np.asarray(levels.filter(ImageFilter.BoxBlur(3)), np.float64)[both]
        contours.append(soft - soft.mean())
    norm = float(np.linalg.norm(contours[0]) * np.linalg.norm(contours[1]))
    return float(contours[0] @ contours[1]) / norm if norm else 0.0


def _product(picture: Picture) -> Product | None:
    return find_product(picture.whole.image, (picture.width, picture.height))
