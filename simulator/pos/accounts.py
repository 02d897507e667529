"""What a till knows of accounts that all tills share: cards, members' points, new members, invoices.

A till decides by what it believes an account to hold, and every decision about one claims that it still holds that.
Where another till was quicker, the shop tells the balance, and it is decided again: no balance is ever spent twice, and
every balance in a fact was true at that moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Claim, Event
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


def of_card(code: str) -> str:
    """The claim key of a card."""
    return f"card:{code}"


def of_points(member: str) -> str:
    """The claim key of a member's points."""
    return f"points:{member}"


ASKED, ISSUED = 1, 2
"""How far the invoice of a sale has come, as its claim counts it."""


def of_invoice(sale: str, believed: int, after: int) -> Claim:
    """The claim that the invoice of a sale is as far as it is believed to be, and goes so far now."""
    return Claim(f"invoice:{sale}", after - believed, ISSUED, seen=believed)


def as_invoiced(sale: str, number: str, *, asked: bool) -> Claim:
    """The same of what rests on the invoice and moves nothing: a return."""
    believed = ISSUED if number else ASKED if asked else 0
    return of_invoice(sale, believed, believed)


@dataclass(slots=True)
class Invoice:
    """An invoice as it stands."""

    asked: f.InvoiceRequested
    number: str = ""
    """Empty while it is only requested."""
    less: Minor = 0
    """What was taken off it before it was issued."""
    less_tax: Minor = 0
    whole: bool = False
    """Nothing of it is left."""

    @property
    def state(self) -> str:
        return "red_lettered" if self.whole else "issued" if self.number else "requested"


@dataclass(slots=True)
class Accounts:
    """By claim key, as the till believes them to be."""

    opening: dict[str, int] = field(default_factory=dict)
    """What they held when the shop opened; those that are not named held nothing."""
    moved: dict[str, int] = field(default_factory=dict)
    """What came onto them since, less what went off."""
    enrolled: dict[str, Text] = field(default_factory=dict)
    """Members since: code -> name."""
    invoices: dict[str, Invoice] = field(default_factory=dict)
    """By the shop's own number."""
    came_back: dict[str, f.Sold] = field(default_factory=dict)
    """By receipt: sales that may still be invoiced here and of which something came back, as they stood last."""
    notes: int = 0
    """Credit notes that this till issued."""

    def balance(self, key: str) -> int:
        """What the till believes it to hold."""
        return self.opening.get(key, 0) + self.moved.get(key, 0)

    def after(self, key: str, facts: Iterable[Event]) -> int:
        """What it holds once these facts, of the decision that is being made, are true."""
        held = self.balance(key)
        for fact in facts:
            match fact:
                case f.ValueMoved() if of_card(fact.account) == key:
                    held = fact.balance
                case f.PointsMoved() if of_points(fact.member) == key:
                    held = fact.standing
        return held

    def told(self, key: str, balance: int) -> None:
        self.moved[key] = balance - self.opening.get(key, 0)

    def of_sale(self, sale: str) -> Invoice | None:
        """The invoice of a sale."""
        return next((invoice for invoice in self.invoices.values() if invoice.asked.sale == sale), None)

    # --- claims

    def claim(self, key: str, amount: int, after: int) -> Claim:
        """For a movement after which the account holds so much."""
        opening = self.opening.get(key, 0)
        return Claim(key, -amount, opening, seen=opening - (after - amount))

    def as_believed(self, key: str) -> Claim:
        """Moves nothing: holds what the till said of a balance to what it really is."""
        opening = self.opening.get(key, 0)
        return Claim(key, 0, opening, seen=opening - self.balance(key))


def claims_of(accounts: Accounts, fact: Event) -> list[Claim]:
    """What a fact about an account rests on."""
    match fact:
        case f.ValueMoved():
            return [accounts.claim(of_card(fact.account), fact.amount, fact.balance)]
        case f.PointsMoved() if fact.points:
            return [accounts.claim(of_points(fact.member), fact.points, fact.standing)]
        case f.MemberEnrolled():
            return [Claim(f"member:{fact.member}")]
        case f.InvoiceRequested():
            return [of_invoice(fact.sale, 0, ASKED), Claim(f"sold:{fact.receipt}@{fact.returns}", 0, seen=0)]
        case f.InvoiceIssued():
            return [of_invoice(fact.sale, ASKED, ISSUED)]
    return []


CLAIMING: tuple[type[Event], ...] = (
    f.ValueMoved, f.PointsMoved, f.MemberEnrolled, f.InvoiceRequested, f.InvoiceIssued,
)  # fmt: skip
ASKING: frozenset[type[Event]] = frozenset((c.TenderGift, c.TenderPoints, c.CheckBalance, c.LoadCard))
"""Operations that say something of a balance, also where they move nothing."""


def key_of(claim_key: str) -> bool:
    """Whether a claim is about the balance of an account."""
    return claim_key.startswith(("card:", "points:"))


def told(refused: Claim, taken: int) -> s.BalanceTold:
    """What the shop has to say of an account that holds something else than the till believed."""
    return s.BalanceTold(refused.key, refused.limit - taken)
