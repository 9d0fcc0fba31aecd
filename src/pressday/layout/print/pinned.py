"""Whether pieces stand as the run sheet pins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.errors import PinError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pressday.layout.makeup import Page
    from pressday.layout.print.book import Flow
    from pressday.layout.print.story import Story

_HINT = "give one of the two another layout or weight, or take the key out"


def check_briefs(stories: Iterable[Story]) -> None:
    """Raise PinError for a pinned brief: briefs stand together, under one heading."""
    stories = tuple(stories)
    briefs = {story.anchor for story in stories if story.layout == "brief"}
    for story in stories:
        if story.anchor in briefs and (story.starts_page or story.beside):
            raise _fault(story.anchor, "a brief stands among others")
        if story.beside in briefs:
            raise _fault(story.anchor, f'beside = "{_id(story.beside)}": that is a brief')


def check_pins(flows: Iterable[Flow], pages: Sequence[Page]) -> None:
    """Raise PinError for the first of `flows` that does not stand on `pages` as it is pinned."""
    opened: dict[str, int] = {}
    for number, page in enumerate(pages):
        for placed in page.placed:
            opened.setdefault(placed.name, number)
    for flow in flows:
        if flow.starts_page and not _is_first(flow.name, pages[opened[flow.name]]):
            raise _fault(flow.name, "the piece cannot start a page")
        if flow.beside and not _share(flow.name, flow.beside, opened):
            raise _fault(flow.name, f'beside = "{_id(flow.beside)}": no page takes both')


def _is_first(name: str, page: Page) -> bool:
    own = min(placed.line for placed in page.placed if placed.name == name)
    return own == min(placed.line for placed in page.placed)


def _share(name: str, other: str, opened: Mapping[str, int]) -> bool:
    return opened[name] == opened.get(other)


def _fault(anchor: str, message: str) -> PinError:
    return PinError(message, where=_id(anchor), hint=_HINT)


def _id(anchor: str) -> str:
    return anchor.removeprefix("a-")
