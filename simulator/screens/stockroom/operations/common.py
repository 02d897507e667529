"""What most operations of the stockroom need first: an item, a quantity, a lot, a place, a reason."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from simulator.kernel.goods import NAMES, OWN, PULLED
from simulator.kernel.money import Minor, divide
from simulator.kernel.texts import Text
from simulator.kernel.units import measured
from simulator.locale import Words
from simulator.screens.station.dialogs import Say, word
from simulator.screens.station.form import Choice, Field, choices
from simulator.screens.stockroom.wares import Ware, quantity

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

Answers = dict[str, str]


def content(text: Text) -> Say:
    return lambda words: text[words.lang]


def with_ware(room: "StockScreen", then: Callable[[Ware], None]) -> None:
    """The goods that an operation is about: under the cursor, in hand, or to be looked up."""
    ware = room.target
    if ware is not None:
        then(ware)
        return

    def found(sku: str) -> None:
        room.hold(sku)
        if room.hand is not None:
            then(room.hand)

    room.asking.find_item("stock.ask.item", found)


# --- rows ------------------------------------------------------------------------------------------------------------


def how_many(room: "StockScreen", ware: Ware, value: str = "") -> Field:
    unit = f" ({ware.unit})" if measured(ware.unit) else ""
    packs = ware.pieces > 1

    def note(words: Words) -> str:
        return words("stock.form.packs", pieces=ware.pieces) if packs else ""

    return Field("quantity", lambda words: words("stock.form.quantity") + unit, "count", (), value, note=note)


def which_lot(room: "StockScreen", ware: Ware, place: str = "") -> Field:
    """A lot that lies there by the books; empty: what expires first."""
    known = dict.fromkeys(s.lot for s in room.view.shelves(ware.sku) if s.lot and place in ("", s.place))
    elsewhere = bool(place) and ware.place not in ("", place) and ware.lot not in known
    if ware.lot and not elsewhere:
        known = dict.fromkeys([ware.lot, *known])
    rows = [Choice(lot, _lot(room, ware.sku, lot)) for lot in known]
    lot = "" if elsewhere else ware.lot
    lot = lot or (next(iter(known)) if place == PULLED and len(known) == 1 else "")
    return Field("lot", word("stock.form.lot"), "text", rows, lot, needed=False, note=word("stock.form.lot_note"))


def _lot(room: "StockScreen", sku: str, lot: str) -> Say:
    date = next((s.expiry for s in room.view.shelves(sku) if s.lot == lot), "")
    return lambda words: f"{lot}  {date}".rstrip()


def which_place(id: str, label: str, value: str, *places: str) -> Field:
    rows = [Choice(place, content(NAMES[place])) for place in places or OWN]
    return Field(id, word(label), "choice", rows, value)


def where(room: "StockScreen", ware: Ware, usual: str) -> str:
    """The place that goods are taken from: of the row, where they were looked at last, the only one that has them."""
    seen = room.view.looking if room.facing == "place" else None
    if ware.place or (seen is not None and seen.sku == ware.sku):
        return ware.place or (seen.place if seen is not None else usual)
    places = {shelved.place for shelved in room.view.shelves(ware.sku) if shelved.quantity > 0}
    return places.pop() if len(places) == 1 else usual


def why(kind: str, reasons: Sequence[str], value: str = "") -> Field:
    return Field(
        "reason",
        word("stock.form.reason"),
        "choice",
        choices(reasons, lambda reason: word(f"stock.reason.{kind}.{reason}")),
        value,
    )


# --- figures ---------------------------------------------------------------------------------------------------------


def counted(ware: Ware, text: str) -> int:
    """What was typed; the form has seen that it can be read."""
    return quantity(text, ware.unit) or 0


def in_pieces(ware: Ware, text: str) -> int:
    """The same in single pieces, where packs were counted."""
    return counted(ware, text) * ware.pieces


def price_read(room: "StockScreen", ware: Ware, text: str) -> Minor | None:
    """A price as the shelf shows it; kept per unit where goods are measured."""
    try:
        price = room.shop.currency.parse(text)
    except ValueError:
        return None
    if price <= 0:
        return None
    if not measured(ware.unit):
        return price
    item = room.view.item(ware.sku)
    per = (item.per if item else 0) or room.shop.weighed_per if ware.unit == "kg" else (item.per if item else 0) or 1000
    return divide(price * 1000, per)
