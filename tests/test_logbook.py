"""The log: whole lines from every process, never a secret."""

from __future__ import annotations

import base64
import json
import logging
import resource
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday import logbook
from pressday.errors import WriteError
from pressday.pipeline.sessions import Workers

LOG = logging.getLogger("pressday.test")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def tell(number: int) -> int:
    """Log something in a worker process."""
    LOG.info("from a worker", extra={"facts": {"number": number}})
    return number


def test_a_record_is_a_line_with_its_time_its_room_and_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with logbook.opened(path):
        LOG.info("fetched %s", "Straße\n", extra={"facts": {"status": 200, "words": ["a"]}})
    LOG.info("afterwards")
    (line,) = lines(path)
    assert line["room"] == "pressday.test"
    assert line["time"].endswith("+00:00")
    told = {name: line[name] for name in ("what", "status", "words")}
    assert told == {"what": "fetched Straße\n", "status": 200, "words": ["a"]}
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "log"
    for _ in range(2):
        with logbook.opened(path):
            LOG.info("x")
    assert len(lines(path)) == 2


def test_without_a_log_nothing_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    LOG.error("nobody asked")
    assert capfd.readouterr() == ("", "")
    assert logbook.current() == ""


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot be written"), logbook.opened(tmp_path):
        pass
    assert logbook.current() == ""


def test_a_disk_without_room_is_remembered_and_stops_nothing() -> None:
    with logbook.opened(Path("/dev/full")) as log:
        LOG.info("one")
        LOG.info("two")
    assert log.lost == "No space left on device"


def test_a_line_behind_half_of_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "log"
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with logbook.opened(path) as log:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (50, limits[1]))
            LOG.info("no room for this")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        LOG.info("room again")
    half, line = path.read_text("utf-8").splitlines()
    assert (len(half), json.loads(line)["what"], log.lost) == (50, "room again", "File too large")


