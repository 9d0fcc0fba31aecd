"""Every article ever collected, with its original and its pictures, addressed by content."""

from pressday.library.adding import Saved
from pressday.library.library import Library
from pressday.library.listings import Listing, Seen

__all__ = ["Library", "Listing", "Saved", "Seen"]
