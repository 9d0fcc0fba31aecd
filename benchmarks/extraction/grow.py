"""Grows the forest that tells a page's text from the rest.

    python -m benchmarks.extraction.grow --out src/pressday/extract/judge/weights.json
    python -m benchmarks.extraction.grow --folds FOLDER

The second writes `0.json` to `4.json`, each grown without the hosts of one fold, to be measured
on that fold. Needs LightGBM (`requirements/grow.txt`) beside Pressday; the program itself needs
nothing but the file. The same pages give the same file.

What it learns from: the corpus's pages of many kinds (WCXB, CC BY 4.0), its marked articles (MIT)
and its reader views (Apache 2.0). Nothing of a page is in the file: bounds of measures, and what
is added beyond them. Every leaf is an example; how much of it is text is the share of its runs of
three words that are in the truth. A page weighs about as much as any other, however long. Of each
page short copies are made as well, with the first few lines of its text and a few of the lines
around them: they stand for short news, letters and clippings.
"""

from __future__ import annotations

import argparse
import json
import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.extraction.corpus import (
    CORPUS,
    FOLDS,
    Page,
    structure_pages,
    text_pages,
    wide_pages,
)
from benchmarks.extraction.elements import parse, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.extract.judge.leaves import Leaf

_RUN = 3  # words
# Lines of text in a short copy, and the most lines of anything else on either side of them.
_SHORT = ((2, 6, 0), (7, 25, 0), (2, 6, 8), (4, 20, 25))
_SHORT_WEIGHT = 0.2  # of a page's own
_TEXT = 0.5  # share of a leaf's runs that makes it text
_EVEN = 50  # words added to a page's length: short pages weigh a little less
_ROUNDS = 150
_SETTINGS = {
    "objective": "cross_entropy", "learning_rate": 0.07, "num_leaves": 16, "min_data_in_leaf": 60,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 2, "verbose": -1,
}  # fmt: skip
_DIGITS = 5  # of bounds and answers that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Blocks of one page: their measures, how much of each is text, what each weighs."""

    fold: int
    rows: list[list[float]]
    text: list[float]
    weights: list[float]


def main() -> None:
    """Write one forest of all pages, or five without a fold each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path)
    options = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(examples, *zip(*_truths(options.corpus), strict=True), chunksize=8))
    if options.out:
        options.out.write_text(_forest(found), "utf-8")
    for fold in range(FOLDS) if options.folds else ():
        text = _forest([page for page in found if page.fold != fold])
        (options.folds / f"{fold}.json").write_text(text, "utf-8")


def _truths(corpus: Path) -> Iterator[tuple[Page, str]]:
    for page in wide_pages(corpus):
        yield page, page.truth
    for article in text_pages(corpus):
        yield article, article.truth
    for view in structure_pages(corpus):
        lines = (visible(block) for block in parse(view.expected).iter("p", "li", "td", "pre"))
        yield view, "\n".join([visible(parse(view.expected)), *lines])


def examples(page: Page, truth: str) -> Examples:
    """Return the examples of a page and of its short copies."""
    from pressday.extract.judge.measures import measure
    from pressday.extract.page import read_leaves

    leaves, claims = read_leaves(page.data, page.url)
    spoken = [leaf for leaf in leaves if leaf.words and leaf.element.tag != "figure"]
    text = _shares(spoken, truth) if truth.strip() else []
    found = Examples(fold=page.fold, rows=[], text=[], weights=[])
    if not text:
        return found
    _add(found, measure(spoken, claims), text, _weights(spoken))
    dice = random.Random(page.name)
    for low, high, around in _SHORT:
        chosen = _shortened(text, dice.randint(low, high), around, dice)
        short, shares = [spoken[i] for i in chosen], [text[i] for i in chosen]
        weights = [_SHORT_WEIGHT * weight for weight in _weights(short)]
        _add(found, measure(short, claims), shares, weights)
    return found


def _shortened(text: Sequence[float], lines: int, around: int, dice: random.Random) -> list[int]:
    """Return the first lines of text, and some of the lines before and behind all text."""
    inside = [i for i, share in enumerate(text) if share >= _TEXT]
    if not inside:
        return []
    before, behind = inside[0], len(text) - inside[-1] - 1
    ahead = range(before - min(before, dice.randint(0, around)), before)
    after = range(inside[-1] + 1, inside[-1] + 1 + min(behind, dice.randint(0, around)))
    return [*ahead, *inside[:lines], *after]


def _add(found: Examples, rows: list[list[float]], text: list[float], weights: list[float]) -> None:
    found.rows.extend(rows)
    found.text.extend(text)
    found.weights.extend(weights)


def _shares(leaves: Sequence[Leaf], truth: str) -> list[float]:
    from pressday.extract.read import dom

    known = set(_runs(dom.tokens(truth)))
    lines = {" ".join(dom.tokens(line)) for line in truth.split("\n")}
    return [_share(leaf.words, known, lines) for leaf in leaves]


def _share(words: list[str], known: set[tuple[str, ...]], lines: set[str]) -> float:
    if " ".join(words) in lines:
        return 1.0
    runs = _runs(words)
    return sum(run in known for run in runs) / len(runs) if runs else 0.0


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]


def _weights(leaves: Sequence[Leaf]) -> list[float]:
    whole = sqrt(sum(len(leaf.words) for leaf in leaves) + _EVEN)
    return [sqrt(len(leaf.words) + 1) / whole for leaf in leaves]


def _forest(found: Sequence[Examples]) -> str:
    from pressday.extract.judge.measures import NAMES

    return stored(found, NAMES, _SETTINGS, _ROUNDS)


def stored(
    found: Sequence[Examples], names: tuple[str, ...], settings: dict[str, Any], rounds: int
) -> str:
    """Return the forest grown on some pages, on the measures `names`, as the text of its file."""
    import lightgbm
    import numpy as np

    rows = np.array([row for page in found for row in page.rows], dtype=float)
    text = np.array([share for page in found for share in page.text])
    weights = np.array([weight for page in found for weight in page.weights])
    data = lightgbm.Dataset(rows, text, weight=weights)
    grown = lightgbm.train(settings, data, rounds).dump_model()
    trees = [_tree(tree["tree_structure"]) for tree in grown["tree_info"]]
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    return f'{{"measures": {json.dumps(names)},\n"trees": [\n{lines}\n]}}\n'


def _tree(node: dict[str, Any]) -> object:
    """Return a tree as nested lists: measure, bound, the branch up to it, the one beyond."""
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.{_DIGITS}g}")
    bound = float(f"{node['threshold']:.{_DIGITS}g}")
    return [node["split_feature"], bound, _tree(node["left_child"]), _tree(node["right_child"])]


if __name__ == "__main__":
    main()
