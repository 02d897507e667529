"""The market is played like any other shop: at a till, and in its stockroom."""

from pathlib import Path

import pytest

from scenarios.library import compile_source, examine
from scenarios.shop import decode_shop, load_shop
from simulator.drill.bots import lazy, perfect
from simulator.drill.proof import play_bot
from simulator.drill.staging import Stage
from simulator.kernel.facts import StockroomOpened
from simulator.office.reading import wares_of
from simulator.stages import stage_of
from simulator.stock.state import Stockroom
from simulator.store.memory import MemoryJournal

HEAD = """\
version: 1
level: 1
title: {en: At the market, zh: 河湾超市}
brief: {en: A short day., zh: 短短一天。}
minutes: 6
shop: market
"""
TILL = f"""\
scenario: market-day
role: cashier
{HEAD}
competencies: [accuracy, service]
given: {{promotions: [save_88, drinks_second_half]}}
customers:
  one:
    arrives: "0:05"
    basket: [bananas 500 to 900 g labelled, twin_brook_whole_milk_1_l x2, 2 to 4 of snacks, 1 of stationery]
    pays: cash large
  two:
    arrives: "0:40"
    member: yes
    basket: [3 to 5 of drinks, 1 to 2 of seafood, far_sail_soft_pack_cigarettes_20_pcs]
    age: 18 to 60
    pays: mobile
expect:
  goods_right:
    says: {{en: "Everything is rung up as what it is", zh: 商品全部录入，且录对品名}}
    competency: accuracy
    every: visit_ended where reason is served
    must have: [unpaid is empty, extra is empty, wrong is empty]
    debrief: {{en: "Compare belt, trolley and screen.", zh: 核对台面、购物车和屏幕。}}
  greeted:
    says: {{en: "Each customer is greeted", zh: 每位顾客都有问候}}
    competency: service
    every: visit_ended where reason is served
    must have: greeted is yes
    debrief: {{en: "A short hello first.", zh: 先问声好。}}
"""
DOCK = f"""\
scenario: market-dock
role: stock_clerk
{HEAD}
competencies: [receiving, records]
stockroom:
  stock:
    - twin_brook_whole_milk_1_l 1 to 2 cases on floor
    - cloud_pasture_peach_yogurt_200_g 6 to 12 on floor until 3 to 6 d
  usual stock: [dairy, bakery]
  deliveries:
    dairy:
      supplier: twinbrook
      arrives: 10 s to 20 s
      goods:
        - twin_brook_whole_milk_1_l 2 to 4 cases
        - cloud_pasture_peach_yogurt_200_g 1 case until 18 to 20 d
      troubles:
        - twin_brook_whole_milk_1_l 2 to 5 damaged
      driver waits: 4 min
expect:
  all_counted:
    says: {{en: "What is accepted and rejected is what stands there", zh: 收下和拒收的数与实物一致}}
    competency: receiving
    every: receipt_posted
    must have: miscounted at most 0
    debrief: {{en: Count pile by pile., zh: 一堆一堆点。}}
  dock_cleared:
    says: {{en: "The dock is clear when the day ends", zh: 下班前收货区清空}}
    competency: records
    every: stockroom_closed
    must have: pieces_on_dock at most 0
    debrief: {{en: Bring the goods to the store room., zh: 把货搬进后仓。}}
"""


@pytest.fixture(params=[TILL, DOCK], ids=["till", "dock"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Stage:
    path = tmp_path / "script.yaml"
    path.write_text(request.param, "utf-8")
    assert examine(str(path)).problems == ()
    return stage_of(str(path))


def test_bots_can_play_in_it(stage: Stage) -> None:
    assert play_bot(stage, perfect(1, stage.workstation), 1, MemoryJournal()).result.passed
    assert not play_bot(stage, lazy(1, stage.workstation), 1, MemoryJournal()).result.passed


def test_a_run_keeps_all_of_it_and_can_be_staged_again_from_that(stage: Stage) -> None:
    again = Stage.restored(stage.materials)
    assert again.shop == load_shop("market") == decode_shop(stage.materials["shop"])
    assert again.hashes() == stage.hashes()
    assert again.openings(3) == stage.openings(3)


def test_its_stockroom_knows_who_delivers_what(tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(DOCK, "utf-8")
    room = stage_of(str(path)).new_station("stockroom")
    assert isinstance(room, Stockroom)
    shop = load_shop("market")
    assert shop.assortment is not None
    supply, it = room.rules.supply["bananas"], shop.assortment.supplies["bananas"]
    assert (supply.supplier, supply.cost, supply.case) == (it.supplier, it.cost, it.case)
    assert (supply.low, supply.full, supply.floor_low, supply.floor_full) == (
        it.low,
        it.full,
        it.floor_low,
        it.floor_full,
    )
    assert set(room.rules.supply) == {sku for sku, item in shop.items.items() if not item.pack_of}
    assert room.rules.suppliers["twinbrook"].zh == "双溪乳业销售有限公司"


def test_what_usually_lies_there_lies_there_but_for_what_the_script_says(tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(DOCK, "utf-8")
    stage, shop = stage_of(str(path)), load_shop("market")
    (opened,) = stage.openings(3)
    assert isinstance(opened, StockroomOpened)
    lying = {move.sku for move in opened.moves}
    usual = {sku for sku, item in shop.items.items() if item.category in ("dairy", "bakery") and not item.pack_of}
    assert lying == usual
    mine = [move for move in opened.moves if move.sku == "cloud_pasture_peach_yogurt_200_g"]
    assert len(mine) == 1, "what the script names is what it says"
    assert "2026-12-27" <= mine[0].expiry <= "2026-12-30"
    small = compile_source(DOCK.replace("shop: market", "shop: supermarket").encode())
    assert ("category", "stockroom.usual stock[1]") in {(p.id, p.where) for p in small.problems}


def test_a_managers_figures_rest_on_what_each_item_cost() -> None:
    shop = load_shop("market")
    assert shop.assortment is not None
    wares = wares_of([shop])
    assert {sku: ware.cost for sku, ware in wares.items()} == {
        sku: it.cost for sku, it in shop.assortment.supplies.items()
    }
