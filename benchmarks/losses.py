"""How often a block that extraction loses is warned of, and how often nothing is lost and it warns.

    python -m benchmarks.losses CORPUS [--pages 200] [--seed 1] [--jobs 2] [--seen | --unseen]

CORPUS is a folder with `articles`, `structure` (see `benchmarks.extraction.corpus`) and `wcxb`.
One printed block of ten words or more, or a captioned picture, of each of the drawn pages is
damaged in each of the ways below, and the page is read again. A loss is a block that is printed
from the whole page and not from the damaged one; it is warned of if the account names that
block. Warnings on whole pages are counted on all of the corpus. SEEN and UNSEEN and the halves of
the hosts (by hash) were chosen before anything was tuned. The constants of
`pressday.extract.missed` come from SEEN on the first half of the hosts. Of UNSEEN, sums were
printed meanwhile, and "wrap: button" and "rename: odd tag" were looked at there for one rule, the
one for elements left out by their names. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO))

from benchmarks.extraction.corpus import Page, structure_pages, text_pages  # noqa: E402 - the folder is on the path only now
from lxml import etree  # noqa: E402

from pressday.body.vocabulary import BLOCK_TAGS  # noqa: E402
from pressday.errors import ExtractError  # noqa: E402
from pressday.extract import decode, extract_page  # noqa: E402
from pressday.extract.account import Words, printed_words  # noqa: E402
from pressday.extract.read import dom  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from pressday.model import Draft

_WORDS, _CAPTION = 10, 4
_PICTURES = 0.2  # share of captioned pictures among the damaged blocks, where a page has one
_ODD = ("promo", "widget", "sidebar", "related-content", "ad-slot", "newsletter-box", "teaser",
        "x7f-q", "comments", "share-box")  # fmt: skip


def _wrap(tag: str, *names: str) -> Callable[[Element, Random], None]:
    def damage(block: Element, rng: Random) -> None:
        box = etree.Element(tag, {"class": rng.choice(names)} if names else {})
        block.addprevious(box)
        box.tail, block.tail = block.tail, None
        box.append(block)

    return damage


def _rename(*tags: str) -> Callable[[Element, Random], None]:
    def damage(block: Element, rng: Random) -> None:
        block.tag = rng.choice(tags)

    return damage


def _set(name: str, *values: str) -> Callable[[Element, Random], None]:
    def damage(block: Element, rng: Random) -> None:
        block.set(name, rng.choice(values))

    return damage


def _move(where: str) -> Callable[[Element, Random], None]:
    """Move a block into a new box before or behind its container, or behind the article."""

    def damage(block: Element, rng: Random) -> None:
        home = block.getparent()
        above = None if home is None else home.getparent()
        body = next(e for e in block.iterancestors() if e.tag in ("body", "html"))
        if home is None or above is None or home is body:
            home, above = block, home
        article = next((e for e in block.iterancestors("article", "main")), home)
        place = article if where == "article" and article is not body else home
        dom.drop(block)
        block.tail = None
        box = etree.Element("div", {"class": rng.choice(("block", "module", "x7f-q"))})
        box.append(block)
        box.tail, place.tail = place.tail, None
        if where == "before":
            place.tail, box.tail = box.tail, None
            place.addprevious(box)
        else:
            place.addnext(box)

    return damage


# Chosen before anything was tuned.
SEEN: dict[str, Callable[[Element, Random], None]] = {
    "wrap: aside": _wrap("aside"),
    "wrap: odd class": _wrap("div", *_ODD),
    "wrap: custom element": _wrap("x-slot"),
    "rename: unknown tag": _rename("x-para", "x-block"),
    "rename: odd class": _set("class", *_ODD),
    "move: behind the article": _move("article"),
    "hide: attribute": _set("hidden", ""),
    "hide: class": _set("class", "sr-only", "visually-hidden", "no-print"),
}
UNSEEN: dict[str, Callable[[Element, Random], None]] = {
    "wrap: section": _wrap("section", "extra", "recirc", "tags", "cta"),
    "wrap: button": _wrap("button"),
    "wrap: details": _wrap("details"),
    "rename: odd tag": _rename("nav", "footer", "aside", "form", "button"),
    "move: beside the text": _move("beside"),
    "move: before the text": _move("before"),
    "hide: display": _set("style", "display:none", "visibility: hidden"),
    "hide: for voices": _set("aria-hidden", "true"),
}
KINDS = SEEN | UNSEEN


@dataclass(frozen=True, kw_only=True)
class Read:
    """A page as it came out: the words that are printed, what is named as lost, any warning."""

    printed: Words
    named: tuple[Words, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A damaged page: whether its block was lost, named, and whether the page warned at all."""

    kind: str
    lost: bool
    named: bool
    warned: bool
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one page of the corpus: warnings on it as it is, and with damage."""

    page: str
    first_half: bool
    warned: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = field(default=())


def pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of articles and documentation of a corpus."""
    yield from text_pages(folder)
    yield from structure_pages(folder)
    truth = json.loads((folder / "wcxb/truth.json").read_text("utf-8"))
    for name, page in sorted(truth.items()):
        if page["kind"] in ("article", "documentation"):
            path = folder / "wcxb/pages" / f"{name}.html.gz"
            yield Page(name=name, path=path, url=page["url"] or f"https://{name}.example/page")


