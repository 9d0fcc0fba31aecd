"""The picture and the sentence that open an article, taken out of where they would stand twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pressday.extract import dom
from pressday.extract.fragment import picture_of
from pressday.model import DraftImage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.extract.metadata import Metadata
    from pressday.model import Provenance

_EARLY = 4  # blocks in which a first figure counts as the opening picture
_SIZE = re.compile(
    r"[-_.](?:\d{2,4}x\d{2,4}|\d{3,4}w?|scaled|large|medium|small|thumb(?:nail)?|crop)(?=[-_.]|$)",
    re.IGNORECASE,
)
# Pictures that stand for the site, not for the article.
_STAND_IN = re.compile(
    r"(?:^|[/_.-])(?:default|placeholder|logos?|fallback|no-?image|og-?image|og-?default|favicon"
    r"|social-?(?:share|card)|share-?image|blank|icon)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 40, 400  # characters of a standfirst
_CUT_SHORT = re.compile(
    r"(?:\u2026|\.\.\.|\[\u2026\]|read more|continue reading)\W*$", re.IGNORECASE
)
_SENTENCE_END = (".", "!", "?", "\u201d", '"', "\u2019", "\u3002", ")")
_COMPARED = 12  # words that tell a copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The opening picture, with its provenance."""

    image: DraftImage
    provenance: Provenance


def take_picture(body: Element, meta: Metadata) -> Lead | None:
    """Choose the opening picture and remove its copy from `body`.

    The picture the page declares, with caption and credit of its copy in the
    text; else a figure at the very start.
    """
    figures = list(body.iter("figure"))
    declared = meta.picture if not _STAND_IN.search(unquote(urlsplit(meta.picture).path)) else ""
    if declared:
        copy = next((f for f in figures if _key(_source(f)) == _key(declared)), None)
        if copy is None:
            return Lead(image=DraftImage(url=declared, alt=meta.picture_alt), provenance="declared")
        return Lead(image=_take(copy), provenance="declared")
    early = next((f for f in list(body)[:_EARLY] if f.tag == "figure"), None)
    return None if early is None else Lead(image=_take(early), provenance="guessed")


def _take(figure: Element) -> DraftImage:
    found = picture_of(figure)
    dom.drop(figure)
    return found


def _source(figure: Element) -> str:
    image = figure.find("img")
    return "" if image is None else image.get("src") or ""


def _key(url: str) -> str:
    """Return a picture's address without host, query and size."""
    name = unquote(urlsplit(url).path).rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return _SIZE.sub("", stem).lower() or url


def take_standfirst(body: Element, description: str, title: str) -> str:
    """Return the description where it adds something, else an empty string.

    A first heading with the same words leaves the body for it. Copies of the
    beginning, whole or cut short, and copies of the title say nothing new.
    """
    words = dom.tokens(description)
    first = next((block for block in body if block.tag in ("p", *dom.HEADINGS)), None)
    if first is not None and first.tag != "p" and dom.tokens(dom.visible_text(first)) == words:
        dom.drop(first)
    elif _repeats(words, dom.tokens(dom.visible_text(body))):
        return ""
    return description if _is_sentence(description) and words != dom.tokens(title) else ""


def _repeats(words: list[str], body: list[str]) -> bool:
    start = words[:_COMPARED]
    size = len(start)
    return any(body[i : i + size] == start for i in range(max(0, len(body) - size + 1)))


def _is_sentence(text: str) -> bool:
    if not _SHORTEST <= len(text) <= _LONGEST or _CUT_SHORT.search(text):
        return False
    return text.endswith(_SENTENCE_END) or len(text) < _LONGEST / 2
