"""An editor's own version of an article: read with the article beside it, and begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pressday.atomic import replace_file
from pressday.edition import OwnText
from pressday.edition.heads import edited, opens, write_head
from pressday.errors import WriteError
from pressday.extract.written.likeness import as_it_was
from pressday.extract.written.own import read_own
from pressday.extract.written.writing import write_own
from pressday.library.illustrations import images, placed
from pressday.model import Draft, DraftImage
from pressday.pipeline.own_pictures import own_pictures
from pressday.sources import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pressday.body import Body
    from pressday.edition import SheetPiece
    from pressday.edition.heads import VersionHead
    from pressday.library import Library
    from pressday.model import Article, Image

PICTURES = "pictures"
_DIGITS = 12  # of a picture's hash that name its file
_CONFLICT = "yours is printed where the source has changed what you have changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An own version as it is printed, and what has to be left out or decided."""

    text: OwnText
    left_out: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_version(
    head: VersionHead, markdown: str, path: Path, folder: Path, library: Library
) -> Version:
    """Return the version in `path`; pictures are read inside `folder` alone."""
    history = library.history(head.article)
    base = library.article(head.article, head.revision)
    bases = [base] if base else []
    known = {image.media: image for one in (*history, *bases) for image in one.images}
    told = read_own(
        markdown,
        base=f"{path.parent.resolve().as_uri()}/",
        kind=base.kind if base else "article",
        blocks=blocks_of([*history[::-1], *bases]),
    )
    file = head.said.get("image")
    lead = f"{path.parent.resolve().as_uri()}/{quote(file)}" if isinstance(file, str) else ""
    inside = [image for image in told.images if image.url == lead]
    opening = inside or ([DraftImage(url=lead)] if lead else [])
    draft = _draft(path, told.body, tuple(dict.fromkeys([*opening, *told.images])))
    reading = Reading(draft=draft, raw=b"", media_type="text/markdown", folder=folder)
    pictures, gone = own_pictures(reading, library, known)
    if lead in pictures and not inside:
        pictures[lead] = known.get(pictures[lead].media, pictures[lead])
    body, _ = placed(draft, pictures)
    shown = images(draft, pictures)
    said = _said(head, base, known, pictures.get(lead))
    unknown = [
        f"{path.name} names a block {address or 'of no address'} that the article does not have"
        for address in told.unknown
    ]
    undecided = told.conflicts + head.conflicts
    return Version(
        text=OwnText(body=as_it_was(body, base.body) if base else body, images=shown, said=said),
        left_out=(*told.warnings, *gone, *unknown),
        problems=(f"{path.name}: {_CONFLICT} ({undecided}): look for [!conflict]",)
        if undecided
        else (),
    )


def is_version_of(head: VersionHead, article: str, library: Library) -> bool:
    """Tell whether a version was made of an article, or of one that says the same."""
    if head.article == article:
        return True
    groups = ({fullest, *others} for fullest, others in library.copies().items())
    return any({head.article, article} <= group for group in groups)


def _said(
    head: VersionHead, base: Article | None, known: Mapping[str, Image], image: Image | None
) -> dict[str, Any]:
    """Return what a head says otherwise than the article, its picture by hash."""
    usual = opens(base) if base else None
    shown = known.get(image.media) if image else usual
    said = edited(head.said, base, shown)
    if image and (usual is None or image.media != usual.media):
        said["image"] = image.media
    return said | ({"image": False} if head.said.get("image") is False else {})


def blocks_of(articles: Sequence[Article]) -> dict[str, str]:
    """Return the HTML of the blocks of these revisions by address, those of the last first."""
    return {block.address: block.html for article in articles for block in article.body.blocks}


def _draft(path: Path, body: Body, shown: tuple[DraftImage, ...]) -> Draft:
    return Draft(identity=path.name, title="", body=body, images=shown)


def markdown_of(article: Article, library: Library) -> tuple[str, ...]:
    """Return the blocks of an article in Markdown, its pictures where `picture_files` are."""
    files = {f"media:{media}": name for media, (name, _) in picture_files(article, library).items()}
    return write_own(article.body, kind=article.kind, pictures=files)


def picture_files(article: Article, library: Library) -> dict[str, tuple[str, Path]]:
    """Return by hash how each picture of an article is called beside a version, and its file."""
    paths = {
        i.media: library.media_path(i.media) for i in article.images if library.has_picture(i.media)
    }
    return {m: (f"{PICTURES}/{m[:_DIGITS]}{path.suffix}", path) for m, path in paths.items()}


def version_of(article: Article, entry: SheetPiece, library: Library) -> str:
    """Return the text of a new version of `article`, as the sheet has its piece."""
    files = picture_files(article, library)
    image = _opening(article, entry)
    file = files[image.media][0] if image and image.media in files else ""
    head = write_head(article, entry, image, file)
    return "\n".join([head, *(f"{block}\n" for block in markdown_of(article, library))])


def _opening(article: Article, entry: SheetPiece) -> Image | None:
    """Return the picture that opens a piece: that which the sheet names, or the article's."""
    chosen = entry.image if isinstance(entry.image, str) else ""
    named = next((i for i in article.images if chosen and i.media.startswith(chosen.lower())), None)
    return named or opens(article)


def copy_pictures(article: Article, folder: Path, library: Library) -> None:
    """Put the pictures of an article beside its version, but for those that are there."""
    for name, path in picture_files(article, library).values():
        try:
            data = path.read_bytes()
        except OSError as error:
            raise WriteError.of(error, path) from error
        if not (folder / name).exists():
            replace_file(folder / name, data)
