"""The books: rows that screens and reports query, made from entries by one pure function.

They are inserted in the transaction that appends the entries they come from. Every row names its entry (run, stream,
seq) and is keyed by its place in the run, so books can be thrown away and made again. `decide` never reads them.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import (
    BankDropped,
    CashDropped,
    CashExchanged,
    CashTaken,
    ChangeCorrected,
    ChangeGiven,
    DrawerCounted,
    FloatCounted,
    InvoiceIssued,
    InvoiceRedLettered,
    InvoiceRequested,
    MemberEnrolled,
    PaidIn,
    PaidOut,
    PaymentDoubled,
    PaymentReversed,
    PaymentTaken,
    PointsMoved,
    RefundDoubled,
    RefundMade,
    ReturnCompleted,
    SaleCompleted,
    SaleVoided,
    ShiftHandedOver,
    StationClosed,
    StationOpened,
    ValueMoved,
)
from simulator.kernel.money import Pieces
from simulator.store.book_rows import (
    AccountMovement,
    CashMovement,
    ChannelMovement,
    Closing,
    Count,
    InvoiceRecord,
    Member,
    RefundPaid,
    Returned,
    ReturnedGoods,
    Sale,
    SaleLine,
    StockMovement,
    TenderTaken,
    Together,
)
from simulator.store.office_books import OFFICE, OfferGiven, SignOn, TillEvent, worths
from simulator.store.offline_books import OFFLINE, CardOnTrust, UploadStep
from simulator.store.stock_books import MOVING, StockPosting, stock_moved

Row = (
    Sale
    | SaleLine
    | TenderTaken
    | Returned
    | ReturnedGoods
    | RefundPaid
    | ChannelMovement
    | CashMovement
    | StockMovement
    | AccountMovement
    | Member
    | InvoiceRecord
    | Count
    | Closing
    | UploadStep
    | CardOnTrust
    | StockPosting
    | SignOn
    | OfferGiven
    | TillEvent
)

Booked = dict[type[Row], list[tuple[int, Row]]]

TABLES: dict[type[Row], str] = {
    Sale: "sales",
    SaleLine: "sale_lines",
    TenderTaken: "tenders",
    Returned: "returns",
    ReturnedGoods: "return_lines",
    RefundPaid: "refunds",
    ChannelMovement: "channel_movements",
    CashMovement: "cash_movements",
    StockMovement: "stock_movements",
    AccountMovement: "account_movements",
    Member: "members",
    InvoiceRecord: "invoices",
    Count: "counts",
    Closing: "closings",
    UploadStep: "uploads",
    CardOnTrust: "trusted_cards",
    StockPosting: "stock_postings",
    SignOn: "sign_ons",
    OfferGiven: "offers",
    TillEvent: "till_events",
}
"""Kind of row -> its table; a table has the row's fields after `run` and `position`."""


def book(*entries: Entry) -> list[Row]:
    """The rows that entries make; none for most."""
    return [row for entry in entries for made in made_by(entry) for row in _each(entry, made)]


def booked(entries: Iterable[Entry]) -> Booked:
    """The same by kind, each with its entry's place (0, 1, ...) among these."""
    rows: Booked = {}
    for n, entry in enumerate(entries):
        for row in book(entry):
            rows.setdefault(type(row), []).append((n, row))
    return rows


def made_by(entry: Entry) -> Iterable[Row | Together]:
    """The rows that an entry makes, as they are made; most entries make none, and cost next to nothing."""
    what = entry.what
    bookings = BOTH.get(type(what))
    return chain.from_iterable([booking(entry, what) for booking in bookings]) if bookings else ()


def _each(entry: Entry, made: Row | Together) -> Iterable[Row]:
    return made.rows(entry.stream, entry.seq) if isinstance(made, Together) else (made,)


