"""A galley is taken apart into what may stand on pages: whole, on the grid, and measured."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from tests.press.pdf.conftest import SENTENCE, prose

from pressday.layout.makeup import Plate
from pressday.press.fonts import private_config
from pressday.press.pdf import insides
from pressday.press.pdf.boxes import has_class
from pressday.press.pdf.galley import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.layout.makeup import Strip
    from pressday.press.pdf.galley import TakenApart

GRID = 16.0  # CSS px: 12 pt

STYLE = """
@page { size: A4; margin: 66pt 44pt 55.4pt }
* { margin: 0; padding: 0 }
html { font: 8.8pt/12pt "Source Serif 4" }
p { text-align: justify; hyphens: auto; orphans: 2; widows: 2 }
.plain { columns: 3; column-gap: 14pt }
.part { break-after: page } .span-1 { width: 157.33pt } .span-2 { width: 328.66pt }
h1 { font: 700 41pt/42pt "Source Serif 4" }
h3 { font-size: 9pt; margin-top: 12pt; break-after: avoid }
.drop { float: left; font-size: 45pt; line-height: 36pt; height: 36pt; margin-top: -.7pt }
figcaption { font-size: 7.6pt; line-height: 10pt }
.elastic { display: block; height: 120pt; background: #ccc }
li { padding-left: 10pt }
figure { break-inside: avoid }
table { border-spacing: 0 }
"""


@pytest.fixture(scope="module", autouse=True)
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> None:
    import os

    os.environ["FONTCONFIG_FILE"] = str(private_config(tmp_path_factory.mktemp("fonts")))
    from pressday.press.pdf import setting

    assert setting._fit() is None


def render(body: str) -> Any:
    from weasyprint import HTML

    return HTML(string=f'<html lang="en"><style>{STYLE}</style>{body}').render()


def galley_of(inner: str, name: str = "run/0", kind: str = "galley span-1") -> str:
    """Return a part of a galley."""
    return f'<div class="part {kind}" data-part="{name}">{inner}</div>'


def figure(grow: int = 6, give: int = 4, more: str = "") -> str:
    elastic = f'<div class="elastic" data-grow="{grow}" data-give="{give}"></div>'
    return f'<figure class="column"{more}>{elastic}<figcaption>A caption</figcaption></figure>'


ENDLESS = "@page { size: 595pt 40000pt }"
HEADS = "".join(
    galley_of("<h1>A headline of some length over a column</h1>", f"head/{n}", f"head span-{n}")
    for n in (1, 2)
)
ARTICLE = (
    HEADS
    + galley_of(figure(), "plate/2", "plate span-2")
    + galley_of("<h1>A quotation</h1>", "quote/0", "pullquote span-1")
    + galley_of(
        f'<p><span class="drop">T</span>{SENTENCE * 3}</p>'
        + prose(14, "one") + "<h3>A subhead</h3>"
        + prose(10, "two") + figure(2, 1, ' data-lift="0"')
        + "<ul>" + "".join(f"<li>item{n} {SENTENCE}</li>" for n in range(6)) + "</ul>"
    )
    + galley_of("<table><tr><td>cell</td></tr></table>", "run/1", "galley across span-3")
    + galley_of(prose(12, "three") + '<p class="source">Source of all</p>', "run/2")
)  # fmt: skip


def apart(body: str, rules: str = "") -> TakenApart:
    from pressday.press.pdf.galley import take_apart

    return take_apart(render(f"<style>{ENDLESS}{rules}</style>{body}"))


def strips(inner: str, rules: str = "") -> list[Strip]:
    (run,) = apart(galley_of(inner), rules).measures.runs
    return [*run.strips]


def lines(page: Any) -> Iterator[Any]:
    for box in insides.page_box(page).descendants():
        if type(box).__name__ == "LineBox" and abs(box.height - GRID) < 0.1:
            yield box


def words_of(pages: list[Any]) -> Counter[str]:
    boxes = (box for page in pages for box in insides.page_box(page).descendants())
    return Counter(w for b in boxes if type(b).__name__ == "TextBox" for w in b.text.split())


@pytest.fixture(scope="module")
def article() -> TakenApart:
    return apart(ARTICLE)


def test_every_word_stands_in_one_take_and_in_variants_behind_all_of_them(
    article: TakenApart,
) -> None:
    whole = words_of(article.pages[: article.whole])
    assert whole == words_of(render(ARTICLE).pages)
    varied = words_of(article.pages[article.whole :])
    assert set(varied) == {"A", "caption"}


def test_every_take_is_named_after_its_part_and_the_line_it_begins_with(
    article: TakenApart,
) -> None:
    wanted = {"head/1", "head/2", "plate/2", "quote/0"}
    for number, run in enumerate(article.measures.runs):
        for index, strip in enumerate(run.strips):
            wanted |= {f"run/{number}/{index}/{first}" for first in {0, *strip.cuts}}
    assert {name for name in article.takes if "+" not in name and "-" not in name} == wanted
    pages = [take.page for take in article.takes.values()]
    assert sorted(pages) == list(range(len(article.pages)))


def test_every_line_of_a_take_stands_on_a_grid_that_begins_at_its_top(article: TakenApart) -> None:
    seen = 0
    for name, take in article.takes.items():
        if name.startswith("run"):
            for line in lines(article.pages[take.page]):
                offset = (line.position_y - take.top / 0.75) % GRID
                assert min(offset, GRID - offset) < 0.3
                seen += 1
    assert seen > 100


def test_a_run_is_as_high_as_its_lines() -> None:
    for count in (1, 7, 12):
        made = strips(prose(count))
        assert len(made) == count
        pages = render(f"<style>{ENDLESS}</style>{galley_of(prose(count))}").pages
        assert sum(s.lines for s in made) == len([*lines(pages[0])])


def test_paragraphs_are_cut_where_orphans_and_widows_allow_it() -> None:
    for strip in strips(prose(12)):
        assert strip.cuts == frozenset(range(2, strip.lines - 1))
    assert all(s.cuts == frozenset() for s in strips(prose(12), "p { break-inside: avoid }"))


def test_a_subhead_is_tied_to_what_follows_and_has_a_line_above_it() -> None:
    first, head, text = strips(f"<p>{SENTENCE}</p><h3>A subhead</h3><p>{SENTENCE}</p>")
    assert (head.tied, head.before, head.lines) == (True, 1, 1)
    assert (first.tied, text.tied, text.before) == (False, False, 0)


def test_a_block_knows_how_much_white_it_asks_for_itself() -> None:
    quote = '<aside class="pullquote"><p>Ink</p></aside>'
    made = strips(f"<p>{SENTENCE}</p>{quote}<p>{SENTENCE}</p>", ".pullquote { margin: 12pt 0 }")
    assert [(strip.before, strip.own) for strip in made] == [(0, 0), (1, 1), (1, 0)]


def test_white_over_the_first_block_of_a_run_is_none_of_its_strips() -> None:
    assert strips(f"<h3>A subhead</h3><p>{SENTENCE}</p>")[0].before == 0


def test_the_source_stands_under_the_end_of_the_text() -> None:
    *text, last, source = strips(prose(4) + '<p class="source">Source of all</p>')
    assert (last.tied, source.tied) == (True, False)
    assert not any(strip.tied for strip in text)


def test_a_source_alone_is_tied_to_nothing() -> None:
    assert [strip.tied for strip in strips('<p class="source">Source of all</p>')] == [False]


def test_headlines_pictures_and_quotations_are_measured_in_lines(article: TakenApart) -> None:
    measures = article.measures
    assert measures.heads[1] > measures.heads[2] > 3
    assert measures.plates == {2: Plate(lines=11, grow=6, give=4)}
    assert [height > 0 for height in measures.quotes] == [True]
    assert [run.wide for run in measures.runs] == [False, True, False]


def test_a_picture_of_the_text_has_its_number_and_its_bounds(article: TakenApart) -> None:
    pictures = [s for run in article.measures.runs for s in run.strips if s.grow]
    assert [(s.lift, s.grow, s.give, s.cuts) for s in pictures] == [(0, 2, 1, frozenset())]
    others = [s for run in article.measures.runs for s in run.strips if not s.grow]
    assert {s.lift for s in others} == {-1}


def test_lifted_pictures_are_measured_by_number_and_span() -> None:
    measures = apart(galley_of(figure(), "lift/3/2", "plate span-2") + galley_of(prose(2))).measures
    assert measures.lifts == {3: {2: Plate(lines=11, grow=6, give=4)}}


@pytest.mark.parametrize("step", [-4, -1, 1, 6])
def test_a_picture_changed_by_some_lines_is_a_take_of_its_own_with_its_caption_under_it(
    article: TakenApart, step: int
) -> None:
    def picture(name: str) -> tuple[float, float]:
        boxes = [*insides.page_box(article.pages[article.takes[name].page]).descendants()]
        elastic = next(box for box in boxes if has_class(box, "elastic"))
        caption = next(box for box in boxes if box.element_tag == "figcaption")
        return elastic.height, caption.position_y - elastic.position_y

    height, caption = picture("plate/2")
    assert picture(f"plate/2{step:+d}") == (height + step * GRID, caption + step * GRID)


def test_there_is_a_take_for_each_height_a_picture_may_have(article: TakenApart) -> None:
    steps = {name.removeprefix("plate/2") for name in article.takes if name.startswith("plate/2")}
    assert steps == {"", *(f"{n:+d}" for n in range(-4, 7) if n)}


def test_a_picture_in_a_list_begins_a_strip_that_goes_back_to_the_grid() -> None:
    image = '<div style="height: 37px"></div>'
    made = apart(galley_of(f"<ul><li>one {SENTENCE}{image}two {SENTENCE}</li></ul>"))
    (run,) = made.measures.runs
    assert len(run.strips) > 1
    for name, take in made.takes.items():
        tops = [line.position_y - take.top / 0.75 for line in lines(made.pages[take.page])]
        assert all(min(top % GRID, GRID - top % GRID) < 0.3 for top in tops), name


def test_what_floats_beside_a_paragraph_goes_with_it_and_is_printed_once() -> None:
    beside = '<div style="float: left; width: 40px; height: 30px">mark</div>'
    made = apart(galley_of(f"<p>{SENTENCE}</p>{beside}<p>{SENTENCE * 2}</p>"))
    assert words_of(made.pages)["mark"] == 1


def test_words_without_a_height_stand_on_a_line() -> None:
    assert [s.lines for s in strips('<div style="height: 0">Words</div>')] == [1]


def test_a_table_is_never_cut() -> None:
    rows = "".join(f"<tr><td>cell{n}</td></tr>" for n in range(30))
    (strip,) = strips(f"<table>{rows}</table>")
    assert (strip.cuts, strip.lines) == (frozenset(), 30)


def test_what_is_higher_than_any_page_and_whole_is_printed_smaller() -> None:
    rows = "".join(f"<tr><td>row {n}</td></tr>" for n in range(80))
    made = apart(galley_of(f"<p>{SENTENCE}</p><table>{rows}</table>"))
    before, table = made.measures.runs[0].strips
    assert table.lines == HIGHEST
    assert made.takes["run/0/1/0"].scale == pytest.approx(HIGHEST / 80, abs=0.01)
    assert made.takes["run/0/0/0"].scale == 1
    assert before.lines < HIGHEST


def test_a_part_that_goes_on_over_sheets_is_one_run() -> None:
    from pressday.press.pdf.galley import take_apart

    document = render(galley_of(prose(60)))
    assert len(document.pages) > 1
    made = take_apart(document)
    (run,) = made.measures.runs
    assert len(run.strips) >= 60
    assert words_of(made.pages) == words_of(document.pages)


def test_an_empty_galley_is_no_trouble() -> None:
    made = apart(galley_of(""))
    assert [run.strips for run in made.measures.runs] == [()]
    assert made.takes == {}


def test_columns_of_other_documents_are_weasyprints() -> None:
    document = render(f'<div class="plain">{prose(12, "w")}</div>')
    assert len({round(line.position_x) for line in lines(document.pages[0])}) >= 3


def test_what_ends_in_a_heading_is_tied_as_the_heading_is() -> None:
    head, text = strips(f"<div><p>{SENTENCE}</p><h3>On</h3></div><p>{SENTENCE}</p>")
    assert head.tied
    assert not text.tied


def test_no_column_ends_beside_a_drop_cap() -> None:
    (text,) = strips(f'<p><span class="drop">A</span>{SENTENCE * 6}</p>')
    assert min(text.cuts) == 3


def test_pictures_of_the_text_float_and_nothing_else_does() -> None:
    found = strips(prose(3, "one") + figure() + "<table><tr><td>cell</td></tr></table>")
    assert [s.floats for s in found].count(True) == 1
    assert [s.lift for s in found if s.floats] == [-1]
    assert not found[-1].floats
