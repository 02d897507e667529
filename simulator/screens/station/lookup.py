"""Find an item by name, pinyin initials or code as you type; or, without a letter, by its category."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from simulator.kernel.money import Minor
from simulator.kernel.texts import half_width
from simulator.locale import Words
from simulator.pos.catalog import Item
from simulator.pos.rules import Rules
from simulator.screens.station.dialogs import Option, Rows, Say, StationDialog

MOST = 60


class LookUp(StationDialog[str | None]):
    """Gives the sku that was chosen."""

    ADVICE = "till.dialog.advice.look_up"

    def __init__(self, title: Say, rules: Rules, text: str = "") -> None:
        super().__init__(title)
        self._rules = rules
        self._text = text
        self._category = ""

    def compose(self) -> ComposeResult:
        rows = Rows(self.says, "till.look_up.hint")
        with Vertical(id="box", classes="tall"):
            yield rows
            yield Input(
                self._text, placeholder=self.words("till.look_up.placeholder"), id="search", select_on_focus=False
            )

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._fill()

    def retranslate(self) -> None:
        self.query_one(Input).placeholder = self.words("till.look_up.placeholder")
        super().retranslate()

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._act()
        self._category = ""
        self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.rows.cursor:
            self.take(*self.rows.cursor)

    def take(self, kind: str, id: str) -> None:
        if kind != "option":
            return
        if id == "back:":
            self._category = ""
            self._fill()
        elif id.startswith("category:"):
            self._category = id.removeprefix("category:")
            self._fill()
        else:
            self.dismiss(id)

    def leave(self) -> None:
        if self._category:
            self.take("option", "back:")
        else:
            super().leave()

    def key(self, key: str, character: str | None) -> bool:
        return key in ("up", "down", "pageup", "pagedown") and self.rows.move(key)

    def _fill(self) -> None:
        text = half_width(self.query_one(Input).value).strip()
        catalog = self._rules.catalog
        if self._category:
            items = [item for item in catalog.items.values() if item.category == self._category]
            back = Option("back:", lambda words: f"◂ {words('till.look_up.back')}")
            options = [back, *map(self._item, items)]
            self.rows.cursor = ("option", options[1].value) if len(options) > 1 else None
        elif text:
            options = [self._item(item) for item in catalog.search(text, MOST)]
            self.rows.cursor = None
            if not options:
                options = [Option("", lambda words: words("till.look_up.nothing", text=text))]
        else:
            found: dict[str, int] = {}
            for item in catalog.items.values():
                found[item.category] = found.get(item.category, 0) + 1
            options = [_category(name, count) for name, count in found.items()]
            self.rows.cursor = None
        self.rows.options = options
        self.sync()

    def _item(self, item: Item) -> Option:
        price = price_of(self._rules, item)
        code = item.plu or (item.codes[0] if item.codes else "")
        return Option(item.sku, lambda words: item.name[words.lang], lambda words: f"{code}  {price:>10}")


def _category(name: str, count: int) -> Option:
    def label(words: Words) -> str:
        id = f"till.category.{name}"
        return words(id) if words.has(id) else name

    return Option(f"category:{name}", label, lambda words: str(count))


def price_of(rules: Rules, item: Item, now: Minor | None = None) -> str:
    """`12.80`, or for what is weighed `4.98 / 500g`."""
    price, per = rules.price_of(item, item.price if now is None else now)
    return rules.currency.format(price) + (f" / {per}" if per else "")
