"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# Tests assert what is done, not how long a busy machine took for it.
settings.register_profile("pressday", deadline=None)
settings.load_profile("pressday")
