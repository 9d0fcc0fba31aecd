"""The only door to the network: addresses in, checked and limited bytes out."""

from pressday.fetch.cache import Cache, Cached
from pressday.fetch.fetcher import Fetcher, Response, user_agent
from pressday.fetch.limits import Kind, Limits
from pressday.fetch.urls import canonical_url

__all__ = [
    "Cache",
    "Cached",
    "Fetcher",
    "Kind",
    "Limits",
    "Response",
    "canonical_url",
    "user_agent",
]
