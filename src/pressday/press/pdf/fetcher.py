"""What pages may load: pictures of the edition by hash, QR codes and formulas, nothing else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import segno
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pressday.errors import PressdayError, WriteError
from pressday.pictures.scaled import SUFFIXES, Crop, Wanted, derive_cached

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.press.pdf.manuscript import Copy

_TYPES = {suffix: kind for kind, suffix in SUFFIXES.items()}


class PictureFetcher(URLFetcher):  # type: ignore[misc]
    """Loads the pictures of one copy, scaled; WeasyPrint goes on without what it cannot have.

    `lost` names the pictures it had to do without. A WriteError (the cache is
    on a full disk) is kept in `fault`, because WeasyPrint would swallow it.
    """

    def __init__(self, copy: Copy, derivatives: Path) -> None:
        super().__init__()
        self._copy, self._derivatives = copy, derivatives
        self.lost: list[str] = []
        self.fault: WriteError | None = None

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002
        """Return the bytes behind a `media:`, `qr:` or `formula:` address.

        `media:ID?1,.5,.5,.5` is a picture of which a part is kept, as `Crop` has it.
        Any other address raises ValueError.
        """
        scheme, _, name = url.partition(":")
        if drawn := _DRAWN.get(scheme):
            return URLFetcherResponse(url, drawn(name), {"Content-Type": "image/svg+xml"})
        name, _, shares = name.partition("?")
        if scheme == "media" and (path := self._copy.pictures.get(name)):
            data, kind = self._picture(path, _crop(shares))
            return URLFetcherResponse(url, data, {"Content-Type": kind})
        raise ValueError(f"not part of the edition: {url[:80]}")

    def _picture(self, path: Path, crop: Crop | None) -> tuple[bytes, str]:
        sizes = self._copy
        wanted = Wanted(long_side_px=sizes.long_side_px, quality=sizes.quality, crop=crop)
        try:
            kind = _TYPES[path.suffix]
            return derive_cached(path.read_bytes(), kind, wanted, cache=self._derivatives)
        except WriteError as error:
            self.fault = error
            raise
        except (OSError, PressdayError) as error:
            reason = getattr(error, "strerror", None) or error
            self.lost.append(f"{path.stem[:12]}: {reason}")
            raise


def _crop(shares: str) -> Crop | None:
    return Crop(*map(float, shares.split(","))) if shares else None


def formula(drawing: str) -> bytes:
    """Return the SVG that stands percent-encoded in its own address."""
    return unquote(drawing).encode()


def qr_code(text: str) -> bytes:
    """Return a QR code of the percent-encoded `text` as SVG, error correction M, no quiet zone."""
    out = io.BytesIO()
    code = segno.make(unquote(text), error="m", micro=False)
    code.save(out, kind="svg", border=0, dark="#191714", svgclass=None, lineclass=None)
    return out.getvalue()


_DRAWN = {"qr": qr_code, "formula": formula}
