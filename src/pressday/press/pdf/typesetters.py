"""The composing room: copies go to a pool of workers, fragments come back through the cache."""

from __future__ import annotations

from concurrent.futures import Executor, Future, as_completed
from typing import TYPE_CHECKING, Self

from pressday.errors import LayoutError, WriteError
from pressday.limits import FlowLimits
from pressday.press.fonts import private_config
from pressday.press.pdf.fragment import Fragment, FragmentCache
from pressday.press.pdf.setting import set_flow
from pressday.press.pdf.watchdog import WatchedPool, why_stopped
from pressday.processes import load_ahead, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from pressday.press.pdf.manuscript import Copy

_LOADED = ("weasyprint", "pressday.press.pdf.galley")  # by the process that workers fork from


class Typesetters:
    """Sets copies, each at most once; the pool starts when the first copy is not in the cache.

    What passes the `limits` is stopped, and is an error like any other.

    Any `concurrent.futures` executor whose workers ran `setting.prepare` can
    take the pool's place.
    """

    def __init__(
        self,
        cache: Path,
        workers: int,
        executor: Executor | None = None,
        limits: FlowLimits | None = None,
    ) -> None:
        self._cache = FragmentCache(cache / "fragments")
        self._derivatives = cache / "pictures"
        self._folder, self._workers = cache, workers
        self._executor = executor
        self._limits = limits or FlowLimits()

    def __enter__(self) -> Self:
        """Return the room itself; its pool starts later, but loads ahead where all is to be set."""
        if self._executor is None and self._cache.is_empty():
            with unbroken():
                load_ahead(*_LOADED)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the pool: wait for what is under way, unless an error ends the work."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=error is not None)

    def fragments(self, copies: Sequence[Copy]) -> Iterator[tuple[int, Fragment | Exception]]:
        """Yield (index, fragment or what went wrong) of `copies`, in the order they are ready.

        The longest go first, so that no worker is left with one at the end.
        """
        keys = [copy.key() for copy in copies]
        waiting: dict[Future[Fragment], int] = {}
        for index in sorted(range(len(copies)), key=lambda i: -len(copies[i].html)):
            if known := self._cache.load(keys[index]):
                yield index, known
            else:
                with unbroken():
                    set_now = self._pool().submit(set_flow, copies[index], self._derivatives)
                waiting[set_now] = index
        for future in as_completed(waiting):
            index = waiting[future]
            yield index, self._result(future, copies[index], keys[index])

    def _result(self, future: Future[Fragment], copy: Copy, key: str) -> Fragment | Exception:
        try:
            fragment = future.result()
        except (LayoutError, WriteError):  # no fault of this flow: none could be set
            raise
        except Exception as error:  # noqa: BLE001 - the border to WeasyPrint: one flow must not stop the edition
            return why_stopped(error, copy, self._limits) or error
        if not fragment.lost:  # a picture that comes back must come back onto the page
            self._cache.store(key, fragment)
        return fragment

    def _pool(self) -> Executor:
        if self._executor is None:
            self._executor = WatchedPool(
                self._workers, self._limits, _LOADED, str(private_config(self._folder))
            )
        return self._executor
