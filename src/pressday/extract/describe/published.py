"""When a page was published and changed: what it declares, else what a reader would guess."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.extract.describe.dates import place_date, read_date
from pressday.extract.read import dom
from pressday.extract.read.microdata import carriers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml.etree import _Element as Element

    from pressday.extract.describe.declared import Declared
    from pressday.extract.describe.headline_area import Area
    from pressday.model import Provenance

# What names of meta elements say of a day of publication.
_PUBLISHED = re.compile(
    r"publi(?!sher)|(?:first|creat|issue|original|online|upload)\w*[._-]?(?:date|time|$)"
    r"|(?:pub|date)[._-]?(?:date|time|pub|creat)|^(?:\w+\.|citation_)?p?date$|^ptime$"
)
_CHANGES = re.compile(r"modif|updat|lastmod|utime")
_DAY_IN_URL = re.compile(
    r"/((?:19|20)\d\d)(?:/|-|_)?(0?[1-9]|1[0-2]|[a-z]{3})(?:/|-|_)?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
# Days on which something else happened: a change, or a reader's joining a forum.
_OTHER_DAY = re.compile(
    r"\b(?:updated?|modified|changed|reviewed|edited|joined|registered|join date|member since"
    r"|aktualisiert|geändert|mise? à jour"
    r"|actualizado|aggiornato|atualizado|bijgewerkt|oppdatert|uppdaterad|обновлено)\b",
    re.IGNORECASE,
)
_TEXT = 250  # characters of a paragraph that is text: what follows has days of its own
_FEW = 8  # words beside a date in a line that is there for it
_LONGEST = 120  # characters of a line that holds a date


def read_published(heads: Declared, area: Area, url: str) -> tuple[datetime | None, Provenance]:
    """Return the day or moment of publication: stated, or guessed from address and lines."""
    stated = [*heads.thing("datePublished"), *_published(heads)]
    created = [
        *heads.item("datePublished"),
        *heads.thing("dateCreated"),
        *heads.thing("uploadDate"),
    ]
    found = _first([*stated, *created])
    if found:
        return _as_seen(found, area)
    loose = _loose(heads.root, "datePublished")
    moments = [moment for moment in map(read_date, loose) if moment]
    if moments and len({moment.date() for moment in moments}) == 1:
        return moments[0], "declared"
    return next(iter(moments), None) or _guess(area, url), "guessed"


def _as_seen(stated: datetime, area: Area) -> tuple[datetime, Provenance]:
    """Return what a page states, as readers see it; a day long before it is a likelier one."""
    shown = _shown(area)
    if shown == stated and not stated.utcoffset():
        return shown, "declared"  # the same moment, by the clock of the place
    if shown and stated - shown > timedelta(days=2):
        return shown, "guessed"
    return stated, "declared"


def read_modified(heads: Declared, published: datetime | None) -> datetime | None:
    """Return the moment of the last change, if stated and not before publication."""
    metas = [text for n, texts in heads.metas.items() if _CHANGES.search(n) for text in texts]
    texts = [*heads.thing("dateModified"), *metas, *heads.item("dateModified")]
    found = _first([*texts, *_loose(heads.root, "dateModified")])
    return None if found and published and found < published else found


def _published(heads: Declared) -> list[str]:
    """Return what meta elements state, those first whose names speak of publishing."""
    named = [n for n in heads.metas if _PUBLISHED.search(n) and not _CHANGES.search(n)]
    plainest = sorted(named, key=lambda name: "pub" not in name)
    return [text for name in plainest for text in heads.metas[name]]


def _first(texts: Iterable[str]) -> datetime | None:
    return next(filter(None, map(read_date, texts)), None)


def _loose(root: Element, item: str) -> list[str]:
    """Return dates marked as what they are without an item around them."""
    found = carriers(root, f"itemprop[contains(., '{item}')]")
    if item == "datePublished":
        found += carriers(root, "pubdate")
    attributes = ("datetime", "content", "title")
    return [e.get(name) or "" for e in found[:20] for name in attributes]


def _guess(area: Area, url: str) -> datetime | None:
    shown = _shown(area)
    named = _in_address(url)
    if named and shown and abs(shown - named) > timedelta(days=2):
        return named
    return shown or named


def _shown(area: Area) -> datetime | None:
    return next(filter(None, map(_of_line, _lines(area))), None)


def _lines(area: Area) -> Iterator[Element]:
    """Iterate over the article's elements around its headline, as far as its text.

    What stands in a list of terms says something of a person, or of a thing.
    """
    texts = 0
    for element in area.near:
        texts += element.tag == "p" and len(dom.inner_text(element)) > _TEXT
        if texts > 1:
            return
        if element.tag not in ("dl", "dt", "dd") and not area.is_foreign(element):
            yield element


def _of_line(element: Element) -> datetime | None:
    """Return the day of a line that says little else, and not that it is one of a change."""
    stated = read_date(element.get("datetime") or "") if element.tag == "time" else None
    text = dom.line(element, _LONGEST)
    around = bool(text) and element.find(".//time[@datetime]") is not None
    found = None if around else place_date(text)
    if stated is None and found is None:
        return None
    day, before, behind = found or (stated, "", text)
    words = dom.tokens(f"{before} {behind}")
    another = _OTHER_DAY.search(before or _label(element)) or behind.endswith(".")
    return None if another or len(words) > _FEW else stated or day


def _label(element: Element) -> str:
    """Return what stands right before an element in its line."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return f"{dom.line(previous, _LONGEST)} {previous.tail or ''}"
    return "" if parent is None else parent.text or ""


def _in_address(url: str) -> datetime | None:
    try:
        match = _DAY_IN_URL.search(urlsplit(url).path.lower())
    except ValueError:
        return None
    if not match:
        return None
    year, month, day = match.groups()
    return read_date(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")
