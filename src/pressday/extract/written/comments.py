"""HTML comments in Markdown: notes to oneself, which vanish. A plugin of markdown-it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_OPEN, _CLOSE = "<!--", "-->"


def comments(reader: MarkdownIt) -> None:
    """Let `reader` skip comments; one that is never closed, or stands in code, stays text."""
    reader.inline.ruler.before("autolink", "comment", _skip_inline)
    # What may be cut short by a comment, as CommonMark has it for HTML blocks.
    cut: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    reader.block.ruler.before("html_block", "comment", _skip_lines, cut)


def _skip_inline(state: StateInline, silent: bool) -> bool:  # noqa: ARG001, FBT001 - markdown-it's signature
    if not state.src.startswith(_OPEN, state.pos):
        return False
    end = state.src.find(_CLOSE, state.pos + len(_OPEN), state.posMax)
    if end < 0:
        return False
    state.pos = end + len(_CLOSE)
    return True


def _skip_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Skip lines that are nothing but one comment, blank lines inside it included."""
    if state.is_code_block(start) or not _line(state, start).startswith(_OPEN):
        return False
    for number in range(start, end):
        text = _line(state, number).removeprefix(_OPEN if number == start else "")
        if number > start and text and state.sCount[number] < state.blkIndent:
            return False
        _, closed, rest = text.partition(_CLOSE)
        if closed and rest.strip():
            return False  # words behind it: the paragraph's own rule skips it
        if closed:
            state.line = state.line if silent else number + 1
            return True
    return False


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
