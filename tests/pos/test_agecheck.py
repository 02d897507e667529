"""Age checks: nothing with an age limit is sold before somebody decided, and the journal keeps whether it was right."""

from dataclasses import replace

import pytest

from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Text
from simulator.pos.calendar import age_on, born_by
from simulator.pos.state import Till
from tests.pos.counter import OPENING, RULES, STATION, Counter, Item, MemoryTape

BEER = "6901234500202"


class Licensed(Counter):
    """A till of a shop that sells beer, at Christmas Eve."""

    def __init__(self) -> None:
        beer = Item("beer", Text("Beer", "啤酒"), 550, (BEER,), age=18)
        rules = replace(RULES, catalog=type(RULES.catalog)([*RULES.catalog.items.values(), beer]))
        self.tape = MemoryTape()
        station = f.StationOpened(STATION.station, "c1", STATION.name, STATION.float, 400, clock="2026-12-24T10:00")
        self.session = Session.open(OPENING, station, self.tape, lambda name: Till(rules, name))
        self.served = 0

    def buyer(self, born: str, looks: int, *, has_id: bool = True) -> tuple[s.Good, s.Good]:
        """Somebody with two cans."""
        self.served += 1
        name = f"c{self.served}"
        goods = tuple(s.Good(f"{name}g{n}", "beer", Text("Beer", "啤酒"), code=BEER) for n in (1, 2))
        self.hear(s.CustomerArrived(name, Text("Xiao Liu", "小刘")))
        self.do(c.CallNext())
        self.hear(s.CustomerSteppedUp(name, goods, "", born, looks, has_id))
        return goods[0], goods[1]


@pytest.fixture
def counter() -> Licensed:
    return Licensed()


def test_it_waits_outside_of_the_basket_until_somebody_decides(counter: Licensed) -> None:
    beer, _ = counter.buyer("2000-01-01", 26)
    assert counter.do(c.Scan(good=beer.id)) == [
        f.AgeCheckAsked("beer", Text("Beer", "啤酒"), beer.id, "c1", 18, "2008-12-24", plain=True)
    ]
    assert counter.till.sale is None
    for command in (c.Scan(good=beer.id), c.EnterCode(BEER), c.StartTender(), c.PickItem("beer")):
        (refused,) = counter.do(command)
        assert refused.reason == "refused.age_check_open"
    assert isinstance(counter.do(c.CheckPrice(BEER))[0], f.PriceShown)
    checked, _, added = counter.do(c.ConfirmAge())
    assert checked == f.AgeChecked("c1", "beer", 18, True, True, False, "", "2026-12-24")
    assert added.line.goods == (beer.id,)


def test_once_checked_the_next_can_goes_through(counter: Licensed) -> None:
    first, second = counter.buyer("2000-01-01", 26)
    counter.do(c.Scan(good=first.id))
    counter.do(c.ConfirmAge())
    assert isinstance(counter.do(c.Scan(good=second.id))[0], f.LineAdded)


@pytest.mark.parametrize(
    ("born", "looks", "has_id", "asks", "allows", "right"),
    [
        ("2008-12-24", 17, True, True, True, True),  # eighteen today
        ("2008-12-25", 22, True, True, True, False),
        ("2008-12-25", 22, True, True, False, True),
        ("2006-01-01", 20, True, False, True, False),  # old enough, but nobody looked
        ("2006-01-01", 20, False, True, True, False),
        ("2006-01-01", 20, False, True, False, True),
        ("2006-01-01", 20, True, True, False, False),
        ("1970-01-01", 55, False, False, True, True),
        ("1970-01-01", 55, False, False, False, False),
    ],
)
def test_whether_it_was_right(
    counter: Licensed, born: str, looks: int, has_id: bool, asks: bool, allows: bool, right: bool
) -> None:
    beer, _ = counter.buyer(born, looks, has_id=has_id)
    counter.do(c.Scan(good=beer.id))
    if asks:
        counter.do(c.Say("ask_id"))
        counter.hear(s.IdShown("c1", born if has_id else ""))
    checked = counter.do(c.ConfirmAge() if allows else c.RefuseAge())[0]
    assert (checked.allowed, checked.right, checked.id_shown) == (allows, right, asks and has_id)


def _pay(counter: Licensed) -> f.VisitEnded:
    counter.do(c.StartTender())
    counter.do(c.TenderCash())
    return counter.leave()


@pytest.mark.parametrize(
    ("born", "mended", "sold"),
    [("2010-05-05", "", True), ("2010-05-05", "void", False), ("2000-01-01", "", True), ("2000-01-01", "card", False)],
)
def test_what_was_waved_through_and_put_right_before_they_left_was_sold_to_nobody_wrongly(
    counter: Licensed, born: str, mended: str, sold: bool
) -> None:
    beer, _ = counter.buyer(born, 20)
    counter.do(c.PickItem("milk"))
    counter.do(c.Scan(good=beer.id))
    assert not counter.do(c.ConfirmAge())[0].right
    if mended == "void":
        counter.do(c.VoidLine(2))
        counter.do(c.SetAside(beer.id))
    elif mended == "card":
        counter.do(c.Say("ask_id"))
        counter.hear(s.IdShown("c1", born))
    assert _pay(counter).under_age == ((beer.id,) if sold else ())


def test_what_is_refused_goes_off_the_belt_and_stays_refused(counter: Licensed) -> None:
    first, second = counter.buyer("2010-05-05", 17)
    counter.do(c.SetMultiplier(2))
    counter.do(c.Scan(good=first.id))
    _, *aside = counter.do(c.RefuseAge())
    assert aside == [f.GoodSetAside(first.id, wanted=False), f.GoodSetAside(second.id, wanted=False)]
    assert counter.till.multiplier == 1
    (refused,) = counter.do(c.Scan(code=BEER))
    assert refused.reason == "refused.age_refused"
    assert counter.leave().unpaid == ()


def test_nothing_to_decide_is_said(counter: Licensed) -> None:
    counter.buyer("2000-01-01", 26)
    for command in (c.ConfirmAge(), c.RefuseAge()):
        (refused,) = counter.do(command)
        assert refused.reason == "refused.no_age_check"


def test_a_customer_who_leaves_takes_the_question_along(counter: Licensed) -> None:
    beer, _ = counter.buyer("2000-01-01", 26)
    counter.do(c.Scan(good=beer.id))
    counter.leave("gave_up")
    (milk,) = counter.customer("milk")
    assert isinstance(counter.do(c.Scan(good=milk.id))[-1], f.LineAdded)


def test_a_power_cut_forgets_no_question(counter: Licensed) -> None:
    beer, _ = counter.buyer("2000-01-01", 26)
    counter.do(c.Scan(good=beer.id))
    counter.hear(s.PowerFailed())
    counter.hear(s.PowerReturned())
    counter.do(c.RestartTill())
    assert counter.do(c.ConfirmAge())[-1].line.sku == "beer"


def test_birthdays() -> None:
    assert age_on("2008-02-29", "2026-02-28") == 17
    assert age_on("2008-02-29", "2026-03-01") == 18
    assert born_by("2026-03-01", 18) == "2008-03-01"
