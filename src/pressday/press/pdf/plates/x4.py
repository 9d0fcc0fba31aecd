"""What makes a file one of PDF/X-4 (ISO 15930-7): its intent, and what it says of itself."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

    from pressday.press.pdf.plates.condition import Condition

VERSION = "PDF/X-4"
PDF_VERSION = "1.6"
_REGISTRY = "http://www.color.org"
# Structure, links and outline are for readers; nothing of them may lie on a page that is printed.
_FOR_READERS = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/PageMode")


def declare(pdf: pikepdf.Pdf, condition: Condition, origin: str) -> None:
    """Make `pdf` say which standard it keeps and on which press; `origin` tells it from others."""
    for name in _FOR_READERS:
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in ("/Annots", "/StructParents", "/Tabs"):
            if name in page.obj:
                del page.obj[name]
    _intend(pdf, condition)
    _say(pdf, origin)


def _intend(pdf: pikepdf.Pdf, condition: Condition) -> None:
    from pikepdf import Array, Dictionary, Name, String

    profile = pdf.make_stream(condition.icc, N=4)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.name),
        OutputCondition=String(condition.told),
        Info=String(condition.told),
        DestOutputProfile=profile,
    )
    if condition.registered:
        intent.RegistryName = String(_REGISTRY)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _say(pdf: pikepdf.Pdf, origin: str) -> None:
    from pikepdf import Name, String

    document = uuid.uuid5(uuid.NAMESPACE_OID, origin)
    del pdf.Root.Metadata  # that is about reading
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(pdf.docinfo)
        xmp["xmp:MetadataDate"] = xmp["xmp:ModifyDate"]
        xmp["pdfxid:GTS_PDFXVersion"] = VERSION
        xmp["pdf:Trapped"] = "False"
        xmp["xmpMM:DocumentID"] = xmp["xmpMM:InstanceID"] = f"uuid:{document}"
        xmp["xmpMM:VersionID"], xmp["xmpMM:RenditionClass"] = "1", "default"
    pdf.docinfo["/GTS_PDFXVersion"] = String(VERSION)
    pdf.docinfo["/Trapped"] = Name("/False")
