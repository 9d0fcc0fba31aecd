"""Validators of others: asked where they are there, named where they are not."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from pressday.press import validators
from pressday.press.checked import AGAIN
from pressday.press.validators import ask

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = (
    "<report><jobs><job><validationReport isCompliant='false'><details>"
    "<rule specification='ISO 14289-1:2014' clause='7.1' testNumber='3' status='failed'"
    " failedChecks='12'><description>Content shall be\n marked</description></rule>"
    "<rule clause='7.2' testNumber='1' status='passed'/>"
    "</details></validationReport></job></jobs></report>"
)
UNREADABLE = "<report><job><taskException><exceptionMessage>no PDF</exceptionMessage>"
SAID = {
    "messages": [
        {"ID": "RSC-005", "severity": "ERROR", "message": "no title", "suggestion": None,
         "locations": [{"path": "EPUB/a.xhtml", "line": 7}]},
        {"ID": "CSS-003", "severity": "WARNING", "message": "odd", "locations": [],
         "suggestion": "Do less"},
        {"ID": "ACC-001", "severity": "USAGE", "message": "nothing", "locations": []},
    ]
}  # fmt: skip


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of programs, the only one; without Python packages."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(validators, "find_spec", lambda _: None)
    return tmp_path


def install(folder: Path, name: str, report: str) -> None:
    path = folder / name
    (folder / "report").write_text(report, "utf-8")
    read = f"open({str(folder / 'report')!r}).read()"
    path.write_text(f"#!{sys.executable}\nimport sys\nprint({read})\nsys.exit(1)\n", "utf-8")
    path.chmod(0o755)


def test_what_is_not_installed_is_named(program: Path) -> None:
    path = program / "a.pdf"
    assert ask("screen", path) == ((), "veraPDF")
    assert ask("epub", path) == ((), "EPUBCheck")
    assert ask("txt", path) == ((), "")


def test_the_rules_that_are_broken_by_verapdf_are_findings(program: Path) -> None:
    install(program, "verapdf", BROKEN)
    found, absent = ask("screen", program / "a.pdf")
    assert absent == ""
    assert [(f.rule, f.severity, f.message, f.place) for f in found] == [
        ("verapdf", "mend", "Content shall be marked, 12 times", "ISO 14289-1:2014, 7.1-3")
    ] * 2  # each standard is asked


def test_the_messages_of_epubcheck_are_findings(program: Path) -> None:
    install(program, "epubcheck", json.dumps(SAID))
    found, _ = ask("epub", program / "a.epub")
    assert [(f.severity, f.message, f.place, f.hint) for f in found] == [
        ("mend", "no title (RSC-005)", "EPUB/a.xhtml, line 7", AGAIN),
        ("look", "odd (CSS-003)", "", "Do less"),
    ]


@pytest.mark.parametrize("report", ["", "not XML", UNREADABLE, "<report/>"])
def test_a_validator_that_gives_no_answer_stops_nothing(program: Path, report: str) -> None:
    install(program, "verapdf", report)
    found, _ = ask("screen", program / "a.pdf")
    assert {f.severity for f in found} == {"look"}
    assert found[0].message.startswith("veraPDF gives no answer")
    assert "verapdf --format xml --flavour ua1" in found[0].hint
