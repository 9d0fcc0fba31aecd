"""A small web on the loopback network in which everything goes wrong that can go wrong.

Good articles, feeds and pictures on many hosts, and among them planted faults, each
known by what names it in a report and by what is said of it. Real sockets; the same
in every run. After `Web.heal` the faults are gone, but those that are `lasting`.
"""

from __future__ import annotations

import socket
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests import stories
from tests.answers import (
    TEXT,
    XML,
    bulk,
    cut,
    drip,
    endless,
    png_of,
    sends,
    stall,
    status,
    validated,
    zeros,
)
from tests.servers import Answer, Site, serving
from tests.stories import Story, story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler

EXPIRED = Path(__file__).parent / "fetch" / "expired-localhost.pem"
SECRET_HOST = "127.0.0.99"  # noqa: S105 - an address


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What was planted: `name` is what a report calls it by, `says` what it says of it.

    `kept` means that the article is in the library all the same, `retried` that the next
    collection asks again.
    """

    name: str
    says: str
    kept: bool = False
    retried: bool = True
    lasting: bool = False


@dataclass
class Web:
    """The sites, what stands on them, and what was planted."""

    stack: ExitStack
    folder: Path
    secret: Site
    sites: list[Site] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    healed: bool = False
    pause_s: float = 0
    healing: list[Story] = field(default_factory=list)
    pages_again: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 100_000)))

    @property
    def token(self) -> str:
        """What stands in the secret file and on the secret server."""
        return "SECRET-7f3a91c2"

    @property
    def feeds(self) -> list[str]:
        """The addresses of the sources."""
        return [source.partition('url = "')[2].partition('"')[0] for source in self.sources]

    def site(self) -> Site:
        """Return a host of its own."""
        address = f"127.0.0.{len(self.sites) + 2}"
        made = self.stack.enter_context(serving(address=address))
        made.page("/robots.txt", b"", headers={"Cache-Control": "max-age=86400"})
        self.sites.append(made)
        return made

    def next(self, pictures: tuple[str, ...] = ()) -> Story:
        """Return an article that was not there before."""
        return story(next(self._numbers), pictures)

    def asked(self) -> list[tuple[str, dict[str, str]]]:
        """Return the addresses that were asked for, with the headers, and forget them."""
        found = [
            (site.url(path), headers) for site in self.sites for path, headers in list(site.asked)
        ]
        for site in self.sites:
            site.asked.clear()
        return found

    def heal(self) -> None:
        """End the faults."""
        self.healed = True

    def settings(self) -> str:
        """Return the publication's file."""
        allow = ", ".join(f'"{site.server.server_address[0]!s}"' for site in self.sites)
        return (
            'schema = 1\n[publication]\ntitle = "The Proof"\nlanguage = "en"\n'
            'contact = "editor@paper.example"\n'
            f'{"".join(self.sources)}[fetch]\nallow = [{allow}, "localhost"]\n'
        )

    def source(self, url: str, extra: str = "") -> None:
        """Add a feed to the publication."""
        self.sources.append(f'[[source]]\nkind = "feed"\nurl = "{url}"\n{extra}')

    def broken(self, site: Site, path: str, fault: Answer, body: bytes, media_type: str) -> str:
        """Answer with a fault, and with `body` when it is healed."""
        well = validated(body, media_type)

        def answer(handler: BaseHTTPRequestHandler) -> None:
            (well if self.healed else fault)(handler)

        return site.answer(path, answer)


