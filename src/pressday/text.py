"""Small questions about text that every room asks: words, minutes, slugs, hashes.

Pure, no knowledge of articles; the parser of fragments is loaded when it is asked for.
"""

from __future__ import annotations

import difflib
import hashlib
import math
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element
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
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style", "template", "title"})
_OLD_REFERENCE = re.compile(r"&#1[2-5]\d;")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_SCRATCH = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_LETTERS = str.maketrans(
    _SCRATCH | {"\u0131": "i", "\u2019": "", "'": ""}
)  # an apostrophe vanishes


def plain(html: str) -> str:
    """Return the visible text of any HTML, blocks apart by a blank line.

    Tags are gone and entities resolved; `br` and the lines of `pre` stay lines.
    """
    tidied = (_tidy("".join(block)) for block in _blocks(html))
    return "\n\n".join(block for block in tidied if block)


def _blocks(html: str) -> list[list[str]]:
    """Return the pieces of text of each block; text in `pre` keeps its lines."""
    from lxml import etree

    blocks: list[list[str]] = [[]]
    hidden = verbatim = 0
    for event, node in etree.iterwalk(_tree(html), events=("start", "end")):
        depth = 1 if event == "start" else -1
        hidden += depth * (node.tag in _HIDDEN)
        verbatim += depth * (node.tag == "pre")
        if node.tag in _BLOCKS:
            blocks.append([])
        if node.tag in _CELLS:
            blocks[-1].append(" ")
        if node.tag == "br" and event == "start":
            blocks[-1].append("\n")
        text = (node.text if event == "start" else node.tail) or ""
        if text and not hidden:
            blocks[-1].append(text if verbatim else re.sub(r"\s+", " ", text))
    return blocks


def _tree(html: str) -> _Element:
    """Return the elements of `html`, read by a parser whose time grows with the length alone."""
    from html import unescape

    from lxml import etree

    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    # Pages mean Windows-1252 by these, as browsers know.
    modern = _OLD_REFERENCE.sub(lambda found: unescape(found[0]), html)
    data = _UNREADABLE.sub("", modern).encode()
    root = etree.fromstring(data, parser) if data.strip() else None
    return etree.Element("div") if root is None else root


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
    """Return `text` with every run of white space folded to one blank, and none at the ends.

    Control characters and lone surrogates, which no page can show, are gone.
    """
    return " ".join(_CONTROLS.sub("", text).split())


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
