"""Web addresses as EPUB allows them: absolute, well-formed, of a harmless scheme."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_SAFE = "/:@!$&'()*+,;=~-._"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
LONGEST_SHOWN = 40  # characters of an address in print


def web_address(href: str) -> str:
    """Return `href` as a valid http, https or mailto address, or nothing if it is not one."""
    href = href.strip()
    if _MAIL.fullmatch(href):
        return href
    try:
        parts = urlsplit(href)
        scheme, host, path, query, fragment = parts
        host = host.encode("idna").decode("ascii") if parts.port != 0 else ""
    except (ValueError, UnicodeError):
        return ""
    if scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return ""
    safe = (_quoted(path, _SAFE), _quoted(query, f"{_SAFE}?"), _quoted(fragment, f"{_SAFE}?"))
    return urlunsplit((scheme, host, *safe))


def same_page(href: str) -> str:
    """Return what addresses of one page have in common, to compare them by."""
    return href.strip().partition("#")[0].rstrip("/").removeprefix("http:").removeprefix("https:")


def shown(address: str) -> str:
    """Return an address as people read it: no scheme, no `www.`, not too long."""
    text = re.sub(r"^(?:https?://(?:www\.)?|mailto:)", "", address).rstrip("/")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rstrip('-/_.?&=')}…"


def _quoted(part: str, safe: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=f"{safe}%")
