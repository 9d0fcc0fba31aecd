"""Embeds: players and posts, to which paper and books can only point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.text import squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pressday.layout.words import Furniture

LONGEST_SHOWN = 40  # characters of an address that stands for a title
_VIDEO = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?|youtu|vimeo|dailymotion|dai|twitch|tiktok|bilibili|ted"
    r"|odysee|rumble|wistia|brightcove|jwplatform)\.\w+/|\.(?:mp4|m4v|webm|mov|ogv|m3u8)$",
    re.IGNORECASE,
)
_AUDIO = re.compile(
    r"(?:^|\.)(?:soundcloud|spotify|bandcamp|mixcloud|deezer|podbean|acast|simplecast)\.\w+/"
    r"|podcasts\.|\.(?:mp3|m4a|ogg|oga|opus|wav|flac)$",
    re.IGNORECASE,
)


def set_embeds(root: HtmlElement, words: Furniture) -> None:
    """Give every `aside.embed` below `root` its poster, what it is and where, title, caption.

    What it is stands in a paragraph of the class `embed-label`, the linked title
    in one of the class `embed-title`. In the cell of a table the link alone stays.
    """
    for box in [a for a in root.iter("aside") if "embed" in a.classes]:
        link = next((a for a in box.iter("a") if a.get("href")), None)
        if link is None:
            continue
        if next(box.iterancestors("td", "th"), None) is not None:
            link.tail = box.tail
            box.getparent().replace(box, link)
        else:
            _set_box(box, link, words)


def host(address: str) -> str:
    """Return the host of an address as people say it."""
    return urlsplit(address).netloc.rpartition("@")[2].removeprefix("www.")


def _set_box(box: HtmlElement, link: HtmlElement, words: Furniture) -> None:
    address = link.get("href") or ""
    title = squash(link.text_content())
    for picture in box.iter("img"):
        picture.set("alt", picture.get("alt") or title)
    if _is_bare(title, address):
        del link[:]
        link.text = _shown(address)
    line = next((p for p in link.iterancestors("p")), link)
    line.set("class", "embed-title")
    label = box.makeelement("p", {"class": "embed-label"})
    label.text = f"{words.word(_kind(address))} · {host(address)}"
    line.addprevious(label)


def _kind(address: str) -> str:
    """Return the word for what an address leads to."""
    parts = urlsplit(address)
    place = f"{parts.netloc}{parts.path or '/'}"
    return "video" if _VIDEO.search(place) else "audio" if _AUDIO.search(place) else "online"


def _is_bare(title: str, address: str) -> bool:
    """Return whether a title says no more than the host does."""
    named = re.sub(r"[\W_]", "", title.casefold())
    return named in re.sub(r"[\W_]", "", host(address).casefold())


def _shown(address: str) -> str:
    text = re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def mark_attributions(root: HtmlElement) -> None:
    """Set the class `attribution` on a quotation's paragraphs that are nothing but its source."""
    for cite in root.xpath(".//blockquote//p/cite"):
        line = cite.getparent()
        if len(line) == 1 and not squash((line.text or "") + (cite.tail or "")):
            line.set("class", "attribution")
