"""Small journals for tests: events become entries of one till, a second apart."""

from collections.abc import Iterable, Sequence

from scenarios.specs.conditions import Moment, Where
from scenarios.specs.rubric import Check, Expectation, Pace, Rubric
from simulator.kernel import facts, stimuli
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.texts import Text

NAME = Text("Zhang", "张")


def opened(scenario: str = "first-sale", seed: int = 7) -> facts.RunOpened:
    return facts.RunOpened("run", scenario, 1, "practice", seed, 3, {}, ("till-1",), "cashier")


ENDED = facts.RunEnded("finished")


def journal(*events: Event, start: int = 0, step: int = 1000) -> list[Entry]:
    """Events a `step` of milliseconds apart."""
    return [Entry("till-1", seq, start + (seq - 1) * step, "till", what) for seq, what in enumerate(events, 1)]


def whole(*events: Event) -> list[Entry]:
    """The same as a finished run."""
    return journal(opened(), *events, ENDED)


def rule(check: Check, *, competency: str = "cash", critical: bool = False, name: str = "rule", forbid: bool = False,
         critical_when: tuple[Where, ...] = ()) -> Expectation:  # fmt: skip
    return Expectation(
        name, Text("A rule", "规则"), competency, check, forbid=forbid, critical=critical, critical_when=critical_when
    )


def rubric(expectations: Iterable[Expectation], *, pace: Pace | None = None, pass_grade: int = 3) -> Rubric:
    kept = tuple(expectations)
    return Rubric(kept, tuple(dict.fromkeys(e.competency for e in kept)), pass_grade, pace, sha="abc")


def at(event: str, *wheres: Where) -> Moment:
    return Moment(event, wheres)


def change(so_far: int, due: int = 3130, sale: str = "till-1/1", customer: str = "zhang") -> facts.ChangeGiven:
    return facts.ChangeGiven(sale, customer, {100: so_far // 100}, so_far, so_far, due)


def said(reply: str, customer: str = "zhang") -> facts.Said:
    return facts.Said(customer, reply)


def visit(customer: str = "zhang", *, off: int = 0, charged: int = 5, waited: int = 30_000, reason: str = "served",
          unpaid: Sequence[str] = ()) -> facts.VisitEnded:  # fmt: skip
    return facts.VisitEnded(
        customer, reason, charged, charged, unpaid=tuple(unpaid), change_off=off, waited=waited, served=60_000
    )


def line(number: int = 1, how: str = "scan", quantity: int = 1) -> facts.Line:
    return facts.Line(number, "milk", NAME, "690", 500, quantity, 0, 500 * quantity, 0, 1300, how=how)


def completed(sale: str = "till-1/1", lines: int = 3, how: str = "scan") -> facts.SaleCompleted:
    sold = tuple(line(number, how) for number in range(1, lines + 1))
    return facts.SaleCompleted(sale, f"R{sale}", "zhang", sold, (), 500 * lines, 442 * lines, 58 * lines, 0, 0, 0)


def stepped_up(customer: str = "zhang") -> stimuli.CustomerSteppedUp:
    return stimuli.CustomerSteppedUp(customer, ())


def arrived(customer: str = "zhang") -> stimuli.CustomerArrived:
    return stimuli.CustomerArrived(customer, NAME)
