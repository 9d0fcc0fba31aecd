"""What stands in the library: brought up to date, listed, and taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.edition import open_sheet, read_dismissed, read_sheets, taken, used_articles
from pressday.edition.plan import used_with_copies
from pressday.errors import ConfigError, UsageError
from pressday.library import Library
from pressday.model import Outcome, Step
from pressday.pipeline.freezing import lock_of
from pressday.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pressday.config import Publication
    from pressday.model import Article, Summary


_LOST = (
    "the library's database is gone: what lies in media/ and raw/ beside it is kept;"
    " to have its articles back, put the old library.db or a backup of the library in its place"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article of the library.

    `edition` is the run sheet in which it or a copy stands, or empty; `copies`
    are the ids of the articles elsewhere that say the same, if it is the fullest,
    `copy_of` that of the fullest, if it is not.
    """

    article: Summary
    edition: str
    copies: tuple[str, ...] = ()
    copy_of: str = ""


def bring_up_to_date(publication: Publication) -> Iterator[Step]:
    """Bring a library of an earlier release up to date; yield a step before that begins.

    A database that is lost is told too: whatever opens the library makes a new one.
    """
    if Library.is_lost(publication.library):
        yield Step(name="library", done=0, total=0, detail=_LOST)
    articles = Library.waiting(publication.library)
    if articles:
        what = "article" if articles == 1 else "articles"
        detail = f"the library is brought up to date, this once: {articles:,} {what}"
        yield Step(name="library", done=0, total=articles, detail=detail)
        Library.open(publication.library).close()


def articles(
    publication: Publication,
    wanted: Sequence[str] = (),
    *,
    offered: bool = False,
    copies: bool = False,
) -> Iterator[Listed]:
    """Yield the articles that have all `wanted` words, newest first, as the library is read.

    Copies stand behind the fullest, and are yielded only on demand; with `offered` only
    what is on offer for an edition is.
    """
    if not Library.stands_in(publication.library):
        return
    with Library.open(publication.library) as library:
        groups = library.copies()
        used = used_with_copies(used_articles(publication.editions), groups)
        gone = used_with_copies(_gone(publication), groups) if offered else {}
        for article in library.listed(wanted):
            if article.id in gone:
                continue
            others = groups.get(article.id, ())
            edition = used.get(article.id, "")
            yield Listed(article=article, edition=edition, copies=others)
            for copy in library.summaries(others).values() if copies else ():
                yield Listed(article=copy, edition=edition, copy_of=article.id)


def _gone(publication: Publication) -> dict[str, str]:
    """Return what is not on offer: what stands in a run sheet, and what was dismissed."""
    sheets = read_sheets(publication.editions)
    return taken(sheets, open_sheet(sheets)) | read_dismissed(publication.editions)


def remove(publication: Publication, names: Sequence[str]) -> Iterator[Outcome[Article]]:
    """Take articles out of the library by id, or by the beginning of one.

    Nothing is taken out when any name is wrong. Raises ConfigError for a name
    that fits no article or several, UsageError for an article of a frozen edition.
    """
    used = used_articles(publication.editions)
    with Library.open(publication.library) as library:
        ids = resolved(names, library.ids())
        _refuse_printed(publication, ids)
        for article_id in ids:
            article = library.article(article_id)
            library.remove(article_id)
            sheet = used.get(article_id)
            said = f"still stands in the run sheet of {sheet}: cut it there"
            warnings = (said,) if sheet else ()
            yield Outcome(subject=article_id, value=article, warnings=warnings)


def _refuse_printed(publication: Publication, ids: Sequence[str]) -> None:
    sheets = read_sheets(publication.editions)
    for sheet in sheets:
        lock = lock_of(publication, sheet, sheets)
        for article in ids if lock else ():
            if lock and article in lock.articles:
                raise UsageError(
                    f"{article} is printed in {sheet.name}, which is frozen and needs its text",
                    hint='"pressday dismiss" takes an article from the offer',
                )


def resolved(
    names: Sequence[str], ids: Collection[str], where: str = "in the library"
) -> list[str]:
    """Return the ids that `names` begin, each once; ConfigError for one that fits none or many."""
    return list(dict.fromkeys([_resolved(name, ids, where) for name in names]))


def _resolved(name: str, ids: Collection[str], where: str) -> str:
    fitting = sorted(known for known in ids if known.startswith(name.lower()))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        shown = ", ".join(fitting[:5])
        message = f'"{name}" fits {len(fitting)} articles'
        raise ConfigError(message, hint=f"give more of the id: {shown}")
    hint = suggestion(name, ids, 'see "pressday articles" for the ids')
    raise ConfigError(f'no article "{name}" {where}', hint=hint)
