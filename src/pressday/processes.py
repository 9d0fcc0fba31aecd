"""Worker processes that do not run the main module again, and write to the log that is open.

Python's own begin by importing the script that started them, so that a script must be
written around that. Nothing we run in a worker is defined in one: ours need no such care.
"""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager, suppress
from multiprocessing import context, forkserver, popen_forkserver, resource_tracker
from threading import Lock, current_thread, main_thread
from typing import TYPE_CHECKING, Any

from pressday import logbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess

_STARTING = Lock()
_TOLD = ("__spec__", "__file__")  # by these multiprocessing tells a worker what to import


class _Popen(popen_forkserver.Popen):
    def _launch(self, process_obj: BaseProcess) -> None:
        with _STARTING, _main_hidden(), _keys_held():
            super()._launch(process_obj)  # type: ignore[misc]  # typeshed leaves it out


class _Process(context.ForkServerProcess):
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        self._log = logbook.current()

    def run(self) -> None:
        """Do what the process was made for."""
        with suppress(OSError):  # a log that cannot be kept must not stop the work
            logbook.join(self._log)
        super().run()

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> popen_forkserver.Popen:  # noqa: N802 - Python's name
        return _Popen(process_obj)


class ForkServer(context.ForkServerContext):
    """The start method `forkserver`, without the main module."""

    Process = _Process

    def set_forkserver_preload(self, module_names: list[str]) -> None:
        """Have the server import these modules, once for all processes."""
        super().set_forkserver_preload(["pressday.worker_start", *module_names])


def limit_memory(most: int) -> None:
    """Let this process take no more than `most` bytes of its own, where the system can see to it.

    What asks for more then fails with MemoryError, or takes its process down.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    within = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(OSError, ValueError):  # macOS refuses what is less than it already takes
        resource.setrlimit(resource.RLIMIT_DATA, (within, hard))


def load_ahead(*modules: str) -> None:
    """Start the process that workers are forked from, and let it import `modules` meanwhile."""
    ForkServer().set_forkserver_preload(list(modules))
    with _STARTING, _main_hidden(), _keys_held():
        forkserver.ensure_running()


@contextmanager
def unbroken() -> Iterator[None]:
    """Let Ctrl-C wait until the end of the context, in which processes are started.

    Half-started ones would find nothing of what their pool has thrown away by then.
    """
    if current_thread() is not main_thread():  # which Python never interrupts
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)
        if pressed:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _keys_held() -> Iterator[None]:
    """Hold SIGINT back from the processes that are started: they inherit the mask.

    Who presses Ctrl-C means the command, which ends its workers itself. Starting
    Python's tracker of resources lets go of the signal, so that comes first.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _main_hidden() -> Iterator[None]:
    main = sys.modules["__main__"]
    kept = {name: vars(main)[name] for name in _TOLD if name in vars(main)}
    for name in kept:
        delattr(main, name)
    main.__spec__ = None
    try:
        yield
    finally:
        del main.__spec__
        vars(main).update(kept)
