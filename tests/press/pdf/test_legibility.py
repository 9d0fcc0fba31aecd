"""What no packaged font can print is left out, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.press.pdf.conftest import SENTENCE

from pressday.errors import LayoutError
from pressday.model import Spare
from pressday.press.pdf.legibility import legible, unprintable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Edition, Piece

    Make = tuple[Callable[..., Edition], Callable[..., Piece]]

HANGUL = "인쇄기는 아침 여섯 시에 시작된다. "


@pytest.fixture
def make(make_edition: Callable[..., Edition], make_piece: Callable[..., Piece]) -> Make:
    return make_edition, make_piece


def test_pieces_in_an_unknown_script_are_no_part_of_the_paper_and_their_sections_go_with_them(
    make: Make,
) -> None:
    edition, piece = make
    read, unread = piece("Read", f"<p>{SENTENCE * 9}</p>"), piece("Unread", f"<p>{HANGUL * 9}</p>")
    kept = legible(edition(("News", [read, unread]), ("Seoul", [unread])))
    assert [(s.name, [p.headline for p in s.pieces]) for s in kept.sections] == [("News", ["Read"])]


def test_spare_pieces_in_an_unknown_script_fill_no_page_and_are_told(make: Make) -> None:
    edition, piece = make
    read, unread = piece("Read", f"<p>{SENTENCE * 9}</p>"), piece("Unread", f"<p>{HANGUL * 9}</p>")
    spares = tuple(Spare(section="News", piece=p) for p in (unread, read))
    made = edition(("News", [read]), spares=spares)
    assert legible(made).spares == spares[1:]
    assert [o.subject for o in unprintable(made)] == ["Unread"]


def test_a_word_in_an_unknown_script_keeps_no_piece_off_the_paper(make: Make) -> None:
    edition, piece = make
    made = edition(("News", [piece("Word", f"<p>{SENTENCE * 9} 인쇄</p>")]))
    assert legible(made) == made
    ((subject, (warning,)),) = [(o.subject, o.warnings) for o in unprintable(made)]
    assert subject == "Word"
    assert warning.endswith("left out on paper")


def test_a_piece_left_out_is_told_with_where_it_can_be_read(make: Make) -> None:
    edition, piece = make
    ((subject, (warning,)),) = [
        (o.subject, o.warnings)
        for o in unprintable(edition(("News", [piece("Unread", f"<p>{HANGUL * 9}</p>")])))
    ]
    assert subject == "Unread"
    assert " more: " in warning
    assert warning.endswith("the piece is left out of the PDF, the EPUB has it")


def test_an_edition_of_which_nothing_can_be_printed_is_an_error_with_advice(make: Make) -> None:
    edition, piece = make
    with pytest.raises(LayoutError, match="no piece can be printed") as caught:
        legible(edition(("News", [piece("Unread", f"<p>{HANGUL * 9}</p>")])))
    assert caught.value.hint == "the EPUB can show them: pressday build --format epub"


def test_pictographs_keep_no_piece_off_the_paper(make: Make) -> None:
    edition, piece = make
    made = edition(("News", [piece("Smile", "<p>Yes 🙂🙂🙂🙂🙂🙂</p>")]))
    assert legible(made) == made


def test_the_editions_own_words_are_looked_at(make: Make) -> None:
    edition, piece = make
    made = edition(("뉴스", [piece("Read", f"<p>{SENTENCE}</p>")]))
    assert [(o.subject, "뉴" in o.warnings[0]) for o in unprintable(made)] == [(made.name, True)]
