"""The packaged fonts: files, characters they cover, faces cut from them, their own fontconfig."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category
from xml.sax.saxutils import escape

from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

FAMILIES = ("Source Serif 4", "Source Sans 3", "Source Code Pro")

_PRIVATE = frozenset({"Co", "Cn"})  # private use, unassigned
_LAYOUT_TABLES = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "DSIG",
    "STAT",
)  # of no use once glyphs are chosen

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>
"""


@cache
def font_files() -> tuple[Path, ...]:
    """Return the variable font files of every packaged family, upright before italic."""
    import fontpkg

    styles = ("normal", "italic")
    return tuple(Path(fontpkg.path(family, style=s)) for family in FAMILIES for s in styles)


@cache
def fonts_by_hash() -> Mapping[str, Path]:
    """Return the packaged files by the sha256 of their bytes."""
    return {sha256(path.read_bytes()): path for path in font_files()}


def private_config(cache_folder: Path) -> Path:
    """Write a fontconfig file that knows the packaged fonts and no others; return its path."""
    folders = "".join(
        f"<dir>{escape(str(f))}</dir>" for f in sorted({p.parent for p in font_files()})
    )
    folder = cache_folder.resolve() / "fontconfig"
    # Made here, because two processes that both make it complain of one another.
    (folder / "cache").mkdir(parents=True, exist_ok=True)
    path = folder / "fonts.conf"
    text = _CONFIG.format(folders=folders, cache=escape(str(folder / "cache")))
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
    return path


@cache
def covered() -> frozenset[int]:
    """Return the code points for which at least one packaged font has a glyph."""
    from fontTools.ttLib import TTFont

    points: set[int] = set()
    for path in font_files():
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def missing(text: Iterable[str]) -> str:
    """Return the characters of `text` that no packaged font can show, in code point order.

    Control characters have nothing to show. Private and unassigned ones, which
    icon fonts use, would leave an empty box.
    """
    unknown = sorted({ord(c) for c in text} - covered())
    return "".join(c for c in map(chr, unknown) if c.isprintable() or category(c) in _PRIVATE)


def cut_face(
    path: Path, axes: Mapping[str, float], glyphs: Collection[int], *, keep_layout: bool = False
) -> bytes:
    """Return a static font with just `glyphs` of the variable one at `path`, pinned to `axes`.

    Glyph ids stay what they were, so that pages set with the whole font remain
    right. `keep_layout` keeps features for readers that shape text themselves.
    """
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(path)))
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(sorted(glyphs))
    wanted.flags |= hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    for table in () if keep_layout else _LAYOUT_TABLES:
        wanted.drop_table_tag_set.add(int.from_bytes(table.encode(), "big"))
    for axis in face.axis_infos:
        wanted.pin_axis_location(face, axis.tag, axes.get(axis.tag, axis.default_value))
    data: bytes = wanted.subset(face).blob.data
    return data
