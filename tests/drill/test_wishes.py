"""What customers want beside their goods: they say so, wait for it, and take no for an answer."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from scenarios.specs.course import Trigger
from scenarios.specs.customers import CustomerSpec, Payment
from scenarios.specs.spans import Span
from simulator.drill import bots
from simulator.drill.bots import wishes
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.selling import ask_member
from simulator.drill.bots.steps import Memory
from simulator.drill.customers.crowd import misread
from simulator.drill.customers.holdings import Holdings
from simulator.drill.grounds.till import rules_of
from simulator.drill.staging import Stage
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.numbers import is_tax_number
from simulator.kernel.texts import Text
from simulator.pos.view import View

from .stages import at, customer, happening, run, staged

BAKERY, NUMBER = Text("Riverside Bakery Ltd", "临江烘焙有限公司"), "91330106MA2B1C2D3C"
FAN = Text("Mr Fan", "范先生")
GOODS = ("milk_1l", "soy_sauce_500", "dish_soap_500", "rice_5kg")


def shop(*customers: CustomerSpec, **given: object) -> Stage:
    """With the roll of members that these customers are on."""
    stage = staged(*customers, **given)
    rules = rules_of(stage.shop, stage.people, stage.role, stage.scenario.given, stage.scenario)
    return replace(stage, rules=rules)


def served(stage: Stage, seed: int = 1) -> dict[str, f.VisitEnded]:
    return {visit.customer: visit for visit in run(stage, seed).events(f.VisitEnded)}


def test_a_member_who_is_named_shows_a_card_of_that_name() -> None:
    result = run(shop(customer("fan", *GOODS, name=FAN, member="yes"), customer("bo", *GOODS, member="yes")))
    names = {visit.customer: visit.name for visit in result.events(s.CustomerArrived)}
    sales = {sale.sale: sale.customer for sale in result.events(f.SaleCompleted)}
    identified = result.events(f.MemberIdentified)
    assert len(identified) == 2
    assert all(names[sales[fact.sale]] == fact.name for fact in identified)


@pytest.mark.parametrize("consents", ["yes", "no"])
def test_somebody_becomes_a_member_who_agrees_and_nobody_else(consents: str) -> None:
    result = run(shop(customer("fan", *GOODS, name=FAN, wants=("card",), consents=consents)))
    assert [fact.agrees for fact in result.events(s.ConsentAnswered)] == [consents == "yes"]
    enrolled = result.events(f.MemberEnrolled)
    assert [(fact.name, fact.consented) for fact in enrolled] == ([(FAN, True)] if consents == "yes" else [])
    (ended,) = result.events(f.VisitEnded)
    assert (ended.wanted, ended.unmet) == (("membership",), ())


@pytest.mark.parametrize("known", [{"enrol_wanted": NUMBER}, {"consent": False}, {"member_code": NUMBER}, {}])
def test_nobody_is_asked_for_a_card_who_said_already(known: dict[str, object]) -> None:
    silent = {"member_asked": False, "network": True, "enrol_wanted": "", "consent": None, "member_code": ""}
    view = cast(View, SimpleNamespace(**(silent | known)))
    assert (ask_member(view, Memory()) is None) is bool(known)


def test_who_forgot_that_they_are_a_member_is_found_by_their_number() -> None:
    result = run(shop(customer("fan", *GOODS, name=FAN, member="yes", wants=("card",))))
    assert "refused.member_exists" in {fact.reason for fact in result.events(f.Refused)}
    (ended,) = result.events(f.VisitEnded)
    assert (ended.member_used, ended.unmet) == (True, ())


def test_a_neighbours_card_is_exchanged_for_their_own() -> None:
    stage = shop(customer("fan", *GOODS, name=FAN, member="others", points=Span(500, 500)))
    first, then = run(stage).events(f.MemberIdentified)
    assert (first.own, then.own, then.name) == (False, True, FAN)
    (ended,) = run(stage).events(f.VisitEnded)
    assert not ended.member_wrong


def test_an_invoice_is_waited_for_and_a_wrong_number_said_again() -> None:
    wants = {"wants": ("invoice",), "invoice_to": BAKERY, "tax_no": NUMBER, "misreads": 100}
    result = run(shop(customer("fan", *GOODS, name=FAN, **wants)))
    assert [fact.reason for fact in result.events(f.Refused)] == ["refused.tax_number"]
    (asked,), (issued,), (ended,) = (
        result.events(kind) for kind in (f.InvoiceRequested, f.InvoiceIssued, f.VisitEnded)
    )
    assert (asked.tax_no, asked.as_wanted, issued.amount) == (NUMBER, True, asked.amount)
    assert ended.unmet == ()


def test_nobody_waits_for_an_invoice_for_ever() -> None:
    stage = shop(customer("fan", *GOODS, name=FAN, wants=("invoice",)))
    routine = EXPERIENCED.without(wishes.issue_invoice)
    (ended,) = run(stage, bot=bots.worker.Worker(routine)).events(f.VisitEnded)
    assert (ended.reason, ended.unmet) == ("served", ("invoice",))


def test_an_invoice_that_was_asked_for_offline_is_issued_when_the_network_is_back() -> None:
    down = happening("network_fails", Trigger(event="sale_completed"))
    up = happening("network_returns", Trigger(event="network_failed", by=at(40_000)))
    result = run(shop(customer("fan", *GOODS, name=FAN, wants=("invoice",)), happens=(down, up)))
    order = [type(what).__name__ for what in result.events(f.InvoiceRequested, s.NetworkReturned, f.InvoiceIssued)]
    assert order == ["InvoiceRequested", "NetworkReturned", "InvoiceIssued"]


def test_a_card_that_is_empty_is_put_away_for_what_comes_next() -> None:
    way = (Payment("gift"), Payment("credit"), Payment("mobile"))
    spec = customer("fan", *GOODS, name=FAN, pays=way, gift_card=Span(0, 0), credit_note=Span(1500, 1500))
    result = run(shop(spec))
    (sale,) = result.events(f.SaleCompleted)
    assert [tender.kind for tender in sale.tenders] == ["credit", "mobile"]
    assert sale.tenders[0].amount == 1500
    (ended,) = result.events(f.VisitEnded)
    assert ended.unmet == (), "an empty card could not be taken"


def test_a_top_up_goes_onto_the_card_they_hold() -> None:
    spec = customer("fan", *GOODS, name=FAN, gift_card=Span(700, 700), tops_up=5000)
    stage = shop(spec)
    card = Holdings(stage.scenario.customers).gift_card(spec)
    (moved,) = run(stage).events(f.ValueMoved)
    assert moved == f.ValueMoved(card, "gift", 5000, 5700, "topped_up", "till-1/1", 5000)


def test_a_number_that_is_read_wrongly_never_checks() -> None:
    draws = Draws(7, "test")
    assert not any(is_tax_number(misread(NUMBER, draws)) for _ in range(200))


@pytest.mark.parametrize(
    ("number", "why"), [("6004", ""), ("6001", "refused.own_purchase"), ("7", "refused.unknown_employee")]
)
def test_a_colleague_gets_the_staff_discount_and_nobody_else(number: str, why: str) -> None:
    result = run(shop(replace(customer(), staff_no=number), promotions=("staff_discount",)), 1)
    refused = [fact.reason for fact in result.events(f.Refused) if fact.operation == "identify_employee"]
    assert refused == ([why] if why else [])
    (sale,) = result.events(f.SaleCompleted)
    assert bool(sale.employee_off) is not bool(why)
    (ended,) = result.events(f.VisitEnded)
    assert (ended.wanted, ended.unmet) == (("staff_discount",), ())
    assert len(result.events(f.AuthorizationAsked)) == (0 if why else 1)
