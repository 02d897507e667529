"""Every kind of check, met and not met, with and without an opportunity, and each of its limits."""

from dataclasses import replace

import msgspec
import pytest

from grading.checks import Outcome, outcome_of, problems_of, watch
from grading.conditions import RubricError
from grading.watcher import Watcher
from scenarios.specs.conditions import Where
from scenarios.specs.rubric import Check, Expectation
from simulator.kernel import facts, stimuli
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from tests.grading.journals import at, change, completed, journal, line, opened, rule, said, stepped_up, visit

RIGHT = Where("so_far", "equals_field", other="due")
GREET = at("said", Where("reply", "is", "greet"))
STEPPED = at("customer_stepped_up")
ORDER = facts.ManualModeOrdered("chen")
REPORT = facts.IncidentReported("power", "idle", 0)
DARK = stimuli.PowerFailed()
NOTHING = facts.MultiplierSet(3)
OPEN, CLOSED = facts.DrawerOpened("no_sale"), facts.DrawerClosed(1)


def slip(number: int, customer: str = "zhang") -> facts.SlipWritten:
    return facts.SlipWritten(number, customer, (), "cash", 500, 500, 0, True)


def wrong(number: int) -> facts.SlipWritten:
    return msgspec.structs.replace(slip(number), off=5)


def entered(number: int) -> facts.SlipEntered:
    return facts.SlipEntered(number, "till-1/9", 500)


INCIDENT = at("incident_reported")
POWER = at("power_failed")
MANUAL = at("manual_mode_ordered")
CHANGE = at("change_given", RIGHT)
LEFT = at("visit_ended")
OPENS = at("drawer_opened")
CLOSES = at("drawer_closed")

EVERY = Check("every", CHANGE)
EVERY_LAST = Check("every", CHANGE, same="sale")
HAPPENED = Check("happened", INCIDENT)
REPORTED = Check("happened", INCIDENT, trigger=POWER, within=2000)
GREETED = Check("preceded", GREET, trigger=LEFT, same="customer")
ASKED = Check("preceded", GREET, trigger=LEFT, since=STEPPED)
JUST_BEFORE = Check("preceded", GREET, trigger=LEFT, within=1000)
ANSWERED = Check("followed", GREET, trigger=STEPPED, same="customer", before=LEFT)
SHUT = Check("followed", CLOSES, trigger=OPENS, within=1000)
SLIPS = Check("count", at("slip_entered"), other=at("slip_written"), before=at("run_ended"))
FEW_VOIDS = Check("count", at("line_voided"), op="at_most", bound=1, trigger=at("sale_completed"))
UNASKED = Check("never", at("slip_written"), unless=MANUAL)
NO_SALE = Check("never", at("drawer_opened", Where("why", "is", "no_sale")), trigger=at("sale_completed"))
DOUBLED = Check("twice", at("slip_entered"), same="slip")
TAKEN_BACK = Check("every", at("slip_written", Where("off", "is", 0)), same="slip", since=at("slip_entered"))
GIVEN = Check("never", at("slip_written"), trigger=LEFT, same="slip", since=at("slip_entered"))
TWO_FIELDS = Check("every", CHANGE, same="sale and due")
VOID = facts.LineVoided("till-1/1", 1, "milk", 500, 0)

