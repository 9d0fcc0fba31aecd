"""Any HTML to the body vocabulary of `model`: everything is built anew.

`build` walks a prepared page and makes a loose tree of known elements;
`finish.finish` then makes it canonical. Between the two, page extraction takes
out what is not the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.body.vocabulary import BLOCK_TAGS, CLASSES, HEADINGS
from pressday.extract.build import figures, mathml, numbering, pull_quotes, tables
from pressday.extract.build.paragraphs import Paragraphs
from pressday.extract.read import addresses, dom, embeds, shown_pictures

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

_DEEPEST = 90  # levels of nesting that keep their structure; Python's own stack is the limit

_INLINE = {
    "a": "a", "em": "em", "i": "em", "dfn": "em", "var": "em",
    "strong": "strong", "b": "strong",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code",
    "sub": "sub", "sup": "sup", "q": "q", "cite": "cite", "abbr": "abbr", "acronym": "abbr",
    "time": "time", "mark": "mark", "del": "del", "s": "del", "strike": "del", "ins": "ins",
    "ruby": "ruby", "rt": "rt", "span": "span", "bdo": "span", "bdi": "span",
}  # fmt: skip
# What each inline element may carry besides id, lang and dir.
_OWN_ATTRIBUTES = {"a": "href", "time": "datetime", "abbr": "title", "q": "cite"}
_CLASSES_OF = {
    "a": {"noteref"},
    "p": {"credit", "signature"},
    "li": {"footnote"},
    "div": {"question", "answer", "posting"},
    "aside": {"pullquote", "factbox", "embed", "note", "footnotes"},
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATETIME = re.compile(r"[\dTWPZYMDHS:.+\- ]{1,40}")
_SKIPPED = frozenset("script style template noscript head title nav rp".split())
MATHS = mathml.ELEMENTS


class Builder:
    """Builds known elements from a prepared tree.

    `origins` maps each text-bearing block that was made to the source element it
    came from, so that a later judge can look at classes and neighbours there.
    """

    def __init__(self, base: str = "") -> None:
        self.base = base
        self.origins: dict[Element, Element] = {}
        self._depth = 0
        self._in_table = False
        self._blocks: dict[str, Callable[[Element, Paragraphs], None]] = {
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(("ul", "ol", "menu", "dir"), self._list),
            **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), self._embed),
            "p": self._paragraph, "pre": self._pre, "blockquote": self._quotation,
            "dl": self._definitions, "table": self._table, "figure": self._figure,
            "aside": self._aside, "div": self._aside, "hr": self._rule,
            "summary": self._summary,
            "br": lambda _, flow: flow.line_break(),
            "img": self._image, "math": self._maths,
        }  # fmt: skip

    def flow(self, source: Element) -> list[Element]:
        """Return the content of a container as blocks."""
        flow = Paragraphs(origins=self.origins)
        self.walk(source, flow)
        flow.flush()
        return flow.blocks

    def single(
        self, source: Element, tag: str, within: Paragraphs | None = None
    ) -> tuple[Element | None, list[Element]]:
        """Return the content of `source` as one `tag` element, and the figures found in it.

        Inline elements open in the flow `within` are opened again inside.
        """
        flow = Paragraphs(tag=tag, single=True, origins=self.origins)
        flow.opened = [] if within is None else list(within.opened)
        flow.attributes = self.attributes(source, tag)
        self.walk(source, flow)
        flow.flush()
        return next(iter(flow.blocks), None), flow.aside

    def walk(self, source: Element, flow: Paragraphs) -> None:
        """Send text and children of `source` into `flow`."""
        flow.text(source.text, source)
        for child in source:
            if dom.is_element(child):
                self._node(child, flow)
            flow.text(child.tail, source)

    def attributes(self, source: Element, tag: str) -> dict[str, str]:
        """Return the attributes and class that `tag` may keep from `source`."""
        kept = {name: source.get(name, "").strip() for name in ("id", "lang", "dir")}
        kept["id"] = "-".join(kept["id"].split())
        kept["lang"] = kept["lang"] if _LANGUAGE.fullmatch(kept["lang"]) else ""
        kept["dir"] = kept["dir"].lower() if kept["dir"].lower() in ("ltr", "rtl") else ""
        allowed = CLASSES & _CLASSES_OF.get(tag, set())
        kept["class"] = next((c for c in (source.get("class") or "").split() if c in allowed), "")
        return {name: dom.seen(value) for name, value in kept.items() if value}

    def _node(self, source: Element, flow: Paragraphs) -> None:
        tag = str(source.tag)
        if tag in _SKIPPED:
            return
        if self._depth >= _DEEPEST:
            flow.text(dom.visible_text(source), source)
            return
        self._depth += 1
        if flow.tag == "figcaption" and shown_pictures.is_credit_in_caption(source):
            self._credit(source, flow)
        elif tag in _INLINE:
            self._inline(source, flow)
        elif tag in self._blocks:
            self._blocks[tag](source, flow)
        else:
            self._transparent(source, flow)
        self._depth -= 1

    def _credit(self, source: Element, flow: Paragraphs) -> None:
        flow.border()
        opened = flow.open("span", {"class": "credit"})
        self.walk(source, flow)
        if opened:
            flow.close()

    def _transparent(self, source: Element, flow: Paragraphs) -> None:
        """Walk through an element without meaning of its own; blocks still divide the text."""
        is_block = source.tag in BLOCK_TAGS
        if is_block:
            flow.border()
        if source.get("id"):
            flow.place(self.attributes(source, "")["id"])
        self.walk(source, flow)
        if is_block:
            flow.border()

    def _inline(self, source: Element, flow: Paragraphs) -> None:
        tag = _INLINE[str(source.tag)]
        attributes = self._inline_attributes(source, tag)
        if "id" in attributes and not len(source) and not (source.text or "").strip():
            flow.place(attributes["id"])
            return
        opened = bool(attributes or tag not in ("a", "span")) and flow.open(tag, attributes)
        self.walk(source, flow)
        if opened:
            flow.close()

    def _inline_attributes(self, source: Element, tag: str) -> dict[str, str]:
        kept = self.attributes(source, tag)
        if tag == "a" and source.get("name"):
            kept.setdefault("id", "-".join(source.get("name", "").split()))
        name = _OWN_ATTRIBUTES.get(tag, "")
        value = self._own(name, source.get(name, "").strip()) if name else ""
        return kept | ({name: value} if value else {})

    def _own(self, name: str, value: str) -> str:
        if name in ("href", "cite"):
            found = addresses.link(value, self.base)
            return found if name == "href" or found.startswith("http") else ""
        if name == "datetime":
            return value if _DATETIME.fullmatch(value) else ""
        return " ".join(dom.seen(value).split())

    def _paragraph(self, source: Element, flow: Paragraphs) -> None:
        flow.border()
        before = flow.attributes
        if not flow.single:
            flow.attributes = self.attributes(source, "p")
        self.walk(source, flow)
        flow.border()
        flow.attributes = before

    def _heading(self, source: Element, flow: Paragraphs) -> None:
        if flow.single:
            self._transparent(source, flow)
            return
        heading, aside = self.single(source, str(source.tag), flow)
        if heading is not None:
            flow.block(heading, source)
        for figure in aside:
            flow.block(figure, source)

    def _pre(self, source: Element, flow: Paragraphs) -> None:
        lines = dom.seen(dom.verbatim(source)).strip("\n").rstrip()
        if not lines.strip():
            return
        if flow.single:
            flow.text(lines, source)
            return
        pre = etree.Element("pre", self.attributes(source, "pre"))
        inner = pre if source.find(".//code") is None else etree.SubElement(pre, "code")
        inner.text = lines
        flow.block(pre, source)

    def _contain(self, source: Element, flow: Paragraphs, tag: str) -> None:
        """Build one container that holds blocks."""
        if flow.single:
            self._transparent(source, flow)
            return
        container = etree.Element(tag, self.attributes(source, tag))
        container.extend(self.flow(source))
        if len(container):
            flow.block(container, source)

    def _quotation(self, source: Element, flow: Paragraphs) -> None:
        address = addresses.link(source.get("cite") or "", self.base)
        post = embeds.post_address(source, self.base)
        before = len(flow.blocks)
        self._contain(source, flow, "blockquote")
        made = flow.blocks[-1] if len(flow.blocks) > before else None
        if made is None or self.origins.get(made) is not source:
            if post and not flow.single and not dom.inner_text(source).strip():
                flow.block(embeds.link_box(post), source)
            return
        if post or address.startswith("http"):
            made.set("cite", post or address)
        if post:
            embeds.name_author(made)

    def _aside(self, source: Element, flow: Paragraphs) -> None:
        """`aside` and `div` keep to themselves only with a class we know."""
        tag = str(source.tag)
        kind = self.attributes(source, tag).get("class")
        if not kind:
            self._transparent(source, flow)
            return
        self._contain(source, flow, tag)
        made = flow.blocks[-1] if flow.blocks else None
        if kind == "pullquote" and made is not None and self.origins.get(made) is source:
            pull_quotes.tidy_pull_quote(made)

    def _summary(self, source: Element, flow: Paragraphs) -> None:
        """Show what opens hidden details as a bold line above them."""
        flow.border()
        opened = next(source.iter(*HEADINGS), None) is None and flow.open("strong", {})
        self.walk(source, flow)
        if opened:
            flow.close()
        flow.border()

    def _list(self, source: Element, flow: Paragraphs) -> None:
        if flow.single:
            self._transparent(source, flow)
            return
        kept = self.attributes(source, "ul")
        for number, children in numbering.runs(source):
            items = etree.Element("ol" if source.tag == "ol" else "ul", kept | number)
            for child in children:
                self._list_child(child, items)
            if len(items):
                flow.block(items, source)

    def _list_child(self, child: Element, items: Element) -> None:
        if child.tag == "li":
            item = etree.SubElement(items, "li", self.attributes(child, "li"))
            item.extend(self.flow(child))
            return
        flow = Paragraphs(origins=self.origins)
        self._node(child, flow)
        flow.flush()
        for block in flow.blocks:
            home = items[-1] if len(items) and block.tag in ("ul", "ol") else None
            (etree.SubElement(items, "li") if home is None else home).append(block)

    def _definitions(self, source: Element, flow: Paragraphs) -> None:
        if flow.single:
            self._transparent(source, flow)
            return
        entries = etree.Element("dl", self.attributes(source, "dl"))
        for child in [*source.iterchildren("dt", "dd"), *source.iterfind("div/*")]:
            if child.tag == "dt":
                term, _ = self.single(child, "dt")
                entries.extend([] if term is None else [term])
            elif child.tag == "dd":
                etree.SubElement(entries, "dd", self.attributes(child, "dd")).extend(
                    self.flow(child)
                )
        if len(entries):
            flow.block(entries, source)

    def _table(self, source: Element, flow: Paragraphs) -> None:
        """Build a table of data; one that lays out, or stands in another's cell, is undone."""
        laid_out = source.get("role") == "presentation" or not tables.holds_data(source)
        if flow.single or self._in_table or laid_out:
            self._transparent(source, flow)
            return
        self._in_table = True
        table = etree.Element("table", self.attributes(source, "table"))
        caption = source.find("caption")
        made = None if caption is None else self.single(caption, "caption")[0]
        if made is not None:
            table.append(made)
        for row, part in tables.rows(source):
            made_row = etree.SubElement(self._part(table, part), "tr")
            self._row(row, made_row)
            if not len(row):
                tables.close_row(table, made_row)
        tables.limit_spans(table)
        self._in_table = False
        flow.block(table, source)

    def _part(self, table: Element, tag: str) -> Element:
        found = table.find(tag)
        if found is not None:
            return found
        part = etree.Element(tag)
        body = table.find("tbody")
        if tag == "thead" and body is not None:
            body.addprevious(part)
        else:
            table.append(part)
        return part

    def _row(self, source: Element, row: Element) -> None:
        for child in source.iterchildren("td", "th"):
            cell = etree.SubElement(row, str(child.tag), self.attributes(child, "td"))
            for name in ("colspan", "rowspan"):
                span = child.get(name, "").strip()
                if re.fullmatch(r"[1-9]\d{0,2}", span) and span != "1":
                    cell.set(name, span)
            if child.tag == "th" and child.get("scope") in ("col", "row"):
                cell.set("scope", child.get("scope", ""))
            cell.extend(self.flow(child))
            self.origins[cell] = child

    def _figure(self, source: Element, flow: Paragraphs) -> None:
        for block in figures.build(self, source):
            add = flow.figure if block.tag == "figure" else flow.block
            add(block, source)

    def _image(self, source: Element, flow: Paragraphs) -> None:
        sign = shown_pictures.sign(source)
        if sign:
            flow.text(sign, source)
        elif shown_pictures.is_picture(source) or (
            self._in_table and shown_pictures.is_mark(source)
        ):
            flow.figure(figures.plain(source), source)

    def _embed(self, source: Element, flow: Paragraphs) -> None:
        box = embeds.build(source, self.base)
        if box is not None:
            flow.block(box, source)
        elif source.tag == "object":
            self._transparent(source, flow)

    def _rule(self, source: Element, flow: Paragraphs) -> None:
        if not flow.single:
            named = {k: v for k, v in self.attributes(source, "hr").items() if k == "id"}
            flow.block(etree.Element("hr", named), source)

    def _maths(self, source: Element, flow: Paragraphs) -> None:
        made = mathml.presentation(source)
        if dom.inner_text(made).strip():
            flow.inline(made, source)
