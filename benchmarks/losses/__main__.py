"""How often a block that extraction loses is warned of, and how often nothing is lost and it warns.

    python -m benchmarks.losses CORPUS [--pages 200] [--seed 1] [--jobs 2] [--fresh | --tuned]
        [--judges FOLDER --forests FOLDER]

CORPUS is a folder with `articles`, `structure` and `wcxb` (see `benchmarks.extraction.corpus`).
One printed block of ten words or more, or a captioned picture, of each of the drawn pages is
damaged in each of the ways of `benchmarks.losses.damage`, and the page is read again. A loss is a
block that is printed from the whole page and not from the damaged one; it is warned of if the
account names that block. Warnings on whole pages are counted on all of the corpus.

What is warned of was learned from pages of this corpus, by TUNED kinds of damage. With `--judges`
and `--forests` each page is read with the two forests that have seen none of its host
(`benchmarks.extraction.grow`, `benchmarks.losses.grow`), which is the fair measure: with `--fresh`
neither the kinds nor the pages are known. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import argparse
import math
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.extraction.corpus import TextPage
from benchmarks.extraction.ours import judge_without, read_forest_once
from benchmarks.losses.damage import FRESH, KINDS, TUNED
from benchmarks.losses.trying import pages, tried, whole

from pressday.extract.account import clues, forest, missed
from pressday.extract.account.fates import Words
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.extraction.corpus import Page
    from benchmarks.losses.trying import Damaged

    from pressday.extract.account.fates import Accounted

_SHOWN = 100  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A damaged page: whether its block was lost, and named."""

    kind: str
    lost: bool
    named: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one page: blocks named on it as it is, those of its truth, and damage."""

    page: str
    named: tuple[str, ...] = ()
    right: tuple[bool, ...] = ()
    tried: tuple[Tried, ...] = ()


def measure(
    page: Page, *, kinds: tuple[str, ...], seed: int, forests: tuple[Path, Path] | None
) -> Outcome:
    """Read a page whole and, for each kind, damaged."""
    if forests:
        judge_without(forests[0], page.fold)
        _warn_without(forests[1], page.fold)
    read = whole(page)
    if read is None:
        return Outcome(page=page.name)
    named = _named(read.read)
    truth = Words(page.truth if isinstance(page, TextPage) else "")
    damaged = [found for kind in kinds if (found := tried(read, kind, seed)) is not None]
    return Outcome(
        page=page.name, named=tuple(text[:_SHOWN] for text in named),
        right=tuple(truth.hold(dom.tokens(text)) for text in named),
        tried=tuple(map(_tried, damaged)),
    )  # fmt: skip


def _warn_without(folder: Path, fold: int) -> None:
    grown = read_forest_once((folder / f"{fold}.json").read_text("utf-8"), clues.NAMES)
    forest.grown = lambda: grown


def _named(read: Accounted) -> list[str]:
    return [trace.passage.text for trace in missed.probable(read)]


def _tried(found: Damaged) -> Tried:
    named = found.read is None or any(map(found.is_of_block, _named(found.read)))
    text = " ".join(found.words)[:_SHOWN]
    return Tried(kind=found.kind, lost=found.lost, named=named, text=text)


def wilson(hits: int, of: int) -> str:
    """Return a share with its 95 % interval, in percent."""
    if not of:
        return "–"
    z, p = 1.96, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return f"{hits}/{of} = {100 * p:.1f} [{100 * (middle - half):.1f}, {100 * (middle + half):.1f}]"


def report(outcomes: Sequence[Outcome], kinds: Sequence[str]) -> None:
    """Print what was lost and named by kind, and the warnings on whole pages."""
    every = [one for outcome in outcomes for one in outcome.tried]
    print("| damage | tried | lost | lost, and named % [95 %] |\n| --- | ---: | ---: | ---: |")
    for kind in kinds:
        _row(kind, [one for one in every if one.kind == kind])
    for name, group in (("tuned", TUNED), ("fresh", FRESH)):
        _row(f"**{name} kinds**", [one for one in every if one.kind in group])
    warned = [outcome for outcome in outcomes if outcome.named]
    rightly = [outcome for outcome in warned if any(outcome.right)]
    print("\n| whole pages | % [95 %] |\n| --- | ---: |")
    print(f"| with a warning | {wilson(len(warned), len(outcomes))} |")
    print(f"| that names text which people marked | {wilson(len(rightly), len(outcomes))} |")
    print("\nNamed on whole pages:\n")
    for outcome in warned:
        for text, right in zip(outcome.named, outcome.right, strict=True):
            print(f"- {outcome.page}{' (marked)' if right else ''}: {text}")
    print("\nLost and not named:\n")
    for outcome in outcomes:
        for one in outcome.tried:
            if one.lost and not one.named:
                print(f"- {outcome.page}, {one.kind}: {one.text}")


def _row(name: str, group: Sequence[Tried]) -> None:
    lost = [one for one in group if one.lost]
    if group:
        named = sum(one.named for one in lost)
        print(f"| {name} | {len(group)} | {len(lost)} | {wilson(named, len(lost))} |")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="the folder with the pages")
    parser.add_argument("--pages", type=int, default=200, help="pages that are damaged")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--judges", type=Path, help="forests of the judge, each without a fold")
    parser.add_argument("--forests", type=Path, help="forests of warnings, each without a fold")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--tuned", action="store_true", help="only the kinds that were learned from")
    which.add_argument("--fresh", action="store_true", help="only the others")
    return parser.parse_args()


def main() -> None:
    """Damage the drawn pages, read all others as they are, and report."""
    options = _options()
    if not (options.corpus / "articles").is_dir():
        raise SystemExit(f"error: {options.corpus}: no corpus there")
    kinds = tuple(TUNED if options.tuned else FRESH if options.fresh else KINDS)
    every = list(pages(options.corpus))
    drawn = {page.name for page in Random(options.seed).sample(every, options.pages)}
    forests = (options.judges, options.forests) if options.judges and options.forests else None
    work = partial(measure, seed=options.seed, forests=forests)
    with ProcessPoolExecutor(options.jobs) as pool:
        damaged = [page for page in every if page.name in drawn]
        found = pool.map(partial(work, kinds=kinds), damaged, chunksize=2)
        rest = [page for page in every if page.name not in drawn]
        outcomes = [*found, *pool.map(partial(work, kinds=()), rest, chunksize=8)]
    report(outcomes, kinds)


if __name__ == "__main__":
    main()
