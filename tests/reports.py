"""What a collection reported against what was planted, and what the library lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.faults import Fault, Web

    from pressday.library import Library


def said(lines: Sequence[dict[str, Any]]) -> list[str]:
    """Return everything that went wrong, a line each."""
    found: list[str] = []
    for line in lines:
        error = [line["error"]] if line["error"] else []
        found += [*error, *line["failed"], *line["warnings"]]
    return found


def unreported(faults: Sequence[Fault], lines: Sequence[str]) -> list[str]:
    """Return the names of faults of which no line says what it should, or more than one."""
    return [
        fault.name
        for fault in faults
        if sum(_names(line, fault) and fault.says in line for line in lines) != 1
    ]


def unexpected(faults: Sequence[Fault], lines: Sequence[str]) -> list[str]:
    """Return the lines that tell of nothing that was planted."""
    return [line for line in lines if not any(_names(line, fault) for fault in faults)]


def missing(web: Web, library: Library) -> list[str]:
    """Return the titles of the good articles that the library lacks, or whose end it lacks."""
    texts = {one.title: one.body.text for one in library.articles(copies=True)}
    return [story.title for story in web.stories if story.mark not in texts.get(story.title, "")]


def _names(line: str, fault: Fault) -> bool:
    return re.search(re.escape(fault.name) + r"(?::| \()", line) is not None
