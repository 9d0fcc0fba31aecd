"""Joining fragments: pages in order, links, outline, labels, furniture, each font once."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pressday.layout.print.links import LINK
from pressday.press.pdf.composed import Composed, Spot
from pressday.press.pdf.faces import embed, merge
from pressday.press.pdf.imposition import Imposition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pikepdf

    from pressday.layout.print.book import Book, Bookmark
    from pressday.press.pdf.fragment import Fragment


@dataclass(frozen=True, slots=True)
class BookPage:
    """A page of the book: a page of a late flow, by name and number, or a composed one."""

    bare: bool = False
    source: tuple[str, int] | None = None


def join(
    book: Book, composed: Composed, late: Mapping[str, Fragment], furniture: Fragment
) -> bytes:
    """Return the finished PDF: front pages, composed pages and those behind them.

    `late` are the fragments of front and back by flow; `furniture` has one page for
    each page of the book. The same input gives the same bytes.
    """
    import pikepdf

    pages = _book_pages(book, composed, late)
    with pikepdf.new() as pdf:
        kept = _add_pages(pdf, book, composed, late)
        _shift(pdf, book, pages)
        _overlay(pdf, pages, furniture)
        _unite_fonts(pdf, [*late.values(), *composed.fragments.values(), furniture])
        _unite_pictures(pdf)
        spots = _spots(book, composed, late, pages)
        _link(pdf, spots)
        _outline(pdf, book.outline, spots)
        _describe(pdf, book)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
        for source in kept:
            source.close()
        return out.getvalue()


def _book_pages(book: Book, composed: Composed, late: Mapping[str, Fragment]) -> list[BookPage]:
    """Return what each page of the book is."""
    before, after = (
        [BookPage(f.bare, (f.name, number)) for f in flows for number in range(late[f.name].pages)]
        for flows in (book.front, book.back)
    )
    return [*before, *(BookPage() for _ in composed.pages), *after]


def _add_pages(
    pdf: pikepdf.Pdf, book: Book, composed: Composed, late: Mapping[str, Fragment]
) -> list[pikepdf.Pdf]:
    """Add all pages in their order; return the files they come from, which must stay open."""
    import pikepdf

    kept = [pikepdf.open(io.BytesIO(late[flow.name].pdf)) for flow in book.late]
    for source in kept[: len(book.front)]:
        pdf.pages.extend(source.pages)
    with Imposition(pdf, book.geometry, composed) as imposition:
        imposition.add_pages()
    for source in kept[len(book.front) :]:
        pdf.pages.extend(source.pages)
    return kept


def _shift_of(book: Book, made: BookPage, page: int) -> float:
    """Return by how many points page `page` (from 0) moves outwards; odd pages are rectos."""
    if made.bare:
        return 0.0
    return book.geometry.shift if page % 2 == 0 else -book.geometry.shift


def _shift(pdf: pikepdf.Pdf, book: Book, pages: Sequence[BookPage]) -> None:
    """Move type and links of left and right pages apart.

    WeasyPrint leaves its coordinate system open; it is closed here.
    """
    import pikepdf

    for number, (page, made) in enumerate(zip(pdf.pages, pages, strict=True)):
        dx = _shift_of(book, made, number)
        page.contents_add(b"q 1 0 0 1 %.3f 0 cm\n" % dx, prepend=True)
        page.contents_add(b"\nQ")
        for annotation in page.obj.get("/Annots", []):
            left, bottom, right, top = (float(v) for v in annotation.Rect)
            rect = [round(left + dx, 3), bottom, round(right + dx, 3), top]
            annotation.Rect = pikepdf.Array(rect)


def _overlay(pdf: pikepdf.Pdf, pages: Sequence[BookPage], furniture: Fragment) -> None:
    """Lay running heads, folios and tabs over every page that has them.

    Names are ours: pikepdf's own overlay makes up random ones.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(furniture.pdf)) as heads:
        triples = zip(pdf.pages, heads.pages, pages, strict=True)
        for number, (page, head, made) in enumerate(triples, start=1):
            if not made.bare:
                form = pdf.copy_foreign(head.as_form_xobject())
                name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Head{number}"))
                page.contents_add(b"\nq %s Do Q" % str(name).encode())


def _unite_fonts(pdf: pikepdf.Pdf, fragments: Iterable[Fragment]) -> None:
    """Put one font object in the place of each fragment's placeholder."""
    fonts = {
        f"/{n}": embed(pdf, face) for n, face in sorted(merge(f.faces for f in fragments).items())
    }
    for resources in _all_resources(pdf):
        for name in list(resources.get("/Font", {}).keys()):
            if name in fonts:
                resources.Font[name] = fonts[name]
            else:
                del resources.Font[name]


