"""A receipt as it was sold, and what is left of it: exactly what was paid, in whatever pieces it comes back.

>>> [share(1000, 0, 1, 3), share(1000, 1, 1, 3), share(1000, 2, 1, 3)]
[333, 334, 333]
"""

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from simulator.kernel.facts import (
    Refund,
    RefundMade,
    ReturnCompleted,
    ReturnedLine,
    SaleCompleted,
    Sold,
    SoldLine,
    SoldTender,
    Tender,
)
from simulator.kernel.money import Minor, divide
from simulator.kernel.policy import Policy

RECEIPT = re.compile(r"[a-z]+-\d+-\d{4,}G?")
"""What a receipt's bar code says; a gift receipt's ends with G."""
GIFT = "G"
CREDIT = "credit"
"""What is refunded so becomes a credit note (退货储值)."""
EXCHANGE = "exchange"


def share(whole: Minor, before: int, units: int, of: int) -> Minor:
    """The part of `whole` that `units` of `of` carry, after `before` of them: what is rounded is where they end."""
    return divide(whole * (before + units), of) - divide(whole * before, of)


def sold_of(sale: SaleCompleted, policy: Policy, day: str, channels: Mapping[str, str], card: str = "") -> Sold:
    """A finished sale as its receipt; `channels` tells through which one each payment request went."""
    lines = tuple(
        SoldLine(line, line.amount if policy.tax_inclusive else line.amount + line.tax) for line in sale.lines
    )
    return Sold(
        sale.receipt, sale.sale, day, lines, _tenders(sale, channels), sale.total, sale.member, card, sale.customer,
        coupons=sale.coupons, points=sale.points, stored=sale.stored,
    )  # fmt: skip


def _tenders(sale: SaleCompleted, channels: Mapping[str, str]) -> tuple[SoldTender, ...]:
    """Each means once, also where it paid by way of an exchange; cash with what rounding gave away: it settled that."""
    cash, paid_cash = 0, False
    others: dict[tuple[str, str, str], SoldTender] = {}
    for t in sale.tenders:
        kind = t.by or t.kind
        if kind == "cash":
            cash, paid_cash = cash + t.amount, True
            continue
        key = kind, t.request, t.account
        had = others.get(key)
        amount, points = (had.amount if had else 0) + t.amount, (had.points if had else 0) + t.points
        others[key] = SoldTender(
            kind, amount, amount, request=t.request, channel=channels.get(t.request, ""), account=t.account,
            points=points,
        )  # fmt: skip
    found = tuple(others.values())
    return (*found, SoldTender("cash", cash, cash + sale.rounding)) if paid_cash else found


def as_sale(sold: Sold) -> SaleCompleted:
    """What points rest on, of a receipt."""
    tenders = tuple(Tender(t.kind, t.amount, t.amount, account=t.account, points=t.points) for t in sold.tenders)
    return SaleCompleted(
        sold.sale, sold.receipt, sold.customer, (), tenders, sold.total, sold.total, 0, 0, 0, 0, sold.member,
        stored=sold.stored, points=sold.points,
    )  # fmt: skip


def left_of(line: SoldLine) -> int:
    """Units that may still come back."""
    return line.units - line.returned


def is_spent(sold: Sold) -> bool:
    """Whether all of it came back already."""
    return all(not left_of(line) for line in sold.lines)


def with_lines(sold: Sold, back: Iterable[ReturnedLine]) -> Sold:
    """The receipt once these goods are back, as far as they are concerned."""
    units: dict[int, int] = {}
    held: dict[int, Minor] = {}
    for part in back:
        units[part.line] = units.get(part.line, 0) + part.units
        for n, amount in part.withheld.items():
            held[n] = held.get(n, 0) + amount
    lines = tuple(
        replace(line, returned=line.returned + units.get(n, 0), withheld=line.withheld + held.get(n, 0))
        if (n := line.line.line) in units or n in held
        else line
        for line in sold.lines
    )
    return replace(sold, lines=lines)


