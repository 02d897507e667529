"""Speed and care by the names that stores use, as one more fold of the journal of one station.

Every measure says how many things it was taken from, and from which entries; without any it is N/O. Nothing here is a
grade.

`items_per_minute`     rings: pieces sold per minute of ring time (sale open and not yet being paid, till not dark).
`right_per_minute`     the same for goods charged rightly, as the customers' bags show: what pace is graded on.
`tender_time`          median from the total asked for to payment complete.
`idle`                 share of the time that customers were there in which nobody was served: somebody queued, and
                       no one stood at the counter or was called to it. Greeting, change and goodbye are service.
`scanned`              share of lines sold that a scanner read, against typed and picked ones.
`line_voids`, `sale_voids`     单品取消 and 整单取消.
`queue_wait`, `queue_wait_p95` median and 95th percentile (nearest rank) of the time in the queue.
`served`, `lost`       customers who left content; who gave up or were sent away.
`hints`                asked for or given.
`over_short`           长短款: the drawer as counted less what the books say.

At the manager's desk there are others:

`settled`              matters that somebody decided or brought to an end.
`answer_time`          median from a matter's coming to that.

In a stockroom there are others (`grading/stock_measures.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from grading.rests import Places, Rests, places
from grading.result import Measure, Unit
from grading.stock_measures import STEPS as STOCK_STEPS
from grading.stock_measures import StockMeter, stock_measures
from simulator.kernel import facts, stimuli
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import divide


@dataclass(slots=True)
class Meter:
    """What the measures are taken from; times in virtual milliseconds."""

    items: int = 0
    lines: int = 0
    scanned: int = 0
    entered: int = 0
    """Lines sold that a person typed or picked."""
    right: int = 0
    ring: int = 0
    ringing: int | None = None
    """Since when the open sale has been rung up."""
    interrupted: bool = False
    """The till went dark while it was."""
    tendering: Entry | None = None
    tenders: list[int] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)
    voided_lines: int = 0
    voided_sales: int = 0
    sales: int = 0
    served: int = 0
    lost: int = 0
    hints: int = 0
    over_short: int | None = None
    answers: list[int] = field(default_factory=list)
    """How long matters of the manager's desk took."""
    settled: int = 0
    """Matters, and points of lists, that were brought to an end."""
    desk: bool = False
    on: bool = False
    here: str = ""
    """Who is served: called, or at the counter."""
    waiting: frozenset[str] = frozenset()
    """Customers in the queue or at the counter."""
    since: int = 0
    """When one of `on`, `here`, `waiting` last changed."""
    attended: int = 0
    """Time that the till was on and customers were there."""
    idle: int = 0
    """Of that, the time in which nobody was served."""
    stock: StockMeter | None = None
    """Of a run in a stockroom."""
    rests: Rests = field(default_factory=Rests)

    def fork(self) -> "Meter":
        """An independent copy."""
        rests = self.rests.fork()
        stock = replace(self.stock, rests=rests) if self.stock is not None else None
        tenders, waits, answers = self.tenders.copy(), self.waits.copy(), self.answers.copy()
        return replace(self, tenders=tenders, waits=waits, answers=answers, stock=stock, rests=rests)

    def see(self, entry: Entry) -> None:
        step = STEPS.get(type(entry.what))
        if step is not None:
            step(self, entry)

    def turn(self, entry: Entry) -> None:
        """Account for the time since the last change; called before each."""
        at = entry.at
        self.rests.attended.append(entry)
        if self.on and self.waiting:
            self.attended += at - self.since
            if not self.here:
                self.idle += at - self.since
        self.since = at

    def ring_up(self, entry: Entry) -> None:
        self.ringing = entry.at
        self.rests.rung.append(entry)

    def stop_ringing(self, entry: Entry) -> None:
        if self.ringing is not None:
            self.ring += entry.at - self.ringing
            self.ringing = None
            self.rests.rung.append(entry)


LOST = ("gave_up", "refused")
Step = Callable[[Meter, Entry], None]
STEPS: dict[type[Event], Step] = {}


def _on(*events: type[Event]) -> Callable[[Step], Step]:
    def register(step: Step) -> Step:
        STEPS.update(dict.fromkeys(events, step))
        return step

    return register


