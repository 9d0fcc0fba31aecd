"""Every rule for a file of the press finds its fault, and nothing in a file without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from pressday.orders import PressOrder
from pressday.press.checked import Expected, Finding
from pressday.press.pdf.checks import check_pdf
from pressday.press.pdf.plates.pictures import _jpeg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOUND = (
    "/Over gs BT /F 9 Tf 0 0 0 1 k (a) Tj ET /Knock gs 0 1 1 0 k 20 20 30 30 re f"
    " 0.3 w 0 0 m 9 9 l S"
)
STATES = {"/Over": (True, 1), "/Knock": (False, 1)}


class Sheet:
    """A file of one page for a press, to be spoilt."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.page = self.pdf.add_blank_page(page_size=(120, 120))
        self.page.obj.TrimBox = Array([20, 20, 100, 100])
        self.page.obj.BleedBox = Array([10, 10, 110, 110])
        self.page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        states = {k: Dictionary(OP=on, op=on, OPM=mode) for k, (on, mode) in STATES.items()}
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        self.page.obj.Resources = Dictionary(
            ExtGState=Dictionary(states), Font=Dictionary(F=font), XObject=Dictionary()
        )
        self.draw(SOUND)
        profile = self.pdf.make_stream(b"a profile", N=4)
        self.intent = Dictionary(
            S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"), DestOutputProfile=profile
        )
        self.pdf.Root.OutputIntents = Array([self.pdf.make_indirect(self.intent)])
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"

    def draw(self, drawing: str) -> None:
        self.page.obj.Contents = self.pdf.make_stream(drawing.encode())

    def place(self, ink: tuple[int, int, int, int], size: int, points: int = 40) -> None:
        """Put a picture of one ink, of `size` pixels, on the page."""
        stream = self.pdf.make_stream(b"")
        stream.write(_jpeg(Image.new("CMYK", (size, size), ink)), filter=Name.DCTDecode)
        stream.Subtype, stream.Width, stream.Height = Name.Image, size, size
        stream.ColorSpace, stream.Decode = Name.DeviceCMYK, Array([1, 0] * 4)
        self.page.obj.Resources.XObject.I = stream
        self.draw(f"{points} 0 0 {points} 30 30 cm /I Do")

    def found(self, folder: Path, **order: Any) -> list[Finding]:
        path = folder / "press.pdf"
        self.pdf.save(path)
        press = PressOrder(**order)
        expected = Expected(title="", language="en", pieces=(), profile="press", press=press)
        return [f for f in check_pdf(path, expected) if f.rule != "fonts"]


def _intent(sheet: Sheet) -> None:
    del sheet.pdf.Root.OutputIntents


def _monitor(sheet: Sheet) -> None:
    sheet.pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def _standard(sheet: Sheet) -> None:
    del sheet.pdf.Root.Metadata


def _trim(sheet: Sheet) -> None:
    del sheet.page.obj.TrimBox


def _across(sheet: Sheet) -> None:
    sheet.page.obj.BleedBox = Array([30, 10, 110, 110])


def _no_bleed(sheet: Sheet) -> None:
    del sheet.page.obj.BleedBox


def _note(sheet: Sheet) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([30, 30, 40, 40]))
    sheet.page.obj.Annots = Array([link])


def _mixed(sheet: Sheet) -> None:
    sheet.page.obj.Group.CS = Name.DeviceRGB


def _screen_picture(sheet: Sheet) -> None:
    sheet.place((0, 0, 0, 0), 200)
    sheet.page.obj.Resources.XObject.I.ColorSpace = Name.DeviceRGB


def _in_a_form(sheet: Sheet) -> None:
    form = sheet.pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Subtype=Name.Form)
    form.Resources = Dictionary()
    sheet.page.obj.Resources.XObject.F = form
    sheet.draw("/F Do")


def drawing(text: str) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.draw(text)


