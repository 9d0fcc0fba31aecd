from __future__ import annotations

import pytest

from pressday.body import NOTHING, Body
from pressday.extract import clean_fragment
from pressday.model import DraftImage

BASE = "https://example.org/a/page.html"


def cleaned(html: str) -> str:
    return clean_fragment(html, base=BASE)[0].html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("loose text", "<p>loose text</p>"),
        ("<div>one<div>two</div>three</div>", "<p>one</p><p>two</p><p>three</p>"),
        ("one<br><br>two<br>three", "<p>one</p><p>two<br/>three</p>"),
        ("<p>&nbsp;</p><p><em> </em></p><div></div>", ""),
        ("<p><b>b</b> <i>i</i></p>", "<p><strong>b</strong> <em>i</em></p>"),
        ("<p><u>u</u> <tt>t</tt></p>", "<p>u <code>t</code></p>"),
        ("<p><dfn>d</dfn> <var>v</var> <cite>c</cite></p>",
         "<p><em>d</em> <em>v</em> <cite>c</cite></p>"),
        ("<p><kbd>k</kbd> <samp>s</samp></p>", "<p><code>k</code> <code>s</code></p>"),
        ("<p><s>s</s> <strike>t</strike> <ins>i</ins></p>",
         "<p><del>s</del> <del>t</del> <ins>i</ins></p>"),
        ("<p><acronym title='a b'>A</acronym></p>", '<p><abbr title="a b">A</abbr></p>'),
        ("<h2>one<br>two</h2>", "<h2>one two</h2>"),
        ("<p><br>one<br><em> </em><br>two<br></p>", "<p>one<br/>two</p>"),
        ("<x-box>one <x-y>two</x-y></x-box>", "<p>one two</p>"),
        ("<em>one<p>two</p></em>", "<p><em>one</em></p><p><em>two</em></p>"),
        ("<p>a <em> b </em> c</p>", "<p>a <em>b </em>c</p>"),
    ],
)  # fmt: skip
def test_text_ends_up_in_paragraphs(html: str, expected: str) -> None:
    assert cleaned(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{background:url(http://example.org)}</style>",
        '<iframe src="https://ads.example.org/"></iframe>',
        '<form><input value="x"><button>Go</button></form>',
        '<object data="x.swf"></object>',
        '<img src="file:///etc/passwd">',
        '<img src="//example.org/pixel.gif" width="1" height="1">',
        '<img class="avatar" src="/me.jpg">',
        "<svg><script>x</script></svg>",
        '<p style="display: none">secret</p>',
        "<noscript>Turn on JavaScript</noscript>",
        '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    ],
)
def test_what_is_no_text_does_not_survive(html: str) -> None:
    assert clean_fragment(html, base=BASE) == (NOTHING, ())


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "vbscript:x", "#nowhere", "", "http://[broken"],
)  # fmt: skip
def test_a_bad_link_leaves_its_text(href: str) -> None:
    assert cleaned(f'<p><a href="{href}" onclick="x()">text</a></p>') == "<p>text</p>"


def test_links_become_absolute_and_a_link_around_blocks_goes_inside() -> None:
    assert cleaned('<a href="../b"><h2>One</h2><p>two</p></a>') == (
        '<h2><a href="https://example.org/b">One</a></h2>'
        '<p><a href="https://example.org/b">two</a></p>'
    )


def test_without_a_base_relative_links_and_pictures_go() -> None:
    assert clean_fragment('<p><a href="/b">b</a><img src="c.jpg"></p>') == (Body("<p>b</p>"), ())


def test_headings_start_at_two_and_never_skip() -> None:
    html = "<h1>a</h1><h4>b</h4><h6>c</h6><h2>d</h2><blockquote><h2>e</h2></blockquote>"
    assert cleaned(html) == (
        "<h2>a</h2><h3>b</h3><h4>c</h4><h3>d</h3><blockquote><p><strong>e</strong></p></blockquote>"
    )


def test_lists_hold_items_only() -> None:
    assert cleaned("<ul>loose<li>one<ul><li>two</li></ul></li><ul><li>three</li></ul></ul>") == (
        "<ul><li>one<ul><li>two</li></ul><ul><li>three</li></ul></li></ul>"
    )


