"""Questions and answers: bold paragraphs that ask, and what follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from pressday.extract.read import dom
from pressday.model import Guess

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.model import Kind

_ENOUGH = 4  # questions that make an interview unasked
_QUESTION_MARKS = ("?", "\uff1f", "?\u201d", '?"', "\u061f")
_ENDS_ANSWER = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr", "aside"})


def arrange(body: Element, declared: str) -> tuple[Kind, tuple[Guess, ...]]:
    """Group the blocks of an interview in place; return the kind, and the guess if it was one.

    `declared` is the kind from the front matter, or empty. Only "interview", or
    none with four questions and more, changes anything.
    """
    questions = [block for block in body if _asks(block)]
    wanted = declared == "interview" or (not declared and len(questions) >= _ENOUGH)
    if not wanted:
        return cast("Kind", declared or "article"), ()
    for question in questions:
        _group(question)
    if declared:
        return "interview", ()
    return "interview", (Guess(rule="interview", text=f"{len(questions)} questions in bold"),)


def _asks(block: Element) -> bool:
    """Whether a paragraph is bold as a whole, ends as a question, and an answer follows."""
    if block.tag != "p" or len(block) != 1 or block[0].tag != "strong":
        return False
    outside = f"{block.text or ''}{block[0].tail or ''}".strip()
    following = block.getnext()
    answered = following is not None and following.tag not in _ENDS_ANSWER
    said = dom.visible_text(block).strip()
    return not outside and answered and said.endswith(_QUESTION_MARKS)


def _group(question: Element) -> None:
    dom.unwrap(question[0])
    asked, answer = (etree.Element("div", {"class": name}) for name in ("question", "answer"))
    question.addprevious(asked)
    following = question.getnext()
    asked.append(question)
    asked.addnext(answer)
    while following is not None and following.tag not in _ENDS_ANSWER and not _asks(following):
        block, following = following, following.getnext()
        answer.append(block)
