"""The only door to the network: addresses in, checked and limited bytes out."""

from pressday.fetch.access import Access, access_for
from pressday.fetch.cache import Cache, Cached
from pressday.fetch.fetcher import Fetcher
from pressday.fetch.limits import Kind, Limits
from pressday.fetch.response import Response, user_agent
from pressday.fetch.urls import canonical_url, same_key

__all__ = [
    "Access",
    "Cache",
    "Cached",
    "Fetcher",
    "Kind",
    "Limits",
    "Response",
    "access_for",
    "canonical_url",
    "same_key",
    "user_agent",
]
