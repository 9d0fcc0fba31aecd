"""Marking: what WeasyPrint draws is told apart into content and furniture, and noted by page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pressday.press.pdf import insides
from pressday.press.pdf.tags.notes import MarkedRun, PageTags, Tags
from pressday.press.pdf.tags.roles import NOTHING, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pressday.press.pdf.insides import Box
    from pressday.press.pdf.tags.notes import Box as Place

_PT = 0.75  # points in a CSS pixel

_plans: list[Plan] = []  # that of the document which this process is at


def plan(html: Any, _root_box: Box) -> None:  # noqa: ANN401
    """Read the structure of a document that is about to be laid out."""
    _plans[:] = [Plan(html.etree_element)]


def is_content(box: Box) -> bool:
    """Tell whether `box`, which is drawn, is to be heard as well."""
    return _node(box) != NOTHING


def _node(box: Box) -> int:
    """Return the node of a box of text or of a picture."""
    if box.element is None or not box.element_tag:  # a page's own boxes have neither
        return NOTHING
    (known,) = _plans
    if not isinstance(box, insides.boxes.TextBox):
        return known.of_picture(box.element)
    _, added, _ = box.element_tag.partition("::")
    if not added:
        return known.of_text(box.element) if box.text.strip() else NOTHING
    label = known.of_label(box.element)
    is_word = any(map(str.isalnum, box.text)) or label != known.of_text(box.element)
    return label if is_word else NOTHING  # what a stylesheet adds without a letter is an ornament


def note(document: Any, marked: Sequence[Mapping[Box, Mapping[str, Any]]]) -> None:  # noqa: ANN401
    """Keep with `document`, which is drawn, its tags; `marked` are the boxes of each page."""
    (known,) = _plans
    lifts: dict[int, int] = {}
    pages = []
    for number, (page, boxes) in enumerate(zip(document.pages, marked, strict=True)):
        leaves = [*_leaves(insides.page_box(page))]
        spoken = dict(_with_blanks(leaves))
        order = [box for box in leaves if box in boxes]
        for box in order:
            if (lift := known.lift(box.element)) is not None:
                lifts.setdefault(lift, number)
        marks = tuple(
            MarkedRun(boxes[box]["mcid"], _node(box), _place(box), spoken.get(box, ""))
            for box in order
        )
        links = tuple(known.of_link(box.element) for box in insides.linked(page))
        pages.append(PageTags(marks, links))
    document.tags = Tags(
        nodes=tuple(known.nodes), pages=tuple(pages), words=known.words, lifts=lifts
    )


def _leaves(box: Box, late: list[Box] | None = None) -> Iterator[Box]:
    """Yield what is drawn in `box`, in the order of the text.

    Beside a listing stands what is said before it, and what is said behind it (`late`).
    """
    box = insides.held(box)
    children = getattr(box, "children", ())
    if late is not None and _says(box, "data-late"):
        late += _leaves(box)
    elif not children:
        yield box
    elif _says(box, "data-pair"):
        behind: list[Box] = []
        yield from _leaves_of(children, behind)
        yield from behind
    else:
        yield from _leaves_of(children, late)


def _leaves_of(children: Sequence[Box], late: list[Box] | None = None) -> Iterator[Box]:
    for child in children:
        yield from _leaves(child, late)


def _says(box: Box, name: str) -> bool:
    return box.element is not None and name in box.element.attrib


def _with_blanks(leaves: Sequence[Box]) -> Iterator[tuple[Box, str]]:
    """Yield texts that end a word where the blank behind stands by itself: it is never drawn."""
    kind = insides.boxes.TextBox
    for before, blank in pairwise(leaves):
        if isinstance(before, kind) and isinstance(blank, kind):
            ends = not blank.text.strip() and before.text == before.text.rstrip()
            if blank.text and before.text and ends:
                yield before, f"{before.text} "


def _place(box: Box) -> Place | None:
    """Return where a picture stands on its page; None for text."""
    if isinstance(box, insides.boxes.TextBox):
        return None
    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, top, left + box.width, top + box.height)
    left, top, right, bottom = (round(edge * _PT, 2) for edge in edges)
    return left, top, right, bottom
