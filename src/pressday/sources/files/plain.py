"""Plain text and Markdown to an article, as `extract` reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressday.model import Draft
    from pressday.sources.files.original import Original


def draft_text(original: Original) -> Draft:
    """Return pasted text as an article."""
    from pressday.extract import extract_text

    return extract_text(**_told(original))


def draft_markdown(original: Original) -> Draft:
    """Return Markdown as an article; its pictures lie in its own folder or below."""
    from pressday.extract import extract_markdown

    folder = original.base[: original.base.rfind("/") + 1]
    return extract_markdown(**_told(original), base=folder)


def _told(original: Original) -> dict[str, Any]:
    from pressday.extract import decode

    return {
        "text": decode(original.data, original.charset),
        "identity": original.identity,
        "name": original.name,
        "source": original.source,
    }
