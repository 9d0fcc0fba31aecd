"""Small questions about text that every room asks: words, minutes, slugs, hashes.

Pure, no knowledge of articles; the parser of fragments is loaded when it is asked for.
"""

from __future__ import annotations

import difflib
import hashlib
import math
import re
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

WORDS_PER_MINUTE = 240
SLUG_LENGTH = 60  # characters

# Scripts written without blanks: kana, Han, Thai, Lao, Khmer, Burmese.
_SPACELESS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_SPACELESS_CHARACTER = re.compile(f"[{_SPACELESS}]")
_WORD = re.compile(rf"[^\W_{_SPACELESS}]+(?:['\u2019.,\-\u2010\u2011][^\W_{_SPACELESS}]+)*")
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption tr figure figcaption"
    " hr math aside div section article header footer main nav address details summary".split()
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style", "template", "title"})
_SCRATCH = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_LETTERS = str.maketrans(
    _SCRATCH | {"\u0131": "i", "\u2019": "", "'": ""}
)  # an apostrophe vanishes


class _Visible(HTMLParser):
    """Collects the text of blocks, one string each; text in `pre` keeps its lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = [""]
        self._hidden = 0
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base class's signature
        self._edge(tag, depth=1)
        if tag == "br":
            self.blocks[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag, depth=-1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _HIDDEN | {"pre"}:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.blocks[-1] += data if self._pre else re.sub(r"\s+", " ", data)

    def _edge(self, tag: str, *, depth: int) -> None:
        if tag in _BLOCKS:
            self.blocks.append("")
        if tag in _CELLS:
            self.blocks[-1] += " "
        if tag == "pre":
            self._pre = max(0, self._pre + depth)
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden + depth)


def plain(html: str) -> str:
    """Return the visible text of a body fragment, blocks apart by a blank line.

    Tags are gone and entities resolved; `br` and the lines of `pre` stay lines.
    """
    parser = _Visible()
    parser.feed(html)
    parser.close()
    tidied = (_tidy(block) for block in parser.blocks)
    return "\n\n".join(block for block in tidied if block)


def _tidy(block: str) -> str:
    lines = (re.sub(r"[ \t\f\r]{2,}", " ", line).strip() for line in block.split("\n"))
    return "\n".join(lines).strip()


def words(html_or_text: str) -> int:
    """Return the number of words a reader sees; markup does not count.

    In scripts without blanks two characters count as one word.
    """
    text = plain(html_or_text) if "<" in html_or_text else html_or_text
    spaceless = len(_SPACELESS_CHARACTER.findall(text))
    return len(_WORD.findall(text)) + math.ceil(spaceless / 2)


def minutes(words: int) -> int:
    """Return the reading time in minutes at 240 words a minute, at least 1."""
    return max(1, round(words / WORDS_PER_MINUTE))


def squash(text: str) -> str:
    """Return `text` with every run of white space folded to one blank, and none at the ends."""
    return " ".join(text.split())


def slug(text: str) -> str:
    """Return an ASCII part of a file name: lower case, hyphens, at most 60 characters.

    Text without a Latin letter or digit gives the first 8 digits of its hash, so
    the result is never empty.
    """
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    ascii_text = folded.encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", ascii_text)
    return _shorten("-".join(parts)) or sha256(text.encode("utf-8", "replace"))[:8]


def _shorten(name: str) -> str:
    if len(name) <= SLUG_LENGTH:
        return name
    head, _, _ = name[: SLUG_LENGTH + 1].rpartition("-")
    return head or name[:SLUG_LENGTH]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, or None: for "did you mean"."""
    by_lower = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def parse_fragment(html: str) -> HtmlElement:
    """Return a nameless block that holds the elements of an HTML fragment; it may be empty."""
    from lxml import html as lxml_html

    if not html.strip():
        return lxml_html.Element("div")
    return lxml_html.fragment_fromstring(html, create_parent="div")


def inner(element: HtmlElement) -> str:
    """Return the HTML of all that stands inside `element`."""
    from html import escape

    from lxml import html as lxml_html

    children = (lxml_html.tostring(child, encoding="unicode") for child in element)
    return escape(element.text or "", quote=False) + "".join(children)
