"""What is printed for a customer: a sale, or a written slip, composed once as a document for any roll of paper.

The training mark stands on top and at the bottom of every one. Words come in as an argument.
"""

from typing import NamedTuple, Protocol

from simulator.kernel.facts import (
    InvoiceIssued,
    InvoiceRequested,
    Line,
    SaleCompleted,
    SaleDiscounted,
    SlipWritten,
    Tender,
)
from simulator.kernel.money import CNY, Currency, Minor
from simulator.kernel.numbers import tail
from simulator.kernel.paper import TRAINING_MARK, Barcode, Block, Cut, Document, Feed, Kick, Qr, Row, Rule, Text
from simulator.kernel.texts import Lang
from simulator.kernel.texts import Text as Both
from simulator.pos.pricing import price_per

NOBODY = Both()


class Wording(Protocol):
    """Words by id in one language: ids `receipt.*`."""

    @property
    def lang(self) -> Lang: ...
    def __call__(self, id: str, /, **params: object) -> str: ...


class Head(NamedTuple):
    """Where, when and by whom."""

    shop: Both
    address: Both
    station: str
    operator: Both
    when: str
    """As it is printed: `2026-12-24 10:42`."""
    currency: Currency = CNY
    tax_inclusive: bool = True
    law: tuple[Both, ...] = ()
    """Lines that the policy pack wants on every receipt."""
    weighed_per: int = 1000
    """Grams that prices of weighed goods are shown for."""


def receipt(
    sale: SaleCompleted,
    head: Head,
    words: Wording,
    *,
    member: Both = NOBODY,
    copy: int = 0,
    kick: bool = False,
    invoice: str = "",
    courtesy: SaleDiscounted | None = None,
) -> Document:
    """The receipt of a finished sale; `copy` counts reprints, `kick` opens a confirmed drawer on a real printer.

    `invoice` is the number of its invoice, which a copy knows; how to ask for one stands in the policy's lines.
    `courtesy` is what was taken off the whole of it by hand: how much, and why.
    """
    money = head.currency.format
    document: list[Block] = [Kick()] if kick else []
    document += top(head, words, words("receipt.head"))
    if copy:
        document.append(Text(words("receipt.copy", copy=copy), "centre", bold=True))
    if sale.slip:
        document.append(Text(words("receipt.from_slip", slip=sale.slip)))
    document.append(Row(words("receipt.number", number=sale.receipt), ""))
    if sale.offline_key:
        document.append(Text(words("receipt.offline", key=sale.offline_key)))
    if sale.member:
        document.append(Text(words("receipt.member", name=member[words.lang] or sale.member)))
    if sale.employee:
        document.append(Text(words("receipt.employee", name=sale.employee_name[words.lang] or sale.employee)))
    document.append(Rule())
    for line in sale.lines:
        document += _line(line, head, words)
    document += [
        Rule(),
        Row(words("receipt.items", count=sum(line.quantity for line in sale.lines)), ""),
        Row(words("receipt.total"), money(sale.total, sign=True), bold=True),
    ]
    if sale.discount:
        document.append(Row(words("receipt.saved"), money(sale.discount)))
    if courtesy is not None:
        document.append(Row(f"  {words('receipt.off_the_bill')}", money(courtesy.off)))
        document.append(Text(f"  {words(f'receipt.reason.{courtesy.reason}')}"))
    if sale.rounding:
        document.append(Row(words("receipt.rounding"), money(-sale.rounding)))
    for tender in sale.tenders:
        document += _tender(tender, head, words)
    if any(tender.kind == "card" and "~" in tender.request for tender in sale.tenders):
        document.append(Text(words("receipt.trusted_card")))
    if sale.change:
        document.append(Row(words("receipt.change"), money(sale.change), bold=True))
    if sale.points or any(tender.points for tender in sale.tenders):
        document.append(Row(words("receipt.points", earned=sale.points), ""))
        if sale.standing:
            document.append(Row(words("receipt.standing", points=sale.standing), ""))
    document += [
        Row(words("receipt.tax" if head.tax_inclusive else "receipt.tax_added"), money(sale.tax)),
        Rule(),
        *(Text(line[words.lang], "centre") for line in head.law),
        Text(words("receipt.thanks"), "centre"),
        Text(words("receipt.keep"), "centre"),
        Feed(),
        Barcode(sale.receipt),
    ]
    if invoice:
        document += [Row(words("receipt.invoice.number", number=invoice), ""), *_fetched_by(invoice, words)]
    return (*document, *bottom())


