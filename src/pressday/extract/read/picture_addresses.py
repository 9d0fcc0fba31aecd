"""The addresses that one picture of a page offers, best for print first."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pressday.extract.read import addresses, dom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

WIDEST_PX = 2400  # sharp across an A4 page at 300 dpi
_DENSEST = 8.0  # a descriptor in `x`; beyond, it cannot be one
_LEVELS = 12  # between a `picture` and its `img`: the parser knows no void `source`

# Loaders' own names, the larger version first; any other `data-` attribute comes behind them.
_LAZY = (
    "data-hi-res-src data-full-src data-large-file data-orig-file data-original data-original-src"
    " data-full-url data-zoom-src data-large-src data-src data-lazy-src data-actualsrc data-lazy"
    " data-image data-url data-img-src data-echo data-ll-src data-flickity-lazyload"
    " data-pin-media data-bg data-background data-background-image"
).split()
_SMALL = re.compile(r"low|thumb|placeholder|small|tiny|blur|logo|icon|avatar|share|preview|pixel")
_LOOKS_LIKE_PICTURE = re.compile(
    r"[^\s{}\[\]<>\"']+\.(?:jpe?g|png|webp|avif|gif)(?:[?#][^\s{}\[\]<>\"']*)?", re.IGNORECASE
)
_LOOKS_LIKE_ADDRESS = re.compile(r"(?:https?:)?//\S+|/[^/\s]\S*", re.IGNORECASE)

# https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute: an address may
# hold commas, but neither begin nor end with one.
_OFFER = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:\s+([^,]*))?(?=,|$)")
_DESCRIPTOR = re.compile(r"(\d{1,6}(?:\.\d+)?)([wx])(?:\s|$)")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark", re.IGNORECASE)


def picture_sets(body: Element) -> dict[Element, list[str]]:
    """Return for each `picture` the sets of its sources; those for dark screens are none."""
    sets: dict[Element, list[str]] = {}
    for source in dom.elements(body, "source"):
        home = _picture_around(source)
        if home is not None and not _DARK.search(source.get("media") or ""):
            sets.setdefault(home, []).extend(_sets(source))
    return sets


def best(image: Element, base: str, sets: Mapping[Element, list[str]]) -> str:
    """Return the absolute address of the best version of an `img`, or an empty string.

    That is the widest of all sets up to `WIDEST_PX`, else the smallest above, else
    what a loader waits for, else the plain `src`. `sets` is from `picture_sets`.
    """
    home = _picture_around(image)
    offers = [*(sets.get(home, []) if home is not None else []), *_sets(image)]
    found = (addresses.picture(address, base) for address in _candidates(image, offers))
    return next((address for address in found if address), "")


def background(element: Element) -> str:
    """Return the address of an element's background as it was written, or an empty string."""
    found = _BACKGROUND.search(element.get("style") or "")
    if found:
        return found[1].strip()
    said = _data(element)
    if not said:
        return ""
    known = [said[name] for name in ("data-bgset", *_LAZY) if name in said]
    offers = [value.split()[0] for value in known if _LOOKS_LIKE_PICTURE.match(value)]
    return next((value.strip(",") for value in [*offers, *_lazy(said)]), "")


def larger(first: str, second: str) -> bool:
    """Return whether of two addresses of one picture the first names the larger numbers."""
    pairs = zip(re.findall(r"\d+", first), re.findall(r"\d+", second), strict=False)
    return next((int(a[:9]) > int(b[:9]) for a, b in pairs if a != b), False)


def _picture_around(element: Element) -> Element | None:
    near = islice(element.iterancestors(), _LEVELS)
    return next((ancestor for ancestor in near if ancestor.tag == "picture"), None)


def _sets(source: Element) -> list[str]:
    return [str(value) for name, value in source.attrib.items() if str(name).endswith("srcset")]


def _candidates(image: Element, sets: list[str]) -> list[str]:
    offers = [pair for text in sets for pair in _read_set(text)]
    offers.sort(key=lambda pair: pair[0], reverse=True)
    within = [address for width, address in offers if width <= WIDEST_PX]
    beyond = [address for width, address in reversed(offers) if width > WIDEST_PX]
    return [*within, *beyond, *_lazy(_data(image)), image.get("src") or ""]


def _data(element: Element) -> dict[str, str]:
    """Return what the `data-` attributes of an element say."""
    said = ((str(name), str(value)) for name, value in element.attrib.items())
    return {name: value.strip() for name, value in said if name.startswith("data-")}


def _lazy(said: Mapping[str, str]) -> list[str]:
    """Addresses in the attributes of loaders: the known ones, then any that looks like one."""
    known = [said[name] for name in _LAZY if name in said]
    found = [value.split()[0] for value in known if _is_address(value)]
    others = [value for name, value in said.items() if not _SMALL.search(name)]
    pictures = (value for value in others if _LOOKS_LIKE_PICTURE.fullmatch(value))
    return [*found, *(value for value in pictures if _LOOKS_LIKE_ADDRESS.match(value))]


def _is_address(value: str) -> bool:
    return bool(_LOOKS_LIKE_ADDRESS.match(value) or _LOOKS_LIKE_PICTURE.match(value))


def _read_set(text: str) -> list[tuple[float, str]]:
    """Return width (or density) and address of each offer; an odd descriptor makes it none."""
    found = []
    for address, described in _OFFER.findall(text.strip()):
        size = _DESCRIPTOR.match(described)
        if size and (size[2] == "w" or float(size[1]) <= _DENSEST):
            found.append((float(size[1]), address))
        elif not described.strip():
            found.append((1.0, address))
    return found
