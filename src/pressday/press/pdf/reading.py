"""What the proofreader found: words that are missing, come twice, or cannot be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How many words of a flow are missing, come twice, lie off the page, or are hidden.

    `sample` is the beginning of the first text with such a fault; hidden words are none.
    """

    missing: int = 0
    doubled: int = 0
    astray: int = 0
    hidden: int = 0
    sample: str = ""

    @property
    def fault(self) -> str:
        """What is wrong, in one line; empty when every word can be read once."""
        counts = (
            (self.missing, "missing"), (self.doubled, "printed twice"),
            (self.astray, "off the page or cut away"),
        )  # fmt: skip
        said = [f"{n} {'word' if n == 1 else 'words'} {what}" for n, what in counts if n]
        return f'{", ".join(said)}, near "{self.sample}"' if said else ""
