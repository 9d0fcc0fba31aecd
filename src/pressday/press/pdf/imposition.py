"""Imposition: takes out of fragments onto the pages of the book, nothing set again.

The takes of a flow share their resources, so all that stands of one flow on a page
is one form: the streams of its takes, each moved to its place.
"""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Any, Self

from pressday.press.pdf.composed import LINE_PT

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pikepdf

    from pressday.layout.print.book import Geometry
    from pressday.press.pdf.composed import Composed
    from pressday.press.pdf.takes import StandingTake


class Imposition:
    """Composed pages on their way into a file; fragments are opened once and closed at the end."""

    def __init__(self, pdf: pikepdf.Pdf, geometry: Geometry, composed: Composed) -> None:
        self._pdf, self._geometry, self._composed = pdf, geometry, composed
        self._sources: dict[str, _Source] = {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all fragments."""
        for source in self._sources.values():
            source.file.close()

    def add_pages(self) -> None:
        """Add every composed page, with its links."""
        import pikepdf

        for standing in self._composed.standing:
            size = (0, 0, self._geometry.width, self._geometry.height)
            page = self._pdf.add_blank_page(page_size=size[2:])
            names: list[pikepdf.Name] = []
            links: list[Any] = []
            for name, group in groupby(sorted(standing, key=lambda s: s[0]), lambda s: s[0]):
                standing_takes = [standing for _, standing in group]
                form = self._form(name, standing_takes, size)
                names.append(
                    page.add_resource(
                        form, pikepdf.Name.XObject, pikepdf.Name(f"/Flow{len(names)}")
                    )
                )
                links += self._links(name, standing_takes)
            page.contents_add(b"\n".join(b"%s Do" % str(n).encode() for n in names))
            if links:
                page.obj.Annots = pikepdf.Array(self._pdf.make_indirect(link) for link in links)

    def _source(self, name: str) -> _Source:
        if name not in self._sources:
            self._sources[name] = _Source(self._pdf, self._composed.fragments[name].pdf)
        return self._sources[name]

    def _form(
        self, name: str, standing_takes: Iterable[StandingTake], size: tuple[float, ...]
    ) -> Any:  # noqa: ANN401
        """Return a form of all takes of one flow on a page."""
        import pikepdf

        source, parts = self._source(name), []
        for standing in standing_takes:
            scale, dx, dy = self._move(source, standing)
            stream = source.stream(standing.take.page)
            parts.append(b"q %.5g 0 0 %.5g %.3f %.3f cm\n%s\nQ" % (scale, scale, dx, dy, stream))
        form = self._pdf.make_stream(b"\n".join(parts))
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox, form.Resources = pikepdf.Array(size), source.resources
        return form

    def _move(self, source: _Source, standing: StandingTake) -> tuple[float, float, float]:
        """Return how much smaller a take is printed, and by how many points it moves, right and up.

        As PDF 32000-1, 8.3.3, puts it: scaled first, then moved.
        """
        scale = standing.take.scale
        x = self._geometry.side + self._composed.columns[standing.column]
        y = self._geometry.top + standing.line * LINE_PT
        up = (self._geometry.height - y) - scale * (source.height - standing.take.top)
        return scale, x, up

    def _links(self, name: str, standing_takes: Iterable[StandingTake]) -> list[Any]:
        """Return the links in takes of one flow, at their places."""
        source, found = self._source(name), []
        for standing in standing_takes:
            scale, dx, dy = self._move(source, standing)
            for annotation in source.pages[standing.take.page].obj.get("/Annots", []):
                link = self._pdf.copy_foreign(annotation)
                left, bottom, right, top = (scale * float(v) for v in annotation.Rect)
                link.Rect = [round(v, 3) for v in (left + dx, bottom + dy, right + dx, top + dy)]
                found.append(link)
        return found


class _Source:
    """A fragment opened: its pages are takes, and share `resources`."""

    def __init__(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        import pikepdf

        self.file = pikepdf.open(io.BytesIO(data))
        self.pages = list(self.file.pages)
        first = self.pages[0]
        self.height = float(first.mediabox[3])
        self.resources = pdf.copy_foreign(self.file.make_indirect(first.obj.Resources))

    def stream(self, page: int) -> bytes:
        """Return the content of a take."""
        return bytes(self.pages[page].Contents.read_bytes())
