"""Agenda, purses, baskets, words, colleagues."""

import doctest
import re
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.shop import load_shop
from scenarios.specs.course import Trigger
from scenarios.specs.customers import GoodSpec, Payment, Troubles
from scenarios.specs.spans import Span
from simulator.drill import agenda as agendas
from simulator.drill import colleagues, words
from simulator.drill.agenda import Agenda
from simulator.drill.customers import purse
from simulator.drill.customers.baskets import Shelves
from simulator.drill.customers.purse import lay
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.money import CNY, worth

from .stages import RUN, at, customer, happening, opened, run, staged


@pytest.mark.parametrize("module", [agendas, purse, colleagues])
def test_examples(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


# --- agenda ----------------------------------------------------------------------------------------------------------


def _empty(agenda: Agenda) -> list[s.Stimulus]:
    order = []
    while (due := agenda.head()) is not None:
        order.append(due.stimulus)
        agenda.happened(due.stimulus)
    return order


def test_agenda_goes_by_time_then_by_planning() -> None:
    agenda = Agenda(1)
    agenda.put("a", "x", 20, s.NetworkFailed())
    agenda.put("b", "x", 10, s.TimeUp())
    agenda.put("c", "x", 10, s.PowerFlickered())
    assert _empty(agenda) == [s.TimeUp(), s.PowerFlickered(), s.NetworkFailed()]


def test_agenda_replaces_and_cancels() -> None:
    agenda = Agenda(1)
    agenda.put("a", "x", 10, s.TimeUp())
    agenda.put("a", "x", 30, s.TimeUp())
    agenda.put("a", "y", 5, s.NetworkFailed())
    assert agenda.due("a", "x") == 30
    agenda.cancel("a", "y")
    assert _empty(agenda) == [s.TimeUp()]
    agenda.put("a", "x", 10, s.TimeUp())
    agenda.cancel("a")
    assert agenda.head() is None
    assert agenda.owners() == []


def test_agenda_strikes_off_what_came_early_and_knows_nothing_of_strangers() -> None:
    agenda = Agenda(1)
    agenda.put("a", "x", 10, s.TimeUp())
    agenda.put("b", "y", 20, s.NetworkFailed())
    assert agenda.happened(s.NetworkFailed()) == ("b", "y")
    assert agenda.happened(s.NetworkFailed()) is None
    assert _empty(agenda) == [s.TimeUp()]


# --- purses and baskets ----------------------------------------------------------------------------------------------


@given(
    amount=st.integers(1, 100_000),
    hands=st.sampled_from(["exact", "round", "large", "given"]),
    given_=st.integers(0, 20_000),
    seed=st.integers(0, 50),
)
def test_what_is_laid_down_circulates_and_suffices(amount: int, hands: str, given_: int, seed: int) -> None:
    pieces = lay(CNY, amount, hands, given_, Draws(seed, "purse"))
    assert set(pieces) <= set(CNY.pieces)
    assert all(count > 0 for count in pieces.values())
    assert worth(pieces) >= amount
    if hands == "exact":
        assert worth(pieces) < amount + CNY.pieces[-1]
    if hands == "large":
        assert set(pieces) == {CNY.pieces[0]}


SHELVES = Shelves(load_shop().items.values(), load_shop().bags)


def test_baskets_follow_the_script() -> None:
    wishes = (
        GoodSpec("milk_1l", quantity=Span(2, 2)),
        GoodSpec("apples", grams=Span(755, 755)),
        GoodSpec("soy_sauce_500", label="torn", place="trolley"),
        GoodSpec("sponges_5", place="inside", holder="milk_1l"),
    )
    first, second, apples, soy, sponges = SHELVES.fill("ann", wishes, Draws(1, "baskets"))
    assert (first.id, first.sku, first.label, bool(first.code)) == ("ann.1", "milk_1l", "clean", True)
    assert first.code == second.code
    assert (apples.label, apples.code, apples.grams) == ("none", "", 755)
    assert (soy.label, soy.place) == ("torn", "trolley")
    assert (sponges.place, sponges.holder) == ("inside", first.id)


@given(seed=st.integers(0, 500))
def test_a_category_gives_different_items_and_no_bags(seed: int) -> None:
    goods = SHELVES.fill("ann", (GoodSpec(category="grocery", quantity=Span(3, 9)),), Draws(seed, "baskets"))
    skus = [good.sku for good in goods]
    assert 3 <= len(skus) == len(set(skus)) <= 9
    assert {SHELVES.items[sku].category for sku in skus} == {"grocery"}
    assert not set(skus) & set(load_shop().bags)


def test_troubles_come_as_often_as_said() -> None:
    draws, always = Draws(1, "faults"), Troubles(smudged=100, trolley=100, loose=100)
    goods = SHELVES.fill("ann", (GoodSpec("milk_1l", quantity=Span(2, 2)),), draws)
    found = SHELVES.trouble("ann", goods, always, draws)
    assert [good.label for good in found[:2]] == ["smudged", "smudged"]
    assert (found[2].label, found[2].place) == ("none", "trolley")
    assert SHELVES.trouble("ann", goods, Troubles(), draws) == goods


def test_of_a_smudged_square_the_digits_are_left() -> None:
    draws = Draws(1, "faults")
    goods = SHELVES.fill("ann", (GoodSpec("milk_1l", quantity=Span(2, 2), printed="2d"),), draws)
    assert not goods[0].code.isdigit()
    found = SHELVES.trouble("ann", goods, Troubles(smudged=100), draws)
    assert found[0].code == SHELVES.items["milk_1l"].codes[0]


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("about", words.LINES)
def test_lines_are_in_both_languages_with_the_same_figures(about: str) -> None:
    manners = words.LINES[about]
    assert "" in manners
    for lines in manners.values():
        for text in lines:
            assert re.search(r"[\u4e00-\u9fff]", text.zh)
            assert text.en
            assert not re.search(r"[\u4e00-\u9fff]", text.en)
            assert set(re.findall(r"{\w+}", text.en)) == set(re.findall(r"{\w+}", text.zh))


# --- colleagues ------------------------------------------------------------------------------------------------------


def _called(reason: str, *commands: c.Command, **given: Span) -> list[object]:
    """What the supervisor did after these commands and a call, in the next minute."""
    session, journal = opened(staged(customer(), **given), 1)
    session.submit(c.CallNext(), 2000)
    session.advance(6000)
    for command in (*commands, c.CallSupervisor(reason)):
        session.submit(command, session.now + 1000)
    asked = session.now
    session.advance(asked + 60_000)
    kinds = (s.SupervisorArrived, s.SupervisorAuthorized, s.SupervisorDeclined, s.CashSupplied, s.SupervisorLeft)
    return [entry.what for entry in journal.read(RUN) if entry.at >= asked and isinstance(entry.what, kinds)]


def test_the_supervisor_authorizes_and_leaves() -> None:
    assert _called("authorization", c.NoSale("change")) == [
        s.SupervisorArrived("s01"), s.SupervisorAuthorized("s01"), s.SupervisorLeft("s01")
    ]  # fmt: skip


def test_the_supervisor_says_no_to_what_has_no_reason() -> None:
    assert s.SupervisorDeclined("s01") in _called("authorization", c.NoSale(""))


def test_small_change_is_exchanged_at_its_worth() -> None:
    arrived, supplied, _ = _called("small_change")
    assert arrived == s.SupervisorArrived("s01")
    assert isinstance(supplied, s.CashSupplied)
    assert worth(supplied.gives) == 10_000
    assert worth(supplied.takes) in (0, 10_000)


def test_the_supervisor_takes_as_long_as_the_script_says() -> None:
    session, journal = opened(staged(customer(), supervisor_delay=Span(30_000, 31_000)), 1)
    session.submit(c.CallSupervisor("help"), 5000)
    session.advance(100_000)
    arrived = [entry.at for entry in journal.read(RUN) if isinstance(entry.what, s.SupervisorArrived)]
    assert 35_000 <= arrived[0] <= 36_000


@pytest.mark.parametrize(("trouble", "order"), [("network_fails", "wait"), ("says", "resume")])
def test_a_report_is_answered_even_where_the_script_is_silent(trouble: str, order: str) -> None:
    session, journal = opened(staged(customer(), happens=(happening(trouble, Trigger(at=at(500))),)), 1)
    session.submit(c.ReportIncident("power"), 3000)
    session.advance(30_000)
    orders = [entry.what.order for entry in journal.read(RUN) if isinstance(entry.what, s.SupervisorOrdered)]
    assert orders == [order]


def test_after_a_stop_somebody_says_when_to_go_on() -> None:
    happens = (
        happening("power_fails", Trigger(at=at(3000))),
        happening("supervisor_orders", Trigger(event="incident_reported", by=at(2000)), order="stop"),
        happening("power_returns", Trigger(event="power_failed", by=at(40_000))),
    )
    result = run(staged(customer(patience=at(300_000)), happens=happens))
    assert [what.order for what in result.events(s.SupervisorOrdered)] == ["stop", "resume"]
    assert [ended.reason for ended in result.events(f.VisitEnded)] == ["served"]


def test_who_pays_by_card_without_a_network_pays_cash() -> None:
    down = happening("network_fails", Trigger(event="tender_started"))
    result = run(staged(customer(pays=(Payment("card"),)), happens=(down,), minutes=2))
    assert [what.kind for what in result.events(f.PaymentTaken)] == ["cash"]
