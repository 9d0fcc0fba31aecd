"""Players of a page, also those that wait for a click: which page of which site they show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressday.extract.read import addresses, dom, jsonld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

_YOUTUBE_HOST = r"//(?:www\.|m\.)?youtube(?:-nocookie)?\.com"
_HOSTS = (
    "ted|twitch|bilibili|soundcloud|podbean|bandcamp|rumble|odysee|wistia|acast|simplecast"
    "|megaphone|libsyn|infogram|jwplatform|brightcove|kaltura"
)  # their own addresses are pages
# Address in a frame, the page a reader can open (`{}` takes the first group; empty: the address
# itself), and the site's name.
_SITES = tuple(
    (re.compile(pattern, re.IGNORECASE), page, name)
    for pattern, page, name in (
        (rf"{_YOUTUBE_HOST}/(?:embed|v|shorts|live)/(?!videoseries)([\w-]{{6,}})",
         "https://www.youtube.com/watch?v={}", "YouTube"),
        (r"//(?:www\.|m\.)?youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{6,})",
         "https://www.youtube.com/watch?v={}", "YouTube"),
        (r"//(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?:videoseries)?\?(?:[^#]*&)?list=([\w-]+)",
         "https://www.youtube.com/playlist?list={}", "YouTube"),
        (r"//youtu\.be/([\w-]{6,})", "https://www.youtube.com/watch?v={}", "YouTube"),
        (r"//player\.vimeo\.com/video/(\d+)", "https://vimeo.com/{}", "Vimeo"),
        (r"//(?:www\.)?vimeo\.com/(\d+)", "https://vimeo.com/{}", "Vimeo"),
        (r"//(?:www\.|geo\.)?dailymotion\.com/(?:embed/video/|player[^?]*\?(?:[^#]*&)?video=)(\w+)",
         "https://www.dailymotion.com/video/{}", "Dailymotion"),
        (r"//(?:www\.)?archive\.org/embed/([\w.-]+)", "https://archive.org/details/{}",
         "Internet Archive"),
        (r"//embed\.ted\.com/talks/([\w/-]+)", "https://www.ted.com/talks/{}", "TED"),
        (r"//open\.spotify\.com/embed(?:-podcast)?/([\w/-]+)", "https://open.spotify.com/{}",
         "Spotify"),
        (r"//embed\.(?:music|podcasts)\.apple\.com/([\w/.-]+)", "https://podcasts.apple.com/{}",
         "Apple Podcasts"),
        (r"//(?:www\.)?streamable\.com/(?:[eo]/)?(\w+)", "https://streamable.com/{}", "Streamable"),
        (r"//(?:www\.)?loom\.com/embed/(\w+)", "https://www.loom.com/share/{}", "Loom"),
        (r"//(?:www\.)?tiktok\.com/(?:embed(?:/v\d)?|player/v1)/(\d+)",
         "https://www.tiktok.com/@/video/{}", "TikTok"),
        (r"//(?:platform\.)?(?:twitter|x)\.com/embed/[^?]*\?(?:[^#]*&)?id=(\d+)",
         "https://x.com/i/status/{}", "X"),
        (r"//(?:www\.)?instagram\.com/(?:p|reel|tv)/([\w-]+)", "https://www.instagram.com/p/{}/",
         "Instagram"),
        (r"//embed\.bsky\.app/embed/(did:[\w:.-]+)/app\.bsky\.feed\.post/\w+",
         "https://bsky.app/profile/{}", "Bluesky"),
        (r"//(?:www\.)?(?:reddit|redditmedia)\.com/(r/\w+/comments/\w+)",
         "https://www.reddit.com/{}", "Reddit"),
        (r"//([\w.-]+/@[\w.@-]+/\d+)/embed", "https://{}", "Mastodon"),
        (r"//datawrapper\.dwcdn\.net/(\w+)", "https://datawrapper.dwcdn.net/{}/", "Datawrapper"),
        (r"//(?:flo\.uri\.sh|public\.flourish\.studio)/(visualisation/\d+)",
         "https://public.flourish.studio/{}/", "Flourish"),
        (r"//codepen\.io/([\w-]+)/embed/(?:preview/)?\w+", "https://codepen.io/{}", "CodePen"),
        (rf"//(?:\w+\.)?(?:{_HOSTS})\.(?:com|tv|fm|net)/", "", ""),
        (r"//[\w.-]+/videos/embed/([\w-]+)", "", "PeerTube"),
        (r"//(?:www\.)?facebook\.com/plugins/(?:video|post)\.php", "", "Facebook"),
    )
)  # fmt: skip
_POSTER = "https://i.ytimg.com/vi/{}/hqdefault.jpg"
_YOUTUBE = re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]{6,})")
_FRAMES = {
    "youtube": "https://www.youtube.com/embed/{}",
    "vimeo": "https://player.vimeo.com/video/{}",
    "dailymotion": "https://www.dailymotion.com/embed/video/{}",
    "twitter": "https://platform.twitter.com/embed/Tweet.html?id={}",
    "instagram": "https://www.instagram.com/p/{}/embed/",
    "tiktok": "https://www.tiktok.com/embed/{}",
    "soundcloud": "https://w.soundcloud.com/player/?url=https://api.soundcloud.com/tracks/{}",
}
_KEYS = ("videoid", "video-id", "data-videoid", "data-video-id", "data-id", "data-youtube-id",
         "data-ytid", "data-yt-id", "data-youtube", "data-embed-id", "data-vimeo-id", "data-key",
         "data-tweetid", "data-tweet-id", "data-shortcode", "data-trackid")  # fmt: skip
_NAMES = frozenset(_KEYS)
_WAITING = re.compile(r"(youtube|vimeo|dailymotion|twitter|instagram|tiktok|soundcloud|yt)")
_KEY = re.compile(r"[\w-]{5,40}")
_LATER = ("data-src", "data-lazy-src", "data-embed-src", "data-iframe-src", "data-litespeed-src",
          "data-cookieblock-src", "data-url", "data-video-url", "data-embed-url")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What a page's own data says of a video: addresses it goes by, title, poster."""

    places: frozenset[str]
    page: str
    title: str
    poster: str


