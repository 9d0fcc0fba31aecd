from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.errors import ExtractError
from pressday.extract import clean_fragment, extract_page
from pressday.model import Draft, DraftImage

if TYPE_CHECKING:
    from random import Random

REPO = Path(__file__).resolve().parents[2]
PAGE = (REPO / "tests/data/extract-page.html").read_text("utf-8")
CORPUS = REPO.parent / "shared/corpus"
URL = "https://dockstreet.example/news/sixty-papers?utm_source=feed"
PARAGRAPH = (
    "At ten in the evening the floor of the hall begins to hum. It is not loud, but it is"
    " everywhere, and it does not stop"
    " before the last of the vans has left the yard with number {}. "
)


def read(
    page: str,
    url: str = URL,
    base: str = "",
    keep: tuple[str, ...] = (),
    drop: tuple[str, ...] = (),
) -> Draft:
    return extract_page(
        page.encode(), identity=url or "saved/page.html", url=url, base=base, keep=keep, drop=drop
    )


def article(inside: str = "", head: str = "", count: int = 8) -> str:
    text = "".join(f"<p>{PARAGRAPH.format(number) * 2}</p>" for number in range(count))
    return (
        f"<html><head><title>Night shift</title>{head}</head><body><article><h1>Night shift</h1>"
        f"{text}{inside}{text.replace('evening', 'morning')}</article></body></html>"
    )


def test_the_page_becomes_a_draft_with_all_it_declares() -> None:
    draft = read(PAGE)
    assert draft.title == "Sixty papers, one night, one press"
    assert draft.standfirst.startswith("How a hall by the docks prints")
    assert draft.bylines == ("Ana Lopez", "Jo van Dyke")
    assert (draft.site, draft.section) == ("Dock Street Bulletin", "News")
    assert draft.tags == ("print", "night", "harbour")
    assert draft.published == datetime(2026, 11, 26, 21, 15, tzinfo=UTC)
    assert draft.modified == datetime(2026, 11, 27, tzinfo=UTC)
    assert (draft.language, draft.licence) == ("en-GB", "CC BY-SA 4.0")
    assert draft.url == draft.identity == "https://dockstreet.example/news/sixty-papers"
    assert set(draft.provenance.values()) == {"declared"}
    assert draft.warnings == ()


def test_json_smuggles_in_no_character_that_xml_forbids() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Night shift",'
        ' "author": {"name": "Ana \\ud800 Lopez"}, "articleSection": "Ne\\u001bws"}</script>'
    )
    draft = read(article(head=head))
    assert (draft.bylines, draft.section) == (("Ana Lopez",), "News")


def test_a_page_of_countless_elements_is_read_in_one_pass() -> None:
    html = "<p>" + "<u>word</u> <script></script>" * 60_000 + "</p>"
    assert clean_fragment(html)[0].html.count("word") == 60_000


def test_the_text_is_whole_and_alone() -> None:
    text = read(PAGE).body.text
    assert text.startswith("At ten in the evening")
    assert text.endswith("every night from ten to a quarter to four.")
    for furniture in ("Advertisement", "Share", "Related", "rights", "Home", "tracking", "By Ana"):
        assert furniture not in text


def test_structure_is_kept() -> None:
    body = read(PAGE).body.html
    for part in (
        "<h2>What it takes</h2>", "<em>one</em>", "<caption>A week in the hall</caption>",
        '<a href="https://dockstreet.example/places/hall">', "<blockquote><p>",
        '<th scope="col">Papers</th>',
    ):  # fmt: skip
        assert part in body
    assert body.count("<li>") == 3


def test_the_declared_picture_leads_with_the_caption_of_its_copy() -> None:
    draft = read(PAGE)
    assert draft.images == (
        DraftImage(
            url="https://dockstreet.example/img/hall-2000x1300.jpg", alt="A hall at night",
            caption="The hall at ten in the evening.", credit="Jo van Dyke",
        ),
    )  # fmt: skip
    assert draft.lead == draft.images[0].url
    assert "<figure" not in draft.body.html


def test_a_stand_in_for_the_site_is_no_lead() -> None:
    head = '<meta property="og:image" content="https://dockstreet.example/default-logo.png">'
    assert read(article(head=head)).lead == ""


