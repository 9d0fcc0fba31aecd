"""Colours of the screen to inks: black text as black ink, greys as its tints, all else by table.

What no table names goes through the colour profile of the condition.
"""

from __future__ import annotations

import io
import re
import tomllib
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pressday.errors import LayoutError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL.Image import Image

    from pressday.layout.styles import Style
    from pressday.orders import PressOrder
    from pressday.press.pdf.plates.condition import Condition

Rgb = tuple[int, int, int]
Ink = tuple[float, float, float, float]
"""Shares of cyan, magenta, yellow and black, 0 to 1."""

BLACK: Ink = (0.0, 0.0, 0.0, 1.0)

_DARK = 32  # of 255: what is darker in all three is meant as black
_NEUTRAL = 15  # of 255: by so much may the channels of a grey differ
_COMPENSATED = 0x2000  # black-point compensation, LittleCMS's cmsFLAGS_BLACKPOINTCOMPENSATION
_RELATIVE = 1  # relative colorimetric (ICC.1:2022, 6.2)
_INTENTS = {"relative": _RELATIVE, "perceptual": 0}
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_INKS = 4
_WHOLE = 100


class Inks:
    """What ink each colour becomes, and what a picture becomes on four plates."""

    def __init__(self, condition: Condition, order: PressOrder, table: Mapping[Rgb, Ink]) -> None:
        self._condition, self._order, self._table = condition, order, table
        self._known: dict[Rgb, Ink] = {}

    def of(self, colour: Sequence[float]) -> Ink:
        """Return the ink of a colour whose red, green and blue are 0 to 1."""
        red, green, blue = (round(255 * min(max(c, 0), 1)) for c in colour)
        key = red, green, blue
        if key not in self._known:
            self._known[key] = self._table.get(key) or self._computed(key)
        return self._known[key]

    def _computed(self, colour: Rgb) -> Ink:
        if max(colour) <= _DARK:
            return BLACK
        if max(colour) - min(colour) <= _NEUTRAL:
            grey = round(0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2])
            return 0.0, 0.0, 0.0, round(self._tints[grey] / 255, 2)
        from PIL import Image

        found: Any = self.picture(Image.new("RGB", (1, 1), colour))
        cyan, magenta, yellow, black = (round(v / 255, 2) for v in found.getpixel((0, 0)))
        return cyan, magenta, yellow, black

    def picture(self, image: Image) -> Image:
        """Return a picture in CMYK; one of greys in black alone, 255 the bare paper."""
        from PIL import ImageCms

        if image.mode == "L":
            return image.point([255 - tint for tint in self._tints])
        made: Any = ImageCms.applyTransform(image, self._separation)
        return _within(made, self._most) if self._is_too_much else made

    @property
    def _most(self) -> int:
        return round(255 * self._order.ink / _WHOLE)

    @cached_property
    def _is_too_much(self) -> bool:
        """Whether the profile itself lays on more ink than was ordered."""
        from PIL import Image, ImageCms

        steps = range(0, 256, 15)
        colours = bytes(v for r in steps for g in steps for b in steps for v in (r, g, b))
        grid = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
        found: Any = ImageCms.applyTransform(grid, self._separation)
        pixels = found.tobytes()
        totals = (sum(pixels[i : i + _INKS]) for i in range(0, len(pixels), _INKS))
        return bool(max(totals) > self._most + _INKS)  # each ink is rounded

    @cached_property
    def _separation(self) -> Any:  # noqa: ANN401 - Pillow's own type has no name
        return self._transform("RGB", "CMYK", _INTENTS[self._order.intent])

    @cached_property
    def _tints(self) -> list[int]:
        """How much black, of 255, is as light as each grey would be in four inks."""
        from PIL import Image, ImageCms

        greys = Image.frombytes("RGB", (256, 1), bytes(v for v in range(256) for _ in range(3)))
        blacks = Image.frombytes(
            "CMYK", (256, 1), bytes(b for v in range(256) for b in (0, 0, 0, v))
        )
        proof = self._transform("CMYK", "LAB", _RELATIVE)
        printed: Any = ImageCms.applyTransform(greys, self._separation)
        wanted = _lightness(ImageCms.applyTransform(printed, proof))
        darkness = [-light for light in _lightness(ImageCms.applyTransform(blacks, proof))]
        return [min(bisect_left(darkness, -light), 255) for light in wanted]

    def _transform(self, source: str, target: str, intent: int) -> Any:  # noqa: ANN401
        from PIL import ImageCms

        known: dict[str, Any] = {
            "RGB": lambda: ImageCms.createProfile("sRGB"),
            "LAB": lambda: ImageCms.createProfile("LAB"),
            "CMYK": lambda: ImageCms.ImageCmsProfile(io.BytesIO(self._condition.icc)),
        }
        try:
            return ImageCms.buildTransform(
                known[source](), known[target](), source, target,
                renderingIntent=ImageCms.Intent(intent),
                flags=ImageCms.Flags(_COMPENSATED if target == "CMYK" else 0),
            )  # fmt: skip
        except ImageCms.PyCMSError as error:
            message = f"the profile of {self._condition.name} converts no colours ({error})"
            raise LayoutError(message, hint="ask the printer for another profile") from error


