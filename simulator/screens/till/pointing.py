"""How to do what the coach advises, with this profile's keys: what to choose first where something else is chosen.

An advice names what is right; a newcomer also needs the way there. Where an operation works on one line or one good,
the sentence says whether that is chosen already, and else which keys choose it.
"""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.events import Command
from simulator.locale import Words
from simulator.pos.counter_view import GoodSeen
from simulator.pos.returns_view import BroughtSeen
from simulator.screens.station import pointing
from simulator.screens.station.message import Message, Named
from simulator.screens.till.counter import reply_label

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

ON_LINE = c.VoidLine | c.ChangeQuantity | c.ChangeUnit | c.DiscountLine | c.OverridePrice
"""What works on the line under the basket's cursor."""
SAYS_ITSELF = c.SetMultiplier
"""Whose advice tells the keys already."""
AFTERWARDS = {"advice.wait_basket": "resume_sale"}
"""What is waited for -> the action that comes then: its key is named beforehand."""
TYPED_FIRST = c.EnterCode | c.TenderCash
"""What begins with a code or an amount on the entry line."""
WITH_CASH = c.GiveChange | c.TakeCash | c.ReturnCash
"""What is done on a row of the cash tray."""

REFUSED = {
    "refused.drawer_stuck": ("next.refused_drawer_locked", "unlock_drawer"),
    "till.told.drawer_stuck": ("next.refused_drawer_locked", "unlock_drawer"),
    "refused.drawer_open": ("next.refused_drawer_open", "close_drawer"),
    "refused.drawer_closed": ("next.refused_drawer_closed", "no_sale"),
    "refused.while_change": ("next.refused_while_change", "close_drawer"),
    "refused.drawer_locked": ("next.refused_drawer_locked", "unlock_drawer"),
    "refused.nothing_in_hand": ("next.refused_nothing_in_hand", "cash_tray"),
    "refused.code_length": ("next.refused_code_length", "say"),  # a single digit was meant for a reply
    "till.told.drawer_for_cash": ("next.to_tray", "cash_tray"),
    "till.told.answered_look": ("next.look_up_first", "check_price"),
    "till.told.answered_tell": ("next.tell_it", "say"),
    "till.told.answered_help": ("next.help_lock", "lock_till"),
    "till.told.answered_go": ("next.help_go", "step_away"),
}
"""A refusal at the cash, or a promise -> what to do about it, and with which action."""


def with_key(till: "TillScreen", message: Message | None) -> Message | None:
    """What one key puts right, or carries out, names it."""
    if message is None or message.id not in REFUSED:
        return message
    if message.id == "refused.code_length" and len(str(message.params["code"])) > 1:
        return message
    then, action = REFUSED[message.id]
    keys = {"key": till.key_label(action), "title": Named(f"action.{action}"), "tray": till.key_label("cash_tray")}
    return message._replace(params={**message.params, **keys}, then=then)


def how(till: "TillScreen", words: Words) -> str:
    """A sentence behind the advice, or nothing where there is no more to say."""
    command, advice = till.coach.command, till.coach.advice
    if advice is not None and advice.reason in AFTERWARDS and not till.coach.stopped.id:
        action = AFTERWARDS[advice.reason]
        return words("pointing.afterwards", title=till.title_of(action), do=pointing.key(till, action, words))
    if command is None or isinstance(command, SAYS_ITSELF):
        return ""
    if not till.coach.action and not isinstance(command, c.EnterCode):  # a code is typed, and needs no key but Enter
        return ""
    if isinstance(command, c.Say):
        return _reply(till, command, words)
    if isinstance(command, TYPED_FIRST) and till.focused is till.tray and not till.view.drawer_open:
        return words("pointing.detour")  # digits there count pieces: Esc puts the tray away
    if isinstance(command, WITH_CASH):
        return _cash(till, command, words)
    if isinstance(command, ON_LINE):
        return _line(till, command, words)
    if isinstance(command, c.ReturnLine):
        return _returned(till, command, words)
    good = _good_of(till)
    if good is not None:
        return _good(till, command, good, words)
    return _press(till, command, words)


def way(till: "TillScreen", words: Words, instead: bool) -> str:
    """What stands behind the advice; `instead` of what was held back, what is right is named as well."""
    return pointing.way(till, how(till, words), words, title=_title(till, words), instead=instead)


def centre(till: "TillScreen", words: Words) -> str:
    """The same step in few words, for the middle of an empty basket: one source, so that the two never contradict."""
    return pointing.centre(till, how(till, words), words, title=_title(till, words))


