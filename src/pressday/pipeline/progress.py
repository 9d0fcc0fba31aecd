"""What collecting has come to, source by source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pressday.library import Saved
    from pressday.model import Outcome

State = Literal["waiting", "listing", "reading", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An article whose text is another than before, and what of it changed."""

    article: str
    title: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one source gave: how many articles of each status, and what could not be read.

    `listed` counts everything the source names, `left_out` what its rule does not
    want, `copies` those of the new ones that are copies of another article. `updates`
    are the updated ones, `mended` names those that got lost files back.
    """

    listed: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    left_out: int = 0
    failed: tuple[str, ...] = ()
    updates: tuple[Update, ...] = ()
    mended: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """How many articles there are now."""
        return self.new + self.updated + len(self.mended) + self.unchanged

    @property
    def settled(self) -> int:
        """Of how many articles it is known what became of them."""
        return self.read + self.left_out + len(self.failed)

    @property
    def is_dead(self) -> bool:
        """Whether the source names articles and none of them could be read."""
        return bool(self.failed) and not (self.read or self.left_out)

    def after(self, outcome: Outcome[Saved]) -> Tally:
        """Return the tally with one more article that was read, or was not."""
        if outcome.value is None:
            return replace(self, failed=(*self.failed, f"{outcome.subject}: {outcome.error}"))
        status, title = outcome.value.status, outcome.value.article.title
        if status == "mended":
            return replace(self, mended=(*self.mended, title))
        if status == "updated":
            article = outcome.value.article
            update = Update(article=article.id, title=title, changed=outcome.value.changed)
            return replace(self, updated=self.updated + 1, updates=(*self.updates, update))
        copied = status == "new" and bool(outcome.value.copy_of)
        counted = {status: getattr(self, status) + 1}
        return replace(self, copies=self.copies + copied, **counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far one source is, while others go on."""

    source: str
    state: State
    tally: Tally = Tally()
