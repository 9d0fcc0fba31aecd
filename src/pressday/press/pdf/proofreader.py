"""The proofreader: every word of a flow's text is on its pages, once, where it can be read.

Whatever a theme asks for, WeasyPrint does; and some of it makes words vanish. So
the words in the boxes of the finished pages are compared with those that went into
layout, element by element. Hyphens, white space and what the stylesheet itself
writes (`content`, list marks) are left aside. What a stylesheet hides is no loss,
but the editor is told. A lifted-out quotation (class `optional`) may be left out.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pressday.press.fonts import missing
from pressday.press.pdf import insides
from pressday.press.pdf.boxes import has_class
from pressday.press.pdf.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pressday.press.pdf.insides import Box

# blanks and hyphens of any kind, and joiners, which nobody sees
_APART = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\u2010-]+")
_UNSEEN = frozenset("head script style template noscript rp svg math option textarea".split())
_SHOWN = 8  # words that stand for all
_LEAST = 0.9  # the part of a line's length that has to be on the page; ink may hang out
_HALF = 0.5  # of its height

_Texts = dict[int, list[str]]  # by the id of the element that they stand in
_Area = tuple[float, float, float, float]  # left, top, right, bottom in px


@dataclass(slots=True)
class _Sheet:
    """What is found on the pages: texts by element, and those that cannot be read there."""

    texts: _Texts = field(default_factory=lambda: defaultdict(list))
    heads: _Texts = field(default_factory=lambda: defaultdict(list))
    astray: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    hyphens: set[str] = field(default_factory=set)
    drawn: Counter[int] = field(default_factory=Counter)


_drawn: list[Box] = []  # what this process has drawn of the document that it is at


def see(box: Box) -> None:
    """Keep that a box of text was drawn: not every box is that layout leaves."""
    _drawn.append(box)


def note(html: Any, root_box: Box) -> None:  # noqa: ANN401
    """Keep with `html` which words its boxes have before they are laid out."""
    _drawn.clear()
    wanted: _Texts = defaultdict(list)
    shown: set[int] = set()
    for box, is_optional in _written(root_box, is_optional=False):
        shown.add(id(box.element))
        if not is_optional:
            wanted[id(box.element)].append(box.text)
    html.words_before_layout = wanted, shown


def _written(box: Box, *, is_optional: bool) -> Iterator[tuple[Box, bool]]:
    """Yield the text boxes in `box` that the document wrote and a reader is to see."""
    if isinstance(box, insides.boxes.TextBox):
        if _is_of_document(box) and _is_visible(box):
            yield box, is_optional
        return
    if box.style["opacity"] == 0:
        return
    is_optional = is_optional or has_class(box, "optional")
    for child in (*box.children, *filter(None, (box.footnote, box.note))):
        yield from _written(child, is_optional=is_optional)


def _is_of_document(box: Box) -> bool:
    """Tell the document's own text from what the stylesheet adds to it."""
    if box.element is None or not box.element_tag:  # a page's own boxes have neither
        return False
    _, mark, kind = box.element_tag.partition("::")
    return not mark or kind in {"first-letter", "first-line"}


def _is_visible(box: Box) -> bool:
    style = box.style
    return (
        style["visibility"] == "visible"
        and style["font_size"] > 0
        and getattr(style["color"], "alpha", 1) != 0
    )


def read(pages: Sequence[Any], html: Any) -> Findings:  # noqa: ANN401
    """Return what became of the words of `html` on `pages`, which are written."""
    wanted, shown = html.words_before_layout
    sheet = _Sheet(drawn=Counter(map(id, _drawn)))
    repeated: set[int] = set()
    for page in pages:
        box = insides.page_box(page)
        area = (0.0, 0.0, float(box.margin_width()), float(box.margin_height()))
        if box.style["overflow"] != "visible":  # asked for the root, and handed on to the paper
            area = _padding(box)
        _look(box, area, None, sheet, repeated)
    for element, texts in sheet.heads.items():  # a running head is on many pages, and said once
        if element not in sheet.texts:
            sheet.texts[element] = texts[: len(wanted.get(element, ()))]
    elements = [*html.etree_element.iter()]
    return _compared(elements, wanted, shown, sheet)


def _look(box: Box, area: _Area, matrix: Any, sheet: _Sheet, repeated: set[int]) -> None:  # noqa: ANN401
    """Note the words in `box` and what of them lies within `area`."""
    box = insides.held(box)
    if isinstance(box, insides.boxes.TextBox):
        if _is_of_document(box) and _is_visible(box):
            _note_line(box, area, matrix, sheet)
        return
    if box.style["opacity"] == 0 or _comes_again(box, repeated):
        return
    if box.transformation_matrix is not None:
        matrix = box.transformation_matrix @ matrix if matrix else box.transformation_matrix
    if _clips(box):
        area = _common(area, _placed(_window(box), matrix))
    inner = sheet
    if isinstance(box, insides.boxes.MarginBox):
        inner = replace(sheet, texts=sheet.heads)
    for child in box.children:
        _look(child, area, matrix, inner, repeated)


def _comes_again(box: Box, repeated: set[int]) -> bool:
    """Tell the head or foot of a table that goes on from a page before."""
    if not isinstance(box, insides.boxes.TableRowGroupBox) or not (box.is_header or box.is_footer):
        return False
    known = id(box.element) in repeated
    repeated.add(id(box.element))
    return known


