"""Faces: what WeasyPrint would embed in every fragment is noted there and embedded at the join.

In a worker `placeholders` takes the place of WeasyPrint's font writer, and `noted`
says which glyphs each face shows. At the join every face is cut once with the
glyphs of all fragments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressday.errors import LayoutError
from pressday.press.fonts import cut_face, fonts_by_hash
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pikepdf

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""  # ISO 32000-1, 9.10.3

_CMAP_BATCH = 100  # most entries in one bfchar block


@dataclass(frozen=True, slots=True)
class Face:
    """A font at one size and weight, as one fragment uses it.

    `glyphs` maps glyph ids to advance (1/1000 em) and the text they stand for.
    """

    file: str
    name: str
    family: str
    axes: dict[str, float]
    flags: int
    ascent: int
    descent: int
    glyphs: dict[int, tuple[float, str]]


def noted(document: Any) -> dict[str, Face]:  # noqa: ANN401 - WeasyPrint is untyped
    """Return the faces of a written WeasyPrint document by their resource names."""
    faces: dict[str, Face] = {}
    for font in document.fonts.values():
        glyphs = {g: (w, font.to_unicode.get(g, "")) for g, w in font.widths.items()}
        if known := faces.get(font.hash):
            known.glyphs.update(glyphs)
        elif glyphs:
            faces[font.hash] = _face(font, glyphs)
    return faces


def _face(font: Any, glyphs: dict[int, tuple[float, str]]) -> Face:  # noqa: ANN401
    axes = {"wght": float(font.weight), "opsz": float(font.font_size), **font.variations}
    return Face(
        file=sha256(bytes(font.file_content)),
        name=font.name.decode().lstrip("/"),
        family=font.family,
        axes=axes,
        flags=font.flags,
        ascent=font.ascent,
        descent=font.descent,
        glyphs=glyphs,
    )


def placeholders(pdf: Any, fonts: Any, *_: Any) -> Any:  # noqa: ANN401
    """Return a document's font dictionary with an empty font in the place of each."""
    import pydyf

    dictionary = pydyf.Dictionary({})
    for font in fonts.values():
        if font.hash not in dictionary:
            placeholder = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type0"})
            pdf.add_object(placeholder)
            dictionary[font.hash] = placeholder.reference
    return dictionary


def merge(fragments: Iterable[Mapping[str, Face]]) -> dict[str, Face]:
    """Return every face of `fragments` once, with the glyphs of all."""
    faces: dict[str, Face] = {}
    for fragment in fragments:
        for key, face in fragment.items():
            if key in faces:
                faces[key].glyphs.update(face.glyphs)
            else:
                faces[key] = Face(
                    **{n: getattr(face, n) for n in Face.__slots__} | {"glyphs": dict(face.glyphs)}
                )
    return faces


def embed(pdf: pikepdf.Pdf, face: Face) -> pikepdf.Object:
    """Return a Type 0 font object in `pdf` for `face`, its file cut to the glyphs in use.

    Raises LayoutError for a font that is not packaged.
    """
    from pikepdf import Array, Dictionary, Name

    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{face.name}"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        CIDToGIDMap=Name.Identity,
        W=Array(_widths(face)),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, face)),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name(f"/{face.name}"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_cmap(face).encode("ascii")),
    )
    return pdf.make_indirect(font)


def _descriptor(pdf: pikepdf.Pdf, face: Face) -> pikepdf.Dictionary:
    from pikepdf import Array, Dictionary, Name

    path = fonts_by_hash().get(face.file)
    if path is None:
        raise LayoutError(f"the typesetter used {face.family!r}, which is no packaged font")
    data = cut_face(path, face.axes, face.glyphs)
    widest = max(width for width, _ in face.glyphs.values())
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{face.name}"),
        FontFamily=face.family.encode("ascii", "replace"),
        Flags=face.flags,
        FontBBox=Array([0, face.descent, round(widest), face.ascent]),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=80,  # WeasyPrint's values: the file knows better
        StemH=80,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )


def _widths(face: Face) -> list[object]:
    """Return the W array: first glyph of a run, then the run's advances (ISO 32000-1, 9.7.4.3)."""
    from pikepdf import Array

    runs: list[tuple[int, list[float]]] = []
    for glyph in sorted(face.glyphs):
        if runs and glyph == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(round(face.glyphs[glyph][0], 3))
        else:
            runs.append((glyph, [round(face.glyphs[glyph][0], 3)]))
    return [item for first, advances in runs for item in (first, Array(advances))]


def _cmap(face: Face) -> str:
    entries = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
        for glyph, (_, text) in sorted(face.glyphs.items())
        if text
    ]
    batches = [entries[i : i + _CMAP_BATCH] for i in range(0, len(entries), _CMAP_BATCH)]
    blocks = [f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in batches]
    return _CMAP.format(ranges="\n".join(blocks))
