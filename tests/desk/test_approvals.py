"""Requests from the tills: what the evidence asks for, whoever looked at it; and what a person can see of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.desk.judging import NEEDED, Judged, judged, needed
from simulator.drill.bots.office_desk import approvals as bot
from simulator.drill.bots.steps import Memory
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import DECISIONS, GROUNDS, GROUNDS_FOR, REQUESTS, SHEET_WORDS, SHEETS, Sheet
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from tests.desk.counter import LIMIT, Office, reason

NAME = Text("Xiao Lin", "小林")
SHELF = Sheet("shelf", {"price": 990}, {"tag": "this"})
OWN = Sheet("basket", {"total": 990}, {"buyer": "self"})


def goods(there: int = 2, state: str = "intact") -> Sheet:
    return Sheet("goods", {"there": there, "of": 2}, {"state": state})


RECEIPT = Sheet("receipt", {"paid": 5000, "days": 3})
WEEK = Sheet("rule", {"days": 7, "most": 3000}, {"takes": "sealed"})
TAPE = Sheet("journal", {"settled": 0, "present": 1, "sold": 1})
QUIET = Sheet("record", {"today": 1, "usual": 2})

CASES: list[tuple[str, int, int, tuple[Sheet, ...], str, str]] = [
    ("override_price", 200, 990, (SHELF,), "approve", "as_the_shelf"),
    ("override_price", 200, 890, (SHELF,), "ask_back", "other_amount"),
    ("override_price", 200, 990, (), "ask_back", "evidence_missing"),
    ("override_price", 200, 990, (SHELF, OWN), "pass_on", "own_matter"),
    ("override_price", 200, 990, (Sheet("shelf", {"price": 990}, {"tag": "neighbour"}),), "decline", "other_item"),
    ("override_price", 200, 990, (Sheet("shelf", {"price": 990}, {"tag": "ended"}),), "decline", "offer_ended"),
    ("override_price", 200, 990, (Sheet("shelf", {"price": 990}, {"tag": "members"}),), "decline", "members_only"),
    ("discount_sale", 3000, 0, (goods(state="damaged"), WEEK, QUIET), "approve", "within_rule"),
    ("discount_sale", 3001, 0, (goods(state="damaged"), WEEK, QUIET), "ask_back", "beyond_rule"),
    ("discount_sale", 100, 0, (goods(), WEEK, QUIET), "decline", "nothing_wrong"),
    ("discount_sale", 100, 0, (goods(state="damaged"), WEEK, Sheet("record", {"same_card": 3})), "decline", "one_card"),
    ("void_sale", 900, 0, (TAPE, goods()), "approve", "goods_back"),
    ("void_sale", 900, 0, (TAPE, goods(1)), "decline", "goods_missing"),
    ("void_sale", 900, 0, (Sheet("journal", {"settled": 1}), goods()), "decline", "settled_already"),
    ("finish_return", 5000, 0, (RECEIPT, goods(), WEEK), "approve", "within_rule"),
    ("finish_return", 5001, 0, (RECEIPT, goods(), WEEK), "ask_back", "other_amount"),
    ("finish_return", 5000, 0, (RECEIPT, goods(1), WEEK), "decline", "goods_missing"),
    ("finish_return", 5000, 0, (RECEIPT, goods(state="opened"), WEEK), "decline", "not_taken_back"),
    ("finish_return", 5000, 0, (Sheet("receipt", {"paid": 5000, "days": 8}), goods(), WEEK), "decline", "too_late"),
    ("finish_return", 5000, 0, (Sheet("receipt", {"paid": 5000, "returned": 5000}), goods(), WEEK), "decline",
     "returned_already"),
    ("finish_return", LIMIT + 1, 0, (Sheet("receipt", {"paid": LIMIT + 1}), goods(), WEEK), "pass_on",
     "beyond_my_limit"),
    ("return_without_receipt", 3000, 0, (goods(), TAPE, WEEK), "approve", "within_rule"),
    ("return_without_receipt", 3001, 0, (goods(), TAPE, WEEK), "ask_back", "beyond_rule"),
    ("return_without_receipt", 10, 0, (goods(), Sheet("journal", {"sold": 0}), WEEK), "decline", "not_ours"),
    ("refund_otherwise", 5000, 0, (RECEIPT, Sheet("channel", {}, {"refund": "failed"})), "approve", "first_failed"),
    ("refund_otherwise", 5000, 0, (RECEIPT, Sheet("channel", {}, {"refund": "unknown"})), "decline", "first_unknown"),
    ("refund_otherwise", 5000, 0, (RECEIPT, Sheet("channel", {}, {"refund": "arrived"})), "decline",
     "returned_already"),
]  # fmt: skip


def came(operation: str, amount: int, price: int, sheets: tuple[Sheet, ...], patience: int = 0) -> s.RequestCame:
    return s.RequestCame("r1", operation, "c02", NAME, "till-2", amount, price, sheets=sheets, patience=patience)


@pytest.mark.parametrize(("operation", "amount", "price", "sheets", "decision", "ground"), CASES)
def test_the_evidence_asks_for_one_decision(
    operation: str, amount: int, price: int, sheets: tuple[Sheet, ...], decision: str, ground: str
) -> None:
    found = judged(operation, amount, price, {sheet.kind: sheet for sheet in sheets}, LIMIT)
    assert found == Judged(decision, ground)


def test_every_ground_is_the_right_one_somewhere() -> None:
    assert {ground for *_, ground in CASES} == set(GROUNDS)
    assert {operation for operation, *_ in CASES} == set(REQUESTS) == set(NEEDED)
    assert {ground for grounds in GROUNDS_FOR.values() for ground in grounds} == set(GROUNDS)


# --- deciding --------------------------------------------------------------------------------------------------------

UNJUSTIFIED = came("override_price", 200, 990, (Sheet("shelf", {"price": 990}, {"tag": "ended"}), QUIET))
APPROVE = c.DecideRequest("r1", "approve", "as_the_shelf")


def only(facts: list[Event]) -> f.RequestDecided:
    (fact,) = facts
    assert isinstance(fact, f.RequestDecided)
    return fact


def test_a_wrong_decision_is_possible_and_the_fact_says_what_was_right() -> None:
    fact = only(Office().do(UNJUSTIFIED, APPROVE))
    assert (fact.proper, fact.proper_ground, fact.sound, fact.justified) == ("decline", "offer_ended", False, False)
    assert (fact.looked, fact.unseen, fact.took) == ((), 1, 1000)


def test_what_was_looked_at_before_is_told() -> None:
    fact = only(Office().do(UNJUSTIFIED, c.LookAt("r1", "record"), c.LookAt("r1", "shelf"), APPROVE))
    assert (fact.looked, fact.unseen) == (("record", "shelf"), 0)


def test_evidence_is_seen_only_once_it_was_looked_at() -> None:
    office = Office()
    office.do(UNJUSTIFIED)
    request = office.view.request("r1")
    assert request is not None
    assert [each.sheet for each in request.sheets] == [None, None]
    assert "'ended'" not in repr(request)
    office.do(c.LookAt("r1", "shelf"))
    request = office.view.request("r1")
    assert request is not None
    assert request.unseen == ("record",)
    assert (office.view.hand, request.seen("shelf")) == ("r1", UNJUSTIFIED.sheets[0])


def test_what_is_asked_back_comes_back_to_be_decided() -> None:
    office = Office()
    office.do(came("override_price", 200, 890, ()), c.DecideRequest("r1", "ask_back", "evidence_missing"))
    assert reason(office.do(APPROVE)) == "asked_back"
    assert office.view.inbox[0].waits
    office.do(s.RequestAnswered("r1", (SHELF,), price=990))
    fact = only(office.do(c.LookAt("r1", "shelf"), APPROVE))
    assert fact.sound
    assert office.view.inbox == []


def test_a_customer_who_left_is_lost() -> None:
    office = Office()
    (lost,) = office.do(came("override_price", 200, 990, (SHELF,), 5000), s.RequestLapsed("r1"))
    assert isinstance(lost, f.RequestLost)
    assert reason(office.do(APPROVE)) == "matter_done"
    assert office.do(s.RequestLapsed("r1")) == []


@pytest.mark.parametrize(("sheets", "lacking"), [((), True), ((SHELF,), False)])
def test_who_leaves_while_what_was_lacking_is_looked_for_was_kept_waiting_by_nobody_here(
    sheets: tuple[Sheet, ...], lacking: bool
) -> None:
    """What lies there already is asked back for nothing."""
    office = Office()
    office.do(came("override_price", 200, 990, sheets, 5000), c.DecideRequest("r1", "ask_back", "evidence_missing"))
    (lost,) = office.do(s.RequestLapsed("r1"))
    assert isinstance(lost, f.RequestLost)
    assert lost.asked_back is lacking
    assert office.view.inbox == []


BIG = came("finish_return", LIMIT + 1, 0, (Sheet("receipt", {"paid": LIMIT + 1}), goods(), WEEK))
REFUSALS: list[tuple[list[Event], Event, str]] = [
    ([], APPROVE, "no_such_matter"),
    ([], c.TakeUp("r1"), "no_such_matter"),
    ([UNJUSTIFIED], c.LookAt("r1", "goods"), "no_such_sheet"),
    ([UNJUSTIFIED], c.DecideRequest("r1", "approve", "too_late"), "no_such_ground"),
    ([UNJUSTIFIED], c.DecideRequest("r1", "hide", "too_late"), "no_such_ground"),
    ([BIG], c.DecideRequest("r1", "approve", "within_rule"), "beyond_my_limit"),
    ([UNJUSTIFIED], c.CloseDesk(), "matters_open"),
    ([], c.CloseDesk(), "day_not_over"),
    ([s.TimeUp(), c.CloseDesk()], APPROVE, "desk_closed"),
    ([], c.Scan("6901234567892"), "not_at_the_desk"),
]


@pytest.mark.parametrize(("before", "command", "why"), REFUSALS)
def test_what_is_refused(before: list[Event], command: Event, why: str) -> None:
    office = Office()
    if before:
        office.do(*before)
    assert reason(office.do(command)) == why


def test_nothing_is_done_before_the_desk_is_open() -> None:
    assert reason(Office(None).do(c.CloseDesk())) == "desk_not_open"


# --- laws ------------------------------------------------------------------------------------------------------------


def sheet_of(kind: str) -> st.SearchStrategy[Sheet]:
    names = SHEETS[kind]
    words = {name: SHEET_WORDS[kind, name] for name in names if (kind, name) in SHEET_WORDS}
    return st.builds(
        Sheet,
        st.just(kind),
        st.fixed_dictionaries({name: st.integers(0, 9) for name in names if name not in words}),
        st.fixed_dictionaries({name: st.sampled_from(known) for name, known in words.items()}),
    )


BUNDLES = st.lists(
    st.sampled_from(["basket", "receipt", "shelf", "goods", "journal", "channel", "record", "rule"]), unique=True
).flatmap(lambda kinds: st.tuples(*(sheet_of(kind) for kind in kinds)))


@given(st.sampled_from(REQUESTS), st.integers(1, 9), st.integers(0, 9), BUNDLES)
def test_who_looks_at_what_a_decision_rests_on_decides_rightly(
    operation: str, amount: int, price: int, sheets: tuple[Sheet, ...]
) -> None:
    """The truth follows from everything that lies there; what is needed of it is enough, and seen through the view."""
    office = Office()
    office.do(came(operation, amount, price, sheets))
    for _ in range(len(sheets) + 2):
        advice = bot.look(office.view, Memory()) or bot.decide(office.view, Memory())
        assert advice is not None
        assert advice.command is not None
        facts = office.do(advice.command)
        if isinstance(facts[0], f.RequestDecided):
            break
    fact = only(facts)
    assert fact.sound
    assert fact.ground == fact.proper_ground
    assert fact.decision in DECISIONS
    assert fact.unseen == 0
    assert set(needed(operation, {sheet.kind: sheet for sheet in sheets})) >= set(fact.looked)
