"""Which physical goods the lines of a bill charge."""

from simulator.kernel.facts import Line
from simulator.pos.state import Till
from simulator.pos.visits import Visit


def assign(visit: Visit, good: str, sku: str, quantity: int) -> tuple[str, ...]:
    """Which physical goods a line charges: the one in hand (even when it is another item), then others of the sku."""
    charged = visit.charged
    found = []
    if good and good in visit.goods and good not in charged:
        found.append(good)
    if len(found) < quantity:
        for other in visit.goods.values():
            if (
                other.sku == sku
                and not other.back
                and other.id not in charged
                and other.id not in found
                and other.id not in visit.set_aside
                and (other.place == "belt" or other.id in visit.found)
            ):
                found.append(other.id)
                if len(found) == quantity:
                    break
    return tuple(found)


def charge(till: Till, line: Line) -> None:
    for good in line.goods:
        visit = owner(till, good)
        if visit is not None:
            visit.charged[good] = line.sku


def release(till: Till, line: Line) -> None:
    for good in line.goods:
        visit = owner(till, good)
        if visit is not None:
            visit.charged.pop(good, None)


def owner(till: Till, good: str) -> Visit | None:
    """Whose good it is: not always whose basket, where the wrong one was resumed; None when they have left."""
    here = till.counter.visit
    if here is not None and good in here.goods:
        return here
    return next((visit for visit in till.counter.visits.values() if good in visit.goods), None)
