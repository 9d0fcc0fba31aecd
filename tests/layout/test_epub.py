from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pressday.body import Body
from pressday.body.vocabulary import BLOCKS, INLINES
from pressday.errors import LayoutError
from pressday.layout.epub import EpubBook, lay_out
from pressday.layout.epub.addresses import shown, web_address
from pressday.layout.epub.bodies import Place, SetBody, set_body
from pressday.layout.theme import Theme
from pressday.layout.words import furniture
from pressday.model import Article, Edition, Image, Masthead, Piece, Section

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = Image(
    media="a" * 64, media_type="image/jpeg", width_px=1600, height_px=900, alt="A quay.",
    focus=(0.2, 0.7),
)  # fmt: skip
LONG = "<p>" + "The quay was dug in the spring of that year. " * 60 + "</p>"
X = "{http://www.w3.org/1999/xhtml}"


def piece(number: int, **more: object) -> Piece:
    body = str(more.pop("body", LONG))
    image = more.pop("image", None)
    placed = {k: more.pop(k) for k in ("weight", "standfirst") if k in more}
    values: dict[str, object] = {
        "id": f"{number:012x}", "revision": "", "source": "s", "title": f"Story {number}",
        "body": Body(body), "fetched": datetime(2026, 11, 20, tzinfo=UTC), "language": "en",
        "site": "Dock Street", "url": f"https://dock.example/{number}", "images": (PICTURE,),
        "published": datetime(2026, 11, 24, tzinfo=UTC),
    }  # fmt: skip
    return Piece(
        article=Article(**(values | more)),  # type: ignore[arg-type]
        headline=str(more.get("title", f"Story {number}")),
        standfirst=str(placed.get("standfirst", "")),
        body=Body(body),
        weight=placed.get("weight", "feature"),  # type: ignore[arg-type]
        image=image,  # type: ignore[arg-type]
        words=len(body.split()),
    )


def edition(*sections: tuple[str, tuple[Piece, ...]], **more: object) -> Edition:
    values: dict[str, object] = {
        "name": "2026-W48", "identifier": "urn:uuid:x", "number": 48, "date": date(2026, 11, 27),
        "masthead": Masthead(title="The Proof", language="en"),
        "span": (date(2026, 11, 21), date(2026, 11, 27)),
        "sections": tuple(
            Section(name=name, number=n, pieces=pieces)
            for n, (name, pieces) in enumerate(sections, 1)
        ),
    }  # fmt: skip
    return Edition(**(values | more))  # type: ignore[arg-type]


def laid_out(*sections: tuple[str, tuple[Piece, ...]], **more: object) -> EpubBook:
    return lay_out(edition(*sections, **more), Theme())


def document(book: EpubBook, name: str) -> etree._Element:
    return next(d.root for d in book.documents if d.name == name)


