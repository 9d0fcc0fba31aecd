"""Measure Pressday's extraction beside other extractors, on the same machine in one run.

    python -m benchmarks.extraction.run [--json FILE] [--corpus FOLDER] [--only NAME ...]

Prints a Markdown report: text, structure, pages marked by hand, metadata, speed. The rivals are
installed by `benchmarks/extraction/setup`; one that is not there is reported as absent. What is
measured how is said in `scores`, `elements`, `matching`, `marks` and `metadata`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.extraction import (
    corpus,
    extractors,
    marks,
    matching,
    metadata,
    report,
    scores,
    structure,
)

if TYPE_CHECKING:
    from benchmarks.extraction.extractors import Run

_SPEED = """\
## Speed over all pages

Pressday's time includes metadata, pictures and lead; the rivals' is their text or HTML alone."""
_WITH_PRECISION = tuple(row for row in marks.ROWS if row not in (*marks.ANY_TEXT, "as such"))
_OURS = extractors.PRESSDAY.name


@dataclass(slots=True, kw_only=True)
class Measured:
    """All that was found, by extractor: what the report and the JSON are made of."""

    versions: dict[str, str] = field(default_factory=dict)
    text: dict[str, dict[str, scores.PageScore]] = field(default_factory=dict)
    structure: dict[str, dict[str, matching.Tally]] = field(default_factory=dict)
    marks: dict[str, dict[str, dict[str, matching.Tally]]] = field(default_factory=dict)
    metadata: dict[str, dict[str, metadata.Count]] = field(default_factory=dict)
    ms: dict[str, list[float]] = field(default_factory=dict)
    errors: dict[str, dict[str, str]] = field(default_factory=dict)


def measure(folder: Path, only: list[str]) -> Measured:
    """Run every extractor over the whole corpus."""
    found = Measured()
    articles, structured = list(corpus.text_pages(folder)), list(corpus.structure_pages(folder))
    for extractor in extractors.EXTRACTORS:
        if only and extractor.name not in only:
            continue
        print(f"{extractor.name} …", file=sys.stderr, flush=True)
        run = extractors.run(extractor, [*articles, *structured])
        found.versions[extractor.name] = run.version or f"absent ({run.failure})"
        if run.version:
            _score(found, extractor, run, articles, structured)
    return found


def _score(
    found: Measured,
    extractor: extractors.Extractor,
    run: Run,
    articles: list[corpus.TextPage],
    structured: list[corpus.StructurePage],
) -> None:
    from pressday.body.markup import plain

    name = extractor.name
    found.text[name] = {
        page.name: scores.score_page(page.truth, got.text or plain(got.html))
        for page in articles
        for got in [run.pages[page.name]]
    }
    found.metadata[name] = metadata.count((p.metadata, run.pages[p.name]) for p in structured)
    found.ms[name] = [got.ms for got in run.pages.values()]
    found.errors[name] = {page: got.error for page, got in run.pages.items() if got.error}
    if extractor.has_html:
        compared = [structure.compare_page(page, run.pages[page.name]) for page in structured]
        found.structure[name] = structure.add(compared)
        found.marks[name] = {
            marked.name: marks.compare(marked, got.html, got.apart).tallies
            for marked in marks.read_all()
            for got in [run.pages[marked.name]]
        }


def write(found: Measured) -> str:
    """Return the report."""
    return "\n\n".join([
        f"# Extraction\n\n{_machine()}",
        _versions(found),
        *_text(found),
        *_structure(found),
        *_marks(found),
        "## Metadata of the structure pages: right of those declared (+ given where none is)",
        report.counts(found.metadata),
        _SPEED,
        report.times(found.ms),
    ])  # fmt: skip


def _machine() -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{now}, {model}, {os.cpu_count()} cores, Python {platform.python_version()}."


def _versions(found: Measured) -> str:
    rows = []
    for name, version in found.versions.items():
        failed = found.errors.get(name, {})
        causes = "; ".join(sorted(set(failed.values()))[:2])
        rows.append([name, version, f"{len(failed)} {causes}".strip()])
    return report.table(["extractor", "version", "pages without an answer"], rows)


def _text(found: Measured) -> list[str]:
    names = list(next(iter(found.text.values()), {}))
    parts = {
        "all pages": names,
        "report part": [name for name in names if not scores.in_tune_part(name)],
        "tune part": [name for name in names if scores.in_tune_part(name)],
    }
    lines = ["## Text: runs of four words, with 95 % intervals"]
    for title, part in parts.items():
        chosen = {name: [pages[p] for p in part] for name, pages in found.text.items()}
        own = {name: scores.estimate(pages) for name, pages in chosen.items()}
        lines += [f"### {title.capitalize()} ({len(part)})", report.estimates(own)]
        if _OURS in chosen:
            ours = chosen.pop(_OURS)
            minus = {name: scores.difference(ours, pages) for name, pages in chosen.items()}
            lines += [f"{_OURS} minus each, paired:", report.estimates(minus, signed=True)]
    if _OURS in found.text:
        lines += [f"### Where {_OURS} is worst (F1)", report.worst(found.text, _OURS)]
    return lines


def _structure(found: Measured) -> list[str]:
    return [
        "## Structure, against another extractor's output (Readability.js made the reference)",
        report.shares(found.structure, structure.ROWS, "recall"),
        report.shares(found.structure, structure.ROWS, "precision"),
    ]


def _marks(found: Measured) -> list[str]:
    totals = {name: _total(pages) for name, pages in found.marks.items()}
    lines = [
        f"## Structure, against pages marked by hand ({len(marks.read_all())})",
        report.shares(totals, marks.ROWS, "recall"),
        report.shares(totals, _WITH_PRECISION, "precision"),
        report.table(["mean of the pages", "recall", "precision"], [
            [name, *(report.share(_mean(pages, which)) for which in ("recall", "precision"))]
            for name, pages in found.marks.items()
        ]),
    ]  # fmt: skip
    if _OURS in found.marks:
        lines += [f"### {_OURS}, page by page", report.by_page(found.marks[_OURS])]
    return lines


def _total(pages: dict[str, dict[str, matching.Tally]]) -> dict[str, matching.Tally]:
    totals = {row: matching.Tally() for row in marks.ROWS}
    for tallies in pages.values():
        for row in marks.ROWS:
            totals[row] += tallies[row]
    return totals


def _mean(pages: dict[str, dict[str, matching.Tally]], which: str) -> float:
    return sum(getattr(page["all"], which) or 0 for page in pages.values()) / max(1, len(pages))


def main() -> None:
    """Measure, print the report, and write the numbers where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--corpus", type=Path, default=corpus.CORPUS)
    parser.add_argument("--json", type=Path, metavar="FILE", help="the numbers, page by page")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="extractors")
    options = parser.parse_args()
    if not (options.corpus / "articles").is_dir():
        raise SystemExit(
            f"error: {options.corpus}: no corpus there\nhint: name its folder with --corpus"
        )
    found = measure(options.corpus, options.only)
    print(write(found))
    if options.json:
        numbers: dict[str, Any] = asdict(found)
        options.json.write_text(json.dumps(numbers, indent=1), "utf-8")


if __name__ == "__main__":
    main()
