"""Letters and newsletters, from files and mailboxes."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.config import SourceRule
from pressday.errors import PressdayError, SourceError
from pressday.fetch import Fetcher
from pressday.sources import Found, Reading, Session, load_picture, read_input
from pressday.sources.files.original import Original
from pressday.sources.mail.forwarded import read_forward
from pressday.sources.mail.letters import read_letter
from pressday.sources.mail.notices import impersonal
from pressday.sources.mail.source import read_mail
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from pressday.model import Draft

DATA = Path(__file__).parents[2] / "data"
TABLES = (DATA / "mail-tables.eml").read_bytes()
PICTURE = (DATA / "mail-picture.eml").read_bytes()
TEXT = "The ferry came back on Wednesday with a crate of lemons. " * 6


def reading(data: bytes) -> Reading:
    return read_letter(Original(data=data, identity="letters/x.eml", name="x.eml"))


def letter(name: str) -> Draft:
    return reading((DATA / f"mail-{name}.eml").read_bytes()).draft


def written(html: str = "", text: str = TEXT, **headers: str) -> bytes:
    """Return a letter; `_` in the name of a header stands for a hyphen."""
    message = EmailMessage(policy=SMTP)
    for name, value in ({"Subject": "The ferry", "From": "x@y.example"} | headers).items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def read(path: str, folder: Path, limit: int | None = None) -> list[Found]:
    rule = SourceRule(name="Letters", kind="mail", path=path, section="News", limit=limit)
    with Fetcher("test") as fetcher:
        return list(read_mail(rule, Session(folder=folder, fetcher=fetcher)))


def test_a_newsletter_of_nested_tables_is_its_text_alone() -> None:
    draft = letter("tables")
    text = draft.body.text
    assert text.startswith("The ferry that left the north quay")
    assert text.endswith("Lemon rolls Until the lemons go")
    for gone in ("browser", "Lemons, soup", "unsubscribe", "Copyright", "Facebook", "mailing"):
        assert gone not in text
    assert draft.body.html.count("<table>") == 1
    assert "<h3>A last loaf in Rope Lane</h3>" in draft.body.html
    assert draft.body.html.count("<li>") == 2


def test_a_newsletter_is_known_by_its_headers() -> None:
    draft = letter("tables")
    assert draft.identity == "mid:ferry.1a2b@mail.dockstreet.example"
    assert (draft.title, draft.site) == ("The ferry that came back", "Dock Street Weekly")
    assert draft.published == datetime(2026, 11, 19, 6, 30, tzinfo=UTC)
    assert draft.provenance["published"] == "declared"
    assert (draft.language, draft.text_from) == ("en", "mail")


def test_counters_emblems_and_icons_are_no_pictures() -> None:
    assert [image.url for image in letter("tables").images] == [
        "https://mcusercontent.example/images/ferry-1200.jpg"
    ]


def test_the_page_that_shows_a_letter_is_its_address_without_the_reader_in_it() -> None:
    assert letter("tables").url == "https://mailchi.mp/dockstreet/ferry-comes-back"
    assert letter("digest").url == "https://digest.example/212"
    assert impersonal("https://a.example/?u=1&id=2&e=me") == "https://a.example/?u=1&id=2"


@pytest.mark.parametrize(
    "words",
    [
        "Im Browser öffnen",
        "Voir cet e-mail dans votre navigateur",
        "Ver en el navegador",
        "Visualizza nel browser",
        "Bekijk in je browser",
        "Visa i din webbläsare",
        "Zobacz w przeglądarce",
        "ブラウザで見る",
        "Having trouble viewing this? Read it online",
    ],
)
def test_the_offer_of_a_page_is_understood_in_many_languages(words: str) -> None:
    html = f'<p><a href="https://a.example/42">{words}</a></p><p>{TEXT}</p>'
    draft = reading(written(html)).draft
    assert draft.url == "https://a.example/42"
    assert words not in draft.body.html


@pytest.mark.parametrize(
    ("name", "value", "url"),
    [
        ("Archived_At", "<https://lists.example/message/X7/>", "https://lists.example/message/X7/"),
        ("List_Post", "<https://keeper.example/p/cable>", "https://keeper.example/p/cable"),
        ("List_Post", "<mailto:list@lists.example>", ""),
        (
            "List_Archive",
            "<https://lists.example/archive/212>",
            "https://lists.example/archive/212",
        ),
        ("List_Archive", "<https://lists.example/archive/>", ""),
        ("Archived_At", "<javascript:alert(1)>", ""),
    ],
)
def test_headers_tell_where_a_letter_stands_on_the_web(name: str, value: str, url: str) -> None:
    assert reading(written(**{name: value})).draft.url == url


def test_a_newsletter_of_one_column_loses_its_buttons_and_keeps_its_notes() -> None:
    draft = letter("column")
    text = draft.body.text
    assert (draft.bylines, draft.site) == (("Ines Valk",), "The Keeper")
    assert draft.standfirst == "Why a lamp at the end of the pier would not go out"
    assert draft.url == "https://keeper.substack.example/p/the-second-cable"
    assert text.startswith("For thirty-one years the lamp")
    for gone in ("Forwarded", "READ IN APP", "Subscribe", "Share", "Restack", "Unsubscribe"):
        assert gone not in text
    assert 'class="footnotes"' in draft.body.html
    assert "The offices were merged" in text
    assert [image.caption for image in draft.images] == ["The lamp at noon"]


def test_a_digest_without_markup_is_whole_paragraphs_under_headlines() -> None:
    draft = letter("digest")
    assert draft.title == "Northquay Digest 212: ferry, loaf"
    assert "<h2>1. THE FERRY THAT CAME BACK</h2>" in draft.body.html
    assert "with the same eleven passengers, a crate of lemons" in draft.body.html
    assert "Café tables have been promised." in draft.body.html
    assert "<li>Rye until the 24th</li>" in draft.body.html
    assert draft.body.html.count("<hr") == 1
    assert "unsubscribe" not in draft.body.html
    assert "4 Rope Lane" not in draft.body.html


def test_flowed_lines_are_whole_again() -> None:
    text = "The ferry came back \non Wednesday.\n\nShort \nlines \nflow.\n" + TEXT
    data = written(text=text).replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert "<p>The ferry came back on Wednesday.</p>" in reading(data).draft.body.html


def test_the_picture_that_a_letter_brings_is_its_own() -> None:
    found = reading(PICTURE)
    (image,) = found.draft.images
    assert (image.alt, found.draft.lead) == ("The bay", image.url)
    with Fetcher("test") as fetcher:
        assert load_picture(image.url, found, fetcher).startswith(b"\x89PNG")
    assert found.draft.warnings == ("picture nothere@x: it is not in the file",)


def test_attachments_are_not_kept() -> None:
    found = reading(PICTURE)
    assert b"secret attachment" in PICTURE or b"JVBERi0xLjQg" in PICTURE
    assert b"PDF" not in found.raw
    assert b"JVBERi0xLjQg" not in found.raw
    assert found.media_type == "text/html"


def test_answers_and_list_names_are_no_part_of_a_title() -> None:
    draft = reading(PICTURE).draft
    assert (draft.title, draft.bylines) == ("A chart of the bay", ("Tomas Reyl",))


def test_a_letter_that_was_passed_on_is_the_first_one_s() -> None:
    draft = letter("forwarded")
    assert (draft.title, draft.site) == ("The second cable", "The Keeper")
    assert draft.published == datetime(2026, 11, 20, tzinfo=UTC) or (
        draft.published == datetime(2026, 11, 20, 7, tzinfo=UTC)
    )
    assert draft.body.text.startswith("The ferry that left")


def test_a_letter_passed_on_as_plain_text_is_too() -> None:
    text = (
        "FYI\n\nBegin forwarded message:\n\n> From: Ines Valk <i@x.example>\n"
        f"> Subject: The lamp\n> Date: 19 November 2026\n\n{TEXT}\n\n{TEXT}"
    )
    draft = reading(written(text=text, Subject="Fwd: The lamp")).draft
    assert (draft.title, draft.site) == ("The lamp", "Ines Valk")
    assert "FYI" not in draft.body.html
    assert draft.published == datetime(2026, 11, 19, tzinfo=UTC)


def test_a_letter_passed_on_inside_a_quotation_is_too() -> None:
    html = (
        '<div>See below.<br><blockquote type="cite"><div>Begin forwarded message:</div><br><div>'
        "<b>From: </b>Ines Valk &lt;i@x.example&gt;</div><div><b>Subject: </b><b>The lamp</b></div>"
        f"<div><b>Date: </b>19 November 2026</div><br><p>{TEXT}</p><p>{TEXT}</p></blockquote></div>"
    )
    draft = reading(written(html, Subject="Fwd: The lamp")).draft
    assert (draft.title, draft.site) == ("The lamp", "Ines Valk")
    assert draft.body.html.startswith("<p>The ferry came back")


def test_a_letter_without_a_word_is_the_one_attached_to_it() -> None:
    inner = EmailMessage(policy=SMTP)
    inner["Subject"], inner["Message-ID"] = "The inner one", "<inner@x.example>"
    inner.set_content(TEXT)
    outer = EmailMessage(policy=SMTP)
    outer["Subject"] = "Fwd:"
    outer.set_content("\n")
    outer.add_attachment(inner)
    draft = reading(outer.as_bytes()).draft
    assert (draft.title, draft.identity) == ("The inner one", "mid:inner@x.example")


def test_a_note_above_a_passed_on_letter_that_is_long_stays() -> None:
    lines = [TEXT, "From: a@b.example", "Subject: x", "Date: today", "To: c@d.example"]
    assert read_forward(lines) is None
    assert read_forward(lines[1:]) is not None


@pytest.mark.parametrize(
    ("name", "title", "start", "language"),
    [
        ("japanese", "帰ってきたフェリー", "フェリーは水曜日の夕方", "ja"),
        ("windows", "Le café ferme", "Le café de la rue des Cordes", "fr"),
    ],
)
def test_old_encodings_are_read(name: str, title: str, start: str, language: str) -> None:
    draft = letter(name)
    assert draft.title == title
    assert draft.body.text.startswith(start)
    assert draft.language in (language, "")
    assert "\ufffd" not in draft.body.html


def test_a_letter_as_apple_mail_keeps_it_is_read() -> None:
    assert reading(b"%d     \n" % len(TABLES) + TABLES).draft.title == "The ferry that came back"


def test_an_unknown_charset_is_guessed() -> None:
    data = written(text="Das Café schließt am Abend, und niemand weiß warum. " * 4)
    data = data.replace(b'charset="utf-8"', b"charset=x-unknown-9")
    assert "Das Café schließt" in reading(data).draft.body.html


def test_what_a_letter_hides_is_not_read() -> None:
    html = (
        f'<div style="max-height:0px;overflow:hidden">SECRET1</div><span style="font-size:1px">'
        f'SECRET2</span><div class="preheader">SECRET3</div><p style="opacity: 0">SECRET4</p>'
        f'<td style="font-size:0px"><p style="font-size:16px">{TEXT}</p></td>'
    )
    draft = reading(written(html)).draft
    assert "SECRET" not in draft.body.html
    assert "The ferry came back" in draft.body.html


def test_a_footer_in_the_middle_of_a_text_is_none() -> None:
    long = f"<p>{TEXT * 2} You can unsubscribe from everything but the sea.</p>"
    assert reading(written(long * 4)).draft.body.text.count("everything but the sea") == 4


def test_a_letter_reaches_for_nothing_on_this_machine() -> None:
    html = (
        f'<p>{TEXT}</p><img src="file:///etc/passwd" width="300"><a href="javascript:x()">a</a>'
        f'<img src="inside/x.png" width="300"><script>alert(1)</script><p>{TEXT}</p>'
    )
    draft = reading(written(html)).draft
    assert not draft.images
    assert "javascript" not in draft.body.html
    assert "file:" not in draft.body.html


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\r\nFrom: a@b\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n" * 100 + b"\r\nx",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 300
        + b"--b--\r\n",
        b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
            for n in range(40)
        ),
        b"Subject: " + b"x" * 300_000 + b"\r\n\r\nbody",
    ],
    ids=["empty", "headers", "parts", "depth", "long"],
)
def test_letters_made_to_break_their_reader_are_refused(data: bytes) -> None:
    with pytest.raises(PressdayError):
        reading(data)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["tables", "column", "digest", "forwarded", "japanese", "windows"]),
    at=st.floats(0, 1),
    junk=st.binary(max_size=30),
    cut=st.integers(0, 300),
)
def test_a_damaged_letter_is_read_or_refused(name: str, at: float, junk: bytes, cut: int) -> None:
    data = (DATA / f"mail-{name}.eml").read_bytes()
    start = int(at * len(data))
    with suppress(PressdayError):
        reading(data[:start] + junk + data[start + cut :])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"Subject: x\nFrom: a@b\n", TABLES[:700]]))
def test_any_bytes_are_a_letter_or_refused(junk: bytes, head: bytes) -> None:
    with suppress(PressdayError):
        reading(head + junk)


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    folder = tmp_path / "paper" / "letters"
    folder.mkdir(parents=True)
    for name in ("tables", "column", "digest"):
        data = (DATA / f"mail-{name}.eml").read_bytes()
        (folder / f"{name}.eml").write_bytes(data)
    return folder


def keys(found: list[Found]) -> list[str]:
    return [one.key.partition("@")[0] for one in found if isinstance(one, Item)]


def test_a_folder_of_letters_is_listed_by_their_headers(mailbox: Path) -> None:
    (mailbox / "again.eml").write_bytes(TABLES)
    (mailbox / "notes.txt").write_text("no letter")
    found = read("letters", mailbox.parent)
    assert keys(found) == ["mid:ferry.1a2b", "mid:20261120060011.3.abc", "mid:212"]
    item = found[0]
    assert isinstance(item, Item)
    assert (item.title, len(item.mark)) == ("The ferry that came back", 64)
    assert item.published == datetime(2026, 11, 19, 6, 30, tzinfo=UTC)
    draft = item.read().draft
    assert (draft.source, draft.section) == ("Letters", "News")


def test_a_limit_keeps_the_newest_letters_without_reading_them(mailbox: Path) -> None:
    assert keys(read("letters", mailbox.parent, limit=1)) == ["mid:212"]


def test_a_maildir_is_read_but_for_what_is_being_delivered(mailbox: Path) -> None:
    for box, name in (("cur", "tables"), ("new", "column"), ("tmp", "digest")):
        (mailbox / "Mail" / box).mkdir(parents=True)
        (mailbox / f"{name}.eml").rename(mailbox / "Mail" / box / f"1700.{name}.host:2,S")
    assert keys(read("letters/Mail", mailbox.parent)) == [
        "mid:ferry.1a2b",
        "mid:20261120060011.3.abc",
    ]


def test_an_mbox_file_is_its_letters(mailbox: Path) -> None:
    quoted = written(text=f"From here on.\n\n{TEXT}", Message_ID="<q@x.example>", Date="x")
    letters = [TABLES, quoted.replace(b"From here", b">From here")]
    envelope = b"From MAILER Thu Nov 19 07:30:00 2026\n"
    box = b"\n".join(envelope + data.replace(b"\r\n", b"\n") for data in letters)
    (mailbox / "all.mbox").write_bytes(box)
    found = read("letters/all.mbox", mailbox.parent)
    assert keys(found) == ["mid:ferry.1a2b", "mid:q"]
    assert isinstance(found[1], Item)
    assert "From here on." in found[1].read().draft.body.html
    assert isinstance(found[0], Item)
    assert found[0].read().draft.title == "The ferry that came back"


def test_a_letter_that_vanishes_meanwhile_is_its_own_fault(mailbox: Path) -> None:
    first, *rest = read("letters", mailbox.parent)
    (mailbox / "column.eml").unlink()
    assert isinstance(first, Item)
    with pytest.raises(SourceError, match="no such file"):
        first.read()
    assert len(rest) == 2


def test_what_is_no_letter_is_said_so(mailbox: Path) -> None:
    (mailbox / "cur").mkdir()
    (mailbox / "cur" / "odd").write_text("just a text")
    (failure,) = read("letters", mailbox.parent)
    assert not isinstance(failure, Item)
    assert failure.error == "is no mail or mailbox"
    with pytest.raises(SourceError, match="no such file"):
        read("nowhere", mailbox.parent)


def test_a_letter_can_be_named_or_piped(mailbox: Path) -> None:
    with Fetcher("test") as fetcher:
        session = Session(folder=mailbox.parent, fetcher=fetcher)
        (named,) = read_input(str(mailbox / "column.eml"), session)
        (piped,) = read_input("-", session, data=TABLES)
    assert isinstance(named, Item)
    assert isinstance(piped, Item)
    assert named.read().draft.title == "The second cable"
    assert piped.read().draft.title == "The ferry that came back"
