"""Lists to choose from when something comes back: ways to find a receipt, receipts, conditions, reasons, refunds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.facts import Sold
from simulator.kernel.returns import CONDITIONS, REASONS, reason_for
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.pos.refunding import OTHERWISE
from simulator.pos.returns_view import BroughtSeen, ReturnedSeen
from simulator.pos.sold import is_spent
from simulator.screens.station.dialogs import Choose, Option, word

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

WAYS = ("code", "number", "member", "card", "none")


def ways(till: "TillScreen") -> Choose:
    """By what a receipt is looked for; the last is none at all."""
    return Choose(word("till.ask.receipt"), [Option(way, word(f"till.receipt_by.{way}")) for way in WAYS])


def receipts(till: "TillScreen") -> Choose:
    """Number, date, lines and total of each; one of which everything came back says so."""
    return Choose(word("till.ask.which_receipt"), [_receipt(till, sold) for sold in till.view.receipts])


def finished(till: "TillScreen", last: str, others: Sequence[Sold]) -> Choose:
    """Sales that can be undone: the last one of this till, then what the back office found."""
    here = [Option(last, lambda words: last, word("till.last_sale"))] if last else []
    return Choose(word("till.ask.which_receipt"), [*here, *(_receipt(till, sold) for sold in others)])


def _receipt(till: "TillScreen", sold: Sold) -> Option:
    spent = is_spent(sold)

    def detail(words: Words) -> str:
        total = till.money(sold.total)
        return words("till.receipt_spent") if spent else words("till.receipt_row", lines=len(sold.lines), total=total)

    def note(words: Words) -> str:
        return words("till.and").join(line.line.name[words.lang] for line in sold.lines)

    return Option(sold.receipt, lambda words: f"{sold.receipt}  {sold.day}", detail, not spent, note)


def brought(till: "TillScreen") -> Choose:
    """The goods that lie there, and what was seen of each."""

    def option(good: BroughtSeen) -> Option:
        return Option(
            good.id,
            lambda words: good.look[words.lang],
            lambda words: words(f"till.state.{good.state or 'unseen'}"),
        )

    return Choose(word("till.ask.inspect"), [option(good) for good in till.view.brought])


def conditions(till: "TillScreen", name: Text) -> Choose:
    """How the good was found: only the first goes back to the shelf. `name`: which good that is."""
    options = [
        Option(each, word(f"till.condition.{each}"), word("till.to_shelf" if each == "resalable" else "till.write_off"))
        for each in CONDITIONS
    ]

    def marked() -> str:
        command = till.coach.command
        return command.condition if isinstance(command, c.ReturnLine | c.ReturnItem) else ""

    dialog = Choose(word("till.ask.condition", name=name), options)
    dialog.marks = marked
    return dialog


def reasons(till: "TillScreen", condition: str) -> Choose:
    """Why it comes back; what is faulty usually comes back for that."""
    wished = till.view.wished
    start = reason_for(condition, wished.reason if wished else "")
    options = [Option(reason, word(f"till.return_reason.{reason}")) for reason in REASONS]

    def marked() -> str:
        command = till.coach.command
        return command.reason if isinstance(command, c.ReturnLine | c.ReturnItem) else ""

    dialog = Choose(word("till.ask.return_reason"), options, start=start)
    dialog.marks = marked
    return dialog


def taken(till: "TillScreen") -> Choose:
    """What is taken back so far."""

    def option(line: ReturnedSeen) -> Option:
        return Option(str(line.n), lambda words: line.name[words.lang], lambda words: till.money(line.amount))

    return Choose(word("till.ask.remove_return_line"), [option(line) for line in till.view.return_lines])


def otherwise(till: "TillScreen") -> Choose:
    return Choose(word("till.ask.refund_otherwise"), [Option(kind, word(f"till.tender.{kind}")) for kind in OTHERWISE])
