"""When a page was published and changed: what it declares, else what a reader would guess."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.extract.describe import headline_area
from pressday.extract.describe.dates import find_date, read_date
from pressday.extract.read import dom
from pressday.extract.read.microdata import carriers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lxml.etree import _Element as Element

    from pressday.extract.describe.declared import Declared
    from pressday.model import Provenance

# What names of meta elements say of a day of publication, the plainest first.
_PUBLISHED = (
    re.compile(r"publi(?!sher)|pub[._-]?(?:date|time)|date[._-]?pub|articlefirst"),
    re.compile(r"issued|created?|original|online|upload"),
    re.compile(r"(?:^|[._-]|p)(?:date|time)$"),
)
_CHANGES = re.compile(r"modif|updat|lastmod|utime")
_DAY_IN_URL = re.compile(
    r"/((?:19|20)\d\d)(?:/|-|_)?(0?[1-9]|1[0-2]|[a-z]{3})(?:/|-|_)?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_DATED = frozenset(
    "date time timestamp published pubdate posted dateline byline datetime meta datum fecha data"
    " publish updated".split()
)
_CHANGED = re.compile(
    r"\W*(?:last |zuletzt )?(?:updated?|modified|changed|aktualisiert|geändert|mise? à jour"
    r"|actualizado|aggiornato|atualizado|bijgewerkt|oppdatert|uppdaterad|обновлено)\b",
    re.IGNORECASE,
)
_LONGEST = 120  # characters of a line that holds a date


def read_published(heads: Declared, url: str) -> tuple[datetime | None, Provenance]:
    """Return the day or moment of publication: stated, or guessed from address and lines."""
    stated = [*heads.thing("datePublished"), *_published(heads)]
    created = [
        *heads.item("datePublished"),
        *heads.thing("dateCreated"),
        *heads.thing("uploadDate"),
    ]
    found = _first([*stated, *created])
    if found:
        return found, "declared"
    loose = _loose(heads.root, "datePublished")
    moments = [moment for moment in map(read_date, loose) if moment]
    if moments and len({moment.date() for moment in moments}) == 1:
        return moments[0], "declared"
    return next(iter(moments), None) or _guess(heads, url), "guessed"


def read_modified(heads: Declared, published: datetime | None) -> datetime | None:
    """Return the moment of the last change, if stated and not before publication."""
    metas = [text for n, texts in heads.metas.items() if _CHANGES.search(n) for text in texts]
    texts = [*heads.thing("dateModified"), *metas, *heads.item("dateModified")]
    found = _first([*texts, *_loose(heads.root, "dateModified")])
    return None if found and published and found < published else found


def _published(heads: Declared) -> list[str]:
    named = [name for name in heads.metas if not _CHANGES.search(name)]
    ordered = [name for form in _PUBLISHED for name in named if form.search(name)]
    return [text for name in ordered for text in heads.metas[name]]


def _first(texts: Iterable[str]) -> datetime | None:
    return next(filter(None, map(read_date, texts)), None)


def _loose(root: Element, item: str) -> list[str]:
    """Return dates marked as what they are without an item around them."""
    found = carriers(root, f"itemprop[contains(., '{item}')]")
    if item == "datePublished":
        found += carriers(root, "pubdate")
    attributes = ("datetime", "content", "title")
    return [e.get(name) or "" for e in found[:20] for name in attributes]


def _guess(heads: Declared, url: str) -> datetime | None:
    dated = (e for e in headline_area.near_headline(heads) if _is_dated(e))
    near = [e for e in dated if not headline_area.is_foreign(e)]
    shown = _first(e.get("datetime") or "" for e in near if e.tag == "time") or _in_lines(near)
    named = _in_address(url)
    if named and shown and abs(shown - named) > timedelta(days=2):
        return named
    return shown or named


def _in_lines(near: list[Element]) -> datetime | None:
    """Return the first date in a short line that is named for one."""
    for element in near:
        text = dom.visible_text(element) if len(element) <= 20 else ""  # noqa: PLR2004 - a line, not a section
        fits = text.strip() and len(text) < 4 * _LONGEST and not _CHANGED.match(text)
        found = find_date(text) if fits else None
        if found:
            return found
    return None


def _is_dated(element: Element) -> bool:
    return element.tag == "time" or bool(_DATED & headline_area.names(element))


def _in_address(url: str) -> datetime | None:
    try:
        match = _DAY_IN_URL.search(urlsplit(url).path.lower())
    except ValueError:
        return None
    if not match:
        return None
    year, month, day = match.groups()
    return read_date(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")
