"""A shop whose members collect points and whose cards hold money, and tills that share both."""

from dataclasses import replace

import msgspec

from simulator.kernel.numbers import card_number
from simulator.kernel.policy import Points
from simulator.kernel.promotions import Employee
from simulator.kernel.texts import Text
from simulator.pos.accounts import of_card, of_points
from simulator.pos.rules import Rules
from tests.pos.counter import PROMOTED, RULES, STATION, Counter

LI, HU = "2900000000018", "2900000000025"
CARD, EMPTY, NEW = card_number("gift", 1), card_number("gift", 2), card_number("gift", 9)
NOTE = card_number("credit", 3)
HELD = {of_card(CARD): 2000, of_card(NOTE): 700, of_points(LI): 1250}
OWING = replace(RULES, points=Points(per=100), members={**RULES.members, HU: Text("Ms Hu", "胡女士")})
PROMOTED_OWING = replace(OWING, promotions=PROMOTED.promotions)
STAFF_DAY = Employee(id="own_people", name=Text("Own people", "员工折扣"), off=10_000)


class Owing(Counter):
    """A till of that shop; with another till of it they share the claims that the store grants."""

    def __init__(self, rules: Rules = OWING, other: "Owing | None" = None) -> None:
        super().__init__(rules, msgspec.structs.replace(STATION, accounts=HELD))
        if other is not None:
            self.tape.claims = other.tape.claims
