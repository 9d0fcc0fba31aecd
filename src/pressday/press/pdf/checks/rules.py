"""The rules for a PDF, each a function from the open file to what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pressday.press.checked import AGAIN, DESCRIBE, UNDESCRIBED, Finding, letters, parity_findings
from pressday.press.pdf import LEAST_FILL
from pressday.press.pdf.checks import plates
from pressday.press.pdf.checks.document import inside, said
from pressday.press.pdf.checks.painted import ARTIFACT, NOTDEF, UNMARKED
from pressday.press.pdf.missing_characters import printable
from pressday.press.pdf.placed_pictures import LEAST_PPI, placed_pictures

if TYPE_CHECKING:
    from pressday.press.checked import Expected
    from pressday.press.pdf.checks.document import OpenPdf

Rule = Callable[["OpenPdf", "Expected"], Iterator[Finding]]

SMALL = 40.0  # points; what is smaller is a sign and no picture
_STANDARDS = (b"pdfuaid:part", b"pdfaid:part")


def _broken(rule: str, message: str, *, page: int | None = None, place: str = "") -> Finding:
    return Finding(rule=rule, severity="mend", message=message, hint=AGAIN, page=page, place=place)


def tags(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield what no reader hears, though it is no furniture."""
    marked = inside(document.pdf.Root, "MarkInfo", "Marked")
    if document.tree is None or not marked:
        yield _broken("tags", "has no structure: a screen reader gets nothing from it")
        return
    for number, page in enumerate(document.pages):
        if UNMARKED in page.marks:
            yield _broken("tags", "something here is neither text nor furniture", page=number + 1)
        if lost := page.marks - document.owned[number] - {ARTIFACT, UNMARKED}:
            message = f"{len(lost)} pieces of text belong to nothing that is read"
            yield _broken("tags", message, page=number + 1)


