"""What a check of finished files asks for, and what it finds."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from pressday.body import markup, words
from pressday.layout.print.rules import choose_layout
from pressday.layout.print.tables import arrange
from pressday.orders import PressOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

    from pressday.model import Edition, Piece

T = TypeVar("T")
Box = tuple[float, float, float, float]
Severity = Literal["mend", "look"]
"""What must be mended before anybody reads the file, and what is worth a look."""

AGAIN = "build the edition again; if it stays so, it is a bug of Pressday"
UNDESCRIBED = "nothing says what this picture shows"
DESCRIBE = "say so in the run sheet: alt, or alt = false where it only decorates"

_DIGITS = 8  # of a picture's name; so many tell it apart in a run sheet as well
_CHUNK = 6  # words that stand together in one place of a text and no other
_ROOM = 240  # letters within which a single word is looked for: those of what stands between
_LONG = 12  # words in a row; twice as many come again by no chance
_FEW = 3  # words, or a hundredth of all: so many an editor may let go
_SHOWN = 6  # words that stand for all


def undescribed(media: Iterable[str]) -> str:
    """Return the warning that these pictures, by their hashes, say nothing to some readers."""
    names = [*dict.fromkeys(name[:_DIGITS] for name in media)]
    told = "has" if len(names) == 1 else "have"
    return (
        f"picture {', '.join(names)} {told} no description for those who cannot see:"
        " say in the run sheet what it shows (alt), or that it only decorates (alt = false)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a file that is not as it should be: where, and what to do about it.

    `page` is a page's number, None where there is none or for the whole file, `box` the
    place on it: left, bottom, right and top in points from the left foot.
    """

    rule: str
    severity: Severity
    message: str
    hint: str
    page: int | None = None
    place: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPiece:
    """A piece as the edition has it: where it is found, and the words it should have.

    Those that are `large` are said again beside the text.
    """

    anchor: str
    headline: str
    language: str
    text: str
    large: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What should be in the files of an edition, as run sheet, library and report have it.

    `profile` is what the file is for, `press` for which print shop, `fill` which share of its
    columns each composed page uses, from number `first` on.
    """

    title: str
    language: str
    pieces: tuple[ExpectedPiece, ...]
    profile: str = "screen"
    press: PressOrder = field(default_factory=PressOrder)
    pages: int | None = None
    first: int = 0
    fill: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Parity:
    """How the words of a piece stand in a file: those that do not, and the first that come twice.

    `moved` are words that are there, but not in their order.
    """

    missing: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    doubled: str = ""


def compare(text: str, heard: str, large: str = "") -> Parity:
    """Compare the words of `text` with what is `heard` in a file, letters and figures alone.

    What stands between, such as captions and names, is left aside; so are hyphens, which a
    line may end with. What is `large` may be heard once more than the text has it.
    """
    wanted = [w for w in map(letters, words.split(text)) if w]
    said = letters(heard)
    lost = [w for gap, words_ in _gaps(wanted, said) for w in _not_in(gap, words_)]
    return Parity(*_told_apart(lost, said), _doubled(wanted, said, letters(large)))


def _gaps(wanted: list[str], said: str) -> Iterator[tuple[str, list[str]]]:
    """Yield words that are not all together in `said`, with what stands where they should be."""
    position, waiting, whole = 0, list[str](), "".join(wanted)
    for chunk in _chunks(wanted, _CHUNK):
        found = said.find(run := "".join(chunk), position)
        far = found > position + _ROOM + len("".join(waiting))
        if found < 0 or (far and whole.count(run) > 1):  # what is said again is found again
            waiting += chunk
            continue
        if waiting:
            yield said[position:found], waiting
        position, waiting = found + sum(map(len, chunk)), []
    if waiting:
        yield said[position:], waiting


def _not_in(gap: str, wanted: list[str]) -> Iterator[str]:
    """Yield those of the words that do not stand in `gap` one behind the other."""
    position = 0
    for word in wanted:
        found = gap.find(word, position, position + _ROOM)
        if found < 0:
            yield word
        else:
            position = found + len(word)


def _told_apart(lost: list[str], said: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of `lost` that nobody says, and the longer ones that are elsewhere."""
    elsewhere = tuple(w for w in lost if len(w) >= _CHUNK and w in said)
    return tuple(w for w in lost if w not in elsewhere), elsewhere


