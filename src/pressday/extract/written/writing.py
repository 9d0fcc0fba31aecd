"""A body to Markdown that, read again, is the same body; what has no sign is referred to."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.body.words import count
from pressday.extract.written.likeness import as_it_was
from pressday.extract.written.markdown import reader
from pressday.extract.written.own import read_own
from pressday.extract.written.signs import SIGNS
from pressday.extract.written.tokens import Tokens, UnsayableError
from pressday.text import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement
    from markdown_it.token import Token

    from pressday.body import Block
    from pressday.model import Kind

_NOWHERE = "file:///own/"  # where a text is read again for comparison
_ROUNDS = 4  # each refers to more blocks; what is still unlike then is all referred to
_SHOWN = 60  # characters of a block that a reference shows
_SIGN = re.compile(r"[^\w\s.,;:-]|_")
_LIST = {"ul": "- x\n\n", "ol": "1. x\n\n"}
_OPTIONS = {"parser_extension": [SIGNS]}


def write_own(body: Body, *, kind: Kind, pictures: Mapping[str, str]) -> tuple[str, ...]:
    """Return the blocks of `body` in Markdown, those that it cannot say as references.

    `pictures` gives the file of each picture by its address in the body, relative to where
    the text will lie.
    """
    blocks = body.blocks
    writer = Tokens(pictures, _rendered)
    said = [_said(block, writer) for block in body.tree()]
    for _ in range(_ROUNDS):
        unlike = _unlike(blocks, said, body, kind, pictures)
        if not unlike:
            return tuple(map(_or_reference, said, blocks))
        for number in unlike:
            said[number] = ""
    return tuple(map(_reference, blocks))


def _said(block: HtmlElement, writer: Tokens) -> str:
    """Return one block as Markdown, nothing where it has no sign.

    A list behind one of its kind has other marks, or the two would be one: mdformat sees to
    that where it sees both.
    """
    alike = list(takewhile(lambda one: one.tag == block.tag, block.itersiblings(preceding=True)))
    before = _LIST.get(str(block.tag), "") if len(alike) % 2 else ""
    try:
        tokens = writer.of(block)
    except UnsayableError:
        return ""
    both = [*reader().parse(before), *tokens] if before else tokens
    return _rendered(both).removeprefix(before)


def _rendered(tokens: list[Token]) -> str:
    from mdformat.renderer import MDRenderer

    return MDRenderer().render(tokens, _OPTIONS, {}, finalize=False)


def _unlike(
    blocks: Sequence[Block],
    said: Sequence[str],
    body: Body,
    kind: Kind,
    pictures: Mapping[str, str],
) -> set[int]:
    """Return the numbers of blocks that do not come back, and of what stands beside one."""
    text = "\n\n".join(map(_or_reference, said, blocks))
    known = {block.address: block.html for block in blocks}
    again = read_own(text, base=_NOWHERE, kind=kind, blocks=known).body
    files = {f"{_NOWHERE}{path}": address for address, path in pictures.items()}
    back = as_it_was(_with_addresses(again, files), body)
    was, now = [b.html for b in blocks], [b.html for b in back.blocks]
    found = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    spans = (range(start, end or 1) for name, start, end, _, _ in found if name != "equal")
    unlike = set(chain.from_iterable(spans))
    fresh = {number for number in unlike if said[number]}
    if fresh or not unlike:
        return fresh
    return {n for m in unlike for n in (m - 1, m + 1) if 0 <= n < len(said) and said[n]} or {
        *range(len(said))
    }


def _with_addresses(body: Body, files: Mapping[str, str]) -> Body:
    root = body.tree()
    for img in root.iter("img"):
        img.set("src", files.get(img.get("src") or "", img.get("src") or ""))
    return Body.of(root)


def _or_reference(said: str, block: Block) -> str:
    return said or _reference(block)


def _reference(block: Block) -> str:
    """Return the line that stands for a block; none of its signs may be taken for Markdown."""
    said = " ".join(_SIGN.sub(" ", block.text).split())
    words = count(block.text)
    what = f"{block.tag} of {words} words: " if words else block.tag
    return f"> [!block] {block.address} {what}{shortened(said, _SHOWN)}"
