"""Setting one flow with WeasyPrint: a pure function from text to fragment, run in workers."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pressday.press.pdf.fragment import Fragment

if TYPE_CHECKING:
    from collections.abc import Mapping

_PT = 0.75  # points in a CSS pixel

_SAID_BETTER = (".notdef glyph", "Failed to load image at")  # by the pipeline, and by `lost`


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """All that goes into a fragment: text, style, and where the bytes of each picture are."""

    name: str
    html: str
    stylesheet: str
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
            f"{self.long_side_px} {self.quality}", *_versions(),
        )  # fmt: skip
        return sha256("\0".join(parts).encode()).hexdigest()[:40]


@cache
def _versions() -> tuple[str, ...]:
    """Return the versions of the libraries, and the hash of the code, that set a flow."""
    from importlib.metadata import version

    from pressday.layout import makeup
    from pressday.pictures import scaled

    here = Path(__file__).parent
    made_by = [
        *here.glob("*.py"),
        *Path(makeup.__file__).parent.glob("*.py"),
        Path(scaled.__file__),
    ]
    code = sha256(b"".join(path.read_bytes() for path in sorted(made_by))).hexdigest()
    return (code, *(version(n) for n in ("weasyprint", "pydyf", "pillow", "pyphen")))


def prepare(font_config: str) -> None:
    """Make this process a typesetter: fonts are ours, interruptions the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    os.environ["FONTCONFIG_FILE"] = font_config
    from pressday.press.pdf import faces, galley

    galley.install()
    faces.install()
    gc.freeze()  # what is loaded now stays; collecting it again and again took a tenth of the time
    gc.set_threshold(50_000, 20, 20)


def _leave_with_parent() -> None:
    """End this process when its parent is gone, even if that was killed without a word."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def set_flow(copy: Copy, derivatives: Path) -> Fragment:
    """Return `copy` set in type; pictures are scaled on the way and kept in `derivatives`."""
    try:
        return _set(copy, derivatives)
    finally:
        gc.collect()  # a laid-out document is full of cycles, and the next one may be as large


def _set(copy: Copy, derivatives: Path) -> Fragment:
    from weasyprint import HTML

    from pressday.press.pdf.absent import without_absent
    from pressday.press.pdf.faces import noted
    from pressday.press.pdf.fetcher import Fetcher

    fetcher = Fetcher(copy, derivatives)
    style, style_faults = _style(copy.stylesheet)
    with _Complaints() as complaints:
        source = HTML(
            string=without_absent(copy.html),
            base_url="flow:",
            url_fetcher=fetcher,
            media_type="print",
        )
        document = source.render(stylesheets=[style], font_config=_font_config())
        pdf = document.write_pdf()
    if fetcher.fault:
        raise fetcher.fault
    return Fragment(
        pdf=pdf,
        pages=len(document.pages),
        anchors=_anchors(document),
        faces=noted(document),
        faults=tuple(complaints.lines),
        style_faults=style_faults,
        lost=tuple(fetcher.lost),
    )


@cache
def _font_config() -> Any:  # noqa: ANN401 - WeasyPrint is untyped
    """Return this process's font configuration: it holds no web fonts, so flows can share it."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=4)
def _style(text: str) -> tuple[Any, tuple[str, ...]]:
    """Return a parsed stylesheet and its faults; a book's flows share one that fetches nothing."""
    from weasyprint import CSS

    with _Complaints() as complaints:
        style = CSS(string=text, base_url="flow:", url_fetcher=_refuse, font_config=_font_config())
    return style, tuple(complaints.lines)


def _refuse(url: str) -> Any:  # noqa: ANN401
    raise ValueError(f"a stylesheet may not fetch: {url[:80]}")


def _anchors(document: Any) -> dict[str, tuple[int, float, float]]:  # noqa: ANN401
    """Return where each anchor stands; one that goes on over several pages stands on the first."""
    found: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for name, box in page.anchors.items():
            found.setdefault(name, (number, round(box[0] * _PT, 2), round(box[1] * _PT, 2)))
    return found


class _Complaints(logging.Handler):
    """Collects what WeasyPrint logs as a warning or worse while it sets one flow."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_SAID_BETTER):
            self.lines.append(message)

    def __enter__(self) -> Self:
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)
