"""Bytes of a page, or text, to an article's draft; pictures to ones that can be printed. Pure.

The names below load their modules when first asked for: parsers take a while.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressday.extract.body.fragment import clean_fragment
    from pressday.extract.decoding import decode
    from pressday.extract.page import extract_page
    from pressday.extract.picture.pictures import Picture, normalise_picture
    from pressday.extract.writing.markdown import extract_markdown
    from pressday.extract.writing.plaintext import extract_text

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
    "Picture": "picture.pictures",
    "clean_fragment": "body.fragment",
    "decode": "decoding",
    "extract_markdown": "writing.markdown",
    "extract_page": "page",
    "extract_text": "writing.plaintext",
    "normalise_picture": "picture.pictures",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
