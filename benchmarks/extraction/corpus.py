"""The saved pages that extraction is measured on: text marked by people, structure, many kinds."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

REPO = Path(__file__).resolve().parents[2]
CORPUS = REPO.parent / "shared" / "corpus"
STRUCTURE_URL = "http://fakehost/test/page.html"  # the address its pages were cleaned under
FOLDS = 5


@dataclass(frozen=True, kw_only=True)
class Page:
    """A saved page: `path` is its gzipped HTML, `url` the address it is read under."""

    name: str
    path: Path
    url: str

    @cached_property
    def data(self) -> bytes:
        """The page as it was served."""
        return gzip.decompress(self.path.read_bytes())

    @property
    def fold(self) -> int:
        """The part of the corpus it belongs to: all pages of a host are in one."""
        host = "" if self.url == STRUCTURE_URL else urlsplit(self.url).hostname
        return int(hashlib.md5((host or self.name).encode()).hexdigest(), 16) % FOLDS  # noqa: S324 - no secret


@dataclass(frozen=True, kw_only=True)
class StructurePage(Page):
    """A page with the article as a reader view cleaned it, and what it says of itself."""

    @cached_property
    def expected(self) -> str:
        """The cleaned article, HTML."""
        data = gzip.decompress((self.path.parent / "expected.html.gz").read_bytes())
        return data.decode("utf-8", "replace")

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """What was read from the page's declarations; None or absent where it has none."""
        text = (self.path.parent / "expected-metadata.json").read_text("utf-8")
        found: dict[str, Any] = json.loads(text)
        return found


@dataclass(frozen=True, kw_only=True)
class TextPage(Page):
    """A page with the words of its article as a person marked them."""

    truth: str


@dataclass(frozen=True, kw_only=True)
class WidePage(TextPage):
    """A page of any kind, with what an editor would want to know of it, None where unknown."""

    kind: str
    title: str | None
    author: str | None
    day: str | None
    kept: tuple[str, ...]
    left_out: tuple[str, ...]


def structure_pages(corpus: Path, names: tuple[str, ...] = ()) -> Iterator[StructurePage]:
    """Yield the pages of the structure part, by name; only `names` where given."""
    for folder in sorted((corpus / "structure").iterdir()):
        if folder.is_dir() and (not names or folder.name in names):
            path = folder / "source.html.gz"
            yield StructurePage(name=folder.name, path=path, url=STRUCTURE_URL)


def text_pages(corpus: Path) -> Iterator[TextPage]:
    """Yield the pages of the text part, by id."""
    truth = json.loads((corpus / "articles/truth.json").read_text("utf-8"))
    for name in sorted(truth):
        path = corpus / "articles/pages" / f"{name}.html.gz"
        page = truth[name]
        yield TextPage(name=name, path=path, url=page.get("url", ""), truth=page["articleBody"])


def wide_pages(corpus: Path) -> Iterator[WidePage]:
    """Yield the pages of many kinds, by id."""
    truth = json.loads((corpus / "wcxb/truth.json").read_text("utf-8"))
    for name in sorted(truth):
        page = truth[name]
        yield WidePage(
            name=name, path=corpus / "wcxb/pages" / f"{name}.html.gz", url=page["url"],
            kind=page["kind"], truth=page["main_content"] or "", title=page["title"],
            author=page["author"], day=page["publish_date"],
            kept=tuple(page["with"] or ()), left_out=tuple(page["without"] or ()),
        )  # fmt: skip
