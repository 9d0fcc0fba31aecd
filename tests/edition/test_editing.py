"""Pieces are changed and moved; whatever else stands in the sheet survives byte for byte."""

from __future__ import annotations

import tempfile
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.edition import change_piece, move_piece, read_sheet
from pressday.errors import ConfigError

SHEET = """\
# my week
schema = 1
date = 2026-11-27   # a Friday

[[section]]
name = "News"

# the big one
[[section.piece]]
article = "aaaaaaaaaaaa"   # Sixty papers
headline  =  "Old"   # too long?
weight = "lead"
# keep an eye on it

[[section.piece]]
article = "bbbbbbbbbbbb"

[[section]]
name = "Town"

[[section.piece]]
article = "cccccccccccc"
standfirst = \"\"\"
Two
lines\"\"\"

[[section]]
name = "Later"
# the end
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "2026-W48" / "edition.toml"
    file.parent.mkdir()
    file.write_bytes(SHEET.encode())
    return file


def order(path: Path) -> list[tuple[str, list[str]]]:
    return [(s.name, [p.article[0] for p in s.pieces]) for s in read_sheet(path).sections]


def test_a_value_is_replaced_and_its_comment_stays(path: Path) -> None:
    sheet = change_piece(path, "aaaaaaaaaaaa", {"headline": 'A "new" one'})
    assert sheet.pieces[0].headline == 'A "new" one'
    was = 'headline  =  "Old"   # too long?'
    now = 'headline  =  "A \\"new\\" one"   # too long?'
    assert path.read_text() == SHEET.replace(was, now)


def test_a_new_key_goes_below_the_last_of_its_piece(path: Path) -> None:
    change_piece(path, "bbbbbbbbbbbb", {"cut": True, "layout": "plain"})
    added = 'article = "bbbbbbbbbbbb"\ncut = true\nlayout = "plain"\n'
    assert path.read_text() == SHEET.replace('article = "bbbbbbbbbbbb"\n', added)


def test_a_day_a_point_and_a_quotation_are_written_as_the_sheet_has_them(path: Path) -> None:
    changes: Any = {"date": date(2015, 3, 4), "focus": [0.5, 0.2], "quote": False}
    piece = change_piece(path, "bbbbbbbbbbbb", changes).pieces[1]
    assert (piece.date, piece.focus, piece.quote) == (date(2015, 3, 4), (0.5, 0.2), False)
    assert "date = 2015-03-04\nfocus = [0.5, 0.2]\nquote = false\n" in path.read_text()


def test_none_takes_a_key_out_over_all_its_lines(path: Path) -> None:
    sheet = change_piece(path, "cccccccccccc", {"standfirst": None, "credit": None})
    assert sheet.pieces[2].standfirst is None
    assert path.read_text() == SHEET.replace('standfirst = """\nTwo\nlines"""\n', "")


def test_line_ends_indents_and_a_byte_order_mark_stay(path: Path) -> None:
    text = SHEET.replace('article = "b', '  article = "b').replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    change_piece(path, "bbbbbbbbbbbb", {"weight": "brief"})
    new = text.replace('bbbb"\r\n', 'bbbb"\r\n  weight = "brief"\r\n')
    assert path.read_bytes() == b"\xef\xbb\xbf" + new.encode()


@pytest.mark.parametrize(
    ("article", "changes", "message", "hint"),
    [
        ("aaaaaaaaaaab", {"cut": True}, 'no article "aaaaaaaaaaab" in this', "aaaaaaaaaaaa"),
        ("bbbbbbbbbbbb", {"weight": "leed"}, "weight must be", "lead"),
        ("bbbbbbbbbbbb", {"title": "x"}, 'unknown key "title"', "did you mean"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    path: Path, article: str, changes: Any, message: str, hint: str
) -> None:
    with pytest.raises(ConfigError, match=message) as fault:
        change_piece(path, article, changes)
    assert hint in str(fault.value.hint)
    assert path.read_text() == SHEET


def test_a_piece_moves_before_another_with_its_own_comments(path: Path) -> None:
    move_piece(path, "aaaaaaaaaaaa", before="cccccccccccc")
    assert order(path) == [("News", ["b"]), ("Town", ["a", "c"]), ("Later", [])]
    a = SHEET[SHEET.index("\n# the big") : SHEET.index('\n[[section.piece]]\narticle = "b')]
    c = '\n[[section.piece]]\narticle = "c'
    assert path.read_text() == SHEET.replace(a, "").replace(c, a + c)


def test_a_piece_moves_within_its_section_and_back(path: Path) -> None:
    move_piece(path, "bbbbbbbbbbbb", before="aaaaaaaaaaaa")
    assert order(path)[0] == ("News", ["b", "a"])
    move_piece(path, "bbbbbbbbbbbb", section="News")
    assert path.read_text() == SHEET


def test_a_sheet_without_blank_lines_can_be_read_by_people_afterwards(path: Path) -> None:
    piece = '[[section.piece]]\narticle = "{}"\n'
    head = 'schema = 1\ndate = 2026-11-27\n[[section]]\nname = "News"\n'
    path.write_text(head + piece.format("a") + piece.format("b"))
    move_piece(path, "b", before="a")
    assert path.read_text() == head + "\n" + piece.format("b") + piece.format("a")


def test_a_piece_moves_into_an_empty_section_and_leaves_one(path: Path) -> None:
    move_piece(path, "cccccccccccc", section="Later")
    assert order(path) == [("News", ["a", "b"]), ("Town", []), ("Later", ["c"])]
    assert "# the end\n\n[[section.piece]]" in path.read_text()


def test_where_it_stands_already_nothing_is_written(path: Path) -> None:
    before = path.stat().st_mtime_ns
    move_piece(path, "aaaaaaaaaaaa", before="bbbbbbbbbbbb")
    move_piece(path, "bbbbbbbbbbbb", section="News")
    move_piece(path, "bbbbbbbbbbbb", before="bbbbbbbbbbbb")
    assert path.stat().st_mtime_ns == before


def test_a_section_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(ConfigError, match='no section "Twon"') as fault:
        move_piece(path, "aaaaaaaaaaaa", section="Twon")
    assert fault.value.hint == 'did you mean "Town"?'


def test_pieces_that_are_no_tables_are_refused(path: Path) -> None:
    text = 'schema = 1\ndate = 2026-11-27\nsection = [{name = "N", piece = [{article = "a"}]}]\n'
    path.write_text(text)
    with pytest.raises(ConfigError, match="only be changed where"):
        change_piece(path, "a", {"cut": True})
    assert path.read_text() == text


_BETWEEN = st.sampled_from(["", "\n", "\n\n", "# x\n", "\n# x\n\n", "# a\n\n# b\n"])


@given(st.lists(st.lists(_BETWEEN, max_size=3), min_size=1, max_size=3), st.data())
def test_any_piece_can_be_moved_anywhere_and_no_line_is_lost(
    sections: list[list[str]], data: st.DataObject
) -> None:
    ids: list[str] = []
    text = "schema = 1\ndate = 2026-11-27\n"
    for number, blanks in enumerate(sections):
        text += f'[[section]]\nname = "S{number}"\n'
        for blank in blanks:
            ids.append(f"id{len(ids)}")
            text += f'{blank}[[section.piece]]\narticle = "{ids[-1]}"\n'
    if not ids:
        return
    moved = data.draw(st.sampled_from(ids))
    where = data.draw(
        st.sampled_from([{"before": i} for i in ids])
        | st.integers(0, len(sections) - 1).map(lambda n: {"section": f"S{n}"})
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.toml"
        path.write_text(text)
        move_piece(path, moved, **where)
        new = path.read_text()
    assert sorted(filter(str.strip, new.splitlines())) == sorted(
        filter(str.strip, text.splitlines())
    )
    others = [
        line for line in text.splitlines() if line.startswith("article") and moved not in line
    ]
    assert [line for line in new.splitlines() if line in others] == others
    assert tomllib.loads(new)["schema"] == 1