def _sale_completed(entry: Entry, what: SaleCompleted) -> Iterator[Row | Together]:
    sale = what.sale
    figures = what.total, what.net, what.tax, what.discount, what.rounding, what.change, what.slip, what.stored
    who = what.receipt, what.customer, what.member
    yield Sale(entry.stream, entry.seq, entry.at, sale, "completed", *who, len(what.lines), *figures)
    at = entry.at
    lines: list[object] = []
    moves: list[object] = []
    for n, (line, (net, tax)) in enumerate(zip(what.lines, worths(what), strict=True), 1):
        sku, name, quantity, grams = line.sku, line.name, line.quantity, line.grams
        otherwise = line.pack_of or line.lot or line.expiry or (grams and line.unit)
        lines += (
            n, sale, line.line, sku, name.en, name.zh, line.code, line.price, quantity, grams, line.gross,
            line.discount, line.tax_rate, line.how, net, tax, 0 if otherwise or line.account else 1,
        )  # fmt: skip
        if otherwise:  # and of money put onto a card nothing leaves the shelves
            unit = line.measure if grams else ""
            moves += n, at, "sale", line.pack_of or sku, -quantity * line.pieces, -grams, line.lot, line.expiry, unit
    yield Together(SaleLine, lines)
    yield Together(StockMovement, moves)
    for n, tender in enumerate(what.tenders, 1):
        yield TenderTaken(entry.stream, entry.seq, n, sale, tender.kind, tender.amount, tender.received, tender.request)


def _sale_voided(entry: Entry, what: SaleVoided) -> Iterator[Row]:
    figures = what.amount, 0, 0, 0, 0, 0, 0, 0
    yield Sale(entry.stream, entry.seq, entry.at, what.sale, "voided", "", "", "", what.lines, *figures)


def _return_completed(entry: Entry, what: ReturnCompleted) -> Iterator[Row]:
    key = entry.stream, entry.seq
    figures = len(what.lines), what.total, what.net, what.tax
    who = what.receipt, what.sale, what.customer
    yield Returned(*key, entry.at, what.number, what.kind, *who, *figures, what.exchange, what.reason)
    moved = 0
    for n, line in enumerate(what.lines, 1):
        size, worth = (line.quantity, line.grams), (line.gross, line.discount, line.amount, line.tax, line.tax_rate)
        name = line.name.en, line.name.zh
        yield ReturnedGoods(
            *key, n, what.number, what.receipt, line.line, line.sku, *name, *size, *worth, line.condition, line.reason
        )
        sku, quantity = line.pack_of or line.sku, line.quantity * line.pieces
        for kind, sign in (("return", 1), ("write_off", -1))[: 1 if line.to_shelf else 2]:
            moved += 1
            lot = line.lot, line.expiry, line.measure
            yield StockMovement(*key, moved, entry.at, kind, sku, sign * quantity, sign * line.grams, *lot)


def _refund_made(entry: Entry, what: RefundMade) -> Iterator[Row]:
    key = entry.stream, entry.seq, entry.at
    yield RefundPaid(*key, what.number, what.receipt, what.kind, what.value, what.amount, what.request, what.voucher)
    if what.request:
        yield ChannelMovement(
            *key, "refunded", what.number, what.request, what.kind, what.channel or "main", what.amount, -what.amount
        )


def _refund_doubled(entry: Entry, what: RefundDoubled) -> Iterator[Row]:
    key = entry.stream, entry.seq, entry.at
    yield ChannelMovement(
        *key, "refund_doubled", what.number, what.request, what.kind, what.channel, what.amount, -what.amount
    )


def _channel(entry: Entry, kind: str, what: PaymentTaken | PaymentDoubled | PaymentReversed) -> Iterator[Row]:
    amount = -what.booked if isinstance(what, PaymentReversed) else what.amount
    if what.request:
        channel = what.channel or "main"
        yield ChannelMovement(
            entry.stream, entry.seq, entry.at, kind, what.sale, what.request, what.kind, channel, what.amount, amount
        )


def _cash(
    entry: Entry, kind: str, pieces: Pieces, sign: int, sale: str = "", after: int = 0, note: str = ""
) -> Iterator[Row]:
    held = ((value, sign * pieces[value]) for value in sorted(pieces, reverse=True) if pieces[value])
    for n, (value, count) in enumerate(held, after + 1):
        yield CashMovement(entry.stream, entry.seq, n, entry.at, kind, sale, note, value, count, value * count)


def _exchanged(entry: Entry, what: CashExchanged) -> Iterator[Row]:
    yield from _cash(entry, "supplied", what.gives, 1)
    yield from _cash(entry, "exchanged", what.takes, -1, after=len(what.gives))


def _counted(entry: Entry, kind: str, what: FloatCounted | DrawerCounted | ShiftHandedOver) -> Iterator[Row]:
    figures = what.counted, what.expected, what.over_short
    yield Count(entry.stream, entry.seq, 1, entry.at, kind, "cash", *figures)
    for n, tender in enumerate(what.tenders if isinstance(what, DrawerCounted) else (), 2):
        slips = tender.counted, tender.expected, tender.over_short
        yield Count(entry.stream, entry.seq, n, entry.at, kind, tender.kind, *slips)


