"""An edition on the number of pages that was asked for, or a word why not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.press.pdf.conftest import prose
from tests.press.pdf.test_write import text_of

from pressday.errors import PagesError
from pressday.limits import PageTarget
from pressday.model import Edition, Spare
from pressday.press.pdf.length import SMALLER, _settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.press.pdf.test_write import Print

    from pressday.model import Image, Piece


@pytest.fixture(scope="module")
def week(
    make_edition: Callable[..., Edition],
    make_piece: Callable[..., Piece],
    make_picture: Callable[..., Image],
) -> Edition:
    """Two pieces with pictures, one without, and one that may fill."""
    pieces = [
        make_piece(f"Piece {n}", prose(14, f"piece{n}-"), image=make_picture(colour))
        for n, colour in enumerate(("plum", "teal"))
    ]
    plain = make_piece("Plain", prose(9, "plain"))
    spare = make_piece("Filler", prose(30, "filler"))
    edition = make_edition(("News", [*pieces, plain]))
    return replace(edition, spares=(Spare(section="News", piece=spare),))


def test_a_multiple_is_reached_and_what_was_done_is_said(
    print_edition: Print, week: Edition
) -> None:
    natural = print_edition(week)
    pages = natural.artifact.pages
    assert pages is not None
    assert any("spare, and not printed" in w for o in natural.said for w in o.warnings)
    asked = print_edition(week, pages=PageTarget(exact=pages + 2))
    assert asked.artifact.pages == pages + 2
    (said,) = [w for o in asked.said for w in o.warnings if "as asked for" in w]
    assert "white" not in said
    assert ("filler1" in text_of(asked.path)) == ("Filler" in said)
    assert [*asked.artifact.spares] == [s.piece.id for s in week.spares if "Filler" in said]


def test_what_cannot_be_reached_is_refused_and_the_earlier_file_stays(
    print_edition: Print, week: Edition
) -> None:
    before = print_edition(week).path
    kept = before.read_bytes()
    with pytest.raises(PagesError, match="cannot be brought to 40 pages") as caught:
        print_edition(week, pages=PageTarget(exact=40))
    assert caught.value.exit_code == 9
    assert "pressday build --pages" in (caught.value.hint or "")
    assert before.read_bytes() == kept


def test_what_would_do_is_named(print_edition: Print, week: Edition) -> None:
    with pytest.raises(PagesError) as caught:
        print_edition(week, pages=PageTarget(exact=5))
    assert caught.value.hint == (
        'cut = true for "Plain" in the run sheet; or take what can be reached: pressday build'
        " --pages 6"
    )


def test_what_is_tried_comes_in_its_order(week: Edition) -> None:
    fewer = [*_settings(week, more=False)]
    assert [s.said for s in fewer] == [
        (), ("2 features set as news",), ("2 features set as news", "texts 3 % smaller"),
    ]  # fmt: skip
    assert [s.scale for s in fewer] == [1, 1, SMALLER]
    assert {p.layout for p in fewer[1].edition.pieces} == {None, "plain"}
    more = [*_settings(week, more=True)]
    assert [len(s.edition.pieces) for s in more] == [3, 3, 4]
    assert 8.8 * SMALLER >= 8.5


@pytest.mark.parametrize(
    ("target", "pages", "nearest"),
    [
        (PageTarget(multiple=4), 21, [20, 24, 16]),
        (PageTarget(multiple=4), 22, [24, 20, 28 - 12]),
        (PageTarget(multiple=4, most=20), 27, [20, 16, 12]),
        (PageTarget(most=12), 15, [12, 11, 10]),
        (PageTarget(exact=24), 21, [24]),
    ],
)
def test_the_nearest_numbers_come_first(target: PageTarget, pages: int, nearest: list[int]) -> None:
    assert target.nearest(pages) == nearest
    assert all(map(target.accepts, nearest))
    assert not target.accepts(pages)
