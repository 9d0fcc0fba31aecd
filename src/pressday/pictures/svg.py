"""SVG from strangers to SVG that draws and does nothing else."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, cast

from lxml import etree

from pressday.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_LARGEST = 5_000_000  # bytes
_DEFAULT = (300, 150)  # what browsers take for an SVG that says nothing
_LONGEST_PX = 100_000
_STEEPEST = 1e6  # times as long as wide
_MOST_DRAWN = 50_000  # elements, those drawn again included: some seconds of drawing
_DEEPEST = 200  # levels; Python's stack is the limit

_ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan"
    " textPath linearGradient radialGradient stop pattern clipPath mask marker switch filter"
    " feBlend feColorMatrix feComponentTransfer feComposite feFlood feFuncA feFuncB feFuncG feFuncR"
    " feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile".split()
)
_ATTRIBUTES = frozenset(
    "id class style viewBox width height x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy d points"
    " transform gradientTransform gradientUnits patternTransform patternUnits patternContentUnits"
    " spreadMethod offset preserveAspectRatio pathLength rotate textLength lengthAdjust startOffset"
    " clipPathUnits maskUnits maskContentUnits markerWidth markerHeight markerUnits refX refY"
    " orient fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap"
    " stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color"
    " clip-path clip-rule mask"
    " marker-start marker-mid marker-end filter display visibility font-family font-size font-style"
    " font-weight font-variant letter-spacing word-spacing text-anchor text-decoration"
    " dominant-baseline alignment-baseline baseline-shift writing-mode stop-color stop-opacity"
    " vector-effect shape-rendering paint-order mix-blend-mode version filterUnits primitiveUnits"
    " in in2 result stdDeviation mode type values operator k1 k2 k3 k4 radius flood-color"
    " flood-opacity tableValues slope intercept amplitude exponent edgeMode".split()
)
_URL = re.compile(r"url\s*\(\s*(['\"]?)\s*([^)]*?)\s*\1\s*\)", re.IGNORECASE)
_OUTSIDE = re.compile(r"@import|expression\s*\(|javascript:|image(?:-set)?\s*\(|\\", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)
# CSS pixels in one of each unit.
_PIXELS = {
    "px": 1,
    "pt": 4 / 3,
    "pc": 16,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96,
    "q": 96 / 101.6,
}


def is_svg(data: bytes) -> bool:
    """Return whether bytes begin like an SVG file, declarations and comments aside."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    return head.startswith(b"<") and b"<svg" in head


def clean(data: bytes) -> tuple[bytes, int, int]:
    """Return safe SVG bytes with width and height in CSS pixels.

    Scripts, event handlers, foreign objects, animations, embedded pictures and
    every reference beyond the file go. Raises ExtractError where it is no SVG, or
    one whose parts repeat parts without end.
    """
    root = _parse(data)
    made = _copy(root)
    _check_weight(made)
    width, height = _size(root)
    made.set("viewBox", " ".join(_view_box(root)) or f"0 0 {width} {height}")
    made.set("width", str(width))
    made.set("height", str(height))
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True), width, height


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    if len(data) > _LARGEST:
        raise ExtractError("the SVG picture is larger than 5 MB", hint="use a PNG instead")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ExtractError(
            "the SVG picture is damaged", hint="save it anew as plain SVG"
        ) from error
    if etree.QName(root).localname != "svg":
        raise ExtractError("this is no SVG picture", hint="save it anew as plain SVG")
    return root


def _copy(source: Element, depth: int = 0) -> Element:
    """Build an allowed element anew, with what it may hold."""
    name = etree.QName(source).localname
    # The default namespace: lxml's stubs know prefixes only.
    nsmap = cast("dict[str, str]", {None: _SVG, "xlink": _XLINK}) if depth == 0 else None
    made = etree.Element(f"{{{_SVG}}}{name}", nsmap=nsmap)
    for key, value in source.attrib.items():
        kept = _attribute(str(key), str(value))
        if kept:
            made.set(*kept)
    made.text = source.text
    last: Element | None = None
    for child in source:
        if depth < _DEEPEST and _is_allowed(child):
            last = _copy(child, depth + 1)
            last.tail = child.tail
            made.append(last)
    return made


