"""One form for all the addresses of one page, so that an article is known again."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

# Added by senders to count readers; none of them changes what the page says.
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|_hs\w+|hsctatracking|(pk|mtm|matomo|piwik)_\w+|ns_(source|mchannel|campaign)"
    r"|(g|d|y|fb|tw|tt|ms|wb|ir)clid|[gw]braid|gclsrc|_g[al]|srsltid|mc_[ce]id|igsh(id)?|li_fat_id"
    r"|fb_(action_ids|action_types|source|ref)|__twitter_impression|ref(_?src|_?url)?"
    r"|cmp(id)?|icid|ocid|ncid|smid|sr_share|xtor|wt[._](mc|mc_id|zmc)|mkt_tok|vero_(id|conv)"
    r"|oly_(anon|enc)_id|wickedid|s_kwcid|ef_id|guccounter|guce_referrer(_sig)?|_branch_match_id"
    r"|soc_(src|trk)|trk(campaign)?|spm|ftag|_openstat",
    re.IGNORECASE,
)
# Meaningful with other values: a page may have a source or be searched for "s".
_TRACKING_PAIR = re.compile(
    r"(partner|emc|source|src|from|feed)=rss|feature=(share|youtu\.be|emb_\w+)", re.IGNORECASE
)
_PORTS = {"http": 80, "https": 443}

_EXTRA = frozenset({"www", "m", "mobile", "amp"})
_MOBILE_PAIR = re.compile(r"amp(=(1|true)?)?|(outputtype|output|type|view)=amp|m=1", re.IGNORECASE)
_AMP_SUFFIX = re.compile(r"(\.amp)+(?=(\.html?)?$)", re.IGNORECASE)
_INDEX = re.compile(r"/(index|default)\.(html?|php|aspx?)$", re.IGNORECASE)
# Google's copies of AMP pages name the page in their path, "s/" for https.
_COPY_HOST = re.compile(r"(www\.)?google\.[a-z.]+|.+\.cdn\.ampproject\.org")
_COPY_PATH = re.compile(r"/(?:amp|[acv](?:/[acv])?)/(?:s/)?(?P<page>[\w-]+(?:\.[\w-]+)+/.*)")


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
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.rstrip(".")
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    kept = [pair for pair in _pairs(parts) if not _tracks(*pair)]
    return urlunsplit((parts.scheme, netloc, parts.path or "/", urlencode(kept), ""))


def same_key(url: str) -> str:
    """Return a key that all forms of one page share; it need not lead anywhere.

    Beyond `canonical_url`: one scheme, no "www.", none of the marks of a mobile or AMP
    form in host, path or query, Google's AMP copies named as what they copy, no
    index file and no slash at the end.
    """
    parts = urlsplit(canonical_url(url))
    if parts.scheme not in _PORTS:
        return url.strip()
    copied = _COPY_PATH.fullmatch(parts.path)
    if copied and _COPY_HOST.fullmatch(parts.netloc):
        return same_key("https://" + copied["page"])
    kept = [pair for pair in _pairs(parts) if not _MOBILE_PAIR.fullmatch("=".join(pair))]
    return urlunsplit(
        ("https", _full_host(parts.netloc), _full_path(parts.path), urlencode(kept), "")
    )


def _pairs(parts: SplitResult) -> list[tuple[str, str]]:
    return parse_qsl(parts.query, keep_blank_values=True)


def _tracks(name: str, value: str) -> bool:
    return bool(_TRACKING.fullmatch(name) or _TRACKING_PAIR.fullmatch(f"{name}={value}"))


def _full_host(host: str) -> str:
    """Return `host` without the labels of a mobile site, such as en.m.paper.example has."""
    labels = host.split(".")
    return ".".join([*(label for label in labels[:-2] if label not in _EXTRA), *labels[-2:]])


def _full_path(path: str) -> str:
    segments = _INDEX.sub("/", _AMP_SUFFIX.sub("", path)).split("/")
    while segments and segments[-1].lower() in {"", "amp"}:
        segments.pop()
    while segments and segments[0].lower() in {"", "amp"}:
        segments.pop(0)
    full = "/" + "/".join(segments)
    return full if full == path else _full_path(full)  # one mark may stand behind another
