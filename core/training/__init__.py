"""People who learn to see: defects planted into pictures whose truth is known, and drills with them."""
