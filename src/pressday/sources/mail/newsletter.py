"""The body of a newsletter to the text a reader came for: no layout, counters, notices or footers.

A letter has no page around it to be told from: all that is shown is its text, and
what goes is named by rule. So its elements are built as they stand, and not judged
as those of a web page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.body import Body, markup, words
from pressday.errors import ExtractError
from pressday.extract.read import dom
from pressday.model import Draft
from pressday.sources.files.bundled import point
from pressday.sources.mail import notices
from pressday.sources.mail.forwarded import read_forward
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

    from pressday.sources.mail.mime import Part

_CELL_WORDS = 40  # a cell with more is a column of the layout
_LEAST_ROWS = _LEAST_COLUMNS = 2
_MOST_OF_IT = 0.5
_SUBTITLE_WORDS = range(3, 60)
_SMALLEST_PX = 3
_ICON_PX = 48
_COUNTER = re.compile(
    r"/(?:open|o|wf/open|track/open|e/o|trk|pixel|beacon|imp|ss/o)(?:[/.?]|$)"
    r"|(?:pixel|spacer|cleardot|blank|1x1|beacon|tracker|transparent)\.(?:gif|png|aspx|php)"
    r"|[?&](?:open|pixel|beacon)=|/e/eo\?|open\.aspx|list-manage\.com/track/open",
    re.IGNORECASE,
)
_EMBLEM = re.compile(
    r"(?:^|[\W_])(?:logos?|masthead|spacer|divider|separator|icons?|badge|facebook|twitter|instagram"
    r"|linkedin|youtube|tiktok|mastodon|bluesky|whatsapp|pinterest|threads)(?:[\W_]|$)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|$)|max-height:0(?:px)?(?:;|$)"
    r"|(?:^|;)color:transparent"
)
_TINY = re.compile(r"(?:^|;)font-size:[01](?:px)?(?:;|!|$)")
_SIZED = re.compile(r"(?:^|;)font(?:-size)?:")
_PREHEADER = re.compile(
    r"(?:^|[\s_-])(?:preheader|preview-?text|pre-header)(?:$|[\s_-])", re.IGNORECASE
)
_WIDTH = re.compile(r"(?:^|;)(width|height):(\d+)(?:\.\d+)?px")
_PADDING = re.compile("[\u034f\u200b-\u200d\u00ad\u2007\ufeff\u2060]+")
_SIGNATURE = re.compile(r"\n-- \n(?:[^\n]*\n){0,12}\Z")
_SOFT = re.compile(r"(?<! ) \n(?!>)")
_UNEVEN = 3  # characters by which a ruler may miss its headline
_RULER = re.compile(r"[ \t]*([-=_*~#])(?:[ \t]*\1){4,}[ \t]*")


def clean_letter(pages: Sequence[str], place: Callable[[HtmlElement], str]) -> Draft:
    """Return the text of a letter's HTML; `place` finds the pictures it brings along.

    The draft's `url` is the page of the web that the letter offers instead of itself.
    A letter that was passed on has title, site and date of the first one.
    Raises ExtractError where nothing is left.
    """
    from pressday.extract import clean_fragment

    roots = [root for page in pages if (root := dom.parse(page)) is not None]
    if not roots:
        raise ExtractError("there is no text in this letter")
    url = next(filter(None, map(notices.web_address, roots)), "")
    for root in roots:
        _drop_unseen(root)
        _drop_counters(root)
        point(root, place)
        _open_layout(root)
        _open_quotation(root)
    standfirst = next(filter(None, map(_subtitle, roots)), "")
    body, images = clean_fragment(_together(roots))
    blocks = body.tree()
    draft = _passed_on(blocks)
    notices.drop_notices(blocks)
    kept = Body.of(blocks)
    shown = tuple(image for image in images if image.url in kept.pictures)
    language = _language(roots[0])
    return replace(
        draft, body=kept, images=shown, url=url, language=language, standfirst=standfirst
    )


def _subtitle(root: HtmlElement) -> str:
    """Take the line that the letter itself calls its subtitle."""
    for element in root.iter("h1", "h2", "h3", "h4", "p", "div"):
        if "subtitle" in (element.get("class") or "").split():
            text = squash(dom.inner_text(element))
            if words.count(text) in _SUBTITLE_WORDS:
                dom.drop(element)
                return text
    return ""


def clean_text(parts: Sequence[Part], title: str) -> Draft:
    """Return the text of a letter without markup, whose `title` is known.

    Lines that were broken for the post are whole again (RFC 3676 where it says so).
    """
    from pressday.extract import extract_text

    lines = "\n\n".join(map(_unfolded, parts))
    url = notices.address_in_text(lines)
    passed_on = read_forward(lines.split("\n"))
    rest = "\n".join(lines.split("\n")[passed_on.end :]) if passed_on else lines
    rest = notices.without_notices(rest)
    known = passed_on.title if passed_on and passed_on.title else title
    draft = extract_text(f"Title: {known or 'Letter'}\n\n{_ruled(rest)}", identity="", name="")
    return Draft(
        identity="",
        title=draft.title,
        body=draft.body,
        standfirst=draft.standfirst,
        url=url,
        site=passed_on.sender if passed_on else "",
        published=passed_on.published if passed_on else None,
        guesses=draft.guesses,
        provenance={n: p for n, p in draft.provenance.items() if n == "standfirst"},
    )


def _unfolded(part: Part) -> str:
    """Return the text of a part without its signature (RFC 3676, 4.3), soft line ends gone."""
    text = _SIGNATURE.sub("\n", part.text.replace("\r\n", "\n").rstrip() + "\n")
    return _SOFT.sub(" ", text) if part.is_flowed else text


def _ruled(text: str) -> str:
    """Return `text` with its typewriter's rulers as divisions, but for those below a headline."""
    lines = text.split("\n")
    made: list[str] = []
    for above, line in zip(["", *lines], lines, strict=False):
        ruler = _RULER.fullmatch(line)
        below = ruler and above.strip() and abs(len(line.strip()) - len(above.strip())) <= _UNEVEN
        made.append("" if below else "\n* * *\n" if ruler else line)
    return "\n".join(made)


