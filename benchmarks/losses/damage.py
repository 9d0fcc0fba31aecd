"""Ways to damage one block of a page, so that its text may be lost: wrap, rename, move, hide it.

TUNED are the kinds that what Pressday warns of was learned from. FRESH were written down before
that learning began and are for reports alone: of blocks moved far away two kinds are learned, and
four others are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from lxml.etree import _Element as Element

    Damage = Callable[[Element, Random], None]

_ODD = ("promo", "widget", "sidebar", "related-content", "ad-slot", "newsletter-box", "teaser",
        "x7f-q", "comments", "share-box")  # fmt: skip
_OTHER = ("outer", "recommended", "footer-extra", "js-panel", "modal", "m4-z9", "profile-card",
          "banner", "cookie-note", "subscribe-inline")  # fmt: skip


def _wrap(tag: str, *names: str, name: str = "class") -> Damage:
    def damage(block: Element, rng: Random) -> None:
        _put_into(block, etree.Element(tag, {name: rng.choice(names)} if names else {}))

    return damage


def _put_into(block: Element, box: Element) -> None:
    block.addprevious(box)
    box.tail, block.tail = block.tail, None
    box.append(block)


def _nest(block: Element, rng: Random) -> None:
    """Wrap a block in three boxes of other names, one in another."""
    for name in rng.sample(_OTHER, 3):
        box = etree.Element("div", {"class": name})
        _put_into(block, box)
        block = box


def _wrap_run(tag: str, *names: str, hidden: bool = False) -> Damage:
    """Wrap a block with one to three elements behind it."""

    def damage(block: Element, rng: Random) -> None:
        box = etree.Element(tag, {"class": rng.choice(names)} if names else {})
        if hidden:
            box.set("hidden", "")
        _put_into(block, box)
        for _ in range(rng.randint(1, 3)):
            behind = box.getnext()
            if behind is not None:
                box.append(behind)

    return damage


def _wrap_in_table(block: Element, _: Random) -> None:
    table = etree.Element("table")
    cell = etree.SubElement(etree.SubElement(table, "tr"), "td")
    _put_into(block, table)
    cell.append(block)


def _wrap_hidden(block: Element, rng: Random) -> None:
    _wrap("div", *_OTHER)(block, rng)
    box = block.getparent()
    if box is not None:
        box.set("hidden", "")


def _rename(*tags: str) -> Damage:
    def damage(block: Element, rng: Random) -> None:
        block.tag = rng.choice(tags)

    return damage


def _set(name: str, *values: str) -> Damage:
    def damage(block: Element, rng: Random) -> None:
        block.set(name, rng.choice(values))

    return damage


def _move(where: str) -> Damage:
    """Move a block into a new box before or behind its container, or behind the article."""

    def damage(block: Element, rng: Random) -> None:
        home = block.getparent()
        above = None if home is None else home.getparent()
        body = next(e for e in block.iterancestors() if e.tag in ("body", "html"))
        if home is None or above is None or home is body:
            home, above = block, home
        article = next((e for e in block.iterancestors("article", "main")), home)
        place = article if where == "article" and article is not body else home
        box = _boxed(block, rng)
        box.tail, place.tail = place.tail, None
        if where == "before":
            place.tail, box.tail = box.tail, None
            place.addprevious(box)
        else:
            place.addnext(box)

    return damage


def _boxed(block: Element, rng: Random) -> Element:
    dom.drop(block)
    block.tail = None
    box = etree.Element("div", {"class": rng.choice(("block", "module", "x7f-q"))})
    box.append(block)
    return box


def _elsewhere(block: Element, *names: str) -> list[Element]:
    around = {block, *block.iterancestors(), *block.iterdescendants()}
    return [e for e in block.getroottree().getroot().iter(*names) if e not in around]


def _move_to(*names: str, last: bool) -> Damage:
    """Move a block to the end (or beginning) of an element elsewhere, or else of the body."""

    def damage(block: Element, rng: Random) -> None:
        root = block.getroottree().getroot()
        found = _elsewhere(block, *names) if names else []
        body = root.find("body")
        place = rng.choice(found) if found else root if body is None else body
        box = _boxed(block, rng)
        if last:
            place.append(box)
            return
        box.tail, place.text = place.text, None
        place.insert(0, box)

    return damage


def _move_behind(*names: str) -> Damage:
    """Move a block right behind an element elsewhere, or else to the end of the page."""

    def damage(block: Element, rng: Random) -> None:
        found = _elsewhere(block, *names)
        if not found:
            _move_to(last=True)(block, rng)
            return
        place = rng.choice(found)
        box = _boxed(block, rng)
        box.tail, place.tail = place.tail, None
        place.addnext(box)

    return damage


TUNED: dict[str, Damage] = {
    "wrap: aside": _wrap("aside"),
    "wrap: odd class": _wrap("div", *_ODD),
    "wrap: custom element": _wrap("x-slot"),
    "wrap: section": _wrap("section", "extra", "recirc", "tags", "cta"),
    "wrap: button": _wrap("button"),
    "wrap: details": _wrap("details"),
    "wrap: run, odd class": _wrap_run("div", *_ODD),
    "rename: unknown tag": _rename("x-para", "x-block"),
    "rename: odd class": _set("class", *_ODD),
    "rename: odd tag": _rename("nav", "footer", "aside", "form", "button"),
    "move: behind the article": _move("article"),
    "move: beside the text": _move("beside"),
    "move: before the text": _move("before"),
    "move: end of the page": _move_to(last=True),
    "move: into a margin": _move_to("aside", "footer", "nav", last=True),
    "hide: attribute": _set("hidden", ""),
    "hide: class": _set("class", "sr-only", "visually-hidden", "no-print"),
    "hide: display": _set("style", "display:none", "visibility: hidden"),
    "hide: run": _wrap_run("div", "x7f-q", "panel", hidden=True),
    "hide: for voices": _set("aria-hidden", "true"),
}
FRESH: dict[str, Damage] = {
    "wrap: other class, nested": _nest,
    "wrap: odd id": _wrap("div", *_OTHER, name="id"),
    "wrap: table": _wrap_in_table,
    "wrap: form": _wrap("form"),
    "rename: heading": _rename("h2", "h4", "h6"),
    "rename: other tag": _rename("header", "article", "figcaption", "label", "address"),
    "rename: role": _set("role", "note", "complementary", "navigation", "dialog", "tooltip"),
    "move: head of the page": _move_to(last=False),
    "move: into any box": _move_to("div", "section", last=True),
    "move: under another heading": _move_behind("h2", "h3", "h4"),
    "move: among items": _move_behind("ul", "ol", "form"),
    "hide: box": _wrap_hidden,
    "hide: without scripts": _wrap("noscript"),
}  # fmt: skip
KINDS = TUNED | FRESH
