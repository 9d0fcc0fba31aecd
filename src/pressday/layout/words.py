"""The words of the page furniture, and dates and numbers, in a publication's language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from pressday.assets import asset_dir
from pressday.errors import LayoutError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from babel import Locale

FALLBACK = "en"
T = TypeVar("T")

_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Page furniture in one language; `language` is the tag whose words these are."""

    language: str
    locale: Locale
    words: Mapping[str, str]
    counts: Mapping[str, Mapping[str, str]]
    dates: Mapping[str, str]

    def word(self, key: str) -> str:
        """Return the word or phrase for `key`; raises LayoutError for an unknown one."""
        return self._look_up(self.words, key)

    def count(self, key: str, n: int) -> str:
        """Return `n` with its noun in the plural form the language wants, kept on one line.

        Source of the forms: Unicode CLDR plural rules, through Babel.
        """
        forms = self._look_up(self.counts, key)
        pattern = forms.get(self.locale.plural_form(n), forms["other"])
        return pattern.format(n=self.number(n)).replace(" ", "\N{NO-BREAK SPACE}")

    def number(self, n: int) -> str:
        """Return `n` with the language's separators."""
        from babel.numbers import format_decimal

        return format_decimal(n, locale=self.locale)

    def day(self, day: date) -> str:
        """Return day, month and year: 23 November 2026."""
        return self._date("day", day)

    def day_month(self, day: date) -> str:
        """Return day and month: 23 November."""
        return self._date("day_month", day)

    def dated(self, day: date, issue: date) -> str:
        """Return `day` as an edition of `issue` says it: with its year if that is another."""
        return self.day_month(day) if day.year == issue.year else self.day(day)

    def span(self, first: date, last: date) -> str:
        """Return a run of days, as short as it stays clear: 23–29 November 2026."""
        if first == last:
            return self.day(last)
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        if first.month != last.month:
            return f"{self.day_month(first)} – {self.day(last)}"
        return f"{self._date('number', first)}–{self.day(last)}"

    def _date(self, pattern: str, day: date) -> str:
        months = self.locale.months["format"]["wide"]
        number = self.dates["first"] if day.day == 1 else str(day.day)
        return self.dates[pattern].format(d=number, month=months[day.month], y=day.year)

    def _look_up(self, table: Mapping[str, T], key: str) -> T:
        try:
            return table[key]
        except KeyError:
            where = f"templates/shared/words/{self.language}.toml"
            raise LayoutError(f"no word {key!r}", where=where) from None


@lru_cache
def furniture(language: str) -> Furniture:
    """Return the furniture for a BCP 47 tag; a region uses its language's words, others English."""
    base = _base(language)
    tables = tomllib.loads(_file(base).read_text("utf-8"))
    return Furniture(language=base, locale=_locale(language, base), **tables)


def language_tag(text: str) -> str:
    """Return `text` as a well-formed language tag, or nothing if it is none.

    Source: BCP 47, section 2.1, without extensions and private use.
    """
    tag = text.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def languages() -> tuple[str, ...]:
    """Return the languages that have words of their own."""
    return tuple(sorted(path.stem for path in _file(FALLBACK).parent.glob("*.toml")))


def _file(base: str) -> Path:
    return asset_dir("templates") / "shared" / "words" / f"{base}.toml"


def _base(language: str) -> str:
    base = language.replace("_", "-").partition("-")[0].lower()
    return base if base in languages() else FALLBACK


def _locale(language: str, base: str) -> Locale:
    """Return the region's own locale (an Austrian January is Jänner), else the base language's."""
    from babel import Locale, UnknownLocaleError

    for tag in (language.replace("_", "-"), base):
        try:
            locale = Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
        if locale.language == base:
            return locale
    raise LayoutError(f"no dates for language {language!r}", hint="install Babel again")
