"""Pages of which a person decided, block by block, what is the article; and scores against that.

`marked/PAGE.json` holds no text: `{"title": [PRINT ...], "blocks": [[KIND, LEVEL?, PRINT ...]]}`
in reading order. A print is the first ten hex digits of the SHA-256 of a text's letters and
digits (`elements.normal`), of a picture's or player's file name; several are forms that are all
right. What is not listed is not the article.

Kinds are those of `elements`, and some that may arrive as any block of text: `standfirst`, what
stands between title and article; `text`, whose kind the page leaves open; `aside`, in a box beside
the text (pull quote, fact box); `footnote`. How many asides and footnotes arrive *as such* is a row
of its own. `may` is right either way and counts for nobody: a teaser within the text, a note on
the author, a table of contents. Text must be equal to its last letter and digit.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.extraction.elements import elements, normal
from benchmarks.extraction.matching import Comparison, Tally, level_steps, order_of
from benchmarks.extraction.names import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.extraction.elements import Element

FOLDER = Path(__file__).with_name("marked")
TEXTS = frozenset("h p li blockquote td pre figcaption".split())
COUNTED = (*"h p li blockquote td pre figcaption img video standfirst text aside footnote".split(),)
ANY_TEXT = ("standfirst", "text", "aside", "footnote")
ROWS = (*COUNTED, "all", "level", "order", "as such")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A block of the article: its kind, a heading's level, the fingerprints it may have."""

    kind: str
    prints: tuple[str, ...]
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The marks of a page, and the fingerprints of its title, which is no heading of the text."""

    name: str
    titles: frozenset[str]
    blocks: tuple[Mark, ...]


def prints(texts: Iterable[str]) -> list[str]:
    """Return the fingerprints of normalised texts or file names, in a fixed order."""
    return sorted({digest(text) for text in texts if text})


def write(path: Path, found: Iterable[Mark], titles: Iterable[str]) -> None:
    """Write the marks of a page."""
    blocks = [[m.kind, *([m.level] if m.level else []), *m.prints] for m in found]
    rows = ",\n  ".join(json.dumps(block) for block in blocks)
    title = json.dumps(prints(map(normal, titles)))
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{{"title": {title}, "blocks": [\n  {rows}\n]}}\n', "utf-8")


def read(path: Path) -> Marked:
    """Return the marks in a file."""
    data = json.loads(path.read_text("utf-8"))
    return Marked(
        name=path.stem,
        titles=frozenset(data["title"]),
        blocks=tuple(_mark(block) for block in data["blocks"]),
    )


def _mark(block: list[str | int]) -> Mark:
    kind, *rest = block
    level = rest.pop(0) if rest and isinstance(rest[0], int) else 0
    return Mark(kind=str(kind), level=int(level), prints=tuple(map(str, rest)))


def read_all() -> list[Marked]:
    """Return all marked pages by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.json"))]


def compare(marked: Marked, html: str, apart: str = "") -> Comparison:
    """Return how far an extractor's HTML is what a person marked."""
    inside = _made(html, marked)
    everything = [*inside, *_made(apart, marked)]
    pairs = _pairs(marked.blocks, everything)
    mates = {j: marked.blocks[i] for i, j in pairs.items()}
    result = Comparison()
    for kind in COUNTED:
        mine = [i for i, mark in enumerate(marked.blocks) if mark.kind == kind]
        found = [j for j, mark in mates.items() if mark.kind == kind and j < len(inside)]
        result.tallies[kind] = Tally(wanted=len(mine), found=sum(i in pairs for i in mine),
                                     made=len(found), right=len(found))  # fmt: skip
    result.extra = [e for j, e in enumerate(inside) if j not in mates]
    for element in result.extra:
        result.tallies[element.kind] += Tally(made=1)
    _add_rows(result, marked, inside, pairs)
    return result


def _add_rows(
    result: Comparison, marked: Marked, inside: Sequence[Element], pairs: dict[int, int]
) -> None:
    total = Tally()
    for kind in COUNTED:
        total += result.tallies[kind]
    result.tallies["all"] = total
    kept = sorted((i, j) for i, j in pairs.items() if j < len(inside))
    both = [(marked.blocks[i], inside[j]) for i, j in kept]
    heads = [(m.level, e.level) for m, e in both if m.kind == e.kind == "h" and m.level]
    result.tallies["level"] = level_steps(heads)
    ordered = [j for i, j in kept if marked.blocks[i].kind not in ("may", "footnote")]
    result.tallies["order"] = order_of(ordered)
    notes = [(m, e) for m, e in both if m.kind in ("aside", "footnote")]
    such = sum(e.boxed if m.kind == "aside" else e.noted for m, e in notes)
    wanted = sum(m.kind in ("aside", "footnote") for m in marked.blocks)
    result.tallies["as such"] = Tally(wanted=wanted, found=such)


def missing(marked: Marked, html: str, apart: str = "") -> list[Mark]:
    """Return the marks that an extractor's HTML lacks."""
    pairs = _pairs(marked.blocks, [*_made(html, marked), *_made(apart, marked)])
    lost = [mark for i, mark in enumerate(marked.blocks) if i not in pairs]
    return [mark for mark in lost if mark.kind != "may"]


def _made(html: str, marked: Marked) -> list[Element]:
    """Return the blocks of an output that count; a picture that is repeated is one."""
    kept = []
    seen: Counter[str] = Counter()
    for element in elements(html):
        if element.kind == "h" and digest(element.key) in marked.titles:
            continue
        if element.kind in TEXTS or (element.kind == "video"):
            kept.append(element)
        elif element.kind == "img":
            if not any(seen[name] for name in element.names):
                kept.append(element)
            seen.update(element.names)
    return kept


def _pairs(blocks: Sequence[Mark], made: Sequence[Element]) -> dict[int, int]:
    """Match marks to elements, each once: marks of a certain kind first, then those of any."""
    index: dict[str, list[int]] = {}
    for j, element in enumerate(made):
        for name in prints(element.names or {element.key}):
            index.setdefault(name, []).append(j)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    exact = [i for i, mark in enumerate(blocks) if mark.kind in TEXTS | {"img", "video"}]
    for i in [*exact, *(i for i in range(len(blocks)) if i not in set(exact))]:
        mark = blocks[i]
        candidates = (j for name in mark.prints for j in index.get(name, ()))
        fitting = (j for j in candidates if j not in taken and _fits(mark, made[j]))
        for j in list(fitting)[:1]:
            pairs[i] = j
            taken.add(j)
    return pairs


def _fits(mark: Mark, element: Element) -> bool:
    if mark.kind in ANY_TEXT:
        return element.kind in TEXTS
    return mark.kind in ("may", element.kind)
