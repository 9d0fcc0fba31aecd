"""What a page says of itself that helps to tell its text from the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressday.body.markup import plain
from pressday.extract.read import dom
from pressday.extract.read.jsonld import read_nodes
from pressday.extract.read.microdata import carriers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_THREADS = frozenset({"DiscussionForumPosting", "QAPage"})
_ARTICLES = frozenset(
    "Article BlogPosting NewsArticle OpinionNewsArticle Report ReportageNewsArticle".split()
)
_TEXTS = ("articleBody", "text")
_SAID = ("acceptedAnswer", "suggestedAnswer", "comment")
# Parts of addresses, of host or path, under which readers talk to one another.
_TALK = re.compile(
    r"(?:^|[/.])(?:\w{0,20}forums?|boards?|threads?|topics?|discuss\w*|communit\w+|t|d|r|comments"
    r"|questions?|showthread\W.*|viewtopic\W.*)(?:[/.?]|$)|[?&](?:t|topic|thread|tid)=\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClaims:
    """The words of title and description, and whether types and address promise talk or text.

    `declared` are the words of the text that the page states in JSON-LD; most state none. `stated`
    are the runs of words in all texts that it states there, those of answers and comments, too.
    """

    title: frozenset[str] = frozenset()
    description: frozenset[str] = frozenset()
    declared: tuple[str, ...] = ()
    stated: frozenset[tuple[str, ...]] = frozenset()
    thread: bool = False
    article: bool = False
    shared_as_article: bool = False
    talk: bool = False

    @property
    def is_talk(self) -> bool:
        """Whether readers' words are the page's text, and not comments on it."""
        return self.thread or self.talk


def read_claims(root: Element, url: str, title: str, description: str) -> PageClaims:
    """Return what a whole page claims; `url` is where it came from or says it belongs."""
    nodes = read_nodes(root)
    types = set(_types(root, nodes))
    shared = (m.get("content") or "" for m in root.iter("meta") if m.get("property") == "og:type")
    return PageClaims(
        title=frozenset(dom.tokens(title)), description=frozenset(dom.tokens(description)),
        declared=tuple(dom.tokens(_declared(nodes))), stated=frozenset(_stated(nodes)),
        thread=bool(types & _THREADS), article=bool(types & _ARTICLES),
        shared_as_article="article" in next(shared, "").lower(), talk=bool(_TALK.search(url)),
    )  # fmt: skip


def _declared(nodes: list[dict[str, Any]]) -> str:
    """Return the longest text that JSON-LD states, markup and entities resolved."""
    texts = (node.get("articleBody") for node in nodes)
    return plain(max((text for text in texts if isinstance(text, str)), key=len, default=""))


def _stated(nodes: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    waiting: list[Any] = list(nodes)
    for node in waiting:  # grows as it is read
        for name in _TEXTS:
            if isinstance(text := node.get(name), str):
                yield from dom.shingles(dom.tokens(plain(text)))
        told = (node.get(name) for name in _SAID)
        said = (one for many in told for one in (many if isinstance(many, list) else [many]))
        waiting += [one for one in said if isinstance(one, dict)]


def _types(root: Element, nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        yield from _names(node.get("@type"))
    for element in carriers(root, "itemtype"):
        for name in (element.get("itemtype") or "").split():
            yield name.rpartition("/")[2]


def _names(value: object) -> Iterator[str]:
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str):
            yield name
