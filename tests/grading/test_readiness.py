"""When a store is ready: every rule with the case that breaks it, and laws that hold for whatever evidence there is."""

from datetime import date, timedelta
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.readiness.assess import assess
from grading.readiness.counting import counting, holds, kinds_of, why_not
from grading.readiness.judging import judge
from grading.readiness.model import (
    KINDS,
    ORIGINS,
    Evidence,
    Gate,
    Kind,
    Member,
    Origin,
    Profile,
    Readiness,
    Row,
    Shift,
    Source,
    Threshold,
    Waiver,
)
from grading.readiness.source import shipped_gates
from simulator.kernel.texts import Text

TODAY, OPENING = "2026-12-01", "2026-12-10"
T = Text("x", "某")
ALL = Threshold("at_least", (1, 1), "share")


def day(before: int) -> str:
    return (date.fromisoformat(TODAY) - timedelta(days=before)).isoformat()


def gate(kind: Kind, origin: Origin = "sandbox", threshold: Threshold = ALL, **more: object) -> Gate:
    return msgspec.structs.replace(Gate("g", T, T, T, kind, origin, threshold, 30), **more)


def profile(**more: object) -> Profile:
    staff = (Member("Li", ("cashier",), ("early",)), Member("Wu", ("cashier", "manager"), ("early", "late")))
    shifts = (Shift("early", T, {"cashier": 2}), Shift("late", T, {"cashier": 1, "manager": 1}))
    made = Profile("s", T, OPENING, 2, 900, 140, "Li", staff, shifts, ("printer-1", "scanner-1"))
    return msgspec.structs.replace(made, **more)


def certified(name: str, role: str = "cashier", *, before: int = 1, right: int = 3, **more: object) -> Evidence:
    made = Evidence("certified", name, "sandbox", day(before), right=right, n=3, role=role, lacks=("a",) * (3 - right))
    return msgspec.structs.replace(made, **more)


def device(name: str, origin: Origin = "device", *, ok: bool = True, before: int = 1, order: int = 0) -> Evidence:
    return Evidence("devices", name, origin, day(before), order, int(ok), 1)


def done(right: int, n: int, *, before: int = 1) -> Evidence:
    return Evidence("operations", "Li", "sandbox", day(before), 0, right, n, role="cashier")


def figure(value: str, n: int = 100, origin: Origin = "customer", *, before: int = 1, until: str = "2027-01-01",
           order: int = 0) -> Evidence:  # fmt: skip
    pair = Fraction(value).numerator, Fraction(value).denominator
    return Evidence("figure", "g", origin, day(before), order, n, n, pair, "number", until=until)


def answer(value: str, *, before: int = 1) -> Evidence:
    return msgspec.structs.replace(figure(value, 1, "sandbox", before=before), kind="survey", subject="run")


def hours(value: str, role: str = "cashier", *, before: int = 1) -> Evidence:
    return msgspec.structs.replace(answer(value, before=before), kind="trained", subject="Li", role=role)


def part(value: str, of: str, *, before: int = 1) -> Evidence:
    return msgspec.structs.replace(figure(value, before=before), part=of)


def drill(name: str, *, passed: bool = True, before: int = 1) -> Evidence:
    return Evidence("rehearsed", name, "sandbox", day(before), 0, int(passed), 1)


def outside(origin: Origin = "customer", **more: object) -> Gate:
    return gate("figure", origin, Threshold("at_most", (2, 1), "number"), **more)


TEAM = gate("certified")
CAN = [certified("Li"), certified("Wu"), certified("Wu", "manager")]
LANE = gate("devices", "device")
WORKS = [device("printer-1"), device("scanner-1")]
RIGHT = gate("operations", threshold=Threshold("at_least", (19, 20), "share"), sample=200)
NIGHT = gate("rehearsed", drills=("night", "cut"))
STAR = gate("super_user")
SHIFTS = gate("shifts")
DAY = gate("trained", threshold=Threshold("at_most", (8, 1), "number"), role="cashier")
ASKED = gate("survey", threshold=Threshold("at_least", (9, 2), "number"), sample=2)
PEAK = gate("figure", "customer", Threshold("at_least", (3, 2), "number", True))


