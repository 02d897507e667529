"""How far counted stock was from the books, read from a session's journal: a figure that nobody has to type."""

from typing import NamedTuple

from simulator.kernel.facts import CountPosted
from simulator.readiness.figures import SESSION, Figure
from simulator.readiness.pool import proven
from simulator.store.journal import Journal


class Counted(NamedTuple):
    """A sealed session of stock counts."""

    figure: Figure
    """库存差异率: all variances without their sign, of what the counted items cost; and of how many items."""
    head: str


def counted(journal: Journal, run: str) -> Counted | None:
    """None where the journal is not sealed and sound, or nothing was counted in it."""
    head = proven(journal, run)
    if not head:
        return None
    posted = [entry.what for entry in journal.read(run) if isinstance(entry.what, CountPosted)]
    varied, on_book = sum(one.amount for one in posted), sum(one.on_book_value for one in posted)
    if on_book <= 0:
        return None
    whole, part = divmod(-(-varied * 10_000 // on_book), 100)  # never rounded in a store's favour
    items = sum(one.items for one in posted)
    return Counted(Figure(f"{whole}.{part:02d}%", items, SESSION), head)
