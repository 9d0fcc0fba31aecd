"""Packing an edition's stories: what is set together, and in which order sections come.

A story is set by itself; only briefs share a galley.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.layout.print.story import Story
    from pressday.model import Section

SMALL, GREAT = 600, 0.25  # words of a section that is small; share of the edition of a great one
LEAST_BRIEFS = 3  # fewer briefs of a section are pooled at the end of the edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is set together: one story, or `briefs` under a heading."""

    stories: tuple[Story, ...]
    briefs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """The groups of a section under its name; pooled briefs make one more."""

    number: int
    name: str
    groups: tuple[Group, ...]
    own_pages: bool = False

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories of it."""
        return tuple(story for group in self.groups for story in group.stories)


OPENERS = {"small": 2, "middle": 3, "great": 4}
"""Lines of a section's name, by what it weighs."""


def opener_lines(made: Department, words: int) -> int:
    """Return the lines of a department's name in an edition of so many `words`.

    Great is what has the lead of the edition, or much of it.
    """
    own = sum(story.words for story in made.stories)
    if any(story.layout == "lead" for story in made.stories) or own >= GREAT * words:
        return OPENERS["great"]
    return OPENERS["small" if own < SMALL else "middle"]


def pack(
    sections: Sequence[Section], stories: Sequence[Story], *, briefs_title: str
) -> tuple[Department, ...]:
    """Return what stands under each of `sections`, and pooled briefs last."""
    found: list[Department] = []
    pool: list[Story] = []
    for section in sections:
        own = _paired([s for s in stories if s.section == section.number])
        briefs = tuple(s for s in own if s.layout == "brief")
        groups = [Group(stories=(s,)) for s in own if s.layout != "brief"]
        if len(briefs) < LEAST_BRIEFS:
            pool += briefs
        else:
            groups.append(Group(stories=briefs, briefs=True))
        found.append(
            Department(
                number=section.number, name=section.name, groups=tuple(groups),
                own_pages=section.own_pages,
            )
        )  # fmt: skip
    if pool:
        last = Group(stories=tuple(pool), briefs=True)
        found.append(Department(number=len(sections) + 1, name=briefs_title, groups=(last,)))
    return tuple(d for d in found if d.groups)


def _paired(stories: Sequence[Story]) -> list[Story]:
    """Return `stories`, those that are to share a page one behind the other."""
    anchors = [story.anchor for story in stories]
    found = list(stories)
    for story in stories:
        if story.beside in anchors:
            later = max(story, stories[anchors.index(story.beside)], key=stories.index)
            first = story if later is not story else stories[anchors.index(story.beside)]
            found.remove(later)
            found.insert(found.index(first) + 1, later)
    return found
