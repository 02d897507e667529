"""Labels and 2D codes at the till: what they say is sold, what they cannot mean is refused, what is past is stopped."""

from dataclasses import replace

import pytest

from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.promotions import Goods, Percent, Promotion
from simulator.kernel.texts import Text
from simulator.pos.billing import why
from simulator.pos.state import Till
from simulator.store.book_rows import StockMovement
from simulator.store.books import book
from tests.pos.counter import MILK, OPENING, RULES, STATION, Counter, Item, MemoryTape
from virtual_devices.labels import LabelRule

BOTH = LabelRule(prefix="26", length=18, plu=(3, 7), amount=(8, 12), weight=(13, 17))
AMOUNT = LabelRule(prefix="21", length=13, plu=(3, 7), amount=(8, 12))
WEIGHT = LabelRule(prefix="22", length=13, plu=(3, 7), weight=(8, 12))
CASE = Item("case", Text("Milk x 12", "牛奶×12"), 12_000, ("6901234500016",), pack_of="milk", pieces=12)
TRAY = Item("pork", Text("Pork", "猪肉"), 3396, ("6901234500134",), plu="301", unit="kg")
MILK_2D = "]d20106901234567892"


class Scales(Counter):
    """A till of a shop with a scale counter, a recall, and a date."""

    def __init__(self, promotions: tuple[Promotion, ...] = ()) -> None:
        catalog = type(RULES.catalog)([*RULES.catalog.items.values(), CASE, TRAY])
        rules = replace(
            RULES,
            catalog=catalog,
            labels=(BOTH, AMOUNT, WEIGHT),
            recalls=frozenset({("milk", "BAD1")}),
            promotions=promotions,
        )
        self.tape = MemoryTape()
        station = f.StationOpened(STATION.station, "c1", STATION.name, STATION.float, 400, clock="2026-12-24T23:30")
        self.session = Session.open(OPENING, station, self.tape, lambda name: Till(rules, name))
        self.served = 0

    def lay(self, sku: str, code: str, grams: int = 0, **more: str) -> s.Good:
        """A customer with one good that carries a code."""
        self.customer()
        good = s.Good(f"c{self.served}g1", sku, Text(sku, sku), "clean", code, grams, **more)
        self.hear(s.CustomerLaid(f"c{self.served}", (good,)))
        return good


@pytest.fixture
def counter() -> Scales:
    return Scales()


def reason(facts: list) -> str:
    assert isinstance(facts[-1], f.Refused), facts
    return facts[-1].reason


@pytest.mark.parametrize("rule", [BOTH, AMOUNT, WEIGHT])
def test_a_label_sells_its_weight_at_its_amount(counter: Scales, rule: LabelRule) -> None:
    good = counter.lay("apples", rule.print("101", 752, 755), 755)
    line = counter.do(c.Scan(good=good.id))[-1].line
    assert (line.sku, line.grams, line.gross, line.quantity, line.goods) == ("apples", 755, 752, 1, (good.id,))
    assert line.labelled == (752 if rule.amount != (0, 0) else 0)
    assert counter.till.counter.on_scale == ""


def test_the_amount_on_the_label_is_charged_even_where_the_till_would_round_otherwise(counter: Scales) -> None:
    good = counter.lay("apples", BOTH.print("101", 751, 755), 755)
    line = counter.do(c.Scan(good=good.id))[-1].line
    assert (line.gross, line.labelled) == (751, 751)


def test_a_real_scanner_finds_the_good_by_its_label(counter: Scales) -> None:
    good = counter.lay("apples", BOTH.print("101", 752, 755), 755)
    line = counter.do(c.Scan(code=good.code, source="wedge"))[-1].line
    assert line.goods == (good.id,)
    assert line.code == good.code, "a weigh label is no payment code while goods are sold"


@pytest.mark.parametrize(
    "code", [f"]d201{MILK.zfill(14)}1727113010K12", f"https://id.gs1.org/01/0{MILK}/10/K12?17=271130"]
)
def test_a_real_scanner_finds_the_good_by_its_2d_code_in_any_form(counter: Scales, code: str) -> None:
    """A printed card says it as a link, the good on the belt with a scanner's prefix."""
    name = counter.lay("milk", f"]d201{MILK.zfill(14)}1727113010K13").id.partition("g")[0]
    good = s.Good("second", "milk", Text("milk", "milk"), "clean", f"]d201{MILK.zfill(14)}1727113010K12")
    counter.hear(s.CustomerLaid(name, (good,)))
    line = counter.do(c.Scan(code=code, source="wedge"))[-1].line
    assert line.goods == (good.id,)


def test_the_same_digits_are_a_payment_code_while_paying(counter: Scales) -> None:
    (milk,) = counter.customer("milk")
    counter.do(c.Scan(good=milk.id))
    counter.do(c.StartTender())
    code = BOTH.print("101", 752, 755)
    counter.do(c.TenderMobile(code))
    kept = next(entry.what for entry in reversed(counter.tape.entries) if isinstance(entry.what, c.TenderMobile))
    assert code not in kept.code
    assert "*" in kept.code


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (BOTH.print("101", 752, 755)[:-1] + "0", "refused.code_check_digit"),
        (AMOUNT.print("999", 752, 0), "refused.label_plu"),
        (AMOUNT.print("900", 752, 0), "refused.label_plu"),
        (BOTH.print("101", 1752, 755), "refused.label_mismatch"),
        (BOTH.print("101", 752, 955), "refused.label_mismatch"),
        (AMOUNT.print("101", 0, 0), "refused.label_empty"),
    ],
)
def test_a_misread_label_sells_nothing(counter: Scales, code: str, why: str) -> None:
    good = counter.lay("apples", code, 755)
    assert reason(counter.do(c.Scan(good=good.id))) == why
    assert reason(counter.do(c.EnterCode(code, good.id))) in (why, "refused.payment_code")
    assert counter.till.sale is None


