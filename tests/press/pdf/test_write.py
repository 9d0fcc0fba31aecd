"""An edition on paper: whole, linked, numbered, the same each time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from tests.positions import drawn, extent
from tests.press.pdf.conftest import SENTENCE, Printed, prose

from pressday.assets import asset_dir
from pressday.body import Body
from pressday.errors import LayoutError, WriteError
from pressday.layout.theme import Theme
from pressday.model import PageFacts
from pressday.press.pdf import worst_of

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.model import Edition, Image, Piece

Print = Callable[..., Printed]


def text_of(path: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout


def pictures_of(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    streams = (o for o in pdf.objects if isinstance(o, pikepdf.Stream))
    return [o for o in streams if o.get("/Subtype") == "/Image"]


def page_of(pdf: pikepdf.Pdf, name: str) -> int:
    names = pdf.Root.Names.Dests.Names
    found = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    pages = [p.obj.objgen for p in pdf.pages]
    return pages.index(found[name][0].objgen) + 1


def test_every_page_is_trimmed_to_a4_with_its_origin_at_zero(
    print_edition: Print, weekly: Edition
) -> None:
    with print_edition(weekly).pdf() as pdf:
        boxes = {tuple(float(v) for v in page.mediabox) for page in pdf.pages}
    assert boxes == {(0, 0, 595.28, 841.89)}


def test_all_paragraphs_of_all_pieces_are_on_the_pages_once(
    print_edition: Print, weekly: Edition
) -> None:
    printed = text_of(print_edition(weekly).path)
    marks = [f"lead{n}" for n in range(1, 26)] + [f"attic{n}" for n in range(8)]
    counts = Counter(re.findall(r"\b(?:lead|attic)\d+\b", printed))
    assert {m: counts[m] for m in marks} == dict.fromkeys(marks, 1)


def test_contents_and_front_page_name_the_pages_on_which_pieces_stand(
    print_edition: Print, weekly: Edition
) -> None:
    printed = print_edition(weekly)
    text = text_of(printed.path)
    with printed.pdf() as pdf:
        pages = {p.id: page_of(pdf, f"a-{p.id}") for p in weekly.pieces}
    feature = next(p for p in weekly.pieces if p.headline.startswith("The alphabet"))
    assert re.search(rf"The alphabet in the attic\s*[. ]+{pages[feature.id]}\b", text)
    assert f"Page {pages[weekly.cover]}" in text
    assert f"{printed.artifact.pages} pages" in text


def test_the_colophon_ends_a_page_that_has_something_else(
    print_edition: Print, weekly: Edition
) -> None:
    printed = print_edition(weekly)
    count = printed.artifact.pages or 0
    last = text_of(printed.path).rstrip("\f").split("\f")[-1]
    assert "said5-" in last
    assert "Sources and licences" in last
    assert f"The dots flatter nobody Ada Quill, {count - 1}" in last
    with printed.pdf() as pdf:
        assert page_of(pdf, "colophon") == count


def test_a_colophon_that_stands_nowhere_else_has_a_page_of_its_own(
    print_edition: Print, make_edition: Callable[..., Edition], make_piece: Callable[..., Piece]
) -> None:
    long = Body("<p>What is to come, and when it is to come.</p>" * 36)
    edition = make_edition(("News", [make_piece("One", prose(3))]), next_week=long)
    last = text_of(print_edition(edition).path).rstrip("\f").split("\f")[-1]
    assert "Sources and licences" in last
    assert "climbs" not in last


def test_links_between_articles_and_to_notes_lead_to_places_in_the_file(
    print_edition: Print, weekly: Edition
) -> None:
    with print_edition(weekly).pdf() as pdf:
        targets = [str(a.Dest) for p in pdf.pages for a in p.obj.get("/Annots", []) if "/Dest" in a]
        uris = [str(a.A.URI) for p in pdf.pages for a in p.obj.get("/Annots", []) if "/A" in a]
        names = pdf.Root.Names.Dests.Names
        known = {str(names[i]) for i in range(0, len(names), 2)}
    assert set(targets) <= known
    assert any(t.endswith("-fn-1") for t in targets)
    assert f"a-{weekly.cover}" in targets
    assert not any(u.startswith("edition:") for u in uris)


def test_the_outline_nests_pieces_in_sections(print_edition: Print, weekly: Edition) -> None:
    with print_edition(weekly).pdf() as pdf, pdf.open_outline() as outline:
        labels = {item.title: [c.title for c in item.children] for item in outline.root}
    assert list(labels) == ["The Proof", "Contents", "News", "Craft", "Talk", "Colophon"]
    assert labels["Talk"] == ["The dots flatter nobody"]


def test_each_face_is_embedded_once_in_the_whole_file(
    print_edition: Print, weekly: Edition
) -> None:
    with print_edition(weekly).pdf() as pdf:
        names = [
            str(o.FontName)
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        placeholders = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary)
            and o.get("/Type") == "/Font"
            and "/BaseFont" not in o
        ]
    assert len(names) == len(set(names)) > 5
    assert placeholders == []


def test_a_picture_on_two_pages_is_in_the_file_once(print_edition: Print, weekly: Edition) -> None:
    with print_edition(weekly).pdf() as pdf:
        pictures = [bytes(o.read_raw_bytes()) for o in pictures_of(pdf)]
    assert len(pictures) == len(set(pictures))


def test_the_same_edition_gives_the_same_bytes_whatever_the_place_and_the_workers(
    print_edition: Print, weekly: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = print_edition(weekly)
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    monkeypatch.setenv("LC_ALL", "C")
    elsewhere = tmp_path / "somewhere else"
    again = print_edition(weekly, cache=elsewhere, target=elsewhere / "x.pdf", workers=1)
    assert again.artifact.sha256 == first.artifact.sha256


def test_one_edit_sets_one_flow_again(
    print_edition: Print, weekly: Edition, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    print_edition(weekly, cache=cache)
    fragments = {p.name for p in (cache / "fragments").glob("*.pdf")}
    section = weekly.sections[2]
    piece = section.pieces[0]
    edited = replace(piece, body=Body(piece.body.html.replace("web climbs", "web jumps", 1)))
    changed = replace(weekly, sections=(*weekly.sections[:2], replace(section, pieces=(edited,))))
    print_edition(changed, cache=cache)
    assert len({p.name for p in (cache / "fragments").glob("*.pdf")} - fragments) == 1


def test_characters_that_no_font_has_leave_a_mark(
    print_edition: Print, make_edition: Callable[..., Edition], make_piece: Callable[..., Piece]
) -> None:
    piece = make_piece("Odd", f"<p>{SENTENCE} 漢字 {SENTENCE}</p>")
    printed = print_edition(make_edition(("News", [piece])))
    ((subject, (warning,)),) = [(o.subject, o.warnings) for o in printed.said]
    assert (subject, warning) == ("Odd", "no packaged font has 字 漢: left out on paper")
    assert "[Han]" in text_of(printed.path)


def test_greek_and_cyrillic_need_no_system_font(
    print_edition: Print, make_edition: Callable[..., Edition], make_piece: Callable[..., Piece]
) -> None:
    piece = make_piece("Письмо", "<p>Καλημέρα κόσμε. Доброе утро, мир. Zażółć gęślą jaźń.</p>")
    printed = print_edition(make_edition(("News", [piece])))
    assert printed.said == ()
    assert "Доброе утро" in text_of(printed.path)


def test_an_earlier_file_stays_when_the_new_one_cannot_be_written(
    print_edition: Print, weekly: Edition, tmp_path: Path
) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "paper.pdf").mkdir()  # a folder stands where the file should go
    with pytest.raises(WriteError, match="cannot be written"):
        print_edition(weekly, target=folder / "paper.pdf")
    assert [p.name for p in folder.iterdir()] == ["paper.pdf"]


def test_nothing_outside_the_edition_gets_onto_a_page(
    print_edition: Print, make_edition: Callable[..., Edition], make_piece: Callable[..., Piece],
    tmp_path: Path,
) -> None:  # fmt: skip
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP-SECRET")
    hostile = (
        f'<p>{SENTENCE}<img src="file://{secret}" alt="x"/>'
        f'<img src="http://127.0.0.1:9/x" alt="y"/>'
        f'<a rel="attachment" href="file://{secret}">bait</a></p>'
    )
    printed = print_edition(make_edition(("News", [make_piece("Bait", hostile)])))
    with printed.pdf() as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        streams = [
            o.read_bytes()
            for o in pdf.objects
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") != "/Image"
        ]
    assert not any(b"TOP-SECRET" in s for s in streams)


def test_a_picture_page_and_a_portrait_and_a_small_picture_all_find_room(
    print_edition: Print,
    make_edition: Callable[..., Edition],
    make_piece: Callable[..., Piece],
    make_picture: Callable[..., Image],
) -> None:
    plate = make_picture("navy", 1400, 1800, caption="Eleven tonnes")
    portrait = make_picture("olive", 900, 1300)
    small = make_picture("gold", 300, 200)
    pieces = [
        make_piece("Plate", "<p>Reels.</p>", image=plate, kind="picture"),
        make_piece("Portrait", SENTENCE.join(["<p>", "</p>"]) * 14, image=portrait),
        make_piece("Small", SENTENCE.join(["<p>", "</p>"]) * 14, image=small),
    ]
    printed = print_edition(make_edition(("News", pieces)))
    with printed.pdf() as pdf:
        assert len(pictures_of(pdf)) == 3


def test_of_blocks_higher_than_a_page_nothing_is_cut_off(
    print_edition: Print, make_edition: Callable[..., Edition], make_piece: Callable[..., Piece]
) -> None:
    code = "\n".join(f"code{n} = a line of code that is wider than a column" for n in range(120))
    cells = "".join(
        f"<tr><td>cell{n}</td><td>{SENTENCE * 3}</td><td>1</td></tr>" for n in range(40)
    )
    facts = "".join(f"<p>fact{n} {SENTENCE * 2}</p>" for n in range(60))
    wished = "".join(f"<p>brief{n} {SENTENCE}</p>" for n in range(50))
    pieces = [
        make_piece("Code", f"<pre>{code}</pre>", layout="plain"),
        make_piece("Table", f"<table><tbody>{cells}</tbody></table>", layout="plain"),
        make_piece(
            "Facts", f'<aside class="factbox"><h3>Facts</h3>{facts}</aside>', layout="plain"
        ),
        make_piece("Brief", wished, layout="brief"),
    ]
    printed = print_edition(make_edition(("News", pieces)))
    text = text_of(printed.path)
    counts = {"code": 120, "cell": 40, "fact": 60, "brief": 50}
    assert {w: len(set(re.findall(rf"\b{w}\d+\b", text))) for w in counts} == counts
    assert not any("cut off" in w for o in printed.said for w in o.warnings)


def test_a_piece_that_begins_with_a_table_shows_its_picture(
    print_edition: Print,
    make_edition: Callable[..., Edition],
    make_piece: Callable[..., Piece],
    make_picture: Callable[..., Image],
    tmp_path: Path,
) -> None:
    row = "<tr><td>a cell of twenty-seven chars</td><td>a cell of twenty-seven chars</td></tr>"
    body = f"<table><tbody>{row * 4}</tbody></table>{prose(8)}"
    piece = make_piece("Table first", body, image=make_picture("navy"))
    printed = print_edition(make_edition(("News", [piece])))
    front, contents, *pages = drawn(printed.path, tmp_path)
    assert extent(front, (0, 0, 128)) is None
    assert extent(contents, (0, 0, 128)) is not None
    assert any(extent(page, (0, 0, 128)) for page in pages)


def test_a_theme_that_hides_all_text_is_told(
    print_edition: Print, weekly: Edition, tmp_path: Path
) -> None:
    folder = tmp_path / "paper" / "styles" / "themes" / "broadsheet"
    folder.mkdir(parents=True)
    shipped = (asset_dir("styles") / "themes" / "broadsheet" / "print.css").read_text("utf-8")
    (folder / "print.css").write_text(f"{shipped}\n.galley {{ display: none }}\n", "utf-8")
    printed = print_edition(weekly, theme=Theme(overrides=(tmp_path / "paper",)))
    assert any("hides" in warning for o in printed.said for warning in o.warnings)


def test_letter_paper_has_its_own_sheet(print_edition: Print, weekly: Edition) -> None:
    with print_edition(weekly, size="Letter").pdf() as pdf:
        assert [float(v) for v in pdf.pages[3].mediabox] == [0, 0, 612, 792]


def test_the_parent_process_never_loads_the_typesetter() -> None:
    code = (
        "import pressday.press.pdf, pressday.press.pdf.typesetters, sys;"
        "sys.exit('weasyprint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], env=os.environ, check=False).returncode == 0


def test_a_picture_that_is_gone_is_told_and_comes_back_with_its_file(
    print_edition: Print,
    make_edition: Callable[..., Edition],
    make_piece: Callable[..., Piece],
    make_picture: Callable[..., Image],
    media: Path,
) -> None:
    picture = make_picture("plum", alt="Plums")
    edition = make_edition(("News", [make_piece("Lost", f"<p>{SENTENCE * 40}</p>", image=picture)]))
    file = media / f"{picture.media}.jpg"
    kept = file.read_bytes()
    file.unlink()
    without = print_edition(edition)
    assert any("No such file" in o.error for o in without.said)
    assert not any(str(media) in o.error for o in without.said)
    file.write_bytes(kept)
    whole = print_edition(edition)
    assert whole.said == ()
    assert whole.artifact.bytes > without.artifact.bytes


def test_a_template_of_the_publication_cannot_reach_out_of_itself(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.html").write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(LayoutError, match="unsafe"):
        Theme(overrides=(tmp_path,)).render("x.html")


def test_words_that_a_line_parts_are_whole_in_copied_text(
    print_edition: Print, make_edition: Callable[..., Edition], make_piece: Callable[..., Piece]
) -> None:
    sentence = (
        "Considerable typographical experimentation notwithstanding, compositors persevered. "
    )
    piece = make_piece("Long words", f"<p>{sentence * 30}</p>")
    path = print_edition(make_edition(("News", [piece]))).path
    found = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, text=True, check=True
    )
    laid_out = text_of(path)
    assert re.search(r"\w-(?:\s|$)", laid_out, re.MULTILINE)  # some are parted
    words = re.findall(r"\w+", found.stdout.casefold())
    assert words.count("experimentation") + words.count("typographical") >= 59
    assert "\u2010" not in laid_out


def test_pages_with_much_white_are_named(
    print_edition: Print, make_edition: Callable[..., Edition], make_piece: Callable[..., Piece]
) -> None:
    cells = "<td>in a cell that is wide</td>" * 2
    rows = "".join(f"<tr><td>cell{n}</td>{cells}</tr>" for n in range(26))
    table = f"<table><tbody>{rows}</tbody></table>"
    printed = print_edition(make_edition(("News", [make_piece("Tables", table * 3)])))
    (warning,) = [w for o in printed.said for w in o.warnings]
    assert re.match(r"much white on page \d \(\d\d% full\)", warning)


def test_what_is_cut_off_at_the_foot_of_a_page_is_told(
    print_edition: Print,
    make_edition: Callable[..., Edition],
    make_piece: Callable[..., Piece],
    tmp_path: Path,
) -> None:
    folder = tmp_path / "paper" / "styles" / "themes" / "broadsheet"
    folder.mkdir(parents=True)
    shipped = (asset_dir("styles") / "themes" / "broadsheet" / "print.css").read_text("utf-8")
    (folder / "print.css").write_text(f"{shipped}\nli p {{ break-inside: avoid }}\n", "utf-8")
    piece = make_piece("High", f"<ul><li><p>{SENTENCE * 60}</p><p>{SENTENCE}</p></li></ul>")
    theme = Theme(overrides=(tmp_path / "paper",))
    printed = print_edition(make_edition(("News", [piece])), theme=theme)
    said = [w for o in printed.said for w in o.warnings]
    assert any(re.search(r"\d+ lines are cut off at the foot of page \d", w) for w in said)


def test_the_worst_pages_are_told_in_one_line() -> None:
    full, empty = PageFacts(fill=0.99, ppi=300), PageFacts(fill=0.4)
    bad = PageFacts(fill=0.9, holes=2, ppi=96)
    assert not worst_of((full, full, empty), 4)
    told = worst_of((full, empty, bad, bad, full), 4)
    assert "much white on page 5 (40% full)" in told
    assert "a blank column on page 6, 7" in told
    assert "inch on page 6 (96), 7 (96)" in told
    assert "and 2 more" in worst_of((empty,) * 9, 1)


def test_a_picture_of_which_a_part_is_set_is_in_the_file(
    print_edition: Print,
    make_edition: Callable[..., Edition],
    make_piece: Callable[..., Piece],
    make_picture: Callable[..., Image],
) -> None:
    tower = make_picture("olive", 500, 2000, alt="A tower")
    text = f"<p>{SENTENCE * 20}</p>"
    figure = f'<figure><img src="media:{tower.media}" alt="A tower"/></figure>'
    piece = make_piece("Tower", text + figure + text, images=(tower,))
    printed = print_edition(make_edition(("News", [piece])))
    assert not any("picture" in o.error for o in printed.said)
    with pikepdf.open(printed.path) as pdf:
        sizes = [(int(p.Width), int(p.Height)) for p in pictures_of(pdf)]
    assert any(width == 450 and 500 < height < 1000 for width, height in sizes)