def test_a_list_in_two_runs_is_named_once() -> None:
    made = cleaned('<p><a href="#o">o</a></p><ol id="o"><li>a<li value="7">g</ol>')
    assert made.count('id="n-o"') == 1


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<ol start=" 3 "><li>c<li>d</ol>', '<ol start="3"><li>c</li><li>d</li></ol>'),
        ('<ol start="1"><li>a</ol>', "<ol><li>a</li></ol>"),
        ('<ol start="x"><li value="-2">a</ol>', "<ol><li>a</li></ol>"),
        (
            '<ol><li>a<li value="2">b<li value="7">g<li>h</ol>',
            '<ol><li>a</li><li>b</li></ol><ol start="7"><li>g</li><li>h</li></ol>',
        ),
        (
            '<ol><li>a</li><p>and</p><li value="2">b</ol>',
            "<ol><li>a</li><li>and</li><li>b</li></ol>",
        ),
        ("<ol reversed><li>b<li>a</ol>", '<ol reversed="reversed"><li>b</li><li>a</li></ol>'),
        ('<ul start="3"><li value="4">x</ul>', "<ul><li>x</li></ul>"),
    ],
)
def test_lists_are_numbered_as_their_author_did(html: str, made: str) -> None:
    assert cleaned(html) == made


def test_terms_and_meanings_alternate_or_become_paragraphs() -> None:
    assert (
        cleaned("<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>")
        == "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>"
    )
    assert cleaned("<dl><dd>b</dd><dt>a</dt></dl>") == "<p>b</p><p><strong>a</strong></p>"


def test_a_table_has_head_scopes_and_a_caption() -> None:
    html = (
        "<table><caption>Ink</caption><tr><th>Name<th>g</tr>"
        '<tr><th>Black<td colspan="1" rowspan="x">4</tr><tr><td><td></tr></table>'
    )
    assert cleaned(html) == (
        '<table><caption>Ink</caption><thead><tr><th scope="col">Name</th><th scope="col">g</th>'
        '</tr></thead><tbody><tr><th scope="row">Black</th><td>4</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>one<td>two</table>",
        "<table><tr><td>one<tr><td>two</table>",
        "<table><tr><td><table><tr><td>one</table><td>two</table>",
        '<table role="presentation"><tr><td>one<td><tr><td><td>two</table>',
    ],
)
def test_a_table_that_only_lays_out_is_undone(html: str) -> None:
    assert cleaned(html) == "<p>one</p><p>two</p>"


def test_a_table_of_data_stays_one_though_a_cell_holds_another() -> None:
    html = (
        "<table><tr><th>Ink<td><table><tr><td>black<td>4</table></tr>"
        "<tr><th>Paper<td>sixty sheets of it</tr></table>"
    )
    assert cleaned(html) == (
        '<table><tbody><tr><th scope="row">Ink</th><td><p>black</p><p>4</p></td></tr><tr>'
        '<th scope="row">Paper</th><td>sixty sheets of it</td></tr></tbody></table>'
    )


def test_a_table_inside_one_that_only_lays_out_stands_alone() -> None:
    inner = "<table><tr><th>Ink<td>4<tr><th>Paper<td>60</table>"
    assert cleaned(f"<table><tr><td>{inner}</table>") == cleaned(inner)
    assert cleaned(f"<table><tr><td><p>Menu</p><td>{inner}</table>").count("<table>") == 1


def test_rows_are_read_in_the_order_of_their_parts_and_spans_end_with_the_table() -> None:
    html = (
        "<table><thead><tr><th>a<th>b</thead><tfoot><tr><th>a<th>b<tr><td>sum<td>3</tfoot>"
        "<tbody><tr><td colspan=100>one<tr><td>two<td>2</table>"
    )
    assert cleaned(html) == (
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr>'
        '<td colspan="2">one</td></tr><tr><td>two</td><td>2</td></tr><tr><td>sum</td><td>3</td>'
        "</tr></tbody></table>"
    )


def test_numbers_of_lines_are_no_code() -> None:
    html = (
        '<table class="highlight"><tr><td class="linenos"><pre>1\n2</pre></td><td><pre>'
        "<code>ink()\ndry()</code></pre></td></tr></table>"
    )
    assert cleaned(html) == "<pre><code>ink()\ndry()</code></pre>"


def test_details_show_their_summary_as_a_bold_line() -> None:
    assert cleaned("<details><summary>The rest</summary>It dries.</details>") == (
        "<p><strong>The rest</strong></p><p>It dries.</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        (
            '<figure class="wp-block-pullquote"><blockquote><p>Wet ink.</p><cite>Jo</cite>'
            "</blockquote></figure>"
        ),
        '<aside class="pull-quote"><p>Wet ink.</p><p><cite>Jo</cite></p></aside>',
        '<blockquote class="pullquote"><h3>Wet ink.</h3><cite>Jo</cite></blockquote>',
    ],
)
def test_a_pull_quote_is_set_apart_with_who_said_it(html: str) -> None:
    assert cleaned(html) == (
        '<aside class="pullquote"><p>Wet ink.</p><p class="credit">Jo</p></aside>'
    )


