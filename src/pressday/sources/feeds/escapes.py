"""Markup that a feed has escaped once too often, so that readers would see its tags. Pure.

Only what is plain is put right: a text about HTML shows tags on purpose.
"""

from __future__ import annotations

import re
from html import unescape

from pressday.body.markup import parse_fragment, plain

_TIMES = 2  # beyond the one that the format asks for
_ESCAPED = re.compile(r"&(?:amp;)?(?:lt|#0*60|#x0*3c);", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:[a-z][a-z0-9]{1,7}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)(/?)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?([a-z][a-z0-9-]*)\b[^<>]*>", re.IGNORECASE)

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol blockquote figure table section article pre dl aside header"
    " footer main details center".split()
)
_INLINE = frozenset("a em strong i b u cite q span small sup sub mark code abbr s del ins".split())
_INSIDE = frozenset(
    "li dt dd tr td th thead tbody tfoot figcaption caption font time summary picture video audio"
    " iframe noscript script style kbd var big strike tt address".split()
)
_VOID = frozenset("br hr img wbr source col".split())
_KNOWN = _BLOCKS | _INLINE | _INSIDE | _VOID
_WRAPPERS = frozenset({"p", "div", "span", "br"})  # that programs put around a text they are given
_COVERED = 0.9  # of a text that stands in the blocks which its visible tags make
# Words of texts that may well show a tag.
_ABOUT_MARKUP = re.compile(
    r"\b(?:x?html\d?|xml|css|svg|tags?|elements?|markup|attributes?|entit(?:y|ies)|escap\w+"
    r"|balises?|etiquetas?|elemente?n?|élément\w*|elementos?|source code|quelltext)\b",
    re.IGNORECASE,
)
_TITLE_TAGS = re.compile(
    r"<(em|i|b|strong|cite|span|q|sup|sub|u|small|mark|a|abbr|p)(?:\s[^<>]*)?>[^<>]+</\1>",
    re.IGNORECASE,
)


def unescaped(html: str) -> str:
    """Return the HTML of a text, where its tags were escaped as well with these."""
    if not _ESCAPED.search(html):
        return html
    once = html
    for _ in range(_TIMES):
        if _shows_its_tags(once):
            return unescape(once)
        if _ANY_TAG.search(once):
            break
        once = unescape(once)
    return html


def unescaped_line(line: str) -> str:
    """Return a title or a name as people read it, without references and tags left in it."""
    for _ in range(_TIMES):
        if not _REFERENCE.search(line) or _ABOUT_MARKUP.search(line):
            break
        line = unescape(line)
    is_marked_up = _TITLE_TAGS.search(line) and not _ABOUT_MARKUP.search(line)
    return plain(line) if is_marked_up else line


def _shows_its_tags(html: str) -> bool:
    own = {name.lower() for name in _ANY_TAG.findall(html)}
    shown = plain(html).strip()
    tags = list(_TAG.finditer(shown))
    if not tags or own - _WRAPPERS or {tag[2].lower() for tag in tags} - _KNOWN:
        return False
    is_about = bool(_ABOUT_MARKUP.search(_TAG.sub(" ", shown)))
    if _is_balanced(tags) and _is_all_blocks(shown):
        return not is_about or sum(tag[2].lower() in _BLOCKS for tag in tags) > 2  # noqa: PLR2004 - more than one pair
    # In prose a pair of tags may be what it is about, unless it marks words inside a line.
    is_run_in = shown.endswith(">") or not {tag[2].lower() for tag in tags} & _BLOCKS
    return is_run_in and not is_about and not own - {"br"} and _is_balanced(tags)


def _is_balanced(tags: list[re.Match[str]]) -> bool:
    """Tell whether each tag that opens is closed, the innermost first, and does something."""
    open_ones: list[str] = []
    for tag in tags:
        name = tag[2].lower()
        if name in _VOID or tag[4]:
            continue
        if not tag[1]:
            open_ones.append(name)
        elif not open_ones or open_ones.pop() != name:
            return False
    return not open_ones


def _is_all_blocks(shown: str) -> bool:
    """Tell whether a text begins and ends with a tag, and nearly all of it stands in blocks."""
    if not (shown.startswith("<") and shown.endswith(">")):
        return False
    root = parse_fragment(shown)
    inside = sum(len(block.text_content()) for block in root if block.tag in _BLOCKS)
    return inside > 0 and inside >= _COVERED * len(root.text_content().strip())
