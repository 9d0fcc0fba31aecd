"""`pressday.toml` to a `Publication`: what the editor writes, and what the rooms see of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 - a dataclass's types may be asked for at run time
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from pressday.config.faults import check, did_you_mean
from pressday.config.fields import (
    Address,
    Kind,
    Line,
    Millimetres,
    Pattern,
    Profiles,
    Seconds,
    Selector,
    Table,
    Tag,
    pages_of_a_signature,
)
from pressday.config.profiles import usual_profiles
from pressday.config.toml import check_schema, locate, read_toml
from pressday.errors import ConfigError, command
from pressday.limits import FlowLimits, PageTarget
from pressday.model import Masthead
from pressday.orders import BookletOrder, Flip, Intent, Paper, PressOrder
from pressday.plugins import Table as Plugins

FILE = "pressday.toml"
LOCAL_KINDS = ("folder", "mail")

_WITH_FEEDS = ("feed", "opml")
_WITH_PAGES = ("feed", "page", "list", "sitemap", "opml")
_OF_PAGES = ("keep", "drop", "body", "rate")

_THEMES: Plugins[object] = Plugins("pressday.themes")

Cadence = Literal["weekly", "daily", "monthly"]
Size = Literal["A4", "Letter"]
Body = Literal["auto", "feed", "page", "browser"]


def _one(kind: str) -> str:
    return f"an {kind}" if kind == "opml" else f"a {kind}"


class _Publication(Table):
    title: Line
    language: Tag
    tagline: str = ""
    editor: str = ""
    contact: str = ""
    url: Address | None = None
    logo: Line | None = None
    licence: str = ""
    colophon: str = ""
    cadence: Cadence = "weekly"
    first_number: int = Field(default=1, ge=1)


class _Pages(Table):
    multiple: int = Field(default=1, ge=1)
    max: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _can_be(self) -> _Pages:
        if self.max is not None and self.multiple > self.max:
            raise ValueError(f"no multiple of {self.multiple} is {self.max} or less")
        return self


class _Layout(Table):
    theme: Line = "broadsheet"
    size: Size = "A4"
    pages: _Pages = _Pages()


class _Output(Table):
    profiles: Profiles = Field(default_factory=usual_profiles, strict=False)
    seconds: Annotated[Seconds, Field(gt=0)] = FlowLimits().seconds
    megabytes: int = Field(default=FlowLimits().megabytes, ge=200)


class _Press(Table):
    condition: Line = PressOrder().condition
    icc: Line | None = None
    intent: Intent = PressOrder().intent
    ink: int = Field(default=PressOrder().ink, ge=200, le=400)
    bleed: Annotated[Millimetres, Field(le=10)] = PressOrder().bleed
    marks: bool = PressOrder().marks


class _Booklet(Table):
    sheet: Paper | Literal[""] = BookletOrder().sheet
    signature: Annotated[int, AfterValidator(pages_of_a_signature)] = BookletOrder().signature
    thickness: Annotated[Millimetres, Field(le=1)] = BookletOrder().thickness
    flip: Flip = BookletOrder().flip
    guide: bool = BookletOrder().guide


class _Section(Table):
    name: Line
    limit: int | None = Field(default=None, ge=1)
    words: int | None = Field(default=None, ge=1)
    minutes: int | None = Field(default=None, ge=1)
    pages: int | None = Field(default=None, ge=1)
    per_source: int | None = Field(default=None, ge=1)


class _Source(Table):
    kind: Kind
    path: Line | None = None
    url: Address | None = None
    name: Line | None = None
    section: Line | None = None
    limit: int | None = Field(default=None, ge=1)
    age: int | None = Field(default=None, ge=1)
    include: tuple[Pattern, ...] = Field(default=(), strict=False)
    exclude: tuple[Pattern, ...] = Field(default=(), strict=False)
    keep: tuple[Selector, ...] = Field(default=(), strict=False)
    drop: tuple[Selector, ...] = Field(default=(), strict=False)
    body: Body = "auto"
    language: Tag = ""
    licence: str = ""
    rate: Seconds | None = None

    @model_validator(mode="after")
    def _has_its_place(self) -> _Source:
        if self.kind in LOCAL_KINDS and self.url is not None:
            raise ValueError(f"{_one(self.kind)} has a path, no url")
        ours = self.kind in (*LOCAL_KINDS, *_WITH_PAGES)  # a plugin's may need no place
        if ours and self.path is None and self.url is None:
            wanted = "path" if self.kind in LOCAL_KINDS else "url, or a path to a file"
            raise ValueError(f"{_one(self.kind)} needs a {wanted}")
        return self


class _Fetch(Table):
    allow: tuple[Line, ...] = Field(default=(), strict=False)
    robots: bool = True


class _File(Table):
    model_config = ConfigDict(title=FILE)

    schema_: int = Field(alias="schema")
    publication: _Publication
    layout: _Layout = _Layout()
    output: _Output = Field(default_factory=_Output)
    press: _Press = _Press()
    booklet: _Booklet = _Booklet()
    section: tuple[_Section, ...] = Field(default=(), strict=False)
    source: tuple[_Source, ...] = Field(default=(), strict=False)
    fetch: _Fetch = _Fetch()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRule:
    """A section the editor named, and the most that `plan` proposes for it.

    `limit` counts pieces, `per_source` those of one source.
    """

    name: str
    limit: int | None = None
    words: int | None = None
    minutes: int | None = None
    pages: int | None = None
    per_source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRule:
    """Where articles come from: local kinds have a `path`, the others a `url` or a file's `path`.

    With both, the file is read and `url` is the address it was saved from.

    `name` is the editor's, else the path or the address. `limit` is the most
    articles that one collection takes from it, `age` the most days since they
    were published. `include` and `exclude` are patterns of titles, `keep` and
    `drop` CSS selectors of the page. `body` says where the text comes from, `rate`
    how many seconds lie between two questions to its host.
    """

    name: str
    kind: str
    path: str | None = None
    url: str | None = None
    section: str | None = None
    limit: int | None = None
    age: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    body: Body = "auto"
    language: str = ""
    licence: str = ""
    rate: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A folder with a `pressday.toml`; `folder` and `logo` are absolute.

    An edition is made as `profiles`, for print shops as `press` says, to be folded as `booklet`
    does. `limits` are what
    setting one piece may take. `allow`
    names the hosts that may be fetched although they are not public, `robots` says whether
    robots.txt is obeyed for pages that feeds and lists name.
    """

    folder: Path
    masthead: Masthead
    cadence: Cadence = "weekly"
    first_number: int = 1
    theme: str = "broadsheet"
    size: Size = "A4"
    pages: PageTarget | None = None
    profiles: tuple[str, ...] = ("screen", "epub")
    sections: tuple[SectionRule, ...] = ()
    sources: tuple[SourceRule, ...] = ()
    allow: tuple[str, ...] = ()
    robots: bool = True
    logo: Path | None = None
    limits: FlowLimits = field(default_factory=FlowLimits)
    press: PressOrder = field(default_factory=PressOrder)
    booklet: BookletOrder = field(default_factory=BookletOrder)

    @property
    def library(self) -> Path:
        """Every article ever collected, with its pictures."""
        return self.folder / "library"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time."""
        return self.folder / ".cache"

    @property
    def editions(self) -> Path:
        """The run sheets, a folder for each edition."""
        return self.folder / "editions"

    @property
    def house(self) -> Path:
        """Notices of the publication's own, a file each, which fill pages."""
        return self.folder / "house"

    @property
    def output(self) -> Path:
        """The finished files, a folder for each edition."""
        return self.folder / "output"


