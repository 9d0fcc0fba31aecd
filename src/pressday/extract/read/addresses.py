"""Addresses in untrusted markup: which may stay, and what they point at."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
PICTURE_SCHEMES = frozenset({"http", "https"})

# Short data URIs are placeholders of lazy loaders, unless they are as large as a picture is.
_LEAST_DATA = 1500  # characters
_LEAST_SIDE_PX = 100
_WHITE = 255
_MOST_BLANK_PX = 4_000_000  # of a short one that is looked at
_DATA_PICTURE = re.compile(r"data:image/(?:png|jpe?g|webp|gif|avif);base64,[A-Za-z0-9+/=]+")
_BROKEN = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


def resolve(address: str, base: str) -> str:
    """Return `address` joined to `base`, or an empty string where that makes no sense."""
    address = re.sub(r"[\t\r\n]", "", address).strip()
    if not address:
        return ""
    try:
        joined = urljoin(base, address)
        urlsplit(joined)
    except ValueError:
        return ""
    return _BROKEN.sub(lambda sign: f"%{ord(sign[0]):02X}", joined)


def link(address: str, base: str) -> str:
    """Return a safe absolute link (http, https, mailto or `#place`), else an empty string."""
    address = address.strip()
    if address.startswith("#"):
        return _place(address)
    joined = resolve(address, base)
    page, place = urldefrag(joined)
    if place and base and page == urldefrag(base)[0]:
        return _place(f"#{place}")
    return joined if _is_complete(joined, LINK_SCHEMES) else ""


def picture(address: str, base: str) -> str:
    """Return the safe absolute address of a picture, else an empty string.

    http, https and embedded raster pictures always; a `file:` address only when
    `base` is one too and the picture lies inside its folder.
    """
    address = address.strip()
    if address[:5].lower() == "data:":
        data = re.sub(r"\s", "", address)
        shows = _DATA_PICTURE.fullmatch(data) and (len(data) >= _LEAST_DATA or _is_large(data))
        return data if shows else ""
    joined = resolve(address, base)
    if joined[:5].lower() == "file:":
        return joined if _lies_inside(joined, base) else ""
    return joined if _is_complete(joined, PICTURE_SCHEMES) else ""


def _is_large(data: str) -> bool:
    """Whether an embedded picture has a hundred pixels a side, and is no blank sheet."""
    from PIL import Image

    try:
        with Image.open(BytesIO(b64decode(data.partition(",")[2]))) as image:
            large = min(image.size) >= _LEAST_SIDE_PX
            if not large or image.width * image.height > _MOST_BLANK_PX:
                return large
            shown = image.convert("RGBA").tobytes()
    except Exception:  # noqa: BLE001 - what no decoder reads shows nothing
        return False
    seen = max(shown[3::4]) > 0
    return seen and any(min(shown[colour::4]) < _WHITE for colour in range(3))


def host(address: str) -> str:
    """Return the host of a URL in lower case without `www.`, or an empty string."""
    try:
        name = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def domain(address: str) -> str:
    """Return the registrable domain of a URL (`example.co.uk`), or its host where there is none."""
    from tld import get_fld

    try:
        return get_fld(address, fail_silently=True, search_private=True) or host(address)
    except ValueError:
        return host(address)


def same_domain(one: str, other: str) -> bool:
    """Return whether two URLs belong to one owner: equal hosts or one registrable domain."""
    return host(one) == host(other) or domain(one) == domain(other)


def _place(fragment: str) -> str:
    return fragment if re.fullmatch(r"#\S+", fragment) else ""


def _is_complete(address: str, schemes: frozenset[str]) -> bool:
    parts = urlsplit(address)
    return parts.scheme in schemes and bool(parts.netloc or parts.scheme == "mailto")


def _lies_inside(address: str, base: str) -> bool:
    """Lexical check; who opens the file has to check again after following links."""
    folder, inside = urljoin(base, "."), urlsplit(address)
    if not folder.startswith("file:///") or inside.netloc or not address.startswith(folder):
        return False
    return ".." not in unquote(inside.path).replace("\\", "/").split("/") and "\x00" not in unquote(
        inside.path
    )
