"""A small shop and a till to try the rules on: `Counter` plays one station with an in-memory journal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec

from simulator.drill.replay import verify
from simulator.drill.session import Session
from simulator.drill.sources import Source
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, Entry, decode, encode
from simulator.kernel.events import Claim, Command, Event
from simulator.kernel.money import Pieces
from simulator.kernel.promotions import BasketCoupon, Flash, Goods, Nth, Spend, Tier
from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog
from simulator.pos.engine import apply
from simulator.pos.rules import Right, Rules, Staff
from simulator.pos.state import Till
from simulator.store.errors import ClaimRefused

MILK, SOY, RICE = "6901234567892", "6901234500008", "96385074"
FLOAT: Pieces = {1000: 5, 500: 4, 100: 20, 50: 10, 10: 30}


class Item(NamedTuple):
    sku: str
    name: Text
    price: int
    codes: tuple[str, ...] = ()
    plu: str = ""
    member_price: int = 0
    tax_rate: int = 13_000
    unit: str = "piece"
    category: str = "grocery"
    pinyin: str = ""
    age: int = 0
    pack_of: str = ""
    pieces: int = 1
    per: int = 0


ITEMS = (
    Item("milk", Text("Milk 1 l", "纯牛奶 1L"), 1280, (MILK,), member_price=1190, pinyin="cnn"),
    Item("soy", Text("Soy sauce", "酱油"), 995, (SOY,), pinyin="jy"),
    Item("rice", Text("Rice 5 kg", "大米 5kg"), 4590, (RICE,), tax_rate=9_000, pinyin="dm"),
    Item("apples", Text("Apples", "苹果"), 996, plu="101", tax_rate=9_000, unit="kg", pinyin="pg"),
    Item("bag", Text("Carrier bag", "购物袋"), 30, plu="900", pinyin="gwd"),
)
RULES = Rules(
    Catalog(ITEMS),
    rights={"void_line": Right(5000), "void_sale": Right(None), "no_sale": Right(None)},
    staff={
        "c1": Staff("c1", Text("Wang Fang", "王芳"), "cashier"),
        "s1": Staff("s1", Text("Chen", "陈主管"), "supervisor"),
    },
    members={"2900000000018": Text("Mrs Li", "李女士")},
    bags=("bag",),
)


PROMOTIONS = (
    Nth(id="half", name=Text("Second at half price", "第二件半价"), goods=Goods(skus=("milk",)), nth=2, off=50_000),
    Flash(id="flash", name=Text("Flash sale", "秒杀"), goods=Goods(skus=("soy",)), price=500, quota=2),
    Spend(id="save", name=Text("5 off from 60", "满60减5"), tiers=(Tier(6000, 500),)),
    BasketCoupon(id="five", name=Text("5 off", "5元券"), coupon="9520990000015", off=500),
)
PROMOTED = replace(RULES, promotions=PROMOTIONS)
"""The same shop with something on of every sort."""


class MemoryTape:
    """The least a journal can be."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.claims: dict[str, int] = {}

    def create_run(self, run_id: str, opening: Entry, materials: Mapping[str, bytes]) -> None:
        self.entries.append(opening)

    def append(self, run_id: str, entries: Sequence[Entry], claims: Sequence[Claim] = ()) -> None:
        granted = dict(self.claims)
        for claim in claims:
            taken = granted.get(claim.key, 0)
            if taken + claim.units > claim.limit or claim.seen not in (None, taken):
                raise ClaimRefused(claim, taken)
            granted[claim.key] = taken + claim.units
        self.claims.update(granted)  # in place: two tills may share them
        self.entries.extend(entries)

    def read(self, run_id: str) -> Iterator[Entry]:
        return iter(tuple(self.entries))

    def seal(self, run_id: str) -> None:
        pass


def new_till() -> Till:
    return Till(RULES)


OPENING = f.RunOpened("run-1", "first-sale", 1, "practice", 7, 1, {}, ("till-1",), "cashier")
STATION = f.StationOpened("till-1", "c1", Text("Wang Fang", "王芳"), FLOAT, 400)


class Counter:
    """A till with a customer to be served; each step takes a second."""

    def __init__(
        self,
        rules: Rules = RULES,
        *stations: f.StationOpened,
        tape: MemoryTape | None = None,
        sources: Sequence[Source] = (),
    ) -> None:
        self.tape = tape or MemoryTape()
        opened = stations or (STATION,)
        opening = msgspec.structs.replace(OPENING, stations=tuple(station.station for station in opened))
        self.session = Session.open(opening, opened, self.tape, lambda name: Till(rules, name), sources)
        self.served = 0

    @property
    def till(self) -> Till:
        return self.session.till

    def do(self, command: Command) -> list[Event]:
        """Submit a command; the facts that followed."""
        return [entry.what for entry in self.session.submit(command, self.session.now + 1000)[1:]]

    def hear(self, stimulus: s.Stimulus) -> list[Event]:
        return [entry.what for entry in self.session.inject(stimulus, "director", self.session.now + 1000)[1:]]

    def customer(self, *skus: str, member: str = "", **changes: str) -> list[s.Good]:
        """A customer steps up with these goods (`apples` weigh 755 g)."""
        from simulator.kernel import commands as c

        self.served += 1
        name = f"c{self.served}"
        codes = {item.sku: (item.codes or ("",))[0] for item in ITEMS}
        goods = [
            s.Good(
                f"{name}g{n}",
                sku,
                Text(sku, sku),
                "none" if sku == "apples" else changes.get(f"label{n}", "clean"),
                codes[sku],
                755 if sku == "apples" else 0,
                changes.get(f"place{n}", "belt"),
            )
            for n, sku in enumerate(skus, 1)
        ]
        self.hear(s.CustomerArrived(name, Text("Mrs Li", "李女士")))
        self.do(c.CallNext())
        self.hear(s.CustomerSteppedUp(name, tuple(goods), member))
        return goods

    def leave(self, reason: str = "served") -> f.VisitEnded:
        (ended,) = self.hear(s.CustomerLeft(f"c{self.served}", reason))
        assert isinstance(ended, f.VisitEnded)
        return ended


def replay_is_live(counter: Counter, rules: Rules) -> None:
    """What was stored is decided again alike, and folded alone it is the till; what a decision left in mind is none."""
    stored = [(entry.stream, encode(entry)) for entry in counter.tape.entries]
    assert verify(stored, lambda station: Till(rules, station)).difference is None
    again = Till(rules)
    for stream, raw in stored:
        if stream != SHOP:
            apply(again, decode(raw))
    again.asked = counter.till.asked = None
    assert again == counter.till
