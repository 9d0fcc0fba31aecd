"""Checks: a finished PDF read as a reader's programs read it, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.press.pdf.checks.document import opened
from pressday.press.pdf.checks.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.press.checked import Expected, Finding


def check_pdf(path: Path, expected: Expected) -> list[Finding]:
    """Return what is wrong with the PDF at `path`, which should have what is `expected`.

    Raises WriteError for a file that cannot be opened as a PDF.
    """
    with opened(path) as document:
        return [finding for rule in RULES for finding in rule(document, expected)]
