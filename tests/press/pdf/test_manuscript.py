"""A flow is known by what decides how it looks, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pressday.press.pdf.manuscript import Copy

COPY = Copy(
    name="a-1", html="<p>Ink</p>", stylesheet="p { color: red }", pictures={"ab": Path("/x/ab.jpg")}
)  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"html": "<p>Ink.</p>"},
        {"stylesheet": "p { color: blue }"},
        {"pictures": {"cd": Path("/x/cd.jpg")}},
        {"pictures": {}},
        {"long_side_px": 900},
        {"quality": 60},
    ],
)
def test_another_look_is_another_key(change: dict[str, object]) -> None:
    assert replace(COPY, **change).key() != COPY.key()  # type: ignore[arg-type]


def test_neither_name_nor_folder_make_another_key() -> None:
    moved = replace(COPY, name="b", pictures={"ab": Path("/elsewhere/ab.jpg")})
    assert moved.key() == COPY.key()
    pictures = {"ab": Path("/x/ab.jpg"), "cd": Path("/x/cd.jpg")}
    turned = dict(reversed(pictures.items()))
    assert replace(COPY, pictures=pictures).key() == replace(COPY, pictures=turned).key()


def test_text_that_moves_into_the_style_makes_another_key() -> None:
    one, other = (
        Copy(name="a", html="ab", stylesheet="c"),
        Copy(name="a", html="a", stylesheet="bc"),
    )
    assert one.key() != other.key()
