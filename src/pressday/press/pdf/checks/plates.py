"""The rules for a file that goes to a print shop, each with what it is taken from.

ISO 15930-7 is PDF/X-4. GWG2015 is the specification of the Ghent Workgroup, which print shops
check by; its numbers are those for sheet-fed offset in CMYK.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pressday.press.checked import Finding
from pressday.press.pdf.checks.document import inside
from pressday.press.pdf.checks.inked import CMYK, GRAY, meets, trim_of
from pressday.press.pdf.placed_pictures import placed_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL.Image import Image

    from pressday.press.checked import Box, Expected, Severity
    from pressday.press.pdf.checks.document import OpenPdf
    from pressday.press.pdf.checks.inked import Inked

SMALL_TYPE = 12.0  # points: smaller black type overprints (GWG2015)
HAIR = 0.25  # points; thinner lines break up or vanish (a usual bar of print shops)
SOFT, FAIR = 149, 224  # pixels an inch (GWG2015, 4.26: error below, warning below)

_BLACK = 0.85  # of the black plate: what has more is meant as black
_TRACE = 0.1  # of another ink: less does no harm
_SPOT = 72 * 3.87 / 25.4  # points: the side of 15 mm², over which ink is counted (GWG2015, 4.22)
_NOISE = 0.02  # of JPEG, in the sum of four inks
_TINY = 16  # pixels: what has fewer is no picture (GWG2015, 4.26)
_ROOM = 0.6  # points within which two edges are one
_SHEET = "/Separation All", "/Separation None"


def _found(  # noqa: PLR0913 - what a finding has
    rule: str, severity: Severity, message: str, hint: str, *, page: int | None = None,
    box: Box | None = None, place: str = "",
) -> Finding:  # fmt: skip
    return Finding(
        rule=rule, severity=severity, message=message, hint=hint, page=page, box=box, place=place
    )


def intent(document: OpenPdf, expected: Expected) -> Iterator[Finding]:
    """Yield what the file does not say of the press it is for (ISO 15930-7)."""
    root = document.pdf.Root
    hint = "it must be made as PDF/X-4: pressday build --profile press, or in its own program"
    intents = [i for i in root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFX"]
    if not intents:
        yield _found("intent", "mend", "does not say for which press it is", hint)
    for one in intents:
        name = str(one.get("/OutputConditionIdentifier", ""))
        inks = inside(one, "DestOutputProfile", "N")
        if not name or (inks is not None and int(inks) != 4):  # noqa: PLR2004 - CMYK
            yield _found("intent", "mend", "is not for a press with four inks", hint, place=name)
        elif expected.pieces and name != expected.press.condition:
            message = f"is for {name}, and {expected.press.condition} is asked for"
            yield _found("intent", "mend", message, "pressday build --profile press")
    metadata = root.get("/Metadata")
    if metadata is None or b"PDF/X-" not in metadata.read_bytes():
        yield _found("intent", "mend", "does not say that it is a PDF/X", hint)
    if document.pdf.is_encrypted:
        yield _found("intent", "mend", "is encrypted", "save it without a password")


def sheets(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield pages whose boxes are missing or do not stand in one another (ISO 15930-7)."""
    hint = "the page is cut at the trim box, and colour goes over it to the bleed box"
    for number, page in enumerate(document.pdf.pages, start=1):
        trim, bleed = _box(page, "/TrimBox"), _box(page, "/BleedBox")
        if trim is None:
            yield _found("sheet", "mend", "does not say where it is cut", hint, page=number)
        elif not _holds(bleed or trim, trim) or not _holds(_box(page, "/MediaBox"), bleed or trim):
            yield _found("sheet", "mend", "its boxes stand across one another", hint, page=number)
        elif bleed is None or trim[0] - bleed[0] < _ROOM:
            yield _found("sheet", "look", "has no bleed", "fine if no colour touches the edge",
                         page=number)  # fmt: skip


def _box(page: Any, name: str) -> Box | None:  # noqa: ANN401
    edges = inside(page.obj, name[1:]) if name != "/MediaBox" else page.mediabox
    if edges is None:
        return None
    left, foot, right, head = (float(edge) for edge in edges)
    return left, foot, right, head


