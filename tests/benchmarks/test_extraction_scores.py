from __future__ import annotations

import gzip
import json
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from benchmarks.extraction import corpus, extractors, marks, matching, metadata, names, scores
from benchmarks.extraction.elements import elements, normal
from benchmarks.extraction.ours import Extracted
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """
<h2>On paper</h2><p>The <em>press</em> runs at <a href="/ten">ten</a>.</p>
<ul><li>ink<ul><li>black</li></ul></li><li>plates</li></ul>
<blockquote><p>It hums.</p></blockquote>
<table><tr><th>Hour</th><td>ten</td></tr></table>
<figure><img src="/hall-640.jpg" srcset="/hall-1280.jpg 2x">
<figcaption>The hall</figcaption></figure>
<h3>At night</h3><pre>make edition</pre><iframe src="https://video.example/embed/abcdef1"></iframe>
"""


def found(html: str, kind: str) -> list[str]:
    return [element.text for element in elements(html) if element.kind == kind]


def test_words_are_compared_in_runs_of_four() -> None:
    page = scores.score_page("one two three four five", "one two three four six")
    assert (page.precision, page.recall, page.exact) == (0.5, 0.5, False)


def test_a_text_shorter_than_a_run_is_one_run() -> None:
    assert scores.score_page("one two", "one two") == scores.PageScore(1.0, 1.0, exact=True)


def test_an_empty_text_counts_for_recall_only() -> None:
    assert scores.score_page("one two", "") == scores.PageScore(None, 0.0, exact=False)
    assert scores.score_page("", "one") == scores.PageScore(0.0, None, exact=False)


def test_f1_is_the_harmonic_mean_of_the_means() -> None:
    pages = [scores.PageScore(1.0, 0.5, exact=True), scores.PageScore(0.5, 0.5, exact=False)]
    total = scores.summarise(pages)
    assert (total.precision, total.recall, total.exact) == (0.75, 0.5, 0.5)
    assert total.f1 == pytest.approx(0.6)


def test_an_interval_holds_its_value_and_two_equals_differ_by_nothing() -> None:
    pages = [scores.PageScore(p / 10, 1 - p / 20, exact=p > 5) for p in range(1, 10)]
    own = scores.estimate(pages)
    assert own.low.f1 < own.value.f1 < own.high.f1
    same = scores.difference(pages, pages)
    assert same.low == same.high == same.value == scores.Score(0, 0, 0, 0)


def test_a_difference_is_surer_than_its_two_sides() -> None:
    pages = [scores.PageScore(p / 10, p / 10, exact=False) for p in range(1, 9)]
    better = [replace(p, precision=(p.precision or 0) + 0.1) for p in pages]
    minus = scores.difference(better, pages)
    assert minus.low.precision == pytest.approx(0.1)
    assert minus.high.precision == pytest.approx(0.1)


def test_the_split_depends_on_the_id_alone() -> None:
    parts = [scores.in_tune_part(str(number)) for number in range(200)]
    assert parts == [scores.in_tune_part(str(number)) for number in range(200)]
    assert 70 < sum(parts) < 130


def test_elements_are_listed_in_reading_order_by_kind() -> None:
    blocks = [e.kind for e in elements(ARTICLE) if e.kind not in ("a", "em")]
    assert blocks == ("h p li li li blockquote table td td img figcaption h pre video".split())


def test_an_item_speaks_for_itself_and_not_for_the_list_inside() -> None:
    assert found(ARTICLE, "li") == ["ink", "black", "plates"]


def test_text_without_a_paragraph_is_one_and_two_breaks_divide_it() -> None:
    assert found("<div>one<br>two<br><br>three</div>", "p") == ["one two", "three"]
    assert found("<blockquote><p>one</p></blockquote>", "p") == []


def test_marks_of_notes_are_alike_and_no_part_of_the_text() -> None:
    linked = '<p>Ink<sup><a href="#n1">[1]</a></sup> dries.</p>'
    plain = "<p>Ink[12] dries.</p>"
    assert {e.key for e in elements(linked)} == {"inkdries", "note-mark"}
    assert [e.key for e in elements(plain)] == ["inkdries"]


def test_the_way_back_from_a_note_counts_for_nothing() -> None:
    html = '<ol><li><b><a href="#cite_ref-1">^</a></b> Sokol, 2019</li></ol>'
    assert [e.kind for e in elements(html)] == ["li"]


def test_emphasis_in_headings_and_formulas_are_left_out() -> None:
    assert [e.kind for e in elements("<h2><b>Bold</b></h2>")] == ["h"]
    assert elements('<img src="/f.svg" alt="{\\displaystyle x}">') == []


