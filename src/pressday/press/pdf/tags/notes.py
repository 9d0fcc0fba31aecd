"""What a fragment tells of its structure: the nodes of its text, and what of them is on a page."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the top left of a page of the fragment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A structure element as the text asks for it.

    `role` is a structure type of PDF 1.7 (ISO 32000-1, 14.8.4), a heading's without its
    level; `parent` the number of the node around it, -1 for the flow itself. `name` is
    the nearest id at or above it, `alt` what a picture or a formula says, `spoken` the
    words that its letters are, where these stand apart.
    """

    role: str
    parent: int = -1
    language: str = ""
    name: str = ""
    alt: str = ""
    level: int = 0
    scope: str = ""
    columns: int = 1
    rows: int = 1
    source: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A run of marked content on a page: its number there, its node, and a picture's box.

    `spoken` is its text with the blank that follows and that nothing draws.
    """

    number: int
    node: int
    box: Box | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class PageTags:
    """The marks of a page in reading order, and the node of each of its links."""

    marks: tuple[MarkedRun, ...] = ()
    links: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many numbers are taken on the page."""
        return max((mark.number for mark in self.marks), default=-1) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The structure of a fragment; `words` is how each element with an id begins.

    `lifts` gives the page on which a picture stands in the text, by its number as one
    that may be lifted out.
    """

    nodes: tuple[Node, ...] = ()
    pages: tuple[PageTags, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    lifts: Mapping[int, int] = field(default_factory=dict)


def written(tags: Tags) -> dict[str, Any]:
    """Return `tags` as JSON has it; what a node does not say is left out."""
    plain = asdict(Node(role=""))
    nodes = [{k: v for k, v in asdict(n).items() if v != plain[k]} for n in tags.nodes]
    pages = [[[_told(mark) for mark in page.marks], page.links] for page in tags.pages]
    return {"nodes": nodes, "pages": pages, "words": tags.words, "lifts": list(tags.lifts.items())}


def read(said: Mapping[str, Any]) -> Tags:
    """Return the tags that `said`, which `written` made, describes."""
    return Tags(
        nodes=tuple(Node(**node) for node in said["nodes"]),
        pages=tuple(
            PageTags(tuple(_mark(*mark) for mark in marks), tuple(links))
            for marks, links in said["pages"]
        ),
        words=said["words"],
        lifts=dict(said["lifts"]),
    )


def _told(mark: MarkedRun) -> list[Any]:
    told: list[Any] = [mark.number, mark.node, mark.box, mark.spoken]
    return told if mark.spoken else told[:3] if mark.box else told[:2]


def _mark(
    number: int, node: int, box: Sequence[float] | None = None, spoken: str = ""
) -> MarkedRun:
    return MarkedRun(number, node, (box[0], box[1], box[2], box[3]) if box else None, spoken)
