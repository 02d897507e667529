"""批量导入: what is done with the row under the cursor, in one dialog; and posting the list."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.lists import LEFT_OUT, SOURCES
from simulator.kernel.money import Minor
from simulator.kernel.units import UNITS
from simulator.locale import Words
from simulator.screens.station.dialogs import Choose, Option, Say, word
from simulator.screens.station.form import Choice, Field, Form
from simulator.screens.stockroom.operations.common import Answers
from simulator.screens.stockroom.sheets.drawn import Subject
from simulator.stock.list_view import ListRow, ListSeen

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen


def shown(room: "StockScreen") -> ListSeen | None:
    """The list that lies there, else the first one."""
    lists = room.view.lists
    return next((one for one in lists if room.subject == Subject("list", one.list)), lists[0] if lists else None)


def row_hit(listing: str, row: int) -> tuple[str, str]:
    return "row", f"{listing}|{row}"


def _row(room: "StockScreen") -> tuple[ListSeen, ListRow] | None:
    """The one under the cursor, else the first without a decision."""
    listing = shown(room)
    if listing is None:
        room.say("warn", "stock.why.no_list")
        return None
    if room.subject.kind != "list":
        room.show(Subject("list", listing.list))
    at = room.sheet.cursor
    under = next((row for row in listing.rows if at == row_hit(listing.list, row.row.number)), None)
    return listing, under or next((row for row in listing.rows if row.end is None), listing.rows[0])


def decide_row(room: "StockScreen") -> None:
    found = _row(room)
    if found is None:
        return
    listing, row = found
    end = "new" if fresh(listing, row) else "take"
    ends = [Option(end, word(f"stock.row.{end}")), Option("mend", word("stock.row.mend"))]
    reasons = [reason for reason in LEFT_OUT if reason != "incomplete" or end == "new"]
    ends += [Option(f"leave:{reason}", word(f"stock.row.leave.{reason}")) for reason in reasons]
    dialog = Choose(_title(room, row), [*_looks(), Option("ask", word("stock.row.ask")), *ends])
    room.asking.choose(dialog, lambda chosen: _do(room, listing, row, chosen))


def fresh(listing: ListSeen, row: ListRow) -> bool:
    """Whether there is nothing here under its code, and it could be set up."""
    return listing.opens and bool(row.row.code or row.found.label) and not row.sku


def check_row(room: "StockScreen") -> None:
    found = _row(room)
    if found is not None:
        listing, row = found
        room.asking.choose(Choose(_title(room, row), _looks()), lambda chosen: _do(room, listing, row, chosen))


def ask_sender(room: "StockScreen") -> None:
    found = _row(room)
    if found is not None:
        _do(room, *found, "ask")


def post_list(room: "StockScreen") -> None:
    listing = shown(room)
    if listing is None:
        room.say("warn", "stock.why.no_list")
    else:
        room.submit(c.PostList(listing.list))


def _looks() -> list[Option]:
    return [Option(f"check:{source}", word(f"stock.row.check.{source}")) for source in SOURCES]


def _title(room: "StockScreen", row: ListRow) -> Say:
    """The box lies over the row: with what it says and what is charged today."""
    return lambda words: words("stock.ask.row", row=row.row.number, name=row.row.name, **figures(room, row, words))


def figures(room: "StockScreen", row: ListRow, words: Words) -> dict[str, str]:
    """The price of today, and that of the file with what it is for."""
    unit = UNITS[row.row.unit].one[words.lang] if row.row.unit in UNITS else row.row.unit
    return {
        "now": room.money(row.listed) if row.listed else "·",
        "file": f"{room.money(row.row.price) if row.row.price else '?'}/{unit}",
    }


def _do(room: "StockScreen", listing: ListSeen, row: ListRow, chosen: str) -> None:
    what, _, how = chosen.partition(":")
    id, number = listing.list, row.row.number
    match what:
        case "check":
            room.submit(c.CheckRow(id, number, how))
        case "ask":
            room.submit(c.AskSender(id, number))
        case "take":
            room.submit(c.DecideRow(id, number, "take"))
        case "leave":
            room.submit(c.DecideRow(id, number, "leave", reason=how))
        case "mend" | "new":
            _priced(room, listing, row, what)


def _priced(room: "StockScreen", listing: ListSeen, row: ListRow, end: str) -> None:
    """Mend or set up: code and price as they should be: what was read somewhere can be chosen, anything else typed."""
    read, found = row.row, row.found
    codes = {code: f"stock.from.{where}" for where, code in (("label", found.label), ("file", read.code)) if code}
    prices = {
        room.money(price): f"stock.from.{where}"
        for where, price in (("sender", found.answer), ("notice", found.notice), ("file", read.price))
        if price
    }
    price = room.money(read.price) if read.price else ""

    def price_of(text: str) -> Minor:
        try:
            return room.shop.currency.parse(text)
        except ValueError:
            return 0

    def sound(kind: str, text: str) -> bool:
        return price_of(text) > 0

    def ask(code: str, price: str, start: str = "") -> None:
        fields = [
            Field("code", word("stock.form.code"), "text", _known(codes), code),
            Field("price", word("stock.form.price"), "amount", _known(prices), price),
        ]
        form = Form(_title(room, row), fields, word("stock.form.done"), check=sound, start=start)

        def mark() -> None:
            form.advised = _advised(room, read.number, end)
            form.detour = room.coach.command is not None and not form.advised

        form.mark = mark
        mark()
        room.asking.open(form, done)

    def done(a: Answers) -> None:
        room.not_taken = ""
        room.submit(c.DecideRow(listing.list, read.number, end, a["code"], price_of(a["price"])))
        if room.not_taken:  # what was typed is not lost
            ask(a["code"], a["price"], "code" if "code" in room.not_taken else "price")

    ask(read.code, price)


def _advised(room: "StockScreen", row: int, end: str) -> dict[str, str]:
    """What the coach would have in the form of a row; nothing where it speaks of something else."""
    command = room.coach.command
    if not isinstance(command, c.DecideRow) or (command.row, command.decision) != (row, end):
        return {}
    return {"code": command.code, "price": room.money(command.price)}


def _known(texts: dict[str, str]) -> list[Choice]:
    return [Choice(text, word(id, text=text)) for text, id in texts.items()]