@pytest.mark.parametrize(
    ("asked", "evidence", "reasons", "value", "n"),
    [
        (TEAM, CAN, (), "1", 3),
        (TEAM, [], ("missing",), "0", 3),
        (TEAM, CAN[:2], ("below",), "2/3", 3),
        (TEAM, [*CAN[:2], certified("Wu", "manager", before=31)], ("below", "stale"), "2/3", 3),
        (TEAM, [*CAN[:2], certified("Wu", "manager", before=30)], (), "1", 3),
        (TEAM, [*CAN[:2], certified("Wu", "manager", until=day(1))], ("below", "expired"), "2/3", 3),
        (TEAM, [*CAN[:2], certified("Wu", "manager", until=TODAY)], (), "1", 3),
        (TEAM, [*CAN[:2], certified("Wu", "manager", right=2)], ("below",), "2/3", 3),
        (TEAM, [*CAN[:2], certified("Wu", "manager", before=-1)], ("below",), "2/3", 3),
        (gate("certified", role="manager"), CAN[2:], (), "1", 1),
        (gate("certified", role="stock_clerk"), CAN, ("nobody",), None, 0),
        (SHIFTS, CAN, ("below",), "2/3", 3),
        (SHIFTS, CAN[:1], ("below",), "0", 3),
        (SHIFTS, CAN[1:2], ("below",), "1/3", 3),
        (STAR, CAN[:1], (), "1", 1),
        (STAR, CAN[1:], ("missing",), "0", 1),
        (LANE, WORKS, (), "1", 2),
        (LANE, WORKS[:1], ("below",), "1/2", 2),
        (LANE, [WORKS[0], device("scanner-1", "sandbox")], ("below", "virtual_only"), "1/2", 2),
        (LANE, [device("printer-1", "sandbox"), device("scanner-1", "sandbox")], ("virtual_only",), "0", 2),
        (LANE, [*WORKS, device("printer-1", ok=False, before=0)], ("below",), "1/2", 2),
        (LANE, [*WORKS, device("printer-1", ok=False, before=2)], (), "1", 2),
        (LANE, [*WORKS, device("printer-1", "sandbox", ok=False, before=0)], (), "1", 2),
        (LANE, [device("printer-1"), device("scanner-1", before=31)], ("below", "stale"), "1/2", 2),
        (RIGHT, [done(190, 200)], (), "19/20", 200),
        (RIGHT, [done(100, 100), done(90, 100)], (), "19/20", 200),
        (RIGHT, [done(189, 200)], ("below",), "189/200", 200),
        (RIGHT, [done(199, 199)], ("too_few",), "1", 199),
        (RIGHT, [done(100, 199)], ("too_few", "below"), "100/199", 199),
        (RIGHT, [done(200, 200, before=31)], ("stale",), None, 0),
        (RIGHT, [], ("missing",), None, 0),
        (NIGHT, [drill("night"), drill("cut")], (), "1", 2),
        (NIGHT, [drill("night"), drill("night")], ("below",), "1/2", 2),
        (NIGHT, [drill("night"), drill("cut", passed=False)], ("below",), "1/2", 2),
        (NIGHT, [drill("night"), drill("cut", before=31)], ("below", "stale"), "1/2", 2),
        (outside(), [figure("2")], (), "2", 100),
        (outside(), [figure("2.01")], ("below",), "201/100", 100),
        (outside(), [], ("outside",), None, 0),
        (outside(), [figure("1", origin="sandbox")], ("outside",), "1", 100),
        (outside(), [figure("3", 7, origin="device"), figure("1", origin="sandbox", before=2)], ("outside",), "3", 7),
        (outside(), [figure("1", origin="sandbox", before=31)], ("outside",), None, 0),
        (outside("device"), [figure("1", origin="customer")], (), "1", 100),
        (outside("device"), [figure("1", origin="sandbox")], ("virtual_only",), None, 0),
        (outside(), [figure("1", before=31)], ("stale",), None, 0),
        (outside(), [figure("1", until=day(1))], ("expired",), None, 0),
        (outside(sample=101), [figure("1")], ("too_few",), "1", 100),
        (outside(), [figure("1", before=2), figure("3")], ("below",), "3", 100),
        (outside(), [figure("3"), figure("1", order=1)], (), "1", 100),
        (outside(), [Evidence("figure", "g", "customer", day(1), value=(1, 1), unit="seconds")], ("unit",), None, 1),
        (outside(), [msgspec.structs.replace(figure("1"), subject="other")], ("outside",), None, 0),
        (ASKED, [answer("5"), answer("4")], (), "9/2", 2),
        (ASKED, [answer("5"), figure("4", 3, "sandbox")], ("below",), "17/4", 4),
        (ASKED, [answer("5"), answer("1", before=31)], ("too_few",), None, 1),
        (ASKED, [answer("5", before=31)], ("stale",), None, 0),
        (DAY, [hours("6"), hours("8")], (), "8", 2),
        (DAY, [hours("2"), hours("8.01")], ("below",), "801/100", 2),
        (DAY, [hours("9", role="manager")], ("missing",), None, 0),
        (DAY, [hours("7", before=31)], ("stale",), None, 0),
        (outside(), [part("2", "a", before=9), part("1", "b"), part("3", "a", before=10)], (), "2", 200),
        (outside(), [part("3", "members", before=9), part("1", "products")], ("below",), "3", 200),
        (PEAK, [figure("210")], (), "210", 100),
        (PEAK, [figure("209.9")], ("below",), "2099/10", 100),
        (gate("record", "customer", sample=2), [figure("1"), figure("1", before=2)], (), None, 2),
        (gate("record", "customer", sample=2), [figure("1")], ("too_few",), None, 1),
    ],
)  # fmt: skip
def test_what_evidence_says(
    asked: Gate, evidence: list[Evidence], reasons: tuple[str, ...], value: str | None, n: int
) -> None:
    told = judge(asked, profile(), evidence, TODAY)
    assert (told.met, told.reasons, told.n) == (not reasons, reasons, n)
    assert (told.value and Fraction(*told.value)) == (value and Fraction(value))


