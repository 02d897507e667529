"""The stockroom as a stock clerk finds it: what lies there by the books and in truth, and what will come."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from scenarios.market.opening import opening_stock
from scenarios.shop import Shop
from scenarios.specs.scenario import Scenario
from scenarios.specs.stockroom import DeliverySpec, ListSpec, RecallSpec, StockroomSpec, TransferSpec
from scenarios.stocking import Stocking
from simulator.drill.rights import rights_at
from simulator.drill.sources import Source
from simulator.drill.stockroom import words
from simulator.drill.stockroom.director import Coming, StockDirector
from simulator.drill.stockroom.drawing import (
    Load,
    Puzzle,
    Wares,
    differences,
    happens,
    load,
    lot_of,
    opening_moves,
    outage,
    portions,
    puzzle,
    within,
)
from simulator.drill.stockroom.listed import arrival
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.goods import Portion, StockMove
from simulator.kernel.texts import Text
from simulator.stock.rules import StockRules, Supply
from simulator.stock.state import STATION, Stockroom

if TYPE_CHECKING:
    from simulator.drill.staging import Stage


@dataclass(frozen=True, slots=True)
class StockGround:
    """See `grounds.Ground`."""

    stage: "Stage"

    @property
    def stations(self) -> tuple[str, ...]:
        return (STATION,)

    def new_station(self, name: str) -> Stockroom:
        return Stockroom(self.rules, name)

    @property
    def rules(self) -> StockRules:
        stage, stocking = self.stage, self.stage.shop.stocking or Stocking()
        rights = rights_at(stage.role, "stockroom")
        return StockRules(
            stage.rules,
            rights=rights.limits,
            never=rights.never,
            supply={
                sku: Supply(g.supplier, g.cost, g.case, g.low, g.full, g.floor_low, g.floor_full)
                for sku, g in stocking.goods.items()
            },
            suppliers=stocking.suppliers,
            stores=stocking.stores,
            near_days=stocking.near_days,
            least_life=stocking.least_life,
            markdowns=tuple((int(days), percent) for days, percent in stocking.markdowns.items()),
            tolerance=stocking.tolerance,
        )

    @property
    def scenario(self) -> Scenario:
        return self.stage.scenario

    @property
    def spec(self) -> StockroomSpec:
        return self.scenario.stockroom or StockroomSpec()

    @property
    def wares(self) -> Wares:
        shop = self.stage.shop
        stocking = shop.stocking or Stocking()
        return Wares(shop.items, stocking.goods, self._clock[:10], stocking.least_life)

    @property
    def _clock(self) -> str:
        return self.scenario.given.clock or self.stage.shop.clock

    def openings(self, seed: int) -> tuple[f.StockroomOpened, ...]:
        clerk, wares = self.stage.shop.stock_clerk, self.wares
        moves = opening_moves(wares, self.spec.stock, seed)
        named = {sku for lying in self.spec.stock for sku in lying.goods.skus}
        usual = [sku for sku, item in wares.items.items() if item.category in self.spec.usual and sku not in named]
        moves += self._lying(usual, seed)
        orders = tuple(order for spec in self.spec.deliveries if (order := self._order(spec, seed)) is not None)
        off = differences(wares, self.spec.differences, moves, seed)
        puzzles = self._puzzles(seed)
        off += tuple(each for one in puzzles for each in one.differences)
        causes = {sku: one.cause for one in puzzles for sku in one.skus}
        return (f.StockroomOpened(STATION, clerk.badge, clerk.name, self._clock, moves, orders, off, causes),)

    def _lying(self, skus: list[str], seed: int) -> tuple[StockMove, ...]:
        """What this shop has of these on the drill's day: what its own list says, else what it would have."""
        if opening := self.stage.shop.opening:
            return tuple(move for move in opening if move.sku in skus)
        return opening_stock(self.stage.shop, self._clock, seed, skus) if skus else ()

    def sources(self, seed: int) -> tuple[Source, ...]:
        puzzles = self._puzzles(seed)
        spec, moves = self.spec.outage, opening_moves(self.wares, self.spec.stock, seed) if self.spec.outage else ()
        dark = outage(self.wares, spec, moves, seed) if spec else None
        return (StockDirector(self.scenario, tuple(self._coming(seed)), self.wares, seed, puzzles, dark),)

    def _puzzles(self, seed: int) -> list[Puzzle]:
        moves = opening_moves(self.wares, self.spec.stock, seed) if self.spec.puzzles else ()
        return [puzzle(spec, moves, seed) for spec in self.spec.puzzles]

    # --- what comes

    def _order(self, spec: DeliverySpec, seed: int) -> f.PurchaseOrder | None:
        """The order for a delivery: everything on its note; none with the seeds in which nobody ordered it."""
        draws = Draws(seed, f"order/{spec.id}")
        number = f"PO-{draws.between(1000, 9999)}"
        if not happens(spec.ordered, draws):
            return None
        wanted: dict[str, Portion] = {}
        for portion in self._load(spec, seed).note:
            had = wanted.get(portion.sku, Portion(portion.sku, 0))
            wanted[portion.sku] = structs.replace(
                had, quantity=had.quantity + portion.quantity, value=had.value + portion.value
            )
        return f.PurchaseOrder(number, spec.supplier, self._supplier(spec), tuple(wanted.values()))

    def _load(self, spec: DeliverySpec, seed: int) -> Load:
        return load(self.wares, spec.goods, spec.troubles, f"delivery/{spec.id}", seed)

    def _supplier(self, spec: DeliverySpec) -> Text:
        return (self.stage.shop.stocking or Stocking()).suppliers[spec.supplier]

    def _coming(self, seed: int) -> Iterator[Coming]:
        for spec in self.spec.deliveries:
            yield self._delivery(spec, seed)
        for recall in self.spec.recalls:
            draws = Draws(seed, f"recall/{recall.id}")
            at = within(recall.at, draws)
            if happens(recall.share, draws):
                notice = s.RecallNoticed(f"RN-{draws.between(100, 999)}", *self._lot(recall, seed), recall.text)
                yield Coming(at, recall.id, notice)
        for transfer in self.spec.transfers:
            yield self._transfer(transfer, seed)
        for listed in self.spec.lists:
            yield Coming(*self._list(listed, seed))
        for task in self.spec.tasks:
            draws, skus = Draws(seed, f"task/{task.id}"), list(task.skus)
            at, keep = within(task.at, draws), within(task.pick, draws) if task.pick.high else len(skus)
            while len(skus) > keep:
                skus.pop(draws.below(len(skus)))
            goods = tuple(Portion(sku, 0, value=draws.pick(prices)) for sku, prices in task.prices)
            asked = s.TaskGiven(
                task.id, task.kind, _with_prices(task.text, goods, self.stage.shop), task.place, tuple(skus),
                goods=goods, cause=task.reason,
            )  # fmt: skip
            yield Coming(at, task.id, asked)

    def _list(self, spec: ListSpec, seed: int) -> tuple[int, str, s.ListArrived]:
        at, arrived = arrival(spec, self.wares, self.stage.shop, seed)
        return at, spec.id, arrived

    def _delivery(self, spec: DeliverySpec, seed: int) -> Coming:
        draws, order, came = Draws(seed, f"driver/{spec.id}"), self._order(spec, seed), self._load(spec, seed)
        at, waits, rest = within(spec.arrives, draws), within(spec.waits, draws), draws.pick(spec.rest)
        says: tuple[Text, ...] = words.ARRIVES if order else words.UNORDERED
        if came.lacking and rest:
            says = words.FOLLOWS if rest == "follows" else words.CANCELLED
        fit = [pile for pile in came.piles if self.wares.fit(pile)]
        unfit = [pile for pile in came.piles if not self.wares.fit(pile)]
        arrived = s.DeliveryArrived(
            f"D-{draws.between(1000, 9999)}", spec.supplier, self._supplier(spec), order.number if order else "",
            tuple(structs.replace(portion, value=0) for portion in came.note), portions(fit), portions(unfit),
            came.piles, rest if came.lacking else "", draws.pick(says),
        )  # fmt: skip
        return Coming(at, spec.id, arrived, waits)

    def _lot(self, recall: RecallSpec, seed: int) -> tuple[str, str]:
        """(sku, lot): that of the stock line with the same item and date."""
        sku, until = recall.goods.skus[0], recall.goods.until
        for n, lying in enumerate(self.spec.stock, 1):
            if lying.goods.skus == (sku,) and lying.goods.until == until:
                return sku, self.wares.drawn(lying.goods, Draws(seed, f"stock/{n}")).lot
        return sku, lot_of(self.wares.date(until.low if until else 0))

    def _transfer(self, spec: TransferSpec, seed: int) -> Coming:
        draws, came = Draws(seed, f"transfer/{spec.id}"), load(
            self.wares, spec.goods, spec.troubles, f"transfer/{spec.id}", seed
        )  # fmt: skip
        at, name = within(spec.at, draws), (self.stage.shop.stocking or Stocking()).stores[spec.store]
        if not spec.inward:
            goods = tuple(Portion(portion.sku, portion.quantity) for portion in came.note)
            return Coming(at, spec.id, s.TaskGiven(spec.id, "send", words.WANTED, store=spec.store, goods=goods))
        number, finding = f"IN-{draws.between(1000, 9999)}", draws.pick(spec.findings) if came.lacking else ""
        return Coming(
            at, spec.id, s.TransferDispatched(number, spec.store, name, came.note, came.piles, finding)
        )  # fmt: skip


def _with_prices(text: Text, goods: tuple[Portion, ...], shop: Shop) -> Text:
    """What somebody says, and the list that they leave here."""
    if not goods:
        return text
    listed = [(shop.items[portion.sku].name, shop.currency.format(portion.value)) for portion in goods]
    return Text(
        " ".join([text.en, *(f"{name.en}: {price}." for name, price in listed)]),
        f"{text.zh}{'；'.join(f'{name.zh} {price}' for name, price in listed)}。",
    )
