"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# How long one example took says how busy the machine is, not whether the code is right.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")
