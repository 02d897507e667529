"""Laws of the drawer, whatever a person does and in whatever order: nothing appears, nothing is erased."""

from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command, Event
from simulator.kernel.money import worth
from tests.pos.counter import FLOAT, MILK, RULES, Counter, replay_is_live
from tests.pos.test_laws import operations, thorough

notes = st.dictionaries(st.sampled_from([50, 100, 500, 1000, 10000]), st.integers(1, 3), max_size=3)
Step = Callable[[Counter], None]


def ready(counter: Counter) -> None:
    """Whatever was pressed before: somebody stands at a till that runs, with nothing open and nobody in front."""
    do = counter.do
    for command in (c.ComeBack(), c.CancelAuthorization(), c.UnlockTill("c1"), c.UnlockDrawer()):
        do(command)
    if counter.till.outage.dark:
        counter.hear(s.PowerReturned())
        do(c.RestartTill())
    for customer in list(counter.till.counter.visits):
        counter.hear(s.CustomerLeft(customer))
    if counter.till.sale is not None:
        do(c.CancelTender())
        do(c.SuspendSale())
    if counter.till.drawer.open:
        do(c.CloseDrawer())


def sale(false: int, change_off: int, sticks: int) -> Step:
    """Somebody pays with a hundred, perhaps a false one, and gets change that may be wrong; the drawer may stick."""

    def step(counter: Counter) -> None:
        ready(counter)
        counter.customer("milk")
        counter.do(c.Scan(code=MILK))
        counter.do(c.StartTender())
        counter.hear(s.CashOffered(f"c{counter.served}", {10000: 1}, {10000: 1} if false else {}))
        if false > 1:
            counter.do(c.CheckNote(10000))
        counter.do(c.TenderCash(10000))
        if sticks:
            counter.hear(s.DrawerStuck())
        if sticks > 1:
            counter.do(c.UnlockDrawer())
        counter.do(c.TakeCash({10000: 1}))
        counter.do(c.GiveChange({1000: 1, 100: 1 + change_off}))
        counter.do(c.CloseDrawer())
        counter.leave()

    return step


def by_phone(counter: Counter) -> None:
    ready(counter)
    counter.customer("milk")
    counter.do(c.Scan(code=MILK))
    counter.do(c.StartTender())
    counter.do(c.TenderMobile("13**"))
    counter.hear(s.PaymentAnswered(f"till-1-{counter.till.requests}", "approved"))
    counter.leave()


def by_hand(kind: Callable[[dict[int, int]], Command], pieces: dict[int, int]) -> Step:
    """Open the drawer for it, then as many of those pieces as there are."""

    def step(counter: Counter) -> None:
        ready(counter)
        counter.do(kind({}))
        held = counter.till.drawer.pieces
        there = {value: min(count, held.get(value, 0)) for value, count in pieces.items()}
        counter.do(kind({value: count for value, count in there.items() if count}))

    return step


def counted(off: dict[int, int]) -> Step:
    """Declare what lies there, but for some pieces overlooked."""

    def step(counter: Counter) -> None:
        ready(counter)
        for ticket in list(counter.till.suspended):
            counter.do(c.ResumeSale(ticket))
            counter.do(c.VoidSale())
            counter.do(c.EnterPin("s1"))
        counter.do(c.CountDrawer())
        left = {value: count - off.get(value, 0) for value, count in counter.till.drawer.pieces.items()}
        counter.do(c.CountDrawer({value: count for value, count in left.items() if count > 0}))
        counter.do(c.CloseDrawer())

    return step


def end_of_day(counter: Counter) -> None:
    counted({})(counter)
    counter.do(c.ZReport())


PAYING: list[Callable[[dict[int, int]], Command]] = [lambda p: c.PayIn("other", p), lambda p: c.PayOut("other", p)]


def pressed(event: Event) -> Step:
    def step(counter: Counter) -> None:
        if not isinstance(event, s.CashOffered) or event.customer in counter.till.counter.visits:
            counter.do(event) if isinstance(event, Command) else counter.hear(event)  # type: ignore[arg-type]

    return step


