"""A loose tree of known elements to the one form a body has: valid, tidy, the same every time.

Every step keeps what the steps before it made sure of, so finishing a finished
body changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from pressday.body import Body
from pressday.body.vocabulary import HEADINGS
from pressday.extract.build import lines
from pressday.extract.read import dom
from pressday.text import slug

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CONTAINERS = frozenset("ul ol li dl dd blockquote aside div table thead tbody".split())
_DEEPEST_HEADING = 4
_CELL_WORDS = 120  # a cell with more is a piece of layout, not of data
# `n-` marks a place of the article's own; footnotes have the form all rooms know.
_ID = re.compile(r"(?:n|fn|fnref)-[a-z0-9]+(?:-[a-z0-9]+)*")
_BARE = "bare"


def finish(body: Element) -> None:
    """Bring a `body` of built blocks into canonical form, in place."""
    for line in dom.elements(body, *lines.LINES):
        lines.tidy(line)
    prune(body)
    for entries in dom.elements(body, "dl"):
        _check_definitions(entries)
    for table in dom.elements(body, "table"):
        _check_table(table)
    for pictures in dom.elements(body, "ul", "ol"):
        _check_gallery(pictures)
    _demote_headings(body)
    _level_headings(body)
    prune(body)
    _trim_rules(body)
    for holder in dom.elements(body, "li", "td", "th", "dd"):
        _loosen(holder)
    _settle_places(body)


def as_body(body: Element) -> Body:
    """Return the content of a finished `body`: well-formed XHTML without namespaces."""
    for cell in body.iter("td", "th"):
        if not len(cell) and not cell.text:
            cell.text = ""  # <td></td>: an HTML parser takes <td/> for an open cell
    return Body("".join(etree.tostring(block, encoding="unicode") for block in body))


def prune(body: Element) -> None:
    """Remove what holds nothing, from the inside out; cells stay, they keep their column."""
    for element in reversed(list(dom.elements(body))):
        if element is not body and _is_empty(element):
            dom.drop(element)


def _is_empty(element: Element) -> bool:
    if element.tag in lines.LINES:
        return lines.is_blank(element)
    if element.tag in _CONTAINERS:
        return all(map(_says_nothing, element)) and not (element.text or "").strip()
    if element.tag == "tr":
        return all(not len(cell) and lines.is_blank(cell) for cell in element)
    return element.tag == "figure" and element.find("img") is None


def _says_nothing(element: Element) -> bool:
    """Whether an element only divides or signs what else is there."""
    return element.tag == "hr" or element.get("class") == "signature"


def _check_definitions(entries: Element) -> None:
    """Make paragraphs of a list that does not alternate between terms and meanings."""
    order = "".join("t" if child.tag == "dt" else "d" for child in entries)
    if re.fullmatch(r"(?:t+d+)+", order):
        return
    blocks: list[Element] = []
    for child in entries:
        if child.tag == "dt":
            _embolden(child)
            blocks.append(child)
        else:
            blocks += list(child)
    _put(blocks, entries)


def _put(blocks: list[Element], place: Element) -> None:
    """Put blocks in the place of another, each before it: by index it would be quadratic."""
    for block in blocks:
        place.addprevious(block)
    dom.drop(place)


def _check_gallery(items: Element) -> None:
    """Make a row of figures of a list that holds nothing else."""
    blocks = [block for item in items for block in item]
    if blocks and all(block.tag == "figure" for block in blocks):
        texts = [item.text or "" for item in items]
        if not "".join(texts).strip() and items.getparent() is not None:
            _put(blocks, items)


def _embolden(line: Element) -> None:
    """Make a line a paragraph in bold."""
    for inner in list(line.iter("strong")):
        dom.unwrap(inner)
    strong = etree.Element("strong")
    strong.text, line.text = line.text, None
    strong.extend(list(line))
    line.append(strong)
    line.tag = "p"


def _check_table(table: Element) -> None:
    rows = list(table.iter("tr"))
    if not _is_data(table, rows):
        cells = [block for row in rows for cell in row for block in cell]
        _put([*_caption_as_text(table), *cells], table)
        return
    _divide(table)
    for cell in table.iter("th"):
        row = cell.getparent()
        part = None if row is None else row.getparent()
        in_head = part is not None and part.tag == "thead"
        first = row is not None and row[0] is cell
        if not cell.get("scope"):
            cell.set("scope", "row" if first and not in_head else "col")


def _is_data(table: Element, rows: list[Element]) -> bool:
    cells = [cell for row in rows for cell in row]
    columns = max((sum(int(c.get("colspan", "1")) for c in row) for row in rows), default=0)
    named = table.find("caption") is not None or any(cell.tag == "th" for cell in cells)
    if columns < 2 or not (len(rows) > 1 or named):  # noqa: PLR2004 - one column is a list
        return False
    return not any(_is_layout(cell) for cell in cells)


def _is_layout(cell: Element) -> bool:
    if next(cell.iter(*HEADINGS), None) is not None:
        return True
    return len(dom.tokens(dom.visible_text(cell))) > _CELL_WORDS


def _caption_as_text(table: Element) -> list[Element]:
    caption = table.find("caption")
    if caption is None:
        return []
    caption.tag = "p"
    return [caption]


def _divide(table: Element) -> None:
    """Rows of nothing but headings at the top form the head; at least one row is body."""
    head, body = table.find("thead"), table.find("tbody")
    if head is not None and body is None:
        head.tag = "tbody"
        head, body = None, head
    if head is not None or body is None:
        return
    rows = list(body)
    count = 0
    while count < len(rows) - 1 and all(cell.tag == "th" for cell in rows[count]):
        count += 1
    if count:
        made = etree.Element("thead")
        made.extend(rows[:count])
        body.addprevious(made)


def _demote_headings(body: Element) -> None:
    """Headings inside quotations, cells and boxes are no headings of the article."""
    for heading in dom.elements(body, *HEADINGS):
        home = next(heading.iterancestors("blockquote", "td", "th", "aside", "dd"), None)
        if home is not None and home.get("class") == "factbox":
            heading.tag = "h3"
        elif home is not None:
            _embolden(heading)


def _level_headings(body: Element) -> None:
    """Headings start at h2 and never skip a level on the way down."""
    open_levels: list[int] = []
    for heading in dom.elements(body, *HEADINGS):
        if next(heading.iterancestors("aside"), None) is not None:
            continue
        level = int(str(heading.tag)[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.tag = f"h{min(1 + len(open_levels), _DEEPEST_HEADING)}"


def _trim_rules(body: Element) -> None:
    """Drop rules that divide nothing: at an edge, or beside another."""
    for rule in dom.elements(body, "hr"):
        previous = rule.getprevious()
        if previous is None or previous.tag == "hr":
            dom.drop(rule)
    for rule in reversed(list(dom.elements(body, "hr"))):
        if rule.getnext() is None:
            dom.drop(rule)


def _loosen(holder: Element) -> None:
    """Text alone, or text with a list under it, needs no paragraph of its own in an item."""
    if holder.get("class") == "footnote" or not len(holder) or holder[0].tag != "p":
        return
    first, *rest = holder
    names = set(first.attrib) - {"id"}
    if any(block.tag not in ("ul", "ol") for block in rest) or names & set(holder.attrib):
        return
    if "class" in names:
        return
    for name in names:
        holder.set(name, first.get(name, ""))
    places = " ".join(filter(None, [holder.get("id"), first.get("id")]))
    if places:
        holder.set("id", places)
    dom.unwrap(first)


def _settle_places(body: Element) -> None:
    """Keep the ids of footnotes and of places that links name; unwrap links that lead nowhere.

    Until here an `id` may hold several names apart by blanks: anchors that stood
    empty before the element. Ids are unique within the body afterwards.
    """
    homes = _homes(body)
    _cut_dead_links(body, homes)
    wanted = {_name(a) for a in body.iter("a") if _name(a)}
    wanted |= {name for e in body.iter("a", "li") if e.get("class") for name in _names(e)}
    _name_anew(body, homes, wanted)
    for element in dom.elements(body, "a", "span"):
        if not element.attrib:
            element.tag = _BARE
    etree.strip_tags(body, _BARE)  # all at once: one by one is quadratic


def _names(element: Element) -> list[str]:
    return (element.get("id") or "").split(" ") if element.get("id") else []


def _homes(body: Element) -> dict[str, Element]:
    homes: dict[str, Element] = {}
    for element in body.iter():
        for name in _names(element):
            homes.setdefault(name, element)
    return homes


def _name(anchor: Element) -> str:
    """Return the place inside the body that a link names, or an empty string."""
    href = anchor.get("href") or ""
    return unquote(href[1:]) if href.startswith("#") else ""


def _cut_dead_links(body: Element, homes: dict[str, Element]) -> None:
    for anchor in body.iter("a"):
        if _name(anchor) and _name(anchor) not in homes:
            anchor.attrib.pop("href")
            anchor.attrib.pop("class", "")


def _name_anew(body: Element, homes: dict[str, Element], wanted: set[str]) -> None:
    """Give each wanted place one valid unique id, and each link the id of its place."""
    ids: dict[Element, str] = {}
    taken: set[str] = set()
    for element in dom.elements(body):
        names = [name for name in _names(element) if homes[name] is element and name in wanted]
        element.attrib.pop("id", "")
        if names:
            ids[element] = _unique(names[0], taken)
            element.set("id", ids[element])
    for anchor in body.iter("a"):
        if _name(anchor):
            anchor.set("href", f"#{ids[homes[_name(anchor)]]}")


def _unique(name: str, taken: set[str]) -> str:
    stem = name if _ID.fullmatch(name) else f"n-{slug(name)}"
    found, count = stem, 1
    while found in taken:
        count += 1
        found = f"{stem}-{count}"
    taken.add(found)
    return found
