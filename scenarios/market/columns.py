"""Long columns of whole numbers as few bytes, that come back fast.

A column of numbers wider than a byte is kept as planes, all low bytes first: they compress far better so. Nothing here
knows what the numbers mean.

>>> unplaned(planed([1, 70_000, 3], 3), 3).tolist()
[1, 70000, 3]
>>> spread(*sparse([0, 0, 7, 0, 260]), 5).tolist()
[0, 0, 7, 0, 260]
"""

import bz2
import lzma
from array import array
from collections.abc import Sequence
from itertools import accumulate
from sys import byteorder

FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9, "lc": 0, "lp": 0, "pb": 0}]
"""Counts from day to day have little to do with each other: what stands before says nothing of what follows."""


def pressed(data: bytes) -> bytes:
    """Compressed, by whichever way comes out shorter."""
    return min(lzma.compress(data, format=lzma.FORMAT_XZ, filters=FILTERS), bz2.compress(data), key=len)


def unpressed(data: bytes) -> bytes:
    """As it was: the first bytes say which way it went."""
    return bz2.decompress(data) if data.startswith(b"BZh") else lzma.decompress(data)


def planed(values: Sequence[int], width: int) -> bytes:
    """A column of numbers of so many bytes each, none negative, plane by plane."""
    whole = b"".join(value.to_bytes(width, "little") for value in values)
    return b"".join(whole[at::width] for at in range(width))


def unplaned(data: bytes, width: int) -> "array[int]":
    """The column that `planed` made, each number in eight bytes."""
    count = len(data) // width
    whole = bytearray(8 * count)
    for at in range(width):
        whole[at::8] = data[at * count : (at + 1) * count]
    column = array("Q")
    column.frombytes(whole)
    if byteorder == "big":
        column.byteswap()
    return column


def sparse(values: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of a column that is mostly 0: how far each other number is from the one before, and the number."""
    gaps, found, last = [], [], -1
    for at, value in enumerate(values):
        if value:
            gaps.append(at - last)
            found.append(value)
            last = at
    return gaps, found


def spread(gaps: Sequence[int], values: Sequence[int], length: int) -> "array[int]":
    """The column that `sparse` took apart."""
    column = array("q", bytes(8 * length))
    for at, value in zip(accumulate(gaps), values, strict=True):
        column[at - 1] = value
    return column
