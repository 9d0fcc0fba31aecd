"""What extraction makes of whole pages, in numbers below which it must not fall.

Each page has something that misleads one judge or the other; the page's own words,
its structure, or the second judge's have to put it right.
"""

from __future__ import annotations

from statistics import mean

import pytest
from tests.extract.marked_pages import names, read, score

LEAST_WORDS, LEAST_STRUCTURE, LEAST_MEAN = 0.99, 0.99, 0.995
# A poem's last verse cannot be told from the line about the song that stands below it.
LESS = {"ballad": 0.95}


@pytest.mark.parametrize("name", names())
def test_the_article_comes_out_whole_and_alone(name: str) -> None:
    reached = score(name)
    assert reached.words >= LESS.get(name, LEAST_WORDS)
    assert reached.structure >= LEAST_STRUCTURE


def test_the_pages_come_out_well_on_the_whole() -> None:
    reached = [score(name) for name in names()]
    assert len(reached) >= 12
    assert mean(one.words for one in reached) >= LEAST_MEAN
    assert mean(one.structure for one in reached) >= LEAST_MEAN


@pytest.mark.parametrize(
    ("name", "language"), [("german", "de"), ("korean", "ko"), ("japanese", "ja")]
)
def test_pages_in_other_languages_keep_theirs(name: str, language: str) -> None:
    assert read(name).language == language
