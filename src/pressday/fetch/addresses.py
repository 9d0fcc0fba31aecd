"""Which addresses may be asked at all, and how they may be shown, kept and told to others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit, urlunsplit

from pressday.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Collection

# "Bad ports" of the Fetch standard (fetch.spec.whatwg.org, 2.9): mail, chat and other servers
# that a crafted address could make obey a line of HTTP.
UNSAFE_PORTS = frozenset(
    int(port)
    for port in (
        "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110"
        " 111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531"
        " 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190"
        " 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080"
    ).split()
)
_WEB = frozenset({"http", "https"})
# Letters of other scripts are encoded by then; a zone of IPv6 (%) is never public.
_HOST = re.compile(r"[a-z0-9._:-]+")


def checked(url: str) -> str:
    """Return `url` as it may be asked: http or https, a safe port, no password and no fragment.

    Raises FetchError for every other address.
    """
    parts, port = _split(url)
    if parts.scheme not in _WEB:
        shown = parts.scheme + ":" if parts.scheme else "an address without http:"
        raise FetchError(f"only http: and https: addresses are fetched, not {shown}")
    if not parts.hostname:
        raise FetchError("not a usable address (it names no host)")
    if port in UNSAFE_PORTS:
        raise FetchError(
            f"port {port} is not one that pages are fetched from", hint="check the address"
        )
    return _normal(urlunsplit(parts._replace(netloc=_without_user(parts), fragment="")))


def _normal(url: str) -> str:
    """Return `url` as httpx reads it, so that what was checked is what is asked."""
    import httpx

    try:
        normal = str(httpx.URL(url))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(f"not a usable address ({error})") from error
    if not _HOST.fullmatch(host_of(normal)):
        raise FetchError("not a usable address (its host is no name)", hint="check the address")
    return normal


def shown(url: str) -> str:
    """Return `url` as it may be shown: without the name and password of a user."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=_without_user(parts)))


def host_of(url: str) -> str:
    """Return the host that `url` names, in lower case and without brackets; "" where none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Return scheme, host and port of a checked `url`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def referer_for(url: str, page: str, house: Collection[str]) -> str:
    """Return what the server of `url` may learn of the `page` that names it; "" for nothing.

    Origin and path alone, never from https to http, and never the address of a
    page on one of the `house`'s hosts to another host.
    """
    try:
        asking, _ = _split(page)
    except FetchError:
        return ""
    if asking.scheme not in _WEB or not asking.hostname:
        return ""
    downgrade = asking.scheme == "https" and urlsplit(url).scheme == "http"
    inside = host_of(page) in house and host_of(page) != host_of(url)
    if downgrade or inside:
        return ""
    return urlunsplit((asking.scheme, _without_user(asking), asking.path or "/", "", ""))


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"not a usable address ({error})") from error
    return parts, port


def _without_user(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]
