"""WeasyPrint's insides: the one door to what its makers do not promise to keep.

Everything private that the press leans on is named here, with the parameters it
had in the release in which it was read. `install` compares both and refuses a
release that differs, before anything is set with it. No other module imports more
of WeasyPrint than its manual describes.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pressday.errors import LayoutError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Box = Any  # WeasyPrint is untyped
Context = Any

KNOWN = "70"
"""The release that was read; `pyproject.toml` asks for it."""

_DUE = f'install the release that was read: pip install "weasyprint=={KNOWN}.*"'
_MISSING = "install Pressday again, and Pango where it is missing: pressday doctor"

_PARAMETERS: Mapping[str, str] = {
    "document Page": "page_box",
    "document Page.paint": "self stream scale",
    "document Document.copy": "self pages",
    "draw draw_stacking_context": "stream stacking_context",
    "stacking StackingContext.from_box": "box page child_contexts",
    "draw.text draw_text": "stream textbox offset_x text_overflow block_ellipsis",
    "pdf add_tags": "pdf document pdf_version page_streams",
    "pdf.stream Stream.marked": "self box tag",
    "pdf.stream Stream.artifact": "self",
    "pdf.stream Stream.draw_x_object": "self reference",
    "layout layout_document": "html root_box context max_loops",
    "layout.inline justify_line": "context line extra_width",
    "layout.inline count_expandable_spaces": "box",
    "layout.inline iter_line_boxes": "context box position_y bottom_space skip_stack"
    " containing_block absolute_boxes fixed_boxes first_letter_style first_line_style",
    "text.line_break split_first_line": "text style context max_width justification_spacing"
    " is_line_start minimum",
    "pdf.fonts build_fonts_dictionary": "pdf fonts compress subset options",
    "formatting_structure.boxes Box.copy": "self",
    "formatting_structure.boxes Box.deepcopy": "self",
    "formatting_structure.boxes Box.translate": "self dx dy ignore_floats",
    "formatting_structure.boxes Box.is_in_normal_flow": "self",
    "formatting_structure.boxes ParentBox.copy_with_children": "self new_children",
    "formatting_structure.boxes Box.border_box_y": "self",
    "formatting_structure.boxes Box.border_height": "self",
    "formatting_structure.boxes Box.content_box_x": "self",
    "formatting_structure.boxes Box.content_box_y": "self",
    "layout.absolute AbsolutePlaceholder.set_laid_out_box": "self new_box",
}
"""Module and name of what is used, with its parameters."""

_SAME = (
    ("document layout_document", "layout layout_document"),
    ("draw draw_text", "draw.text draw_text"),
    ("layout.block iter_line_boxes", "layout.inline iter_line_boxes"),
    ("layout.inline split_first_line", "text.line_break split_first_line"),
    ("pdf build_fonts_dictionary", "pdf.fonts build_fonts_dictionary"),
    ("pdf add_tags", "pdf.tags add_tags"),
)
"""Names that are replaced, each with what has to stand there, so that replacing it takes effect."""

_KINDS = (
    "BlockBox BlockLevelBox InlineBox LineBox MarginBox PageBox TableBox TableRowGroupBox TextBox"
).split()
_OF_FONTS = (
    "hash widths to_unicode weight font_size variations file_content name family flags ascent"
    " descent"
).split()

_unknown: LayoutError | None = None
try:
    from weasyprint import document as _document
    from weasyprint import draw as _draw
    from weasyprint import layout as _passes
    from weasyprint import pdf as _pdf
    from weasyprint.formatting_structure import boxes as _boxes
    from weasyprint.layout import absolute as _absolute
    from weasyprint.layout import block as _block
    from weasyprint.layout import inline as _inline
    from weasyprint.pdf.stream import Stream as _Stream
    from weasyprint.stacking import StackingContext as _Context

    boxes = _boxes
    _Placeholder = _absolute.AbsolutePlaceholder
    _layout_document = _passes.layout_document
    _draw_text = _draw.draw_text
    _marked, _draw_x_object = _Stream.marked, _Stream.draw_x_object
    _justify_line, _split_first_line = _inline.justify_line, _inline.split_first_line
    _iter_line_boxes = _inline.iter_line_boxes
except (ImportError, AttributeError) as error:
    _unknown = LayoutError(f"this WeasyPrint is not the one Pressday knows: {error}", hint=_DUE)
except OSError as error:  # a system library that it loads
    _unknown = LayoutError(str(error).strip().split("\n")[0], hint=_MISSING)


def strange() -> Iterator[str]:
    """Yield what of WeasyPrint is not as it was in the release that was read."""
    for name, parameters in _PARAMETERS.items():
        part = _part(name)
        if part is None:
            yield f"{name} is gone"
        elif list(inspect.signature(part).parameters) != parameters.split():
            yield f"{name} takes other parameters"
    for name, original in _SAME:
        if _part(name) not in {_part(original), *_REPLACED.values()}:
            yield f"{name} is not {original}"
    kinds = _part("formatting_structure boxes")
    yield from (f"boxes.{kind} is gone" for kind in _KINDS if not hasattr(kinds, kind))
    yield from _unset("pdf.fonts Font", _OF_FONTS)


def _part(name: str) -> Any:  # noqa: ANN401
    """Return what `name`, a module and a name in it, stands for; None when it is gone."""
    module, _, path = name.rpartition(" ")
    try:
        found = importlib.import_module(f"weasyprint.{module}")
        for step in path.split("."):
            found = getattr(found, step)
    except (ImportError, AttributeError):
        return None
    return found


def _unset(name: str, attributes: list[str]) -> Iterator[str]:
    """Yield those of `attributes` that no method of class `name` sets or reads, nor it has."""
    kind = _part(name)
    methods = (m for m in vars(kind or object).values() if inspect.isfunction(m))
    known = {used for method in methods for used in method.__code__.co_names}
    yield from (f"{name}.{a} is gone" for a in attributes if a not in known | set(dir(kind)))


def check() -> None:
    """Raise LayoutError when WeasyPrint cannot be loaded, or is not as it was read."""
    if _unknown is not None:
        raise _unknown
    if found := [*strange()]:
        reason = "; ".join(found[:3])
        raise LayoutError(f"this WeasyPrint is not the one Pressday knows: {reason}", hint=_DUE)


_REPLACED: dict[str, Any] = {}


def install(
    fonts: Callable[..., Any],
    before_layout: Sequence[Callable[[Any, Box], None]],
    drawn: Callable[[Box], None],
    is_content: Callable[[Box], bool],
    tagged: Callable[[Any, Sequence[Mapping[Box, Mapping[str, Any]]]], None],
) -> None:
    """Let ours take the place of some functions of WeasyPrint; twice changes nothing.

    `fonts` writes the fonts of a document, `before_layout` are shown each document's HTML
    and boxes before they are laid out, and `drawn` each box of text when it is drawn.
    `is_content` says of a box whether it is marked as content, and `tagged` is shown each
    document with the boxes that were, by page. Raises LayoutError when WeasyPrint is not
    as it was read.
    """

    def layout_document(html: Any, root_box: Box, context: Context, max_loops: int = 8) -> Any:  # noqa: ANN401
        for show in before_layout:
            show(html, root_box)
        return _layout_document(html, root_box, context, max_loops)

    def draw_text(stream: Any, textbox: Box, *how: Any) -> None:  # noqa: ANN401
        drawn(textbox)
        _draw_text(stream, textbox, *how)

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:  # noqa: ANN401, ARG001
        tagged(document, [stream._tags for stream in page_streams])  # noqa: SLF001 - this is the door

    check()
    _REPLACED.update(fonts=fonts, layout=layout_document, text=draw_text, tags=add_tags)
    _draw.draw_text = draw_text
    _pdf.build_fonts_dictionary = fonts
    _document.layout_document = layout_document
    _pdf.add_tags = add_tags
    _Stream.marked, _Stream.draw_x_object = _marking(is_content), _drawing


def install_lines(
    justify: Callable[[Context, Box, float], None],
    split: Callable[..., Any],
    iterate: Callable[..., Iterator[Any]],
) -> None:
    """Let ours justify a line, split the first line off a text, and go from line to line.

    Each may ask `spread`, `first_line` and `lines_of`, whose places they take. Raises
    LayoutError when WeasyPrint is not as it was read.
    """
    check()
    _REPLACED.update(justify=justify, split=split, lines=iterate)
    _inline.justify_line, _inline.split_first_line = justify, split
    _block.iter_line_boxes = iterate


def spread(context: Context, line: Box, extra: float) -> None:
    """Widen the blanks of a line by `extra` px in all, as WeasyPrint does."""
    _justify_line(context, line, extra)


def blanks_of(line: Box) -> int:
    """Return the blanks of a line that can be widened."""
    return int(_inline.count_expandable_spaces(line))


def first_line(text: str, *how: Any, **more: Any) -> Any:  # noqa: ANN401
    """Return the first line of `text` as WeasyPrint splits it off."""
    return _split_first_line(text, *how, **more)


def lines_of(context: Context, box: Box, *how: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the lines of a paragraph as WeasyPrint breaks it, each with where the next begins."""
    yield from _iter_line_boxes(context, box, *how)