def test_a_saved_page_finds_its_pictures_in_its_own_folder() -> None:
    page = article('<img src="night_files/a.jpg"><img src="../secret.jpg"><img src="/etc/x.jpg">')
    draft = read(page, url="", base="file:///home/jo/saved/")
    assert [image.url for image in draft.images] == ["file:///home/jo/saved/night_files/a.jpg"]
    assert draft.identity == "saved/page.html"
    assert read(page, url="").images == ()


def test_a_page_cannot_point_its_base_at_the_disk() -> None:
    page = article('<img src="passwd.jpg">', '<base href="file:///etc/">')
    assert read(page, url="").images == ()
    assert [i.url for i in read(page).images] == ["https://dockstreet.example/news/passwd.jpg"]


def test_the_pages_base_counts() -> None:
    page = article('<img src="a.jpg">', '<base href="https://cdn.example/x/">')
    assert [i.url for i in read(page).images] == ["https://cdn.example/x/a.jpg"]


@pytest.mark.parametrize(
    "description",
    [
        PARAGRAPH.format(0)[:90] + "…",
        PARAGRAPH.format(0)[:100],
        "Night shift",
        "Read all about the docks, the hall and the night that never ends, and then go on with…",
        "News",
    ],
)
def test_a_description_that_adds_nothing_is_no_standfirst(description: str) -> None:
    draft = read(article(head=f'<meta name="description" content="{description}">'))
    assert draft.standfirst == ""
    assert "standfirst" not in draft.provenance


def test_a_subtitle_in_the_text_becomes_the_standfirst() -> None:
    sentence = "What sixty towns read at breakfast, and who prints it."
    page = article(head=f'<meta name="description" content="{sentence}">')
    draft = read(page.replace("<p>", f"<h2>{sentence}</h2><p>", 1))
    assert draft.standfirst == sentence
    assert sentence not in draft.body.text


def test_the_language_is_guessed_where_none_is_declared() -> None:
    draft = read(article())
    assert (draft.language, draft.provenance["language"]) == ("en", "guessed")


def test_a_time_that_does_not_say_what_it_dates_is_at_most_a_guess() -> None:
    undated = read(article('<time datetime="2026-11-27">yesterday</time>'))
    assert undated.published is None or undated.provenance["published"] == "guessed"
    dated = '<time itemprop="datePublished" datetime="2026-11-27T10:00:00Z">yesterday</time>'
    assert read(article(dated)).published == datetime(2026, 11, 27, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    ["Advert", "Share this story", "[button link=https://shop.example]Buy[/button]",
     "Also on dockstreet.example", "Night shift"],
)  # fmt: skip
def test_furniture_between_paragraphs_is_dropped(line: str) -> None:
    lines = read(article(f"<p>{line}</p>")).body.text.split("\n\n")
    assert line not in lines
    assert len(lines) == 16


def test_code_pictures_and_quotations_between_paragraphs_stay() -> None:
    inside = (
        "<pre><code>press(48)</code></pre><figure><img src='/a.jpg'><figcaption>Ink</figcaption>"
        "</figure><blockquote class='twitter-tweet'><p>Wet ink is wet.</p>&mdash; Jo "
        "<a href='https://twitter.com/jo/status/9'>May 1</a></blockquote>"
        "<iframe src='https://www.youtube.com/embed/abcdefgh' title='The press'></iframe>"
    )
    body = read(article(inside)).body.html
    for part in ("<pre><code>press(48)</code></pre>", "<figcaption>Ink</figcaption>",
                 'cite="https://twitter.com/jo/status/9"', "watch?v=abcdefgh"):  # fmt: skip
        assert part in body


def test_a_short_article_is_warned_of() -> None:
    warnings = read(article(f"<p>{PARAGRAPH}</p>", count=0)).warnings
    assert any(warning.startswith("only ") for warning in warnings)


def stated(node: str) -> str:
    return f'<script type="application/ld+json">{node}</script>'


SUBSCRIPTION = "the page says that it needs a subscription"
SCRIPT = "the page says that it needs JavaScript"
UNMATCHED = "the selectors to keep match nothing on the page: its text was found without them"


