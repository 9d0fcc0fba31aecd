"""Two published judges, and the page itself, say which text of a page is the article."""

from __future__ import annotations

import logging
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from pressday.body.markup import plain
from pressday.extract.read import dom
from pressday.extract.read.controls import open_controls
from pressday.extract.read.hidden import unseen
from pressday.extract.read.jsonld import read_nodes
from pressday.extract.read.listings import settle_listings
from pressday.extract.read.side_notes import side_notes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# A second opinion must be longer by so much, in words, before it replaces the first.
_CLEARLY = 1.5
_AT_LEAST = 20
# Elements of the largest page that the judges see: they take quadratic time, and the longest
# encyclopedia entries have ten thousand.
_MOST = 40_000
_MOST_SIBLINGS = 5_000  # the same for children of one element: a long book has fewer paragraphs
_UNSEEN = "unseen"
_LOG = logging.getLogger("pressday.extract")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the judges took for the article.

    `text` is the preferred judge's, `other` the other's. `declared` is the text the
    page states in JSON-LD, `marked` the elements it marks as the article's body;
    most pages have neither. `fragment` is the second judge's own HTML, for pages where the source
    cannot be matched. `disagree` says that one found over one and a half times as much.
    """

    text: str
    other: str
    fragment: str
    disagree: bool
    declared: str = ""
    marked: tuple[Element, ...] = ()


def judge(root: Element, url: str) -> Verdict:
    """Ask both judges; trafilatura is right more often, unless it found much too little.

    Both get the same copy of the page without scripts and hidden parts. A page of
    boundless size is not shown to them.
    """
    seen = deepcopy(root)
    open_controls(seen)
    settle_listings(seen)
    for element in [*unseen(seen), *side_notes(seen)]:
        element.tag = _UNSEEN
    etree.strip_elements(seen, _UNSEEN, with_tail=False)
    if _is_boundless(seen):
        _LOG.info("judged", extra={"facts": {"url": url, "judge": "none: boundless"}})
        return Verdict(text=_densest(seen), other="", fragment="", disagree=False)
    first = _ask_trafilatura(seen, url)
    fragment = _ask_readability(seen)
    second = plain(fragment)
    few, many = len(dom.tokens(first)), len(dom.tokens(second))
    longer = many > _CLEARLY * few + _AT_LEAST
    won = "readability" if longer else "trafilatura"
    words = {"trafilatura": few, "readability": many}
    _LOG.info("judged", extra={"facts": {"url": url, "judge": won, "words": words}})
    return Verdict(
        text=second if longer else first,
        other=first if longer else second,
        fragment=fragment,
        disagree=longer or few > _CLEARLY * many + _AT_LEAST,
        declared=_declared(root),
        marked=_marked(root),
    )


def _is_boundless(root: Element) -> bool:
    siblings: Counter[Element | None] = Counter(e.getparent() for e in root.iter())
    return siblings.total() > _MOST or max(siblings.values()) > _MOST_SIBLINGS


def _densest(root: Element) -> str:
    """Return the text of the element with most text in its own paragraphs."""
    weight: Counter[Element] = Counter()
    for line in root.iter("p"):
        parent = line.getparent()
        if parent is not None:
            weight[parent] += len(dom.inner_text(line))
    found = max(weight, key=lambda element: weight[element], default=root)
    return dom.visible_text(found)


def _declared(root: Element) -> str:
    """Return the longest text that JSON-LD states, markup and entities resolved."""
    texts = (node.get("articleBody") for node in read_nodes(root))
    return plain(max((text for text in texts if isinstance(text, str)), key=len, default=""))


def _marked(root: Element) -> tuple[Element, ...]:
    return tuple(e for e in root.iter() if "articleBody" in (e.get("itemprop") or "").split())


def _ask_trafilatura(root: Element, url: str) -> str:
    import trafilatura

    try:
        return (
            trafilatura.extract(root, url=url or None, include_comments=False, favor_precision=True)
            or ""
        )
    except Exception:  # noqa: BLE001 - a page that breaks one judge is left to the other
        return ""


def _ask_readability(root: Element) -> str:
    import readability

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    try:
        return str(readability.Document(root).summary(html_partial=True))
    except Exception:  # noqa: BLE001 - the same the other way round
        return ""
