"""From a code to a line: scanning, typing, weighing, quantities, voids, members, suspended baskets."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel import units
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.numbers import card_kind
from simulator.kernel.stimuli import Good
from simulator.kernel.texts import Text
from simulator.pos.billing import after, given_anew, reprice, repriced, requoted, ring_up
from simulator.pos.charging import assign, charge, release
from simulator.pos.owed import given_back
from simulator.pos.quantities import unfit_amount
from simulator.pos.reading import Found, Unread, read
from simulator.pos.refusals import refuse
from simulator.pos.restrictions import age_question, stopped
from simulator.pos.returning import find_receipt
from simulator.pos.sold import RECEIPT
from simulator.pos.state import Sale, Till
from simulator.pos.stations import resumed
from virtual_devices.codes import Code, read_code, split_aim

PACKAGE = 350
"""Grams that a packaged good weighs, should somebody put it on the scale."""


# --- decide ----------------------------------------------------------------------------------------------------------


def scan(till: Till, command: c.Scan, *, aged: bool = False) -> list[Event]:
    code = command.code
    visit = till.counter.visit if command.good else None
    if visit is not None:
        good = visit.goods.get(command.good)
        if good is None:
            return refuse(command, "refused.no_such_good", good=command.good)
        if command.source == "virtual":
            if good.label != "clean":
                return refuse(command, f"refused.label_{good.label}")
            code = good.code
    return _sell_code(till, command, code, command.good, "scan", aged=aged)


def enter_code(till: Till, command: c.EnterCode, *, aged: bool = False) -> list[Event]:
    return _sell_code(till, command, command.code, command.good, "code", aged=aged)


def pick_item(till: Till, command: c.PickItem, *, aged: bool = False) -> list[Event]:
    item = till.rules.catalog.items.get(command.sku)
    if item is None:
        return refuse(command, "refused.unknown_item", sku=command.sku)
    return _add(till, command, Found(item), command.good, "pick", aged=aged)


def ring(till: Till, command: Event) -> list[Event]:
    """Do again what had to wait for an age check, now that it is settled."""
    match command:
        case c.Scan():
            return scan(till, command, aged=True)
        case c.EnterCode():
            return enter_code(till, command, aged=True)
        case c.PickItem():
            return pick_item(till, command, aged=True)
    raise AssertionError("only what rings an item up waits for an age check")


def _sell_code(till: Till, command: Event, code: str, good: str, how: str, *, aged: bool) -> list[Event]:
    item = till.rules.scanned.get(code)
    if item is not None:
        return _add(till, command, Found(item, code), good, how, aged=aged)
    bare = split_aim(code)[1]
    if card_kind(bare):
        return refuse(command, "refused.stored_card")
    if till.rules.coupon_of(bare):  # a coupon's bar code, scanned among the goods
        return redeem_coupon(till, c.RedeemCoupon(bare))
    if till.sale is None and till.returning is None and RECEIPT.fullmatch(bare):  # a receipt, to return by
        return find_receipt(till, c.FindReceipt("code", bare))
    found = read(till.rules, code)
    if isinstance(found, Unread):
        return refuse(command, found.reason, **found.given)
    if code.isdigit() and till.rules.catalog.find(code) is not None:
        till.rules.scanned[code] = found.item
    return _add(till, command, found, good or _with_code(till, code), how, aged=aged)


def _with_code(till: Till, code: str) -> str:
    """Which good a real scanner was held against, where its code (a weigh label's, say) tells it from all others."""
    visit = till.counter.visit
    if visit is None or till.rules.catalog.find(code) is not None:
        return ""
    goods = [good for good in visit.goods.values() if good.id not in visit.charged]
    return next((good.id for good in goods if good.code == code), "") or _saying(goods, code)


def _saying(goods: list[Good], code: str) -> str:
    """The good whose 2D code says the same in another form: with a scanner's prefix, or as a link."""
    found = None if code.isdigit() else read_code(code)
    if not isinstance(found, Code):
        return ""
    return next((good.id for good in goods if not good.code.isdigit() and read_code(good.code) == found), "")


def _add(till: Till, command: Event, found: Found, good: str, how: str, *, aged: bool = False) -> list[Event]:
    sale, visit, item = till.sale, till.counter.visit, found.item
    if found.expiry or found.lot:
        refused = stopped(till, command, found, good)
        if refused:
            return refused
    if item.age and not aged:
        asked = age_question(till, command, found, good)
        if asked:
            return asked
    quantity, grams = till.multiplier, found.grams
    goods: tuple[str, ...]
    if till.measure or item.unit in units.TYPED:
        wrong = unfit_amount(command, item, till.measure)
        if wrong:
            return wrong
    if item.unit in units.TYPED:
        quantity, grams = 1, till.measure
        goods = assign(visit, good, item.sku, 1) if visit else ()
    elif grams and item.unit == "kg":
        if quantity != 1:
            return refuse(command, "refused.quantity_of_weight", quantity=str(quantity))
        goods = assign(visit, good, item.sku, 1) if visit else ()
    elif item.unit == "kg":
        on_scale = visit.goods.get(till.counter.on_scale) if visit else None
        if on_scale is None:
            return refuse(command, "refused.weigh_first", name_en=item.name.en, name_zh=item.name.zh)
        if quantity != 1:
            return refuse(command, "refused.quantity_of_weight", quantity=str(quantity))
        grams, goods = visit.weights[on_scale.id] if visit else 0, (on_scale.id,)
    else:
        grams = 0
        goods = assign(visit, good, item.sku, quantity) if visit else ()
    number = sale.next_line if sale else 1
    line = ring_up(
        number, item, found.code, quantity, grams, goods, how, till.now,
        labelled=found.amount, lot=found.lot, expiry=found.expiry,
    )  # fmt: skip
    if sale is None:
        sale = Sale(f"{till.station}/{till.sales + 1}", till.counter.here)
        opened: list[Event] = [f.SaleOpened(sale.id, sale.customer)]
    else:
        opened = []
    now = after(till, sale, [*sale.lines.values(), line])
    return [*opened, f.LineAdded(sale.id, now.last, now.total), *repriced(sale, now, but=number)]


def weigh(till: Till, command: c.Weigh) -> list[Event]:
    if not command.good:
        return [f.Weighed("", 0)]
    visit = till.counter.visit
    good = visit.goods.get(command.good) if visit else None
    if good is None:
        return refuse(command, "refused.no_such_good", good=command.good)
    item = till.rules.catalog.items.get(good.sku)
    lies_loose = item is None or item.unit not in units.TYPED
    return [f.Weighed(good.id, (good.grams if lies_loose else 0) or PACKAGE)]


def void_line(till: Till, command: c.VoidLine) -> list[Event]:
    sale = till.sale
    line = sale.lines.get(command.line) if sale else None
    if sale is None or line is None:
        return refuse(command, "refused.no_such_line", line=str(command.line))
    now = after(till, sale, [other for other in sale.lines.values() if other is not line])
    voided = f.LineVoided(sale.id, line.line, line.sku, line.amount, now.total, line.quantity, line.goods)
    return [voided, *repriced(sale, now)]


def void_sale(till: Till, command: c.VoidSale) -> list[Event]:
    sale = till.sale
    assert sale is not None, "the lifecycle lets nobody void a sale that is not open"
    if sale.tenders and sale.customer in till.counter.visits:
        return refuse(command, "refused.money_taken")  # the customer is here to have it settled, or given back
    if till.open_payment(sale.id):
        return refuse(command, "refused.payment_open")
    held = {f"quota:{promotion}": units for promotion, units in sale.quotas.items()}
    held |= {f"coupon:{coupon}": 1 for coupon in sale.coupons}
    return [*given_back(till, sale), f.SaleVoided(sale.id, sale.total, len(sale.lines), sale.customer, held)]


def check_price(till: Till, command: c.CheckPrice) -> list[Event]:
    item = till.rules.catalog.items.get(command.code)
    if item is None:
        found = read(till.rules, command.code)
        if isinstance(found, Unread):
            return refuse(command, found.reason, **found.given)
        item = found.item
    return [f.PriceShown(item.sku, item.name, item.price, item.member_price)]


def add_bag(till: Till, command: c.AddBag) -> list[Event]:
    item = till.rules.catalog.items.get(command.sku)
    if item is None or command.sku not in till.rules.bags:
        return refuse(command, "refused.unknown_item", sku=command.sku)
    return _add(till, command, Found(item), "", "bag")


def identify_member(till: Till, command: c.IdentifyMember) -> list[Event]:
    name = till.member_name(command.code)
    if name is None:
        return refuse(command, "refused.unknown_member", code=command.code)
    sale = till.sale
    if sale is None:
        return refuse(command, "refused.member_without_sale")
    if sale.tenders:
        return refuse(command, "refused.money_taken")
    return identified(till, sale, command.code, name)


def identified(till: Till, sale: Sale, code: str, name: Text) -> list[Event]:
    """The basket is this member's: it is priced anew."""
    visit = till.counter.visit
    own = visit is None or visit.wishes.own in ("", code)
    now = after(till, sale, sale.lines.values(), member=True)
    off = sale.total - now.total
    identified = f.MemberIdentified(sale.id, code, name, (), now.total, till.stage, own, given_anew(now), off)
    return [identified, *requoted(sale, now)]


def redeem_coupon(till: Till, command: c.RedeemCoupon) -> list[Event]:
    """优惠券, at any moment before money was taken; it is held for this basket until that is voided."""
    promotion = till.rules.coupon_of(command.code)
    if promotion is None:
        return refuse(command, "refused.unknown_coupon", code=command.code[:40])
    sale = till.sale
    if sale is None:
        return refuse(command, "refused.coupon_without_sale")
    if sale.tenders:
        return refuse(command, "refused.money_taken")
    if command.code in sale.coupons:
        return refuse(command, "refused.coupon_twice", code=command.code)
    now = after(till, sale, sale.lines.values(), coupons=(command.code,))
    if now.total == sale.total:
        name = promotion.name
        return refuse(command, "refused.coupon_gives_nothing", code=command.code, name_en=name.en, name_zh=name.zh)
    return [f.CouponRedeemed(sale.id, command.code, promotion.id, now.total), *repriced(sale, now)]


def suspend_sale(till: Till, command: c.SuspendSale) -> list[Event]:
    sale = till.sale
    assert sale is not None, "the lifecycle lets nobody suspend a sale that is not open"
    if not sale.lines:
        return refuse(command, "refused.nothing_to_suspend")
    if till.returning is not None:
        return refuse(command, "refused.return_open", number=till.returning.number)
    return [f.SaleSuspended(sale.id, f"{till.station}#{till.tickets + 1}", sale.customer, sale.total)]


def resume_sale(till: Till, command: c.ResumeSale) -> list[Event]:
    ticket = command.ticket
    held = till.held.get(ticket)
    sale = held.sale if held else till.suspended.get(ticket)
    elsewhere = held is not None or (sale is None and len(till.rules.stations) > 1 and ticket not in till.gone)
    if elsewhere and not till.outage.network:
        return refuse(command, "refused.offline_ticket", ticket=ticket)
    if sale is None:
        if ticket in till.gone:
            return refuse(command, "refused.taken_elsewhere", key=f"ticket:{ticket}")
        return refuse(command, "refused.unknown_ticket", ticket=ticket)
    return [f.SaleResumed(sale.id, ticket, sale.customer, till.counter.here, held.origin if held else "")]


# --- apply -----------------------------------------------------------------------------------------------------------


def sale_opened(till: Till, fact: f.SaleOpened, entry: Entry) -> None:
    till.sale = Sale(fact.sale, fact.customer, alone=not till.outage.network)
    till.sales += 1
    till.stage = "scanning"


def line_added(till: Till, fact: f.LineAdded, entry: Entry) -> None:
    sale, line = till.sale, fact.line
    assert sale is not None, "a line was added to no sale"
    sale.lines[line.line] = line
    sale.next_line = line.line + 1
    sale.total = fact.total
    till.multiplier, till.measure = 1, 0
    if line.grams and till.counter.on_scale in line.goods:
        till.counter.on_scale = ""
    if line.goods:
        charge(till, line)


def line_voided(till: Till, fact: f.LineVoided, entry: Entry) -> None:
    sale = till.sale
    assert sale is not None, "a line was voided in no sale"
    release(till, sale.lines.pop(fact.line))
    sale.total = fact.total


def basket_repriced(till: Till, fact: f.BasketRepriced, entry: Entry) -> None:
    sale = till.sale
    assert sale is not None, "no basket was repriced"
    reprice(sale, fact)
    for promotion, pieces in fact.claimed.items():
        sale.quotas[promotion] = sale.quotas.get(promotion, 0) + pieces
        _taken_of_quota(till, promotion, pieces)


def _taken_of_quota(till: Till, promotion: str, pieces: int) -> None:
    """Of what is known to be left: what a basket holds is no longer there for its next piece."""
    if promotion in till.quotas:
        till.quotas[promotion] = max(0, till.quotas[promotion] - pieces)


def coupon_redeemed(till: Till, fact: f.CouponRedeemed, entry: Entry) -> None:
    assert till.sale is not None, "a coupon was redeemed for no sale"
    till.sale.coupons.append(fact.coupon)


def quota_used_up(till: Till, stimulus: s.QuotaUsedUp, entry: Entry) -> None:
    known = till.quotas.get(stimulus.promotion, stimulus.left)
    till.quotas[stimulus.promotion] = max(0, min(known, stimulus.left))


def weighed(till: Till, fact: f.Weighed, entry: Entry) -> None:
    till.counter.on_scale = fact.good
    visit = till.counter.visit
    if visit and fact.good:
        visit.weights[fact.good] = fact.grams


def member_identified(till: Till, fact: f.MemberIdentified, entry: Entry) -> None:
    sale = till.sale
    assert sale is not None, "a member was identified for no sale"
    sale.member, sale.member_name = fact.member, fact.name
    reprice(sale, fact)


def sale_voided(till: Till, fact: f.SaleVoided, entry: Entry) -> None:
    assert till.sale is not None, "no sale was voided"
    for line in till.sale.lines.values():
        release(till, line)
    for promotion, pieces in till.sale.quotas.items():
        _taken_of_quota(till, promotion, -pieces)
    till.sale, till.stage, till.multiplier, till.measure = None, "idle", 1, 0


def sale_suspended(till: Till, fact: f.SaleSuspended, entry: Entry) -> None:
    assert till.sale is not None, "no sale was suspended"
    till.suspended[fact.ticket] = till.sale
    till.tickets += 1
    till.sale, till.stage, till.multiplier, till.measure = None, "idle", 1, 0


def sale_resumed(till: Till, fact: f.SaleResumed, entry: Entry) -> None:
    sale = till.sale = resumed(till, fact.ticket)
    sale.alone = sale.alone or not till.outage.network
    paying = bool(sale.tenders) or till.open_payment(sale.id)
    till.stage = "tendering" if paying else "scanning"  # what is being paid is not changed any more
    for line in sale.lines.values():
        charge(till, line)


DECIDE = {
    c.Scan: scan,
    c.EnterCode: enter_code,
    c.PickItem: pick_item,
    c.Weigh: weigh,
    c.VoidLine: void_line,
    c.VoidSale: void_sale,
    c.CheckPrice: check_price,
    c.AddBag: add_bag,
    c.IdentifyMember: identify_member,
    c.RedeemCoupon: redeem_coupon,
    c.SuspendSale: suspend_sale,
    c.ResumeSale: resume_sale,
}

APPLY = {
    f.SaleOpened: sale_opened,
    f.LineAdded: line_added,
    f.LineVoided: line_voided,
    f.BasketRepriced: basket_repriced,
    f.CouponRedeemed: coupon_redeemed,
    s.QuotaUsedUp: quota_used_up,
    f.Weighed: weighed,
    f.MemberIdentified: member_identified,
    f.SaleVoided: sale_voided,
    f.SaleSuspended: sale_suspended,
    f.SaleResumed: sale_resumed,
}
