"""Time that one new article takes in a library of 1 to 10,000: the check for copies, and the add.

    python benchmarks/sameness.py [--sizes 1 10 100 1000 10000] [--news 30] [--words 800]

Texts are made of phrases as language is: words by Zipf's law from 60,000, and
every second time what stood after the last two before, so that unrelated texts
share turns of phrase. Of the new articles a third are wire copies, a third are
truncated copies, a third are unrelated. Medians and the slowest are shown, and
the processor's share of the median: the rest is waiting, for the disk or for
other programs.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.library import Library, Listing, copies, records, sameness
from pressday.model import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Took = tuple[float, float]  # seconds by the clock, seconds of the processor

VOCABULARY = 60_000
# Zipf's law with Mandelbrot's offset.
WEIGHTS = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
PARAGRAPH = 60  # words


@dataclass
class Language:
    """A word model; `habits` are the words that came after two others."""

    random: random.Random
    habits: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def text(self, length: int) -> list[str]:
        """Return the words of a text that nobody wrote before."""
        words = [0, 1]
        drawn = iter(self.random.choices(range(VOCABULARY), cum_weights=WEIGHTS, k=length))
        for word in drawn:
            before = (words[-2], words[-1])
            known = self.habits.setdefault(before, [])
            usual = known and self.random.random() < 0.5
            words.append(self.random.choice(known) if usual else word)
            known.append(words[-1])
        return [f"w{word}" for word in words[2:]]

    def wire_copy(self, text: Sequence[str]) -> list[str]:
        """Return `text` as another paper has it: 8 % other words, and a tail."""
        changed = [w if self.random.random() > 0.08 else self.text(1)[0] for w in text]
        return changed + self.text(30)


def main() -> None:
    options = _options()
    print(f"{'articles':>8}  {'check ms':>25}  {'add ms':>25}  {'adds/s':>7}  {'found':>7}")
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        language = Language(random.Random(1))
        texts: list[list[str]] = []
        for size in options.sizes:
            began, before = time.perf_counter(), len(texts)
            for text in _texts(language, options.words, size - before):
                _add(library, len(texts), text, f"Feed {len(texts) % 40}")
                texts.append(text)
            rate = (size - before) / (time.perf_counter() - began)
            _show(library, language, texts, options.news, rate)
        database = Path(folder) / "library.db"
        print(f"library.db: {database.stat().st_size / 1e6:.0f} MB")


def _texts(language: Language, length: int, count: int) -> Iterator[list[str]]:
    for _ in range(count):
        yield language.text(int(length * language.random.lognormvariate(0, 0.5)) + 40)


def _show(
    library: Library, language: Language, texts: list[list[str]], news: int, rate: float
) -> None:
    checks: list[Took] = []
    adds: list[Took] = []
    found = copied = 0
    for number in range(news):
        text = language.random.choice(texts)
        kinds = (language.wire_copy(text), text[: len(text) * 2 // 5], language.text(800))
        new = kinds[number % 3]
        _check(library, new, checks)
        with _watched(adds):
            article, copy_of = _add(library, 1_000_000 + number, new, "Agency")
        # A wire copy with its tail is the fuller one, so that the other becomes the copy.
        copied += number % 3 < 2
        found += bool(copy_of) or article in library.copies()
        library.remove(article)
    print(
        f"{len(texts):8}  {_milliseconds(checks)}  {_milliseconds(adds)}  {rate:7.0f}"
        f"  {found:3}/{copied:3}"
    )


def _milliseconds(times: list[Took]) -> str:
    wall, cpu = (sorted(each) for each in zip(*times, strict=True))
    middle = f"{statistics.median(wall) * 1000:6.1f} (cpu {statistics.median(cpu) * 1000:5.1f}"
    return f"{middle}, to {wall[-1] * 1000:4.0f})"


@contextmanager
def _watched(times: list[Took]) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    times.append((time.perf_counter() - wall, time.process_time() - cpu))


def _check(library: Library, words: list[str], times: list[Took]) -> None:
    body = " ".join(words)
    with library._read() as connection, _watched(times):
        copies.related(connection, "0" * 12, sameness.read("A title", body))


def _add(library: Library, number: int, words: list[str], source: str) -> tuple[str, str]:
    paragraphs = (words[at : at + PARAGRAPH] for at in range(0, len(words), PARAGRAPH))
    draft = Draft(
        identity=f"https://paper.example/{number}",
        title=" ".join(words[:8]),
        body=Body("".join(f"<p>{' '.join(paragraph)}.</p>" for paragraph in paragraphs)),
        source=source,
        published=FIRST + timedelta(minutes=number),
    )
    listing = Listing(source=draft.source, key=draft.identity, mark="1")
    saved = library.add(
        draft,
        {},
        raw=draft.body.html.encode(),
        media_type="text/html",
        fetched=FIRST + timedelta(days=number % 365),
        listing=listing,
    )
    assert saved.article.id == records.article_id(draft.identity)  # noqa: S101 - else it measures something else
    return saved.article.id, saved.copy_of


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100, 1000, 10_000])
    parser.add_argument("--news", type=int, default=30)
    parser.add_argument("--words", type=int, default=800)
    return parser.parse_args()


if __name__ == "__main__":
    main()
