from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pressday.extract.bylines import clean_bylines
from pressday.extract.dates import read_date
from pressday.extract.dom import parse
from pressday.extract.language import guess_language, normalise_tag
from pressday.extract.metadata import Metadata, read_metadata

URL = "https://www.dockstreet.example/a"


def read(head: str, body: str = "") -> Metadata:
    root = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return read_metadata(root, URL, URL)


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
    "script",
    [
        '{"@type": "NewsArticle", "author": "Ana Lopez"}',
        '[{"@type": ["Article"], "author": {"name": "Ana Lopez"}}]',
        '{"@graph": [{"@type": "BlogPosting", "author": [{"name": "Ana Lopez"}]}]}',
        '<!-- {"@type": "Article", "author": "Ana\nLopez"} -->',
        '//<![CDATA[\n{"@type": "Article", "author": {"name": ["Ana Lopez"]}}\n//]]>',
    ],
)
def test_json_ld_is_read_in_all_its_shapes(script: str) -> None:
    assert read(f'<script type="application/ld+json">{script}</script>').bylines == ("Ana Lopez",)


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 5000, "null", '"x"', '{"@type": 3, "author": 4}']
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    head = (
        f'<script type="application/ld+json">{script}</script><meta name="author" content="Jo Dee">'
    )
    assert read(head).bylines == ("Jo Dee",)


def test_a_byline_on_the_page_is_a_guess() -> None:
    meta = read("", '<p class="post-byline">By Ana Lopez on May 3</p>')
    assert (meta.bylines, meta.provenance["bylines"]) == (("Ana Lopez",), "guessed")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Lopez", ("Ana Lopez",)),
        ("Von Anna Schmidt und Jo Dee", ("Anna Schmidt", "Jo Dee")),
        ("Von Trapp", ("Von Trapp",)),
        ("Ana Lopez, chief reporter", ("Ana Lopez",)),
        ("Ana Lopez, Jo van Dyke & Li Wei", ("Ana Lopez", "Jo van Dyke", "Li Wei")),
        ("TOM KRISHER, AP Auto Writer", ("TOM KRISHER",)),
        ("Ana Lopez | 27 Nov 2026", ("Ana Lopez",)),
        ("Reuters", ("Reuters",)),
        ("https://example.org/ana", ()),
        ("admin", ()),
        ("Dock Street", ()),
        ("March 3, 2026 at 6:01", ()),
        ("", ()),
    ],
)
def test_bylines_are_names_alone(text: str, names: tuple[str, ...]) -> None:
    assert clean_bylines([text], "Dock Street") == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-27", datetime(2026, 11, 27, tzinfo=UTC)),
        ("2026-11-27T08:30:00+02:00", datetime(2026, 11, 27, 6, 30, tzinfo=UTC)),
        ("2026-11-27T08:30:00.000Z", datetime(2026, 11, 27, 8, 30, tzinfo=UTC)),
        ("2026-11-27 08:30:00 +0100", datetime(2026, 11, 27, 7, 30, tzinfo=UTC)),
        ("2026-11-27 08:30 UTC", datetime(2026, 11, 27, 8, 30, tzinfo=UTC)),
        ("2026/11/27", datetime(2026, 11, 27, tzinfo=UTC)),
        ("Fri, 27 Nov 2026 08:30:00 GMT", datetime(2026, 11, 27, 8, 30, tzinfo=UTC)),
        ("27 November 2026", datetime(2026, 11, 27, tzinfo=UTC)),
        ("November 27th, 2026", datetime(2026, 11, 27, tzinfo=UTC)),
        ("Freitag, 27. November 2026", datetime(2026, 11, 27, tzinfo=UTC)),
        ("le 1er août 2026", datetime(2026, 8, 1, tzinfo=UTC)),
        ("3 de março de 2026", datetime(2026, 3, 3, tzinfo=UTC)),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, expected: datetime) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    "text", ["", "3/4/2026", "yesterday", "2026-13-40", "99 Foo 2026", "0001-01-01"]
)
def test_what_leaves_the_day_open_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("value", "tag"),
    [("en_US", "en-US"), ("EN-gb", "en-GB"), ("zh-hans-cn", "zh-Hans-CN"), ("de", "de"), ("x", ""),
     ("English", "")],
)  # fmt: skip
def test_language_tags_have_one_form(value: str, tag: str) -> None:
    assert normalise_tag(value) == tag


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The floor of the hall is not loud and it was the end of that but they are in it"),
        ("de", "Der Boden ist nicht laut und das Papier wird mit dem Wagen auf den Hof gebracht"),
        ("fr", "Les camions sont dans la cour qui est plus grande que les autres pour une fois"),
        ("es", "Los papeles y el ruido que se oye por las calles son como una lluvia del mar"),
        ("it", "Gli operai non sono soli e il rumore della macchina è più forte che nel giorno"),
        ("pt", "Os jornais da noite não são muitos e o ruído das máquinas é uma chuva pelo mar"),
        ("nl", "De krant van het dorp is niet groot en het geluid van een pers gaat door de nacht"),
        ("pl", "Nie jest to głośne, ale się słyszy, że w hali był ruch i od rana przez dzień"),
        ("", "Lorem ipsum dolor sit amet"),
    ],
)  # fmt: skip
def test_languages_are_told_by_their_commonest_words(language: str, text: str) -> None:
    assert guess_language(text) == language


def test_a_link_to_a_licence_is_declared_only_with_rel() -> None:
    link = "https://creativecommons.org/licenses/by/4.0/"
    declared = read("", f'<a rel="license" href="{link}">x</a>')
    assert (declared.licence, declared.provenance["licence"]) == ("CC BY 4.0", "declared")
    assert read("", f'<a href="{link}">x</a>').provenance["licence"] == "guessed"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://dockstreet.example/b", "https://dockstreet.example/b"),
        ("/b?x=1", "https://www.dockstreet.example/b?x=1"),
        ("https://elsewhere.example/b", URL),
        ("https://dockstreet.example/", URL),
        ("javascript:x", URL),
    ],
)
def test_a_canonical_address_is_believed_on_its_own_host(canonical: str, url: str) -> None:
    assert read(f'<link rel="canonical" href="{canonical}">').url == url
