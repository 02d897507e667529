"""Laws of two tills in one run: whatever is pressed at either, in whatever order, nothing is there twice or lost."""

from collections import Counter as Counts
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator.drill.replay import verify
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, Entry, decode, encode
from simulator.kernel.events import Command, Event
from simulator.kernel.money import worth
from simulator.kernel.texts import Text
from simulator.pos.engine import apply
from simulator.pos.state import Till
from tests.pos.counter import FLOAT, MILK, PROMOTED, RICE, SOY, Counter, MemoryTape
from tests.pos.test_laws import thorough

TILLS = ("till-1", "till-2")
RULES = replace(PROMOTED, stations=TILLS)
FIVE = "9520990000015"
OPENING = f.RunOpened("run-1", "first-sale", 1, "practice", 7, 1, {}, TILLS, "cashier")
FIRST = f.StationOpened("till-1", "c1", Text("Wang Fang", "王芳"), FLOAT, 400)
SECOND = f.StationOpened("till-2", "s1", Text("Chen", "陈主管"), FLOAT, 400)
FREE = f.StationOpened("till-2", "", Text(), FLOAT, 400)


class Floor(Counter):
    """Two tills; at the second stands a colleague, or nobody."""

    def __init__(self, *, colleague: bool) -> None:
        super().__init__(RULES, FIRST, SECOND if colleague else FREE)

    @staticmethod
    def new_till(station: str = "till-1") -> Till:
        return Till(RULES, station)

    @property
    def tills(self) -> dict[str, Till]:
        return self.session.floor.tills

    def at(self, station: str, event: Event) -> list[Event]:
        """What follows at that till."""
        now = self.session.now + 1000
        if isinstance(event, Command):
            entries = self.session.submit(event, now, station)
        else:
            entries = self.session.inject(event, "director", now, station)
        return [entry.what for entry in entries[1:] if entry.stream == station]


tickets = st.sampled_from(["till-1#1", "till-1#2", "till-2#1", "till-1/1", "till-2/1", "till-1/1@till-2"])
requests = st.sampled_from(["till-1-1", "till-1-2", "till-2-1"])
events = st.one_of(
    st.builds(lambda code: c.Scan(code=code), st.sampled_from([MILK, SOY, SOY, RICE])),
    st.builds(lambda code: c.Scan(code=code), st.sampled_from([MILK, SOY, SOY, RICE])),
    st.builds(c.RedeemCoupon, st.just(FIVE)),
    st.builds(c.ResumeSale, tickets),
    st.builds(c.ResumeSale, tickets),
    st.builds(c.MoveTill, st.sampled_from(TILLS)),
    st.builds(
        s.PaymentAnswered, requests, st.sampled_from(["approved", "declined", "timeout", "called_off", "not_presented"])
    ),
    st.builds(c.CancelPayment, requests),
    st.builds(c.QueryPayment, requests),
    st.builds(c.ReversePayment, requests),
    st.builds(s.ReversalAnswered, requests, st.sampled_from(["reversed", "pending"])),
    st.builds(c.TenderCash, st.integers(0, 20_000)),
    st.builds(c.TenderMobile, st.just("13**"), st.integers(0, 2_000)),
    st.builds(c.GiveChange, st.just({100: 1})),
    st.builds(s.CashOffered, st.just("c1"), st.just({5000: 1})),
    st.builds(c.TakeCash, st.just({5000: 1})),
    st.sampled_from(
        [
            c.SuspendSale(), c.SuspendSale(), c.StartTender(), c.CancelTender(), c.VoidSale(), c.CloseDrawer(),
            c.SignOn(), c.CountFloat(), c.CountFloat(FLOAT), c.RestartTill(), c.LockDrawer(), c.UnlockDrawer(),
            c.StepAway(), c.ComeBack(), s.TillFailed(), s.PowerFailed(), s.PowerReturned(), s.SupervisorArrived("s1"),
            s.SupervisorAuthorized("s1"),
        ]
    ),
)  # fmt: skip