def test_an_error_on_its_way_out_is_noted_with_its_traceback(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with pytest.raises(ZeroDivisionError), logbook.opened(path):
        _ = 1 / 0
    (line,) = lines(path)
    assert line["error"] == "division by zero"
    assert "ZeroDivisionError" in line["traceback"]


def test_workers_write_whole_lines_to_the_log_that_is_open(tmp_path: Path) -> None:
    for name in ("first", "second"):
        with logbook.opened(tmp_path / name), Workers() as workers:
            assert [workers(tell, number) for number in range(5)] == list(range(5))
    with Workers() as workers:
        workers(tell, 9)
    for name in ("first", "second"):
        assert [line["number"] for line in lines(tmp_path / name)] == list(range(5))


WORDS = "abcdefghijkmnpqrstuvwxyz"
SECRETS = st.builds(
    lambda head, digits, tail: f"{head}{digits}{tail}",
    st.text(WORDS, min_size=8, max_size=12),
    st.text("123456789", min_size=3, max_size=5),
    st.text(WORDS, min_size=5, max_size=9),
)
PLACES = (
    "https://ada:{0}@news.example/feed",
    "https://{0}@news.example/feed",
    "https://ada:x@{0}@news.example/feed",
    "fetching https://news.example/feed?token={0}&page=2 failed",
    "https://news.example/?api_key={0}#top",
    "https://news.example/?a=1&amp;sig={0}",
    "https://news.example/?q={0}",
    "https://news.example/private-{0}/feed.xml",
    "Authorization: Bearer {0}",
    "{{'Authorization': 'Basic {0}'}}",
    "Cookie: a=1; session={0}; b=2",
    "set-cookie: sid={0}; Path=/",
    "Proxy-Authorization: Digest {0}",
    "password={0}",
    'the password is: "{0}"',
    "access_token = '{0}'",
    '{{"client_secret": "{0}"}}',
)


LOOKED_AT = ("https://news.example/?q={0}", "https://news.example/private-{0}/feed.xml")
PLAIN = st.text(WORDS, min_size=9, max_size=12)  # words: the place alone tells that they are one


@given(
    SECRETS | PLAIN, st.sampled_from(PLACES), st.sampled_from("message fact list key error".split())
)
def test_what_looks_like_a_secret_is_never_written(secret: str, place: str, where: str) -> None:
    if secret.isalpha() and place in LOOKED_AT:
        return
    said = place.format(secret)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        with logbook.opened(path):
            _say(said, where)
        text = path.read_text("utf-8")
    assert secret not in text
    assert json.loads(text)["what"]


def _say(said: str, where: str) -> None:
    facts = {
        "fact": {"url": said},
        "list": {"warnings": [{"deep": (said,)}]},
        "key": {said: 1},
    }
    if where == "error":
        LOG.error("failed", exc_info=ValueError(said))
    elif where == "message":
        LOG.info("%s", said)
    else:
        LOG.info("x", extra={"facts": facts[where]})


@given(st.sampled_from("password token cookie Authorization api_key session".split()), SECRETS)
def test_a_field_with_a_telling_name_is_never_written(name: str, secret: str) -> None:
    spaced = f"{secret[:5]} {secret[5:]}"
    assert secret[5:] not in json.dumps(logbook._safe({"a": {name: [spaced]}}))


@pytest.mark.parametrize("kind", ["TOKEN", "PASSWORD", "COOKIE"])
def test_a_secret_of_the_environment_is_hidden_wherever_it_turns_up(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"PRESSDAY_THE_WIRE_{kind}", "open sesame, now")
    assert logbook.redacted("they said open sesame, now and left") == "they said [hidden] and left"
    assert logbook.redacted("/a/open%20sesame%2C%20now/b") == "/a/[hidden]/b"


def test_the_secrets_of_a_source_are_hidden_as_they_are_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pressday.fetch import access_for

    monkeypatch.setenv("PRESSDAY_WIRE_USER", "ada")
    monkeypatch.setenv("PRESSDAY_WIRE_PASSWORD", "a b,c")
    access_for("Wire", "https://news.example")
    monkeypatch.delenv("PRESSDAY_WIRE_PASSWORD")
    sent = base64.b64encode(b"ada:a b,c").decode()
    assert logbook.redacted(f"sent {sent}, that is a b,c") == "sent [hidden], that is [hidden]"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Cookie: tasty=crumbs; more=flour\nnext", "Cookie: [hidden]\nnext"),
        ("sent Bearer words-alone now", "sent Bearer [hidden] now"),
        ("https://n.example/?sig=words&page=2", "https://n.example/?sig=[hidden]&page=2"),
        ("https://n.example/?q=so-many-words-here", "https://n.example/?q=[hidden]"),
        ("https://ada@n.example/?page=2", "https://n.example/?page=2"),
    ],
)
def test_only_what_may_be_a_secret_goes(text: str, safe: str) -> None:
    assert logbook.redacted(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/2026/11/27/a-story-of-12-words?page=2",
        "only 12 words came out",
        "the design: error code: 404",
        "a/3fa9c2d81b7e: picture left out: gone.png",
        "https://news.example/550e8400-e29b-41d4-a716-446655440000",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert logbook.redacted(text) == text


def test_files_that_are_named_by_their_hash_stay_readable_and_secrets_do_not() -> None:
    digest = "0f6c" + "1d6e" * 15
    for kept in (f"library/media/0f/{digest}.png: gone", f"media:{digest}"):
        assert logbook.redacted(kept) == kept
    for secret in (
        digest,
        f"https://a.example/feed/{digest}",
        f"/ab/{digest}",
        f"/0f/{digest[:40]}",
    ):
        assert digest[:40] not in logbook.redacted(secret)
    assert digest not in logbook.redacted(f"token=media:{digest}")
    logbook.hide(digest)
    assert digest not in logbook.redacted(f"library/media/0f/{digest}.png")
    logbook._secrets.discard(digest)
