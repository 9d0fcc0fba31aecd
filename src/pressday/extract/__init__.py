"""Bytes of a page, or text, to an article's draft. Pure.

The names below load their modules when first asked for: parsers take a while.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressday.extract.build.fragment import clean_fragment
    from pressday.extract.page import extract_page
    from pressday.extract.read.decoding import decode
    from pressday.extract.written.markdown import extract_markdown
    from pressday.extract.written.plaintext import extract_text

__all__ = [
    "clean_fragment",
    "decode",
    "extract_markdown",
    "extract_page",
    "extract_text",
]

_HOMES = {
    "clean_fragment": "build.fragment",
    "decode": "read.decoding",
    "extract_markdown": "written.markdown",
    "extract_page": "page",
    "extract_text": "written.plaintext",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
