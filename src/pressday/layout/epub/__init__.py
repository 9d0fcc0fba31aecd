"""From an edition to an EPUB's documents, style and contents."""

from __future__ import annotations

from pressday.layout.epub.book import Document, Entry, EpubBook, Front, Landmark
from pressday.layout.epub.pages import lay_out

__all__ = ["Document", "Entry", "EpubBook", "Front", "Landmark", "lay_out"]
