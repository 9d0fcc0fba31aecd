"""What Pressday misses of the pages marked by hand, and what it adds.

    python -m benchmarks.extraction.check [PAGE ...]

Marks hold no text: it is looked up in the page by its fingerprint. A mark made with `--drop` or
`--tag` may not be found again as it stands; then its place among the page's marks is shown.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.extraction import corpus, mark, marks
from benchmarks.extraction.elements import normal
from benchmarks.extraction.ours import extract
from benchmarks.extraction.report import share


def main() -> None:
    """Print each page's scores, and block by block what is missing and what is extra."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("page", nargs="*")
    parser.add_argument("--corpus", type=Path, default=corpus.CORPUS)
    options = parser.parse_args()
    for marked in marks.read_all():
        if not options.page or marked.name in options.page:
            (page,) = corpus.structure_pages(options.corpus, (marked.name,))
            _show(marked, page)


def _show(marked: marks.Marked, page: corpus.StructurePage) -> None:
    got = extract(page.data, page.url)
    compared = marks.compare(marked, got.html, got.apart)
    total = compared.tallies["all"]
    print(f"{marked.name}: recall {share(total.recall)}, precision {share(total.precision)}")
    texts = _texts(page)
    for lost in marks.missing(marked, got.html, got.apart):
        place = f"block {marked.blocks.index(lost) + 1} of {len(marked.blocks)}"
        text = next((texts[p] for p in lost.prints if p in texts), place)
        print(f"  missing {lost.kind}: {text[:120]}")
    for element in compared.extra:
        print(f"  extra {element.kind}: {element.text[:120]}")


def _texts(page: corpus.StructurePage) -> dict[str, str]:
    return {
        name: element.text
        for element in mark.blocks(page, [], ["noscript=div"])
        for name in marks.prints(element.names or {normal(element.text)})
    }


if __name__ == "__main__":
    main()
