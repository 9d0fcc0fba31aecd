"""The bytes of a picture that a draft refers to, from wherever it may be read."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from pressday.errors import FetchError, SourceError
from pressday.sources.files.original import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pressday.fetch import Fetcher
    from pressday.sources.reading import Reading

LARGEST = 20_000_000  # bytes of one picture
_SHOWN = 60  # characters of an address in a message


def load_picture(url: str, reading: Reading, fetcher: Fetcher) -> bytes:
    """Return the bytes of the picture at `url`, which stands in `reading`.

    http and https go through the fetcher, `data:` is decoded, `file:` is read
    only inside the reading's own folder, links resolved. Raises FetchError.
    """
    scheme = url.partition(":")[0].lower()
    loader = _LOADERS.get(scheme)
    if loader is None:
        raise FetchError("not an address of a picture", where=url[:_SHOWN])
    return loader(url, reading, fetcher)


def _from_web(url: str, reading: Reading, fetcher: Fetcher) -> bytes:
    # Some servers give pictures only to those who come from the page they stand on. A page
    # is where it was read: what it says of its own address opens no private host.
    return fetcher.get(url, "picture", referer=reading.url or reading.draft.url).body


def _from_folder(url: str, reading: Reading, _: Fetcher) -> bytes:
    from urllib.request import url2pathname

    try:
        parts = urlsplit(url)
        path = url2pathname(parts.path)
    except ValueError as error:
        raise FetchError(f"not a usable address ({error})", where=url[:_SHOWN]) from error
    folder = reading.folder
    if folder is None or parts.netloc not in {"", "localhost"} or "\0" in path:
        raise FetchError("pictures of this article are not read from this machine", where=url)
    try:
        real = (folder / path).resolve()
        if not real.is_relative_to(folder.resolve()):
            raise FetchError("lies outside the article's own folder", where=url)
        return read_bytes(real, LARGEST)
    except (SourceError, OSError, RuntimeError) as error:
        message = error.message if isinstance(error, SourceError) else str(error)
        raise FetchError(message, where=url) from error


def _from_address(url: str, _: Reading, __: Fetcher) -> bytes:
    """Decode a `data:` address (RFC 2397)."""
    head, _comma, body = url.partition(",")
    media_type, *parameters = head[len("data:") :].lower().split(";")
    if not media_type.startswith("image/"):
        raise FetchError("the data in the address is no picture", where=url[:_SHOWN])
    if len(body) > 3 * LARGEST:  # every byte may be written as %XX
        raise FetchError("larger than 20 MB", where=url[:_SHOWN])
    data = unquote_to_bytes(body)
    if parameters and parameters[-1].strip() == "base64":
        data = _from_base64(data, url)
    if len(data) > LARGEST:
        raise FetchError("larger than 20 MB", where=url[:_SHOWN])
    return data


def _from_base64(data: bytes, url: str) -> bytes:
    packed = b"".join(data.split()).rstrip(b"=")
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except binascii.Error as error:
        raise FetchError("the data in the address is broken", where=url[:_SHOWN]) from error


_LOADERS: Mapping[str, Callable[[str, Reading, Fetcher], bytes]] = {
    "http": _from_web,
    "https": _from_web,
    "file": _from_folder,
    "data": _from_address,
}