def test_boxes_named_by_their_class_are_set_apart() -> None:
    assert cleaned('<div class="fact-box"><h4>Ink</h4><p>Black.</p></div>') == (
        '<aside class="factbox"><h3>Ink</h3><p>Black.</p></aside>'
    )
    assert cleaned('<div class="admonition tip"><p>Dry it.</p></div>') == (
        '<aside class="note"><p>Dry it.</p></aside>'
    )


def test_the_caption_of_a_quotation_is_its_source() -> None:
    html = (
        "<figure><blockquote><p>Wet.</p></blockquote><figcaption>Jo, <cite>Ink</cite></figcaption>"
    )
    assert cleaned(html) == ("<blockquote><p>Wet.</p><p><cite>Jo, Ink</cite></p></blockquote>")


def test_code_keeps_its_lines() -> None:
    html = "<pre><code>\n\nif x:<br>    <span class=k>y</span>\n</code></pre>"
    assert cleaned(html) == "<pre><code>if x:\n    y</code></pre>"


def test_a_figure_has_caption_and_credit() -> None:
    html = (
        '<figure><a href="big.jpg"><img src="s.jpg" alt=" The  hall "></a><figcaption>The hall.'
        ' <span class="photo-credit">Jo Dee</span></figcaption></figure>'
    )
    body, images = clean_fragment(html, base=BASE)
    assert body.html == (
        '<figure><img src="https://example.org/a/s.jpg" alt="The hall"/><figcaption>The hall.'
        ' <span class="credit">Jo Dee</span></figcaption></figure>'
    )
    assert images == (
        DraftImage(
            url="https://example.org/a/s.jpg", alt="The hall", caption="The hall.", credit="Jo Dee"
        ),
    )


@pytest.mark.parametrize(
    "html",
    [
        '<div class="wp-caption"><img src="s.jpg"><p class="wp-caption-text">The hall</p></div>',
        '<div><img src="s.jpg"><div class="image-caption">The hall</div></div>',
        '<figure><img src="s.jpg"><p>The hall</p></figure>',
        (
            '<figure><picture><source srcset="s.jpg"><img src="s.jpg"></picture>'
            '<noscript><img src="s.jpg"></noscript><figcaption>The hall</figcaption></figure>'
        ),
    ],
)
def test_captions_are_found_however_they_are_marked(html: str) -> None:
    assert cleaned(html) == (
        '<figure><img src="https://example.org/a/s.jpg" alt=""/>'
        "<figcaption>The hall</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "image",
    [
        '<img src="blank.gif" data-src="/big.jpg">',
        '<img src="s.jpg" srcset="/s.jpg 300w, /big.jpg 2000w, /huge.jpg 4000w">',
        '<picture><source srcset="/big.jpg 1200w"><img src="s.jpg"></picture>',
        '<img src="data:image/gif;base64,R0lGOD" data-srcset="/m.jpg 1x, /big.jpg 2x">',
        '<span><img class="lazy" src="blank.gif"></span><noscript><img src="/big.jpg"></noscript>',
        '<img src="s.jpg" srcset="/big.jpg?a=1,2 900w, broken 1.2.3w">',
    ],
)
def test_the_largest_reasonable_picture_is_taken(image: str) -> None:
    _, images = clean_fragment(image, base=BASE)
    assert [i.url.partition("?")[0] for i in images] == ["https://example.org/big.jpg"]


def test_a_picture_inside_a_sentence_waits_for_its_end() -> None:
    assert cleaned('<p>one <img src="a.jpg"> two</p><p>three</p>') == (
        '<p>one two</p><figure><img src="https://example.org/a/a.jpg" alt=""/></figure><p>three</p>'
    )


def test_an_emoji_picture_becomes_its_sign() -> None:
    assert cleaned('<p>Good <img class="emoji" src="/e.png" alt="\U0001f600"></p>') == (
        "<p>Good \U0001f600</p>"
    )


def test_a_known_player_becomes_a_box_with_title_and_link() -> None:
    html = '<iframe src="//www.youtube-nocookie.com/embed/abc_DEF-123" title="The hall"></iframe>'
    assert cleaned(html) == (
        '<aside class="embed"><figure><img src="https://i.ytimg.com/vi/abc_DEF-123/hqdefault.jpg"'
        ' alt=""/></figure><p><a href="https://www.youtube.com/watch?v=abc_DEF-123">The hall</a>'
        "</p></aside>"
    )


