"""What a typesetter is given: the text of one flow, its style, and where its pictures are."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """All that goes into a fragment: text, style, and where the bytes of each picture are.

    It becomes pages, or a `galley` to be taken apart.
    """

    name: str
    html: str
    stylesheet: str
    galley: bool = False
    pictures: Mapping[str, Path] = field(default_factory=dict)
    long_side_px: int = 1800
    quality: int = 84

    def key(self) -> str:
        """Return the hash of all that decides how the flow looks; never of a path or a time.

        Pictures are named by their own hash, fonts and our own code by the hash
        of their bytes.
        """
        from pressday.press.fonts import fonts_by_hash

        parts = (
            self.html, self.stylesheet, *sorted(self.pictures), *sorted(fonts_by_hash()),
            f"{self.long_side_px} {self.quality} {self.galley}", *_versions(),
        )  # fmt: skip
        return sha256("\0".join(parts).encode()).hexdigest()[:40]


@cache
def _versions() -> tuple[str, ...]:
    """Return the versions of the libraries, and the hash of the code, that set a flow."""
    from importlib.metadata import version

    from pressday.pictures import scaled

    here = Path(__file__).parent
    made_by = [
        *here.rglob("*.py"),
        Path(scaled.__file__),
    ]
    code = sha256(b"".join(path.read_bytes() for path in sorted(made_by))).hexdigest()
    return (code, *(version(n) for n in ("weasyprint", "pydyf", "pillow", "pyphen")))
