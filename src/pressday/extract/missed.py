"""Which of the blocks that were left out were probably text: decided on an account alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.passages import LONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.extract.account import Trace
    from pressday.extract.passages import Passage

_TRY = "see all blocks with `pressday extract --explain`; `keep` in its source names the article"
_OPEN = frozenset({"doubt", "hidden"})  # reasons that do not say what a block is instead
_LINKED = 0.4  # share of a block's words in links: what leads elsewhere
_UP, _ACROSS = 3, 3  # levels to what a block and the nearest printed one share
_SENTENCE = re.compile(r"[.!?:\u2026\u3002\uff01\uff1f][\"')\u00bb\u2019\u201d\u201c\]\d]*$")
_LITTLE, _MUCH = 120, 10  # words that came out; times as many stand in sentences on the page
_SAID = 8  # words of a block that a warning repeats


def probable(traces: Sequence[Trace]) -> list[Trace]:
    """Return the blocks that were left out although they were probably text."""
    printed = [trace.passage for trace in traces if not trace.why]
    signs = {sign for passage in printed for sign in passage.signs}
    bare = _under_bare_headings(traces)
    return [
        trace
        for trace in traces
        if trace.why and (_is_text(trace) or _is_note(trace.passage, signs) or trace in bare)
    ]


def _is_text(trace: Trace) -> bool:
    passage = trace.passage
    if trace.why not in _OPEN or passage.linked > _LINKED or not passage.is_content:
        return False
    if passage.kind == "caption":
        return passage.picture and trace.flanked and trace.up <= _UP
    return len(passage.words) >= LONG and _stands_among(trace)


def _stands_among(trace: Trace) -> bool:
    near = trace.flanked and trace.up <= _UP and trace.across <= _ACROSS
    return near and (trace.why == "doubt" or trace.known)


def _is_note(passage: Passage, signs: set[str]) -> bool:
    return bool(passage.ids & signs)


def _under_bare_headings(traces: Sequence[Trace]) -> list[Trace]:
    return []


def warnings(traces: Sequence[Trace], lost: Sequence[Trace]) -> Iterator[str]:
    """Yield what an editor should know of blocks that were probably text, and what to try."""
    if lost:
        first = lost[0].passage
        what = f"{len(lost)} blocks were" if len(lost) > 1 else f"a {first.kind} was"
        yield f"{what} left out that may be text{_where(lost[0])}: {_begin(first)}: {_TRY}"
    words = sum(len(t.passage.words) for t in traces if not t.why and t.passage.is_content)
    more = sum(len(t.passage.words) for t in traces if t.why == "doubt" and _is_prose(t.passage))
    if words < _LITTLE and more > _MUCH * words:
        yield f"{words} words came out of a page with {words + more} words in paragraphs: {_TRY}"


def _is_prose(passage: Passage) -> bool:
    return len(passage.words) >= LONG and passage.linked <= _LINKED and passage.kind == "paragraph"


def _where(trace: Trace) -> str:
    return f" near {_begin(trace.near)}" if trace.near else ""


def _begin(passage: Passage) -> str:
    said = passage.text.split()
    more = "\u2026" if len(said) > _SAID else ""
    return f"\u201c{' '.join(said[:_SAID])}{more}\u201d"
