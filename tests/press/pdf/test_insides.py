"""WeasyPrint's insides stand behind one door, which notices another release."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from pressday.errors import LayoutError
from pressday.press.pdf import insides

SOURCE = Path(__file__).resolve().parents[3] / "src" / "pressday"
MANUAL = {"weasyprint", "weasyprint.urls", "weasyprint.text.fonts"}  # what its manual describes


def imports(path: Path) -> set[str]:
    """Return the modules that are imported in `path`, by statement or by name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Constant) and str(node.value).startswith("weasyprint."):
            found.add(str(node.value))
    return {name for name in found if name.partition(".")[0] == "weasyprint"}


def test_no_other_module_reaches_inside() -> None:
    reaching = {p.name: imports(p) - MANUAL for p in SOURCE.rglob("*.py")}
    assert {name for name, modules in reaching.items() if modules} == {"insides.py"}


def test_the_release_that_is_installed_is_the_one_that_was_read() -> None:
    assert [*insides.strange()] == []
    insides.check()


def changed(context: Any, box: Any) -> Any:
    raise NotImplementedError


@pytest.mark.parametrize(
    ("module", "name", "value", "reason"),
    [
        ("weasyprint.document", "Page", changed, "document Page takes other parameters"),
        ("weasyprint.draw", "draw_stacking_context", None, "draw_stacking_context is gone"),
        ("weasyprint.document", "layout_document", changed, "is not layout layout_document"),
        ("weasyprint.formatting_structure.boxes", "TableRowGroupBox", None, "TableRowGroupBox"),
        ("weasyprint.pdf.fonts", "Font", type("Font", (), {}), "Font.hash is gone"),
    ],
)
def test_another_release_is_refused_with_what_to_install(
    module: str, name: str, value: Any, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delattr(f"{module}.{name}")
    else:
        monkeypatch.setattr(f"{module}.{name}", value)
    with pytest.raises(LayoutError, match="this WeasyPrint is not the one Pressday knows") as error:
        insides.check()
    assert reason in error.value.message
    assert error.value.hint == 'install the release that was read: pip install "weasyprint==70.*"'
