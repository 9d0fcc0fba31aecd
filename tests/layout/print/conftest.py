"""Pieces and editions that fill no disk: layout reads values only."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from lxml import html

from pressday.body import Body
from pressday.layout.print import GEOMETRIES
from pressday.layout.print.overview import Overview
from pressday.layout.print.story import Story, tell
from pressday.layout.theme import Theme
from pressday.layout.words import furniture
from pressday.model import Article, Edition, Image, Masthead, Piece, Section
from pressday.text import sha256

SENTENCE = "The web climbs out of the second unit a little after one in the morning. "
LONG = f"<p>{SENTENCE * 4}</p>"
"""A paragraph that can carry a drop cap."""


def image(width: int = 1500, height: int = 1000, **fields: Any) -> Image:
    """Return a picture that is told from others by its size."""
    media = sha256(f"{width} {height}".encode())
    given = {"media": media, "media_type": "image/jpeg"} | fields
    return Image(width_px=width, height_px=height, **given)


def piece(headline: str = "Sixty papers", body: str = LONG, **fields: Any) -> Piece:
    """Return a piece; what is not a field of it is one of its article's."""
    own = {k: fields.pop(k) for k in ("standfirst", "weight", "layout", "image") if k in fields}
    count = fields.pop("words", Body(body).words)
    given: dict[str, Any] = {
        "id": sha256(headline.encode())[:12],
        "revision": "1",
        "source": "tests",
        "url": "https://paper.example/sixty",
        "published": datetime(2026, 11, 24, tzinfo=UTC),
        "provenance": {"published": "declared"},
        "fetched": datetime(2026, 11, 25, tzinfo=UTC),
    }
    article = Article(title=headline, body=Body(body), **given | fields)
    placed: dict[str, Any] = {"standfirst": "", "weight": "feature"} | own
    return Piece(article=article, headline=headline, body=Body(body), words=count, **placed)


def edition(*sections: tuple[str, list[Piece]], **fields: Any) -> Edition:
    """Return an edition of named sections."""
    made = (
        Section(name=name, number=number, pieces=tuple(pieces))
        for number, (name, pieces) in enumerate(sections, start=1)
    )
    given: dict[str, Any] = {
        "name": "2026-W48",
        "identifier": "urn:uuid:00000000-0000-5000-8000-000000000048",
        "masthead": Masthead(title="The Proof", language="en", tagline="Weekly"),
        "number": 48,
        "date": date(2026, 11, 29),
        "span": (date(2026, 11, 23), date(2026, 11, 29)),
    }
    return Edition(sections=tuple(made), **given | fields)


def story(told: Piece, language: str = "en", section: int = 1, **options: Any) -> Story:
    """Return the story of a piece that is an edition's only one."""
    masthead = Masthead(title="The Proof", language=language)
    return tell(edition(("News", [told]), masthead=masthead), told, section, "News", **options)


def overview(made: Edition) -> Overview:
    """Return what the late pages of an edition are made from."""
    stories = tuple(tell(made, p, s.number, s.name) for s in made.sections for p in s.pieces)
    words = furniture(made.masthead.language)
    return Overview(
        edition=made, theme=Theme(), words=words, geometry=GEOMETRIES["A4"], stories=stories
    )


def texts(page: str, path: str) -> list[str]:
    """Return the text of each element of `page` that a CSS selector finds."""
    return [
        " ".join(" ".join(map(str, e.itertext())).split())
        for e in html.fromstring(page).cssselect(path)
    ]


def long(name: str, **fields: Any) -> Piece:
    """Return a piece of three columns or more."""
    return piece(name, LONG * 9, words=900, **fields)


WEEK = edition(
    ("News", [long("Lead", weight="lead", image=image()), long("Second"), long("Third")]),
    ("Craft", [long("Type"), long("Ink")]),
    ("Talk", [long("Dots")]),
)
