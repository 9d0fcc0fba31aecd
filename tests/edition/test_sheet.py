"""Run sheets read for real, and every fault with file, line and hint."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pressday.edition import read_sheet, read_sheets, unknown_articles, used_articles
from pressday.edition.sheet import FILE, check_sheet
from pressday.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "schema = 1\nnumber = 48\ndate = 2026-11-27\n"
FULL = (
    HEAD
    + """cover = "3fa9c2d81b7e"
editorial = "editorial.md"
next_week = "next.md"
[[section]]
name = "News"
[[section.piece]]
article = "3fa9c2d81b7e"   # Sixty papers · Dock Street Bulletin · 982 words · picture
weight = "lead"
headline = "Sixty papers"
standfirst = ""
layout = "feature"
byline = "Ada Finch"
date = 2015-03-04
site = "The Paper"
image = false
focus = [0.5, 1]
caption = "c"
credit = "p"
quote = false
body = "articles/03-sixty.md"
[[section.piece]]
article = "aaaaaaaaaaaa"
cut = true
[[section]]
name = "Local"
"""
)


def write(folder: Path, text: str, name: str = "2026-W48") -> Path:
    path = folder / name / "edition.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def fault(folder: Path, text: str) -> tuple[str, str | None, int]:
    with pytest.raises(ConfigError) as caught:
        read_sheet(write(folder, text))
    file, _, line = (caught.value.where or "").rpartition(":")
    assert file.endswith("2026-W48/edition.toml")
    return caught.value.message, caught.value.hint, int(line)


def test_a_full_sheet_is_read(tmp_path: Path) -> None:
    sheet = read_sheet(write(tmp_path, FULL))
    assert (sheet.name, sheet.number, sheet.date) == ("2026-W48", 48, date(2026, 11, 27))
    assert [s.name for s in sheet.sections] == ["News", "Local"]
    lead, cut = sheet.pieces
    assert (lead.weight, lead.layout, lead.image, lead.standfirst) == ("lead", "feature", False, "")
    assert lead.where.endswith("edition.toml:10")
    assert (lead.byline, lead.date, lead.site) == ("Ada Finch", date(2015, 3, 4), "The Paper")
    assert (lead.focus, lead.quote) == ((0.5, 1.0), False)
    assert cut.cut
    assert sheet.where("cover").endswith(":4")


@pytest.mark.parametrize(
    ("text", "message", "hint", "line"),
    [
        (
            FULL.replace("weight", "weigth"),
            'unknown key "weigth" in [[section.piece]]',
            "weight",
            11,
        ),
        (
            FULL.replace('"lead"', '"led"'),
            'weight must be "lead", "feature" or "brief", not "led"',
            "lead",
            11,
        ),
        (
            FULL.replace("image = false", 'image = "no"'),
            "image must be true, false or the first digits of a picture's name, six or more",
            "",
            18,
        ),
        (
            FULL.replace("[0.5, 1]", "[0.5, 2]"),
            "focus must be two numbers from 0 to 1, such as [0.5, 0.2]",
            "",
            19,
        ),
        (FULL.replace("[0.5, 1]", "[0.5]"), "focus must be two numbers from 0 to 1", "", 19),
        (FULL.replace("[0.5, 1]", "[true, 1]"), "focus must be two numbers from 0 to 1", "", 19),
        (FULL.replace("[0.5, 1]", "0.5"), "focus must be two numbers from 0 to 1", "", 19),
        (
            FULL.replace("quote = false", "quote = true"),
            "quote must be the words to set large, or false",
            "",
            22,
        ),
        (
            FULL.replace("quote = false", "alt = true"),
            "alt must be what the picture shows, or false for decoration",
            "",
            22,
        ),
        (FULL.replace("quote = false", "alt = {}"), "in a table, alt says by the first", "", 22),
        (
            FULL.replace("quote = false", 'alt = { first = "Type" }'),
            "in a table, alt says by the first",
            "",
            22,
        ),
        (FULL.replace("quote = false", 'quote = " "'), "quote must be the words to set", "", 22),
        (
            FULL.replace("2015-03-04", '"2015-03-04"'),
            "date must be a date such as 2026-11-27, without quotation marks, not text",
            "",
            16,
        ),
        (FULL.replace('"Ada Finch"', "3"), "byline must be text, not a number", "", 15),
        (FULL.replace('"The Paper"', "3"), "site must be text, not a number", "", 17),
        (
            HEAD.replace("2026-11-27", '"2026-11-27"'),
            "date must be a date such as 2026-11-27, without quotation marks, not text",
            "",
            3,
        ),
        ("schema = 1\n", "date is missing", "", 1),
        (FULL.replace("editorial.md", "../secret.md"), "editorial must be a file inside", "", 5),
        (FULL.replace("articles/03", "/etc/03"), "body must be a file inside", "", 23),
        (FULL.replace("Local", "News"), 'two sections are called "News"', "first one", 28),
        (
            FULL.replace("aaaaaaaaaaaa", "3fa9c2d81b7e"),
            'article "3fa9c2d81b7e" is in this sheet twice',
            "it stands in line 10 already",
            25,
        ),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, text: str, message: str, hint: str, line: int
) -> None:
    said, suggested, number = fault(tmp_path, text)
    assert said.startswith(message)
    assert hint in (suggested or "")
    assert number == line


def test_a_headline_may_be_broken_and_is_a_line_elsewhere(tmp_path: Path) -> None:
    text = """schema = 1
