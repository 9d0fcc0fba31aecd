"""Players and posts inside a page become boxes and quotations with an address, for paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree

from pressday.extract.read import addresses, dom
from pressday.extract.read.players import poster_of, site_of, sources

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Markup that platforms give away for quoting their posts.
_POSTS = frozenset(
    "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed"
    " reddit-embed-bq reddit-card fb-post fb-video imgur-embed-pub text-post-media"
    " threads-embed pinterest-embed".split()
)
_NAMED = ("cite", "data-instgrm-permalink", "data-text-post-permalink", "data-href", "data-url",
          "data-embed-url")  # fmt: skip
_POST = re.compile(
    r"https?://(?:[\w-]+\.)*(?:(?:twitter|x)\.com/\w+/status(?:es)?/\d+"
    r"|instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/[\w-]+|tiktok\.com/@[\w.-]+/video/\d+"
    r"|bsky\.app/profile/[\w:.-]+/post/\w+|reddit\.com/r/\w+/comments/\w+"
    r"|facebook\.com/(?:[\w.-]+/(?:posts|videos|photos)/|watch|story\.php|permalink\.php|photo)"
    r"|threads\.(?:net|com)/@[\w.]+/post/[\w-]+|imgur\.com/(?:a/|gallery/)?\w{5,}"
    r"|[\w.-]+/@[\w.@-]+/\d{6,})"
)
_BLUESKY = re.compile(r"at://(did:[\w:.-]+)/app\.bsky\.feed\.post/(\w+)")
_PLATFORMS = {
    "twitter.com": "Twitter", "x.com": "X", "facebook.com": "Facebook", "tiktok.com": "TikTok",
    "bsky.app": "Bluesky", "threads.net": "Threads", "threads.com": "Threads", "imgur.com": "Imgur",
}  # fmt: skip
_NOTICE = re.compile(
    r"view (?:this )?(?:post|photo|thread) on|view on (?:instagram|threads)", re.IGNORECASE
)
_DASH = re.compile(r"^\s*[\u2014\u2013-]\s*\S")
_ADVERT = re.compile(r"\bads?\b|advert|sponsor|sign.?up|newsletter|comments?\b", re.IGNORECASE)
_TITLE_NOISE = re.compile(
    r"^(?:(?:youtube |vimeo |embedded )?(?:video|content|media)(?: player)?|player|iframe|embed"
    r"|embedded (?:content|post)|spotify embed: )\s*$",
    re.IGNORECASE,
)


def build(source: Element, base: str) -> Element | None:
    """Return `aside.embed` for a player the reader can open elsewhere, else None.

    Frames count when they show a known site or a video that the page describes;
    `video` and `audio` when their file is public. A poster goes before the title;
    without a title the site's name stands.
    """
    page, site = _page_of(source, base)
    if not page:
        return None
    box = etree.Element("aside", {"class": "embed"})
    poster = addresses.picture(source.get("poster") or "", base) or poster_of(page)
    if poster:
        figure = etree.SubElement(box, "figure")
        etree.SubElement(figure, "img", {"src": poster, "alt": ""})
    anchor = etree.SubElement(etree.SubElement(box, "p"), "a", {"href": page})
    anchor.text = _title(source) or site or _file_title(page) or addresses.host(page)
    return box


def _file_title(address: str) -> str:
    """Return the words in a file's name, where it has several; else an empty string."""
    name = unquote(urlsplit(address).path.rpartition("/")[2]).rpartition(".")[0]
    words = re.findall(r"[^\W\d_]{2,}", name)
    return " ".join(dom.seen(re.sub(r"[\s_+-]+", " ", name)).split()) if len(words) > 1 else ""


def link_box(address: str) -> Element:
    """Return `aside.embed` for a post of which the page holds nothing but its address."""
    box = etree.Element("aside", {"class": "embed"})
    anchor = etree.SubElement(etree.SubElement(box, "p"), "a", {"href": address})
    anchor.text = site_name(address)
    return box


def _title(source: Element) -> str:
    names = ("title", "aria-label", "data-title")
    values = (" ".join(dom.seen(source.get(name) or "").split()) for name in names)
    return next((value for value in values if value and not _TITLE_NOISE.match(value)), "")


def _page_of(source: Element, base: str) -> tuple[str, str]:
    """Return the page to open and the name of its site."""
    links = [addresses.link(address, base) for address in sources(source)]
    public = [link for link in links if link.startswith("http")]
    told = addresses.link(source.get("data-page") or "", base)
    for link in public:
        page, site = site_of(link)
        if page and (site != addresses.host(link) or _title(source)):  # a bare host says nothing
            return page, site
    if told or source.tag in ("video", "audio"):
        return told or next(iter(public), ""), ""
    return (public[0], "") if public and _is_content(source) else ("", "")


def _is_content(source: Element) -> bool:
    """Return whether a frame of an unknown site has a title, and a place, of its own."""
    if source.tag != "iframe" or not _title(source) or _ADVERT.search(_title(source)):
        return False
    framed = next(source.iterancestors("figure"), None) is not None
    return framed or source.get("allowfullscreen") is not None


def is_post(source: Element) -> bool:
    """Return whether an element is a post in the markup its platform gives away."""
    return not _POSTS.isdisjoint((source.get("class") or "").split())


def post_address(source: Element, base: str) -> str:
    """Return the address of a post that a page quotes by the platform's own markup."""
    if not is_post(source):
        return ""
    bluesky = _BLUESKY.match(source.get("data-bluesky-uri") or "")
    if bluesky:
        return f"https://bsky.app/profile/{bluesky[1]}/post/{bluesky[2]}"
    named = [source.get(name) or "" for name in _NAMED]
    links = [*named, *(a.get("href") or "" for a in source.iter("a"))]
    found = (addresses.link(link, base) for link in links if link)
    return next((_untracked(link) for link in found if _POST.match(link)), "")


def _untracked(link: str) -> str:
    """Return a post's address without what only counts how it was shared."""
    return re.sub(r"\?(?:ref_src|ref|utm_\w+|igsh|s)=[^#]*", "", link)


def name_author(quotation: Element) -> None:
    """Mark the line with author and date at the end of a quoted post as its source.

    A post without such a line gets one: the name of its site, linked.
    """
    for line in [line for line in quotation if _NOTICE.match(dom.inner_text(line).strip())]:
        if len(quotation) > 1:
            quotation.remove(line)
    last = quotation[-1]
    if quotation.find(".//cite") is not None:
        return
    if last.tag == "p" and (_DASH.match(dom.inner_text(last)) or _is_source(last, quotation)):
        cite = etree.Element("cite")
        cite.text, last.text = last.text, None
        cite.extend(list(last))
        last.append(cite)
        return
    address = quotation.get("cite") or ""
    line = etree.SubElement(quotation, "p")
    anchor = etree.SubElement(etree.SubElement(line, "cite"), "a", {"href": address})
    anchor.text = site_name(address)


def _is_source(line: Element, quotation: Element) -> bool:
    """Return whether the last line is nothing but a link to the post itself."""
    outside = [line.text or "", *(child.tail or "" for child in line)]
    places = [(child.get("href") or "").partition("?")[0] for child in line]
    own = (quotation.get("cite") or "").partition("?")[0]
    return len(quotation) > 1 and places == [own] and not "".join(outside).strip()


def site_name(address: str) -> str:
    """Return the name of the site an address is on, else its host."""
    host = addresses.host(address)
    return _PLATFORMS.get(host) or site_of(address)[1] or host
