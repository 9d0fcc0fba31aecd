"""Anybody's file gets a clear answer: locked, cut off, endless or hostile."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from pressday.errors import UsageError
from pressday.pipeline import looking
from pressday.pipeline.strangers import check_file
from pressday.press.epub import checks

if TYPE_CHECKING:
    from pathlib import Path


class Here:
    """What runs in this process what has a process of its own elsewhere."""

    def __init__(self, _: float) -> None:
        pass

    def __enter__(self) -> Any:
        return lambda work, *given: work(*given)

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "Workers", Here)
    monkeypatch.setattr(looking, "limit_memory", lambda _: None)


def blank(pages: int, drawing: bytes = b"") -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 200)).obj.Contents = pdf.make_stream(drawing)
    return pdf


def saved(pdf: pikepdf.Pdf, path: Path, **how: Any) -> Path:
    pdf.save(path, **how)
    return path


def found(path: Path, profile: str = "") -> dict[str, str]:
    findings = check_file(path, profile=profile).findings
    return {f.rule: f.message for f in reversed(findings)}


@pytest.mark.usefixtures("here")
def test_a_file_is_looked_at_as_what_it_says_it_is_or_as_one_is_told(tmp_path: Path) -> None:
    path = saved(blank(1), tmp_path / "a.pdf")
    assert found(path)["tags"].startswith("has no structure")
    assert found(path, "press")["intent"].startswith("does not say for which press")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2001"
        pdf.save(path)
    assert "intent" in found(path)
    with pytest.raises(UsageError, match='no profile "pres"'):
        check_file(path, profile="pres")


@pytest.mark.usefixtures("here")
def test_a_locked_file_is_told(tmp_path: Path) -> None:
    lock = pikepdf.Encryption(owner="a", user="b")
    path = saved(blank(1), tmp_path / "a.pdf", encryption=lock)
    assert found(path) == {"file": "is locked by a password"}


@pytest.mark.usefixtures("here")
def test_a_file_cut_off_is_mended_and_told_and_garbage_is_none(tmp_path: Path) -> None:
    path = saved(blank(3, b"0 0 9 9 re f" * 99), tmp_path / "a.pdf", compress_streams=False)
    path.write_bytes(path.read_bytes()[:-900])
    assert found(path)["file"] == "is damaged, and was mended to be read"
    path.write_bytes(b"%PDF-1.7\n" + b"\0" * 999)
    assert found(path) == {"file": "is no PDF that can be read"}
    whole = saved(blank(1), tmp_path / "b.pdf")
    whole.write_bytes(b"from a mail program\n" + whole.read_bytes())
    assert "tags" in found(whole)
    path.write_bytes(b"a letter")
    with pytest.raises(UsageError, match="is neither a PDF nor an EPUB"):
        found(path)


@pytest.mark.usefixtures("here")
def test_two_thousand_pages_say_a_fault_once(tmp_path: Path) -> None:
    path = saved(blank(2000, b"1 0 0 rg 0 0 9 9 re f"), tmp_path / "a.pdf")
    said = found(path, "press")
    assert (
        said["colours"] == "a fill is in DeviceRGB, and a press prints CMYK (and 1999 more times)"
    )
    assert said["sheet"] == "does not say where it is cut (and 1999 more times)"


@pytest.mark.usefixtures("here")
def test_a_form_that_draws_itself_comes_to_an_end(tmp_path: Path) -> None:
    pdf = blank(1, b"/F Do")
    form = pdf.make_stream(b"/F Do 0 0 0 rg 0 0 9 9 re f", Subtype=Name.Form)
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
    assert "colours" in found(saved(pdf, tmp_path / "a.pdf"), "press")


@pytest.mark.usefixtures("here")
def test_what_no_rule_foresees_stops_no_other(tmp_path: Path) -> None:
    pdf = blank(1, b"/F 9 Tf (a) Tj")
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=3))
    said = found(saved(pdf, tmp_path / "a.pdf"))
    assert said["fonts"].startswith("cannot be told: the file is built in an unusual way")
    assert said["metadata"]


@pytest.mark.usefixtures("here")
def test_an_epub_is_looked_at_and_one_that_is_a_trap_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><img src="a.png"/></body></html>'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.xhtml", page)
    said = found(path)
    assert said["alt"] == "a picture says nothing: a.png"
    assert "package" in said
    path.write_bytes(path.read_bytes()[:-30])
    assert found(path)["file"].startswith("is no EPUB that can be read")


@pytest.mark.usefixtures("here")
def test_an_epub_that_unpacks_without_end_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "_MOST", 2_000_000)
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.xhtml", b" " * 3_000_000)
    assert found(path)["file"] == "unpacks to more than 2 MB of text"


def test_a_file_is_read_in_another_process_that_may_not_eat_up_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_SECONDS", 0.01)
    path = saved(blank(1000, b"1 0 0 rg 0 0 9 9 re f"), tmp_path / "a.pdf")
    assert found(path)["file"] == "takes more than 0.01 s to read"
