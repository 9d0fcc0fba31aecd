"""The first pass over a page: what nobody sees goes, late pictures arrive, captions are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract import addresses, dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WIDEST_PX = 2400  # sharp across an A4 page at 300 dpi
_UNWANTED = "unwanted"
_FORM_WORDS = 150  # some servers wrap the whole page in one form

_DROPPED = (
    "script style link meta template head title base object applet param frame frameset noframes"
    " input button select textarea datalist output progress meter canvas svg map area dialog"
).split()
_LAZY = (
    "data-src data-original data-lazy-src data-hi-res-src data-full-src data-actualsrc data-image"
    " data-url data-lazy data-original-src"
).split()
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_LOOKS_LIKE_ADDRESS = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|svg)|^https?:|^/", re.IGNORECASE)
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)([wx])")
_HIDDEN_STYLE = re.compile(r"display:none|visibility:hidden")
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|captions|caption-?text|figcaption|legend|bildunterschrift|legende)"
    r"(?:[\s_-]|$)|wp-caption-text|imagecaption",
    re.IGNORECASE,
)
_CAPTION_WORDS = 80
_PERMALINKS = frozenset(
    {"\u00b6", "\u00a7", "#", "\U0001f517"}
)  # signs beside headings that link to them


def prepare(body: Element, base: str) -> None:
    """Change `body` in place so that its visible text and pictures stand in plain elements.

    Scripts, styles, form controls and hidden parts go; `noscript` and lazy
    loaders give up their pictures, whose `src` becomes absolute (or vanishes).
    """
    for element in dom.elements(body, "noscript"):
        _open_noscript(element)
    for element in [e for e in dom.elements(body) if e is not body and _is_unwanted(e)]:
        element.tag = _UNWANTED
    etree.strip_elements(body, _UNWANTED, with_tail=False)  # all at once: one by one is quadratic
    for anchor in dom.elements(body, "a"):
        if (anchor.text or "").strip() in _PERMALINKS and not len(anchor):
            dom.drop(anchor)
    for form in dom.elements(body, "form"):
        _open_form(form)
    for image in dom.elements(body, "img"):
        _settle_source(image, base)
    _name_figures(body)


def _is_unwanted(element: Element) -> bool:
    return (element.tag in _DROPPED and not _is_player(element)) or _is_hidden(element)


def _is_player(element: Element) -> bool:
    return element.tag == "object" and bool(element.get("data"))


def _is_hidden(element: Element) -> bool:
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(style):
        return True
    decorative = element.get("aria-hidden") == "true"
    return decorative and element.tag not in ("img", "math") and not _has_picture(element)


def _has_picture(element: Element) -> bool:
    return next(element.iter("img", "math", "picture"), None) is not None


def _open_form(form: Element) -> None:
    if len(dom.tokens(dom.visible_text(form))) > _FORM_WORDS:
        dom.unwrap(form)
    else:
        dom.drop(form)


def _open_noscript(element: Element) -> None:
    image = _first_image(element)
    previous = element.getprevious()
    if image is not None and image.get("src"):
        waiting = None if previous is None else next(previous.iter("img"), None)
        if waiting is None:
            image.tail = None
            element.addprevious(image)
        else:
            for name in ("src", "srcset", "alt"):
                if image.get(name):
                    waiting.set(name, image.get(name, ""))
    dom.drop(element)


def _first_image(element: Element) -> Element | None:
    found = next(element.iter("img"), None)
    if found is None and "src=" in (element.text or ""):
        found = next(dom.parse_fragment(element.text or "").iter("img"), None)
    return found


def _settle_source(image: Element, base: str) -> None:
    found = (addresses.picture(address, base) for address in _candidates(image))
    source = next((address for address in found if address), "")
    if source:
        image.set("src", source)
    else:
        image.attrib.pop("src", "")


def _candidates(image: Element) -> list[str]:
    """Addresses of one picture, best first: widest within reason, lazy attributes, plain `src`."""
    wide = sorted(_described(image), key=lambda pair: pair[0], reverse=True)
    within = [address for width, address in wide if width <= WIDEST_PX]
    beyond = [address for width, address in reversed(wide) if width > WIDEST_PX]
    lazy = [image.get(name, "").strip() for name in _LAZY]
    lazy = [value.split()[0] for value in lazy if value and _LOOKS_LIKE_ADDRESS.search(value)]
    return [*within, *beyond, *lazy, image.get("src") or ""]


def _described(image: Element) -> list[tuple[float, str]]:
    """Width (or density) and address of all that `srcset` and `source` offer."""
    # The parser knows no void `source`: an img may stand inside one.
    picture = next(image.iterancestors("picture"), None)
    sources = [image] if picture is None else [*picture.iter("source"), image]
    sets = [source.get(name) or "" for source in sources for name in _LAZY_SETS]
    return [pair for text in sets for pair in _read_set(text)]


def _read_set(text: str) -> list[tuple[float, str]]:
    # Addresses may hold commas themselves: only a comma before white space, or behind a
    # descriptor, divides.
    found = []
    for part in re.split(r",\s+|(?<=\d[wx]),", text.strip().rstrip(",")):
        address, _, descriptor = part.strip().partition(" ")
        width = _WIDTH.fullmatch(descriptor.strip())
        if address and (width or not descriptor):
            found.append((float(width[1]) if width else 1.0, address))
    return found


def _name_figures(body: Element) -> None:
    """Give figures and captions that only a class tells apart their elements."""
    for element in dom.elements(body, "div", "p", "span", "dl", "dd"):
        names = element.get("class") or ""
        if "wp-caption" in names.split():
            element.tag = "figure"
        elif _CAPTION.search(names) and _captions_a_picture(element):
            element.tag = "figcaption"
    for caption in dom.elements(body, "figcaption"):
        _frame(caption)


def _captions_a_picture(element: Element) -> bool:
    if _has_picture(element) or len(dom.tokens(dom.visible_text(element))) > _CAPTION_WORDS:
        return False
    return _picture_before(element) is not None


def _picture_before(element: Element) -> Element | None:
    """Return the node before `element` when it shows a picture and says no word."""
    previous = element.getprevious()
    if previous is None or not dom.is_element(previous) or (previous.tail or "").strip():
        return None
    shows = previous.tag in ("img", "picture") or _has_picture(previous)
    return previous if shows and not dom.visible_text(previous).strip() else None


def _frame(caption: Element) -> None:
    """Put picture and caption into one figure where the page has none."""
    if any(ancestor.tag == "figure" for ancestor in caption.iterancestors()):
        return
    picture = _picture_before(caption)
    if picture is None:
        caption.tag = "p"
        return
    figure = etree.Element("figure")
    picture.addprevious(figure)
    figure.tail, caption.tail = caption.tail, None
    figure.extend([picture, caption])
