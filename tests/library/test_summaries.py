"""What lists and plans are told of articles, without a look at their texts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, update

from pressday.body import Body
from pressday.library import Library
from pressday.library.tables import ARTICLES, SUMMARIES
from pressday.model import Draft, DraftImage, Image

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pressday.library import Saved
    from pressday.model import Article, Summary

    Save = Callable[..., Saved]
    Prose = Callable[..., str]

PICTURE = "https://paper.example/ship.jpg"
FACTS = "id source title url site section language published fetched kind weight lead".split()
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EVER = date.max


def agrees(summary: Summary, article: Article) -> bool:
    """Tell whether a summary says what its article says."""
    sizes = [(i.media, i.media_type, i.width_px, i.height_px) for i in article.images]
    return (
        all(getattr(summary, name) == getattr(article, name) for name in FACTS)
        and [(i.media, i.media_type, i.width_px, i.height_px) for i in summary.images] == sizes
        and summary.warnings == article.warnings
        and summary.words == article.body.words
    )


def spoil(library: Library, *, but: Collection[str] = ()) -> None:
    """Make every record unreadable, and the summaries of all articles `but` some."""
    with library._write() as connection:
        connection.execute(update(ARTICLES).values(record="{"))
        others = SUMMARIES.c.article.not_in(but)
        if but:
            connection.execute(update(SUMMARIES).where(others).values(images="{"))


def test_a_summary_has_the_best_place_that_a_source_gave(library: Library, save: Save) -> None:
    for source, place in (("Wire", 7), ("Gazette", 2), ("Folder", 0)):
        saved = save("a", "text", source=source, listed={"place": place})
    other = save("b", "other", source="Folder").article.id
    told = library.summaries([saved.article.id, other])
    assert (told[saved.article.id].place, told[other].place) == (2, 0)


def test_a_summary_has_the_opening_and_the_build_of_the_text(library: Library, save: Save) -> None:
    text = "<h2>Ink</h2><h3>Type</h3><ul><li>One</li><li>Two</li></ul>" + "<p>word </p>" * 200
    saved = save("a", "", body=text, standfirst="What it weighs.", published=NOON,
                 provenance={"published": "guessed"})  # fmt: skip
    summary = library.summaries([saved.article.id])[saved.article.id]
    assert (summary.headings, summary.items, summary.guessed) == (2, 2, True)
    assert summary.opening.startswith("What it weighs. Ink Type One Two word")
    assert len(summary.opening.split()) == 80


def test_a_summary_says_what_the_article_says(library: Library, save: Save, prose: Prose) -> None:
    media = library.put_picture(b"p", "image/jpeg")
    ship = Image(media=media, media_type="image/jpeg", width_px=900, height_px=600, alt="A ship")
    saved = save(
        "a",
        "",
        body=f'<h2>One two</h2><p>{prose(1, 40)}</p><p>東京の新聞</p><img src="{PICTURE}">',
        images=(DraftImage(url=PICTURE),),
        lead=PICTURE,
        pictures={PICTURE: ship},
        url="https://paper.example/a",
        site="Ö & Co",
        section="News",
        language="en",
        published=NOON,
        kind="interview",
        weight="feature",
        warnings=("short", "Ö"),
    )
    (summary,) = library.listed()
    assert agrees(summary, saved.article)
    assert (summary.words, summary.warnings) == (45, ("short", "Ö"))
    assert library.summaries([saved.article.id, "none"]) == {summary.id: summary}


def test_a_changed_article_s_summary_changes_with_it(save: Save, library: Library) -> None:
    save("a", "one two three")
    changed = save("a", "one two three four", site="Elsewhere").article
    (summary,) = library.listed()
    assert agrees(summary, changed)
    assert (summary.words, summary.site) == (4, "Elsewhere")


def test_a_removed_article_has_no_summary(save: Save, library: Library) -> None:
    library.remove(save("a", "one two three").article.id)
    assert list(library.listed()) == []
    assert list(library.published(EVER)) == []


def test_a_list_has_the_same_articles_in_the_same_order_as_the_library(
    library: Library, save: Save, prose: Prose
) -> None:
    for seed in range(12):
        day = NOON + timedelta(days=seed * 5 % 7) if seed % 3 else None
        save(f"piece {seed}", prose(seed), published=day, at=NOON + timedelta(hours=seed))
    save("copy", prose(3)[:600], source="Other")
    for asked in ([], ["piece"], ["piece", "7"], ["copy"], ["zeppelin"]):
        listed = [summary.id for summary in library.listed(asked)]
        assert listed == [article.id for article in library.articles(asked)], asked
    assert len(list(library.listed())) == 12


def test_no_text_is_read_for_a_list_or_a_plan(library: Library, save: Save, prose: Prose) -> None:
    saved = save("a", prose(1)).article
    spoil(library)
    assert [summary.words for summary in library.listed()] == [300]
    assert [summary.words for summary in library.published(EVER)] == [300]
    assert library.summaries([saved.id])[saved.id].words == 300


def test_a_list_is_read_while_it_is_taken(library: Library, save: Save, prose: Prose) -> None:
    newest = save("new", prose(1), published=NOON).article
    save("old", prose(2), published=NOON - timedelta(days=1))
    spoil(library, but=[newest.id])
    assert next(library.listed()).id == newest.id


def test_a_plan_reads_only_what_it_can_propose(library: Library, save: Save, prose: Prose) -> None:
    put = partial(save, published=NOON)
    wanted = put("wanted", prose(1)).article.id
    undated = save("undated", prose(2)).article.id
    used = put("used", prose(3)).article.id
    put("copy", prose(1)[:600], source="Other")
    put("to come", prose(5), published=NOON + timedelta(days=9))
    spoil(library, but=[wanted, undated])
    day = NOON.date()
    found = {summary.id for summary in library.published(day, [used])}
    assert found == {wanted, undated}


MIDNIGHTS = [datetime(2026, 11, day, tzinfo=UTC) for day in (20, 21, 27, 28)]
MOMENTS = [None, NOON, *MIDNIGHTS, *(night - timedelta(microseconds=1) for night in MIDNIGHTS)]
TEXTS = [" ".join(f"{start}{n}" for n in range(80)) for start in "abcdef"]
texts = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.sampled_from([80, 60]), st.sampled_from(MOMENTS)),
    max_size=8,
)


def proposable(library: Library, until: date, used: Collection[str]) -> list[str]:
    """Return what a plan could take, newest first, told from the whole of each article."""

    def is_in_time(article: Article) -> bool:
        day = article.published and article.published.date()
        return day is None or (day <= until)

    def age(article: Article) -> tuple[float, str]:
        return -(article.published or article.fetched).timestamp(), article.id

    candidates = [a for a in library.articles() if a.id not in used and is_in_time(a)]
    return [article.id for article in sorted(candidates, key=age)]


@settings(max_examples=25, deadline=None)
@given(texts, st.sets(st.integers(0, 7)))
def test_what_a_plan_may_take_is_what_the_articles_themselves_say(
    given: list[tuple[str, int, datetime | None]], used: set[int]
) -> None:
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        ids = []
        for number, (text, length, moment) in enumerate(given):
            body = Body(f"<p>{' '.join(text.split()[:length])}</p>")
            draft = Draft(identity=str(number), title=str(number), body=body, published=moment)
            at = NOON + timedelta(hours=number)
            saved = library.add(draft, {}, raw=b"x", media_type="text/plain", fetched=at)
            ids.append(saved.article.id)
        left_out = {ids[number] for number in used if number < len(ids)}
        until = date(2026, 11, 27)
        found = [summary.id for summary in library.published(until, left_out)]
        assert found == proposable(library, until, left_out)


def test_more_articles_than_a_statement_has_parameters_can_be_left_out(
    library: Library, save: Save, prose: Prose
) -> None:
    save("a", prose(1))
    many = [f"{number:012x}" for number in range(300_000)]
    assert len(list(library.published(EVER, many))) == 1
    assert library.summaries(many) == {}


def test_a_list_is_put_in_order_without_the_long_rows(library: Library) -> None:
    """The rows of records are told from an index: no text's pages are read with them."""
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(told[2])

    event.listen(library._database.engine, "before_cursor_execute", note)
    assert list(library.listed()) == []
    event.remove(library._database.engine, "before_cursor_execute", note)
    with library._read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[-1]}").all()
    steps = [row.detail for row in plan]
    assert any("COVERING INDEX articles_listed" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)
