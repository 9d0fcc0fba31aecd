"""A finished PDF as it is checked: its pages as they are painted, its structure as it is heard."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pressday.errors import WriteError
from pressday.press.checked import Finding
from pressday.press.pdf.checks.inked import Inked, distinct
from pressday.press.pdf.checks.painted import NEW_LINE, Fonts, Painted, paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pikepdf

    from pressday.press.checked import Box

_DEEPEST = 200  # elements in one another; a tree without end is none of ours


@dataclass(slots=True)
class Heard:
    """A structure element as a reader hears it; `page` is its first, from 0, or None.

    `box` is where a picture stands on that.
    """

    role: str
    language: str
    name: str = ""
    title: str = ""
    alt: str | None = None
    scope: str = ""
    spoken: str | None = None
    box: Box | None = None
    page: int | None = None
    kids: list[Heard | str] = field(default_factory=list)

    @property
    def elements(self) -> Iterator[Heard]:
        """The elements right below it."""
        return (kid for kid in self.kids if isinstance(kid, Heard))

    def everything(self) -> Iterator[Heard]:
        """Yield it and all elements below, in the order of reading."""
        yield self
        for element in self.elements:
            yield from element.everything()


def said(element: Heard) -> str:
    """Return what `element` says but for captions of pictures, lines apart.

    A formula says what stands for it.
    """
    return "\n" if element.role == "Caption" else _whole(element)  # pictures stand where they fit


def _whole(element: Heard) -> str:
    if element.role == "Formula":
        return f" {element.alt or ''} "
    if element.spoken is not None:
        return f"\n{element.spoken}" if _begins_a_line(element) else element.spoken
    inner = _whole if element.role == "Table" else said  # whose caption stands where it does
    parts = (kid if isinstance(kid, str) else inner(kid) for kid in element.kids)
    text = "".join(parts)
    return text if element.role in {"Span", "Link", "Code", "Quote", "Reference"} else f"{text}\n"


def _begins_a_line(element: Heard) -> bool:
    first = element.kids[0] if element.kids else ""
    return _begins_a_line(first) if isinstance(first, Heard) else first.startswith("\n")


@dataclass
class OpenPdf:
    """A PDF that is open, with what its rules ask for."""

    path: Path
    pdf: pikepdf.Pdf
    _last: tuple[int, float] = (-1, 0.0)

    @property
    def claimed(self) -> str:
        """What the file says it is for: `press` if it is a PDF/X, else `screen`."""
        metadata = self.pdf.Root.get("/Metadata")
        is_x = metadata is not None and b"PDF/X-" in metadata.read_bytes()
        return "press" if is_x or "/GTS_PDFXVersion" in self.pdf.docinfo else "screen"

    @property
    def damage(self) -> list[Finding]:
        """What had to be mended to read the file at all."""
        if not self.pdf.get_warnings():
            return []
        message, hint = "is damaged, and was mended to be read", "ask for the file once more"
        return [Finding(rule="file", severity="mend", message=message, hint=hint)]

    @cached_property
    def pages(self) -> list[Painted]:
        """What is painted on each page."""
        fonts = Fonts()
        return [paint(page, fonts) for page in self.pdf.pages]

    @cached_property
    def inked(self) -> list[list[Inked]]:
        """What each page lays on paper, of all that are alike the first."""
        return [distinct(page) for page in self.pdf.pages]

    @cached_property
    def numbers(self) -> Mapping[tuple[int, int], int]:
        """The number, from 0, of each page by the number of its object."""
        return {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}

    @cached_property
    def owned(self) -> dict[int, set[int]]:
        """The marks on each page that belong to an element, filled as the tree is heard."""
        return {number: set() for number in range(len(self.pdf.pages))}

    @cached_property
    def tree(self) -> Heard | None:
        """The structure, None when there is none."""
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None or "/K" not in root:
            return None
        language = str(self.pdf.Root.get("/Lang", ""))
        top = Heard("", language)
        for kid in _listed(root.K):
            self._hear(kid, top, None, 0)
        return next(top.elements, None)

    @cached_property
    def elements(self) -> list[Heard]:
        """All elements in the order of reading."""
        return [*self.tree.everything()] if self.tree else []

    def _hear(self, kid: Any, around: Heard, page: int | None, depth: int) -> None:  # noqa: ANN401
        """Add to `around` what `kid` of its element says."""
        if depth > _DEEPEST:
            return
        if isinstance(kid, int):
            self._say(page, kid, around)
        elif kid.get("/Type") == "/MCR":
            self._say(self._page(kid, page), int(kid.MCID), around)
        elif "/S" in kid:
            inner = self._page(kid, page)
            made = _heard(kid, around)
            around.kids.append(made)
            for below in _listed(kid.get("/K")):
                self._hear(below, made, inner, depth + 1)
            if around.page is None:
                around.page = made.page

    def _page(self, item: Any, page: int | None) -> int | None:  # noqa: ANN401
        own = item.get("/Pg")
        return page if own is None else self.numbers.get(own.objgen)

    def _say(self, page: int | None, mark: int, element: Heard) -> None:
        if page is None or page >= len(self.pages):
            return
        if element.page is None:
            element.page = page
        self.owned[page].add(mark)
        text = self.pages[page].texts.get(mark, "")
        if text:
            first, last = self.pages[page].lines[mark]
            before = self._last
            is_same = before[0] == page and abs(before[1] - first) <= NEW_LINE
            element.kids.append(text if is_same else f"\n{text}")
            self._last = page, last


def inside(item: Any, *names: str) -> Any:  # noqa: ANN401
    """Return what stands in dictionaries inside of one another; None where one is not there."""
    for name in names:
        item = None if item is None else item.get(f"/{name}")
    return item


def _heard(item: Any, around: Heard) -> Heard:  # noqa: ANN401
    attributes = item.get("/A")
    scope = attributes.get("/Scope", "") if attributes is not None else ""
    box = attributes.get("/BBox") if attributes is not None else None
    return Heard(
        role=str(item.S)[1:],
        language=str(item.get("/Lang", around.language)),
        name=str(item.get("/ID", "")),
        title=str(item.get("/T", "")),
        spoken=str(item.ActualText) if "/ActualText" in item else None,
        alt=str(item.Alt) if "/Alt" in item else None,
        scope=str(scope)[1:],
        box=_box(box),
    )


def _box(edges: Any) -> Box | None:  # noqa: ANN401
    if edges is None or len(edges) != 4:  # noqa: PLR2004 - left, bottom, right, top
        return None
    left, bottom, right, top = (float(edge) for edge in edges)
    return left, bottom, right, top


def _listed(kids: Any) -> list[Any]:  # noqa: ANN401
    import pikepdf

    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


@contextmanager
def opened(path: Path) -> Iterator[OpenPdf]:
    """Give the PDF at `path`; raises WriteError when it is none."""
    import pikepdf

    try:
        pdf = pikepdf.open(path)
    except pikepdf.PasswordError as error:
        raise WriteError("is locked by a password", where=str(path)) from error
    except (pikepdf.PdfError, OSError) as error:
        raise WriteError("is no PDF that can be read", where=str(path)) from error
    with pdf:
        yield OpenPdf(path, pdf)
