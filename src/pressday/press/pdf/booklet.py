"""A booklet for the printer at home: finished pages side by side on the sheets to be folded."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressday.layout.print.booklet import SIZES, folded, guide, guide_styles
from pressday.press.pdf.join import unite_fonts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf

    from pressday.layout.print.booklet import FoldedSheet, Side
    from pressday.press.pdf.fragment import Fragment
    from pressday.press.pdf.run import PressRun

MM = 72 / 25.4
"""Points in a millimetre."""

_TICK = 4 * MM  # long is a mark at the fold; pages are empty there
_HAIR = 0.4  # points
_FLIPS = {False: "/DuplexFlipShortEdge", True: "/DuplexFlipLongEdge"}


@dataclass(frozen=True, slots=True)
class Booklet:
    """The sheets of a booklet, of `size` points, and the guide how to fold them if there is one."""

    sheets: Sequence[FoldedSheet]
    size: tuple[float, float]
    guide: Fragment | None

    @classmethod
    def of(cls, press: PressRun) -> Booklet:
        """Return the booklet that the pages of `press` make, its guide set.

        Raises LayoutError when that cannot be set.
        """
        book, theme, order = press.book, press.job.theme, press.job.orders.booklet
        late = press.late()
        tail = sum(late[flow.name].pages for flow in book.back)
        sheets = folded(press.page_count(), tail, order)
        size = SIZES[order.sheet or book.geometry.name]
        told = None
        if order.guide:
            html = guide(book, theme, order, sheets)
            told = press.set_apart("guide", html, guide_styles(theme, size))
        return cls(sheets, size, told)

    @property
    def sides(self) -> int:
        """How many pages the file has."""
        return 2 * (len(self.sheets) + bool(self.guide))

    def made_of(self, data: bytes) -> bytes:
        """Return the pages of a finished file on the sheets, the guide before them.

        Pages are made smaller where the sheet asks for it, and stand at the fold. The same
        input gives the same bytes.
        """
        import pikepdf

        with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as pdf:
            if self.guide:
                _add_guide(pdf, self.guide, self.size)
            pages = [_plain(pdf.copy_foreign(page.as_form_xobject())) for page in source.pages]
            for sheet in self.sheets:
                for side in sheet.sides:
                    _add_side(pdf, side, pages, self.size, sheet.creep * MM)
            _describe(pdf, source, is_long=self.sheets[0].back.turned)
            out = io.BytesIO()
            mode = pikepdf.ObjectStreamMode.generate
            pdf.save(out, deterministic_id=True, object_stream_mode=mode)
            return out.getvalue()


def _add_guide(pdf: pikepdf.Pdf, told: Fragment, size: tuple[float, float]) -> None:
    """Add the guide, and the empty back of its sheet."""
    import pikepdf

    with pikepdf.open(io.BytesIO(told.pdf)) as source:
        unite_fonts(source, [told])
        page = source.pages[0]
        for name in ("/StructParents", "/Tabs"):
            if name in page.obj:
                del page.obj[name]
        pdf.pages.append(page)
    pdf.add_blank_page(page_size=size)


def _plain(form: Any) -> Any:  # noqa: ANN401 - pikepdf's objects
    """Return a page as a form without what belongs to the structure it is no longer in."""
    for name in ("/StructParents", "/StructParent"):
        if name in form:
            del form[name]
    return form


def _add_side(
    pdf: pikepdf.Pdf, side: Side, pages: Sequence[Any], size: tuple[float, float], creep: float
) -> None:
    from pikepdf import Dictionary

    width, height = size
    turn = b"-1 0 0 -1 %.3f %.3f cm" % size if side.turned else b""
    parts = [b"q", turn]
    used = Dictionary()
    for name, number, is_left in (("/L", side.left, True), ("/R", side.right, False)):
        if number is not None:
            used[name] = pages[number]
            parts.append(_placed(name, pages[number], size, creep, is_left=is_left))
    middle = width / 2
    for start, end in ((0, _TICK), (height - _TICK, height)):
        parts.append(b"[2 2] 0 d %.2f w 0 G %.3f %.3f m %.3f %.3f l S"
                     % (_HAIR, middle, start, middle, end))  # fmt: skip
    page = pdf.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(XObject=used)
    page.obj.Contents = pdf.make_stream(b"\n".join([*parts, b"Q"]))


def _placed(
    name: str, form: Any, size: tuple[float, float], creep: float, *, is_left: bool  # noqa: ANN401
) -> bytes:  # fmt: skip
    """Return what draws a page on its half of a sheet, `creep` points nearer to the fold."""
    left, foot, right, head = (float(edge) for edge in form.BBox)
    half, height = size[0] / 2, size[1]
    scale = _scale((right - left, head - foot), size)
    x = half - scale * (right - left) + creep if is_left else half - creep
    y = (height - scale * (head - foot)) / 2
    clip = b"%.3f 0 %.3f %.3f re W n" % (0 if is_left else half, half, height)
    move = b"%.6f 0 0 %.6f %.3f %.3f cm" % (scale, scale, x - scale * left, y - scale * foot)
    return b"q %s %s %s Do Q" % (clip, move, name.encode())


def _scale(page: tuple[float, float], sheet: tuple[float, float]) -> float:
    """Return how much smaller a page must be for two of it to stand on a sheet."""
    return min(sheet[0] / 2 / page[0], sheet[1] / page[1], 1.0)


def _describe(pdf: pikepdf.Pdf, source: pikepdf.Pdf, *, is_long: bool) -> None:
    """Say what the file is, and have the printer's window ask for both sides at actual size."""
    from pikepdf import Dictionary, Name

    for key, value in source.docinfo.items():
        pdf.docinfo[key] = str(value)
    pdf.Root.ViewerPreferences = Dictionary(
        PrintScaling=Name("/None"), Duplex=Name(_FLIPS[is_long]), DisplayDocTitle=True
    )


def told_of(booklet: Booklet, press: PressRun) -> tuple[str, ...]:
    """Return what an editor should know of a booklet: pages made smaller, and blank ones."""
    order, paper = press.job.orders.booklet, press.book.geometry
    scale = _scale((paper.width, paper.height), booklet.size)
    blank = 4 * len(booklet.sheets) - press.page_count()
    small = (
        f"pages are printed at {scale:.0%}, so that two stand on a sheet of {paper.name}:"
        ' sheet = "A3" in [booklet] prints them whole, sheet = "A4" is content with that'
    )
    empty = f"{blank} of its pages are blank: pages = {{ multiple = 4 }} in [layout] fills them"
    return (*[small] * (not order.sheet and scale < 1), *[empty] * bool(blank))