def _is_allowed(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    return name.namespace in (None, _SVG) and name.localname in _ELEMENTS


def _attribute(key: str, value: str) -> tuple[str, str] | None:
    """Return the attribute as it may stay, or None."""
    if key in ("href", f"{{{_XLINK}}}href"):
        return (f"{{{_XLINK}}}href", value) if re.fullmatch(r"#[\w.:-]+", value.strip()) else None
    if key in (f"{{{_XML}}}lang", f"{{{_XML}}}space"):  # xml:base would turn #a into an address
        return key, value
    if key not in _ATTRIBUTES or _OUTSIDE.search(value):
        return None
    inside = all(found[2].startswith("#") for found in _URL.finditer(value))
    whole = value.lower().count("url") == len(_URL.findall(value))
    return (key, value) if inside and whole else None


def _size(root: Element) -> tuple[int, int]:
    """Width and height from the attributes, else the view box, else what browsers assume."""
    box = tuple(float(number) for number in _view_box(root)[2:]) or (0.0, 0.0)
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    if not (width and height) and all(box):
        ratio = min(max(box[1] / box[0], 1 / _STEEPEST), _STEEPEST)
        width, height = (width, width * ratio) if width else (height / ratio, height)
        width, height = (width, height) if width else box
    width, height = width or _DEFAULT[0], height or _DEFAULT[1]
    return tuple(max(1, round(min(_LONGEST_PX, side))) for side in (width, height))  # type: ignore[return-value]  # two sides


def _pixels(value: str | None) -> float:
    found = _LENGTH.fullmatch(value or "")
    pixels = float(found[1]) * _PIXELS[(found[2] or "px").lower()] if found else 0.0
    return min(_LONGEST_PX, pixels)


def _view_box(root: Element) -> list[str]:
    """Return x, y, width and height of a view box that shows something, else nothing."""
    numbers = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if len(numbers) != 4 or not all(_NUMBER.fullmatch(number) for number in numbers):  # noqa: PLR2004 - x y width height
        return []
    x, y, width, height = (float(number) for number in numbers)
    shows = width > 0 and height > 0 and all(map(math.isfinite, (x, y, width, height)))
    return numbers if shows else []


def _check_weight(root: Element) -> None:
    """Refuse parts that use parts that use parts: ten lines of them draw for years."""
    homes = {element.get("id", ""): element for element in root.iter()}
    if _weight(root, homes, {}) > _MOST_DRAWN:
        raise ExtractError("the SVG picture draws too many parts", hint="use a PNG instead")


def _weight(
    element: Element, homes: dict[str, Element], known: dict[Element, int], depth: int = 0
) -> int:
    """Return how many elements are drawn for one: its own, and those it refers to."""
    if element in known:
        return known[element]
    if depth > _DEEPEST:
        return _MOST_DRAWN + 1
    known[element] = 0  # what refers to itself is drawn once
    weight = 1 + sum(_weight(child, homes, known, depth + 1) for child in element)
    for name, often in _references(element):
        if name in homes:
            weight += often * _weight(homes[name], homes, known, depth + 1)
    known[element] = weight
    return weight


def _references(element: Element) -> Iterator[tuple[str, int]]:
    """Yield the ids that an element names, and how often each is drawn: markers at each corner."""
    corners = len(_NUMBER.findall(element.get("d", "") + element.get("points", ""))) // 2
    for key, value in element.attrib.items():
        often = max(1, corners) if "marker" in f"{key!s} {value!s}" else 1
        href = [value] if str(key).endswith("href") else []
        for reference in (*href, *(found[2] for found in _URL.finditer(str(value)))):
            yield str(reference).strip().removeprefix("#"), often
