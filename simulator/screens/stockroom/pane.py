"""A pane of the stockroom, and the rows that several of them have."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from simulator.kernel.goods import OWN, Pile
from simulator.kernel.texts import cells
from simulator.screens.station.pane import Hit, Line, Span, StationPane, spread
from simulator.screens.station.rows import RowList
from simulator.screens.stockroom.wares import amount, name_of, stacking, unit_of, ware_hit
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen


class RoomPane(StationPane):
    """What it shows is read from the stockroom's screen."""

    @cached_property
    def room(self) -> "StockScreen":
        return cast("StockScreen", self.screen)


class RoomList(RoomPane, RowList, can_focus=True):
    """Rows to choose from; the one that the cursor stands on is what an action is about."""

    def needed(self, width: int) -> int:
        """Lines that show all of it."""
        return len(self.head(width)) + len(self.rows(width)) + len(self.foot(width))

    def advised(self, hit: Hit) -> bool:
        coach = self.room.coach
        return coach.means(hit) or hit == coach.row or (hit == coach.paper and hit != self.room.subject)

    def booked(self, sku: str, quantity: int) -> str:
        """A figure of the books; what is being counted shows none (盲盘)."""
        if any(self.room.view.blind(sku, place) for place in OWN):
            return "?"
        return amount(quantity, unit_of(self.room.shop, sku))


def pile_hit(pile: Pile, place: str) -> Hit:
    """A pile as something to choose; those of one lot are told apart by what is the matter with them."""
    sort = f"{pile.flaw}{pile.spot}{pile.torn:d}{pile.behind:d}"
    return ware_hit(pile.sku, pile.lot, place, pile.expiry, sort)


def pile_rows(pane: RoomList, pile: Pile, place: str, width: int) -> list[Line]:
    """Goods as they stand there: what they are called, how they are stacked, what is printed on them."""
    room, words = pane.room, pane.room.words
    stacked = stacking(room.shop, pile, place, words)
    hit = pile_hit(pile, place)
    printed = [words("stock.lot", lot=pile.lot)] if pile.lot else []
    printed += [pile.expiry] if pile.expiry else []
    signs = [words(f"stock.flaw.{pile.flaw}")] if pile.flaw else []
    signs += [words("stock.torn")] if pile.torn else []
    signs += [words("stock.among", item=name_of(room.shop, pile.spot))] if pile.spot else []
    signs += [words("stock.behind")] if pile.behind else []
    style = "bad" if pile.flaw else "warn" if pile.torn or pile.spot else ""
    rows = [pane.row(hit, name_of(room.shop, pile.sku)[words.lang], "", width, style)]
    told = ["  ".join((stacked, *printed))]
    if cells(told[0]) > width - 5:  # what is printed has to be read to its end
        told = [stacked, "  ".join(printed)]
    rows += [(Span("   ", "", hit), Span(text, pane.style_of(hit) or "strong", hit)) for text in told]
    told_signs = wrap(" · ".join(signs), width - 3) if signs else []
    rows += [(Span("   ", "", hit), Span(text, style or "warn", hit)) for text in told_signs]
    return rows


def note_row(name: str, quantity: str, width: int) -> Line:
    """A name that is cut is still apart from its number: `Milk 1 L72` would be read as a word."""
    return spread([Span(f"   {name}", "dim")], [Span(f" {quantity} ", "dim")], width)
