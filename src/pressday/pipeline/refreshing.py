"""Articles of the library read again, although nothing says that they have changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pressday.config import SourceRule
from pressday.errors import ConfigError, SourceError
from pressday.fetch import Access
from pressday.library import Library, sameness
from pressday.library.records import article_id
from pressday.model import Outcome, Step
from pressday.pipeline import sessions
from pressday.pipeline.catalogue import resolved
from pressday.pipeline.listing import listed, read_ruled
from pressday.pipeline.storing import STAYS, Intake, keep
from pressday.sources.feeds.feed import STATED
from pressday.sources.files.documents import list_file
from pressday.sources.files.original import is_folder
from pressday.sources.files.page import page_item, ruled
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import datetime

    from pressday.config import Publication
    from pressday.library import Listing, Saved
    from pressday.model import Article, Draft
    from pressday.sources import Reading, Session

_WEB = ("http://", "https://")
_FROM_PAGES = frozenset({"page", "browser"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """The sources of a publication, each of which is asked once for what it lists."""

    rules: dict[str, SourceRule]
    session: Session
    _listed: dict[str, dict[str, Item]] = field(default_factory=dict)

    def item(self, place: Listing) -> Item | None:
        """Return what a source lists at a place; None where it lists that no more."""
        rule = self.rules[place.source]
        if rule.name not in self._listed:
            items = listed(rule, self.of(rule)).items
            self._listed[rule.name] = {item.key: item for item in items}
        return self._listed[rule.name].get(place.key)

    def of(self, rule: SourceRule) -> Session:
        """Return the session for what a rule asks for, or the editor, who has no credentials."""
        if rule.name:
            return sessions.of_source(self.session, rule, anew=True)
        access = Access(name="", url=rule.url or "")
        return replace(self.session, fetcher=self.session.fetcher.anew().as_source(access))


def refresh(
    publication: Publication, names: Sequence[str], *, now: datetime
) -> Generator[Outcome[Saved] | Step, None, None]:
    """Read articles of the library again, by id or the beginning of one; ids stay.

    Yields an outcome for each, with an error for one that cannot be read: its text stays.
    Raises ConfigError for a name that fits no article or several, before anything is read.
    """
    with (
        Library.open(publication.library) as library,
        sessions.opened(publication, library.cache) as session,
    ):
        ids = resolved(names, library.ids())
        intake = Intake(library=library, now=now, lacking=library.lacking(), anew=True)
        rules = {rule.name: rule for rule in publication.sources}
        sources = _Sources(rules=rules, session=session)
        for number, one in enumerate(ids):
            article = library.article(one)
            if article is not None:
                yield Step(name="refresh", done=number, total=len(ids), detail=article.title)
                yield _again(article, sources, intake)


def _again(article: Article, sources: _Sources, intake: Intake) -> Outcome[Saved]:
    places = _places(article, intake.library, sources)
    found = next((place for place in places if sources.item(place)), None)
    place = found or next(iter(places), None)
    rule = sources.rules[place.source] if place else _by_hand(article)
    session = sources.of(rule)
    try:
        item = sources.item(found) if found else _at_its_address(article, rule, session, intake)
        reading = _read(article, item, rule)
        if place and not found:
            reading = replace(reading, draft=_as_listed(reading.draft, article))
    except (SourceError, ConfigError) as error:
        said = f"{error.message} ({error.hint})" if error.hint else error.message
        return Outcome(subject=article.title, error=f"{said}; {STAYS}")
    own = replace(reading.draft, identity=intake.library.identity(article.id))
    return keep(replace(reading, draft=own), intake, session, place)


def _read(article: Article, item: Item | None, rule: SourceRule) -> Reading:
    if item is None:
        raise SourceError("no source lists it any more, and it has no page of its own")
    reading = read_ruled(item, rule)
    if not _is_still(article, reading.draft):
        raise SourceError("another article stands in its place now")
    return reading


def _as_listed(draft: Draft, article: Article) -> Draft:
    """Return the draft of a page with what a list stated that names it no more.

    Of a title the list's word comes first, as when it was read; of the others the page's.
    """
    said = {name for name, how in article.provenance.items() if how == "declared"}
    own = {name for name, how in draft.provenance.items() if how == "declared"} - {"title"}
    stated = {name: getattr(article, name) for name in STATED if name in said - own}
    provenance = draft.provenance | dict.fromkeys(stated, "declared")
    return replace(draft, **stated, provenance=provenance)


def _by_hand(article: Article) -> SourceRule:
    """Return the rule of what no source lists: the address is the editor's own word."""
    url = article.url if article.url.startswith(_WEB) else None
    return SourceRule(name="", kind="page", url=url)


def _places(article: Article, library: Library, sources: _Sources) -> Sequence[Listing]:
    """Return where the sources that are still there list an article, its own source first."""
    known = [place for place in library.places(article.id) if place.source in sources.rules]
    return sorted(known, key=lambda place: place.source != article.source)


def _at_its_address(
    article: Article, rule: SourceRule, session: Session, intake: Intake
) -> Item | None:
    """Return the page or the file that an article is, without a list of its source."""
    if article.text_from in _FROM_PAGES and article.url.startswith(_WEB):
        return page_item(article.url, rule, session)
    identity = intake.library.identity(article.id)
    path = session.folder / identity.partition("#")[0]
    if identity.startswith(_WEB) or not path.exists() or is_folder(path):
        return None
    items = (one for one in list_file(path, session, rule=rule) if isinstance(one, Item))
    return next((ruled(item, rule) for item in items if item.key == identity), None)


def _is_still(article: Article, draft: Draft) -> bool:
    """Tell whether a draft is the article: by what it is known by, its title, or its text."""
    if article_id(draft.identity) == article.id or draft.title == article.title != "":
        return True
    before = sameness.read(article.title, article.body.text)
    now = sameness.read(draft.title, draft.body.text)
    return sameness.containment(before, now) >= sameness.COPY
