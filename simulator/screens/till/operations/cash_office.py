"""Money without a sale, counts, and the note in doubt: what the keys of the cash office do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.drill.errands import brought
from simulator.kernel import commands as c
from simulator.kernel.events import Command
from simulator.kernel.money import Pieces
from simulator.screens.station.dialogs import Say, word
from simulator.screens.station.message import Named
from simulator.screens.till import choices
from simulator.screens.till.counting import Counted, CountForm
from simulator.screens.till.operations.possible import why_not

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

SLIPS = ("card", "mobile", "static_code")
"""Means of payment whose slips are added up and declared."""


def _count(
    till: "TillScreen",
    action: str,
    command: Callable[[Counted], Command],
    *,
    slips: bool = False,
    handed: Pieces | None = None,
) -> None:
    """Open the drawer, then count what the command is about; where it is not possible, the till says why.

    `handed` is what somebody hands over; without it, what is counted lies in the drawer.
    """
    empty = command(Counted({}, {}))
    if why_not(till, action):
        till.submit(empty)
        return
    if not till.view.drawer_open:
        till.submit(empty)
        if not till.view.drawer_open:  # refused, or it waits for somebody with the right
            return
    view = till.view
    says = {kind: view.slips_total.get(kind, 0) for kind in SLIPS} if slips else None
    draft, task = till.drafts.pop(action, None), _task(till, action)
    lies = view.drawer if handed is None else handed
    form = CountForm(word(f"action.{action}"), view.rules, lies, says, draft, task)
    form.detour = till.asking.elsewhere(action)

    def left() -> None:
        """A count that was entered is done with; one that was left is kept for another time."""
        if form.draft is not None:
            till.drafts[action] = form.draft
            till.say("info", "till.count.kept", operation=Named(f"action.{action}"))

    till.asking.open(form, lambda counted: till.submit(command(counted)), left)


def _task(till: "TillScreen", action: str) -> Say | None:
    """What is to be counted out of the drawer; nothing where all that lies there is counted."""
    view = till.view
    if action == "bank_drop" and view.declared:
        due, counted, kept = (till.money(n) for n in (view.counted - view.float_due, view.counted, view.float_due))
        return lambda words: words("till.count.bank_note", amount=due, counted=counted, float=kept)
    if action in ("pay_in", "pay_out"):
        sums = [till.money(e.amount) for e in view.errands if e.operation == action]
        asked = f"till.count.{action}_note"
        return (lambda words: words(asked, amount=words("shell.comma").join(sums))) if sums else None
    return (lambda words: words("till.count.drop_note")) if action == "drop_cash" else None


def _handed(till: "TillScreen", reason: str) -> Pieces:
    """What was brought for that reason; where a wrong one is given, the money that lies there all the same."""
    came = [errand for errand in till.view.errands if errand.operation == "pay_in"]
    meant = [errand for errand in came if errand.reason == reason] or came
    return brought(meant[0].amount if meant else 0, till.view.rules.currency)


def pieces(action: str, kind: Callable[[Pieces], Command]) -> Callable[["TillScreen"], None]:
    """An operation on so many notes and coins."""
    return lambda till: _count(till, action, lambda counted: kind(counted.pieces))


def for_a_reason(action: str, kind: Callable[[str, Pieces], Command]) -> Callable[["TillScreen"], None]:
    """The reason first, then the money."""

    def begin(till: "TillScreen") -> None:
        if why_not(till, action):
            till.submit(kind("", {}))
            return

        def moved(reason: str) -> None:
            handed = _handed(till, reason) if action == "pay_in" else None
            _count(till, action, lambda counted: kind(reason, counted.pieces), handed=handed)

        till.asking.choose(choices.errands(till, action), moved)

    return begin


def count_drawer(till: "TillScreen") -> None:
    _count(till, "count_drawer", lambda counted: c.CountDrawer(counted.pieces, counted.slips), slips=True)


def check_note(till: "TillScreen") -> None:
    """The largest note that lies there and was not checked yet."""
    lying = till.view.cash
    unchecked = [value for value in lying if value not in till.view.checked]
    till.submit(c.CheckNote(max(unchecked or lying or [0])))