def test_a_video_file_keeps_its_poster() -> None:
    html = '<video poster="p.jpg"><source src="v.mp4">Your browser is old</video>'
    assert cleaned(html) == (
        '<aside class="embed"><figure><img src="https://example.org/a/p.jpg" alt=""/></figure>'
        '<p><a href="https://example.org/a/v.mp4">example.org</a></p></aside>'
    )


def test_a_quoted_post_names_its_source() -> None:
    html = (
        '<blockquote class="twitter-tweet"><p>Ink is wet.</p>&mdash; Jo (@jo) '
        '<a href="https://twitter.com/jo/status/12">May 1</a></blockquote>'
    )
    assert cleaned(html) == (
        '<blockquote cite="https://twitter.com/jo/status/12"><p>Ink is wet.</p><p><cite>— Jo (@jo)'
        ' <a href="https://twitter.com/jo/status/12">May 1</a></cite></p></blockquote>'
    )


def test_ids_stay_only_where_links_point_and_are_made_safe() -> None:
    html = (
        '<h2 id="x">a</h2><p id="Note 1">b</p><p><a href="#Note-1" id="y">c</a><a name="z"></a></p>'
    )
    assert cleaned(html) == '<h2>a</h2><p id="n-note-1">b</p><p><a href="#n-note-1">c</a></p>'


def test_a_link_to_the_page_itself_becomes_a_link_inside() -> None:
    html = f'<p><a href="{BASE}#n1">see</a></p><p><a name="n1"></a>note</p>'
    assert cleaned(html) == '<p><a href="#n-n1">see</a></p><p id="n-n1">note</p>'


def test_our_own_footnotes_pass_unchanged() -> None:
    html = (
        '<p>Ink<a class="noteref" href="#fn-1" id="fnref-1">1</a></p><aside class="footnotes"><ol>'
        '<li class="footnote" id="fn-1"><p>Wet.</p></li></ol></aside>'
    )
    assert cleaned(html) == html


def test_pictures_of_a_saved_page_stay_inside_its_folder() -> None:
    html = (
        '<img src="pics/a.jpg"><img src="../b.jpg"><img src="%2e%2e/c.jpg"><img src="/etc/d.jpg">'
        '<img src="file:///etc/passwd"><img src="https://example.org/e.jpg">'
    )
    _, images = clean_fragment(html, base="file:///home/jo/page/")
    assert [i.url for i in images] == [
        "file:///home/jo/page/pics/a.jpg",
        "https://example.org/e.jpg",
    ]


def test_deep_nesting_keeps_its_text() -> None:
    assert "bottom" in cleaned("<div>" * 1500 + "bottom" + "</div>" * 1500)
    assert "bottom" in cleaned("<ul><li>" * 400 + "bottom")


def test_languages_and_directions_stay() -> None:
    assert cleaned('<p lang="fr">a <bdo dir="RTL">b</bdo> <span lang="x y">c</span></p>') == (
        '<p lang="fr">a <span dir="rtl">b</span> c</p>'
    )


def test_formulas_keep_their_structure_and_nothing_else() -> None:
    html = (
        '<p>so <math onclick="x"><semantics><mfrac><mi>a</mi><mn>2</mn></mfrac><annotation-xml>'
        "<script>x</script></annotation-xml></semantics></math></p>"
    )
    assert cleaned(html) == (
        "<p>so <math><semantics><mfrac><mi>a</mi><mn>2</mn></mfrac></semantics></math></p>"
    )


def test_a_list_of_pictures_is_a_row_of_figures() -> None:
    html = (
        '<ul class="gallery"><li><div><a href="/a"><img src="/a.jpg"></a></div>'
        '<div class="gallerytext"><p>A hall</p></div></li><li><img src="/b.jpg"></li></ul>'
    )
    assert cleaned(html) == (
        '<figure><img src="https://example.org/a.jpg" alt=""/><figcaption>A hall</figcaption>'
        '</figure><figure><img src="https://example.org/b.jpg" alt=""/></figure>'
    )


def test_a_post_without_words_goes_with_its_signature() -> None:
    signed = '<p class="signature">Mara, <time datetime="2026-10-04">2026-10-04</time></p>'
    post = f'<div class="posting"><p>Mine hums too.</p>{signed}</div>'
    assert cleaned(f'{post}<div class="posting"><hr><p> </p>{signed}</div>') == post


def test_a_small_picture_that_is_all_a_cell_says_stays() -> None:
    html = '<table><tr><th>Dry<td><img src="/tick.png" width="20"><tr><th>Wet<td>no</table>'
    assert '<td><figure><img src="https://example.org/tick.png" alt=""/></figure></td>' in (
        cleaned(html)
    )
