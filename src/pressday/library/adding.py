"""Decides what becomes of a draft: a new article, a new text of a known one, or nothing.

An article may be listed in many places: two feeds, a feed and a page. It keeps
the id and the source of the first. Of the texts that the places offer the
fullest stands, and a place that offers what it offered last time changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import exists, insert, select, update

from pressday.library import copies, listings, records, sameness, search, summaries
from pressday.library.illustrations import images, placed
from pressday.library.indexing import note_uses
from pressday.library.tables import ARTICLES, LISTINGS, REVISIONS
from pressday.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from pressday.library.listings import Listing
    from pressday.library.sameness import Text
    from pressday.model import Draft, Image

Status = Literal["new", "updated", "mended", "unchanged"]

SHORTER = "shorter than before: the fuller text is kept"
_MUCH_SHORTER = 0.7  # of the earlier text
_CONTAINED = 0.8  # of a text cut short; a text written anew has less of the old one
_NEARLY_ALL = 0.9  # of a text that is the same but for words in the place of pictures
_CLEARLY_FULLER = 1.1  # times the text that stands; less is another page's furniture


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a draft: the article as the library now has it.

    *Mended* is an article that stays as it is and got lost files back. `changed` says
    what an update changed, in words for the editor. `copy_of` is the id of the fuller
    article of which this one is a copy, else empty. `warnings` are about the adding,
    not about the article.
    """

    article: Article
    status: Status
    changed: tuple[str, ...] = ()
    copy_of: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A draft, the article it would be, and what is compared of it."""

    draft: Draft
    article: Article
    text: Text


def offer(draft: Draft, pictures: Mapping[str, Image | str], fetched: datetime) -> Submission:
    """Return what `draft` offers, the library's pictures in the place of its addresses."""
    body, left_out = placed(draft, pictures)
    lead = pictures.get(draft.lead, "")
    article = Article(
        id=records.article_id(draft.identity),
        revision="",
        source=draft.source,
        url=draft.url,
        title=draft.title,
        standfirst=draft.standfirst,
        body=body,
        bylines=draft.bylines,
        site=draft.site,
        section=draft.section,
        tags=draft.tags,
        language=draft.language,
        published=draft.published,
        modified=draft.modified,
        fetched=fetched,
        licence=draft.licence,
        kind=draft.kind,
        weight=draft.weight,
        lead="" if isinstance(lead, str) else lead.media,
        images=images(draft, pictures),
        provenance=draft.provenance,
        text_from=draft.text_from,
        warnings=(*draft.warnings, *left_out),
    )
    return Submission(
        draft=draft,
        article=replace(article, revision=records.revision(article)),
        text=sameness.read(draft.title, body.text),
    )


def add(
    connection: Connection,
    offered: Submission,
    listing: Listing | None,
    keep: Callable[[], str],
    mend: Callable[[str], None],
) -> Saved:
    """Make of an offer what it is, and remember its place; all within the caller's transaction.

    `keep` keeps the original and returns its hash, `mend` gives the article of an id back
    its lost one; they are called when they are needed.
    """
    known = listings.find(connection, listing.source, listing.key) if listing else None
    old = _standing(connection, offered, known)
    article = offered.article if old is None else _merged(connection, offered, old, listing)
    verdict = "take" if old is None else _verdict(old, article, offered, listing, known)
    if verdict == "take":
        giver = listing.source if listing else article.source
        _take(connection, replace(offered, article=article), old, original=keep(), giver=giver)
    elif old is not None and article.revision == old.revision:
        mend(old.id)
    if listing is not None:
        _note(connection, listing, article, offered, known)
    query = select(ARTICLES.c.record, ARTICLES.c.fuller).where(ARTICLES.c.id == article.id)
    now = connection.execute(query).one()
    is_update = old is not None and verdict == "take"
    return Saved(
        article=_as_kept(now.record, article),
        status="new" if old is None else "updated" if is_update else "unchanged",
        changed=_changed(records.from_record(old.record), article) if old and is_update else (),
        copy_of=now.fuller or "",
        warnings=(SHORTER,) if verdict == "shorter" else (),
    )


def _changed(before: Article, now: Article) -> tuple[str, ...]:
    """Return the words for what differs; what no word says is the form of the text."""
    fields = {
        "title": (before.title, now.title),
        "standfirst": (before.standfirst, now.standfirst),
        "text": (before.body.text, now.body.text),
        "pictures": (_shown(before), _shown(now)),
        "names": (before.bylines, now.bylines),
        "date": (before.published, now.published),
        "section": (before.section, now.section),
        "language": (before.language, now.language),
        "licence": (before.licence, now.licence),
    }
    return tuple(word for word, (then, new) in fields.items() if then != new) or ("form",)


def _shown(article: Article) -> set[str]:
    return {article.lead, *(image.media for image in article.images)}


def _as_kept(record: str, offered: Article) -> Article:
    """Return the article of `record`; a body that was offered just so need not be parsed again."""
    kept = records.from_record(record)
    return replace(kept, body=offered.body) if kept.body == offered.body else kept


def _note(
    connection: Connection,
    listing: Listing,
    article: Article,
    offered: Submission,
    known: Row[Any] | None,
) -> None:
    """Remember what a place offered; what lacked something for now was no offer of its own."""
    before = known.offered if known is not None else ""
    listings.keep(
        connection,
        listing,
        article.id,
        offered=offered.article.revision if listing.complete else before,
        seen=records.stamp(article.fetched),
    )


