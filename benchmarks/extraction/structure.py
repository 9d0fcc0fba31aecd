"""How much of a page's structure arrives: elements of the reference found, and none beside it.

    python -m benchmarks.extraction.structure [--page NAME ...] [--missing KIND ...] [--extra ...]

Shows recall and precision of each kind of element for Pressday, over all pages of the corpus or
those named; with `--missing` and `--extra` the elements themselves, page by page ("all" for every
kind). What counts as an element is said in `elements`, what matches in `matching`.

The reference is the output of another extractor, faults included: see `marks` for pages marked
by a person. Pressday takes lead picture and standfirst out of its text on purpose: they count as
found. The title and the page's only h1 count for nobody where they stand among the headings.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.extraction import corpus
from benchmarks.extraction.elements import KINDS, elements, parse, visible
from benchmarks.extraction.matching import Comparison, Tally, aliases, compare
from benchmarks.extraction.names import file_names, is_formula
from benchmarks.extraction.ours import extract
from benchmarks.extraction.report import share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.extraction.corpus import StructurePage
    from benchmarks.extraction.elements import Element
    from benchmarks.extraction.ours import Extracted

ROWS = (*KINDS, "level", "order")


def compare_page(page: StructurePage, got: Extracted) -> Comparison:
    """Return how the structure of an extraction compares with the page's reference."""
    source = parse(page.data.decode("utf-8", "replace"))
    tops = [visible(top) for top in source.iter("h1")]
    titles = (str(page.metadata.get("title") or ""), got.title, *(tops if len(tops) == 1 else ()))
    images = list(source.iter("img"))
    formulas = frozenset[str]().union(*(file_names(i) for i in images if is_formula(i)))
    wanted, made, apart = (
        [element for element in elements(html, titles) if not element.names & formulas]
        for html in (page.expected, got.html, got.apart)
    )
    return compare(wanted, made, apart, aliases(map(file_names, images)))


def add(comparisons: Iterable[Comparison]) -> dict[str, Tally]:
    """Return the tallies of all pages together, by row of the table."""
    totals = {row: Tally() for row in ROWS}
    for comparison in comparisons:
        for row in ROWS:
            totals[row] += comparison.tallies[row]
    return totals


def main() -> None:
    """Print Pressday's table, and what is missing where asked."""
    options = _options()
    results = {}
    for page in corpus.structure_pages(options.corpus, tuple(options.page)):
        result = results[page.name] = compare_page(page, extract(page.data, page.url))
        _show(page.name, "missing", options.missing, result.missing)
        _show(page.name, "extra", options.extra, result.extra)
    print(f"{len(results)} pages")
    print(f"{'kind':>10} {'wanted':>7} {'recall':>7} {'made':>7} {'precision':>9}")
    for row, tally in add(results.values()).items():
        print(
            f"{row:>10} {tally.wanted:7} {share(tally.recall):>7}"
            f" {tally.made:7} {share(tally.precision):>9}"
        )


def _show(page: str, what: str, kinds: list[str], found: list[Element]) -> None:
    for element in found:
        if element.kind in kinds or "all" in kinds:
            text = element.text or " ".join(sorted(element.names))
            print(f"{page}: {what} {element.kind}: {text[:150]}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--corpus", type=Path, default=corpus.CORPUS)
    parser.add_argument("--page", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--missing", nargs="+", default=[], metavar="KIND")
    parser.add_argument("--extra", nargs="+", default=[], metavar="KIND")
    return parser.parse_args()


if __name__ == "__main__":
    main()
