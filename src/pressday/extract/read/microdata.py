"""Microdata and RDFa as nodes of the same shape as JSON-LD's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST = 2000  # marked elements
_HIGHEST = 40  # levels up to the item that a property belongs to
_LONGEST = 1000  # characters of one value
# Properties whose value is an address; of a linked name the name is wanted.
_ADDRESSES = frozenset("url license sameAs mainEntityOfPage contentUrl thumbnailUrl @id".split())
_SAID_BY = {"img": "src", "link": "href", "source": "src", "object": "data"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Syntax:
    """The attributes that open an item, give its type and name a property."""

    scope: str
    kind: str
    name: str


_SYNTAXES = (
    _Syntax(scope="itemscope", kind="itemtype", name="itemprop"),
    _Syntax(scope="typeof", kind="typeof", name="property"),
)


def read_items(root: Element) -> list[dict[str, Any]]:
    """Return the items of a page, outer before inner, each property a list of values."""
    return [item for syntax in _SYNTAXES for item in _items(root, syntax)]


def _items(root: Element, syntax: _Syntax) -> list[dict[str, Any]]:
    found: dict[Element, dict[str, Any]] = {}
    for element in _marked(root, syntax):
        owner = _owner(element, found)
        value: object
        if syntax.scope in element.attrib:
            value = found[element] = {"@type": _kinds(element.get(syntax.kind) or "")}
        elif owner is not None:
            value = _value(element, element.get(syntax.name) or "")
        if owner is not None:
            for name in _names(element.get(syntax.name) or ""):
                owner.setdefault(name, []).append(value)
    return list(found.values())


def carriers(root: Element, *attributes: str) -> list[Element]:
    """Return the elements that carry one of these attributes, in document order.

    An attribute is named as XPath does: `itemprop`, `rel[contains(., 'icon')]`.
    """
    # By attribute: five times as fast as asking each element.
    found = root.xpath("|".join(f"//@{attribute}/.." for attribute in attributes))
    return cast("list[Element]", found)


def _marked(root: Element, syntax: _Syntax) -> list[Element]:
    """Return what opens an item or states a property; `property` of a meta is not RDFa's."""
    found = carriers(root, syntax.scope, syntax.name)
    own = (element for element in found if element.tag != "meta" or syntax.name == "itemprop")
    return list(islice(own, _MOST))


def _owner(element: Element, found: dict[Element, dict[str, Any]]) -> dict[str, Any] | None:
    for level, parent in enumerate(element.iterancestors()):
        if parent in found:
            return found[parent]
        if level > _HIGHEST:
            break
    return None


def _kinds(value: str) -> list[str]:
    return [kind.rstrip("/").rpartition("/")[2].rpartition(":")[2] for kind in value.split()]


def _names(value: str) -> list[str]:
    names = (name.rpartition("/")[2].rpartition(":")[2] for name in value.split())
    return [name for name in names if name and not name.startswith("@")]


def _value(element: Element, names: str) -> str:
    attribute = _SAID_BY.get(str(element.tag), "")
    if any(name in _ADDRESSES for name in _names(names)):
        attribute = attribute or "href"
    said = (element.get(name) for name in ("content", "datetime", attribute) if name)
    shown = next((text for text in said if text), None)
    return (dom.visible_text(element) if shown is None else shown)[:_LONGEST]