def load_publication(folder: Path) -> Publication:
    """Return the publication in `folder`.

    Raises ConfigError when there is none or its `pressday.toml` is wrong.
    """
    path = folder / FILE
    if not path.is_file():
        made = command("pressday", "init", folder)
        hint = f"go to the publication's folder, or make one here: {made}"
        raise ConfigError(f"no {FILE} in this folder", where=str(folder.resolve()), hint=hint)
    data, text = read_toml(path)
    return _checked(data, path=path, text=text)


def check_publication(text: str, path: Path) -> Publication:
    """Return the publication that `text`, still to be written to `path`, makes.

    Raises ConfigError when it is wrong.
    """
    return _checked(tomllib.loads(text), path=path, text=text)


def _checked(data: dict[str, Any], *, path: Path, text: str) -> Publication:
    check_schema(data, path=path, text=text)
    file = check(_File, data, path=path, text=text)
    _check_names(file, path=path, text=text)
    _check_keys(file, path=path, text=text)
    _check_theme(file.layout.theme, path=path, text=text)
    return _publication(file, path.parent.resolve())


def _publication(file: _File, folder: Path) -> Publication:
    said = file.publication
    return Publication(
        folder=folder,
        masthead=Masthead(
            title=said.title,
            language=said.language,
            tagline=said.tagline,
            editor=said.editor,
            contact=said.contact,
            url=said.url or "",
            licence=said.licence,
            colophon=said.colophon,
        ),
        cadence=said.cadence,
        first_number=said.first_number,
        theme=file.layout.theme,
        size=file.layout.size,
        pages=_target(file.layout.pages),
        sections=tuple(SectionRule(**section.model_dump()) for section in file.section),
        sources=tuple(_rule(source) for source in file.source),
        allow=file.fetch.allow,
        robots=file.fetch.robots,
        logo=folder / said.logo if said.logo else None,
        profiles=file.output.profiles,
        limits=FlowLimits(seconds=file.output.seconds, megabytes=file.output.megabytes),
        press=_press(file.press, folder),
        booklet=BookletOrder(**file.booklet.model_dump()),
    )


