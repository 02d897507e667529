"""How far counted stock was from the books, read from a session's journal: a figure that nobody has to type."""

from typing import NamedTuple

from simulator.kernel.entries import SHOP
from simulator.kernel.facts import CountPosted
from simulator.readiness.reports import Figure
from simulator.store.export import verify_run
from simulator.store.journal import Journal


class Counted(NamedTuple):
    """A sealed session of stock counts."""

    figure: Figure
    """库存差异率: all variances without their sign, of what the counted items cost; and of how many items."""
    head: str


def counted(journal: Journal, run: str) -> Counted | None:
    """None where the journal is not sealed and sound, or nothing was counted in it. Raises NoSuchRun."""
    verdict = verify_run(journal, run)
    if not (verdict.ok and verdict.sealed):
        return None
    posted = [entry.what for entry in journal.read(run) if isinstance(entry.what, CountPosted)]
    varied, on_book = sum(one.amount for one in posted), sum(one.on_book_value for one in posted)
    if on_book <= 0:
        return None
    whole, part = divmod(-(-varied * 10_000 // on_book), 100)  # never rounded in a store's favour
    items = sum(one.items for one in posted)
    return Counted(Figure(f"{whole}.{part:02d}%", items, SESSION), journal.heads(run)[SHOP].hash.hex())


SESSION, TYPED = "session", "typed"
"""In the place of a list's name: the figure was read from a session; somebody typed it beside a file."""
