"""The measurements as Markdown tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.extraction import scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.extraction.matching import Tally
    from benchmarks.extraction.metadata import Count
    from benchmarks.extraction.scores import Estimate, PageScore


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; its first column is names."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(value: float | None) -> str:
    """Return a share as the tables show it."""
    return "–" if value is None else f"{value:.3f}"


def estimates(found: Mapping[str, Estimate], *, signed: bool = False) -> str:
    """Return scores, or differences of scores, with their intervals."""
    form = "{:+.4f}" if signed else "{:.4f}"
    rows = [
        [
            name,
            *(
                form.format(getattr(e.value, m))
                + f" [{form.format(getattr(e.low, m))}, {form.format(getattr(e.high, m))}]"
                for m in scores.MEASURES
            ),
        ]
        for name, e in found.items()
    ]
    return table(["", *scores.MEASURES], rows)


def worst(pages: Mapping[str, Mapping[str, PageScore]], ours: str, count: int = 12) -> str:
    """Return the pages on which we are worst, with everybody's F1."""
    names = sorted(pages[ours], key=lambda name: pages[ours][name].f1)[:count]
    rows = [[name[:12], *(f"{found[name].f1:.3f}" for found in pages.values())] for name in names]
    return table(["page", *pages], rows)


def shares(found: Mapping[str, Mapping[str, Tally]], rows: Sequence[str], which: str) -> str:
    """Return `recall` or `precision` of each extractor by kind of element."""
    lines = []
    for row in rows:
        tallies = [tally[row] for tally in found.values()]
        wanted = str(tallies[0].wanted) if tallies else ""
        values = [share(getattr(tally, which)) for tally in tallies]
        if any(value != share(None) for value in values):
            lines.append([row, wanted, *values])
    return table([which, "wanted", *found], lines)


def by_page(found: Mapping[str, Mapping[str, Tally]]) -> str:
    """Return recall, precision and order of each page."""
    rows = [
        [
            page,
            str(tallies["all"].wanted),
            *(share(tallies["all"].recall), share(tallies["all"].precision)),
            share(tallies["order"].recall),
        ]
        for page, tallies in found.items()
    ]
    return table(["page", "blocks", "recall", "precision", "order"], rows)


def counts(found: Mapping[str, Mapping[str, Count]]) -> str:
    """Return how many declared values each extractor reads right, and how many it adds."""
    fields = list(next(iter(found.values()), {}))
    declared = next(iter(found.values()), {})
    head = ["", *(f"{name} /{declared[name].declared}" for name in fields)]
    rows = [
        [name, *(f"{c[f].right} (+{c[f].beside})" for f in fields)] for name, c in found.items()
    ]
    return table(head, rows)


def times(found: Mapping[str, Sequence[float]]) -> str:
    """Return median, mean and longest CPU time a page."""
    rows = []
    for name, values in found.items():
        ordered = sorted(values)
        middle = ordered[len(ordered) // 2]
        mean = sum(ordered) / len(ordered)
        rows.append([name, f"{middle:.1f}", f"{mean:.1f}", f"{ordered[-1]:.0f}"])
    return table(["CPU ms a page", "median", "mean", "longest"], rows)
