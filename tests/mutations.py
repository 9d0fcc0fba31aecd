"""Damages real inputs as networks, disks and strangers do; the same for the same seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LARGEST = 400_000  # bytes
_MARKS = (
    *(
        mark.encode()
        for mark in "< > & ; \" ' / </ <!-- --> <![CDATA[ ]]> <? &#x0; &# {{ [[ ]( ***".split()
    ),
    *(b"\0", b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\x1b$B", b"\n\n\n"),
    *(b"<table>", b"<svg>", b"<math>", b"</p>", b"<template>", b"<noscript>", b"<plaintext>"),
    *(b"-1", b"0", b"99999999999999999999", b"1e999", b"null", b"\xe2\x80\xae", b"PK\x03\x04"),
)


def mutants(samples: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """Yield damaged samples without end, each with one to six faults."""
    chance = random.Random(seed)  # noqa: S311 - the same faults for the same seed
    while True:
        data = chance.choice(samples)
        for _ in range(chance.randint(1, 6)):
            data = chance.choice(_WAYS)(data, samples, chance)[:LARGEST]
        yield data


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _flipped(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _number in range(chance.randint(1, 20) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + data[at + int(chance.expovariate(1 / 200)) :]


def _ended(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: _at(data, chance)]


def _repeated(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = _at(data, chance)
    piece = data[at : at + chance.choice((1, 5, 40, 400))]
    return data[:at] + piece * chance.choice((2, 50, 2000)) + data[at:]


def _marked(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + chance.choice(_MARKS) * chance.choice((1, 1, 3, 5000)) + data[at:]


def _spliced(data: bytes, samples: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(samples)
    start = _at(other, chance)
    piece = other[start : start + chance.choice((30, 300, 30_000))]
    at = _at(data, chance)
    return data[:at] + piece + data[at:]


_WAYS: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    _flipped,
    _cut,
    _ended,
    _repeated,
    _marked,
    _spliced,
)