def _press(said: _Press, folder: Path) -> PressOrder:
    icc = folder / said.icc if said.icc else None
    return PressOrder(**said.model_dump() | {"icc": icc})


def _target(pages: _Pages) -> PageTarget | None:
    asked = PageTarget(multiple=pages.multiple, most=pages.max)
    return None if asked == PageTarget() else asked


def _rule(source: _Source) -> SourceRule:
    name = source.name or source.path or source.url or source.kind
    return SourceRule(**source.model_dump() | {"name": name})


def _check_keys(file: _File, *, path: Path, text: str) -> None:
    """Refuse keys of a source that its kind has no use for."""
    for index, source in enumerate(file.source):
        for key in _OF_PAGES if source.kind in LOCAL_KINDS else ():
            if key in source.model_fields_set:
                _refuse(f"{_one(source.kind)} has no {key}", (index, key), path=path, text=text)
        if source.body == "feed" and source.kind not in _WITH_FEEDS:
            message = f'{_one(source.kind)} has no feed: body cannot be "feed"'
            _refuse(message, (index, "body"), path=path, text=text)


def _check_theme(name: str, *, path: Path, text: str) -> None:
    """Refuse a theme that is neither installed nor the publication's own."""
    if name in _THEMES or (path.parent / "styles" / "themes" / name).is_dir():
        return
    message, hint = _THEMES.why_unknown(name)
    where = f"{path}:{locate(text, ('layout', 'theme'))}"
    raise ConfigError(message, where=where, hint=f"{hint}; your own goes to styles/themes/{name}/")


def _refuse(message: str, key: tuple[int, str], *, path: Path, text: str) -> NoReturn:
    raise ConfigError(message, where=f"{path}:{locate(text, ('source', *key))}")


def _check_names(file: _File, *, path: Path, text: str) -> None:
    """Refuse names given twice, and a source for a section that is not there."""
    sections = [section.name for section in file.section]
    sources = [_rule(source).name for source in file.source]
    for kind, names in (("section", sections), ("source", sources)):
        for index, name in enumerate(names):
            if name in names[:index]:
                where = f"{path}:{locate(text, (kind, index))}"
                hint = "give one of them another name"
                raise ConfigError(f'two {kind}s are called "{name}"', where=where, hint=hint)
    for index, source in enumerate(file.source):
        if sections and source.section and source.section not in sections:
            raise ConfigError(
                f'no [[section]] is called "{source.section}"',
                where=f"{path}:{locate(text, ('source', index, 'section'))}",
                hint=did_you_mean(source.section, sections),
            )