def test_an_embed_of_ours_is_a_player_and_nothing_else() -> None:
    html = '<aside class="embed"><p><a href="https://youtu.be/abcdefghijk">Film</a></p></aside>'
    (only,) = elements(html)
    assert (only.kind, set(only.names)) == ("video", {"abcdefghijk"})


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.example/i/Hall.JPG?w=640", "hall.jpg"),
        ("//a.example/scale?url=https%3A%2F%2Fb.example%2Fhall.jpg&w=9", "hall.jpg"),
        ("https://a.example/hall.png/revision/latest/640", "hall.png"),
        ("https://a.example/e80dae8a-b955/width/640", "e80dae8a-b955"),
        ("https://www.youtube.com/embed/abcdefghijk?rel=0", "abcdefghijk"),
        ("https://www.youtube.com/watch?v=abcdefghijk", "abcdefghijk"),
    ],
)
def test_an_address_goes_by_the_name_of_its_file(address: str, name: str) -> None:
    assert name in names.address_names(address)


def test_a_page_knows_the_other_names_of_its_pictures_but_no_placeholder() -> None:
    pictures = [frozenset({"blank.gif", f"{n}-640.jpg", f"{n}-1280.jpg"}) for n in "abc"]
    alias = matching.aliases(pictures)
    assert alias(frozenset({"a-640.jpg"})) == {"a-640.jpg", "a-1280.jpg"}
    assert not alias(pictures[0]) & alias(pictures[1])


def test_an_extraction_compared_with_itself_is_perfect() -> None:
    both = elements(ARTICLE)
    compared = matching.compare(both, both)
    assert not compared.missing
    assert not compared.extra
    assert {t.recall for t in compared.tallies.values()} <= {1.0, None}


@given(st.text(alphabet="ab<>/pliemh1 =\"'#", max_size=80))
def test_whatever_is_read_is_like_itself(html: str) -> None:
    compared = matching.compare(elements(html), elements(html))
    assert not compared.missing


def test_blocks_match_by_four_fifths_of_their_words_but_links_exactly() -> None:
    def tally(kind: str, one: str, other: str) -> matching.Tally:
        tag = {"a": 'a href="/x"'}.get(kind, kind)
        wanted, made = (elements(f"<{tag}>{text}</{kind}>") for text in (one, other))
        return matching.compare(wanted, made).tallies[kind]

    text = "one two three four five six seven eight nine ten"
    assert tally("p", text, text + " more").found == 1
    assert tally("p", text, "one two three").found == 0
    assert tally("a", text, text + " more").found == 0


def test_what_stands_apart_may_be_found_but_is_not_made() -> None:
    lead = elements("<p>The standfirst of the piece.</p>")
    compared = matching.compare(lead, [], lead)
    assert compared.tallies["p"] == matching.Tally(wanted=1, found=1)
    assert not matching.compare([], [], lead).extra


def test_order_and_levels_are_shares_of_pairs() -> None:
    def tallies(made: str) -> dict[str, matching.Tally]:
        wanted = "<h2>one</h2><h3>two</h3><h2>three</h2>"
        return matching.compare(elements(wanted), elements(made)).tallies

    demoted = tallies("<h3>one</h3><h4>two</h4><h3>three</h3>")
    assert (demoted["level"].recall, demoted["order"].recall) == (1.0, 1.0)
    assert tallies("<h2>one</h2><h2>two</h2><h2>three</h2>")["level"].recall == 0
    moved = tallies("<h3>two</h3><h2>one</h2><h2>three</h2>")
    assert moved["order"].recall == pytest.approx(2 / 3)


def test_the_title_among_the_headings_counts_for_nobody() -> None:
    assert [e.text for e in elements("<h1>On Paper</h1><h2>Ink</h2>", ["On paper"])] == ["Ink"]


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("On paper", "On paper \u2013 Dock Street News", True),
        ("Dock Street | On paper", "On paper", True),
        ("On paper: the last hall", "the last hall", True),
        ("On paper", "On screens", False),
    ],
)
def test_a_title_may_lack_or_carry_the_name_of_the_site(wanted: str, got: str, same: bool) -> None:  # noqa: FBT001 - a parameter of the table
    assert metadata.same_title(wanted, got) is same


def test_bylines_are_names_without_by_and_dates() -> None:
    assert metadata.same_byline("By Ana Sandoiu", "Ana Sandoiu")
    assert metadata.same_byline("JOE HILL March 11, 2015 3:46 PM", "Joe Hill")
    assert metadata.same_byline("Brenda Goodman, MA, Health News", "Brenda Goodman")
    assert not metadata.same_byline("Ana Sandoiu and Joe Hill", "Ana")
    assert not metadata.same_byline("Ana Sandoiu", "Joe Hill")


