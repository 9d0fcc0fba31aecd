"""Pictures that an edition shows twice, and characters that paper cannot show: said once."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw
from tests.layout.print.conftest import edition, piece

from pressday.press.pdf.legibility import unprintable

if TYPE_CHECKING:
    from pathlib import Path

AGAIN = "show a picture of a piece before"
CAPTION = "The mill, seen from the bridge."


def photograph(path: Path, width: int, seed: int = 1) -> None:
    """Draw a landscape, the same at every width."""
    large = Image.new("RGB", (1200, 800), (120, 160, 210))
    draw = ImageDraw.Draw(large)
    for n in range(12):
        x, y = (n * 397 * seed) % 1100, (n * 233 * seed) % 700
        draw.rectangle((x, y, x + 90 + 17 * n, y + 60 + 11 * n), fill=(19 * n, 90, 200 - 15 * n))
    large.resize((width, width * 2 // 3)).save(path, quality=80)


def pictures(week: Any) -> Path:
    folder: Path = week.folder / "articles"
    photograph(folder / "large.jpg", 1200)
    photograph(folder / "small.jpg", 640)
    photograph(folder / "other.jpg", 900, seed=5)
    return folder


def told(week: Any) -> dict[str, list[str]]:
    """Collect, plan and build; return the warnings by what they are about."""
    week.collect()
    week.plan()
    said: dict[str, list[str]] = {}
    for outcome in week.build(formats=["epub"]):
        said.setdefault(outcome.subject, []).extend(outcome.warnings)
    return said


def document(week: Any, headline: str) -> str:
    path = week.folder / "output" / "2026-W48" / "the-proof-1.epub"
    with zipfile.ZipFile(path) as book:
        texts = [book.read(n).decode() for n in book.namelist() if "/a-" in n]
    return next(text for text in texts if f">{headline}<" in text)


def test_a_picture_in_two_sizes_is_told_once_and_both_pieces_are_named(week: Any) -> None:
    pictures(week)
    week.article("one", "Sixty papers", f"![A mill](large.jpg)\n\n{week.text}", date="2026-11-24")
    week.article("two", "The quiet street", f"![A mill](small.jpg)\n\n{week.text}")
    said = told(week)
    ((subject, warning),) = [(s, w) for s, texts in said.items() for w in texts if AGAIN in w]
    assert subject == "2026-W48"
    assert all(f'"{title}"' in warning for title in ("Sixty papers", "The quiet street"))


def test_different_pictures_are_no_trouble(week: Any) -> None:
    pictures(week)
    week.article("one", "Sixty papers", f"![A mill](large.jpg)\n\n{week.text}")
    week.article("two", "The quiet street", f"![A quay](other.jpg)\n\n{week.text}")
    assert not any(AGAIN in w for texts in told(week).values() for w in texts)


def test_a_lead_that_comes_again_stands_once_large_and_with_its_caption(week: Any) -> None:
    pictures(week)
    body = f'![A mill](small.jpg)\n\n{week.text}\n\n![A mill](large.jpg "{CAPTION}")\n\n{week.text}'
    week.article("one", "Sixty papers", body)
    assert not any(AGAIN in w for texts in told(week).values() for w in texts)
    text = document(week, "Sixty papers")
    assert text.count("<img ") == 1
    assert CAPTION in text
    with zipfile.ZipFile(week.folder / "output" / "2026-W48" / "the-proof-1.epub") as book:
        names = [n for n in book.namelist() if n.endswith(".jpg")]
        widths = [Image.open(book.open(n)).width for n in names]
    assert max(widths) == 1200
    assert 640 not in widths


def test_a_second_picture_that_is_another_one_stays(week: Any) -> None:
    pictures(week)
    body = f"![A mill](large.jpg)\n\n{week.text}\n\n![A quay](other.jpg)\n\n{week.text}"
    week.article("one", "Sixty papers", body)
    told(week)
    assert document(week, "Sixty papers").count("<img ") == 2


def test_a_foreign_script_is_told_once_for_its_piece_in_every_format(week: Any) -> None:
    week.article("one", "Sixty papers", f"{week.text}\n\nIt is called 한겨레신문 at home.")
    week.collect()
    week.plan()
    warned = [(o.subject, o.warnings) for o in week.build() if any("font" in w for w in o.warnings)]
    ((subject, (warning,)),) = warned
    assert subject == "Sixty papers"
    assert warning.startswith("no packaged font has 겨 레 문 신 한")


def test_an_icon_that_cannot_be_shown_is_told_by_its_number() -> None:
    (told,) = unprintable(edition(("News", [piece(body="<p>Home \ue123 and \u0378.</p>")])))
    assert told.warnings == ("no packaged font has U+0378 U+E123: left out on paper",)


def test_formulas_have_type_of_their_own() -> None:
    formula = "<math><mi>𝖧</mi><mo>⟺</mo><mi>ℂ</mi></math>"
    drawn = edition(("News", [piece(body=f"<p>So {formula} holds.</p>")]))
    written = edition(("News", [piece(body="<p>So ℂ holds.</p>")]))
    assert not list(unprintable(drawn))
    assert [o.subject for o in unprintable(written)] == ["Sixty papers"]
