"""Lines of plain text to blocks: paragraphs, headings, lists, quotations, rules."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from lxml import etree

from pressday.extract.build.finish import as_body, finish
from pressday.model import Guess

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.body import Body

Kind = Literal["p", "h2", "ul", "ol", "blockquote", "hr", "pull"]

_RULE = re.compile(r"(?:[*\u2022\u00b7\u2013\u2014#~_-]\s*){3,}|[\u2042\u2766\u2767]\s*")
_BULLET = re.compile(r"[-*\u2022]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_QUOTED = re.compile(r">\s?")
_SPEECH = ('"', "\u201c", "\u201e", "\u2018", "\u00ab", "\u00bb", "'", "\u2014", "\u2013")
_NO_HEADING_END = re.compile(r"[.!?\u2026:;,\"\u201d\u2019)\]]$")
_WRAPPED = (45, 120)  # characters of a line that was broken to fit, not to divide
_HEADING_WORDS, _HEADING_CHARACTERS = range(2, 13), 80
_HEADING_RATIO = 1.8  # times as long must the next block be
_PULL_WORDS = range(4, 46)
_PULL_RATIO = 1.3  # times as long must the paragraph be that holds the same words


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Lines that stand together; in a paragraph they are lines of verse or an address."""

    lines: tuple[str, ...]
    kind: Kind = "p"

    @property
    def text(self) -> str:
        """The whole, on one line."""
        return " ".join(self.lines)

    @property
    def is_line(self) -> bool:
        """Whether it is one paragraph without lines of its own."""
        return self.kind == "p" and len(self.lines) == 1


def read_blocks(text: str) -> list[TextBlock]:
    """Return the blocks of a text: blank lines divide, else every line is a paragraph.

    Hard-wrapped lines are joined; a run of short lines stays lines.
    """
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    lines = [line.strip() for line in text.splitlines()]
    groups = _groups(lines)
    if len(groups) == 1:
        return _mark([TextBlock(lines=(line,)) for line in groups[0]])
    blocks = [block for number, group in enumerate(groups) for block in _divide(group, number)]
    return _mark(blocks)


