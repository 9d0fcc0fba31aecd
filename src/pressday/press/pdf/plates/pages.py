"""Pages and forms in inks, each page on its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressday.press.pdf.patterns import moved
from pressday.press.pdf.plates.inks import as_light
from pressday.press.pdf.plates.separating import Edges, Separation
from pressday.press.pdf.plates.sheet import PressSheet

if TYPE_CHECKING:
    import pikepdf

    from pressday.orders import PressOrder
    from pressday.press.pdf.plates.inks import Inks

_MARKS = "/Marks"
_RGB, _GRAY = "/DeviceRGB", "/DeviceGray"


def separate_pages(pdf: pikepdf.Pdf, inks: Inks, order: PressOrder) -> None:
    """Say everything that `pdf` draws in inks, and put its pages on sheets with marks."""
    states = _states(pdf)
    masks = _masks(pdf)
    for item in _forms(pdf):
        ink_of = as_light if item.objgen in masks else inks.of
        item.write(Separation(ink_of, None).of(item))
        _equip(item, states)
    _separate_shadings(pdf, inks)
    sheets: dict[tuple[float, float], tuple[PressSheet, Any]] = {}
    for page in pdf.pages:
        size = float(page.mediabox[2]), float(page.mediabox[3])
        if size not in sheets:
            sheet = PressSheet.around(*size, order)
            sheets[size] = sheet, sheet.marks(pdf) if order.marks else None
        _separate_page(pdf, page, inks, *sheets[size])
        _equip(page.obj, states)


def _separate_page(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    inks: Inks,
    sheet: PressSheet,
    marks: Any,  # noqa: ANN401
) -> None:
    from pikepdf import Matrix, Name

    drawn = Separation(inks.of, Edges(sheet.width, sheet.height, sheet.bleed)).of(page)
    whole = b"q 1 0 0 1 %.3f %.3f cm\n%s\nQ" % (sheet.margin, sheet.margin, drawn)
    if marks is not None:
        page.add_resource(marks, Name.XObject, Name(_MARKS))
        whole += b"\n%s Do" % _MARKS.encode()
    page.obj.Contents = pdf.make_stream(whole)
    patterns: Any = page.obj.Resources.get("/Pattern", {})
    by = Matrix().translated(sheet.margin, sheet.margin)
    for name, pattern in [*patterns.items()]:
        patterns[name] = moved(pdf, pattern, by)
    page.obj.Group = _group()
    sheet.place(page)


def _group() -> Any:  # noqa: ANN401
    """Return the group in whose colours what is transparent is mixed: the inks themselves."""
    from pikepdf import Dictionary, Name

    return Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)


def _states(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Return the states in which black overprints: OPM 1, only inks that are not 0 count."""
    from pikepdf import Dictionary, Name

    return {
        f"/{name}": pdf.make_indirect(
            Dictionary({"/Type": Name.ExtGState, "/OP": stroke, "/op": fill, "/OPM": 1})
        )
        for name, fill, stroke in (
            ("Knockout", False, False), ("OverprintFill", True, False),
            ("OverprintStroke", False, True), ("Overprint", True, True),
        )
    }  # fmt: skip


def _forms(pdf: pikepdf.Pdf) -> list[Any]:
    """Return all streams that draw: forms and the tiles of patterns."""
    import pikepdf

    streams = (item for item in pdf.objects if isinstance(item, pikepdf.Stream))
    return [s for s in streams if s.get("/Subtype") == "/Form" or s.get("/PatternType") == 1]


def _masks(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return the numbers of forms that let others show through (ISO 32000-1, 11.6.5.2)."""
    from pikepdf import Dictionary, Stream

    items: list[Any] = [i for i in pdf.objects if isinstance(i, Dictionary | Stream)]
    named = [i.get("/Resources", {}).get("/ExtGState", {}) for i in items]
    states = [*items, *(state for known in named for state in known.values())]
    masks = [state.get("/SMask") for state in states]
    return {mask.G.objgen for mask in masks if isinstance(mask, Dictionary) and "/G" in mask}


def _equip(item: Any, states: dict[str, Any]) -> None:  # noqa: ANN401
    """Give a page or form the states that its drawing names, and its group the press's colours."""
    from pikepdf import Dictionary, Name

    if "/Resources" not in item:
        item.Resources = Dictionary()
    known = item.Resources.get("/ExtGState", Dictionary())
    item.Resources.ExtGState = Dictionary(dict(known.items()) | states)
    if "/StructParents" in item:
        del item["/StructParents"]
    group = item.get("/Group")
    if group is not None and group.get("/CS") not in (None, _GRAY):
        group.CS = Name.DeviceCMYK


def _separate_shadings(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Put gradients in inks, end by end (ISO 32000-1, 8.7.4.5: types 2 and 3)."""
    from pikepdf import Dictionary, Name, Stream

    for item in pdf.objects:
        found: Any = item.get("/Resources", {}) if isinstance(item, Dictionary | Stream) else {}
        for shading in found.get("/Shading", Dictionary()).values():
            if shading.get("/ColorSpace") == _RGB:
                _separate_function(shading.Function, inks)
                shading.ColorSpace = Name.DeviceCMYK


def _separate_function(function: Any, inks: Inks) -> None:  # noqa: ANN401
    from pikepdf import Array

    for inner in function.get("/Functions", ()):
        _separate_function(inner, inks)
    for end in ("/C0", "/C1"):
        if end in function:
            function[end] = Array(inks.of([float(channel) for channel in function[end]]))
