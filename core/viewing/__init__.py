"""What the comparing views show, as pure functions over pixels: no terminal, no files, no clock.

Coordinates are those of a picture's true pixels, however large the copy is that is at hand: x to the right, y
down, (0, 0) the outer corner of the first pixel, so a pixel's centre lies at a half. What is drawn is a grid
of `Dots`; how dots become cells is the renderer's business.
"""
