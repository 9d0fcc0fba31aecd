"""The last look at composed pages: what is lost, doubled or out of order stops the build."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.makeup.galleys import column_of, paragraph, section, weighed

from pressday.errors import LayoutError
from pressday.layout.makeup import Page, Placed, Strip
from pressday.layout.makeup.whole import check_whole

COPY = weighed(column_of(paragraph(5), Strip(lines=9, floats=True), paragraph(6)), plates=1)
HEAD, PLATE = (Placed("a", f"{part}/1", 0, 0) for part in ("head", "plate"))
ONE, PICTURE, TWO = (
    Placed("a", f"run/0/{strip}", 0, 9, 0, lines) for strip, lines in enumerate((5, 9, 6))
)


def check(*placed: Placed) -> None:
    pages = [Page(placed=placed, marks=(), section=1, white=0)]
    check_whole([section(COPY)], pages)


def test_what_stands_once_in_its_order_is_whole() -> None:
    check(HEAD, PLATE, ONE, PICTURE, TWO)
    check(HEAD, PLATE, PICTURE, ONE, TWO)


@pytest.mark.parametrize(
    "placed",
    [
        (HEAD, PLATE, ONE, PICTURE),
        (HEAD, PLATE, ONE, TWO),
        (HEAD, PLATE, ONE, PICTURE, TWO, TWO),
        (HEAD, PLATE, ONE, PICTURE, PICTURE, TWO),
        (HEAD, PLATE, TWO, PICTURE, ONE),
        (HEAD, PLATE, ONE, PICTURE, replace(TWO, last=5)),
        (HEAD, HEAD, PLATE, ONE, PICTURE, TWO),
        (HEAD, ONE, PICTURE, TWO),
        (HEAD, PLATE, PLATE, ONE, PICTURE, TWO),
    ],
)
def test_what_is_lost_doubled_or_out_of_order_is_refused(placed: tuple[Placed, ...]) -> None:
    with pytest.raises(LayoutError, match="a did not come whole"):
        check(*placed)
