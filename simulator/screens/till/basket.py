"""The basket: only the rows in its window are ever made, so 200 lines cost what five do."""

from simulator.kernel.facts import Line as Item
from simulator.kernel.money import Minor, worth
from simulator.kernel.texts import cells, clip, pad
from simulator.kernel.units import UNITS
from simulator.screens.station.pane import Hit, Line, ListPane, Span, heading, spread
from simulator.screens.till import guide, pointing, return_lines
from simulator.screens.till.matching import good_on
from simulator.screens.till.pane import TillPane
from virtual_devices.layout import wrap

QUANTITY, PRICE, AMOUNT = 4, 8, 9
"""Widths of the columns in cells."""
SLIM = 40
"""A pane that is narrower has no room for the price of each; its name and its amount are what is looked for."""
_KEPT = 1024


class Basket(TillPane, ListPane, can_focus=True):
    """Lines with quantity, price and amount; totals below. Dark when the till is, closed when it is locked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._made: dict[tuple[Item, int, int, str, str, bool], Line] = {}
        """Rows made before: the same line looks the same."""

    def draw(self, width: int, height: int) -> list[Line]:
        view = self.till.view
        if view.dark:
            dark = "till.dark_reported" if view.reported else "till.dark"
            if view.power and view.order != "stop":
                dark = "till.dark_back" if view.stable else "till.dark_flickers"
            return self._notice(width, height, "till.dead" if view.dark_alone else dark)
        if not (view.signed_on or view.closed):
            return self._notice(width, height, "till.free")
        if view.locked:
            return self._notice(width, height, "till.locked_screen")
        if not view.manned:
            return self._notice(width, height, "till.away")
        if view.returning and not view.exchange:
            return self._return(width, height)
        items = list(view.lines)
        head, foot = self._head(width), self._totals(width, items)
        if not items:
            return [head, *self._empty(width, height - 1 - len(foot)), *foot]
        last: Hit = ("line", str(items[-1].line))
        if not self.has_focus or not any(self.cursor == ("line", str(item.line)) for item in items):
            self.cursor = last
        rows = [(item, part) for item in items for part in range(2 if item.discount else 1)]
        room = max(1, height - 2 - len(foot))
        self._scroll(room, rows)
        seen = [self._row(*rows[at], width, last) for at in range(self._top, min(len(rows), self._top + room))]
        columns = self._columns(width, self._top, len(rows) - self._top - room)
        return [head, columns, *seen, *[()] * (room - len(seen)), *foot]

    def _return(self, width: int, height: int) -> list[Line]:
        """Something comes back: the receipt is worked on instead of a basket."""
        hits = [hit for row in self.hits() for hit in row]
        if self.cursor not in hits:
            self.cursor = hits[0] if hits else None
        return return_lines.draw(self.till, width, height, self.cursor, focused=self.has_focus)

    def choose(self, hit: Hit | None) -> None:
        """Of a receipt that something comes back of: what lies there of that line comes into the hand."""
        super().choose(hit)
        good = good_on(self.till.view, hit[1], self.till.belt.brought) if hit is not None else None
        if good is not None and self.till.belt.brought != good:
            self.till.belt.cursor = ("brought", good.id)
            self.till.belt.sync()

    @property
    def return_line(self) -> int | None:
        """The line of the receipt under the cursor."""
        return int(self.cursor[1]) if self.cursor is not None else None

    def hits(self) -> list[list[Hit]]:
        if self.till.view.returning and not self.till.view.exchange:
            return return_lines.hits(self.till.view)
        return [[("line", str(item.line))] for item in self.till.view.lines]

    def _scroll(self, room: int, rows: list[tuple[Item, int]]) -> None:
        """Half a window at a time when it is full: most scans then add a row and move none."""
        count = len(rows)
        if not self._wheeled and self.cursor is not None:
            chosen = int(self.cursor[1])
            at = next(y for y in range(count - 1, -1, -1) if rows[y][0].line == chosen)
            first = at - rows[at][1]
            if first < self._top:
                self._top = first
            elif at >= self._top + room:
                self._top = at + 1 - room + room // 2
        self._top = max(0, min(self._top, count - 1))

    def _head(self, width: int) -> Line:
        words, view = self.till.words, self.till.view
        right = f"#{view.sale.rpartition('/')[2].zfill(4)}" if view.sale else ""
        if view.member:
            right = f"{words('till.member', name=view.member)}  {right}"
        if view.employee:
            right = f"{words('till.employee', name=view.employee)}  {right}"
        return heading(words("till.basket"), right, width, focused=self.has_focus)

    def _columns(self, width: int, above: int, below: int) -> Line:
        words = self.till.words
        more = f" ▲{above}" if above > 0 else ""
        more += f" ▼{below}" if below > 0 else ""
        each = PRICE if width >= SLIM else 0
        text = (
            f"{'#':>3} "
            + pad(words("till.column.item") + more, width - 5 - QUANTITY - each - AMOUNT)
            + pad(words("till.column.quantity"), QUANTITY, "right")
            + (pad(words("till.column.price"), PRICE, "right") if each else "")
            + pad(words("till.column.amount"), AMOUNT, "right")
        )
        return (Span(text, "dim"),)

    def _row(self, item: Item, part: int, width: int, last: Hit) -> Line:
        hit: Hit = ("line", str(item.line))
        style = "cursor" if hit == self.cursor and self.has_focus else "fresh" if hit == last else ""
        advised = str(item.line) == self.till.coach.line
        key = (item, part, width, style, self.till.words.lang, advised)
        row = self._made.get(key)
        if row is None:
            if len(self._made) > _KEPT:
                self._made.clear()
            row = self._made[key] = self._make(item, part, width, style, advised)
        return row

    def _make(self, item: Item, part: int, width: int, style: str, advised: bool) -> Line:
        till, words, money = self.till, self.till.words, self.till.money
        hit: Hit = ("line", str(item.line))
        if part:
            text = clip(self._offers(item), width - 9 - AMOUNT)
            amount = money(-item.discount)
            return spread(
                [Span(f"      {text}", "good", hit)], [Span(pad(amount, AMOUNT, "right") + " ", "good", hit)], width
            )
        quantity = str(item.quantity)
        column = PRICE if width >= SLIM else 0
        room = width - 5 - QUANTITY - column - AMOUNT
        name = item.name[words.lang]
        if item.grams:
            amount = item.count.en
            quantity, name = "", f"{clip(name, room - len(amount) - 1)} {amount}"
        elif item.unit:
            unit = f" /{UNITS[item.unit].one[words.lang]}"
            name += unit if cells(name + unit) <= room else ""  # the name says which it is; this only how it is sold
        mark = "▸" if style == "cursor" else "➤" if advised else " "
        price, per = till.view.rules.price_on(item)
        each = pad(quantity, QUANTITY, "right") + (pad(money(price), PRICE, "right") if column else "")
        if item.grams and per and column:  # there is no number of pieces: its place is the unit's
            each = pad(f"{money(price)}/{per}", QUANTITY + PRICE, "right")
        text = f"{item.line:>3}{mark}" + pad(name, room) + each + pad(money(item.gross), AMOUNT, "right") + " "
        return (Span(text, style or ("advised" if advised else ""), hit),)

    def _offers(self, item: Item) -> str:
        """What took something off this line, by name."""
        words = self.till.words
        names = [offer.name[words.lang] or words(f"till.offer.{offer.rule}") for offer in item.offers]
        return words("till.and").join(names) or words("till.discount")

    def _totals(self, width: int, items: list[Item]) -> list[Line]:
        till, words, view = self.till, self.till.words, self.till.view
        pieces = sum(item.quantity for item in items)
        saved = sum(item.discount for item in items)
        facts = [Span(f" {words('till.pieces', count=pieces)}", "dim")]
        if saved:
            facts.append(Span(f"   {words('till.saved', amount=till.money(saved))}", "good"))
        lines: list[Line] = [spread(facts, [], width)]
        if view.exchange:
            lines.append(self._amount("till.credit", view.return_total, width, "good"))
        if view.paid:
            lines.append(self._amount("till.paid", view.paid, width, "good"))
        if view.stage in ("tendering", "paying"):
            lines.append(self._amount("till.due", view.due, width, "total strong"))
            if view.cash_due != view.due:
                lines.append(self._amount("till.cash_due", view.cash_due, width, "strong"))
        else:
            lines.append(self._amount("till.total", view.total, width, "total strong"))
        return lines

    def _amount(self, id: str, amount: Minor, width: int, style: str) -> Line:
        text = self._money(amount, sign=True)
        return spread([Span(f" {self.till.words(id)}", style)], [Span(f"{text} ", style)], width, style)

    def _money(self, amount: Minor, sign: bool = False) -> str:
        return self.till.view.rules.currency.format(amount, sign=sign)

    def _empty(self, width: int, height: int) -> list[Line]:
        """What to do when nothing is in the basket yet: what the coach says, where there is one."""
        view, advised = self.till.view, pointing.centre(self.till, self.till.words)
        if advised:
            return _centred(advised, width, height, "dim")
        if view.over and view.here is None:
            id = "till.empty.over_left" if guide.left_to_do(view) else "till.empty.over"
        elif view.here is None and view.queue and view.order in ("wait", "stop") and not view.power:
            id = "till.empty.hold"
        elif view.here is None and view.on_ups and not view.order and not view.coming:
            id = "till.empty.await_orders" if view.reported else "till.empty.on_ups"
        elif view.here is None:
            id = "till.empty.coming" if view.coming else "till.empty.call" if view.queue else "till.empty.wait"
        elif any(question.customer == view.here.customer for question in view.questions):
            id = "till.empty.asked"
        elif view.exchange:
            id = "till.empty.exchange"
        elif "decline_return" in view.said and not view.returning and not view.returned:
            id = "till.empty.scan" if view.belt else "till.empty.kept"
        elif view.wished is not None and not view.returned:
            id = "till.empty.returning"
        elif view.stage == "refunding":
            id = "till.empty.refunding"
        elif view.refunds_to_hand_over:
            due = view.refunds_to_hand_over[0]
            id = f"till.empty.refund_{'unsent' if due.error else due.status}"
        elif view.settled and (view.change_owed > 0 or view.cash):
            id = f"till.empty.{'change' if view.change_owed > 0 else 'cash'}_{'tray' if view.drawer_open else 'open'}"
        elif view.settled:
            done = "thanked" if "thank" in view.said else "settled"
            id = f"till.empty.{self._after_return() if view.returned else done}"
        elif any(customer == view.here.customer for customer, _, _ in view.suspended.values()):
            id = "till.empty.resume"
        else:
            id = "till.empty.scan"
        return _centred(self.till.words(id, **self._keys()), width, height, "dim")

    def _after_return(self) -> str:
        """The signature, then goodbye."""
        view = self.till.view
        if view.unsigned:
            return "signing" if "ask_sign" in view.said else "sign"
        return "returned"

    def _keys(self) -> dict[str, str]:
        till = self.till
        return {
            "say": till.key_label("say"),
            "sign": till.replies.digit_of("ask_sign"),
            "scan": till.key_label("scan"),
            "resume": till.key_label("resume_sale"),
            "find": till.key_label("find_receipt"),
            "call": till.key_label("call_next"),
            "finish": till.key_label("finish_shift"),
            "move": till.key_label("move_till"),
            "query": till.key_label("query_payment"),
            "otherwise": till.key_label("refund_otherwise"),
            "way": till.title_of("refund_otherwise"),
            "restart": till.key_label("restart_till"),
            "report": till.key_label("report_incident"),
            "tray": till.key_label("cash_tray"),
            "drawer": till.key_label("no_sale"),
            "open": till.title_of("no_sale"),
            "owed": self._money(max(till.view.change_owed, 0) or worth(till.view.cash)),
        }

    def _notice(self, width: int, height: int, id: str) -> list[Line]:
        words = self.till.words
        params = {"till": self.till.view.station, **self._keys()}
        notice = _centred(words(f"{id}.title", **params), width, 1, "strong")
        said = words(id, **params)
        text = _centred(said, width, len(wrap(said, width - 6)), "dim")
        above = max(0, (height - len(notice) - len(text)) // 2)
        return [heading(words("till.basket"), "", width, focused=self.has_focus), *[()] * above, *notice, (), *text]


def _centred(text: str, width: int, height: int, style: str) -> list[Line]:
    lines = wrap(text, width - 6)[:height]
    above = max(0, (height - len(lines)) // 2) if height > 1 else 0
    made = [(Span(" " * ((width - cells(line)) // 2)), Span(line, style)) for line in lines]
    return [*[()] * above, *made, *[()] * (height - above - len(made))]