@pytest.mark.parametrize(
    "head",
    [
        stated('{"@type": "Article", "isAccessibleForFree": false}'),
        stated('{"@graph": [{"@type": "NewsArticle", "isAccessibleForFree": "False"}]}'),
        stated('{"@type": "NewsArticle", "isAccessibleForFree": "http://schema.org/False"}'),
        '<meta itemprop="isAccessibleForFree" content="false">',
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_page_that_declares_itself_closed_says_so(head: str) -> None:
    assert SUBSCRIPTION in read(article(head=head)).warnings


def test_a_page_that_declares_itself_free_is_not_doubted() -> None:
    head = stated('{"@type": "NewsArticle", "isAccessibleForFree": true}')
    spoken = '<p>The code says "isAccessibleForFree": false, and nobody knows why it does.</p>'
    assert read(article(spoken, head=head)).warnings == ()


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading", "Already a subscriber? Log in", "Nur für Abonnenten",
        "Article réservé aux abonnés", "Contenido exclusivo para suscriptores",
        "Conteúdo exclusivo para assinantes", "Articolo riservato agli abbonati",
        "Dit artikel is alleen voor abonnees", "Только для подписчиков", "この記事は会員限定です",
    ],
)  # fmt: skip
def test_a_wall_in_front_of_a_short_text_is_seen(words: str) -> None:
    wall = f"<div><b>{words}</b></div>"
    assert SUBSCRIPTION in read(article(wall, count=1)).warnings
    assert SUBSCRIPTION not in read(article(wall)).warnings


@pytest.mark.parametrize(
    "words",
    [
        "Please enable JavaScript to read on.", "JavaScript is disabled in your browser.",
        "Bitte aktivieren Sie JavaScript.", "Veuillez activer JavaScript.",
        "Por favor, active JavaScript.", "Включите JavaScript", "JavaScriptを有効にしてください",
    ],
)  # fmt: skip
def test_a_page_that_wants_a_script_says_so(words: str) -> None:
    page = article(f"<noscript><p>{words}</p></noscript>", count=1)
    assert SCRIPT in read(page).warnings


def test_an_empty_shell_for_a_script_is_named_as_one() -> None:
    shell = '<html><body><div id="root"></div><script src="/app.js"></script></body></html>'
    with pytest.raises(ExtractError) as caught:
        read(shell)
    assert "script" in (caught.value.hint or "")


def test_what_is_to_be_kept_is_the_article() -> None:
    page = article("<section class='note'><p>Only this, in few words.</p></section><p>x</p>")
    draft = read(page, keep=("section.note",))
    assert draft.body.html == "<p>Only this, in few words.</p>"
    assert draft.text_from == "page"
    assert UNMATCHED not in draft.warnings


def test_the_outermost_of_what_is_kept_comes_once_and_in_order() -> None:
    page = "<body><i class='b'>Two</i><div class='a'>One <i class='b'>more</i></div></body>"
    assert read(page, keep=(".a", ".b")).body.text == "Two\n\nOne more"


def test_a_title_that_is_kept_is_not_printed_twice() -> None:
    draft = read(article(), keep=("article",))
    assert "Night shift" not in draft.body.html
    assert draft.body.html.count("<p>") == 16


def test_selectors_that_keep_nothing_leave_the_page_to_the_judges() -> None:
    draft = read(article(), keep=("#absent", ".nowhere > p"))
    assert draft.warnings == (UNMATCHED,)
    assert draft.body == read(article()).body


def test_what_is_to_be_dropped_is_gone_before_anybody_looks() -> None:
    page = article(
        "<p class='kettle'>Our own kettle boils in a minute, says the man who made it.</p>"
    )
    assert "boils" in read(page).body.html
    assert "boils" not in read(page, drop=(".kettle", "video")).body.html
    assert "boils" not in read(page, keep=("article",), drop=(".kettle",)).body.html


def test_the_canonical_address_is_the_identity_as_it_stands() -> None:
    head = '<link rel="canonical" href="https://dockstreet.example/a?id=7&amp;utm_source=x">'
    assert read(article(head=head)).identity == "https://dockstreet.example/a?id=7&utm_source=x"
    given = extract_page(article(head=head).encode(), identity="guid-7", url=URL)
    assert given.identity == "guid-7"


@pytest.mark.parametrize("page", ["", "  \n", "<html></html>", "<!-- x -->", "<script>x</script>"])
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(page)
    assert caught.value.where == URL


