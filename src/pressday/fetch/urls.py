"""One form for all the addresses of one page, so that an article is known again."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Added by senders to count readers; none of them changes what the page says.
_TRACKING = re.compile(
    r"utm_\w+|_hs\w+|(g|d|y|fb|tw)clid|msclkid|gclsrc|mc_[ce]id|igsh(id)?"
    r"|at_(medium|campaign)|ref(_src|_url)?|cmp(id)?|icid|ocid|ncid|smid|xtor",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """Return `url` without what varies between copies of one link.

    Scheme and host in lower case, no default port, password or fragment, dots
    and escapes resolved, query parameters sorted and those that only track
    readers gone. The result is a key: it should lead to the page, but the
    address as given is the one to print. What is no web address comes back
    stripped of white space and otherwise as it is.
    """
    from w3lib.url import canonicalize_url

    try:
        parts = urlsplit(canonicalize_url(url.strip()))
        port = parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in _PORTS or not parts.hostname:
        return url.strip()
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.rstrip(".")
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", urlencode(kept), ""))
