"""What a theme spoils is set otherwise and told with file and line; the article is not blamed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from tests.press.pdf.conftest import Printed, prose
from tests.press.pdf.test_write import text_of

from pressday.assets import asset_dir
from pressday.layout.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.model import Edition, Piece

Print = Callable[..., Printed]
WHERE = "styles/themes/broadsheet/print.css"


@pytest.fixture
def themed(tmp_path: Path) -> Callable[[str], dict[str, Any]]:
    """Return a function that gives a theme with `rules` behind the shipped ones, and their line."""

    def make(rules: str) -> dict[str, Any]:
        shipped = (asset_dir("styles") / "themes" / "broadsheet" / "print.css").read_text("utf-8")
        path = tmp_path / "paper" / WHERE
        path.parent.mkdir(parents=True)
        path.write_text(f"{shipped}\n{rules}\n", "utf-8")
        return {"theme": Theme(overrides=(tmp_path / "paper",)), "line": shipped.count("\n") + 2}

    return make


@pytest.fixture
def paper(make_edition: Callable[..., Edition], make_piece: Callable[..., Piece]) -> Edition:
    pieces = [make_piece("One", prose(9, "one")), make_piece("Two", prose(12, "two"))]
    return make_edition(("News", pieces))


def marks(printed: Printed) -> set[str]:
    return set(re.findall(r"\b(?:one|two)\d+\b", text_of(printed.path)))


ALL = {f"one{n}" for n in range(9)} | {f"two{n}" for n in range(12)}


def test_page_numbers_in_a_theme_are_no_trouble(
    print_edition: Print, paper: Edition, themed: Callable[[str], dict[str, Any]]
) -> None:
    theme = themed(".galley p::after { content: ' ' counter(pages) }")["theme"]
    printed = print_edition(paper, theme=theme)
    assert printed.said == ()
    assert marks(printed) == ALL


def test_words_that_a_theme_loses_are_set_in_the_shipped_styles_and_the_rule_is_named(
    print_edition: Print, paper: Edition, themed: Callable[[str], dict[str, Any]]
) -> None:
    made = themed("p { color: blue }\n.galley p { margin-left: 3000pt }\nh1 { color: red }")
    printed = print_edition(paper, theme=made["theme"])
    ((subject, (warning,)),) = [(o.subject, o.warnings) for o in printed.said]
    assert subject == "styles"
    assert warning.startswith(f"{WHERE}:{made['line'] + 1}: ")
    assert "words off the page or cut away, near" in warning
    assert warning.endswith("set in the shipped styles instead")
    assert marks(printed) == ALL


def test_a_late_page_that_a_theme_spoils_is_set_in_the_shipped_styles(
    print_edition: Print, paper: Edition, themed: Callable[[str], dict[str, Any]]
) -> None:
    made = themed(".contents-title { margin-left: 3000pt }")
    printed = print_edition(paper, theme=made["theme"])
    ((_, (warning,)),) = [(o.subject, o.warnings) for o in printed.said]
    assert warning.startswith(f"{WHERE}:{made['line']}: 2 words off the page")
    assert "This week" in text_of(printed.path)


def test_what_a_theme_hides_is_told(
    print_edition: Print, paper: Edition, themed: Callable[[str], dict[str, Any]]
) -> None:
    printed = print_edition(paper, theme=themed(".source { display: none }")["theme"])
    ((subject, (warning,)),) = [(o.subject, o.warnings) for o in printed.said]
    assert subject == "styles"
    assert re.fullmatch(rf"{WHERE}: hides \d+ words in \d flows?", warning)


def test_faults_of_css_are_told_with_their_own_line(
    print_edition: Print, paper: Edition, themed: Callable[[str], dict[str, Any]]
) -> None:
    made = themed("p { colr: red }")
    printed = print_edition(paper, theme=made["theme"])
    ((subject, (warning,)),) = [(o.subject, o.warnings) for o in printed.said]
    assert (subject, warning) == (
        "styles", f"{WHERE}:{made['line']}: Ignored `colr: red `, unknown property.",
    )  # fmt: skip


def test_what_loses_words_in_any_style_becomes_plain_paragraphs(
    print_edition: Print,
    make_edition: Callable[..., Edition],
    make_piece: Callable[..., Piece],
    tmp_path: Path,
) -> None:
    table = "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    mixed = [
        make_piece("One", prose(9, "one") + table, layout="feature"),
        make_piece("Two", prose(12, "two"), layout="plain"),
    ]
    folder = tmp_path / "paper" / "templates" / "print"
    folder.mkdir(parents=True)
    shipped = (asset_dir("templates") / "print" / "story.html").read_text("utf-8")
    lost = f"<style>td {{ padding-left: 4000pt }}</style>{shipped}"
    (folder / "story.html").write_text(lost, "utf-8")
    theme = Theme(overrides=(tmp_path / "paper",))
    printed = print_edition(make_edition(("News", mixed)), theme=theme)
    told = {o.subject: warning for o in printed.said for warning in o.warnings}
    assert told[mixed[0].article.id].startswith("set as plain paragraphs: 2 words off the page")
    assert all(warning.startswith("set as plain paragraphs: ") for warning in told.values())
    assert marks(printed) == ALL
