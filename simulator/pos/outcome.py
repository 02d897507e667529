"""How a visit came out in truth: what the customer carries out, beside what finished sales and slips charged."""

from collections.abc import Collection, Sequence

from simulator.kernel import facts as f
from simulator.kernel.money import Minor, divide, worth
from simulator.kernel.stimuli import Good
from simulator.kernel.units import TYPED, measured
from simulator.pos import complaints, shelf
from simulator.pos.restrictions import seen_of_age, unfit
from simulator.pos.state import Till
from simulator.pos.visits import Visit


class Charged:
    """What finished sales and slips charged a visit for; each line and each good is looked at once."""

    def __init__(self, till: Till, visit: Visit) -> None:
        self.goods: dict[str, str] = {}
        """good -> sku it was charged as."""
        self.typed: dict[str, int] = {}
        """good -> how much was charged of what was measured by hand."""
        self.extra: list[str] = []
        """Skus that were charged for no good of their own."""
        self.extra_worth: Minor = 0
        self.bags = 0
        self.off_items: Minor = 0
        self.off_bill: Minor = 0
        self.unsettled: Minor = 0
        """Paid to a static code, whose arrival nobody has seen."""
        undone = {done.receipt for done in visit.returns if done.kind == "post_void"}
        for sale in visit.sales:
            if sale.receipt not in undone:
                self._lines(sale.lines, till.rules.bags)
            self.unsettled += sum([tender.amount for tender in sale.tenders if tender.kind == "static_code"])
        for slip in visit.slips:
            self.goods.update({line.good: line.sku for line in slip.lines})
            self.unsettled += slip.total if slip.tender == "static_code" else 0

    def _lines(self, lines: Sequence[f.Line], bags: Collection[str]) -> None:
        charged = self.goods
        for line in lines:
            pieces, goods, sku = 1 if line.grams else line.quantity, line.goods, line.sku
            if line.by_hand or line.offers:
                self.off_items += line.by_hand
                self.off_bill += sum([offer.off for offer in line.offers if offer.rule == "by_hand"]) - line.by_hand
            for good in goods:
                if good in charged:  # rung up at two tills
                    self.extra.append(sku)
                    self.extra_worth += divide(line.amount, pieces)
                charged[good] = sku
                if line.grams and line.measure in TYPED:
                    self.typed[good] = line.grams
            if sku in bags:
                self.bags += pieces
            elif (over := pieces - len(goods)) > 0 and not line.account:
                self.extra += [sku] * over
                self.extra_worth += divide(line.amount * over, pieces)


def outcome(till: Till, visit: Visit, reason: str) -> f.VisitEnded:
    """Compare what the customer carries out with what was charged."""
    served = reason == "served"
    charged = Charged(till, visit)
    by_good, extra, extra_worth = charged.goods, charged.extra, charged.extra_worth
    wanted = right = brought = unpaid_worth = 0
    unpaid: list[str] = []
    for id, good in visit.goods.items():
        sku = by_good.get(id)
        if id in visit.dropped and sku is not None:
            extra.append(sku)
            extra_worth += _worth(till, good)
        if good.back:
            brought += 1
        elif id not in visit.dropped and id not in visit.set_aside:
            wanted += 1
            right += sku == good.sku
            if sku is None and served:
                unpaid.append(id)
                unpaid_worth += _worth(till, good)
    rung_up = [(visit.goods[id], sku) for id, sku in by_good.items() if id in visit.goods]
    wrong = [good.id for good, sku in rung_up if good.sku != sku]
    for id, amount in charged.typed.items():
        mine = visit.goods.get(id)
        if mine is not None and mine.sku == by_good[id] and mine.grams != amount:
            wrong.append(id)
    cash_sales, change_owed = visit.cash_sales, visit.change_owed if served else 0
    started = visit.stepped_up if visit.stepped_up is not None else till.now
    complaint, members = visit.complaint, [sale.member for sale in visit.sales if sale.member]
    return f.VisitEnded(
        customer=visit.customer,
        reason=reason,
        goods=wanted,
        charged=right,
        unpaid=tuple(unpaid),
        unpaid_worth=unpaid_worth,
        extra=tuple(extra),
        extra_worth=extra_worth,
        wrong=tuple(wrong),
        change_off=-change_owed,
        cash_sales=cash_sales,
        change_due=change_owed + visit.change_given if served else 0,
        cash_left=worth(visit.cash) if served and cash_sales else 0,
        unsettled=0 if visit.static_arrived else charged.unsettled,
        waited=started - visit.arrived,
        served=till.now - started if visit.stepped_up is not None else 0,
        greeted=visit.greeted,
        member_asked=visit.member_asked,
        coupon=visit.coupon,
        coupon_used=bool(visit.coupon) and _coupon_used(till, visit),
        is_member=visit.is_member,
        member_used=bool(members),
        brought=brought,
        taken_back=sum([len(line.goods) for done in visit.returns for line in done.lines]),
        refunded=visit.refunded,
        unfit=tuple([good.id for good, _ in rung_up if unfit(till, good)]),
        under_age=tuple([good.id for good, sku in rung_up if not _of_age(till, visit, sku)]),
        dispute=visit.dispute.truth if visit.dispute else "",
        price_settled=shelf.settled(visit),
        complaint=complaint.kind if complaint else "",
        complaint_recorded=bool(complaint and complaint.number),
        correction_due=complaints.correction_due(visit),
        corrected=complaint.corrected if complaint else 0,
        wanted=tuple(sorted(visit.wishes.asked)),
        unmet=visit.wishes.unmet if served else (),
        bags=charged.bags,
        off_items=charged.off_items,
        off_bill=charged.off_bill,
        member_wrong=bool(visit.wishes.own) and any(member != visit.wishes.own for member in members),
    )


def _of_age(till: Till, visit: Visit, sku: str) -> bool:
    """Whether this customer may have what was sold, and somebody saw it."""
    item = till.rules.catalog.items.get(sku)
    return item is None or not item.age or seen_of_age(till, visit, item.age)


def _coupon_used(till: Till, visit: Visit) -> bool:
    promotion = till.rules.coupon_of(visit.coupon)
    lines = (line for sale in visit.sales for line in sale.lines)
    return promotion is not None and any(offer.rule == promotion.id for line in lines for offer in line.offers)


def _worth(till: Till, good: Good) -> Minor:
    """What a good costs in this shop; nothing where it has no such item."""
    item = till.rules.catalog.items.get(good.sku)
    if item is None:
        return 0
    return divide(item.price * good.grams, 1000) if measured(item.unit) else item.price
