"""What a page says about itself, gathered once: meta elements, JSON-LD, microdata, RDFa."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pressday.extract.read import dom, jsonld
from pressday.extract.read.microdata import read_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|Question|WebPage)$", re.IGNORECASE)
_DUBLIN_CORE = re.compile(r"^(?:dc|dcterms?)[.:]")
_INLINE_TAG = re.compile(r"<([a-z]{1,6})(?:\s[^<>]{0,200})?>([^<>]{0,300})</\1>", re.IGNORECASE)
_ESCAPED = re.compile(r"&#?\w{1,10};")
_TIMES_ESCAPED = 3
_LONGEST = 5000  # characters of one value
_DEEPEST = 6  # levels from a node to a text
_MOST = 20  # values of one property


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """All that one page declares.

    `metas` maps names in lower case (Dublin Core always as `dc.`) to values, those that
    `property` names rather than those that `name` names; `things` are the article's nodes, the
    surest first, as JSON-LD states them; `items` the same marked up in the page;
    `others` are nodes of other types; `title` and `headings` are the title element and
    the h1 as shown.
    """

    root: Element
    metas: Mapping[str, list[str]]
    things: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    ids: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    title: str = ""
    headings: tuple[str, ...] = ()

    def meta(self, *names: str) -> str:
        """Return the first value that any of the meta names has, in the order given."""
        return next((v for name in names for v in self.metas.get(name, []) if v), "")

    def thing(self, *path: str) -> list[str]:
        """Return all texts at a path of keys, from the first JSON-LD article that has any."""
        return next(filter(None, (self.texts(thing, *path) for thing in self.things)), [])

    def item(self, *path: str) -> list[str]:
        """Return the same of what is marked up in the page."""
        return next(filter(None, (self.texts(item, *path) for item in self.items)), [])

    def texts(self, value: object, *path: str) -> list[str]:
        """Return all texts at a path of keys below a node."""
        return [text for text in _texts(value, path, self.ids) if text]


def read_declared(root: Element) -> Declared:
    """Gather what `root`, a whole page before any cleaning, declares."""
    titles = (e for e in root.iter("title") if next(e.iterancestors("svg"), None) is None)
    title = clean(next((e.text or "" for e in titles), ""))
    headings = tuple(clean(dom.line(h, _LONGEST)) for h in root.iter("h1"))
    nodes, items = jsonld.read_nodes(root), read_items(root)
    shown = "\n".join([title, *headings]).casefold()
    return Declared(
        root=root, title=title, headings=headings, metas=_metas(root),
        things=_articles(nodes, shown), items=_own_items(items, shown),
        others=[node for node in (*nodes, *items) if not _is_article(node)],
        ids=jsonld.by_id(nodes),
    )  # fmt: skip


def clean(text: str) -> str:
    """Return a value as people read it: entities resolved however often escaped, one blank each.

    Inline markup in a value leaves its text. JSON may spell characters that no XML
    document and no database takes.
    """
    text = text[:_LONGEST]
    for _ in range(_TIMES_ESCAPED):
        if not _ESCAPED.search(text):
            break
        text = html.unescape(text)
    if "</" in text:
        text = _INLINE_TAG.sub(r"\2", text)
    return " ".join(dom.seen(text).split())


def _metas(root: Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    elements = list(root.iter("meta"))
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        for name, contents in _named(elements, attribute).items():
            metas.setdefault(name, contents)
    return metas


def _named(elements: Sequence[Element], attribute: str) -> dict[str, list[str]]:
    """Return the contents of meta elements by the words of one attribute."""
    metas: dict[str, list[str]] = {}
    for element in elements:
        for name in (element.get(attribute) or "").lower().split():
            content = clean(element.get("content") or "")
            metas.setdefault(_DUBLIN_CORE.sub("dc.", name), []).append(content)
    return metas


def _articles(nodes: Sequence[dict[str, Any]], shown: str) -> list[dict[str, Any]]:
    """Return the nodes of articles, those first whose headline readers see.

    A page about the article says less than the article.
    """
    found = [node for node in nodes if _is_article(node)]
    return sorted(found, key=lambda node: (_is_page(node), not _is_shown(node, shown)))


def _own_items(items: Sequence[dict[str, Any]], shown: str) -> list[dict[str, Any]]:
    """Return the same without teasers: items of unseen headlines, unless there is but one."""
    found = _articles(items, shown)
    unseen = [item for item in found if not _is_page(item) and not _is_shown(item, shown)]
    return [item for item in found if len(unseen) == 1 or not any(item is u for u in unseen)]


def _is_page(node: dict[str, Any]) -> bool:
    return "WebPage" in str(node.get("@type"))


def _is_shown(node: dict[str, Any], shown: str) -> bool:
    names = _texts([node.get("headline"), node.get("name")], (), {})
    return any(name and name.casefold() in shown for name in names)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        _ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _texts(
    value: object, path: Sequence[str], ids: Mapping[str, dict[str, Any]], depth: int = 0
) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:_MOST]:
            yield from _texts(item, path, ids, depth + 1)
    elif isinstance(value, dict) and len(path) <= 1 and isinstance(value.get("@value"), str):
        yield clean(value["@value"])
    elif isinstance(value, dict) and path:
        name = value.get("@id")
        known = ids.get(name, {}) if isinstance(name, str) else {}
        yield from _texts((known | value).get(path[0]), path[1:], ids, depth + 1)
    elif isinstance(value, str) and len(path) <= 1:
        # A name or url may stand without the object that should hold it.
        yield clean(value)
