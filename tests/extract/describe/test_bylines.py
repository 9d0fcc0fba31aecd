from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.extract.describe.bylines import after_label, clean_bylines, is_person, turned


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Lopez", ("Ana Lopez",)),
        ("Posted by: Ana Lopez", ("Ana Lopez",)),
        ("Von Anna Schmidt und Jo Dee", ("Anna Schmidt", "Jo Dee")),
        ("Par Anne Roux et Jo Dee", ("Anne Roux", "Jo Dee")),
        ("Текст: Анна Попова", ("Анна Попова",)),
        ("作者：張三", ("張三",)),
        ("張三、李四", ("張三", "李四")),
        ("Von Trapp", ("Von Trapp",)),
        ("Da Vinci", ("Da Vinci",)),
        ("Ana Lopez, chief reporter", ("Ana Lopez",)),
        ("Ana Lopez, Jo van Dyke & Li Wei", ("Ana Lopez", "Jo van Dyke", "Li Wei")),
        ("Ana Lopez, Jo Dee and Li Wei", ("Ana Lopez", "Jo Dee", "Li Wei")),
        ("Ana, Jo and Li", ("Ana", "Jo", "Li")),
        ("Anne Roux (avec Jo Dee et Li Wei)", ("Anne Roux", "Jo Dee", "Li Wei")),
        ("Ana Lopez in Lisbon and Jo Dee in Oslo", ("Ana Lopez", "Jo Dee")),
        ("John Marsh, Jr. and Ana Lopez", ("John Marsh, Jr.", "Ana Lopez")),
        ("John Marsh, III", ("John Marsh, III",)),
        ("Ana Lopez, MD, PhD", ("Ana Lopez",)),
        ("Ana (Maria) Lopez", ("Ana (Maria) Lopez",)),
        ("TOM MARSH, Wire Auto Writer", ("TOM MARSH",)),
        ("Ana Lopez | 27 Nov 2026", ("Ana Lopez",)),
        ("By ANA LOPEZ March 11, 2026 3:46 PM", ("ANA LOPEZ",)),
        ("Ana Lopez Dock Street", ("Ana Lopez",)),
        ("Ana Lopez, ana@dockstreet.example", ("Ana Lopez",)),
        ("Ana Lopez @ana", ("Ana Lopez",)),
        ("Ana Lopez (https://ana.example/)", ("Ana Lopez",)),
        ("Text: Ana Lopez; Foto: Jo Dee", ("Ana Lopez",)),
        ("Ana Lopez and Jo Dee Associated Press", ("Ana Lopez", "Jo Dee")),
        ("Ana Lopez (Reuters)", ("Ana Lopez",)),
        ("By Ana Lopez for The Evening Paper", ("Ana Lopez",)),
        ("Organization for Quiet Presses", ("Organization for Quiet Presses",)),
        ("European Centre for Paper", ("European Centre for Paper",)),
        ("Reuters", ("Reuters",)),
        ("By Ana Lopez.", ("Ana Lopez",)),
        ("inkling77", ("inkling77",)),
        ("Contributors: Ana Lopez", ("Ana Lopez",)),
        ("bell hooks", ("bell hooks",)),
    ],
)
def test_bylines_are_names_alone(text: str, names: tuple[str, ...]) -> None:
    assert clean_bylines([text], "Dock Street") == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        ("https://example.org/ana"),
        "ana@example.org",
        "admin",
        "siteadmin",
        "Dock Street",
        "dockstreet.com",
        "March 3, 2026 at 6:01",
        "27.11.2026",
        "5 minutes ago",
        "Our Foreign Staff",
        "Dock Street Staff",
        "DockStreet Staff Writer",
        "The Dock Street Contributors",
        "Team Printing",
        "Ana Lopez More posts from this author",
        "Sign up",
        "Lost password?",
        "Guide: first steps",
        "x",
        "News Desk",
        "Editorial Team",
        "Follow",
        "Photo by Jo Dee",
        "Edited by Jo Dee",
        "@ana",
        "null",
        "By",
    ],
)
def test_what_names_nobody_is_no_byline(text: str) -> None:
    assert clean_bylines([text], "Dock Street") == ()


def test_authors_keep_their_order_and_come_once() -> None:
    texts = ["Jo Dee", "By Ana Lopez", "JO DEE", "Ana Lopez"]
    assert clean_bylines(texts, "") == ("Jo Dee", "Ana Lopez")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lopez, Ana", "Ana Lopez"),
        ("van Dyke, Jo", "Jo van Dyke"),
        ("Ana Lopez", "Ana Lopez"),
        ("Marsh, Jr.", "Marsh, Jr."),
        ("Ana Lopez, Jo Dee", "Ana Lopez, Jo Dee"),
    ],
)
def test_catalogue_names_are_turned(text: str, name: str) -> None:
    assert turned(text) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [("Written by: Ana Lopez", "Ana Lopez"), ("By Ana Lopez", "Ana Lopez"), ("Ana Lopez", "")],
)
def test_a_label_before_a_name_is_known(line: str, name: str) -> None:
    assert after_label(line) == name


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ana Lopez", True),
        ("Jo van Dyke", True),
        ("inkling77", False),
        ("Printing Press Foundation", False),
        ("Night Shift Team", False),
    ],
)
def test_a_person_is_told_from_a_house(text: str, *, person: bool) -> None:
    assert is_person(text) is person


@given(st.lists(st.text(max_size=200), max_size=4), st.text(max_size=20))
def test_any_text_gives_short_names(texts: list[str], site: str) -> None:
    assert all(1 < len(name) <= 60 for name in clean_bylines(texts, site))


@pytest.mark.parametrize("piece", ["By ", "and ", ", ", "(", "a@", " 1", "\u2022 ", "Ana Lopez, "])
def test_long_fields_are_read_at_once(piece: str) -> None:
    assert len(clean_bylines([piece * 50_000], "x")) <= 20
