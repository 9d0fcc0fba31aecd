"""Galleys as plain values that JSON can hold, and back."""

from __future__ import annotations

from typing import Any

from pressday.layout.makeup.shapes import Galley, Plate, Run, Strip


def written(galley: Galley) -> dict[str, Any]:
    """Return `galley` as lists, numbers and dictionaries with text for keys."""
    return {
        "heads": {str(span): lines for span, lines in galley.heads.items()},
        "plates": {str(s): (p.lines, p.grow, p.give) for s, p in galley.plates.items()},
        "quote": galley.quote,
        "runs": [
            {
                "wide": run.wide,
                "strips": [
                    (s.lines, s.before, sorted(s.cuts), s.tied, s.grow, s.give) for s in run.strips
                ],
            }
            for run in galley.runs
        ],
    }


def read(values: Any) -> Galley:  # noqa: ANN401 - what JSON gives
    """Return the galley that `values` describe; raises as a look into other values does."""
    return Galley(
        heads={int(span): lines for span, lines in values["heads"].items()},
        plates={
            int(span): Plate(lines=lines, grow=grow, give=give)
            for span, (lines, grow, give) in values["plates"].items()
        },
        quote=values["quote"],
        runs=tuple(
            Run(wide=run["wide"], strips=tuple(_strip(*strip) for strip in run["strips"]))
            for run in values["runs"]
        ),
    )


def _strip(  # noqa: PLR0913, PLR0917 - a strip's fields in their order
    lines: int, before: int, cuts: list[int], tied: bool, grow: int, give: int  # noqa: FBT001
) -> Strip:
    return Strip(
        lines=lines, before=before, cuts=frozenset(cuts), tied=tied, grow=grow, give=give
    )
