"""A publication's own templates and styles go before the shipped ones, file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressday.errors import LayoutError
from pressday.layout.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder


def test_a_template_of_the_publication_shadows_the_shipped_one(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/print/furniture.html", "{{ title }}, ours")
    assert Theme(overrides=(folder,)).render("print/furniture.html", title="A") == "A, ours"


def test_other_templates_stay_the_shipped_ones(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/print/furniture.html", "ours")
    values = {"language": "en", "title": "A", "leaves": (), "publication": "P"}
    shipped = Theme().render("print/furniture.html", **values)
    assert shipped.startswith("<!doctype html>")
    geometry = Theme(overrides=(folder,)).style("base.css")
    assert geometry == Theme().style("base.css")


def test_a_shipped_template_includes_the_publications_part(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/mine.html", '{% include "part.html" %}')
    near = written(tmp_path / "near", "templates/part.html", "near")
    assert Theme(overrides=(near, folder)).render("mine.html") == "near"


def test_the_nearest_of_several_folders_wins(tmp_path: Path) -> None:
    near = written(tmp_path / "near", "styles/themes/broadsheet/print.css", "near")
    far = written(tmp_path / "far", "styles/themes/broadsheet/print.css", "far")
    assert Theme(overrides=(near, far)).style("print.css") == "near"


def test_a_style_of_the_publication_shadows_the_shipped_one_of_its_name_alone(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, "styles/base/base.css", "p { color: red }")
    theme = Theme(overrides=(folder,))
    assert theme.style("base.css") == "p { color: red }"
    assert theme.style("print.css") == Theme().style("print.css")


def test_a_theme_of_the_publication_needs_only_the_styles_it_changes(tmp_path: Path) -> None:
    folder = written(tmp_path, "styles/themes/mine/print.css", "mine")
    theme = Theme(name="mine", overrides=(folder,))
    assert theme.style("print.css") == "mine"
    assert theme.style("base.css") == Theme().style("base.css")


def test_a_stylesheet_that_is_nowhere_is_named_with_its_theme() -> None:
    with pytest.raises(
        LayoutError, match=r"theme 'mine' has no stylesheet furniture\.css"
    ) as caught:
        Theme(name="mine").style("furniture.css")
    assert caught.value.where == "pressday.toml"
    assert caught.value.hint


def test_a_syntax_error_names_file_and_line(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/print/lead.html", "<p>\n{% if %}\n")
    with pytest.raises(LayoutError) as caught:
        Theme(overrides=(folder,)).render("print/lead.html")
    assert caught.value.where == "templates/print/lead.html:2"


def test_a_syntax_error_in_an_included_template_names_that_one(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/mine.html", '\n{% include "part.html" %}')
    written(tmp_path, "templates/part.html", "\n\n{{ }")
    with pytest.raises(LayoutError) as caught:
        Theme(overrides=(folder,)).render("mine.html")
    assert caught.value.where == "templates/part.html:3"


def test_an_undefined_value_names_file_and_line(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/mine.html", "<p>\n<b>\n{{ nobody }}")
    with pytest.raises(LayoutError, match="'nobody' is undefined") as caught:
        Theme(overrides=(folder,)).render("mine.html")
    assert caught.value.where == f"{folder}/templates/mine.html:3"


def test_an_undefined_value_in_a_macro_names_the_file_of_the_macro(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/mine.html", '{% import "m.html" as m %}{{ m.a() }}')
    written(tmp_path, "templates/m.html", "{% macro a() %}\n{{ story.nothing }}{% endmacro %}")
    with pytest.raises(LayoutError) as caught:
        Theme(overrides=(folder,)).render("mine.html", story=object())
    assert caught.value.where == f"{folder}/templates/m.html:2"


def test_a_template_that_is_nowhere_is_named() -> None:
    with pytest.raises(LayoutError, match=r"no template print/nothing\.html"):
        Theme().render("print/nothing.html")


def test_no_template_is_read_from_outside_its_folders(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/mine.html", '{% include "../secret.html" %}')
    written(tmp_path, "secret.html", "TOP-SECRET")
    with pytest.raises(LayoutError):
        Theme(overrides=(folder,)).render("mine.html")


def test_values_are_text_unless_a_template_says_otherwise(tmp_path: Path) -> None:
    folder = written(tmp_path, "templates/mine.html", "{{ a }}{{ b | safe }}")
    assert Theme(overrides=(folder,)).render("mine.html", a="<i>", b="<b>") == "&lt;i&gt;<b>"