def phrase(station: str, *after: Event) -> list[tuple[str, Event]]:
    return [(station, event) for event in after]


def over(origin: str, *before: Event) -> list[tuple[str, Event]]:
    """Something happens to a till, and its cashier goes over to the other one."""
    to = TILLS[origin == TILLS[0]]
    return [*phrase(origin, *before, c.MoveTill(to)), *phrase(to, c.SignOn())]


here = st.sampled_from(TILLS)
usual = st.one_of(
    st.builds(phrase, here, events),
    st.builds(phrase, here, st.builds(lambda code: c.Scan(code=code), st.sampled_from([SOY, RICE])), events, events),
    st.builds(lambda at: phrase(at, c.Scan(code=RICE), c.RedeemCoupon(FIVE)), here),
    st.builds(lambda at: phrase(at, c.Scan(code=SOY), c.SuspendSale()), here),
    st.builds(
        lambda at, to: [*phrase(at, c.Scan(code=SOY), c.SuspendSale()), (to, c.ResumeSale(f"{at}#1"))], here, here
    ),
    st.builds(lambda at: phrase(at, c.StartTender(), c.TenderCash(), c.CloseDrawer()), here),
    st.builds(lambda at: phrase(at, c.Scan(code=MILK), c.StartTender(), c.TenderMobile("13**")), here),
    st.builds(lambda at, ticket: phrase(at, c.ResumeSale(ticket), c.StartTender(), c.TenderCash()), here, tickets),
    st.builds(lambda at: over(at, s.TillFailed(), c.RestartTill()), here),
    st.builds(over, here),
    st.builds(lambda at: phrase(at, s.PowerFailed(), s.PowerReturned(), c.RestartTill()), here),
    st.builds(lambda at: phrase(at, c.VoidSale(), s.SupervisorArrived("s1"), s.SupervisorAuthorized("s1")), here),
)
plays = st.lists(usual, min_size=3, max_size=18).map(lambda phrases: [step for steps in phrases for step in steps])
"""What people do at tills, mixed with whatever may be pressed or happen in between."""


def played(play: list[tuple[str, Event]], *, colleague: bool) -> Floor:
    floor = Floor(colleague=colleague)
    floor.customer("milk", "soy", "rice")
    for station, event in play:
        if isinstance(event, s.CashOffered) and "c1" not in floor.tills[station].counter.visits:
            continue
        floor.at(station, event)
    return floor


def folded(entries: list[Entry]) -> dict[str, Till]:
    """Each till as its own stream alone tells it."""
    tills = {station: Till(RULES, station) for station in TILLS}
    for entry in entries:
        if entry.stream != SHOP:
            apply(tills[entry.stream], decode(encode(entry)))
    return tills


@thorough
@given(plays, st.booleans())
def test_each_stream_alone_tells_its_till_and_replay_is_live(play: list[tuple[str, Event]], colleague: bool) -> None:
    floor = played(play, colleague=colleague)
    stored = [(entry.stream, encode(entry)) for entry in floor.tape.entries]
    assert verify(stored, lambda station: Till(RULES, station)).difference is None
    again, resumed = folded(floor.tape.entries), Session.resume("run-1", floor.tape, floor.new_till)
    assert resumed.post == floor.session.post
    for station in TILLS:
        for till in (again[station], floor.tills[station], resumed.floor.tills[station]):
            till.asked = None  # what a decision of another till left in memory is no state
            till.now = 0
        assert again[station] == floor.tills[station] == resumed.floor.tills[station]
    for station in TILLS:
        seqs = [entry.seq for entry in floor.tape.entries if entry.stream == station]
        assert seqs == list(range(1, len(seqs) + 1))


