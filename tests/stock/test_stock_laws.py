"""Stock is conserved: whatever is done in the stockroom and at two tills, in whatever order.

The books' postings are one account of it, the stockroom's state another, and what the facts name (so much accepted, so
much sold at a till, so much written off) a third.
"""

from collections import Counter as Counts

from hypothesis import given
from hypothesis import strategies as st

from simulator.drill.replay import verify
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import decode, encode
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, FLOOR, OWN, TRANSIT, Portion
from simulator.kernel.texts import Text
from simulator.stock.engine import apply
from simulator.stock.inquiry import near_expiry, to_order, to_pick
from simulator.stock.ledger import today
from simulator.stock.recalls import open_recalls
from simulator.stock.rules import StockRules
from simulator.stock.state import STATION, Stockroom, Sums
from simulator.stock.summing import skus_in, sum_of
from simulator.stock.valuation import Layers
from simulator.store.books import SaleLine, StockMovement, book
from simulator.store.stock_books import StockPosting
from tests.pos.counter import MILK, SOY
from tests.pos.test_laws import thorough
from tests.stock.backroom import BOSS, CHIEF, CRATE, LATE, LIMITED, STOCK, TILLS, Backroom

NAME = Text("Anybody", "某某")
skus = st.sampled_from(["milk", "milk", "soy", "apples"])
some = st.integers(1, 30)
places = st.sampled_from(OWN)
lots = st.sampled_from(["", "", "A1", "B2", "C3"])
portions = st.builds(lambda sku, quantity, lot: (Portion(sku, quantity, lot),), skus, some, lots)
counts = st.sampled_from(["CC-0001", "CC-0002"])
ITEMS = ("milk", "soy", "apples")
transfers = st.sampled_from(["TR-0001", "TR-0002", "IN-1", "IN-2"])
work = st.one_of(
    st.builds(c.PutAway, skus, some, places, lots, places),
    st.builds(c.PickStock, skus, some, lots),
    st.builds(c.PullStock, skus, some, places, lots),
    st.builds(c.WriteOff, skus, some, places, st.sampled_from(["damaged", "spoiled", "recalled"]), lots),
    st.builds(c.AdjustStock, skus, st.integers(-20, 20), places, st.just("found"), lots),
    st.builds(c.ReturnToSupplier, skus, some, lots),
    st.builds(c.RecallLot, st.just("milk"), st.sampled_from(["A1", "B2"])),
    st.builds(c.CloseRecall, st.just("milk"), st.sampled_from(["A1", "B2"])),
    st.builds(c.StartCount, st.sampled_from([FLOOR, BACK]), st.just(("milk", "soy"))),
    st.builds(c.CountItem, counts, st.sampled_from([MILK, SOY]), st.integers(0, 40)),
    st.builds(c.CountItem, counts, st.sampled_from([MILK, SOY]), st.integers(0, 40)),
    st.builds(c.PostCount, counts),
    st.builds(c.SendTransfer, st.just("west"), portions),
    st.builds(c.ReceiveTransfer, transfers, portions),
    st.builds(c.SettleTransfer, transfers, st.just("lost")),
    st.builds(s.TransferAnswered, transfers, portions),
    st.builds(
        lambda name, goods: s.TransferDispatched(name, "west", NAME, goods), st.sampled_from(["IN-1", "IN-2"]), portions
    ),
    st.builds(c.StartReceiving, st.sampled_from(["", "PO-9"])),
    st.builds(c.ReceiveGoods, st.sampled_from([MILK, SOY, CRATE]), some, st.just("C3"), st.just(LATE)),
    st.builds(c.RejectGoods, st.sampled_from([MILK, SOY]), some, st.just("damaged")),
    st.builds(lambda goods: s.DeliveryArrived("D1", "dairy", NAME, "PO-9", goods, goods), portions),
    st.sampled_from([c.PostReceipt(), c.PostReceipt(final=True), c.CancelReceipt(), c.UndoReceived(1)]),
    st.sampled_from([c.EnterPin(CHIEF), c.EnterPin(BOSS), c.CancelAuthorization(), c.InquireStock("milk")]),
)
dated = f"]d2010{MILK}17261230" + "10A1"
sales = st.tuples(st.sampled_from(TILLS), st.sampled_from([MILK, MILK, SOY, CRATE, dated]), st.integers(1, 3))
came_back = st.builds(lambda back, unfit: s.GoodsMoved("till-1-R0009", (), back, unfit), portions, portions)
few, here = st.integers(1, 4), st.sampled_from([FLOOR, BACK])
likely = st.one_of(
    st.builds(c.WriteOff, st.sampled_from(["milk", "soy"]), few, here, st.just("damaged")),
    st.builds(c.PullStock, st.sampled_from(["milk", "soy"]), few, here),
    st.builds(c.PickStock, st.sampled_from(["milk", "soy"]), few),
    st.builds(c.AdjustStock, skus, st.integers(-3, 5), here, st.just("found")),
)
phrases = st.one_of(
    work.map(lambda step: [step]),
    likely.map(lambda step: [step, c.EnterPin(BOSS)]),
    sales.map(lambda sale: [sale]),
    came_back.map(lambda step: [step]),
    st.builds(
        lambda goods, code, pieces: [
            s.DeliveryArrived("D1", "dairy", NAME, "PO-9", goods, goods),
            c.StartReceiving("PO-9"),
            c.ReceiveGoods(code, pieces, "C3", LATE),
            c.PostReceipt(),
            c.EnterPin(CHIEF),
        ],
        portions, st.sampled_from([MILK, CRATE]), some,
    ),
    st.builds(
        lambda sale, milk, soy, later: [
            c.StartCount(FLOOR, ("milk", "soy")), c.CountItem("CC-0001", MILK, milk), sale,
            c.CountItem("CC-0001", SOY, soy), later, c.CountItem("CC-0001", SOY, soy),
            c.CountItem("CC-0001", MILK, milk),
            c.PostCount("CC-0001"), c.EnterPin(CHIEF),
        ],
        sales, st.integers(0, 30), st.integers(0, 30), sales,
    ),
    st.builds(
        lambda sent, came: [
            s.TransferDispatched("IN-1", "west", NAME, sent), c.ReceiveTransfer("IN-1", came),
            c.SettleTransfer("IN-1", "lost"),
        ],
        portions, portions,
    ),
    st.builds(
        lambda sent, came: [c.SendTransfer("west", sent), s.TransferAnswered("TR-0001", came)], portions, portions
    ),
)  # fmt: skip
days = st.lists(phrases, min_size=2, max_size=12).map(lambda found: [step for steps in found for step in steps])
rules = st.sampled_from([STOCK, LIMITED])


