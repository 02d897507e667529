"""Going to look, and goods from place to place: put away, brought to the sales floor, taken off sale."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.goods import BACK, DOCK, FLOOR, NAMES, OWN, PULLED, Portion
from simulator.kernel.texts import Text
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.stockroom.operations.common import (
    Answers,
    content,
    how_many,
    in_pieces,
    where,
    which_lot,
    which_place,
    with_ware,
)
from simulator.screens.stockroom.operations.counting import to_row
from simulator.screens.stockroom.operations.filling import fill
from simulator.screens.stockroom.wares import Ware, find, name_of

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen


def look_at_place(room: "StockScreen") -> None:
    """The spot of the goods in hand, or a walk through; in which place. Of an item that is counted it is known."""
    ware = room.target
    counted = room.counting if room.subject.kind == "count" else None
    if ware is not None and counted is not None and ware.sku in (*counted.left, *(e[0] for e in counted.entered)):
        to_row(room, ware.sku)
        room.submit(c.LookAtPlace(counted.place, ware.sku))
        return
    options, title, start = [], word("stock.ask.look"), ""
    if ware is not None and ware.sku:
        title = word("stock.ask.look_for", item=ware.name)
        options += [Option(f"spot:{place}", content(NAMES[place])) for place in OWN]
        booked = {place: sum(s.quantity for s in room.view.shelves(ware.sku) if s.place == place) for place in OWN}
        left = [s.place for recall in room.view.recalls if recall.sku == ware.sku for s in recall.left]
        place = ware.place if ware.place in (left or OWN) else max(left or OWN, key=lambda place: booked[place])
        start = f"spot:{place}"
    options += [Option(f"walk:{place}", word("stock.walk", place=NAMES[place])) for place in OWN]

    def go(chosen: str) -> None:
        how, _, place = chosen.partition(":")
        room.submit(c.LookAtPlace(place, ware.sku if how == "spot" and ware is not None else ""))

    def marked() -> str:
        command = room.coach.command
        return f"{'spot' if command.sku else 'walk'}:{command.place}" if isinstance(command, c.LookAtPlace) else ""

    dialog = Choose(title, options, start=start or options[0].value)
    dialog.marks = marked
    room.asking.choose(dialog, go)


def look_behind(room: "StockScreen") -> None:
    """Where one stands: aside with what stands in front, and a look into the spots around."""
    seen = room.view.looking
    if seen is None or not seen.sku:
        room.say("warn", "stock.look_first", look=room.key_label("look_at_place"))
    else:
        room.submit(c.LookAtPlace(seen.place, seen.sku, True))


def put_away(room: "StockScreen") -> None:
    def ask(ware: Ware) -> None:
        origin = ware.place or DOCK
        fields = [
            how_many(room, ware, room.take_quantity()),
            which_place("origin", "stock.form.origin", origin),
            which_place("to", "stock.form.to", BACK if origin != BACK else FLOOR),
            which_lot(room, ware),
        ]

        def done(a: Answers) -> None:
            room.submit(c.PutAway(ware.sku, in_pieces(ware, a["quantity"]), a["to"], a["lot"], a["origin"]))

        fill(room, "put_away", ware, fields, done)

    dock, ware = room.view.lying(DOCK), room.target
    if dock and (ware is None or not (ware.place or any(portion.sku == ware.sku for portion in dock))):
        _from_dock(room, dock, ask)  # what is in hand is elsewhere, and something waits to be put away
    else:
        with_ware(room, ask)


def _from_dock(room: "StockScreen", dock: list[Portion], then: Callable[[Ware], None]) -> None:
    """Which of the goods that lie there by the books; one alone is not asked for."""
    options = [
        Option(str(n), content(name_of(room.shop, p.sku)), content(Text(p.lot, p.lot))) for n, p in enumerate(dock)
    ]

    def chosen(row: str) -> None:
        portion = dock[int(row)]
        found = find(room.shop, portion.sku)
        if found is not None:
            then(found._replace(lot=portion.lot, expiry=portion.expiry, place=DOCK))

    if len(options) == 1:
        chosen("0")
    else:
        room.asking.choose(Choose(word("stock.ask.put_away"), options), chosen)


def pick_stock(room: "StockScreen") -> None:
    def ask(ware: Ware) -> None:
        fields = [how_many(room, ware, room.take_quantity()), which_lot(room, ware, BACK)]

        def done(a: Answers) -> None:
            room.submit(c.PickStock(ware.sku, in_pieces(ware, a["quantity"]), a["lot"]))

        fill(room, "pick_stock", ware, fields, done)

    with_ware(room, ask)


def pull_stock(room: "StockScreen") -> None:
    def ask(ware: Ware) -> None:
        stands = where(room, ware, FLOOR)
        place = stands if stands != PULLED else FLOOR
        fields = [
            how_many(room, ware, room.take_quantity()),
            which_place("place", "stock.form.origin", place, DOCK, BACK, FLOOR),
            which_lot(room, ware),
        ]

        def done(a: Answers) -> None:
            room.submit(c.PullStock(ware.sku, in_pieces(ware, a["quantity"]), a["place"], a["lot"]))

        fill(room, "pull_stock", ware, fields, done)

    with_ware(room, ask)