@_on(facts.StationOpened, facts.StationClosed, facts.CashierSignedOn)
def _switched(m: Meter, entry: Entry) -> None:
    m.turn(entry)
    m.on = not isinstance(entry.what, facts.StationClosed)
    if isinstance(entry.what, facts.StationClosed):
        m.stop_ringing(entry)
        m.over_short = (m.over_short or 0) + entry.what.over_short
        m.rests.closed.append(entry)


@_on(facts.StockroomOpened)
def _stockroom(m: Meter, entry: Entry) -> None:
    m.stock = StockMeter(rests=m.rests)


@_on(facts.TillWentDark)
def _dark(m: Meter, entry: Entry) -> None:
    m.turn(entry)
    m.on, m.interrupted = False, m.ringing is not None
    m.stop_ringing(entry)


@_on(facts.TillStarted)
def _light(m: Meter, entry: Entry) -> None:
    m.turn(entry)
    m.on = True
    if m.interrupted:
        m.interrupted = False
        m.ring_up(entry)


@_on(facts.SaleOpened, facts.SaleResumed)
def _opened(m: Meter, entry: Entry) -> None:
    m.ring_up(entry)


@_on(facts.SaleSuspended, facts.SaleVoided)
def _put_away(m: Meter, entry: Entry) -> None:
    m.tendering = None
    m.stop_ringing(entry)
    if isinstance(entry.what, facts.SaleVoided):
        m.voided_sales += 1
        m.rests.sale_voids.append(entry)


@_on(facts.TenderStarted)
def _tender(m: Meter, entry: Entry) -> None:
    m.stop_ringing(entry)
    m.tendering = entry


@_on(facts.TenderCancelled)
def _back(m: Meter, entry: Entry) -> None:
    m.tendering = None
    m.ring_up(entry)


@_on(facts.SaleCompleted)
def _completed(m: Meter, entry: Entry) -> None:
    assert isinstance(entry.what, facts.SaleCompleted)
    m.stop_ringing(entry)
    m.sales += 1
    m.rests.sold.append(entry)
    if m.tendering is not None:
        m.tenders.append(entry.at - m.tendering.at)
        m.rests.tendered += (m.tendering, entry)
        m.tendering = None
    hows = [line.how for line in entry.what.lines]
    m.lines += len(hows) - hows.count("slip")
    m.items += sum([line.quantity for line in entry.what.lines if line.how != "slip"])
    m.scanned += hows.count("scan")
    m.entered += hows.count("code") + hows.count("pick")


@_on(facts.LineVoided)
def _line_voided(m: Meter, entry: Entry) -> None:
    m.voided_lines += 1
    m.rests.line_voids.append(entry)


@_on(stimuli.CustomerArrived)
def _arrived(m: Meter, entry: Entry) -> None:
    assert isinstance(entry.what, stimuli.CustomerArrived)
    m.turn(entry)
    m.waiting |= {entry.what.customer}


@_on(facts.NextCalled, stimuli.CustomerSteppedUp, stimuli.CustomerReturned)
def _served(m: Meter, entry: Entry) -> None:
    """Somebody comes to the counter; who is back and finds another one there queues again."""
    what = entry.what
    assert isinstance(what, facts.NextCalled | stimuli.CustomerSteppedUp | stimuli.CustomerReturned)
    m.turn(entry)
    m.waiting |= {what.customer}
    if not m.here or not isinstance(what, stimuli.CustomerReturned):
        m.here = what.customer


@_on(stimuli.CustomerSteppedAside)
def _stepped_aside(m: Meter, entry: Entry) -> None:
    assert isinstance(entry.what, stimuli.CustomerSteppedAside)
    m.turn(entry)
    m.waiting -= {entry.what.customer}
    m.here = "" if m.here == entry.what.customer else m.here


@_on(facts.VisitEnded)
def _left(m: Meter, entry: Entry) -> None:
    what = entry.what
    assert isinstance(what, facts.VisitEnded)
    m.turn(entry)
    m.waiting -= {what.customer}
    m.here = "" if m.here == what.customer else m.here
    m.waits.append(what.waited)
    m.rests.left.append(entry)
    m.right += what.charged
    m.served += what.reason == "served"
    m.lost += what.reason in LOST


@_on(facts.DeskOpened)
def _desk(m: Meter, entry: Entry) -> None:
    m.desk = True


