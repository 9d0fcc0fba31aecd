"""Makes the pictures of The Proof: `python make_pictures.py [name …] [--draft]`.

Needs numpy, Pillow, fontpkg-source-serif-4 and fontpkg-source-sans-3. Nothing is photographed and
nothing is taken from elsewhere: each picture is a scene described below and lit by `darkroom`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import gettempdir

import scenes

HERE = Path(__file__).resolve().parent.parent
PICTURES = {
    "press": HERE / "articles/pictures/press.jpg",
    "bundles": HERE / "articles/pictures/bundles.jpg",
    "reels": HERE / "articles/pictures/reels.jpg",
    "sorts": HERE / "sources/type-high_files/sorts.jpg",
    "forme": HERE / "articles/pictures/forme.jpg",
    "proofs": HERE / "articles/pictures/proofs.jpg",
    "slugs": HERE / "articles/pictures/slugs.jpg",
    "watermark": HERE / "articles/pictures/watermark.jpg",
    "sheet": HERE / "articles/pictures/sheet.jpg",
    "map": HERE / "articles/pictures/map.jpg",
    "loupe": HERE / "articles/pictures/loupe.jpg",
}


def main(arguments: list[str]) -> None:
    """Make the pictures named, or all of them; a draft is a third of the size and goes to the temporary folder."""
    draft = "--draft" in arguments
    for name in [a for a in arguments if not a.startswith("-")] or PICTURES:
        path = Path(gettempdir()) / f"draft-{name}.jpg" if draft else PICTURES[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        getattr(scenes, name)(path, 0.36 if draft else 1.0)


if __name__ == "__main__":
    main(sys.argv[1:])
