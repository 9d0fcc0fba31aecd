"""Who signed an article: what the page declares, else the by-line that readers see."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pressday.extract.describe import headline_area
from pressday.extract.describe.bylines import clean_bylines, is_full_name, turned
from pressday.extract.read import dom
from pressday.extract.read.microdata import carriers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pressday.extract.describe.declared import Declared
    from pressday.extract.describe.headline_area import Area
    from pressday.model import Provenance

_SIGNED = frozenset("a span p div address li cite h2 h3 h4 em strong".split())
_NAMED = re.compile(
    r"byline\w{0,8}|\w{0,8}authors?(?:name|info)?|vcard|contributors?|autor\w{0,2}|auteur|written-?by"
    r"|writer|reporter|journalist"
)
_CANDIDATES = " or ".join(
    f"contains(., '{part}')"
    for part in ("uthor", "yline", "vcard", "ontributor", "utor", "uteur", "riter")
)
_MOST = 40  # marked elements looked at
# A line that says nothing but who wrote it.
_BY = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|przez|text|texte?|testo|tekst|words|story|автор|текст)\b"
    r"\s*[:\uff1a]?\s+(?P<name>\S.*)$",
    re.IGNORECASE,
)
_LONGEST = 160  # characters of a by-line
_SUREST, _LIKELIEST = 3, 6  # elements tried


def read_bylines(heads: Declared, area: Area, site: str) -> tuple[tuple[str, ...], Provenance]:
    """Return the names of the authors in order: stated, or guessed from the page."""
    metas = heads.metas
    for names in (
        heads.thing("author", "name"),
        [turned(name) for name in metas.get("dc.creator", [])],
        metas.get("author", []),
        metas.get("parsely-author", []), metas.get("article:author", []),
        [turned(name) for name in metas.get("citation_author", [])],
        metas.get("sailthru.author", []), metas.get("byl", []), metas.get("dcsext.author", []),
        heads.item("author", "name"), heads.thing("creator", "name"),
    ):  # fmt: skip
        found = clean_bylines(names, site)
        if found:
            return found, "declared"
    return next(
        filter(None, (clean_bylines(names, site) for names in _shown(heads, area))), ()
    ), "guessed"


def _shown(heads: Declared, area: Area) -> Iterator[list[str]]:
    """Iterate over lines that look like by-lines, the surest first."""
    sure, likely = _marked(heads.root, area)
    # Several marked as authors in one line sign together.
    together = [e for e in sure if e.getparent() is sure[0].getparent()]
    yield [_text(element) for element in together]
    yield from ([_text(element)] for element in (*sure[:_SUREST], *likely[:_LIKELIEST]))
    for element in area.near:
        line = _BY.match(_line(element)) if len(element) <= _LIKELIEST else None
        if line and is_full_name(" ".join(line["name"].split()[:2])):
            yield [line["name"]]


def _marked(root: Element, area: Area) -> tuple[list[Element], list[Element]]:
    """Return the article's elements that are marked as authors, and those named like by-lines."""
    sure: list[Element] = []
    likely: list[Element] = []
    named = (f"{name}[{_CANDIDATES}]" for name in ("rel", "itemprop", "class", "id"))
    for element in carriers(root, *named):
        said = f"{element.get('rel')} {element.get('itemprop')}".split()
        if element.tag not in _SIGNED:
            continue
        words = headline_area.names(element)
        if "author" in said or {"author", "p"} <= words:
            sure.append(element)
        elif any(map(_NAMED.fullmatch, words)):
            likely.append(element)
    return _of_article(sure, area), _of_article(likely, area)


def _of_article(elements: list[Element], area: Area) -> list[Element]:
    return [element for element in elements[:_MOST] if not area.is_foreign(element)]


def _text(element: Element) -> str:
    """Return the words of a by-line; of a longer block with a name marked in it, the name."""
    inner = islice(element.iterdescendants(), _MOST)
    named = (e for e in inner if "fn" in headline_area.names(e) or e.get("itemprop") == "name")
    return _line(next(named, element))


def _line(element: Element) -> str:
    text = " ".join(dom.visible_text(element).split())
    return text if len(text) <= _LONGEST else ""
