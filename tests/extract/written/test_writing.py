"""A body written as Markdown and read again is the same body, block by block."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from tests.extract.marked_pages import names, read
from tests.extract.test_vocabulary_properties import MARKUP

from pressday.body import Body
from pressday.extract import clean_fragment
from pressday.extract.written.likeness import as_it_was
from pressday.extract.written.own import read_own
from pressday.extract.written.writing import write_own

BASE = "file:///home/jo/articles/"
PICTURE = '<figure><img src="media:ab" alt="A [quay] at “six”"><figcaption>{}</figcaption></figure>'

NOTED = (
    "<p>Then.<a class='noteref' href='#fn-1' id='fnref-1'>1</a></p><aside class='footnotes'>"
    "<ol><li class='footnote' id='fn-1'><p>Now.</p></li></ol></aside>"
)
TABLE = (
    "<table><thead><tr><th scope='col'>A|B</th><th scope='col'>C</th></tr></thead><tbody><tr>"
    "<td>1</td><td>2</td></tr></tbody></table>"
)


def written(body: Body, kind: str = "article") -> tuple[str, ...]:
    files = {address: f"pictures/{n}.jpg" for n, address in enumerate(body.pictures)}
    return write_own(body, kind=kind, pictures=files)  # type: ignore[arg-type]  # any kind


def again(blocks: tuple[str, ...], body: Body, kind: str = "article") -> Body:
    known = {block.address: block.html for block in body.blocks}
    text = "\n\n".join(blocks)
    told = read_own(text, base=BASE, kind=kind, blocks=known)  # type: ignore[arg-type]  # the same
    root = told.body.tree()
    for img in root.iter("img"):
        name = img.get("src", "").removeprefix(f"{BASE}pictures/").removesuffix(".jpg")
        img.set("src", body.pictures[int(name)] if name.isdigit() else img.get("src", ""))
    return as_it_was(Body.of(root), body)


def blocks(body: Body) -> list[str]:
    return [block.html for block in body.blocks]


@pytest.mark.parametrize("name", names())
def test_a_page_comes_back_as_it_was_and_is_nearly_all_markdown(name: str) -> None:
    page = read(name)
    made = written(page.body, page.kind)
    assert blocks(again(made, page.body, page.kind)) == blocks(page.body)
    assert sum(block.startswith("> [!block]") for block in made) <= len(made) / 4


@given(MARKUP)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_body_comes_back_as_it_was(html: str) -> None:
    body, _ = clean_fragment(html, base="https://example.org/")
    assert blocks(again(written(body), body)) == blocks(body)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>in<em>Troopers </em>is <a href='https://x.example/'>so</a></p>",
         "in*Troopers* is [so](https://x.example/)"),
        ("<p>1. no list, * no sign, _none_ &lt;b&gt; ~~x~~ [a](b)</p>",
         "1\\. no list, * no sign, \\_none\\_ \\<b> \\~\\~x\\~\\~ \\[a\\](b)"),
        ("<h2 id='n-a'>Low water</h2><p><a href='#n-a'>up</a></p>",
         "## Low water\n\n[up](#n-a)"),
        ("<pre>a  b\n c</pre>", "```\na  b\n c\n```"),
        (PICTURE.format('The <q>.<span class="credit">Ada | Co</span>').replace("<q>", "quay"),
         '![A [quay] at “six”](pictures/0.jpg "The quay. | Ada | Co")'),
        (PICTURE.format("The <em>old</em> quay. <span class='credit'><a href='https://x.example/'>Ada"
                        "</a></span>"),
         '![A [quay] at “six”](pictures/0.jpg "The *old* quay. | [Ada](https://x.example/)")'),
        (PICTURE.format("2 * 3 &lt;b&gt; \"q\" \\* <span class='credit'>Ada</span>"),
         '![A [quay] at “six”](pictures/0.jpg "2 * 3 \\\\\\<b> \\"q\\" \\\\\\\\\\\\* | Ada")'),
        ("<aside class='factbox'><h3>Going there</h3><p>Line 4.</p></aside>",
         "> [!fact] Going there\n>\n> Line 4."),
        ("<aside class='pullquote'><p>Nobody slept.</p><p class='credit'>— Ada</p></aside>",
         "> [!pull]\n>\n> Nobody slept.\n>\n> — Ada"),
        ("<div class='posting'><p>Hello.</p><p class='signature'>Ada</p></div>",
         "> [!post]\n>\n> Hello.\n>\n> — Ada"),
        (NOTED,
         "Then.[^1]\n\n[^1]: Now."),
        (TABLE, "| A\\|B | C |\n| --- | --- |\n| 1 | 2 |"),
        ("<p><strong><em>Two</em></strong> marks</p>", "***Two*** marks"),
        ("<p>Term</p><p>: no meaning</p><p>| no table |<br>| --- |</p>",
         "Term\n\n\\: no meaning\n\n\\| no table |\\\n\\| --- |"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul><ul><li>c</li></ul><ol><li>d</li></ol>",
         "- a\n\n* b\n\n- c\n\n1. d"),
        ("<ol start='7'><li>Seven</li><li>Eight</li></ol>", "7. Seven\n1. Eight"),
        ("<dl><dt>Forme</dt><dd>Locked type.</dd></dl>", "Forme\n\n: Locked type."),
    ],
)  # fmt: skip
def test_what_markdown_has_a_sign_for_is_written(html: str, markdown: str) -> None:
    body = Body(html)
    assert "\n\n".join(written(body)) == markdown
    assert blocks(again(written(body), body)) == blocks(body)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td colspan='2'>wide</td></tr><tr><td>1</td><td>2</td></tr></table>",
        "<p><ruby>漢<rt>kan</rt></ruby></p>",
        "<p>H<sub>2</sub>O</p>",
        "<p lang='fr'>Bonjour</p>",
        "<math display='block'><mi>x</mi></math>",
        "<aside class='embed'><p><a href='https://v.example/1'>A film</a></p></aside>",
        "<p dir='rtl'>שלום</p>",
    ],
)
def test_what_it_has_no_sign_for_is_referred_to_and_stays(html: str) -> None:
    body = Body(f"<p>Before.</p>{html}<p>After.</p>")
    made = written(body)
    assert made[1].startswith(f"> [!block] {body.blocks[1].address}")
    assert "\n" not in made[1]
    assert blocks(again(made, body)) == blocks(body)


def test_questions_and_answers_come_back() -> None:
    body = Body(
        "<div class='question'><p>Who slept?</p></div><div class='answer'><p>Nobody.</p></div>"
    )
    assert written(body, "interview") == ("**Who slept?**", "Nobody.")
    assert blocks(again(written(body, "interview"), body, "interview")) == blocks(body)


def test_an_edited_block_is_the_editors_and_its_neighbours_stay() -> None:
    body = Body("<p id='n-a'>One two.</p><p><a href='#n-a'>up</a> <time>now</time></p>")
    edited = tuple(block.replace("two", "three") for block in written(body))
    assert blocks(again(edited, body)) == ["<p>One three.</p>", "<p>up <time>now</time></p>"]


def test_a_reference_to_nothing_is_told_and_what_is_undecided_is_left_out() -> None:
    said, block = (
        "> [!conflict] The source says:\n>\n> Never.",
        "> [!block] 0123456789ab-1 p of 7 words",
    )
    text = f"{said}\n\nNow.\n\n{block}: x"
    told = read_own(text, base=BASE, kind="article", blocks={})
    assert (told.body.text, told.conflicts) == ("Now.", 1)
    assert (told.unknown, told.referred) == (("0123456789ab-1",), 7)


@pytest.mark.parametrize(("typed", "address"), [("zzz", "zzz"), ("", ""), ("ABC-1 p of", "ABC-1")])
def test_a_mistyped_reference_is_told_and_never_printed(typed: str, address: str) -> None:
    told = read_own(f"Now.\n\n> [!Block] {typed}", base=BASE, kind="article", blocks={})
    assert (told.body.text, told.unknown) == ("Now.", (address,))
