"""What holds of cleaned markup whatever comes in."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pressday.body.vocabulary import ATTRIBUTES, BLOCKS, CLASSES, INLINES
from pressday.extract import clean_fragment
from pressday.extract.build.builder import MATHS

_NAMES = (
    "p div section span a b i em strong u font code sub sup q cite br hr img picture figure"
    " figcaption ul ol li dl dt dd table caption thead tbody tr td th blockquote pre h1 h2 h3 h5"
    " aside iframe script style form input button noscript math mi mfrac ruby rt custom-box time"
    " abbr center video audio source object svg details summary article header lite-youtube amp-img"
    " amp-video mjx-container semantics annotation mtext mspace label small tfoot nav dialog"
).split()
_ATTRIBUTES = (
    'id="a"', 'id="b c"', 'name="a"', 'href="#a"', 'href="#b-c"', 'href="https://example.org/x"',
    'href="/rel"', 'href="javascript:alert(1)"', 'src="https://example.org/p.jpg"',
    'src="file:///etc/passwd"', 'src="q.png"', 'onclick="x()"', 'style="display:none"',
    'class="credit"', 'class="caption"', 'class="pullquote"', 'class="footnote"', 'class="noteref"',
    'class="question"', 'class="factbox"', 'class="embed"', 'lang="fr"', 'lang="???"', 'dir="rtl"',
    'colspan="3"', 'colspan="x"', 'datetime="2026-11-27"', 'title="t"', 'cite="https://example.org"',
    'class="sidenote"', 'class="footnote"', 'id="fn1"', 'href="#fn1"', 'class="katex"',
    'class="mwe-math-element"', 'class="tex"', 'alt="\\frac{a}{b}"', 'alt="\\bad{"',
    'role="navigation"', 'class="posting"', 'class="signature"',
    'aria-hidden="true"', 'hidden=""', 'class="sr-only"', 'class="caption"', 'class="wp-caption"',
    'srcset="https://example.org/a.jpg 300w, https://example.org/b.jpg 2x"', 'data-src="/lazy.jpg"',
    'style="background-image:url(javascript:x)"', 'style="background:url(/bg.jpg)"',
    'class="lazy image"', 'data-video-id="abcdefgh"', 'class="youtube"', 'videoid="abcdefgh"',
    'src="https://www.youtube.com/embed/abcdefgh"', 'poster="/poster.jpg"', 'allowfullscreen=""',
    'type="math/tex"', 'mathvariant="bold"', 'linethickness="0"', 'width="1em"', 'colspan="999"',
    'start="3"', 'start="x"', 'value="7"', 'reversed=""', 'class="fact-box"',
    'class="instagram-media"', 'data-instgrm-permalink="javascript:x"',
    'class="twitter-tweet"', 'href="https://twitter.com/a/status/1"', 'scope="row"', 'id="n-a"',
)  # fmt: skip
_TEXTS = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "\u00a0",
        "one",
        " two ",
        "three. ",
        "&amp;&lt;",
        "\u2014 x",
        "a\u200bb",
        "&#1;",
        "\ud800",
    ]
)
_NODES = st.recursive(
    _TEXTS,
    lambda inner: st.builds(
        lambda name, attributes, children, closed: (
            f"<{name} {' '.join(attributes)}>{''.join(children)}{f'</{name}>' if closed else ''}"
        ),
        st.sampled_from(_NAMES),
        st.lists(st.sampled_from(_ATTRIBUTES), max_size=2),
        st.lists(inner, max_size=4),
        st.sampled_from([True, True, True, False]),
    ),
    max_leaves=25,
)
MARKUP = st.lists(_NODES, max_size=6).map("".join)
_RELAXED = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


def tree(html: str) -> etree._Element:
    return etree.fromstring(f"<body>{html}</body>")


@given(MARKUP)
@_RELAXED
def test_cleaning_twice_changes_nothing(html: str) -> None:
    once, images = clean_fragment(html, base="https://example.org/")
    assert clean_fragment(once.html, base="https://example.org/") == (once, images)
    assert clean_fragment(once.html)[0] == once


@given(MARKUP)
@_RELAXED
def test_only_the_vocabulary_survives(html: str) -> None:
    for element in tree(
        clean_fragment(html, base="https://example.org/")[0].html
    ).iterdescendants():
        assert element.tag in BLOCKS | INLINES | MATHS
        assert set(element.attrib) <= ATTRIBUTES
        assert {element.get("class")} <= CLASSES | {None}
        for name in ("href", "src", "cite"):
            assert element.get(name, "https:").startswith(("https:", "http:", "mailto:", "#"))


@given(MARKUP)
@_RELAXED
def test_the_structure_is_valid(html: str) -> None:
    body = tree(clean_fragment(html, base="https://example.org/")[0].html)
    parents = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"},
               "dt": {"dl"}, "dd": {"dl"}, "figcaption": {"figure"}, "img": {"figure"},
               "caption": {"table"}, "thead": {"table"}, "tbody": {"table"}}  # fmt: skip
    for element in body.iterdescendants():
        parent = element.getparent()
        assert parent is not None
        assert parent.tag in parents.get(str(element.tag), {parent.tag})
        if element.tag in ("ul", "ol", "tr", "table", "dl", "figure", "blockquote"):
            assert len(element)
            assert not (element.text or "").strip()
        if element.tag in ("p", "h2", "h3", "h4", "figcaption", "caption", "dt"):
            assert {child.tag for child in element.iter()} <= INLINES | MATHS | {
                element.tag,
                "math",
            }
    assert not (body.text or "").strip()
    assert all(not child.tail for child in body)


@given(MARKUP)
@_RELAXED
def test_headings_never_skip_and_links_inside_find_their_place(html: str) -> None:
    body = tree(clean_fragment(html)[0].html)
    before = 1
    for heading in body.iter("h2", "h3", "h4"):
        if next(heading.iterancestors("aside"), None) is None:
            assert int(str(heading.tag)[1]) <= before + 1
            before = int(str(heading.tag)[1])
    ids = [element.get("id") for element in body.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    places = {a.get("href", "")[1:] for a in body.iter("a") if a.get("href", "").startswith("#")}
    assert places <= set(ids)


# Each of these took time that grew with its square once, or easily could.
@pytest.mark.parametrize(
    "unit",
    [
        '<a href="#n1">1</a>', '<sup id="r1"><a href="#n1">1</a></sup>', "<span>w</span>",
        "<table><tr><th>a<td>b</table>", "<picture><source><img src='/a.jpg'></picture>",
        '<span class="katex"><math><mi>x</mi></math></span>', "<dl><dd>x</dd></dl>",
        '<p>a<span class="sidenote">b</span></p>', "<noscript><img src='/a.jpg'></noscript>",
    ],
)  # fmt: skip
def test_countless_elements_side_by_side_are_read_to_the_end(unit: str) -> None:
    assert "bottom" in clean_fragment(unit * 6_000 + "bottom", base="https://example.org/")[0].html


@pytest.mark.parametrize(
    "unit",
    [
        "<div>", "<ul><li>", "<table><tr><td>", "<span class='katex'>", "<picture>",
        "<blockquote>", '<div class="pullquote">', '<div class="footnote">',
        "<details><summary>", '<div class="caption">',
    ],
)  # fmt: skip
def test_deeply_nested_elements_are_read_to_the_end(unit: str) -> None:
    assert "bottom" in clean_fragment(unit * 500 + "bottom", base="https://example.org/")[0].html


@given(st.text(max_size=200))
@_RELAXED
def test_any_string_is_markup(text: str) -> None:
    once, _ = clean_fragment(text)
    assert clean_fragment(once.html)[0] == once
