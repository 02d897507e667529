"""What stands before the clerk: deliveries at the dock with their drivers and notes, or the place they walked to."""

from typing import ClassVar

from simulator.kernel.goods import NAMES
from simulator.kernel.texts import Text, cells
from simulator.screens.station.bars import minutes
from simulator.screens.station.pane import Hit, Line, Span, heading, spread
from simulator.screens.stockroom.messages import allows
from simulator.screens.stockroom.operations import transfers
from simulator.screens.stockroom.pane import RoomList, note_row, pile_rows
from simulator.screens.stockroom.wares import amount, name_of, task_text, unit_of
from simulator.stock.view import Delivered, InTransit
from virtual_devices.layout import wrap


class Here(RoomList):
    """Piles with what can be read off them; choosing one scans it."""

    def head(self, width: int) -> list[Line]:
        room, words = self.room, self.room.words
        seen = room.view.looking if room.facing == "place" else None
        if seen is None:
            return [
                heading(
                    words("stock.dock"), words("stock.deliveries", n=len(self._stands())), width, focused=self.has_focus
                )
            ]
        title = NAMES[seen.place][words.lang].upper()
        ago = minutes(room.now - seen.at)
        lines = [heading(title, words("stock.seen_ago", time=ago), width, focused=self.has_focus)]
        what = name_of(room.shop, seen.sku) if seen.sku else Text(words("stock.walked"), words("stock.walked"))
        lines.append((Span(f" {what[words.lang]}", "accent"),))
        return [*lines, (Span(f" {words('stock.looked_behind')}", "accent"),)] if seen.behind else lines

    def rows(self, width: int) -> list[Line]:
        room, words = self.room, self.room.words
        seen = room.view.looking if room.facing == "place" else None
        if seen is not None:
            rows = [row for pile in seen.piles for row in pile_rows(self, pile, seen.place, width)]
            return rows or [
                (Span(" "), Span(words("stock.nothing_there" if seen.sku else "stock.nothing_amiss"), "dim"))
            ]
        rows = []
        for stands in self._stands():
            rows += self._delivery(stands, width) if isinstance(stands, Delivered) else self._transfer(stands, width)
        return rows or [(Span(" "), Span(words("stock.no_delivery"), "dim"))]

    def _stands(self) -> list[Delivered | InTransit]:
        view = self.room.view
        return [*view.deliveries, *(t for t in view.transfers if t.inward and not t.answered)]

    def _delivery(self, delivery: Delivered, width: int) -> list[Line]:
        room, words = self.room, self.room.words
        hit = ("delivery", delivery.delivery)
        driver = words("stock.driver" if delivery.driver else "stock.driver_gone")
        rows: list[Line] = [
            self.row(hit, delivery.name[words.lang], driver, width, "strong" if delivery.driver else "warn")
        ]
        said = delivery.text[words.lang]
        rows += [
            (Span("  "), Span(line, "accent"))
            for line in (wrap(words("till.quote", text=said), width - 3) if said else ())
        ]
        ordered = delivery.purchase
        paper = words("stock.note", order=ordered) if ordered else words("stock.note_unordered")
        rows.append((Span(f"  {paper}", "dim"),))
        for portion in delivery.note:
            count = amount(portion.quantity, unit_of(room.shop, portion.sku))
            rows.append(note_row(name_of(room.shop, portion.sku)[words.lang], count, width))
        if delivery.declined:
            rows.append((Span(f"  {words('stock.declined')}", "bad"),))
        rows.append((Span(f"  {words('stock.stands_there')}", "dim"),))
        return [*rows, *(row for pile in delivery.piles for row in pile_rows(self, pile, "", width))]

    def _transfer(self, transfer: InTransit, width: int) -> list[Line]:
        room, words = self.room, self.room.words
        store = room.view.rules.stores.get(transfer.store, Text(transfer.store, transfer.store))
        rows: list[Line] = [
            self.row(("transfer", transfer.transfer), store[words.lang], transfer.transfer, width, "strong")
        ]
        rows.append((Span(f"  {words('stock.transfer_note')}", "dim"),))
        for portion in transfer.goods:
            count = amount(portion.quantity, unit_of(room.shop, portion.sku))
            rows.append(note_row(name_of(room.shop, portion.sku)[words.lang], count, width))
        rows.append((Span(f"  {words('stock.stands_there')}", "dim"),))
        return [*rows, *(row for pile in transfer.piles for row in pile_rows(self, pile, "", width))]