def lived(day: list[Event | tuple[str, str, int]], rules: StockRules) -> Backroom:
    shop = Backroom(rules)
    for step in day:
        if isinstance(step, tuple):
            till, code, times = step
            shop.sell(code, till, times)
        else:
            shop.do(step)
    return shop


@thorough
@given(days, rules)
def test_stock_is_conserved_by_item_lot_and_place(day: list[Event | tuple[str, str, int]], rules: StockRules) -> None:
    shop = lived(day, rules)
    room, rows = shop.room, book(*shop.entries)
    pieces: Counts[tuple[str, str, str]] = Counts()
    value: Counts[tuple[str, bool]] = Counts()
    sold: Counts[str] = Counts()
    for row in rows:
        if isinstance(row, StockPosting):
            pieces[row.sku, row.place, row.lot] += row.quantity
            value[row.sku, row.place in OWN] += row.value if row.place in {*OWN, TRANSIT} else 0
            sold[row.sku] += row.quantity if row.kind == "stock_sold" and row.place == "customer" else 0
        elif isinstance(row, StockMovement):
            sold[row.sku] += row.grams or row.quantity
        elif isinstance(row, SaleLine) and row.moved:
            sold[row.sku] -= row.grams or row.quantity
    postings = [row for row in rows if isinstance(row, StockPosting)]
    assert sum(row.quantity for row in postings) == sum(row.value for row in postings) == 0, "balanced"
    assert not any(sold.values()), "the stockroom knows of every piece that a till sold, and of no other"
    there = {
        (sku, place, lot): quantity
        for sku, stock in room.stock.items()
        for place, held in stock.places.items()
        for lot, quantity in held.items()
    }
    assert there == {key: count for key, count in pieces.items() if key[1] in OWN and count}
    on_way = Counts[tuple[str, str]]()
    for transfer in room.transfers.values():
        for key, portion in transfer.goods.items():
            on_way[key] += portion.quantity
            value[key[0], False] -= portion.value
    assert {key: n for key, n in on_way.items() if n} == {
        (sku, lot): n for (sku, place, lot), n in pieces.items() if place == TRANSIT and n
    }
    for sku, stock in room.stock.items():
        assert stock.layers.quantity == stock.on_hand
        assert stock.layers.value == value[sku, True]
        assert value[sku, False] == 0, "what is in transit has kept its value"
        assert stock.on_hand or not stock.layers.value


@thorough
@given(days, rules)
def test_what_is_there_is_what_the_documents_say(day: list[Event | tuple[str, str, int]], rules: StockRules) -> None:
    """By item, from the figures that people read on receipts, write-offs and counts, and from the tills' own sales."""
    shop = lived(day, rules)
    there: Counts[str] = Counts()
    for entry in shop.entries:
        what = entry.what
        match what:
            case f.StockroomOpened():
                there.update(Counts({sku: sum(m.quantity for m in what.moves if m.sku == sku) for sku in ITEMS}))
            case f.ReceiptPosted():
                there.update({line.sku: line.accepted for line in what.lines})
            case f.SaleCompleted():
                there.subtract(Counts(sku for line in what.lines for sku in [line.pack_of or line.sku] * line.pieces))
            case s.GoodsMoved():
                for portion in (*what.back, *what.unfit):
                    there[portion.sku] += portion.quantity
            case f.StockWrittenOff() | f.SupplierReturned():
                there[what.sku] -= what.quantity
            case f.StockAdjusted():
                there[what.sku] += what.quantity
            case f.CountPosted():
                there.update({line.sku: line.variance for line in what.lines})
            case f.TransferSent():
                there.subtract({sku: sum(m.quantity for m in what.moves if m.sku == sku) for sku in ITEMS})
            case f.TransferArrived() if what.transfer.startswith("IN"):
                there.update(Counts({portion.sku: portion.quantity for portion in what.goods}))
    assert {sku: shop.room.of(sku).on_hand for sku in ITEMS} == {sku: there[sku] for sku in ITEMS}


