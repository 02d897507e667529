"""Speed and care in a stockroom, by the names that stores use.

`lines_per_minute`   lines of receipts entered per minute of receiving, from its start to the posting.
`received_right`     share of the items on posted receipts that are as they stood at the dock.
`count_accuracy`     share of the items counted and posted whose count is what lay there (盘点准确率).
`variance`           盘盈盘亏: all variances posted, without their sign, as a share of what the counted items cost.
`miscounted`         what was counted wrongly and posted, as a share of the same: a stock that is 0.5 % right or better.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from grading.rests import Places, Rests, places
from grading.result import Measure
from simulator.kernel import facts
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import divide


@dataclass(slots=True)
class StockMeter:
    """What the measures are taken from; times in virtual milliseconds."""

    lines: int = 0
    receiving: int = 0
    since: int | None = None
    """When the receipt under way was begun."""
    items: int = 0
    """On posted receipts."""
    off: int = 0
    counted: int = 0
    miscounted: int = 0
    varied: int = 0
    wrong: int = 0
    on_book: int = 0
    rests: Rests = field(default_factory=Rests)

    def see(self, entry: Entry) -> None:
        step = STEPS.get(type(entry.what))
        if step is not None:
            step(self, entry)


def _begun(m: StockMeter, entry: Entry) -> None:
    m.since = entry.at
    m.rests.received.append(entry)


def _line(m: StockMeter, entry: Entry) -> None:
    m.lines += 1
    m.rests.received.append(entry)


def _undone(m: StockMeter, entry: Entry) -> None:
    m.lines -= 1
    m.rests.received.append(entry)


def _ended(m: StockMeter, entry: Entry) -> None:
    if m.since is not None:
        m.receiving += entry.at - m.since
        m.since = None
        m.rests.received.append(entry)
    if isinstance(entry.what, facts.ReceiptPosted):
        m.rests.receipts.append(entry)
        m.items += len(entry.what.lines)
        m.off += entry.what.items_off


def _counted(m: StockMeter, entry: Entry) -> None:
    assert isinstance(entry.what, facts.CountPosted)
    m.counted += entry.what.items
    m.miscounted += entry.what.miscounted
    m.varied += entry.what.amount
    m.wrong += entry.what.wrong_value
    m.on_book += entry.what.on_book_value
    m.rests.counts.append(entry)


STEPS: dict[type[Event], Callable[[StockMeter, Entry], None]] = {
    facts.ReceivingStarted: _begun,
    facts.GoodsReceived: _line,
    facts.GoodsRejected: _line,
    facts.ReceivedUndone: _undone,
    facts.ReceiptPosted: _ended,
    facts.ReceiptCancelled: _ended,
    facts.CountPosted: _counted,
}


def stock_measures(m: StockMeter) -> tuple[Measure, ...]:
    """What the meter shows, in the order of the module's table."""
    rate = divide(m.lines * 600_000, m.receiving) / 10 if m.lines and m.receiving else None
    receipts, counts = places(m.rests.receipts), places(m.rests.counts)
    return (
        Measure("lines_per_minute", rate, "per_minute", m.lines, places(m.rests.received)),
        _share("received_right", m.items - m.off, m.items, m.items, receipts),
        _share("count_accuracy", m.counted - m.miscounted, m.counted, m.counted, counts),
        _share("variance", m.varied, m.on_book, m.counted, counts),
        _share("miscounted", m.wrong, m.on_book, m.counted, counts),
    )


def _share(name: str, part: int, whole: int, n: int, entries: Places) -> Measure:
    """Percent, to a tenth."""
    return Measure(name, divide(part * 1000, whole) / 10 if whole > 0 else None, "percent", n, entries)
