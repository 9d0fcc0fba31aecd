"""The watchdog: workers that set one flow each, and may take so long and so much for it."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from concurrent.futures import TimeoutError as TooLong
from typing import TYPE_CHECKING, Any

from pressday.press.pdf.setting import prepare
from pressday.processes import ForkServer, limit_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressday.limits import FlowLimits
    from pressday.press.pdf.manuscript import Copy

_MEGABYTE = 1_000_000

STRETCH = 100_000
"""Characters of a flow for which the limit of time holds: over ten thousand words."""


class StoppedError(Exception):
    """A flow that was stopped, because it took too long or too much."""


class WatchedPool(Executor):
    """A pool of processes in which a call that passes `limits` ends, and no other with it."""

    def __init__(
        self, workers: int, limits: FlowLimits, loaded: Sequence[str], font_config: str
    ) -> None:
        """Start nothing yet; `loaded` are modules for the process that workers are forked from."""
        from pebble import ProcessPool

        context = ForkServer()
        context.set_forkserver_preload(list(loaded))
        self._limits = limits
        self._pool: Any = ProcessPool(
            max_workers=workers,
            initializer=_begin,
            initargs=(font_config, limits.megabytes),
            context=context,
        )

    def submit(self, work: Callable[..., Any], /, copy: Copy, *more: Any) -> Future[Any]:  # type: ignore[override] # noqa: ANN401
        """Have a worker do `work` with `copy`, in the time that one so long may take."""
        result: Future[Any] = self._pool.schedule(
            work, args=(copy, *more), timeout=seconds_for(copy, self._limits)
        )
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as all executors have it
        """End the workers, with `cancel_futures` whatever they are doing."""
        if cancel_futures:
            self._pool.stop()
        else:
            self._pool.close()
        if wait:
            self._pool.join()


def seconds_for(copy: Copy, limits: FlowLimits) -> float:
    """Return how long setting `copy` may take: so many seconds for each stretch that it has."""
    return limits.seconds * (1 + len(copy.html) // STRETCH)


def _begin(font_config: str, megabytes: int) -> None:
    prepare(font_config)
    limit_memory(megabytes * _MEGABYTE)


def why_stopped(error: Exception, copy: Copy, limits: FlowLimits) -> StoppedError | None:
    """Return what the end of a call means for its flow; None for an error of its own."""
    from pebble import ProcessExpired

    if isinstance(error, TooLong):
        return StoppedError(f"stopped after {seconds_for(copy, limits):g} seconds")
    if isinstance(error, MemoryError):
        return StoppedError(f"stopped at {limits.megabytes} megabytes of memory")
    if isinstance(error, ProcessExpired):
        return StoppedError("it brought its typesetter down, or took all memory")
    return None
