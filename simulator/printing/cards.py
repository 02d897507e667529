"""The cards of a scenario: what its people bring to be scanned, from the compiled script and its shop, no more.

Without a seed: what the script brings with any seed. Weights, lots, dates, receipts and whose member card it is are
drawn by the seed; with one, an experienced colleague plays the drill, and the cards are what came to the counter.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from scenarios.specs.customers import CustomerSpec, GoodSpec
from scenarios.specs.stockroom import StockroomSpec
from simulator.drill.bots import perfect
from simulator.drill.customers.holdings import Holdings
from simulator.drill.proof import play_bot
from simulator.drill.staging import Stage
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.numbers import is_phone
from simulator.kernel.texts import Text
from simulator.printing.symbols import Symbol, printed, symbol_of
from simulator.store.memory import MemoryJournal

Group = Literal["goods", "labels", "dated", "members", "stored", "coupons", "receipts", "staff", "payments"]
GROUPS: tuple[Group, ...] = (
    "goods", "labels", "dated", "members", "stored", "coupons", "receipts", "staff", "payments",
)  # fmt: skip
"""In the order of a sheet."""
PHONES = ("130000000000100001", "130000000000100002", "280000000000100003", "280000000000100004")
"""Payment codes of WeChat's form and of Alipay's. The zeros are the sandbox's: no wallet shows such a code."""
NOBODY = Text()
FIRST_COUPON = "0001"
"""A coupon's own number where no seed draws one."""


class Whose(NamedTuple):
    """A customer of the drill: which one to come, from 1 on, and their name."""

    nth: int
    name: Text


class Card(NamedTuple):
    """One card to cut out."""

    group: Group
    code: str
    """What a scanner reads off it."""
    name: Text
    whose: Text = Text()
    """Of whom, where a person hands it over; else empty."""
    good: str = ""
    """The good in the drill that it stands for, where only that one has this code."""
    grams: int = 0
    nth: int = 0
    """Which of the customers they are, in the order in which they come; 0 for none."""
    symbol: Symbol = ""
    """Empty where there are digits to type: bars that nobody can read, and staff numbers (a PLU may be the same)."""


def cards_of(stage: Stage, seed: int | None = None) -> list[Card]:
    """All cards, grouped, each once. Empty where nothing is scanned, as at a manager's desk."""
    if stage.workstation == "office":
        return []
    found = [*_drawn(stage, seed)] if seed is not None and stage.workstation == "till" else [*_scripted(stage)]
    if stage.workstation == "till":
        found += [Card("payments", code, WALLETS[code[:2]], symbol="QR") for code in PHONES]
        found += [_card("goods", code, item.name) for item in map(stage.shop.items.get, stage.shop.bags) if item
                  for code in item.codes[:1]]  # fmt: skip
    once: dict[tuple[Group, str, int], Card] = {}
    for card in found:  # what two customers bring is there twice: each one's cards are laid out as they step up
        once.setdefault((card.group, card.code, card.nth), card)
    return sorted(once.values(), key=lambda card: (GROUPS.index(card.group), card.nth or len(once)))


WALLETS = {"13": Text("Phone: WeChat Pay", "手机：微信支付"), "28": Text("Phone: Alipay", "手机：支付宝")}


def _card(
    group: Group,
    code: str,
    name: Text,
    whose: "Whose | Text" = NOBODY,
    good: str = "",
    grams: int = 0,
    *,
    readable: bool = True,
) -> Card:
    nth, person = whose if isinstance(whose, Whose) else (0, whose)
    return Card(group, printed(code), name, person, good, grams, nth, symbol_of(code) if readable else "")


# --- with any seed ---------------------------------------------------------------------------------------------------


def _scripted(stage: Stage) -> Iterator[Card]:
    scenario, items = stage.scenario, stage.shop.items
    skus = dict.fromkeys(_wanted(stage, scenario.customers))
    if scenario.stockroom is not None:
        skus |= dict.fromkeys(_stocked(stage, scenario.stockroom))
    for sku in skus:
        for code in items[sku].codes[:1]:
            yield _card("goods", code, items[sku].name)
    holdings, promotions = Holdings(scenario.customers, stage.people.members), stage.rules.coupon_of
    for spec in scenario.customers:
        whose = spec.name
        if holdings.has_code(spec) and "card" not in spec.wants:
            yield _card("members", holdings.member_code(spec), MEMBER, whose)
        if spec.gift_card or spec.tops_up:
            yield _card("stored", holdings.gift_card(spec), GIFT, whose)
        if spec.credit_note:
            yield _card("stored", holdings.credit_note(spec), CREDIT, whose)
        if spec.coupon:
            code = spec.coupon + FIRST_COUPON
            found = promotions(code)
            yield _card("coupons", code, found.name if found else COUPON, whose)
        if spec.staff_no:
            yield _card("staff", spec.staff_no, STAFF, whose, readable=False)


