from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.pages import URL, ld, meta, read

from pressday.extract.describe.metadata import read_metadata
from pressday.extract.read.dom import parse


def test_a_wrongly_declared_language_gives_way_to_the_text() -> None:
    line = (
        "Als sie am Morgen in die Halle kam, war das Papier noch nicht da, aber die "
        "Maschine lief und der Tag war lang. "
    )
    found = read("", f"<p>{line * 5}</p>", lang="en-US")
    assert (found.language, found.provenance["language"]) == ("de", "guessed")
    kept = read("", f"<p>{line * 5}</p>", lang="de-AT")
    assert (kept.language, kept.provenance["language"]) == ("de-AT", "declared")


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="Content-Language" content="pt-br">',
        meta(og__locale="pt_BR"),
        ld({"@type": "Article", "inLanguage": "pt-BR"}),
        '<meta name="dcterms.language" content="pt-BR">',
    ],
)
def test_a_language_is_declared_in_many_places(head: str) -> None:
    assert read(head).language == "pt-BR"


def test_sections_and_tags_that_only_machines_read_are_left_out() -> None:
    head = (
        meta(article__section="nil")
        + '<meta name="keywords" content="Ink, Tag:Paper, Section: Press, ctp_video, @top, ink">'
    )
    found = read(head)
    assert (found.section, found.tags) == ("", ("Ink", "Press"))


def test_a_torn_description_gives_way_to_the_line_below_the_headline() -> None:
    body = '<h1>Night shift</h1><p class="article-dek">A night among the presses.</p>'
    found = read("<title>Night shift</title>" + meta(og__description="A night among\u2026"), body)
    assert (found.standfirst, found.provenance["standfirst"]) == (
        "A night among the presses.",
        "guessed",
    )


KEYS = st.sampled_from(
    "@type @id @graph @value author name publisher url logo image headline "
    "datePublished license keywords inLanguage caption"
    " mainEntity creditText".split()
)
VALUES = st.sampled_from(
    [
        "Article",
        "WebSite",
        "#a",
        "2026-11-27",
        "https://a.example/b.jpg",
        "Ana",
        "\u0000",
        "&amp;amp;",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(JSON)
def test_json_ld_of_any_shape_is_read(value: Any) -> None:
    found = read(ld(value))
    assert set(found.provenance.values()) <= {"declared", "guessed"}


@given(st.text(max_size=120))
def test_broken_json_ld_of_any_kind_is_read(text: str) -> None:
    script = '<script type="application/ld+json">{"@type": "Article", "headline": '
    assert read(f"{script}{text}</script>", text).url == URL


NAMES = st.sampled_from(
    (
        "og:title author article:published_time og:image og:url keywords dc.rights "
        "og:locale description citation_author"
    ).split()
)


@given(st.lists(st.tuples(NAMES, st.text(max_size=80)), max_size=5), st.text(max_size=60))
def test_attributes_of_any_content_are_read(pairs: list[tuple[str, str]], text: str) -> None:
    root = parse(
        "<html><head></head><body><h1 class='x'>x</h1><p class='byline'>y</p></body></html>"
    )
    assert root is not None
    for name, value in pairs:
        element = root.makeelement("meta", {"property": name})
        _put(element, "content", value)
        root[0].append(element)
    _put(root[1][1], "class", f"byline {text}")
    assert read_metadata(root, URL, URL).url


def _put(element: Any, name: str, value: str) -> None:
    try:
        element.set(name, value)
    except ValueError:  # what no document can hold
        element.set(name, "")


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "By ",
        "&amp;",
        "<b>",
        "| ",
        "- ",
        "https://a/",
        "{",
        "[",
        "%",
        ",",
        "@",
        "1",
        "CC BY-",
        "\u00e9\u0301",
    ],
)
def test_very_long_values_are_read_at_once(piece: str) -> None:
    long = (piece * 100_000)[:100_000].replace('"', "")
    names = (
        "og:title author article:published_time og:image og:url keywords dc.rights "
        "og:locale og:site_name"
    ).split()
    head = "".join(f'<meta property="{name}" content="{long}">' for name in names)
    body = (
        f'<h1 class="{long}">{long}</h1><p class="byline {long}">{long}</p><a '
        f'rel="license" href="{long}">x</a>'
    )
    assert (
        read(
            f"<title>{long}</title>{head}"
            + ld({"@type": "Article", "headline": long, "author": long}),
            body,
        ).url
        == URL
    )