def _clips(box: Box) -> bool:
    """Tell whether `box` cuts away what hangs out of it; a page's own overflow is the paper's."""
    if isinstance(box, insides.boxes.PageBox | insides.boxes.LineBox) or box.is_for_root_element:
        return False
    return bool(box.style["overflow"] != "visible" or _has_clip(box))


def _has_clip(box: Box) -> bool:
    return bool(box.style["clip"]) and box.is_absolutely_positioned()


def _window(box: Box) -> _Area:
    """Return what of `box` is drawn: inside its border, or what WeasyPrint makes of `clip`."""
    if not _has_clip(box):
        return _padding(box)
    x, y = box.border_box_x(), box.border_box_y()
    whole = (0, 0, box.border_height(), box.border_width())
    pairs = zip(box.style["clip"], whole, strict=True)
    top, right, bottom, left = (end if v == "auto" else getattr(v, "value", v) for v, end in pairs)
    return x + min(left, right), y + top, x + max(left, right), y + bottom


def _padding(box: Box) -> _Area:
    left, top = box.padding_box_x(), box.padding_box_y()
    return left, top, left + box.padding_width(), top + box.padding_height()


def _placed(area: _Area, matrix: Any) -> _Area:  # noqa: ANN401
    """Return the area around `area` when it is turned and moved by `matrix`."""
    if matrix is None:
        return area
    left, top, right, bottom = area
    corners = [matrix.transform_point(x, y) for x in (left, right) for y in (top, bottom)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _common(one: _Area, other: _Area) -> _Area:
    return (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    )  # fmt: skip


def _note_line(box: Box, area: _Area, matrix: Any, sheet: _Sheet) -> None:  # noqa: ANN401
    """Note the words of one line, and the part of them that is not within `area`."""
    if not _APART.sub("", box.text):
        return
    element, times = id(box.element), sheet.drawn[id(box)]
    sheet.texts[element] += [box.text] * times
    sheet.hyphens.add(box.style["hyphenate_character"])
    left, top = box.position_x, box.position_y + box.margin_top
    whole = _placed((left, top, left + box.width, top + box.height), matrix)
    seen = _common(whole, area)
    width = _share(seen[2] - seen[0], whole[2] - whole[0])
    height = _share(seen[3] - seen[1], whole[3] - whole[1])
    if width < _LEAST or height < _HALF:
        sheet.astray[element] += len(box.text.split()) * (1 - width if height >= _HALF else 1)


def _share(part: float, whole: float) -> float:
    return max(0.0, part) / whole if whole > 0 else 0.0


def _compared(
    elements: list[Any], wanted: Mapping[int, list[str]], shown: set[int], sheet: _Sheet
) -> Findings:
    """Return what is wrong with the words of `elements`, as `sheet` has them."""
    aside = "".join(sheet.hyphens)
    lost: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    _note_signs(sheet)
    faulty = [e for e in elements if sheet.astray.get(id(e))]
    for element in elements:
        before = _letters(wanted.get(id(element), ()), aside)
        after = _letters(sheet.texts.get(id(element), ()), aside)
        if before != after and id(element) in wanted:
            lost += Counter(before) - Counter(after)
            extra += Counter(after) - Counter(before)
            faulty += [element] * (Counter(before) != Counter(after))
    return Findings(
        missing=_in_words(lost - extra, wanted),
        doubled=_in_words(extra - lost, wanted),
        astray=sum(math.ceil(n - 0.01) for n in sheet.astray.values()),
        hidden=sum(len(t.split()) for t in _hidden(elements[0], shown)) if elements else 0,
        sample=_sample(wanted, faulty),
    )


def _note_signs(sheet: _Sheet) -> None:
    """Note words with letters that no font has, as `text-transform` can make them."""
    absent = set(missing(set().union(*(set(t) for ts in sheet.texts.values() for t in ts))))
    for element, texts in sheet.texts.items() if absent else ():
        words = " ".join(texts).split()
        sheet.astray[element] += sum(not absent.isdisjoint(word) for word in words)


def _letters(texts: Any, aside: str) -> str:  # noqa: ANN401
    text = _APART.sub("", "".join(texts))
    return text.translate(dict.fromkeys(map(ord, aside))) if aside.strip("-\u2010") else text


def _in_words(letters: Counter[str], wanted: Mapping[int, list[str]]) -> int:
    """Return about how many words of the text so many letters are; one at least, if any."""
    text = "".join(part for parts in wanted.values() for part in parts)
    each = max(1.0, len(_APART.sub("", text)) / max(1, len(text.split())))
    return math.ceil(letters.total() / each)


def _sample(wanted: Mapping[int, list[str]], faulty: list[Any]) -> str:
    texts = ("".join(wanted.get(id(element), ())).split() for element in faulty)
    return " ".join(next((words for words in texts if words), [])[:_SHOWN])


def _hidden(element: Any, shown: set[int]) -> Iterator[str]:  # noqa: ANN401
    """Yield the texts of the document, by element, that the stylesheet does not show."""
    if element.tag in _UNSEEN or not isinstance(element.tag, str):
        return
    own = [element.text or "", *(child.tail or "" for child in element)]
    if id(element) not in shown and (text := " ".join(own).strip()):
        yield text
    for child in element:
        yield from _hidden(child, shown)
