"""Setting one flow with WeasyPrint: a pure function from text to fragment, run in workers."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Self

from pressday.press.pdf.fragment import Fragment

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.errors import LayoutError
    from pressday.press.pdf.manuscript import Copy

_PT = 0.75  # points in a CSS pixel

_SAID_BETTER = (".notdef glyph", "Failed to load image at")  # by the pipeline, and by `lost`


def prepare(font_config: str) -> None:
    """Make this process a typesetter: fonts are ours, interruptions the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    os.environ["FONTCONFIG_FILE"] = font_config
    _fit()
    gc.freeze()  # what is loaded now stays; collecting it again and again took a tenth of the time
    gc.set_threshold(50_000, 20, 20)


@cache
def _fit() -> LayoutError | None:
    """Take our places inside WeasyPrint; return why that cannot be.

    Told when something is to be set: an error while a process starts says nothing.
    """
    from pressday.errors import LayoutError
    from pressday.press.pdf import faces, insides, lines, proofreader
    from pressday.press.pdf.tags import marking

    try:
        insides.install(
            faces.placeholders,
            (proofreader.note, marking.plan),
            proofreader.see,
            marking.is_content,
            marking.note,
        )
        insides.install_lines(lines.justify, lines.split, lines.lines_of)
    except LayoutError as error:
        return error
    return None


def _leave_with_parent() -> None:
    """End this process when its parent is gone, even if that was killed without a word."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def set_flow(copy: Copy, derivatives: Path) -> Fragment:
    """Return `copy` set in type; pictures are scaled on the way and kept in `derivatives`.

    Raises LayoutError when this process can set nothing at all.
    """
    if unfit := _fit():
        raise unfit
    try:
        return _set(copy, derivatives)
    finally:
        gc.collect()  # a laid-out document is full of cycles, and the next one may be as large


def _set(copy: Copy, derivatives: Path) -> Fragment:
    from weasyprint import HTML

    from pressday.press.pdf.faces import noted
    from pressday.press.pdf.fetcher import PictureFetcher
    from pressday.press.pdf.galley import TakenApart, take_apart
    from pressday.press.pdf.missing_characters import without_absent
    from pressday.press.pdf.proofreader import read

    fetcher = PictureFetcher(copy, derivatives)
    style, style_faults = _style(copy.stylesheet)
    with _Complaints() as complaints:
        source = HTML(
            string=without_absent(copy.html),
            base_url="flow:",
            url_fetcher=fetcher,
            media_type="print",
        )
        document = source.render(stylesheets=[style], font_config=_font_config())
        apart = take_apart(document) if copy.galley else TakenApart()
        if copy.galley:
            document = document.copy(apart.pages)
        pdf = document.write_pdf(pdf_tags=True)
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
        findings=read(document.pages[: apart.whole or None], source),
        galley=apart.measures,
        takes=apart.takes,
        tags=document.tags,
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
        self._log().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._log().removeHandler(self)

    @staticmethod
    def _log() -> logging.Logger:
        from pressday.press.pdf.insides import log

        return log()