def test_a_label_is_never_multiplied(counter: Scales) -> None:
    good = counter.lay("apples", BOTH.print("101", 752, 755), 755)
    counter.do(c.SetMultiplier(3))
    assert reason(counter.do(c.Scan(good=good.id))) == "refused.quantity_of_weight"
    counter.do(c.SetMultiplier(1))
    line = counter.do(c.Scan(good=good.id))[-1].line
    assert reason(counter.do(c.ChangeQuantity(line.line, 3))) == "refused.quantity_of_weight"


def test_a_label_of_another_item_comes_out_as_wrong(counter: Scales) -> None:
    good = counter.lay("soy", BOTH.print("101", 752, 755), 755)
    counter.do(c.Scan(good=good.id))
    counter.do(c.StartTender())
    counter.do(c.TenderCash())
    assert counter.leave().wrong == (good.id,)


def test_a_2d_code_keeps_lot_and_date_on_the_line(counter: Scales) -> None:
    good = counter.lay("milk", MILK_2D + "1726122510A7")
    line = counter.do(c.Scan(good=good.id))[-1].line
    assert (line.sku, line.code, line.lot, line.expiry) == ("milk", "6901234567892", "A7", "2026-12-25")
    changed = counter.do(c.ChangeQuantity(line.line, 2))[-1].line
    assert (changed.lot, changed.expiry, changed.quantity) == ("A7", "2026-12-25", 2)


def test_what_is_past_its_date_is_stopped_and_today_is_not_past(counter: Scales) -> None:
    good = counter.lay("milk", MILK_2D + "1726122310A7", expiry="2026-12-23")
    stopped, refused = counter.do(c.Scan(good=good.id))
    assert stopped == f.ItemStopped("milk", good.id, "expired", "A7", "2026-12-23", "2026-12-24")
    assert (refused.reason, refused.given["date"], refused.given["today"]) == (
        "refused.expired", "2026-12-23", "2026-12-24",
    )  # fmt: skip
    assert counter.till.sale is None
    assert counter.session.view.belt[0].stopped == "expired"
    assert counter.do(c.SetAside(good.id)) == [f.GoodSetAside(good.id, wanted=False)]
    today = counter.lay("milk", MILK_2D + "1726122410A7")
    assert isinstance(counter.do(c.Scan(good=today.id))[-1], f.LineAdded)


def test_the_date_changes_at_midnight_of_the_shops_clock(counter: Scales) -> None:
    good = counter.lay("milk", MILK_2D + "1726122410A7")
    counter.session.submit(c.SetMultiplier(1), 31 * 60_000)
    assert reason(counter.do(c.Scan(good=good.id))) == "refused.expired"


def test_a_recalled_lot_is_stopped(counter: Scales) -> None:
    good = counter.lay("milk", MILK_2D + "1727010110BAD1")
    stopped, refused = counter.do(c.Scan(good=good.id))
    assert (stopped.why, refused.reason) == ("recalled", "refused.recalled")


def test_who_sells_it_all_the_same_is_found_out(counter: Scales) -> None:
    good = counter.lay("milk", MILK_2D + "1726122310A7", expiry="2026-12-23")
    counter.do(c.Scan(good=good.id))
    counter.do(c.EnterCode("6901234567892", good.id))
    counter.do(c.StartTender())
    counter.do(c.TenderCash())
    assert counter.leave().unfit == (good.id,)


def test_a_2d_code_with_a_weight_needs_no_scale(counter: Scales) -> None:
    good = counter.lay("pork", "]d2010690123450013431030005001726122510A7", 500)
    line = counter.do(c.Scan(good=good.id))[-1].line
    assert (line.grams, line.gross, line.labelled) == (500, 1698, 0)


def test_a_pack_moves_stock_in_single_pieces(counter: Scales) -> None:
    counter.customer()
    counter.do(c.SetMultiplier(2))
    counter.do(c.Scan(code="6901234500016"))
    counter.do(c.StartTender())
    counter.do(c.TenderCash())
    moves = [row for row in book(*counter.tape.entries) if isinstance(row, StockMovement)]
    assert [(move.sku, move.quantity) for move in moves] == [("milk", -24)]


def test_what_a_label_says_stays_the_gross_whatever_is_given_on_it() -> None:
    fresh = Percent(id="fresh", name=Text("Fresh week", "生鲜周"), goods=Goods(skus=("apples",)), off=10_000)
    counter = Scales((fresh,))
    good = counter.lay("apples", BOTH.print("101", amount=751, grams=755), 755)
    counter.do(c.Scan(good=good.id))
    counter.do(c.Scan(code=MILK))
    counter.do(c.IdentifyMember("2900000000018"))
    line, _ = counter.till.sale.lines.values()
    assert (line.labelled, line.gross, line.discount) == (751, 751, 75)
    assert counter.till.sale.total == 751 - 75 + 1190
    assert why(counter.till)[0].id == "price.shelf_labelled"


def test_a_price_set_by_hand_is_no_longer_the_labels(counter: Scales) -> None:
    good = counter.lay("apples", BOTH.print("101", amount=751, grams=755), 755)
    counter.do(c.Scan(good=good.id))
    counter.do(c.OverridePrice(1, 500, "damaged"))
    (line,) = counter.till.sale.lines.values()
    assert (line.labelled, line.gross, line.listed, counter.till.sale.total) == (0, 378, 996, 378)
