"""Bytes of a page, or text, to an article's draft; pictures to ones that can be printed. Pure.

The names below load their modules when first asked for: parsers take a while.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressday.extract.decoding import decode
    from pressday.extract.fragment import clean_fragment
    from pressday.extract.markdown import extract_markdown
    from pressday.extract.page import extract_page
    from pressday.extract.pictures import Picture, normalise_picture
    from pressday.extract.plaintext import extract_text

__all__ = [
    "Picture",
    "clean_fragment",
    "decode",
    "extract_markdown",
    "extract_page",
    "extract_text",
    "normalise_picture",
]

_HOMES = {
    "Picture": "pictures",
    "clean_fragment": "fragment",
    "decode": "decoding",
    "extract_markdown": "markdown",
    "extract_page": "page",
    "extract_text": "plaintext",
    "normalise_picture": "pictures",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