@thorough
@given(days, rules)
def test_what_is_remembered_of_an_item_is_what_lies_there(
    day: list[Event | tuple[str, str, int]], rules: StockRules
) -> None:
    shop = Backroom(rules)
    for step in day:
        _known(shop.room)  # remembered from here on
        if isinstance(step, tuple):
            shop.sell(step[1], step[0], step[2])
        else:
            shop.do(step)
        remembered = _known(shop.room)
        shop.room.sums = Sums()
        assert _known(shop.room) == remembered, step


def _known(room: Stockroom) -> tuple[object, ...]:
    sums = [sum_of(room, sku, today(room)) for sku in room.stock]
    lying = [skus_in(room, place) for place in OWN]
    return near_expiry(room, 40), to_order(room), to_pick(room), open_recalls(room), lying, sums


@thorough
@given(days, rules)
def test_replay_is_what_was_lived(day: list[Event | tuple[str, str, int]], rules: StockRules) -> None:
    shop = lived(day, rules)
    stored = [(entry.stream, encode(entry)) for entry in shop.entries]
    assert verify(stored, shop.new_station).difference is None
    alone = Stockroom(rules)
    for entry in shop.entries:
        if entry.stream == STATION:
            apply(alone, decode(encode(entry)))
    assert alone == shop.room


@thorough
@given(
    st.lists(st.tuples(st.sampled_from(["sold", "late", "basket"]), st.integers(1, 4)), max_size=12),
    st.integers(0, 14),
    st.data(),
)
def test_what_is_sold_while_people_count_is_no_variance(
    steps: list[tuple[str, int]], really: int, data: st.DataObject
) -> None:
    """Someone counts honestly what lies there at that moment; once it is posted, the books have what lies there."""
    shop = Backroom()
    there = really + 10  # the books say 10
    shop.do(c.StartCount(FLOOR, ("milk",)))
    moments = {data.draw(st.integers(0, len(steps))), data.draw(st.integers(0, len(steps)))}
    late: list[tuple[int, int]] = []
    for n in range(len(steps) + 1):
        if n in moments or n == len(steps):
            if n in moments:
                shop.do(c.CountItem("CC-0001", MILK, there))
            if n == len(steps):
                break
        how, pieces = steps[n]
        pieces = min(pieces, there)
        if not pieces:
            continue
        there -= pieces
        if how == "sold":
            shop.sell(MILK, times=pieces)
        elif how == "basket":  # off the shelf and rung up, and paid in the end
            for _ in range(pieces):
                shop.at("till-2", c.Scan(code=MILK))
        else:
            late.append((shop.session.now, pieces))  # a till that could not tell at once
    for event in (c.StartTender(), c.TenderCash(100_000)):
        shop.at("till-2", event)
    for sold_at, pieces in late:
        shop.do(s.GoodsMoved("till-2/7", (Portion("milk", pieces),), sold_at=sold_at))
    if not shop.room.counts["CC-0001"].items["milk"].tries > 1:
        assert len(moments) == 1
    posted = shop.do(c.PostCount("CC-0001"))
    assert isinstance(posted[0], f.CountPosted) or len(moments) == 1
    if isinstance(posted[0], f.CountPosted):
        assert posted[0].lines[0].variance == really
        assert shop.room.of("milk").at(FLOOR) == there


@thorough
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 12), st.integers(0, 500)), max_size=30))
def test_no_cent_is_lost_in_the_layers(steps: list[tuple[bool, int, int]]) -> None:
    layers, quantity, value = Layers(), 0, 0
    for comes, pieces, cost in steps:
        if comes:
            value += cost - layers.put(pieces, cost)
            quantity += pieces
        else:
            value -= layers.take(pieces)
            quantity -= pieces
        assert (layers.quantity, layers.value) == (quantity, value)
        assert quantity or not value, "nothing is worth nothing"
        assert len(layers.rows) == 1 or all(pieces > 0 for pieces, _ in layers.rows)


def test_pieces_of_a_layer_cost_what_the_layer_cost_and_the_first_goes_first() -> None:
    layers = Layers()
    layers.put(3, 100)
    layers.put(2, 90)
    assert [layers.take(1), layers.take(3), layers.take(1)] == [33, 67 + 45, 45]
