"""From an edition to an EPUB's documents, style and contents."""

from __future__ import annotations

from pressday.layout.epub.book import Document, EpubBook, Front, Landmark, NavPoint
from pressday.layout.epub.pages import lay_out

__all__ = ["Document", "EpubBook", "Front", "Landmark", "NavPoint", "lay_out"]
