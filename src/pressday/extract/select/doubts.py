"""Why an editor should look at a page's text before trusting it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree

from pressday.extract.read import dom
from pressday.extract.read.jsonld import read_nodes
from pressday.extract.select.phrases import SCRIPTED, SUBSCRIBERS, any_of, compiled

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FEW_WORDS = 120
_SHORT = 3 * FEW_WORDS  # words: a longer text is hardly a teaser
_SHELL = 60  # words on a whole page that a script is to fill

_TEXTS = etree.XPath(
    ".//text()[not(parent::script or parent::style or parent::template or parent::title)]",
    smart_strings=False,
)
_FALSE = re.compile(r"\W*(?:https?://schema\.org/)?false\W*", re.IGNORECASE)
_LOCKED = re.compile(r"locked|metered|premium|paid|subscribers?", re.IGNORECASE)
_WALL = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall|reg-?wall|subscri(?:be|ption|ber)s?-?(?:wall|only|gate|prompt)"
    r"|premium-?content|locked-?content|content-?gate|piano-?(?:offer|container))(?:[\s_-]|$)",
    re.IGNORECASE,
)
_SUBSCRIBE = compiled(any_of(SUBSCRIBERS))
_SCRIPT = compiled(any_of(SCRIPTED))
# Names of the empty elements that common frameworks fill.
_MOUNTS = frozenset({"root", "app", "__next", "__nuxt", "react-root", "main-app", "svelte"})


def doubts(root: Element, text: str) -> list[str]:
    """Return what speaks against `text`, which was found on a page still whole."""
    short = len(dom.tokens(text)) < _SHORT
    shown = _shown(root) if short else ""
    checks = {
        "the page says that it needs a subscription": _is_declared_closed(root)
        or (short and (bool(_SUBSCRIBE.search(shown)) or _has_wall(root))),
        "the page says that it needs JavaScript": short and needs_script(root, shown),
    }
    return [message for message, holds in checks.items() if holds]


def needs_script(root: Element, shown: str = "") -> bool:
    """Whether a page with little text asks for a script, or is an empty shell for one."""
    shown = shown or _shown(root)
    if _SCRIPT.search(shown):
        return True
    mounts = (e for e in root.iter("div", "main", "section") if e.get("id") in _MOUNTS)
    waits = any(not dom.inner_text(mount).strip() for mount in mounts)
    return waits and len(dom.tokens(shown)) < _SHELL


def _is_declared_closed(root: Element) -> bool:
    """Whether schema.org markup or a meta element says that the article is not free."""
    stated = [node.get("isAccessibleForFree") for node in read_nodes(root)]
    stated += [_value(e) for e in root.iter() if e.get("itemprop") == "isAccessibleForFree"]
    tiers = [
        e.get("content") or ""
        for e in root.iter("meta")
        if e.get("property") == "article:content_tier"
    ]
    return any(_FALSE.fullmatch(str(value)) for value in stated) or any(
        _LOCKED.fullmatch(tier.strip()) for tier in tiers
    )


def _value(element: Element) -> str:
    return element.get("content") or element.get("href") or dom.inner_text(element)


def _has_wall(root: Element) -> bool:
    return any(_WALL.search(dom.class_names(e)) for e in root.iter("div", "section", "aside", "p"))


def _shown(root: Element) -> str:
    """Return the words of a page, those for readers without scripts included."""
    texts = cast("list[str]", _TEXTS(root))
    return " ".join("".join(texts).split())
