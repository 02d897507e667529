"""Grading: decoded entries folded a second, beside a bare loop that looks each entry's type up in a dict.

The journal is a busy shift with twelve items a customer; the rules are as many as the holiday rush has, of every kind.

    python benchmarks/bench_grade.py [customers]
"""

import statistics
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import Row, show
from grading.grade import Grader
from grading.result import encode
from scenarios.specs.conditions import Moment, Where
from scenarios.specs.rubric import Check, Expectation, Pace, Rubric
from simulator.kernel import commands, facts, stimuli
from simulator.kernel.entries import EVENTS, Entry
from simulator.kernel.events import Event
from simulator.kernel.texts import Text

GOAL = 1_000_000
ITEMS = 12
RULES = 18


def rubric() -> Rubric:
    """Rules over what every customer causes, and over what hardly ever happens."""
    greet, thank = (Moment("said", (Where("reply", "is", word),)) for word in ("greet", "thank"))
    left, sold, opens = Moment("visit_ended"), Moment("sale_completed"), Moment("drawer_opened")
    no_sale = Moment("drawer_opened", (Where("why", "is", "no_sale"),))
    checks = (
        Check("every", Moment("change_given", (Where("so_far", "equals_field", other="due"),)), same="sale"),
        Check("every", Moment("visit_ended", (Where("change_off", "is", 0),))),
        Check("preceded", greet, trigger=left, same="customer"),
        Check("followed", thank, trigger=sold, same="customer", before=left),
        Check("every", Moment("visit_ended", (Where("unpaid", "is", 0),))),
        Check("twice", Moment("payment_taken"), same="sale"),
        Check("followed", Moment("drawer_closed"), trigger=opens, within=60_000),
        Check("never", Moment("slip_written"), unless=Moment("manual_mode_ordered")),
        Check("count", Moment("slip_entered"), other=Moment("slip_written")),
        Check("happened", Moment("incident_reported"), trigger=Moment("power_failed"), within=120_000),
        Check("count", Moment("line_voided"), op="at_most", bound=9, trigger=sold),
        Check("never", no_sale, trigger=sold),
    )
    names, says = ("cash", "service", "accuracy"), Text("rule", "规则")
    rules = [Expectation(f"rule-{n}", says, names[n % 3], checks[n % len(checks)]) for n in range(RULES)]
    return Rubric(tuple(rules), names, pace=Pace(), sha="bench")


def journal(customers: int) -> list[Entry]:
    """A shift as a till writes it: every command with what followed from it."""
    name = Text("Milk", "牛奶")
    events: list[Event] = [facts.RunOpened("r", "bench", 1, "exam", 1, 1, {}, ("till-1",), "cashier")]
    for number in range(customers):
        who, sale = f"c{number}", f"till-1/{number}"
        lines = tuple(facts.Line(n, "milk", name, "690", 500, 1, 0, 500, 0, 1300) for n in range(1, ITEMS + 1))
        sold = facts.SaleCompleted(sale, sale, who, lines, (), 6000, 5310, 690, 0, 0, 4000)
        events += [stimuli.CustomerArrived(who, name), stimuli.CustomerSteppedUp(who, ())]
        events += [commands.Say("greet"), facts.Said(who, "greet"), facts.SaleOpened(sale, who)]
        for line in lines:
            events += [commands.Scan("690"), facts.LineAdded(sale, line, 500 * line.line)]
        events += [commands.StartTender(), facts.TenderStarted(sale, 6000, 6000, ITEMS), commands.TenderCash(10000)]
        events += [facts.PaymentTaken(sale, "cash", 6000, 10000), facts.DrawerOpened("sale"), sold]
        events += [facts.ReceiptIssued("d", sale), stimuli.ReceiptPrinted("d"), commands.GiveChange({2000: 2})]
        events += [facts.ChangeGiven(sale, who, {2000: 2}, 4000, 4000, 4000), commands.CloseDrawer()]
        events += [facts.DrawerClosed(4000), commands.Say("thank"), facts.Said(who, "thank")]
        events += [stimuli.CustomerLeft(who), facts.VisitEnded(who, "served", ITEMS, ITEMS)]
    events.append(facts.RunEnded("finished"))
    return [Entry("till-1", seq, seq * 900, "till", what) for seq, what in enumerate(events, 1)]


def bare(entries: list[Entry]) -> int:
    """The reference: what any fold by type has to do at least."""
    lookup, found = dict.fromkeys(EVENTS.values(), 1).get, 0
    for entry in entries:
        if lookup(type(entry.what)) is not None:
            found += 1
    return found


def measure(customers: int = 5000, rounds: int = 7) -> tuple[float, float, float]:
    """Entries a second: folded, looped over bare, and graded to bytes with all evidence; medians of rounds in turn."""
    entries, fresh = journal(customers), Grader(rubric())
    folded, looped, graded = [], [], []
    for _round in range(rounds):
        grader = fresh.fork()
        start = perf_counter()
        grader.see_all(entries)
        between = perf_counter()
        encode(grader.result())
        after = perf_counter()
        bare(entries)
        folded.append(len(entries) / (between - start))
        graded.append(len(entries) / (after - start))
        looped.append(len(entries) / (perf_counter() - after))
    return statistics.median(folded), statistics.median(looped), statistics.median(graded)


def main(customers: int = 5000) -> list[Row]:
    folded, looped, graded = measure(customers)
    against = "loop with a look-up"
    return [
        Row("graded, decoded entries", folded, looped, GOAL, True, absolute=True, unit="/s", against=against),
        Row("graded with evidence, to bytes", graded, looped, at_least=True, unit="/s", against=against),
    ]


if __name__ == "__main__":
    print(show(main(*map(int, sys.argv[1:]))))
