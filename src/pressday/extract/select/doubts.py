"""Why an editor should look at a page's text before trusting it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lxml import etree

from pressday.extract.read import dom
from pressday.extract.read.jsonld import read_nodes
from pressday.extract.read.microdata import carriers
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What on a whole page speaks against any text of it being all of the article.

    `closed` says that the page declares it not free, `wall` that a box of it does; `shown` are
    the page's words, those for readers without scripts included; `waits` tells that an element
    is empty which scripts fill.
    """

    closed: bool = False
    wall: bool = False
    shown: str = ""
    waits: bool = False

    @property
    def needs_script(self) -> bool:
        """Whether a page with little text asks for a script, or is an empty shell for one."""
        if _SCRIPT.search(self.shown):
            return True
        return self.waits and len(dom.tokens(self.shown)) < _SHELL


def read_signs(root: Element) -> Signs:
    """Return what a page says, before any step removes something."""
    mounts = (e for e in root.iter("div", "main", "section") if e.get("id") in _MOUNTS)
    return Signs(
        closed=_is_declared_closed(root), wall=_has_wall(root), shown=_shown(root),
        waits=any(not dom.inner_text(mount).strip() for mount in mounts),
    )  # fmt: skip


def doubts(signs: Signs, words: int) -> list[str]:
    """Return what speaks against a text of so many words."""
    short = words < _SHORT
    asked = short and (signs.wall or bool(_SUBSCRIBE.search(signs.shown)))
    checks = {
        "the page says that it needs a subscription": signs.closed or asked,
        "the page says that it needs JavaScript": short and signs.needs_script,
    }
    return [message for message, holds in checks.items() if holds]


def _is_declared_closed(root: Element) -> bool:
    """Whether schema.org markup or a meta element says that the article is not free."""
    stated = [node.get("isAccessibleForFree") for node in read_nodes(root)]
    stated += [_value(e) for e in carriers(root, "itemprop[. = 'isAccessibleForFree']")]
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
    return any(
        dom.says(_WALL, dom.class_names(e)) for e in root.iter("div", "section", "aside", "p")
    )


def _shown(root: Element) -> str:
    """Return the words of a page, those for readers without scripts included."""
    texts = cast("list[str]", _TEXTS(root))
    return " ".join("".join(texts).split())
