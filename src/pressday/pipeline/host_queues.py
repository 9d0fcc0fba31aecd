"""Many tasks at once, few of them in one lane: eight hosts at a time, and two articles of each."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

K = TypeVar("K")

_MOST = 16  # threads: the fetcher lets half of them ask, the others extract or write
_PER_LANE = 2
_PATIENCE_S = 1.0  # for what still runs when the lanes are left early


class Lanes(Generic[K]):
    """Runs tasks in threads and hands them back as they are done; a context manager.

    A lane is a host: tasks of one lane start in their order, and the lanes take
    turns, so that a source of a thousand articles does not keep the others waiting.
    The threads are daemons: one that hangs in a call to the system does not keep
    the program from ending.
    """

    def __init__(self, most: int = _MOST, per_lane: int = _PER_LANE) -> None:
        self._threads: list[Thread] = []
        self._tasks: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._most = most
        self._per_lane = per_lane
        self._waiting: dict[str, deque[tuple[K, Callable[[], Any]]]] = {}
        self._running: dict[Future[Any], tuple[str, K]] = {}
        self._done: SimpleQueue[Future[Any]] = SimpleQueue()

    def __enter__(self) -> Self:
        """Return the lanes themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """Start nothing more; what runs is waited for, but for a second at most."""
        self._waiting.clear()
        end = monotonic() + _PATIENCE_S
        for _thread in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(max(0.0, end - monotonic()))

    def put(self, lane: str, key: K, work: Callable[[], Any]) -> None:
        """Queue `work` behind what waits in `lane`; `key` tells it apart when it is done."""
        self._waiting.setdefault(lane, deque()).append((key, work))

    def done(self) -> Iterator[tuple[K, Future[Any]]]:
        """Yield each task when it is done, until there is none; more may be put meanwhile."""
        while self._waiting or self._running:
            self._start()
            future = self._done.get()
            _, key = self._running.pop(future)
            yield key, future

    def _start(self) -> None:
        busy = Counter(lane for lane, _ in self._running.values())
        free = self._most - len(self._running)
        while free and (lane := self._next(busy)) is not None:
            key, work = self._waiting[lane].popleft()
            # The lane goes behind the others, or away when nothing waits in it.
            rest = self._waiting.pop(lane)
            if rest:
                self._waiting[lane] = rest
            self._begin(lane, key, work)
            busy[lane] += 1
            free -= 1

    def _next(self, busy: Counter[str]) -> str | None:
        return next((lane for lane in self._waiting if busy[lane] < self._per_lane), None)

    def _begin(self, lane: str, key: K, work: Callable[[], Any]) -> None:
        future: Future[Any] = Future()
        future.add_done_callback(self._done.put)
        self._running[future] = (lane, key)
        self._tasks.put((future, work))
        if len(self._threads) < min(self._most, len(self._running)):
            self._threads.append(Thread(target=self._work, name="collect", daemon=True))
            self._threads[-1].start()

    def _work(self) -> None:
        while task := self._tasks.get():
            future, work = task
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - whoever asks for the result gets it
                future.set_exception(error)
