"""Checks: a finished PDF read as a reader's programs read it, and what is wrong with it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pressday.press.checked import Expected, guarded
from pressday.press.pdf.checks.document import opened
from pressday.press.pdf.checks.rules import BOOKLET_RULES, PLATE_RULES, RULES

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.press.checked import Finding


_RULES_FOR = {"screen": RULES, "press": PLATE_RULES, "booklet": BOOKLET_RULES}


def changed_pages(before: Path, after: Path) -> list[int]:
    """Return the pages of a file, from 1, that say something else than those of one before it."""
    then, now = _said(before), _said(after)
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    changes = (change for change in matcher.get_opcodes() if change[0] != "equal")
    return [page + 1 for *_, start, end in changes for page in range(start, end)]


def _said(path: Path) -> list[str]:
    with opened(path) as document:
        return ["\n".join(page.texts.values()) for page in document.pages]


def check_pdf(path: Path, expected: Expected) -> list[Finding]:
    """Return what is wrong with the PDF at `path`, which should have what is `expected`.

    Raises WriteError for a file that cannot be opened as a PDF.
    """
    rules = _RULES_FOR[expected.profile]
    with opened(path) as document:
        return [finding for rule in rules for finding in rule(document, expected)]


def check_any_pdf(path: Path, expected: Expected) -> list[Finding]:
    """Return what is wrong with anybody's PDF, whatever is in it.

    Without a profile it is one for the press if it says that it is a PDF/X. Raises WriteError
    for a file that cannot be opened as a PDF.
    """
    with opened(path) as document:
        rules = _RULES_FOR[expected.profile or document.claimed]
        damage = document.damage
        return [*damage, *(f for rule in rules for f in guarded(rule, document, expected))]
