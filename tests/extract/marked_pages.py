"""Pages of our own whose true text is marked, and how much of it extraction finds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html as markup

from pressday.extract import extract_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday.model import Draft

FOLDER = Path(__file__).resolve().parents[1] / "data" / "pages"
MARK = " data-true"  # an attribute of every element whose text belongs to the article
# Scripts without spaces are counted by the character.
_TOKEN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\u3040-\u30ff\u4e00-\u9fff]+")
_KINDS = {f"h{n}": "heading" for n in range(1, 7)} | {
    kind: kind for kind in ("li", "pre", "blockquote", "td", "th", "caption", "figcaption")
}


@dataclass(frozen=True)
class Score:
    """How much of the true words and of the true structure was found, and of nothing else: F1."""

    words: float
    structure: float


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def read(name: str) -> Draft:
    """Return what extraction makes of a page from which the marks are taken."""
    page = (FOLDER / f"{name}.html").read_text("utf-8").replace(MARK, "")
    url = f"https://paper.example/{name}"
    return extract_page(page.encode(), identity=url, url=url)


def score(name: str) -> Score:
    draft = read(name)
    leads = "".join(
        f"<figcaption>{escape(image.caption)}</figcaption>"
        for image in draft.images
        if image.url == draft.lead
    )
    found = markup.fromstring(
        f"<div><p>{escape(draft.standfirst)}</p>{leads}{draft.body.html}</div>"
    )
    true = markup.parse(FOLDER / f"{name}.html", markup.HTMLParser(encoding="utf-8"))
    marked = true.xpath("//*[@data-true]")
    for link in true.xpath("//a[@class='headerlink']"):
        link.drop_tree()
    return Score(
        words=_f1(_words(marked), _words([found])),
        structure=_f1(_parts(marked), _parts(found.iter())),
    )


def _words(elements: Iterable[markup.HtmlElement]) -> Counter[str]:
    return Counter(word for element in elements for word in _tokens(element))


def _tokens(element: markup.HtmlElement) -> list[str]:
    return _TOKEN.findall(" ".join(element.itertext()).casefold())


def _parts(elements: Iterable[markup.HtmlElement]) -> Counter[str]:
    """Return headings, items, cells and the like, each with its words."""
    kinds = ((_KINDS.get(str(e.tag)), e) for e in elements)
    return Counter(f"{kind} {' '.join(_tokens(element))}" for kind, element in kinds if kind)


def _f1(true: Counter[str], found: Counter[str]) -> float:
    if not true and not found:
        return 1.0
    return 2 * (true & found).total() / (true.total() + found.total())
