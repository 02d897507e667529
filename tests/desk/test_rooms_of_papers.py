"""Each room with papers: wrong is possible and told as wrong; what is refused; what a coach holds back."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.library import compile_source
from scenarios.specs import office_papers as spec
from scenarios.specs.office import OfficeSpec
from scenarios.specs.spans import Span
from simulator.desk import commanding, reconciling, settling
from simulator.desk.engine import decide
from simulator.desk.promoting import Draft
from simulator.desk.trial import Past, problems, tried
from simulator.drill.agenda import Agenda
from simulator.drill.desk import incident_papers as p
from simulator.drill.desk.drafts import Marketing
from simulator.drill.desk_guards import at_the_desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk_words import SERVER_STATES, SETTLEMENTS
from simulator.kernel.draws import Draws
from simulator.kernel.events import Command, Event
from simulator.kernel.papers import Paper
from simulator.kernel.policy import Policy
from simulator.kernel.promotions import Goods, Nth, Percent, When
from simulator.kernel.texts import Text
from simulator.pos.pricing import Basket, BasketLine, Pricer
from tests.desk.counter import Office, reason

NAME, SAYS = Text("He Jing", "何静"), Text("Please look.", "请看一下。")


def held(office: Office, command: Command) -> str:
    """What the coach says instead of letting it happen."""
    found = at_the_desk(office.desk, command, decide(office.desk, command).facts)
    return found.reason.removeprefix("held.") if found else ""


# --- incidents -------------------------------------------------------------------------------------------------------


def down(cause: str = "update", unreachable: tuple[str, ...] = ()) -> Office:
    office = Office()
    office.do(s.IncidentCame("m1", NAME, SAYS, p.at_first("all_tills", cause, Draws(1, "x")), unreachable))
    return office


CLASSED = c.ClassifyIncident("m1", "all_tills")


def test_who_does_not_answer_is_followed_by_the_next() -> None:
    office = down(unreachable=("it_hotline",))
    (first,) = office.do(CLASSED, c.CallContact("m1", "it_hotline"))
    assert isinstance(first, f.ContactCalled)
    assert (first.in_turn, first.reached) == (True, False)
    (boss,) = office.do(c.CallContact("m1", "area_manager"))
    assert isinstance(boss, f.ContactCalled)
    assert (boss.in_turn, boss.expected_contact) == (False, "it_lead")
    assert reason(office.do(c.CallContact("m1", "area_manager"))) == "contact_knows"


@pytest.mark.parametrize(("minutes", "order"), [(10, "wait"), (11, "manual_slips")])
def test_what_can_be_waited_for(minutes: int, order: str) -> None:
    papers = {paper.key: paper for paper in p.at_first("all_tills", "update", Draws(1, "x"))}
    assert commanding.order_of(papers, ()) == ""
    assert commanding.order_of({**papers, "estimate": p.estimate(minutes)}, ()) == order


@pytest.mark.parametrize(("cause", "order"), [("update", "roll_back"), ("carrier", "carry_on")])
def test_the_tested_way_that_loses_nothing(cause: str, order: str) -> None:
    assert commanding.way_out({"ways_out": p.ways_out(cause, Draws(1, "x"))}) == order


def test_no_all_clear_before_the_last_test_and_the_last_slip() -> None:
    office = down()
    office.do(CLASSED, s.IncidentNews("m1", SAYS, (p.test_run("printing"), p.slips(7, 0))))
    assert held(office, c.GiveAllClear("m1")) == "unread"
    office.do(c.ReadPaper("m1", "test_run"), c.ReadPaper("m1", "slips_kept"))
    assert held(office, c.GiveAllClear("m1")) == "slips_open"
    office.do(s.IncidentNews("m1", SAYS, (p.slips(7, 7),)), c.ReadPaper("m1", "slips_kept"))
    assert held(office, c.GiveAllClear("m1")) == "not_over"
    (early,) = office.do(c.GiveAllClear("m1"))
    assert isinstance(early, f.AllClearGiven)
    assert not early.works
    assert reason(office.do(c.GiveAllClear("m1"))) == "cleared_already"
    (told,) = office.do(c.DebriefIncident("m1", "carrier", "second_line"))
    assert isinstance(told, f.IncidentDebriefed)
    assert (told.sound, told.proper_finding, told.proper_lesson) == (False, "update", "test_before_update")
    assert office.view.inbox == []


def test_going_back_before_anybody_proposes_it_is_untested() -> None:
    office = down()
    office.do(CLASSED)
    assert held(office, c.DirectIncident("m1", "roll_back")) == "untested"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.DirectIncident("m1", "wait"), "not_classified"),
        (c.GiveAllClear("m1"), "not_classified"),
        (c.ClassifyIncident("m1", "terrible"), "no_such_word"),
        (c.LogDecision("m1"), "nothing_to_log"),
        (c.DebriefIncident("m1", "update", "second_line"), "not_cleared"),
    ],
)
def test_what_is_refused_in_command(command: Event, why: str) -> None:
    assert reason(down().do(command)) == why


# --- going live ------------------------------------------------------------------------------------------------------

STOCK = Paper("stock_lists", (("S01", NAME, 40, 40), ("S02", NAME, 40, 37), ("S03", NAME, 40, 80), ("S04", NAME, 9, 0)))
LATE = Paper("late_sales", (("S02", NAME, 3),))
ROWS: list[tuple[str, int, int, str]] = [
    ("stock_lists", 40, 480, "per_pack"),
    ("stock_lists", 40, 41, "unexplained"),
    ("price_lists", 400, 800, "per_jin"),
    ("price_lists", 400, 4000, "decimals"),
    ("member_lists", 120, 240, "twice_as_much"),
    ("member_lists", 120, 0, "missing"),
    ("member_lists", 120, 120, ""),
]


@pytest.mark.parametrize(("kind", "old", "new", "why"), ROWS)
def test_why_a_row_differs(kind: str, old: int, new: int, why: str) -> None:
    paper = Paper(kind, (("X01", NAME, old, new),))
    assert reconciling.difference(paper, paper.records()[0], {}) == why


def night() -> Office:
    office = Office()
    others = [Paper(kind, ()) for kind in ("price_lists", "member_lists", "dual_run", "dual_notes")]
    papers = (STOCK, LATE, *others, Paper("backup", (("21:10", 1, 0),)), Paper("last_sales", (("till-1", 0, 0),)),
              p.test_run(""), Paper("night_clock", ((30, 60),)))  # fmt: skip
    office.do(s.CutoverBegun("m1", NAME, SAYS, papers))
    return office


def test_a_list_that_is_closed_says_what_was_missed_and_what_was_wrong() -> None:
    office = night()
    assert reason(office.do(c.MarkRow("m1", "stock_lists", "S03", "missing"))) == "mark_not_read"
    office.do(c.ReadPaper("m1", "stock_lists"), c.MarkRow("m1", "stock_lists", "S03", "sold_late"))
    assert held(office, c.CloseList("m1", "stock_lists")) == "rows_missed"
    (closed,) = office.do(c.MarkRow("m1", "stock_lists", "S02", "sold_late"), c.CloseList("m1", "stock_lists"))
    assert isinstance(closed, f.ListClosed)
    assert (closed.differing, closed.found, closed.missed, closed.wrong) == (3, 1, 1, 1)
    assert reason(office.do(c.MarkRow("m1", "stock_lists", "S04", "missing"))) == "list_closed"


def test_a_backup_that_nobody_restored_is_none() -> None:
    office = night()
    assert reason(office.do(c.PassCheckpoint("m1", "data_moved"))) == "checkpoint_order"
    office.do(c.ReadPaper("m1", "backup"))
    assert held(office, c.PassCheckpoint("m1", "backup_made")) == "checkpoint"
    (fact,) = office.do(c.PassCheckpoint("m1", "backup_made"))
    assert isinstance(fact, f.CheckpointPassed)
    assert (fact.sound, fact.proper) == (False, False)
    assert reason(office.do(c.PassCheckpoint("m1", "backup_made"))) == "checkpoint_passed"


def test_live_with_lists_that_differ_is_reckless() -> None:
    (fact,) = night().do(c.DecideGoLive("m1", "go", "all_met"))
    assert isinstance(fact, f.GoLiveDecided)
    assert (fact.reckless, fact.proper_decision, fact.proper_ground) == (True, "no_go", "lists_differ")


def test_without_time_there_is_only_the_way_back() -> None:
    papers = {"night_clock": Paper("night_clock", ((61, 60),)), "test_run": p.test_run("cards")}
    assert reconciling.verdict(papers) == ("roll_back", "no_time_left")


# --- till and server -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "server"), settling.RULES)
def test_what_the_rules_ask_for_books_a_sale_just_once(state: str, server: str) -> None:
    made = state == "completed"
    assert settling.booked(server, settling.RULES[state, server], made) == made


def order(server: str, state: str, card: str = "") -> Office:
    office, document = Office(), "TX1" if card else ""
    bank = ((document, "10:00", 500, card),) if card else ()
    records = (("n1", "10:00", state, 500, document),) if state != "not_known" else ()
    papers = (Paper("server_orders", (("n1", "10:00", server, 500),)), Paper("till_records", records),
              Paper("bank_records", bank))  # fmt: skip
    office.do(s.OrdersDiffered("m1", NAME, SAYS, "till-1", papers))
    return office


@pytest.mark.parametrize(("server", "action"), list(product(SERVER_STATES, SETTLEMENTS)))
def test_nothing_is_both_lost_and_doubled_and_what_is_right_is_neither(server: str, action: str) -> None:
    for state in ("completed", "voided", "not_known"):
        (fact,) = order(server, state).do(c.SettleOrder("m1", "n1", action))
        assert isinstance(fact, f.OrderSettled)
        assert not (fact.doubled and fact.lost)
        assert not (fact.sound and fact.lost)
        if fact.sound and not (state == "not_known" and server == "booked_twice"):
            assert not fact.doubled


@pytest.mark.parametrize(("server", "action"), [("missing", "accept"), ("completed", "reject"), ("voided", "accept")])
def test_a_card_that_was_declined_afterwards_paid_for_nothing(server: str, action: str) -> None:
    office = order(server, "completed", "declined")
    office.do(*(c.ReadPaper("m1", kind) for kind in settling.NEEDED))
    assert held(office, c.SettleOrder("m1", "n1", "resend")) == "sale_twice"
    (fact,) = office.do(c.SettleOrder("m1", "n1", action))
    assert isinstance(fact, f.OrderSettled)
    assert (fact.sound, fact.doubled, fact.lost) == (True, False, False)
    assert office.view.inbox == []


# --- promotions ------------------------------------------------------------------------------------------------------

USUAL = Policy("usual", Text("x", "x"))


def draft_of(flaw: str, seed: int = 5) -> Office:
    office, agenda = Office(), Agenda(priority=1)
    head = ("m1", NAME, SAYS, Span(1000, 1000))
    Marketing(OfficeSpec(drafts=(spec.DraftSpec(*head, NAME, (flaw,)),)), seed, agenda).begin(0, office.desk)
    due = agenda.head()
    assert due is not None
    office.do(due.stimulus)
    return office


@given(st.lists(st.tuples(st.sampled_from(["milk_1l", "cola_330"]), st.integers(1, 4)), min_size=1, max_size=3))
def test_a_trial_gives_what_the_tills_would(pieces: list[tuple[str, int]]) -> None:
    office = draft_of("")
    catalog = office.desk.rules.shop.catalog
    pieces = [(sku, count) for sku, count in pieces if sku in catalog.items] or [(next(iter(catalog.items)), 2)]
    draft = Percent("d1", NAME, Goods(everything=True), When("2027-01-08T00:00"), off=10_000)
    found = tried(draft, (), Past(catalog, USUAL, [pieces], {}))
    lines = tuple(
        BasketLine(n, sku, catalog.items[sku].category, catalog.items[sku].price, count)
        for n, (sku, count) in enumerate(pieces, 1)
    )
    bills = [Pricer(USUAL, rules).price(Basket(lines, "2027-01-08T00:00")).total for rules in ((), (draft,))]
    assert found.given == bills[0] - bills[1]
    assert found.margin_before - found.margin_after == found.given


def test_two_that_count_the_same_pieces_clash_until_one_goes_first() -> None:
    goods = Goods(skus=("a", "b"))
    running = Nth("r", NAME, goods, nth=2, off=50_000)
    assert problems(Nth("d", NAME, goods, nth=3, off=50_000), [running]) == ("clash",)
    assert problems(Nth("d", NAME, goods, priority=90, nth=3, off=50_000), [running]) == ()
    assert problems(running, [running]) == ()


def test_what_was_changed_was_not_tried() -> None:
    office = draft_of("dates_wrong")
    office.do(c.TryDraft("m1"))
    assert held(office, c.PublishPromotion("m1")) == ""
    assert held(draft_of(""), c.SendBackDraft("m1", "over_budget")) == "untried"
    office.do(c.ChangeDraft("m1", "until", word="2027-01-18T00:00"))
    assert held(office, c.PublishPromotion("m1")) == "untried"
    office.do(c.TryDraft("m1"))
    assert held(office, c.SendBackDraft("m1", "over_budget")) == "draft_sound"
    (fact,) = office.do(c.PublishPromotion("m1"))
    assert isinstance(fact, f.PromotionPublished)
    assert (fact.sound, fact.tried, fact.changes) == (True, True, 1)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.ChangeDraft("m1", "name", word="x"), "no_such_word"),
        (c.ChangeDraft("m1", "fixed_price", 100), "not_in_draft"),
        (c.ChangeDraft("m1", "discount_rate", 100_001), "draft_figure"),
        (c.ChangeDraft("m1", "until", word="tomorrow"), "no_such_date"),
        (c.SendBackDraft("m1", "ugly"), "no_such_word"),
    ],
)
def test_what_is_refused_of_a_draft(command: Event, why: str) -> None:
    office = draft_of("")
    assert isinstance(office.desk.matters["m1"], Draft)
    assert reason(office.do(command)) == why


# --- the language of scripts -----------------------------------------------------------------------------------------

SCRIPT = """scenario: x
version: 1
role: manager
title: {en: A, zh: 甲}
brief: {en: B, zh: 乙}
minutes: 5
shop: supermarket
competencies: [figures]
office:
  cashiers: {c02: {en: L, zh: 林}}
