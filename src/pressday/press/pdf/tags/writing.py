"""Writing the structure tree into the file (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pressday.press.pdf.tags.structure import Content, Element, LinkArea

if TYPE_CHECKING:
    import pikepdf

_TABLE = frozenset({"TH", "TD"})
_ALTERNATE = frozenset({"Figure", "Formula"})
_NAMED = frozenset({"Art", "Note"})


def write_structure(pdf: pikepdf.Pdf, document: Element) -> None:
    """Make `document` the structure tree of `pdf`, whose pages are all there."""
    _Writing(pdf).write(document)


class _Writing:
    """A tree on its way into a file, and what leads back to it from pages and links."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: defaultdict[int, dict[int, Any]] = defaultdict(dict)
        self._links: list[Any] = []
        self._names: dict[str, Any] = {}

    def write(self, document: Element) -> None:
        from pikepdf import Array, Dictionary, Name

        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(document, root, "")])
        parents: list[Any] = []
        for number, page in enumerate(self._pages):
            page.StructParents, page.Tabs = number, Name.S
            owners = self._owners[number]
            parents += [number, Array(owners.get(n) for n in range(max(owners, default=-1) + 1))]
        for key, element in enumerate(self._links, start=len(self._pages)):
            parents += [key, element]
        numbers = Dictionary(Nums=Array(parents))
        root.ParentTree = self._pdf.make_indirect(numbers)
        root.ParentTreeNextKey = len(self._pages) + len(self._links)
        if self._names:
            names = [
                item
                for pair in sorted(self._names.items(), key=lambda pair: pair[0].encode())
                for item in pair
            ]
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(names)))
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: Element, parent: Any, language: str) -> Any:  # noqa: ANN401
        from pikepdf import Array, Dictionary, Name, String

        made = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent)
        )
        if element.language and element.language != language:
            made.Lang = String(element.language)
        if element.title:
            made.T = String(element.title)
        if element.spoken:
            made.ActualText = String(element.spoken)
        if element.role in _ALTERNATE:
            made.Alt = String(element.alt)
        if name := self._name(element):
            made.ID = String(name)
            self._names[name] = made
        if attributes := _attributes(element):
            made.A = attributes
        home = next((k.page for k in element.kids if not isinstance(k, Element)), None)
        if home is not None:
            made.Pg = self._pages[home]
        inner = element.language or language
        made.K = Array(self._kid(kid, made, home, inner) for kid in element.kids)
        return made

    def _name(self, element: Element) -> str:
        """Return what a note or a piece is called by, once each."""
        if element.role not in _NAMED:
            return ""
        name = element.name or "note"
        return name if name not in self._names else f"{name}-{len(self._names)}"

    def _kid(
        self,
        kid: Element | Content | LinkArea,
        made: Any,  # noqa: ANN401
        home: int | None,
        language: str,
    ) -> Any:  # noqa: ANN401
        from pikepdf import Dictionary, Name

        if isinstance(kid, Element):
            return self._element(kid, made, language)
        if isinstance(kid, LinkArea):
            kid.annotation.StructParent = len(self._pages) + len(self._links)
            self._links.append(made)
            return Dictionary(Type=Name.OBJR, Obj=kid.annotation, Pg=self._pages[kid.page])
        self._owners[kid.page][kid.number] = made
        if kid.page == home:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)


def _attributes(element: Element) -> Any:  # noqa: ANN401
    """Return what a structure element says of its layout, its cells or its numbers."""
    from pikepdf import Array, Dictionary, Name

    if element.role == "L" and element.scope:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{element.scope}"))
    if element.role in _ALTERNATE and element.boxes:
        return Dictionary(O=Name.Layout, BBox=Array(min(element.boxes.items())[1]))
    if element.role not in _TABLE:
        return None
    said = Dictionary(O=Name.Table)
    if element.scope:
        said.Scope = Name(f"/{element.scope}")
    if element.columns > 1:
        said.ColSpan = element.columns
    if element.rows > 1:
        said.RowSpan = element.rows
    return said if len(said) > 1 else None