def written(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode")


def text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    assert found is not None, path
    return " ".join("".join(str(t) for t in found.itertext()).split())


def body(html: str, language: str = "en", **more: object) -> SetBody:
    values: dict[str, object] = {
        "anchor": "a-1", "language": language, "level": 2, "words": furniture("en"),
        "images": {PICTURE.media: PICTURE}, "targets": {"#a-2": "a-2.xhtml#a-2"},
    }  # fmt: skip
    return set_body(Body(html), Place(**(values | more)))  # type: ignore[arg-type]


def test_documents_stand_in_reading_order() -> None:
    book = laid_out(
        ("News", (piece(1), piece(2))), ("Ideas", (piece(3),)), editorial=Body("<p>Dear reader</p>")
    )
    assert [d.name for d in book.documents] == [
        "cover.xhtml", "contents.xhtml", "editorial.xhtml", "a-000000000001.xhtml",
        "a-000000000002.xhtml", "a-000000000003.xhtml", "colophon.xhtml",
    ]  # fmt: skip
    assert [mark.kind for mark in book.landmarks] == ["cover", "toc", "bodymatter"]
    assert book.landmarks[2].href == "editorial.xhtml"


def test_briefs_of_a_section_share_a_page_where_the_first_stands() -> None:
    short = "<p>Few words.</p>"
    briefs = tuple(piece(n, weight="brief", body=short) for n in (2, 3))
    book = laid_out(("News", (piece(1), briefs[0], piece(4), briefs[1])))
    names = [d.name for d in book.documents][2:-1]
    assert names == ["a-000000000001.xhtml", "briefs-1.xhtml", "a-000000000004.xhtml"]
    page = document(book, "briefs-1.xhtml")
    assert [e.get("id") for e in page.iter(f"{X}article")] == ["a-000000000002", "a-000000000003"]


def test_a_brief_without_company_stands_as_an_article() -> None:
    book = laid_out(("News", (piece(1), piece(2, weight="brief", body="<p>Few words.</p>"))))
    assert "a-000000000002.xhtml" in [d.name for d in book.documents]


def test_every_document_has_one_first_heading_and_a_title() -> None:
    book = laid_out(
        ("News", (piece(1, image=PICTURE, weight="lead"),)), editorial=Body("<p>Hello</p>")
    )
    for each in book.documents:
        root = each.root
        assert len(list(root.iter(f"{X}h1"))) == 1, each.name
        assert text(root, f"{X}head/{X}title")


def test_the_cover_shows_the_lead_its_picture_and_teasers_from_other_sections() -> None:
    lead = piece(1, image=PICTURE, weight="lead", title="Lead")
    book = laid_out(("News", (lead, piece(2))), ("Ideas", (piece(3),)), cover="000000000001")
    cover = document(book, "cover.xhtml")
    assert cover.find(f".//{X}body").get("class") == "cover pictured section-1"  # type: ignore[union-attr]
    picture = cover.find(f".//{X}img")
    assert picture is not None
    assert (picture.get("src"), picture.get("alt")) == (f"media:{'a' * 64}", "A quay.")
    assert picture.get("style") == "object-position: 20% 70%"
    assert [a.get("href") for a in cover.iter(f"{X}a")][1:] == [
        "a-000000000002.xhtml#a-000000000002", "a-000000000003.xhtml#a-000000000003",
    ]  # fmt: skip


def test_without_a_picture_the_cover_is_type() -> None:
    cover = document(laid_out(("News", (piece(1),))), "cover.xhtml")
    assert "typographic" in cover.find(f".//{X}body").get("class", "")  # type: ignore[union-attr]
    assert cover.find(f".//{X}img") is None


def test_an_article_carries_its_language_and_direction_and_furniture_its_own() -> None:
    book = laid_out(("News", (piece(1, language="ar", bylines=("Someone",)),)))
    root = document(book, "a-000000000001.xhtml")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert root.find(f".//{X}p[@class='byline']").get("lang") == "en"  # type: ignore[union-attr]
    assert book.languages == ("en", "ar")


def test_a_language_that_is_none_is_taken_for_the_publications() -> None:
    book = laid_out(("News", (piece(1, language="English (UK)"),)))
    assert book.languages == ("en",)


def test_a_guessed_date_is_never_printed() -> None:
    book = laid_out(("News", (piece(1, provenance={"published": "guessed"}),)))
    assert "24 November" not in written(book.documents[2].root)


def test_the_day_is_that_of_where_the_text_was_written() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    declared = {"published": "declared"}
    book = laid_out(("News", (piece(1, published=late, provenance=declared),)))
    assert "4 March" in written(book.documents[2].root)


def test_a_day_of_another_year_is_printed_with_it() -> None:
    old = piece(1, published=datetime(2015, 3, 4, tzinfo=UTC), provenance={})
    book = laid_out(("News", (old,)))
    chapter, colophon = book.documents[2].root, book.documents[-1].root
    assert all("4 March 2015" in written(page) for page in (chapter, colophon))


def test_six_section_colours_repeat() -> None:
    sections = [(f"S{n}", (piece(n),)) for n in range(1, 9)]
    book = laid_out(*sections)
    classes = [re.findall(r"section-\d", written(d.root))[0] for d in book.documents[2:-1]]
    assert classes == [f"section-{n}" for n in (1, 2, 3, 4, 5, 6, 1, 2)]


def test_the_colophon_names_every_source_and_licence() -> None:
    book = laid_out(("News", (piece(1, licence="CC BY 4.0"), piece(2))))
    colophon = text(document(book, "colophon.xhtml"), f".//{X}table")
    assert "CC BY 4.0" in colophon
    assert "All rights held by the author" in colophon


def test_a_fault_in_an_override_is_a_layout_error_that_names_the_template(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "epub"
    folder.mkdir(parents=True)
    (folder / "colophon.xhtml").write_text("<html><p></html>")
    with pytest.raises(LayoutError, match=r"templates/epub/colophon\.xhtml: .*not well-formed"):
        lay_out(edition(("News", (piece(1),))), Theme(overrides=(tmp_path,)))


def test_notes_know_what_refers_to_them_and_lead_back() -> None:
    made = body(
        '<p>Text<a class="noteref" href="#fn-1" id="r">1</a></p><aside class="footnotes"><ol>'
        '<li class="footnote" id="fn-1"><p>Note <a href="#r">↩</a></p></li></ol></aside>'
    )
    root = etree.fromstring(made.xhtml)
    ref = root.find(".//a[@role='doc-noteref']")
    note = root.find(".//aside[@role='doc-footnote']")
    assert ref is not None
    assert note is not None
    back = note.find(".//a[@role='doc-backlink']")
    assert back is not None
    assert ref.get("href") == f"#{note.get('id')}"
    assert back.get("href") == f"#{ref.get('id')}"
    assert back.get("aria-label") == "1 · Back to text"
    assert "↩" not in made.xhtml


def test_ids_become_names_and_links_follow_them() -> None:
    made = body('<h2 id="1 Ünïque">A</h2><p id="1 Ünïque">B <a href="#1 Ünïque">up</a></p>')
    root = etree.fromstring(made.xhtml)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert ids == ["a-1-1-unique"]
    assert root.find(".//a").get("href") == "#a-1-1-unique"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("#a-2", "a-2.xhtml#a-2"),
        ("#nowhere", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("../../etc/passwd", None),
        ("https://a.example/b c?d=[1]", "https://a.example/b%20c?d=%5B1%5D"),
    ],
)
def test_links_lead_somewhere_or_are_none(href: str, kept: str | None) -> None:
    link = etree.fromstring(body(f'<p><a href="{href}">word</a></p>').xhtml).find(".//a")
    assert (link.get("href") if link is not None else None) == kept


def test_a_picture_without_words_is_not_called_described() -> None:
    known = body(f'<figure><img src="media:{"a" * 64}"></figure>')
    assert (known.described, known.media) == (True, ("a" * 64,))
    bare = Image(media="b" * 64, media_type="image/png", width_px=9, height_px=9)
    made = body(f'<figure><img src="media:{"b" * 64}"></figure>', images={bare.media: bare})
    assert (made.described, made.undescribed) == (False, (bare.media,))
    assert 'alt="Picture"' in made.xhtml
    told = f'<figure><img src="media:{bare.media}"><figcaption>A dock.</figcaption></figure>'
    made = body(told, images={bare.media: bare})
    assert (made.described, made.undescribed) == (False, ())


def test_a_picture_that_nothing_tells_of_is_known_by_its_piece() -> None:
    bare = Image(media="b" * 64, media_type="image/png", width_px=900, height_px=600)
    told = replace(bare, caption="A dock.")
    made = laid_out(("News", (piece(1, image=bare), piece(2, image=told), piece(3))))
    assert made.undescribed == {f"{1:012x}": (bare.media,)}


def test_of_a_picture_that_decorates_nobody_hears() -> None:
    bare = Image(media="b" * 64, media_type="image/png", width_px=9, height_px=9)
    made = body(
        f'<figure><img src="media:{"b" * 64}"></figure>',
        images={bare.media: bare}, decorations=(bare.media,),
    )  # fmt: skip
    assert made.described
    assert 'alt="" role="presentation"' in made.xhtml


def test_headings_never_skip_a_rank() -> None:
    made = body("<h4>a</h4><h3>b</h3><h4>c</h4><h2>d</h2>", level=3)
    assert re.findall(r"<(h\d)", made.xhtml) == ["h3", "h3", "h4", "h3"]


def test_a_list_begins_where_its_author_did() -> None:
    lists = '<ol start="3"><li>c</li></ol><ol reversed="reversed"><li>b</li></ol>'
    made = body(lists + '<ol start="x" reversed="no"><li>a</li></ol>')
    assert lists in made.xhtml
    assert "<ol><li>a</li></ol>" in made.xhtml


def test_figures_in_a_table_stand_under_their_heads() -> None:
    made = body(
        "<table><thead><tr><th>Kind</th><th>Sum</th></tr></thead>"
        "<tbody><tr><th>Plans</th><td>1,036</td></tr></tbody></table>"
    )
    assert '<th scope="col" class="n">Sum</th>' in made.xhtml
    assert '<td class="n">1,036</td>' in made.xhtml
    assert '<th scope="row">Plans</th>' in made.xhtml


def test_a_column_is_set_as_one_thing() -> None:
    made = body(
        "<table><tr><td>Outer</td><td>5 ↓</td></tr><tr><td>Inner</td><td>8</td></tr></table>"
    )
    assert '<td class="n">5 ↓</td>' in made.xhtml
    assert '<td class="n">8</td>' in made.xhtml


@pytest.mark.parametrize(
    ("closing", "signed"),
    [
        ("<p><em>Ruth O’Dell, editor</em></p>", False),
        ("<p>ruth\u00a0o'dell</p><aside><p>A box.</p></aside>", False),
        ("<p>Write to us.</p>", True),
        ("<p>Ruth O’Dellaway wrote.</p>", True),
    ],
)
def test_an_editorial_is_signed_once(closing: str, *, signed: bool) -> None:
    head = Masthead(title="The Proof", language="en", editor="Ruth O'Dell")
    letter = f"<p>Ruth O'Dell began this paper.</p>{closing}"
    book = laid_out(("News", (piece(1),)), editorial=Body(letter), masthead=head)
    signatures = list(document(book, "editorial.xhtml").iterfind(f".//{X}p[@class='signature']"))
    assert [s.text for s in signatures] == ["Ruth O'Dell"] * signed


@pytest.mark.parametrize(
    "href",
    ["#a-000000000002", "https://dock.example/2", "http://dock.example/2/", "https://dock.example/2#end"],
)  # fmt: skip
def test_editorial_and_next_week_lead_to_articles_of_the_edition(href: str) -> None:
    matter = f'<p>See <a href="{href}">this</a>.</p>'
    book = laid_out(("News", (piece(1), piece(2))), editorial=Body(matter), next_week=Body(matter))
    for name in ("editorial.xhtml", "colophon.xhtml"):
        link = document(book, name).find(f".//{X}div[@class='body']//{X}a")
        assert link is not None
        assert link.get("href") == "a-000000000002.xhtml#a-000000000002"


def luminance(colour: str) -> float:
    """Source: WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_section_colours_are_those_of_print_and_can_be_read_by_day_and_night() -> None:
    css = Theme().style("epub.css")
    day, night = re.findall(r":root \{.*?\n *\}", css, re.DOTALL)
    printed = re.findall(r"\.sec-\d \{ --sec: (#\w+)", Theme().style("print.css"))
    for colours, least in ((day, 4.5), (night, 7.0)):
        named = dict(re.findall(r"--([\w-]+): (#\w{6})", colours))
        sections = [named[f"section-{n}"] for n in range(1, 7)]
        assert sections == printed or colours is night
        assert named["accent"] == sections[0]
        for ground in ("paper", "tint"):
            assert min(contrast(c, named[ground]) for c in sections) >= least


def test_formulas_keep_their_namespace_and_unknown_ones_their_text() -> None:
    made = body("<p><math><mi>x</mi></math> <math><mfrac><mi>y</mi></mfrac></math></p>")
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>' in (
        made.xhtml
    )
    assert "<code>y</code>" in made.xhtml


def test_the_first_words_open_in_small_capitals_where_there_are_capitals() -> None:
    words = "<p>It was a dark night.</p>"
    assert '<span class="lead-in">It was a</span> dark' in body(words, opening=True).xhtml
    assert "lead-in" not in body("<p>هذا نص عربي قصير جدا</p>", "ar", opening=True).xhtml


@pytest.mark.parametrize(
    ("opening", "small"),
    [
        ("PARIS (AP) — The river rose again on the day", False),
        ("NEW YORK, March 3 – The river rose again", False),
        ("LONDON— The river rose again on the day", False),
        ("NASA says that the river rose again", True),
        ("The river — a quiet one — rose again", True),
    ],
)
def test_a_dateline_is_not_set_in_small_capitals(opening: str, *, small: bool) -> None:
    assert ("lead-in" in body(f"<p>{opening}.</p>", opening=True).xhtml) == small


def test_an_address_is_shown_as_people_read_it() -> None:
    assert shown("https://www.dock.example/maps/") == "dock.example/maps"
    assert shown("https://dock.example/" + "a-" * 40).endswith("a…")
    assert web_address("https://ümlaut.example/ä") == "https://xn--mlaut-jva.example/%C3%A4"
    for wrong in ("ftp://a.example", "http://", "https://a.example:99999/", "mailto:x", "//a.b"):
        assert web_address(wrong) == ""


TAGS = st.sampled_from(sorted(BLOCKS | INLINES))
FRAGMENTS = st.recursive(
    st.sampled_from(["word ", '"q" ', "&amp; ", "漢", " "]),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=3)).map(
        lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>"
    ),
    max_leaves=12,
)
PHRASING = {"p", "h2", "h3", "h4", "h5", "h6", "pre", *INLINES}


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS, max_size=5).map("".join))
def test_whatever_the_fragment_blocks_never_stand_where_only_words_may(html: str) -> None:
    root = etree.fromstring(body(html, closing=False).xhtml)
    homes = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "dd": {"dl"}}
    for element in root.iter():
        parent = element.getparent()
        if parent is None or "}" in str(element.tag):
            continue
        assert parent.tag in homes.get(str(element.tag), {parent.tag})
        if parent.tag in PHRASING:
            assert element.tag in INLINES | {"img"}


def test_a_formula_alone_in_its_paragraph_is_set_in_a_line_of_its_own() -> None:
    square = "<math><msup><mi>v</mi><mn>2</mn></msup></math>"
    shown_ = etree.fromstring(body(f"<p>Let {square} be.</p><p>{square}</p>").xhtml)
    formulas = list(shown_.iter("{*}math"))
    assert [f.get("display") for f in formulas] == [None, "block"]


@pytest.mark.parametrize(
    "html",
    ["<p><math><mi>v</mi></math></p>", "<table><tr><td>1</td></tr></table>", "<pre>a  b</pre>"],
)
def test_what_may_scroll_can_be_reached_by_keyboard(html: str) -> None:
    first = etree.fromstring(body(html).xhtml)[0]
    assert first.get("tabindex") == "0"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<h2> </h2><p>Text.</p>", ["p"]),
        ("<ul><li><p> </p></li></ul><p>Text.</p>", ["p"]),
        ("<ul><li> </li><li>One.</li></ul>", ["ul", "li"]),
        (f'<ul><li><img src="media:{PICTURE.media}"></li></ul>', ["ul", "li", "img"]),
        ("<h2><math><mi>v</mi></math></h2>", ["h2", "math", "mi"]),
    ],
)
def test_headings_and_bullets_without_anything_go(html: str, kept: list[str]) -> None:
    made = etree.fromstring(body(html, closing=False).xhtml)
    assert [etree.QName(e).localname for e in made.iterdescendants()] == kept


def test_a_thread_opens_with_its_first_post_and_writes_days_as_the_publication_does() -> None:
    signature = '<p class="signature">Mara, <time datetime="2026-10-04">2026-10-04</time></p>'
    post = f'<div class="posting"><p>Es summt die ganze Nacht.</p>{signature}</div>'
    made = body(f"{post}<p>2 Antworten, kurz</p>", words=furniture("de"), opening=True).xhtml
    assert 'Mara, <time datetime="2026-10-04">4. Oktober 2026</time>' in made
    assert '<div class="posting"><p><span class="lead-in">Es summt die</span> ganze' in made


def test_an_embed_says_what_it_is_and_in_a_cell_is_a_link() -> None:
    box = '<aside class="embed"><p><a href="https://vimeo.com/76">Folding</a></p></aside>'
    table = f"<table><tr><td>{box}</td></tr></table>"
    made = body(box + table).xhtml
    assert made.count("Video · vimeo.com") == 1
    assert made.count('href="https://vimeo.com/76"') == 2
