"""Threads: whose words are whose, and what is none."""

from __future__ import annotations

import pytest

from pressday.extract import extract_page
from pressday.extract.build.builder import Builder
from pressday.extract.build.finish import as_body, finish
from pressday.extract.build.fragment import build_body
from pressday.extract.build.pull_quotes import set_pull_quotes_apart
from pressday.extract.read import dom
from pressday.extract.read.prepare import prepare
from pressday.extract.threads.posts import set_posts

URL = "https://board.example/pump"
SAID = (
    "My pump has begun to hum at night, at about two, when the house has cooled down.",
    "That is when the night setback ends. Put a strip of rubber behind the bracket on the wall.",
    "Which kind of rubber? The shop here has a whole shelf of it, and nobody has an opinion.",
    "Any that is sold for washing machines. No screw may touch the wall, or nothing is gained.",
)
WHO = ("Mara", "oldboiler", "Mara", "T. Okafor")


def gathered(html: str) -> str:
    """Return the body of a page all of whose blocks are kept, its thread set post by post."""
    source = dom.parse(f"<html><body>{html}</body></html>")
    assert source is not None
    prepare(source[0], URL)
    builder = Builder(URL)
    body = build_body(builder, source[0])
    set_pull_quotes_apart(list(body.iter("p")))
    set_posts(body, builder.origins)
    finish(body)
    return as_body(body).html


def posts(html: str) -> list[str]:
    """Return what each post says, blocks apart by a bar, the signature last."""
    boxes = dom.parse_fragment(gathered(html)).iterfind("div[@class='posting']")
    return [" | ".join(dom.visible_text(block).strip() for block in box) for box in boxes]


def signatures(html: str) -> list[str]:
    return [post.rpartition(" | ")[2] for post in posts(html)]


def board(*posts: str, kind: str = "reply") -> str:
    return "".join(f"<div class='{kind} n{n}'>{post}</div>" for n, post in enumerate(posts))


def reply(name: str, day: str, text: str) -> str:
    return (
        f"<div class='side'><a class='nick' href='/people/{name}'>{name}</a> <i>Regular</i></div>"
        f"<div class='main'><span>#1</span> <span>{day}</span><p>{text}</p></div>"
    )


def thread(*days: str) -> str:
    return board(*map(reply, WHO, days, SAID))


def test_each_post_of_a_board_is_signed_with_its_writer_and_day() -> None:
    days = ("4 October 2026, 08:12", "4 October 2026, 09:40", "5 October 2026, 21:03")
    assert posts(thread(*days)) == [
        f"{SAID[0]} | Mara, 2026-10-04",
        f"{SAID[1]} | oldboiler, 2026-10-04",
        f"{SAID[2]} | Mara, 2026-10-05",
    ]


def test_rows_of_a_table_are_posts_and_when_somebody_joined_is_not_their_day() -> None:
    rows = "".join(
        f"<tr><td><b>{name}</b><br><font>Member<br>Registered: {9 - n} May 2009<br>Posts: {n}7"
        "</font></td>"
        f"<td><font>posted {4 + n} Oct 2026 10:1{n}</font><hr>{text}</td></tr>"
        for n, (name, text) in enumerate(zip(WHO, SAID, strict=True))
    )
    found = gathered(f"<table><tr><th>Author</th><th>Topic: the pump</th></tr>{rows}</table>")
    assert found.startswith('<p>Author</p><p>Topic: the pump</p><div class="posting"><p>My pump')
    assert signatures(f"<table>{rows}</table>") == [
        "Mara, 2026-10-04", "oldboiler, 2026-10-05", "Mara, 2026-10-06", "T. Okafor, 2026-10-07",
    ]  # fmt: skip
    assert "Member" not in found


def answer(name: str, text: str, editor: str = "", kind: str = "answer") -> str:
    edited = f"edited <i title='2026-11-09 09:00'>now</i> <a href='/users/9'>{editor}</a>"
    return (
        f"<div class='{kind}'><div class='cell'><div class='text'><p>{text}</p></div>"
        f"<div class='card'>{edited if editor else ''}</div><div class='card'>answered"
        " <span title='2026-10-04 09:40:11Z'>last month</span><div itemprop='author' itemscope>"
        f"<a href='/users/{len(name)}'>{name}</a> <span>30.5k</span></div></div></div></div>"
    )


def test_an_answer_is_signed_by_who_wrote_it_and_not_by_who_edited_it() -> None:
    page = answer("Mara", SAID[0], kind="question") + "<h2>2 Answers</h2>"
    page += answer("oldboiler", SAID[1], editor="Jo") + answer("T. Okafor", SAID[3])
    assert [text.split(" | ")[-1] for text in posts(page)] == [
        "Mara, 2026-10-04", "oldboiler, 2026-10-04", "T. Okafor, 2026-10-04",
    ]  # fmt: skip
    assert "<h2>2 Answers</h2>" in gathered(page)


