"""Editions of any size for the benchmarks: saved pages or the sample, generated pictures."""

from __future__ import annotations

import io
import pickle
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.model import Article, Draft, Edition, Image, Masthead, Piece, Section
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SECTIONS = ("News", "Culture", "Science", "Opinion")
LENGTHS = (60, 4000)  # words
SHAPES = ((1600, 1067), (1600, 1067), (900, 600), (640, 800), (1200, 700), (320, 240))
MOST_PICTURES = 8
LISTINGS = 18  # as many pictures inside articles are drawn; they are used again


def prepare(
    pages: Iterable[tuple[str, bytes]] | None, examples: Path, count: int, folder: Path
) -> None:
    """Write `count` articles and their pictures to `folder`; only the input decides which."""
    drafts = [d for d in _drafts(pages, examples) if LENGTHS[0] < d.body.words < LENGTHS[1]]
    random.Random(7).shuffle(drafts)
    (folder / "media").mkdir(parents=True)
    articles = [_article(drafts[n % len(drafts)], n, folder) for n in range(count)]
    (folder / "articles.pickle").write_bytes(pickle.dumps(articles))


def _drafts(pages: Iterable[tuple[str, bytes]] | None, examples: Path) -> Iterable[Draft]:
    from pressday.errors import PressdayError
    from pressday.extract import extract_markdown, extract_page

    if pages is None:
        for path in sorted(examples.rglob("articles/*.md")):
            yield extract_markdown(
                path.read_text("utf-8"),
                identity=path.name,
                name=path.name,
                base=path.parent.as_uri(),
            )
        return
    for name, data in pages:
        try:
            yield extract_page(data, identity=name, url="https://corpus.example/page.html")
        except PressdayError:
            continue


def _article(draft: Draft, number: int, folder: Path) -> Article:
    chance = random.Random(number)
    images: dict[str, Image] = {}
    root = draft.body.tree()
    for listing, element in enumerate(list(root.iter("img"))):
        if listing >= MOST_PICTURES:
            element.drop_tree()
            continue
        image = _picture(chance.randrange(LISTINGS), *chance.choice(SHAPES), folder)
        images[image.media] = image
        element.set("src", f"media:{image.media}")
    lead = _picture(1000 + number, 1600, 1067, folder) if number % 3 else None
    if lead:
        images[lead.media] = lead
    return Article(
        id=sha256(f"{draft.identity} {number}".encode())[:12],
        revision="1",
        source="benchmark",
        title=draft.title or "Untitled",
        body=Body.of(root),
        url=f"https://corpus.example/{number}",
        standfirst=draft.standfirst,
        bylines=draft.bylines,
        site=draft.site,
        language=draft.language or "en",
        fetched=datetime(2026, 11, 23, tzinfo=UTC),
        lead=lead.media if lead else "",
        images=tuple(images.values()),
        kind=draft.kind,
    )


def _picture(seed: int, width: int, height: int, folder: Path) -> Image:
    """Draw clouds and discs: about as heavy as a photograph of the size."""
    from PIL import Image as Pixels
    from PIL import ImageDraw

    chance = random.Random(seed)
    small = bytes(chance.randrange(256) for _ in range(48 * 32))
    pixels = Pixels.frombytes("L", (48, 32), small).resize(
        (width, height), Pixels.Resampling.BICUBIC
    )
    pixels = pixels.convert("RGB")
    draw = ImageDraw.Draw(pixels)
    for _ in range(60):
        x, y, size = chance.randrange(width), chance.randrange(height), chance.randrange(9, 90)
        draw.ellipse((x, y, x + size, y + size), fill=tuple(chance.randrange(256) for _ in "rgb"))
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=90)
    name = sha256(out.getvalue())
    (folder / "media" / f"{name}.jpg").write_bytes(out.getvalue())
    return Image(
        media=name, media_type="image/jpeg", width_px=width, height_px=height,
        caption="A generated picture", credit="Generated",
    )  # fmt: skip


def edition_of(folder: Path, count: int) -> Edition:
    """Return the edition of the first `count` articles: four sections, pieces of every weight."""
    articles = pickle.loads((folder / "articles.pickle").read_bytes())[:count]
    sections = []
    for number, name in enumerate(SECTIONS, start=1):
        pieces = [_piece(a) for a in articles[number - 1 :: len(SECTIONS)]]
        if pieces:
            sections.append(Section(name=name, number=number, pieces=_ordered(pieces)))
    return Edition(
        name="2026-W48",
        identifier="urn:uuid:00000000-0000-5000-8000-000000000000",
        masthead=Masthead(title="The Bench", language="en", tagline="Everything at once"),
        number=48,
        date=date(2026, 11, 29),
        span=(date(2026, 11, 23), date(2026, 11, 29)),
        sections=tuple(sections),
        cover=sections[0].pieces[0].id,
    )


def _piece(article: Article) -> Piece:
    count = article.body.words
    return Piece(
        article=article,
        headline=article.title,
        standfirst=article.standfirst,
        body=article.body,
        weight="brief" if count < 150 else "feature",
        image=article.lead_image,
        words=count,
    )


def _ordered(pieces: list[Piece]) -> tuple[Piece, ...]:
    fit = [p for p in pieces if p.image and 300 < p.words < 1800]
    lead = max(fit, key=lambda p: p.words, default=pieces[0])
    rest = sorted((p for p in pieces if p is not lead), key=lambda p: p.weight == "brief")
    return (replace(lead, weight="lead"), *rest)


def edited(edition: Edition) -> Edition:
    """Return `edition` with a word changed in the middle of its longest piece of usual length."""
    piece = max((p for p in edition.pieces if p.words < 1500), key=lambda p: p.words)
    html = piece.body.html
    middle = html.index(" ", html.index("<p>", len(html) // 2))
    changed = replace(piece, body=Body(f"{html[:middle]} indeed{html[middle:]}"))
    sections = (
        replace(s, pieces=tuple(changed if p is piece else p for p in s.pieces))
        for s in edition.sections
    )
    return replace(edition, sections=tuple(sections))