@pytest.mark.parametrize("asked", [TEAM, SHIFTS, STAR, LANE, PEAK])
def test_without_a_profile_nothing_of_it_is_met(asked: Gate) -> None:
    told = judge(asked, None, [*CAN, *WORKS, figure("999")], TODAY)
    assert (told.met, told.reasons) == (False, ("no_profile",))


def waiver(until: str) -> Waiver:
    return Waiver("g", T, T, until)


@pytest.mark.parametrize(
    ("no_go", "until", "weight", "verdict", "expired"),
    [
        ("unless_waived", "", "blocks", "not_ready", False),
        ("unless_waived", OPENING, "risk", "ready_with_risks", False),
        ("unless_waived", "2026-12-09", "blocks", "not_ready", False),
        ("unless_waived", day(1), "blocks", "not_ready", True),
        ("always", OPENING, "blocks", "not_ready", False),
        ("no", "", "risk", "ready_with_risks", False),
    ],
)
def test_what_follows_from_a_gate_that_is_not_met(
    no_go: str, until: str, weight: str, verdict: str, expired: bool
) -> None:
    store = profile(waivers=(waiver(until),) if until else ())
    ready = assess([gate("operations", no_go=no_go)], store, [], TODAY)
    (row,) = ready.rows
    assert (row.status, row.weight, ready.verdict, row.waiver_expired) == ("not_met", weight, verdict, expired)


def test_a_waiver_holds_at_the_opening_or_counts_for_nothing() -> None:
    """Somebody has to answer for the risk while there are customers; once the store is open, that is from today on."""
    asked = [gate("operations")]
    (row,) = assess(asked, profile(waivers=(waiver(TODAY), waiver("2026-12-09"))), [], TODAY).rows
    assert (row.waiver, row.too_short, row.waiver_expired, row.weight) == (None, waiver("2026-12-09"), False, "blocks")
    (row,) = assess(asked, profile(waivers=(waiver(TODAY), waiver(OPENING))), [], TODAY).rows
    assert (row.waiver, row.too_short, row.weight) == (waiver(OPENING), None, "risk")
    (row,) = assess(asked, profile(waivers=(waiver(TODAY),), opening=day(9)), [], TODAY).rows
    assert (row.waiver, row.too_short, row.weight) == (waiver(TODAY), None, "risk")


def test_a_waiver_of_a_gate_that_is_met_is_no_exception() -> None:
    (row,) = assess([STAR], profile(waivers=(waiver(TODAY),), opening=TODAY), CAN, TODAY).rows
    assert (row.status, row.waiver, row.waiver_expired) == ("met", None, False)