def comment(number: int, *replies: str, signed: bool = True) -> str:
    inside = f"<ul>{''.join(replies)}</ul>" if replies else ""
    name = f"<cite class='author'>{WHO[number]}</cite> " if signed else ""
    return (
        f"<li class='comment'>{name}<time datetime='2026-10-0"
        f"{number + 4}T10:00'>{number + 4}.10.</time><p>{SAID[number]}</p>{inside}</li>"
    )


def test_a_reply_inside_another_post_is_its_own_writers() -> None:
    page = f"<ul>{comment(0, comment(1, comment(2)))}{comment(3)}</ul>"
    assert posts(page) == [
        f"{text} | {name}, 2026-10-0{number + 4}"
        for number, (name, text) in enumerate(zip(WHO, SAID, strict=True))
    ]


def test_replies_are_no_part_of_what_they_answer_though_one_has_no_name() -> None:
    pairs = [f"<li class='branch'><ul>{comment(n)}{comment(3 - n, signed=n > 0)}</ul></li>"
             for n in range(4)]  # fmt: skip
    assert len(posts(f"<ol>{''.join(pairs)}</ol>")) == 8


@pytest.mark.parametrize("heads", [True, False])
def test_a_line_beside_each_text_signs_it_over_or_under(heads: bool) -> None:  # noqa: FBT001
    lines = [f"<h4 class='by'><b>{name}</b> 2026-10-04 10:0{n}</h4>" for n, name in enumerate(WHO)]
    texts = [f"<div class='text'><p>{text}</p></div>" for text in SAID]
    pairs = zip(lines, texts, strict=True) if heads else zip(texts, lines, strict=True)
    page = f"<div>{''.join(part for pair in pairs for part in pair)}</div>"
    assert signatures(page) == [f"{name}, 2026-10-04" for name in WHO]


def test_a_line_both_over_and_under_each_text_signs_none() -> None:
    lines = [f"<h4><b>{name}</b> 2026-10-04 10:00</h4>" for name in (*WHO, "Jo")]
    texts = [f"<div class='text'><p>{text}</p></div>" for text in (*SAID, "")]
    page = "".join(part for pair in zip(lines, texts, strict=True) for part in pair)
    assert "posting" not in gathered(f"<div>{page}</div>")


@pytest.mark.parametrize(
    "head",
    [
        "<div class='user'><b>{0}</b> <i>{1}</i></div><span>{2}</span>",
        "<b>{0}(157)</b><span>{2}</span>",
        "<div class='top'>{0} \u00b7 <span>{2}</span></div>",
        "<a class='user' href='/users/a'>{1}</a><i itemprop='author'>{0}</i> <u>{2}</u>",
        "<i class='user-rank'>{1}</i><b>{0}</b><span>{2}</span>",
        "<b>{0}</b><i>Joined {3} March 201{3}</i><b>{2}</b>",
        "<b>{0}</b><i>{4} May 2009</i><u>{2}</u>",
        "<b>{0}</b><i>{3} May 2009</i><time>{2}</time>",
        "<blockquote><p>{1} wrote on 1 May 2026, 10:00</p></blockquote><b>{0}</b> <span>{2}</span>",
    ],
    ids=["rank beside", "count behind", "in one line", "town", "rank before", "joined", "zigzag",
         "marked", "quoted"],
)  # fmt: skip
def test_a_name_and_a_day_are_told_from_what_stands_beside_them(head: str) -> None:
    places = ("Harbourtown", "Newcomer", "Old Hand", "Hillside")
    names = ("Mara", "oldboiler", "Jo", "Okafor")
    page = board(*(
        head.format(name, places[n], f"{n + 4} October 2026, 10:00", n + 1, (3, 7, 1, 6)[n])
        + f"<p>{text}</p>"
        for n, (name, text) in enumerate(zip(names, SAID, strict=True))
    ))  # fmt: skip
    assert signatures(page) == [
        "Mara, 2026-10-04", "oldboiler, 2026-10-05", "Jo, 2026-10-06", "Okafor, 2026-10-07",
    ]  # fmt: skip


def test_a_writer_who_is_marked_in_all_posts_but_one_is_named_there_too() -> None:
    plain, *marked = (
        reply(name, f"{n + 4} October 2026", text)
        for n, (name, text) in enumerate(zip(WHO, SAID, strict=True))
    )
    named = [post.replace(">oldboiler<", "><b itemprop='author'>oldboiler</b><") for post in marked]
    named = [post.replace(">Mara<", "><b itemprop='author'>Mara</b><") for post in named]
    named[2] = named[2].replace(">T. Okafor<", "><b itemprop='author'>T. Okafor</b><")
    assert signatures(board(plain, *named))[0] == "Mara, 2026-10-04"


def test_a_day_that_a_page_shows_twice_goes_twice() -> None:
    again = "</p><div><div>Posted {} October 2026, 10:00</div></div><p>"
    page = board(*(
        reply(name, f"{n} October 2026, 10:00", f"{text}{again.format(n)}")
        for n, name, text in zip((4, 5), WHO[:2], SAID[:2], strict=True)
    ))  # fmt: skip
    assert posts(page)[0] == f"{SAID[0]} | Mara, 2026-10-04"


