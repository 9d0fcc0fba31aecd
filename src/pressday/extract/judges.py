"""Two published judges say which text of a page is the article."""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.extract import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# A second opinion must be longer by so much, in words, before it replaces the first.
_CLEARLY = 1.5
_AT_LEAST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the judges took for the article: the text preferred, and all of both for tables.

    `fragment` is the second judge's own HTML, for pages where the source cannot
    be matched. `disagree` says that one found over one and a half times as much.
    """

    text: str
    other: str
    fragment: str
    disagree: bool


def judge(root: Element, page: str, url: str) -> Verdict:
    """Ask both judges; trafilatura is right more often, unless it found much too little."""
    first = _ask_trafilatura(root, url)
    fragment = _ask_readability(page, url)
    second = dom.visible_text(dom.parse_fragment(fragment))
    few, many = len(dom.tokens(first)), len(dom.tokens(second))
    longer = many > _CLEARLY * few + _AT_LEAST
    return Verdict(
        text=second if longer else first,
        other=first if longer else second,
        fragment=fragment,
        disagree=longer or few > _CLEARLY * many + _AT_LEAST,
    )


def _ask_trafilatura(root: Element, url: str) -> str:
    import trafilatura

    try:
        return (
            trafilatura.extract(
                deepcopy(root), url=url or None, include_comments=False, favor_precision=True
            )
            or ""
        )
    except Exception:  # noqa: BLE001 - a page that breaks one judge is left to the other
        return ""


def _ask_readability(page: str, url: str) -> str:
    import readability

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    try:
        return str(readability.Document(page, url=url or None).summary(html_partial=True))
    except Exception:  # noqa: BLE001 - the same the other way round
        return ""
