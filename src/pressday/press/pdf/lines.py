"""Lines of a narrow column: where they are broken, and how they are brought to one width."""

from __future__ import annotations

import re
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from pressday.press.pdf import insides

if TYPE_CHECKING:
    from collections.abc import Iterator

Box = Any  # WeasyPrint is untyped
Context = Any

LOOSEST = 2.0
"""Ems by which the blanks of a line are widened at most; a looser line stays ragged."""

LOOSE = 0.7
"""Ems by which blanks are widened before letters are moved apart as well."""

TRACKED = 0.04
"""Ems by which the letters of a loose line are moved apart at most."""

HYPHENS_SPARED = (0.0, 0.6, 1.2, LOOSEST)
"""Ems by which blanks may be wider so that a line has no hyphen: after none, one, two and more."""

# all but Latin, Greek, Cyrillic and signs
_JOINED = re.compile(r"[\u0590-\u1dff\u2c00-\uffff]")

_BLANKS = " \N{NO-BREAK SPACE}"

_HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}")

_hyphens_before: ContextVar[int] = ContextVar("hyphens_before", default=0)
"""Lines in a row that end in a hyphen, right before the line that is being broken."""


def justify(context: Context, line: Box, extra_width: float) -> None:
    """Widen a line, in px: its blanks up to `LOOSEST`, from `LOOSE` on its letters as well."""
    em, blanks = line.style["font_size"], insides.blanks_of(line)
    if extra_width <= blanks * LOOSEST * em:
        loose = extra_width - blanks * LOOSE * em
        if loose > 0 and _is_tracked(line):
            tracking = min(loose / _letters(line), TRACKED * em)
            extra_width -= _track(line, tracking)
        insides.spread(context, line, extra_width)


def split(
    text: str,
    style: Any,  # noqa: ANN401
    context: Context,
    max_width: float | None,
    *how: Any,  # noqa: ANN401
    **more: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Return the first line of `text`: a blank at its end need not fit, nor hyphens pile up."""
    found = insides.first_line(text, style, context, max_width, *how, **more)
    if max_width is None or not found[2]:
        return found
    if _is_torn(text, found[2]):
        said = insides.first_line(text.rstrip(_BLANKS), style, context, max_width, *how, **more)
        if said[2] is None:
            return insides.first_line(text, style, context, None, *how, **more)
    if _hyphens_before.get() and _is_hyphenated(found):
        whole = insides.first_line(text, _unhyphenated(style), context, max_width, *how, **more)
        if _is_close(text, whole, max_width, style["font_size"]):
            return whole
    return found


def lines_of(context: Context, box: Box, *how: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the lines of a paragraph, each with where the next begins; count hyphens in a row."""
    following, hyphens = insides.lines_of(context, box, *how), 0
    while True:
        _hyphens_before.set(hyphens)  # each time: a box inside of a line has lines of its own
        found = next(following, None)
        if found is None:
            return
        hyphens = hyphens + 1 if _text_of(found[0]).endswith(_HYPHENS) else 0
        yield found


def _is_hyphenated(found: Any) -> bool:  # noqa: ANN401
    """Tell whether a line that was split off ends in a hyphen."""
    return bool(found[0].text.rstrip().endswith(_HYPHENS))


def _unhyphenated(style: Any) -> Any:  # noqa: ANN401
    """Return a style in which no word is divided that has no soft hyphen."""
    plain = style.copy()
    plain["hyphens"] = "manual"
    return plain


def _is_close(text: str, whole: Any, max_width: float, em: float) -> bool:  # noqa: ANN401
    """Tell whether the blanks of a line without a hyphen are not widened too far.

    Only those of this text are counted, though other texts may stand before it in the line.
    """
    _, length, _, width, *_ = whole
    spared = HYPHENS_SPARED[min(_hyphens_before.get(), len(HYPHENS_SPARED) - 1)]
    blanks = text.encode()[:length].strip().count(b" ")
    return bool(0 <= max_width - width <= spared * em * blanks)


def _text_of(box: Box) -> str:
    """Return the text at the end of a line."""
    if isinstance(box, insides.boxes.TextBox):
        return str(box.text)
    parts = insides.parts_of(box)
    return _text_of(parts[-1]) if parts else ""


def _is_torn(text: str, rest: int | None) -> bool:
    """Tell whether what ends in a blank was broken in its first word or right after it."""
    ends_blank = text[-1:] in tuple(_BLANKS)
    return bool(rest) and ends_blank and b" " not in text.encode()[:rest].strip()


def _letters(box: Box) -> int:
    """Return the characters in the texts of a line."""
    if isinstance(box, insides.boxes.TextBox):
        return len(box.text)
    return sum(map(_letters, insides.parts_of(box)))


def _track(box: Box, tracking: float, moved: float = 0) -> float:
    """Move letters in `box` apart, and itself by what that `moved` before it; return both."""
    boxes = insides.boxes
    if not isinstance(box, (boxes.TextBox, boxes.LineBox, boxes.InlineBox)):
        box.translate(moved, 0)
        return moved
    box.position_x += moved
    wider = 0.0
    if isinstance(box, boxes.TextBox):
        wider = tracking * len(box.text)
        style, own = box.style.copy(), box.style["letter_spacing"]
        style["letter_spacing"] = tracking + (0 if own == "normal" else own)
        box.style = style
    for child in insides.parts_of(box):
        wider = _track(child, tracking, moved + wider) - moved
    box.width += wider
    return moved + wider


def _is_tracked(line: Box) -> bool:
    """Tell whether the letters of a line may stand apart: in no script that joins them does one."""
    if isinstance(line, insides.boxes.TextBox):
        return not _JOINED.search(line.text)
    return line.style["direction"] == "ltr" and all(map(_is_tracked, insides.parts_of(line)))