def test_dates_are_one_moment_or_one_day_as_written() -> None:
    assert metadata.same_date("2017-02-23T17:18:13-08:00", "2017-02-24T01:18:13+00:00")
    assert metadata.same_date("2017-02-23T17:18:13-08:00", "2017-02-23")
    assert not metadata.same_date("2017-02-23", "2017-02-22")


def test_only_what_is_declared_counts_and_the_rest_stands_beside() -> None:
    declared = {"title": "On paper", "byline": "April 28, 2019", "lang": "en-GB"}
    read = Extracted(title="On paper", byline="Ana", language="en", site="Dock Street")
    counts = metadata.count([(declared, read)])
    assert counts["title"] == metadata.Count(declared=1, right=1)
    assert counts["byline"] == metadata.Count(beside=1)
    assert counts["site"] == metadata.Count(beside=1)
    assert counts["language"].right == 1


def marked(blocks: list[tuple[str, str]]) -> marks.Marked:
    found = [marks.Mark(kind=k, prints=tuple(marks.prints([normal(text)]))) for k, text in blocks]
    return marks.Marked(name="page", titles=frozenset(), blocks=tuple(found))


def test_marks_ask_for_the_kind_and_forgive_what_may_be() -> None:
    page = marked([("h", "Ink"), ("p", "It dries."), ("may", "Read more"), ("aside", "Ten tons")])
    html = "<h2>Ink</h2><li>It dries.</li><p>Read more</p><p>Ten tons</p><p>Share this</p>"
    compared = marks.compare(page, html)
    assert compared.tallies["h"] == matching.Tally(wanted=1, found=1, made=1, right=1)
    assert compared.tallies["p"] == matching.Tally(wanted=1, made=1)
    assert compared.tallies["aside"].found == 1
    assert compared.tallies["as such"] == matching.Tally(wanted=1)
    assert compared.tallies["all"] == matching.Tally(wanted=3, found=2, made=4, right=2)
    assert [lost.kind for lost in marks.missing(page, html)] == ["p"]


def test_a_box_is_found_as_such_in_an_aside() -> None:
    html = '<aside class="factbox"><p>Ten tons</p></aside>'
    assert marks.compare(marked([("aside", "Ten tons")]), html).tallies["as such"].found == 1


def test_marks_are_read_as_they_were_written(tmp_path: Path) -> None:
    blocks = [
        marks.Mark(kind="h", level=3, prints=("0123456789",)),
        marks.Mark(kind="img", prints=("0123456789", "abcdef0123")),
    ]
    path = tmp_path / "page.json"
    marks.write(path, blocks, ["On paper", ""])
    read = marks.read(path)
    assert read.blocks == tuple(blocks)
    assert read.titles == frozenset(marks.prints([normal("On paper")]))


def test_the_marks_hold_no_text_of_any_page() -> None:
    kinds = {*marks.COUNTED, "may"}
    for path in marks.FOLDER.glob("*.json"):
        data = json.loads(path.read_text("utf-8"))
        assert all(re.fullmatch("[0-9a-f]{10}", name) for name in data["title"])
        for kind, *rest in data["blocks"]:
            assert kind in kinds
            assert all(isinstance(r, int) or re.fullmatch("[0-9a-f]{10}", r) for r in rest)


def page_file(folder: Path) -> corpus.Page:
    path = folder / "page.html.gz"
    path.write_bytes(gzip.compress(b"<p>Ink</p>"))
    return corpus.Page(name="page", path=path, url="https://dockstreet.example/")


def test_an_extractor_that_is_not_there_is_reported_as_absent(tmp_path: Path) -> None:
    absent = extractors.Extractor(name="absent", command=(str(tmp_path / "nothing"),))
    run = extractors.run(absent, [page_file(tmp_path)])
    assert not run.version
    assert "nothing" in run.failure


@pytest.mark.parametrize(
    ("answer", "error"), [("import time; time.sleep(9)", "over"), ("raise SystemExit", "ended")]
)
def test_an_extractor_that_does_not_answer_costs_the_page_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, error: str
) -> None:
    monkeypatch.setattr(extractors, "LIMIT_S", 0.3)
    program = f'print(\'{{"ready": "1"}}\', flush=True); input(); {answer}'
    stuck = extractors.Extractor(name="stuck", command=(sys.executable, "-c", program))
    run = extractors.run(stuck, [page_file(tmp_path)])
    assert run.version == "1"
    assert error in run.pages["page"].error


def test_pressday_answers_as_the_others_do(tmp_path: Path) -> None:
    words = " ".join(f"The press number {n} runs until the last van has left." for n in range(30))
    page = page_file(tmp_path)
    page.path.write_bytes(gzip.compress(f"<h1>On paper</h1><p>{words}</p>".encode()))
    run = extractors.run(extractors.PRESSDAY, [page])
    assert run.version
    assert words in run.pages["page"].text
    assert run.pages["page"].ms > 0
