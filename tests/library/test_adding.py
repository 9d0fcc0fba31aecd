"""What becomes of a draft that a source lists again, or that two sources list."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pressday.body import Body
from pressday.library import Library, Listing, Seen
from pressday.library.adding import SHORTER
from pressday.library.records import article_id, number
from pressday.library.tables import ARTICLES, SAMPLES
from pressday.model import Draft, DraftImage, Image

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.library import Saved

    Save = Callable[..., Saved]
    Prose = Callable[..., str]

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_an_entry_leads_to_the_article_it_became(
    library: Library, save: Save, prose: Prose
) -> None:
    saved = save("a", prose(1), listed={"key": "guid", "mark": "1", "complete": False})
    assert library.seen("Wire", "guid") == Seen(article=saved.article.id, mark="1", complete=False)
    assert library.seen("Wire", "other") is None
    assert library.seen("Other", "guid") is None
    save("a", prose(1), listed={"key": "guid", "mark": "2"})
    assert library.seen("Wire", "guid") == Seen(article=saved.article.id, mark="2", complete=True)


def test_an_entry_whose_link_changed_is_still_the_same_article(
    library: Library, save: Save, prose: Prose
) -> None:
    first = save("a", prose(1), listed={"key": "guid"}).article
    moved = save("moved", prose(1) + " and more", listed={"key": "guid"})
    assert (moved.status, moved.article.id) == ("updated", first.id)
    assert library.article(first.id, first.revision) == first
    assert library.ids() == {first.id}


def test_an_entry_with_a_new_text_under_its_old_title_is_the_same_article(
    save: Save, prose: Prose
) -> None:
    first = save("a", prose(1), listed={"key": "guid"}, title="Harbour").article
    moved = save("b", prose(2), listed={"key": "guid"}, title="Harbour")
    assert (moved.status, moved.article.id) == ("updated", first.id)


def test_a_key_that_its_source_uses_for_another_text_makes_another_article(
    library: Library, save: Save, prose: Prose
) -> None:
    first = save("a", prose(1), listed={"key": "1"})
    second = save("b", prose(2), listed={"key": "1"})
    assert [first.status, second.status] == ["new", "new"]
    seen = library.seen("Wire", "1")
    assert seen is not None
    assert seen.article == second.article.id != first.article.id


@pytest.mark.parametrize("full_first", [True, False])
def test_two_feeds_with_one_link_never_take_turns(
    library: Library, save: Save, prose: Prose, *, full_first: bool
) -> None:
    """The fuller text wins; collected three times nothing changes any more."""
    texts = {"Full": prose(1), "Short": prose(1)[:700]}
    order = sorted(texts, reverse=not full_first)
    rounds = [
        [save("a", texts[name], source=name, section=name).status for name in order]
        for _ in range(3)
    ]
    second = "unchanged" if full_first else "updated"
    assert rounds == [["new", second], ["unchanged"] * 2, ["unchanged"] * 2]
    (article,) = library.articles(copies=True)
    assert texts["Full"] in article.body.html
    assert (article.source, article.section) == (order[0], order[0])


def test_a_change_in_the_shorter_feed_does_not_shorten_the_article(
    save: Save, prose: Prose
) -> None:
    save("a", prose(1)[:700], source="Short")
    save("a", prose(1), source="Full")
    assert save("a", prose(1)[:600], source="Short").status == "unchanged"
    changed = save("a", prose(1) + " corrected", source="Full")
    assert (changed.status, changed.article.source) == ("updated", "Short")
    assert save("a", prose(1)[:600], source="Short").status == "unchanged"


def test_two_feeds_with_equal_texts_and_other_dates_never_take_turns(
    library: Library, save: Save, prose: Prose
) -> None:
    days = {"A": 1, "B": 2}
    statuses = [
        save("a", prose(1), source=name, published=datetime(2026, 11, day, tzinfo=UTC)).status
        for _ in range(3)
        for name, day in days.items()
    ]
    assert statuses == ["new", *["unchanged"] * 5]
    assert library.articles()[0].published == datetime(2026, 11, 1, tzinfo=UTC)


def test_a_text_cut_short_does_not_replace_the_fuller_one(
    library: Library, save: Save, prose: Prose
) -> None:
    first = save("a", prose(1)).article
    cut = save("a", prose(1)[:700])
    assert (cut.status, cut.warnings) == ("unchanged", (SHORTER,))
    assert library.article(first.id) == first
    assert save("a", prose(1)[:700]).warnings == ()  # said once


def test_a_shorter_text_that_was_written_anew_does(save: Save, prose: Prose) -> None:
    save("a", prose(1))
    assert save("a", prose(2, 100)).status == "updated"
    assert save("a", prose(2, 80)).status == "updated"  # not much shorter


def test_what_the_editor_adds_by_hand_stands(library: Library, save: Save, prose: Prose) -> None:
    save("a", prose(1), section="News")
    by_hand = save("a", prose(2, 250), source="")
    assert (by_hand.status, by_hand.article.source) == ("updated", "Wire")
    assert save("a", prose(1), section="News").status == "unchanged"
    assert prose(2, 250) in library.articles()[0].body.html


def test_a_new_source_name_in_a_file_s_front_matter_counts(save: Save, prose: Prose) -> None:
    save("a", prose(1), source="articles", title="One")
    save("a", prose(1), source="articles", title="Two")
    assert save("a", prose(1) + " more", source="articles").article.source == "articles"


@pytest.mark.parametrize("length", [300, 10])
def test_pictures_that_failed_for_now_take_none_away(
    library: Library, save: Save, prose: Prose, length: int
) -> None:
    url = "https://paper.example/p.jpg"
    media = library.put_picture(b"p", "image/jpeg")
    image = Image(media=media, media_type="image/jpeg", width_px=6, height_px=4)
    body = (
        f'<p>{prose(1, length)}</p><figure><img src="{url}" alt="A ship">'
        "<figcaption>At dawn</figcaption></figure>"
    )
    given = {"body": body, "images": (DraftImage(url=url),)}
    first = save("a", "", pictures={url: image}, **given).article
    failed = save("a", "", listed={"complete": False, "mark": "2"}, **given)
    assert (failed.status, failed.article) == ("unchanged", first)
    seen = library.seen("Wire", "a")
    assert seen is not None
    assert not seen.complete
    gone = save("a", "", listed={"mark": "3"}, **given)
    assert (gone.status, gone.article.images) == ("updated", ())


def test_a_removed_article_s_entries_are_forgotten(
    library: Library, save: Save, prose: Prose
) -> None:
    saved = save("a", prose(1))
    library.remove(saved.article.id)
    assert library.seen("Wire", "a") is None
    assert save("a", prose(1)).status == "new"


WORDS = [f"word{number}" for number in range(240)]
TEXTS = [
    " ".join(WORDS[start : start + length]) for start in (0, 120) for length in (5, 45, 70, 120)
]
SOURCES = ["A", "B", "C"]
offers = st.dictionaries(
    st.tuples(st.sampled_from(SOURCES), st.sampled_from("12")),
    st.tuples(st.sampled_from("xyz"), st.sampled_from(TEXTS)),
    max_size=6,
)


def collected(library: Library, listed: dict[tuple[str, str], tuple[str, str]]) -> set[str]:
    """Add what sources list, as one collection does, and return what became of it."""
    statuses: set[str] = set()
    for (source, key), (identity, text) in listed.items():
        draft = Draft(identity=identity, title=identity, body=Body(f"<p>{text}</p>"), source=source)
        listing = Listing(source=source, key=key)
        raw = text.encode()
        saved = library.add(
            draft, {}, raw=raw, media_type="text/plain", fetched=NOON, listing=listing
        )
        statuses.add(saved.status)
    return statuses


@settings(max_examples=15, deadline=None)
@given(st.lists(offers, min_size=1, max_size=3), st.sampled_from("xyz"))
def test_whatever_sources_list_the_library_comes_to_rest_and_is_sound(
    weeks: list[dict[tuple[str, str], tuple[str, str]]], removed: str
) -> None:
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        for week in weeks:
            collected(library, week)
            collected(library, week)
            assert collected(library, week) <= {"unchanged"}
        library.remove(article_id(removed))
        with library._read() as connection:
            rows = {row.id: row for row in connection.execute(ARTICLES.select())}
            sampled = set(connection.scalars(select(SAMPLES.c.article)))
        for row in rows.values():
            assert row.fuller is None or rows[row.fuller].fuller is None
            assert row.fuller is None or rows[row.fuller].size >= row.size
        assert sampled <= {number(row) for row in rows}
        assert {a.id for a in library.articles()} == {i for i in rows if not rows[i].fuller}