date = 2026-11-27
[[section]]
name = "News"
[[section.piece]]
article = "3fa9c2d81b7e"
headline = "Sixty  papers,\\n one night\\n"
"""
    (piece,) = check_sheet(text, tmp_path / FILE).pieces
    assert piece.title == "Sixty papers, one night"
    assert piece.lines == ("Sixty papers,", "one night")


PAIR = """schema = 1
date = 2026-11-27
[[section]]
name = "News"
[[section.piece]]
article = "aaaaaaaaaaaa"
beside = "bbbbbbbbbbbb"
[[section.piece]]
article = "bbbbbbbbbbbb"
page = "new"
[[section]]
name = "Local"
[[section.piece]]
article = "cccccccccccc"
"""


def test_pieces_are_pinned_by_the_sheet(tmp_path: Path) -> None:
    first, second, _ = check_sheet(PAIR, tmp_path / FILE).pieces
    assert (first.beside, second.page) == ("bbbbbbbbbbbb", "new")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('beside = "bbbbbbbbbbbb"', 'beside = "bbbbbbbbbbbc"', "is no piece of this sheet"),
        ('beside = "bbbbbbbbbbbb"', 'beside = "aaaaaaaaaaaa"', "is the piece itself"),
        ('beside = "bbbbbbbbbbbb"', 'beside = "cccccccccccc"', "stands in another section, Local"),
        ('page = "new"', "cut = true", "is not in the paper"),
    ],
)
def test_a_piece_beside_one_that_cannot_be_there_is_a_fault_with_its_line(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        check_sheet(PAIR.replace(old, new), tmp_path / FILE)
    assert why in str(caught.value)
    assert caught.value.where == f"{tmp_path / FILE}:7"


def test_an_unknown_article_is_named_with_the_nearest(tmp_path: Path) -> None:
    sheet = read_sheet(write(tmp_path, FULL))
    (unknown,) = unknown_articles(sheet, {"3fa9c2d81b7f", "000000000000"})
    assert 'edition.toml:10: no article "3fa9c2d81b7e"' in unknown.told
    assert unknown.told.endswith('(did you mean "3fa9c2d81b7f"?)')


def test_a_cut_article_may_be_gone(tmp_path: Path) -> None:
    assert unknown_articles(read_sheet(write(tmp_path, FULL)), {"3fa9c2d81b7e"}) == ()


def test_the_ledger_is_the_run_sheets(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    later = FULL.replace("2026-11-27", "2026-12-04").replace("aaaaaaaaaaaa", "bbbbbbbbbbbb")
    write(tmp_path, later, "2026-W49")
    assert [s.name for s in read_sheets(tmp_path)] == ["2026-W48", "2026-W49"]
    assert used_articles(tmp_path) == {
        "3fa9c2d81b7e": "2026-W48",
        "aaaaaaaaaaaa": "2026-W48",
        "bbbbbbbbbbbb": "2026-W49",
    }


def test_no_editions_are_an_empty_ledger(tmp_path: Path) -> None:
    assert used_articles(tmp_path / "nowhere") == {}
