"""What is pinned and does not stand so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.print.conftest import edition, long, piece

from pressday.errors import PinError
from pressday.layout.makeup import Page, Placed
from pressday.layout.print import lay_out
from pressday.layout.print.book import Flow
from pressday.layout.print.pinned import check_pins
from pressday.layout.theme import Theme


def page(*placed: tuple[str, int]) -> Page:
    parts = tuple(Placed(name, "run/0/0", 0, line, 0, 9) for name, line in placed)
    return Page(placed=parts, marks=(), section=1, white=0)


def flows(**pins: object) -> list[Flow]:
    return [Flow(name="a-1", html=""), Flow(name="a-2", html="", **pins)]  # type: ignore[arg-type]


def test_pieces_that_stand_as_pinned_are_no_fault() -> None:
    check_pins(flows(starts_page=True), [page(("a-1", 0)), page(("a-2", 0))])
    check_pins(flows(beside="a-1"), [page(("a-1", 0), ("a-2", 20))])


@pytest.mark.parametrize(
    ("pins", "pages", "message"),
    [
        ({"starts_page": True}, [page(("a-1", 0), ("a-2", 20))], "the piece cannot start a page"),
        ({"beside": "a-1"}, [page(("a-1", 0)), page(("a-2", 0))], 'beside = "1": no page takes'),
    ],
)
def test_a_piece_that_does_not_stand_as_pinned_is_named(
    pins: dict[str, object], pages: list[Page], message: str
) -> None:
    with pytest.raises(PinError, match=message) as caught:
        check_pins(flows(**pins), pages)
    assert caught.value.where == "2"
    assert caught.value.exit_code == 5


def test_a_brief_cannot_be_pinned() -> None:
    brief = piece("Brief", weight="brief", words=40)
    for one, other in (
        (replace(brief, starts_page=True), long("Long")),
        (brief, replace(long("Long"), beside=brief.id)),
    ):
        with pytest.raises(PinError, match="brief"):
            lay_out(edition(("News", [one, other])), Theme(), "A4")