@thorough
@given(plays, st.booleans())
def test_nothing_is_there_twice(play: list[tuple[str, Event]], colleague: bool) -> None:
    floor = played(play, colleague=colleague)
    done = [entry.what for entry in floor.tape.entries if isinstance(entry.what, f.SaleCompleted)]
    receipts = Counts(sale.receipt for sale in done)
    assert all(count == 1 for count in receipts.values()), receipts
    tills = floor.tills.values()
    open_sales = [sale.id for till in tills for sale in (*till.suspended.values(), *([till.sale] if till.sale else []))]
    assert len(set(open_sales)) == len(open_sales)
    assert not set(open_sales) & {sale.sale for sale in done}
    waiting = [payment.request for till in tills for payment in (*till.waiting(), *till.owed())]
    assert len(set(waiting)) == len(waiting)
    assert sum("c1" in till.counter.visits for till in tills) <= 1


@thorough
@given(plays, st.booleans())
def test_what_is_shared_is_granted_once_and_moves_with_its_basket(
    play: list[tuple[str, Event]], colleague: bool
) -> None:
    floor = played(play, colleague=colleague)
    claims, tills = floor.tape.claims, floor.tills.values()
    assert all(count <= 1 for key, count in claims.items() if not key.startswith("quota:"))
    flash = [entry.what for entry in floor.tape.entries if isinstance(entry.what, f.SaleCompleted)]
    sold = sum(line.quantity for sale in flash for line in sale.lines if any(o.rule == "flash" for o in line.offers))
    held = [sale for till in tills for sale in (*till.suspended.values(), *([till.sale] if till.sale else []))]
    at_hand = sum(
        line.quantity for sale in held for line in sale.lines.values() if any(o.rule == "flash" for o in line.offers)
    )
    assert sold + at_hand <= claims.get("quota:flash", 0) <= 2
    assert sum(FIVE in sale.coupons for sale in held) <= claims.get(f"coupon:{FIVE}", 0)


@thorough
@given(plays, st.booleans())
def test_each_drawer_balances_by_its_own_book(play: list[tuple[str, Event]], colleague: bool) -> None:
    floor = played(play, colleague=colleague)
    for station, till in floor.tills.items():
        there = expected = worth(FLOAT)
        for entry in floor.tape.entries:
            if entry.stream != station:
                continue
            match entry.what:
                case f.CashTaken(amount=amount):
                    there += amount
                case f.ChangeGiven(amount=amount):
                    there -= amount
                case f.FloatCounted(counted=counted):
                    expected = counted
                case f.SaleCompleted() as sale:
                    expected += sum(t.received for t in sale.tenders if t.kind == "cash") - sale.change
        assert till.drawer.amount == there
        assert till.drawer.expected == expected


# --- by hand ---------------------------------------------------------------------------------------------------------


def floor_with_basket(*codes: str) -> Floor:
    floor = Floor(colleague=False)
    floor.customer("milk", "rice")
    for code in codes:
        floor.at("till-1", c.Scan(code=code))
    return floor


def move(floor: Floor) -> None:
    floor.at("till-1", c.MoveTill("till-2"))
    floor.at("till-2", c.SignOn())


def test_the_basket_of_a_dead_till_is_resumed_once_with_all_that_it_holds() -> None:
    floor = floor_with_basket(SOY, RICE, FIVE)
    total = floor.till.sale.total
    floor.at("till-1", s.TillFailed())
    assert floor.at("till-1", c.RestartTill()) == [f.RestartFailed(1)]
    move(floor)
    assert floor.session.post == "till-2"
    assert floor.session.view.suspended == {"till-1/1": ("c1", total, 2)}
    good = next(good for good in floor.session.view.belt if good.look.en == "rice")
    assert not good.charged, "what no till has rung up lies on the belt like any other good"
    assert floor.at("till-2", c.ResumeSale("till-1/1")) == [f.SaleResumed("till-1/1", "till-1/1", "c1", "c1", "till-1")]
    assert (floor.till.sale.total, floor.till.sale.coupons, floor.till.sale.quotas) == (total, [FIVE], {"flash": 1})
    assert floor.tills["till-1"].sale is None
    assert next(good for good in floor.session.view.belt if good.look.en == "rice").charged
    floor.at("till-2", c.StartTender())
    done = next(fact for fact in floor.at("till-2", c.TenderCash()) if isinstance(fact, f.SaleCompleted))
    assert done.receipt == "till-1-0001", "its number is of the till that opened it: nobody else can have it"
    assert floor.at("till-2", c.Scan(code=MILK))[0] != f.SaleOpened("till-1/1", "c1")


