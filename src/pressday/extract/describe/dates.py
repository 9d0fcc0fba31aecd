"""Dates as sites and people write them, to aware datetimes with the author's own offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from pressday.extract.describe.zones import DAY_FIRST, MONTH_FIRST, ZONE, settled, with_zone

# Left out: "listopada", which is October in Croatian and November in Polish.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            (
                "january jan januar janvier janv enero ene gennaio gen janeiro januari jänner"
                " stycznia leden ledna január ocak tammikuuta tammikuu ianuarie siječnja"
                " января січня"
            ),
            (
                "february feb februar février févr febrero febbraio febbr fevereiro fev"
                " februari lutego února február şubat helmikuuta helmikuu februarie veljače"
                " февраля лютого"
            ),
            (
                "march mar märz mars marzo março maart mrt marca března marec március mart"
                " maaliskuuta maaliskuu martie ožujka марта березня"
            ),
            (
                "april apr avril abril abr aprile kwietnia dubna apríl április nisan"
                " huhtikuuta huhtikuu aprilie travnja апреля квітня"
            ),
            (
                "may mai mayo maggio mag maio mei maj maja května máj május mayıs toukokuuta"
                " toukokuu svibnja мая травня"
            ),
            (
                "june jun juni juin junio giugno giu junho czerwca června jún június haziran"
                " kesäkuuta kesäkuu iunie lipnja июня червня"
            ),
            (
                "july jul juli juillet juil julio luglio lug julho lipca července júl július"
                " temmuz heinäkuuta heinäkuu iulie srpnja июля липня"
            ),
            (
                "august aug août agosto ago augustus augusti sierpnia srpna augusztus ağustos"
                " elokuuta elokuu kolovoza августа серпня"
            ),
            (
                "september sep sept septembre septiembre settembre set setembro września září"
                " szeptember eylül syyskuuta syyskuu septembrie rujna сентября вересня"
            ),
            (
                "october oct oktober okt octobre octubre ottobre ott outubro out października"
                " října október ekim lokakuuta lokakuu octombrie октября жовтня"
            ),
            (
                "november nov novembre noviembre novembro listopadu kasım marraskuuta"
                " marraskuu noiembrie studenoga ноября листопада"
            ),
            (
                "december dec dezember dez décembre déc diciembre dic dicembre dezembro"
                " desember grudnia prosince aralık joulukuuta joulukuu decembrie prosinca"
                " декабря грудня"
            ),
        ),
        start=1,
    )
    for name in names.split()
}

# A word that can only belong to a date: names of months, and of days in three languages.
DATE_WORD = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:diens|donners|frei|sams|sonn|mon)tag"
    rf"|mittwoch|{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
)
_WEEKDAY = r"(?:[^\W\d]{2,15}\.?,?\s)?"
_DAY_FIRST = (
    r"(?:den |le |el |il |du |am )?(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    r"(?: de)?[ -](?P<month>[^\W\d]{3,15})\.?,?(?: de)?[ -](?P<year>\d{4})"
)
_MONTH_FIRST = (
    r"(?P<month>[^\W\d]{3,15})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? |, ?)(?P<year>\d{4})"
)
_EAST_ASIAN = r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
_DOTTED = r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"
_SLASHED = r"(?P<first>\d{1,2})([/-])(?P<second>\d{1,2})\2(?P<year>\d{4})"
_TIME = (
    r"(?:(?:,| @| at| um| à| alle| a las| kl\.?| -| [|\u2013\u2014\u00b7])? ?"
    r"(?P<before>오전|오후)? ?(?P<hour>\d{1,2})"
    r"(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second_>\d{2}))?(?:[.,]\d{1,9})?|(?=\s?[ap]\.?m\b))"
    r"\s?(?P<half>[ap]\.?m\b\.?)?(?: ?Uhr| ?h)?"
    rf"\s?[(\[]?(?P<zone>{ZONE})?[)\]]?(?:\s?\([^()]{{0,40}}\))?)?"
)
_WRITTEN = [
    re.compile(_WEEKDAY + form + _TIME, re.IGNORECASE)
    for form in (_DAY_FIRST, _MONTH_FIRST, _EAST_ASIAN, _DOTTED, _SLASHED)
]
_YEAR = re.compile(r"\d{4}")  # without one no date is looked for
_NUMBERS = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_BASIC = re.compile(
    r"((?:1[6-9]|2[01])\d\d)(\d\d)(\d\d)(?:[T ]?(\d\d):?(\d\d):?(\d\d)?(.*))?", re.IGNORECASE
)
_ORDINAL = re.compile(r"((?:1[6-9]|2[01])\d\d)-?(\d{3})")  # ISO 8601, 5.2.2: the day of the year
_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")  # seconds, or milliseconds
_UNIX_COMMAND = re.compile(
    r"[A-Z][a-z]{2},? ([A-Z][a-z]{2}) (\d{1,2}) (\d{1,2}:\d\d:\d\d)"
    r"(?: (\S{1,40}))? (\d{4})( \S{1,40})?"
)
_SHORT_YEAR = re.compile(
    r"(?:[A-Z][a-z]{2,8},? )?\d{1,2}[ -][A-Z][a-z]{2,8}[ -](\d\d)(?= \d{1,2}:\d\d)"
)
_DAY_OF_WEEK = re.compile(r"^[^\W\d]{2,15}\.?,? (?=\d{4}[-/.])")
_CLOCK = re.compile(r"[\d-]{10}[T ]\d\d:\d\d", re.IGNORECASE)
_DAY_IN_ZONE = re.compile(r"[\d/.-]{8,10}[+-]\d\d:\d\d")  # XML Schema: its days have a zone
_STATES_OFFSET = re.compile(r"(?:Z|[+-]\d\d:?\d\d)\[", re.IGNORECASE)
_MONTHS_A_YEAR = 12
_TURN = 69  # of two digits of a year: POSIX, strptime, %y
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
_LONGEST = 100  # characters of a date with its words


def read_date(text: str) -> datetime | None:
    """Return the moment `text` names with the offset that it states, or None.

    Reads ISO 8601, RFC 2822, Unix time and dates as they are written in twenty
    languages. Without a zone, or with one that nobody knows, UTC is meant, without a time
    midnight. Numbers alone that leave day and month open (3/4/2026) are not read, unless
    a zone behind the time tells where they were written, and the first second of 1970 is
    what programs say that know no date.
    """
    text = " ".join(text[: 2 * _LONGEST].replace("\N{MINUS SIGN}", "-").split())
    if not text or len(text) > _LONGEST:
        return None
    for read in (_iso, _basic, _ordinal, _unix, _written, _mail):
        found = read(text)
        if found is not None:
            return _settled(found)
    return None


def find_date(text: str) -> datetime | None:
    """Return the first date written anywhere in a short text, as `read_date` does, or None."""
    found = place_date(text)
    return found[0] if found else None


def place_date(text: str) -> tuple[datetime, str, str] | None:
    """Return the first date written in a short text, and what stands before and behind it.

    A word that may be the name of a day counts to what stands before.
    """
    text = " ".join(text[: 2 * _LONGEST].split())
    if not _YEAR.search(text):
        return None
    places = (match for form in (_NUMBERS, *_WRITTEN) if (match := form.search(text)))
    for match in sorted(places, key=lambda match: match.start()):
        bare = re.sub(r"^[^\W\d]+\.?,?\s", "", match[0])
        found = read_date(match[0]) or read_date(bare)
        if found:
            return found, text[: match.end() - len(bare)], text[match.end() :]
    return None


def opens_with_date(text: str) -> bool:
    """Return whether a line begins with a date, as what stands in the place of a name does."""
    text = " ".join(text[: 2 * _LONGEST].split())
    found = (form.match(text) for form in (_NUMBERS, *_WRITTEN))
    return any(read_date(match[0]) is not None for match in found if match)


def _settled(found: datetime) -> datetime | None:
    try:
        moment = settled(found)
        year = moment.astimezone(UTC).year
    except OverflowError:
        return None
    unset = moment == datetime(1970, 1, 1, tzinfo=UTC)
    return moment if _FIRST_YEAR <= year <= _LAST_YEAR and not unset else None


def _iso(text: str) -> datetime | None:
    text = _DAY_OF_WEEK.sub("", text)
    numbers = _NUMBERS.match(text)
    if not numbers:
        return _iso_format(text) if re.match(r"\d{4}-W\d\d", text) else None
    # Some name the place behind the offset, or write the zone apart from the time.
    tidied = re.sub(r"(?<=[\dZ])\[[\w/+-]+\]$", "", text) if _STATES_OFFSET.search(text) else text
    tidied = re.sub(r"(\d)\s+([+-]\d\d:?\d\d)$", r"\1\2", tidied).replace("/", "-")
    day = _day(*(int(number) for number in numbers.groups()))
    if day is None or _DAY_IN_ZONE.fullmatch(text):
        return day
    whole = _iso_format(tidied) if _CLOCK.match(tidied) else None
    return whole or _with_time(day, text[numbers.end() :].lstrip("Tt"))


def _iso_format(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _basic(text: str) -> datetime | None:
    """Read what ISO 8601 writes without separators, the date alone or with a time."""
    match = None if _UNIX.fullmatch(text) else _BASIC.fullmatch(text)
    if not match:
        return None
    year, month, number, hour, minute, second, rest = match.groups()
    day = _day(int(year), int(month), int(number))
    time = f"{hour}:{minute}:{second or '00'}{rest}" if hour else ""
    return day and (_with_time(day, time) if time else day)


def _ordinal(text: str) -> datetime | None:
    match = _ORDINAL.fullmatch(text)
    if not match:
        return None
    first, number = _day(int(match[1]), 1, 1), int(match[2])
    day = first and first + timedelta(days=number - 1)
    return day if day and number and day.year == int(match[1]) else None


def _unix(text: str) -> datetime | None:
    if not _UNIX.fullmatch(text):
        return None
    whole = text.partition(".")[0]
    return datetime.fromtimestamp(int(whole) / (1000 if len(whole) > 10 else 1), tz=UTC)  # noqa: PLR2004 - digits of seconds


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if re.search(r"\d:\d", text) else None
    except (ValueError, IndexError, OverflowError):
        return None


def _written(text: str) -> datetime | None:
    text = _spelled(text)
    for form in _WRITTEN:
        match = form.fullmatch(text)
        if match:
            parts = match.groupdict()
            numbers = _slashed(parts) if "first" in parts else _numbers(parts)
            day = _day(*numbers)
            return day and _at(day, parts)
    return None


def _spelled(text: str) -> str:
    """Return what programs write with the year in its place and all its digits."""
    command = _UNIX_COMMAND.fullmatch(text)
    if command:
        month, day, time, zone, year, behind = command.groups()
        return f"{day} {month} {year} {time} {zone or behind or ''}".strip()
    short = _SHORT_YEAR.match(text)
    if short:
        century = "20" if int(short[1]) < _TURN else "19"
        return f"{text[: short.start(1)]}{century}{text[short.start(1) :]}"
    return text


def _numbers(parts: dict[str, str]) -> tuple[int, int, int]:
    month = parts["month"]
    number = int(month) if month.isdecimal() else _MONTHS.get(month.lower(), 0)
    return int(parts["year"]), number, int(parts["day"])


def _slashed(parts: dict[str, str]) -> tuple[int, int, int]:
    """Only a number above twelve tells which is the day, or the zone in which people write so."""
    first, second, year = int(parts["first"]), int(parts["second"]), int(parts["year"])
    zone = (parts["zone"] or "").upper()
    if first > _MONTHS_A_YEAR or (second <= _MONTHS_A_YEAR and zone in DAY_FIRST):
        return year, second, first
    if second > _MONTHS_A_YEAR or first == second or zone in MONTH_FIRST:
        return year, first, second
    return 0, 0, 0


def _with_time(day: datetime, text: str) -> datetime:
    match = re.compile(_TIME, re.IGNORECASE).fullmatch(text)
    return _at(day, match.groupdict()) if match else day


def _at(day: datetime, parts: dict[str, str]) -> datetime:
    """Return `day` at a time; a time that no clock shows is as good as none."""
    if not parts["hour"]:
        return day
    hour, half = int(parts["hour"]), (parts["half"] or "").lower()[:1]
    half = {"오전": "a", "오후": "p"}.get(parts["before"] or "", half)
    hour = hour % 12 + (12 if half == "p" else 0) if half and hour <= 12 else hour  # noqa: PLR2004 - on a dial
    midnight, minute, second = (
        day.replace(tzinfo=None),
        int(parts["minute"] or 0),
        int(parts["second_"] or 0),
    )
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute):  # noqa: PLR2004 - a leap second, and midnight at a day's end
        return day
    moment = midnight + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return with_zone(moment, parts["zone"] or "")


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