def test_what_holds_today_and_not_on_the_opening_day_is_a_risk() -> None:
    evidence = [drill("night", before=25), drill("cut", before=25)]
    ready = assess([NIGHT], profile(), evidence, TODAY)
    assert [(row.status, row.outcome.reasons) for row in ready.rows] == [("met", ("lapses",))]
    assert ready.verdict == "ready_with_risks"
    assert assess([NIGHT], profile(), evidence, "2026-12-05").verdict == "ready_with_risks"
    assert assess([NIGHT], profile(opening=TODAY), evidence, TODAY).verdict == "ready"


def test_nothing_asked_is_nothing_shown() -> None:
    assert assess([], profile(), CAN, TODAY).verdict == "not_ready"


def test_criteria_of_the_customers_own_are_gates_like_any_other() -> None:
    own = gate("record", "customer", own=True)
    assert assess([TEAM], profile(criteria=(own,), opening=TODAY), CAN, TODAY).verdict == "not_ready"
    assert assess([TEAM], profile(criteria=(own,), opening=TODAY), [*CAN, figure("1")], TODAY).verdict == "ready"


def test_who_can_work_and_what_others_lack() -> None:
    found = assess([TEAM], profile(), [certified("Li"), certified("Wu", right=1)], TODAY).people
    told = [(one.name, one.role, one.able, one.lacks, one.by) for one in found]
    assert told == [
        ("Li", "cashier", True, (), ""),
        ("Wu", "cashier", False, ("a", "a"), OPENING),
        ("Wu", "manager", False, (), OPENING),
    ]


def test_one_person_fills_one_post_of_a_shift_and_the_other_is_an_exception() -> None:
    """Wu alone works late, as cashier and as manager: one of both stays open, and is told with the name."""
    told = judge(SHIFTS, profile(), CAN, TODAY)
    assert [(one.subject, one.role, one.have, one.need, one.elsewhere) for one in told.lacks] == [
        ("late", "manager", 0, 1, ("Wu",))
    ]
    more = Member("Xu", ("manager",), ("late",))
    staffed = profile(staff=(*profile().staff, more))
    assert judge(SHIFTS, staffed, [*CAN, certified("Xu", "manager")], TODAY).met


def test_a_gate_that_blocks_whatever_is_agreed_has_no_waiver() -> None:
    ready = assess([gate("operations", no_go="always")], profile(waivers=(waiver(OPENING),)), [], TODAY)
    assert (ready.rows[0].waiver, ready.waived) == (None, ())


def test_every_source_of_a_figure_stands_in_the_annex() -> None:
    one, two = Source("run", "r1", "h1", 3, "first-sale"), Source("run", "r2", "h2", 4, "first-sale")
    evidence = [
        msgspec.structs.replace(done(190, 200), sources=(two,)),
        msgspec.structs.replace(CAN[0], sources=(one,)),
    ]
    ready = assess([RIGHT, STAR], profile(), evidence, TODAY)
    assert [row.outcome.sources for row in ready.rows] == [(two,), (one,)]
    assert ready.sources == (one, two)


def test_shipped_gates_are_of_every_kind_and_origin() -> None:
    gates = shipped_gates().gates
    assert {one.kind for one in gates} == set(KINDS)
    assert {one.origin for one in gates} == set(ORIGINS)
    bare = assess(gates, profile(), [], TODAY)
    assert bare.verdict == "not_ready"
    assert not [row.gate.id for row in bare.rows if row.status == "met"]
    unverified = {row.gate.id for row in bare.rows if row.status == "unverified"}
    assert unverified == {one.id for one in gates if one.origin == "customer"}


# --- laws ------------------------------------------------------------------------------------------------------------

