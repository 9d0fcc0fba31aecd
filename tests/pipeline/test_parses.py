"""How often the text of one article is parsed on its way from a page to PDF and EPUB."""

from __future__ import annotations

import io
import pickle
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow

import pressday
from pressday.body import markup
from pressday.library import Library
from pressday.model import Image

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "The ferry keeps its paper tickets, blue for out and buff for home. "
TEXT = "".join(f"<p>{number}. {SENTENCE * 6}</p>" for number in range(13))
PICTURE = "https://ferry.example/deck.png"
PAGE = (
    f"<html lang=en><head><title>Tickets</title></head><body><nav><a href=/>Home</a></nav><article>"
    f"<h1>Tickets</h1>{TEXT}<figure><img src='{PICTURE}' alt='The deck' width=900 height=600>"
    f"<figcaption>The deck at noon</figcaption></figure><p>{SENTENCE * 3}</p></article></body>"
)
LONG = 2_000  # characters: what is shorter is a line, not the article


class Parses:
    """Counts the calls of the one parser of fragments that read a whole article."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        parse = markup._nodes

        def counted(html: str) -> list[object]:
            self.count += len(html) > LONG
            return list(parse(html))

        monkeypatch.setattr(markup, "_nodes", counted)

    def since(self) -> int:
        """Return how many there were since this was asked last."""
        count, self.count = self.count, 0
        return count


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> Parses:
    return Parses(monkeypatch)


@pytest.fixture
def paper(tmp_path: Path, parses: Parses) -> pressday.Paper:
    """A publication with the page collected: at most three parses of its text."""
    pressday.init(tmp_path / "paper")
    paper = pressday.open(tmp_path / "paper")
    read = pressday.extract_page(PAGE.encode(), identity="t", url="https://ferry.example/t")
    draft = pickle.loads(pickle.dumps(read))  # noqa: S301 - as it comes from a worker
    with Library.open(paper.publication.library) as library:
        data = io.BytesIO()
        Pillow.new("RGB", (900, 600), "navy").save(data, "PNG")
        media = library.put_picture(data.getvalue(), "image/png")
        image = Image(media=media, media_type="image/png", width_px=900, height_px=600)
        now = datetime(2026, 11, 27, tzinfo=UTC)
        saved = library.add(draft, {PICTURE: image}, raw=b"x", media_type="text/html", fetched=now)
    assert saved.article.body.words > 900
    assert saved.article.body.media == (media,)
    assert 0 < parses.since() <= 3
    return paper


def test_looking_and_planning_parse_nothing(paper: pressday.Paper, parses: Parses) -> None:
    assert [row.article.title for row in paper.articles("ferry")] == ["Tickets"]
    assert [row.article.title for row in planned(paper).rows if row.article] == ["Tickets"]
    assert parses.since() == 0


@pytest.mark.parametrize("formats", [["pdf"], ["epub"], ["pdf", "epub"]])
def test_a_build_parses_a_text_once_for_all_formats(
    paper: pressday.Paper, parses: Parses, formats: list[str]
) -> None:
    planned(paper)
    outcomes = [o for o in paper.build(formats=formats) if isinstance(o, pressday.Outcome)]
    assert len([o for o in outcomes if isinstance(o.value, pressday.Artifact)]) == len(formats)
    assert parses.since() == 1


def planned(paper: pressday.Paper) -> pressday.Planned:
    return paper.plan(date(2026, 11, 27))
