"""How sharp pictures are where they stand."""

from __future__ import annotations

import io

import pikepdf

from pressday.press.pdf.placed_pictures import sharpness


def drawn(content: bytes) -> bytes:
    """Return a PDF of two pages; the first draws a picture of 300 by 200 pixels, also in a form."""
    with pikepdf.new() as pdf:
        picture = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        picture.Width, picture.Height = 300, 200
        form = pdf.make_stream(b"q 72 0 0 48 0 0 cm /P Do Q", Subtype=pikepdf.Name.Form)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        page = pdf.add_blank_page()
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture, F=form))
        page.Contents = pdf.make_stream(content)
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_the_coarsest_picture_of_a_page_counts() -> None:
    assert sharpness(drawn(b"q 72 0 0 48 0 0 cm /P Do Q")) == [300, 0]
    assert sharpness(drawn(b"q 72 0 0 48 0 0 cm /P Do Q q 144 0 0 96 0 0 cm /P Do Q")) == [150, 0]


def test_scales_of_forms_count_and_end_with_them() -> None:
    assert sharpness(drawn(b"q 2 0 0 2 0 0 cm /F Do Q")) == [150, 0]
    assert sharpness(drawn(b"q 2 0 0 2 0 0 cm Q q /F Do Q")) == [300, 0]


def test_a_picture_that_is_stretched_is_as_coarse_as_in_its_worse_direction() -> None:
    assert sharpness(drawn(b"q 72 0 0 96 0 0 cm /P Do Q")) == [150, 0]
