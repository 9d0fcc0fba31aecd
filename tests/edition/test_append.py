"""A sheet is only ever added to: what the editor wrote survives byte for byte."""

from __future__ import annotations

import tempfile
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.edition import Proposal, append_pieces, read_sheet
from pressday.errors import ConfigError, WriteError
from pressday.model import Image, Summary

DAY = date(2026, 11, 27)


def proposal(article_id: str, title: str = "A title", **fields: Any) -> Proposal:
    article = Summary(
        id=article_id,
        source="",
        title=title,
        came=datetime(2026, 11, 27, tzinfo=UTC),
        fetched=datetime(2026, 11, 27, tzinfo=UTC),
        words=982,
        **fields,
    )
    return Proposal(article=article)


def append(path: Path, *sections: tuple[str, list[Proposal]]) -> str:
    append_pieces(path, sections, number=48, date=DAY)
    return path.read_bytes().decode()


def test_a_new_sheet_is_made_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "2026-W48" / "edition.toml"
    picture = Image(media="m", media_type="image/png", width_px=9, height_px=9)
    text = append(
        path,
        ("News", [proposal("3fa9c2d81b7e", "Sixty papers", site="Dock St", images=(picture,))]),
    )
    assert 'article = "3fa9c2d81b7e" # Sixty papers · Dock St · 982 words · picture\n' in text
    sheet = read_sheet(path)
    assert (sheet.number, sheet.date, sheet.cover) == (48, DAY, "auto")
    assert [(s.name, [p.article for p in s.pieces]) for s in sheet.sections] == [
        ("News", ["3fa9c2d81b7e"])
    ]


def test_a_title_cannot_break_out_of_its_comment(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    text = append(path, ('N"\n[x]', [proposal("a", 'x\ncut = true\r\x00\x1b[31m "#')]))
    data = tomllib.loads(text)
    assert data["section"] == [{"name": 'N"\n[x]', "piece": [{"article": "a"}]}]
    assert "\x1b" not in text


EDITED = """# my notes
schema = 1
date   = 2026-11-27      # a Friday

[[section]]   # first
name = 'News'

  [[section.piece]]
  article = "a"
  standfirst = \"\"\"
# not a comment
[[section]]
\"\"\"
  # headline = "perhaps"

# The pages from the quarter
[[section]]
name = "Local"
[[section.piece]]
article = "b"
# hold this one

[[section]]
name = "Last"
# nothing yet"""


def test_pieces_go_behind_those_of_their_section(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    path.write_text(EDITED)
    text = append(
        path,
        ("Last", [proposal("e")]),
        ("News", [proposal("c"), proposal("d")]),
        ("New", [proposal("f")]),
        ("Local", [proposal("g")]),
    )
    assert text.startswith(EDITED[: EDITED.index("\n# The pages")])
    assert text.index('article = "d"') < text.index("# The pages from the quarter")
    assert '# The pages from the quarter\n[[section]]\nname = "Local"' in text
    assert text.index("# hold this one") < text.index('article = "g"') < text.index('"Last"')
    ids = [[p.article for p in s.pieces] for s in read_sheet(path).sections]
    assert ids == [["a", "c", "d"], ["b", "g"], ["e"], ["f"]]


def test_a_comment_that_runs_into_a_header_stays_with_it(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    path.write_text(
        "schema=1\ndate=2026-11-27\n"
        '[[section]]\nname="A"\n# below belongs B\n[[section]]\nname="B"\n'
    )
    text = append(path, ("A", [proposal("x")]))
    assert text.index('"x"') < text.index("# below belongs B")


def test_windows_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    old = "\ufeff" + EDITED.replace("\n", "\r\n")
    path.write_bytes(old.encode())
    text = append(path, ("News", [proposal("c")]), ("New", [proposal("d")]))
    assert text.startswith("\ufeff# my notes\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_inline_pieces_are_refused_rather_than_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    old = 'schema = 1\ndate = 2026-11-27\n[[section]]\nname = "A"\npiece = [{ article = "a" }]\n'
    path.write_text(old)
    with pytest.raises(ConfigError, match=r"\[\[section.piece\]\]"):
        append(path, ("A", [proposal("x")]))
    assert path.read_text() == old


def test_a_folder_that_is_a_file_is_a_write_error(tmp_path: Path) -> None:
    (tmp_path / "2026-W48").write_text("in the way")
    with pytest.raises(WriteError) as caught:
        append(tmp_path / "2026-W48" / "edition.toml", ("A", [proposal("x")]))
    assert caught.value.exit_code == 8


def test_nothing_but_the_sheet_is_left_in_the_folder(tmp_path: Path) -> None:
    append(tmp_path / "edition.toml", ("A", [proposal("x")]))
    assert [p.name for p in tmp_path.iterdir()] == ["edition.toml"]


# Any sheet an editor could have typed: comments, blanks and strings between its tables.
_BLANK = st.lists(
    st.sampled_from(["", "  ", "# a comment", "\t# [[section]]", "# 'quote"]), max_size=3
)
_VALUES = st.sampled_from(
    ['headline = "x # y"', "caption = '''\n# in\n\n[[section]]'''", "cut = true", 'credit="é"']
)


@st.composite
def _sheets(draw: st.DrawFn) -> str:
    lines = ["schema = 1", "date = 2026-11-27", *draw(_BLANK)]
    count = draw(st.integers(0, 3))
    for section in range(count):
        lines += ["[[section]]", *draw(_BLANK), f'name = "S{section}"', *draw(_BLANK)]
        for piece in range(draw(st.integers(0, 2))):
            lines += [draw(st.sampled_from(["", "  "])) + "[[section.piece]]", *draw(_BLANK)]
            lines += [f'article = "{section}-{piece}"  # title', *draw(_BLANK)]
            lines += draw(st.lists(_VALUES, unique=True, max_size=2))
            lines += draw(_BLANK)
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


_ADDITIONS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 2)), unique_by=lambda pair: pair[0], max_size=4
)


@settings(max_examples=150, deadline=None)
@given(_sheets(), _ADDITIONS)
def test_whatever_the_editor_wrote_stays_and_stands_in_its_order(
    old: str, additions: list[tuple[int, int]]
) -> None:
    sections = [
        (f"S{number}", [proposal(f"new-{number}-{n}") for n in range(count)])
        for number, count in additions
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.toml"
        path.write_text(old, "utf-8")
        new = append(path, *sections)
    remaining = iter(new.split("\n"))
    assert all(line in remaining for line in old.removesuffix("\n").split("\n"))
    before, after = tomllib.loads(old), tomllib.loads(new)
    there = {
        s["name"]: [p["article"] for p in s.get("piece", [])] for s in after.get("section", [])
    }
    was = {s["name"]: [p["article"] for p in s.get("piece", [])] for s in before.get("section", [])}
    added = {name: [p.article.id for p in pieces] for name, pieces in sections}
    for name, ids in there.items():
        assert ids == was.get(name, []) + added.get(name, [])
    assert set(there) == set(was) | set(added)
