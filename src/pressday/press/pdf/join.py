"""Joining fragments: pages in order, structure, links, outline, labels, each font once."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pressday.layout.print.links import LINK
from pressday.press.pdf.archive import declare, intend_srgb
from pressday.press.pdf.composed import Composed, Spot
from pressday.press.pdf.faces import embed, merge
from pressday.press.pdf.imposition import Imposition, Laid
from pressday.press.pdf.reading import HEADS, read_aloud
from pressday.press.pdf.tags.writing import write_structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pikepdf

    from pressday.layout.print.book import Book, Bookmark, Flow
    from pressday.press.pdf.fragment import Fragment


@dataclass(frozen=True, slots=True)
class Joined:
    """A finished file, and the addresses of pictures of each flow that nothing describes."""

    data: bytes
    undescribed: Mapping[str, Sequence[str]]


def join(
    book: Book, composed: Composed, late: Mapping[str, Fragment], furniture: Fragment
) -> Joined:
    """Return the finished PDF: front pages, composed pages and those behind them.

    `late` are the fragments of front and back by flow; `furniture` has one page for
    each page of the book. The same input gives the same bytes.
    """
    import pikepdf

    fragments = {**composed.fragments, **late, HEADS: furniture}
    pages = [*_pages(book, composed, late)]
    with pikepdf.new() as pdf:
        with Imposition(pdf, book.geometry, fragments) as imposition:
            for laid in pages:
                imposition.add_page(laid)
        unite_fonts(pdf, fragments.values())
        _unite_pictures(pdf)
        spots = _spots(book, composed, late, pages)
        _link(pdf, spots)
        _outline(pdf, book.outline, spots)
        document, undescribed = read_aloud(book, fragments, imposition.printed, spots)
        write_structure(pdf, document)
        _describe(pdf, book)
        declare(pdf)
        intend_srgb(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            linearize=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
        return Joined(out.getvalue(), undescribed)


def _pages(
    book: Book, composed: Composed, late: Mapping[str, Fragment]
) -> Iterator[tuple[Laid, ...]]:
    """Yield what lies on each page of the book, its furniture on top."""
    before = [(f, n) for f in book.front for n in range(late[f.name].pages)]
    after = [(f, n) for f in book.back for n in range(late[f.name].pages)]
    first, last = len(before), len(before) + len(composed.pages)
    for number in range(last + len(after)):
        if first <= number < last:
            shift = _shift(book, number)
            yield (*composed.laid(number - first, book.geometry, shift), _head(number))
        else:
            flow, page = before[number] if number < first else after[number - last]
            yield _whole(book, flow, page, number)


def _whole(book: Book, flow: Flow, page: int, number: int) -> tuple[Laid, ...]:
    """Return what lies on page `number` of the book, a whole `page` of a late flow."""
    shift = 0.0 if flow.bare else _shift(book, number)
    laid = Laid(flow=flow.name, page=page, order=page, shift=shift)
    return (laid,) if flow.bare else (laid, _head(number))


def _head(number: int) -> Laid:
    return Laid(flow=HEADS, page=number, order=number)


def _shift(book: Book, page: int) -> float:
    """Return by how many points page `page` (from 0) moves outwards; odd pages are rectos."""
    return book.geometry.shift if page % 2 == 0 else -book.geometry.shift


def unite_fonts(pdf: pikepdf.Pdf, fragments: Iterable[Fragment]) -> None:
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
    book: Book,
    composed: Composed,
    late: Mapping[str, Fragment],
    pages: Sequence[tuple[Laid, ...]],
) -> dict[str, Spot]:
    """Return where each anchor stands, in PDF coordinates."""
    height, first = book.geometry.height, sum(late[f.name].pages for f in book.front)
    inside = (
        (name, Spot(first + s.page, book.geometry.side + s.x, book.geometry.top + s.y))
        for name, s in composed.spots.items()
    )
    outside = (
        (anchor, Spot(number, x, y))
        for number, (laid, *_) in enumerate(pages)
        if laid.flow in late
        for anchor, (page, x, y) in late[laid.flow].anchors.items()
        if page == laid.page
    )
    shifts = [laid.shift for laid, *_ in pages]
    spots: dict[str, Spot] = {}
    for name, spot in (*outside, *inside):
        x = round(spot.x + shifts[spot.page], 2)
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
