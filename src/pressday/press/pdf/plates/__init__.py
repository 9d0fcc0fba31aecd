"""Plates: the finished pages once more, in the inks of a press (PDF/X-4, ISO 15930-7)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.model import Step
from pressday.press.pdf.plates.condition import condition_of
from pressday.press.pdf.plates.inks import Inks, ink_table
from pressday.press.pdf.plates.pages import separate_pages
from pressday.press.pdf.plates.pictures import separate_pictures
from pressday.press.pdf.plates.x4 import PDF_VERSION, declare
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from pressday.layout.theme import Theme
    from pressday.orders import PressOrder
    from pressday.press.pdf.plates.condition import Condition
    from pressday.press.pdf.plates.pictures import PictureFile

INKS = "inks.toml"
"""The table of a theme that says which ink its colours become."""


@dataclass(frozen=True, slots=True)
class Plates:
    """What is needed to make plates: order, condition, and the inks of the theme's colours."""

    order: PressOrder
    condition: Condition
    inks: Inks

    @classmethod
    def prepared(cls, order: PressOrder, theme: Theme) -> Plates:
        """Return all that plates are made with.

        Raises ConfigError for a condition that nothing is known of, LayoutError for a theme's
        table that is wrong.
        """
        condition = condition_of(order)
        table = ink_table(theme.sheet(INKS), order.ink)
        return cls(order, condition, Inks(condition, order, table))

    def made_of(
        self, data: bytes, known: Mapping[str, PictureFile], name: str
    ) -> Generator[Step, None, bytes]:
        """Return the plates of a finished file, called `name`; yield how many pictures are done.

        Pictures are made anew from the files that are `known`. The same input gives the same
        bytes.
        """
        import pikepdf

        with pikepdf.open(io.BytesIO(data)) as pdf:
            for done, total in separate_pictures(pdf, self.inks, known):
                yield Step(name="plates", done=done, total=total, detail=name)
            separate_pages(pdf, self.inks, self.order)
            declare(pdf, self.condition, sha256(data))
            out = io.BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                recompress_flate=False,
                force_version=PDF_VERSION,
            )
        return out.getvalue()
