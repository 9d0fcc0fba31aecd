"""A draft out of a text without a page around it: its title, language and lead picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.errors import ExtractError
from pressday.text import squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pressday.model import Draft, Provenance

_HEADINGS = ("h2", "h3", "h4")
_STATED = ("title", "standfirst", "bylines", "site", "tags", "language", "published", "modified")


def finished(draft: Draft, name: str) -> Draft:
    """Return a draft with a title, a language and a lead picture, and where each came from.

    A heading that says the title again goes; without a title the heading that
    opens the text is one, else the file's `name`. Raises ExtractError without a text.
    """
    from pressday.extract.describe.language import guess_language
    from pressday.extract.describe.titles import title_of_file

    if not draft.body.text:
        raise ExtractError("there is no text in it")
    root = draft.body.tree()
    title = draft.title or _opening(root) or title_of_file(name.rpartition(".")[0] or name)
    _drop_title(root, title)
    body = Body.of(root)
    language = draft.language or guess_language(body.text)
    declared: dict[str, Provenance] = {n: "declared" for n in _STATED if getattr(draft, n)}
    guessed: dict[str, Provenance] = {"title": "guessed"}
    guessed |= {"language": "guessed"} if language else {}
    return replace(
        draft,
        title=title,
        body=body,
        language=language,
        lead=draft.lead or (draft.images[0].url if draft.images else ""),
        provenance=guessed | declared | draft.provenance,
    )


def _opening(root: HtmlElement) -> str:
    """Return the heading that the text begins with, or an empty string."""
    first = next(iter(root), None)
    if first is None or first.tag not in _HEADINGS:
        return ""
    return squash(str(first.text_content()))


def _drop_title(root: HtmlElement, title: str) -> None:
    heading = _opening(root).casefold()
    # Contents put a number or the part before it.
    again = title.casefold().endswith(heading) and len(heading) >= len(title) / 2
    if heading and again:
        root[0].drop_tree()
