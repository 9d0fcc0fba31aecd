"""An article's text: parsed once, frozen for everyone outside, and what can be asked of it."""

from pressday.body.body import NOTHING, Block, Body

__all__ = ["NOTHING", "Block", "Body"]
