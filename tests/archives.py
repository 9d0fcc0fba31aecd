"""Zip files made from others: a part changed, left out, added."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def changed(
    archive: bytes,
    *changes: tuple[str, str, str],
    drop: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return `archive` with `old` replaced by `new` in parts, one part gone, others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            data = old.read(name)
            for part, before, after in changes:
                if part == name:
                    assert before.encode() in data
                    data = data.replace(before.encode(), after.encode())
            if name != drop:
                new.writestr(name, data)
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return out.getvalue()