def test_a_resumed_sale_and_one_of_the_same_number_here_have_two_receipts() -> None:
    """Receipt numbers that two tills give out twice (failure 5)."""
    floor = floor_with_basket(RICE)
    floor.at("till-1", s.TillFailed())
    move(floor)
    for _ in range(2):
        if not floor.till.sale:
            floor.at("till-2", c.Scan(code=MILK))
        floor.at("till-2", c.StartTender())
        floor.at("till-2", c.TenderCash())
        floor.at("till-2", c.CloseDrawer())
        floor.at("till-2", c.ResumeSale("till-1/1"))
    sales = [entry.what for entry in floor.tape.entries if isinstance(entry.what, f.SaleCompleted)]
    assert [sale.receipt for sale in sales] == ["till-2-0001", "till-1-0001"]


def test_the_unknown_payment_of_a_dead_till_is_queried_at_the_other_one() -> None:
    floor = floor_with_basket(RICE)
    floor.at("till-1", c.StartTender())
    floor.at("till-1", c.TenderMobile("13**"))
    floor.at("till-1", s.TillFailed())
    move(floor)
    floor.at("till-2", c.ResumeSale("till-1/1"))
    assert floor.till.stage == "tendering", "what may have been paid is not changed any more"
    assert floor.at("till-2", c.CancelTender())[0].reason == "refused.payment_open"
    floor.at("till-2", c.QueryPayment("till-1-1"))
    facts = floor.at("till-2", s.PaymentAnswered("till-1-1", "approved"))
    assert [type(fact) for fact in facts[:2]] == [f.PaymentTaken, f.SaleCompleted]
    closed = next(fact for fact in floor.at("till-1", s.ShiftEnded()) if isinstance(fact, f.StationClosed))
    assert (closed.open_sales, closed.payments_open) == (0, ())


def test_a_ticket_is_found_by_its_number_and_resumed_once() -> None:
    floor = Floor(colleague=True)
    floor.at("till-1", c.Scan(code=MILK))
    floor.at("till-1", c.SuspendSale())
    assert floor.at("till-2", c.ResumeSale("till-1#1"))[0].origin == "till-1"
    assert floor.at("till-1", c.ResumeSale("till-1#1"))[0].reason == "refused.taken_elsewhere"
    assert floor.session.view.suspended == {}
    assert floor.tape.claims == {"ticket:till-1#1": 1}


def test_while_the_network_is_down_no_other_tills_basket_is_resumed() -> None:
    floor = Floor(colleague=True)
    for station in TILLS:
        floor.at(station, c.Scan(code=MILK))
        floor.at(station, c.SuspendSale())
    floor.at("till-1", s.NetworkFailed())
    for _ in range(2):
        assert [fact.reason for fact in floor.at("till-2", c.ResumeSale("till-1#1"))] == ["refused.offline_ticket"]
    assert floor.at("till-2", c.ResumeSale("till-2#1"))[0].origin == "", "its own basket needs nobody"
    floor.at("till-2", c.SuspendSale())
    floor.at("till-1", s.NetworkReturned())
    assert floor.at("till-2", c.ResumeSale("till-1#1"))[0].origin == "till-1"


def test_the_basket_of_a_dead_till_waits_for_the_network() -> None:
    floor = floor_with_basket(RICE)
    floor.at("till-1", s.NetworkFailed())
    floor.at("till-1", s.TillFailed())
    move(floor)
    assert [fact.reason for fact in floor.at("till-2", c.ResumeSale("till-1/1"))] == ["refused.offline_ticket"]
    floor.at("till-2", s.NetworkReturned())
    assert floor.at("till-2", c.ResumeSale("till-1/1"))[0].origin == "till-1"