def _value_moved(entry: Entry, what: ValueMoved) -> Iterator[Row]:
    moved = what.kind, what.account, what.why, what.sale, what.amount, what.balance
    yield AccountMovement(entry.stream, entry.seq, entry.at, *moved)


def _points_moved(entry: Entry, what: PointsMoved) -> Iterator[Row]:
    moved = "points", what.member, what.why, what.sale, what.points, what.standing
    yield AccountMovement(entry.stream, entry.seq, entry.at, *moved)


def _enrolled(entry: Entry, what: MemberEnrolled) -> Iterator[Row]:
    name = what.name.en, what.name.zh
    yield Member(entry.stream, entry.seq, entry.at, what.member, *name, int(what.consented))


def _invoice(
    entry: Entry, state: str, what: InvoiceRequested | InvoiceIssued | InvoiceRedLettered, number: str
) -> Iterator[Row]:
    buyer = ("", "", "")
    if isinstance(what, InvoiceRequested):
        buyer = what.title.en, what.title.zh, what.tax_no
    figures = what.amount, what.net, what.tax
    yield InvoiceRecord(entry.stream, entry.seq, entry.at, state, what.invoice, number, what.sale, *buyer, *figures)


def _corrected(what: InvoiceRedLettered) -> str:
    return "red_lettered" if what.against else "withdrawn" if what.whole else "reduced"


def _closed(entry: Entry, what: StationClosed) -> Iterator[Row]:
    yield Closing(entry.stream, entry.seq, entry.at, what.counted, what.expected, what.over_short)


_BOOKINGS: dict[type[Event], Callable[[Entry, Any], Iterator[Row | Together]]] = {  # each takes its own kind of event
    SaleCompleted: _sale_completed,
    SaleVoided: _sale_voided,
    ReturnCompleted: _return_completed,
    RefundMade: _refund_made,
    RefundDoubled: _refund_doubled,
    PaymentTaken: lambda entry, what: _channel(entry, "approved", what),
    PaymentDoubled: lambda entry, what: _channel(entry, "doubled", what),
    PaymentReversed: lambda entry, what: _channel(entry, "reversed", what),
    StationOpened: lambda entry, what: _cash(entry, "float", what.float, 1),
    CashTaken: lambda entry, what: _cash(entry, "taken", what.pieces, 1, what.sale),
    ChangeGiven: lambda entry, what: _cash(entry, "change", what.pieces, -1, what.sale),
    CashExchanged: _exchanged,
    PaidIn: lambda entry, what: _cash(entry, "paid_in", what.pieces, 1, note=what.reason),
    ChangeCorrected: lambda entry, what: _cash(entry, "corrected", what.pieces, -1, note=what.customer),
    PaidOut: lambda entry, what: _cash(entry, "paid_out", what.pieces, -1, note=what.reason),
    CashDropped: lambda entry, what: _cash(entry, "dropped", what.pieces, -1, note=what.bag),
    BankDropped: lambda entry, what: _cash(entry, "banked", what.pieces, -1, note=what.bag),
    FloatCounted: lambda entry, what: _counted(entry, "float", what),
    DrawerCounted: lambda entry, what: _counted(entry, "drawer", what),
    ShiftHandedOver: lambda entry, what: _counted(entry, "relief", what),
    ValueMoved: _value_moved,
    PointsMoved: _points_moved,
    MemberEnrolled: _enrolled,
    InvoiceRequested: lambda entry, what: _invoice(entry, "requested", what, ""),
    InvoiceIssued: lambda entry, what: _invoice(entry, "issued", what, what.number),
    InvoiceRedLettered: lambda entry, what: _invoice(entry, _corrected(what), what, what.number),
    StationClosed: _closed,
    **OFFLINE,
    **dict.fromkeys(MOVING, stock_moved),
}
BOTH: dict[type[Event], list[Callable[[Entry, Any], Iterator[Row | Together]]]] = {
    kind: [table[kind] for table in (_BOOKINGS, OFFICE) if kind in table] for kind in {**_BOOKINGS, **OFFICE}
}
"""Kind of event -> all that books it; most kinds make no rows."""
