"""An edition on plates: PDF/X-4 in the inks of the press, nothing of it set again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow
from PIL import ImageColor
from tests.positions import words
from tests.press.pdf.test_join import Joined, joined

from pressday.layout.theme import Theme
from pressday.orders import Orders, PressOrder
from pressday.pictures.scaled import Crop
from pressday.press.pdf.insides import picture_name
from pressday.press.pdf.placed_pictures import placed_pictures
from pressday.press.pdf.plates import Plates
from pressday.press.pdf.plates.pages import separate_pages
from pressday.press.pdf.plates.pictures import BEST_PPI, PictureFile, separate_pictures, sources
from pressday.press.pdf.plates.sheet import MM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pressday.model import Edition
    from pressday.press.pdf.placed_pictures import PlacedPicture

__all__ = ["joined"]

ADDRESS = "media:" + 64 * "a"
BLEED, MARGIN = 3 * MM, (3 + 1.5 + 5 + 1.5) * MM


def plated(data: bytes, known: dict[str, PictureFile] | None = None, **order: Any) -> bytes:
    making = Plates.prepared(PressOrder(**order), Theme()).made_of(data, known or {}, "a.pdf")
    try:
        while True:
            next(making)
    except StopIteration as made:
        return bytes(made.value)


@pytest.fixture(scope="module")
def data(joined: Joined) -> bytes:
    return plated(joined.path.read_bytes())


@pytest.fixture(scope="module")
def plates(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf


def streams(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    found = (o for o in pdf.objects if isinstance(o, pikepdf.Stream))
    return [stream for stream in found if stream.get("/Subtype") == kind]


def test_the_file_says_its_standard_its_press_and_carries_the_profile(plates: pikepdf.Pdf) -> None:
    (intent,) = plates.Root.OutputIntents
    assert [str(intent.S), str(intent.OutputConditionIdentifier)] == ["/GTS_PDFX", "FOGRA39"]
    assert intent.RegistryName == "http://www.color.org"
    assert intent.DestOutputProfile.N == 4
    with plates.open_metadata(set_pikepdf_as_editor=False) as xmp:
        assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert xmp["pdf:Trapped"] == "False"
        assert xmp["xmpMM:DocumentID"]
        assert "pdfuaid:part" not in xmp
        assert xmp["dc:title"].startswith("The Proof, No. 48")
    assert plates.pdf_version == "1.6"


def test_nothing_for_readers_lies_on_the_pages(plates: pikepdf.Pdf) -> None:
    assert not {"/StructTreeRoot", "/Outlines", "/Names"} & set(plates.Root.keys())
    assert not any("/Annots" in page.obj or "/StructParents" in page.obj for page in plates.pages)


def test_boxes_stand_inside_one_another_with_the_bleed_that_was_ordered(
    plates: pikepdf.Pdf,
) -> None:
    for page in plates.pages:
        media, bleed, trim = (
            [float(v) for v in page.obj[box]] for box in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
        assert media[:2] == [0, 0]
        assert trim[2] - trim[0] == pytest.approx(595.28, abs=0.01)
        assert trim[3] - trim[1] == pytest.approx(841.89, abs=0.01)
        assert [t - b for t, b in zip(trim, bleed, strict=True)] == pytest.approx(
            [BLEED, BLEED, -BLEED, -BLEED], abs=0.01
        )
        assert trim[0] == pytest.approx(MARGIN, abs=0.01)
        assert "/CropBox" not in page.obj


def test_all_colour_is_ink(plates: pikepdf.Pdf) -> None:
    drawings = [*plates.pages, *streams(plates, "/Form")]
    commands = {str(c.operator) for d in drawings for c in pikepdf.parse_content_stream(d)}
    assert "k" in commands
    assert not commands & {"rg", "RG", "g", "G", "BDC", "BMC"}
    assert {image.ColorSpace for image in streams(plates, "/Image")} <= {
        "/DeviceCMYK",
        "/DeviceGray",
    }
    assert all(page.obj.Group.CS == "/DeviceCMYK" for page in plates.pages)


def test_tabs_go_over_the_edge_and_marks_stand_outside_the_bleed(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as document:
        sheets = [document[n].render().to_pil().convert("L") for n in (2, 3)]
    assert all(darkest(sheet, MARGIN - BLEED / 2) < 150 for sheet in sheets)  # a tab, in the bleed
    assert all(darkest(sheet, MARGIN - BLEED - MM / 2) == 255 for sheet in sheets)
    assert all(darkest(sheet, MARGIN - BLEED - 4 * MM) < 100 for sheet in sheets)  # marks


def darkest(sheet: Pillow.Image, inwards: float) -> int:
    """Return how dark it gets on a line so far from either side."""
    x = round(inwards)
    lines = [sheet.crop((at, 0, at + 1, sheet.height)) for at in (x, sheet.width - 1 - x)]
    return min(min(line.tobytes()) for line in lines)


def test_every_word_stays_where_it_was(joined: Joined, tmp_path: Path) -> None:
    path = tmp_path / "plates.pdf"
    path.write_bytes(plated(joined.path.read_bytes(), marks=False, bleed=0))
    before = [[(w.text, round(w.left), round(w.top)) for w in page] for page in joined.pages]
    after = [[(w.text, round(w.left), round(w.top)) for w in page] for page in words(path)]
    assert after == before


def test_the_same_file_gives_the_same_plates(joined: Joined, data: bytes) -> None:
    assert plated(joined.path.read_bytes()) == data


def placed(path: Path, address: str) -> tuple[PlacedPicture, list[tuple[int, int]]]:
    """Return a picture from a file on plates, an inch by two thirds, and the size of its mask."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(72, 72))
        name = pikepdf.Name(f"/i{picture_name(address)}0-3")
        page.obj.Contents = pdf.make_stream(f"72 0 0 48 0 0 cm {name} Do".encode())
        stream = picture(pdf, Pillow.new("RGB", (40, 40)), "/DCTDecode")
        page.add_resource(stream, pikepdf.Name.XObject, name)
        known = sources([f'<img src="{address}">'], lambda _: path)
        [*separate_pictures(pdf, Plates.prepared(PressOrder(), Theme()).inks, known)]
        (found,) = placed_pictures(pdf.pages[0])
        masks = [s.SMask for s in streams(pdf, "/Image") if "/SMask" in s]
        return found, [(int(mask.Width), int(mask.Height)) for mask in masks]


