"""The head of an editor's own version: the run sheet's keys, in TOML between two lines `+++`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator

from pressday.config import Line, check, parse_toml
from pressday.edition.estimate import opening_image
from pressday.edition.merging import CONFLICT
from pressday.edition.needless import is_logo
from pressday.edition.sheet import Told, inside
from pressday.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pressday.edition.sheet import SheetPiece
    from pressday.model import Article, Image

FENCE = "+++"

_HEAD = re.compile(
    r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_OTHERS = ("kicker", "headline", "standfirst", "byline", "date", "site", "image", "focus",
           "caption", "credit", "alt", "quote", "correction")  # fmt: skip

_PICTURE = ("image", "focus", "caption", "credit", "alt")  # one block: each speaks of the first


def _picture(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip():
        return inside(value)
    raise ValueError("must be a picture's file beside the text, or false for none")


class _Table(Told):
    article: Line
    revision: Line
    image: Annotated[Any, BeforeValidator(_picture)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHead:
    """What the head of an own version says: of which article, from which revision, and what else.

    `said` are the run sheet's keys that it has; `image` is a file, or whether there is one.
    `conflicts` counts the keys of which the source says something new as well.
    """

    article: str
    revision: str
    said: Mapping[str, Any]
    conflicts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedHead:
    """A head with what the source says now, the text behind it, and how many keys that changed."""

    text: str
    rest: str
    taken: int
    conflicts: int


def split_head(text: str, path: Path) -> tuple[VersionHead | None, str]:
    """Return the head of an own version, None where it has none, and the Markdown behind it.

    Raises ConfigError with file and line for a head that is wrong.
    """
    found = _HEAD.match(text)
    if not found and text.removeprefix("\ufeff").partition("\n")[0].strip() == FENCE:
        hint = f"put a line {FENCE} between the keys and the text"
        raise ConfigError("the head does not end", where=f"{path}:1", hint=hint)
    if not found:
        return None, text
    below = f"\n{found[1]}"  # the fence is the first line
    table = check(_Table, parse_toml(below, path), path=path, text=below)
    said = table.model_dump(exclude_none=True, exclude={"article", "revision"})
    head = VersionHead(
        article=table.article, revision=table.revision, said=said,
        conflicts=found[1].count(f"# {CONFLICT}"),
    )  # fmt: skip
    return head, text[found.end() :]


def write_head(article: Article, entry: SheetPiece, image: Image | None, file: str) -> str:
    """Return the head for a version of `article`: what the sheet says, else what the article does.

    `image` opens the piece, and lies in `file`.
    """
    import tomlkit

    told = as_the_article_says(article, image) | ({"image": file} if file else {})
    told |= {k: v for k, v in _of_sheet(entry).items() if k != "image" and not isinstance(v, dict)}
    rest = [key for key in _OTHERS if key not in told]
    pairs = {"article": article.id, "revision": article.revision}
    pairs |= {key: told[key] for key in _OTHERS if key in told}
    lines = (tomlkit.dumps({key: value}) for key, value in pairs.items())
    return f"{FENCE}\n{''.join(lines)}# also: {', '.join(rest)}\n{FENCE}\n"


def merge_head(text: str, was: Article, now: Article, files: Mapping[str, str]) -> MergedHead:
    """Return the head at the start of `text` with what the source says now, and what is behind it.

    Values that nobody has edited follow the source; where both have changed one, the editor's
    stands and a comment tells the other. A picture and what is said of it are one value.
    `files` gives each picture's file by hash.
    """
    import tomlkit

    found = _HEAD.match(text)
    if not found:
        raise ValueError("a text without a head")
    before, after = (_with_file(article, files) for article in (was, now))
    document = tomlkit.parse(found[1])
    changed = [key for key in _OTHERS if before.get(key) != after.get(key)]
    disputed = _disputed(document, before, after, changed)
    for key in changed:
        if key in disputed or document.get(key) != before.get(key):
            continue
        if key in after:
            document[key] = after[key]
        else:
            document.pop(key, None)
    document["revision"] = now.revision
    told = "".join(f"# {CONFLICT} {key}: {_told(after.get(key))}\n" for key in disputed)
    stale = rf"# {re.escape(CONFLICT)} (?:{'|'.join(changed) or '-'}): .*\n"
    kept = re.sub(stale, "", tomlkit.dumps(document))
    return MergedHead(
        text=f"{FENCE}\n{kept}{told}{FENCE}\n", rest=text[found.end() :],
        taken=len(changed) - len(disputed), conflicts=(kept + told).count(f"# {CONFLICT}"),
    )  # fmt: skip


def _disputed(
    document: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    changed: Sequence[str],
) -> list[str]:
    """Return the keys that both have changed; of another picture, each that speaks of it."""
    differs = {key for key in document if document[key] not in (before.get(key), after.get(key))}
    if differs.intersection(_PICTURE) and document.get("image") not in (False, after.get("image")):
        differs.update(key for key in _PICTURE if document.get(key) != after.get(key))
    return [key for key in changed if key in differs]


def _with_file(article: Article, files: Mapping[str, str]) -> dict[str, Any]:
    image = opens(article)
    file = files.get(image.media, "") if image else ""
    return as_the_article_says(article, image) | ({"image": file} if file else {})


def _told(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False, default=str)
    return "the source has none" if value is None else f"the source says {said}"


def as_the_article_says(article: Article, image: Image | None) -> dict[str, Any]:
    """Return what a head says that nobody has edited, but for the picture's file."""
    declared = article.provenance.get("published") != "guessed"
    said: dict[str, Any] = {
        "headline": article.title,
        "standfirst": article.standfirst,
        "byline": ", ".join(article.bylines),
        "date": article.published.date() if article.published and declared else None,
        "site": article.site,
    }
    if image:
        said |= {"caption": image.caption, "credit": image.credit, "alt": image.alt}
    return {key: " ".join(v.split()) if isinstance(v, str) else v for key, v in said.items() if v}


