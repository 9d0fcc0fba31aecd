"""Imposition: pages of fragments onto the pages of the book, nothing set again.

A page of the book is one stream: that of all that lies on it, each moved to its place.
Names of pictures and the like are only unique in their fragment, and get a number in
front; marked content is numbered through the page.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Self

from pressday.press.pdf.patterns import moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pikepdf

    from pressday.layout.print.book import Geometry
    from pressday.press.pdf.fragment import Fragment

_NAMED = re.compile(rb"/([a-z][^\s/<>\[\]()]*) (Do|gs|sh|scn|SCN)\b")
_ALIKE = re.compile(r"[aA][\d.]+$")  # a state named by its opacity, the same in all fragments
_PATTERN = "/Pattern"
_NUMBER = re.compile(rb"/MCID (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A page of a fragment on a page of the book.

    Height `top` of it, in points, lies `x` and `y` points from the left and top of the
    book's page, all of it made smaller by `scale`; then it moves right by `shift`.
    `order` is its place in the text of its flow.
    """

    flow: str
    page: int
    order: int
    x: float = 0.0
    y: float = 0.0
    top: float = 0.0
    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Printed:
    """What was laid on page `page` of the book, and how: scaled, and moved by `dx` and `dy`.

    `first` is the number of its first marked content there; `links` are its annotations,
    None for those that cover nothing, and `height` is that of its own page.
    """

    laid: Laid
    page: int
    first: int
    dx: float
    dy: float
    height: float
    links: tuple[Any, ...]


