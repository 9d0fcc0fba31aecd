from __future__ import annotations

import pytest
from tests.extract.pages import meta, read


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Night shift | Dock Street", "Dock Street"),
        ("Night shift - Dock Street", "Dock Street"),
        ("Dock Street: Night shift", ""),
        ("Night shift — dockstreet.example", ""),
        ("Dock Street » Night shift", "Dock Street"),
    ],
)
def test_a_title_loses_the_name_of_the_site(title: str, site: str) -> None:
    named = f'<meta property="og:site_name" content="{site}">' if site else ""
    heading = "<h1>Night shift</h1>"
    assert read(f"<title>{title}</title>{named}", heading).title == "Night shift"


def test_a_dash_inside_a_title_stays() -> None:
    head = '<title>x</title><meta property="og:title" content="Ink - and paper - at night">'
    assert read(head).title == "Ink - and paper - at night"


def test_a_headline_nobody_sees_is_no_title() -> None:
    head = (
        '<title>Ink - Dock Street</title><script type="application/ld+json">'
        '{"@type": "Article", "headline": "fluid that colours"}</script>'
    )
    meta = read(head, "<h1>Ink</h1>")
    assert (meta.title, meta.provenance["title"]) == ("Ink", "guessed")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ink &amp;amp; paper", "Ink & paper"),
        ("The printer&amp;#8217;s night", "The printer\u2019s night"),
        ("The &lt;em&gt;Mercury&lt;/em&gt; sails", "The Mercury sails"),
        ("Ink: a history", "Ink: a history"),
    ],
)
def test_entities_and_markup_in_a_title_are_resolved(title: str, expected: str) -> None:
    assert read(meta(og__title=title)).title == expected


def test_a_short_name_behind_a_title_goes_when_no_heading_shows_it() -> None:
    assert (
        read("<title>How paper is made at night \u2013 My pages</title>").title
        == "How paper is made at night"
    )
    shown = "<h1>How paper is made at night \u2013 My pages</h1>"
    assert read("<title>How paper is made at night \u2013 My pages</title>", shown).title.endswith(
        "My pages"
    )


def test_a_section_or_the_site_is_no_title() -> None:
    head = meta(og__title="Culture", article__section="Culture", og__site_name="Dock Street")
    found = read(
        f"<title>Night shift | Culture | Dock Street</title>{head}", "<h1>Night shift</h1>"
    )
    assert (found.title, found.provenance["title"]) == ("Night shift", "guessed")


def test_dublin_core_names_the_work_itself() -> None:
    head = (
        '<meta name="og:title" content="Share me"><meta name="DC.title" '
        'content="b"><meta property="dc:title" content="Ink">'
    )
    assert read(head).title == "Ink"


def test_the_title_of_a_drawing_is_not_the_page_s() -> None:
    body = "<svg><title>Arrow</title></svg><h1>Night shift</h1>"
    assert read("", body).title == "Night shift"


def test_a_heading_of_one_word_cuts_no_title() -> None:
    head = meta(og__title="Interview | How paper is made")
    assert read(head, "<h1>Interview</h1>").title == "Interview | How paper is made"


def test_the_heading_that_readers_see_is_the_title_where_it_says_the_same() -> None:
    head = meta(og__title="12 quiet presses for a small hall - a buyer's guide")
    found = read(head, "<h1>Twelve quiet presses for a small hall</h1>")
    assert found.title == "Twelve quiet presses for a small hall"
    assert found.provenance["title"] == "guessed"


def test_a_heading_that_says_other_things_is_no_title() -> None:
    head = meta(og__title="How paper is made at night")
    found = read(head, "<h1>Welcome to the mill</h1>")
    assert found.title == "How paper is made at night"
    assert found.provenance["title"] == "declared"


def test_the_name_of_a_board_is_not_the_title_of_a_thread() -> None:
    head = "<title>My press eats its own paper / First steps / Ink Press Boards</title>"
    assert read(head, "<h1>Ink Press</h1>").title.startswith("My press eats its own paper")