def _holds(outer: Box | None, inner: Box) -> bool:
    if outer is None:
        return False
    lower = all(o <= i + _ROOM for o, i in zip(outer[:2], inner[:2], strict=True))
    return lower and all(o >= i - _ROOM for o, i in zip(outer[2:], inner[2:], strict=True))


def notes(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield pages with links, notes or fields on what is printed (ISO 15930-7)."""
    for number, page in enumerate(document.pdf.pages, start=1):
        kinds = [str(one.get("/Subtype", "")) for one in page.obj.get("/Annots", [])]
        if any(kind not in {"/PrinterMark", "/TrapNet"} for kind in kinds):
            hint = "take links, notes and fields out of the file that is printed"
            yield _found("notes", "mend", "links or notes lie on the page", hint, page=number)


def colours(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield what is in no ink of the press, by page (GWG2015, variants in CMYK)."""
    hint = "everything must be in CMYK or black; lab() and oklch() of a theme are not converted"
    for number, things in enumerate(document.inked, start=1):
        first: dict[tuple[str, str], Inked] = {}
        for thing in things:
            space = thing.ink.space
            if not _is_ink(space):
                first.setdefault((thing.kind, space), thing)
        for (kind, space), thing in first.items():
            message = f"a {kind} is in {space}, and a press prints CMYK"
            yield _found("colours", "mend", message, hint, page=number, box=thing.box)
    for number, page in enumerate(document.pdf.pages, start=1):
        mixed = inside(page.obj, "Group", "CS")
        if mixed is not None and str(mixed) not in {f"/{CMYK}", f"/{GRAY}"}:
            message = "what is transparent here is mixed in colours of a screen"
            yield _found("colours", "mend", message, hint, page=number)


def _is_ink(space: str) -> bool:
    return space in {CMYK, GRAY, "Pattern"} or space in {name[1:] for name in _SHEET}


def ink(document: OpenPdf, expected: Expected) -> Iterator[Finding]:
    """Yield places inside the trim with too much ink (GWG2015, 4.22: the mean over 15 mm²)."""
    most = expected.press.ink
    for number, (page, things) in enumerate(_with_things(document), start=1):
        trim = trim_of(page)
        worst: dict[str, tuple[float, Inked]] = {}
        for thing in things:
            if not meets(thing.box, trim):
                continue
            total = _total(thing)
            if total > most / 100 + _NOISE and total > worst.get(thing.kind, (0.0, thing))[0]:
                worst[thing.kind] = total, thing
        for kind, (total, thing) in worst.items():
            yield _found(
                "ink", "mend", f"a {kind} has {total:.0%} of ink, and {most} % may be",
                "paper cannot take more: it comes off on the next sheet",
                page=number, box=thing.box,
            )  # fmt: skip


def _with_things(document: OpenPdf) -> Iterator[tuple[Any, list[Inked]]]:
    return zip(document.pdf.pages, document.inked, strict=True)


def _total(thing: Inked) -> float:
    if thing.kind == "picture":
        return _inkiest(thing) if thing.ink.space == CMYK else 0.0
    plates = thing.ink.plates
    return sum(plates) if plates else 0.0


def _inkiest(thing: Inked) -> float:
    """Return the most ink in a picture, each place the mean of what 15 mm² of it hold."""
    image = _decoded(thing.stream)
    if image is None:
        return 0.0
    width, height = thing.box[2] - thing.box[0], thing.box[3] - thing.box[1]
    across, up = (
        max(1, min(pixels, round(pixels * _SPOT / max(points, 1))))
        for pixels, points in zip(image.size, (width, height), strict=True)
    )
    small = image.reduce((across, up)).tobytes()
    return max(sum(small[i : i + 4]) for i in range(0, len(small), 4)) / 255


def _decoded(stream: Any) -> Image | None:  # noqa: ANN401
    """Return a picture in CMYK, 255 all of an ink; None for one that is packed otherwise."""
    from PIL import Image, ImageChops

    size = int(stream.Width), int(stream.Height)
    if stream.get("/Filter") == "/DCTDecode":
        with Image.open(io.BytesIO(stream.read_raw_bytes())) as image:
            image.load()
            # Pillow turns all CMYK, as Adobe writes it; a file says by Decode whether it is so
            is_turned = float(stream.get("/Decode", [0])[0]) == 1
            return image if is_turned else ImageChops.invert(image)
    data = stream.read_bytes()
    is_whole = int(stream.get("/BitsPerComponent", 8)) == 8 and len(data) == 4 * size[0] * size[1]  # noqa: PLR2004 - four inks, a byte each
    return Image.frombytes("CMYK", size, data) if is_whole else None


def rich_black(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield small black type in several inks, by page (GWG2015: black text is black alone)."""
    for number, thing in _first(document, _is_rich):
        yield _found(
            "black", "mend", f"black type of {thing.size:.1f} points is in several inks",
            "it blurs as soon as a plate shifts: black ink alone", page=number, box=thing.box,
        )  # fmt: skip


def _is_rich(thing: Inked) -> bool:
    plates = thing.ink.plates
    return _is_small_type(thing) and bool(
        plates and plates[3] >= _BLACK and max(plates[:3]) > _TRACE
    )


def overprint(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield small black type that knocks out, and white that overprints, by page (GWG2015)."""
    for number, thing in _first(document, _knocks_out):
        message = f"black type of {thing.size:.1f} points leaves white below it"
        hint = "let it overprint: a shifted plate shows white at its edges"
        yield _found("overprint", "look", message, hint, page=number, box=thing.box)
    for number, thing in _first(document, _vanishes):
        message, hint = f"a white {thing.kind} overprints", "it vanishes: let it knock out"
        yield _found("overprint", "mend", message, hint, page=number, box=thing.box)


def _knocks_out(thing: Inked) -> bool:
    is_black = thing.ink.plates == (0.0, 0.0, 0.0, 1.0)
    return _is_small_type(thing) and is_black and not thing.overprints


def _vanishes(thing: Inked) -> bool:
    plates = thing.ink.plates
    return thing.overprints and plates is not None and max(plates) == 0


def _is_small_type(thing: Inked) -> bool:
    return thing.kind == "text" and thing.size < SMALL_TYPE


def _first(document: OpenPdf, is_so: Callable[[Inked], bool]) -> Iterator[tuple[int, Inked]]:
    """Yield for each page the first thing of which something is so."""
    for number, things in enumerate(document.inked, start=1):
        if thing := next(filter(is_so, things), None):
            yield number, thing


def hairlines(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield lines that are too thin to be printed, by page."""
    for number, things in enumerate(document.inked, start=1):
        thin = [t for t in things if _is_line(t) and t.size < HAIR - 0.001]
        if thin:
            worst = min(thin, key=lambda thing: thing.size)
            message = f"a line is {worst.size:.2f} points thin"
            hint = f"lines under {HAIR} points break up in print: make them thicker in the theme"
            yield _found("hairlines", "look", message, hint, page=number, box=worst.box)


def _is_line(thing: Inked) -> bool:
    """Tell whether something is a line; a box without height is not painted at all."""
    return thing.kind == "stroke" or (thing.kind == "fill" and thing.size > 0)


def resolution(document: OpenPdf, _: Expected) -> Iterator[Finding]:
    """Yield pictures with too few pixels for their size (GWG2015, 4.26)."""
    for number, page in enumerate(document.pdf.pages, start=1):
        soft = [p for p in placed_pictures(page) if min(p.pixels) > _TINY and p.ppi < FAIR - 1]
        for picture in soft:
            how = "looks soft" if picture.ppi < SOFT else "could be sharper"
            message = f"a picture has {picture.ppi:.0f} pixels to the inch: it {how}"
            hint = "give the article a larger picture, or image = false in the run sheet"
            yield _found("pictures", "look", message, hint, page=number, box=picture.box,
                         place=f"{picture.pixels[0]}×{picture.pixels[1]} pixels")  # fmt: skip
