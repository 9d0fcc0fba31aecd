"""Which part of the structure each element is, read off the text alone."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from pressday.press.pdf.tags.roles import NOTHING, Plan

CAPTION = "<figcaption>Ink</figcaption>"
NOTE = "<li id='n'><p>Ink</p></li>"
ENTRY = "<li><h3><a href='x'>Ink</a></h3></li>"
KEPT: list[Any] = []  # lxml makes its elements anew unless somebody holds them


def planned(body: str) -> tuple[Plan, Any]:
    root = html.document_fromstring(f'<html lang="en"><body>{body}</body></html>')
    KEPT[:] = root.iter()
    return Plan(root), root


def path(body: str, tag: str) -> list[str]:
    """Return the roles around the text of the first `tag`, the innermost first."""
    plan, root = planned(body)
    node, roles = plan.of_text(next(root.iter(tag))), []
    while node >= 0:
        roles.append(plan.nodes[node].role)
        node = plan.nodes[node].parent
    return roles


@pytest.mark.parametrize(
    ("alt", "language", "told"),
    [
        (
            "A press at rest, seen from above",
            "en-GB",
            ("A press at rest, seen from above", "en-GB"),
        ),
        ("A press at rest", "fr", ("Image", "fr")),
        ("A press at rest, by night", "eu", ("Picture", "en")),
        ("A", "en-GB", ("A", "en-GB")),
    ],
)
def test_what_a_caption_says_a_picture_does_not_say_again(
    alt: str, language: str, told: tuple[str, str]
) -> None:
    caption = "<figcaption>A press at rest, by night. <span>Photo: Ada</span></figcaption>"
    figure = f'<figure lang="{language}"><img src="x" alt="{alt}">{caption}</figure>'
    plan, root = planned(figure)
    node = plan.nodes[plan.of_picture(root.find(".//img"))]
    assert (node.alt, node.language) == told


@pytest.mark.parametrize(
    "link", ["<a href='x'>Ink</a>", "<a href='x'><em lang='fr'><b>Ink</b></em></a>"]
)
def test_a_link_is_one_whatever_stands_in_it(link: str) -> None:
    plan, root = planned(f"<p>{link}</p>")
    innermost = [*root.find(".//a").iter()][-1]
    assert plan.nodes[plan.of_link(innermost)].role == "Link"


@pytest.mark.parametrize(
    ("body", "tag", "roles"),
    [
        ("<p>Ink</p>", "p", ["P", "Sect"]),
        ("<div>Ink</div>", "div", ["P", "Sect"]),
        ("<div><span>Ink</span></div>", "span", ["P", "Sect"]),
        ("<p>Ink <em>and</em></p>", "em", ["P", "Sect"]),
        ("<blockquote><p>Ink</p></blockquote>", "p", ["P", "BlockQuote", "Sect"]),
        ("<aside class='pullquote'><p>Ink</p></aside>", "p", ["P", "BlockQuote", "Sect"]),
        ("<ul><li>Ink</li></ul>", "li", ["LBody", "LI", "L", "Sect"]),
        ("<ul><li><p>Ink</p></li></ul>", "p", ["P", "LBody", "LI", "L", "Sect"]),
        ("<dl><dt>Ink</dt><dd>black</dd></dl>", "dt", ["Lbl", "LI", "L", "Sect"]),
        ("<dl><dt>Ink</dt><dd>black</dd></dl>", "dd", ["LBody", "LI", "L", "Sect"]),
        ("<p>See <a href='x'>Ink</a></p>", "a", ["Link", "P", "Sect"]),
        ("<p>See <a name='x'>Ink</a></p>", "a", ["P", "Sect"]),
        ("<p>S <a href='#n' class='noteref'>1</a></p>", "a", ["Link", "Reference", "P", "Sect"]),
        ("<p>Ink <em lang='fr'>noir</em></p>", "em", ["Span", "P", "Sect"]),
        ("<pre><code>ink</code></pre>", "code", ["Code", "P", "Sect"]),
        (f"<figure><img>{CAPTION}</figure>", "figcaption", ["Caption", "Div", "Sect"]),
        (f"<aside class='footnotes'><ol>{NOTE}</ol></aside>", "p", ["P", "Note", *2 * ["Sect"]]),
        (f"<nav><ol>{ENTRY}</ol></nav>", "a", ["Link", "P", "TOCI", "TOC", "Sect", "Sect"]),
        ("<div data-part='run/0'><p>Ink</p></div>", "p", ["P", "Art"]),
        ("<div data-part='run/0'><article><p>Ink</p></article></div>", "p", ["P", "Art"]),
    ],
)  # fmt: skip
def test_text_belongs_to_what_it_is_and_to_nothing_that_is_only_look(
    body: str, tag: str, roles: list[str]
) -> None:
    assert path(body, tag) == roles


def test_what_a_template_hides_is_nothing_to_hear() -> None:
    plan, root = planned("<p aria-hidden='true'>Ink <em>and</em> <img alt='Type'></p>")
    assert {plan.of_text(e) for e in root.iter("p", "em")} == {NOTHING}
    assert plan.of_picture(next(root.iter("img"))) == NOTHING


def test_a_drop_cap_is_said_with_the_words_that_it_begins() -> None:
    plan, root = planned(
        "<p><span class='drop'>F</span><span class='run-in'>or nine</span> years</p>"
    )
    drop, rest = root.iter("span")
    assert plan.of_text(drop) == plan.of_text(rest)
    assert plan.nodes[plan.of_text(drop)].spoken == "For nine"


def test_each_passage_has_its_own_language() -> None:
    plan, root = planned("<section lang='fr'><p>Encre <em lang='de'>und</em></p></section>")
    languages = [plan.nodes[plan.of_text(next(root.iter(tag)))].language for tag in ("p", "em")]
    assert languages == ["fr", "de"]


def test_heads_of_rows_are_told_from_heads_of_columns() -> None:
    rows = "<tr><th>Laser</th><td>14</td></tr><tr><th>Only</th><th>heads</th></tr>"
    plan, root = planned(
        f"<table><thead><tr><th>Way</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    scopes = [plan.nodes[plan.of_text(cell)].scope for cell in root.iter("th")]
    assert scopes == ["Column", "Row", "Column", "Column"]


def test_a_picture_says_what_it_shows_and_a_formula_what_it_means() -> None:
    plan, root = planned("<p><img class='formula' alt='x squared'></p><img alt='A press' src='a'>")
    found = [plan.nodes[plan.of_picture(e)] for e in root.iter("img")]
    assert [(n.role, n.alt) for n in found] == [("Formula", "x squared"), ("Figure", "A press")]