def _fetched_by(invoice: str, words: Wording) -> Document:
    return Text(words("receipt.invoice.fetch"), "centre"), Qr(f"TRAINING:{invoice}")


def invoice(issued: InvoiceIssued, asked: InvoiceRequested, head: Head, words: Wording) -> Document:
    """The customer's paper for an electronic invoice: to whom, for how much, and the code to fetch it by."""
    money = head.currency.format
    document = top(head, words, words("receipt.invoice"))
    document += [
        Rule(),
        Row(words("receipt.invoice.number", number=issued.number), ""),
        Row(words("receipt.number", number=asked.receipt), ""),
        Row(words("receipt.invoice.buyer", name=asked.title[words.lang]), ""),
    ]
    if asked.tax_no:
        document.append(Row(words("receipt.invoice.tax_no", number=asked.tax_no), ""))
    document += [
        Row(words("receipt.invoice.net"), money(issued.net)),
        Row(words("receipt.tax"), money(issued.tax)),
        Row(words("receipt.total"), money(issued.amount, sign=True), bold=True),
        Rule(),
        *_fetched_by(issued.number, words),
    ]
    return (*document, *bottom())


def _tender(tender: Tender, head: Head, words: Wording) -> list[Block]:
    """What paid; of a card or of points, what is left there."""
    money = head.currency.format
    blocks: list[Block] = [Row(words(f"receipt.tender.{tender.kind}"), money(tender.received))]
    if tender.kind == "points":
        blocks.append(Row(words("receipt.points_spent", points=tender.points), ""))
    elif tender.account and not tender.by:
        blocks.append(Row(words("receipt.card_left", card=tail(tender.account)), money(tender.balance)))
    return blocks


def slip(written: SlipWritten, head: Head, words: Wording) -> Document:
    """The customer's part of a slip written by hand."""
    money = head.currency.format
    document = top(head, words, words("receipt.slip", slip=str(written.slip).zfill(4)))
    document.append(Rule())
    for line in written.lines:
        document.append(Row(line.name[words.lang], money(line.written)))
    document += [
        Rule(),
        Row(words("receipt.total"), money(written.total, sign=True), bold=True),
        Row(words(f"receipt.tender.{written.tender}"), money(written.received)),
    ]
    if written.change:
        document.append(Row(words("receipt.change"), money(written.change), bold=True))
    document += [Feed(), Text(words("receipt.sign"))]
    return (*document, *bottom())


def top(head: Head, words: Wording, title: str) -> list[Block]:
    """What every paper of this till begins with."""
    address = head.address[words.lang]
    return [
        Text(TRAINING_MARK, "centre", bold=True),
        Text(head.shop[words.lang], "centre", bold=True),
        *([Text(address, "centre")] if address else []),
        Text(title, "centre"),
        Row(words("receipt.till", till=head.station), words("receipt.cashier", name=head.operator[words.lang])),
        Text(head.when),
    ]


def bottom() -> Document:
    """And ends with."""
    return (Text(TRAINING_MARK, "centre", bold=True), Feed(2), Cut())


def _line(line: Line, head: Head, words: Wording) -> list[Block]:
    """The name, then how many at which price; what was taken off stands below."""
    money = head.currency.format
    name = line.name[words.lang]
    amount = money(line.gross)
    if line.grams:
        blocks: list[Block] = [Text(name), Row(f"  {line.count.en} x {_each(line, line.price, head)}", amount)]
    elif line.quantity != 1 or line.unit:
        blocks = [Text(name), Row(f"  {line.count[words.lang]} x {money(line.price)}", amount)]
    else:
        blocks = [Row(name, amount)]
    if line.listed:
        blocks.append(Text(f"  {words('receipt.was', price=_each(line, line.listed, head))}"))
    if line.reason:
        blocks.append(Text(f"  {words(f'receipt.reason.{line.reason}')}"))
    for offer in line.offers:
        blocks.append(Row(f"  {offer.name[words.lang] or words(f'receipt.offer.{offer.rule}')}", money(-offer.off)))
    return blocks


def _each(line: Line, price: Minor, head: Head) -> str:
    """A price as this line says it: a piece, or so much of what is weighed."""
    money = head.currency.format
    if not line.grams:
        return money(price)
    price, per = price_per(price, line.per or (head.weighed_per if line.measure == "kg" else 1000), line.measure)
    return f"{money(price)}/{per}" if per != "kg" else money(price)
