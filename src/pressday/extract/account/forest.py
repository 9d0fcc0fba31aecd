"""The forest that says how likely a left-out block is text; `benchmarks/losses/grow.py` grew it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.extract.account.clues import NAMES
from pressday.extract.forest import shipped

if TYPE_CHECKING:
    from pressday.extract.forest import Forest


def grown() -> Forest:
    """Return the forest that comes with the program."""
    return shipped(__package__, NAMES)
