"""Copies across sources and weeks: the fullest stands, the others are listed, nothing is lost."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.library import Library, Saved

    Save = Callable[..., Saved]
    Prose = Callable[..., str]


def names(library: Library, *, copies: bool = False) -> set[str]:
    return {article.title for article in library.articles(copies=copies)}


def test_a_truncated_copy_knows_its_fuller_version(
    library: Library, save: Save, prose: Prose
) -> None:
    full = save("full", prose(1)).article
    cut = save("cut", prose(1)[:600], source="Other")
    assert (cut.status, cut.copy_of) == ("new", full.id)
    assert names(library) == {"full"}
    assert names(library, copies=True) == {"full", "cut"}
    assert library.copies() == {full.id: (cut.article.id,)}


def test_a_fuller_version_that_comes_later_takes_the_place(
    library: Library, save: Save, prose: Prose
) -> None:
    cut = save("cut", prose(1)[:600], source="Other").article
    full = save("full", prose(1))
    assert full.copy_of == ""
    assert names(library) == {"full"}
    assert library.copies() == {full.article.id: (cut.id,)}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_arrival_does_not_matter(
    library: Library, save: Save, prose: Prose, order: tuple[int, ...]
) -> None:
    lengths = (60, 120, 200, 300)
    for number in order:
        text = " ".join(prose(1).split()[: lengths[number]])
        save(f"{lengths[number]} words", text, source=f"Paper {number}")
    assert names(library) == {"300 words"}
    (copies,) = library.copies().values()
    titles = [article.title for i in copies if (article := library.article(i))]
    assert titles == ["200 words", "120 words", "60 words"]


def test_texts_about_other_things_are_no_copies(library: Library, save: Save, prose: Prose) -> None:
    for seed in range(20):
        save(f"piece {seed}", prose(seed), source=f"Paper {seed}")
    assert library.copies() == {}


def test_a_series_with_a_common_introduction_is_no_row_of_copies(
    library: Library, save: Save, prose: Prose
) -> None:
    furniture = prose(99, 150)
    for seed in range(3):
        save(f"episode {seed}", f"{furniture} {prose(seed, 80)}")
    assert names(library) == {"episode 0", "episode 1", "episode 2"}


def test_an_updated_article_under_another_address_of_its_site_is_the_same(
    library: Library, save: Save, prose: Prose
) -> None:
    old = save("a", f"{prose(1, 200)} {prose(2, 100)}", title="Harbour").article
    new = save("b", f"{prose(1, 200)} {prose(3, 150)}", title="Harbour").article
    assert library.copies() == {new.id: (old.id,)}
    assert library.article(old.id) == old


def test_the_same_short_notice_in_two_feeds_is_a_copy(library: Library, save: Save) -> None:
    first = save("a", "The library stays closed on Monday.", title="Closed").article
    again = save("b", "The library stays closed on Monday.", title="Closed", source="Other")
    other = save("c", "The library stays closed on Friday.", title="Closed", source="Other")
    assert (again.copy_of, other.copy_of) == (first.id, "")
    assert len(library.articles()) == 2


def test_a_text_that_holds_two_others_stands_for_both(
    library: Library, save: Save, prose: Prose
) -> None:
    parts = [save(f"part {n}", prose(n), source=f"Paper {n}").article.id for n in (1, 2)]
    whole = save("whole", f"{prose(1)} {prose(2)}", source="Digest").article
    assert library.copies() == {whole.id: tuple(sorted(parts))}
    assert names(library) == {"whole"}


def test_a_changed_article_leaves_the_group_it_no_longer_belongs_to(
    library: Library, save: Save, prose: Prose
) -> None:
    save("full", prose(1))
    save("cut", prose(1)[:600], source="Other")
    save("cut", prose(2), source="Other")
    assert names(library) == {"full", "cut"}


def test_an_article_that_grows_past_its_fuller_version_becomes_it(
    library: Library, save: Save, prose: Prose
) -> None:
    save("full", prose(1, 300))
    grown = save("cut", prose(1, 300)[:600], source="Other").article
    save("cut", prose(1, 400), source="Other")
    assert {a.id for a in library.articles()} == {grown.id}


def test_when_the_fullest_goes_the_next_one_stands_for_the_others(
    library: Library, save: Save, prose: Prose
) -> None:
    full = save("full", prose(1)).article
    for length in (1200, 800):
        save(f"{length}", prose(1)[:length], source=f"Paper {length}")
    assert library.remove(full.id)
    assert names(library) == {"1200"}
    assert library.remove(library.articles()[0].id)
    assert names(library) == {"800"}
    assert library.copies() == {}


def test_a_removed_text_is_found_no_more(library: Library, save: Save, prose: Prose) -> None:
    library.remove(save("full", prose(1)).article.id)
    assert save("again", prose(1), source="Other").copy_of == ""
    assert library.remove(library.articles()[0].id)
    with library._read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM samples").scalar() == 0


def test_copies_are_found_among_many_articles(library: Library, save: Save, prose: Prose) -> None:
    for seed in range(60):
        save(f"piece {seed}", prose(seed, 200), source=f"Paper {seed % 7}")
    for seed in range(0, 60, 10):
        words = prose(seed, 200).split()
        changed = [w if n % 12 else "else" for n, w in enumerate(words[:120])]
        saved = save(f"copy {seed}", " ".join(changed), source="Agency")
        article = library.article(saved.copy_of)
        assert article is not None
        assert article.title == f"piece {seed}"
