"""From the total to the change: what the keys of payment and cash do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.events import Command
from simulator.kernel.money import Minor
from simulator.kernel.numbers import card_kind
from simulator.kernel.texts import half_width
from simulator.pos.payments import Payment
from simulator.screens.till import choices
from virtual_devices.codes import mask_payment_code, wallet_of

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


LONGEST = 12
"""Characters of an amount; what is longer is something else, and is not repeated anywhere."""


def parse(till: "TillScreen", text: str) -> Minor | None:
    """An amount that was typed; None (and a message) where it is none. A payment code is never taken for one."""
    currency = till.view.rules.currency
    if wallet_of(text):
        till.say(
            "warn", "till.typed_payment_code", code=mask_payment_code(text), mobile=till.key_label("tender_mobile")
        )
        return None
    if len(text) > LONGEST:
        text = f"{text[:4]}…"
    try:
        amount = currency.parse(half_width(text))
    except ValueError:
        till.say("bad", "till.bad_amount", text=text, example=currency.format(till.view.due or 2672))
        return None
    if amount <= 0:
        till.say("bad", "till.zero_amount", text=text)
        return None
    return amount


def part(till: "TillScreen") -> Minor | None:
    """What was typed before a way to pay was chosen: that much of it, or 0 for all."""
    text = till.take_entry()
    return parse(till, text) if text else 0


def tender(kind: Callable[[Minor], Command]) -> Callable[["TillScreen"], None]:
    def pay(till: "TillScreen") -> None:
        amount = part(till)
        if amount is not None:
            till.submit(kind(amount))

    return pay


def charge_phone_held_out(till: "TillScreen") -> None:
    """The phone's payment code; a picture is no payment."""
    view = till.view
    if view.phone == "code":
        charge_phone(till, view.phone_code)
    else:
        till.say("bad", "till.scan.picture" if view.phone else "till.scan.no_phone")


def charge_phone(till: "TillScreen", code: str) -> None:
    """A payment code is masked before anything else knows of it."""
    amount = part(till)
    if amount is not None:
        till.submit(c.TenderMobile(mask_payment_code(code), amount))


def charge_typed_code(till: "TillScreen") -> bool:
    """The digits below a phone's code, typed where it would not scan: charged like a scanned one."""
    if not wallet_of(till.entry):
        return False
    charge_phone(till, till.take_entry())
    return True


def charge_card(till: "TillScreen", code: str) -> bool:
    """A stored-value card, read or typed while paying; False where it is none."""
    if not card_kind(code):
        return False
    till.submit(c.TenderGift(code))
    return True


def charge_typed_card(till: "TillScreen") -> bool:
    return bool(card_kind(half_width(till.entry))) and charge_card(till, half_width(till.take_entry()))


def tender_mobile(till: "TillScreen") -> None:
    if till.view.stage == "tendering":
        if not charge_typed_code(till):
            charge_phone_held_out(till)
    else:
        till.submit(c.TenderMobile(""))


def cancel_payment(till: "TillScreen") -> None:
    """The request that the terminal is busy with."""
    payment = till.view.at_terminal
    till.submit(c.CancelPayment(payment.request if payment else ""))


def query_payment(till: "TillScreen") -> None:
    """Those without an answer first; a no can be queried too, where the customer's phone says otherwise."""
    refunds = [*till.view.refunding, *till.view.open_refunds]
    if refunds and not till.view.unanswered:
        till.submit(c.QueryPayment(refunds[0].request))
        return
    payments = till.view.unanswered or till.view.refused
    _of(till, payments, "till.ask.query", "till.none_unanswered", c.QueryPayment)


def reverse_payment(till: "TillScreen") -> None:
    _of(till, till.view.reversible, "till.ask.reverse", "till.none_reversible", c.ReversePayment)


def _of(till: "TillScreen", payments: list[Payment], ask: str, none: str, make: Callable[[str], Command]) -> None:
    """Ask which of several payments is meant."""
    if len(payments) == 1:
        till.submit(make(payments[0].request))
    elif payments:
        till.asking.choose(choices.payments(till, ask, payments), lambda request: till.submit(make(request)))
    else:
        till.say("info", none)


def cash_tray(till: "TillScreen") -> None:
    till.toggle_tray()


def no_sale(till: "TillScreen") -> None:
    till.asking.choose(choices.reasons("no_sale"), lambda reason: till.submit(c.NoSale(reason)))
