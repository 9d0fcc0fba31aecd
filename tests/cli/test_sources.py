"""The commands around sources, on real files and a site on loopback."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from pressday.config import load_publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., Any]

TEXT = "A sentence that says something about the harbour. " * 40
PAPER = """\
# Ours.
schema = 1

[publication]
title = "The Proof"
language = "en"

[fetch]
allow = ["127.0.0.1"]   # this machine

[[section]]
name = "News"

# The first.
[[source]]
kind = "folder"
path = 'articles'
"""
FEEDS = """\
<opml version="1.0"><body>
<outline text="Culture"><outline text="Stage" xmlUrl="https://stage.example/feed"/></outline>
<outline text="news"><outline text="Wire" xmlUrl="https://wire.example/feed"/>
<outline text="Wire" xmlUrl="https://other.example/feed"/></outline>
</body></opml>
"""


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host = f"http://{self.headers['Host']}"
        item = (
            f"<item><title>A</title><link>{host}/a</link><description>{TEXT}</description></item>"
        )
        kind = "application/rss+xml"
        answers = {
            "/": (
                f"<html><head><link rel=alternate type='{kind}' href='/comments/feed' title='Said'>"
                f"<link rel=alternate type='{kind}' href='/feed'></head><body>Hello</body></html>"
            ),
            "/feed": f"<rss version='2.0'><channel><title>The Wire</title>{item}</channel></rss>",
            "/comments/feed": "<rss version='2.0'><channel><title>Said</title></channel></rss>",
            "/a": f"<html><body><article><h1>A</h1><p>{TEXT}</p></article></body></html>",
            "/map.xml": f"<urlset><url><loc>{host}/a</loc></url></urlset>",
            "/feeds.opml": FEEDS,
        }
        body = answers.get(self.path, "")
        self.send_response(301 if self.path == "/old" else 200 if body else 404)
        if self.path == "/old":
            self.send_header("Location", "/feed")
        self.send_header("Content-Type", "text/html" if "<html" in body else "application/xml")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Give a publication in the current folder."""
    (tmp_path / "pressday.toml").write_text(PAPER)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(f"# Harbour\n\n{TEXT}")
    return tmp_path


def text(paper: Path) -> str:
    return (paper / "pressday.toml").read_bytes().decode()


def test_a_page_gives_the_best_feed_that_it_names_and_tells_the_others(
    run: Run, paper: Path, site: str
) -> None:
    done = run("source", "add", site, "--section", "News", "--limit", "7")
    assert done.exit_code == 0
    assert done.stdout == f"feed  The Wire  {site}/feed  in News\n"
    assert f'names another feed, "Said": {site}/comments/feed' in done.stderr
    assert text(paper) == (
        f'{PAPER}\n[[source]]\nname = "The Wire"\nkind = "feed"\nurl = "{site}/feed"\n'
        'section = "News"\nlimit = 7\n'
    )
    again = run("source", "add", f"{site}/feed?utm_source=x")
    again.refused(2, 'this source is there already, as "The Wire"')


@pytest.mark.parametrize(
    "row",
    [("/map.xml", "sitemap", ""), ("/a", "page", ""), ("/feed", "feed", "The Wire")],
)
def test_the_kind_is_found_out(run: Run, paper: Path, site: str, row: tuple[str, str, str]) -> None:
    path, kind, name = row
    assert run("source", "add", site + path, "--json").lines == [
        {
            "source": name or site + path,
            "kind": kind,
            "path": None,
            "url": site + path,
            "section": None,
            "added": True,
            "warnings": [],
        }
    ]
    assert load_publication(paper).sources[-1].kind == kind


def test_an_address_that_has_moved_is_written_as_it_is_now(
    run: Run, paper: Path, site: str
) -> None:
    assert "has moved for good" in run("source", "add", f"feed:{site}/old").stderr
    assert load_publication(paper).sources[-1].url == f"{site}/feed"


def test_with_a_kind_nothing_is_asked(run: Run, paper: Path) -> None:
    run("source", "add", "https://never.example/x", "--kind", "opml", "--name", "Mine")
    rule = load_publication(paper).sources[-1]
    assert (rule.name, rule.kind, rule.url) == ("Mine", "opml", "https://never.example/x")
    run("source", "add", "https://x.example", "--kind", "fede").refused(2, "fede", '"feed"')


