"""Any body fragment to one that the XHTML schema of EPUB accepts; no word is lost.

Bodies are in the body vocabulary already; what is put right here is what the
vocabulary does not rule out: blocks inside paragraphs, cells outside tables,
dates that are no dates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.body.vocabulary import BLOCKS, INLINES
from pressday.layout.mathml import MATHML, set_formula
from pressday.layout.words import language_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_GONE = frozenset({"script", "style", "template", "head", "title", "noscript"})
_KNOWN = (BLOCKS | INLINES) - {"math"}
_FLOW = BLOCKS - {"img", "math"}
_ONLY_PHRASING = INLINES | {"p", "h2", "h3", "h4", "pre"}
_HEADINGS = frozenset({"h2", "h3", "h4"})
_NEVER_EMPTY = _HEADINGS | {"li", "ul", "ol"}
_SEEN = frozenset({"img", f"{{{MATHML}}}math"})
_PLAIN_CELLS = frozenset({"th", "dt", "caption"})

# element: what may stand directly in it, and what a stray is wrapped in
_STRICT = {
    "ul": ({"li"}, "li"),
    "ol": ({"li"}, "li"),
    "dl": ({"dt", "dd"}, "dd"),
    "table": ({"caption", "thead", "tbody", "tr"}, "tr"),
    "thead": ({"tr"}, "tr"),
    "tbody": ({"tr"}, "tr"),
    "tr": ({"td", "th"}, "td"),
}
# element: where it may stand, and what it becomes elsewhere (None: its content stays)
_HOMES: dict[str, tuple[set[str], str | None]] = {
    "li": ({"ul", "ol"}, "div"),
    "dt": ({"dl"}, "div"),
    "dd": ({"dl"}, "div"),
    "caption": ({"table"}, "div"),
    "thead": ({"table"}, None),
    "tbody": ({"table"}, None),
    "tr": ({"table", "thead", "tbody"}, None),
    "td": ({"tr"}, "div"),
    "th": ({"tr"}, "div"),
    "figcaption": ({"figure"}, "div"),
    "rt": ({"ruby"}, None),
}

_DAY = r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"
_MOMENT = re.compile(
    rf"{_DAY}|\d{{4}}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?"
)
_SPAN = re.compile(r"[1-9]\d{0,2}")
_START = r"\d{1,5}"


def _matching(pattern: str | re.Pattern[str]) -> Callable[[str], str]:
    return lambda value: value.strip() if re.fullmatch(pattern, value.strip()) else ""


# class: the elements that it says something of
_CLASS_HOMES = {
    "noteref": {"a"},
    "footnotes": {"aside"},
    "footnote": {"li"},
    "pullquote": {"aside"},
    "factbox": {"aside"},
    "embed": {"aside"},
    "note": {"aside"},
    "question": {"div"},
    "answer": {"div"},
    "posting": {"div"},
    "signature": {"p"},
    "credit": {"span", "p"},
}


_GLOBAL: dict[str, Callable[[str], str]] = {
    "lang": language_tag,
    "dir": _matching("ltr|rtl|auto"),
    "title": str.strip,
    "id": str.strip,
}
# `cite` goes: no reading system shows it, and an http address in it is a fault
_OWN: dict[str, dict[str, Callable[[str], str]]] = {
    "a": {"href": str.strip},
    "img": {"src": _matching(r"media:[0-9a-f]{64}"), "alt": str.strip},
    "ol": {"start": _matching(_START), "reversed": _matching("reversed")},
    "td": {"colspan": _matching(_SPAN), "rowspan": _matching(_SPAN)},
    "th": {
        "colspan": _matching(_SPAN),
        "rowspan": _matching(_SPAN),
        "scope": _matching("row|col|rowgroup|colgroup"),
    },
    "time": {"datetime": _matching(_MOMENT)},
    "ins": {"datetime": _matching(_MOMENT)},
    "del": {"datetime": _matching(_MOMENT)},
}


def conform(root: HtmlElement) -> None:
    """Change the tree below `root`, a `div`, until the schema of XHTML in EPUB accepts it."""
    _filter(root)
    for element in _elements(root):
        if element.tag in _STRICT:
            _wrap_strays(element)
    for element in _elements(root):
        _send_home(element)
    for element in reversed(_elements(root)):
        _part_blocks(element)
    for element in _elements(root):
        if mend := _MENDS.get(element.tag):
            mend(element)
    for element in reversed(_elements(root)):
        if element.tag in _NEVER_EMPTY and _is_empty(element):
            element.drop_tree()


def _elements(root: HtmlElement) -> list[HtmlElement]:
    """Return the elements below `root` in document order, without what is inside formulas."""
    return [e for e in root.iterdescendants() if e.tag in _KNOWN]


def _is_empty(element: HtmlElement) -> bool:
    """Tell whether nothing in `element` can be read or seen."""
    seen = (inner.tag in _SEEN for inner in element.iterdescendants())
    return not element.text_content().strip() and not any(seen)


def _filter(root: HtmlElement) -> None:
    for element in list(root.iter()):
        if element is root or not _belongs(element, root):
            continue
        if not isinstance(element.tag, str) or element.tag in _GONE:
            element.drop_tree()
        elif element.tag == "math":
            _replace_formula(element)
        elif element.tag not in _KNOWN:
            element.drop_tag()
        else:
            _filter_attributes(element)


def _belongs(element: HtmlElement, root: HtmlElement) -> bool:
    """Return whether `element` is still in the tree and not part of a formula."""
    above = list(element.iterancestors())
    return above[-1:] == [root] and all(a.tag in _KNOWN for a in above)


def _replace_formula(element: HtmlElement) -> None:
    """Put MathML proper in the place of `element`, or its text."""
    formula = set_formula(element)
    if formula is None:
        text = element.makeelement("code", {})
        text.text = " ".join(element.text_content().split())
        formula = text
    formula.tail = element.tail
    element.getparent().replace(element, formula)


def _filter_attributes(element: HtmlElement) -> None:
    rules = _GLOBAL | _OWN.get(element.tag, {})
    names = (element.get("class") or "").split()
    element.classes.clear()
    element.classes.update(c for c in names if element.tag in _CLASS_HOMES.get(c, ()))
    for name, value in list(element.attrib.items()):
        if name == "class" and value:
            continue
        kept = rules[name](value) if name in rules else ""
        if kept or (name == "alt" and name in rules):
            element.set(name, kept)
        else:
            del element.attrib[name]


def _wrap_strays(element: HtmlElement) -> None:
    """Wrap runs of text and elements that may not stand in `element`; blanks go."""
    allowed, wrapper = _STRICT[element.tag]
    children = list(element)
    texts = [element.text, *(c.tail for c in children)]
    element.text = None
    for child in children:
        child.tail = None
        element.remove(child)
    run: HtmlElement | None = None
    for child, text in zip([None, *children], texts, strict=True):
        if child is not None and child.tag in allowed:
            element.append(child)
            run = None
        elif child is not None:
            run = _append(element, wrapper) if run is None else run
            run.append(child)
        if text and text.strip():
            run = _append(element, wrapper) if run is None else run
            _add_text(run, text)
    if wrapper in _STRICT:
        for child in element.findall(wrapper):
            _wrap_strays(child)


def _append(parent: HtmlElement, tag: str) -> HtmlElement:
    child = parent.makeelement(tag, {})
    parent.append(child)
    return child


def _add_text(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _send_home(element: HtmlElement) -> None:
    homes, instead = _HOMES.get(element.tag, (None, None))
    if homes is None or element.getparent().tag in homes:
        return
    if instead is None:
        element.drop_tag()
    else:
        element.tag = instead
        for name in ("colspan", "rowspan", "scope"):
            element.attrib.pop(name, None)


def _part_blocks(element: HtmlElement) -> None:
    """Let no block stand where only words may: drop the inline element, widen the paragraph."""
    if element.tag in _PLAIN_CELLS:
        _flatten(element)
    if element.tag not in _ONLY_PHRASING or not any(c.tag in _FLOW for c in element):
        return
    if element.tag == "ruby":
        for note in element.findall("rt"):
            note.drop_tag()
    if element.tag in INLINES:
        element.drop_tag()
    else:
        element.tag = "div"


def _flatten(cell: HtmlElement) -> None:
    """Make headings and asides in a cell that heads others ordinary blocks, nested tables text."""
    for element in list(cell.iterdescendants()):
        if element.tag in _HEADINGS:
            element.tag = "p"
        elif element.tag == "aside":
            element.tag = "div"
        elif cell.tag == "caption" and element.tag in {"table", "thead", "tbody", "tr"}:
            element.drop_tag()
        elif cell.tag == "caption" and element.tag in {"td", "th", "caption"}:
            element.tag = "div"


def _mend_link(link: HtmlElement) -> None:
    if any(a.tag == "a" for a in link.iterancestors()):
        link.drop_tag()


def _mend_time(time: HtmlElement) -> None:
    if not time.get("datetime"):
        time.drop_tag()


def _mend_ruby(ruby: HtmlElement) -> None:
    """Keep what is base and note in turn to the end; else only the words stay."""
    notes = ruby.findall("rt")
    based = notes and ((ruby.text or "").strip() or ruby[0].tag != "rt")
    if not based or ruby[-1].tag != "rt" or (ruby[-1].tail or "").strip():
        for note in notes:
            note.drop_tag()
        ruby.drop_tag()


def _mend_figure(figure: HtmlElement) -> None:
    """Keep one caption, first or last."""
    captions = figure.findall("figcaption")
    for extra in captions[1:]:
        extra.tag = "div"
    if not captions:
        return
    caption = captions[0]
    leads = figure.index(caption) == 0 and not (figure.text or "").strip()
    if not leads:
        loose, caption.tail = caption.tail, None
        figure.remove(caption)
        _add_text(figure, loose or "")
        figure.append(caption)


def _mend_list(terms: HtmlElement) -> None:
    """Make a definition list without pairs plain blocks."""
    order = "".join("t" if child.tag == "dt" else "d" for child in terms)
    if not re.fullmatch("(?:t+d+)+", order):
        for child in terms:
            child.tag = "div"
        terms.tag = "div"


def _mend_table(table: HtmlElement) -> None:
    """Put caption, head and body in order, loose rows into a body; cells that head get a scope."""
    parts: dict[str, list[HtmlElement]] = {"caption": [], "thead": [], "tbody": [], "tr": []}
    for child in list(table):
        parts[child.tag].append(child)
        table.remove(child)
    for extra in (*parts["caption"][1:], *parts["thead"][1:]):
        parts["tr"].extend(_rows(extra))
    table.extend(parts["caption"][:1] + parts["thead"][:1] + parts["tbody"])
    if parts["tr"]:
        _append(table, "tbody").extend(parts["tr"])
    if table.find(".//tr") is None:
        table.drop_tree()
        return
    _set_scopes(table)


def _rows(part: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a second head, or a second caption as a row."""
    if part.tag == "thead":
        return list(part)
    row = part.makeelement("tr", {})
    part.tag = "td"
    row.append(part)
    return [row]


def _set_scopes(table: HtmlElement) -> None:
    for cell in table.findall("./thead/tr/th"):
        cell.set("scope", cell.get("scope") or "col")
    for cell in table.findall("./tbody/tr/th[1]"):
        cell.set("scope", cell.get("scope") or "row")


_MENDS: dict[str, Callable[[HtmlElement], None]] = {
    "a": _mend_link,
    "time": _mend_time,
    "ruby": _mend_ruby,
    "figure": _mend_figure,
    "dl": _mend_list,
    "table": _mend_table,
}
