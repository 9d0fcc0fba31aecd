"""The command line: parse, call the pipeline, hand outcomes to the console.

Rooms are imported inside the commands, so that `--help` answers at once.
"""

from pressday.cli import (
    articles,
    collect,
    edition,
    editions,
    ledger,
    library,
    short_forms,
    sources,
    versions,
)
from pressday.cli.root import app, main

__all__ = [
    "app",
    "articles",
    "collect",
    "edition",
    "editions",
    "ledger",
    "library",
    "main",
    "short_forms",
    "sources",
    "versions",
]
