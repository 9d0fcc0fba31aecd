"""A finished file keeps every rule that it is checked by, and each rule notices its fault."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from benchmarks.standards.validate import is_ready, validate
from pikepdf import Name, String
from tests.press.pdf.test_join import Joined, joined

from pressday.press.checked import Expected, expect
from pressday.press.pdf.checks import changed_pages, check_pdf
from pressday.press.pdf.checks.document import OpenPdf, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressday.model import Edition
    from pressday.press.pdf.checks.document import Heard

__all__ = ["joined"]


@pytest.fixture(scope="module")
def expected(weekly: Edition) -> Expected:
    return expect(weekly)


@pytest.fixture(scope="module")
def sound(joined: Joined, expected: Expected) -> tuple[Path, list[str]]:
    """Return the file as it was made, and what is said of it."""
    return joined.path, [finding.message for finding in check_pdf(joined.path, expected)]


@pytest.fixture(scope="module")
def heard(joined: Joined) -> list[Heard]:
    document = OpenPdf(joined.path, joined.pdf)
    return document.elements


def of_role(heard: list[Heard], *roles: str) -> list[Heard]:
    return [element for element in heard if element.role in roles]


def words(element: Heard) -> str:
    return " ".join(said(element).split())


def test_a_sound_file_is_found_sound(joined: Joined, expected: Expected) -> None:
    found = check_pdf(joined.path, expected)
    assert [f for f in found if f.severity == "mend"] == []
    assert {f.rule for f in found} <= {"alt", "pictures"}


def test_pages_that_say_something_else_are_named(joined: Joined, tmp_path: Path) -> None:
    path = tmp_path / "revised.pdf"
    with pikepdf.open(joined.path) as pdf:
        del pdf.pages[0]
        pdf.pages.insert(2, pdf.pages[0])
        pdf.save(path)
    assert changed_pages(joined.path, joined.path) == []
    assert changed_pages(joined.path, path) == [3]


def test_a_paragraph_is_one_whatever_columns_and_pages_it_stands_on(heard: list[Heard]) -> None:
    paragraphs = [words(e) for e in of_role(heard, "P")]
    ours = [p for p in paragraphs if p.startswith("lead")]
    assert [p.split()[0] for p in ours] == [f"lead{n}" for n in range(26)]
    assert all(p.endswith("to the folder.") for p in ours)


def test_sections_stand_above_pieces_and_headlines_before_what_they_head(
    heard: list[Heard], weekly: Edition
) -> None:
    for section in weekly.sections:
        (made,) = [e for e in of_role(heard, "Sect") if e.title == section.name]
        first, *rest = made.elements
        assert (first.role, words(first)) == ("H1", section.name)
        pieces = [e for e in rest if e.role == "Art"]
        assert {p.name for p in pieces} == {f"a-{p.id}" for p in section.pieces}
        assert all(next(iter(p.elements)).role == "H1" for p in pieces)


def test_captions_go_with_their_pictures_and_pictures_say_what_they_show(
    heard: list[Heard],
) -> None:
    groups = [e for e in of_role(heard, "Div") if any(k.role == "Figure" for k in e.elements)]
    told = [[(k.role, k.alt or words(k)) for k in group.elements] for group in groups]
    assert [("Figure", "A wall of proofs")] in [group[:1] for group in told]
    assert "Caption" in {role for group in told for role, _ in group}


def test_notes_tables_and_lists_are_what_they_are(heard: list[Heard]) -> None:
    assert [words(e) for e in of_role(heard, "Note")] == ["1. A note."]
    assert {e.scope for e in of_role(heard, "TH")} == {"Column"}
    assert [words(e) for e in of_role(heard, "TD")][-3:] != []


def test_links_say_where_they_lead(joined: Joined, weekly: Edition) -> None:
    told = {str(a.Contents) for page in joined.pdf.pages for a in page.obj.get("/Annots", [])}
    page = joined.targets()[f"a-{weekly.cover}"][0] + 1
    assert f"Sixty papers, one press, page {page}" in told
    assert any(text.startswith("A note., page") for text in told)


def first(pdf: pikepdf.Pdf, role: str) -> Any:
    return next(
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary) and o.get("/S") == f"/{role}" and "/P" in o
    )


def without_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def unowned(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "P").K[0]


def skipped(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H2").S = Name.H5


def exchanged(pdf: pikepdf.Pdf) -> None:
    sections = [k for k in pdf.Root.StructTreeRoot.K[0].K if "/T" in k]
    sections[0].K = pikepdf.Array(reversed(list(sections[0].K)))
    pdf.Root.StructTreeRoot.K[0].K = pikepdf.Array(reversed(list(pdf.Root.StructTreeRoot.K[0].K)))


def foreign(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Art").Lang = String("fr")
    named(pdf).Lang = String("fr")


def named(pdf: pikepdf.Pdf) -> Any:
    arts = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Art")
    return next(art for art in arts if "/T" in art)


def mute(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Figure").Alt


def astray(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].Dest = String("nowhere")


def unlisted(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        del outline.root[2].children[:]


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def faceless(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def boxed(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.keys()))
    shown = f"/Artifact BMC BT {font} 9 Tf <0000> Tj ET EMC"
    pdf.pages[0].contents_add(shown.encode())


def coarse(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            item.Width = item.Height = 20


def narrow(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].mediabox = pikepdf.Array([0, 0, 500, 800])


def shortened(pdf: pikepdf.Pdf) -> None:
    art = named(pdf)
    art.K = pikepdf.Array(list(art.K)[:3])


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("tags", without_tree), ("tags", unmarked), ("tags", unowned), ("headings", skipped),
        ("order", exchanged), ("language", foreign), ("alt", mute), ("links", astray),
        ("outline", unlisted), ("metadata", untitled), ("fonts", faceless), ("notdef", boxed),
        ("pictures", coarse), ("boxes", narrow), ("parity", shortened),
    ],
)  # fmt: skip
def test_a_fault_is_found_by_its_rule(
    rule: str, fault: Callable[[pikepdf.Pdf], None], joined: Joined, expected: Expected,
    tmp_path: Path,
) -> None:  # fmt: skip
    path = tmp_path / "faulty.pdf"
    with pikepdf.open(joined.path) as pdf:
        fault(pdf)
        pdf.save(path)
    found = check_pdf(path, expected)
    assert rule in {f.rule for f in found}
    assert all(f.hint for f in found)


def untold(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Annots[0].Contents


def loose(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Annots[0].StructParent


def letterless(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font.ToUnicode


def headless(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def by_file_name(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def colourless(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def undescribed(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").Alt = String("Picture for the article “Ink”")


def speechless(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def dead_end(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Ink"))


def emptied(pdf: pikepdf.Pdf) -> None:
    named(pdf).ID = String("a-nobody")


def stuttering(pdf: pikepdf.Pdf) -> None:
    art = named(pdf)
    art.K = pikepdf.Array([*art.K, *art.K])


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("a link does not say where it leads", untold), ("a link is in no text", loose),
        ("has no letters", letterless), ("has no title", headless),
        ("shows its file's name in the place of its title", by_file_name),
        ("does not say what its colours are", colourless),
        ("nothing says what this picture shows", undescribed),
        ("says of no word in which language it is", speechless),
        ("a line leads to no page", dead_end), ("the piece is not in the file", emptied),
        ("words come twice", stuttering),
    ],
)  # fmt: skip
def test_each_thing_that_a_rule_looks_for_is_found(
    message: str, fault: Callable[[pikepdf.Pdf], None], sound: tuple[Path, list[str]],
    expected: Expected, tmp_path: Path,
) -> None:  # fmt: skip
    path, (whole, before) = tmp_path / "faulty.pdf", sound
    with pikepdf.open(whole) as pdf:
        fault(pdf)
        pdf.save(path)
    after = [f.message for f in check_pdf(path, expected)]
    assert sum(message in text for text in after) > sum(message in text for text in before)


@pytest.mark.skipif(not is_ready(), reason="veraPDF is not there: benchmarks/standards/setup")
def test_the_file_keeps_both_standards(joined: Joined) -> None:
    assert validate(joined.path) == []


def test_words_that_no_font_has_are_looked_for_by_the_name_that_stands_for_them(
    joined: Joined, expected: Expected
) -> None:
    piece = expected.pieces[0]
    foreign = replace(piece, text=f"{piece.text}\n\n僕のヒーローアカデミア")
    found = check_pdf(joined.path, replace(expected, pieces=(foreign,)))
    told = [f.message for f in found if f.rule == "parity"]
    assert told == ["1 of its words are not there: japanese"]


def test_pages_with_much_white_and_lost_pages_are_told(joined: Joined, expected: Expected) -> None:
    more = replace(expected, pages=len(joined.pages) + 1, first=3, fill=(0.5, 0.2))
    told = {f.rule: f for f in check_pdf(joined.path, more)}
    assert told["fill"].page == 3
    assert "pages" in told
