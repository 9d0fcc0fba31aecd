"""A new text of the source comes into the editor's own version, and says so."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image as Pillow

from pressday.library import Library
from pressday.pipeline.building import assembled, chosen
from pressday.pipeline.edits import Versions
from pressday.pipeline.merging import merge_versions
from pressday.pipeline.short_forms import Editing

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.edition import Assembled
    from pressday.model import Piece
    from pressday.pipeline.merging import Merged

FIRST = "The ferry lay at the old quay and nobody went aboard that evening."
SECOND = "A dog slept on the ramp until the harbour master had counted his keys."
THIRD = "Then the tide turned as it always does in this part of the world."


def printing(week: Any) -> Assembled:
    publication = week.publication()
    with Library.open(publication.library) as library:
        return assembled(publication, chosen(publication, ""), library)


class Correction:
    """A version of an article in a folder source, and the source that goes on writing."""

    def __init__(self, week: Any) -> None:
        self.week = week
        self.write(FIRST, SECOND, THIRD)
        week.plan()
        self.path: Path = Versions(editing=Editing(publication=week.publication())).edit("1").path

    def write(self, *blocks: str, title: str = "Sixty papers") -> None:
        """Let the source say something."""
        head = f"---\ntitle: {title}\ndate: 2026-11-24\n---\n\n"
        self.week.keep_markdown(head + "\n\n".join(blocks))

    def edit(self, old: str, new: str) -> None:
        text = self.path.read_text()
        assert old in text
        self.path.write_text(text.replace(old, new, 1))

    def merge(self) -> Merged:
        (merged,) = merge_versions(self.week.publication())
        return merged

    def left_out(self) -> tuple[str, ...]:
        return tuple(outcome.error for outcome in printing(self.week).left_out)

    def printed(self) -> tuple[Piece, tuple[str, ...]]:
        made = printing(self.week)
        return made.edition.pieces[0], made.problems


@pytest.fixture
def correction(week: Any) -> Correction:
    return Correction(week)


def test_a_change_of_the_source_comes_in_beside_the_editors(correction: Correction) -> None:
    correction.edit("nobody", "one woman")
    correction.edit("+++\n\n", "+++\n\n<!-- ask\n\nher name -->\n\n")
    correction.write(FIRST, SECOND, THIRD.replace("tide", "wind"), "A new end.", title="Sixty")
    merged = correction.merge()
    assert (merged.taken, merged.conflicts, merged.error) == (3, 0, "")
    piece, problems = correction.printed()
    assert piece.body.text.split("\n\n") == [
        FIRST.replace("nobody", "one woman"),
        SECOND,
        THIRD.replace("tide", "wind"),
        "A new end.",
    ]
    assert (piece.headline, problems) == ("Sixty", ())
    assert "<!-- ask\n\nher name -->" in correction.path.read_text()
    assert merge_versions(correction.week.publication()) == ()


def test_notes_and_answers_are_merged_one_by_one(week: Any) -> None:
    def text(note: str, answer: str) -> str:
        asked = "\n\n".join(f"**What of {n}?**\n\n{answer} {n}.\n\nAnd {n} more." for n in "abcd")
        return f"# Talk\n\nSo.[^1] Yes.[^2]\n\n{asked}\n\n[^1]: {note}\n\n[^2]: The second note."

    week.keep_markdown(text("The first note.", "Nothing"))
    week.plan()
    path = Versions(editing=Editing(publication=week.publication())).edit("1").path
    path.write_text(path.read_text().replace("And b more", "And much more"))
    week.keep_markdown(text("Another first note.", "Something"))
    (merged,) = merge_versions(week.publication())
    assert (merged.taken, merged.conflicts) == (5, 0)
    said = path.read_text()
    assert all(said.count(f"Something {n}.") == said.count(f"of {n}?") == 1 for n in "abcd")
    assert "And much more.\n" in said
    assert "[^1]: Another first note.\n\n[^2]: The second note.\n" in said


def test_where_both_changed_the_editors_is_printed_until_it_is_decided(
    correction: Correction,
) -> None:
    correction.edit("dog", "cat")
    correction.edit('headline = "Sixty papers"', 'headline = "One night"')
    correction.write(FIRST, SECOND.replace("dog", "seal"), THIRD, title="Sixty")
    merged = correction.merge()
    assert (merged.taken, merged.conflicts) == (0, 2)
    piece, problems = correction.printed()
    assert "seal" not in piece.body.text
    assert (SECOND.replace("dog", "cat") in piece.body.text, piece.headline) == (True, "One night")
    assert "look for [!conflict]" in problems[0]
    text = correction.path.read_text()
    assert '# [!conflict] headline: the source says "Sixty"\n' in text
    assert f"> {SECOND.replace('dog', 'seal')}\n" in text
    kept = [line for line in text.split("\n") if not line.startswith((">", "# [!"))]
    correction.path.write_text("\n".join(kept))
    assert correction.printed()[1] == ()
    correction.write(FIRST, SECOND.replace("dog", "seal"), f"{THIRD} So.", title="Sixty")
    assert (correction.merge().conflicts, correction.printed()[0].headline) == (0, "One night")


def test_what_waits_is_told_until_it_is_decided(correction: Correction) -> None:
    correction.edit(SECOND, "My own.")
    correction.write(FIRST, THIRD)
    assert correction.merge().conflicts == 1
    before = correction.path.read_bytes()
    merged = correction.merge()
    assert (merged.taken, merged.conflicts, correction.path.read_bytes()) == (0, 1, before)
    correction.write(FIRST, SECOND, THIRD)
    assert correction.merge().conflicts == 0
    assert correction.printed()[0].body.text.split("\n\n") == [FIRST, "My own.", THIRD]
    assert merge_versions(correction.week.publication()) == ()


def test_a_block_that_markdown_cannot_say_is_found_in_any_revision(correction: Correction) -> None:
    body = correction.printed()[0].body
    address = body.blocks[1].address
    correction.edit(SECOND, f"> [!block] {address} p of 13 words: A dog")
    correction.write(FIRST, THIRD)
    merged = correction.merge()
    assert merged.conflicts == 1
    assert SECOND in correction.printed()[0].body.text


def test_a_picture_that_the_source_adds_comes_along(correction: Correction) -> None:
    picture = correction.week.drawing.encode()
    shown = '![A quay](quay.svg "The quay.")'
    head = "---\ntitle: Sixty papers\ndate: 2026-11-24\n---\n\n"
    text = f"{head}{FIRST}\n\n{SECOND}\n\n{shown}\n\n{THIRD}"
    correction.week.keep_markdown(text, {"quay.svg": picture})
    assert correction.merge().taken >= 1
    piece, _ = correction.printed()
    assert piece.image
    assert correction.left_out() == ()


def test_what_cannot_be_merged_stays_and_says_why(correction: Correction) -> None:
    correction.edit('revision = "', 'revision = "0')
    correction.write(FIRST, "Another.", THIRD)
    before = correction.path.read_bytes()
    assert "the library lacks the text that it was made from" in correction.merge().error
    correction.edit("headline =", "headlin =")
    assert 'unknown key "headlin"' in correction.merge().error
    correction.edit("headlin =", "headline =")
    assert correction.path.read_bytes() == before


def test_a_frozen_edition_is_left_as_it_is(correction: Correction) -> None:
    before = correction.path.read_bytes()
    correction.week.freeze()
    correction.write(FIRST, THIRD)
    assert merge_versions(correction.week.publication()) == ()
    assert correction.path.read_bytes() == before


def test_lines_end_as_the_editors_program_ends_them(correction: Correction) -> None:
    correction.path.write_bytes(correction.path.read_bytes().replace(b"\n", b"\r\n"))
    correction.write(FIRST, SECOND.replace("dog", "seal"), THIRD)
    assert correction.merge().conflicts == 0
    said = correction.path.read_bytes()
    assert said.count(b"\n") == said.count(b"\r\n")
    assert b"seal" in said


class Swap:
    """A version of an article whose source opens with another picture then."""

    def __init__(self, week: Any) -> None:
        self.week = week
        self.write("navy", "image_caption: The quay\nimage_credit: Ben Yew")
        week.plan()
        self.path: Path = Versions(editing=Editing(publication=week.publication())).edit("1").path
        self.text = self.path.read_text()

    def write(self, picture: str, said: str) -> None:
        drawn = BytesIO()
        Pillow.new("RGB", (900, 600), picture).save(drawn, "png")
        head = f"title: Sixty papers\ndate: 2026-11-24\nimage: {picture}.png\n{said}"
        pictures = {f"{picture}.png": drawn.getvalue()}
        self.week.keep_markdown(f"---\n{head}\n---\n\n{FIRST}", pictures)

    def merged(self, old: str, new: str) -> tuple[Merged, str]:
        """Return what became of a version with `new` for `old`, and the file then."""
        assert old in self.text
        self.path.write_text(self.text.replace(old, new, 1))
        (merged,) = merge_versions(self.week.publication())
        return merged, self.path.read_text()


def test_a_picture_and_what_is_said_of_it_stay_together(week: Any) -> None:
    swap = Swap(week)
    swap.write("teal", "image_alt: A hall")
    merged, said = swap.merged("The quay", "MY caption")
    assert (merged.taken, merged.conflicts) == (0, 4)
    assert "# [!conflict] caption: the source has none\n" in said
    assert '# [!conflict] alt: the source says "A hall"\n' in said
    (made,) = printing(week).edition.pieces
    assert made.image
    assert f"pictures/{made.image.media[:12]}.png" in swap.text
    assert (made.image.caption, made.image.credit) == ("MY caption", "Ben Yew")
    assert swap.merged("# also", "focus = [0.0, 0.0]\n# also")[0].conflicts == 4
    assert swap.merged("The quay", "The quay")[0].conflicts == 0
    unshown, said = swap.merged('image = "pictures', 'image = false\n# "pictures')
    assert (unshown.conflicts, "caption" in said.partition("# also")[0]) == (1, False)


def test_what_the_head_asks_goes_when_the_source_goes_back(week: Any) -> None:
    swap = Swap(week)
    swap.write("teal", "image_alt: A hall")
    _, swap.text = swap.merged("The quay", "MY caption")
    swap.write("navy", "image_caption: The quay\nimage_credit: Ben Yew")
    merged, said = swap.merged("MY caption", "MY caption")
    assert (merged.conflicts, said.count("[!conflict]")) == (1, 1)
    assert '# [!conflict] caption: the source says "The quay"\n' in said
