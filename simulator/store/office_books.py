"""Books of what is no sale and yet asked about: who sat at a till, what was given on a line, what was done there.

Voids, openings of the drawer, prices and discounts by hand, copies of receipts, authorizations, customers and
complaints: a row each, so that an exception report can be made from the books alone.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import (
    AuthorizationDenied,
    Authorized,
    CashierSignedOn,
    ComplaintRecorded,
    DrawerOpened,
    GoodsListed,
    Line,
    LineDiscounted,
    LineVoided,
    PriceOverridden,
    ReceiptIssued,
    SaleCompleted,
    SaleDiscounted,
    SaleVoided,
    StationClosed,
    StationOpened,
    VisitEnded,
)
from simulator.kernel.facts.sale import Offer
from simulator.kernel.money import Minor, allocate, divide
from simulator.kernel.texts import Text
from simulator.store.book_rows import Together

DAY = 86_400_000
NO_CLOCK = -1


class SignOn(NamedTuple):
    """Who answers for a till from here on, until the next row of its stream."""

    stream: str
    seq: int
    at: int
    operator: str
    """A badge; empty while the till waits for somebody."""
    name_en: str
    name_zh: str
    midnight: int
    """Milliseconds from the shop's midnight to the run's beginning; -1 where this row does not say it."""


class OfferGiven(NamedTuple):
    """What a promotion, a member's price or a hand took off a finished sale, on all its lines together."""

    stream: str
    seq: int
    n: int
    sale: str
    lines: int
    """On how many."""
    rule: str
    """A promotion's id, or `member`, `by_hand`, `courtesy`."""
    name_en: str
    name_zh: str
    off: Minor


class TillEvent(NamedTuple):
    """Something done that is no sale, at a till; or new goods that a stockroom set up."""

    stream: str
    seq: int
    n: int
    at: int
    kind: str
    """`line_voided`, `sale_voided`, `no_sale`, `drawer` (opened for what needs it), `price_overridden`,
    `line_discounted`, `sale_discounted`, `reprint`, `authorized`, `denied`, `visit`, `complaint`,
    `complaint_unrecorded`, `left_open`; `goods_listed` at its price, and
    `goods_cost` at what it is bought for.
    """
    ref: str
    """The sale, receipt, customer, badge or item that it concerns."""
    reason: str
    """Why; of `left_open`, what; of goods, their category."""
    pieces: int
    amount: Minor
    """Voided, given away, or of a visit: worth of what left unpaid."""


def _event(entry: Entry, kind: str, ref: str, reason: str = "", pieces: int = 1, amount: Minor = 0) -> TillEvent:
    return TillEvent(entry.stream, entry.seq, 1, entry.at, kind, ref, reason, pieces, amount)


def _midnight(entry: Entry, clock: str) -> int:
    """`2026-12-24T10:30` at the entry's time, as the run's own beginning."""
    hours, _, minutes = clock.partition("T")[2].partition(":")
    if not (hours.isdigit() and minutes[:2].isdigit()):
        return NO_CLOCK
    return ((int(hours) * 60 + int(minutes[:2])) * 60_000 - entry.at) % DAY


def _signed_on(entry: Entry, operator: str, name: Text, clock: str = "") -> Iterator[SignOn]:
    yield SignOn(entry.stream, entry.seq, entry.at, operator, name.en, name.zh, _midnight(entry, clock))


def _offers(entry: Entry, what: SaleCompleted) -> Iterator[Together]:
    given: dict[str, list[Offer]] = {}
    for line in what.lines:
        for offer in line.offers:
            given.setdefault(offer.rule, []).append(offer)
    fields: list[object] = []
    for n, (rule, offers) in enumerate(given.items(), 1):
        name = offers[0].name
        fields += n, what.sale, len(offers), rule, name.en, name.zh, sum([offer.off for offer in offers])
    yield Together(OfferGiven, fields)


def _overridden(entry: Entry, what: PriceOverridden) -> Iterator[TillEvent]:
    line = what.line
    before = divide(what.listed * line.grams, 1000) if line.grams else what.listed * line.quantity
    yield _event(entry, "price_overridden", what.sale, what.reason, line.quantity, before - line.gross)


