"""Formulas of a page, however a program shows them, as one `math` (or `code`) element each."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

from lxml import etree

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LONGEST = 3000  # characters of TeX
_LEVELS = 8  # between a formula and the element that shows it
# What a program builds around a formula: several versions of it, of which one is enough.
_SHOWN = re.compile(
    r"(?:^|\s)(?:mwe-math-element|katex|MathJax(?:_(?:SVG|CHTML|Display|Preview|SVG_Display))?"
    r"|mathjax|MJXc-display|math-tex|ltx_Math)(?:\s|$)"
)
_PREVIEW = re.compile(r"(?:^|\s)(?:MathJax\S*|MJX\S*)(?:\s|$)")
_PICTURE_CLASS = re.compile(
    r"(?:^|\s)(?:tex|latex|math|mathtex|texrender|mwe-math-fallback-image-\S+|ql-img-\S+-formula)"
    r"(?:\s|$)"
)
_RENDERER = re.compile(
    r"^(?:latex\.codecogs\.com|(?:s\d\.|i\d\.)?wp\.com|s\d?\.wordpress\.com|chart\.googleapis\.com)$"
)
_QUERY_TEX = re.compile(r"(?:^|&)(?:latex|chl|tex)=([^&]+)")
_COMMAND = re.compile(r"\\[A-Za-z]+|[_^{}=+]")
_SCRIPTS = frozenset({"math/tex", "text/tex", "text/latex", "text/x-latex", "application/x-tex"})
# Elements that are no HTML, and attributes of any, by the word in their name: d-math, data-tex.
_TEX_ELEMENT = re.compile(r"(?!mjx-)(?:\w+-)*(?:math|tex|latex|katex|formula|equation)(?:-\w+)*")
_TEX_ATTRIBUTE = re.compile(
    r"^(?:data-(?:\w+-)*(?:math|tex|latex|katex|formula|equation|expression)"
    r"(?:-(?:source|content|code|original|value|src))?|latex|tex)$"
)
_COMMON = frozenset("class id href src style rel title alt".split())  # attributes of most elements
_TEX_CLASS = re.compile(r"(?:^|[\s_-])(?:math|tex|latex|katex|formula|equation)(?:[\s_-]|$)")
_FORMULA = re.compile(r"[^\W\d_]{1,2}|(?![{\[]\s*\")(?!.*://).*[\\^_{}=+*/<>|()-].*", re.DOTALL)
_SHOWN_WORDS = 40  # that a page shows in the place of one formula
_DELIMITERS = (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$"))
_STYLE = re.compile(r"^\s*\\(?:display|text|script)style\b\s*")


def settle_formulas(body: Element) -> None:
    """Put one `math` in the place of whatever shows a formula, in place.

    Taken are MathML that a page hides beside a picture, the source in scripts and
    annotations, and pictures whose alternative text is TeX. TeX that cannot be read stays as
    code.
    """
    for script in dom.elements(body, "script"):
        if (script.get("type") or "").partition(";")[0].strip() in _SCRIPTS:
            _open_script(script)
    for math in dom.elements(body, "math"):
        home = _shown_around(math)
        if home is not None:
            _replace(home, math)
    inside: set[Element] = set()
    for element in dom.elements(body):
        if element.getparent() in inside:
            inside.add(element)
        elif _is_shown(element):
            inside.add(element)
            _open_rendered(element)
    _open_named(body)
    for image in dom.elements(body, "img"):
        source = _tex_of(image)
        if source:
            _replace(image, from_tex(source))


def from_tex(source: str) -> Element:
    """Return TeX as presentation MathML or, where it cannot be read, as `code`."""
    import latex2mathml.converter

    source = _bare(source)
    try:
        if len(source) > _LONGEST:
            raise ValueError  # noqa: TRY301 - one way out for all that cannot be read
        made = etree.fromstring(latex2mathml.converter.convert(source))
    except Exception:  # noqa: BLE001 - a formula that breaks the converter is shown as written
        made = etree.Element("code")
        made.text = dom.seen(source)
        return made
    for element in made.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(made)
    return made


def _bare(source: str) -> str:
    source = " ".join(source.split())
    for opening, closing in _DELIMITERS:
        long = len(source) >= len(opening) + len(closing)
        if long and source.startswith(opening) and source.endswith(closing):
            source = source[len(opening) : -len(closing)].strip()
    if source.startswith("{\\displaystyle") and source.endswith("}"):
        source = source[1:-1]
    return _STYLE.sub("", source)


def _replace(element: Element, formula: Element) -> None:
    """Put `formula` in the place of `element`, whose tail stays."""
    parent = element.getparent()
    if parent is not None and element is not formula:
        tail = element.tail
        parent.replace(element, formula)
        formula.tail = tail


def _open_script(script: Element) -> None:
    """Turn a script of TeX into its formula; what MathJax showed before it goes."""
    previous = script.getprevious()
    while previous is not None and not (previous.tail or "").strip():
        if not (dom.is_element(previous) and _PREVIEW.search(previous.get("class") or "")):
            break
        dom.drop(previous)
        previous = script.getprevious()
    _replace(script, from_tex(script.text or ""))


def _shown_around(math: Element) -> Element | None:
    """Return the outermost element nearby that only shows this one formula."""
    near = list(islice(math.iterancestors(), _LEVELS))
    return next((e for e in reversed(near) if _is_shown(e)), None)


def _is_shown(element: Element) -> bool:
    return element.tag == "mjx-container" or dom.says(_SHOWN, element.get("class") or "")


def _open_rendered(element: Element) -> None:
    if element.find(".//math") is not None:
        return
    annotation = element.find(".//annotation")
    names = ("alttext", "data-latex", "data-tex", "data-math")
    written = next((element.get(name, "") for name in names if element.get(name)), "")
    if annotation is not None:
        written = dom.inner_text(annotation)
    if "math-tex" in (element.get("class") or "").split():
        written = written or dom.inner_text(element)
    if written.strip():
        _replace(element, from_tex(written))


def _open_named(body: Element) -> None:
    for element in dom.elements(body):
        source = _named_tex(element)
        if source and next(element.iterancestors("math"), None) is None:
            _replace(element, from_tex(source))


def _named_tex(element: Element) -> str:
    """Return the TeX that an element is by its name, its attributes or its signs, else nothing."""
    tag = str(element.tag)
    if tag in ("math", "body", "html", "code", "pre"):
        return ""
    named = ("-" in tag or tag in ("tex", "latex")) and _TEX_ELEMENT.fullmatch(tag)
    said = [str(v) for n, v in element.attrib.items() if _names_tex(str(n))]
    written = next((v.strip() for v in said if _FORMULA.fullmatch(v.strip())), "")
    if not (named or written or dom.says(_TEX_CLASS, element.get("class") or "")):
        return ""
    text = dom.inner_text(element).strip()
    if element.find(".//math") is not None or (len(text.split()) > _SHOWN_WORDS and not named):
        return ""
    marked = not len(element) and any(
        text.startswith(opening) and text.endswith(closing) and len(text) > len(opening + closing)
        for opening, closing in _DELIMITERS
    )
    return written or (text if named or marked else "")


def _names_tex(attribute: str) -> bool:
    return attribute not in _COMMON and dom.says(_TEX_ATTRIBUTE, attribute)


def _tex_of(image: Element) -> str:
    """Return the TeX that a picture of a formula shows, else an empty string."""
    alt = (image.get("alt") or "").strip()
    address = urlsplit(_address(image))
    if _RENDERER.match(address.netloc) and ("latex" in address.path + address.netloc or alt):
        query = _QUERY_TEX.search(address.query)
        if query or "codecogs" in address.netloc:
            return alt or unquote_plus(query[1] if query else address.query)
    named = _PICTURE_CLASS.search(image.get("class") or "")
    return alt if named and _COMMAND.search(alt) else ""


def _address(image: Element) -> str:
    address = image.get("src") or ""
    try:
        urlsplit(address)
    except ValueError:
        return ""
    return address
