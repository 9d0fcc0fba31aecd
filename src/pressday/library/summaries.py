"""What lists and plans say of articles, kept beside the records so that no text is read."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, literal_column, or_, select

from pressday.library import records
from pressday.library.tables import ARTICLES, LISTINGS, REVISIONS, SUMMARIES
from pressday.model import Image, Summary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from pressday.model import Article

_OPENING = 80  # words
_OPENING_CHARACTERS = 1500  # of a text that holds so many, and may have no blanks
_HEADING = re.compile("<h[2-4]")
_CAME = (
    select(func.coalesce(func.min(REVISIONS.c.fetched), SUMMARIES.c.fetched))
    .where(REVISIONS.c.article == SUMMARIES.c.article)
    .correlate(SUMMARIES)
    .scalar_subquery()
    .label("came")
)
_PLACE = (
    select(func.min(func.nullif(LISTINGS.c.place, literal_column("0"))))
    .where(LISTINGS.c.article == SUMMARIES.c.article)
    .correlate(SUMMARIES)
    .scalar_subquery()
    .label("place")
)
_AS_THEY_ARE = "source title url site section language kind weight lead".split()


def put(connection: Connection, article: Article) -> None:
    """Keep what there is to say of an article, whose row is there, in place of what was."""
    images = [(i.media, i.media_type, i.width_px, i.height_px) for i in article.images]
    row = {name: getattr(article, name) for name in _AS_THEY_ARE} | {
        "article": article.id,
        "published": article.published and records.stamp(article.published),
        "fetched": records.stamp(article.fetched),
        "images": json.dumps(images, separators=(",", ":")),
        "words": article.body.words,
        "opening": _opening(article),
        "headings": len(_HEADING.findall(article.body.html)),
        "items": article.body.html.count("<li"),
        "guessed": int(article.provenance.get("published") == "guessed"),
        "warnings": json.dumps(article.warnings, ensure_ascii=False, separators=(",", ":")),
    }
    connection.execute(delete(SUMMARIES).where(SUMMARIES.c.article == article.id))
    connection.execute(insert(SUMMARIES).values(row))


def _opening(article: Article) -> str:
    """Return the first words of an article, by which tellings of one event know each other."""
    text = f"{article.standfirst} {article.body.text[:_OPENING_CHARACTERS]}"
    return " ".join(text.split()[:_OPENING])


def newest_first(connection: Connection) -> Iterator[Summary]:
    """Yield all that are copies of none, by the date at which the library knows them."""
    query = (
        select(SUMMARIES, _CAME, _PLACE)
        .join(ARTICLES, ARTICLES.c.id == SUMMARIES.c.article)
        .where(ARTICLES.c.fuller.is_(None))
        .order_by(ARTICLES.c.dated.desc(), ARTICLES.c.id)
    )
    return map(_read, connection.execute(query))


def of(connection: Connection, ids: Collection[str]) -> Iterator[Summary]:
    """Yield those of the articles `ids` that are there, in no order."""
    return map(_read, connection.execute(select(SUMMARIES, _CAME, _PLACE).where(_among(ids))))


def published(connection: Connection, until: date, left_out: Collection[str]) -> Iterator[Summary]:
    """Yield those published until that day (UTC) or undated, the newest first.

    Copies are left out, and those with an id among `left_out`. An undated
    article stands where it was last fetched.
    """
    day = SUMMARIES.c.published
    in_time = day <= _end_of(until)
    query = (
        select(SUMMARIES, _CAME, _PLACE)
        .where(or_(in_time, day.is_(None)))
        .where(_is_no_copy(), ~_among(left_out))
        .order_by(func.coalesce(day, SUMMARIES.c.fetched).desc(), SUMMARIES.c.article)
    )
    return map(_read, connection.execute(query))


def count_after(connection: Connection, day: date, left_out: Collection[str]) -> int:
    """Count those published after `day`, but copies and those with an id among `left_out`."""
    query = select(func.count()).select_from(SUMMARIES)
    later = SUMMARIES.c.published > _end_of(day)
    return connection.scalar(query.where(later, _is_no_copy(), ~_among(left_out))) or 0


def _end_of(day: date) -> str:
    return records.stamp(datetime.combine(day, time.max, UTC))


def _is_no_copy() -> ColumnElement[bool]:
    copies = select(ARTICLES.c.id).where(ARTICLES.c.fuller.is_not(None))
    return SUMMARIES.c.article.not_in(copies)


def revisions(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the present revision of each of the articles `ids` that is there."""
    query = select(ARTICLES.c.id, ARTICLES.c.revision).where(ARTICLES.c.id.in_(_each(ids)))
    return {row.id: row.revision for row in connection.execute(query)}


def _among(ids: Collection[str]) -> ColumnElement[bool]:
    return SUMMARIES.c.article.in_(_each(ids))


def _each(ids: Collection[str]) -> Select[Any]:
    """Return `ids` as rows: any number, which parameters may not be."""
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)


def _read(row: Row[Any]) -> Summary:
    published: str | None = row.published
    return Summary(
        id=row.article,
        source=row.source,
        title=row.title,
        url=row.url,
        site=row.site,
        section=row.section,
        language=row.language,
        published=datetime.fromisoformat(published) if published else None,
        came=datetime.fromisoformat(row.came),
        fetched=datetime.fromisoformat(row.fetched),
        kind=row.kind,
        weight=row.weight,
        lead=row.lead,
        images=tuple(map(_image, _list(row.images))),
        words=row.words,
        opening=row.opening,
        headings=row.headings,
        items=row.items,
        place=row.place or 0,
        guessed=bool(row.guessed),
        warnings=tuple(_list(row.warnings)),
    )


def _list(kept: str) -> Sequence[Any]:
    # Thousands are read at once, and most are empty.
    return () if kept == "[]" else json.loads(kept)


def _image(kept: tuple[str, str, int, int]) -> Image:
    media, media_type, width, height = kept
    return Image(media=media, media_type=media_type, width_px=width, height_px=height)
