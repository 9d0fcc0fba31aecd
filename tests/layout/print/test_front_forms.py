"""Which form of the front page carries the news."""

from __future__ import annotations

from typing import Any

import pytest
from tests.layout.print.conftest import image, long, story

from pressday.layout.print.front_forms import (
    BESIDE,
    DISPLAY,
    FrontForm,
    Others,
    _foot_height,
    _type_height,
    front_form,
)

ROOM = 588  # points under the nameplate on A4
LONG = "Alaskan halibut, caught by a century-old boat, provides a glimpse of a shop’s strategy"


def form(
    headline: str = "Sixty papers", others: int = 6, *, pictured: bool = True, **fields: Any
) -> FrontForm:
    fields.setdefault("image", image())
    told = [story(long(f"{LONG} {n}", image=image()), section=n + 2) for n in range(others)]
    lead = story(long(headline, **fields))
    return front_form(lead, Others(firsts=tuple(told), seconds=()), ROOM, pictured=pictured)


def test_a_large_picture_stands_across_the_page_where_the_rest_leaves_it_room() -> None:
    made = form(others=3)
    assert (made.name, len(made.teasers), made.inside) == ("picture", BESIDE, ())
    assert made.lead.size.points >= DISPLAY


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"image": image(800, 600)}, "too coarse for three columns"),
        ({"headline": LONG * 2}, "the headline leaves no height"),
    ],
)
def test_a_lead_stands_beside_three_where_its_picture_cannot_carry_the_page(
    fields: dict[str, Any], why: str
) -> None:
    made = form(**fields)
    assert (made.name, len(made.teasers), len(made.inside)) == ("news", BESIDE, 3), why
    assert made.lead.plate is not None
    assert made.lead.plate.frame.span < BESIDE


def test_a_page_without_a_picture_is_type_alone_and_keeps_to_its_height() -> None:
    for made in (form(pictured=False), form(image=None), form(LONG * 2, pictured=False)):
        assert made.name == "type"
        assert not made.lead.plate
        assert _type_height(made) <= ROOM


def test_a_picture_keeps_clear_of_what_stands_at_the_foot() -> None:
    made = form(others=3)
    assert made.lead.height + _foot_height(made) < ROOM


def test_stories_beside_the_lead_have_pictures_while_there_is_room() -> None:
    told = [story(long(name, image=image()), section=n) for n, name in enumerate("ABC", start=2)]
    few = Others(firsts=tuple(told), seconds=())
    made = front_form(story(long("Lead", image=image(800, 600))), few, ROOM, pictured=True)
    assert all(t.plate for t in made.teasers)
    crowded = front_form(story(long("Lead", image=image(800, 600))), few, 300, pictured=True)
    assert not any(t.plate for t in crowded.teasers)


def test_headlines_of_one_row_have_one_size() -> None:
    others = Others(
        firsts=(story(long("Ink"), section=2), story(long(LONG), section=3)), seconds=()
    )
    made = front_form(story(long("Lead")), others, ROOM, pictured=False)
    assert len({t.size for t in made.teasers}) == 1