def _title(till: "TillScreen", words: Words) -> str | None:
    """What is said aloud is called by its words, everything else by its action; a row of the tray says what it does,
    and the words of an answer stand in the advice.
    """
    command = till.coach.command
    if isinstance(command, WITH_CASH):
        return ""
    if not isinstance(command, c.Say):
        return None
    said = reply_label(till.view, command.reply)
    return words("till.quote", text=words(said)) if said and words.has(said) else ""


def line_of(command: Command | None) -> str:
    """The line of the basket that an advice is about, or empty."""
    return str(command.line) if isinstance(command, ON_LINE) else ""


def _good_of(till: "TillScreen") -> GoodSeen | BroughtSeen | None:
    """The good on the belt, or of those that come back, that is to be chosen first."""
    goods: list[GoodSeen | BroughtSeen] = [*till.view.belt, *till.view.brought]
    chosen = till.coach.good
    return next((good for good in goods if good.id == chosen), None) if chosen else None


def _reply(till: "TillScreen", command: c.Say, words: Words) -> str:
    say, digit = till.key_label("say"), till.replies.digit_of(command.reply)
    there = till.focused is till.replies
    if not digit and till.replies.cursor == ("reply", command.reply):
        digit = "Enter"
    if not digit:
        return words("pointing.say_chosen") if there else words("pointing.say_choose", say=say)
    return words("pointing.say_digit", digit=digit) if there else words("pointing.say", say=say, digit=digit)


def _cash(till: "TillScreen", command: c.GiveChange | c.TakeCash | c.ReturnCash, words: Words) -> str:
    """The row of the tray; for change the pieces first, unless they are in hand already."""
    tray, pane = till.key_label("cash_tray"), till.tray
    deed = "take" if isinstance(command, c.TakeCash) else "return" if isinstance(command, c.ReturnCash) else "give"
    row = pane.called(deed)
    if isinstance(command, c.GiveChange) and command.pieces != pane.hand:
        return words("pointing.tray_count", row=row) if pane.display else words("pointing.tray_go", tray=tray)
    if not pane.display:
        return words("pointing.tray_go", tray=tray)
    chosen = till.focused is pane and pane.cursor == ("cash", deed)
    return words("pointing.tray_chosen" if chosen else "pointing.tray_choose", row=row)


def _line(till: "TillScreen", command: Command, words: Words) -> str:
    number, pane = line_of(command), till.basket
    line = next((line for line in till.view.lines if str(line.line) == number), None)
    if line is None:
        return _press(till, command, words)
    chosen = pane.cursor == ("line", number)
    way = "line_chosen" if chosen else "line_choose" if till.focused is pane else "line_go"
    return words(f"pointing.{way}", line=number, item=line.name, do=_do(till, command, words))


def _returned(till: "TillScreen", command: c.ReturnLine, words: Words) -> str:
    """The line of the receipt that the good was sold on."""
    sold, pane = till.view.return_of, till.basket
    line = next((one.line for one in sold.lines if one.line.line == command.line), None) if sold else None
    if line is None or pane.cursor == ("line", str(command.line)):
        return _press(till, command, words)
    way = "line_choose" if till.focused is pane else "line_go"
    return words(f"pointing.{way}", line=command.line, item=line.name, do=_do(till, command, words))


def _good(till: "TillScreen", command: Command, good: GoodSeen | BroughtSeen, words: Words) -> str:
    pane = till.belt
    there = till.focused is pane or not isinstance(command, c.CheckPrice)  # asked elsewhere, F4 opens the list
    if pane.cursor == (till.coach.good_kind, good.id) and there:
        return _press(till, command, words)
    way = "good_choose" if till.focused is pane else "good_go"
    return words(f"pointing.{way}", good=good.look, do=_do(till, command, words))


def _do(till: "TillScreen", command: Command, words: Words) -> str:
    """The key of the operation, and what is typed before or after it: `press Del`, `type 50.00, then press End`."""
    action = till.coach.action
    key = till.key_label(action)
    match command:
        case c.EnterCode():
            return words("pointing.do_typed_first", typed=command.code, key="Enter")
        case c.TenderCash() if command.amount:
            return words("pointing.do_typed_first", typed=till.money(command.amount), key=key)
        case c.ChangeQuantity():
            return words("pointing.do_typed_after", typed=till.coach.typed, key=key)
        case _:
            return pointing.key(till, action, words)


def _press(till: "TillScreen", command: Command, words: Words) -> str:
    return pointing.sentence(_do(till, command, words), words)
