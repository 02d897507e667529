"""Menu, help, pause and the authorization that waits: where a person finds what they do not know by heart."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.texts import Text, pad
from simulator.locale import Words
from simulator.pos.pricing.explain import Told
from simulator.pos.view import View
from simulator.screens.actions import ACTIONS, operation_of
from simulator.screens.rights import from_where, who_can
from simulator.screens.till import operations
from simulator.screens.till.bars import AdviceLine, key_label
from simulator.screens.till.dialogs import Ask, Choose, Option, Page
from simulator.screens.till.pane import Line, Span
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

MAIN: dict[str, tuple[str, ...]] = {
    "idle": ("call_next", "scan", "resume_sale", "finish_shift"),
    "scanning": ("scan", "start_tender", "void_line", "look_up", "set_multiplier"),
    "tendering": ("tender_cash", "tender_mobile", "tender_card", "cancel_tender"),
    "paying": ("query_payment",),
    "change": ("cash_tray", "close_drawer"),
    "returning": ("inspect_good", "return_line", "finish_return", "start_exchange", "cancel_return"),
    "refunding": ("query_payment",),
}
"""What a stage is about: these keep their place in the footer of a narrow screen."""

RETURNING_KEYS = {"inspect_good": "scan", "finish_return": "start_tender"}
"""While something comes back, the two keys of every sale look at a good and refund."""


def own_key(view: View, action: str) -> str:
    """The action whose key does `action` now."""
    return RETURNING_KEYS.get(action, action) if view.stage == "returning" else action


URGENT: dict[str, Callable[[View], bool]] = {
    "lock_till": lambda view: view.locked,
    "step_away": lambda view: not view.manned,
    "move_till": lambda view: bool(view.tills) and (view.broken or not view.signed_on),
    "change_paper": lambda view: view.paper_low or bool(view.printer_error),
    "restart_till": lambda view: view.dark and view.power and not view.broken,
    "report_incident": lambda view: (
        (not view.power or view.dark or not view.network or view.channel_trouble) and not view.reported
    ),
    "write_slip": lambda view: view.dark and view.here is not None,
    "unlock_drawer": lambda view: view.drawer_locked or (view.dark and not view.drawer_open),
    "lock_drawer": lambda view: view.dark and not view.drawer_open,
    "confirm_arrival": lambda view: view.phone == "picture",
    "tender_static": lambda view: view.stage == "tendering" and (view.phone == "picture" or view.arrival_confirmed),
    "tender_gift": lambda view: bool(view.stored_card) and view.stage == "tendering",
    "tender_points": lambda view: view.points_wanted and view.stage == "tendering",
    "load_card": lambda view: bool(view.load_wanted) and view.stage in ("idle", "scanning"),
    "identify_employee": lambda view: bool(view.staff_card and view.sale),
    "enrol_member": lambda view: bool(view.enrol_wanted),
    "request_invoice": lambda view: bool(view.invoice_wanted) and view.settled and view.invoice is None,
    "redeem_coupon": lambda view: bool(view.coupon_held and view.sale),
    "query_payment": lambda view: bool(view.unanswered or view.refunding or (view.claims_paid and view.refused)),
    "find_receipt": lambda view: view.wished is not None and not view.returned and view.stage == "idle",
    "finish_return": lambda view: view.exchange and bool(view.sale) and not view.due and view.stage == "tendering",
    "cancel_return": lambda view: view.exchange,
    "refund_otherwise": lambda view: any(refund.status == "declined" for refund in view.open_refunds),
    "reverse_payment": lambda view: bool(view.doubled or any(p.status == "unknown" for p in view.unanswered)),
    "switch_channel": lambda view: view.channel_down and not view.channels_down,
    "upload_sales": lambda view: view.network and bool(view.uploads_waiting) and not view.uploading,
    "resolve_upload": lambda view: view.network and bool(view.conflicts) and view.stage == "idle",
    "enter_slip": lambda view: any(not slip.entered for slip in view.slips),
    "finish_shift": lambda view: view.over,
    "call_supervisor": lambda view: view.pending is not None or bool(view.questions),
    "confirm_age": lambda view: view.age_check is not None,
    "refuse_age": lambda view: view.age_check is not None,
    "cash_tray": lambda view: view.drawer_open or bool(view.cash),
    "close_drawer": lambda view: view.drawer_open,
    "ask_shelf": lambda view: (
        view.dispute is not None
        and (not view.dispute.asked or any(question.about == "shelf_verdict" for question in view.questions))
    ),
    "override_price": lambda view: view.dispute is not None and view.dispute.finding == "says_so",
    "check_records": lambda view: view.complaint is not None and not view.complaint.number,
    "record_complaint": lambda view: view.complaint is not None and not view.complaint.number,
    "correct_change": lambda view: view.complaint is not None and view.complaint.finding == "proved",
    "drop_cash": lambda view: view.over_cash_limit and view.here is None,
    "pay_in": lambda view: any(errand.operation == "pay_in" for errand in view.errands),
    "pay_out": lambda view: any(errand.operation == "pay_out" for errand in view.errands),
    "count_float": lambda view: (
        bool(view.rules.closing or view.floating) and view.signed_on and not view.float_counted and not view.moved
    ),
    "count_drawer": lambda view: bool(view.rules.closing or view.floating) and view.over and not view.declared,
    "z_report": lambda view: bool(view.rules.closing) and view.declared and not view.z_done,
    "check_note": lambda view: any(view.rules.checks(v) and v not in view.checked for v in view.cash),
}
"""Actions that come to the footer when something asks for them."""


MATTERS = ("ask_shelf", "override_price", "correct_change", "check_records", "record_complaint")
"""How a complaint or a disputed price is dealt with."""


def next_of_matter(till: "TillScreen") -> list[str]:
    """What can be done now about what the customer here complains of, or disputes."""
    view = till.view
    if view.matter == Text():
        return []
    return [action for action in MATTERS if URGENT[action](view) and not operations.why_not(till, action)]


def menu(till: "TillScreen") -> Choose:
    """Every action by group with its key and help; what is not possible says why."""
    options: list[Option] = []
    group = ""
    for action in ACTIONS:
        if action.id == "menu":
            continue
        if action.group != group:
            group = action.group
            options.append(Option("", _word(f"till.group.{group}")))
        options.append(_row(till, action.id))
    dialog = Choose(
        _word("till.menu"), options, wide=True, start=till.coach.action or next(iter(next_of_matter(till)), "scan")
    )
    dialog.advised = till.coach.action
    return dialog


def _row(till: "TillScreen", action: str) -> Option:
    reason, rules, operation = operations.why_not(till, action), till.view.rules, operation_of(action)

    def note(words: Words) -> str:
        text = words(f"action.{action}.help")
        right = from_where(words, rules, operation, rules.currency)
        if right:
            text = f"{text} {words('till.menu.right', right=right)}"
        barred = operation in rules.never  # then it is never possible, and when it would be is of no use
        return f"{text} {words('till.menu.not_now', why=words(reason))}" if reason and not barred else text

    def detail(words: Words) -> str:
        return "  ".join(filter(None, (till.right_of(action), _keys(till, action))))

    possible = not reason and operation not in rules.never
    return Option(action, lambda words: till.title_of(action), detail, possible, note)


def right_of(till: "TillScreen", action: str) -> str:
    """Who can do it, or approves it, where the person here may not alone."""
    return who_can(till.words, till.view.rules, operation_of(action))


def _keys(till: "TillScreen", action: str) -> str:
    return " ".join(key_label(key) for key in till.host.profile.keys.get(action, ()))


def _word(id: str) -> Callable[[Words], str]:
    return lambda words: words(id)


def help_page(till: "TillScreen") -> Page:
    """How the till is used, then the keys."""

    def text(words: Words, width: int) -> list[Line]:
        lines: list[Line] = []
        for id in (
            "till.help.look",
            "till.help.scan",
            "till.help.keys",
            "till.help.pay",
            "till.help.say",
            "till.help.mouse",
        ):
            wrapped = wrap(
                words(id, **{key: till.key_label(key) for key in ("scan", "start_tender", "menu", "say")}), width - 4
            )
            lines += [(Span(" · " if at == 0 else "   ", "accent"), Span(line)) for at, line in enumerate(wrapped)]
        lines.append(())
        for action in ACTIONS:
            keys = _keys(till, action.id)
            if keys:
                right = till.right_of(action.id)
                title = till.title_of(action.id) + (f"  {right}" if right else "")
                barred = operation_of(action.id) in till.view.rules.never
                lines.append((Span(f" {pad(keys, 16)} ", "key"), Span(pad(title, width - 19), "dim" if barred else "")))
        return lines

    return Page(_word("till.help"), text)


def why_page(told: list[Told]) -> Page:
    """Why this total? Each step of the bill as a sentence."""

    def text(words: Words, width: int) -> list[Line]:
        lines: list[Line] = []
        for step in told:
            strong = step.step == "total"
            for at, line in enumerate(wrap(words(step.id, **step.params), width - 4)):
                lines.append((Span(" · " if at == 0 else "   ", "accent"), Span(line, "strong" if strong else "")))
        return lines

    return Page(_word("action.explain_total"), text)


def pause_page(till: "TillScreen") -> Page:
    """The clock stands still."""

    def text(words: Words, width: int) -> list[Line]:
        return [(), *((Span(f"  {line}"),) for line in wrap(words("till.paused.text"), width - 4))]

    return Page(_word("till.paused"), text, hint="till.paused.go_on")


class Authorization(Ask):
    """An operation waits: a PIN, the supervisor's own, or nothing at all."""

    def __init__(self, till: "TillScreen") -> None:
        pending = till.view.pending
        assert pending is not None, "nothing waits for an authorization"
        operation, amount, level = pending
        self._till = till
        self._pending = pending

        def note(words: Words) -> str:
            view = till.view
            state = "here" if view.supervisor else "called" if view.called else "note" if amount else "note_plain"
            return words(f"till.pin.{state}", amount=till.money(amount), level=words(f"till.level.{level}"))

        super().__init__(
            lambda words: words("till.pin.title", operation=till.title_of(operation)),
            note,
            masked=True,
        )
        self._offer_call()

    def _offer_call(self) -> None:
        """The button that calls, as long as nobody was called."""
        view = self._till.view
        called = view.called or view.supervisor
        self._field.extra = None if called else ("call", lambda words: words("till.pin.call"))
        self._field.extra_advised = isinstance(self._till.coach.command, c.CallSupervisor)

    def sync(self) -> None:
        self._offer_call()
        super().sync()
        self._till.query_one(AdviceLine).sync()  # it names the button that is offered here

    def key(self, key: str, character: str | None) -> bool:
        """The key that calls the supervisor does it here, too."""
        if self.host.profile.action_of(key) == "call_supervisor":
            if self._field.extra is not None:
                self.extra("call")
            return True
        return super().key(key, character)

    def advises(self, words: Words) -> str:
        """A call is a button of this dialog."""
        if self._field.extra_advised and self._field.extra is not None:
            return words("till.dialog.advice.call")
        return self._till.coach.text(words)

    def look(self) -> None:
        """Something happened meanwhile: perhaps the supervisor has decided, or is on the way."""
        if self._till.view.pending == self._pending:
            self.sync()
        elif self.is_current:
            self.dismiss(None)

    def done(self, text: str) -> None:
        """The PIN becomes a badge here and is kept nowhere."""
        if not text:
            return
        self._till.submit(c.EnterPin(self._till.drill.pins.get(text, "")))
        if self._till.view.pending is not None:
            self.tell(lambda words: words("till.pin.wrong"))

    def extra(self, id: str) -> None:
        self._till.submit(c.CallSupervisor(self._pending[0]))

    def leave(self) -> None:
        self._till.submit(c.CancelAuthorization())
