"""A canary: one small edition set for real, to know that this machine can."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from pressday.body import Body
from pressday.errors import LayoutError
from pressday.model import Article, Edition, Job, Masthead, Outcome, Piece, Section

_WORDS = "The canary sings in the pressroom before anybody else is there"
_DAY = datetime(2026, 1, 2, tzinfo=UTC)


def set_canary() -> int:
    """Set an edition of one short article as any is set; return how many pages came of it.

    Raises PressdayError with what is wrong, LayoutError when words are not on paper.
    """
    from pressday.layout.theme import Theme
    from pressday.press import WRITERS

    with tempfile.TemporaryDirectory(prefix="pressday-canary-") as folder:
        job = Job(
            theme=Theme(), size="A4", media=Path, cache=Path(folder),
            target=Path(folder) / "canary.pdf", workers=1,
        )  # fmt: skip
        outcomes = [o for o in WRITERS["pdf"](_edition(), job) if isinstance(o, Outcome)]
    if said := [line for o in outcomes for line in (*o.warnings, o.error) if line]:
        raise LayoutError(f"the canary is not whole: {said[0]}")
    return sum(o.value.pages or 0 for o in outcomes if o.value)


def _edition() -> Edition:
    article = Article(
        id="canary", revision="1", source="canary", title="Canary", body=Body(_WORDS),
        language="en", published=_DAY, fetched=_DAY,
    )  # fmt: skip
    piece = Piece(
        article=article, headline=article.title, standfirst="", body=article.body,
        words=article.body.words,
        weight="feature",
    )  # fmt: skip
    return Edition(
        name="canary", identifier="urn:canary", masthead=Masthead(title="Canary", language="en"),
        number=1, date=_DAY.date(), span=(_DAY.date(), _DAY.date()),
        sections=(Section(name="Canary", number=1, pieces=(piece,)),),
    )  # fmt: skip