CASES: list[tuple[str, Check, list[Event], tuple[int, int]]] = [
    ("every: met", EVERY, [change(3130)], (1, 1)),
    ("every: not met", EVERY, [change(3130), change(1330)], (2, 1)),
    ("every: no opportunity", EVERY, [NOTHING], (0, 0)),
    ("every: among", Check("every", CHANGE, among=(Where("due", "above", 0),)), [change(1, 0)], (0, 0)),
    ("every: after", Check("every", CHANGE, after=POWER), [change(1), DARK, change(2)], (1, 0)),
    ("every: before", Check("every", CHANGE, before=POWER), [change(3130), DARK, change(2)], (1, 1)),
    ("every: unless forgives failures only", Check("every", CHANGE, unless=POWER),
     [change(1), DARK, change(2), change(3130)], (2, 1)),
    ("every: the last of the same counts", EVERY_LAST, [change(1330), change(3130)], (1, 1)),
    ("every: the last of the same may be wrong", EVERY_LAST,
     [change(3130), change(3140), change(3130, sale="till-1/2")], (2, 1)),
    ("every: the same of two fields", TWO_FIELDS,
     [change(1330), change(3130), change(40, 50), change(1, sale="till-1/2")], (3, 1)),
    ("every: taken back", TAKEN_BACK, [wrong(1), wrong(2), slip(3), entered(1), entered(3)], (1, 0)),
    ("every: taken back, and wrong again", TAKEN_BACK, [slip(1), wrong(2), entered(1), slip(2), wrong(1)], (2, 1)),
    ("every: taken back too late", replace(TAKEN_BACK, before=POWER), [wrong(1), DARK, entered(1)], (1, 0)),
    ("every: taken back as a whole", Check("every", CHANGE, since=CHANGE),
     [change(1), change(2), change(3130)], (1, 1)),
    ("every: taken back as a whole, too late", Check("every", CHANGE, since=CHANGE, before=POWER),
     [change(1), DARK, change(3130)], (1, 0)),
    ("every: dotted field", Check("every", at("line_added", Where("line.how", "is", "scan"))),
     [facts.LineAdded("s", line(), 1), facts.LineAdded("s", line(how="pick"), 1)], (2, 1)),
    ("happened: met", HAPPENED, [opened(), REPORT], (1, 1)),
    ("happened: not met", HAPPENED, [opened(), NOTHING], (1, 0)),
    ("happened: too late", Check("happened", INCIDENT, within=1000), [opened(), NOTHING, REPORT], (1, 0)),
    ("happened: the end cut the deadline short", Check("happened", INCIDENT, within=9000), [opened(), NOTHING], (0, 0)),
    ("happened: before", Check("happened", INCIDENT, before=POWER), [opened(), DARK, REPORT], (1, 0)),
    ("happened: after never came", Check("happened", INCIDENT, after=POWER), [opened(), REPORT], (0, 0)),
    ("happened: due from after", Check("happened", INCIDENT, after=POWER, within=1000),
     [opened(), NOTHING, NOTHING, DARK, REPORT], (1, 1)),
    ("happened: unless", Check("happened", INCIDENT, unless=MANUAL), [opened(), ORDER], (0, 0)),
    ("happened: for every trigger", REPORTED, [DARK, REPORT, DARK, NOTHING, NOTHING, NOTHING, REPORT], (2, 1)),
    ("happened: no trigger came", REPORTED, [REPORT], (0, 0)),
    ("happened: the deadline passed", REPORTED, [DARK, NOTHING, NOTHING, NOTHING], (1, 0)),
    ("happened: the deadline was cut short", REPORTED, [DARK, NOTHING], (0, 0)),
    ("preceded: met", GREETED, [said("greet"), visit()], (1, 1)),
    ("preceded: not met", GREETED, [said("thank"), visit(), said("greet")], (1, 0)),
    ("preceded: another's", GREETED, [said("greet", "li"), visit()], (1, 0)),
    ("preceded: no opportunity", GREETED, [said("greet")], (0, 0)),
    ("preceded: since", ASKED, [said("greet"), stepped_up(), visit(), stepped_up(), said("greet"), visit()], (2, 1)),
    ("preceded: within", JUST_BEFORE, [said("greet"), visit(), NOTHING, visit()], (2, 1)),
    ("preceded: before shuts", Check("preceded", GREET, trigger=LEFT, before=at("time_up")),
     [visit(), stimuli.TimeUp(), visit()], (1, 0)),
    ("preceded: unless", Check("preceded", GREET, trigger=LEFT, unless=POWER), [DARK, visit()], (0, 0)),
    ("followed: met", ANSWERED, [stepped_up(), said("greet"), visit()], (1, 1)),
    ("followed: not met", ANSWERED, [stepped_up(), visit(), said("greet")], (1, 0)),
    ("followed: another's", ANSWERED, [stepped_up(), said("greet", "li"), visit("li")], (1, 0)),
    ("followed: each has a chance", ANSWERED, [stepped_up(), visit(), stepped_up("li"), said("greet", "li")], (2, 1)),
    ("followed: no opportunity", ANSWERED, [said("greet")], (0, 0)),
    ("followed: within", SHUT, [OPEN, CLOSED, OPEN, NOTHING, CLOSED], (2, 1)),
    ("followed: unless came first", Check("followed", CLOSES, trigger=OPENS, unless=POWER),
     [DARK, OPEN], (0, 0)),
    ("followed: unless came too late", Check("followed", CLOSES, trigger=OPENS, unless=POWER),
     [OPEN, DARK], (1, 0)),
    ("count: equal", SLIPS, [slip(1), slip(2), entered(1), entered(2)], (1, 1)),
    ("count: unequal", SLIPS, [slip(1), slip(2), entered(1)], (1, 0)),
    ("count: nothing to compare", SLIPS, [NOTHING], (0, 0)),
    ("count: too late", SLIPS, [slip(1), facts.RunEnded("finished"), entered(1)], (1, 0)),
    ("count: at most", FEW_VOIDS, [completed(), VOID], (1, 1)),
    ("count: exceeded", FEW_VOIDS, [completed(), VOID, VOID, VOID], (1, 0)),
    ("count: exceeded before the trigger", FEW_VOIDS, [VOID, VOID, completed()], (1, 0)),
    ("count: trigger never came", FEW_VOIDS, [VOID, VOID], (0, 0)),
    ("count: at least", Check("count", at("line_voided"), op="at_least", bound=2), [VOID, VOID], (1, 1)),
    ("never: kept", UNASKED, [NOTHING], (0, 0)),
    ("never: broken", UNASKED, [slip(1), slip(2)], (2, 0)),
    ("never: unless", UNASKED, [slip(1), ORDER, slip(2)], (1, 0)),
    ("never: opportunities", NO_SALE, [completed(), completed(), facts.DrawerOpened("sale")], (2, 2)),
    ("never: a failure spoils one", NO_SALE, [completed(), completed(), OPEN], (2, 1)),
    ("never: further failures come on top", NO_SALE, [completed(), completed(), OPEN, OPEN], (3, 1)),
    ("never: before", Check("never", at("slip_written"), before=MANUAL), [slip(1), ORDER, slip(2)], (1, 0)),
    ("never: unless the same", Check("never", at("slip_written"), same="slip", unless=at("slip_entered")),
     [entered(1), slip(1), slip(2)], (1, 0)),
    ("never: undone", GIVEN, [visit(), visit(), slip(1), slip(2), entered(1)], (3, 2)),
    ("never: undone without an opportunity", GIVEN, [slip(1), slip(2), entered(2)], (1, 0)),
    ("never: undone, and done again", GIVEN, [visit(), slip(1), entered(1), slip(1)], (1, 0)),
    ("never: undone as a whole", replace(GIVEN, same=""), [visit(), slip(1), slip(2), entered(1)], (1, 1)),
    ("never: undone too late", replace(GIVEN, before=POWER), [visit(), slip(1), DARK, entered(1)], (1, 0)),
    ("twice: once each", DOUBLED, [entered(1), entered(2)], (2, 2)),
    ("twice: again", DOUBLED, [entered(1), entered(2), entered(1)], (2, 1)),
    ("twice: and again", DOUBLED, [entered(1), entered(1), entered(1)], (2, 0)),
    ("twice: no opportunity", DOUBLED, [slip(1)], (0, 0)),
]  # fmt: skip