def _groups(lines: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _divide(group: list[str], number: int) -> list[TextBlock]:
    """One group of lines to blocks: marked lines singly, wrapped lines joined, verse as lines."""
    marked = [bool(_RULE.fullmatch(line) or _mark_of(line)) for line in group]
    if any(marked):
        return _divide_marked(group, marked)
    if len(group) == 1:
        return [TextBlock(lines=(group[0],))]
    if _is_wrapped(group):
        return [TextBlock(lines=(" ".join(group),))]
    # Title, by-line and date often stand close together at the top.
    singly = number == 0 or any(len(line) > _WRAPPED[1] for line in group)
    return (
        [TextBlock(lines=(line,)) for line in group] if singly else [TextBlock(lines=tuple(group))]
    )


def _divide_marked(group: list[str], marked: list[bool]) -> list[TextBlock]:
    """Items and rules begin a block; an unmarked line goes on with the item above it."""
    found: list[list[str]] = []
    for line, starts in zip(group, marked, strict=True):
        if starts or not found or _RULE.fullmatch(found[-1][0]):
            found.append([line])
        else:
            found[-1].append(line)
    return [TextBlock(lines=(" ".join(lines),)) for lines in found]


def _is_wrapped(group: list[str]) -> bool:
    shortest, longest = _WRAPPED
    fits = all(shortest <= len(line) <= longest for line in group[:-1])
    return fits and len(group[-1]) <= longest


def _mark_of(line: str) -> Kind | None:
    if _RULE.fullmatch(line):
        return None
    marks: tuple[tuple[re.Pattern[str], Kind], ...] = (
        (_BULLET, "ul"),
        (_NUMBER, "ol"),
        (_QUOTED, "blockquote"),
    )
    return next((kind for pattern, kind in marks if pattern.match(line)), None)


def _mark(blocks: list[TextBlock]) -> list[TextBlock]:
    """Gather rules, lists and quotations; a lone item, or numbers out of order, stay text."""
    found: list[TextBlock] = []
    index = 0
    while index < len(blocks):
        run = _run(blocks, index)
        found.append(_gather(run) if run else _rule(blocks[index]))
        index += max(1, len(run))
    return found


def _rule(block: TextBlock) -> TextBlock:
    return replace(block, kind="hr") if block.is_line and _RULE.fullmatch(block.text) else block


def _run(blocks: list[TextBlock], start: int) -> list[TextBlock]:
    """Return the blocks from `start` on that make one list or quotation, or none."""
    kind = _mark_of(blocks[start].text)
    run: list[TextBlock] = []
    for block in blocks[start:]:
        if kind is None or _mark_of(block.text) != kind:
            break
        if kind == "ol" and not _follows(block.text, len(run) + 1):
            break
        run.append(block)
    return run if len(run) > (0 if kind == "blockquote" else 1) else []


def _follows(line: str, number: int) -> bool:
    found = _NUMBER.match(line)
    return found is not None and int(found[1]) == number


def _gather(run: list[TextBlock]) -> TextBlock:
    kind = _mark_of(run[0].text)
    patterns = {"ul": _BULLET, "ol": _NUMBER, "blockquote": _QUOTED}
    pattern = patterns[kind or "ul"]
    lines = tuple(pattern.sub("", block.text, count=1) for block in run)
    return TextBlock(lines=tuple(line for line in lines if line), kind=kind or "ul")


def classify(blocks: list[TextBlock]) -> tuple[list[TextBlock], list[Guess]]:
    """Tell headings and pull quotes among the paragraphs; each is returned as a guess too."""
    folded = [_folded(block.text) if block.kind == "p" else "" for block in blocks]
    found: list[TextBlock] = []
    guesses: list[Guess] = []
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.is_line and _is_repeat(folded, index):
            found.append(replace(block, kind="pull"))
            guesses.append(Guess(rule="pull quote: the text says it too", text=block.text))
        elif block.is_line and after is not None and _is_heading(block.text, after):
            found.append(replace(block, kind="h2"))
            guesses.append(Guess(rule="heading", text=block.text))
        else:
            found.append(block)
    return found, guesses


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _is_repeat(folded: list[str], index: int) -> bool:
    """Whether the same words stand, in the same order, inside another, longer paragraph."""
    own = folded[index]
    if len(own.split()) not in _PULL_WORDS:
        return False
    longer = (t for i, t in enumerate(folded) if i != index and len(t) > _PULL_RATIO * len(own))
    return any(f" {own} " in f" {text} " for text in longer)


def _is_heading(text: str, after: TextBlock) -> bool:
    if len(text.split()) not in _HEADING_WORDS or len(text) >= _HEADING_CHARACTERS:
        return False
    if _NO_HEADING_END.search(text) or text.startswith(_SPEECH):
        return False
    return after.kind == "p" and len(after.text) > _HEADING_RATIO * len(text)


def build(blocks: list[TextBlock]) -> Body:
    """Return blocks as a body."""
    body = etree.Element("body")
    for block in blocks:
        body.append(_element(block))
    finish(body)
    return as_body(body)


def _element(block: TextBlock) -> etree._Element:
    if block.kind == "hr":
        return etree.Element("hr")
    if block.kind in ("p", "h2"):
        return _line(block.kind, block.lines)
    tag = {"pull": "aside"}.get(block.kind, block.kind)
    inner = "li" if block.kind in ("ul", "ol") else "p"
    made = etree.Element(tag, {"class": "pullquote"} if block.kind == "pull" else {})
    made.extend([_line(inner, (line,)) for line in block.lines])
    return made


def _line(tag: str, lines: Sequence[str]) -> etree._Element:
    made = etree.Element(tag)
    made.text = lines[0]
    for line in lines[1:]:
        etree.SubElement(made, "br").tail = line
    return made
