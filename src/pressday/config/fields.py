"""What values of our files may be: text in a line, languages, addresses, names that exist."""

from __future__ import annotations

import math
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from pressday.config.patterns import check_selector, check_title_pattern
from pressday.config.profiles import profiles
from pressday.plugins import Table as Plugins
from pressday.text import no_language, squash

_KINDS: Plugins[object] = Plugins("pressday.sources")


class Table(BaseModel):
    """A table of a file of ours: strict types, no unknown keys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _line(value: str) -> str:
    if not (value := squash(value)):
        raise ValueError("must not be empty")
    return value


def _tag(value: str) -> str:
    # BCP 47 allows more letters in the first part, but there is no such language: "german".
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", value):
        raise ValueError('must be a language tag such as "en" or "pt-BR"')
    if fault := no_language(value):
        raise ValueError(fault)
    return value


def _web_address(value: str) -> str:
    if not re.match(r"https?://[^\s/]", value, re.IGNORECASE):
        raise ValueError("must be an address that starts with https:// or http://")
    return value


def _kind(value: str) -> str:
    if value not in _KINDS:
        raise PydanticCustomError("unknown_name", "is unknown", {"known": tuple(_KINDS)})
    return value


def _profile(value: str) -> str:
    if value not in (known := profiles()):
        raise PydanticCustomError("unknown_name", "is unknown", {"known": tuple(known)})
    return value


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        raise ValueError("must name one at least")
    return values


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number of seconds")  # noqa: TRY004 - pydantic's way to say it
    if not (math.isfinite(value) and value >= 0):
        raise ValueError("must be a number of seconds, 0 or more")
    return float(value)


def _millimetres(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise ValueError("must be a number of millimetres, 0 or more")
    return float(value)


def pages_of_a_signature(value: int) -> int:
    """Return how many pages are folded together, if sheets can be folded so."""
    if value not in (0, *range(4, 33, 4)):
        raise ValueError("must be 4, 8, 12, 16, 20, 24, 28 or 32; 0 folds all pages together")
    return value


Line = Annotated[str, AfterValidator(_line)]
Pattern = Annotated[Line, AfterValidator(check_title_pattern)]
Selector = Annotated[Line, AfterValidator(check_selector)]
Millimetres = Annotated[float, BeforeValidator(_millimetres)]
Seconds = Annotated[float, BeforeValidator(_seconds)]
Tag = Annotated[str, AfterValidator(_tag)]
Profile = Annotated[str, AfterValidator(_profile)]
Address = Annotated[str, AfterValidator(_web_address)]
Kind = Annotated[str, AfterValidator(_kind)]
Profiles = Annotated[tuple[Profile, ...], AfterValidator(_some)]