def site_of(address: str) -> tuple[str, str]:
    """Return the page that an embedded address shows, and the site's name; empty if unknown."""
    for pattern, page, name in _SITES:
        found = pattern.search(address)
        if found:
            return (page.format(found[1]) if page else address), name or addresses.host(address)
    return "", ""


def poster_of(page: str) -> str:
    """Return the address of the still that a site shows for a video, or an empty string."""
    found = _YOUTUBE.fullmatch(page)
    return _POSTER.format(found[1]) if found else ""


def sources(source: Element) -> list[str]:
    """Return the addresses that a player element names, its own and those of its files."""
    own = [source.get(name) or "" for name in ("src", *_LATER, "data")]
    inner = [child.get("src") or "" for child in source.iter("source", "embed")]
    return [address for address in [*own, *inner] if address]


def settle_players(body: Element, base: str) -> None:
    """Make plain `iframe`, `video` and `audio` elements of all that stands for one, in place.

    What the page's JSON-LD says of a video (title, poster, address) goes onto its player.
    """
    for element in dom.elements(body):
        _settle(element)
    players = list(dom.elements(body, "iframe", "video"))
    films = list(_films(body, base)) if players else []
    for player in players:
        known = {addresses.link(address, base) for address in sources(player)}
        matching = [
            film for film in films if film.places & (known | {site_of(k)[0] for k in known})
        ]
        if matching or len(films) == len(players) == 1:
            _tell(player, (matching or films)[0])


def _settle(element: Element) -> None:
    tag = str(element.tag)
    if tag in ("amp-video", "amp-audio", "amp-iframe"):
        element.tag = tag.removeprefix("amp-")
    if _NAMES.isdisjoint(element.attrib):
        return
    names = f"{tag} {element.get('class') or ''} {element.get('data-provider') or ''}".lower()
    kind = _WAITING.search(names) or _WAITING.search(" ".join(map(str, element.attrib)))
    key = next((element.get(name, "") for name in _KEYS if element.get(name)), "")
    if tag == "blockquote" or kind is None or not _KEY.fullmatch(key) or _speaks(element):
        return
    frame = _FRAMES["youtube" if kind[1] == "yt" else kind[1]].format(key)
    title = next((element.get(n, "") for n in ("title", "playlabel", "data-title", "aria-label")
                  if element.get(n)), "")  # fmt: skip
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "iframe", None
    element.set("src", frame)
    element.set("title", title)


def _speaks(element: Element) -> bool:
    """Return whether an element holds more than a player's own few words."""
    found = "".join(str(text) for text, _ in zip(element.itertext(), range(20), strict=False))
    return len(found.split()) > 20 or element.find(".//iframe") is not None  # noqa: PLR2004 - "Play", a title, a notice


def _tell(player: Element, film: Film) -> None:
    facts = {"title": film.title, "poster": film.poster, "data-page": film.page}
    for name, value in facts.items():
        if value and not player.get(name):
            player.set(name, value)


def _films(body: Element, base: str) -> Iterator[Film]:
    nodes = jsonld.read_nodes(body.getroottree().getroot())
    yield from (_film(entry, base) for entry in _entries(nodes))


def _entries(nodes: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Yield each VideoObject of parsed JSON-LD; the stack is a list, so depth is no danger."""
    waiting: list[Any] = [nodes]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, dict):
            if "VideoObject" in str(entry.get("@type")):
                yield entry
            waiting += entry.values()
        elif isinstance(entry, list):
            waiting += entry


def _film(entry: dict[str, Any], base: str) -> Film:
    links = [addresses.link(_text(entry.get(n)), base) for n in ("embedUrl", "contentUrl", "url")]
    known = [link for link in links if link]
    pages = [page for page in (site_of(link)[0] for link in known) if page]
    return Film(
        places=frozenset([*known, *pages]),
        page=next(iter([*pages, *reversed(known)]), ""),
        title=" ".join(dom.seen(_text(entry.get("name"))).split()),
        poster=addresses.picture(_text(entry.get("thumbnailUrl")), base),
    )


def _text(value: object) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""