@contextmanager
def web(
    folder: Path, articles: int = 500, *, hosts: int = 10, faults: bool = True, pause_s: float = 0
) -> Iterator[Web]:
    """Serve a web of that many good articles on `hosts` hosts, with all faults.

    Good answers come after `pause_s`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        secret = stack.enter_context(serving(address=SECRET_HOST))
        made = Web(stack, folder, secret, pause_s=pause_s)
        secret.page("/robots.txt", made.token.encode())
        (folder / "secret.txt").write_text(made.token)
        share, more = divmod(articles, hosts)
        for number in range(hosts):
            _good(made, share + (number < more))
        if faults:
            for plant in (_pages, _elsewhere, _pictures, _summaries, _feeds, _kept):
                plant(made)
        yield made


def _good(made: Web, count: int) -> None:
    """Plant a host with a feed: the text of every second article stands in the feed itself."""
    site = made.site()
    items = []
    for number in range(count):
        pictures = tuple(site.url(f"/{number}-{n}.png") for n in range(1 + number % 2))
        one = made.next(pictures)
        for n, url in enumerate(pictures):
            data = stories.picture(2 * one.number + n)
            site.answer(url.removeprefix(site.url("")), validated(data, "image/png", made.pause_s))
        link = site.answer(f"/{number}", validated(one.page(), pause_s=made.pause_s))
        made.stories.append(one)
        summary = "" if number % 4 else f"{one.paragraphs[0][:90]}…"
        items.append(one.item(link, full=bool(number % 2), summary=summary))
    url = site.answer("/feed", validated(stories.feed(f"Wire {len(made.sites)}", items), XML))
    made.source(url)


def _pages(made: Web) -> None:
    """Plant pages that cannot be read, each on a host of its own."""
    html = "Content-Type: text/html\r\n"
    kinds: dict[str, tuple[str, Callable[[Site], Answer]]] = {
        "403": ("the server answered 403", lambda _: status(403)),
        "404": ("the server answered 404", lambda _: status(404)),
        "410": ("the server answered 410", lambda _: status(410)),
        "500": ("the server answered 500", lambda _: status(500)),
        "hour": ("the server answered 429", lambda _: status(429, Retry_After="3600")),
        "drip": ("comes too slowly", lambda s: sends(html + "Connection: close", drip, s)),
        "stall": ("no answer in time", lambda s: sends(html + "Content-Length: 9", stall, s)),
        "short": (
            "ends too early",
            lambda s: sends(html + "Content-Length: 9999", lambda _: iter([b"<p>x"]), s),
        ),
        "long": (
            "longer than announced",
            lambda s: sends(html + "Content-Length: 9", lambda _: iter([b"<p>x" * 99]), s),
        ),
        "type": (
            "is application/pdf, not a page",
            lambda s: sends("Content-Type: application/pdf", lambda _: iter([b"%PDF-1.7"]), s),
        ),
        "bomb": ("larger than", lambda s: sends(html + "Content-Encoding: gzip", zeros, s)),
        "bulk": ("larger than", lambda s: sends(html + "Connection: close", bulk, s)),
        "said": ("larger than", lambda s: sends(html + "Content-Length: 300000000", bulk, s)),
    }
    items = []
    for name, (says, fault) in kinds.items():
        site, one = made.site(), made.next()
        link = made.broken(site, f"/{name}", fault(site), one.page(), TEXT)
        items.append(one.item(link))
        made.faults.append(Fault(name=link, says=says))
        made.healing.append(one)
        made.pages_again.add(link)
    _wire(made, "Broken pages", items)


def _wire(made: Web, title: str, items: list[str]) -> None:
    site = made.site()
    made.source(site.answer("/feed", validated(stories.feed(title, items), XML)))


def _elsewhere(made: Web) -> None:
    """Plant addresses that lead where nobody may go."""
    secret = made.secret.url("/secret", SECRET_HOST)
    redirects = {
        "/file": ("not file:", "file:///etc/passwd"),
        "/cloud": ("169.254.169.254 is not a public address", "http://169.254.169.254/latest/"),
        "/inside": ("10.0.0.1 is not a public address", "http://10.0.0.1/"),
        "/secret": ("127.0.0.99 is not a public address", secret),
        "/loop": ("redirects in a circle", "/loop"),
    }
    site = made.site()
    items = []
    for path, (says, target) in redirects.items():
        one = made.next()
        link = made.broken(site, path, status(302, Location=target), one.page(), TEXT)
        items.append(one.item(link))
        made.faults.append(Fault(name=link, says=says))
        made.healing.append(one)
        made.pages_again.add(link)
    for host in _private_names():
        link = f"http://{host}:{made.secret.port}/page"
        items.append(made.next().item(link))
        made.faults.append(Fault(name=link, says="is not a public address", lasting=True))
    expired = made.stack.enter_context(serving(EXPIRED)).url("/page", "localhost")
    items.append(made.next().item(expired))
    made.faults.append(Fault(name=expired, says="it has expired", lasting=True))
    _wire(made, "Elsewhere", items)


def _private_names() -> list[str]:
    """Return names, not addresses, that the system resolves to this machine."""
    found = ["127.99", "0x7f000063"]
    name = socket.gethostname()
    try:
        here = {str(found[4][0]) for found in socket.getaddrinfo(name, 80)}
    except OSError:
        return found
    return [*found, name] if here == {"127.0.0.1"} and name != "localhost" else found


def _pictures(made: Web) -> None:
    """Plant pictures that cannot be had, in articles that can."""
    site = made.site()
    items: list[str] = []
    bomb = validated(png_of(100_000, 100_000), "image/png")
    secret = made.secret.url("/secret.png", SECRET_HOST)
    kinds = {
        "/bomb.png": ("pixels", bomb, False),
        "/page.png": ("is text/html, not a picture", validated(b"<p>No", TEXT), False),
        "/gone.png": ("the server answered 404", status(404), False),
        "/busy.png": ("the server answered 500", status(500), True),
        "/away.png": ("not a public address", status(302, Location=secret), False),
        "/local.png": ("not file:", status(302, Location="file:///etc/passwd"), False),
    }
    for path, (says, fault, passing) in kinds.items():
        url = made.broken(site, path, fault, stories.picture(90_000 + len(items)), "image/png")
        one = made.next((url,))
        link = site.answer(f"{path}.html", validated(one.page()))
        items.append(one.item(link))
        made.faults.append(Fault(name=url, says=says, kept=True, retried=passing))
        made.stories.append(one)
        if passing:
            made.pages_again |= {link, url}
    one = made.next((secret,))
    items.append(one.item(site.answer("/secret.html", validated(one.page()))))
    made.faults.append(
        Fault(name=secret, says="not a public address", kept=True, retried=False, lasting=True)
    )
    made.stories.append(one)
    made.source(site.answer("/feed", validated(stories.feed("Broken pictures", items), XML)))


def _summaries(made: Web) -> None:
    """Plant pages that cannot be read, whose feed has a summary: that is kept."""
    site, items = made.site(), []
    for code, passing in ((403, False), (500, True)):
        one = made.next()
        link = made.broken(site, f"/{code}", status(code), one.page(), TEXT)
        items.append(one.item(link, summary=f"{one.paragraphs[0]} {one.mark} …"))
        says = f"only the feed's summary: the server answered {code}"
        made.faults.append(Fault(name=one.title, says=says, kept=True, retried=passing))
        made.stories.append(one)
        if passing:
            made.pages_again.add(link)
    made.source(site.answer("/feed", validated(stories.feed("Summaries", items), XML)))


def _feeds(made: Web) -> None:
    """Plant feeds that are none, or too much of one."""
    kinds: dict[str, tuple[str, Callable[[Site], Answer]]] = {
        "page": ("names no feed", lambda _: validated(made.next().page())),
        "empty": ("the feed is empty", lambda _: validated(b"", XML)),
        "gone": ("the server answered 404", lambda _: status(404)),
        "endless": ("larger than", lambda s: sends(f"Content-Type: {XML}", endless, s)),
        "bulk": ("larger than", lambda s: sends(f"Content-Type: {XML}", bulk, s)),
        "bomb": (
            "larger than",
            lambda s: sends(f"Content-Type: {XML}\r\nContent-Encoding: gzip", zeros, s),
        ),
        "cut": (
            "ends too early",
            lambda s: sends(f"Content-Type: {XML}\r\nContent-Length: 99999", cut, s),
        ),
    }
    for name, (says, fault) in kinds.items():
        site, one = made.site(), made.next()
        body = stories.feed(name, [one.item(site.url("/full"), full=True)])
        url = made.broken(site, f"/{name}", fault(site), body, XML)
        made.source(url)
        made.faults.append(Fault(name=url, says=says))
        made.healing.append(one)


def _kept(made: Web) -> None:
    """Plant what looks bad and can be read all the same."""
    site, items = made.site(), []
    busy, odd = made.next(), made.next()
    host = made.site()
    link = host.in_turn("/busy", status(429, Retry_After="1"), validated(busy.page()))
    items.append(busy.item(link))
    text = odd.page().replace(b"The last word is", "The naïve café’s last word is".encode("cp1252"))
    items.append(odd.item(site.answer("/charset", validated(text, TEXT))))
    made.stories += [busy, odd]
    url = site.answer("/feed", validated(stories.feed("Odd", items), XML))
    made.source(url)
    _external_entities(made)
    _laughs(made)
    many = [made.next() for _ in range(20)]
    made.stories += many
    old = "<item><title>Old</title><link>http://paper.example/%d</link></item>"
    first = [one.item(site.url(f"/many-{one.number}"), full=True) for one in reversed(many)]
    body = stories.feed("Many", first + [old % n for n in range(9_980)])
    url = site.answer("/many", validated(body, XML))
    made.source(url, "limit = 20\n")
    made.faults.append(Fault(name=url, says="has 9000 entries more", kept=True, lasting=True))


def _laughs(made: Web) -> None:
    """Plant a feed whose title would be 10⁹ words long."""
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    kind = b'<!DOCTYPE rss [<!ENTITY l0 "laugh">%s]>' % entities
    one, site = made.next(), made.site()
    made.stories.append(one)
    data = stories.feed("Laughs", [one.item(site.url("/one"), full=True)])
    data = data.replace(b"?>", b"?>" + kind, 1).replace(b"<title>Laughs", b"<title>&l9;")
    made.source(site.answer("/laughs", validated(data, XML)))


def _external_entities(made: Web) -> None:
    """Plant a feed that asks for the secret file and the secret server."""
    one, site = made.next(), made.site()
    made.stories.append(one)
    file = (made.folder / "secret.txt").as_uri()
    server = made.secret.url("/entity", SECRET_HOST)
    kind = (
        f'<!DOCTYPE rss [<!ENTITY f SYSTEM "{file}"><!ENTITY s SYSTEM "{server}">'
        f'<!ENTITY % p SYSTEM "{server}"> %p;]>'
    )
    data = stories.feed("Entities &f; &s;", [one.item(site.url("/entities"), full=True)])
    data = data.replace(b"?>", b"?>" + kind.encode(), 1)
    made.source(site.answer("/feed", validated(data, XML)))
