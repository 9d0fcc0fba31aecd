"""The script that damages pages: what it changes, and how it counts."""

from __future__ import annotations

from random import Random

import pytest
from benchmarks.losses.__main__ import wilson
from benchmarks.losses.damage import FRESH, KINDS, TUNED
from benchmarks.losses.trying import drawn, written
from tests.extract.stories import page

from pressday.extract.account.fates import Words
from pressday.extract.read import dom


def test_intervals_are_wilsons() -> None:
    assert wilson(9, 10) == "9/10 = 90.0 [59.6, 98.2]"
    assert wilson(0, 0) == "–"


@pytest.mark.parametrize("kind", KINDS)
def test_damage_loses_no_word_and_changes_the_page(kind: str) -> None:
    root = dom.parse(page())
    assert root is not None
    before, words = written(root), sorted(dom.tokens(dom.visible_text(root)))
    rng = Random(3)  # noqa: S311 - what it draws is no secret
    block = drawn(root, Words(dom.visible_text(root)), rng)
    assert block is not None
    KINDS[kind](block, rng)
    assert written(root) != before
    assert sorted(dom.tokens(dom.visible_text(root))) == words


def test_what_is_reported_on_was_not_learned_from() -> None:
    assert not TUNED.keys() & FRESH.keys()
