"""Fetchers that may reach the loopback address, and a cache in a dictionary."""

from __future__ import annotations

from typing import Any

from pressday.fetch import Cached, Fetcher, Limits, user_agent

STRANGER = "127.0.0.2"
QUICK = Limits(backoff_s=0.01, total_s=20, silence_s=20)


class Memory:
    """A cache in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Cached] = {}

    def lookup(self, key: str, /) -> Cached | None:
        return self.kept.get(key)

    def store(self, key: str, cached: Cached, /) -> None:
        self.kept[key] = cached


def fetcher(limits: Limits = QUICK, cache: Memory | None = None, **switches: Any) -> Fetcher:
    return Fetcher(user_agent("editor@paper.example"), cache, {"127.0.0.1"}, limits, **switches)
