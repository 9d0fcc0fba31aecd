"""How the address of a picture is told to the editor."""

from __future__ import annotations

from urllib.parse import unquote

_LONGEST = 100  # characters in a warning


def shown_address(url: str) -> str:
    """Return a picture's address for a warning: no folder of this machine, no embedded bytes."""
    scheme, _, rest = url.partition(":")
    short = {"file": unquote(rest.rpartition("/")[2]), "data": ""}
    return short.get(scheme.lower(), url)[:_LONGEST] or "without a description"
