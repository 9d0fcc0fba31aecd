"""A fragment: one flow as set, with what the join needs to know of it, and their cache."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from pressday.atomic import replace_file
from pressday.layout.makeup import Galley
from pressday.layout.makeup.written import read, written
from pressday.press.pdf.faces import Face
from pressday.press.pdf.findings import Findings
from pressday.press.pdf.tags import notes as tags
from pressday.press.pdf.tags.notes import Tags
from pressday.press.pdf.takes import Take

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A set flow: PDF bytes without fonts, and its measures.

    `anchors` maps names to (page from 0, x, y) in points from the page's top
    left; `faults` is what the typesetter complained of in the text, `style_faults`
    in the stylesheet; `lost` are pictures that could not be loaded; `findings` is
    what became of the words. The `pages` of a galley are its `takes`, by name. `tags`
    say what each piece of a page is.
    """

    pdf: bytes
    pages: int
    anchors: dict[str, tuple[int, float, float]]
    faces: dict[str, Face]
    faults: tuple[str, ...] = ()
    style_faults: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    findings: Findings = field(default_factory=Findings)
    galley: Galley = field(default_factory=lambda: Galley(runs=()))
    takes: dict[str, Take] = field(default_factory=dict)
    tags: Tags = field(default_factory=Tags)


class FragmentCache:
    """Fragments on disk by key: `<key>.pdf`, and `<key>.json`, which is written last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def is_empty(self) -> bool:
        """Tell that nothing was kept so far."""
        return not self._folder.is_dir() or not any(self._folder.iterdir())

    def load(self, key: str) -> Fragment | None:
        """Return the fragment of `key`, None when it is not there or not whole."""
        try:
            notes = json.loads((self._folder / f"{key}.json").read_text("utf-8"))
            pdf = (self._folder / f"{key}.pdf").read_bytes()
            return _fragment(pdf, notes)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None

    def store(self, key: str, fragment: Fragment) -> None:
        """Keep `fragment` under `key`; a reader sees all of it or nothing.

        Raises WriteError if the cache cannot be written.
        """
        notes = {n: getattr(fragment, n) for n in Fragment.__slots__ if n not in {"pdf", "faces"}}
        notes["findings"] = asdict(fragment.findings)
        notes["galley"] = written(fragment.galley)
        notes["tags"] = tags.written(fragment.tags)
        notes["takes"] = {name: (t.page, t.top, t.scale) for name, t in fragment.takes.items()}
        notes["faces"] = {name: asdict(face) for name, face in fragment.faces.items()}
        replace_file(self._folder / f"{key}.pdf", fragment.pdf)
        replace_file(self._folder / f"{key}.json", json.dumps(notes, sort_keys=True).encode())


def _fragment(pdf: bytes, notes: dict[str, object]) -> Fragment:
    """Return the fragment that `notes` describe; JSON has made glyph ids text and tuples lists."""
    faces = notes.pop("faces")
    assert isinstance(faces, dict)  # noqa: S101 - our own file, for the type checker
    known = {name: _face(values) for name, values in faces.items()}
    findings = Findings(**notes.pop("findings"))  # type: ignore[arg-type]
    galley = read(notes.pop("galley"))
    tagged = tags.read(notes.pop("tags"))  # type: ignore[arg-type]
    takes = {n: Take(int(t[0]), float(t[1]), float(t[2])) for n, t in notes.pop("takes").items()}  # type: ignore[attr-defined]
    lists = {n: tuple(v) for n, v in notes.items() if isinstance(v, list)}
    anchors = {n: (int(a[0]), float(a[1]), float(a[2])) for n, a in notes.pop("anchors").items()}  # type: ignore[attr-defined]
    made = {
        "faces": known, "anchors": anchors, "galley": galley, "takes": takes, "tags": tagged,
    }  # fmt: skip
    return Fragment(pdf=pdf, findings=findings, **notes | lists | made)  # type: ignore[arg-type]


def _face(values: dict[str, object]) -> Face:
    glyphs = values.pop("glyphs")
    assert isinstance(glyphs, dict)  # noqa: S101 - our own file, for the type checker
    return Face(glyphs={int(g): (w, t) for g, (w, t) in glyphs.items()}, **values)  # type: ignore[arg-type]
