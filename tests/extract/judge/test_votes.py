"""Who must say what for a block to be the article."""

from __future__ import annotations

from typing import Any

import pytest

from pressday.extract.build.builder import Builder
from pressday.extract.build.fragment import build_body
from pressday.extract.judge.judges import Verdict
from pressday.extract.judge.leaves import leaf_of, leaves_of
from pressday.extract.judge.votes import _BRIDGE, _RUN, vote
from pressday.extract.read import dom

SITE = "paper.example"
CORE = (
    "The tide mill at Eling has ground flour for longer than anybody has kept a book about it.",
    "Twice a day the sea fills the pond behind the dam, and twice a day the miller lets it go.",
    "Children ask whether the sea minds, and he says that nobody has ever heard it complain.",
)
ASKED = "A visitor from the hills wanted to know what the mill does when there is no moon at all."
SAID = (
    "A visitor from the hills wanted to know what the mill does when there is no moon at all, and"
    " was told that there is one, only that it stands where nobody can see it."
)
INSIDE = "<div class='text'>{}</div>"


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def voted(html: str, first: str, second: str, **fields: Any) -> tuple[list[str], int]:
    """Return the lines that are kept, and how many words the first judge spoke for."""
    page = dom.parse(f"<html><body>{html}</body></html>")
    assert page is not None
    source = page.find("body")
    assert source is not None
    builder = Builder(f"https://{SITE}/a")
    leaves = [leaf_of(e, builder.origins) for e in leaves_of(build_body(builder, source))]
    if "marked" in fields:
        fields["marked"] = tuple(source.iter(fields["marked"]))
    verdict = Verdict(text=first, other=second, fragment="", disagree=False, **fields)
    count = vote(leaves, verdict, SITE)
    return [leaf.text for leaf in leaves if leaf.keep], count


def kept(html: str, first: str = "", second: str = "", **fields: Any) -> list[str]:
    """Return the lines that are kept of a page on whose core both judges agree."""
    core = "\n".join(CORE)
    page = INSIDE.format(paragraphs(*CORE[:2]) + "{}" + paragraphs(CORE[2]))
    found = voted(
        page.format(html) if "</section>" not in html else page.format("") + html,
        f"{core}\n{first}", f"{core}\n{second}", **fields,
    )[0]  # fmt: skip
    assert set(CORE) <= set(found)
    return [line for line in found if line not in CORE]


def elsewhere(line: str, name: str = "other") -> str:
    return f"<section class='{name}'><p>{line}</p></section>"


def test_the_first_judge_is_enough_and_the_second_is_not_outside_the_article() -> None:
    assert kept(elsewhere(SAID), first=SAID) == [SAID]
    assert kept(elsewhere(SAID), second=SAID) == []
    assert kept(f"<p>{SAID}</p>", second=SAID) == [SAID]
    assert kept(f"<p>{SAID}</p>") == []


def test_who_hears_most_of_a_line_hears_it() -> None:
    assert kept(elsewhere(SAID), first=SAID.removesuffix(" nobody can see it.")) == [SAID]
    assert kept(elsewhere(SAID), first=SAID[:40]) == []


def test_the_words_that_the_first_judge_spoke_for_are_counted() -> None:
    _, count = voted(INSIDE.format(paragraphs(*CORE)), "\n".join(CORE[:2]), "\n".join(CORE))
    assert count == sum(len(dom.tokens(line)) for line in CORE[:2])


def test_what_the_page_declares_as_its_text_tips_the_scales() -> None:
    whole = "\n".join((*CORE, SAID))
    assert kept(elsewhere(SAID), second=SAID, declared=whole) == [SAID]
    assert kept(elsewhere(ASKED), first=ASKED, declared="\n".join(CORE)) == []
    assert kept(elsewhere(SAID), declared=whole) == []


def test_a_declared_text_without_most_of_the_article_is_not_believed() -> None:
    assert kept(elsewhere(SAID), first=SAID, declared=CORE[0]) == [SAID]


def test_what_the_page_marks_as_its_text_tips_the_scales_as_well() -> None:
    assert kept(elsewhere(SAID), second=SAID, marked=("div", "section")) == [SAID]
    assert kept(elsewhere(ASKED), first=ASKED, marked="div") == []


@pytest.mark.parametrize("name", ["recommended", "newsletter subscribe", "pagination", "menu"])
def test_a_box_that_is_foreign_by_its_name_is_left_out(name: str) -> None:
    assert kept(elsewhere(SAID, name), first=SAID) == []


def test_a_line_of_links_to_the_site_is_no_text_and_one_to_another_is() -> None:
    linked = "<p><a href='https://{}/b'>" + SAID + "</a></p>"
    assert kept(linked.format(SITE), first=SAID, second=SAID) == []
    assert kept(linked.format("elsewhere.example"), first=SAID, second=SAID) == [SAID]


def test_a_short_line_astray_needs_both_judges() -> None:
    short = "The miller was unavailable"
    assert kept(elsewhere(short), first=short) == []
    assert kept(elsewhere(short), first=short, second=short) == [short]


def test_short_lines_between_those_that_are_kept_belong_to_them() -> None:
    lines = [f"Then a gull, number {n}" for n in range(12)]
    longest, long = (" ".join(["gulls"] * count) for count in (_BRIDGE, _BRIDGE + 1))
    assert kept(paragraphs(longest)) == [longest]
    assert kept(paragraphs(*lines[:_RUN])) == lines[:_RUN]
    assert kept(paragraphs(*lines[: _RUN + 1])) == []
    assert kept(paragraphs(lines[0], long)) == []
    assert kept(f"<p><a href='https://{SITE}/b'>{lines[0]}</a></p>") == []
    assert kept(f"<table><tr><td>{lines[0]}</td></tr></table>") == []
    assert kept(elsewhere(lines[0])) == []


def test_a_lead_in_that_stands_apart_is_known_by_its_name() -> None:
    assert kept(f"<section class='page-standfirst'><p>{SAID}</p></section>", second=SAID) == []
    lead = f"<section><p class='standfirst'>{SAID}</p></section>"
    assert kept(lead, second=SAID) == [SAID]
