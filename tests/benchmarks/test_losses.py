"""The script that damages pages: what it changes, and how it counts."""

from __future__ import annotations

from random import Random

import pytest
from benchmarks.extraction.corpus import Page
from tests.extract.stories import page

from benchmarks import losses
from pressday.extract.account import Words
from pressday.extract.read import dom


def test_intervals_are_wilsons() -> None:
    assert losses.wilson(9, 10) == "9/10 = 90.0 [59.6, 98.2]"
    assert losses.wilson(0, 0) == "–"


@pytest.mark.parametrize("kind", losses.KINDS)
def test_damage_loses_no_word_and_changes_the_page(kind: str) -> None:
    root = dom.parse(page())
    assert root is not None
    before, words = losses._written(root), sorted(dom.tokens(dom.visible_text(root)))
    rng = Random(3)  # noqa: S311 - what it draws is no secret
    block = losses._drawn(root, Words(dom.visible_text(root)), rng)
    assert block is not None
    losses.KINDS[kind](block, rng)
    assert losses._written(root) != before
    assert sorted(dom.tokens(dom.visible_text(root))) == words


def test_kinds_and_hosts_are_parted() -> None:
    assert not losses.SEEN.keys() & losses.UNSEEN.keys()
    names = [f"https://{letter}.example/a" for letter in "abcdefghijklmnop"]
    halves = {losses.is_first_half(Page(name="x", path=losses.REPO, url=u)) for u in names}
    assert halves == {True, False}
