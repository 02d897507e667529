"""Cells that hold one of a few words: a unit, a category, a role."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from simulator.importing.known import Known, plain
from simulator.importing.layout import Bad, Note, Read, Sort, Value
from simulator.importing.sheets import Cell
from simulator.importing.values import UNIT_WORDS, guarded, legible, narrow, read, read_text
from simulator.kernel.texts import Text
from simulator.kernel.units import UNITS

FEW = 12
PER = re.compile(r"([a-z]+) per \d{1,3} ?(?:g|cm|ml)")

ROLE_NAMES = {
    "cashier": Text("cashier", "收银员"),
    "supervisor": Text("supervisor", "收银主管"),
    "manager": Text("manager", "店长"),
    "stock_clerk": Text("stock clerk", "仓管员"),
}
ROLES = {
    plain(word): role
    for role, words in {
        "cashier": ("收银", "till operator"),
        "supervisor": ("主管", "领班", "收银组长", "值班经理", "head cashier"),
        "manager": ("经理", "副店长", "store manager", "duty manager"),
        "stock_clerk": ("仓管", "理货员", "收货员", "库管", "stockroom"),
    }.items()
    for word in (role, ROLE_NAMES[role].en, ROLE_NAMES[role].zh, *words)
}
"""What people call the roles."""


@lru_cache(maxsize=512)
def _alike(word: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(word, known, 1, 0.6)), "")


def _wrong(word: str, words: Mapping[str, str], names: Mapping[str, Text]) -> Bad:
    """What was expected, and the one that looks most like what came."""
    some = list(names.values())[:FEW]
    more = ", …" if len(names) > FEW else ""
    known = Text(", ".join(name.en for name in some) + more, "、".join(name.zh for name in some) + more[1:].strip())
    meant = words.get(_alike(word, tuple(words)), "")
    if meant:
        return Bad("importing.one_of_meant", known=known, meant=names.get(meant, Text(meant, meant)))
    return Bad("importing.one_of", known=known)


def _unit(cell: Cell, known: Known, habit: str) -> Value | Read:
    notes: list[Note] = []
    text = narrow(cell, notes)
    unit = UNIT_WORDS.get(plain(text))
    if unit is None:
        if (found := PER.fullmatch(text)) and found[1] in UNITS:
            return read(text, notes)
        raise _wrong(plain(text), UNIT_WORDS, {id: unit.one for id, unit in UNITS.items()})
    return read(unit, notes)


def _category(cell: Cell, known: Known, habit: str) -> Value | Read:
    word = plain(legible(cell))
    if word in known.categories:
        return known.categories[word]
    if not known.categories:
        return read_text(cell, known, habit)
    names = {id: known.category_names.get(id, Text(id, id)) for id in known.categories.values()}
    raise _wrong(word, known.categories, names)


def _role(cell: Cell, known: Known, habit: str) -> Value | Read:
    word = plain(legible(cell))
    if word not in ROLES:
        raise _wrong(word, ROLES, ROLE_NAMES)
    return ROLES[word]


UNIT, CATEGORY, ROLE = Sort(_unit), Sort(_category, guarded), Sort(_role)
