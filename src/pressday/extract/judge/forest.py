"""The forest that says how likely a leaf is text; `benchmarks/extraction/grow.py` grew it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.extract.forest import shipped
from pressday.extract.judge.measures import NAMES

if TYPE_CHECKING:
    from pressday.extract.forest import Forest


def grown() -> Forest:
    """Return the forest that comes with the program."""
    return shipped(__package__, NAMES)