def _all_resources(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return every resource dictionary of `pdf`: those of pages, forms and patterns."""
    import pikepdf

    found = [page.obj.Resources for page in pdf.pages if "/Resources" in page.obj]
    streams = (o for o in pdf.objects if isinstance(o, pikepdf.Stream))
    return found + [s.Resources for s in streams if "/Resources" in s]


def _unite_pictures(pdf: pikepdf.Pdf) -> None:
    """Let equal pictures of several fragments be one object."""
    known: dict[str, pikepdf.Object] = {}
    for resources in _all_resources(pdf):
        pictures: Any = resources.get("/XObject", {})
        for name, stream in list(pictures.items()):
            if stream.get("/Subtype") == "/Image" and "/SMask" not in stream:
                digest = sha256(stream.read_raw_bytes()).hexdigest()
                pictures[name] = known.setdefault(f"{digest} {stream.get('/Width')}", stream)


def _spots(
    book: Book, composed: Composed, late: Mapping[str, Fragment], pages: Sequence[BookPage]
) -> dict[str, Spot]:
    """Return where each anchor stands, in PDF coordinates."""
    height, first = book.geometry.height, sum(late[f.name].pages for f in book.front)
    inside = (
        (name, Spot(first + s.page, book.geometry.side + s.x, book.geometry.top + s.y))
        for name, s in composed.spots.items()
    )
    outside = (
        (anchor, Spot(number, x, y))
        for number, made in enumerate(pages)
        if made.source
        for anchor, (page, x, y) in late[made.source[0]].anchors.items()
        if page == made.source[1]
    )
    spots: dict[str, Spot] = {}
    for name, spot in (*outside, *inside):
        x = round(spot.x + _shift_of(book, pages[spot.page], spot.page), 2)
        spots.setdefault(name, Spot(spot.page, x, round(height - spot.y, 2)))
    return spots


def _link(pdf: pikepdf.Pdf, spots: Mapping[str, Spot]) -> None:
    """Turn `edition:` links into named destinations; a link that leads nowhere is taken out."""
    import pikepdf

    for page in pdf.pages:
        kept = [a for a in page.obj.get("/Annots", []) if _resolved(a, spots)]
        if "/Annots" in page.obj:
            page.obj.Annots = pikepdf.Array(kept)
    names = pikepdf.Array()
    for name in sorted(spots, key=lambda n: n.encode()):  # name trees are sorted by bytes
        names.append(pikepdf.String(name))
        names.append(_destination(pdf, spots[name]))
    pdf.Root.Names = pikepdf.Dictionary(Dests=pdf.make_indirect(pikepdf.Dictionary(Names=names)))


def _resolved(annotation: pikepdf.Object, spots: Mapping[str, Spot]) -> bool:
    import pikepdf

    action = annotation.get("/A")
    target = str(action.get("/URI", "")) if action is not None else ""
    if not target.startswith(LINK):
        return True
    name = target.removeprefix(LINK)
    if name not in spots:
        return False
    del annotation["/A"]
    annotation.Dest = pikepdf.String(name)
    return True


def _destination(pdf: pikepdf.Pdf, spot: Spot) -> pikepdf.Array:
    import pikepdf

    return pikepdf.Array([pdf.pages[spot.page].obj, pikepdf.Name.XYZ, spot.x, spot.y, 0])


def _outline(pdf: pikepdf.Pdf, entries: Iterable[Bookmark], spots: Mapping[str, Spot]) -> None:
    import pikepdf

    def item(entry: Bookmark) -> pikepdf.OutlineItem:
        made = pikepdf.OutlineItem(entry.label, _destination(pdf, spots[entry.anchor]))
        made.children.extend(item(c) for c in entry.children if c.anchor in spots)
        return made

    with pdf.open_outline() as outline:
        outline.root.extend(item(e) for e in entries if e.anchor in spots)


def _describe(pdf: pikepdf.Pdf, book: Book) -> None:
    """Write metadata, page labels and the viewer's first impression; no clock is read."""
    import pikepdf

    stamp = f"{book.date}T06:00:00Z"  # an edition comes out in the morning of its day
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = book.title
        xmp["dc:creator"] = list(book.authors)
        xmp["dc:description"] = book.subject
        xmp["dc:language"] = [book.language]
        xmp["dc:identifier"] = book.identifier
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = xmp["xmp:MetadataDate"] = stamp
        xmp["xmp:CreatorTool"] = xmp["pdf:Producer"] = "Pressday"
    info = {"Title": book.title, "Author": ", ".join(book.authors), "Subject": book.subject}
    when = f"D:{book.date.replace('-', '')}060000Z"
    info |= {"Creator": "Pressday", "Producer": "Pressday", "CreationDate": when, "ModDate": when}
    for key, value in info.items():
        pdf.docinfo[f"/{key}"] = value
    pdf.Root.Lang = pikepdf.String(book.language)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    labels = pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