MEMBER, GIFT, CREDIT = Text("Member card", "会员卡"), Text("Stored-value card", "储值卡"), Text("Credit note", "退货券")
COUPON, RECEIPT, STAFF = Text("Coupon", "优惠券"), Text("Receipt", "购物小票"), Text("Staff card", "工牌")


def _wanted(stage: Stage, customers: Iterable[CustomerSpec]) -> Iterator[str]:
    """Skus of everything that customers lay down or bring back; plain bar codes alone say no more than the sku."""
    for spec in customers:
        yield from _skus(stage, (*spec.basket, *spec.fetches))
        if spec.returns:
            yield from (brought.sku for brought in spec.returns.brings)


def _skus(stage: Stage, goods: Iterable[GoodSpec]) -> Iterator[str]:
    shop = stage.shop
    for good in goods:
        if good.label != "clean" or good.printed == "weigh":
            continue
        if good.sku:
            yield good.sku
        else:
            yield from (
                sku for sku, item in shop.items.items() if item.category == good.category and sku not in shop.bags
            )


def _stocked(stage: Stage, spec: StockroomSpec) -> Iterator[str]:
    """Skus of all that lies in the stockroom by name, comes or goes."""
    amounts = [lying.goods for lying in spec.stock]
    amounts += [amount for delivery in spec.deliveries for amount in delivery.goods]
    amounts += [trouble.goods for delivery in spec.deliveries for trouble in delivery.troubles]
    amounts += [difference.goods for difference in spec.differences]
    amounts += [amount for transfer in spec.transfers for amount in transfer.goods]
    amounts += [amount for sold in spec.sales for amount in sold.goods]
    for amount in amounts:
        yield from amount.skus
    yield from (sku for task in spec.tasks for sku in task.skus)
    yield from (trouble.other for delivery in spec.deliveries for trouble in delivery.troubles if trouble.other)
    yield from (puzzle.sku for puzzle in spec.puzzles)


# --- with this seed --------------------------------------------------------------------------------------------------


def _drawn(stage: Stage, seed: int) -> Iterator[Card]:
    """What came to the counter in a play of the experienced colleague. Raises StuckPlay."""
    journal = MemoryJournal()
    run = play_bot(stage, perfect(seed, stage.workstation), seed, journal, name="perfect", run="sheet").run
    names: dict[str, Whose] = {}
    for entry in journal.read(run):
        what = entry.what
        if isinstance(what, s.CustomerArrived):
            names.setdefault(what.customer, Whose(len(names) + 1, what.name))
        yield from _brought(stage, what, names)


def _brought(stage: Stage, what: Event, names: dict[str, Whose]) -> Iterator[Card]:
    whose = names.get(getattr(what, "customer", ""), Whose(0, NOBODY))
    match what:
        case s.CustomerSteppedUp() | s.CustomerLaid() | s.CustomerReturned():
            for good in what.goods:
                yield from _good(good, whose)
            if isinstance(what, s.CustomerSteppedUp) and what.member:
                yield from _member(stage, what.member, whose)
        case s.MemberShown():
            yield from _member(stage, what.code, whose)
        case s.GiftCardShown():
            yield _card("stored", what.code, GIFT if what.code.startswith("8600") else CREDIT, whose)
        case s.CouponShown():
            found = stage.rules.coupon_of(what.code)
            yield _card("coupons", what.code, found.name if found else COUPON, whose)
        case s.ReturnWished() if what.receipt:
            yield _card("receipts", what.receipt, RECEIPT, whose)
        case s.StaffCardShown():
            yield _card("staff", what.number, STAFF, whose, readable=False)


def _member(stage: Stage, code: str, whose: Whose) -> Iterator[Card]:
    if not is_phone(code):  # said, not shown
        yield _card("members", code, MEMBER, whose._replace(name=stage.rules.members.get(code, whose.name)))


def _good(good: s.Good, whose: Whose) -> Iterator[Card]:
    """A plain bar code is the item's, once a customer; a label or a 2D code belongs to one good. What is torn has
    nothing to be read."""
    if not good.code or good.label not in ("clean", "smudged"):
        return
    readable, own = good.label == "clean", good.code[0] == "2" or not good.code.isdigit()
    if not own and readable:
        yield _card("goods", good.code, good.look, whose)
    else:
        group: Group = "dated" if not good.code.isdigit() else "labels" if own else "goods"
        yield _card(group, good.code, good.look, whose, good.id, good.grams, readable=readable)
