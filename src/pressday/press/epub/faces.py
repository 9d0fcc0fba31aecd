"""The faces of an EPUB: static cuts of the packaged variable fonts, with the characters used."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.atomic import replace_file
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

# part of the cache's key: raise it when the same face gives other bytes
VERSION = 1
# always in, so that most weeks share one cut: Latin with its accents, punctuation, end mark
_ALWAYS = (
    frozenset(range(0x20, 0x7F))
    | frozenset(range(0xA0, 0x180))
    | frozenset(map(ord, "\u2009\u2011–—‘’‚“”„†•…\u202f′″‹›€−■"))
)
# besides the features that shape text by default, which HarfBuzz keeps by itself
_FEATURES = ("onum", "lnum", "tnum", "pnum")
# family, trademark and version names; 13 and 14 are the licence, which must travel with the font
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A static cut: `file` is its name in the book, `axes` where on the family's scales it lies."""

    file: str
    family: str
    style: str
    axes: tuple[tuple[str, float], ...]
    features: tuple[str, ...] = _FEATURES


_TEXT = ("opsz", 14.0)
FACES = (
    Face(file="serif-regular.woff2", family="Source Serif 4", style="normal",
         axes=(("wght", 400), _TEXT), features=(*_FEATURES, "smcp")),
    Face(file="serif-italic.woff2", family="Source Serif 4", style="italic",
         axes=(("wght", 400), _TEXT)),
    Face(file="serif-semibold.woff2", family="Source Serif 4", style="normal",
         axes=(("wght", 600), _TEXT)),
    Face(file="serif-display.woff2", family="Source Serif 4", style="normal",
         axes=(("wght", 400), ("opsz", 40.0))),
    Face(file="sans-regular.woff2", family="Source Sans 3", style="normal",
         axes=(("wght", 400),)),
    Face(file="sans-semibold.woff2", family="Source Sans 3", style="normal",
         axes=(("wght", 600),)),
)  # fmt: skip


def cut_faces(characters: str, cache: Path) -> Mapping[str, bytes]:
    """Return WOFF2 files by name for every face, with the glyphs of `characters` and of Latin.

    Cut faces are kept in the folder `cache`. Raises WriteError if it cannot be written.
    """
    points = tuple(sorted(_ALWAYS | set(map(ord, characters))))
    with ThreadPoolExecutor() as pool:  # most of it is compressing, which lets others run
        files = pool.map(lambda face: _cut_or_kept(face, points, cache), FACES)
        return {face.file: data for face, data in zip(FACES, files, strict=True)}


def _cut_or_kept(face: Face, points: tuple[int, ...], cache: Path) -> bytes:
    path = cache / f"{_key(face, points)}.woff2"
    if path.is_file():
        return path.read_bytes()
    data = cut_face(face, points)
    replace_file(path, data)
    return data


def cut_face(face: Face, points: tuple[int, ...]) -> bytes:
    """Return `face` as a static WOFF2 font with glyphs for the code points `points`.

    HarfBuzz subsets and pins in one go, in hundredths of a second where
    fontTools' instancer takes two; fontTools only compresses.
    """
    import uharfbuzz as hb
    from fontTools.ttLib import TTFont

    source = hb.Face(hb.Blob.from_file_path(str(_path(face))))
    wanted = hb.SubsetInput()
    wanted.flags |= hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(points)
    wanted.name_id_set.update(_NAMES)
    wanted.layout_feature_tag_set.update(int.from_bytes(f.encode(), "big") for f in face.features)
    for axis, value in face.axes:
        wanted.pin_axis_location(source, axis, value)
    font = TTFont(io.BytesIO(wanted.subset(source).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _path(face: Face) -> Path:
    import fontpkg

    return Path(fontpkg.path(face.family, style=face.style))


def _key(face: Face, points: tuple[int, ...]) -> str:
    import fontTools
    import uharfbuzz as hb

    settings = (VERSION, fontTools.version, hb.version_string(), face, points)
    return sha256(repr(settings).encode() + _path(face).read_bytes())
