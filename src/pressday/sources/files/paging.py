"""An article that stands on several pages, read as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.body.markup import text_of
from pressday.errors import FetchError, PressdayError
from pressday.fetch import canonical_url
from pressday.sources.files.answers import ANY, fetch_page, format_of_answer, read_answer
from pressday.sources.files.next_page import next_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pressday.config import SourceRule
    from pressday.fetch import Response
    from pressday.model import Draft, DraftImage
    from pressday.sources.files.next_page import NextPage
    from pressday.sources.reading import Reading, Session

MOST_PAGES = 20  # of one article

_OPENING = 6  # blocks in which what every page begins with stands
# Behind a title, the page it is: (2/3), - page 2 of 3.
_PAGE_OF_TITLE = re.compile(
    r"[\s|:,\u2013\u2014-]{0,5}[(\[]?"
    r"(?:(?:page|seite|p\u00e1gina|pagina|strona|strana|sida|side|sivu|p\.)\s{0,5}\d{1,4}\b"
    r"(?:\s{0,5}(?:/|\w{2,3})\s{0,5}\d{1,4})?|\b\d{1,4}\s{0,5}/\s{0,5}\d{1,4})[)\]]?",
    re.IGNORECASE,
)
_FEW = re.compile(r"only \d+ words came out")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Further:
    """The drafts of the pages behind the first, and why there are not more."""

    drafts: tuple[Draft, ...] = ()
    warning: str = ""
    complete: bool = True


def read_whole(answer: Response, session: Session, rule: SourceRule = ANY) -> Reading:
    """Return the article whose first page `answer` is, with the pages that it goes on to.

    They are asked for as what a program found. Where one cannot be read, a warning says
    where the article goes on.
    """
    reading = read_answer(answer, session, rule)
    further = _further(answer, reading.draft, session, rule)
    draft = joined(reading.draft, further.drafts) if further.drafts else reading.draft
    warnings = (*draft.warnings, *filter(None, [further.warning]))
    complete = reading.complete and further.complete
    return replace(reading, draft=replace(draft, warnings=warnings), complete=complete)


def _further(answer: Response, first: Draft, session: Session, rule: SourceRule) -> _Further:
    found: list[Draft] = []
    seen = {canonical_url(answer.url)}
    while following := _following(answer, session, found):
        goes_on = f"goes on at {following.url}"
        if len(found) + 1 == MOST_PAGES:
            return _Further(drafts=tuple(found), warning=f"{goes_on}: {MOST_PAGES} pages are read")
        try:
            answer = fetch_page(following.url, rule, session, discovered=True)
            draft = read_answer(answer, session, rule).draft
        except PressdayError as error:
            passing = isinstance(error, FetchError) and error.passing
            warning = f"{goes_on}, which could not be read: {error.message}"
            return _Further(drafts=tuple(found), warning=warning, complete=not passing)
        if canonical_url(answer.url) in seen or draft.body in [d.body for d in (first, *found)]:
            break  # some servers give the first page for every number
        if not _is_same(first, draft):
            warning = f"{goes_on}, under another title" if following.surely else ""
            return _Further(drafts=tuple(found), warning=warning)
        seen.add(canonical_url(answer.url))
        found.append(draft)
    return _Further(drafts=tuple(found))


def _following(answer: Response, session: Session, before: list[Draft]) -> NextPage | None:
    if format_of_answer(answer) != "page":
        return None
    onward = bool(before)
    return session.run(next_of, answer.body, url=answer.url, charset=answer.charset, onward=onward)


def _is_same(first: Draft, other: Draft) -> bool:
    """Tell whether two pages are of one article: by where both say it lives, or their titles."""
    return other.identity == first.identity or bool(
        first.title and _bare(first.title) == _bare(other.title)
    )


def _bare(title: str) -> str:
    bare = _PAGE_OF_TITLE.sub("", title)
    return " ".join((bare or title).casefold().split())


def _without_page(title: str) -> str:
    marks = [mark for mark in _PAGE_OF_TITLE.finditer(title) if mark.end() == len(title)]
    return (title[: marks[0].start()] if marks else "") or title


def joined(first: Draft, others: Sequence[Draft]) -> Draft:
    """Return `first` with the texts of the other pages behind its own.

    What every page begins or ends with stands once, and so does every picture.
    """
    root = first.body.tree()
    opening = {text_of(block) for block in list(root)[:_OPENING]} | {first.title, first.standfirst}
    for number, draft in enumerate(others, start=2):
        _append(root, _prepared(draft, number, first), opening)
    body = Body.of(root)
    images = {image.url: image for draft in (first, *others) for image in draft.images}
    shown = {first.lead, *body.pictures}
    said = dict.fromkeys(warning for draft in (first, *others) for warning in draft.warnings)
    return replace(
        first,
        body=body,
        images=tuple(image for image in images.values() if image.url in shown),
        title=_without_page(first.title),
        warnings=tuple(warning for warning in said if not _FEW.fullmatch(warning)),
    )


def _prepared(draft: Draft, number: int, first: Draft) -> HtmlElement:
    """Return the tree of a page, its notes named apart from other pages' notes."""
    tree = draft.body.tree()
    for element in tree.iter():
        if element.get("id"):
            element.set("id", f"p{number}-{element.get('id')}")
        if (element.get("href") or "").startswith("#"):
            element.set("href", f"#p{number}-{element.get('href')[1:]}")
    lead = next((i for i in draft.images if i.url == draft.lead), None)
    if lead and lead.url != first.lead and draft.provenance.get("lead") == "guessed":
        tree.insert(0, _figure(lead))
    return tree


def _figure(image: DraftImage) -> HtmlElement:
    """Return a picture that opened its page, as it stands inside a text."""
    from lxml import html

    figure = html.Element("figure")
    figure.append(html.Element("img", src=image.url, alt=image.alt))
    if image.caption:
        caption = html.Element("figcaption")
        caption.text = image.caption
        figure.append(caption)
    return figure


def _append(root: HtmlElement, tree: HtmlElement, opening: set[str]) -> None:
    shown = {image.get("src") for image in root.iter("img")}
    for figure in [f for f in tree.iter("figure") if f.find("img") is not None]:
        if {image.get("src") for image in figure.iter("img")} <= shown:
            figure.drop_tree()
    for block in list(tree)[:_OPENING]:
        if not text_of(block) or text_of(block) not in opening:
            break
        block.drop_tree()
    while len(root) and len(tree) and text_of(root[-1]) and text_of(root[-1]) == text_of(tree[-1]):
        if len(tree) == 1:
            return
        root[-1].drop_tree()
    root.extend(list(tree))
