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
    planning,
    short_forms,
    sources,
    versions,
    weeks,
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
    "planning",
    "short_forms",
    "sources",
    "versions",
    "weeks",
]
