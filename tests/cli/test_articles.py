"""The commands around the library, on real files."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from tests.extract.stories import page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

TEXT = "A sentence that says something about the harbour. " * 30


def test_articles_are_listed_found_and_removed(run: Run, gazette: Path) -> None:
    assert gazette.is_dir()
    assert run("articles").stderr == "the library is empty\n"
    run("collect")
    table = run("articles")
    assert all(len(line) <= 80 for line in table.stdout.splitlines())
    (found,) = run("articles", "feeds", "rights", "--json").lines
    assert found["title"] == "What a paper can be made of"
    assert run("articles", "zeppelin").stderr == "no article has these words\n"
    removed = run("remove", found["id"][:6])
    assert removed.stdout == f"{found['id']}  removed  {found['title']}\n"
    run("remove", found["id"]).refused(5, found["id"])
    assert len(run("articles", "--json").lines) == 1


def test_looking_into_a_library_that_is_not_there_makes_none(run: Run, gazette: Path) -> None:
    assert run("articles").exit_code == run("articles", "--json").exit_code == 0
    assert not (gazette / "library").exists()


def test_looking_into_the_library_reads_no_text_and_changes_nothing(
    run: Run, gazette: Path
) -> None:
    run("collect")
    table, objects = run("articles").stdout, run("articles", "--json").lines
    assert table.splitlines()[0] == "Id            Date         Words  Edition     Title and site"
    assert [one["words"] for one in objects] == [int(r[26:32]) for r in table.splitlines()[1:]]
    path = gazette / "library" / "library.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE articles SET record = ''")
        database.commit()
    before = path.read_bytes()
    assert run("articles").stdout == table
    assert run("articles", "--json").lines == objects
    assert path.read_bytes() == before
    assert len(run("plan", "--json").lines[0]["pieces"]) == len(objects)
    assert run("plan", "--json").lines[0]["words"] == sum(one["words"] for one in objects)


@pytest.mark.parametrize("command", [("articles",), ("articles", "--json"), ("plan", "--json")])
def test_looking_into_the_library_waits_for_no_reader_and_no_press(
    run: Run, gazette: Path, command: tuple[str, ...]
) -> None:
    run("collect")
    heavy = "pressday.sources pressday.fetch pressday.press pressday.extract lxml httpx PIL".split()
    code = (
        f"import sys; sys.argv = ['pressday', *{command!r}]\n"
        "from pressday.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"sys.exit(' '.join(sorted(set({heavy!r}) & sys.modules.keys())) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=gazette, capture_output=True, text=True, check=False
    )
    assert "Your first edition" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_files_and_piped_text_are_added(run: Run, gazette: Path) -> None:
    (gazette / "letter.txt").write_text(f"A letter\n\n{TEXT}")
    (gazette / "empty.txt").write_text("")
    result = run("add", "letter.txt", "-", "empty.txt", piped=f"Piped\n\n{TEXT}".encode())
    assert result.exit_code == 3
    assert [line.split("  ")[1:] for line in result.stdout.splitlines()] == [
        ["new", "A letter"],
        ["new", "Piped"],
    ]
    assert "error: empty.txt" in result.stderr
    (again,) = run("add", "letter.txt", "--json").lines
    assert (again["status"], again["error"]) == ("unchanged", None)


def test_a_title_cannot_write_escape_sequences(run: Run, gazette: Path) -> None:
    (gazette / "evil.md").write_text(f'---\ntitle: "Good\\e]0;bad\\a news"\n---\n\n{TEXT}')
    shown = [run("add", "evil.md"), run("articles"), run("plan"), run("extract", "evil.md")]
    assert all("\x1b" not in r.output and "\x07" not in r.output for r in shown)
    sheet = next((gazette / "editions").glob("*/edition.toml"))
    assert b"\x1b" not in sheet.read_bytes()
    assert run("build", "--format", "epub").exit_code in {0, 3}


def test_text_is_extracted_without_a_publication(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(
        f"---\ntitle: Harbour\nstandfirst: Below\nauthor: A. Person\n---\n\n{TEXT}\n\nEnd of it.\n"
    )
    shown = run("extract", "story.md")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Harbour\n\nBelow\n\nA. Person\n\nA sentence")
    alone = run("extract", "story.md", "--plain")
    assert alone.stdout.startswith("A sentence")
    assert alone.stdout.endswith("\n\nEnd of it.\n")
    assert [p.name for p in tmp_path.iterdir()] == ["story.md"]


def test_extract_gives_one_json_object_for_each_input_in_order(run: Run, tmp_path: Path) -> None:
    page = f"<title>A page</title><article><h1>A page</h1><p>{TEXT}</p><p>{TEXT}</p></article>"
    (tmp_path / "page.html").write_text(f"<html lang=en><body>{page}</body></html>")
    (tmp_path / "story.md").write_text(f"# Harbour\n\n{TEXT}")
    result = run(
        "extract", "page.html", "missing.txt", "story.md", "-", "--json", piped=TEXT.encode()
    )
    assert result.exit_code == 3
    page_, missing, story, piped = result.lines
    assert [page_["source"], missing["source"], story["source"], piped["source"]] == [
        "page.html",
        "missing.txt",
        "story.md",
        "-",
    ]
    wanted = (
        "title standfirst byline site published language text html images provenance guesses"
        " warnings"
    )
    assert set(wanted.split()) <= set(page_)
    assert page_["text"].count("\n\n") == 1
    assert "error" not in page_
    assert "no such file" in missing["error"]
    assert story["title"] == "Harbour"


def test_a_saved_page_is_given_its_address(run: Run, tmp_path: Path) -> None:
    page = f'<article><h1>A page</h1><p>{TEXT}</p><p><a href="more">on</a> {TEXT}</p></article>'
    (tmp_path / "page.html").write_text(page)
    address = "https://news.example/2026/a-page"
    (found,) = run("extract", "page.html", "--url", address, "--json").lines
    assert found["url"] == address
    assert 'href="https://news.example/2026/more"' in found["html"]


def test_guesses_are_explained(run: Run) -> None:
    result = run("extract", "-", "--explain", piped=f"A title\n\n{TEXT}".encode())
    assert result.exit_code == 0
    assert "title" in result.stderr


LOSING = page(
    "<div class='promo'><p>Forty vans wait in the yard while the last of the sheets dry.</p></div>"
)


def test_what_became_of_each_block_is_explained_in_lines_of_a_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "saved.html").write_text(LOSING, "utf-8")
    lines = run("extract", "saved.html", "--explain").stderr.splitlines()
    told = lines[lines.index("What became of it    Block          Words  Text") :]
    assert any(line.startswith("printed              4 paragraphs") for line in told)
    assert any(line.startswith("! offer by its name  paragraph         13  Forty") for line in told)
    assert max(map(len, told)) <= 80
    assert "may have lost a paragraph \u201cForty vans" in "\n".join(lines)
    assert "became" not in run("extract", "saved.html", "--explain", "-q").stderr


def test_what_became_of_each_block_stands_in_json_when_it_is_asked_for(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "saved.html").write_text(LOSING, "utf-8")
    found = json.loads(run("extract", "saved.html", "--json", "--explain").stdout)
    [lost] = [block for block in found["blocks"] if block["warned"]]
    assert lost["text"].startswith("Forty vans")
    assert (lost["printed"], lost["why"], lost["words"]) == (False, "offer by its name", 13)
    assert "blocks" not in json.loads(run("extract", "saved.html", "--json").stdout)


def test_nothing_readable_is_exit_code_4(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.xml").write_bytes(b"")
    run("extract", "missing.txt").refused(4, "missing.txt: no such file")
    run("extract", "empty.xml").refused(4, "empty.xml")
    run("extract", "-", piped=b"  ").refused(4, "nothing came from standard input")


@pytest.mark.parametrize("address", ["not a url", "ftp://x.example/", "https://"])
def test_what_is_no_web_address_is_refused_as_one(run: Run, address: str) -> None:
    refusal = f'--url "{address}" is no web address'
    run("extract", "-", "--url", address, piped=b"x").refused(2, refusal, "write it whole")


def test_a_fault_is_told_with_its_place_once(run: Run, gazette: Path) -> None:
    (gazette / "notes.txt").write_text("")
    (gazette / "empty.rss").write_text("<rss><channel><item></item></channel></rss>")
    assert run("add", "notes.txt").stderr == "error: notes.txt: the file is empty\n"
    said = run("add", "empty.rss").stderr
    assert said.startswith("error: ")
    assert said.count("empty.rss") == 1
    (gazette / "articles" / "notes.txt").write_text("")
    assert "error: articles/notes.txt: the file is empty\n" in run("collect").stderr


def test_an_address_goes_with_one_input(run: Run) -> None:
    run("extract", "a", "b", "--url", "https://x.example").refused(2, "--url", "once for each")
    run("extract", "-", "-").refused(2, "once")