def _visit(entry: Entry, what: VisitEnded) -> Iterator[TillEvent]:
    yield _event(entry, "visit", what.customer, what.reason, amount=what.unpaid_worth)
    if what.complaint and not what.complaint_recorded:
        second = _event(entry, "complaint_unrecorded", what.customer, what.complaint)
        yield second._replace(n=2)


def _left_open(entry: Entry, what: StationClosed) -> Iterator[TillEvent]:
    open_ = {
        "sales": what.open_sales,
        "slips": len(what.slips_open),
        "payments": len(what.payments_open),
        "reversals": len(what.reversals_open),
        "uploads": len(what.uploads_open),
        "conflicts": len(what.conflicts_open),
    }
    for n, (reason, pieces) in enumerate(((name, count) for name, count in open_.items() if count), 1):
        yield _event(entry, "left_open", "", reason, pieces)._replace(n=n)


def _listed(entry: Entry, what: GoodsListed) -> Iterator[TillEvent]:
    rows = [("goods_listed", item, item.price) for item in what.items]
    rows += [("goods_cost", item, item.cost) for item in what.items if item.cost]
    for n, (kind, item, amount) in enumerate(rows, 1):
        yield _event(entry, kind, item.sku, item.category, amount=amount)._replace(n=n)


def _one(
    kind: str, ref: str, reason: str = "", pieces: str = "", amount: str = ""
) -> Callable[[Entry, Any], Iterator[TillEvent]]:
    """A row of these fields of the fact."""

    def booked(entry: Entry, what: Any) -> Iterator[TillEvent]:  # one of the facts below
        figures = getattr(what, pieces) if pieces else 1, getattr(what, amount) if amount else 0
        yield _event(entry, kind, getattr(what, ref), getattr(what, reason) if reason else "", *figures)

    return booked


def _reprint(entry: Entry, what: ReceiptIssued) -> Iterator[TillEvent]:
    if what.copy:
        yield _event(entry, "reprint", what.document)


def _drawer(entry: Entry, what: DrawerOpened) -> Iterator[TillEvent]:
    empty = what.why in ("no_sale", "key")
    yield _event(entry, "no_sale" if empty else "drawer", "", what.reason or what.why)


OFFICE: dict[type[Event], Callable[[Entry, Any], Iterator[SignOn | TillEvent | Together]]] = {
    StationOpened: lambda entry, what: _signed_on(entry, what.operator, what.name, what.clock),
    CashierSignedOn: lambda entry, what: _signed_on(entry, what.operator, what.name),
    SaleCompleted: _offers,
    SaleVoided: _one("sale_voided", "sale", "", "lines", "amount"),
    LineVoided: _one("line_voided", "sale", "sku", "quantity", "amount"),
    PriceOverridden: _overridden,
    LineDiscounted: lambda entry, what: iter((_event(entry, "line_discounted", what.sale, what.reason, 1, what.off),)),
    SaleDiscounted: lambda entry, what: iter((_event(entry, "sale_discounted", what.sale, what.reason, 1, what.off),)),
    DrawerOpened: _drawer,
    ReceiptIssued: _reprint,
    Authorized: _one("authorized", "by", "operation"),
    AuthorizationDenied: _one("denied", "by", "operation"),
    ComplaintRecorded: _one("complaint", "number", "kind"),
    VisitEnded: _visit,
    StationClosed: _left_open,
    GoodsListed: _listed,
}
"""A second table of bookings: most of these facts have rows of their own in the first one too."""


def worths(what: SaleCompleted) -> Sequence[tuple[Minor, Minor]]:
    """(net, tax) of each line of a finished sale. Where its lines do not say their tax, the sale's is shared out."""
    lines = what.lines
    taxes, amounts = [line.tax for line in lines], [line.gross - line.discount for line in lines]
    if sum(taxes) != what.tax:
        weights = [_weight(line) for line in lines]
        taxes = allocate(what.tax, weights) if sum(weights) else taxes
    on_top = sum(amounts) != what.total
    return [(amount if on_top else amount - tax, tax) for amount, tax in zip(amounts, taxes, strict=True)]


def _weight(line: Line) -> int:
    return max(0, line.amount) * line.tax_rate
