"""Grows the forest that tells which left-out blocks of a page are probably its text.

    python -m benchmarks.losses.grow --out src/pressday/extract/account/weights.json
    python -m benchmarks.losses.grow --folds FOLDER --judges FOLDER

The second writes `0.json` to `4.json`, each grown without the hosts of one fold, from pages that
were judged without them (`benchmarks.extraction.grow --folds`), to be measured on that fold. The
first judges so, too: what the judge has seen it loses less of than it will of others. Needs
LightGBM (`requirements/grow.txt`).

What it learns from: every page of the corpus as it is, and with a block damaged in some of the
ways TUNED of `benchmarks.losses.damage`. Every left-out block is an example: one that was printed
before the damage is text, any other is none. Those that were left out before though the truth of
the page has them are no examples: there the judge is wrong, or the truth.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.extraction.corpus import CORPUS, FOLDS, StructurePage, TextPage
from benchmarks.extraction.elements import parse, visible
from benchmarks.extraction.grow import Examples, stored
from benchmarks.extraction.ours import judge_without
from benchmarks.losses.damage import TUNED
from benchmarks.losses.trying import pages, tried, whole

from pressday.extract.account.clues import NAMES, measure
from pressday.extract.account.fates import Words
from pressday.extract.account.missed import asked

if TYPE_CHECKING:
    from benchmarks.extraction.corpus import Page

    from pressday.extract.account.fates import Accounted, Trace

_SEED = 100
_KINDS = 3  # of damage that each page is read with
_AGAIN = 0.5  # weight of what is left out of a page for another time, because of the damage
_ROUNDS = 200
_SETTINGS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 16, "min_data_in_leaf": 15,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 10,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 2, "verbose": -1,
}  # fmt: skip


def main() -> None:
    """Write one forest of all pages, or five without a fold each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--judges", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path)
    options = parser.parse_args()
    work = partial(examples, judges=options.judges)
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(work, list(pages(options.corpus)), chunksize=4))
    if options.out:
        options.out.write_text(_forest(found), "utf-8")
    for fold in range(FOLDS) if options.folds else ():
        text = _forest([page for page in found if page.fold != fold])
        (options.folds / f"{fold}.json").write_text(text, "utf-8")


def _forest(found: list[Examples]) -> str:
    return stored(found, NAMES, _SETTINGS, _ROUNDS)


def examples(page: Page, judges: Path) -> Examples:
    """Return the left-out blocks of a page, whole and damaged, as they are judged out of fold."""
    judge_without(judges, page.fold)
    found = Examples(fold=page.fold, rows=[], text=[], weights=[])
    read = whole(page)
    if read is None:
        return found
    truth = Words(_truth(page))
    _add(found, read.read, truth, [], 1.0)
    for kind in Random(page.name).sample(list(TUNED), _KINDS):
        damaged = tried(read, kind, _SEED)
        if damaged is not None and damaged.lost and damaged.read is not None:
            lost = [t for t in asked(damaged.read.traces) if damaged.is_of_block(t.passage.text)]
            _add(found, damaged.read, truth, lost, _AGAIN)
    return found


def _truth(page: Page) -> str:
    if isinstance(page, StructurePage):
        return visible(parse(page.expected))
    return page.truth if isinstance(page, TextPage) else ""


def _add(found: Examples, read: Accounted, truth: Words, lost: list[Trace], weight: float) -> None:
    """Add what was left out of a page; of its truth only what is lost by damage is sure."""
    numbers = {trace.passage.number for trace in lost}
    chosen = asked(read.traces)
    for trace, row in zip(chosen, measure(read, chosen), strict=True):
        is_lost = trace.passage.number in numbers
        if is_lost or not truth.hold(trace.passage.words):
            found.rows.append(row)
            found.text.append(float(is_lost))
            found.weights.append(1.0 if is_lost else weight)


if __name__ == "__main__":
    main()
