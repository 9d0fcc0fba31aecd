"""JSON-LD as pages really carry it: wrapped, broken, in graphs, pointing at one another."""

from __future__ import annotations

import html
import json
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_WRAPPING = re.compile(r"^(?:\s|;|<!--|-->|(?:/[/*])?\s*(?:<!\[CDATA\[|\]\]>)(?:\s*\*/)?)+")
_WRAPPING_END = re.compile(r"(?:;|-->|(?:/[/*]\s*)?\]\]>(?:\s*\*/)?)\s*$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_GAP = re.compile(r"[\s,;]*")
_DEEPEST = 8  # levels of lists and graphs
_MOST = 400  # nodes: what an article says of itself stands early
_LONGEST = 2_000_000  # characters of one script
_SCRIPTS = 16  # that are remembered: several steps ask what those of a page say


def read_nodes(root: Element) -> list[dict[str, Any]]:
    """Return all typed nodes of a page's JSON-LD in page order; what cannot be read is left out."""
    nodes: list[dict[str, Any]] = []
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        if kind == "application/ld+json" and len(nodes) < _MOST:
            nodes.extend(node for value in _load(script.text or "") for node in _flatten(value))
    return nodes[:_MOST]


def by_id(nodes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the nodes that others can point at with nothing but an `@id`."""
    named: dict[str, dict[str, Any]] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            named.setdefault(name, node)
    return named


@lru_cache(maxsize=_SCRIPTS)
def _load(text: str) -> tuple[object, ...]:
    """Return the values of a script: mended step by step until something can be read."""
    if len(text) > _LONGEST:
        return ()
    bare = _unwrapped(text.strip())
    for mended in (bare, _TRAILING_COMMA.sub(r"\1", bare), html.unescape(bare)):
        values = tuple(islice(_values(mended), _MOST))
        if values:
            return values
    return ()


def _unwrapped(text: str) -> str:
    text = _WRAPPING.sub("", text[:200]) + text[200:]
    tail = text[-200:]
    while _WRAPPING_END.search(tail):
        tail = _WRAPPING_END.sub("", tail).rstrip()
    return text[: -len(text[-200:])] + tail if text else ""


def _values(text: str) -> Iterator[object]:
    """Iterate over values that stand one behind the other, up to the first that is broken."""
    decoder, place = json.JSONDecoder(strict=False), 0
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return
        yield value
        gap = _GAP.match(text, place)
        place = gap.end() if gap else len(text)


def _flatten(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:_MOST]:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "isPartOf"):
            yield from _flatten(value.get(name), depth + 1)
