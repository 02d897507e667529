"""A form about goods: what was typed is not lost where it is not taken, and the coach says row by row what it lacks."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.kernel import commands as c
from simulator.kernel.events import Command
from simulator.kernel.units import measured
from simulator.locale import Words
from simulator.screens.station.dialogs import word
from simulator.screens.station.form import Field, Form
from simulator.screens.stockroom.operations.common import Answers, price_read
from simulator.screens.stockroom.wares import Ware, quantity, typed

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

ROW_OF = {
    "held.adjust_reason": "reason",
    "held.adjusted_away": "side",
    "held.date_misread": "expiry",
    "held.date_missing": "expiry",
    "held.lot_and_date_missing": "lot",
    "held.lot_misread": "lot",
    "held.lot_missing": "lot",
    "held.more_than_there": "quantity",
    "held.other_markdown": "price",
    "held.other_price": "price",
    "held.reject_reason": "verdict",
    "held.unfit_accepted": "quantity",
    "held.write_off_reason": "reason",
    "refused.fefo": "lot",
    "refused.lot_has_date": "expiry",
    "refused.lot_not_here": "lot",
    "refused.markdown_price": "price",
    "refused.no_date": "expiry",
    "refused.no_lot_named": "lot",
    "refused.not_expired": "lot",
    "refused.not_recalled": "reason",
    "refused.same_place": "to",
    "refused.shelf_price": "price",
    "refused.short_dated": "verdict",
    "refused.stock_not_there": "quantity",
    "refused.stock_quantity": "quantity",
}
"""Why an operation was not taken -> the row in which that is put right: the form comes back there."""


class Kept(NamedTuple):
    """What was filled in and not taken."""

    about: tuple[str, Ware]
    answers: Answers


def fill(
    room: "StockScreen", action: str, ware: Ware, fields: Sequence[Field], then: Callable[[Answers], None]
) -> None:
    """A form about goods, whose title says what is done with what. What was filled in and not taken is there again."""
    about, start = (action, ware), ""
    if room.kept is not None and room.kept.about == about:
        fields, start = _with(fields, room.kept.answers), fields[0].id  # it is looked through from its first row on

    def title(words: Words) -> str:
        return f"{room.title_of(action)} · {ware.name[words.lang] or ware.code}"

    def sound(kind: str, text: str) -> bool:
        return quantity(text, ware.unit) is not None if kind == "count" else price_read(room, ware, text) is not None

    def ask(rows: Sequence[Field], start: str = "") -> None:
        form = Form(title, rows, word("stock.form.done"), check=sound, start=start)

        def mark() -> None:
            form.advised = advised(room, ware, rows)
            elsewhere = not form.advised and room.asking.elsewhere(action)
            form.detour = elsewhere or room.coach.sku not in ("", ware.sku)

        form.mark = mark
        mark()
        room.asking.open(form, done)

    def done(answers: Answers) -> None:
        room.not_taken = ""
        then(answers)
        why, room.kept = room.not_taken, None
        if why:
            room.kept = Kept(about, answers)
        row = ROW_OF.get(why, "")
        if any(field.id == row for field in fields):
            ask(_with(fields, answers), row)

    ask(fields, start)


def _with(fields: Sequence[Field], answers: Mapping[str, str]) -> list[Field]:
    return [field._replace(value=answers.get(field.id) or field.value) for field in fields]


# --- as the coach would have it --------------------------------------------------------------------------------------


def advised(room: "StockScreen", ware: Ware, fields: Sequence[Field]) -> dict[str, str]:
    """Row -> what the coach would write there; nothing where it speaks of something else, or leaves a row as it is."""
    command = room.coach.command
    if command is None or not room.coach.sku or room.coach.sku != ware.sku:
        return {}
    wanted: dict[str, str] = {}
    for field in fields:
        text = _wanted(room, ware, command, field.id)
        if text:
            wanted[field.id] = text
    return wanted


def _wanted(room: "StockScreen", ware: Ware, command: Command, row: str) -> str:
    value: Any = getattr(command, row, None)
    match row, command:
        case "verdict", c.ReceiveGoods():
            return "accepted"
        case "verdict", c.RejectGoods(reason=reason):
            return reason
        case "side", c.AdjustStock(quantity=many):
            return "less" if many < 0 else "more"
        case "quantity", _ if isinstance(value, int):
            return typed(abs(value), ware.unit) if ware.pieces == 1 else ""
        case "price", _ if isinstance(value, int):
            return room.money(value) if not measured(ware.unit) else ""
        case _:
            return value if isinstance(value, str) else ""
