"""Write out how a reader would speak a PDF's pieces: speak.py FILE [WORDS OF A HEADLINE]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.press.pdf.checks.document import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.press.pdf.checks.document import Heard


def spoken(element: Heard, language: str = "", depth: int = 0) -> Iterator[str]:
    """Yield a line for each element and each text in it, in the order of reading."""
    said = [element.role, *([element.scope] if element.scope else [])]
    said += [f"in {element.language}"] * (element.language != language)
    said += [f"“{element.alt}”"] * (element.alt is not None)
    said += [f"as “{element.spoken}”"] * (element.spoken is not None)
    yield f"{'  ' * depth}{' '.join(said)}"
    for kid in element.kids:
        if isinstance(kid, str):
            yield f"{'  ' * (depth + 1)}| {' '.join(kid.split())}"
        else:
            yield from spoken(kid, element.language, depth + 1)


def main() -> None:
    file, wanted = Path(sys.argv[1]), " ".join(sys.argv[2:]).lower()
    with opened(file) as document:
        for element in document.elements:
            if element.role == "Art" and element.name and wanted in element.title.lower():
                print(*spoken(element), sep="\n")


if __name__ == "__main__":
    main()