def test_a_page_nested_beyond_reason_is_read_or_refused() -> None:
    page = f"<body>{'<div>' * 1500}{article(count=2)}{'</div>' * 1500}</body>"
    assert "At ten in the evening" in read(page).body.text


def test_a_form_around_the_whole_page_does_not_hide_it() -> None:
    page = (
        article().replace("<article>", "<form><article>").replace("</article>", "</article></form>")
    )
    assert "At ten in the evening" in read(page).body.text


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=60)
def test_any_bytes_are_a_page_or_refused(data: bytes) -> None:
    try:
        draft = extract_page(data, identity="x")
    except ExtractError:
        return
    assert draft.body or draft.images


PIECES = (
    "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "&", "&#0;", "&#x1F600;", "\x00", "\x0c",
    "<p>", "</p>", "<div hidden>", "<table><tr><td>", "</table>", "<li>", "<svg>", "<math><mi>",
    "<script>", "</script>", "<noscript>", "<style>", "<body>", "</html>", "<select><option>",
    "<form>", "<a href='", "<img srcset='a 1x,, b 2w'>", "<base href='//['>", "\u202e", "\ud83d",
    '<script type="application/ld+json">{"@type":["Article",7],"articleBody":{"a":[',
)  # fmt: skip


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30, derandomize=True)
def test_a_page_that_is_damaged_is_read_or_refused(random: Random) -> None:
    page = PAGE
    for _ in range(random.randint(1, 40)):
        start = random.randrange(len(page))
        end = start + random.choice((0, 0, 1, 7, 60))
        page = page[:start] + random.choice(PIECES) + page[end:]
    try:
        draft = extract_page(page.encode("utf-8", "surrogatepass"), identity=URL, url=URL)
    except ExtractError:
        return
    assert clean_fragment(draft.body.html, base=URL)[0] == draft.body


@pytest.mark.parametrize(
    "heavy",
    [
        "<div></div>" * 45_000, "<p><a href='/x'>a link</a></p>" * 2_000,
        "<i hidden>x</i> tail " * 5_000, "<h2>words</h2>" * 4_000, "<section><p>words</p>" * 2_000,
        "<p>" + "follow a " * 700 + "</p>", "<p>Related: " + "<a href='/x'>y</a> " * 900 + "</p>",
        "<p class='" + "a-b " * 100_000 + "'>x</p>", "<p>" + "a" * 500_000 + "</p>",
    ],
    ids=range(9),
)  # fmt: skip
def test_a_page_of_countless_pieces_is_read(heavy: str) -> None:
    page = article().replace("</article>", f"</article>{heavy}")
    assert "At ten in the evening" in read(page).body.html


@pytest.mark.parametrize("name", ["mercurial", "wikipedia-3", "lazy-image-1", "keep-tabular-data"])
def test_real_pages_come_out_clean(name: str) -> None:
    path = CORPUS / "structure" / name / "source.html.gz"
    if not path.exists():
        pytest.skip("the corpus is not here")
    draft = extract_page(
        gzip.decompress(path.read_bytes()), identity=name, url="http://fakehost/a/b"
    )
    assert clean_fragment(draft.body.html)[0] == draft.body
    assert draft.title


def test_a_page_of_boundless_size_is_refused() -> None:
    data = f"<article>{'<b>x</b> ' * 60_001}</article>".encode()
    with pytest.raises(ExtractError, match="too long"):
        extract_page(data, identity="x")


def test_an_address_that_cannot_be_stored_is_mended() -> None:
    article = "".join(f"<p>{PARAGRAPH.format(i)}</p>" for i in range(5))
    draft = extract_page(f"<article>{article}</article>".encode(), identity="a\ud800", url="")
    assert draft.identity == "a"


def test_the_line_shown_below_the_headline_comes_before_the_description() -> None:
    article = "".join(f"<p>{PARAGRAPH.format(i)}</p>" for i in range(5))
    page = (
        '<head><meta property="og:description" content="What machines are told about the hall.">'
        "</head><body><h1>The hall</h1>"
        '<p class="dek">What readers see about the hall and the people in it.</p>'
        f"<article>{article}</article></body>"
    )
    draft = extract_page(page.encode(), identity="x")
    assert draft.standfirst == "What readers see about the hall and the people in it."
    assert draft.provenance["standfirst"] == "guessed"
