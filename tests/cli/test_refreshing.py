"""What is known is read again when the editor asks for it, over the loopback network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.answers import status, validated
from tests.servers import Site, serving
from tests.stories import feed, picture, story

from pressday.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Answer

    from pressday.model import Article

    Run = Callable[..., Answer]

HEAD = 'schema = 1\n[publication]\ntitle = "P"\nlanguage = "en"\n[fetch]\nallow = ["127.0.0.1"]\n'
RULE = '[[source]]\nname = "{}"\nkind = "{}"\nurl = "{}"\nlicence = "CC BY 4.0"\nlanguage = "sv"\n'
STORY = story(1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def page(site: Site, path: str = "/a", text: str = "", **headers: str) -> str:
    """Serve the story with more text, for a day, without a declared language."""
    body = STORY.page(f"<p>{text}</p>").replace(b' lang="en"', b"")
    sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    return site.page(path, body, headers=sent | {"Cache-Control": "max-age=80000"} | headers)


def unlabelled(items: list[str]) -> bytes:
    """Return a feed that does not declare its language either."""
    return feed("Wire", items).replace(b"<language>en</language>", b"")


def listing(site: Site) -> str:
    items = [STORY.item(site.url("/a"), summary="Only the beginning of a longer text")]
    return site.answer("/feed", validated(unlabelled(items), "application/rss+xml"))


@pytest.fixture
def wire(run: Run, tmp_path: Path, site: Site) -> Path:
    """Give a publication that has collected a feed of one story, and a page of another."""
    page(site)
    rules = RULE.format("Wire", "feed", listing(site))
    other = '[[source]]\nname = "Other"\nkind = "page"\nurl = "{}"\n'
    rules += other.format(site.page("/b", story(2).page(), headers=dated(story(2).page())))
    (tmp_path / "pressday.toml").write_text(HEAD + rules)
    assert run("collect").exit_code == 0
    site.asked.clear()
    return tmp_path


def dated(body: bytes) -> dict[str, str]:
    return {"Content-Length": str(len(body)), "Cache-Control": "max-age=80000"}


def kept(folder: Path) -> Article:
    with Library.open(folder / "library") as library:
        return next(one for one in library.articles() if one.title == STORY.title)


def test_a_source_is_read_again_although_nothing_says_that_it_changed(
    run: Run, wire: Path, site: Site
) -> None:
    page(site, text="A sentence that came later.")
    assert run("collect", "--json", "--source", "Wire").lines[0]["unchanged"] == 1
    assert "/a" not in site.paths
    done = run("collect", "--refresh", "Wire")
    assert done.exit_code == 0
    assert f"updated: Wire: {STORY.title} (text)" in done.stderr
    assert "came later" in kept(wire).body.text


@pytest.mark.usefixtures("wire")
def test_only_the_named_source_is_read_again(run: Run, site: Site) -> None:
    done = run("collect", "--refresh", "Wire", "--source", "Other", "--json")
    assert [line["source"] for line in done.lines] == ["Wire", "Other"]
    assert "/b" not in site.paths
    (asked,) = [headers for path, headers in site.asked if path == "/feed"]
    assert "if-none-match" not in asked


@pytest.mark.usefixtures("wire")
def test_a_preview_says_what_a_refresh_would_read(run: Run) -> None:
    known = run("collect", "--source", "Wire", "--dry-run", "--json").lines
    again = run("collect", "--refresh", "Wire", "--dry-run", "--json").lines
    assert [line["state"] for line in (*known, *again)] == ["known", "again"]


@pytest.mark.parametrize("code", [404, 410, 503])
def test_a_page_that_is_gone_leaves_the_stored_text(
    run: Run, wire: Path, site: Site, code: int
) -> None:
    before = kept(wire)
    site.answer("/a", status(code, Retry_After="3600"))
    done = run("collect", "--refresh", "Wire")
    assert str(code) in done.stderr
    assert "; the stored text stays" in done.stderr
    assert kept(wire) == before


def test_a_page_without_a_feed_that_is_gone_fails_and_stays(
    run: Run, wire: Path, site: Site
) -> None:
    site.answer("/b", status(404))
    done = run("collect", "--refresh", "Other", "--json")
    assert done.exit_code == 4
    assert done.lines[0]["failed"][0].endswith("; the stored text stays")
    with Library.open(wire / "library") as library:
        assert len(library.ids()) == 2


@pytest.mark.usefixtures("wire")
def test_an_unknown_source_is_refused_with_what_may_be_meant(run: Run) -> None:
    run("collect", "--refresh", "Wier").refused(2, 'no source is called "Wier"', '"Wire"')


def test_an_article_is_read_again_by_the_beginning_of_its_id(
    run: Run, wire: Path, site: Site
) -> None:
    before = kept(wire)
    page(site, text="A sentence that came later.")
    done = run("add", "--refresh", before.id[:8], "--json")
    assert [(line["id"], line["status"], line["changed"]) for line in done.lines] == [
        (before.id, "updated", ["text"])
    ]
    after = kept(wire)
    assert "came later" in after.body.text
    assert (after.source, after.licence, after.language) == ("Wire", "CC BY 4.0", "sv")
    site.asked.clear()
    assert run("collect", "--source", "Wire", "--json").lines[0]["unchanged"] == 1
    assert "/a" not in site.paths


def test_an_article_that_its_feed_no_longer_lists_is_read_at_its_address(
    run: Run, wire: Path, site: Site
) -> None:
    site.page("/feed", unlabelled([story(3).item(site.url("/c"))]))
    page(site, text="A sentence that came later.")
    done = run("add", "--refresh", kept(wire).id)
    assert done.stdout == f"{kept(wire).id}  updated (text)  {STORY.title}\n"
    assert (kept(wire).licence, kept(wire).language) == ("CC BY 4.0", "sv")


def test_an_article_whose_page_is_gone_is_named_and_stays(run: Run, wire: Path, site: Site) -> None:
    before = kept(wire)
    site.page("/feed", unlabelled([story(3).item(site.url("/c"))]))
    site.answer("/a", status(410))
    done = run("add", "--refresh", before.id)
    assert done.exit_code == 4
    assert STORY.title in done.stderr
    assert "; the stored text stays" in done.stderr
    assert kept(wire) == before


def test_another_text_at_the_address_takes_the_place_of_none(
    run: Run, wire: Path, site: Site
) -> None:
    before = kept(wire)
    site.page("/feed", unlabelled([story(3).item(site.url("/c"))]))
    site.redirect("/a", "/home")
    site.page("/home", story(9).page())
    done = run("add", "--refresh", before.id)
    assert "another article stands in its place now; the stored text stays" in done.stderr
    assert kept(wire) == before


def test_an_unknown_id_is_refused_with_what_may_be_meant(run: Run, wire: Path) -> None:
    known = kept(wire).id
    wrong = known[:5] + ("0" if known[5] != "0" else "1") + known[6:]
    run("add", "--refresh", wrong).refused(5, f'no article "{wrong}"', f'did you mean "{known}"')
    run("add", "--refresh", known, "--url", "https://a.example").refused(2, "ids alone")


def test_a_file_is_read_again_by_its_path(run: Run, gazette: Path) -> None:
    story_file = gazette / "own.md"
    story_file.write_text(f"# Own\n\n{STORY.paragraphs[0]}\n")
    (one,) = run("add", "own.md", "--json").lines
    story_file.write_text(f"# Own\n\n{STORY.paragraphs[1]}\n")
    (again,) = run("add", "--refresh", one["id"], "--json").lines
    assert (again["id"], again["status"]) == (one["id"], "updated")


def test_adding_by_hand_what_a_source_brought_keeps_what_its_rule_says(
    run: Run, wire: Path, site: Site
) -> None:
    (line,) = run("add", page(site, text="A sentence that came later."), "--json").lines
    after = kept(wire)
    assert (line["id"], line["status"]) == (after.id, "updated")
    assert (after.source, after.licence, after.language) == ("Wire", "CC BY 4.0", "sv")


def test_a_run_sheet_and_its_own_texts_are_not_touched(run: Run, wire: Path, site: Site) -> None:
    assert run("plan", "--date", "2026-11-27").exit_code == 0
    (sheet,) = (wire / "editions").glob("*/edition.toml")
    sheet.write_text(sheet.read_text().replace("[[section.piece]]", "[[section.piece]]  # mine", 1))
    before = sheet.read_bytes()
    page(site, text="A sentence that came later.")
    run("collect", "--refresh", "Wire")
    assert sheet.read_bytes() == before


@pytest.mark.parametrize("kind", ["media", "raw"])
def test_articles_that_get_lost_files_back_are_mended_and_named(
    run: Run, tmp_path: Path, site: Site, kind: str
) -> None:
    site.page("/p.png", picture(1), headers={"Content-Type": "image/png"} | length(picture(1)))
    shown = story(4, (site.url("/p.png"),))
    url = site.page(
        "/d", shown.page(), headers={"Content-Type": "text/html"} | length(shown.page())
    )
    (tmp_path / "pressday.toml").write_text(HEAD + RULE.format("Wire", "page", url))
    run("collect")
    for path in (tmp_path / "library" / kind).glob("??/*"):
        path.unlink()
    done = run("collect")
    assert done.stderr == f"mended: Wire: {shown.title}\n"
    assert done.stdout.split()[-6:] == ["0", "0", "1", "0", "0", "0"]
    for path in (tmp_path / "library" / kind).glob("??/*"):
        path.unlink()
    (line,) = run("collect", "--json").lines
    assert (line["mended"], line["unchanged"]) == ([shown.title], 0)
    assert run("collect", "--json").lines[0]["unchanged"] == 1


def length(body: bytes) -> dict[str, str]:
    return {"Content-Length": str(len(body))}