def parts_of(line: Box) -> Sequence[Box]:
    """Return what stands in a line or a part of one, in its order."""
    is_line = isinstance(line, (boxes.LineBox, boxes.InlineBox))
    return [c for c in line.children if c.is_in_normal_flow()] if is_line else ()


def _marking(is_content: Callable[[Box], bool]) -> Any:  # noqa: ANN401
    """Return what marks the drawing of a box: as content, or else as an artifact.

    What is drawn into a form is marked where the form is drawn, as its first box says:
    numbers inside of forms are numbers of their own (ISO 32000-1, 14.7.4.2).
    """

    @contextmanager
    def marked(self: Any, box: Box, tag: str) -> Iterator[None]:  # noqa: ANN401
        if "Subtype" in self.extra:
            if is_content(box) and getattr(self, "holds", None) is None:
                self.holds = box, tag
            yield
        elif is_content(box):
            with _marked(self, box, tag):
                yield
        else:
            with self.artifact():
                yield

    return marked


def _drawing(self: Any, reference: str) -> None:  # noqa: ANN401
    """Draw a form or a picture; a form with content in it as that content."""
    form = self._resources["XObject"].get(reference)
    if holds := getattr(form, "holds", None):
        with self.marked(*holds):
            _draw_x_object(self, reference)
    else:
        _draw_x_object(self, reference)


