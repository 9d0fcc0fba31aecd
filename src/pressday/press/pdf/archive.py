"""What makes a file one of PDF/A-3a and PDF/UA-1: what it says of itself, and its colours."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.assets import asset_dir
from pressday.errors import LayoutError

if TYPE_CHECKING:
    import pikepdf

PART, CONFORMANCE = "3", "A"

_CONDITION = "sRGB IEC61966-2.1"
_END = b"</rdf:RDF>"


def declare(pdf: pikepdf.Pdf) -> None:
    """Say in the metadata of `pdf`, which has some, that it keeps both standards."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["pdfaid:part"], xmp["pdfaid:conformance"] = PART, CONFORMANCE
    said = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(said.replace(_END, _extension() + _END))


@cache
def _extension() -> bytes:
    """Return the schema of PDF/UA, which PDF/A wants described (ISO 19005-3, 6.6.2.3.3)."""
    return (asset_dir("templates") / "print" / "pdfua.xml").read_bytes()


@cache
def _srgb() -> bytes:
    """Return the colour profile that WeasyPrint carries, which is not loaded for it."""
    found = find_spec("weasyprint")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise LayoutError("WeasyPrint is gone", hint="install Pressday again")
    return (Path(folders[0]) / "pdf" / "sRGB2014.icc").read_bytes()


def intend_srgb(pdf: pikepdf.Pdf) -> None:
    """Say that the colours of `pdf` are sRGB, and that no picture is to be smoothed."""
    from pikepdf import Array, Dictionary, Name, Stream, String

    profile = pdf.make_stream(_srgb(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(_CONDITION),
        Info=String(_CONDITION),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Interpolate"):
            item.Interpolate = False
