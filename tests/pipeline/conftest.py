"""A publication on disk, a week of work with it, and a site on loopback."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from pressday import pipeline
from pressday.body import Body
from pressday.config import load_publication
from pressday.edition import Lock, read_sheet
from pressday.edition.lock import write_lock
from pressday.extract import extract_markdown
from pressday.library import Library
from pressday.model import Artifact, Draft, Outcome
from pressday.pipeline.own_pictures import kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pressday.config import Publication
    from pressday.model import Article, Summary

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TODAY = NOW.date()
TEXT = "A sentence that says something about the harbour. " * 30
HEAD = 'schema = 1\n[publication]\ntitle = "The Proof"\nlanguage = "en"\n'
EVERYTHING = pipeline.Choice()
FOLDER = '[[source]]\nkind = "folder"\npath = "articles"\nsection = "News"\n'
PIXELS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 600" width="900" height="600">'
    '<path d="M0 0h900v600H0z" fill="#a33"/></svg>'
)


@dataclass(frozen=True)
class Week:
    """A publication and its editor."""

    folder: Path

    now = NOW
    text = TEXT
    head = HEAD
    source = FOLDER
    drawing = PIXELS

    def settings(self, text: str) -> None:
        (self.folder / "pressday.toml").write_text(text)

    def publication(self) -> Publication:
        return load_publication(self.folder)

    def article(self, name: str, title: str, body: str = TEXT, **front: str) -> None:
        path = self.folder / "articles" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        fields = "".join(f"{key}: {value}\n" for key, value in ({"title": title} | front).items())
        path.write_text(f"---\n{fields}---\n\n{body}\n", "utf-8")

    def collect(self, choice: pipeline.Choice = EVERYTHING, now: datetime = NOW) -> list[Any]:
        return outcomes(pipeline.collect(self.publication(), now=now, choice=choice))

    @property
    def asked(self) -> list[str]:
        """What the site was asked for."""
        return _Site.asked

    @property
    def broken(self) -> set[str]:
        """What the site cannot give at the moment."""
        return _Site.broken

    def kept(self, article: str) -> Article | None:
        """Return an article as the library has it."""
        with Library.open(self.folder / "library") as library:
            return library.article(article)

    def keep(self, title: str, day: str, text: str = "", now: datetime = NOW) -> str:
        """Put an article into the library as if it had been collected, and return its id."""
        text = text or " ".join(f"{title.replace(' ', '')}{word}" for word in range(160))
        draft = Draft(
            identity=title,
            title=title,
            body=Body(f"<p>{text}</p>"),
            section="News",
            published=datetime.fromisoformat(f"{day}T08:00:00+00:00"),
        )
        with Library.open(self.folder / "library") as library:
            saved = library.add(draft, {}, raw=b"", media_type="text/plain", fetched=now)
        return saved.article.id

    def keep_markdown(
        self, text: str, pictures: Mapping[str, bytes] = MappingProxyType({}), now: datetime = NOW
    ) -> str:
        """Put a text in Markdown into the library, its pictures by name, and return its id."""
        draft = extract_markdown(text, identity="kept", name="kept.md", base="file:///kept/")
        with Library.open(self.folder / "library") as library:
            known = {
                f"file:///kept/{name}": replace(kept(data, library), alt=image.alt,
                                                caption=image.caption, credit=image.credit)
                for name, data in pictures.items()
                for image in draft.images
                if image.url.endswith(name)
            }  # fmt: skip
            told = replace(draft, section="News")
            saved = library.add(told, known, raw=b"", media_type="text/markdown", fetched=now)
        return saved.article.id

    def summaries(self) -> list[Summary]:
        """Return what there is in the library, copies included."""
        with Library.open(self.folder / "library") as library:
            return list(library.summaries(library.ids()).values())

    def add(self, *inputs: str) -> list[Any]:
        return outcomes(pipeline.add(self.publication(), inputs, now=NOW))

    def read(self, *urls: str, kind: str = "feed") -> list[Any]:
        sources = "".join(
            f'[[source]]\nkind = "{kind}"\nurl = "{url}"\nsection = "News"\n' for url in urls
        )
        self.settings(f'{HEAD}{sources}[fetch]\nallow = ["127.0.0.1"]\n')
        return self.collect()

    def plan(self, today: date = TODAY, day: date | None = None) -> pipeline.Planned:
        return pipeline.plan(self.publication(), today=today, day=day)

    def freeze(self) -> None:
        """Finish the newest edition, planned where there is none."""
        newest = max(self.folder.glob("editions/*/edition.toml"), default=None)
        sheet = read_sheet(newest or self.plan().sheet.path)
        write_lock(sheet, Lock(number=sheet.number or 1, articles={}, made={}))

    def build(self, name: str = "", **options: Any) -> list[Any]:
        publication = self.publication()
        name = pipeline.choose_edition(publication, name)
        return outcomes(pipeline.build(publication, name, **options))

    def epub(self) -> Path:
        made = self.build(formats=["epub"])
        return next(o.value.path for o in made if isinstance(o.value, Artifact))

    def edit(self, old: str, new: str) -> None:
        path = self.folder / "editions" / "2026-W48" / "edition.toml"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    def files(self, under: str = "") -> list[str]:
        folder = self.folder / under
        return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def outcomes(events: Any) -> list[Any]:
    return [event for event in events if isinstance(event, Outcome)]


@pytest.fixture
def week(tmp_path: Path) -> Week:
    made = Week(tmp_path)
    made.settings(HEAD + FOLDER)
    made.article("one", "Sixty papers", date="2026-11-24")
    made.article("two", "The quiet street", date="2026-11-23")
    return made


class _Site(BaseHTTPRequestHandler):
    """Serves a feed of one page with one picture, an empty feed, and a page without its picture."""

    asked: ClassVar[list[str]] = []
    broken: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        self.asked.append(self.path)
        host = f"http://{self.headers['Host']}"
        page = (
            f"<html lang=en><head><title>Harbour</title></head><body><article><h1>Harbour</h1>"
            f"<p>{TEXT}</p><figure><img src='{host}/picture.svg' alt='A quay'><figcaption>The quay"
            f"</figcaption></figure><p>{TEXT}</p></article></body></html>"
        )
        feed = (
            '<rss version="2.0"><channel><title>Wire</title><item><title>Harbour</title>'
            f"<link>{host}/page</link><guid>1</guid><pubDate>Tue, 24 Nov 2026 08:00:00 GMT"
            "</pubDate></item></channel></rss>"
        )
        answers = {
            "/feed": ("application/rss+xml", feed),
            "/empty": ("application/rss+xml", ""),
            "/page": ("text/html; charset=utf-8", page),
            "/lost": ("text/html; charset=utf-8", page.replace("picture.svg", "gone.png")),
            "/picture.svg": ("image/svg+xml", PIXELS),
        }
        media_type, body = answers.get(self.path, ("", ""))
        status = 503 if self.path in self.broken else 200 if media_type else 404
        self.send_response(status)
        self.send_header("Retry-After", "3600")
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _Site.broken.clear()
    server.shutdown()
    server.server_close()
    thread.join()
