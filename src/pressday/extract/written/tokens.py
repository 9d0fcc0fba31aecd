"""A body's blocks as tokens of Markdown, from which it is written; none where it has no sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.body.vocabulary import INLINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lxml.html import HtmlElement
    from markdown_it.token import Token

_SIGNS = {"em": "*", "cite": "*", "strong": "**", "del": "~~"}
_UNSEEN = frozenset({"time", "abbr"})  # they say something to programs and show nothing
_BOXES = {"pullquote": "pull", "factbox": "fact", "note": "note"}
_BLANKS = " \t\r\n\u00a0"
_LISTS = {"ul": "bullet_list", "ol": "ordered_list"}


class UnsayableError(Exception):
    """A block for which Markdown has no sign."""


class Tokens:
    """Makes tokens of blocks; `pictures` gives the file of each by its address in the body.

    `render` makes Markdown of tokens, for what stands in another's quotation marks.
    """

    def __init__(self, pictures: Mapping[str, str], render: Callable[[list[Token]], str]) -> None:
        self._pictures = pictures
        self._render = render
        self._blocks: dict[str, Callable[[HtmlElement], Iterator[Token]]] = {
            "p": self._paragraph, "hr": self._rule, "pre": self._code, "figure": self._figure,
            "ul": self._list, "ol": self._list, "dl": self._definitions, "table": self._table,
            "blockquote": self._quotation, "aside": self._aside, "div": self._box,
            **dict.fromkeys(("h2", "h3", "h4"), self._heading),
        }  # fmt: skip

    def of(self, block: HtmlElement) -> list[Token]:
        """Return the tokens of a block; UnsayableError where there are none."""
        blanks_outside(block)
        return list(self._block(block))

    def _block(self, element: HtmlElement) -> Iterator[Token]:
        if element.tag not in self._blocks:
            raise UnsayableError(str(element.tag))
        yield from self._blocks[str(element.tag)](element)

    def _paragraph(self, element: HtmlElement) -> Iterator[Token]:
        _only(element, "id")
        yield from _around("paragraph", "p", [_inline(self._words(element))])

    def _heading(self, element: HtmlElement) -> Iterator[Token]:
        _only(element, "id")
        sign = "#" * int(str(element.tag)[1])
        yield from _around("heading", element.tag, [_inline(self._words(element))], markup=sign)

    def _rule(self, element: HtmlElement) -> Iterator[Token]:
        _only(element)
        yield _token("hr", element.tag)

    def _code(self, element: HtmlElement) -> Iterator[Token]:
        _only(element)
        inner = element[0] if len(element) else element
        if len(inner):
            raise UnsayableError("pre")
        yield _token("fence", "code", content=f"{inner.text}\n", markup="```")

    def _figure(self, element: HtmlElement) -> Iterator[Token]:
        _only(element)
        if [str(child.tag) for child in element] not in (["img"], ["img", "figcaption"]):
            raise UnsayableError("figure")
        image = element[0]
        path = self._pictures.get(image.get("src") or "")
        if path is None:
            raise UnsayableError("a picture that is not there")
        attrs: dict[str, str | int | float] = {"src": path}
        if len(element) > 1:
            attrs["title"] = self._caption(element[1])
        alt = _token("text", content=image.get("alt") or "")
        shown = _token("image", "img", attrs=attrs, children=[alt])
        yield from _around("paragraph", "p", [_inline([shown])])

    def _caption(self, element: HtmlElement) -> str:
        """Return caption and credit as they stand behind a picture's file, in Markdown both."""
        made = [e for e in element if e.tag == "span" and e.get("class") == "credit"]
        if made and (len(made) > 1 or element[-1] is not made[0] or (made[0].tail or "").strip()):
            raise UnsayableError("figcaption")
        behind = [self._line(self._words(credit)) for credit in made]
        for credit in made:
            element.remove(credit)
        _trim(element)
        return " | ".join([self._line(self._words(element)), *behind])

    def _line(self, words: Iterable[Token]) -> str:
        return self._render(_around("paragraph", "p", [_inline(words)]))

    def _list(self, element: HtmlElement) -> Iterator[Token]:
        _only(element, "start")
        name = _LISTS[str(element.tag)]
        is_tight = all(_is_tight(item) for item in element)
        items = [token for item in element for token in self._item(item, is_tight=is_tight)]
        first = element.get("start") or ""
        attrs: dict[str, str | int | float] = {"start": int(first)} if first.isdigit() else {}
        yield from _around(name, element.tag, items, markup="-", attrs=attrs)

    def _item(self, element: HtmlElement, *, is_tight: bool) -> Iterator[Token]:
        _only(element, "id")
        yield from _around("list_item", "li", self._held(element, hidden=is_tight))

    def _held(self, element: HtmlElement, *, hidden: bool = False) -> list[Token]:
        """Return the blocks of a holder, whose own words are a paragraph before them."""
        said = list(self._words(element, until_block=True))
        first = _around("paragraph", "p", [_inline(said)], hidden=hidden) if said else ()
        blocks = [child for child in element if child.tag not in INLINES]
        if any((child.tail or "").strip() for child in blocks):
            raise UnsayableError("words behind a block")
        return [*first, *(token for block in blocks for token in self._block(block))]

    def _definitions(self, element: HtmlElement) -> Iterator[Token]:
        _only(element)
        parts: list[Token] = []
        for child in element:
            _only(child, "id")
            name = str(child.tag)
            inner = [_inline(self._words(child))] if name == "dt" else self._held(child)
            parts += _around(name, name, inner)
        yield from _around("dl", "dl", parts)

    def _table(self, element: HtmlElement) -> Iterator[Token]:
        _only(element)
        rows = list(element.iter("tr"))
        columns = {len(row) for row in rows}
        if [str(c.tag) for c in element] != ["thead", "tbody"] or len(columns) != 1:
            raise UnsayableError("table")
        cells = (_around("tr", "tr", [t for c in row for t in self._cell(c)]) for row in rows)
        yield from _around("table", "table", [token for row in cells for token in row])

    def _cell(self, element: HtmlElement) -> Iterator[Token]:
        _only(element, "scope")
        yield from _around("td", "td", [_inline(self._words(element))])

    def _quotation(self, element: HtmlElement) -> Iterator[Token]:
        _only(element)
        yield from _around("blockquote", "blockquote", self._held(element))

    def _aside(self, element: HtmlElement) -> Iterator[Token]:
        _only(element, "class")
        kind = element.get("class") or ""
        if kind == "footnotes":
            yield from self._notes(element)
        elif kind in _BOXES:
            yield from _around("blockquote", "blockquote", self._boxed(element, _BOXES[kind]))
        else:
            raise UnsayableError(kind)

    def _boxed(self, element: HtmlElement, name: str) -> list[Token]:
        """Return a box's blocks behind the line that says what it is, the heading on it."""
        headed = name == "fact" and len(element) > 0 and element[0].tag == "h3"
        heading = [_token("html_inline", content=" "), *self._words(element[0])] if headed else []
        first = [_token("html_inline", content=f"[!{name}]"), *heading]
        rest = (t for block in element[int(headed) :] for t in self._block(_plain_credit(block)))
        return [*_around("paragraph", "p", [_inline(first)]), *rest]

    def _posting(self, element: HtmlElement) -> Iterator[Token]:
        """Yield a posting behind the line that says so; a dash tells who wrote it."""
        yield from _around("paragraph", "p", [_inline([_token("html_inline", content="[!post]")])])
        for block in element:
            if block.get("class") != "signature":
                yield from self._block(block)
                continue
            said = [_token("html_inline", content="\u2014 "), *self._words(block)]
            yield from _around("paragraph", "p", [_inline(said)])

    def _notes(self, element: HtmlElement) -> Iterator[Token]:
        for item in (item for items in element for item in items):
            number = (item.get("id") or "").removeprefix("fn-")
            yield from _around("footnote", "li", self._held(item), content=number)

    def _box(self, element: HtmlElement) -> Iterator[Token]:
        _only(element, "class")
        kind = element.get("class")
        if kind == "posting":
            yield from _around("blockquote", "blockquote", self._posting(element))
        elif kind == "answer":
            for block in element:
                yield from self._block(block)
        elif kind == "question" and len(element) == 1 and element[0].tag == "p":
            bold = _around("strong", "strong", list(self._words(element[0])), markup="**")
            yield from _around("paragraph", "p", [_inline(bold)])
        else:
            raise UnsayableError("div")

    # ---- within a line

    def _words(self, element: HtmlElement, *, until_block: bool = False) -> Iterator[Token]:
        yield from _text(element.text)
        for child in element:
            if until_block and child.tag not in INLINES:
                return
            yield from self._word(child)
            yield from _text(child.tail)

    def _word(self, element: HtmlElement) -> Iterator[Token]:
        name = str(element.tag)
        if name == "br":
            yield _token("hardbreak", "br")
        elif name == "a":
            yield from self._link(element)
        elif name == "code" and not len(element):
            _only(element)
            yield _token("code_inline", name, content=element.text or "", markup="`")
        elif name in _UNSEEN:
            yield from self._words(element)
        elif name in _SIGNS:
            _only(element)
            kind = "em" if name == "cite" else name
            yield from _around(kind, kind, list(self._words(element)), markup=_SIGNS[name])
        else:
            raise UnsayableError(name)

    def _link(self, element: HtmlElement) -> Iterator[Token]:
        if element.get("class") == "noteref":
            yield _token("html_inline", content=f"[^{element.text}]")
            return
        _only(element, "href", "id")
        attrs: dict[str, str | int | float] = {"href": element.get("href") or ""}
        yield from _around("link", "a", list(self._words(element)), attrs=attrs)


