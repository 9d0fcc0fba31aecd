"""Galleys as plain values that JSON can hold, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressday.layout.makeup.shapes import Galley, MeasuredRun, Plate, Strip

if TYPE_CHECKING:
    from collections.abc import Mapping


def written(galley: Galley) -> dict[str, Any]:
    """Return `galley` as lists, numbers and dictionaries with text for keys."""
    return {
        "heads": {str(span): lines for span, lines in galley.heads.items()},
        "plates": _plates_written(galley.plates),
        "lifts": {str(number): _plates_written(plates) for number, plates in galley.lifts.items()},
        "quotes": list(galley.quotes),
        "runs": [
            {
                "wide": run.wide,
                "strips": [
                    (
                        s.lines,
                        s.before,
                        sorted(s.cuts),
                        s.tied,
                        s.grow,
                        s.give,
                        s.lift,
                        s.floats,
                        s.quote,
                    )
                    for s in run.strips
                ],
            }
            for run in galley.runs
        ],
    }


def read(values: Any) -> Galley:  # noqa: ANN401 - what JSON gives
    """Return the galley that `values` describe; raises as a look into other values does."""
    return Galley(
        heads={int(span): lines for span, lines in values["heads"].items()},
        plates=_plates(values["plates"]),
        lifts={int(number): _plates(plates) for number, plates in values["lifts"].items()},
        quotes=tuple(values["quotes"]),
        runs=tuple(
            MeasuredRun(wide=run["wide"], strips=tuple(_strip(*strip) for strip in run["strips"]))
            for run in values["runs"]
        ),
    )


def _plates_written(plates: Mapping[int, Plate]) -> dict[str, tuple[int, int, int]]:
    return {str(span): (p.lines, p.grow, p.give) for span, p in plates.items()}


def _plates(values: Mapping[str, tuple[int, int, int]]) -> dict[int, Plate]:
    return {int(s): Plate(lines=n, grow=grow, give=give) for s, (n, grow, give) in values.items()}


def _strip(  # noqa: PLR0913, PLR0917 - a strip's fields in their order
    lines: int, before: int, cuts: list[int], tied: int, grow: int, give: int, lift: int,
    floats: int, quote: int,
) -> Strip:  # fmt: skip
    return Strip(
        lines=lines, before=before, cuts=frozenset(cuts), tied=bool(tied), grow=grow, give=give,
        lift=lift, floats=bool(floats), quote=quote,
    )  # fmt: skip
