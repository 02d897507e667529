"""Makes what ships of the market anew, for authors: needs the extra `dev` (pypinyin), and a commit afterwards.

    python -m scenarios.market shop     the shop, from its words, in a second
    python -m scenarios.market year     its past year, from the shop that ships

The same words and the same seed make the same shop. Runs that were played in another one have kept it.
"""

import sys
import zlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from scenarios.market import kept
from scenarios.market.goods import Goods, goods
from scenarios.market.year import Making
from scenarios.policy_source import load_policy
from scenarios.shop import Shop, encode_shop
from scenarios.shop_source import furnish

SEED = 2026
READ_OTHERWISE = {"长": "chang", "茄": "qie", "轧": "zha", "乳": "ru", "校": "xiao"}
"""Signs of goods that the dictionary reads otherwise than people do."""


def make_goods() -> Goods:
    """The goods of the market, from its words."""
    return goods(SEED, load_policy("cn"), initials)


def make_shop(made: Goods) -> Shop:
    """The shop with its head. Raises ShopError with all that is wrong with it."""
    head = files("scenarios.market").joinpath("head.yaml").read_bytes()
    shop = furnish(kept.SHOP, head, made.items)
    return msgspec.structs.replace(shop, assortment=made.assortment)


def store(kind: str, suffix: str, data: bytes) -> Path:
    """Put bytes where they ship from, under their hash, in place of those that were there."""
    room = Path(str(files("scenarios.market").joinpath("data")))
    room.mkdir(exist_ok=True)
    for old in room.glob(f"{kind}-*"):
        old.unlink()
    path = room / f"{kind}-{kept.address(data)}{suffix}"
    path.write_bytes(data)
    return path


@lru_cache(maxsize=20_000)
def _letters(sign: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(READ_OTHERWISE.get(sign, sign), style=Style.FIRST_LETTER)).lower()


def initials(name: str) -> str:
    """`纯牛奶 1L` -> `cnn1l`."""
    letters = (READ_OTHERWISE[sign][0] if sign in READ_OTHERWISE else _letters(sign) for sign in name)
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def main(what: str) -> int:
    """Make one of the two, and say where it lies."""
    if what == "shop":
        print(store("shop", ".json.z", zlib.compress(encode_shop(make_shop(make_goods())), 9)))
        return 0
    if what == "year":
        year = Making(kept.shop(), make_goods().expected, SEED).run()
        print(store("year", ".bin", year))
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
