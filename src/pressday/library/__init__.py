"""Every article ever collected, with its original and its pictures, addressed by content."""

from pressday.library.library import Library, Saved

__all__ = ["Library", "Saved"]