def headings(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield headings that go down more than a level at a time."""
    before = 0
    for element in document.elements:
        if element.role[:1] == "H" and element.role[1:].isdigit():
            level = int(element.role[1:])
            if level > before + 1:
                place = " ".join(said(element).split())
                message = f"a heading of level {level} follows one of level {before}"
                yield _broken("headings", message, page=_page(element), place=place)
            before = level


def order(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield pieces that are read in another order than they stand."""
    before, last = 0, ""
    for element in document.elements:
        if element.role == "Art" and element.name and element.page is not None:
            if element.page < before:
                message = f"is read behind “{last}”, which begins on a later page"
                yield _broken("order", message, page=_page(element), place=element.title)
            before, last = element.page, element.title


def fonts(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield fonts that are not in the file, or do not say which letters their glyphs are."""
    told: set[str] = set()
    for number, page in enumerate(document.pdf.pages, start=1):
        for font in (inside(page.obj, "Resources", "Font") or {}).values():
            name = str(font.get("/BaseFont", "a font"))[1:]
            inner = font.get("/DescendantFonts", [font])[0]
            is_in = any(inside(inner, "FontDescriptor", f"FontFile{n}") for n in ("", "2", "3"))
            if name not in told and not (is_in and "/ToUnicode" in font):
                told.add(name)
                what = "has no letters" if is_in else "is not in the file"
                yield _broken("fonts", f"{name} {what}", page=number, place=name)


def glyphs(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield pages on which letters are empty boxes."""
    for number, page in enumerate(document.pages, start=1):
        count = sum(text.count(NOTDEF) for text in page.texts.values())
        if count:
            where = next(t for t in page.texts.values() if NOTDEF in t)
            yield Finding(
                rule="notdef", severity="mend", page=number, place=" ".join(where.split())[:60],
                message=f"{count} letters are empty boxes: no packaged font has them",
                hint="write them otherwise, or leave the piece out of the run sheet (cut = true)",
            )  # fmt: skip


def languages(document: OpenPdf, expected: Expected) -> Iterator[Finding]:
    """Yield pieces that are read in another language than theirs."""
    if not str(document.pdf.Root.get("/Lang", "")):
        yield _broken("language", "says of no word in which language it is")
    wanted = {piece.anchor: piece for piece in expected.pieces}
    for element in document.elements:
        piece = wanted.get(element.name)
        if piece and piece.language and element.language != piece.language:
            message = f"is read as {element.language or 'no language'}, and is {piece.language}"
            yield _broken("language", message, page=_page(element), place=piece.headline)


def pictures_described(document: OpenPdf, expected: Expected) -> Iterator[Finding]:
    """Yield pictures and formulas that do not say what they show."""
    from pressday.layout.words import furniture

    for element in document.elements:
        stands_in = furniture(element.language or expected.language).word("picture_with")
        if element.role in {"Figure", "Formula"} and not element.alt:
            yield _broken("alt", f"a {element.role.lower()} says nothing", page=_page(element))
        elif element.role == "Figure" and (element.alt or "").startswith(f"{stands_in} “"):
            yield Finding(
                rule="alt", severity="look", page=_page(element), place=element.alt or "",
                message=UNDESCRIBED, hint=DESCRIBE, box=element.box,
            )  # fmt: skip


def links(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield links that lead nowhere, or do not say where."""
    known = _destinations(document.pdf)
    for number, page in enumerate(document.pdf.pages, start=1):
        for link in page.obj.get("/Annots", []):
            told = str(link.get("/Contents", ""))
            target = str(link.get("/Dest", "")) if "/A" not in link else None
            if target is not None and target not in known:
                yield _broken("links", f"a link leads nowhere: {target}", page=number, place=told)
            if not told:
                yield _broken("links", "a link does not say where it leads", page=number)
            if "/StructParent" not in link:
                yield _broken("links", "a link is in no text", page=number, place=told)


def _destinations(pdf: Any) -> set[str]:  # noqa: ANN401
    names = inside(pdf.Root, "Names", "Dests", "Names") or []
    return {str(names[i]) for i in range(0, len(names), 2)}


def outline(document: OpenPdf, expected: Expected) -> Iterator[Finding]:
    """Yield pieces without a line in the outline, and lines that lead to no page."""
    with document.pdf.open_outline() as found:
        entries = [e for item in found.root for e in (item, *item.children)]
        titles = {letters(entry.title) for entry in entries}
        for entry in entries:
            target: Any = entry.destination
            if target is None or target[0].objgen not in document.numbers:
                yield _broken("outline", "a line leads to no page", place=entry.title)
    for piece in expected.pieces:
        if letters(piece.headline) not in titles:
            yield _broken("outline", "has no line for a piece", place=piece.headline)


def metadata(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield what the file does not say of itself."""
    root = document.pdf.Root
    stream = root.get("/Metadata")
    said_ = stream.read_bytes() if stream is not None else b""
    missing = [name.decode().partition(":")[0] for name in _STANDARDS if name not in said_]
    if missing:
        yield _broken("metadata", f"does not say which standard it keeps ({', '.join(missing)})")
    if not str(document.pdf.docinfo.get("/Title", "")) or b"<dc:title" not in said_:
        yield _broken("metadata", "has no title")
    if not inside(root, "ViewerPreferences", "DisplayDocTitle"):
        yield _broken("metadata", "shows its file's name in the place of its title")
    if "/OutputIntents" not in root:
        yield _broken("metadata", "does not say what its colours are")


def sharpness(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield pictures with too few pixels for their size."""
    for number, page in enumerate(document.pdf.pages, start=1):
        for picture in placed_pictures(page):
            if min(picture.size) >= SMALL and picture.ppi < LEAST_PPI - 1:
                size = f"{picture.pixels[0]}×{picture.pixels[1]} pixels"
                yield Finding(
                    rule="pictures", severity="look", page=number, place=size, box=picture.box,
                    message=f"a picture has {picture.ppi:.0f} pixels to the inch",
                    hint="give the article a larger picture, or image = false in the run sheet",
                )  # fmt: skip


def boxes(document: OpenPdf, expected: Expected) -> Iterator[Finding]:
    """Yield pages of another size, and a number of them that the report does not know."""
    sizes = [tuple(round(float(v), 1) for v in page.mediabox) for page in document.pdf.pages]
    for number, size in enumerate(sizes, start=1):
        if size != sizes[0]:
            yield _broken("boxes", "a page has another size than the first", page=number)
    if expected.pages is not None and len(sizes) != expected.pages:
        message = f"has {len(sizes)} pages, and {expected.pages} were built"
        yield _broken("pages", message)


def fill(_: OpenPdf, expected: Expected) -> Iterator[Finding]:
    """Yield pages with much white, but for the last."""
    for number, share in enumerate(expected.fill[:-1], start=expected.first):
        if share < LEAST_FILL:
            yield Finding(
                rule="fill", severity="look", page=number, message=f"the page is {share:.0%} full",
                hint="another brief or picture there would fill it",
            )  # fmt: skip


def parity(document: OpenPdf, expected: Expected) -> Iterator[Finding]:
    """Yield pieces whose words are not all heard, once and in their order."""
    pieces = {e.name: e for e in document.elements if e.role == "Art" and e.name}
    for piece in expected.pieces:
        element = pieces.get(piece.anchor)
        if element is None:
            yield _broken("parity", "the piece is not in the file", place=piece.headline)
        else:
            named = replace(piece, text=printable(piece.text, expected.language))
            heard = printable(said(element), expected.language)  # formulas say what no font has
            yield from parity_findings(named, heard, _page(element))


def _page(element: Any) -> int | None:  # noqa: ANN401
    return None if element.page is None else element.page + 1


RULES: tuple[Rule, ...] = (
    tags, headings, order, languages, pictures_described, links, outline, metadata, fonts, glyphs,
    sharpness, boxes, fill, parity,
)  # fmt: skip

BOOKLET_RULES: tuple[Rule, ...] = (fonts, boxes)
PLATE_RULES: tuple[Rule, ...] = (
    plates.intent, plates.sheets, plates.notes, plates.colours, plates.ink, plates.rich_black,
    plates.overprint, plates.hairlines, plates.resolution, fonts, boxes, fill,
)  # fmt: skip