def test_pictures_come_from_their_files_with_no_more_pixels_than_the_press_shows(
    tmp_path: Path,
) -> None:
    large = tmp_path / "large.jpg"
    Pillow.linear_gradient("L").resize((900, 600)).save(large)
    found, masks = placed(large, ADDRESS)
    assert (found.pixels, round(found.ppi), masks) == ((300, 200), BEST_PPI, [])
    part, _ = placed(large, f"{ADDRESS}?0.5,0.5,0,0")  # as sharp as the whole was
    assert part.pixels == (300, 200)


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    clear = tmp_path / "clear.png"
    Pillow.new("RGBA", (900, 600), (200, 0, 0, 90)).save(clear)
    found, masks = placed(clear, ADDRESS)
    assert masks == [found.pixels] == [(300, 200)]


def test_a_part_of_a_picture_is_known_by_its_own_address() -> None:
    address = "media:" + 64 * "a"
    known = sources(
        [f'<img src="{address}"><img src="{address}?1,.5,.5,.5">'], lambda _: Path("a.jpg")
    )
    assert {source.crop for source in known.values()} == {None, Crop(1, 0.5, 0.5, 0.5)}


@pytest.mark.parametrize("colour", ["white", "black", "#c03020", "#2050a0"])
@pytest.mark.parametrize("kind", ["/DCTDecode", "/FlateDecode"])
def test_a_picture_is_not_turned_into_its_negative(colour: str, kind: str) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(40, 40))
        page.obj.Contents = pdf.make_stream(b"40 0 0 40 0 0 cm /i Do")
        stream = picture(pdf, Pillow.new("RGB", (40, 40), colour), kind)
        page.add_resource(stream, pikepdf.Name.XObject, pikepdf.Name("/i"))
        [*separate_pictures(pdf, Plates.prepared(PressOrder(), Theme()).inks, {})]
        out = io.BytesIO()
        pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        found: Any = document[0].render().to_pil().convert("RGB").getpixel((20, 20))
    wanted = ImageColor.getrgb(colour)
    assert max(abs(f - w) for f, w in zip(found, wanted, strict=True)) < 60


def picture(pdf: pikepdf.Pdf, image: Pillow.Image, kind: str) -> pikepdf.Stream:
    data = io.BytesIO(image.tobytes())
    if kind == "/DCTDecode":
        image.save(data := io.BytesIO(), "JPEG")
    stream = pdf.make_stream(b"")
    is_packed = kind == "/DCTDecode"
    stream.write(data.getvalue(), filter=pikepdf.Name(kind) if is_packed else None)
    stream.Subtype, stream.Width, stream.Height = pikepdf.Name.Image, *image.size
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    return stream


def test_a_press_after_a_screen_sets_nothing_again(
    print_edition: Callable[..., Any], weekly: Edition, shared_cache: Path, tmp_path: Path
) -> None:
    made = print_edition(weekly, orders=Orders(profiles=("screen", "press")))
    names = [o.value.path.name for o in made.said if o.value]
    assert [*names, made.artifact.path.name] == ["paper.pdf", "paper-press.pdf"]
    assert any("under 300 pixels an inch" in w for o in made.said for w in o.warnings)
    before = {path: path.stat().st_mtime_ns for path in shared_cache.rglob("*")}
    again = print_edition(
        weekly, target=tmp_path / "b.pdf", orders=Orders(profiles=("press",))
    ).artifact
    assert {path: path.stat().st_mtime_ns for path in shared_cache.rglob("*")} == before
    assert (again.profile, again.path.name) == ("press", "b-press.pdf")
    assert again.sha256 == made.artifact.sha256
    assert not (tmp_path / "b.pdf").exists()  # that of the screen was not ordered


def test_a_mask_keeps_its_light_and_what_is_mixed_is_mixed_in_ink() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(40, 40))
        group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
        kinds = {"Subtype": pikepdf.Name.Form, "Group": group, "BBox": [0, 0, 40, 40]}
        mask = pdf.make_stream(b"0.5 g 0 0 40 40 re f", **kinds)
        state = pikepdf.Dictionary(SMask=pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=mask))
        page.obj.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(M=state))
        page.obj.Contents = pdf.make_stream(b"/M gs 0.5 g 0 0 9 9 re f")
        order = PressOrder()
        separate_pages(pdf, Plates.prepared(order, Theme()).inks, order)
        drawn, printed = mask.read_bytes(), page.obj.Contents.read_bytes()
        assert str(mask.Group.CS) == "/DeviceCMYK"
    assert b"0 0 0 0.5 k" in drawn
    assert b"0 0 0 0.5 k" not in printed  # a tint that looks as grey as that
