"""From a shop's two files to a `Shop`, or to everything that is wrong with them, each with its place.

The YAML head is read here, the CSV of items in `shop_items`.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import cast, get_args

from scenarios.amounts import Trade
from scenarios.phrases import clock
from scenarios.policy_source import PolicyError, load_policy
from scenarios.problems import PhraseError
from scenarios.promotion_source import read_promotions
from scenarios.shop import LEVELS, Recall, Shop, ShopError, StaffMember
from scenarios.shop_complaints import Complaint, complaint
from scenarios.shop_items import read_items
from scenarios.shop_labels import NEEDED, OPTIONAL, label_rule
from scenarios.source import Group, Items, Node, Scalar, child, kind_of, locate, path_words, read
from scenarios.stocking import Sourced, Stocking, sourced
from simulator.kernel.items import Item
from simulator.kernel.money import CNY, Currency, Minor, Pieces
from simulator.kernel.policy import Points, Policy
from simulator.kernel.premises import GoodsGroup, Premises
from simulator.kernel.promotions import AnyPromotion
from simulator.kernel.returns import Bundles, PastPrice, ReturnPolicy, ReturnRule, Takes
from simulator.kernel.texts import Text
from virtual_devices.labels import LabelRule

LOT = re.compile(r"[0-9A-Za-z]{1,20}")
KEYS = ("name", "address", "policy", "float", "bags", "quick_keys", "staff")
MORE = (
    "cash_limit", "promotions", "clock", "labels", "recalls", "ask_id_below", "weighed_per", "points", "returns",
    "premises", "stockroom",
)  # fmt: skip
"""Keys that may be left out."""
PERSON = ("badge", "name", "level", "pin")

Path = tuple[str | int, ...]


def parse_shop(name: str, head: bytes, table: bytes) -> Shop:
    """Build a shop from its YAML head and its CSV table. Raises `ShopError` with all problems of both."""
    source = read(head)
    problems = [
        Complaint(0, p.mark, p.words("en").removeprefix(f"-:{p.mark.line}:{p.mark.column}: ")) for p in source.problems
    ]
    shop = _Head(source.tree, problems) if source.tree is not None else None
    items = read_items(
        table, shop.money if shop else CNY, shop.policy.taxes if shop and shop.policy else None, problems
    )
    built = shop.build(name, items) if shop else None
    if problems or built is None:
        files = (f"{name}.yaml", f"{name}.csv")
        raise ShopError([f"{files[part]}:{mark.line}:{mark.column}: {words}" for part, mark, words in sorted(problems)])
    return built


def _is_day(word: str) -> bool:
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def furnish(name: str, head: bytes, items: dict[str, Item]) -> Shop:
    """A shop from its YAML head and items that were made elsewhere. Raises `ShopError` with all the head's problems."""
    source = read(head)
    problems = [Complaint(0, p.mark, p.words("en")) for p in source.problems]
    shop = _Head(source.tree, problems).build(name, items) if source.tree is not None else None
    if problems or shop is None:
        raise ShopError([f"{name}.yaml:{mark.line}:{mark.column}: {words}" for _, mark, words in sorted(problems)])
    return shop


# --- the head --------------------------------------------------------------------------------------------------------