def _passed_on(blocks: HtmlElement) -> Draft:
    """Take the headers of a letter that was passed on, and a short note above them, out."""
    lines = [(block, line) for block in blocks for line in markup.text_of(block).split("\n")]
    found = read_forward([line for _, line in lines])
    if found is None:
        return Draft(identity="", title="", body=Body())
    last = {id(block) for block, _ in lines[found.end :]}
    for block in {id(b): b for b, _ in lines[: found.end]}.values():
        if id(block) not in last:
            dom.drop(block)
    return Draft(
        identity="", title=found.title, body=Body(), site=found.sender, published=found.published
    )


def _language(root: HtmlElement) -> str:
    from pressday.extract.describe.language import normalise_tag

    found = next(iter(root.xpath("descendant-or-self::*[@lang][1]/@lang")), "")
    return normalise_tag(str(found))


def _together(roots: Sequence[HtmlElement]) -> HtmlElement:
    """Return what stands in the bodies of `roots`, one after the other, in the first."""
    bodies = [root if (found := root.find("body")) is None else found for root in roots]
    first, *others = bodies
    for other in others:
        part = first.makeelement("div", {})
        part.text = other.text
        part.extend(list(other))
        first.append(part)
    return first


def _style(element: HtmlElement) -> str:
    return re.sub(r"\s", "", element.get("style") or "").lower().replace("!important", "")


def _drop_unseen(root: HtmlElement) -> None:
    """Take out what mail programs do not show, such as the line meant for the list of letters."""
    for element in list(root.iter()):
        if (
            isinstance(element.tag, str)
            and element.tag not in ("html", "body")
            and _is_unseen(element)
        ):
            dom.drop(element)
    for node in root.iter():
        for name in ("text", "tail"):
            value = getattr(node, name)
            if value and _PADDING.search(value):
                setattr(node, name, _PADDING.sub("", value))


def _is_unseen(element: HtmlElement) -> bool:
    style = _style(element)
    if _UNSEEN.search(style) or _PREHEADER.search(element.get("class") or ""):
        return True
    # Layouts set the size to nothing where nothing stands but cells, which set their own.
    sized = any(_SIZED.search(_style(e)) for e in element.iter() if e is not element)
    return bool(_TINY.search(style)) and not sized


def _drop_counters(root: HtmlElement) -> None:
    """Take out pictures that count readers, hold space or stand for a house."""
    for image in list(root.iter("img")):
        for name, value in _WIDTH.findall(_style(image)):
            image.set(name, value)
        if _is_small(image) or _is_furniture(image):
            dom.drop(image)


def _is_small(image: HtmlElement) -> bool:
    sizes = [image.get(name, "").strip().removesuffix("px") for name in ("width", "height")]
    numbers = [int(size) for size in sizes if size.isdecimal()]
    return any(n <= _SMALLEST_PX for n in numbers) or (bool(numbers) and max(numbers) <= _ICON_PX)


def _is_furniture(image: HtmlElement) -> bool:
    source = image.get("src") or ""
    if source[:5].lower() == "data:":
        return False
    path = source.partition("?")[0].rpartition("/")[2]
    return bool(
        _COUNTER.search(source) or _EMBLEM.search(path) or _EMBLEM.search(image.get("alt") or "")
    )


def _open_layout(root: HtmlElement) -> None:
    """Make plain blocks of tables that only lay out; those with data in them stay tables."""
    for table in list(root.iter("table")):
        if not _is_data(table):
            for element in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th")]:
                if next(element.iterancestors("table"), table) is table or element is table:
                    element.tag = "div"


def _open_quotation(root: HtmlElement) -> None:
    """Make a plain block of the quotation that some programs put around a letter passed on."""
    for quotation in root.xpath("//blockquote[@type='cite']"):
        own, whole = (words.count(dom.inner_text(e)) for e in (quotation, root))
        share = own / max(1, whole)
        if share > _MOST_OF_IT:
            quotation.tag = "div"
            return


def _is_data(table: HtmlElement) -> bool:
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    if next(table.iter("th"), None) is not None:
        return True
    wide = len(rows) >= _LEAST_ROWS and all(len(row) >= _LEAST_COLUMNS for row in rows)
    texts = [dom.inner_text(cell) for cell in cells]
    short = all(words.count(text) <= _CELL_WORDS for text in texts)
    filled = sum(bool(text.strip()) for text in texts) * 2 > len(texts)
    pictured = next(table.iter("img", "h1", "h2", "h3"), None) is not None
    return wide and short and filled and not pictured
