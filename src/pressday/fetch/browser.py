"""Pages that are empty until their scripts have run: Chromium runs them, the fetcher fetches.

Needs the extra pressday[browser] (Playwright) and the system's Chromium. The
browser itself has no network: names resolve to nothing and its proxy is a port at
which nobody listens. Each of its requests is intercepted and answered through the guard,
or not at all.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from contextvars import copy_context
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from pressday.errors import FetchError
from pressday.fetch.body import too_large
from pressday.fetch.deadline import deadline

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Frame, Page, Request, Route, WebSocketRoute

    from pressday.fetch.limits import Kind, Limits
    from pressday.fetch.response import Response

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PARTS = frozenset({"script", "stylesheet", "xhr", "fetch"})
_MOST_REQUESTS = 200
_AT_ONCE = 4
_LAST_WORD_S = 5.0  # for the DOM of a page whose scripts never rest
_FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
    "--js-flags=--max-old-space-size=512",  # MB
)
_NOWHERE = "http://127.0.0.1:9"  # the discard port
# A page of another origin may be asked for its data: nobody is logged in anywhere here.
_OPEN = {"Access-Control-Allow-Origin": "*"}
_one_at_a_time = Lock()


class Get(Protocol):
    """How the browser's requests are answered: `Fetcher.get`, whose guard and limits hold."""

    def __call__(self, url: str, kind: Kind, *, referer: str, discovered: bool) -> Response:
        """Return what `url` answers; raise FetchError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The ways out for the page itself, and for strangers' frames in it, without credentials."""

    own: Get
    strangers: Get


def rendered(page: Response, doors: Doors, limits: Limits, *, discovered: bool) -> Response:
    """Return `page` as it stands after its scripts ran, as HTML in UTF-8.

    It is taken when it has settled, at the latest after `limits.render_s`. One page is
    rendered at a time. Raises FetchError when Playwright or Chromium is missing, or when the
    browser fails.
    """
    try:
        from playwright.async_api import Error
    except ImportError as error:
        raise FetchError(
            "the page needs a browser, and Playwright is not installed",
            hint='pip install "pressday[browser]"',
        ) from error
    program = _chromium()
    with _one_at_a_time, ThreadPoolExecutor(_AT_ONCE) as pool, deadline(limits.render_s):
        visit = _Visit(page, doors, pool, discovered=discovered)
        try:
            html = asyncio.run(visit.html(program, limits.render_s))
        except (Error, TimeoutError) as error:
            said = str(error).strip().partition("\n")[0] or "it did not answer in time"
            raise FetchError(
                f"the browser could not show the page ({said})",
                hint="save the page in a browser and add the file",
            ) from error
    if len(html) > limits.page:
        raise too_large(limits.page)
    return replace(visit.page, media_type="text/html", charset="utf-8", body=html.encode())


def _chromium() -> str:
    named = os.environ.get("PRESSDAY_CHROMIUM", "")
    for program in (named,) if named else _PROGRAMS:
        if found := shutil.which(program):
            return found
    raise FetchError(
        f"the page needs a browser, and {named or 'Chromium'} is not there",
        hint="apt install chromium, or name the program in PRESSDAY_CHROMIUM",
    )


class _Visit:
    """One page in a browser of its own; `page` is the answer that its window shows."""

    def __init__(
        self, page: Response, doors: Doors, pool: ThreadPoolExecutor, *, discovered: bool
    ) -> None:
        self.page = page
        self._waiting: Response | None = page  # asked for already, for the first request
        self._doors = doors
        self._pool = pool
        self._discovered = discovered
        self._requests = 0
        self._frame: Frame | None = None

    async def html(self, program: str, seconds: float) -> str:
        """Return the DOM after the page has settled, or after `seconds`."""
        from playwright.async_api import TimeoutError as LateError

        async with _browser(program) as browser:
            window = await self._window(browser)
            with suppress(LateError):  # what is there by then is taken
                left = seconds * 1000
                await window.goto(self.page.url, wait_until="networkidle", timeout=left)
            async with asyncio.timeout(_LAST_WORD_S):
                return await window.content()

    async def _window(self, browser: Browser) -> Page:
        context = await browser.new_context(accept_downloads=False, service_workers="block")
        await context.route("**/*", self._answer)
        await context.route_web_socket("**/*", _refuse)
        window = await context.new_page()
        window.on("popup", _close)
        self._frame = window.main_frame
        return window

    async def _answer(self, route: Route, request: Request) -> None:
        """Answer a request of the browser through the guard, or refuse it."""
        from playwright.async_api import Error

        with suppress(Error):  # the page is gone already
            try:
                found = await self._found(request)
            except (FetchError, Error):
                # "aborted" leaves the window where it is; any other word shows an error page.
                await route.abort("aborted")
            else:
                kind = f"{found.media_type or 'text/html'}; charset={found.charset or 'utf-8'}"
                await route.fulfill(body=found.body, headers=_OPEN | {"Content-Type": kind})

    async def _found(self, request: Request) -> Response:
        self._requests += 1
        if request.method != "GET" or self._requests > _MOST_REQUESTS:
            raise FetchError("not answered")
        if request.resource_type == "document":
            return await self._document(request)
        if request.resource_type in _PARTS:
            return await self._get(request, "part")
        raise FetchError("not answered")

    async def _document(self, request: Request) -> Response:
        """Return the page that the window or a frame in it goes to."""
        if not self._is_main(request):
            return await self._get(request, "page")
        found, self._waiting = self._waiting, None
        self.page = found or await self._get(request, "page")
        return self.page

    async def _get(self, request: Request, kind: Kind) -> Response:
        """Fetch for the page itself, or without any credentials for a stranger's frame in it."""
        main = self._is_main(request)
        door = self._doors.own if main else self._doors.strangers
        referer = self.page.url if main else request.frame.url
        get = partial(
            door, request.url, kind, referer=referer, discovered=self._discovered or not main
        )
        # The context carries the deadline into the thread.
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, copy_context().run, get)

    def _is_main(self, request: Request) -> bool:
        """Say whether the window itself asks, not a frame in it; refuse other windows."""
        frame = request.frame
        if self._frame is None or frame.page != self._frame.page:
            raise FetchError("not answered")
        return frame == self._frame


@asynccontextmanager
async def _browser(program: str) -> AsyncIterator[Browser]:
    """Give a browser without network, with a profile that is deleted at the end."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program,
            args=_FLAGS,
            proxy={"server": _NOWHERE},
            chromium_sandbox=not _is_root(),  # Chromium refuses its sandbox to root
            env={k: v for k, v in os.environ.items() if not k.startswith("PRESSDAY_")},
        )
        try:
            yield browser
        finally:
            await browser.close()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


async def _refuse(socket: WebSocketRoute) -> None:
    await socket.close()


async def _close(window: Page) -> None:
    await window.close()
