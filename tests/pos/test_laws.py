"""Laws that hold whatever a person does at the till, in whatever order."""

import os
from collections.abc import Iterator
from dataclasses import replace

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.money import allocate, divide, make_change, worth
from simulator.kernel.policy import Policy
from simulator.kernel.texts import Text
from simulator.pos.billing import earning, of_sale
from simulator.pos.catalog import Catalog
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from tests.pos.counter import (
    FLOAT,
    MILK,
    OPENING,
    PROMOTED,
    RICE,
    RULES,
    SOY,
    STATION,
    Counter,
    Item,
    MemoryTape,
    replay_is_live,
)
from virtual_devices.labels import LabelRule

EXAMPLES = int(os.environ.get("STOREDRILL_EXAMPLES", "300"))
thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SCALE = LabelRule(prefix="26", length=18, plu=(3, 7), amount=(8, 12), weight=(13, 17))
LABEL = SCALE.print("101", 752, 755)
PAST, FRESH = f"]d2010{MILK}17261223" + "10A7", f"]d2010{MILK}17270101" + "10A7"
BEER = Item("beer", Text("Beer", "啤酒"), 550, age=18)
CLOTH = Item("cloth", Text("Cloth", "棉布"), 2580, unit="m")
CRATE = Item("crate", Text("Milk x 12", "牛奶×12"), 13_900, ("6901234567908",), unit="case", pack_of="milk", pieces=12)
LICENSED = replace(RULES, catalog=Catalog([*RULES.catalog.items.values(), BEER, CLOTH, CRATE]), labels=(SCALE,))
"""A shop that has a scale counter and sells beer."""


class Licensed(Counter):
    """A till of such a shop, with somebody at it and a date."""

    def __init__(self, rules: Rules = LICENSED) -> None:
        self.tape = MemoryTape()
        station = msgspec.structs.replace(STATION, clock="2026-12-24T10:00")
        self.session = Session.open(OPENING, station, self.tape, lambda name: Till(rules, name))
        self.served = 0


