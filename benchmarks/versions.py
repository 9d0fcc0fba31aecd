"""Whether articles written as Markdown for their editor come back as they were, block by block.

    python -m benchmarks.versions CORPUS [--pages 300] [--seed 1]

CORPUS is a folder with `articles`, `structure` and `wcxb` (see `benchmarks.extraction.corpus`).
Counted are blocks that came back otherwise, and those that Markdown has no sign for, which
stand as references, with their share of all words.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.losses.trying import pages

from pressday.body import Body
from pressday.body.words import count
from pressday.errors import ExtractError
from pressday.extract import extract_page
from pressday.extract.written.likeness import as_it_was
from pressday.extract.written.own import read_own
from pressday.extract.written.writing import write_own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressday.model import Kind

_BASE = "file:///versions/"


def come_back(blocks: tuple[str, ...], body: Body, kind: Kind, files: Mapping[str, str]) -> Body:
    """Return what Markdown with these pictures' files is read as, beside its article."""
    known = {block.address: block.html for block in body.blocks}
    root = read_own("\n\n".join(blocks), base=_BASE, kind=kind, blocks=known).body.tree()
    addresses = {f"{_BASE}{path}": address for address, path in files.items()}
    for img in root.iter("img"):
        img.set("src", addresses.get(img.get("src") or "", img.get("src") or ""))
    return as_it_was(Body.of(root), body)


def main() -> None:
    """Measure pages drawn from the corpus, and print what became of their blocks."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("--pages", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    every = list(pages(said.corpus))
    counts: Counter[str] = Counter()
    times = []
    for page in Random(said.seed).sample(every, min(said.pages, len(every))):
        try:
            draft = extract_page(page.data, identity=page.url, url=page.url)
        except ExtractError:
            continue
        files = {address: f"pictures/{n}.jpg" for n, address in enumerate(draft.body.pictures)}
        start = perf_counter()
        blocks = write_own(draft.body, kind=draft.kind, pictures=files)
        times.append(perf_counter() - start)
        back = come_back(blocks, draft.body, draft.kind, files)
        counts += _counted(draft.body, back, blocks)
    print(
        f"{len(times)} pages, {counts['blocks']} blocks: {counts['otherwise']} came back otherwise,"
        f" {counts['references']} references ({counts['references'] / counts['blocks']:.1%}) with"
        f" {counts['referred'] / counts['words']:.1%} of the words; median {median(times):.3f} s"
    )


def _counted(body: Body, back: Body, blocks: tuple[str, ...]) -> Counter[str]:
    was, now = ([block.html for block in one.blocks] for one in (body, back))
    same = sum(one == other for one, other in zip(was, now, strict=False))
    words = [count(block.text) for block in body.blocks]
    referred = [number for number, said in enumerate(blocks) if said.startswith("> [!block]")]
    return Counter(
        blocks=len(was), otherwise=max(len(was), len(now)) - same, references=len(referred),
        words=sum(words), referred=sum(words[number] for number in referred),
    )  # fmt: skip


if __name__ == "__main__":
    main()
