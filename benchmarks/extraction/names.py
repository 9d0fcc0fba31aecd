"""What pictures and players are known by: the names of their files, whatever size or server.

A picture goes by the last parts of all its addresses: src, srcset, data-*, the sources of its
`picture`; a player by those of its own and its sources, and by the number of the video.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

PLAYERS = frozenset({"iframe", "video", "audio", "embed", "object"})
_ATTRIBUTES = re.compile(r"(?:^|-)(?:src|srcset|href|url|original|full|poster)|^data(?:-|$)")
_IN_SET = re.compile(r"[^\s,]\S*[^\s,](?=\s|,|$)")
_DESCRIPTOR = re.compile(r"[\d.]+[wxh]")
_ADDRESS = re.compile(r"^(?:(?:https?:)?//|\.{0,2}/)|\.\w{3,4}(?:[?#]|$)", re.IGNORECASE)
_INNER = re.compile(r"^https?://.+/.|/[^/]+\.\w{3,4}$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif)$")
_NUMBER = re.compile(r"(?:^|&)(?:v|video_?id)=([\w-]{5,})")
_TEX = ("{\\", "\\", "$")
_FILE_NAME = 10  # characters that a name without an extension has at least


def digest(text: str) -> str:
    """Return the fingerprint by which marks know a text or a name: ten hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def is_formula(image: Node) -> bool:
    """Return whether a picture shows a formula: its alternative text is TeX, or MathML is by it."""
    parent = image.getparent()
    twin = parent is not None and parent.tag == "span" and parent.find(".//math") is not None
    return twin or (image.get("alt") or "").lstrip().startswith(_TEX)


def file_names(node: Node) -> frozenset[str]:
    """Return what the addresses of a picture or player end in, each a name of it."""
    found = {name for child in _with_sources(node) for name in _own_names(child)}
    return frozenset(found)


def _with_sources(node: Node) -> list[Node]:
    picture = next(node.iterancestors("picture"), None)
    around = [] if picture is None else list(picture.iter("source"))
    inside = list(node.iter("source", "embed", "param")) if node.tag in PLAYERS else []
    return [node, *around, *inside]


def _own_names(node: Node) -> set[str]:
    values = [
        value
        for name, value in node.attrib.items()
        if _ATTRIBUTES.search(str(name)) or (node.tag == "param" and name == "value")
    ]
    addresses = [part for value in values for part in _addresses(str(value))]
    return {name for address in addresses for name in address_names(address)}


def _addresses(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("data:"):
        return [value]
    found = _IN_SET.findall(value) if re.search(r"\s", value) else [value]
    return [part for part in found if _ADDRESS.search(part) and not _DESCRIPTOR.fullmatch(part)]


def address_names(address: str) -> set[str]:
    """Return the names an address goes by: its file's, and a video's number.

    A service that scales pictures has the file's address in its query or before its own numbers;
    where the last part names no file ("large", "640"), the longest part does.
    """
    if address.startswith("data:"):
        return {digest(address)} if address.startswith("data:image") else set()
    try:
        parts = urlsplit(address)
    except ValueError:
        return set()
    inner = [value for _, value in parse_qsl(parts.query) if _INNER.search(value)]
    if inner:
        return {name for value in inner for name in address_names(value)}
    numbers = {number.casefold() for number in _NUMBER.findall(parts.query)}
    path = [unquote(part).casefold() for part in parts.path.split("/") if part]
    files = [part for part in path if _PICTURE.search(part)]
    plain = path and "." not in path[-1] and len(path[-1]) < _FILE_NAME
    name = files[-1:] or ([max(path, key=len)] if plain else path[-1:])
    return {*name, *numbers}