def as_light(colour: Sequence[float]) -> Ink:
    """Return the black that is as dark as `colour`: a mask is about light, and prints nothing."""
    red, green, blue = colour
    return 0.0, 0.0, 0.0, round(1 - (0.3 * red + 0.59 * green + 0.11 * blue), 4)


def _within(image: Image, most: int) -> Image:
    """Return a picture in CMYK with at most so much ink in a place: less of its colours."""
    from PIL import Image as Pillow
    from PIL import ImageMath

    cyan, magenta, yellow, black = image.split()

    def less(args: Any) -> Any:  # noqa: ANN401 - Pillow's images that are reckoned with
        colours = args["c"] + args["m"] + args["y"]
        room = args["min"](colours, most - args["k"])
        return args["convert"](args["of"] * room / args["max"](colours, 1), "L")

    plates = {"c": cyan, "m": magenta, "y": yellow, "k": black}
    made = [ImageMath.lambda_eval(less, **plates, of=plate) for plate in (cyan, magenta, yellow)]
    return Pillow.merge("CMYK", [*made, black])


def _lightness(image: Any) -> list[int]:  # noqa: ANN401 - Pillow says it may be None
    return list(image.getchannel(0).tobytes())


def ink_table(style: Style, most: int) -> dict[Rgb, Ink]:
    """Return the inks that a theme's table names, each `most` percent altogether.

    Raises LayoutError for what is no colour or no ink.
    """
    try:
        said = tomllib.loads(style.text)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(str(error), where=style.where) from error
    return {_colour(key, style): _ink(key, value, style, most) for key, value in said.items()}


def _colour(key: str, style: Style) -> Rgb:
    if not _HEX.fullmatch(key):
        hint = 'colours are written as in a stylesheet, with six digits: "#b8321c"'
        raise LayoutError(f'"{key}" is no colour', where=style.where, hint=hint)
    red, green, blue = bytes.fromhex(key[1:])
    return red, green, blue


def _ink(key: str, value: object, style: Style, most: int) -> Ink:
    numbers = value if isinstance(value, list) else []
    whole = [n for n in numbers if isinstance(n, int | float) and 0 <= n <= _WHOLE]
    if len(whole) != _INKS or len(numbers) != _INKS:
        message = f"the ink of {key} must be four numbers from 0 to 100"
        hint = "percent of cyan, magenta, yellow and black: [0, 90, 100, 30]"
        raise LayoutError(message, where=style.where, hint=hint)
    if sum(whole) > most:
        message = f"the ink of {key} is {sum(whole):g} % altogether, and {most} % may be"
        raise LayoutError(message, where=style.where, hint="take less of the colours, more black")
    cyan, magenta, yellow, black = (n / _WHOLE for n in whole)
    return cyan, magenta, yellow, black