"""
HEAD = "arrives: 5 s, name: {en: N, zh: 名}, says: {en: S, zh: 说}"
WRONG: list[tuple[str, str]] = [
    (f"  reports:\n    a: {{{HEAD}, asks: [per_meter]}}\n", "12:74: office.reports.a.asks[1]"),
    (f"  reports:\n    a: {{{HEAD}, asks: [margin_share of cars]}}\n", "office.reports.a.asks[1]"),
    (f"  cases:\n    a: {{{HEAD}, about: over_short, findings: trainee, till: till-1}}\n", "office.cases.a"),
    (f"  cases:\n    a: {{{HEAD}, about: over_short, findings: taken}}\n", "office.cases.a"),
    (f"  cases:\n    a: {{{HEAD}, about: exceptions, findings: trainee, person: c09}}\n", "office"),
    (f"  incidents:\n    a: {{{HEAD}, severity: huge, causes: update}}\n", "office.incidents.a.severity"),
    (f"  promotions:\n    a: {{{HEAD}, title: {{en: T, zh: 题}}, flaws: ugly}}\n", "office.promotions.a.flaws"),
    (f"  orders:\n    a: {{{HEAD}, till: till-1, orders: 2}}\n", "office.orders.a.orders"),
]


@pytest.mark.parametrize(("section", "where"), WRONG)
def test_what_is_wrong_in_a_section_is_told_with_its_place(section: str, where: str) -> None:
    loaded = compile_source((SCRIPT + section).encode())
    told = [problem.words("en", "x.yaml") for problem in loaded.problems]
    assert len(told) == 1, told
    assert where in told[0], told
