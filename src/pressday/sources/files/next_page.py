"""Where an article of several pages goes on, as its page and its address say. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_RELATION = re.compile(rb"\brel\s*=\s*[\"']?[^\"'<>]{0,60}?\bnext\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_WORD = r"(?:page|pages|pg|p|pagina|p\u00e1gina|seite|strona|strana|sida|side|sivu)"
_SAYS_PAGE = re.compile(rf"(?:^|[/._,=&-]){_PAGE_WORD}[/._,=-]?$", re.IGNORECASE)
_PARAMETERS = frozenset(
    "page p pg pn pageno page_no pagenum pagenumber page_number currentpage pagina seite strona"
    " side sida".split()
)
# What stands behind an address for the second page: /2, /page/2, -2, _2, ,2, -page-2, p2.
_SECOND = re.compile(rf"[/._,-]?(?:{_PAGE_WORD}[/._,-]?)?0?2/?", re.IGNORECASE)
_EXTENSION = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)
# Lists of posts are in pages too, and have one title.
_LISTING = frozenset("archive blog home category tag search paged".split())
_LISTING_PATH = re.compile(
    r"(?:^|/)(?:page/\d+|(?:category|tag|author|archives?)/.+)/?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPage:
    """The address that a page names as its next one.

    `surely` says that the address alone makes it a page of the same article; else it
    may as well be the next one of a series.
    """

    url: str
    surely: bool = False


def next_of(data: bytes, *, url: str, charset: str = "", onward: bool = False) -> NextPage | None:
    """Return where the HTML page `data` at `url` says that it goes on, or None.

    Only an address of the same host counts, and one that differs by a page number.
    `onward` says that the page is not the first of its article.
    """
    from pressday.extract import decode
    from pressday.extract.read import dom

    if not _RELATION.search(data):
        return None
    root = dom.parse(decode(data, charset))
    if root is None or _is_listing(root, url):
        return None
    named = _candidates(root, url, onward=onward)
    return next((NextPage(url=one, surely=how == "page") for one, how in named if how), None)


def _candidates(root: Element, url: str, *, onward: bool) -> Iterator[tuple[str, str]]:
    base = next((e.get("href") or "" for e in root.iter("base")), "")
    for element in (*root.iter("link"), *root.iter("a")):
        if "next" in (element.get("rel") or "").lower().split():
            try:
                address = urljoin(urljoin(url, base), (element.get("href") or "").strip())
                yield address.partition("#")[0], step(url, address, onward=onward)
            except ValueError:
                continue


def step(here: str, there: str, *, onward: bool = False) -> str:
    """Return how `there` follows `here`: as a `page`, as a `number`, or not at all.

    A bare number counts from the first, or where one has gone `onward` before. Raises
    ValueError for what is no address.
    """
    old, new = urlsplit(here), urlsplit(there)
    if new.scheme not in ("http", "https") or _host(old) != _host(new):
        return ""
    if old.query == new.query:
        how = _step_in(old.path, new.path) or _second(old.path, new.path)
    elif old.path == new.path:
        how = _step_in(old.query, new.query) or _added(old, new)
    else:
        how = ""
    return "" if how == "far" and not onward else how.replace("far", "number")


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.") + f":{parts.port or ''}"


def _step_in(old: str, new: str) -> str:
    """Compare two texts that are alike but for one number, which grows by one."""
    numbers, others = list(_NUMBER.finditer(old)), list(_NUMBER.finditer(new))
    if _NUMBER.split(old) != _NUMBER.split(new):
        return ""
    changed = [(a, b) for a, b in zip(numbers, others, strict=True) if a[0] != b[0]]
    if len(changed) != 1 or int(changed[0][1][0]) != int(changed[0][0][0]) + 1:
        return ""
    number = changed[0][0]
    if _SAYS_PAGE.search(old[: number.start()]):
        return "page"
    return "number" if int(number[0]) <= 1 else "far"


def _second(old: str, new: str) -> str:
    """Compare the path of a first page with that of the second."""
    stem = old.rstrip("/")
    if not stem:
        return ""
    extension = _EXTENSION.search(stem)
    ways = [(stem, "")] + ([(stem[: extension.start()], extension[0])] if extension else [])
    for before, behind in ways:
        middle = new[len(before) : len(new) - len(behind)]
        fits = new.startswith(before) and new.endswith(behind)
        if fits and _SECOND.fullmatch(middle) and not middle[0].isdigit():
            return "page"
    return ""


def _added(old: SplitResult, new: SplitResult) -> str:
    before, after = parse_qsl(old.query), parse_qsl(new.query)
    more = [pair for pair in after if pair not in before]
    fits = len(more) == 1 and len(after) == len(before) + 1 and more[0][0].lower() in _PARAMETERS
    return "page" if fits and more[0][1] in ("1", "2") else ""


def _is_listing(root: Element, url: str) -> bool:
    """Tell whether a page is one of a list of posts rather than of an article."""
    body = root.find(".//body")
    classes = set((body.get("class") or "").lower().split()) if body is not None else set()
    parts = urlsplit(url)
    said = {(m.get("property") or m.get("name") or "").lower(): m for m in root.iter("meta")}
    kind = said.get("og:type")
    if kind is not None and (kind.get("content") or "").lower() == "article":
        return False
    return (
        bool(classes & _LISTING)
        or not parts.path.strip("/")
        or bool(_LISTING_PATH.search(parts.path))
    )