def is_first_half(page: Page) -> bool:
    """Tell in which half of the hosts a page is; saved test pages count by their name."""
    host = urlsplit(page.url).hostname or ""
    named = page.name.rstrip("-0123456789") if host in ("", "fakehost") else host
    return sha256(named.removeprefix("www.").encode()).digest()[0] % 2 == 0


def read(data: bytes, url: str) -> Draft | None:
    """Return a page's draft, None where there is no article."""
    try:
        return extract_page(data, identity=url or "page", url=url, charset="utf-8")
    except ExtractError:
        return None


def measure(page: Page, *, kinds: tuple[str, ...], seed: int) -> Outcome:
    """Read a page whole and, for each kind, damaged."""
    half = is_first_half(page)
    whole = dom.parse(decode(page.data))
    draft = None if whole is None else read(_written(whole), page.url)
    if draft is None or whole is None:
        return Outcome(page=page.name, first_half=half)
    warned = tuple(fate.text for fate in draft.account if fate.warned)
    printed = printed_words(draft)
    tried = []
    for kind in kinds:
        rng = Random(f"{seed} {page.name} {kind}")
        damaged = dom.parse(decode(_written(whole), "utf-8"))
        block = None if damaged is None else _drawn(damaged, printed, rng)
        if damaged is None or block is None:
            continue
        words = dom.tokens(dom.visible_text(block))
        KINDS[kind](block, rng)
        tried.append(_tried(kind, words, read(_written(damaged), page.url)))
    return Outcome(page=page.name, first_half=half, warned=warned, tried=tuple(tried))


def _written(root: Element) -> bytes:
    return etree.tostring(root, method="html", encoding="utf-8")


def _drawn(root: Element, printed: Words, rng: Random) -> Element | None:
    """Draw a block that is printed, and stands on the page once."""
    blocks = [e for e in root.iter("p", "li", "blockquote", "dd", "td") if not _holds_blocks(e)]
    figures = [e for e in root.iter("figure") if e.find(".//img") is not None]
    figures = [e for e in figures if e.find(".//figcaption") is not None]
    whole = Words(dom.visible_text(root))
    for found in (figures, blocks) if rng.random() < _PICTURES else (blocks,):
        shuffled = rng.sample(found, len(found))
        for element in shuffled:
            words = dom.tokens(dom.visible_text(element))
            least = _CAPTION if element.tag == "figure" else _WORDS
            if len(words) >= least and printed.hold(words) and whole.count(words) == 1:
                return element
    return None


def _holds_blocks(element: Element) -> bool:
    return next((True for e in element.iterdescendants() if e.tag in BLOCK_TAGS), False)


def _tried(kind: str, words: list[str], draft: Draft | None) -> Tried:
    if draft is None:
        return Tried(kind=kind, lost=True, named=True, warned=True)  # an error says it
    lost = not printed_words(draft).hold(words)
    text = " ".join(words)
    named = [fate for fate in draft.account if fate.warned]
    hit = any(Words(text).hold(dom.tokens(fate.text)) for fate in named)
    return Tried(kind=kind, lost=lost, named=hit, warned=bool(named), text=text[:80])