def test_a_claim_that_another_process_holds_tells_this_till_that_the_basket_is_gone() -> None:
    floor = Floor(colleague=True)
    floor.at("till-1", c.Scan(code=MILK))
    floor.at("till-1", c.SuspendSale())
    floor.tape.claims["ticket:till-1#1"] = 1
    assert floor.at("till-1", c.ResumeSale("till-1#1"))[0].reason == "refused.taken_elsewhere"
    assert floor.session.view.suspended == {}


def test_nobody_goes_over_to_a_till_where_somebody_stands() -> None:
    floor = Floor(colleague=True)
    floor.customer("milk")
    assert floor.at("till-2", c.MoveTill("till-1"))[0].reason == "refused.post_taken"
    assert floor.till.counter.here == "c1"


def test_a_floating_till_sells_nothing_before_somebody_signs_on_and_is_declared_at_the_end() -> None:
    floor = Floor(colleague=False)
    floor.at("till-1", c.MoveTill("till-2"))
    assert floor.at("till-2", c.Scan(code=MILK))[0].reason == "refused.not_signed_on"
    assert floor.at("till-2", c.SignOn()) == [f.CashierSignedOn("c1", Text("Wang Fang", "王芳"), "till-1")]
    floor.at("till-2", s.TimeUp())
    assert floor.at("till-2", c.FinishShift())[0].reason == "refused.count_first"
    floor.at("till-2", c.CountDrawer())
    floor.at("till-2", c.CountDrawer(FLOAT))
    floor.at("till-2", c.CloseDrawer())
    assert isinstance(floor.at("till-2", c.FinishShift())[0], f.StationClosed)
    assert floor.at("till-2", c.SignOn())[0].reason == "refused.till_closed"


def test_thirty_tills_are_no_other_matter_than_two() -> None:
    """Each suspends a basket, the next one resumes and sells it, and rings up one of its own."""
    names = tuple(f"till-{n}" for n in range(1, 31))
    rules = replace(RULES, stations=names)
    tape = MemoryTape()
    opening = f.RunOpened("run-1", "first-sale", 1, "practice", 7, 1, {}, names, "cashier")
    openings = [f.StationOpened(name, "c1", Text("Wang Fang", "王芳"), FLOAT, 400) for name in names]
    session = Session.open(opening, openings, tape, lambda name: Till(rules, name))
    for name in names:
        session.submit(c.Scan(code=RICE), station=name)
        session.submit(c.SuspendSale(), station=name)
    for name, other in zip(names, (*names[1:], names[0]), strict=True):
        session.submit(c.ResumeSale(f"{name}#1"), station=other)
        for again in (True, False):
            session.submit(c.StartTender(), station=other)
            session.submit(c.TenderCash(), station=other)
            session.submit(c.CloseDrawer(), station=other)
            if again:
                session.submit(c.Scan(code=MILK), station=other)
    sales = [entry.what for entry in tape.entries if isinstance(entry.what, f.SaleCompleted)]
    assert len({sale.receipt for sale in sales}) == len(sales) == 60
    assert not any(till.suspended or till.sale for till in session.floor.tills.values())
    stored = [(entry.stream, encode(entry)) for entry in tape.entries]
    assert verify(stored, lambda station: Till(rules, station)).difference is None


def test_who_became_a_member_at_one_till_is_one_at_the_other() -> None:
    floor = Floor(colleague=True)
    floor.customer("milk")
    floor.at("till-1", c.EnrolMember("13800138000"))
    floor.at("till-2", c.Scan(code=MILK))
    identified = floor.at("till-2", c.IdentifyMember("13800138000"))[0]
    assert isinstance(identified, f.MemberIdentified)
    assert floor.tills["till-2"].member_name("13800138000") == Text("Mrs Li", "李女士")
