"""Players and posts inside a page become boxes with a title and an address, for paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract import addresses, dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Player address -> the page a reader can open. `{}` takes the first group.
_PLAYERS = (
    (r"//(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/([\w-]{6,})",
     "https://www.youtube.com/watch?v={}"),
    (r"//(?:www\.)?youtube\.com/watch\?(?:.*&)?v=([\w-]{6,})", "https://www.youtube.com/watch?v={}"),
    (r"//youtu\.be/([\w-]{6,})", "https://www.youtube.com/watch?v={}"),
    (r"//player\.vimeo\.com/video/(\d+)", "https://vimeo.com/{}"),
    (r"//(?:www\.)?vimeo\.com/(\d+)", "https://vimeo.com/{}"),
    (r"//(?:www\.|geo\.)?dailymotion\.com/embed/video/(\w+)",
     "https://www.dailymotion.com/video/{}"),
    (r"//(?:www\.)?archive\.org/embed/([\w.-]+)", "https://archive.org/details/{}"),
    (r"//embed\.ted\.com/talks/([\w/-]+)", "https://www.ted.com/talks/{}"),
    (r"//open\.spotify\.com/embed/([\w/-]+)", "https://open.spotify.com/{}"),
    (r"//(?:\w+\.)?(?:ted|twitch|bilibili|soundcloud|podbean|bandcamp)\.(?:com|tv)/", ""),
)  # fmt: skip
_POST = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status(?:es)?/\d+")
_DASH = re.compile(r"^\s*[\u2014\u2013-]\s*\S")


def build(source: Element, base: str) -> Element | None:
    """Return `aside.embed` for a player the reader can open elsewhere, else None.

    Frames count when they show a known site, `video` and `audio` when their file
    is public. A poster goes before the title; without a title the host stands.
    """
    address = _page_of(source, base)
    if not address:
        return None
    box = etree.Element("aside", {"class": "embed"})
    poster = addresses.picture(source.get("poster") or "", base)
    if poster:
        figure = etree.SubElement(box, "figure")
        etree.SubElement(figure, "img", {"src": poster, "alt": ""})
    anchor = etree.SubElement(etree.SubElement(box, "p"), "a", {"href": address})
    anchor.text = _title(source) or addresses.host(address)
    return box


def _title(source: Element) -> str:
    value = source.get("title") or source.get("aria-label") or ""
    return " ".join(dom.seen(value).split())


def _page_of(source: Element, base: str) -> str:
    for address in _sources(source):
        link = addresses.link(address, base)
        if source.tag in ("video", "audio") and link.startswith("http"):
            return link
        for pattern, page in _PLAYERS:
            found = re.search(pattern, link)
            if found:
                return page.format(found[1]) if page else link
    return ""


def _sources(source: Element) -> list[str]:
    own = [source.get(name) or "" for name in ("src", "data-src", "data-lazy-src", "data")]
    inner = [child.get("src") or "" for child in source.iter("source", "embed")]
    return [address for address in [*own, *inner] if address]


def post_address(quotation: Element, base: str) -> str:
    """Return the address of a post that a page quotes by the platform's own markup."""
    if "twitter-tweet" not in (quotation.get("class") or "").split():
        return ""
    links = (addresses.link(a.get("href") or "", base) for a in quotation.iter("a"))
    return next((link for link in links if _POST.match(link)), "")


def name_author(quotation: Element) -> None:
    """Mark the line with author and date at the end of a quoted post as its source."""
    last = quotation[-1]
    if last.tag != "p" or not _DASH.match(dom.inner_text(last)) or last.find("cite") is not None:
        return
    cite = etree.Element("cite")
    cite.text, last.text = last.text, None
    cite.extend(list(last))
    last.append(cite)