class Imposition:
    """Pages on their way into a file; fragments are opened once and closed at the end."""

    def __init__(
        self, pdf: pikepdf.Pdf, geometry: Geometry, fragments: Mapping[str, Fragment]
    ) -> None:
        self._pdf, self._geometry, self._fragments = pdf, geometry, fragments
        self._sources: dict[str, _Source] = {}
        self.printed: list[Printed] = []

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all fragments."""
        for source in self._sources.values():
            source.file.close()

    def add_page(self, laid: Sequence[Laid]) -> None:
        """Add a page with all that is `laid` on it, the first at the bottom."""
        import pikepdf

        size = (self._geometry.width, self._geometry.height)
        page = self._pdf.add_blank_page(page_size=size)
        flows = {name: number for number, name in enumerate(dict.fromkeys(x.flow for x in laid))}
        number = len(self._pdf.pages) - 1
        parts: list[bytes] = []
        links: list[Any] = []
        placed: list[Printed] = []
        first = 0
        for shift, group in groupby(laid, lambda one: one.shift):
            parts.append(b"q 1 0 0 1 %.3f 0 cm" % shift)
            for one in group:
                done = self._print(one, number, first)
                first += self._fragments[one.flow].tags.pages[one.page].count
                parts.append(self._content(done, flows[one.flow], len(placed)))
                placed.append(done)
                links += filter(None, done.links)
            parts.append(b"Q")
        content = b"\n".join(parts)
        page.obj.Contents = self._pdf.make_stream(content)
        page.obj.Resources = self._resources(flows, content)
        if b" scn" in content or b" SCN" in content:
            self._add_patterns(page.obj.Resources, flows, placed, content)
        if links:
            page.obj.Annots = pikepdf.Array(links)

    def _source(self, name: str) -> _Source:
        if name not in self._sources:
            self._sources[name] = _Source(self._pdf, self._fragments[name].pdf)
        return self._sources[name]

    def _print(self, laid: Laid, number: int, first: int) -> Printed:
        """Note where something lies; scaled first, then moved, as PDF 32000-1, 8.3.3, puts it."""
        height = self._source(laid.flow).height
        up = (self._geometry.height - laid.y) - laid.scale * (height - laid.top)
        links = tuple(self._links(laid, laid.x, up))
        done = Printed(laid, number, first, laid.x, up, height, links)
        self.printed.append(done)
        return done

    def _content(self, done: Printed, prefix: int, place: int) -> bytes:
        """Return the stream of a fragment's page at its place, with names of its own.

        A pattern has another one at each place, as it is moved by itself.
        """
        laid = done.laid
        stream = self._source(laid.flow).stream(laid.page)
        stream = _NAMED.sub(lambda m: _renamed(m, prefix, place), stream)
        if done.first:
            stream = _NUMBER.sub(lambda m: b"/MCID %d" % (int(m[1]) + done.first), stream)
        moved = (laid.scale, laid.scale, done.dx, done.dy)
        return b"q %.5g 0 0 %.5g %.3f %.3f cm\n%s\nQ" % (*moved, stream)

    def _resources(self, flows: Mapping[str, int], content: bytes) -> Any:  # noqa: ANN401
        """Return what `content` names of the resources of its flows."""
        import pikepdf

        used = {name.decode() for name in re.findall(rb"/([^\s/<>\[\]()]+)", content)}
        made = pikepdf.Dictionary()
        for flow, prefix in flows.items():
            for kind, known in self._source(flow).resources.items():
                if kind == _PATTERN:
                    continue
                names = {_own(n[1:], kind[1:], prefix): v for n, v in known.items()}
                kept = {f"/{n}": v for n, v in names.items() if n in used}
                if kept:
                    made[kind] = pikepdf.Dictionary(dict(made.get(kind, {}).items()) | kept)
        return made

    def _add_patterns(
        self,
        resources: Any,  # noqa: ANN401
        flows: Mapping[str, int],
        placed: Sequence[Printed],
        content: bytes,
    ) -> None:
        """Add the patterns that `content` names, each moved to the place of what it fills."""
        import pikepdf

        found = {}
        for place, done in enumerate(placed):
            known: Any = self._source(done.laid.flow).resources.get(_PATTERN, {})
            scale, by = done.laid.scale, done.laid.shift + done.dx
            move = pikepdf.Matrix(scale, 0, 0, scale, by, done.dy)
            for name, pattern in known.items():
                own = _at(name[1:], flows[done.laid.flow], place)
                if f"/{own} ".encode() in content:
                    found[f"/{own}"] = moved(self._pdf, pattern, move)
        if found:
            resources[_PATTERN] = pikepdf.Dictionary(found)

    def _links(self, laid: Laid, dx: float, dy: float) -> Iterable[Any]:
        """Yield the links of a fragment's page, at their places; None for one without extent."""
        import pikepdf

        for annotation in self._source(laid.flow).pages[laid.page].obj.get("/Annots", []):
            link = self._pdf.copy_foreign(annotation)
            scaled = (laid.scale * float(v) for v in annotation.Rect)
            left, bottom, right, top = (
                round(v + by, 3) for v, by in zip(scaled, (dx, dy, dx, dy), strict=True)
            )
            shifted = (round(left + laid.shift, 3), bottom, round(right + laid.shift, 3), top)
            link.Rect = pikepdf.Array(shifted)
            yield self._pdf.make_indirect(link) if right > left and top != bottom else None


def _renamed(match: re.Match[bytes], prefix: int, place: int) -> bytes:
    if match[2].lower() == b"scn":
        return b"/%s %s" % (_at(match[1].decode(), prefix, place).encode(), match[2])
    kind = "ExtGState" if match[2] == b"gs" else ""
    return b"/%s %s" % (_own(match[1].decode(), kind, prefix).encode(), match[2])


def _at(name: str, prefix: int, place: int) -> str:
    """Return the name of a pattern for what is laid on a page as number `place`."""
    return f"{name}-{prefix}-{place}"


def _own(name: str, kind: str, prefix: int) -> str:
    """Return the name that a resource of the flow with number `prefix` has on a page."""
    if kind in {"Font", "ColorSpace"} or _ALIKE.match(name):
        return name
    return f"{name}-{prefix}"


class _Source:
    """A fragment opened: its pages share `resources`."""

    def __init__(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        import pikepdf

        self.file = pikepdf.open(io.BytesIO(data))
        self.pages = list(self.file.pages)
        first = self.pages[0]
        self.height = float(first.mediabox[3])
        self.resources = pdf.copy_foreign(self.file.make_indirect(first.obj.Resources))

    def stream(self, page: int) -> bytes:
        """Return the content of a page."""
        return bytes(self.pages[page].Contents.read_bytes())
