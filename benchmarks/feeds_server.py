"""Invented newspapers on loopback: feeds of twenty stories each, their pages and pictures.

    python benchmarks/feeds_server.py --feeds 200 --hosts 100 [--full]

Prints the address of each feed, then serves until it is ended. Everything is
made before, so that serving takes little of the processor. A signal (SIGUSR1)
brings the next day: one new story at the head of each feed. Every address
127.0.0.x is a host of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import io
import random
import signal
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from PIL import Image

STORIES = 20  # of a feed
WORDS = 800  # of a story
TODAY = datetime.now(UTC).replace(microsecond=0)
_SMALL = "the of and to in a is that for it was on with as at by from are this be".split()
_SYLLABLES = "ba ker lon mi dor ves ta rin gul po sed ham or che wick fen lus bri ald um".split()
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "papers"), autoescape=True, trim_blocks=True
)


def _template(name: str) -> Template:
    return _TEMPLATES.get_template(name)


class Writer:
    """Writes words that mean nothing, the same ones for the same seed."""

    def __init__(self, seed: int | str) -> None:
        self.random = random.Random(seed)

    def words(self, count: int) -> str:
        """Return so many words, two in five of them small ones."""
        draw = self.random.random
        return " ".join(
            self.random.choice(_SMALL) if draw() < 0.4 else self.word() for _ in range(count)
        )

    def word(self) -> str:
        """Return one of some hundred thousand words."""
        return "".join(self.random.choices(_SYLLABLES, k=self.random.choice((1, 2, 2, 3, 4))))

    def title(self, count: int = 7) -> str:
        """Return a headline."""
        return self.words(count).capitalize()

    def paragraph(self, count: int) -> str:
        """Return sentences of twenty words."""
        return " ".join(f"{self.words(20).capitalize()}." for _ in range(count // 20))


@dataclass
class Papers:
    """All answers by host and path; `full` says whether the feeds have the whole text."""

    hosts: list[str]
    port: int
    full: bool
    answers: dict[tuple[str, str], list[bytes]] = field(default_factory=dict)
    feeds: list[str] = field(default_factory=list)
    tomorrow: dict[tuple[str, str], list[bytes]] = field(default_factory=dict)

    def make(self, count: int) -> None:
        """Make so many feeds, the hosts taking turns."""
        for number in range(count):
            host = self.hosts[number % len(self.hosts)]
            self.answers[host, "/robots.txt"] = _answer(b"User-agent: *\n", "text/plain")
            self._paper(number, host)

    def _paper(self, number: int, host: str) -> None:
        writer = Writer(number)
        home = f"http://{host}:{self.port}/{number}"
        paper = f"The {writer.word().title()} Courier {number}"
        boxes = [
            {"title": writer.title(3), "cards": [_card(writer) for _ in range(8)]} for _ in range(6)
        ]
        navigation = [writer.word().title() for _ in range(12)]
        frame = {
            "paper": paper,
            "navigation": navigation,
            "furniture": _template("furniture.html").render(boxes=boxes),
        }
        stories = [self._story(home, day, frame) for day in range(STORIES + 1)]
        for dated, chosen in ((self.answers, stories[1:]), (self.tomorrow, stories[:-1])):
            feed = _template("feed.xml").render(
                paper=paper, home=home, stories=chosen, full=self.full
            )
            dated[host, f"/{number}/feed"] = _answer(feed.encode(), "application/rss+xml")
        self.feeds.append(f"{home}/feed")

    def _story(self, home: str, day: int, frame: dict[str, object]) -> dict[str, object]:
        writer = Writer(f"{home} {day}")
        host, path = home.removeprefix("http://").partition(":")[0], home.rpartition("/")[2]
        moment = TODAY - timedelta(hours=day)
        story: dict[str, object] = {
            "title": writer.title(),
            "link": f"{home}/story-{day}",
            "author": f"{writer.word().title()} {writer.word().title()}",
            "published": moment.isoformat(),
            "sent": format_datetime(moment),
            "summary": writer.paragraph(40),
            "caption": writer.title(8),
            "paragraphs": [writer.paragraph(80) for _ in range(WORDS // 80)],
            "picture": "",
        }
        if day % 2:
            story["picture"] = f"{home}/picture-{day}.jpg"
            self.answers[host, f"/{path}/picture-{day}.jpg"] = _answer(_jpeg(writer), "image/jpeg")
        page = _template("page.html").render(story | frame)
        self.answers[host, f"/{path}/story-{day}"] = _answer(page.encode(), "text/html")
        return story | {"body": _template("body.html").render(story)}


def _card(writer: Writer) -> dict[str, str]:
    return {"kicker": writer.word(), "title": writer.title(), "text": writer.paragraph(40)}


def _jpeg(writer: Writer) -> bytes:
    """Return a picture of 640 by 400 that no other is like: a few coarse shapes, made smooth."""
    coarse = Image.frombytes("RGB", (16, 10), writer.random.randbytes(480))
    file = io.BytesIO()
    coarse.resize((640, 400), Image.Resampling.BICUBIC).save(file, "JPEG", quality=85)
    return file.getvalue()


def _answer(body: bytes, media_type: str) -> list[bytes]:
    tag = hashlib.sha256(body).hexdigest()[:16]
    head = (
        f'HTTP/1.1 200 OK\r\nContent-Type: {media_type}; charset=utf-8\r\nETag: "{tag}"\r\n'
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return [head.encode(), body, f'"{tag}"'.encode()]


_UNCHANGED = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n"
_NOWHERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class Connection(asyncio.Protocol):
    """One client's connection, kept open from request to request."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the connection and the host it came to."""
        self._transport = transport
        self._host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        """Answer every request that came whole."""
        self._came += data
        while b"\r\n\r\n" in self._came:
            head, _, self._came = self._came.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            answer = self._papers.answers.get((self._host, path))
            if answer is None:
                self._transport.write(_NOWHERE)
            elif answer[2] in head:
                self._transport.write(_UNCHANGED)
            else:
                self._transport.writelines(answer[:2])
            if b"onnection: close" in head:
                self._transport.close()


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as taken:
        return int(taken.getsockname()[1])


async def _serve(papers: Papers) -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, lambda: papers.answers.update(papers.tomorrow))
    server = await loop.create_server(
        lambda: Connection(papers), papers.hosts, papers.port, backlog=256
    )
    print("\n".join(papers.feeds), flush=True)
    print(flush=True)
    await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--port", type=int, default=0, help="0 for any that is free")
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    hosts = [f"127.0.0.{number + 2}" for number in range(min(options.hosts, options.feeds))]
    papers = Papers(hosts=hosts, port=options.port or _free_port(hosts[0]), full=options.full)
    papers.make(options.feeds)
    asyncio.run(_serve(papers))


if __name__ == "__main__":
    main()