def wilson(hits: int, of: int) -> str:
    """Return a share with its 95 % interval, in percent."""
    if not of:
        return "–"
    z, p = 1.96, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return f"{hits}/{of} = {100 * p:.1f} [{100 * (middle - half):.1f}, {100 * (middle + half):.1f}]"


def report(outcomes: list[Outcome], kinds: tuple[str, ...]) -> None:
    """Print what was lost and named, by kind and by half, and the warnings on whole pages."""
    print("| damage | tried | lost | lost, and named % [95 %] | lost, and any warning % |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for kind in kinds:
        _row(kind, [t for o in outcomes for t in o.tried if t.kind == kind])
    for name, group in (("seen", SEEN), ("unseen", UNSEEN), ("all", KINDS)):
        for half, which in (("tuned hosts", (True,)), ("other hosts", (False,)),
                            ("all hosts", (True, False))):  # fmt: skip
            chosen = [o for o in outcomes if o.first_half in which]
            _row(
                f"**{name} kinds, {half}**", [t for o in chosen for t in o.tried if t.kind in group]
            )
    print("\n| whole pages | with a warning % [95 %] |\n| --- | ---: |")
    for half, which in (
        ("tuned hosts", (True,)),
        ("other hosts", (False,)),
        ("all", (True, False)),
    ):
        chosen = [o for o in outcomes if o.first_half in which]
        print(f"| {half} | {wilson(sum(bool(o.warned) for o in chosen), len(chosen))} |")


def _row(name: str, tried: list[Tried]) -> None:
    lost = [t for t in tried if t.lost]
    named, warned = sum(t.named for t in lost), sum(t.warned for t in lost)
    if tried:
        print(f"| {name} | {len(tried)} | {len(lost)} | {wilson(named, len(lost))}"
              f" | {wilson(warned, len(lost))} |")  # fmt: skip


def _judged(outcomes: list[Outcome], folder: Path) -> None:
    """Say how much of what is named on whole pages people marked as text of the article."""
    truth = _truths(folder)
    named = [(o.page, text) for o in outcomes if o.page in truth for text in o.warned]
    right = {pair for pair in named if Words(truth[pair[0]]).hold(dom.tokens(pair[1]))}
    pages_ = {page for page, _ in named}
    rightly = {page for page, _ in right}
    print(f"\nOf {len(named)} blocks named on {len(pages_)} whole pages with a text that people"
          f" marked, {len(right)} on {len(rightly)} pages are in that text.")  # fmt: skip
    print("\n".join(f"- {page}{' (marked)' if (page, text) in right else ''}: {text}"
                    for page, text in named))  # fmt: skip


def _truths(folder: Path) -> dict[str, str]:
    marked = {page.name: page.truth for page in text_pages(folder)}
    wide = json.loads((folder / "wcxb/truth.json").read_text("utf-8"))
    return marked | {name: page["main_content"] or "" for name, page in wide.items()}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="the folder with the pages")
    parser.add_argument("--pages", type=int, default=200, help="pages that are damaged")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--seen", action="store_true", help="only the kinds that were tuned on")
    which.add_argument("--unseen", action="store_true", help="only the others")
    return parser.parse_args()


def main() -> None:
    options = _options()
    if not (options.corpus / "articles").is_dir():
        raise SystemExit(f"error: {options.corpus}: no corpus there")
    kinds = tuple(SEEN if options.seen else UNSEEN if options.unseen else KINDS)
    every = list(pages(options.corpus))
    drawn = {page.name for page in Random(options.seed).sample(every, options.pages)}
    damaged = [page for page in every if page.name in drawn]
    whole = [page for page in every if page.name not in drawn]
    with ProcessPoolExecutor(options.jobs) as pool:
        tried = pool.map(partial(measure, kinds=kinds, seed=options.seed), damaged, chunksize=2)
        rest = pool.map(partial(measure, kinds=(), seed=options.seed), whole, chunksize=8)
        outcomes = [*tried, *rest]
    report(outcomes, kinds)
    _judged(outcomes, options.corpus)


if __name__ == "__main__":
    main()
