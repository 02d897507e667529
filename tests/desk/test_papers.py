"""Papers: what was not read is not seen; whoever reads what a decision rests on decides rightly, with every seed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from scenarios.specs import office_papers as spec
from scenarios.specs.office import OfficeSpec
from scenarios.specs.spans import Span
from simulator.desk.commanding import all_work
from simulator.desk.deducing import deduced
from simulator.desk.engine import apply
from simulator.desk.papers_view import DossierSeen
from simulator.desk.state import Desk
from simulator.drill.agenda import Agenda
from simulator.drill.bots.office_desk.routine import EXPERIENCED
from simulator.drill.bots.steps import Memory
from simulator.drill.desk.cases import drawer
from simulator.drill.desk.conduct import conduct, week
from simulator.drill.desk.director import DeskDirector
from simulator.drill.desk.history import reports
from simulator.drill.desk.reports import Readers
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk_words import (
    CAUSES,
    EXCEPTIONS,
    GROUNDS,
    INTENT,
    MEASURES,
    OFFERS,
    OVER_SHORT,
    PERIODS,
    SEND_BACK,
)
from simulator.kernel.draws import Draws
from simulator.kernel.entries import decode, encode
from simulator.kernel.events import Event
from simulator.kernel.papers import CHARTS, COLUMNS, UNITS, Cell, Paper, unit_of
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.screens.papers import cell_word, heading
from tests.desk.counter import Office, reason

SEEDS = st.integers(1, 10_000)
NAME, SAYS, NOW = Text("Area manager", "区域经理"), Text("Please look.", "请看一下。"), Span(1000, 1000)
HEAD = ("m1", NAME, SAYS, NOW)
CASHIERS = (("c02", Text("Xiao Lin", "小林")), ("c03", Text("Xiao Chen", "小陈")), ("c04", Text("Old Xu", "老徐")))
ASKS = tuple((spec.Ask(measure, "this_week", OFFERS[0] if measure == "offer_lift" else ""),) for measure in MEASURES)


def played(office: OfficeSpec, seed: int, desk: Office | None = None) -> list[Event]:
    """Everything that an experienced manager and the world outside do, by the rules alone."""
    desk, director, memory = desk or Office(), DeskDirector(office, 30, seed), Memory()
    facts: list[Event] = []
    for entry in desk.seen:
        director.see(entry, desk.desk)
    for _ in range(400):
        advice = EXPERIENCED.advise(desk.view, memory)
        due = director.peek()
        if advice.command is None and due is None:
            break
        what: Event = advice.command if advice.command is not None else due.stimulus  # type: ignore[union-attr]
        before = len(desk.seen)
        facts += desk.do(what, after=2000)
        for entry in desk.seen[before:]:
            director.see(entry, desk.desk)
        if desk.desk.closed:
            break
    return facts


ROOMS: dict[str, OfficeSpec] = {
    "reading": OfficeSpec(reports=(spec.ReportsSpec(*HEAD, ASKS),)),
    "over_short": OfficeSpec(
        cashiers=CASHIERS, investigations=(spec.CaseSpec(*HEAD, "over_short", OVER_SHORT, "till-2"),)
    ),
    "exceptions": OfficeSpec(
        cashiers=CASHIERS, investigations=(spec.CaseSpec(*HEAD, "exceptions", EXCEPTIONS, person="c03"),)
    ),
    "grave": OfficeSpec(
        incidents=(
            spec.IncidentSpec(*HEAD, "all_tills", CAUSES, (5, 40), ("", "printing"), ("", "it_hotline", "it_lead")),
        )
    ),
    "single": OfficeSpec(incidents=(spec.IncidentSpec(*HEAD, "one_function", CAUSES, (5,), ("",), ("",)),)),
    "cosmetic": OfficeSpec(incidents=(spec.IncidentSpec(*HEAD, "cosmetic", CAUSES, (5,), ("",), ("",)),)),
    "cutover": OfficeSpec(cutovers=(spec.CutoverSpec(*HEAD, GROUNDS[:4]),)),
    "promoting": OfficeSpec(drafts=(spec.DraftSpec(*HEAD, NAME, ("", *SEND_BACK)),)),
    "syncing": OfficeSpec(syncs=(spec.SyncSpec(*HEAD, "till-2", 9),)),
}


@pytest.mark.parametrize("room", ROOMS)
@settings(max_examples=25)
@given(seed=SEEDS)
def test_who_reads_first_is_right_and_comes_to_an_end(room: str, seed: int) -> None:
    facts = played(ROOMS[room], seed)
    assert isinstance(facts[-1], f.DeskClosed)
    assert facts[-1].matters_open == ()
    assert [fact for fact in facts if isinstance(fact, f.Refused)] == []
    judged = [fact for fact in facts if hasattr(fact, "sound")]
    assert judged or room == "cosmetic"
    assert [fact for fact in judged if not fact.sound or getattr(fact, "unread", 0)] == []
    assert [fact for fact in facts if isinstance(fact, f.ContactCalled) and not fact.in_turn] == []
    assert [fact for fact in facts if isinstance(fact, f.AllClearGiven) and not fact.works] == []
    assert [fact for fact in facts if isinstance(fact, f.OrderSettled) and (fact.doubled or fact.lost)] == []


MORNING = (
    ("odd", "cosmetic", ("wrong_setting",)),
    ("grave", "all_tills", CAUSES[:3]),
    ("cards", "one_function", ("bank_side",)),
)


@settings(max_examples=25)
@given(seed=SEEDS)
def test_reports_of_one_morning_agree_and_nobody_misses_cards_while_no_till_sells(seed: int) -> None:
    incidents = tuple(
        spec.IncidentSpec(id, NAME, SAYS, Span(at, at), severity, causes, (8,), ("", "cards"), ("", "it_lead"))
        for at, (id, severity, causes) in zip((1000, 5000, 9000), MORNING, strict=True)
    )
    office = Office()
    facts = played(OfficeSpec(incidents=incidents), seed, office)
    assert [
        fact for fact in facts if isinstance(fact, f.IncidentDebriefed | f.IncidentDirected) and not fact.sound
    ] == []
    assert isinstance(facts[-1], f.DeskClosed)
    assert facts[-1].matters_open == ()
    came = {e.what.matter: e for e in office.seen if isinstance(e.what, s.IncidentCame)}
    logs, monitors = ({matter: paper(e.what, kind) for matter, e in came.items()} for kind in ("change_log", "monitor"))
    assert logs["odd"] == logs["grave"] == logs["cards"]
    red = {matter: {row[0] for row in rows if row[1] == "red"} for matter, rows in monitors.items()}
    assert red["odd"] < red["grave"]
    assert red["odd"] | {"card_gateway"} == red["cards"]
    works = [
        e.at for e in office.seen if isinstance(e.what, s.IncidentNews) and all_work({p.key: p for p in e.what.papers})
    ]
    assert works[0] < came["cards"].at


def paper(report: s.IncidentCame, kind: str) -> tuple[tuple[Cell, ...], ...]:
    return next(paper.rows for paper in report.papers if paper.kind == kind)


def test_an_order_that_is_given_early_is_tried_early_and_the_repair_desk_says_so() -> None:
    """Nobody sits there for minutes because what was known first was told last."""
    incidents = tuple(
        spec.IncidentSpec(id, NAME, SAYS, Span(1000, 1000), severity, (cause,), (30,), ("",), ("",))
        for id, severity, cause in (("cards", "one_function", "bank_side"), ("odd", "cosmetic", "wrong_setting"))
    )
    office, director = Office(), DeskDirector(OfficeSpec(incidents=incidents), 30, 3)
    told = [0]

    def do(*events: Event) -> None:
        office.do(*events)
        for entry in office.seen[told[0] :]:
            director.see(entry, office.desk)
        told[0] = len(office.seen)

    def comes() -> Event:
        due = director.peek()
        assert due is not None
        do(due.stimulus)
        return due.stimulus

    do()
    comes(), comes()
    do(c.ClassifyIncident("cards", "one_function"), c.CallContact("cards", "vendor"))
    do(c.DirectIncident("cards", "cash_only"))
    planned = director.agenda.due("cards", "test_run")
    estimate = comes()
    assert isinstance(estimate, s.IncidentNews)
    assert estimate.papers == (Paper("estimate", (("vendor", 30),)),)
    assert director.agenda.due("cards", "test_run") == planned
    do(c.ClassifyIncident("odd", "cosmetic"), c.CallContact("odd", "repair_desk"))
    assert director.agenda.due("odd", "noted") is not None


@pytest.mark.parametrize("room", ROOMS)
def test_a_journal_of_papers_is_folded_from_its_bytes(room: str) -> None:
    office = Office()
    played(ROOMS[room], 4, office)
    again = Office(None)
    for entry in office.seen:
        apply(again.desk, decode(encode(entry)))
    assert again.desk == office.desk


@given(finding=st.sampled_from(OVER_SHORT), seed=SEEDS)
def test_what_is_planted_in_a_drawer_is_what_its_papers_prove(finding: str, seed: int) -> None:
    amount, papers = drawer(finding, "till-2", ("c02", "c03"), Draws(seed, "x"))
    assert amount
    assert deduced("over_short", amount, {paper.key: paper for paper in papers}).finding == finding


@given(finding=st.sampled_from(OVER_SHORT), seed=SEEDS)
def test_x_and_z_are_read_off_the_same_drawer(finding: str, seed: int) -> None:
    amount, papers = drawer(finding, "till-2", ("c02", "c03"), Draws(seed, "x"))
    lying = {paper.kind: paper for paper in papers}
    x, z = ({str(row[0]): row[at] for row in lying["till_reports"].rows} for at in (1, 2))
    assert int(z["counted_cash"]) - int(z["expected_cash"]) == z["over_short"] == amount
    assert x["counted_cash"] == x["over_short"] == 0, "an X report counts nothing"
    for read in (x, z):
        expected = int(read["float"]) + int(read["cash_sales"]) + int(read["slips_entered"]) - int(read["refunds"])
        assert read["expected_cash"] == expected > int(read["in_bags"]) > 0
    assert all(int(x[name]) <= int(z[name]) for name in ("cash_sales", "card_sales", "slips_entered", "refunds"))
    refunds = [int(row["amount"]) for row in lying["tape"].records() if row["what"] == "refund"]
    assert z["refunds"] == sum(refunds)


@given(finding=st.sampled_from(EXCEPTIONS), seed=SEEDS)
def test_why_somebody_stands_out_is_what_the_papers_prove(finding: str, seed: int) -> None:
    badges = ("c02", "c03", "c04")
    amount, papers = conduct(finding, week({"c03": finding}, badges, Draws(seed, "week")), Draws(seed, "x"))
    found = deduced("exceptions", amount, {paper.key: paper for paper in papers}, "c03")
    assert found.finding == finding
    assert bool(found.proofs) == (finding in INTENT)


@given(seed=SEEDS)
def test_whoever_is_looked_into_the_week_was_the_same(seed: int) -> None:
    cases = tuple(
        spec.CaseSpec(id, NAME, SAYS, NOW, "exceptions", findings, person=badge)
        for id, badge, findings in (("a", "c03", ("false_refunds", "returns_desk")), ("b", "c04", ("trainee",)))
    )
    director = DeskDirector(OfficeSpec(cashiers=CASHIERS, investigations=cases), 30, seed)
    office = Office()
    for entry in office.seen:
        director.see(entry, office.desk)
    opened: list[s.CaseOpened] = []
    while len(opened) < 2:
        due = director.peek()
        assert due is not None
        office.do(due.stimulus)
        director.see(office.seen[-1], office.desk)
        assert isinstance(due.stimulus, s.CaseOpened)
        opened.append(due.stimulus)
    papers = [{paper.kind: paper for paper in case.papers} for case in opened]
    assert [papers[0][kind] for kind in ("cashiers", "roster")] == [papers[1][kind] for kind in ("cashiers", "roster")]
    for case, lie in zip(opened, papers, strict=True):
        row, column = lie["cashiers"].row(cashier=case.person), "voids" if case.person == "c04" else "refunds"
        others = [each[column] for each in lie["cashiers"].records() if each["cashier"] != case.person]
        assert len(lie["exceptions"].rows) <= int(str(row[column]))
        assert 4 * max(map(int, map(str, others))) <= int(str(row[column]))


def test_every_column_has_its_unit() -> None:
    assert {column for columns in COLUMNS.values() for column in columns} == set(UNITS)
    assert all(set(drawn) <= set(COLUMNS[kind]) for kind, drawn in CHARTS.items())
    assert all(
        unit_of(kind, columns[0]) not in ("money", "share")
        for kind, columns in CHARTS.items()
        for columns in [COLUMNS[kind]]
    )


# --- what can be seen ------------------------------------------------------------------------------------------------


def laid(seed: int = 3) -> Office:
    office = Office()
    agenda = Agenda(priority=1)
    Readers(ROOMS["reading"], seed, agenda).begin(0, Desk(office.desk.rules))
    due = agenda.head()
    assert due is not None
    office.do(due.stimulus)
    return office


def dossier(office: Office) -> DossierSeen:
    found = office.view.dossier("m1")
    assert found is not None
    return found


def test_a_paper_says_nothing_before_it_was_read() -> None:
    office = laid()
    assert dossier(office).read == {}
    assert len(dossier(office).unread) == 13
    office.do(c.ReadPaper("m1", "days", "this_week"))
    assert list(dossier(office).read) == ["days/this_week"]


def test_a_report_that_was_read_is_read_with_whichever_letter_it_lies() -> None:
    office = laid()
    (first,) = (entry.what for entry in office.seen if isinstance(entry.what, s.ReportsLaid))
    office.do(structs.replace(first, matter="m2"), c.ReadPaper("m1", "days", "this_week"))
    assert len(dossier(office).unread) == 12
    days, *others = first.papers
    changed = structs.replace(days, rows=days.rows[1:])
    office.do(structs.replace(first, matter="m3"), structs.replace(first, matter="m4", papers=(changed, *others)))
    for matter, read in (("m2", ["days/this_week"]), ("m3", ["days/this_week"]), ("m4", [])):
        found = office.view.dossier(matter)
        assert found is not None
        assert list(found.read) == read
    (fact,) = office.do(c.AnswerQuestion("m3", "q1", 77))
    assert isinstance(fact, f.QuestionAnswered)
    assert fact.unread == 1


def test_a_guess_is_told_as_one() -> None:
    office = laid()
    (fact,) = office.do(c.AnswerQuestion("m1", "q1", 77))
    assert isinstance(fact, f.QuestionAnswered)
    assert (fact.sound, fact.unread) == (False, 2)
    assert reason(office.do(c.AnswerQuestion("m1", "q1", 77))) == "question_answered"


REFUSALS: list[tuple[Event, str]] = [
    (c.ReadPaper("m1", "tape"), "no_such_paper"),
    (c.ReadPaper("m9", "days", "this_week"), "no_such_matter"),
    (c.AnswerQuestion("m1", "q99"), "no_such_question"),
    (c.AnswerQuestion("m1", "q11", choice="midnight"), "no_such_word"),
    (c.ConcludeCase("m1", "taken"), "no_such_matter"),
    (c.GiveAllClear("m1"), "no_such_matter"),
]


@pytest.mark.parametrize(("command", "why"), REFUSALS)
def test_what_is_refused_over_papers(command: Event, why: str) -> None:
    assert reason(laid().do(command)) == why


def test_nobody_is_accused_with_marks_that_were_not_read() -> None:
    amount, papers = drawer("taken", "till-2", ("c02", "c03"), Draws(1, "x"))
    office = Office()
    office.do(s.CaseOpened("m1", "over_short", NAME, SAYS, "till-2", amount, papers, CASHIERS))
    assert reason(office.do(c.ConcludeCase("m1", "taken", "c02", ("J01",)))) == "mark_not_read"
    assert reason(office.do(c.ConcludeCase("m1", "taken", "c99"))) == "no_such_person"
    assert reason(office.do(c.ConcludeCase("m1", "trainee"))) == "no_such_word"
    (fact,) = office.do(c.ConcludeCase("m1", "taken", "c02"))
    assert isinstance(fact, f.CaseConcluded)
    assert (fact.accused, fact.baseless, fact.unread) == (True, True, 8)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_heading_and_every_word_on_a_paper_can_be_read(lang: Lang) -> None:
    words = Words(lang)
    assert [f"papers.column_{column}" for column in UNITS if not words.has(f"papers.column_{column}")] == []
    for room in ROOMS.values():
        office = Office()
        played(room, 7, office)
        for entry in office.seen:
            for paper in getattr(entry.what, "papers", ()):
                units = [unit_of(paper.kind, column) for column in paper.columns]
                said = {cell for row in paper.rows for cell, unit in zip(row, units, strict=True) if unit == "word"}
                named = {word for word in said for place in ("papers", "debrief") if words.has(f"{place}.word_{word}")}
                assert said - named == set(), paper.kind
                assert all(cell_word(words, str(word)) for word in said)
                assert all(heading(words, paper.kind, column) for column in paper.columns)


@given(SEEDS)
def test_the_reports_of_a_week_agree_with_each_other(seed: int) -> None:
    found = {paper.key: paper for paper in reports(seed)}
    for period in PERIODS:
        days, hours, departments, store = (
            found[f"{kind}/{period}"] for kind in ("days", "hours", "departments", "store")
        )
        assert departments.total("turnover") == days.total("turnover")
        assert 0 <= days.total("turnover") - hours.total("turnover") < len(hours.rows)
        assert store.total("stock") == departments.total("stock")


@pytest.mark.parametrize("seed", range(6))
def test_two_papers_of_one_week_add_up_to_the_same(seed: int) -> None:
    found = {(paper.kind, paper.period): paper for paper in reports(seed)}
    for (kind, period), hours in found.items():
        if kind == "hours":
            days = found["days", period]
            for column in ("turnover", "baskets"):
                assert hours.total(column) == days.total(column), (period, column)
