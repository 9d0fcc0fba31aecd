from __future__ import annotations

import pytest
from tests.extract.pages import URL, ld, meta, read

HEADLINE = "<title>Night shift</title>", "<h1>Night shift</h1>"
FAR = "<p>Ink.</p>" * 200
TEXT = f"<p>{'The hall was quiet, and the ink was wet. ' * 8}</p>"


def names(body: str, head: str = "", *, url: str = URL) -> tuple[str, ...]:
    title, heading = HEADLINE
    return read(f"{title}{head}", f"{heading}{body}", url=url).bylines


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/authors/ana-lopez">Ana Lopez</a>',
        '<div><a href="https://www.dockstreet.example/team/ana-lopez/">Ana Lopez</a></div>',
        '<p>Yesterday at six, <a href="/@ana.lopez">Ana Lopez</a></p>',
        f"{TEXT}<p>Written by <b>Ana Lopez</b></p>",
        f"{FAR}<p>Written by <b>Ana Lopez</b></p>",
        f"{FAR}<p><span>Written by:</span><span>Ana Lopez</span></p>",
        '<div><h2><a href="/a">Night shift</a></h2><a href="/team/ana-lopez">Ana Lopez</a></div>',
        '<a href="/authors/ana-lopez">Ana Lopez</a><p class="byline">Jo Dee</p>',
        '<div class="author"><a href="/7">Ana Lopez</a> is our printer of a hundred papers</div>',
        f'{TEXT}<h3>About the author</h3><a href="/authors/ana-lopez">Ana Lopez</a>',
        f'{TEXT}<div class="post-author">Ana Lopez 4 August 2026</div>',
        "<article><footer>By Ana Lopez</footer></article>",
    ],
)
def test_links_to_people_and_lines_that_say_so_name_the_author(body: str) -> None:
    assert names(body) == ("Ana Lopez",)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/user/login">Log in</a>',
        '<a href="/members/">All members</a>',
        '<a href="/users/list">Newest People</a>',
        f'<p class="byline">By {"<i></i>" * 80}Ana Lopez</p>',
        '<a href="https://elsewhere.example/u/ana-lopez">Ana Lopez</a>',
        '<a href="/topics/paper-and-ink">Paper and Ink</a>',
        '<span class="post-byline">Personal finance</span>',
        '<a href="/other">By Role</a>',
    ],
)
def test_menus_shares_and_sections_sign_nothing(body: str) -> None:
    assert names(body) == ()


@pytest.mark.parametrize(
    "teaser",
    [
        '<h3><a href="/other">Ink is dear</a></h3><a href="/authors/jo-dee">Jo Dee</a>',
        '<a href="/other"><h3>Ink is dear</h3><span class="author">Jo Dee</span></a>',
        '<h2><a href="/other">Ink is dear</a></h2><p>Written by Jo Dee</p>',
    ],
)
def test_a_name_beside_another_linked_headline_is_that_article_s(teaser: str) -> None:
    assert names(f"{TEXT}<section><div>{teaser}</div></section>") == ()


def test_a_thread_is_its_first_writer_s() -> None:
    post = '<div class="post"><a class="username" href="/members/{0}/">{0}</a><p>Ink!</p></div>'
    body = "".join(map(post.format, ("inkling77", "Jo_Dee", "rollerball")))
    assert names(body) == ("inkling77",)


def test_a_first_writer_without_a_name_hands_the_thread_to_nobody_else() -> None:
    post = '<div class="post"><span class="username">{}</span><p>Ink!</p></div>'
    body = "".join(map(post.format, ("ana@example.org", "rollerball")))
    assert names(body) == ()


def test_who_asks_is_the_author_not_who_answers_under_a_full_name() -> None:
    person = '<span itemprop="author" itemscope><i itemprop="name">{}</i></span>'
    kind = 'itemscope itemtype="https://schema.org/{}"'
    answer = f'<div itemprop="suggestedAnswer" {kind.format("Answer")}>{{}}</div>'
    body = (
        '<a rel="author" href="/users/ana-lopez">Ana Lopez</a>'
        f'<div {kind.format("Question")}><i itemprop="name">Night shift</i>'
        f"{person.format('inkling77')}{answer.format(person.format('Ana Lopez'))}</div>"
    )
    assert names(body) == ("inkling77",)


@pytest.mark.parametrize("stated", ["Printing Team", "alopez"])
def test_a_full_name_that_readers_see_is_surer_than_a_house(stated: str) -> None:
    head = meta(author=stated)
    title, heading = HEADLINE
    found = read(f"{title}{head}", f'{heading}<a href="/authors/ana-lopez">Ana Lopez</a>')
    assert (found.bylines, found.provenance["bylines"]) == (("Ana Lopez",), "guessed")
    assert names("", head) == (stated,)


@pytest.mark.parametrize(("kind", "signed"), [("Person", ("Ana Lopez",)), ("Organization", ())])
def test_a_person_may_have_a_site_of_the_same_name(kind: str, signed: tuple[str, ...]) -> None:
    article = {"@type": "Article", "author": {"@type": kind, "name": "Ana Lopez"}}
    assert names("", ld(article) + meta(og__site_name="Ana Lopez")) == signed


@pytest.mark.parametrize(
    ("label", "value", "signed"),
    [("Written by", "Ana Lopez", ("Ana Lopez",)), ("Reading time", "Ten minutes", ())],
)
def test_a_card_with_a_label_may_name_the_author(
    label: str, value: str, signed: tuple[str, ...]
) -> None:
    head = meta(twitter__label1=label, twitter__data1=value)
    assert names('<p class="byline">Jo Dee</p>', head) == (signed or ("Jo Dee",))


@pytest.mark.parametrize(
    "piece", ["<b>By</b>", '<a href="/u/x1">x1</a>', "<div><h2><a href='/o'>O</a>"]
)
def test_pages_of_many_lines_are_read_at_once(piece: str) -> None:
    assert len(names(piece * 5_000)) <= 1
