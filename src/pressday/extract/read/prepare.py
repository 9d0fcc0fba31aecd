"""The first pass over a page: hidden parts go, late pictures arrive, boxes get their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.read import dom, embeds, picture_addresses, shown_pictures
from pressday.extract.read.controls import open_controls
from pressday.extract.read.formulas import settle_formulas
from pressday.extract.read.hidden import unseen, why_unseen
from pressday.extract.read.listings import settle_listings
from pressday.extract.read.players import settle_players

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_UNWANTED = "unwanted"
_FORM_WORDS = 150  # some servers wrap the whole page in one form
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:\w{0,20}captions?|caption-?text|captiontext|gallery-?text|legend|bildunterschrift|legende"
    r"|bildtext|image-?_{0,2}meta)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_CAPTION_WORDS = 80
_PICTURE_CLASS = re.compile(
    r"image|img|photo|picture|lazy|media|hero|cover|bg|slide", re.IGNORECASE
)
_PERMALINKS = frozenset(
    {"\u00b6", "\u00a7", "#", "\U0001f517"}
)  # signs beside headings that link to them

# Classes that say what a box is, and the form it has in a body.
_BOXES = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"(?:^|[\s_-])pull-?quotes?(?:[\s_-]|$)|(?:^|\s)(?:pq|quote-pull)(?:\s|$)", "pullquote"),
        (r"(?:^|[\s_-])(?:fact-?box|facts?-?file|info-?box|key-?facts|fast-?facts)(?:[\s_-]|$)",
         "factbox"),
        (r"(?:^|\s)(?:admonition|markdown-alert)(?:\s|$)", "note"),
    )
)  # fmt: skip
_BOX_TAGS = ("aside", "blockquote", "div", "section", "figure", "p")
_BOX_WORDS = {"pullquote": 70, "factbox": 700, "note": 400}


def prepare(body: Element, base: str, removed: dict[Element, str] | None = None) -> None:
    """Change `body` in place so that its visible text and pictures stand in plain elements.

    Scripts, styles, form controls and hidden parts go; formulas, players, `noscript`
    and lazy loaders become plain elements; pictures get an absolute `src` (or none).
    What is removed is noted in `removed`, with the reason.
    """
    noted = {} if removed is None else removed
    open_controls(body)
    settle_listings(body)
    settle_formulas(body)
    settle_players(body, base)
    for element in dom.elements(body, "noscript"):
        noted[element] = "hidden"
        _open_noscript(element)
    for element in unseen(body):
        noted[element] = why_unseen(element)
        element.tag = _UNWANTED
    etree.strip_elements(body, _UNWANTED, with_tail=False)  # all at once: one by one is quadratic
    for anchor in dom.elements(body, "a"):
        if (anchor.text or "").strip() in _PERMALINKS and not len(anchor):
            dom.drop(anchor)
    for form in dom.elements(body, "form"):
        _open_form(form, noted)
    _settle_pictures(body, base)
    _name_boxes(body)
    _name_figures(body)


def _open_form(form: Element, noted: dict[Element, str]) -> None:
    if len(dom.tokens(dom.visible_text(form))) > _FORM_WORDS:
        dom.unwrap(form)
    else:
        noted[form] = "form or control"
        dom.drop(form)


def _open_noscript(element: Element) -> None:
    """Give what a page shows without scripts to the picture that waits for it, or show it."""
    held = element
    if not len(element) and "<" in (element.text or ""):
        held = dom.parse_fragment(element.text or "")
    shown = [e for e in held.iter("img", "iframe", "video") if e.get("src")]
    shown = [e for e in shown if e.tag != "img" or not shown_pictures.is_small(e)]
    waiting = _waiting(element)
    if waiting is not None and shown and shown[0].tag == "img":
        for name in ("src", "srcset", "alt"):
            if shown[0].get(name):
                waiting.set(name, shown[0].get(name, ""))
    elif waiting is None:
        for offer in shown:
            offer.tail = None
            element.addprevious(offer)
    dom.drop(element)


def _waiting(noscript: Element) -> Element | None:
    """Return the one picture right before (or behind) a `noscript` that shows it again."""
    for neighbour in (noscript.getprevious(), noscript.getnext()):
        if neighbour is None or not dom.is_element(neighbour):
            continue
        images = list(neighbour.iter("img"))
        if len(images) == 1 and not dom.inner_text(neighbour).strip():
            return images[0]
    return None


def _settle_pictures(body: Element, base: str) -> None:
    for element in dom.elements(body, "amp-img", "amp-anim", "object"):
        _name_picture(element)
    for element in dom.elements(body, "div", "span", "a", "section", "li", "figure"):
        _show_background(element)
    sets = picture_addresses.picture_sets(body)
    for image in dom.elements(body, "img"):
        source = picture_addresses.best(image, base, sets)
        if source:
            image.set("src", source)
        else:
            image.attrib.pop("src", "")


def _name_picture(element: Element) -> None:
    """Make an `img` of elements by other names that show one."""
    if element.tag != "object":
        element.tag = "img"
    elif (element.get("type") or "").startswith("image/"):
        element.tag = "img"
        element.set("src", element.get("data", ""))
        element.set("alt", element.get("aria-label") or dom.inner_text(element).strip())
    if element.tag == "img":
        tail = element.tail
        for child in list(element):
            element.remove(child)
        element.text, element.tail = None, tail


def _show_background(element: Element) -> None:
    """Turn an element without words of its own into the picture that its attributes name."""
    source = picture_addresses.background(element)
    if not source or _has_picture(element) or _speaks(element):
        return
    told = element.get("aria-label") or element.get("title") or element.get("data-alt") or ""
    framed = element.tag == "figure" or next(element.iterancestors("figure"), None) is not None
    says = element.get("role") == "img" or _PICTURE_CLASS.search(element.get("class") or "")
    if told or says or framed:
        element.insert(0, etree.Element("img", {"src": source, "alt": told}))


def _speaks(element: Element) -> bool:
    """Whether an element says anything besides a caption."""
    if (element.text or "").strip():
        return True
    return any(
        (child.tail or "").strip() or (child.tag != "figcaption" and dom.inner_text(child).strip())
        for child in element
    )


def _name_boxes(body: Element) -> None:
    """Give pull quotes, fact boxes, notes and quoted posts the element and class they have here."""
    for element in dom.elements(body, *_BOX_TAGS):
        if embeds.is_post(element) and element.tag in ("div", "section"):
            _name_post(element)
            continue
        names = element.get("class") or ""
        kind = next((kind for pattern, kind in _BOXES if dom.says(pattern, names)), "")
        if kind and _is_box(element, kind):
            element.tag = "aside"
            element.set("class", kind)


def _name_post(element: Element) -> None:
    """Make a quotation of a post, and one only where the page has it inside, too."""
    element.tag = "blockquote"
    inner = next(iter(element), None)
    if inner is not None and inner.tag == "blockquote":
        dom.unwrap(inner)


def _is_box(element: Element, kind: str) -> bool:
    if any(ancestor.get("class") in _BOX_WORDS for ancestor in element.iterancestors("aside")):
        return False
    return 0 < _count_words(element, _BOX_WORDS[kind]) <= _BOX_WORDS[kind]


def _count_words(element: Element, most: int) -> int:
    """Return the number of words in an element, counted no further than just beyond `most`."""
    words = 0
    for text in element.itertext():
        words += len(str(text).split())
        if words > most:
            break
    return words


def _has_picture(element: Element) -> bool:
    return next(element.iter("img", "math", "picture"), None) is not None


def _name_figures(body: Element) -> None:
    """Give figures and captions that only a class tells apart their elements."""
    for element in dom.elements(body, "div", "p", "span", "dl", "dd"):
        names = element.get("class") or ""
        if "wp-caption" in names.split():
            element.tag = "figure"
        elif dom.says(_CAPTION, names) and _is_caption(element):
            element.tag = "figcaption"
        elif shown_pictures.is_credit(element) and _captions_a_picture(element):
            _make_credit(element)
    for caption in dom.elements(body, "figcaption"):
        _frame(caption)


def _make_credit(element: Element) -> None:
    """Make a caption that is nothing but a credit of an element with its name."""
    credit = etree.Element("span", {"class": element.get("class") or "credit"})
    credit.text, element.text = element.text, None
    credit.extend(list(element))
    element.tag = "figcaption"
    element.append(credit)


def _captions_a_picture(element: Element) -> bool:
    if _count_words(element, _CAPTION_WORDS) > _CAPTION_WORDS or _has_picture(element):
        return False
    return _picture_before(element) is not None


def _is_caption(element: Element) -> bool:
    """Whether `element` captions a picture for which the page has no caption by its name."""
    figure = next(element.iterancestors("figure"), None)
    named = figure is not None and next(figure.iter("figcaption"), None) is not None
    return not named and _captions_a_picture(element)


def _picture_before(element: Element) -> Element | None:
    """Return the node before `element` when it shows a picture and says no word."""
    previous = element.getprevious()
    if previous is None or not dom.is_element(previous) or (previous.tail or "").strip():
        return None
    shows = previous.tag in ("img", "picture") or _has_picture(previous)
    return previous if shows and not dom.visible_text(previous).strip() else None


def _frame(caption: Element) -> None:
    """Put picture and caption into one figure where the page has none."""
    if next(caption.iterancestors("figure"), None) is not None:
        return
    picture = _picture_before(caption)
    if picture is None:
        caption.tag = "p"
        return
    figure = etree.Element("figure")
    picture.addprevious(figure)
    figure.tail, caption.tail = caption.tail, None
    figure.extend([picture, caption])
