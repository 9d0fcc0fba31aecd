"""The pictures of an EPUB, at the size that screens need."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pressday.errors import LayoutError
from pressday.pictures.scaled import SUFFIXES, Wanted, derive_cached

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree

    from pressday.layout.epub import EpubBook
    from pressday.model import Image, Job

LONG_SIDE_PX = 1600  # a tablet held upright at twice its nominal resolution
QUALITY = 82
SVG = "{http://www.w3.org/2000/svg}"

_ACTIVE = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler", "set"})
# an escape in CSS can spell any of these words, and no drawing needs one
_REACHES_OUT = re.compile(r"\\|@import|url\(\s*[\"']?(?!#|data:image/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """Picture files by their path in the book; `names` maps hashes to paths."""

    files: Mapping[str, bytes]
    names: Mapping[str, str]
    warnings: tuple[str, ...]


def gather(book: EpubBook, job: Job) -> Media:
    """Return the pictures of `book`; one that cannot be shown is a warning and left out.

    Raises WriteError if the cache cannot be written.
    """
    with ThreadPoolExecutor(max(1, job.workers)) as pool:
        made = list(pool.map(partial(_gather_one, job=job), book.media))
    files, names, warnings = {}, {}, []
    for image, result in zip(book.media, made, strict=True):
        if isinstance(result, str):
            warnings.append(f"picture {image.media[:12]} is left out: {result}")
            continue
        data, media_type = result
        names[image.media] = f"media/{image.media[:16]}{SUFFIXES[media_type]}"
        files[names[image.media]] = data
    return Media(files=files, names=names, warnings=tuple(warnings))


def _gather_one(image: Image, job: Job) -> tuple[bytes, str] | str:
    """Return a picture and its media type, or why there is none."""
    try:
        data = job.media(image.media).read_bytes()
        made, kind = _derive(data, image.media_type, job.cache / "pictures")
    except OSError as error:
        return error.strerror or "cannot be read"
    except LayoutError as error:
        return error.message
    if kind == "image/svg+xml" and not is_inert(made):
        return "the drawing is not well-formed, runs code or reaches outside itself"
    return made, kind


def _derive(data: bytes, media_type: str, cache: Path) -> tuple[bytes, str]:
    wanted = Wanted(long_side_px=LONG_SIDE_PX, quality=QUALITY)
    return derive_cached(data, media_type, wanted, cache=cache)


def is_inert(svg: bytes) -> bool:
    """Return whether a drawing is well-formed, runs nothing and needs nothing outside itself."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(svg, parser)
    except etree.XMLSyntaxError:
        return False
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        return False
    return all(_is_inert_element(element) for element in root.iter())


def _is_inert_element(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return element.tag.__name__ == "Comment"
    name = element.tag.rpartition("}")[2]
    if name in _ACTIVE or _REACHES_OUT.search(element.text or ""):
        return False
    return all(_is_inert_attribute(str(n), str(v)) for n, v in element.attrib.items())


def _is_inert_attribute(name: str, value: str) -> bool:
    local = name.rpartition("}")[2].lower()
    if local in {"href", "src"}:
        return value.strip().startswith(("#", "data:image/png", "data:image/jpeg"))
    return not local.startswith("on") and not _REACHES_OUT.search(value)
