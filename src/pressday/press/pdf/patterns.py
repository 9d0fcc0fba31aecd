"""Patterns, such as the gradients of drawings, moved along with what they fill.

They are anchored to the page and not to where something is drawn (ISO 32000-1, 8.7.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_OF_BYTES = {"/Length", "/Filter", "/DecodeParms"}


def moved(pdf: pikepdf.Pdf, pattern: Any, by: pikepdf.Matrix) -> Any:  # noqa: ANN401
    """Return a copy of `pattern` that stands where `by` moves what it fills."""
    from pikepdf import Array, Dictionary, Matrix, Stream

    known = {key: value for key, value in pattern.items() if key not in _OF_BYTES}
    if isinstance(pattern, Stream):
        copy: Any = pdf.make_stream(pattern.read_bytes(), known)
    else:
        copy = pdf.make_indirect(Dictionary(known))
    place = Matrix(*map(float, pattern.get("/Matrix", (1, 0, 0, 1, 0, 0))))
    copy.Matrix = Array((place @ by).as_array())
    return copy