OUTCOMES = ["approved", "declined", "timeout", "offline", "called_off", "bank_asked", "not_presented"]
REQUESTS = ["till-1-1", "till-1-2"]
pieces = st.dictionaries(st.sampled_from([10, 50, 100, 500, 1000, 2000, 5000, 10000]), st.integers(0, 4), max_size=4)
operations = st.one_of(
    st.builds(c.Scan, code=st.sampled_from([MILK, SOY, RICE, "6901234567898", ""])),
    st.builds(c.Scan, code=st.sampled_from([LABEL, LABEL[:-1] + "0", PAST, FRESH])),
    st.builds(c.Scan, good=st.sampled_from(["c1g1", "c1g2", "c1g3", "c2g1"])),
    st.builds(c.SetMultiplier, st.integers(-1, 4)),
    st.builds(c.ChangeQuantity, st.integers(1, 4), st.integers(0, 5)),
    st.builds(c.SetMultiplier, st.just(2), st.sampled_from([2000, 2500, -1])),
    st.builds(c.ChangeQuantity, st.integers(1, 3), st.just(1), st.sampled_from([1000, 1750])),
    st.builds(c.ChangeUnit, st.integers(1, 4), st.sampled_from(["milk", "crate", "beer"])),
    st.builds(c.VoidLine, st.integers(1, 5)),
    st.builds(c.IdentifyMember, st.sampled_from(["2900000000018", "0"])),
    st.builds(c.DiscountLine, st.integers(1, 3), st.integers(-1, 900), st.just(0), st.just("damaged")),
    st.builds(c.DiscountSale, st.just(0), st.integers(0, 100_000), st.sampled_from(["other", ""])),
    st.builds(c.OverridePrice, st.integers(1, 3), st.integers(-1, 2000), st.just("damaged")),
    st.builds(c.RedeemCoupon, st.sampled_from(["9520990000015", "1"])),
    st.builds(s.QuotaUsedUp, st.just("flash"), st.integers(0, 1)),
    st.builds(c.Weigh, st.sampled_from(["c1g3", ""])),
    st.builds(c.EnterCode, st.sampled_from(["101", MILK, "abc"])),
    st.builds(c.AddBag, st.just("bag")),
    st.builds(c.PickItem, st.sampled_from(["beer", "milk", "cloth"]), st.sampled_from(["", "c1g1"])),
    st.builds(s.IdShown, st.just("c1"), st.sampled_from(["", "1990-01-01", "2012-01-01"])),
    st.builds(c.TenderCash, st.integers(-100, 20_000)),
    st.builds(c.TenderMobile, st.just("13**"), st.integers(0, 5_000)),
    st.builds(c.TenderStatic, st.integers(0, 5_000)),
    st.builds(c.EnterPin, st.sampled_from(["s1", "c1", ""])),
    st.builds(c.GiveChange, pieces),
    st.builds(c.TakeCash, pieces),
    st.builds(c.NoSale, st.just("change")),
    st.builds(c.ResumeSale, st.sampled_from(["till-1#1", "till-1#2"])),
    st.builds(c.WriteSlip, st.dictionaries(st.sampled_from(["c1g1", "c1g2"]), st.integers(0, 2_000)), st.just("cash")),
    st.builds(c.EnterSlip, st.integers(1, 3)),
    st.builds(s.PaymentAnswered, st.sampled_from(REQUESTS), st.sampled_from(OUTCOMES)),
    st.builds(s.ReversalAnswered, st.sampled_from(REQUESTS), st.sampled_from(["reversed", "pending"])),
    st.builds(c.QueryPayment, st.sampled_from(REQUESTS)),
    st.builds(c.CancelPayment, st.sampled_from(REQUESTS)),
    st.builds(s.PaymentAwaited, st.sampled_from(REQUESTS)),
    st.builds(c.ReversePayment, st.sampled_from(REQUESTS)),
    st.builds(s.CashOffered, st.just("c1"), pieces.filter(bool)),
    st.sampled_from(
        [
            c.StartTender(), c.CancelTender(), c.TenderCard(), c.SuspendSale(), c.VoidSale(), c.CloseDrawer(),
            c.ConfirmAge(), c.RefuseAge(),
            c.LockTill(), c.UnlockTill("c1"), c.CancelAuthorization(), c.CheckTrolley(), c.LockDrawer(),
            c.UnlockDrawer(), c.RestartTill(), c.StepAway(), c.ComeBack(), c.ReprintReceipt(), c.Say("greet"),
            c.SwitchChannel(), c.UploadSales(), c.ResolveUpload("till-1-0001", "accept"),
            s.PowerFailed(), s.PowerFailed(ups=5000), s.UpsExhausted(), s.PowerReturned(), s.NetworkFailed(),
            s.NetworkReturned(), s.SupervisorArrived("s1"), s.SupervisorAuthorized("s1"),
            s.SupervisorOrdered("s1", "manual_mode"),
        ]
    ),
    st.builds(
        s.UploadAnswered, st.sampled_from(["till-1-0001", "till-1-0002"]),
        st.sampled_from(["accepted", "duplicate", "rejected", "timeout"]), st.just("day_closed"),
    ),
)  # fmt: skip

THRESHOLD = tuple(promotion for promotion in PROMOTED.promotions if promotion.id == "save")
shops = st.sampled_from([replace(LICENSED, promotions=on) for on in ((), PROMOTED.promotions, THRESHOLD)])
"""With nothing on, with something of every sort, and with what begins at 60.00."""


def playing(events: list, rules: Rules = LICENSED) -> Iterator[Counter]:
    counter = Licensed(rules)
    counter.customer("milk", "soy", "apples")
    yield counter
    for event in events:
        if isinstance(event, s.CashOffered) and "c1" not in counter.till.counter.visits:
            continue
        counter.do(event) if isinstance(event, Command) else counter.hear(event)
        yield counter


def played(events: list, rules: Rules = LICENSED) -> Counter:
    *_, counter = playing(events, rules)
    return counter


@thorough
@given(st.lists(operations, max_size=40), shops)
def test_books_balance_whatever_is_pressed(events: list, rules: Rules) -> None:
    counter = played(events, rules)
    taken = given_back = 0
    expected = worth(FLOAT)
    for entry in counter.tape.entries:
        match entry.what:
            case f.CashTaken(amount=amount):
                taken += amount
            case f.ChangeGiven(amount=amount):
                given_back += amount
            case f.SaleCompleted() as sale:
                assert sale.net + sale.tax == sale.total == sum(line.amount for line in sale.lines)
                assert sale.tax == sum(line.tax for line in sale.lines)
                assert sum(tender.amount for tender in sale.tenders) + sale.rounding == sale.total
                assert sale.change == sum(tender.received - tender.amount for tender in sale.tenders) >= 0
                expected += sum(t.received for t in sale.tenders if t.kind == "cash") - sale.change
    drawer = counter.till.drawer
    assert drawer.amount == worth(FLOAT) + taken - given_back
    assert drawer.expected == expected
    assert all(count > 0 for count in drawer.pieces.values())
    if counter.till.sale:
        assert counter.till.sale.total == sum(line.amount for line in counter.till.sale.lines.values())
        assert counter.till.sale.due >= 0