def outcome(watcher: Watcher, end: Entry | None = None) -> Outcome:
    """What was shown, as if the run ended with `end`."""
    return outcome_of(watcher.plan, watcher.verdicts(end))


@pytest.mark.parametrize(("check", "events", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_check_counts_opportunities_and_successes(
    check: Check, events: list[Event], expected: tuple[int, int]
) -> None:
    watcher = watch(rule(check))
    entries = journal(*events)
    for entry in entries:
        watcher.see(entry)
    found = outcome(watcher, entries[-1])
    assert (found.opportunities, found.successes) == expected
    assert [evidence.met for evidence in found.evidence].count(True) == found.successes
    assert len(found.evidence) == found.opportunities


WHERES: list[tuple[Where, bool]] = [
    (Where("why", "is", "no_sale"), True),
    (Where("why", "is_not", "no_sale"), False),
    (Where("why", "one_of", ("sale", "no_sale")), True),
    (Where("why", "one_of", ("sale",)), False),
    (Where("why", "contains", "sale"), True),
    (Where("why", "equals_field", other="reason"), False),
]


@pytest.mark.parametrize(("where", "holds"), WHERES)
def test_words_are_compared(where: Where, holds: bool) -> None:
    assert _judged(where, OPEN) is holds


NUMBERS: list[tuple[Where, bool]] = [
    (Where("so_far", "is", 1330), True),
    (Where("so_far", "at_most", 1330), True),
    (Where("so_far", "at_least", 1331), False),
    (Where("so_far", "above", 1330), False),
    (Where("so_far", "below", 1331), True),
    (Where("so_far", "equals_field", other="due"), False),
    (Where("so_far", "off_at_most", 1800, other="due"), True),
    (Where("so_far", "off_at_most", 1799, other="due"), False),
    (Where("so_far", "off_above", 1799, other="due"), True),
    (Where("pieces", "is", 1), True),
    (Where("pieces", "above", 1), False),
]


@pytest.mark.parametrize(("where", "holds"), NUMBERS)
def test_numbers_and_sizes_are_compared(where: Where, holds: bool) -> None:
    assert _judged(where, change(1330)) is holds


def _judged(where: Where, event: Event) -> bool:
    name = "change_given" if isinstance(event, facts.ChangeGiven) else "drawer_opened"
    watcher = watch(rule(Check("every", at(name, where))))
    for entry in journal(event):
        watcher.see(entry)
    return outcome(watcher).evidence[0].met


def test_evidence_tells_where_what_was_expected_and_what_came() -> None:
    watcher = watch(rule(EVERY))
    for entry in journal(NOTHING, change(1330)):
        watcher.see(entry)
    (evidence,) = outcome(watcher).evidence
    assert (evidence.stream, evidence.seq, evidence.at, evidence.customer) == ("till-1", 2, 1000, "zhang")
    (condition,) = evidence.expected.where
    assert (condition.field, condition.wanted, condition.came, condition.other) == ("so_far", 3130, 1330, "due")
    assert evidence.came == {"so_far": 1330, "due": 3130}


def test_a_late_answer_is_told_as_late() -> None:
    watcher = watch(rule(SHUT))
    for entry in journal(OPEN, NOTHING, CLOSED):
        watcher.see(entry)
    (evidence,) = outcome(watcher).evidence
    assert (evidence.met, evidence.seq, evidence.expected.within, evidence.expected.took) == (False, 1, 1000, 2000)


def test_a_fork_knows_nothing_of_its_parent_and_the_other_way_round() -> None:
    parent = watch(rule(ANSWERED))
    entries = journal(stepped_up(), said("greet"), visit())
    parent.see(entries[0])
    child = parent.fork()
    child.see(entries[1])
    parent.see(entries[2])
    assert outcome(child).successes == 1
    assert (outcome(parent).opportunities, outcome(parent).successes) == (1, 0)


@pytest.mark.parametrize("check", [TAKEN_BACK, GIVEN])
def test_what_can_still_be_undone_is_not_settled(check: Check) -> None:
    watcher = watch(rule(replace(check, before=POWER), critical=True))
    *entries, dark, last = journal(completed(), wrong(1), wrong(2), DARK, entered(1))
    for entry in entries:
        watcher.see(entry)
    child = watcher.fork()
    assert not [verdict for verdict in watcher.settled(entries[-1]) if not verdict.met]
    child.see(msgspec.structs.replace(dark, what=entered(2)))
    watcher.see(dark)
    watcher.see(last)
    assert [verdict.met for verdict in watcher.settled(last)].count(False) == 2
    assert [verdict.met for verdict in child.verdicts(last)].count(False) == 1


WRONG: list[tuple[Expectation, str]] = [
    (rule(Check("every", at("change_givn"))), "an event of the journal, got 'change_givn'"),
    (rule(Check("every", at("change_given", Where("dew", "is", 1)))), "has no field 'dew'; its fields: sale"),
    (rule(Check("every", at("change_given", Where("due", "is", "1")))), "expected a number, got '1'"),
    (rule(Check("every", at("visit_ended", Where("greeted", "is", "yes")))), "expected yes or no, got 'yes'"),
    (rule(Check("every", at("said", Where("reply", "above", 3)))), "expected a number, got 3"),
    (rule(Check("every", at("said", Where("reply", "equals_field")))), "another field"),
    (rule(Check("preceded", GREET)), "expected a trigger"),
    (rule(Check("twice", at("slip_entered"))), "what is the same"),
    (rule(Check("twice", at("slip_entered"), same="customer")), "slip_entered has no such field"),
    (rule(replace(TAKEN_BACK, since=at("drawer_closed"))), "drawer_closed has no such field"),
    (rule(replace(TWO_FIELDS, same="sale and dew")), "same dew: change_given has no such field"),
    (rule(HAPPENED, critical_when=(Where("after", "above", 1),)), "no single event"),
]  # fmt: skip


@pytest.mark.parametrize(("expectation", "said_so"), WRONG)
def test_what_could_never_be_judged_is_said(expectation: Expectation, said_so: str) -> None:
    assert said_so in "; ".join(problems_of(expectation))
    with pytest.raises(RubricError, match=r"^rule: "):
        watch(expectation)


def test_all_problems_are_said_at_once() -> None:
    check = Check("every", at("change_given", Where("dew", "is", 1), Where("due", "is", "1")))
    assert len(list(problems_of(rule(check)))) == 2
