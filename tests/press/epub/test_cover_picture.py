"""The small cover: everything on the sheet and in its order, whatever an issue is called."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow
from PIL import ImageChops

from pressday.layout.epub import Front
from pressday.model import Image
from pressday.press.epub.cover_picture import (
    ACCENT,
    HEIGHT,
    INK,
    MARGIN,
    PAPER,
    WIDTH,
    draw_front,
)
from pressday.press.epub.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterator

    Sheet = Pillow.Image

WITHOUT = Media(files={}, names={}, warnings=())
TITLES = ["Ink", "The Harbour and Quayside Gazette", "Wochenblatt für Buchdruckerei"]
HEADLINES = [
    "Tide",
    "The night shift hears the town before the town hears it",
    "Typographical " * 9,
    "one two three " * 40,
]


def front(title: str = "Ink", headline: str = "Tide", image: Image | None = None) -> Front:
    return Front(
        title=title, issue="No. 12, 29 November 2026", kicker="Essay", headline=headline,
        image=image,
    )  # fmt: skip


def sheet(shown: Front, media: Media = WITHOUT) -> Sheet:
    return Pillow.open(io.BytesIO(draw_front(shown, media))).convert("RGB")


def photograph(kind: str = "png", focus: tuple[float, float] = (0.5, 0.5)) -> tuple[Image, Media]:
    """Return a picture whose left half is lime and whose right half is blue."""
    halves = Pillow.new("RGB", (3000, 800), "lime")
    halves.paste("blue", (1500, 0, 3000, 800))
    out = io.BytesIO()
    halves.save(out, "PNG")
    image = Image(
        media="a" * 64, media_type="image/png", width_px=3000, height_px=800, focus=focus
    )  # fmt: skip
    name = f"media/a.{kind}"
    return image, Media(files={name: out.getvalue()}, names={image.media: name}, warnings=())


def near(page: Sheet, colour: str) -> Sheet:
    """Return a mask of what is of `colour`, as near as a JPEG keeps it."""
    apart = ImageChops.difference(page, Pillow.new("RGB", page.size, colour))
    red, green, blue = apart.split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return worst.point([255 * (v < 48) for v in range(256)])


def bands(mask: Sheet, least: int = 3) -> list[tuple[int, int]]:
    """Return first and last row of each run of rows in which the mask has a mark."""
    rows = mask.resize((1, mask.height), Pillow.Resampling.BOX).tobytes()
    found: list[tuple[int, int]] = []
    for y, value in enumerate(rows):
        if value and found and y - found[-1][1] <= least:
            found[-1] = (found[-1][0], y)
        elif value:
            found.append((y, y))
    return found


def extents(page: Sheet, *colours: str) -> Iterator[tuple[int, int, int, int]]:
    for colour in colours:
        box = near(page, colour).getbbox()
        assert box is not None
        yield box


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("headline", HEADLINES)
def test_no_type_stands_in_the_margins(title: str, headline: str) -> None:
    overhang = 12  # px by which round and slanted letters leave their own width
    for left, top, right, bottom in extents(sheet(front(title, headline)), ACCENT, INK):
        assert left >= MARGIN - overhang
        assert right <= WIDTH - MARGIN + overhang
        assert top >= 0
        assert bottom <= HEIGHT - MARGIN


def test_nameplate_issue_kicker_and_headline_stand_one_under_the_other() -> None:
    image, media = photograph()
    page = sheet(front(image=image), media)
    accents, inks = bands(near(page, ACCENT)), bands(near(page, INK))
    plate, kicker = accents[0], accents[-1]
    issue, headline = inks[0], inks[-1]
    (_, top, _, bottom), *_ = extents(page, "lime")
    order = [*plate, *issue, top, bottom, *kicker, *headline]
    assert order == sorted(order)
    assert all(after - before > 8 for before, after in zip(order[1::2], order[2::2], strict=False))


def test_the_cover_picture_runs_from_edge_to_edge_around_its_focus() -> None:
    shown = {}
    for focus in (0.0, 0.5, 1.0):
        image, media = photograph(focus=(focus, 0.5))
        page = sheet(front(image=image), media)
        row = bands(near(page, "lime") if focus < 1 else near(page, "blue"))[0]
        line = page.crop((0, sum(row) // 2, WIDTH, sum(row) // 2 + 1))
        lime, blue = (near(line, c).histogram()[255] for c in ("lime", "blue"))
        assert lime + blue > WIDTH - 20
        shown[focus] = lime / WIDTH
    assert shown[0.0] > 0.98
    assert shown[0.5] == pytest.approx(0.5, abs=0.02)
    assert shown[1.0] < 0.02


def test_a_drawing_or_a_picture_that_is_gone_leaves_a_cover_of_type() -> None:
    image, media = photograph(kind="svg")
    assert draw_front(front(image=image), media) == draw_front(front(), WITHOUT)
    assert draw_front(front(image=image), WITHOUT) == draw_front(front(), WITHOUT)


def test_type_is_as_large_as_it_fits() -> None:
    def height(title: str, headline: str) -> tuple[int, int]:
        page = sheet(front(title, headline))
        plate, *_ = bands(near(page, ACCENT))
        *_, line = bands(near(page, INK))
        return plate[1] - plate[0], line[1] - line[0]

    short, long = height("Ink", "Tide"), height("The Quayside Gazette", "Tide " * 30)
    assert short[0] > 1.2 * long[0]
    assert short[1] > 1.2 * long[1]


def test_a_nameplate_of_a_long_word_fills_the_measure() -> None:
    page = sheet(front("Quayside"))
    issue = bands(near(page, INK))[0]
    *_, right, _ = next(extents(page.crop((0, 0, WIDTH, issue[0])), ACCENT))
    assert right > 0.9 * (WIDTH - MARGIN)


def test_lines_of_a_headline_do_not_touch_and_hold_all_its_words() -> None:
    for count in (2, 4, 6):
        page = sheet(front(headline=" ".join(["HarbourHarbour"] * count)))
        lines = bands(near(page, INK), least=1)[1:]
        assert len(lines) == count


def test_without_a_picture_a_rule_parts_the_nameplate_from_the_headline() -> None:
    accent = near(sheet(front()), ACCENT)
    (_, rule, _) = bands(accent)
    assert accent.crop((MARGIN, rule[0], WIDTH - MARGIN, rule[1])).histogram()[0] == 0


def test_the_sheet_is_paper_where_nothing_is_printed() -> None:
    page = sheet(front())
    for corner in ((2, 2), (WIDTH - 3, 2), (2, HEIGHT - 3), (WIDTH - 3, HEIGHT - 3)):
        assert near(page.crop((*corner, corner[0] + 1, corner[1] + 1)), PAPER).getbbox()
