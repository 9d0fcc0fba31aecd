"""The extractors in Python that Pressday is measured against, each in the mode its makers advise.

    python -m benchmarks.extraction.python_rivals NAME

Runs in an environment of its own (`setup`), answers as `serve` says.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from typing import TYPE_CHECKING, Any

from benchmarks.extraction.serve import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    Finish = Callable[[], dict[str, Any]]

_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    names = [declared[1].decode()] if declared else []
    for name in [*names, "utf-8"]:
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def _trafilatura(options: dict[str, Any]) -> Callable[[bytes, str], Finish]:
    import trafilatura

    def extract(data: bytes, url: str) -> Finish:
        found = trafilatura.extract(data, url=url or None, **options) or ""
        field = "html" if options.get("output_format") == "html" else "text"
        return lambda: {field: found} | _trafilatura_metadata(data, url)

    return extract


def _trafilatura_metadata(data: bytes, url: str) -> dict[str, Any]:
    from trafilatura import extract_metadata

    found = extract_metadata(data, default_url=url or None)
    names = {"title": "title", "byline": "author", "site": "sitename", "date": "date"}
    return {key: getattr(found, name, None) or "" for key, name in names.items()}


def _readability() -> Callable[[bytes, str], Finish]:
    from readability import Document

    def extract(data: bytes, url: str) -> Finish:
        document = Document(_decoded(data), url=url or None)
        html = document.summary(html_partial=True)
        return lambda: {"html": html, "title": document.short_title()}

    return extract


def _newspaper() -> Callable[[bytes, str], Finish]:
    import newspaper  # type: ignore[import-not-found]  # lives in the rivals' environment

    def extract(data: bytes, url: str) -> Finish:
        article = newspaper.Article(
            url or "https://page.example/", keep_article_html=True, fetch_images=False
        )
        article.download(input_html=_decoded(data))
        article.parse()
        return lambda: {
            "html": article.article_html or "",
            "text": article.text,
            "apart": f'<img src="{article.top_image}"/>' if article.top_image else "",
            "title": article.title,
            "byline": ", ".join(article.authors),
            "site": (article.meta_data or {}).get("og", {}).get("site_name", ""),
            "date": article.publish_date.isoformat() if article.publish_date else "",
            "language": article.meta_lang or "",
        }

    return extract


_RIVALS: dict[str, tuple[str, Callable[[], Callable[[bytes, str], Finish]]]] = {
    "trafilatura-text": (
        "trafilatura",
        lambda: _trafilatura({"favor_precision": True, "include_comments": False}),
    ),
    "trafilatura-default": ("trafilatura", lambda: _trafilatura({"include_comments": False})),
    "trafilatura-html": (
        "trafilatura",
        lambda: _trafilatura({
            "output_format": "html", "include_comments": False, "include_images": True,
            "include_links": True, "include_formatting": True, "include_tables": True,
        }),
    ),
    "readability-lxml": ("readability-lxml", _readability),
    "newspaper4k": ("newspaper4k", _newspaper),
}  # fmt: skip


if __name__ == "__main__":
    package, make = _RIVALS[sys.argv[1]]
    serve(importlib.metadata.version(package), make())
