"""Hands for a bot at the stockroom and at the desk: what it wants done, done by keys on the screen, as a person would.

Nothing is set or called but what keys and the scanner do; what stands on the screen decides how it is pressed.
"""

from typing import Any

from textual.pilot import Pilot

from simulator.drill.live import Drill
from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.screens.desk import operations as desk_operations
from simulator.screens.desk.chain import Number
from simulator.screens.desk.picking import PickMany
from simulator.screens.desk.screen import DeskScreen
from simulator.screens.station.dialogs import Choose
from simulator.screens.station.form import Form
from simulator.screens.station.pane import Hit, ListPane
from simulator.screens.station.screen import StationScreen
from simulator.screens.stockroom.screen import StockScreen
from simulator.screens.stockroom.wares import find
from simulator.screens.workstations import screen_of
from tests.screens.desk import TillApp


class Played(TillApp):
    """The least app around a real drill."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)  # type: ignore[arg-type]  # it asks no more of it

    def sit_down(self) -> StationScreen:
        return screen_of(self.drill)  # type: ignore[arg-type]  # a real one


class Hands:
    """Presses at `screen`; a dialog that is open gets the keys first."""

    def __init__(self, pilot: Pilot[None], screen: StationScreen, drill: Drill) -> None:
        self.pilot, self.screen, self.drill = pilot, screen, drill

    async def do(self, command: Command) -> None:
        """Press what a person would press for it."""
        raise NotImplementedError

    async def settle(self) -> None:
        await self.pilot.pause()
        self.screen.tick()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def run(self, action: str) -> None:
        """By its key; without one, by the menu."""
        key = self.screen.key_of(action)
        if key:
            await self.press(key)
            return
        await self.press(self.screen.key_of("menu"))
        await self.choose(action)

    async def go(self, pane: ListPane, hit: Hit) -> None:
        """Put the cursor of a list on something, with Tab and the arrows."""
        for _ in range(8):
            if self.screen.focused is pane:
                break
            await self.press("tab")
        assert self.screen.focused is pane, f"{pane} has no focus, but {self.pilot.app.screen}"
        pane.sync()
        rows = [row for row in pane.hits() if row]
        wanted = next((y for y, row in enumerate(rows) if hit in row), None)
        assert wanted is not None, f"expected {hit} in {rows}"
        at = next((y for y, row in enumerate(rows) if pane.cursor in row), 0)
        await self.press(*(["down"] * (wanted - at) if wanted > at else ["up"] * (at - wanted)))
        assert pane.cursor == hit, f"{pane.cursor} for {hit}"

    async def choose(self, value: str) -> None:
        """A row of a dialog."""
        dialog = self.pilot.app.screen
        assert isinstance(dialog, Choose), f"expected a choice of {value!r}, got {dialog}"
        values = [option.value for option in dialog.rows.options]
        assert value in values, f"expected {value!r} among {values}"
        at, here = values.index(value), dialog.rows.cursor
        if dialog.rows.numbered and at < 9:
            await self.press(str(at + 1))
            return
        rows = [v for v in values if v]
        steps = rows.index(value) - (rows.index(here[1]) if here else 0)
        await self.press(*(["down"] * steps if steps > 0 else ["up"] * -steps), "enter")


class StockHands(Hands):
    """In the stockroom."""

    screen: StockScreen

    async def fill(self, **wanted: str) -> None:
        """A form, row by row."""
        form = self.pilot.app.screen
        assert isinstance(form, Form), f"expected a form for {wanted}, got {form}"
        await self.press(*["up"] * 8)
        for field in form._fields:
            text = wanted.get(field.id, form.texts[field.id])
            if form.texts[field.id] != text:
                if any(choice.value == text for choice in field.choices):
                    for _ in field.choices:
                        if form.texts[field.id] != text:
                            await self.press("right")
                else:
                    await self.press(*["backspace"] * len(form.texts[field.id]))
                    await self.press(*({"-": "minus", ".": "full_stop"}.get(ch, ch) for ch in text))
            assert form.texts[field.id] == text, (field.id, form.texts, text, form.rows.cursor)
            await self.press("down")
        await self.press("enter")
        assert self.pilot.app.screen is not form, form.texts

    async def scan(self, code: str) -> None:
        self.screen.take_scan(code, 0.0, "serial")
        await self.settle()

    def sku(self, code: str) -> str:
        found = find(self.screen.shop, code)
        assert found is not None, code
        return found.sku

    def code(self, sku: str) -> str:
        item = self.screen.view.item(self.sku(sku))
        assert item is not None
        return next(iter(item.codes), "") or item.plu or sku

    def figure(self, sku: str, quantity: int) -> str:
        item = self.screen.view.item(sku)
        return f"{quantity / 1000:g}" if item is not None and item.unit in ("kg", "m", "l") else str(quantity)

    def price(self, sku: str, price: int) -> str:
        item = self.screen.view.item(sku)
        weighed = item is not None and item.unit == "kg"
        return self.screen.money(price * self.screen.shop.weighed_per // 1000 if weighed else price)

    async def hold(self, sku: str, place: str = "", lot: str = "") -> None:
        """The item's shelves on the screen, the cursor on the one meant."""
        if self.screen.subject != ("item", sku):
            await self.scan(self.code(sku))
        rows = [hit for row in self.screen.sheet.hits() for hit in row if hit[0] == "ware"]
        fits = [hit for hit in rows if hit[1].split("|")[2] == place and lot in ("", hit[1].split("|")[1])]
        if fits:
            await self.go(self.screen.sheet, fits[0])

    async def list_sheet(self, listing: str) -> None:
        if self.screen.subject != ("list", listing):
            await self.go(self.screen.tasks, ("list", listing))
            await self.press("enter")

    async def row_of_list(self, command: c.CheckRow | c.AskSender | c.DecideRow) -> None:
        """Enter on the row, and what its dialog offers."""
        await self.list_sheet(command.list)
        await self.go(self.screen.sheet, ("row", f"{command.list}|{command.row}"))
        await self.press("enter")
        match command:
            case c.CheckRow(source=source):
                await self.choose(f"check:{source}")
            case c.AskSender():
                await self.choose("ask")
            case c.DecideRow(decision="mend" | "new" as end, code=code, price=price):
                await self.choose(end)
                await self.fill(code=code, price=self.screen.money(price))
            case c.DecideRow(decision=decision, reason=reason):
                await self.choose(f"leave:{reason}" if reason else decision)

    async def do(self, command: Command) -> None:
        room = self.screen
        match command:
            case c.StartReceiving(purchase=purchase, delivery=delivery):
                hit = ("delivery", delivery or room.view.deliveries[0].delivery)
                await self.go(room.tasks if room.facing == "place" else room.here, hit)
                await self.press("enter")
                await self.choose(purchase or "none")
            case c.ReceiveGoods(code=code, quantity=many, lot=lot, expiry=expiry):
                await self.scan(code)
                await self.fill(quantity=self.figure(code, many), lot=lot, expiry=expiry, verdict="accepted")
            case c.RejectGoods(code=code, quantity=many, lot=lot, reason=reason):
                await self.scan(code)
                await self.fill(quantity=self.figure(code, many), lot=lot, verdict=reason)
            case c.PostReceipt(final=final):
                await self.run("show_document")
                await self.run("post_receipt")
                if isinstance(self.pilot.app.screen, Choose):
                    await self.choose("final" if final else "follows")
            case c.RefuseDelivery(delivery=delivery, reason=reason):
                await self.go(room.tasks if room.facing == "place" else room.here, ("delivery", delivery))
                await self.run("refuse_delivery")
                await self.choose(reason)
            case c.LookAtPlace():
                await self.look(command)
            case c.StartCount(place=place, skus=skus):
                await self.run("start_count")
                task = next((t.task for t in room.view.tasks if (t.place, t.skus) == (place, skus)), "")
                await self.choose(f"task:{task}" if task else f"here:{place}")
            case c.CountItem(count=count, code=code, quantity=many):
                await self.count_sheet(count)
                sku = self.sku(code)
                row = next(h for r in room.sheet.hits() for h in r if h[1].startswith(f"{sku}|"))
                await self.go(room.sheet, row)
                await self.press(*({".": "full_stop"}.get(ch, ch) for ch in self.figure(sku, many)), "enter")
            case c.PostCount(count=count):
                await self.count_sheet(count)
                await self.run("post_count")
            case c.ReceiveTransfer(transfer=transfer, goods=goods):
                await self.go(room.here, ("transfer", transfer))
                await self.press("enter")
                for portion in goods:
                    printed = ["ware", portion.sku, portion.lot, portion.expiry]
                    hits = [hit for row in room.here.hits() for hit in row if hit[0] == "ware"]
                    pile = next(h for h in hits if ["ware", *h[1].split("|")[:2], h[1].split("|")[3]] == printed)
                    await self.go(room.here, pile)
                    await self.press("enter", *self.figure(portion.sku, portion.quantity), "enter")
                await self.run("receive_transfer")
            case c.SendTransfer(store=store, goods=goods):
                await self.run("send_transfer")
                task = next((t.task for t in room.view.tasks if t.kind == "send" and t.store == store), "")
                await self.choose(f"task:{task}" if task else f"store:{store}")
                draft = room.draft
                assert draft is not None
                for portion in goods:
                    if draft.of(portion.sku) != portion.quantity:
                        await self.scan(self.code(portion.sku))
                        await self.press(*self.figure(portion.sku, portion.quantity), "enter")
                await self.run("send_transfer")
            case c.CheckRow() | c.AskSender() | c.DecideRow():
                await self.row_of_list(command)
            case c.PostList(list=listing):
                await self.list_sheet(listing)
                await self.run("post_list")
            case c.SettleTransfer(reason=reason):
                await self.run("settle_transfer")
                await self.choose(reason)
            case c.RecallLot(sku=sku, lot=lot):
                await self.run("recall_lot")
                await self.choose(f"{sku}|{lot}")
            case c.PutAway() | c.PickStock() | c.PullStock() | c.WriteOff() | c.ReturnToSupplier():
                await self.handle(command)
            case c.MarkDown(sku=sku, lot=lot, price=price, reason=reason):
                await self.hold(sku, lot=lot)
                await self.run("mark_down")
                await self.fill(lot=lot, price=self.price(sku, price), reason=reason)
            case c.AdjustStock(sku=sku, quantity=many, place=place, reason=reason, lot=lot):
                await self.hold(sku, place, lot)
                await self.run("adjust_stock")
                side, figure = "less" if many < 0 else "more", self.figure(sku, abs(many))
                await self.fill(side=side, quantity=figure, place=place, lot=lot, reason=reason)
            case c.CallSupervisor(reason=reason) if room.view.pending is None:
                await self.run("call_supervisor")
                await self.choose(reason)
            case c.CallSupervisor():
                await self.press("tab")
            case c.EnterPin(badge=badge):
                pin = next(pin for pin, of in self.drill.pins.items() if of == badge)
                await self.press(*pin, "enter")
            case c.InquireStock(code=code):
                await self.scan(self.code(code))
            case c.ShowMovements(code=code):
                await self.hold(self.sku(code))
                await self.run("show_movements")
            case _:
                await self.run(name_of(command))

    async def count_sheet(self, count: str) -> None:
        if self.screen.subject != ("count", count):
            await self.go(self.screen.tasks, ("count", count))
            await self.press("enter")

    async def look(self, command: c.LookAtPlace) -> None:
        """To where an item has its spot; aside with what stands in front only for who stands there."""
        room, seen = self.screen, self.screen.view.looking
        there = seen is not None and (seen.place, seen.sku) == (command.place, command.sku)
        if not (command.behind and there):
            counted = room.counting
            if counted is not None and counted.place == command.place and command.sku in (
                *counted.left, *(sku for sku, _, _ in counted.entered)
            ):  # fmt: skip
                await self.count_sheet(counted.number)
                row = next(h for r in room.sheet.hits() for h in r if h[1].startswith(f"{command.sku}|"))
                await self.go(room.sheet, row)
                await self.run("look_at_place")
            else:
                if command.sku:
                    await self.hold(command.sku)
                await self.run("look_at_place")
                await self.choose(f"{'spot' if command.sku else 'walk'}:{command.place}")
        if command.behind:
            await self.run("look_behind")

    async def handle(self, command: Any) -> None:
        """Goods in hand: the form of the operation."""
        origin = getattr(command, "origin", "") or getattr(command, "place", "")
        await self.hold(command.sku, origin, command.lot)
        await self.run(name_of(command))
        wanted = {name: getattr(command, name) for name in command.__struct_fields__ if name not in ("sku", "quantity")}
        await self.fill(quantity=self.figure(command.sku, command.quantity), **wanted)