def test_an_opml_file_adds_many_and_its_folders_become_sections(run: Run, paper: Path) -> None:
    (paper / "feeds.opml").write_text(FEEDS)
    assert run("source", "add", "feeds.opml").exit_code == 0
    assert text(paper).startswith(f'{PAPER}\n[[section]]\nname = "Culture"\n\n[[source]]\n')
    publication = load_publication(paper)
    assert [section.name for section in publication.sections] == ["News", "Culture"]
    assert [(rule.name, rule.section) for rule in publication.sources[1:]] == [
        ("Stage", "Culture"),
        ("Wire", "News"),
        ("Wire, other.example", "News"),
    ]
    before = text(paper)
    again = run("source", "add", "feeds.opml")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.count("is there already") == 3
    assert text(paper) == before


def test_what_is_exported_can_be_taken_in_by_another_paper(run: Run, paper: Path) -> None:
    (paper / "feeds.opml").write_text(FEEDS)
    run("source", "add", "feeds.opml")
    done = run("source", "list", "--opml")
    assert done.stderr == "left out, no feeds on the web: 1\n"
    other = paper / "other"
    other.mkdir()
    (other / "pressday.toml").write_text(PAPER)
    (other / "feeds.opml").write_text(done.stdout)
    assert run("-C", str(other), "source", "add", str(other / "feeds.opml")).exit_code == 0
    assert load_publication(other).sources[1:] == load_publication(paper).sources[1:]


def test_a_folder_and_a_file_are_sources_too(run: Run, paper: Path) -> None:
    (paper / "letters").mkdir()
    (paper / "reading.txt").write_text("https://a.example/1\nhttps://a.example/2\n")
    assert run("source", "add", "letters").stdout == "folder  letters\n"
    assert run("source", "add", "reading.txt").stdout == "list  reading.txt\n"
    assert [rule.path for rule in load_publication(paper).sources[1:]] == ["letters", "reading.txt"]
    run("source", "add", "news.example").refused(4, "no such file", "https://news.example")


def test_a_section_that_is_not_there_is_refused(run: Run, paper: Path, site: str) -> None:
    refused = run("source", "add", site, "--section", "Newz")
    refused.refused(2, 'no [[section]] is called "Newz"', '"News"')
    assert text(paper) == PAPER


def test_a_source_that_is_removed_leaves_the_file_as_it_was(
    run: Run, paper: Path, site: str
) -> None:
    run("source", "add", f"{site}/feed")
    done = run("source", "remove", "The Wire")
    assert done.stdout == "The Wire  removed\n"
    assert "articles stay in the library" in done.stderr
    assert text(paper) == PAPER
    run("source", "remove", "Wire").refused(2, 'no source is called "Wire"')
    assert run("source", "remove", "articles").exit_code == 0
    assert text(paper) == PAPER[: PAPER.index("\n# The first.")]
    run("source", "remove", "articles").refused(2, "no source", "none at all")


def test_sources_are_listed_within_80_columns(run: Run, paper: Path, site: str) -> None:
    run("source", "add", f"{site}/feed", "--section", "News")
    assert (paper / "articles").is_dir()
    done = run("source", "list")
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[1:3]] == [
        "articles",
        "The Wire",
    ]
    (ours, wire) = run("source", "list", "--json").lines
    assert (ours["source"], ours["kind"], ours["path"]) == ("articles", "folder", "articles")
    assert (wire["section"], wire["url"], wire["body"]) == ("News", f"{site}/feed", "auto")
    run("source", "list", "--json", "--opml").refused(2, "two forms")


def test_the_check_says_how_each_does_and_which_are_dead(run: Run, paper: Path, site: str) -> None:
    run("source", "add", f"{site}/feed")
    assert run("source", "check").exit_code == 0
    run("source", "add", f"{site}/gone", "--kind", "feed", "--name", "Gone")
    done = run("source", "check")
    assert done.exit_code == 3
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "Source",
        "articles",
        "The",
        "Gone",
    ]
    assert "error: Gone: " in done.stderr
    assert "404" in done.stderr
    alone = run("source", "check", "Gone", "--json")
    assert alone.exit_code == 4
    (found,) = alone.lines
    assert (found["source"], found["states"], found["listed"]) == ("Gone", ["dead"], 0)
    assert "404" in found["error"]
    run("source", "check", "Gon").refused(2, 'no source is called "Gon"', '"Gone"')
    assert not (paper / "library").exists()


def test_without_sources_there_is_nothing_to_check(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pressday.toml").write_text(PAPER[: PAPER.index("# The first.")])
    run("source", "check").refused(4, "there is no source", "pressday source add")
    assert "pressday source add" in run("source", "list").stderr


@pytest.mark.parametrize("command", ["add", "list", "check", "remove"])
def test_each_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    done = run("source", command, "--help")
    assert done.exit_code == 0
    assert f"pressday source {command}" in done.stdout
