"""Galleys stand on the baseline grid, lose nothing, and leave other columns to WeasyPrint."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from tests.press.pdf.conftest import SENTENCE, prose

from pressday.press.fonts import private_config
from pressday.press.pdf.boxes import has_class

if TYPE_CHECKING:
    from collections.abc import Iterator

GRID = 16.0  # CSS px: 12 pt

STYLE = """
@page { size: A4; margin: 66pt 44pt 55.4pt }
* { margin: 0; padding: 0 }
html { font: 8.8pt/12pt "Source Serif 4" }
p { text-align: justify; hyphens: auto; orphans: 2; widows: 2 }
.galley, .plain { columns: 3; column-gap: 14pt }
.band { column-span: all; margin-bottom: 12pt }
h1 { font: 700 41pt/42pt "Source Serif 4" }
h3 { font-size: 9pt; margin-top: 12pt; break-after: avoid }
.drop { float: left; font-size: 45pt; line-height: 36pt; height: 36pt; margin-top: -.7pt }
figcaption { font-size: 7.6pt; line-height: 10pt }
.elastic { display: block; height: 120pt; background: #ccc }
li { padding-left: 10pt }
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


def lines(page: Any) -> Iterator[Any]:
    for box in page._page_box.descendants():
        if type(box).__name__ == "LineBox" and abs(box.height - GRID) < 0.1:
            yield box


def galley_of(inner: str, name: str = "a", followed: str = "") -> str:
    return f'<div class="galley" id="{name}" data-page="60"{followed}>{inner}</div>'


ARTICLE = galley_of(
    '<div class="band fixed"><h1>A headline of some length over the page</h1></div>'
    '<div class="band fixed" data-grow="6" data-give="6"><figure><div class="elastic"></div>'
    "<figcaption>A caption</figcaption></figure></div>"
    f'<p><span class="drop">T</span>{SENTENCE * 3}</p>'
    + prose(14, "one")
    + "<h3>A subhead</h3>"
    + prose(10, "two")
    + '<div class="band optional"><h1>A quotation</h1></div>'
    + "<ul>" + "".join(f"<li>item{n} {SENTENCE}</li>" for n in range(6)) + "</ul>"
    + prose(12, "three")
)  # fmt: skip


def test_every_line_of_text_stands_on_the_grid() -> None:
    document = render(ARTICLE)
    assert len(document.pages) >= 2
    for page in document.pages:
        top = page._page_box.content_box_y()
        off = [b for b in lines(page) if abs((b.position_y - top + 8) % GRID - 8) > 0.3]
        assert off == []


def illustrated(paragraphs: int) -> str:
    return galley_of(
        '<div class="band fixed"><h1>A headline over the page</h1></div>'
        '<div class="band fixed" data-grow="6" data-give="6"><figure><div class="elastic"></div>'
        f"<figcaption>A caption</figcaption></figure></div>{prose(paragraphs)}"
    )


def frames(page: Any) -> Iterator[tuple[Any, Any, float]]:
    """Yield each picture of a page, the caption under it, and the head of the type below both."""
    pictures = [b for b in page._page_box.descendants() if has_class(b, "elastic")]
    captions = [b for b in page._page_box.descendants() if b.element_tag == "figcaption"]
    for picture in {id(box.element): box for box in pictures}.values():
        caption = next(box for box in captions if box.position_y > picture.position_y)
        below = [b.position_y for b in lines(page) if b.position_y > caption.position_y]
        yield picture, caption, min(below)


def test_pictures_stretch_and_shrink_with_the_text_and_fill_their_frames() -> None:
    heights = []
    for paragraphs in range(8, 26, 3):
        for page in render(illustrated(paragraphs)).pages:
            for picture, caption, text in frames(page):
                heights.append(round(picture.height))
                foot = picture.position_y + picture.height
                assert abs(caption.position_y - foot) < 1
                white = text - caption.position_y - caption.height
                assert 0 <= white < 2 * GRID + 1
    assert max(heights) > 160 > min(heights)
    assert {(height - 160) % GRID for height in heights} == {0}


def test_pages_but_the_last_are_full() -> None:
    for paragraphs in (26, 33, 40):
        *full, _ = render(illustrated(paragraphs)).pages
        assert full
        for page in full:
            box = page._page_box
            lowest = max(b.position_y + b.height for b in lines(page))
            assert box.content_box_y() + box.height - lowest < 2 * GRID


def test_a_template_may_leave_room_at_the_foot_of_the_pages_that_follow() -> None:
    short = galley_of(prose(60)).replace('data-page="60"', 'data-page="30"')
    pages = render(short).pages
    assert len(pages) > len(render(galley_of(prose(60))).pages)
    for page in pages[1:]:
        lowest = max(b.position_y + b.height for b in lines(page))
        assert lowest - page._page_box.content_box_y() <= 31 * GRID + 1


def test_no_word_is_lost_or_printed_twice() -> None:
    document = render(ARTICLE)
    text: list[str] = []
    for page in document.pages:
        for box in page._page_box.descendants():
            if type(box).__name__ == "TextBox":
                text += box.text.split()
    marks = Counter(w for w in text if w[-1].isdigit())
    wanted = [f"one{n}" for n in range(14)] + [f"two{n}" for n in range(10)]
    wanted += [f"three{n}" for n in range(12)] + [f"item{n}" for n in range(6)]
    assert marks == Counter(wanted)


def test_no_line_hangs_over_the_foot_of_the_page() -> None:
    for page in render(ARTICLE).pages:
        box = page._page_box
        foot = box.content_box_y() + box.height
        assert max(b.position_y + b.height for b in lines(page)) <= foot + GRID + 0.5


def test_lines_of_one_column_never_lie_on_each_other() -> None:
    for page in render(ARTICLE).pages:
        spots = Counter((round(b.position_x / 60), round(b.position_y)) for b in lines(page))
        dropped = {s for s, n in spots.items() if n > 1}
        assert dropped == set()


def test_a_second_piece_follows_on_the_same_page_when_there_is_room() -> None:
    first = galley_of(
        "<div class='band fixed'><h1>One</h1></div>" + prose(4), "a", " data-followed='1'"
    )
    document = render(
        first + galley_of("<div class='band fixed'><h1>Two</h1></div>" + prose(4), "b")
    )
    assert len(document.pages) == 1
    assert {"a", "b"} <= set(document.pages[0].anchors)


def test_a_second_piece_without_room_begins_a_page() -> None:
    first = galley_of(
        "<div class='band fixed'><h1>One</h1></div>" + prose(37), "a", " data-followed='1'"
    )
    document = render(
        first + galley_of("<div class='band fixed'><h1>Two</h1></div>" + prose(8), "b")
    )
    assert "b" in document.pages[-1].anchors
    assert all("b" not in p.anchors for p in document.pages[:-1])


def test_other_columns_are_still_weasyprints() -> None:
    document = render(f'<div class="plain">{prose(12, "w")}</div>')
    assert len(list(lines(document.pages[0]))) > 20


def test_a_band_higher_than_the_page_is_complained_of(caplog: pytest.LogCaptureFixture) -> None:
    render(galley_of(f'<div class="band">{prose(90)}</div>'))
    assert "lines is cut off at the foot of the page" in caplog.text


def test_galleys_of_text_and_bands_that_fit_are_no_complaint(
    caplog: pytest.LogCaptureFixture,
) -> None:
    render(ARTICLE)
    assert "cut off" not in caplog.text


def test_an_empty_galley_is_no_trouble() -> None:
    assert len(render(galley_of("") + "<p>after</p>").pages) == 1


WIDTH = 160.5  # px, about: of one of three columns on A4
GAP = 14 / 0.75  # px


def columns(page: Any) -> dict[int, list[Any]]:
    """Return the lines of text in each column, from the left; bands across have none."""
    body = page._page_box
    left = body.content_box_x()
    step = (body.width - 2 * GAP) / 3 + GAP
    found: dict[int, list[Any]] = {}
    for line in lines(page):
        if line.width < step:
            found.setdefault(int((line.position_x - left + 1) / step), []).append(line)
    return dict(sorted(found.items()))


def words_of(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if type(box).__name__ == "TextBox")


def test_columns_share_the_width_of_the_page_with_gaps_between_them() -> None:
    body = render(ARTICLE).pages[0]._page_box
    justified = [line for line in lines(render(ARTICLE).pages[0]) if line.width > WIDTH]
    lefts = sorted({round(line.position_x - body.content_box_x(), 1) for line in justified})
    column = (body.width - 2 * GAP) / 3
    # A dropped initial and the items of a list stand in.
    assert {0.0, round(column + GAP, 1), round(2 * (column + GAP), 1)} <= set(lefts)
    assert max(line.position_x + line.width for line in justified) <= (
        body.content_box_x() + body.width + 1
    )


def sided(above: str) -> str:
    return galley_of(
        f'<div class="band fixed {above}"><h1>News</h1></div>'
        f'<header class="band fixed side"><h1>Head</h1><p>byline {SENTENCE}</p></header>'
        + prose(9, "text")
    )


@pytest.mark.parametrize("name", ["opener", "divider"])
def test_what_stands_at_the_side_has_its_column_to_itself_below_what_is_above(name: str) -> None:
    rules = f"<style>.side {{ width: {WIDTH}px; margin-top: 9px }}</style>"
    before = galley_of(prose(3), "a", " data-followed='1'") if name == "divider" else ""
    (page,) = render(rules + before + sided(name)).pages
    boxes = [*page._page_box.descendants()]
    side = next(box for box in boxes if has_class(box, "side"))
    above = next(box for box in boxes if has_class(box, name))
    foot = side.border_box_y() + side.border_height()
    assert 0 <= side.border_box_y() - above.border_box_y() - above.border_height() < GRID
    assert side.position_x == pytest.approx(page._page_box.content_box_x(), abs=1)
    inside = {id(box) for box in side.descendants()}
    beside = [
        line
        for found in columns(page).values()
        for line in found
        if id(line) not in inside and side.border_box_y() < line.position_y < foot - 1
    ]
    assert beside
    assert all(line.position_x >= side.position_x + WIDTH for line in beside)


def test_what_stands_at_the_side_goes_above_a_single_column() -> None:
    (page,) = render(f"<style>.galley {{ columns: 1 }}</style>{sided('opener')}").pages
    boxes = [*page._page_box.descendants()]
    side = next(box for box in boxes if has_class(box, "side"))
    inside = {id(box) for box in side.descendants()}
    text = [line for line in lines(page) if id(line) not in inside]
    assert min(line.position_y for line in text) >= side.position_y + side.border_height() - 1


def test_the_source_stands_under_the_end_of_the_text() -> None:
    style = "<style>.source { margin-top: 12pt; min-height: 36pt; break-inside: avoid }</style>"
    source = '<p class="source">Source of all</p>'
    for count in range(14, 44, 3):
        body = galley_of(prose(count, "text") + source)
        for page in render(style + body).pages:
            for found in columns(page).values():
                said = [words_of(line) for line in found]
                if any(text.startswith("Source") for text in said):
                    assert len(said) > 1
                    assert said[-1].startswith("Source")


def test_a_subhead_has_text_below_it_in_its_column() -> None:
    for count in range(20, 44, 4):
        text = "".join(f"<h3>Subhead</h3>{prose(2, 'text')}" for _ in range(count // 2))
        for page in render(galley_of(text)).pages:
            for found in columns(page).values():
                assert words_of(max(found, key=lambda line: line.position_y)) != "Subhead"


def test_a_paragraph_is_never_parted_after_its_first_line_or_before_its_last() -> None:
    document = render(galley_of(prose(70, "text")))
    parts: dict[int, list[int]] = {}
    for page in document.pages:
        for found in columns(page).values():
            counts: dict[int, int] = {}
            for line in found:
                counts[id(line.element)] = counts.get(id(line.element), 0) + 1
            for element, count in counts.items():
                parts.setdefault(element, []).append(count)
    parted = [counts for counts in parts.values() if len(counts) > 1]
    assert parted
    assert min(count for counts in parted for count in counts) > 1


def test_a_rule_parts_pieces_on_one_page_and_heads_none() -> None:
    divider = '<div class="band fixed divider" style="height: 16px"></div>'
    first = galley_of(divider + prose(4), "a", " data-followed='1'")
    (page,) = render(first + galley_of(divider + prose(4), "b")).pages
    rules = [box for box in page._page_box.descendants() if has_class(box, "divider")]
    tops = {round(rule.position_y) for rule in rules}
    assert len(tops) == 1
    assert min(tops) > min(line.position_y for line in lines(page))


def test_a_quotation_may_go_and_nothing_else_with_it() -> None:
    quoted = '<div class="band optional"><h1>A quotation of some length</h1></div>'
    for count in range(20, 40, 4):
        document = render(galley_of(prose(count, "a") + quoted + prose(8, "b")))
        said = " ".join(words_of(line) for page in document.pages for line in lines(page))
        assert Counter(w for w in said.split() if w[-1].isdigit()) == Counter(
            [f"a{n}" for n in range(count)] + [f"b{n}" for n in range(8)]
        )
