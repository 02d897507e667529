"""What ships of the market: bytes with their hash in the file's name, and what they say.

    data/shop-<hash>.json.z    the shop: all that a run keeps of it, compressed
    data/year-<hash>.bin       its past year, see `past`

Nobody makes them again for a drill: a run keeps the shop it was played in, by content, as it does with any.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import decompress

import msgspec

from scenarios.shop import Shop, decode_shop

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SHOP = "market"


@cache
def shop() -> Shop:
    """The shop that ships. Raises ValueError when the file is not what its name says.

    What its stockroom knows of the goods follows from the assortment, and is not kept twice.
    """
    found = decode_shop(decompress(data("shop")))
    assert found.assortment is not None
    assert found.stocking is not None
    return msgspec.structs.replace(found, stocking=found.assortment.stocking(found.stocking))


def data(kind: str) -> bytes:
    """The bytes of one of the two files. Raises ValueError when they are not what the file's name says."""
    (source,) = (entry for entry in _room().iterdir() if entry.name.startswith(f"{kind}-"))
    found = source.read_bytes()
    expected, got = source.name.removeprefix(f"{kind}-").partition(".")[0], address(found)
    if got != expected:
        raise ValueError(f"{source.name}: expected a SHA-256 that begins with {expected}, got {got}")
    return found


def address(data: bytes) -> str:
    """What bytes are kept under."""
    return sha256(data).hexdigest()[:16]


def _room() -> "Traversable":
    return files("scenarios.market").joinpath("data")
