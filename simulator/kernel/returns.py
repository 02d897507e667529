"""What a shop takes back: plain data, authored in the shop's file (`returns:`) and read by the till's rules."""

from typing import Literal

import msgspec

from simulator.kernel.money import Minor

CONDITIONS = ("resalable", "unsaleable", "opened", "damaged", "spoiled")
"""What a cashier may find a returned good to be: the first goes back to the shelf, all others are written off (报损).

`unsaleable` is intact, and still must not be sold again: food that was in somebody's home.
"""
FAULTY = ("damaged", "spoiled")
"""The shop's own fault: taken back even where opened goods are not."""
REASONS = ("changed_mind", "wrong_item", "faulty", "other")
"""Why a customer brings something back."""


def reason_for(condition: str, said: str) -> str:
    """The reason to note for goods found so, of a customer who `said` why they bring them: what is sound is not faulty.

    >>> reason_for("damaged", "changed_mind"), reason_for("resalable", "faulty"), reason_for("opened", "wrong_item")
    ('faulty', 'other', 'wrong_item')
    """
    if condition in FAULTY:
        return "faulty"
    return "other" if said in ("", "faulty") else said


Bundles = Literal["prorate", "claw_back", "whole"]
"""What becomes of a promotion on several goods, or from a certain amount on, of which a part comes back.

`prorate`: what was given is spread over the goods, and each comes back at what was paid for it. `claw_back`: what was
paid, less what the goods that are kept would have cost without it. `whole`: all of its goods come back, or none.
"""

Takes = Literal["all", "sealed", "faulty", "never"]


class ReturnRule(msgspec.Struct, frozen=True):
    """What of a category is taken back, and whether it may be sold again."""

    takes: Takes = "all"
    """`all`; `sealed`: nothing that was opened; `faulty`: only what was not as it should be; `never`."""
    shelf: bool = True
    """Whether an intact one goes back to the shelf."""
    days: int = 0
    """Its own window; 0: the shop's."""

    def refuses(self, condition: str) -> str:
        """Why a good in that condition is not taken back: `never`, `opened`, `not_faulty`, or empty."""
        if self.takes == "never":
            return "never"
        if condition in FAULTY or self.takes == "all":
            return ""
        if self.takes == "faulty":
            return "not_faulty"
        return "opened" if condition == "opened" else ""

    def right(self, state: str) -> str:
        """The condition that a careful cashier finds for a good that truly is `intact`, `opened`, ..."""
        return state if state != "intact" else "resalable" if self.shelf else "unsaleable"


ANYTHING = ReturnRule()


class PastPrice(msgspec.Struct, frozen=True):
    """What an item cost before."""

    price: Minor
    until: str
    """YYYY-MM-DD: the last day on which it did."""


class ReturnPolicy(msgspec.Struct, frozen=True):
    """A shop's rules for returns."""

    days: int = 0
    """After so many days nothing is taken back without an exception; 0: no window."""
    rules: dict[str, ReturnRule] = {}
    """By category, or by sku, which goes first."""
    lowest: dict[str, Minor] = {}
    """Sku -> a price that it was sold at lately, by the shop's own word: no more is given where there is no receipt."""
    coupons_back: bool = False
    """Whether a coupon can be used again when everything bought with it came back."""
    recent: int = 30
    """How many days back a price counts as a recent one, where there is no receipt."""
    was: dict[str, tuple[PastPrice, ...]] = {}
    """Sku -> what it cost before, as long as that may be recent."""
    bundles: Bundles = "prorate"
    """What becomes of a promotion of which a part comes back."""

    def rule(self, sku: str, category: str) -> ReturnRule:
        return self.rules.get(sku) or self.rules.get(category) or ANYTHING
