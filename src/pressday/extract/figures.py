"""Pictures of a page: which are pictures at all, and how one stands with its caption and credit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.extract.vocabulary import Builder

_SMALLEST_PX = 48  # icons, avatars and counting pixels are no larger
_CAPTION_WORDS = 80
_ORNAMENT = re.compile(
    r"(?:^|[\s_/.-])(?:avatar|gravatar|icons?|favicon|emoji|smiley|wp-smiley|spacer|pixel|1x1|blank"
    r"|transparent|sprite|badge|spinner|loading|tracking|beacon|author-?(?:image|photo|pic|avatar)"
    r"|profile-?(?:image|photo|pic))(?:[\s_/.-]|$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:image-?)?(?:credits?|copyright|photographer|photo-?credit|attribution|bildquelle"
    r"|agency)(?:[\s_-]|$)|(?:photo|image|caption)credits?|copyrightholder",
    re.IGNORECASE,
)
_LONGEST_SIGN = 4  # characters of an emoji, joiners included


def is_credit(element: Element) -> bool:
    """Return whether class or microdata say that an element names who made the picture."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return bool(_CREDIT.search(names))


def sign(image: Element) -> str:
    """Return the characters an emoji picture stands for, else an empty string."""
    alt = (image.get("alt") or "").strip()
    return alt if 0 < len(alt) <= _LONGEST_SIGN and not re.search(r"[\w.,:;!?*]", alt) else ""


def is_picture(image: Element) -> bool:
    """Return whether an `img` with an absolute source shows something worth printing."""
    source = image.get("src") or ""
    sizes = (re.match(r"\s*(\d+)", image.get(name) or "") for name in ("width", "height"))
    if not source or any(size and int(size[1]) <= _SMALLEST_PX for size in sizes):
        return False
    path = "" if source.startswith("data:") else source.rpartition("/")[2]
    return not _ORNAMENT.search(dom.class_names(image)) and not _ORNAMENT.search(path)


def plain(image: Element) -> Element:
    """Return a figure around one picture, without caption."""
    figure = etree.Element("figure")
    alt = " ".join(dom.seen(image.get("alt") or "").split())
    etree.SubElement(figure, "img", {"src": image.get("src") or "", "alt": alt})
    return figure


def build(builder: Builder, source: Element) -> list[Element]:
    """Return a `figure` as blocks: pictures with their caption, or what stood in it instead."""
    caption, body = _parts(builder, source)
    shown = _once([block for block in body if block.tag == "figure"])
    others = [block for block in body if block.tag != "figure"]
    if not shown:
        return _without_picture(others, caption)
    for figure in shown:
        builder.origins[figure] = source
    if caption is None and _is_caption(others) and len(shown[-1]) == 1:
        caption, others = others[0], []
        caption.tag = "figcaption"
        caption.attrib.clear()
    if caption is not None and len(shown[-1]) == 1:
        shown[-1].append(caption)
    return [*shown, *others]


def _parts(builder: Builder, source: Element) -> tuple[Element | None, list[Element]]:
    """Caption and content of a figure; a caption is read where it stands and then taken out."""
    own = [c for c in source.iter("figcaption") if next(c.iterancestors("figure")) is source]
    if not own:
        return None, builder.flow(source)
    made = [builder.single(caption, "figcaption") for caption in own]
    for caption in own:
        dom.drop(caption)
    texts = [caption for caption, _ in made if caption is not None]
    pictures = [figure for _, aside in made for figure in aside]
    return next(iter(texts), None), [*builder.flow(source), *pictures]


def _once(shown: list[Element]) -> list[Element]:
    """Without repeats: a page often holds one picture in several sizes or loaders."""
    first: dict[str, Element] = {}
    for figure in shown:
        image = figure.find("img")
        key = "" if image is None else image.get("src") or ""
        kept = first.setdefault(key, figure)
        if kept is not figure and len(kept) < len(figure):
            first[key] = figure
    return list(first.values())


def _is_caption(others: list[Element]) -> bool:
    if len(others) != 1 or others[0].tag != "p":
        return False
    return len(dom.tokens(dom.inner_text(others[0]))) <= _CAPTION_WORDS


def _without_picture(others: list[Element], caption: Element | None) -> list[Element]:
    """Give the caption of a table, of code, of a quotation to it, or make it a paragraph."""
    if caption is None or not others:
        return others
    table = others[0] if others[0].tag == "table" else None
    if table is not None and table.find("caption") is None:
        caption.tag = "caption"
        _clear_credits(caption)
        table.insert(0, caption)
        return others
    caption.tag = "p"
    _clear_credits(caption)
    return [*others, caption]


def _clear_credits(caption: Element) -> None:
    """Credits are known inside captions of pictures only."""
    for credit in list(caption.iter("span")):
        credit.attrib.pop("class", "")
