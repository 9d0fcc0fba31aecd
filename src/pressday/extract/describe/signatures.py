"""Lines of a page in which readers see who wrote it, the surest first."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pressday.extract.describe import headline_area
from pressday.extract.describe.bylines import after_label, bare, is_full_name, squeeze
from pressday.extract.read import addresses, dom
from pressday.extract.read.microdata import carriers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from pressday.extract.describe.headline_area import Area

_SIGNED = frozenset("a span p div address li cite h2 h3 h4 h5 em strong".split())
_BYLINE = re.compile(r"byline\w{0,8}|\w{0,8}authors?(?:name|info)?|vcard|autor\w{0,2}|auteur")
_POSTER = re.compile(r"\w{0,8}username|poster|postuser")
_CANDIDATES = " or ".join(
    f"contains(., '{part}')"
    for part in ("uthor", "yline", "vcard", "utor", "uteur", "sername", "oster", "ostUser")
)
# Where people have pages of their own: `/authors/ana`, `member.php?u=7`, `/@ana`.
_OF_PERSON = re.compile(
    r"(?:^|[/?&;=])(?:authors?|autor\w*|auteurs?|users?|members?|profiles?|people|contributors?|u"
    r"|staff|team)[/=?&;.-][^/]|/@\w",
    re.IGNORECASE,
)
_MOST = 40  # marked elements looked at
_MOST_LINES = 4000  # elements looked at for a line that names its author
_LONGEST = 160  # characters of a by-line
_SUREST, _LIKELIEST = 3, 6  # elements tried
_WORDS = 6  # of a by-line without a label: a longer one says more than a name
_TEASER = 5  # levels from a by-line up to the teaser that it may belong to
_SMALL = 200  # elements of a teaser; a larger block is none
_OWN = 0.5  # likeness of a heading to the headline that it repeats
_LEAST_NAME = 3  # letters by which an address repeats a name


def signatures(root: Element, area: Area, url: str) -> Iterator[list[str]]:
    """Iterate over what may sign the article: marks, links to people, by-lines, posters."""
    yield from _signed(_own(_marked(root), area))
    close, linked = frozenset(area.near), _own(_linked(root, url), area)
    yield from _plausible([e for e in linked if e in close][:_SUREST])
    named = _own(_named(root, _BYLINE), area)
    yield from _plausible(named[:_LIKELIEST])
    yield from (_told(e) for e in area.near if _told(e) and not _is_teaser(e, area))
    # A thread is its first writer's, whatever that one is called.
    first = (_own(_named(root, _POSTER), area) or linked)[:1]
    yield from _plausible(e for e in first if e in close)
    yield from (_told(e) for e in _labelled(root) if _told(e) and not _is_others(e, area))
    yield from _plausible(first)


def _signed(marked: list[Element]) -> Iterator[list[str]]:
    # Several marked as authors in one line sign together.
    together = [e for e in marked if e.getparent() is marked[0].getparent()]
    yield [_text(element) for element in together]
    yield from ([_text(element)] for element in marked[:_SUREST])


def _marked(root: Element) -> list[Element]:
    """Return the elements that are marked as authors."""
    found = carriers(root, *(f"{name}[{_CANDIDATES}]" for name in ("rel", "itemprop", "class")))
    return [e for e in found if e.tag in _SIGNED and _is_marked(e)]


def _is_marked(element: Element) -> bool:
    said = f"{element.get('rel')} {element.get('itemprop')}".split()
    return "author" in said or {"author", "p"} <= headline_area.names(element)


def _named(root: Element, form: re.Pattern[str]) -> list[Element]:
    """Return the elements that are named like by-lines."""
    found = carriers(root, *(f"{name}[{_CANDIDATES}]" for name in ("class", "id")))
    signed = (e for e in found if e.tag in _SIGNED)
    return [e for e in signed if any(map(form.fullmatch, headline_area.names(e)))]


def _linked(root: Element, url: str) -> list[Element]:
    """Return the links to pages of people on this site whose words are a name."""
    found = []
    for element in root.iter("a"):
        address = (element.get("href") or "")[:500]
        if _OF_PERSON.search(address) and _is_here(address, url) and _repeats(element, address):
            found.append(element)
    return found


def _is_here(address: str, url: str) -> bool:
    return not addresses.host(address) or (bool(url) and addresses.same_domain(address, url))


def _repeats(element: Element, address: str) -> bool:
    """Return whether an address repeats words of its link: menus say other things than names."""
    words, letters = map(squeeze, _line(element).split()), squeeze(address)
    return any(len(word) >= _LEAST_NAME and word in letters for word in words)


def _own(elements: list[Element], area: Area) -> list[Element]:
    found = (e for e in elements[:_MOST] if _line(e) and not _is_others(e, area))
    return list(found)


def _is_others(element: Element, area: Area) -> bool:
    return area.is_foreign(element) or _is_teaser(element, area)


def _is_teaser(element: Element, area: Area) -> bool:
    """Return whether a linked headline, not the article's own, stands beside an element."""
    own = "" if area.headline is None else _line(area.headline)
    for place in islice(element.iterancestors(), _TEASER):
        if place in area.around or place.tag == "body":
            return False
        headings = (e for e in islice(place.iter(), _SMALL) if e.tag in ("h2", "h3", "h4"))
        away = filter(_leads_away, headings)
        if any(headline_area.likeness(_line(h), own) < _OWN for h in away):
            return True
    return False


def _leads_away(heading: Element) -> bool:
    """Return whether a heading is a link, and not to a person's page."""
    inner = heading.find(".//a[@href]")
    link = next(heading.iterancestors("a"), None) if inner is None else inner
    return link is not None and not _OF_PERSON.search(link.get("href") or "")


def _labelled(root: Element) -> Iterator[Element]:
    """Iterate over the lines of a page that begin with what stands before a name."""
    for element in islice(root.iter(*_SIGNED), _MOST_LINES):
        text = (element.text or "").strip()
        rest = after_label(f"{text} x") if 0 < len(text) < _LONGEST else ""
        alone = rest == "x" and len(element) == 0 and not (element.tail or "").strip()
        parent = element.getparent() if alone else None
        if rest:
            yield element if parent is None else parent


def _plausible(elements: Iterable[Element]) -> Iterator[list[str]]:
    """Iterate over the words of elements that are a full name, a single one, or say whose."""
    for element in elements:
        text = _text(element)
        name = bare(text)
        if after_label(text) or is_full_name(name) or len(name.split()) == 1:
            yield [text]


def _told(element: Element) -> list[str]:
    """Return the names of a line that says it holds them, the first one in full."""
    name = after_label(_line(element))
    return [name] if is_full_name(" ".join(name.split()[:2])) else []


def _text(element: Element) -> str:
    """Return the words of a by-line; of a block with a name marked in it or linked, the name."""
    inner = list(islice(element.iterdescendants(), _MOST))
    named = (e for e in inner if "fn" in headline_area.names(e) or e.get("itemprop") == "name")
    name, text = next(named, None), _line(element)
    if name is None and len(text.split()) > _WORDS and not after_label(text):
        name = next((e for e in inner if e.tag == "a" and _line(e)), None)
    return text if name is None else _line(name)


def _line(element: Element) -> str:
    return dom.line(element, _LONGEST)