def _only(element: HtmlElement, *names: str) -> None:
    """Refuse an element that has attributes besides `names`; what `dir` says is compared later."""
    if set(element.attrib) - {*names, "dir"}:
        raise UnsayableError(f"{element.tag} {' '.join(map(str, element.attrib))}")


def blanks_outside(block: HtmlElement) -> None:
    """Put blanks at the edges of emphasis and links outside of them, where Markdown wants them."""
    for element in reversed([e for e in block.iter(*INLINES) if e.tag != "br"]):
        text = element.text or ""
        element.text = text.lstrip(_BLANKS)
        _say_before(element, text[: len(text) - len(element.text)])
        last = element[-1] if len(element) else None
        end = (element.text if last is None else last.tail) or ""
        kept = end.rstrip(_BLANKS)
        if last is None:
            element.text = kept
        else:
            last.tail = kept
        element.tail = end[len(kept) :] + (element.tail or "")


def _trim(element: HtmlElement) -> None:
    """Leave no blank at the end of an element's words."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(_BLANKS)
    else:
        element.text = (element.text or "").rstrip(_BLANKS)


def _say_before(element: HtmlElement, said: str) -> None:
    previous, home = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + said
    elif home is not None:
        home.text = (home.text or "") + said


def _is_tight(item: HtmlElement) -> bool:
    return all(child.tag in INLINES or child.tag in _LISTS for child in item)


def _plain_credit(block: HtmlElement) -> HtmlElement:
    """Return the line that names who said something without its class: a dash tells it."""
    if block.get("class") == "credit":
        block.attrib.pop("class")
    return block


def _text(said: str | None) -> Iterator[Token]:
    if said and said.strip():
        yield _token("text", content=said)
    elif said:
        yield _token("html_inline", content=" ")


def _inline(children: Iterable[Token]) -> Token:
    return _token("inline", children=list(children))


def _around(  # noqa: PLR0913 - what a token has
    name: str,
    tag: str,
    inner: Iterable[Token],
    *,
    markup: str = "",
    content: str = "",
    attrs: dict[str, str | int | float] | None = None,
    hidden: bool = False,
) -> list[Token]:
    start, end = (_token(f"{name}_{side}", tag, markup=markup) for side in ("open", "close"))
    start.nesting, end.nesting = 1, -1
    start.content, start.attrs, start.hidden = content, attrs or {}, hidden
    return [start, *inner, end]


def _token(  # noqa: PLR0913 - the same
    name: str,
    tag: str = "",
    *,
    content: str = "",
    markup: str = "",
    attrs: dict[str, str | int | float] | None = None,
    children: list[Token] | None = None,
) -> Token:
    from markdown_it.token import Token

    return Token(
        name, str(tag), 0, attrs=attrs or {}, content=content, markup=markup, children=children
    )
