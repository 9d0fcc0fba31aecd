"""The culprit: which rule of a publication's stylesheet a flow cannot be set with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.layout.styles import Style, origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Styles = Sequence[Style]

_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]", re.DOTALL
)  # comments and strings whole: braces inside them are none
_POSITION = re.compile(r" at (\d+):\d+")
_QUOTED = re.compile(r"'(.+?) *'$")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of the publication's own: the style it is in, and where it begins and ends there."""

    style: int
    begin: int
    end: int


def culprit(own: Styles, shipped: Styles, fails: Callable[[Styles], bool]) -> str:
    """Return file and line of the rule of `own` styles with which `fails` first says yes.

    Rules that stand in `shipped` too are beyond doubt. Half of what is left is
    tried at a time. Only the file is known when no single rule is to blame.
    """
    suspects = [*_suspects(own, shipped)]
    if not suspects or fails(_without(own, suspects)):
        return next((style.where for style in own if style.own), "")
    low, high = 0, len(suspects)  # with the first `low` all is well, with the first `high` it fails
    while high - low > 1:
        middle = (low + high) // 2
        if fails(_without(own, suspects[middle:])):
            high = middle
        else:
            low = middle
    return _place(own, suspects[high - 1])


def _suspects(own: Styles, shipped: Styles) -> Iterator[_Rule]:
    known = {" ".join(text.split()) for style in shipped for _, _, text in _rules(style.text)}
    for number, style in enumerate(own):
        for begin, end, text in _rules(style.text) if style.own else ():
            if " ".join(text.split()) not in known:
                yield _Rule(number, begin, end)


def _rules(css: str) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and text of each rule at the top of `css`, comments before it left out."""
    depth = begin = 0
    for token in _TOKEN.finditer(css):
        mark = token[0]
        if mark.startswith("/*") and not css[begin : token.start()].strip():
            begin = token.end()
        depth += (mark == "{") - (mark == "}" and depth > 0)
        if depth == 0 and mark in {"}", ";"}:
            begin += len(css[begin:]) - len(css[begin:].lstrip())
            yield begin, token.end(), css[begin : token.end()]
            begin = token.end()
    if rest := css[begin:].strip():
        yield css.index(rest, begin), len(css), rest


def _without(styles: Styles, rules: Sequence[_Rule]) -> list[Style]:
    """Return `styles` without `rules`; what stays keeps its line."""
    kept = []
    for number, style in enumerate(styles):
        text = style.text
        for rule in reversed([r for r in rules if r.style == number]):
            blank = "\n" * text.count("\n", rule.begin, rule.end)
            text = text[: rule.begin] + blank + text[rule.end :]
        kept.append(replace(style, text=text))
    return kept


def _place(styles: Styles, rule: _Rule) -> str:
    style = styles[rule.style]
    return f"{style.where}:{_line(style.text, rule.begin)}"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def placed(fault: str, styles: Styles) -> str:
    """Return what WeasyPrint says of the joined `styles` with file and line, where it names any."""
    if found := _POSITION.search(fault):
        where = origin(styles, int(found[1]))
        return f"{where}: {fault.replace(found[0], '', 1)}"
    quoted = _QUOTED.search(fault)
    for style in styles:
        if quoted and quoted[1] in style.text:
            return f"{style.where}:{_line(style.text, style.text.index(quoted[1]))}: {fault}"
    return fault
