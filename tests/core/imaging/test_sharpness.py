from __future__ import annotations

import random
import time

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from core.imaging.sharpness import SOFT_BELOW, sharpness

SIDE = 1200


def plain() -> Image.Image:
    picture = Image.new("RGB", (SIDE, SIDE), "white")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((350, 250, 850, 950), 60, fill=(200, 60, 40))
    draw.ellipse((500, 400, 700, 600), fill=(240, 220, 30))
    return picture


def label() -> Image.Image:
    picture = plain()
    draw = ImageDraw.Draw(picture)
    for y in range(650, 900, 24):
        draw.text((400, y), "HYDRATING CREAM 50 ml " * 3, fill=(20, 20, 20))
    return picture


def pattern() -> Image.Image:
    chance = random.Random(1)
    picture = Image.new("RGB", (SIDE, SIDE), "white")
    draw = ImageDraw.Draw(picture)
    for _ in range(2000):
        x, y, r = chance.randrange(SIDE), chance.randrange(SIDE), chance.randrange(3, 30)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture


def noise() -> Image.Image:
    return Image.effect_noise((SIDE, SIDE), 60).convert("RGB")


def weave() -> Image.Image:
    thread = Image.new("L", (8, 8), 120)
    thread.paste(165, (0, 0, 4, 4))
    thread.paste(165, (4, 4, 8, 8))
    picture = Image.new("L", (SIDE, SIDE))
    for x in range(0, SIDE, 8):
        for y in range(0, SIDE, 8):
            picture.paste(thread, (x, y))
    return picture.convert("RGB")


def pale() -> Image.Image:
    return Image.blend(plain(), Image.new("RGB", (SIDE, SIDE), "white"), 0.88)


PICTURES = {"plain": plain, "label": label, "pattern": pattern, "noise": noise, "weave": weave, "pale": pale}


@pytest.mark.parametrize("name", PICTURES)
def test_sharp_pictures_are_well_above_the_threshold(name):
    picture = PICTURES[name]()
    assert sharpness(picture) > 2 * SOFT_BELOW
    assert sharpness(picture.filter(ImageFilter.GaussianBlur(0.7))) > SOFT_BELOW


@pytest.mark.parametrize("sigma", [3, 5, 9])
@pytest.mark.parametrize("name", PICTURES)
def test_blurred_pictures_are_below_the_threshold(name, sigma):
    assert sharpness(PICTURES[name]().filter(ImageFilter.GaussianBlur(sigma))) < SOFT_BELOW


@pytest.mark.parametrize("grain", [2, 4])
def test_grain_does_not_pass_for_detail(grain):
    soft = label().filter(ImageFilter.GaussianBlur(4))
    grainy = ImageChops.add(soft, Image.effect_noise(soft.size, grain).convert("RGB"), 1, -128)
    assert sharpness(grainy) < SOFT_BELOW


def test_more_blur_is_less_sharp():
    figures = [sharpness(pattern().filter(ImageFilter.GaussianBlur(sigma))) for sigma in (0, 1, 2, 3)]
    assert figures == sorted(figures, reverse=True)
    assert all(0 <= figure <= 1 for figure in figures)


def test_the_pixel_count_says_little():
    picture = label()
    figures = [
        sharpness(picture.resize((side, side), Image.Resampling.LANCZOS)) for side in (700, 1200, 2400)
    ]
    assert max(figures) - min(figures) < 0.25
    soft = picture.filter(ImageFilter.GaussianBlur(3))
    for side in (900, 2400):
        assert sharpness(soft.resize((side, side), Image.Resampling.LANCZOS)) < SOFT_BELOW


def test_a_sharp_product_before_a_blurred_background_is_sharp():
    picture = pattern().filter(ImageFilter.GaussianBlur(12))
    picture.paste(label().crop((350, 250, 850, 950)), (350, 250))
    assert sharpness(picture) > SOFT_BELOW


def test_a_cut_out_is_judged_without_its_hidden_colours():
    picture = label().filter(ImageFilter.GaussianBlur(4)).convert("RGBA")
    hidden = noise().convert("RGBA")
    hidden.putalpha(0)
    hidden.paste(picture.crop((300, 200, 900, 1000)), (300, 200))
    shape = Image.new("L", hidden.size, 0)
    shape.paste(255, (380, 280, 820, 920))
    hidden.putalpha(shape.filter(ImageFilter.GaussianBlur(6)))
    assert sharpness(hidden) < SOFT_BELOW


@pytest.mark.parametrize("size", [(1, 1), (5, 900), (40, 40), (3000, 20)])
def test_nothing_to_see_is_not_sharp(size):
    assert sharpness(Image.new("RGB", size, "white")) == 0.0


def test_it_takes_little_time():
    picture = label().resize((1600, 1600))
    best = 1.0
    for _ in range(3):
        start = time.thread_time()
        sharpness(picture)
        best = min(best, time.thread_time() - start)
    assert best < 0.12  # 30 to 45 ms on an idle machine
