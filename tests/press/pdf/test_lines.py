"""Lines of a narrow column: where they are broken, and how they come to one width."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from tests.press.pdf.conftest import SENTENCE

from pressday.press.fonts import private_config
from pressday.press.pdf import insides

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLE = """
@page { size: A4; margin: 44pt }
html { font: 8.8pt/12pt "Source Serif 4"; hyphenate-character: "-" }
p { width: 157.33pt; text-align: justify; hyphens: auto }
.whole { hyphens: none }
"""
MEASURE = 157.33 / 0.75  # CSS px


@pytest.fixture(scope="module", autouse=True)
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["FONTCONFIG_FILE"] = str(private_config(tmp_path_factory.mktemp("fonts")))
    from pressday.press.pdf import setting

    assert setting._fit() is None


def lines(text: str, style: str = "", kind: str = "") -> list[list[Any]]:
    """Return the texts of the lines of a paragraph, line by line."""
    from weasyprint import HTML

    paragraph = f'<p class="{kind}" style="{style}">{text}</p>'
    (page,) = HTML(string=f'<html lang="en"><style>{STYLE}</style>{paragraph}').render().pages
    found = insides.page_box(page).descendants()
    return [_texts(box) for box in found if isinstance(box, insides.boxes.LineBox)]


def _texts(line: Any) -> list[Any]:
    return [box for box in line.descendants() if isinstance(box, insides.boxes.TextBox)]


def said(text: str, style: str = "") -> Iterator[str]:
    """Yield the lines of a paragraph."""
    return ("".join(box.text for box in line) for line in lines(text, style))


def loose(words: str) -> list[Any]:
    """Return the first line of a paragraph: `words`, and then one that does not fit."""
    return lines(f"{words} W{'x' * 24} and so on", kind="whole")[0]


def test_a_line_that_would_be_torn_stays_ragged() -> None:
    torn = lines(f"in all W{'x' * 32} and so on", kind="whole")[0]
    full = lines(SENTENCE, kind="whole")[0]
    assert torn[0].justification_spacing == 0 < full[0].justification_spacing


@pytest.mark.parametrize(
    "text",
    [
        "At the bar, I spoke with Jaffe Zinn, cinematographer and co-producer of <em>Macken</em>",
        "The use of blockchain hardware, like <a>FPGA technology</a>, presents an avenue for",
        "Control is now live at Amazon for\u00a0<a>$199</a>, and in other shops that sell it,",
    ],
)
def test_no_line_before_an_emphasis_is_broken_in_its_first_word_or_after_it(text: str) -> None:
    for width in (n / 2 for n in range(284, 320)):
        broken = [*said(f"{text} so on.", f"width: {width}pt; text-align: left")]
        assert min(map(len, broken[:-1])) > 15, (width, broken)


LADDER = (
    "The councillors remembered that the committee had always considered the <b>library</b> "
    "building unsuitable, and several of them suggested another inspection before anything "
    "else was decided about the furniture."
)
LONG_WORDS = (
    "Considerable municipal administrations subsequently acknowledged that independent "
    "newspapers nevertheless continued distributing complimentary supplements."
)


@pytest.mark.parametrize("width", [145, 150, 157, 162, 164])
def test_no_three_lines_in_a_row_end_in_a_hyphen(width: int) -> None:
    marks = _ends(LADDER, width)
    assert "-" in marks
    assert "---" not in marks


def test_a_word_is_divided_after_two_others_where_its_line_would_be_loose() -> None:
    assert "---" in _ends(LONG_WORDS, 140)


def test_no_line_is_wider_than_its_column_for_want_of_a_hyphen() -> None:
    for width in range(40, 60, 4):
        for line in lines(LONG_WORDS, f"width: {width}pt; text-align: left")[:-1]:
            assert sum(box.width for box in line) <= width / 0.75 + 0.1


def test_hyphens_of_one_paragraph_count_in_no_other() -> None:
    inside = f'{LADDER} <span style="display: inline-block; width: 140pt">{LONG_WORDS}</span>'
    alone = f'<span style="display: inline-block; width: 140pt">{LONG_WORDS}</span>'
    assert [*said(inside)][-7:] == [*said(alone)][-7:]


def _ends(text: str, width: int) -> str:
    broken = said(text, f"width: {width}pt")
    return "".join("-" if line.endswith("-") else "." for line in broken)


@pytest.mark.parametrize(
    ("words", "tracked"),
    [
        ("a long line of words about that", 0.0),
        ("Dear <b>Ada Quill</b> of the river", 0.35),
        ("Ада Квилл <i>того</i> дома и леса", 0.11),
    ],
)
def test_letters_of_a_loose_line_stand_apart_a_little_and_it_ends_with_the_others(
    words: str, tracked: float
) -> None:
    texts = loose(words)
    spaces = {b.style["letter_spacing"] for b in texts}
    assert {0 if s == "normal" else round(s * 0.75, 2) for s in spaces} == {tracked}
    end = texts[-1].position_x + texts[-1].width
    assert end == pytest.approx(texts[0].position_x + MEASURE, abs=0.1)


def test_letters_that_join_never_stand_apart() -> None:
    texts = loose("في مكتبة <b>كبيرة</b> قديمة هنا")
    assert texts[0].justification_spacing > 0
    assert {b.style["letter_spacing"] for b in texts} == {"normal"}