def opens(article: Article) -> Image | None:
    """Return the picture that opens an article of which nobody has said anything."""
    there = (i for i in article.images if i.media == article.lead or i.media in article.body.media)
    return opening_image((i for i in there if not is_logo(i)), article.lead)


def edited(said: Mapping[str, Any], article: Article | None, shown: Image | None) -> dict[str, Any]:
    """Return the keys of a head that say something else than the article it was made from.

    What it says in no other words is left to the article, whatever that says by now. The
    picture's own are those of `shown`, which the head names, and of the one it began with.
    """
    known = (
        [as_the_article_says(article, one) for one in (shown, opens(article))] if article else []
    )
    return {
        key: value
        for key, value in said.items()
        if key != "image" and all(value != one.get(key) for one in known)
    }


def with_head(entry: SheetPiece, said: Mapping[str, Any]) -> SheetPiece:
    """Return a piece of the sheet with what its own version says where the sheet says nothing."""
    sheet = _of_sheet(entry)
    return replace(entry, **{key: value for key, value in said.items() if key not in sheet})


def disagreements(entry: SheetPiece, said: Mapping[str, Any]) -> Iterator[str]:
    """Yield a warning for each key that the sheet and the own version set to different values."""
    for key, value in _of_sheet(entry).items():
        if key in said and not _same(value, said[key]):
            yield (
                f"{entry.where}: {key} is set here and, otherwise, in {entry.body}:"
                " the sheet's is printed; take one of them out"
            )


def _of_sheet(entry: SheetPiece) -> dict[str, Any]:
    """Return what the sheet sets for a piece of the keys that a head may have."""
    said = {key: getattr(entry, key) for key in _OTHERS}
    return {k: v for k, v in said.items() if v is not None and not (k == "image" and v is True)}


def _same(sheet: object, own: object) -> bool:
    digits = isinstance(sheet, str) and isinstance(own, str) and own.startswith(sheet.lower())
    return sheet == own or digits
