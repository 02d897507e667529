"""What a till takes of memory: everything that hangs on it and is not the shop's.

>>> footprint([1, 2, 3]) > footprint([])
True
"""

import gc
import sys
from types import BuiltinFunctionType, FunctionType, ModuleType

import msgspec

from simulator.pos.rules import Rules

SHARED = (Rules, type, ModuleType, FunctionType, BuiltinFunctionType)
"""One for all tills, or for all programs."""


def footprint(thing: object) -> int:
    """Bytes of a thing and of all that it leads to, each counted once."""
    seen: set[int] = set()
    total, left = 0, [thing]
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, SHARED):
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        if isinstance(one, msgspec.Struct):  # many are made without the collector's knowledge
            left += [getattr(one, name) for name in one.__struct_fields__]
        else:
            left += gc.get_referents(one)
    return total
