"""Which of the blocks that were left out were probably text: decided on an account alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.passages import LONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.extract.account import Trace
    from pressday.extract.passages import Passage

_TRY = "`pressday extract --explain` shows every block, `keep` in its source names the article"
# Reasons that do not say what a block is instead, and those that go by the name of an element.
_OPEN, _BY_NAME = (
    frozenset({"doubt", "hidden", "offer by its name"}),
    frozenset({"navigation", "form or control"}),
)
_LINKED = 0.4  # share of a block's words in links: what leads elsewhere
_GAP = 3  # blocks left out in a row: more are a box of their own, or comments
# Levels to what a block and the nearest printed one share: where printed ones stand on both
# sides of it there, elsewhere between the first and the last paragraph, and outside.
_FLANKED, _INSIDE, _OUTSIDE, _NEAR = 6, 3, 2, 3
_SENTENCE = re.compile(r"[.!?:\u2026\u3002\uff01\uff1f][\"')\u00bb\u2019\u201d\u201c\]\d]*$")
_LITTLE, _MUCH = 120, 10  # words that came out; times as many stand in sentences on the page
_SAID = 8  # words of a block that a warning repeats


def probable(traces: Sequence[Trace]) -> list[Trace]:
    """Return the blocks that were left out although they were probably text."""
    printed = [trace.passage for trace in traces if not trace.why]
    signs = {sign for passage in printed for sign in passage.signs}
    bare = {trace.passage.number for trace in _under_bare_headings(traces)}
    return [
        trace
        for trace in traces
        if trace.why
        and (_is_text(trace) or _is_note(trace.passage, signs) or trace.passage.number in bare)
    ]


def _is_text(trace: Trace) -> bool:
    passage = trace.passage
    if passage.linked > _LINKED or trace.near is None or not 0 < trace.gap <= _GAP:
        return False
    if passage.kind == "caption":
        return _is_caption(trace)
    if len(passage.words) < LONG or passage.kind in ("code", "heading"):
        return False
    return _is_near(trace) and _speaks(trace)


def _is_near(trace: Trace) -> bool:
    return _level(trace) <= (_FLANKED if trace.flanked else _INSIDE if trace.inside else _OUTSIDE)


def _level(trace: Trace) -> int:
    return max(trace.up, trace.across)


def _speaks(trace: Trace) -> bool:
    """Whether enough speaks for a block that stands where text is."""
    says, hidden = _is_sentence(trace.passage), trace.why == "hidden"
    if trace.why in _BY_NAME:
        return trace.inside and says and trace.up <= _OUTSIDE
    sure = says and (trace.known or hidden)
    beside = trace.flanked and _level(trace) <= _NEAR and (trace.known or says or hidden)
    return trace.why in _OPEN and (sure or beside)


def _is_sentence(passage: Passage) -> bool:
    return bool(_SENTENCE.search(passage.text))


def _is_caption(trace: Trace) -> bool:
    told = trace.known or _is_sentence(trace.passage)
    beside = trace.flanked and _level(trace) <= _NEAR
    return trace.passage.picture and trace.why == "doubt" and told and beside


def _is_note(passage: Passage, signs: set[str]) -> bool:
    return bool(passage.ids & signs)


def _under_bare_headings(traces: Sequence[Trace]) -> list[Trace]:
    """Return what was left out between two printed headings that have nothing else there."""
    found: list[Trace] = []
    heading, waiting = False, []
    for trace in traces:
        if trace.why:
            waiting.append(trace)
            continue
        if heading and trace.passage.kind == "heading":
            found += [t for t in waiting if t.why in _OPEN and _is_prose(t.passage)]
        heading, waiting = trace.passage.kind == "heading", []
    return found


def warnings(traces: Sequence[Trace], lost: Sequence[Trace]) -> Iterator[str]:
    """Yield what an editor should know of blocks that were probably text, and what to try."""
    if lost:
        first = lost[0].passage
        what = f"{len(lost)} blocks, first" if len(lost) > 1 else f"a {first.kind}"
        told = f"{_begin(first)} ({lost[0].why}){_where(lost[0])}"
        yield f"may have lost {what} {told}: {_TRY}"
    words = sum(len(t.passage.words) for t in traces if not t.why and t.passage.is_content)
    more = sum(len(t.passage.words) for t in traces if t.why == "doubt" and _is_prose(t.passage))
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
