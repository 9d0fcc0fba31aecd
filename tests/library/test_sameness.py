"""What two texts have in common: wire copies, excerpts, and what only looks like them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.library import sameness
from pressday.library.sameness import COPY, containment, rate, read, sample

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_wire_copy_with_other_words_and_a_tail_is_a_copy(prose: Callable[..., str]) -> None:
    words = prose(1).split()
    draw = random.Random(2)  # noqa: S311 - text, not a secret
    changed = [word if draw.random() > 0.08 else "else" for word in words]
    copy = read("Another title", " ".join(changed) + prose(3, 30))
    assert containment(read("Title", prose(1)), copy) > COPY


@pytest.mark.parametrize("length", [45, 90, 180])
def test_the_beginning_of_a_text_is_a_copy_of_it(prose: Callable[..., str], length: int) -> None:
    full = read("Title", prose(1, 600))
    cut = read("Other", " ".join(prose(1, 600).split()[:length]))
    assert containment(full, cut) == containment(cut, full) == 1


def test_texts_about_other_things_have_nothing_in_common(prose: Callable[..., str]) -> None:
    assert containment(read("Title", prose(1)), read("Title", prose(2))) == 0


def test_a_round_up_is_no_fuller_version_of_its_pieces(prose: Callable[..., str]) -> None:
    pieces = [prose(seed, 80) for seed in range(5)]
    round_up = read("The week", prose(9, 100) + " " + " ".join(pieces))
    assert all(containment(read("A piece", piece), round_up) < COPY for piece in pieces)


def test_an_excerpt_from_the_middle_is_a_copy_under_the_same_title(
    prose: Callable[..., str],
) -> None:
    full = prose(1, 600)
    excerpt = " ".join(full.split()[300:400])
    assert containment(read("Title", full), read("title", excerpt)) == 1
    assert containment(read("Title", full), read("Other", excerpt)) < COPY


def test_of_a_text_over_three_times_as_long_only_the_start_is_looked_at(
    prose: Callable[..., str],
) -> None:
    full = prose(1, 350)
    words = full.split()
    near, far = (" ".join(words[150 : 150 + length]) for length in (120, 110))
    assert containment(read("Title", full), read("Other", near)) == 1
    assert containment(read("Title", full), read("Other", far)) < COPY


def test_case_accents_and_punctuation_do_not_matter(prose: Callable[..., str]) -> None:
    text = prose(1, 60)
    shouted = text.upper().replace("O", "Ö").replace(" ", ", ")
    assert containment(read("T", text), read("T", shouted)) == 1


def test_a_short_text_is_a_copy_of_its_equal_alone(prose: Callable[..., str]) -> None:
    short = prose(1, 39)
    assert containment(read("Title", short), read("Title", short)) == 1
    assert containment(read("Title", short), read("Other", short)) == 0
    assert containment(read("Title", short), read("Title", f"{short} more")) == 0
    assert containment(read("Title", short), read("Title", prose(1, 300))) == 0


def test_a_title_without_text_is_like_nothing() -> None:
    assert read("Picture of the day", "").size == 0
    assert containment(read("Picture of the day", ""), read("Picture of the day", "")) == 0


def test_scripts_without_blanks_are_compared_by_their_characters() -> None:
    draw = random.Random(1)  # noqa: S311 - text, not a secret
    text = "".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(400))
    other = "".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(400))
    changed = text[:100] + other[:5] + text[105:]
    assert containment(read("題", text), read("題", changed)) > 0.9
    assert containment(read("題", text), read("題", text[:120])) == 1
    assert containment(read("題", text), read("題", other)) == 0
    assert read("題", text[:79]).size == 1


def test_the_hash_of_a_shingle_never_changes() -> None:
    """Libraries on disk are full of it."""
    text = " ".join(f"word{number}" for number in range(40))
    assert read("Title", text).shingles[:2] == (9178271215895572346, 4883438725826261082)


@given(st.integers(min_value=0, max_value=1_000_000))
def test_a_rate_leaves_enough_samples_and_divides_every_sparser_one(size: int) -> None:
    step = rate(size)
    assert step & (step - 1) == 0
    assert step == 1 or size / step >= sameness.ENOUGH
    assert step <= sameness.SPARSEST or size / step >= sameness.MOST
    assert size / step < 2 * sameness.MOST


def test_the_sample_of_a_sparser_text_is_part_of_a_denser_ones(prose: Callable[..., str]) -> None:
    full = prose(1, 600)
    long, short = read("T", full), read("T", " ".join(full.split()[:60]))
    common = set(long.shingles) & set(short.shingles)
    assert sample(long) & common <= sample(short)
    assert len(sample(short)) > len(short.shingles) // 2


texts = st.text(st.sampled_from("ab \n漢字é."), max_size=300)


@given(texts, texts)
def test_containment_is_a_share_and_does_not_depend_on_the_order(one: str, other: str) -> None:
    first, second = read("T", one), read("T", other)
    share = containment(first, second)
    assert 0 <= share <= 1
    if first.size != second.size:
        assert share == containment(second, first)
    assert containment(first, first) == (1 if first.size else 0)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(-(2**63) <= shingle < 2**63 for shingle in read(text, text).shingles)
