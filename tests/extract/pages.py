"""Pages for the tests of metadata: a head, a body, and what is read out of them."""

from __future__ import annotations

import json
from typing import Any

from pressday.extract.describe.metadata import Metadata, read_metadata
from pressday.extract.read.dom import parse

URL = "https://www.dockstreet.example/a"


def read(head: str, body: str = "", *, url: str = URL, lang: str = "") -> Metadata:
    root = parse(f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>')
    assert root is not None
    return read_metadata(root, url, url)


def ld(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(**values: str) -> str:
    pairs = ((name.replace("__", ":"), value) for name, value in values.items())
    return "".join(f'<meta property="{name}" content="{value}">' for name, value in pairs)
