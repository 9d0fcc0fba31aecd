"""An editor's own version of an article: what it changes, and that it changes nothing else."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image as Pillow

from pressday.edition.heads import as_the_article_says
from pressday.errors import ConfigError, UsageError
from pressday.library import Library
from pressday.pipeline.building import assembled, chosen
from pressday.pipeline.edits import Versions
from pressday.pipeline.short_forms import Editing

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.edition import Assembled
    from pressday.model import Piece

TEXT = """---
title: Sixty papers
standfirst: Nobody slept.
author: Ada Finch
date: 2026-11-24
source: The Proof
image: lead.png
image_alt: A press
image_caption: Half past two
image_credit: Ben Yew
---

The *first* paragraph.

![A quay](quay.png "The quay at six. | Ada Finch")

## A heading

| A | B |
| --- | --- |
| 1 | 2 |

The last paragraph, with [a link](https://x.example/).
"""


def picture(name: str) -> bytes:
    data = BytesIO()
    Pillow.new("RGB", (900, 600), "teal" if name == "quay.png" else "navy").save(data, "png")
    return data.getvalue()


class Desk:
    """An edition of one article with two pictures, and its editor."""

    def __init__(self, week: Any) -> None:
        week.keep_markdown(TEXT, {name: picture(name) for name in ("quay.png", "lead.png")})
        self.sheet = week.plan().sheet.path
        self.publication = week.publication()
        self.editing = Editing(publication=self.publication)
        self.versions = Versions(editing=self.editing)

    def begin(self) -> Path:
        return self.versions.edit("1").path

    def assembled(self) -> Assembled:
        with Library.open(self.publication.library) as library:
            return assembled(self.publication, chosen(self.publication, ""), library)

    @property
    def piece(self) -> Piece:
        (piece,) = self.assembled().edition.pieces
        return piece


@pytest.fixture
def desk(week: Any) -> Desk:
    return Desk(week)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1, text
    path.write_text(text.replace(old, new))


def test_a_version_that_nobody_has_edited_is_the_article(desk: Desk) -> None:
    before = desk.piece
    path = desk.begin()
    after = desk.piece
    assert [b.html for b in after.body.blocks] == [b.html for b in before.body.blocks]
    assert replace(after, body=before.body) == before
    assert path.relative_to(desk.sheet.parent).as_posix() == "articles/01-sixty-papers.md"
    assert 'body = "articles/01-sixty-papers.md"' in desk.sheet.read_text()
    assert desk.versions.edit("1").path == path
    assert desk.versions.proof("1") == ()


def test_what_the_head_says_is_printed(desk: Desk) -> None:
    path = desk.begin()
    rewrite(path, 'headline = "Sixty papers"', 'headline = "One night"\nkicker = "Press"')
    rewrite(path, 'byline = "Ada Finch"', 'byline = "A. Finch"')
    rewrite(path, 'site = "The Proof"', 'site = "Proof"\ncorrection = "It was two."')
    rewrite(path, 'standfirst = "Nobody slept."', 'standfirst = ""')
    rewrite(path, 'caption = "Half past two"', 'caption = "At three"\nfocus = [0.5, 0.2]')
    rewrite(path, 'quay at six. | Ada Finch"', 'quay at seven. | Ada F."')
    piece = desk.piece
    assert (piece.headline, piece.kicker, piece.standfirst) == ("One night", "Press", "")
    assert (piece.article.bylines, piece.article.site) == (("A. Finch",), "Proof")
    assert piece.image
    assert (piece.image.caption, piece.image.focus) == ("At three", (0.5, 0.2))
    assert "The quay at seven. Ada F." in piece.body.text
    assert piece.body.text.endswith("It was two.")
    assert desk.assembled().problems == ()


def test_another_picture_may_open_it_or_an_own_one_or_none(desk: Desk) -> None:
    path = desk.begin()
    first = desk.piece.image
    assert first
    (lead, other) = sorted(path.parent.glob("pictures/*"), key=lambda p: p.stem not in first.media)
    rewrite(path, f'image = "pictures/{lead.name}"', f'image = "pictures/{other.name}"')
    opened = desk.piece.image
    assert opened
    assert opened.media.startswith(other.stem)
    assert "figure" not in desk.piece.body.html
    Pillow.new("RGB", (1200, 800), "gold").save(path.parent / "mine #1.png")
    rewrite(path, f'image = "pictures/{other.name}"', 'image = "mine #1.png"')
    own = desk.piece.image
    assert own
    assert (own.width_px, own.caption) == (1200, "")
    rewrite(path, 'image = "mine #1.png"', "image = false")
    assert desk.piece.image is None
    rewrite(path, "image = false", 'image = "../../edition.toml"')
    with pytest.raises(ConfigError, match="inside the edition's folder"):
        _ = desk.piece


def test_the_sheet_outranks_the_file_and_says_so(desk: Desk) -> None:
    path = desk.begin()
    desk.editing.retitle("1", "Seventy")
    assert (desk.piece.headline, desk.assembled().problems) == ("Seventy", ())
    rewrite(path, 'headline = "Sixty papers"', 'headline = "Eighty"')
    assert desk.piece.headline == "Seventy"
    (said,) = desk.assembled().problems
    assert "headline is set here and, otherwise, in articles/01-sixty-papers.md" in said
    assert desk.versions.proof("1") == (said,)
    rewrite(path, 'headline = "Eighty"', 'headline = "Seventy"')
    assert desk.assembled().problems == ()


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("headline =", "headlin =", 'unknown key "headlin"', 4),
        ('"Sixty papers"', "Sixty papers", "not valid TOML", 4),
        ("date = 2026-11-24", 'date = "soon"', "date", 7),
        ("correction\n+++\n", "correction\n", "the head does not end", 1),
    ],
)
def test_a_wrong_head_is_named_with_its_line(
    desk: Desk, old: str, new: str, message: str, line: int
) -> None:
    path = desk.begin()
    rewrite(path, old, new)
    with pytest.raises(ConfigError, match=message) as caught:
        desk.versions.proof("1")
    assert caught.value.where == f"{path}:{line}"


def test_a_version_of_another_article_is_refused(desk: Desk) -> None:
    path = desk.begin()
    rewrite(path, f'article = "{desk.piece.id}"', 'article = "000000000000"')
    with pytest.raises(ConfigError, match="is a version of 000000000000, not of"):
        _ = desk.piece


def test_what_markdown_does_not_say_stays_where_nobody_edits(week: Any) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    week.keep("The ferry", "2026-11-24", f'{words} <time datetime="2026-11-24">today</time>')
    week.plan()
    path = Versions(editing=Editing(publication=week.publication())).edit("1").path
    for said, kept in (("today", True), ("yesterday", False)):
        rewrite(path, " today", f" {said}")
        with Library.open(week.folder / "library") as library:
            made = assembled(week.publication(), chosen(week.publication(), ""), library)
        assert ("<time" in made.edition.pieces[0].body.html) == kept


def test_what_the_sheet_says_of_pictures_is_no_disagreement(desk: Desk) -> None:
    images = desk.piece.article.images
    digits = [image.media[:8] for image in images]
    table = f'alt = {{ {digits[0]} = "A quay", {digits[1]} = "A hall" }}'
    other = next(d for d, i in zip(digits, images, strict=True) if i.media != images[0].media)
    text = desk.sheet.read_text().replace("[[section.piece]]", "[[section.piece]]\n" + table)
    desk.sheet.write_text(text.replace(table, f'{table}\nquote = false\nimage = "{other}"'))
    path = desk.begin()
    assert f'image = "pictures/{other}' in path.read_text()
    assert desk.versions.proof("1") == ()


def test_a_day_that_was_guessed_is_not_set(desk: Desk) -> None:
    article = desk.piece.article
    assert "date" in as_the_article_says(article, None)
    guessed = replace(article, provenance={"published": "guessed"})
    assert "date" not in as_the_article_says(guessed, None)


def test_a_copy_that_takes_the_place_of_an_article_has_its_version(week: Any) -> None:
    text = " ".join(f"word{number}" for number in range(300))
    first, second = (week.keep(title, "2026-11-24", text) for title in ("The ferry", "A ferry"))
    week.plan()
    editing = Editing(publication=week.publication())
    (standing,) = week.plan().sheet.pieces
    path = Versions(editing=editing).edit("1").path
    rewrite(path, "word7 ", "mine ")
    editing.take(({first, second} - {standing.article}).pop())
    assert Versions(editing=editing).proof("1") == ()


def test_what_is_lost_in_a_version_is_told(desk: Desk) -> None:
    path = desk.begin()
    path.write_text(f"{path.read_text()}\n![x](away.png)\n\n> [!block] 0123456789ab-1 p\n")
    said = [outcome.error for outcome in desk.assembled().left_out]
    assert any("away.png" in error for error in said)
    assert any("names a block 0123456789ab-1 that the article does not have" in e for e in said)


def test_a_version_is_taken_back_and_stays(desk: Desk) -> None:
    before = desk.sheet.read_text()
    path = desk.begin()
    rewrite(path, "The last", "My last")
    deed = desk.versions.undo("1")
    assert desk.sheet.read_text() == before
    assert "The last" in desk.piece.body.text
    assert str(path) in deed.said
    assert "My last" in path.read_text()
    with pytest.raises(UsageError, match="no own version"):
        desk.versions.undo("1")
    assert deed.undo == f"pressday edit {deed.subject}"
    assert (desk.begin(), "My last" in desk.piece.body.text) == (path, True)
    desk.versions.undo("1")
    path.write_text("# Something else\n")
    assert desk.begin().name == "01-sixty-papers-2.md"
