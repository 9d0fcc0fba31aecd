"""Packing stories into flows: which of them share pages is decided here, from estimates.

It is never decided after setting, so an edit to one article can never re-set
its neighbours' flows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pressday.layout.print.story import Story

LEAST_BRIEFS = 3  # fewer briefs of a section are pooled at the end of the edition
HEADING = 3  # lines of a section's name
BETWEEN = 2  # lines between two pieces on a page
LONGEST_FLOW = 4  # groups; so that an edit never sets many pages again

TO_BEGIN = {"plain": 26, "feature": 36, "interview": 34, "short": 22}
"""Lines that a story needs to begin well under another one.

A lead and a picture take a page of their own.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One galley: a story, or briefs under a common heading."""

    stories: tuple[Story, ...]
    section: int
    anchor: str = ""
    opener: str = ""
    title: str = ""
    followed: bool = False

    @property
    def begins(self) -> bool:
        """Whether a section begins here; pooled briefs are none."""
        return bool(self.anchor)

    @property
    def briefs(self) -> bool:
        """Whether the group is a run of briefs."""
        return bool(self.title)

    @property
    def estimate(self) -> int:
        """Lines that the group will take, about."""
        return sum(s.estimate for s in self.stories) + (HEADING if self.opener or self.title else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The groups of one flow; `section` and `name` are the first group's."""

    section: int
    name: str
    groups: tuple[Group, ...]


def pack(
    section: int, name: str, stories: Sequence[Story], *, page: int, briefs_title: str
) -> tuple[list[Group], tuple[Story, ...]]:
    """Return the groups of a section, and its briefs if they are too few to stand here."""
    briefs = [s for s in stories if s.layout == "brief"]
    groups = [Group(stories=(s,), section=section) for s in stories if s.layout != "brief"]
    pooled = tuple(briefs) if len(briefs) < LEAST_BRIEFS else ()
    if briefs and not pooled:
        groups += brief_groups(briefs, section, title=briefs_title if groups else name, page=page)
    if groups:
        opener = "" if groups[0].title else name
        groups[0] = replace(groups[0], opener=opener, anchor=f"sec-{section}")
    return groups, pooled


def brief_groups(briefs: Iterable[Story], section: int, *, title: str, page: int) -> list[Group]:
    """Return briefs as groups of at most a page, so that no one of them is cut."""
    groups: list[list[Story]] = [[]]
    used = HEADING
    for story in briefs:
        if groups[-1] and used + story.estimate > page:
            groups.append([])
            used = HEADING
        groups[-1].append(story)
        used += story.estimate + 1
    return [Group(stories=tuple(g), section=section, title=title) for g in groups if g]


def bundle(groups: Iterable[Group], names: Mapping[int, str], page: int) -> tuple[Bundle, ...]:
    """Return flows of `groups`: one goes under the one before it where that one's page has room.

    A section's first piece begins a page, but for briefs pooled at the end.
    """
    flows: list[list[Group]] = []
    used = page
    for group in groups:
        left = page - (used % page or page)
        if (
            not group.begins
            and flows
            and len(flows[-1]) < LONGEST_FLOW
            and _may_follow(group, left - BETWEEN)
        ):
            flows[-1].append(group)
            used += group.estimate + BETWEEN
        else:
            flows.append([group])
            used = group.estimate
    return tuple(
        Bundle(section=f[0].section, name=names[f[0].section], groups=_followed(f)) for f in flows
    )


def _may_follow(group: Group, left: int) -> bool:
    """Tell whether `group` fits `left` lines by estimate, or can at least begin well in them."""
    layout = group.stories[0].layout
    if layout in {"lead", "picture"}:
        return False
    return min(group.estimate, _least(group)) <= left


def _least(group: Group) -> int:
    """Return the lines that a group needs to begin well: of briefs, the heading and two."""
    if group.briefs:
        return HEADING + sum(s.estimate for s in group.stories[:2])
    return TO_BEGIN[group.stories[0].layout]


def _followed(groups: Sequence[Group]) -> tuple[Group, ...]:
    return tuple(replace(g, followed=g is not groups[-1]) for g in groups)
