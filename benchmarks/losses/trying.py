"""One page, read whole and with one of its printed blocks damaged."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from benchmarks.extraction.corpus import structure_pages, text_pages, wide_pages
from benchmarks.losses.damage import KINDS
from lxml import etree

from pressday.body.vocabulary import BLOCK_TAGS
from pressday.errors import ExtractError
from pressday.extract import decode
from pressday.extract.account.fates import Words, printed_words
from pressday.extract.page import read_accounted
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.extraction.corpus import Page
    from lxml.etree import _Element as Element

    from pressday.extract.account.fates import Accounted

_WORDS, _CAPTION = 10, 4
_PICTURES = 0.2  # share of captioned pictures among the damaged blocks, where a page has one


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A page as it is: its markup, how it came out, and what of it is printed."""

    page: Page
    html: bytes
    read: Accounted
    printed: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A page with a damaged block, and the block's words, `lost` if they are not printed.

    `read` is None where the page gives no article any more, which is an error and no silence.
    """

    kind: str
    words: tuple[str, ...]
    lost: bool
    read: Accounted | None

    def is_of_block(self, text: str) -> bool:
        """Tell whether a passage that begins so is of the damaged block."""
        return Words(" ".join(self.words)).hold(dom.tokens(text))


def pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of articles and documentation of a corpus."""
    yield from text_pages(folder)
    yield from structure_pages(folder)
    wanted = ("article", "documentation")
    yield from (page for page in wide_pages(folder) if page.kind in wanted)


def whole(page: Page) -> Whole | None:
    """Return a page as it is read, None where it has no article."""
    root = dom.parse(decode(page.data))
    html = b"" if root is None else written(root)
    read = _read(html, page.url) if html else None
    if read is None:
        return None
    return Whole(page=page, html=html, read=read, printed=printed_words(read.draft))


def tried(found: Whole, kind: str, seed: int) -> Damaged | None:
    """Return a page with one block damaged, None where it has no block to be drawn."""
    rng = Random(f"{seed} {found.page.name} {kind}")
    root = dom.parse(decode(found.html, "utf-8"))
    block = None if root is None else drawn(root, found.printed, rng)
    if root is None or block is None:
        return None
    words = dom.tokens(dom.visible_text(block))
    KINDS[kind](block, rng)
    read = _read(written(root), found.page.url)
    lost = read is None or not printed_words(read.draft).hold(words)
    return Damaged(kind=kind, words=tuple(words), lost=lost, read=read)


def written(root: Element) -> bytes:
    """Return a page's markup."""
    return etree.tostring(root, method="html", encoding="utf-8")


def drawn(root: Element, printed: Words, rng: Random) -> Element | None:
    """Draw a block that is printed, and stands on the page once."""
    blocks = [e for e in root.iter("p", "li", "blockquote", "dd", "td") if not _holds_blocks(e)]
    figures = [e for e in root.iter("figure") if e.find(".//img") is not None]
    figures = [e for e in figures if e.find(".//figcaption") is not None]
    said = Words(dom.visible_text(root))
    for found in (figures, blocks) if rng.random() < _PICTURES else (blocks,):
        for element in rng.sample(found, len(found)):
            words = dom.tokens(dom.visible_text(element))
            least = _CAPTION if element.tag == "figure" else _WORDS
            if len(words) >= least and printed.hold(words) and said.count(words) == 1:
                return element
    return None


def _holds_blocks(element: Element) -> bool:
    return next((True for e in element.iterdescendants() if e.tag in BLOCK_TAGS), False)


def _read(html: bytes, url: str) -> Accounted | None:
    try:
        return read_accounted(html, url)
    except ExtractError:
        return None
