"""From an edition to an EPUB 3.3 file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.model import Artifact, Edition, Job, Outcome, Step
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.layout.epub import EpubBook

__all__ = ["write_epub"]


def write_epub(edition: Edition, job: Job) -> Iterator[Step | Outcome[Artifact]]:
    """Write `edition` to `job.target`; yield a step before each phase and the artifact at the end.

    The same edition, theme and media give the same bytes. A picture that cannot
    be shown is a warning. Raises LayoutError for a faulty template or stylesheet,
    WriteError when the file cannot be written; an earlier file then stays as it was.
    """
    from pressday.atomic import replace_file
    from pressday.layout.epub import lay_out
    from pressday.press.checked import undescribed
    from pressday.press.epub.faces import cut_faces
    from pressday.press.epub.media import gather
    from pressday.press.epub.packing import pack

    yield Step(name="pages", done=0, total=4)
    book = lay_out(edition.on_screens, job.theme)
    yield Step(name="pictures", done=1, total=4)
    media = gather(book, job)
    yield Step(name="fonts", done=2, total=4)
    faces = cut_faces(_characters(book), job.cache / "fonts")
    yield Step(name="packing", done=3, total=4)
    data = pack(book, media, faces)
    replace_file(job.target, data)
    for piece, bare in book.undescribed.items():
        yield Outcome(subject=piece, warnings=(undescribed(bare),))
    artifact = Artifact(
        path=job.target, format="epub", profile="epub", bytes=len(data), sha256=sha256(data),
        spares=tuple(spare.piece.id for spare in edition.spares if not spare.notice),
    )  # fmt: skip
    yield Outcome(subject=str(job.target), value=artifact, warnings=tuple(media.warnings))


def _characters(book: EpubBook) -> str:
    """Return the characters that the documents show."""
    texts = (str(part) for document in book.documents for part in document.root.itertext())
    return "".join(sorted({c for text in texts for c in text}))