steps = st.one_of(
    st.builds(sale, st.integers(0, 2), st.integers(-1, 1), st.sampled_from([0, 0, 1, 2])),
    st.just(by_phone),
    st.builds(by_hand, st.sampled_from([c.DropCash, c.BankDrop, c.CountFloat]), notes),
    st.builds(by_hand, st.sampled_from(PAYING), notes),
    st.just(end_of_day),
    st.builds(counted, notes),
    st.builds(pressed, operations),
    st.builds(pressed, st.builds(s.ReliefCounted, notes)),
    st.sampled_from([c.XReport(), c.ZReport(), s.CashSupplied("s1", {100: 10}, {1000: 1}), s.TimeUp()]).map(pressed),
)  # fmt: skip
acts = st.lists(steps, max_size=12)


def played(acted: Sequence[Step]) -> Counter:
    counter = Counter()
    for step in acted:
        step(counter)
    return counter


def closed(counter: Counter) -> None:
    """The shift's end, however it stands."""
    ready(counter)
    counter.hear(s.ShiftEnded())


@thorough
@given(acts)
def test_the_drawer_is_float_and_what_went_in_less_what_went_out(acted: list[Step]) -> None:
    counter = played(acted)
    float_, sold, expected_moves, real_moves, thrown_out = worth(FLOAT), 0, 0, 0, 0
    for entry in counter.tape.entries:
        match entry.what:
            case f.FloatCounted(counted=counted):
                float_ = counted
            case f.SaleCompleted() as sale:
                sold += sum(t.received for t in sale.tenders if t.kind == "cash") - sale.change
            case f.CashTaken(amount=amount):
                real_moves += amount
            case f.ChangeGiven(amount=amount):
                real_moves -= amount
            case f.PaidIn(amount=amount):
                expected_moves, real_moves = expected_moves + amount, real_moves + amount
            case f.PaidOut(amount=amount) | f.BankDropped(amount=amount):
                expected_moves, real_moves = expected_moves - amount, real_moves - amount
            case f.CashDropped(amount=amount, counterfeit=counterfeit):
                expected_moves, real_moves = expected_moves - amount + counterfeit, real_moves - amount
            case f.CashExchanged(gives=gives, takes=takes):
                difference = worth(gives) - worth(takes)
                expected_moves, real_moves = expected_moves + difference, real_moves + difference
            case f.CounterfeitFound(place="drawer", amount=amount):
                thrown_out += amount
    drawer = counter.till.drawer
    assert drawer.expected == float_ + sold + expected_moves
    assert drawer.amount == worth(FLOAT) + real_moves - thrown_out
    assert all(count > 0 for count in drawer.pieces.values())
    assert all(0 < count <= drawer.pieces.get(value, 0) for value, count in drawer.false.items())


@thorough
@given(acts)
def test_a_difference_is_never_erased(acted: list[Step]) -> None:
    counter = played(acted)
    closed(counter)
    declared: f.DrawerCounted | None = None
    moving = (f.SaleCompleted, f.CashTaken, f.ChangeGiven, f.PaidIn, f.PaidOut, f.CashDropped, f.CashExchanged)
    for entry in counter.tape.entries:
        match entry.what:
            case f.DrawerCounted() as counted:
                assert counted.over_short == counted.counted - counted.expected
                declared = counted
            case f.ReportIssued(kind="z") as z:
                assert declared is not None
                assert (z.counted, z.expected, z.over_short) == (
                    declared.counted,
                    declared.expected,
                    declared.over_short,
                )
            case f.StationClosed(over_short=over_short) if declared is not None:
                assert over_short == declared.over_short
            case moved if isinstance(moved, moving):
                declared = None


@thorough
@given(acts)
def test_x_changes_nothing_and_z_is_the_sum_of_its_sales(acted: list[Step]) -> None:
    counter = played(acted)
    sales: list[f.SaleCompleted] = []
    for entry in counter.tape.entries:
        match entry.what:
            case f.SaleCompleted() as sale:
                sales.append(sale)
            case f.ReportIssued(totals=sums) as issued:
                assert sums.sales == len(sales)
                assert sums.total == sum(sale.total for sale in sales)
                assert sums.net + sums.tax == sums.total
                assert sum(sums.tenders.values()) + sums.rounding == sums.total
                assert (sums.first, sums.last) == ((sales[0].receipt, sales[-1].receipt) if sales else ("", ""))
                if issued.kind == "z":
                    sales = []
    ready(counter)
    before = counter.till.shift.totals
    counter.do(c.XReport())
    assert counter.till.shift.totals == before
    assert counter.till.shift.totals.cash == counter.till.drawer.expected


@thorough
@given(acts)
def test_replay_is_live_in_the_cash_office_too(acted: list[Step]) -> None:
    counter = played(acted)
    replay_is_live(counter, RULES)