def picture_name(address: str) -> str:
    """Return what the name of a picture in a written file has in it, by the address it is from."""
    return hashlib.md5(address.encode(), usedforsecurity=False).hexdigest()


def linked(page: Any) -> list[Box]:  # noqa: ANN401
    """Return the boxes of a written page that have a link, in the order of its annotations."""
    return [box for _, _, _, box in page.links if getattr(box, "link_annotation", None)]


def sheet_of(sheet: Box, part: Box | None, piece: Box) -> Any:  # noqa: ANN401
    """Return a page with nothing on it but `piece` where it stands on `sheet`.

    `part` is the block of the sheet that it is cut from; None for one that stands alone.
    """
    inner = piece
    if part is not None:
        inner = part.copy()
        inner.children = [piece]
    page = sheet.copy()
    page.children = [inner]
    return _take(page)


def _take(page: Box) -> Any:  # noqa: ANN401
    """Return a page of WeasyPrint that draws what stands on it, and no canvas or border."""

    class Take(_document.Page):  # type: ignore[misc] # WeasyPrint is untyped
        def paint(self, stream: Any, scale: float = 1) -> None:  # noqa: ANN401
            with stream.stacked():
                stream.transform(a=scale, d=scale)
                for child in page.children:
                    _draw.draw_stacking_context(stream, _Context.from_box(child, page))

    return Take(page)


def is_placeholder(box: Box) -> bool:
    """Tell whether `box` holds the place of a box that is positioned absolutely."""
    return isinstance(box, _Placeholder)


def held(box: Box) -> Box:
    """Return the box whose place `box` holds; itself when it is no placeholder."""
    return box._box if is_placeholder(box) else box  # noqa: SLF001 - this is the door


def page_box(page: Any) -> Box:  # noqa: ANN401
    """Return the box of a page of a finished document."""
    return page._page_box  # noqa: SLF001 - this is the door


def warn(message: str, *values: object) -> None:
    """Complain as WeasyPrint does, where its complaints are listened to."""
    log().warning(message, *values)


def log() -> logging.Logger:
    """Return the logger in which WeasyPrint complains."""
    return logging.getLogger("weasyprint")


def pango() -> str:
    """Return the version of the Pango that WeasyPrint loads; OSError when it finds none."""
    number = int(importlib.import_module("weasyprint.text.ffi").pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
