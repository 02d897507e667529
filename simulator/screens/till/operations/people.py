"""Customers, supervisor, and who stands at the till."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.screens.till import choices

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

LATELY = 10_000
"""Milliseconds for which whoever left is still who was meant."""


def say(till: "TillScreen") -> None:
    """Where nobody stands there or waits, a digit would be a code: that is said, and nothing lost unseen.

    One digit by itself was a reply's number, struck before this key: it would stand before the next quantity or code.
    """
    if till.view.here is None and not till.view.questions and not till.view.queue:
        lately = till.left_at is not None and till.now - till.left_at < LATELY
        till.say("info", "till.told.gone_already" if lately else "till.nobody_to_speak_to", say=till.key_label("say"))
    else:
        if till.entry_wants == "code" and len(till.entry) == 1:
            till.take_entry()
        till.set_focus(till.replies)


def set_aside(till: "TillScreen") -> None:
    """The good under the cursor; but a hand that reaches for what is not wanted takes no other."""
    good, unwanted = till.belt.selected, [good for good in till.view.belt if good.unwanted and not good.charged]
    if unwanted and (good is None or good not in unwanted):
        good = unwanted[0]
    if good is None:
        till.say("warn", "till.scan.nothing")
    else:
        till.submit(c.SetAside(good.id))


def ask_shelf(till: "TillScreen") -> None:
    """The price in dispute, else that of the line under the basket's cursor."""
    dispute, cursor = till.view.dispute, till.basket.cursor
    number = int(cursor[1]) if cursor else 0
    line = next((line for line in till.view.lines if line.line == number), None)
    if dispute is not None and dispute.finding:  # said once more
        till.say("info", "till.told.shelf_reported", text=dispute.told)
    elif dispute is not None:
        till.submit(c.AskShelf(dispute.sku))
    elif line is not None:
        till.submit(c.AskShelf(line.sku))
    else:
        till.say("warn", "till.no_line")


def check_records(till: "TillScreen") -> None:
    till.asking.choose(choices.reasons("records"), lambda source: till.submit(c.CheckRecords(source)))


def record_complaint(till: "TillScreen") -> None:
    """What it is about, then how it stands."""

    def marked() -> str:
        advised = till.coach.command
        return advised.outcome if isinstance(advised, c.RecordComplaint) else ""

    def stands(kind: str) -> None:
        how = choices.reasons("outcome")
        how.marks = marked
        till.asking.choose(how, lambda outcome: till.submit(c.RecordComplaint(kind, outcome)))

    till.asking.choose(choices.reasons("complaint"), stands)


def call_supervisor(till: "TillScreen") -> None:
    if till.view.pending:
        till.submit(c.CallSupervisor(till.view.pending[0]))
        till.asking.authorization()
    else:
        till.asking.choose(choices.reasons("supervisor"), lambda reason: till.submit(c.CallSupervisor(reason)))


def lock_till(till: "TillScreen") -> None:
    if not till.view.locked:
        till.submit(c.LockTill())
        return

    pins, view = till.drill.pins, till.view

    def unlock(pin: str) -> None:
        till.submit(c.UnlockTill(pins.get(pin, "")))

    own = next((pin for pin, badge in pins.items() if badge == view.operator), "")  # nobody knows it but from here
    till.asking.number("till.ask.unlock", "till.ask.own_pin", unlock, masked=True, name=view.operator_name, pin=own)


def step_away(till: "TillScreen") -> None:
    till.submit(c.StepAway() if till.view.manned else c.ComeBack())
