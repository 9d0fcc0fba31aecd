"""What an extractor's process does: read requests as JSON lines, answer each with a JSON line.

A request is `{"path", "url", "fold"}`: a gzipped HTML page, its address, its part of the corpus.
An answer holds what the extractor gives of `html`, `apart`, `text`, `title`, `byline`, `site`,
`date`, `language`, the CPU time `ms` of the extraction alone, or an `error`. The first line out is
`{"ready": VERSION}`.
Nothing but the standard library is imported here: rivals have an environment of their own.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Extract = Callable[[bytes, str], Callable[[], dict[str, Any]]]


def serve(version: str, extract: Extract, before: Callable[[int], None] | None = None) -> None:
    """Answer requests until there are no more.

    `extract(data, url)` does the work that is timed and returns a function that puts its results
    into an answer; what that function reads besides (metadata) is not timed. `before` is told
    the page's fold first.
    """
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a library that prints would break the protocol
    _say(out, {"ready": version})
    for line in sys.stdin:
        request = json.loads(line)
        if before:
            before(request["fold"])
        data = gzip.decompress(Path(request["path"]).read_bytes())
        _say(out, _answer(extract, data, request["url"]))


def _answer(extract: Extract, data: bytes, url: str) -> dict[str, Any]:
    start = time.process_time()
    try:
        with contextlib.redirect_stdout(sys.stderr):
            finish = extract(data, url)
            ms = 1000 * (time.process_time() - start)
            return finish() | {"ms": ms}
    except Exception as error:  # noqa: BLE001 - whatever a rival raises is its result
        ms = 1000 * (time.process_time() - start)
        said = " ".join(f"{type(error).__name__}: {error}".split())
        return {"error": said[:120], "ms": ms}


def _say(out: Any, message: dict[str, Any]) -> None:  # noqa: ANN401 - any text stream
    out.write(json.dumps(message) + "\n")
    out.flush()
