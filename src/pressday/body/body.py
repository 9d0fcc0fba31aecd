"""The body of an article: its HTML, and everything that is asked of it, found once."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, final

from pressday.body import markup, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MEDIA = "media:"
"""Scheme of the pictures that are in the library; what follows is their sha256."""

_HASH = 12  # hex digits of a block's text that name it


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A top-level block of a body.

    `address` is the hash of its text and its ordinal among blocks of the same
    text: it stays what it was when other blocks are edited, moved or taken out.
    """

    address: str
    tag: str
    text: str
    html: str


@final
class Body:
    """An HTML fragment in the body vocabulary; equal when the HTML is.

    It is parsed when something is first asked of it, and never again. Nobody
    outside changes it: `tree` gives a copy to work on, `Body.of` takes the result.
    """

    def __init__(self, html: str = "") -> None:
        self._html = html

    @classmethod
    def of(cls, tree: HtmlElement) -> Body:
        """Return the body that stands inside `tree`, which the caller gives away."""
        body = cls(markup.inner(tree))
        tree.tail = None
        body.__dict__["_tree"] = tree
        return body

    @property
    def html(self) -> str:
        """The fragment, as libraries and run sheets keep it."""
        return self._html

    @cached_property
    def _tree(self) -> HtmlElement:
        return markup.parse_fragment(self._html)

    def tree(self) -> HtmlElement:
        """Return a nameless block with a copy of all elements, the caller's to change."""
        return deepcopy(self._tree)

    @cached_property
    def text(self) -> str:
        """What a reader sees: blocks apart by a blank line, no markup."""
        return markup.text_of(self._tree)

    @cached_property
    def words(self) -> int:
        """How many words that is, by `words.count`."""
        return words.count(self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The top-level blocks in their order, each with an address."""
        return tuple(_addressed(self._tree))

    @cached_property
    def pictures(self) -> tuple[str, ...]:
        """The addresses of its pictures, each once: `media:<sha256>` for those in the library."""
        return self._attributes("img", "src")

    @property
    def media(self) -> tuple[str, ...]:
        """The hashes of its pictures that are in the library."""
        return tuple(p.removeprefix(MEDIA) for p in self.pictures if p.startswith(MEDIA))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Where its links lead, each address once."""
        return self._attributes("a", "href")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that passages say they are in, each once."""
        return self._attributes("*", "lang")

    def _attributes(self, tag: str, name: str) -> tuple[str, ...]:
        found = (str(e.get(name)) for e in self._tree.iter(tag) if e.get(name))
        return tuple(dict.fromkeys(found))

    def __bool__(self) -> bool:
        """Tell whether there is anything in it."""
        return bool(self._html.strip())

    def __eq__(self, other: object) -> bool:
        """Tell whether two bodies are the same HTML."""
        return isinstance(other, Body) and self._html == other._html

    def __hash__(self) -> int:
        """Return the hash of the HTML."""
        return hash(self._html)

    def __repr__(self) -> str:
        """Return how to make this body again."""
        return f"Body({self._html!r})"

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401 - whatever is refused
        """Refuse to change anything; raises AttributeError."""
        if name != "_html" or "_html" in self.__dict__:
            raise AttributeError(f"a body is frozen: {name} cannot be set")
        super().__setattr__(name, value)

    def __reduce__(self) -> tuple[type[Body], tuple[str]]:
        """Return what goes to another process: the HTML alone."""
        return Body, (self._html,)

    def __copy__(self) -> Body:
        """Return the body itself: nobody can change it."""
        return self

    def __deepcopy__(self, _: object) -> Body:
        """Return the body itself: nobody can change it."""
        return self


NOTHING = Body()
"""The body of what has no text."""


def _addressed(root: HtmlElement) -> Iterator[Block]:
    seen: Counter[str] = Counter()
    for element in root:
        text = markup.text_of(element)
        said = text or markup.outer(element)  # a picture or a rule has no text to be known by
        digest = sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
        seen[digest] += 1
        yield Block(
            address=f"{digest}-{seen[digest]}",
            tag=str(element.tag),
            text=text,
            html=markup.outer(element),
        )
