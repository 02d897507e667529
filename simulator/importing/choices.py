"""Cells that hold one of a few words: a unit, a category, a role."""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from simulator.importing.known import Known, plain
from simulator.importing.layout import Bad, Note, Read, Sort, Value
from simulator.importing.sheets import Cell
from simulator.importing.values import UNIT_WORDS, legible, narrow, read
from simulator.kernel.units import UNITS

FEW = 12
PER = re.compile(r"([a-z]+) per \d{1,3} ?(?:g|cm|ml)")

ROLES = {
    plain(word): role
    for role, words in {
        "cashier": ("cashier", "收银员", "收银", "till operator"),
        "supervisor": ("supervisor", "收银主管", "主管", "领班", "收银组长", "值班经理", "head cashier"),
        "manager": ("manager", "店长", "经理", "store manager", "duty manager", "副店长"),
        "stock_clerk": ("stock clerk", "仓管员", "仓管", "理货员", "收货员", "库管"),
    }.items()
    for word in words
}
"""What people call the roles."""


@lru_cache(maxsize=512)
def _alike(word: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(word, known, 1, 0.6)), "")


def _wrong(word: str, words: Mapping[str, str], ids: Iterable[str]) -> Bad:
    """What was expected, and the one that looks most like what came."""
    listed = list(dict.fromkeys(ids))
    some = ", ".join(listed[:FEW]) + (", …" if len(listed) > FEW else "")
    meant = words.get(_alike(word, tuple(words)), "")
    return Bad("importing.one_of_meant", known=some, meant=meant) if meant else Bad("importing.one_of", known=some)


def _unit(cell: Cell, known: Known, habit: str) -> Value | Read:
    notes: list[Note] = []
    text = narrow(cell, notes)
    unit = UNIT_WORDS.get(plain(text))
    if unit is None:
        if (found := PER.fullmatch(text)) and found[1] in UNITS:
            return read(text, notes)
        raise _wrong(plain(text), UNIT_WORDS, UNITS)
    return read(unit, notes)


def _of(words: Callable[[Known], Mapping[str, str]]) -> Callable[[Cell, Known, str], Value | Read]:
    def one_of(cell: Cell, known: Known, habit: str) -> Value | Read:
        among = words(known)
        word = plain(legible(cell))
        if word in among:
            return among[word]
        if not among:
            return legible(cell).strip()
        raise _wrong(word, among, among.values())

    return one_of


UNIT = Sort(_unit)
CATEGORY = Sort(_of(lambda known: known.categories))
ROLE = Sort(_of(lambda known: ROLES))
