"""The stockroom at a moment, as lines to read: what stood at the dock, what was seen, the documents under way."""

from textual.content import Content

from simulator.kernel.goods import FLOOR, NAMES, Pile, Portion
from simulator.kernel.texts import cells, clip, pad
from simulator.locale import Words
from simulator.screens.shell.spoken import line, lines
from simulator.screens.stockroom.wares import amount, name_of, unit_of
from simulator.stock.state import Stockroom
from simulator.stock.view import StockView

MOST_LINES = 12


def stock_lines(room: Stockroom, words: Words, width: int) -> Content:
    """The station in at most `width` cells a line."""
    told = _Told(StockView(room), words, width)
    parts = (told.dock(), told.seen(), told.receipt(), told.counts(), told.lists(), told.transfers(), told.waits())
    shown: list[Content] = []
    for part in parts:
        shown += [Content(""), *part] if shown and part else part
    return lines(*shown) if shown else Content.styled(words("stock.sheet.overview"), "dim")


class _Told:
    """Lines of one moment."""

    def __init__(self, view: StockView, words: Words, width: int) -> None:
        self._view, self._words, self._width = view, words, width

    def dock(self) -> list[Content]:
        """Deliveries with what stands there."""
        words, told = self._words, list[Content]()
        for delivery in self._view.deliveries:
            driver = words("stock.driver" if delivery.driver else "stock.driver_gone")
            told.append(self._ends(words.both(delivery.name), driver, "bold"))
            told.append(Content.styled(clip(self._paper(delivery.note, delivery.purchase), self._width), "dim"))
            told += map(self._pile, delivery.piles[:MOST_LINES])
        return told

    def _paper(self, note: tuple[Portion, ...], purchase: str) -> str:
        words = self._words
        goods = words("debrief.comma").join(f"{self._name(p.sku)} {self._amount(p.sku, p.quantity)}" for p in note)
        head = words("stock.note", order=purchase) if purchase else words("stock.note_unordered")
        return words("stock.note_goods", note=head, goods=goods)

    def seen(self) -> list[Content]:
        """What somebody saw where they went last."""
        seen, words = self._view.looking, self._words
        if seen is None:
            return []
        what = self._name(seen.sku) if seen.sku else words("stock.walked")
        behind = f" · {words('stock.looked_behind')}" if seen.behind else ""
        title = f"{NAMES[seen.place][words.lang]} · {what}{behind}"
        piles = [self._pile(pile, seen.place) for pile in seen.piles[:MOST_LINES]]
        return [line((clip(title, self._width), "bold $accent")), *piles]

    def receipt(self) -> list[Content]:
        receipt, words = self._view.receipt, self._words
        if receipt is None:
            return []
        head = f"{words('stock.sheet.receipt', number=receipt.receipt)} · {receipt.purchase or words('stock.no_order')}"
        told = [line((head, "bold $accent"))]
        for _, taken in receipt.lines[-MOST_LINES:]:
            why = words(f"stock.reason.reject.{taken.rejected}") if taken.rejected else ""
            printed = " ".join(part for part in (taken.lot, taken.expiry, why) if part)
            count = self._amount(taken.sku, taken.quantity)
            told.append(self._ends(f"{self._name(taken.sku)}  {printed}", count, "$warning" if why else ""))
        return told

    def counts(self) -> list[Content]:
        """What was entered; where the books stand is not shown here either."""
        words, told = self._words, list[Content]()
        for count in self._view.counts:
            told.append(
                line((words("stock.sheet.count", number=count.number, place=NAMES[count.place]), "bold $accent"))
            )
            for sku, quantity, tries in count.entered[-MOST_LINES:]:
                told.append(self._ends(self._name(sku), f"{self._amount(sku, quantity)}  ×{tries}", ""))
            told.append(Content.styled(words("stock.count.left", n=len(count.left)), "dim"))
        return told

    def lists(self) -> list[Content]:
        """Rows that have their end; how many have none."""
        words, told = self._words, list[Content]()
        for listing in self._view.lists:
            told.append(line((words("stock.sheet.list", number=listing.list), "bold $accent")))
            for row in [row for row in listing.rows if row.end is not None][-MOST_LINES:]:
                end = words(f"debrief.word_{row.end.decision}") if row.end else ""
                told.append(self._ends(f"{row.row.number} {words.both(row.row.name)}", end, ""))
            told.append(Content.styled(words("stock.list.left", n=listing.left), "dim"))
        return told

    def transfers(self) -> list[Content]:
        words, told = self._words, list[Content]()
        for transfer in self._view.transfers:
            told.append(line((words("stock.sheet.transfer", number=transfer.transfer), "bold $accent")))
            told += [self._ends(self._name(p.sku), self._amount(p.sku, p.quantity), "") for p in transfer.goods]
            told += map(self._pile, transfer.piles)
        return told

    def waits(self) -> list[Content]:
        """What has to be done, and what waits for somebody's approval."""
        view, words = self._view, self._words
        told = [Content(clip(f"· {words.both(task.text)}", self._width)) for task in view.tasks]
        told += [
            Content.styled(words("stock.notice", name=self._name(sku), lot=lot), "$error") for sku, lot in view.notices
        ]
        if view.pending is not None:
            asked = words("till.pin.title", operation=words(f"action.{view.pending[0]}"))
            told.append(Content.styled(clip(asked, self._width), "$warning"))
        return told

    def _pile(self, pile: Pile, place: str = "") -> Content:
        words, unit = self._words, unit_of(self._view.rules.shop, pile.sku)
        row = words("stock.pile.row" if place == FLOOR else "stock.pile.case", n=pile.cases, per=amount(pile.per, unit))
        stacked = row if pile.cases else ""
        if pile.loose or not pile.cases:
            stacked += (" + " if stacked else "") + amount(pile.loose, unit)
        signs = [pile.lot, pile.expiry, words(f"stock.flaw.{pile.flaw}") if pile.flaw else ""]
        signs += [words("stock.torn") if pile.torn else "", words("stock.behind") if pile.behind else ""]
        printed = " ".join(sign for sign in signs if sign)
        return self._ends(f"  {self._name(pile.sku)}  {printed}", stacked, "$warning" if pile.flaw else "")

    def _name(self, sku: str) -> str:
        return name_of(self._view.rules.shop, sku)[self._words.lang]

    def _amount(self, sku: str, quantity: int) -> str:
        return amount(quantity, unit_of(self._view.rules.shop, sku))

    def _ends(self, left: str, right: str, style: str) -> Content:
        room = max(4, self._width - cells(right) - 1)
        return line((pad(left, room), style), f" {right}")
