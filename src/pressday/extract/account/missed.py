"""Which of the blocks that were left out were probably text: decided on an account alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.extract.account import forest
from pressday.extract.account.clues import measure
from pressday.extract.account.passages import LONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.extract.account.fates import Accounted, Trace
    from pressday.extract.account.passages import Passage

_TRY = "`pressday extract --explain` shows every block, `keep` in its source names the article"
BAR = 0.75
"""Likelihood from which a left-out block is warned of: one undamaged page in twenty has one."""
_BARE = 0.4  # the same under a heading that has nothing else
_NOTE = 3  # words
_LINKED = 0.4  # share of a block's words in links: what leads elsewhere
_LITTLE, _MUCH = 120, 10  # words that came out; times as many stand in sentences on the page
_SAID = 8  # words of a block that a warning repeats


def probable(page: Accounted) -> list[Trace]:
    """Return the blocks that were left out although they were probably text.

    Where an editor's selectors chose the article nothing is.
    """
    if page.claims is None:
        return []
    likelihood = _likelihoods(page)
    bare = {trace.passage.number for trace in _under_bare_headings(page.traces)}
    signs = {sign for trace in page.traces if not trace.why for sign in trace.passage.signs}
    found = {n for n, likely in likelihood.items() if likely >= (_BARE if n in bare else BAR)}
    return [
        trace
        for trace in page.traces
        if trace.why and (trace.passage.number in found or _is_note(trace.passage, signs))
    ]


def asked(traces: Sequence[Trace]) -> list[Trace]:
    """Return the left-out blocks that the forest is asked about: paragraphs, items, captions.

    What is printed in another place, and what leads elsewhere, is not lost.
    """
    printed = {tuple(trace.passage.words) for trace in traces if not trace.why}
    left = (trace for trace in traces if trace.why and _may_be_text(trace.passage))
    return [trace for trace in left if tuple(trace.passage.words) not in printed]


def _may_be_text(passage: Passage) -> bool:
    pictured = passage.kind == "caption" and passage.picture
    says = passage.is_content and passage.linked <= _LINKED
    return says and (pictured or len(passage.words) >= LONG)


def _likelihoods(page: Accounted) -> dict[int, float]:
    """Return how likely each block that was left out is text, by its number."""
    traces = asked(page.traces)
    rows = zip(traces, measure(page, traces), strict=True)
    return {trace.passage.number: forest.grown().likelihood(row) for trace, row in rows}


def _is_note(passage: Passage, signs: set[str]) -> bool:
    """Whether a printed sign leads to a block, which says more than the sign."""
    says = passage.kind in ("paragraph", "item") and len(passage.words) >= _NOTE
    return says and bool(passage.ids & signs)


def _under_bare_headings(traces: Sequence[Trace]) -> list[Trace]:
    """Return what was left out between two printed headings that have nothing else there."""
    found: list[Trace] = []
    heading, waiting = False, []
    for trace in traces:
        if trace.why:
            waiting.append(trace)
            continue
        if heading and trace.passage.kind == "heading":
            found += waiting
        heading, waiting = trace.passage.kind == "heading", []
    return found


def warnings(page: Accounted, lost: Sequence[Trace]) -> Iterator[str]:
    """Yield what an editor should know of blocks that were probably text, and what to try."""
    if page.claims is None:
        return
    if lost:
        first = lost[0].passage
        what = f"{len(lost)} blocks, first" if len(lost) > 1 else f"a {first.kind}"
        told = f"{_begin(first)} ({lost[0].why}){_where(lost[0])}"
        yield f"may have lost {what} {told}: {_TRY}"
    said = [trace for trace in page.traces if trace.passage.is_content]
    words = sum(len(t.passage.words) for t in said if not t.why)
    more = sum(len(t.passage.words) for t in said if t.why == "doubt" and _is_prose(t.passage))
    if words < _LITTLE and more > _MUCH * words:
        yield f"{words} words came out, {more} more stand in paragraphs of the page: {_TRY}"


def _is_prose(passage: Passage) -> bool:
    return len(passage.words) >= LONG and passage.linked <= _LINKED and passage.kind == "paragraph"


def _where(trace: Trace) -> str:
    return f" near {_begin(trace.near)}" if trace.near else ""


def _begin(passage: Passage) -> str:
    said = passage.text.split()
    more = "\u2026" if len(said) > _SAID else ""
    return f"\u201c{' '.join(said[:_SAID])}{more}\u201d"
