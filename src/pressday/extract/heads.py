"""What a page says about itself, gathered once: meta elements, links, JSON-LD."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressday.extract import dom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

_ARTICLE = re.compile(r"Article|Posting|Report|Review|Recipe|WebPage$", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://)?<!\[CDATA\[)|(?:-->|(?://)?\]\]>)\s*$")
_DEEPEST = 8  # levels of lists and graphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """`metas` maps names in lower case to values in page order; `things` are JSON-LD articles."""

    root: Element
    metas: dict[str, list[str]]
    things: list[dict[str, Any]]

    def meta(self, *names: str) -> str:
        """Return the first value that any of the meta names has, in the order given."""
        return next((v for name in names for v in self.metas.get(name, []) if v), "")

    def thing(self, *path: str) -> list[str]:
        """Return all texts at a path of JSON-LD keys, from the first article that has any."""
        for thing in self.things:
            found = [text for text in _texts(thing, path) if text]
            if found:
                return found
        return []


def read_heads(root: Element) -> Heads:
    """Gather what `root`, a whole page before any cleaning, declares."""
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        names = element.get("property") or element.get("name") or element.get("itemprop") or ""
        for name in names.lower().split():
            metas.setdefault(name, []).append(clean(element.get("content") or ""))
    things = [thing for thing in _things(root) if _is_article(thing)]
    # A page about the article says less than the article.
    things.sort(key=lambda thing: "WebPage" in str(thing.get("@type")))
    return Heads(root=root, metas=metas, things=things)


def clean(text: str) -> str:
    """Return a value as people read it: twice escaped entities resolved, white space folded.

    JSON may spell characters that no XML document and no database takes.
    """
    return " ".join(dom.seen(html.unescape(text)).split())


def _things(root: Element) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            yield from _flatten(_load(script.text or ""))


def _load(text: str) -> object:
    try:
        return json.loads(_WRAPPING.sub("", text.strip()), strict=False)
    except (ValueError, RecursionError):
        return None


def _flatten(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _flatten(value.get(name), depth + 1)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(
        _ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _texts(value: object, path: Sequence[str]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:50]:
            yield from _texts(item, path)
    elif isinstance(value, dict) and path:
        yield from _texts(value.get(path[0]), path[1:])
    elif isinstance(value, str) and len(path) <= 1:
        # A name or url may stand without the object that should hold it.
        yield clean(value)
