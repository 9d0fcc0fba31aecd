"""The script that one would write without pressday: feedparser, eight threads, trafilatura.

    python benchmarks/feeds_script.py fetch | threads | processes FOLDER

`FOLDER` has the addresses in feeds.txt and gets a file for each article and each
picture; `fetch` fetches all and keeps nothing. Text that is whole in the feed
is taken from there as it is.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import feedparser
import httpx

_PICTURE = re.compile(rb'<(?:img src|meta property="og:image" content)="([^"]+\.jpg)"')
_CLIENT = httpx.Client(limits=httpx.Limits(max_connections=8), timeout=30)


def extracted(page: bytes) -> str:
    """Return the article of a page as HTML."""
    import trafilatura

    found = trafilatura.extract(
        page, output_format="html", include_images=True, include_links=True, with_metadata=True
    )
    return found or ""


def _feed(url: str) -> list[Any]:
    return list(feedparser.parse(_CLIENT.get(url).content).entries)


def _article(entry: Any, folder: Path | None, pool: Executor | None) -> None:  # noqa: ANN401 - feedparser's own
    full = entry.content[0].value if "content" in entry else ""
    page = full.encode() or _CLIENT.get(entry.link).content
    pictures = {_CLIENT.get(url.decode()).content for url in set(_PICTURE.findall(page))}
    if folder is None:
        return
    text = full or (pool.submit(extracted, page).result() if pool else extracted(page))
    name = hashlib.sha256(entry.id.encode()).hexdigest()[:16]
    (folder / f"{name}.html").write_text(f"{entry.title}\n{entry.published}\n{text}")
    for number, picture in enumerate(pictures):
        (folder / f"{name}-{number}.jpg").write_bytes(picture)


def main() -> None:
    mode, folder = sys.argv[1], Path(sys.argv[2])
    urls = (folder / "feeds.txt").read_text().split()
    target = None if mode == "fetch" else folder
    pool = ProcessPoolExecutor(os.cpu_count()) if mode == "processes" else None
    with ThreadPoolExecutor(8) as threads:
        entries = [entry for feed in threads.map(_feed, urls) for entry in feed]
        list(threads.map(lambda entry: _article(entry, target, pool), entries))
    if pool:
        pool.shutdown()


if __name__ == "__main__":
    main()
