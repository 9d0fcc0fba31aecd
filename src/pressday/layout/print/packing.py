"""Packing an edition's stories: what is set together, and in which order sections come.

A story is set by itself; only briefs share a galley.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pressday.layout.print.story import Story

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


def pack(
    names: Mapping[int, str], stories: Sequence[Story], *, briefs_title: str
) -> tuple[Department, ...]:
    """Return what stands under each of `names`, sections by number, and pooled briefs last."""
    found: list[Department] = []
    pool: list[Story] = []
    for number, name in names.items():
        own = [s for s in stories if s.section == number]
        briefs = tuple(s for s in own if s.layout == "brief")
        groups = [Group(stories=(s,)) for s in own if s.layout != "brief"]
        if len(briefs) < LEAST_BRIEFS:
            pool += briefs
        else:
            groups.append(Group(stories=briefs, briefs=True))
        found.append(Department(number=number, name=name, groups=tuple(groups)))
    if pool:
        last = Group(stories=tuple(pool), briefs=True)
        found.append(Department(number=len(names) + 1, name=briefs_title, groups=(last,)))
    return tuple(d for d in found if d.groups)
