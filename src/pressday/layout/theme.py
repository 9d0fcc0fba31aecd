"""A theme: folders of templates and styles, the publication's own before the shipped ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pressday.assets import asset_dir
from pressday.errors import LayoutError
from pressday.layout.styles import Style
from pressday.plugins import Table

if TYPE_CHECKING:
    from collections.abc import Callable

THEMES: Table[Callable[[str], Path]] = Table("pressday.themes")
"""Theme to a function that gives its folder of `templates` and that of `styles`."""

_SHIPPED = "broadsheet"
_TEMPLATE_SUFFIXES = {".html", ".xhtml", ".xml", ".css", ".svg"}


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Templates and styles by name; `overrides` are publication folders, nearest first.

    A file `templates/…` or `styles/…` in an override folder shadows the theme's
    file of the same name, and that the shipped one, one file at a time.
    """

    name: str = _SHIPPED
    overrides: tuple[Path, ...] = ()

    @cached_property
    def _environment(self) -> jinja2.Environment:
        return ImmutableSandboxedEnvironment(  # a publication may be somebody else's
            loader=jinja2.FileSystemLoader(self._folders("templates")),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def _folders(self, kind: str) -> list[Path]:
        """Return the folders of `templates` or `styles`, the nearest first."""
        brought = [THEMES[self.name](kind)] if self.name in THEMES else []
        return list(dict.fromkeys([*(o / kind for o in self.overrides), *brought, asset_dir(kind)]))

    def render(self, template: str, **values: object) -> str:
        """Return the text of `template` filled with `values`.

        Raises LayoutError naming the template and the line.
        """
        try:
            return self._environment.get_template(template).render(**values)
        except jinja2.TemplateSyntaxError as error:
            where = f"templates/{error.name or template}:{error.lineno}"
            raise LayoutError(error.message or "syntax error", where=where) from error
        except jinja2.TemplateNotFound as error:
            raise LayoutError(f"no template {error.name}", where=f"templates/{template}") from error
        except Exception as error:
            if not (where := _where(error)):
                raise
            raise LayoutError(str(error) or type(error).__name__, where=where) from error

    def style(self, name: str) -> str:
        """Return the text of the theme's stylesheet `name`, else of `styles/base/name`.

        Raises LayoutError when neither exists.
        """
        return self.sheet(name).text

    def sheet(self, name: str) -> Style:
        """Return the theme's stylesheet `name`, else `styles/base/name`, and where it is from.

        Raises LayoutError when neither exists.
        """
        for part in (Path("themes") / self.name, Path("base")):
            for folder in self._folders("styles"):
                if (path := folder / part / name).is_file():
                    where = f"styles/{(part / name).as_posix()}"
                    own = folder != asset_dir("styles")
                    return Style(text=path.read_text("utf-8"), where=where, own=own)
        raise LayoutError(
            f"theme {self.name!r} has no stylesheet {name}",
            where="pressday.toml",
            hint=f'theme = "{_SHIPPED}" is always there',
        )

    @property
    def shipped(self) -> Theme:
        """The theme without the publication's files; broadsheet where it has no other."""
        known = (asset_dir("styles") / "themes" / self.name).is_dir()
        return Theme(name=self.name if known else _SHIPPED)


def _where(error: Exception) -> str:
    """Return the template's file and line in which `error` arose: the innermost such frame."""
    trace, where = error.__traceback__, ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix in _TEMPLATE_SUFFIXES:
            where = f"{path}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where