def test_rules_between_posts_go() -> None:
    page = "<hr>".join(board(reply(name, "4 October 2026", f"{text}</p><hr><p>"), kind="post")
                       for name, text in zip(WHO, SAID, strict=True))  # fmt: skip
    assert gathered(page).count("posting") == 4
    assert "<hr" not in gathered(page)


def test_what_a_post_quotes_stays_a_quotation() -> None:
    quote = f"<blockquote><p>{SAID[1].partition('. ')[2]}</p></blockquote>"
    found = gathered(board(
        reply("Mara", "4 October 2026", SAID[0]), reply("oldboiler", "5 October 2026", SAID[1]),
        reply("T. Okafor", "6 October 2026", f"</p>{quote}<p>{SAID[2]}"),
    ))  # fmt: skip
    assert f'<div class="posting">{quote}<p>Which kind' in found


def test_the_title_over_each_answer_goes() -> None:
    page = board(*(
        reply(name, "4 October 2026", f"</p><h3>{'Re: ' * (n > 0)}The hum</h3><p>{text}")
        for n, (name, text) in enumerate(zip(WHO, SAID, strict=True))
    ))  # fmt: skip
    assert "The hum" not in gathered(page)


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("02/10/2026 08:12", "03/10/2026 09:40", "13/10/2026 10:00"), "Mara, 2026-10-02"),
        (("10-02-2026 08:12", "10-03-2026 09:40", "10-13-2026 10:00"), "Mara, 2026-10-02"),
        (("10/11/2026 08:12", "01/12/2026 09:40", "02/12/2026 10:00"), "Mara, 2026-11-10"),
        (("02/10/2026 08:12", "03/10/2026 09:40", "04/10/2026 10:00"), "Mara"),
    ],
)
def test_days_in_numbers_are_read_where_all_posts_together_leave_one_way(
    days: tuple[str, ...], read: str
) -> None:
    assert signatures(thread(*days))[0] == read


def test_who_gives_no_name_signs_with_the_day_alone() -> None:
    guest = reply("", "6 October 2026", SAID[3])
    found = board(*map(reply, WHO[:3], ["4 October 2026"] * 3, SAID[:3]), guest)
    assert signatures(found)[-1] == "2026-10-06"


def test_a_thread_read_from_its_page_prints_no_name_twice() -> None:
    page = thread("4 October 2026", "5 October 2026", "6 October 2026", "7 October 2026")
    html = f"<html><head><title>The hum</title></head><body><h1>The hum</h1>{page}</body></html>"
    draft = extract_page(html.encode(), identity=URL, url=URL)
    assert draft.body.html.count('<div class="posting">') == 4
    assert draft.body.text.count("oldboiler") == 1


PARAGRAPHS = "".join(f"<p>{text} {text[::-1]}</p>" for text in SAID)


@pytest.mark.parametrize(
    "page",
    [
        PARAGRAPHS,
        f"<article>{PARAGRAPHS * 3}</article>"
        + board(*map(reply, WHO, ["4 October 2026, 08:12"] * 4, SAID)),
        board(*(f"<h2>{n}. {name}</h2><p>{text}</p>"
                for n, (name, text) in enumerate(zip(WHO, SAID, strict=True)))),
        board(*(f"<h3>2.{n}</h3><time>{n + 2} October 2026</time><p>{text}</p>"
                for n, text in enumerate(SAID))),
        board(*(f"<time datetime='2026-10-04T1{n}:00'>1{n}:00</time><p>{text}</p>"
                for n, text in enumerate(SAID)), kind="entry"),
        board(*(f"<p>{text}</p><p>By <a href='/author/ana' rel='author'>Ana Lopez</a></p>"
                for text in SAID)),
        board(*(f"<b>{name}</b><p>{text}</p>"
                for name, text in zip(("Mara", "Jo", "Ann", "Li"), SAID, strict=True))),
        board(*(f"<time datetime='2026-10-04T1{n}:00'>1{n}:00</time><p><b>{name}</b> {text * 2}</p>"
                for n, (name, text) in enumerate(zip(WHO, SAID, strict=True))), kind="entry"),
        f"<main>{PARAGRAPHS}</main><main><p>By Ana Lopez, <time>4 October 2026</time></p></main>",
    ],
    ids=["article", "article with comments", "list", "releases", "live blog", "one author",
         "cast", "live blog of names", "by-line apart"],
)  # fmt: skip
def test_what_no_two_people_wrote_in_turn_stays_as_it_is(page: str) -> None:
    assert "posting" not in gathered(page)


def test_a_thread_that_was_set_before_is_not_signed_again() -> None:
    once = gathered(thread("4 October 2026", "5 October 2026", "6 October 2026"))
    assert gathered(once) == once


@pytest.mark.parametrize("unit", ["<div class='a'>x", "<ul><li class='a1'>", "<table><tr><td>y"])
def test_deep_and_countless_containers_are_read_to_the_end(unit: str) -> None:
    assert "bottom" in gathered(unit * 300 + "bottom")
    assert "bottom" in gathered(f"<div class='a b c'><b>y</b> {SAID[0]}</div>" * 500 + "bottom")
