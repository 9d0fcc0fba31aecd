"""What a fetch brings home, and the name under which it asks."""

from __future__ import annotations

from dataclasses import dataclass

from pressday.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A successful answer: `url` is the address that gave it, `body` is decoded.

    `media_type` is lower case without parameters, empty where the server named none.
    `moved` is the address that takes the place of the one asked for, where the
    server says that it has moved for good (301, 308); else empty. `base` is what
    relative addresses in a feed refer to, where its server says so; else empty.
    """

    url: str
    status: int
    media_type: str
    charset: str
    body: bytes
    moved: str = ""
    base: str = ""


def user_agent(contact: str = "") -> str:
    """Return the truthful name under which Pressday asks, with the publication's `contact`."""
    name = f"Pressday/{__version__}"
    clean = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()").strip()
    return f"{name} (+{clean})" if clean else name