class Tasks(RoomList):
    """Below: what has to be done, open orders, counts, transfers, recalls; no taller than it needs to be, and no taller
    than what stands above leaves it, but for its share.
    """

    SHARE: ClassVar[float] = 0.4

    def sync(self) -> None:
        width, height = self.size.width, self.room.query_one("#left").size.height
        if width:
            needed, share = self.needed(width), int(height * self.SHARE)
            if needed > share:
                needed = min(needed, max(share, height - self.room.here.needed(width)))
            if self.styles.height is None or self.styles.height.value != needed:
                self.styles.height = needed
        super().sync()

    def head(self, width: int) -> list[Line]:
        return [heading(self.room.words("stock.to_do"), "", width, focused=self.has_focus)]

    def rows(self, width: int) -> list[Line]:
        view, words, shop = self.room.view, self.room.words, self.room.shop
        rows: list[Line] = []
        open_skus = {sku for task in view.tasks if task.kind == "clear_up" for sku in task.skus}
        for task in view.tasks:
            if task.cause and not open_skus & {*task.skus}:
                continue  # what the papers say of something that is cleared up
            rows += self._told(("task", task.task), task_text(view, task)[words.lang], "", width, "warn")
        for delivery in view.deliveries if self.room.facing == "place" else ():
            state = words("stock.driver" if delivery.driver else "stock.driver_gone")
            rows.append(self.row(("delivery", delivery.delivery), delivery.name[words.lang], state, width, "strong"))
        for sku, lot in view.notices:
            name = name_of(shop, sku)[words.lang]
            rows += self._told(("notice", f"{sku}|{lot}"), words("stock.notice", name=name, lot=lot), "!", width, "bad")
        for recall in view.recalls:
            name = name_of(shop, recall.sku)[words.lang]
            left = self.booked(recall.sku, sum(shelved.quantity for shelved in recall.left))
            text = words("stock.recall", name=name, lot=recall.lot)
            rows += self._told(("recall", f"{recall.sku}|{recall.lot}"), text, left, width, "bad")
        if view.receipt is not None:
            rows.append(
                self.row(("receipt", ""), words("stock.receipt", number=view.receipt.receipt), "…", width, "accent")
            )
        for count in view.counts:
            done = f"{len(count.entered)}/{len(count.entered) + len(count.left)}"
            text = words("stock.count", number=count.number, place=NAMES[count.place])
            rows.append(self.row(("count", count.number), text, done, width, "accent"))
        for listing in view.lists:
            done = f"{len(listing.rows) - listing.left}/{len(listing.rows)}"
            first, *more = wrap(words("stock.list.said", name=listing.name, text=listing.text), width - 10)
            rows.append(self.row(("list", listing.list), first, done, width, "accent"))
            rows += [
                (Span("  ", "", ("list", listing.list)), Span(line, "dim", ("list", listing.list))) for line in more
            ]
        for transfer in view.transfers:
            text = words("stock.transfer", number=transfer.transfer)
            how = words(f"stock.transfer.{transfers.state(transfer)}")
            rows.append(self.row(("transfer", transfer.transfer), text, how, width))
        for number in view.orders:
            purchase = view.purchase(number)
            name = purchase.name[words.lang] if purchase else ""
            rows.append(self.row(("order", number), f"{number} {name}", str(len(view.expected(number))), width, "dim"))
        return rows or [(Span(" "), Span(words("stock.nothing_to_do"), "dim"))]

    def _told(self, hit: Hit, text: str, right: str, width: int, style: str) -> list[Line]:
        """A sentence to its end: of a recall the lot stands last."""
        first, *more = wrap(text, width - 3 - cells(right))
        under = [(Span("  ", "", hit), Span(line, self.style_of(hit) or style, hit)) for line in more]
        return [self.row(hit, first, right, width, style), *under]

    def foot(self, width: int) -> list[Line]:
        view, words = self.room.view, self.room.words
        left = [Span(f" {words('stock.day', day=view.day)}", "dim")]
        if view.supervisor or view.called:
            came = "stock.supervisor_here" if view.supervisor else "stock.supervisor_called"
            text = words(came, level=words(allows(view).id))
            left = [Span(f" {text[:1].upper()}{text[1:]}", "accent")]
        return [spread(left, [], width)]