FAULTS: list[tuple[str, str, Callable[[Sheet], None]]] = [
    ("intent", "does not say for which press it is", _intent),
    ("intent", "is not for a press with four inks", _monitor),
    ("intent", "does not say that it is a PDF/X", _standard),
    ("sheet", "does not say where it is cut", _trim),
    ("sheet", "its boxes stand across one another", _across),
    ("sheet", "has no bleed", _no_bleed),
    ("notes", "links or notes lie on the page", _note),
    ("colours", "a fill is in DeviceRGB", drawing("1 0 0 rg 30 30 9 9 re f")),
    ("colours", "a stroke is in DeviceRGB", drawing("1 0 0 RG 30 30 m 9 9 l S")),
    ("colours", "a fill is in Lab", drawing("/Lab cs 50 0 0 sc 30 30 9 9 re f")),
    ("colours", "a fill is in DeviceRGB", _in_a_form),
    ("colours", "a picture is in DeviceRGB", _screen_picture),
    ("colours", "what is transparent here is mixed", _mixed),
    ("ink", "a fill has 330% of ink, and 300 % may be", drawing("1 1 .9 .4 k 30 30 9 9 re f")),
    ("ink", "a picture has 400% of ink", lambda sheet: sheet.place((255, 255, 255, 255), 200)),
    ("black", "black type of 9.0 points is in several inks",
     drawing("BT /F 9 Tf .5 0 0 1 k (a) Tj ET")),
    ("overprint", "black type of 9.0 points leaves white below it",
     drawing("BT /F 9 Tf 0 0 0 1 k (a) Tj ET")),
    ("overprint", "a white fill overprints", drawing("/Over gs 0 0 0 0 k 30 30 9 9 re f")),
    ("hairlines", "a line is 0.10 points thin", drawing(".1 w 30 30 m 60 30 l S")),
    ("hairlines", "a line is 0.20 points thin", drawing(".1 0 0 .1 0 0 cm 2 w 30 30 m 60 30 l S")),
    ("hairlines", "a line is 0.10 points thin", drawing("30 30 60 .1 re f")),
    ("pictures", "a picture has 90 pixels to the inch: it looks soft",
     lambda sheet: sheet.place((0, 0, 0, 0), 50)),
    ("pictures", "a picture has 180 pixels to the inch: it could be sharper",
     lambda sheet: sheet.place((0, 0, 0, 0), 100)),
]  # fmt: skip


def test_a_sound_file_is_found_sound(tmp_path: Path) -> None:
    assert Sheet().found(tmp_path) == []


@pytest.mark.parametrize(("rule", "message", "spoil"), FAULTS, ids=[f[1][:40] for f in FAULTS])
def test_a_rule_finds_its_fault_and_no_other_finds_one(
    rule: str, message: str, spoil: Callable[[Sheet], None], tmp_path: Path
) -> None:
    sheet = Sheet()
    spoil(sheet)
    (found,) = sheet.found(tmp_path)
    assert found.rule == rule
    assert found.message.startswith(message)


def test_the_most_ink_is_what_was_ordered(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.draw("1 1 .5 0 k 30 30 9 9 re f")
    assert sheet.found(tmp_path) == []
    assert [f.rule for f in sheet.found(tmp_path, ink=240)] == ["ink"]


def test_ink_outside_the_trim_is_the_printers_own(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.draw("1 1 1 1 k 0 0 9 9 re f")
    assert sheet.found(tmp_path) == []


def test_a_speck_of_much_ink_in_a_picture_is_dry_at_once(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.place((0, 0, 0, 0), 200)
    picture = Image.new("CMYK", (200, 200), (120, 120, 120, 60))
    picture.paste((255, 255, 255, 255), (50, 50, 56, 56))
    stream = sheet.page.obj.Resources.XObject.I
    del stream.Decode
    stream.write(picture.tobytes())
    assert sheet.found(tmp_path) == []
    assert [f.rule for f in sheet.found(tmp_path, ink=150)] == ["ink"]


def test_large_black_type_may_be_rich_and_knock_out(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.draw("BT /F 40 Tf .5 0 0 1 k (a) Tj 0 0 0 1 k (a) Tj ET")
    assert sheet.found(tmp_path) == []


def test_an_encrypted_file_is_told(tmp_path: Path) -> None:
    sheet, path = Sheet(), tmp_path / "press.pdf"
    sheet.pdf.save(path, encryption=pikepdf.Encryption(owner="a", user=""))
    expected = Expected(title="", language="en", pieces=(), profile="press")
    assert "is encrypted" in [f.message for f in check_pdf(path, expected)]