_SETTLING: tuple[type[Event], ...] = (
    facts.RequestDecided, facts.PinHandled, facts.TicketClosed, facts.QuestionAnswered, facts.CaseConcluded,
    facts.AllClearGiven, facts.GoLiveDecided, facts.PromotionPublished, facts.DraftSentBack, facts.OrderSettled,
)  # fmt: skip
"""With each of these a matter of the manager's desk is brought to an end, or a step of it."""


@_on(*_SETTLING)
def _settled(m: Meter, entry: Entry) -> None:
    took = getattr(entry.what, "took", None)
    assert isinstance(took, int), "what brings a matter to an end says how long it took"
    m.answers.append(took)
    m.settled += 1
    m.rests.answered.append(entry)


@_on(facts.PointSettled, facts.FloatHandedOut, facts.RightsConfirmed, facts.RosterPublished, facts.TillRead)
def _brought_to_an_end(m: Meter, entry: Entry) -> None:
    m.settled += 1
    m.rests.ended.append(entry)


@_on(stimuli.HintShown)
def _hint(m: Meter, entry: Entry) -> None:
    m.hints += 1
    m.rests.hints.append(entry)


def _in_stockroom(m: Meter, entry: Entry) -> None:
    if m.stock is not None:
        m.stock.see(entry)


STEPS.update(dict.fromkeys(STOCK_STEPS, _in_stockroom))


def measures(m: Meter) -> tuple[Measure, ...]:
    """What the meter shows, in the order of the module's table."""
    r = m.rests
    if m.desk:
        return _at_the_desk(m)
    hints = _measure("hints", "count", m.hints, 1, places(r.hints))
    if m.stock is not None:
        return (*stock_measures(m.stock), hints)
    closed = m.over_short is not None
    visits = len(m.waits)
    rung = m.lines + m.voided_lines
    ended = m.sales + m.voided_sales
    return (
        _rate("items_per_minute", m.items, m.ring, places(r.rung, r.sold)),
        _rate("right_per_minute", m.right, m.ring, places(r.rung, r.left)),
        _measure("tender_time", "ms", _median(m.tenders), len(m.tenders), places(r.tendered)),
        _measure("idle", "percent", _share(m.idle, m.attended), int(m.attended > 0), places(r.attended)),
        _measure("scanned", "percent", _share(m.scanned, m.scanned + m.entered), m.scanned + m.entered, places(r.sold)),
        _measure("line_voids", "count", m.voided_lines, rung, places(r.line_voids)),
        _measure("sale_voids", "count", m.voided_sales, ended, places(r.sale_voids)),
        _measure("queue_wait", "ms", _median(m.waits), visits, places(r.left)),
        _measure("queue_wait_p95", "ms", _rank(m.waits, 95), visits, places(r.left)),
        _measure("served", "count", m.served, visits, places(_gone(m, "served"))),
        _measure("lost", "count", m.lost, visits, places(_gone(m, *LOST))),
        hints,
        _measure("over_short", "money", m.over_short, int(closed), places(r.closed)),
    )


def _gone(m: Meter, *reasons: str) -> list[Entry]:
    """Visits that ended so."""
    return [entry for entry in m.rests.left if getattr(entry.what, "reason", "") in reasons]


def _at_the_desk(m: Meter) -> tuple[Measure, ...]:
    r = m.rests
    return (
        _measure("settled", "count", m.settled, m.settled, places(r.answered, r.ended)),
        _measure("answer_time", "ms", _median(m.answers), len(m.answers), places(r.answered)),
        _measure("hints", "count", m.hints, 1, places(r.hints)),
    )


def _measure(name: str, unit: Unit, value: int | float | None, n: int, entries: Places) -> Measure:
    return Measure(name, value if n else None, unit, n, entries)


def _rate(name: str, things: int, ms: int, entries: Places) -> Measure:
    """Things per minute, to a tenth."""
    return Measure(name, per_minute(things, ms) if things and ms else None, "per_minute", things, entries)


def per_minute(things: int, ms: int) -> float:
    return divide(things * 600_000, ms) / 10


def _share(part: int, whole: int) -> float | None:
    """Percent, to a tenth."""
    return divide(part * 1000, whole) / 10 if whole else None


def _median(values: list[int]) -> int | None:
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else divide(ordered[half - 1] + ordered[half], 2)


def _rank(values: list[int], percent: int) -> int | None:
    """Nearest rank: the smallest value that at least `percent` of all do not exceed."""
    return sorted(values)[-(-len(values) * percent // 100) - 1] if values else None
