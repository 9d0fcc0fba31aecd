"""What a build may take: pages of paper, and time and memory for one flow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTarget:
    """How many pages an edition shall have: `exact`ly so many, or a `multiple`, `most` at most."""

    exact: int | None = None
    multiple: int = 1
    most: int | None = None

    def accepts(self, pages: int) -> bool:
        """Tell whether `pages` are as many as are asked for."""
        if self.exact is not None:
            return pages == self.exact
        return pages % self.multiple == 0 and (self.most is None or pages <= self.most)

    def nearest(self, pages: int) -> list[int]:
        """Return up to three numbers that are accepted, the nearest to `pages` first."""
        if self.exact is not None:
            return [self.exact]
        upto = max(pages + self.multiple, self.most or 0)
        found = [n for n in range(1, upto + 1) if self.accepts(n)]
        return sorted(found, key=lambda n: (abs(n - pages), -n))[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLimits:
    """What setting one flow may take before it is stopped."""

    seconds: float = 60.0
    megabytes: int = 1000
