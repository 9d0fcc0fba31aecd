"""Finds the articles that say the same, and remembers which of them is the fullest.

A *group* is one article that is the fullest and those that are its copies: each
copy's `fuller` names it. An index of sampled shingles proposes candidates; what
the texts have in common decides (`sameness.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, text, update

from pressday.library import sameness
from pressday.library.records import from_number, from_record, number
from pressday.library.tables import ARTICLES, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Row

    from pressday.library.sameness import Text

_LIKELY = 0.25  # share of the shorter text, by the samples, that is worth a look at the texts
_LOOKS = 8  # texts that are looked at for one article
_MOST = 500  # candidates; in a huge library many texts share a turn of phrase or two
_FEWEST = 2  # samples that a candidate has in common with a text; one may be a turn of phrase


def create_index(connection: Connection) -> None:
    """Make the index of shingles; a step of the migrations."""
    # Without a row number of its own a row is half the size.
    connection.execute(
        text(
            "CREATE TABLE samples (shingle BIGINT NOT NULL, article BIGINT NOT NULL,"
            " PRIMARY KEY (shingle, article)) WITHOUT ROWID"
        )
    )


def text_of(record: str) -> Text:
    """Return what is compared of an article's record."""
    article = from_record(record)
    return sameness.read(article.title, article.body.text)


def enter(connection: Connection, article_id: str, text: Text) -> None:
    """Put an article, whose row is there, into the index and into the group it belongs to."""
    _index(connection, article_id, text)
    _join(connection, article_id, text)


def change(connection: Connection, article_id: str, before: Text, now: Text) -> None:
    """Put an article whose text changed into the group it now belongs to.

    The others of its group are looked at anew: it may have been what joined them.
    """
    others = _dissolved(connection, article_id)
    _forget(connection, article_id, before)
    enter(connection, article_id, now)
    _rejoin(connection, others)


def leave(connection: Connection, article_id: str, text: Text) -> None:
    """Take an article that is to be removed out of the index; its copies choose anew."""
    others = _dissolved(connection, article_id)
    _forget(connection, article_id, text)
    _rejoin(connection, others)


def groups(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return the copies of each article that has any, the fullest first."""
    query = (
        select(ARTICLES.c.id, ARTICLES.c.fuller)
        .where(ARTICLES.c.fuller.is_not(None))
        .order_by(ARTICLES.c.size.desc(), ARTICLES.c.id)
    )
    found: dict[str, list[str]] = {}
    for copy, fuller in connection.execute(query):
        found.setdefault(fuller, []).append(copy)
    return {fuller: tuple(copies) for fuller, copies in found.items()}


def related(connection: Connection, article_id: str, text: Text) -> list[str]:
    """Return the fullest articles of the groups to which a text belongs, the likest first."""
    candidates = _candidates(connection, article_id, text)
    if not candidates:
        return []
    query = select(ARTICLES.c.source, ARTICLES.c.site, ARTICLES.c.record)
    own = connection.execute(query.where(ARTICLES.c.id == article_id)).first()
    found: list[str] = []
    looks = 0
    for row in candidates:
        fullest = row.fuller or row.id
        if fullest in found:
            continue
        other = connection.execute(query.where(ARTICLES.c.id == row.id)).one()
        theirs = text_of(other.record)
        is_series = text.title != theirs.title and own is not None and _is_home(own, other)
        least = sameness.COPY_IN_SERIES if is_series else sameness.COPY
        if sameness.containment(text, theirs) >= least:
            found.append(fullest)
        looks += 1
        if looks == _LOOKS:
            break
    return found


def _is_home(own: Row[*tuple[Any, ...]], other: Row[*tuple[Any, ...]]) -> bool:
    """Tell whether two articles are of one source or one site."""
    is_source = bool(own.source) and own.source == other.source
    return is_source or (bool(own.site) and own.site == other.site)


def _candidates(connection: Connection, article_id: str, text: Text) -> list[Row[*tuple[Any, ...]]]:
    """Return rows of id, fuller and size of articles that may say the same, the likest first."""
    shared = _shared(connection, article_id, text)
    if not shared:
        return []
    query = select(ARTICLES.c.id, ARTICLES.c.fuller, ARTICLES.c.size)
    rows = connection.execute(query.where(ARTICLES.c.id.in_(shared))).all()
    likeness = {row.id: _likeness(shared[row.id], row.size, text.size) for row in rows}
    likely = [row for row in rows if likeness[row.id] >= _LIKELY]
    return sorted(likely, key=lambda row: (-likeness[row.id], row.id))


def _shared(connection: Connection, article_id: str, text: Text) -> dict[str, int]:
    """Return how many samples each article has in common with `text`."""
    count = func.count()
    query = (
        select(SAMPLES.c.article, count)
        .where(SAMPLES.c.shingle.in_(sameness.sample(text)))
        .where(SAMPLES.c.article != number(article_id))
        .group_by(SAMPLES.c.article)
        .having(count >= min(_FEWEST, text.size))
        .order_by(count.desc())
        .limit(_MOST)
    )
    return {from_number(article): many for article, many in connection.execute(query)}


def _likeness(shared: int, one: int, other: int) -> float:
    """Estimate the containment from what the samples share, at the rate of the sparser one."""
    return shared * sameness.rate(max(one, other)) / max(1, min(one, other))


def _join(connection: Connection, article_id: str, text: Text) -> None:
    """Unite an article that is in no group with those to which it belongs."""
    found = related(connection, article_id, text)
    if not found:
        return
    sizes = select(ARTICLES.c.id, ARTICLES.c.size).where(ARTICLES.c.id.in_(found))
    by_size = {row.id: row.size for row in connection.execute(sizes)}
    fullest = max(found, key=by_size.__getitem__)  # the first of equals
    if text.size > by_size[fullest]:
        fullest = article_id
    others = {article_id, *found} - {fullest}
    theirs = ARTICLES.c.id.in_(others) | ARTICLES.c.fuller.in_(others)
    connection.execute(update(ARTICLES).where(theirs).values(fuller=fullest))


def _dissolved(connection: Connection, article_id: str) -> Sequence[Row[*tuple[Any, ...]]]:
    """Take an article's group apart; return the rows of the others, the fullest first."""
    own = select(ARTICLES.c.fuller).where(ARTICLES.c.id == article_id)
    fullest = connection.scalar(own) or article_id
    group = (ARTICLES.c.id == fullest) | (ARTICLES.c.fuller == fullest)
    query = select(ARTICLES.c.id, ARTICLES.c.record).where(group, ARTICLES.c.id != article_id)
    others = connection.execute(query.order_by(ARTICLES.c.size.desc(), ARTICLES.c.id)).all()
    connection.execute(update(ARTICLES).where(group).values(fuller=None))
    return others


def _rejoin(connection: Connection, articles: Iterable[Row[*tuple[Any, ...]]]) -> None:
    for row in articles:
        fuller = select(ARTICLES.c.fuller).where(ARTICLES.c.id == row.id)
        if connection.scalar(fuller) is None:
            _join(connection, row.id, text_of(row.record))


def _index(connection: Connection, article_id: str, text: Text) -> None:
    rows = [
        {"shingle": shingle, "article": number(article_id)} for shingle in sameness.sample(text)
    ]
    if rows:
        connection.execute(insert(SAMPLES), rows)


def _forget(connection: Connection, article_id: str, text: Text) -> None:
    connection.execute(
        delete(SAMPLES).where(
            SAMPLES.c.shingle.in_(sameness.sample(text)),
            SAMPLES.c.article == number(article_id),
        )
    )
