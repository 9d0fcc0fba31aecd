"""Where the shipped templates, styles and colour profiles are, in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path

from pressday.errors import LayoutError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def checkout() -> Path | None:
    """Return the top of the repository when the program runs from one, else None."""
    return _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else None


def asset_dir(name: str) -> Path:
    """Return the folder of shipped `templates`, `styles`, `conditions` or `examples`.

    A wheel carries them as `pressday/_<name>`, a checkout at its top level.
    Raises LayoutError when the installation has neither.
    """
    for path in (_CHECKOUT / name, _PACKAGE / f"_{name}"):
        if path.is_dir() and (path.parent != _CHECKOUT or checkout()):
            return path
    raise LayoutError(f"this installation has no {name} folder", hint="install Pressday again")
