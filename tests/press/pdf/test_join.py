"""The joined file: its links, outline, numbers and words about itself are those of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from tests.positions import Place, words

from pressday.layout.print import GEOMETRIES
from pressday.layout.theme import Theme
from pressday.model import Job, Step
from pressday.press.pdf import write_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.model import Edition

PAPER = GEOMETRIES["A4"]
NEAR = 30  # points between the place that a link leads to and the first words there


@dataclass(frozen=True)
class Joined:
    """A file, the words of each of its pages, and how far it was while it was made."""

    path: Path
    pdf: pikepdf.Pdf
    pages: list[list[Place]]
    steps: list[Step]

    def page(self, target: Any) -> int:
        """Return the number, from 0, of the page that a destination names."""
        return [page.obj.objgen for page in self.pdf.pages].index(target[0].objgen)

    def targets(self) -> dict[str, tuple[int, float, float]]:
        """Return page, left and top of each named destination."""
        names = self.pdf.Root.Names.Dests.Names
        pairs = [(str(names[i]), names[i + 1]) for i in range(0, len(names), 2)]
        return {n: (self.page(t), float(t[2]), PAPER.height - float(t[3])) for n, t in pairs}

    def links(self) -> Iterator[tuple[str, list[str]]]:
        """Yield where each link leads, and the words that it lies on."""
        for page, placed in zip(self.pdf.pages, self.pages, strict=True):
            for link in page.obj.get("/Annots", []):
                x, y = sorted(map(float, link.Rect[::2])), sorted(map(float, link.Rect[1::2]))
                inside = [
                    word.text
                    for word in placed
                    if x[0] <= (word.left + word.right) / 2 <= x[1]
                    and y[0] <= PAPER.height - (word.top + word.bottom) / 2 <= y[1]
                ]
                yield str(link.get("/Dest", "")), inside


@pytest.fixture(scope="module")
def joined(
    weekly: Edition, media: Path, shared_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Joined]:
    job = Job(
        theme=Theme(), size="A4", media=lambda name: media / f"{name}.jpg", cache=shared_cache,
        target=tmp_path_factory.mktemp("joined") / "paper.pdf", workers=2,
    )  # fmt: skip
    steps = [one for one in write_pdf(weekly, job) if isinstance(one, Step)]
    with pikepdf.open(job.target) as pdf:
        yield Joined(job.target, pdf, words(job.target), steps)


def test_a_link_to_a_piece_leads_to_the_head_of_its_own_type(
    joined: Joined, weekly: Edition
) -> None:
    targets = joined.targets()
    for piece in weekly.pieces:
        page, left, top = targets[f"a-{piece.id}"]
        below = [w for w in joined.pages[page] if w.top > top - 15 and w.left > left - 3]
        first = min(below, key=lambda word: word.top)
        assert first.top - top < NEAR
        assert abs(min(word.left for word in below) - left) < 3
        heading = " ".join(word.text for word in joined.pages[page])
        assert piece.headline.split()[-1] in heading


def test_a_link_to_a_note_leads_to_its_first_word(joined: Joined) -> None:
    ((page, left, top),) = [spot for name, spot in joined.targets().items() if "-fn-" in name]
    near = [w for w in joined.pages[page] if abs(w.left - left) < 1 and abs(w.top - top) < 2]
    assert [word.text for word in near] == ["A"]


def test_links_lie_on_the_words_that_say_where_they_lead(joined: Joined, weekly: Edition) -> None:
    links = [(target, " ".join(on)) for target, on in joined.links()]
    assert (f"a-{weekly.cover}", "the lead") in links
    assert any(target.endswith("-fn-1") and on.startswith("a note") for target, on in links)
    for piece in weekly.pieces:
        numbers = [on for target, on in links if target == f"a-{piece.id}"]
        page = joined.targets()[f"a-{piece.id}"][0] + 1
        assert str(page) in numbers  # in the contents or the colophon
        assert any(piece.headline in on for on in numbers)


def test_the_outline_leads_to_the_pages_that_its_lines_name(
    joined: Joined, weekly: Edition
) -> None:
    with joined.pdf.open_outline() as outline:
        sections = [item for item in outline.root if item.children]
        places = {c.title: joined.page(c.destination) for s in sections for c in s.children}
        tops = {item.title: joined.page(item.destination) for item in outline.root}
    assert places == {p.headline: joined.targets()[f"a-{p.id}"][0] for p in weekly.pieces}
    assert list(tops.values()) == sorted(tops.values())
    assert tops["The Proof"] == 0
    assert tops["Colophon"] == len(joined.pages) - 1


def test_a_reader_shows_the_numbers_that_are_printed_and_opens_the_outline(
    joined: Joined,
) -> None:
    assert [page.label for page in joined.pdf.pages] == [
        str(number) for number in range(1, len(joined.pages) + 1)
    ]
    assert joined.pdf.Root.PageMode == "/UseOutlines"
    assert bool(joined.pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_file_says_what_it_is_and_knows_no_hour_but_the_mornings_of_its_day(
    joined: Joined, weekly: Edition
) -> None:
    info = {name: str(value) for name, value in joined.pdf.docinfo.items()}
    with joined.pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        said = dict(xmp)
        assert xmp["dc:title"] == info["/Title"]
        assert xmp["dc:creator"] == [info["/Author"]] == ["The Proof"]
        assert xmp["dc:description"] == info["/Subject"] == "Weekly"
        assert xmp["dc:identifier"] == weekly.identifier
        assert list(xmp["dc:language"]) == ["en"]
    assert info["/Title"].startswith("The Proof, No. 48")
    assert info["/Creator"] == info["/Producer"] == "Pressday"
    assert str(joined.pdf.Root.Lang) == "en"
    morning = weekly.date.isoformat()
    dates = [v for n, v in said.items() if n.endswith("Date")]
    assert len(dates) == 3
    assert {str(date)[:13] for date in dates} == {f"{morning}T06"}
    stamp = f"D:{morning.replace('-', '')}06"
    assert {info[f"/{n}"][: len(stamp)] for n in ("CreationDate", "ModDate")} == {stamp}


def test_each_page_closes_what_it_opens(joined: Joined) -> None:
    for page in joined.pdf.pages:
        drawn = [str(command.operator) for command in pikepdf.parse_content_stream(page)]
        depth = 0
        for operator in drawn:
            depth += (operator == "q") - (operator == "Q")
            assert depth >= 0
        assert depth == 0


def test_progress_goes_on_to_its_end(joined: Joined) -> None:
    pieces = [s for s in joined.steps if s.name == "pages" and not s.detail.startswith("front")]
    assert [step.name for step in joined.steps] == sorted(
        (step.name for step in joined.steps), reverse=True
    )
    joins = [(step.done, step.total) for step in joined.steps if step.name == "join"]
    assert joins == [(0, 1), (1, 1)]
    flows = [step for step in pieces if step.total > 1]
    assert [step.done for step in flows] == list(range(flows[0].total + 1))
    assert all(step.done <= step.total for step in joined.steps)
