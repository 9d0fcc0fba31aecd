"""What is set together, and under which name it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.layout.print.conftest import piece, story

from pressday.layout.print.packing import OPENERS, Department, opener_lines, pack
from pressday.model import Section

if TYPE_CHECKING:
    from pressday.layout.print.story import Story
    from pressday.model import Layout

SECTIONS = (
    Section(name="News", number=1, pieces=(), own_pages=True),
    Section(name="Craft", number=2, pieces=()),
)


def told(layout: Layout, name: str = "One", section: int = 1) -> Story:
    return replace(story(piece(name)), layout=layout, section=section, anchor=f"a-{name}")


def briefs(count: int, section: int = 1) -> list[Story]:
    return [told("brief", f"b{section}{n}", section) for n in range(count)]


def packed(*stories: Story) -> tuple[Department, ...]:
    return pack(SECTIONS, stories, briefs_title="In brief")


def shape(departments: tuple[Department, ...]) -> list[tuple[str, list[tuple[int, bool]]]]:
    """Return under each name the size of its groups, and whether these are briefs."""
    return [(d.name, [(len(g.stories), g.briefs) for g in d.groups]) for d in departments]


def test_a_story_is_set_by_itself() -> None:
    made = packed(told("lead", "a"), told("short", "b"), told("picture", "c"))
    assert shape(made) == [("News", [(1, False)] * 3)]


def test_three_briefs_share_a_galley_at_the_end_of_their_section() -> None:
    made = packed(briefs(3)[0], told("plain"), *briefs(3)[1:])
    assert shape(made) == [("News", [(1, False), (3, True)])]


def test_fewer_than_three_briefs_of_a_section_are_pooled_at_the_end_of_the_edition() -> None:
    made = packed(told("plain"), *briefs(2), told("plain", "x", 2), *briefs(1, 2))
    assert shape(made) == [
        ("News", [(1, False)]),
        ("Craft", [(1, False)]),
        ("In brief", [(3, True)]),
    ]
    assert [d.number for d in made] == [1, 2, 3]


def test_briefs_that_are_a_whole_section_stand_under_its_name() -> None:
    assert shape(packed(*briefs(4, 2))) == [("Craft", [(4, True)])]


def test_a_section_of_pooled_briefs_alone_is_not_named() -> None:
    assert shape(packed(*briefs(2))) == [("In brief", [(2, True)])]


def test_stories_keep_their_order_and_sections_that_of_their_names() -> None:
    made = packed(told("short", "b", 2), told("plain", "c"), told("lead", "a", 2))
    anchors = [[s.anchor for g in d.groups for s in g.stories] for d in made]
    assert anchors == [["a-c"], ["a-b", "a-a"]]


def test_nothing_packed_is_nothing() -> None:
    assert packed() == ()


def test_a_sections_name_is_as_large_as_it_weighs() -> None:
    news, craft = packed(told("lead", "a"), replace(told("plain", "b", 2), words=700))
    (shorts,) = packed(replace(told("short", "c"), words=300))
    assert opener_lines(news, 10_000) == OPENERS["great"]
    assert opener_lines(craft, 10_000) == OPENERS["middle"]
    assert opener_lines(craft, 2_000) == OPENERS["great"]
    assert opener_lines(shorts, 10_000) == OPENERS["small"]


def test_a_story_comes_right_behind_the_one_that_it_stands_beside() -> None:
    one, two, three = (told("plain", name) for name in "abc")
    made = packed(one, two, replace(three, beside="a-a"))
    assert [s.anchor for s in made[0].stories] == ["a-a", "a-c", "a-b"]
    made = packed(replace(one, beside="a-c"), two, three)
    assert [s.anchor for s in made[0].stories] == ["a-a", "a-c", "a-b"]


def test_a_section_of_own_pages_keeps_them() -> None:
    made = packed(told("plain", "One"), told("plain", "Two", 2), told("brief", "Three"))
    assert [(d.name, d.own_pages) for d in made] == [
        ("News", True), ("Craft", False), ("In brief", False),
    ]  # fmt: skip
