"""Pressday as one of the extractors that are measured."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.extraction.serve import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.extract.forest import Forest
    from pressday.model import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extractor made of a page.

    `html` is the article, `apart` HTML of what it delivers beside it on purpose, `text` its text.
    `date` is in ISO 8601. All are empty where it gives nothing; `error` says why.
    """

    html: str = ""
    apart: str = ""
    text: str = ""
    title: str = ""
    byline: str = ""
    site: str = ""
    date: str = ""
    language: str = ""
    ms: float = 0.0
    error: str = ""


def extract(data: bytes, url: str) -> Extracted:
    """Return Pressday's article; an empty one where it finds none."""
    from pressday.errors import ExtractError

    try:
        return Extracted(**_start(data, url)())
    except ExtractError as error:
        return Extracted(error=str(error))


def _start(data: bytes, url: str) -> Callable[[], dict[str, Any]]:
    from pressday.extract import extract_page

    draft = extract_page(data, identity=url or "page", url=url)
    return lambda: _fields(draft)


def _fields(draft: Draft) -> dict[str, Any]:
    return {
        "html": draft.body.html,
        "apart": _apart(draft),
        "text": draft.body.text,
        "title": draft.title,
        "byline": ", ".join(draft.bylines),
        "site": draft.site,
        "date": draft.published.isoformat() if draft.published else "",
        "language": draft.language,
    }


def _apart(draft: Draft) -> str:
    """Return the standfirst and the lead picture, which stand in fields of their own."""
    lead = next((image for image in draft.images if image.url == draft.lead), None)
    standfirst = f"<p>{escape(draft.standfirst)}</p>" if draft.standfirst else ""
    if lead is None:
        return standfirst
    caption = " ".join(filter(None, (lead.caption, lead.credit)))
    forms = "".join(
        f"<figcaption>{escape(form)}</figcaption>"
        for form in dict.fromkeys((lead.caption, lead.credit, caption))
        if form
    )
    return f'{standfirst}<figure><img src="{escape(lead.url)}"/>{forms}</figure>'


def judge_without(folder: Path, fold: int) -> None:
    """Let Pressday judge with the forest that was grown without a fold."""
    from pressday.extract.judge import forest, measures

    text = (folder / f"{fold}.json").read_text("utf-8")
    grown = read_forest_once(text, measures.NAMES)
    forest.grown = lambda: grown


@cache
def read_forest_once(text: str, names: tuple[str, ...]) -> Forest:
    """Return the forest that a file's text describes."""
    from pressday.extract.forest import read_forest

    return read_forest(text, names)


if __name__ == "__main__":
    from pressday import __version__

    serve(
        __version__,
        _start,
        partial(judge_without, Path(sys.argv[1])) if len(sys.argv) > 1 else None,
    )