@thorough
@given(st.lists(operations, max_size=40), shops)
def test_a_basket_stands_at_every_moment_as_its_whole_bill_says(events: list, rules: Rules) -> None:
    """However little of it was worked out at the last change."""
    for counter in playing(events, rules):
        sale = counter.till.sale
        if sale is not None and counter.till.stage == "scanning":
            made = of_sale(counter.till, sale)
            assert (made.lines, made.priced.total) == (tuple(sale.lines.values()), sale.total)
            assert earning(counter.till, sale) == made.priced.points


@thorough
@given(st.lists(operations, max_size=40), shops)
def test_replay_is_live(events: list, rules: Rules) -> None:
    counter = played(events, rules)
    replay_is_live(counter, rules)


@thorough
@given(st.lists(operations, max_size=40), shops)
def test_nothing_restricted_is_sold_undecided_and_no_label_is_multiplied(events: list, rules: Rules) -> None:
    counter = played(events, rules)
    allowed = False
    for entry in counter.tape.entries:
        match entry.what:
            case f.AgeChecked(allowed=decided):
                allowed = allowed or decided
            case f.LineAdded(line=line) | f.LineChanged(line=line):
                assert line.sku != "beer" or allowed
                assert not line.labelled or (line.quantity, line.gross, line.grams) == (1, 752, 755)
                assert not line.expiry or line.expiry >= "2026-12-24"


@thorough
@given(st.permutations([MILK, MILK, SOY, RICE]), st.booleans())
def test_the_order_of_scanning_changes_no_total(codes: list[str], member: bool) -> None:
    counter = Counter()
    for code in codes:
        counter.do(c.Scan(code=code))
    if member:
        counter.do(c.IdentifyMember("2900000000018"))
    assert counter.till.sale.total == (1280 * 2 + 995 + 4590 - (180 if member else 0))


@thorough
@given(st.permutations([MILK, MILK, MILK, SOY, SOY, RICE]))
def test_the_order_of_scanning_changes_no_total_of_promotions(codes: list[str]) -> None:
    counter = Counter(PROMOTED)
    for code in codes:
        counter.do(c.Scan(code=code))
    assert counter.till.sale.total == (1280 * 3 - 640) + 500 * 2 + 4590 - 500


@thorough
@given(st.lists(st.sampled_from([MILK, SOY]), min_size=1, max_size=6), st.sampled_from([MILK, SOY, RICE]), shops)
def test_adding_and_voiding_restores_the_basket(codes: list[str], extra: str, rules: Rules) -> None:
    counter = Counter(rules)
    for code in codes:
        counter.do(c.Scan(code=code))
    total = counter.till.sale.total
    line = next(fact.line for fact in counter.do(c.Scan(code=extra)) if isinstance(fact, f.LineAdded))
    counter.do(c.VoidLine(line.line))
    assert counter.till.sale.total == total


@thorough
@given(st.integers(-(10**9), 10**9), st.integers(0, 30_000), st.booleans())
def test_net_and_tax_are_the_gross_and_a_refund_is_minus_the_sale(gross: int, rate: int, inclusive: bool) -> None:
    policy = Policy("p", Text(), tax_inclusive=inclusive)
    tax = policy.tax_of(gross, rate)
    assert policy.tax_of(-gross, rate) == -tax
    assert abs(tax) <= abs(gross)


@thorough
@given(st.integers(-(10**7), 10**7), st.lists(st.integers(0, 10**5), min_size=1, max_size=12).filter(any))
def test_allocation_loses_no_cent(total: int, weights: list[int]) -> None:
    shares = allocate(total, weights)
    assert sum(shares) == total
    whole = sum(weights)
    assert all(abs(share - divide(total * weight, whole)) <= 1 for share, weight in zip(shares, weights, strict=True))


@thorough
@given(st.integers(0, 3000).map(lambda n: n * 10), pieces)
def test_change_that_can_be_made_is_made_of_what_is_there(amount: int, available: dict[int, int]) -> None:
    made = make_change(amount, available)
    if made is not None:
        assert worth(made) == amount
        assert all(count <= available[value] for value, count in made.items())