def with_return(sold: Sold, done: ReturnCompleted) -> Sold:
    """The receipt after a return of it."""
    lines = with_lines(sold, done.lines).lines
    cash = sum(refund.value for refund in done.refunds if refund.kind == "cash")
    tenders = tuple(_gave_back(tender, done.refunds) for tender in sold.tenders)
    return replace(sold, lines=lines, tenders=tenders, returns=sold.returns + 1, cash_back=sold.cash_back + cash)


def _gave_back(tender: SoldTender, refunds: tuple[Refund, ...]) -> SoldTender:
    mine = (tender.kind, tender.request, tender.account)
    value = sum(r.value for r in refunds if (r.by or r.kind, r.of, r.account) == mine)
    return replace(tender, refunded=min(tender.value, tender.refunded + value)) if value else tender


def with_refund(sold: Sold, made: RefundMade) -> Sold:
    """The receipt after money went another way than planned: cash is rounded on the sum of what went back in cash."""
    return replace(sold, cash_back=sold.cash_back + made.value) if made.instead and made.kind == "cash" else sold


def given_for(line: SoldLine) -> Minor:
    """What went back so far for what of a line came back."""
    return share(line.paid, 0, line.returned, line.units) - line.withheld


def planned(sold: Sold | None, value: Minor, policy: Policy) -> tuple[Refund, ...]:
    """How `value` goes back to what paid: through the channels first, in cash last, never more than each of them paid.

    Without a receipt, or on a gift receipt, it becomes a credit note; so does what was paid by an exchange of which
    nobody knows what had paid.
    """
    if sold is None or sold.gift:
        return (Refund(CREDIT, value, value),) if value else ()
    refunds: list[Refund] = []
    for tender in sorted(sold.tenders, key=lambda tender: (tender.kind == "cash", not tender.request)):
        part = min(value, tender.value - tender.refunded)
        if part <= 0:
            continue
        value -= part
        if tender.kind == "cash":
            refunds.append(in_cash(part, sold, policy))
        elif tender.kind == EXCHANGE:
            refunds.append(Refund(CREDIT, part, part))
        else:
            refunds.append(
                Refund(tender.kind, part, part, of=tender.request, channel=tender.channel, account=tender.account)
            )
    if value:  # earlier returns went another way than the money came
        refunds.append(Refund(CREDIT, value, value))
    return tuple(refunds)


def taken_in_exchange(sold: Sold | None, money: tuple[Refund, ...], value: Minor, policy: Policy) -> list[Refund]:
    """What pays for new goods: what truly paid for those that come back, after `money` that goes back as such."""
    if sold is None or sold.gift:
        return [Refund(EXCHANGE, value, value)] if value else []
    left = replace(sold, tenders=tuple(_gave_back(tender, money) for tender in sold.tenders))
    parts: dict[tuple[str, str, str, str], Minor] = {}
    for part in planned(left, value, policy):
        known = part.kind != "points" and (part.kind != CREDIT or bool(part.account))
        key = (part.kind, part.of, part.channel, part.account) if known else ("", "", "", "")
        parts[key] = parts.get(key, 0) + part.value
    return [
        Refund(EXCHANGE, part, part, of=of, channel=channel, account=account, by=by)
        for (by, of, channel, account), part in parts.items()
    ]


def in_cash(value: Minor, sold: Sold | None, policy: Policy) -> Refund:
    """Cash for `value`: rounded so that all that went back in cash is what was paid in cash for it."""
    before = sold.cash_back if sold else 0
    return Refund("cash", value, policy.cash_due(before + value) - policy.cash_due(before))


def returned(n: int, sold: SoldLine, units: int, start: int, condition: str, reason: str) -> ReturnedLine:
    """A part of a line, at what was paid for it."""
    line, of = sold.line, sold.units
    amount = share(sold.paid, start, units, of)
    gross = share(line.gross, start, units, of)
    tax = share(line.tax, start, units, of)
    on_top = sold.paid - line.amount  # tax that came on top of the amount
    return ReturnedLine(
        n, line.line, line.sku, line.name, 1 if line.grams else units, units if line.grams else 0,
        gross, gross + share(on_top, start, units, of) - amount, amount, tax, line.tax_rate, condition, reason,
        start=start, limit=sold.units - sold.before, pack_of=line.pack_of, pieces=line.pieces,
        unit=line.unit, lot=line.lot, expiry=line.expiry,
    )  # fmt: skip
