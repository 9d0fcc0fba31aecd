"""A small edition with everything on its pages, and the PDF made of it."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image as Pixels

from pressday.body import Body
from pressday.layout.theme import Theme
from pressday.model import (
    Article,
    Artifact,
    Edition,
    Image,
    Job,
    Masthead,
    Outcome,
    Piece,
    Section,
)
from pressday.press.pdf import write_pdf
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCE = (
    "The web climbs out of the second unit a little after one in the morning, and nobody "
    "in the hall can hear anybody else while it is on its way to the folder. "
)


def prose(paragraphs: int, mark: str = "") -> str:
    """Return paragraphs in which each word can be told apart by its number."""
    return "".join(f"<p>{mark}{n} {SENTENCE * (1 + n % 4)}</p>" for n in range(paragraphs))


@dataclass(frozen=True)
class Printed:
    """A PDF that was made, and what was said while it was made."""

    path: Path
    artifact: Artifact
    said: tuple[Outcome[Artifact], ...]

    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def make_picture(media: Path) -> Callable[..., Image]:
    def make(colour: str = "teal", width: int = 1500, height: int = 1000, **fields: Any) -> Image:
        out = io.BytesIO()
        Pixels.new("RGB", (width, height), colour).save(out, "JPEG")
        name = sha256(out.getvalue())
        (media / f"{name}.jpg").write_bytes(out.getvalue())
        return Image(
            media=name, media_type="image/jpeg", width_px=width, height_px=height, **fields
        )

    return make


@pytest.fixture(scope="session")
def make_piece() -> Callable[..., Piece]:
    def make(headline: str, body: str, *, image: Image | None = None, **fields: Any) -> Piece:
        article = Article(
            id=sha256(headline.encode())[:12],
            revision="1",
            source="tests",
            title=headline,
            body=Body(body),
            url=fields.pop("url", f"https://paper.example/{sha256(headline.encode())[:6]}"),
            site="Paper",
            bylines=("Ada Quill",),
            language=fields.pop("language", "en"),
            published=datetime(2026, 11, 24, tzinfo=UTC),
            provenance={"published": "declared"},
            fetched=datetime(2026, 11, 25, tzinfo=UTC),
            images=fields.pop("images", (image,) if image else ()),
            kind=fields.pop("kind", "article"),
        )
        given = {"standfirst": "What it weighs, and who carries it", "weight": "feature"} | fields
        count = Body(body).words
        return Piece(
            article=article, headline=headline, body=Body(body), image=image, words=count, **given
        )

    return make


@pytest.fixture(scope="session")
def make_edition() -> Callable[..., Edition]:
    def make(*sections: tuple[str, list[Piece]], **fields: Any) -> Edition:
        given: dict[str, Any] = {
            "name": "2026-W48",
            "identifier": "urn:uuid:00000000-0000-5000-8000-000000000048",
            "masthead": Masthead(title="The Proof", language="en", tagline="Weekly"),
            "number": 48,
            "date": date(2026, 11, 29),
            "span": (date(2026, 11, 23), date(2026, 11, 29)),
        }
        made = tuple(
            Section(name=name, number=number, pieces=tuple(pieces))
            for number, (name, pieces) in enumerate(sections, start=1)
        )
        return Edition(sections=made, **given | fields)

    return make


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def print_edition(media: Path, shared_cache: Path, tmp_path: Path) -> Callable[..., Printed]:
    """Return a function that writes an edition's PDF; fragments are kept for the whole session."""

    def run(edition: Edition, **fields: Any) -> Printed:
        job = Job(
            theme=Theme(),
            size="A4",
            media=lambda name: media / f"{name}.jpg",
            cache=shared_cache,
            target=tmp_path / "paper.pdf",
            workers=2,
        )
        job = replace(job, **fields)
        said = tuple(o for o in write_pdf(edition, job) if isinstance(o, Outcome))
        artifact = said[-1].value
        assert artifact is not None
        return Printed(job.target, artifact, said[:-1])

    return run


@pytest.fixture(scope="session")
def weekly(
    make_edition: Callable[..., Edition],
    make_piece: Callable[..., Piece],
    make_picture: Callable[..., Image],
) -> Edition:
    """An edition with a lead, a feature that links to it, an interview, shorts and briefs."""
    picture = make_picture(caption="The press", credit="Ada Quill")
    lead = make_piece("Sixty papers, one press", prose(26, "lead"), image=picture, weight="lead")
    inner = make_picture("maroon", caption="A second picture")
    figure = f'<figure><img src="media:{inner.media}" alt="A wall of proofs"/></figure>'
    table = (
        "<table><thead><tr><th>Method</th><th>Paper</th><th>Ink</th></tr></thead><tbody>"
        "<tr><td>Laser</td><td>14.40</td><td>61.20</td></tr></tbody></table>"
    )
    link = f'<p>See <a href="{lead.article.url}">the lead</a> and <a href="#fn-1">a note</a>.</p>'
    note = (
        '<aside class="footnotes"><ol>'
        '<li class="footnote" id="fn-1"><p>A note.</p></li></ol></aside>'
    )
    feature = make_piece(
        "The alphabet in the attic",
        link + prose(8, "attic") + figure + prose(6, "forme") + table + prose(4, "case") + note,
        images=(inner,),
    )
    questions = "".join(
        f'<div class="question"><p>Question {n}?</p></div>'
        f'<div class="answer">{prose(2, f"said{n}-")}</div>'
        for n in range(6)
    )
    interview = make_piece("The dots flatter nobody", questions, kind="interview")
    briefs = [
        make_piece(f"Brief number {n}", f"<p>{SENTENCE * 3}</p>", weight="brief") for n in range(4)
    ]
    return make_edition(
        ("News", [lead, *briefs]),
        ("Craft", [feature, make_piece("A short thing", prose(5, "short"))]),
        ("Talk", [interview]),
        cover=lead.id,
        editorial=Body("<p>A proof is a promise that can still be broken.</p>"),
        next_week=Body("<p>The last of the ink makers.</p>"),
    )