class _Head:
    """The YAML head, read key by key; what is wrong goes to `problems`, and a harmless value stands in."""

    def __init__(self, tree: Group, problems: list[Complaint]) -> None:
        self._tree, self._problems = tree, problems
        self._keys((), KEYS, MORE)
        self.policy = self._policy()
        self.money: Currency = self.policy.currency if self.policy else CNY

    def build(self, name: str, items: dict[str, Item]) -> Shop:
        return Shop(
            id=name,
            name=self._text(("name",)),
            address=self._text(("address",)),
            policy=self.policy or Policy("", Text()),
            promotions=self._promotions(items),
            float=self._float(),
            bags=self._skus(("bags",), items),
            quick_keys=self._skus(("quick_keys",), items),
            staff=self._staff(),
            items=items,
            cash_limit=self._amount(("cash_limit",)) if self._at(("cash_limit",)) is not None else 0,
            clock=self._clock(),
            labels=self._labels(),
            recalls=self._recalls(items),
            returns=self._returns(items),
            ask_id_below=self._number(("ask_id_below",), 99) or 25,
            weighed_per=self._number(("weighed_per",), 1000) or 1000,
            points=self._points(),
            premises=self._premises(items),
            stocking=self._stocking(items),
        )

    def _wrong(self, path: Path, expected: str, *, key: bool = False, got: str = "") -> None:
        mark, node = locate(self._tree, path, key=key), self._at(path)
        came = got or (str(path[-1]) if key else kind_of(node) if node is not None else "")
        self._problems.append(complaint(0, mark, path_words(path), expected, came))

    def _at(self, path: Path) -> Node | None:
        node: Node | None = self._tree
        for step in path:
            node = child(node, step) if node is not None else None
        return node

    def _policy(self) -> Policy | None:
        name = self._word(("policy",))
        try:
            return load_policy(name) if name else None
        except PolicyError as error:
            self._wrong(("policy",), error.problems[0].expected.en)
            return None

    def _promotions(self, items: Mapping[str, Item]) -> tuple[AnyPromotion, ...]:
        categories = frozenset(item.category for item in items.values())
        promotions, wrong = read_promotions(
            self._tree, ("promotions",), Trade(self.money, frozenset(items), categories)
        )
        self._problems += [Complaint(0, p.mark, p.words("en").partition(": ")[2]) for p in wrong]
        return promotions

    def _keys(self, path: Path, known: Collection[str], more: Collection[str] = ()) -> None:
        """All of `known`, perhaps some of `more`, and nothing else."""
        node = self._at(path)
        if not isinstance(node, Group):
            self._wrong(path, f"a group of {', '.join(known)}")
            return
        for key in node.nodes:
            if key not in known and key not in more:
                self._wrong((*path, key), f"one of {', '.join((*known, *more))}", key=True)
        for key in known:
            if key not in node.nodes:
                self._problems.append(complaint(0, node.mark, path_words(path) or "shop", f"the key '{key}'", ""))

    def _word(self, path: Path) -> str:
        """The scalar at `path`; a missing one was told by `_keys`."""
        node = self._at(path)
        if node is not None and not (isinstance(node, Scalar) and node.text):
            self._wrong(path, "a value")
        return node.text if isinstance(node, Scalar) else ""

    def _text(self, path: Path) -> Text:
        if self._at(path) is None:
            return Text()
        self._keys(path, ("en", "zh"))
        return Text(self._word((*path, "en")), self._word((*path, "zh")))

    def _number(self, path: Path, most: int) -> int:
        word = self._word(path)
        if word and not (word.isascii() and word.isdigit() and int(word[:9]) <= most):
            self._wrong(path, f"a whole number up to {most}")
            return 0
        return int(word or 0)

    def _amount(self, path: Path) -> Minor:
        word = self._word(path)
        try:
            amount = self.money.parse(word) if word else 1
        except ValueError:
            amount = 0
        if amount <= 0:
            self._wrong(path, f"an amount such as {self.money.format(10)}")
        return amount

    def _group(self, path: Path) -> tuple[str, ...]:
        node = self._at(path)
        if node is not None and not isinstance(node, Group):
            self._wrong(path, "a group of keys")
        return tuple(node.nodes) if isinstance(node, Group) else ()

    def _list(self, path: Path) -> range:
        node = self._at(path)
        if node is not None and not isinstance(node, Items):
            self._wrong(path, "a list")
        return range(len(node.nodes) if isinstance(node, Items) else 0)

    def _float(self) -> Pieces:
        pieces: Pieces = {}
        known = ", ".join(self.money.format(value) for value in self.money.pieces)
        for key in self._group(("float",)):
            try:
                value = self.money.parse(key)
            except ValueError:
                value = 0
            if value not in self.money.pieces:
                self._wrong(("float", key), f"a note or coin that circulates: {known}", key=True)
            elif value in pieces:
                self._wrong(("float", key), "each note or coin once", key=True)
            else:
                pieces[value] = self._number(("float", key), 1000)
        return pieces

    def _skus(self, path: Path, items: Mapping[str, Item]) -> tuple[str, ...]:
        found: list[str] = []
        for index in self._list(path):
            sku = self._word((*path, index))
            if sku and (sku not in items or sku in found):
                self._wrong((*path, index), "an item's sku" if sku not in items else "each sku once")
            found.append(sku)
        return tuple(found)

    def _clock(self) -> str:
        word = self._word(("clock",))
        try:
            return clock(word) if word else ""
        except PhraseError:
            self._wrong(("clock",), "a date and time such as 2026-12-24 10:00")
            return ""

    def _labels(self) -> tuple[LabelRule, ...]:
        rules: list[LabelRule] = []
        for index in self._list(("labels",)):
            at: Path = ("labels", index)
            self._keys(at, NEEDED, OPTIONAL)
            words = {key: self._word((*at, key)) for key in self._group(at)}
            rule = label_rule(words)
            if isinstance(rule, LabelRule):
                rules.append(rule)
            elif all(key in words for key in NEEDED):  # a missing one was told
                self._wrong((*at, rule.key), rule.expected)
        return tuple(rules)

    def _recalls(self, items: Mapping[str, Item]) -> tuple[Recall, ...]:
        recalls: list[Recall] = []
        for index in self._list(("recalls",)):
            at: Path = ("recalls", index)
            self._keys(at, ("sku", "lot"))
            sku, lot = self._word((*at, "sku")), self._word((*at, "lot"))
            if sku and sku not in items:
                self._wrong((*at, "sku"), "an item's sku")
            if lot and not LOT.fullmatch(lot):
                self._wrong((*at, "lot"), "up to 20 letters and digits")
            recalls.append(Recall(sku, lot))
        return tuple(recalls)

    def _returns(self, items: Mapping[str, Item]) -> ReturnPolicy:
        """`returns: {days: 7, rules: {dairy: {takes: faulty, shelf: no}}, lowest: {rice_5kg: "39.90"}, recent: 30}`"""
        if self._at(("returns",)) is None:
            return ReturnPolicy()
        self._keys(("returns",), (), ("days", "rules", "lowest", "coupons_back", "recent", "was", "bundles"))
        known = {*items, *(item.category for item in items.values())}
        rules: dict[str, ReturnRule] = {}
        for name in self._group(("returns", "rules")):
            at: Path = ("returns", "rules", name)
            if name not in known:
                self._wrong(at, "a category or an item's sku", key=True)
            self._keys(at, (), ("takes", "shelf", "days"))
            takes = self._choice((*at, "takes"), get_args(Takes), "all")
            shelf = self._choice((*at, "shelf"), ("yes", "no"), "yes") == "yes"
            rules[name] = ReturnRule(cast(Takes, takes), shelf, self._optional((*at, "days"), 365))
        lowest: dict[str, Minor] = {}
        for sku in self._group(("returns", "lowest")):
            if sku not in items:
                self._wrong(("returns", "lowest", sku), "an item's sku", key=True)
            lowest[sku] = self._amount(("returns", "lowest", sku))
        back = self._choice(("returns", "coupons_back"), ("yes", "no"), "no") == "yes"
        recent = self._optional(("returns", "recent"), 365) or ReturnPolicy().recent
        was, bundles = self._was(items), self._choice(("returns", "bundles"), get_args(Bundles), "prorate")
        return ReturnPolicy(
            self._optional(("returns", "days"), 365), rules, lowest, back, recent, was, cast(Bundles, bundles)
        )

    def _was(self, items: Mapping[str, Item]) -> dict[str, tuple[PastPrice, ...]]:
        """`was: {rice_5kg: {"2026-12-12": "39.90"}}`: the last day of a price that is none any more."""
        was: dict[str, tuple[PastPrice, ...]] = {}
        for sku in self._group(("returns", "was")):
            at: Path = ("returns", "was", sku)
            if sku not in items:
                self._wrong(at, "an item's sku", key=True)
            for until in self._group(at):
                if not _is_day(until):
                    self._wrong((*at, until), "the last day of that price, such as 2026-12-12", key=True)
                was[sku] = (*was.get(sku, ()), PastPrice(self._amount((*at, until)), until))
        return was

    def _choice(self, path: Path, known: tuple[str, ...], usual: str) -> str:
        word = self._word(path) if self._at(path) is not None else usual
        if word and word not in known:
            self._wrong(path, f"one of {', '.join(known)}")
        return word if word in known else usual

    def _optional(self, path: Path, most: int) -> int:
        return self._number(path, most) if self._at(path) is not None else 0

    def _points(self) -> Points | None:
        if self._at(("points",)) is None:
            return None
        self._keys(("points",), ("per", "step", "worth"))
        step = self._number(("points", "step"), 10_000) or 1
        return Points(self._amount(("points", "per")), step, self._amount(("points", "worth")))

    def _premises(self, items: Mapping[str, Item]) -> Premises | None:
        """`premises: {floor: "620", people: "14", hours: "96", stock: "486000.00", goods: {dairy: {cost: "74"}}}`"""
        if self._at(("premises",)) is None:
            return None
        self._keys(("premises",), ("floor", "people", "hours", "stock", "goods"))
        known = {item.category for item in items.values()}
        goods: dict[str, GoodsGroup] = {}
        for name in self._group(("premises", "goods")):
            at: Path = ("premises", "goods", name)
            if name not in known:
                self._wrong(at, "a category", key=True)
            self._keys(at, ("name", "cost"))
            goods[name] = GoodsGroup(self._text((*at, "name")), self._number((*at, "cost"), 100))
        floor, people, hours = (self._number(("premises", key), 100_000) for key in ("floor", "people", "hours"))
        return Premises(floor, people, hours, self._amount(("premises", "stock")), goods)

    def _stocking(self, items: Mapping[str, Item]) -> Stocking | None:
        """`stockroom: {near: "7", suppliers: {dairy: {name: ..., goods: {milk_1l: 12 a case at 9.20}}}}`"""
        at: Path = ("stockroom",)
        if self._at(at) is None:
            return None
        self._keys(at, ("near", "least_life", "tolerance", "suppliers"), ("stores", "markdowns"))
        markdowns: dict[str, int] = {}
        for days in self._group((*at, "markdowns")):
            if not (days.isascii() and days.isdigit()):
                self._wrong((*at, "markdowns", days), "a number of days", key=True)
            markdowns[days] = self._number((*at, "markdowns", days), 100)
        goods: dict[str, Sourced] = {}
        suppliers: dict[str, Text] = {}
        for name in self._group((*at, "suppliers")):
            mine: Path = (*at, "suppliers", name)
            self._keys(mine, ("name", "goods"))
            suppliers[name] = self._text((*mine, "name"))
            for sku in self._group((*mine, "goods")):
                if sku not in items or items[sku].pack_of or sku in goods:
                    self._wrong((*mine, "goods", sku), "an item in single pieces, of one supplier", key=True)
                try:
                    goods[sku] = sourced(name, self._word((*mine, "goods", sku)), self.money)
                except PhraseError:
                    self._wrong((*mine, "goods", sku), "a phrase such as 12 a case at 9.20, keeps 45 d")
        stores = {name: self._text((*at, "stores", name)) for name in self._group((*at, "stores"))}
        near, least = self._number((*at, "near"), 365), self._number((*at, "least_life"), 365)
        return Stocking(suppliers, stores, goods, near, least, markdowns, self._amount((*at, "tolerance")))

    def _staff(self) -> tuple[StaffMember, ...]:
        staff: list[StaffMember] = []
        for index in self._list(("staff",)):
            at: Path = ("staff", index)
            self._keys(at, PERSON, ("number",))
            badge, level, pin = (self._word((*at, key)) for key in ("badge", "level", "pin"))
            if badge and any(other.badge == badge for other in staff):
                self._wrong((*at, "badge"), "a badge of one's own")
            if level and level not in LEVELS:
                self._wrong((*at, "level"), f"one of {', '.join(LEVELS)}")
            if pin and not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
                self._wrong((*at, "pin"), "4 to 8 digits")
            elif pin and any(other.pin == pin for other in staff):
                self._wrong((*at, "pin"), "a PIN of one's own")
            number = self._word((*at, "number")) if self._at((*at, "number")) is not None else ""
            if number and not (number.isascii() and number.isdigit()):
                self._wrong((*at, "number"), "digits")
            elif number and any(other.number == number for other in staff):
                self._wrong((*at, "number"), "a number of one's own")
            staff.append(StaffMember(badge, self._text((*at, "name")), level, pin, number))
        levels = {person.level for person in staff}
        if self._at(("staff",)) is not None and not levels >= {"cashier", "supervisor"}:
            self._wrong(("staff",), "a cashier and a supervisor at least", got=", ".join(sorted(levels)))
        return tuple(staff)
