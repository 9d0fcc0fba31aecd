"""Whether two addresses show one picture in different sizes, crops or formats."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from pressday.extract.describe.bylines import squeeze
from pressday.extract.read.addresses import host

# A name made of nothing but these words, at least one of the first, stands for the site.
_STAND_IN = re.compile(
    r"default\w*|placeholder|logos?|logotype|fallback|no-?image|ogimage|og|opengraph|favicon|share|sharing|card"
    r"|blank|icons?|spacer|pixel|avatar|gravatar|generic"
)
_NEUTRAL = re.compile(
    r"image|img|pictures?|photo|site|page|main|header|banner|thumb|thumbnail|landscape|square|large|small|big|new"
    r"|apple|touch|dark|light|white|black|color|no|fb|facebook|twitter|meta|seo|social|v?\d+|\d+x\d*|x\d+|[a-f\d]{8,64}|the"
)
_NESTED = re.compile(r"(?<=[^a-z])https?:/{1,2}(?=[^/\s])", re.IGNORECASE)
_CARRIER = re.compile(
    r"u|uri|url|src|source|image|img|image_ur[il]|file|path|original", re.IGNORECASE
)
_WEB = re.compile(r"https?:/|/", re.IGNORECASE)
_SCHEME = re.compile(r"^https?:/{1,2}", re.IGNORECASE)
_DEEPEST = 3  # servers one behind the other
_MOST_FIELDS = 50
_MOST_WORDS = 12
_LONGEST = 4000  # characters of an address looked at
_EXTENSION = re.compile(r"(?:\.(?:jpe?g|png|webp|avif|gif|tiff?|bmp|svg|img|image|ico)){1,3}$")
_SIZE = re.compile(
    r"(?:[-_.~@,]|^)(?:\d{2,5}x\d{0,5}|x\d{2,5}|\d{3,4}[wh]|[wh][-_]?\d{2,5}|[1-4]x|scaled|large|medium"
    r"|small|thumb(?:nail)?|crop(?:ped)?|full|orig(?:inal)?|square|wide|landscape|portrait|xlarge|xl|social"
    r"|facebook\w{0,8}|twitter\w{0,8}|master\d{0,4}|super\w{0,8}|jumbo|x{0,2}[lms]|retina|hd|[a-z]?q\d{2,3})"
    r"(?=[-_.~@,]|$)"
)
# A number alone is a width only if it is a usual one behind a name: pictures are counted, too, and
# years stand behind names.
_WIDTH = re.compile(
    r"(?<=.{6})[-_.](?:256|320|360|375|480|512|540|600|620|640|660|680|700|720|750|768|780|800|828|840|860"
    r"|900|960|1000|1024|1080|1100|1140|1200|1240|1248|1280|1300|1320|1366|1400|1440|1500|1536|1600|1680|1800"
    r"|1920|2048|2160|2200|2400|2500|2560|2880|3000|3200|3840|4000)(?=[-_.~@,]|$)"
)
_COUNTED = re.compile(r"(?<=.{12})\.\d$")  # the n-th time that a picture was stored
_PROGRAM = re.compile(r"\.(?:php|ashx|aspx?|cgi|jsp|pl)$")
# Segments by which a picture server is told what to do.
_ORDER = re.compile(
    r"(?:[a-z]{1,6}[_:=-][\w.:%!-]+,)+[\w.:%!=-]*|(?:w|h|c|q|f|g|ar|dpr|rt|s|sm|fit|width|height|format|quality"
    r"|resize|crop|gravity|rs|el|ex|scp)[_:=-][\w.:,]+|fit-in|\d+x\d*:?[\dx]*|filters?:.*|smart|resize|max|min"
    r"|width|height|\d{1,4}|v\d+|upload|image|fetch|cms|thumb|[a-z]{2}"
)
# Names that say nothing of what is to be seen; the folder above says it.
_ANY_SIZE = frozenset(
    "rawimage original large medium small thumb thumbnail preview social default main full"
    " master".split()
)
_ANY_PICTURE = frozenset(
    "image img photo picture pic hero header lead cover banner featured teaser index file".split()
)
_LEAST = 4  # characters that a name must have to tell a picture
_LEAST_NUMBER = 6  # digits of a number that does not just count


def is_stand_in(url: str, site: str = "") -> bool:
    """Return whether an address is by its name a logo, an icon or a picture for want of one.

    The site's own name, as `site` or in the host, makes no difference: `dockstreet-logo`.
    """
    if url.startswith("data:"):
        return False
    inner = _innermost(url[:_LONGEST])
    name = unquote(_path(inner)).rpartition("/")[2].lower()
    words = re.findall(r"[^\W_]+", _EXTENSION.sub("", name))[:_MOST_WORDS]
    own = set(re.findall(r"[^\W_]+", f"{site} {host(inner)}".lower())) | {squeeze(site)}
    left = [w for w in words if not _NEUTRAL.fullmatch(w) and w not in own]
    return any(map(_STAND_IN.fullmatch, words)) and all(map(_STAND_IN.fullmatch, left))


def same_picture(one: str, other: str) -> bool:
    """Return whether two addresses lead to one picture, by what is left without sizes."""
    return picture_key(one) == picture_key(other)


@lru_cache(maxsize=2048)
def picture_key(url: str) -> str:
    """Return what tells a picture from others: its name without host, order, size and format."""
    if url.startswith("data:"):
        return url
    path = unquote(_path(_innermost(url[:_LONGEST]))).lower()
    if _PROGRAM.search(path):
        return url
    *folders, name = [segment for segment in path.split("/") if segment] or [""]
    tail = ""
    for stem in (_EXTENSION.sub("", name), *reversed([f for f in folders if not _is_order(f)])):
        bare = _without_size(stem)
        counted = bare.isdecimal() and len(bare) < _LEAST_NUMBER
        if len(bare) >= _LEAST and bare not in _ANY_PICTURE and not counted:
            return bare + tail
        tail = f"/{bare}{tail}" if bare else tail
    return url


def _is_order(folder: str) -> bool:
    return bool(_ORDER.fullmatch(folder))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return url


def _without_size(stem: str) -> str:
    """Cut sizes off a name; of one that only tells a size nothing is left."""
    bare = _COUNTED.sub("", stem)
    for _ in range(4):
        shorter = _WIDTH.sub("", _SIZE.sub("", bare)).strip("-_.~@,")
        if shorter == bare:
            break
        bare = shorter
    return "" if bare in _ANY_SIZE else bare


def _innermost(url: str, depth: int = 0) -> str:
    """Return the address of the original that a picture server carries within its own."""
    try:
        parts = urlsplit(url)
        fields = parse_qsl(parts.query, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return url
    path = unquote(unquote(parts.path)) if "%" in parts.path else parts.path
    inner = [v for name, v in fields if _CARRIER.fullmatch(name) and _WEB.match(v)]
    inner += [path[match.start() :] for match in _NESTED.finditer(path)][-1:]
    if not inner or depth > _DEEPEST:
        return url
    return _innermost(urljoin(url, _SCHEME.sub("https://", inner[0])), depth + 1)
