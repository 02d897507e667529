"""What lies on a manager's desk: sheets of evidence, and the words in which matters are decided.

A sheet is what somebody looked at or wrote down: figures and words by name, and perhaps a sentence. Nothing on it says
what is right; that follows from the sheets together, by the rules of the house.
"""

import msgspec

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text

# --- evidence --------------------------------------------------------------------------------------------------------

SHEETS: dict[str, tuple[str, ...]] = {
    "basket": ("total", "pieces", "member", "buyer"),
    "receipt": ("paid", "returned", "days", "tender"),
    "shelf": ("price", "tag"),
    "goods": ("there", "of", "state"),
    "journal": ("settled", "present", "sold"),
    "channel": ("refund",),
    "record": ("today", "usual", "same_item", "same_card"),
    "rule": ("most", "days", "takes"),
    "customer": (),
    "identity": ("person", "badge"),
    "log": ("failures", "elsewhere", "used"),
    "device": ("finding",),
    "others": ("affected", "tills"),
    "site": ("due", "there", "condition"),
}
"""Kind of sheet -> what may stand on it, beside a sentence.

    basket    the sale: its total, pieces, whether a member's card was read, whose purchase it is
    receipt   what was paid, what of it came back already, how many days ago, with which means
    shelf     the tag that hangs there: its price, and whose tag it is
    goods     the goods in question, as they lie there: how many of how many, in which state
    journal   the till's own tape: whether the sale is settled, whether the customer stands there, whether it was sold
    channel   what the payment channel says of a refund
    record    the cashier's day: how often today and usually, how many of it for one item, for one member's card
    rule      the house's rule: the most that may be given, the days, the state it takes back
    customer  what the customer says
    identity  who stands there, and whose badge they show
    log       of an account: failed attempts, those from another place, what was done with it since
    device    what the device shows when somebody looks
    others    how it is elsewhere: whether others are affected, how many tills
    site      of a point on the checklist: what should be there, what is
"""

TAGS = ("this", "neighbour", "ended", "members")
"""Whose tag hangs at the shelf: this item's; the one beside it; an offer's that is over; a price for members."""
STATES = ("intact", "opened", "damaged", "spoiled")
REFUNDS = ("failed", "unknown", "arrived")
TAKES = ("any", "sealed", "faulty")
"""What the house takes back."""
OTHERS = ("others", "self")
"""Whose purchase it is: a customer's, or that of whoever sits at the desk."""
SHEET_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("shelf", "tag"): TAGS,
    ("goods", "state"): STATES,
    ("channel", "refund"): REFUNDS,
    ("rule", "takes"): TAKES,
    ("basket", "buyer"): OTHERS,
    ("receipt", "tender"): ("cash", "card", "mobile"),
    ("identity", "person"): ("owner", "somebody_else", "on_the_phone"),
    ("log", "elsewhere"): ("none", "another_till", "at_night"),
    ("log", "used"): ("no", "refunds", "discounts"),
}
"""Sheet and name -> the words that may stand there."""
SHEET_YES_NO = ("member", "settled", "present", "sold", "badge", "affected")
"""Names that stand for yes (1) or no (0)."""
SHEET_MONEY = ("total", "paid", "returned", "price", "most")
"""Names that stand for amounts; the others are counts."""


class Sheet(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A piece of evidence."""

    kind: str
    """One of `SHEETS`."""
    figures: dict[str, int] = {}
    """Amounts, counts, and yes or no as 1 and 0."""
    words: dict[str, str] = {}
    text: Text = Text()

    def figure(self, name: str) -> int:
        return self.figures.get(name, 0)

    def word(self, name: str) -> str:
        return self.words.get(name, "")


# --- approvals -------------------------------------------------------------------------------------------------------

REQUESTS = (
    "override_price",
    "discount_sale",
    "void_sale",
    "finish_return",
    "return_without_receipt",
    "refund_otherwise",
)
"""Operations for which tills ask the desk."""
DECISIONS = ("approve", "decline", "ask_back", "pass_on")
"""授权、驳回、退回补充、转交上级."""
GROUNDS = (
    "as_the_shelf",
    "within_rule",
    "goods_back",
    "first_failed",
    "other_item",
    "offer_ended",
    "members_only",
    "nothing_wrong",
    "settled_already",
    "goods_missing",
    "too_late",
    "returned_already",
    "not_taken_back",
    "not_ours",
    "first_unknown",
    "one_card",
    "evidence_missing",
    "other_amount",
    "beyond_rule",
    "own_matter",
    "beyond_my_limit",
)
"""Why it is decided so."""
GROUNDS_FOR: dict[str, tuple[str, ...]] = {
    "approve": GROUNDS[:4],
    "decline": GROUNDS[4:16],
    "ask_back": GROUNDS[16:19],
    "pass_on": GROUNDS[19:],
}
"""Decision -> the grounds that go with it."""


class Recorded(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of the desk's log."""

    at: int
    what: str
    """Wire name of the fact."""
    matter: str = ""
    word: str = ""
    """The decision, the action, what it was about."""
    amount: Minor = 0
