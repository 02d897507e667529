"""PINs: they are their owner's, and the account's log is looked at."""

import pytest

from simulator.desk.pins import judged_pin
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk import PIN_ACTIONS, Sheet
from simulator.kernel.texts import Text
from tests.desk.counter import Office, reason

OWNER = Sheet("identity", {"badge": 1}, {"person": "owner"})
STRANGER = Sheet("identity", {"badge": 1}, {"person": "somebody_else"})
PHONE = Sheet("identity", {}, {"person": "on_the_phone"})
QUIET = Sheet("log", {"failures": 5}, {"elsewhere": "none", "used": "no"})
NIGHT = Sheet("log", {"failures": 5}, {"elsewhere": "at_night", "used": "no"})
USED = Sheet("log", {}, {"used": "refunds"})

CASES = [
    ("forgotten", (OWNER,), "reset_pin"),
    ("forgotten", (PHONE,), "turn_away"),
    ("forgotten", (STRANGER,), "turn_away"),
    ("locked", (OWNER, QUIET), "unlock_account"),
    ("locked", (OWNER, NIGHT), "reset_pin"),
    ("locked", (STRANGER, QUIET), "turn_away"),
    ("leaked", (STRANGER, QUIET), "reset_pin"),
    ("leaked", (STRANGER, USED), "suspend_account"),
]


@pytest.mark.parametrize(("trouble", "sheets", "action"), CASES)
def test_what_is_done_follows_from_who_asks_and_what_happened(
    trouble: str, sheets: tuple[Sheet, ...], action: str
) -> None:
    assert judged_pin(trouble, {sheet.kind: sheet for sheet in sheets}) == action


def test_every_action_is_right_somewhere() -> None:
    assert {action for *_, action in CASES} == set(PIN_ACTIONS)


def came(trouble: str, *sheets: Sheet) -> s.PinTroubleCame:
    return s.PinTroubleCame("p1", trouble, "c01", Text("Wang Fang", "王芳"), sheets=sheets)


def test_a_pin_given_to_a_stranger_is_told_as_that() -> None:
    (fact,) = Office().do(came("locked", STRANGER, QUIET), c.LookAt("p1", "log"), c.HandlePin("p1", "unlock_account"))
    assert isinstance(fact, f.PinHandled)
    assert (fact.proper, fact.sound, fact.impostor, fact.unseen) == ("turn_away", False, True, 1)


def test_who_tells_of_a_leak_need_not_be_the_owner() -> None:
    (fact,) = Office().do(came("leaked", STRANGER, QUIET), c.LookAt("p1", "log"), c.HandlePin("p1", "reset_pin"))
    assert isinstance(fact, f.PinHandled)
    assert (fact.sound, fact.impostor, fact.unseen) == (True, False, 0)


def test_each_matter_has_its_own_actions() -> None:
    office = Office()
    assert reason(office.do(came("locked", OWNER, QUIET), c.DecideRequest("p1", "approve", "within_rule"))) == (
        "no_such_matter"
    )
    assert reason(office.do(c.HandlePin("p1", "forgive"))) == "no_such_action"
    office.do(c.HandlePin("p1", "unlock_account"))
    assert reason(office.do(c.HandlePin("p1", "unlock_account"))) == "matter_done"
