"""What a page has in its markup and shows only once a script has run, or another parser read it.

Some servers send the article hidden, or behind the page, and a script puts it in its place;
others send it for readers without scripts, or forget to close the menu above it. Each of these
would be left out as a whole, so a part that most words of the page stand in is never taken for
a menu, a button or a hidden box. Words in links do not count: they are what a menu is made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.extract.read.hidden import hides

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST = 0.75  # of the page's words
_LEAST = 100  # words; a page that waits for a script says so in fewer
_AROUND = ("nav", "header", "footer", "aside", "button", "form", "noscript", "dialog")
_SILENT = frozenset({"script", "style", "template", "a", "option"})
# React sends parts that come late as `S:1`, and leaves `B:1` or `P:1` in their place.
_LATE, _PLACES = "S:", ("B:", "P:")


def uncover(root: Element) -> None:
    """Change a page in place so that the parts which hold its text are shown."""
    _put_late_parts_in_place(root)
    body = root.find("body")
    if body is None:
        return
    words = _words_inside(body)
    enough = max(_LEAST, _MOST * words[body])
    for element in [e for e, count in words.items() if count > enough and e is not body]:
        if element.tag in _AROUND:
            element.tag = "div"
        if hides(element):
            element.attrib.clear()


def _put_late_parts_in_place(root: Element) -> None:
    named = {e.get("id") or "": e for e in root.iter("div", "template", "tr", "table", "svg")}
    for name, part in named.items():
        if not name.startswith(_LATE):
            continue
        places = (named.get(start + name.removeprefix(_LATE)) for start in _PLACES)
        place = next((p for p in places if p is not None and p is not part), None)
        if place is not None and not any(a is part for a in place.iterancestors()):
            part.attrib.pop("hidden", "")
            place.tag = "div"
            place.append(part)


def _words_inside(body: Element) -> dict[Element, int]:
    """Return the words outside links in every element of a page, each text looked at once."""
    count: dict[Element, int] = {}
    for element in reversed([e for e in body.iter() if isinstance(e.tag, str)]):
        own = 0 if element.tag in _SILENT else len((element.text or "").split())
        inner = sum(count[c] + len((c.tail or "").split()) for c in element if c in count)
        count[element] = own + (0 if element.tag in _SILENT else inner)
    return dict(reversed(count.items()))