class DeskHands(Hands):
    """At the manager's desk."""

    screen: DeskScreen

    async def do(self, command: Command) -> None:
        desk = self.screen
        matter = getattr(command, "matter", "")
        check = any(point.matter == matter for point in desk.view.checklist)
        page = next((p for p, acts in desk_operations.FOLDER.items() if name_of(command) in acts), "")
        if desk.subject.kind == "paper":
            await self.press("escape")
        if check or page:
            await self.run(f"show_{'checklist' if check else page}")
        elif matter and (isinstance(command, c.TakeUp) or (desk.subject.kind, desk.subject.id) != ("matter", matter)):
            await self.go(desk.inbox, ("matter", matter))
            await self.press("enter")
        match command:
            case c.TakeUp():
                return
            case c.LookAt(matter=matter, sheet=sheet):
                await self.go(desk.page, ("check", matter) if check else ("sheet", f"{matter}|{sheet}"))
                await self.press("enter")
                return
            case c.ReadPaper(matter=matter, paper=paper, period=period):
                await self.go(desk.page, ("paper", f"{matter}|{paper}/{period}" if period else f"{matter}|{paper}"))
                await self.press("enter")
                return
            case c.SettlePoint(matter=matter):
                await self.go(desk.page, ("check", matter))
            case c.AssignShift(badge=badge) | c.DropShift(badge=badge) | c.SetBreak(badge=badge):
                await self.go(desk.page, ("shift", badge))
            case c.TakeRole(badge=badge) | c.DisableAccount(badge=badge):
                await self.go(desk.page, ("person", badge))
            case c.LookUpDuties(role=role):
                await self.go(desk.page, ("role", role))
            case c.GrantRight(role=role, operation=right) | c.RevokeRight(role=role, operation=right):
                await self.go(desk.page, ("right", f"{role}|{right}"))
            case c.ReadTill(till=till) | c.HandOutFloat(till=till) | c.NoteDifference(till=till):
                await self.go(desk.page, ("till", till))
        await self.run(name_of(command))
        if isinstance(command, c.NoteDifference):
            await self.choose("short" if command.amount < 0 else "over")
        for name in command.__struct_fields__:
            await self.answer(name, getattr(command, name), command)

    async def answer(self, name: str, value: Any, command: Command) -> None:
        """The question that stands there, if it is this one."""
        dialog = self.pilot.app.screen
        if isinstance(dialog, Number) and isinstance(value, int):
            figure = abs(value) if isinstance(command, c.NoteDifference) else value
            await self.press(*(_KEYS.get(ch, ch) for ch in self.typed(dialog, figure)), "enter")
        elif isinstance(dialog, PickMany) and isinstance(value, tuple):
            for mark in value:
                rows = [option.value for option in dialog.rows.options]
                here = rows.index(dialog.rows.cursor[1]) if dialog.rows.cursor else 0
                steps = rows.index(f"={mark}") - here
                await self.press(*(["down"] * steps if steps > 0 else ["up"] * -steps), "space")
            await self.press("end", "enter")
        elif isinstance(dialog, Choose) and not isinstance(value, tuple):
            wanted = f"={('yes' if value else 'no') if isinstance(value, bool) else value}"
            if any(option.value == wanted for option in dialog.rows.options):
                await self.choose(wanted)

    def typed(self, dialog: Number, figure: int) -> str:
        """As a person types it, whatever its unit: the shortest text that is read as that figure."""
        for text in (f"{figure}", f"{figure / 10:g}", f"{figure / 100:.2f}", f"{figure / 1000:g}"):
            if dialog._figure.read(text) == figure:
                return text
        raise AssertionError(f"no way to type {figure}")


_KEYS = {".": "full_stop", "-": "minus"}
