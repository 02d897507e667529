"""Lists to choose from: baskets put aside, bags, slips, payments without an answer, and reasons."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.facts import Line
from simulator.kernel.stimuli import InvoiceWanted
from simulator.kernel.units import UNITS
from simulator.locale import Words
from simulator.pos.catalog import Item
from simulator.pos.devices_view import SlipSeen
from simulator.pos.payments import Payment
from simulator.pos.uploads import Record
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.station.lookup import price_of

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

REASONS: dict[str, tuple[str, ...]] = {
    "no_sale": ("change", "cash", "small_change", "look"),
    "supervisor": ("authorization", "small_change", "price", "complaint", "incident"),
    "discount": ("damaged", "near_expiry", "shelf_price", "complaint", "other"),
    "incident": ("power", "network", "payment", "printer", "till", *c.LOSSES),
    "allow_exception": ("goodwill", "quality", "other"),
    "cancel_return": ("not_taken_back", "customer", "mistake", "other"),
    "post_void": ("wrong_customer", "wrong_payment", "wrong_goods", "other"),
    "records": c.RECORDS,
    "complaint": c.COMPLAINTS,
    "outcome": c.OUTCOMES,
    "pay_in": c.PAID_IN,
    "pay_out": c.PAID_OUT,
}
"""What the journal notes -> text `till.reason.<list>.<word>`."""


SIGN_ON = "sign_on"
"""Among the tills to go over to: the one where one stands."""

SHARES = (5_000, 10_000, 20_000, 30_000, 50_000)
"""Thousandths of a percent."""


def reasons(kind: str) -> Choose:
    """Why the drawer is opened, the supervisor called, or what is reported."""
    options = [Option(reason, word(f"till.reason.{kind}.{reason}")) for reason in REASONS[kind]]
    return Choose(word(f"till.ask.{kind}"), options)


def shares() -> Choose:
    """How much is taken off: a usual share, or an amount."""
    options = [Option(str(share), word("till.share", share=f"{share / 1000:g}")) for share in SHARES]
    return Choose(word("till.ask.off"), [*options, Option("amount", word("till.ask.off_amount"))])


def errands(till: "TillScreen", operation: str) -> Choose:
    """Why money is paid in or out; beside a reason, what was asked for."""
    asked = {errand.reason: errand.amount for errand in till.view.errands if errand.operation == operation}

    def option(reason: str) -> Option:
        def detail(words: Words) -> str:
            return words("till.errand", amount=till.money(asked[reason])) if reason in asked else ""

        return Option(reason, word(f"till.reason.{operation}.{reason}"), detail)

    return Choose(word(f"till.ask.{operation}"), [option(reason) for reason in REASONS[operation]])


def bags(till: "TillScreen") -> Choose:
    return Choose(word("till.ask.bag"), _items(till, till.view.rules.bags))


def packs(till: "TillScreen", line: Line) -> Choose:
    """The other ways in which the goods of a line are sold, each with how many pieces it holds."""
    rules = till.view.rules

    def option(item: Item) -> Option:
        def label(words: Words) -> str:
            unit = UNITS[item.unit].one[words.lang]
            holds = words("till.pack_holds", count=item.pieces) if item.pieces > 1 else ""
            return f"{item.name[words.lang]}  {unit}{holds}"

        return Option(item.sku, label, lambda words: price_of(rules, item))

    return Choose(word("till.ask.unit"), [option(one) for one in rules.catalog.packs(line.sku) if one.sku != line.sku])


def quick_keys(till: "TillScreen") -> Choose:
    return Choose(word("till.ask.quick_key"), _items(till, till.view.rules.quick_keys))


def _items(till: "TillScreen", skus: Sequence[str]) -> list[Option]:
    """Rows with name and price."""
    rules = till.view.rules

    def option(item: Item) -> Option:
        return Option(item.sku, lambda words: item.name[words.lang], lambda words: price_of(rules, item))

    return [option(rules.catalog.items[sku]) for sku in skus]


def suspended(till: "TillScreen") -> Choose:
    """Whose basket, how many lines, how much: taking the wrong one is a mistake to learn from."""
    counter = till.session.till.counter

    def option(ticket: str, customer: str, amount: int, lines: int) -> Option:
        def label(words: Words) -> str:
            return f"{ticket}  {counter.name(customer)[words.lang]}".rstrip()

        return Option(ticket, label, lambda words: words("till.suspended_row", lines=lines, amount=till.money(amount)))

    return Choose(word("till.ask.resume"), [option(ticket, *rest) for ticket, rest in till.view.suspended.items()])


def payments(till: "TillScreen", ask: str, found: list[Payment]) -> Choose:
    """Payments by request: what kind, and what is known of each."""

    def option(payment: Payment) -> Option:
        def label(words: Words) -> str:
            kind, state = words(f"till.tender.{payment.kind}"), words(f"till.payment.{payment.status}")
            return f"{payment.request}  {kind}  {state}"

        return Option(payment.request, label, lambda words: till.money(payment.amount))

    return Choose(word(ask), [option(payment) for payment in found])


def slips(till: "TillScreen") -> Choose:
    """All slips, those already entered marked as such."""

    def option(slip: SlipSeen) -> Option:
        def detail(words: Words) -> str:
            mark = f"✓ {words('till.slip.entered')}  " if slip.entered else ""
            return mark + till.money(slip.total)

        return Option(str(slip.slip), word("till.slip.number", slip=slip.slip), detail, not slip.entered)

    return Choose(word("till.ask.slip"), [option(slip) for slip in till.view.slips])


def uploads(till: "TillScreen") -> Choose:
    """What the head office does not have: those it objected to can be chosen."""

    def option(record: Record) -> Option:
        def label(words: Words) -> str:
            return f"{record.receipt}  {words(f'till.upload.{record.status}')}"

        def note(words: Words) -> str:
            why = f"till.objection.{record.reason}" if record.reason else "till.upload.waits"
            return words(why)

        amount = till.money(record.total)
        return Option(record.key, label, lambda words: amount, record.status == "set_aside", note)

    def marked() -> str:
        command = till.coach.command
        return command.key if isinstance(command, c.ResolveUpload) else ""

    dialog = Choose(word("till.ask.upload"), [option(record) for record in till.view.uploads])
    dialog.marks = marked
    return dialog


def verdicts(till: "TillScreen", key: str) -> Choose:
    """Sent again as it is, or left out: the reason stands below."""
    reason = next((record.reason for record in till.view.conflicts if record.key == key), "")
    note = word(f"till.objection.{reason}") if reason else word("till.upload.waits")
    options = [Option(verdict, word(f"till.verdict.{verdict}"), note=note) for verdict in c.VERDICTS]

    def marked() -> str:
        command = till.coach.command
        return command.verdict if isinstance(command, c.ResolveUpload) and command.key == key else ""

    dialog = Choose(word("till.ask.verdict"), options)
    dialog.marks = marked
    return dialog


def consent(code: str) -> Choose:
    """Whether the customer agreed: nobody becomes a member without being asked."""
    options = [Option("yes", word("till.consent.yes", code=code)), Option("no", word("till.consent.no"))]
    return Choose(word("till.ask.consent"), options)


def buyers(wanted: InvoiceWanted | None, receipt: str, amount: str, *, last: bool) -> Choose:
    """The buyer whom the customer named with the tax number, or a person; above, what the invoice is of: with nobody
    at the till, of its `last` sale.
    """
    options = [Option("person", word("till.invoice.person"))]
    if wanted is not None and wanted.tax_no:
        title, number = wanted.title, wanted.tax_no
        options.insert(0, Option("said", lambda words: title[words.lang], lambda words: number))
    ask = "till.ask.invoice_last" if last else "till.ask.invoice"
    return Choose(word(ask, receipt=receipt, amount=amount), options)
