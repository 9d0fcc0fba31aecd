"""Lines that belong to the site and not to the article, whatever the judge says of them."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from pressday.body.vocabulary import HEADINGS
from pressday.extract.read import dom
from pressday.extract.select.phrases import (
    ALONE,
    ASKED,
    ASKING,
    CLICK,
    DATED,
    LABELS,
    PLACES,
    SECTIONS,
    SHORTCODE,
    any_of,
    compiled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressday.extract.judge.leaves import Leaf

_ALONE_WORDS = 25
_LONG = 12  # words: a line that is text
_SOLID = 25  # words: a paragraph behind which the article's end begins, if it is the last
_REPEATED = 12  # words: a line so long that the article says it once
_META_WORDS, _APPEAL_WORDS, _CREDIT_WORDS = 14, 60, 50
_LINKED = 0.6  # share of the words behind a label that lead away
_LABEL_WORDS = 6  # behind the label itself
_OPENING = 2  # leaves behind the first long one in which the title may stand once more

# In the order in which they are asked.
_ALONE = compiled(rf"(?:{any_of(ALONE)}|{SHORTCODE})\s*[:.!\u2026]*")
_SECTION = compiled(any_of(SECTIONS))
_LABEL = compiled(rf"{any_of(LABELS)}(?=\W|$)")
# What a paragraph among the last ones may ask of its reader, and may hold.
_APPEAL = compiled(
    rf"\W*(?:please )?{any_of(ASKING)}\b.*\b{any_of(ASKED)}\b"
    r"|.*\bclick here for more (?:info|details)"
)
_FAREWELL = compiled(
    rf"\bfollow (?:[@\w.\u2019'-]+ ){{1,6}}on {PLACES}|\bfollow (?:him|her|them|us|me) @"
    r"|^\W*(?:e-?mail|contact|reach|write to|tweet)\b.*(?:@|https?:)"
    rf"|^\W*{any_of(CLICK)}\b"
    r"|^\W*(?:follow|more|read|listen|watch|download)\b.{0,80}https?:"
    r"|\bwe(?:[\u2019']d| would) (?:like|love) to hear\b"
    r"|\b(?:what do you think\?|let us know\b).*\bcomments?\b"
)
_CREDITS = compiled(
    r"^\W*(?:additional )?(?:reporting|writing|editing) by\b"
    r"|\bcontributed to this (?:report|story|article)"
    r"|^\W*(?:filed under|posted in|tags?|tagged|categor(?:y|ies)|labels?|topics?)\s*:"
)
_META = compiled(rf"\W*{any_of(DATED)}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # with a second number, in a line that says no sentence
_META_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|datetime|time|timestamp|byline|dateline|meta|published|updated|posted"
    r"|read(?:ing)?-?time|breadcrumbs?|author)(?:[\s_-]|$)",
    re.IGNORECASE,
)


def drop_furniture(leaves: Sequence[Leaf], title: str, *, talk: bool = False) -> None:
    """Set `keep` to None on lines that are not the article's, however likely they look.

    `talk` says that the text is what readers say.
    """
    spoken = [leaf for leaf in leaves if leaf.element.tag != "figure" and leaf.words]
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("advertisement", lambda: _drop(spoken, _is_alone)),
        ("picture's number", lambda: _drop(spoken, _is_counter)),
        ("another article's", lambda: _drop_labelled(spoken)),
        ("title or by-line", lambda: _drop_opening(spoken, dom.tokens(title))),
        ("credits, farewell", lambda: _drop_ending(spoken)),
        ("repeated", lambda: _drop_repeats(spoken, talk=talk)),
    )
    for why, step in steps:
        step()
        for leaf in spoken:
            if leaf.keep is None:
                leaf.why = leaf.why or why


def _drop(leaves: Sequence[Leaf], is_furniture: Callable[[Leaf], bool]) -> None:
    for leaf in leaves:
        if leaf.keep is not None and is_furniture(leaf):
            leaf.keep = None


def _is_alone(leaf: Leaf) -> bool:
    return len(leaf.words) <= _ALONE_WORDS and bool(_ALONE.fullmatch(leaf.text))


def _is_counter(leaf: Leaf) -> bool:
    """Tell the number of a picture in its gallery from a caption."""
    around = {leaf.origin.tag, *(above.tag for above in leaf.origin.iterancestors())}
    return (
        "figure" in around
        and "table" not in around
        and all(
            word.isdigit() or word in ("of", "von", "sur", "de", "image") for word in leaf.words
        )
    )


def _drop_labelled(leaves: Sequence[Leaf]) -> None:
    """Drop what is called related: a label with its links in one line, or over lines of links."""
    under: Leaf | None = None
    at_home = {leaf.home for leaf in leaves if leaf.keep and len(leaf.words) >= _SOLID}
    for leaf, following in zip_longest(leaves, leaves[1:]):
        found = _LABEL.match(leaf.text)
        rest = len(leaf.words) - len(dom.tokens(found[0])) if found else 0
        linked = leaf.linked("") * len(leaf.words)
        over = following is not None and following.linked("") >= _LINKED
        heads = found is not None and not linked and (not rest or (rest <= _LABEL_WORDS and over))
        leads = found is not None and rest > 0 and linked >= _LINKED * rest
        heading = leaf.element.tag in HEADINGS
        astray = under and heading and leaf.home != under.home and leaf.home in at_home
        listed = under and not astray and linked >= _LINKED * len(leaf.words)
        heads = heads and not _is_section(leaf, leaves)
        if heads or leads or listed:
            leaf.keep = None
        under = leaf if heads else under if listed else None


def _is_section(label: Leaf, leaves: Sequence[Leaf]) -> bool:
    """Whether a label is the heading of one section among others, as encyclopedias have it."""
    if label.element.tag not in HEADINGS or not _SECTION.fullmatch(label.text):
        return False
    return any(
        leaf.keep and leaf.home == label.home and leaf.element.tag == label.element.tag
        for leaf in leaves
        if leaf is not label
    )


def _drop_opening(leaves: Sequence[Leaf], title: list[str]) -> None:
    """Drop the title where it is said again, and what stands between it and the text."""
    first = next((i for i, leaf in enumerate(leaves) if leaf.keep and _is_text(leaf)), 0)
    opening = _first_heading(leaves[: first + 1])
    for leaf in leaves[:first]:
        if (leaf.element.tag == "h1" and leaf is not opening) or _is_meta(leaf):
            leaf.keep = None
    for index, leaf in enumerate(leaves):
        if _repeats_title(leaf, title, near_top=index <= first + _OPENING):
            leaf.keep = None


def _first_heading(leaves: Sequence[Leaf]) -> Leaf | None:
    """Return an h1 right above the first paragraph and beside it, if another is the title."""
    if len(leaves) < 3:  # noqa: PLR2004 - title, heading, paragraph
        return None
    above, first = leaves[-2:]
    if above.home != first.home:
        return None
    titled = any(leaf.element.tag == "h1" for leaf in leaves[:-2])
    return above if above.element.tag == "h1" and above.keep and titled else None


def _is_text(leaf: Leaf) -> bool:
    return len(leaf.words) >= _LONG and leaf.element.tag == "p" and not _is_meta(leaf)


def _is_meta(leaf: Leaf) -> bool:
    if len(leaf.words) > _META_WORDS:
        return False
    numbers = _YEAR.search(leaf.text) and sum(map(str.isdigit, leaf.words)) > 1
    if numbers and not dom.ends_sentence(leaf.text):
        return True
    around = [leaf.origin, *leaf.origin.iterancestors()][:2]
    return bool(_META.match(leaf.text)) or any(
        _META_CLASS.search(dom.class_names(e)) for e in around
    )


def _repeats_title(leaf: Leaf, title: list[str], *, near_top: bool) -> bool:
    """Whether a line is the title again, or above the text its beginning."""
    words = leaf.words
    if len(words) < 2 or leaf.element.tag not in (*HEADINGS, "p"):  # noqa: PLR2004 - one word proves nothing
        return False
    return words == title or (near_top and len(words) >= 4 and words == title[: len(words)])  # noqa: PLR2004 - fewer begin sentences too


def _drop_ending(leaves: Sequence[Leaf]) -> None:
    """Drop what says farewell behind the last solid paragraph."""
    for leaf in reversed([leaf for leaf in leaves if leaf.keep]):
        if _is_farewell(leaf):
            leaf.keep = None
        elif len(leaf.words) >= _SOLID:
            return


def _is_farewell(leaf: Leaf) -> bool:
    text, count = leaf.text, len(leaf.words)
    credit = count <= _CREDIT_WORDS and _CREDITS.search(text)
    asking = count <= _APPEAL_WORDS and (_FAREWELL.search(text) or _APPEAL.match(text))
    dated = count <= _META_WORDS and _META.match(text) and leaf.element.tag == "p"
    return bool(credit or asking or dated)


def _drop_repeats(leaves: Sequence[Leaf], *, talk: bool) -> None:
    """Drop a long line said before word by word, unless side by side with it, as refrains are.

    In a thread it is a quotation; elsewhere sections of one kind may say the same.
    """
    said: dict[str, Leaf] = {}
    for leaf in leaves:
        if leaf.keep and len(leaf.words) >= _REPEATED:
            first = said.setdefault(" ".join(leaf.words), leaf)
            beside = first.origin.getparent() is leaf.origin.getparent()
            alike = not talk and first.home == leaf.home
            leaf.keep = True if beside or alike else None
