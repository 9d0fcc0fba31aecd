"""Formulas: presentation MathML in its own namespace, or their text where it is anything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

MATHML = "http://www.w3.org/1998/Math/MathML"

_NAMESPACE: dict[str | None, str] = {None: MATHML}
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms", "mspace"})
# element: least and most children (None: any number)
_ARITY: dict[str, tuple[int, int | None]] = {
    "mrow": (0, None), "msqrt": (0, None), "mstyle": (0, None), "mpadded": (0, None),
    "mphantom": (0, None), "merror": (0, None), "mfrac": (2, 2), "mroot": (2, 2),
    "msub": (2, 2), "msup": (2, 2), "munder": (2, 2), "mover": (2, 2),
    "msubsup": (3, 3), "munderover": (3, 3),
    "mtable": (1, None), "mtr": (0, None), "mtd": (0, None),
}  # fmt: skip
_INSIDE = {"mtable": {"mtr"}, "mtr": {"mtd"}}
_WHERE = {"mathvariant": {*_TOKENS, "mstyle"}, "stretchy": {"mo"}, "fence": {"mo"},
          "display": {"math"}, "displaystyle": {"math", "mstyle"}}  # fmt: skip
_ATTRIBUTES = {
    "mathvariant": "normal|bold|italic|bold-italic|double-struck|script|fraktur|monospace",
    "stretchy": "true|false",
    "fence": "true|false",
    "display": "block|inline",
    "displaystyle": "true|false",
}


def set_formula(element: HtmlElement) -> _Element | None:
    """Return `element` as a MathML tree; None when it holds anything but presentation MathML."""
    from lxml import etree

    root = etree.Element(f"{{{MATHML}}}math", nsmap=_NAMESPACE)  # type: ignore[arg-type] # the stubs know no default
    if not all(_copy(child, root) for child in _shown(element)):
        return None
    _copy_attributes(element, root)
    root.set("alttext", element.get("alttext") or " ".join(element.text_content().split()))
    return root if len(root) else None


def _shown(element: HtmlElement) -> list[HtmlElement]:
    """Return the children that are seen: of `semantics`, the first."""
    children = [c for c in element if isinstance(c.tag, str)]
    if len(children) == 1 and children[0].tag == "semantics":
        return [c for c in children[0] if isinstance(c.tag, str)][:1]
    return children


def _copy(element: HtmlElement, parent: _Element) -> bool:
    """Append a copy of `element` to `parent`; return whether it is what may stand there."""
    from lxml import etree

    children = [c for c in element if isinstance(c.tag, str)]
    tag = element.tag
    copy = etree.SubElement(parent, f"{{{MATHML}}}{tag}") if re.fullmatch("[a-z]+", tag) else None
    if copy is None:
        return False
    _copy_attributes(element, copy)
    if tag in _TOKENS:
        copy.text = (element.text or "") if tag != "mspace" else None
        return not children
    low, high = _ARITY.get(tag, (1, 0))
    within = _INSIDE.get(tag)
    home = {"mtr": "mtable", "mtd": "mtr"}.get(tag)
    fits = low <= len(children) <= (len(children) if high is None else high)
    fits = fits and (within is None or all(c.tag in within for c in children))
    fits = fits and (home is None or etree.QName(parent).localname == home)
    return fits and all(_copy(child, copy) for child in children)


def _copy_attributes(element: HtmlElement, copy: _Element) -> None:
    for name, pattern in _ATTRIBUTES.items():
        if element.tag in _WHERE[name] and re.fullmatch(pattern, element.get(name) or ""):
            copy.set(name, element.get(name) or "")
