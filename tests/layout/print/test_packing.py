"""Which stories share pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.layout.print.conftest import piece, story

from pressday.layout.print.packing import LONGEST_FLOW, Group, brief_groups, bundle, pack

if TYPE_CHECKING:
    from pressday.layout.print.story import Story
    from pressday.model import Layout

PAGE = 60
NAMES = {1: "News", 2: "Craft", 3: "In brief"}


def told(layout: Layout, estimate: int, name: str = "One") -> Story:
    return replace(story(piece(name)), layout=layout, estimate=estimate, anchor=f"a-{name}")


def group(layout: Layout, estimate: int, *, opener: str = "") -> Group:
    anchor = "sec-1" if opener else ""
    return Group(stories=(told(layout, estimate),), section=1, opener=opener, anchor=anchor)


def briefs(count: int, estimate: int = 8) -> list[Story]:
    return [told("brief", estimate, f"b{n}") for n in range(count)]


def sizes(groups: list[Group]) -> list[int]:
    return [len(b.groups) for b in bundle(groups, NAMES, PAGE)]


def test_fewer_than_three_briefs_of_a_section_are_pooled() -> None:
    stories = [told("plain", 30), *briefs(2)]
    groups, pooled = pack(1, "News", stories, page=PAGE, briefs_title="In brief")
    assert [g.briefs for g in groups] == [False]
    assert pooled == tuple(stories[1:])


def test_three_briefs_stand_at_the_end_of_their_section() -> None:
    stories = [briefs(3)[0], told("plain", 30), *briefs(3)[1:]]
    groups, pooled = pack(1, "News", stories, page=PAGE, briefs_title="In brief")
    assert [(g.title, len(g.stories)) for g in groups] == [("", 1), ("In brief", 3)]
    assert pooled == ()


def test_a_sections_first_group_carries_its_name_and_anchor() -> None:
    stories = [told("plain", 30), told("short", 20)]
    groups, _ = pack(2, "Craft", stories, page=PAGE, briefs_title="In brief")
    assert [(g.opener, g.anchor) for g in groups] == [("Craft", "sec-2"), ("", "")]


def test_briefs_that_are_a_whole_section_stand_under_its_name() -> None:
    groups, _ = pack(2, "Craft", briefs(4), page=PAGE, briefs_title="In brief")
    assert [(g.title, g.opener, g.anchor) for g in groups] == [("Craft", "", "sec-2")]


def test_a_section_of_pooled_briefs_alone_has_no_group() -> None:
    groups, pooled = pack(1, "News", briefs(2), page=PAGE, briefs_title="In brief")
    assert (groups, len(pooled)) == ([], 2)


def test_briefs_fill_a_page_and_go_on_with_the_next_group() -> None:
    groups = brief_groups(briefs(9, 18), 1, title="In brief", page=PAGE)
    assert [len(g.stories) for g in groups] == [3, 3, 3]
    assert all(g.estimate <= PAGE for g in groups)


def test_a_sections_first_piece_begins_a_page() -> None:
    assert sizes([group("short", 20, opener="News"), group("short", 20, opener="Craft")]) == [1, 1]


def test_a_section_of_briefs_alone_begins_a_page_too() -> None:
    first, _ = pack(1, "News", [told("short", 20)], page=PAGE, briefs_title="In brief")
    second, _ = pack(2, "Craft", briefs(3), page=PAGE, briefs_title="In brief")
    made = bundle(first + second, NAMES, PAGE)
    assert [(b.section, b.name) for b in made] == [(1, "News"), (2, "Craft")]


def test_pooled_briefs_go_under_the_last_piece_when_they_fit() -> None:
    pool = brief_groups(briefs(2), 3, title="In brief", page=PAGE)
    assert sizes([group("short", 20, opener="News"), *pool]) == [2]


def test_a_piece_goes_under_another_when_it_fits_or_can_begin_well() -> None:
    first = group("plain", 27, opener="News")  # with its opener 30 of 60 lines
    assert sizes([first, group("short", 28)]) == [2]
    assert sizes([first, group("plain", 200)]) == [2]
    assert sizes([first, group("feature", 200)]) == [1, 1]


def test_a_lead_and_a_picture_page_never_follow_another_piece() -> None:
    first = group("short", 10, opener="News")
    assert sizes([first, group("lead", 10)]) == [1, 1]
    assert sizes([first, group("picture", 10)]) == [1, 1]


def test_nothing_goes_under_a_full_page() -> None:
    assert sizes([group("plain", 57, opener="News"), group("short", 1)]) == [1, 1]


def test_a_flow_never_has_more_than_its_most_groups() -> None:
    small = [group("short", 3) for _ in range(9)]
    assert sizes([group("short", 3, opener="News"), *small]) == [LONGEST_FLOW, LONGEST_FLOW, 2]


def test_all_groups_of_a_flow_but_the_last_are_followed() -> None:
    groups = [group("short", 10, opener="News"), group("short", 10), group("short", 10)]
    (made,) = bundle(groups, NAMES, PAGE)
    assert [g.followed for g in made.groups] == [True, True, False]


def test_no_group_makes_no_flow() -> None:
    assert bundle([], NAMES, PAGE) == ()
    assert brief_groups([], 1, title="In brief", page=PAGE) == []