GATES = [
    msgspec.structs.replace(one, id=f"g{at}", no_go=no_go)
    for at, (one, no_go) in enumerate(
        [(TEAM, "unless_waived"), (SHIFTS, "unless_waived"), (STAR, "no"), (LANE, "unless_waived"), (RIGHT, "no"),
         (NIGHT, "unless_waived"), (outside(), "no"), (gate("record", "customer"), "no")]
    )
]  # fmt: skip
KEEPS = [msgspec.structs.replace(one, threshold=Threshold("at_least", (1, 4), "share"), sample=1) for one in GATES[:6]]
"""The same, more easily met: so that laws are tried where something is met as well."""
ages, orders = st.integers(-2, 40), st.integers(0, 3)
evidences = st.one_of(
    st.builds(certified, st.sampled_from(["Li", "Wu"]), st.sampled_from(["cashier", "manager"]), before=ages,
              right=st.integers(0, 3)),
    st.builds(device, st.sampled_from(["printer-1", "scanner-1"]), st.sampled_from(ORIGINS), ok=st.booleans(),
              before=ages, order=orders),
    st.builds(lambda right, wrong, age: done(right, right + wrong, before=age), st.integers(1, 300),
              st.integers(0, 20), ages),
    st.builds(drill, st.sampled_from(["night", "cut"]), passed=st.booleans(), before=ages),
    st.builds(lambda made, at: msgspec.structs.replace(made, subject=f"g{at}"),
              st.builds(figure, st.sampled_from(["1", "2", "3"]), st.integers(1, 200), st.sampled_from(ORIGINS),
                        before=ages, order=orders), st.integers(6, 7)),
)  # fmt: skip
files = st.lists(evidences, max_size=14)
asked_for = st.sampled_from([GATES, [*KEEPS, *GATES[6:]], KEEPS, GATES[6:]])
RANKS = {"not_ready": 0, "ready_with_risks": 1, "ready": 2}
WEIGHTS = {"blocks": 0, "risk": 1, "fine": 2}


def readier(one: Readiness, other: Readiness) -> bool:
    """Whether `one` is, in the verdict or in any gate."""
    gates = zip(one.rows, other.rows, strict=True)
    return RANKS[one.verdict] > RANKS[other.verdict] or any(WEIGHTS[a.weight] > WEIGHTS[b.weight] for a, b in gates)


@given(asked_for, files, st.data())
def test_taking_away_what_speaks_for_a_store_never_makes_it_readier(
    gates: list[Gate], evidence: list[Evidence], data: st.DataObject
) -> None:
    """What is attached gives way to what comes later, so of that only all or nothing can be taken."""
    before = assess(gates, profile(), evidence, TODAY)
    speaking = [one for one in evidence if one.favourable and one.kind != "figure"]
    if speaking:
        gone = data.draw(st.sampled_from(speaking))
        rest = [one for one in evidence if one is not gone]
        assert not readier(assess(gates, profile(), rest, TODAY), before)
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    left = [one for one in evidence if one.kind != kind]
    assert not readier(assess(gates, profile(), left, TODAY), before)


@given(asked_for, files, st.sampled_from([day(1), TODAY, OPENING]))
def test_a_waiver_never_turns_not_met_into_met(gates: list[Gate], evidence: list[Evidence], until: str) -> None:
    waivers = tuple(Waiver(one.id, T, T, until) for one in gates)
    without, waived = (assess(gates, profile(waivers=some), evidence, TODAY) for some in ((), waivers))

    def told(rows: tuple[Row, ...]) -> list[object]:
        return [(row.status, row.outcome) for row in rows]

    assert told(without.rows) == told(waived.rows)
    if any(row.status != "met" for row in waived.rows):
        assert waived.verdict != "ready"


@given(asked_for, files, st.randoms(use_true_random=False))
def test_the_order_of_evidence_changes_nothing(gates: list[Gate], evidence: list[Evidence], chance: object) -> None:
    shuffled = evidence.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    encode = msgspec.json.encode
    assert encode(assess(gates, profile(), shuffled, TODAY)) == encode(assess(gates, profile(), evidence, TODAY))


@given(st.sampled_from([*GATES, *KEEPS]), files, st.sampled_from([day(30), day(1), TODAY, OPENING]))
def test_what_counts_is_whatever_nothing_keeps_from_it(gate: Gate, evidence: list[Evidence], on: str) -> None:
    mine = [one for one in evidence if one.kind in kinds_of(gate)]
    assert counting(gate, mine, on) == [one for one in mine if why_not(gate, one, on) is None]
    if holds(gate, mine, TODAY, OPENING):
        assert judge(gate, profile(), mine, TODAY).met == judge(gate, profile(), mine, OPENING).met


@given(files)
def test_less_of_a_demand_is_never_harder(evidence: list[Evidence]) -> None:
    easy = assess(KEEPS, profile(), evidence, TODAY)
    hard = assess(GATES[:6], profile(), evidence, TODAY)
    assert not readier(hard, easy)
