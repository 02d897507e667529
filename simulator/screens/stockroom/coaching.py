"""What the coach in the stockroom points at: an item, a row to choose."""

from collections.abc import Callable

from simulator.kernel import commands as c
from simulator.kernel.goods import FLAWS
from simulator.pos.rules import Rules
from simulator.screens.station.coaching import Coaching
from simulator.screens.station.pane import Hit
from simulator.screens.station.pointing import Way
from simulator.screens.station.ports import StationDrill
from simulator.screens.stockroom import operations
from simulator.screens.stockroom.operations.lists import row_hit
from simulator.screens.stockroom.operations.receiving import NO_ORDER
from simulator.screens.stockroom.sheets.drawn import Draft, Subject
from simulator.screens.stockroom.wares import Ware, find

_DRAFTS = {c.ReceiveTransfer: "arrive", c.SendTransfer: "send", c.OrderGoods: "order"}
"""Operation -> the kind of document that is written line by line for it."""


class StockCoaching(Coaching):
    """The coach of a stockroom."""

    def __init__(
        self, drill: StationDrill, shop: Callable[[], Rules], draft: Callable[[], Draft | None], way: Way
    ) -> None:
        super().__init__(drill, operations.OPERATIONS, way)
        self._shop, self._draft = shop, draft

    @property
    def unwritten(self) -> str:
        """The first item that the document under way does not have as it should; empty: it can go."""
        draft, command = self._draft(), self.command
        match command:
            case c.ReceiveTransfer(transfer=ref) | c.SendTransfer(store=ref) | c.OrderGoods(supplier=ref):
                pass
            case _:
                return ""
        if draft is None or (draft.kind, draft.ref) != (_DRAFTS[type(command)], ref):
            return ""
        wanted: dict[str, int] = {}
        for portion in command.goods:
            wanted[portion.sku] = wanted.get(portion.sku, 0) + portion.quantity
        skus = (*wanted, *(sku for sku, _, _ in draft.lines))
        return next((sku for sku in skus if draft.of(sku) != wanted.get(sku, 0)), "")

    @property
    def action(self) -> str:
        """Going to look, and looking behind, are two keys of one operation; behind is looked where one stands."""
        if self.unwritten:
            return ""
        if isinstance(self.command, c.LookAtPlace) and self.command.behind:
            seen = getattr(self._drill.session.seen, "looking", None)
            there = seen is not None and (seen.place, seen.sku) == (self.command.place, self.command.sku)
            return "look_behind" if there else "look_at_place"
        return super().action

    @property
    def sku(self) -> str:
        """The item that it is about."""
        code = getattr(self.command, "sku", "") or getattr(self.command, "code", "")
        found = find(self._shop(), code) if code else None
        return found.sku if found is not None else ""

    @property
    def row(self) -> Hit | None:
        """The row of a list, or the line of a receipt, that it is about."""
        match self.command:
            case c.UndoReceived(line=line):
                return ("line", str(line))
            case c.CheckRow() | c.AskSender() | c.DecideRow():
                return row_hit(self.command.list, self.command.row)
            case _:
                return None

    @property
    def paper(self) -> Subject | None:
        """The document that has to lie there for it, of several."""
        match self.command:
            case c.CheckRow() | c.AskSender() | c.DecideRow() | c.PostList():
                return Subject("list", self.command.list)
            case c.CountItem() | c.PostCount():
                return Subject("count", self.command.count)
            case _:
                return None

    @property
    def ware(self) -> Ware | None:
        """The item with what is said of it: out of which place, and there of which lot."""
        found = find(self._shop(), self.sku) if self.sku else None
        place = getattr(self.command, "place", "") or getattr(self.command, "origin", "")
        if found is None or not place:
            return found
        return found._replace(lot=getattr(self.command, "lot", ""), place=place)

    def means(self, hit: Hit) -> bool:
        """Whether a row of goods is the one that it is about; another lot of them is not, nor, to accept, a bad one."""
        if hit[0] != "ware":
            return False
        sku, lot, place, _, sort = hit[1].split("|")
        unwritten = self.unwritten
        if unwritten:
            return sku == unwritten and not place
        if not self.sku:
            return False
        wanted, bad = getattr(self.command, "lot", ""), sort.startswith(FLAWS)
        if isinstance(self.command, c.ReceiveGoods) and bad:
            return False
        if isinstance(self.command, c.RejectGoods) and self.command.reason in FLAWS and sort and not bad:
            return False
        where = getattr(self.command, "place", "") or getattr(self.command, "origin", "")
        if where and place not in ("", where):
            return False
        return sku == self.sku and (not wanted or not lot or lot == wanted)

    @property
    def option(self) -> str:
        match self.command:
            case c.StartReceiving(purchase=purchase):
                return purchase or NO_ORDER
            case c.UndoReceived(line=line):
                return str(line)
            case c.PostReceipt(final=final):
                return "final" if final else "follows"
            case c.RefuseDelivery(reason=chosen) | c.SettleTransfer(reason=chosen) | c.CallSupervisor(reason=chosen):
                return chosen
            case c.ReceiveTransfer(transfer=transfer):
                return transfer
            case c.RecallLot(sku=sku, lot=lot) | c.CloseRecall(sku=sku, lot=lot):
                return f"{sku}|{lot}"
            case c.SendTransfer(store=store):
                return f"store:{store}"
            case c.OrderGoods(supplier=supplier):
                return supplier
            case c.CheckRow(source=source):
                return f"check:{source}"
            case c.DecideRow(decision=decision, reason=reason):
                return f"leave:{reason}" if decision == "leave" else decision
            case c.PrintLabels(skus=skus):
                return "one" if len(skus) == 1 else "all"
            case _:
                return ""

    @property
    def entry(self) -> bool:
        """Whether something is to be typed."""
        return isinstance(self.command, c.CountItem) or bool(self.unwritten)
