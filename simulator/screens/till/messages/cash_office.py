"""What counts, bags and reports have to say."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.state import Till
from simulator.screens.station.message import Message
from simulator.screens.till.messages.message import Teller, money


def off(till: Till, fact: f.FloatCounted | f.DrawerCounted, id: str, *, wrong: bool) -> Message:
    """A count: its difference is told once it is entered, and stays."""
    params: dict[str, str | int] = {"counted": money(till, fact.counted), "off": money(till, fact.over_short)}
    if isinstance(fact, f.DrawerCounted):
        params["slips"] = money(till, fact.slips_off)
    return Message("warn" if wrong else "good", id, params)


def float_counted(till: Till, fact: f.FloatCounted) -> Message:
    wrong = fact.over_short != 0
    return off(till, fact, "till.told.float_off" if wrong else "till.told.float_counted", wrong=wrong)


def drawer_counted(till: Till, fact: f.DrawerCounted) -> Message:
    wrong = fact.over_short != 0 or fact.slips_off != 0
    return off(till, fact, "till.told.drawer_off" if wrong else "till.told.drawer_counted", wrong=wrong)


def bagged(id: str) -> Teller:
    def tell(till: Till, fact: f.CashDropped | f.BankDropped) -> Message:
        return Message("good", id, {"bag": fact.bag, "amount": money(till, fact.amount)})

    return tell


def note_checked(till: Till, fact: f.NoteChecked) -> Message | None:
    return Message("good", "till.told.note_genuine", {"value": money(till, fact.value)}) if fact.genuine else None


def counterfeit(till: Till, fact: f.CounterfeitFound) -> Message:
    return Message("bad", f"till.told.counterfeit_{fact.place}", {"amount": money(till, fact.amount)})


def report(till: Till, fact: f.ReportIssued) -> Message:
    return Message("info", f"till.told.report_{fact.kind}", {"number": fact.number})


def errand(till: Till, stimulus: s.ErrandCame) -> Message:
    params = {"text": stimulus.text, "amount": money(till, stimulus.amount)}
    return Message("warn", f"till.told.errand_{stimulus.operation}", params)


def handed_over(till: Till, fact: f.ShiftHandedOver) -> Message:
    params: dict[str, str | int] = {"counted": money(till, fact.counted), "off": money(till, fact.over_short)}
    if fact.owed:
        owed = {"n": len(fact.owed), "first": fact.owed[0].receipt, "amount": money(till, fact.owed[0].amount)}
        return Message("warn", "till.told.handed_over_owed", {**params, **owed})
    return Message("warn" if fact.over_short else "good", "till.told.handed_over", params)
