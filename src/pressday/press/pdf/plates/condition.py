"""A printing condition: which inks on which paper, and the colour profile that describes them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressday.assets import asset_dir
from pressday.errors import ConfigError, LayoutError

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.orders import PressOrder

# Names in the registry of characterisations, https://www.color.org/chardata/
_REGISTERED = {
    "FOGRA39": "Coated paper, offset, ISO 12647-2:2004",
    "FOGRA29": "Uncoated white paper, offset, ISO 12647-2:2004",
    "CGATS TR 006": "Coated paper, offset, GRACoL 2006",
    "FOGRA51": "Premium coated paper, offset, ISO 12647-2:2013",
    "FOGRA52": "Wood-free uncoated paper, offset, ISO 12647-2:2013",
    "FOGRA47": "Uncoated white paper, offset, ISO 12647-2:2004",
    "IFRA26": "Newsprint, coldset offset, ISO 12647-3:2005",
    "CGATS21_CRPC6": "Coated paper, GRACoL 2013",
}
_SOME = ", ".join(list(_REGISTERED)[:3])
_ASK = f"ask the printer for the profile of the press, or leave icc out for {_SOME}"
_PRINTER = "prtr"  # the class of a profile (ICC.1:2022, 7.2.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a file says it is printed on: name, description, and colour profile.

    One that is `registered` means the same to every printer.
    """

    name: str
    told: str
    registered: bool
    icc: bytes


def condition_of(order: PressOrder) -> Condition:
    """Return the condition of `order`.

    Raises ConfigError for a name without a profile and for a profile that is none of a
    press, LayoutError where colours cannot be converted at all.
    """
    _check_tool()
    path = order.icc or _shipped(order.condition)
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the colour profile cannot be read ({error.strerror})"
        raise ConfigError(message, where=str(path), hint=_ASK) from error
    described = _checked(data, path)
    return Condition(
        name=order.condition,
        told=_REGISTERED.get(order.condition, described),
        registered=order.condition in _REGISTERED,
        icc=data,
    )


def _check_tool() -> None:
    from PIL import features

    if not features.check("littlecms2"):
        message = "colours cannot be converted: this Pillow has no LittleCMS"
        raise LayoutError(message, hint="pip install --force-reinstall pillow")


def _shipped(name: str) -> Path:
    folder = asset_dir("conditions")
    shipped = sorted(path.stem for path in folder.glob("*.icc"))
    if name not in shipped:
        message = f'Pressday brings no colour profile of the condition "{name}"'
        hint = f"name its file as well: icc = …; without one there are {', '.join(shipped)}"
        raise ConfigError(message, where="pressday.toml [press]", hint=hint)
    return folder / f"{name}.icc"


def _checked(data: bytes, path: Path) -> str:
    """Return how a profile describes itself; it must be one of a press with four inks."""
    profile = _opened(data, path)
    space = profile.xcolor_space.strip()
    if profile.device_class != _PRINTER or space != "CMYK":
        kind = f"a profile of {space}" if space != "CMYK" else "no profile of a press"
        raise ConfigError(f"is {kind}, and a press prints CMYK", where=str(path), hint=_ASK)
    return str(profile.profile_description or path.stem)


def _opened(data: bytes, path: Path) -> Any:  # noqa: ANN401 - Pillow's core is untyped
    from PIL import ImageCms

    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except (ImageCms.PyCMSError, OSError) as error:
        raise ConfigError("is no colour profile", where=str(path), hint=_ASK) from error