def _standing(
    connection: Connection, offered: Submission, known: Row[Any] | None
) -> Row[Any] | None:
    """Return the row of the article that is offered, or None for a new one.

    A place leads to the article it became even when the address changed, unless
    its source now uses the same key for another text. What was the article of its whole
    page before others were found there stays it.
    """
    identity = offered.draft.identity
    if known is not None:
        old = connection.execute(select(ARTICLES).where(ARTICLES.c.id == known.article)).one()
        if old.identity == identity or _is_same(old, offered):
            return old
    own = _row_of(connection, identity)
    page, is_part, _ = identity.partition("#")
    whole = _row_of(connection, page) if own is None and is_part else None
    return whole if whole is not None and _is_same(whole, offered) else own


def _row_of(connection: Connection, identity: str) -> Row[Any] | None:
    query = select(ARTICLES).where(ARTICLES.c.id == records.article_id(identity))
    return connection.execute(query).first()


def _is_same(old: Row[Any], offered: Submission) -> bool:
    """Tell whether it is the article under a new identity; parts of a page may share a title."""
    before = copies.text_of(old.record)
    shared = sameness.containment(before, offered.text)
    if offered.draft.identity.startswith(f"{old.identity}#"):
        return shared >= sameness.COPY_IN_SERIES
    is_titled_so = bool(before.title) and before.title == offered.text.title
    return is_titled_so or shared >= sameness.COPY


def _verdict(
    old: Row[Any],
    article: Article,
    offered: Submission,
    listing: Listing | None,
    known: Row[Any] | None,
) -> Literal["take", "keep", "shorter"]:
    """Tell whether the offer, as `article`, takes the place of the text that stands."""
    is_as_before = known is not None and known.offered == offered.article.revision
    if is_as_before or article.revision == old.revision:
        return "keep"
    if listing is not None and listing.source != old.giver:
        is_fuller = offered.text.size > _CLEARLY_FULLER * old.size
        return "take" if is_fuller else "keep"
    if listing is not None and not listing.complete and _only_lacks_pictures(old, offered):
        return "keep"
    if offered.text.size < _MUCH_SHORTER * old.size:
        left = sameness.containment(copies.text_of(old.record), offered.text)
        return "shorter" if left >= _CONTAINED else "take"
    return "take"


def _only_lacks_pictures(old: Row[Any], offered: Submission) -> bool:
    """Tell whether a server's bad hour alone makes another article of it.

    In the place of pictures stand words about them, so that the text may be a
    little longer than before.
    """
    before = records.from_record(old.record)
    text = copies.text_of(old.record)
    if text.title != offered.text.title or len(before.images) < len(offered.article.images):
        return False
    is_nearly = sameness.containment(text, offered.text) >= _NEARLY_ALL
    return is_nearly or before.body.text == offered.draft.body.text


def _take(
    connection: Connection, offered: Submission, old: Row[Any] | None, *, original: str, giver: str
) -> None:
    """Let the offered text stand; what stood before becomes an earlier revision."""
    article = offered.article
    dated = article.published and records.stamp(article.published)
    row = _row(article, original) | {"giver": giver, "size": offered.text.size}
    if old is None:
        first = {"identity": offered.draft.identity, "dated": dated or row["fetched"]}
        connection.execute(insert(ARTICLES).values(row | first))
        copies.enter(connection, article.id, offered.text)
    else:
        _archive(connection, old)
        row["dated"] = dated or old.dated
        connection.execute(update(ARTICLES).where(ARTICLES.c.id == article.id).values(row))
        _compare_again(connection, offered, old)
    summaries.put(connection, article)
    search.index(connection, article)
    note_uses(connection, article)


def _compare_again(connection: Connection, offered: Submission, old: Row[Any]) -> None:
    before = copies.text_of(old.record)
    if before != offered.text:
        copies.change(connection, old.id, before, offered.text)


def _merged(
    connection: Connection, offered: Submission, old: Row[Any], listing: Listing | None
) -> Article:
    """Return the offered article under its id and, where another source listed it first, its terms.

    What the first source's rule says of it stays, also when the editor adds it by hand,
    and the date is the one that the week was planned by.
    """
    article = replace(offered.article, id=old.id, source=offered.article.source or old.source)
    before = records.from_record(old.record)
    if listing is None:
        return _with_terms(article, before) if old.source else article
    first = exists().where(LISTINGS.c.article == old.id, LISTINGS.c.source == old.source)
    if article.source == old.source or not connection.scalar(select(first)):
        return article
    merged = _with_terms(article, before)
    published = before.published or article.published
    merged = replace(merged, source=before.source, published=published)
    return replace(merged, revision=records.revision(merged))


def _with_terms(article: Article, before: Article) -> Article:
    """Return an article with what the rule of its source said of it, where its text says nothing.

    No record tells a rule's word from a page's: what the text does not declare stays.
    """
    is_guessed = article.provenance.get("language") == "guessed"
    ruled = replace(
        article,
        section=before.section or article.section,
        language=(before.language if is_guessed else "") or article.language or before.language,
        licence=article.licence or before.licence,
    )
    return replace(ruled, revision=records.revision(ruled))


def _row(article: Article, original: str) -> dict[str, str | int]:
    names = ("id", "revision", "source", "site")
    return {name: getattr(article, name) for name in names} | {
        "fetched": records.stamp(article.fetched),
        "original": original,
        "record": records.to_record(article),
    }


def _archive(connection: Connection, old: Row[Any]) -> None:
    """Keep a revision that is about to be replaced, once: a text may go back to what it was."""
    known = select(REVISIONS.c.revision).where(
        REVISIONS.c.article == old.id, REVISIONS.c.revision == old.revision
    )
    if connection.scalar(known) is None:
        names = ("revision", "fetched", "original", "record")
        row = {"article": old.id} | {name: getattr(old, name) for name in names}
        connection.execute(insert(REVISIONS).values(row))
