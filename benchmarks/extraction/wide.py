r"""Measure extraction on pages of many kinds: articles, threads, documentation.

    python -m benchmarks.extraction.wide [--corpus FOLDER] [--folds FOLDER] [--only NAME ...]

Words (`\w+`, lower case) are counted as bags and compared page by page, as the benchmark does that
the pages come from; an unanswered page counts 0. F1, precision and recall are means over pages.
`kept` is the share of snippets found that must be there, `let in` of those that must not.
With `--folds`, Pressday reads each page with the forest that was grown without its host
(`grow.py --folds`); without, with its own, which has seen them all.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from benchmarks.extraction import corpus, extractors, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.extraction.extractors import Run
    from benchmarks.extraction.ours import Extracted

_OURS = extractors.PRESSDAY.name
_KINDS = ("article", "documentation", "forum")
_DRAWS, _SEED = 2000, 20261
_WORST = 15
_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one page came out; `kept` and `let_in` are None where no snippets are named."""

    f1: float
    precision: float
    recall: float
    kept: float | None
    let_in: float | None
    ms: float


def score(page: corpus.WidePage, got: Extracted) -> Score:
    """Return how an extractor's text compares with what a reader came for."""
    from pressday.body.markup import plain

    text = "\n".join(filter(None, [plain(got.apart), got.text or plain(got.html)]))
    found, wanted = _words(text), _words(page.truth)
    both = (Counter(found) & Counter(wanted)).total()
    return Score(
        f1=2 * both / (len(found) + len(wanted)), precision=both / max(1, len(found)),
        recall=both / len(wanted), kept=_share(text, page.kept),
        let_in=_share(text, page.left_out), ms=got.ms,
    )  # fmt: skip


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).split()).lower()


def _share(text: str, snippets: Sequence[str]) -> float | None:
    whole = _plain(text)
    return mean(_plain(said) in whole for said in snippets) if snippets else None


def _interval(values: Sequence[float]) -> str:
    """Return a mean with the middle 95 % of a bootstrap over pages."""
    chance = random.Random(_SEED)
    drawn = sorted(mean(chance.choices(values, k=len(values))) for _ in range(_DRAWS))
    low, high = drawn[_DRAWS // 40], drawn[-_DRAWS // 40]
    return f"{mean(values):.4f} [{low:.4f}, {high:.4f}]"


def table(scores: dict[str, dict[str, Score]], names: Sequence[str]) -> str:
    """Return a table of all extractors on some pages, Pressday's lead paired."""
    head = ["extractor", "F1", "Pressday minus it", "precision", "recall", "under .5", "kept",
            "let in", "ms"]  # fmt: skip
    return report.table(head, [_row(name, scores, names) for name in scores])


def _row(name: str, scores: dict[str, dict[str, Score]], names: Sequence[str]) -> list[str]:
    pages = [scores[name][page] for page in names]
    ours = [scores[_OURS][page] for page in names] if _OURS in scores else pages
    lead = [own.f1 - other.f1 for own, other in zip(ours, pages, strict=True)]
    shares = ([s for s in found if s is not None] for found in (
        [page.kept for page in pages], [page.let_in for page in pages]))  # fmt: skip
    return [
        name, _interval([page.f1 for page in pages]), "" if name == _OURS else _interval(lead),
        f"{mean(page.precision for page in pages):.4f}",
        f"{mean(page.recall for page in pages):.4f}", str(sum(page.f1 < 0.5 for page in pages)),
        *(f"{mean(found):.4f}" for found in shares),
        f"{sorted(page.ms for page in pages)[len(pages) // 2]:.0f}",
    ]  # fmt: skip


def _run(extractor: extractors.Extractor, pages: list[corpus.WidePage], folds: Path | None) -> Run:
    if extractor.name == _OURS and folds:
        extractor = replace(extractor, command=(*extractor.command, str(folds)))
    return extractors.run(extractor, pages)


def main() -> None:
    """Print the tables, and where Pressday is worst."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--corpus", type=Path, default=corpus.CORPUS)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="extractors")
    options = parser.parse_args()
    pages = [page for page in corpus.wide_pages(options.corpus) if _words(page.truth)]
    scores: dict[str, dict[str, Score]] = {}
    for extractor in extractors.EXTRACTORS:
        if options.only and extractor.name not in options.only:
            continue
        run = _run(extractor, pages, options.folds)
        if run.version:
            scores[extractor.name] = {p.name: score(p, run.pages[p.name]) for p in pages}
        else:
            print(f"{extractor.name}: absent ({run.failure})\n")
    for kind in _KINDS:
        chosen = [page for page in pages if page.kind == kind]
        last = [page.name for page in chosen if page.fold == corpus.FOLDS - 1]
        print(f"## {kind.capitalize()}: {len(chosen)} pages\n")
        print(table(scores, [page.name for page in chosen]))
        print(f"\nThe last fold alone, {len(last)} pages:\n\n{table(scores, last)}\n")
        if _OURS in scores:
            worst = sorted((scores[_OURS][page.name].f1, page.name) for page in chosen)[:_WORST]
            print("Worst:", ", ".join(f"{name} {f1:.2f}" for f1, name in worst), "\n")


if __name__ == "__main__":
    main()