def _doubled(wanted: list[str], said: str, large: str) -> str:
    """Return how two runs of words begin that both come more often than they should."""
    whole = "".join(wanted)
    before = False
    for chunk in _chunks(wanted, _LONG):
        run = "".join(chunk)
        most = whole.count(run) + large.count(run)
        is_more = len(chunk) == _LONG and said.count(run) > most
        if is_more and before:
            return " ".join(chunk[:_SHOWN])
        before = is_more
    return ""


def _chunks(wanted: list[str], size: int) -> Iterator[list[str]]:
    return (wanted[i : i + size] for i in range(0, len(wanted), size))


def letters(text: str) -> str:
    """Return the letters and figures of `text`, however they are written."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


def shown(found: tuple[str, ...]) -> str:
    """Return the first of some words, and how many more there are."""
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def parity_findings(piece: ExpectedPiece, heard: str, page: int | None) -> Iterator[Finding]:
    """Yield what is wrong with the words of `piece`, of which `heard` stands in a file."""
    made = compare(piece.text, heard, piece.large)
    few = max(_FEW, len(words.split(piece.text)) // 100)
    grave = made.doubled or len(made.missing) + len(made.moved) > few
    told = (
        (made.missing, f"{len(made.missing)} of its words are not there: {shown(made.missing)}"),
        (made.moved, f"{len(made.moved)} of its words are out of order: {shown(made.moved)}"),
        (made.doubled, f"words come twice, from “{made.doubled}” on"),
    )
    for is_so, message in told:
        if is_so:
            yield Finding(
                rule="parity", severity="mend" if grave else "look", page=page,
                place=piece.headline, message=message,
                hint="build again; if it stays so, report the text of the piece",
            )  # fmt: skip


def expect(edition: Edition, *, paper: bool = False) -> Expected:
    """Return what should be in a file of `edition`, whose widest tables are lists on `paper`."""
    pieces = tuple(
        ExpectedPiece(
            anchor=f"a-{piece.id}", headline=piece.headline,
            language=piece.article.language or edition.masthead.language,
            text=_text(piece, paper=paper), large=_large(piece),
        )
        for piece in edition.pieces
    )  # fmt: skip
    masthead = edition.masthead
    return Expected(title=masthead.title, language=masthead.language, pieces=pieces)


def guarded(
    rule: Callable[[T, Expected], Iterator[Finding]], document: T, expected: Expected
) -> list[Finding]:
    """Return what a rule finds in a stranger's file, which may be built as no rule foresees."""
    try:
        return [*rule(document, expected)]
    except Exception as error:  # noqa: BLE001 - whatever a stranger's bytes do to a rule
        message = f"cannot be told: the file is built in an unusual way ({type(error).__name__})"
        hint = "look at it in another program"
        return [Finding(rule=rule.__name__, severity="look", message=message, hint=hint)]


def _arrange(table: HtmlElement) -> None:
    """Put in the place of a table what it becomes on paper."""
    _, parts = arrange(table)
    if parts != (table,):
        for part in parts:
            table.addprevious(part)
        table.drop_tree()


def _large(piece: Piece) -> str:
    """Return the words that a text has set large, one quotation a line."""
    return "\n".join(markup.text_of(quote) for quote in _pull_quotes(piece.body.tree()))


def _pull_quotes(body: HtmlElement) -> list[HtmlElement]:
    return [aside for aside in body.iter("aside") if "pullquote" in aside.classes]


def _text(piece: Piece, *, paper: bool) -> str:
    """Return the words of a piece in their order: briefs have no standfirst.

    Captions go with pictures, which make-up moves, and say nothing twice; what is set
    large is said in the text.
    """
    standfirst = "" if choose_layout(piece) == "brief" else piece.standfirst
    body = piece.body.tree()
    for element in (*body.iter("figcaption"), *_pull_quotes(body)):
        element.drop_tree()
    for table in [element for element in body if paper and element.tag == "table"]:
        _arrange(table)
    return f"{piece.headline}\n\n{standfirst}\n\n{markup.text_of(body)}"
