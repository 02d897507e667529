"""What ringing up has to say."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Text
from simulator.pos.state import Till
from simulator.screens.station.message import Message
from simulator.screens.till.messages.message import Teller, customer, item, money


def line(id: str, less: str) -> Teller:
    def tell(till: Till, fact: f.LineAdded | f.LineChanged) -> Message:
        line = fact.line
        price, per = till.rules.price_on(line)
        return Message(
            "good",
            less if line.discount else id,
            {
                "name": line.name,
                "count": line.count,
                "price": money(till, price) + (f"/{per}" if per else ""),
                "amount": money(till, line.amount),
                "discount": money(till, line.discount),
                "total": money(till, fact.total),
            },
        )

    return tell


def multiplier(till: Till, fact: f.MultiplierSet) -> Message:
    if fact.quantity == 1 and not fact.thousandths:
        return Message("info", "till.told.multiplier_cleared")
    if fact.thousandths:
        return Message("info", "till.told.measure", {"count": f"{fact.thousandths / 1000:g}"})
    return Message("info", "till.told.multiplier", {"count": fact.quantity})


def line_voided(till: Till, fact: f.LineVoided) -> Message:
    return Message(
        "good",
        "till.told.line_voided",
        {"name": item(till, fact.sku), "amount": money(till, fact.amount), "total": money(till, fact.total)},
    )


def prices(till: Till, fact: f.PriceShown) -> dict[str, object]:
    """What was looked up, as it stands on tags."""
    item = till.rules.catalog.items.get(fact.sku)
    price, per = till.rules.price_of(item, fact.price) if item else (fact.price, "")
    member, per_member = till.rules.price_of(item, fact.member_price) if item else (fact.member_price, "")
    return {
        "name": fact.name,
        "price": money(till, price) + (f"/{per}" if per else ""),
        "member": money(till, member) + (f"/{per_member}" if per_member else ""),
    }


def price_shown(till: Till, fact: f.PriceShown) -> Message:
    id = "till.told.price_shown_member" if fact.member_price else "till.told.price_shown"
    return Message("info", id, prices(till, fact))


def member(till: Till, fact: f.MemberIdentified) -> Message:
    saved = fact.off or sum(line.discount for line in fact.lines)
    params = {"name": fact.name, "saved": money(till, saved), "total": money(till, fact.total)}
    return Message("good", "till.told.member_identified" if saved else "till.told.member_saves_nothing", params)


def by_hand(id: str) -> Teller:
    def tell(till: Till, fact: f.PriceOverridden | f.LineDiscounted) -> Message:
        line, off = fact.line, fact.off if isinstance(fact, f.LineDiscounted) else 0
        params = {"name": line.name, "price": money(till, line.price), "off": money(till, off)}
        return Message("good", id, params | {"total": money(till, fact.total)})

    return tell


def sale_discounted(till: Till, fact: f.SaleDiscounted) -> Message:
    return Message(
        "good", "till.told.sale_discounted", {"off": money(till, fact.off), "total": money(till, fact.total)}
    )


def coupon(till: Till, fact: f.CouponRedeemed) -> Message:
    promotion = till.rules.pricer.promotions.get(fact.promotion)
    params = {"name": promotion.name if promotion else Text(), "total": money(till, fact.total)}
    return Message("good", "till.told.coupon_redeemed", params)


def quota(till: Till, stimulus: s.QuotaUsedUp) -> Message:
    promotion = till.rules.pricer.promotions.get(stimulus.promotion)
    params = {"name": promotion.name if promotion else Text(), "left": stimulus.left}
    return Message("warn", "till.told.quota_used_up", params)


def weighed(till: Till, fact: f.Weighed) -> Message:
    if not fact.good:
        return Message("info", "till.told.scale_cleared")
    return Message("info", "till.told.weighed", {"weight": f"{fact.grams / 1000:.3f}"})


def age_asked(till: Till, fact: f.AgeCheckAsked) -> Message:
    return Message("warn", "till.told.age_asked", {"name": fact.name, "age": fact.age})


def age_checked(till: Till, fact: f.AgeChecked) -> Message | None:
    if fact.allowed:
        return None  # the line that follows says enough
    return Message("warn", "till.told.age_refused", {"name": item(till, fact.sku)})


def id_shown(till: Till, stimulus: s.IdShown) -> Message:
    if stimulus.born:
        return Message("info", "till.told.id_shown", {"born": stimulus.born})
    return Message("warn", "till.told.no_id")


def suspended(till: Till, fact: f.SaleSuspended) -> Message:
    params = {"ticket": fact.ticket, "amount": money(till, fact.amount), "name": customer(till, fact.customer)}
    return Message("good", "till.told.sale_suspended", params)


def resumed(till: Till, fact: f.SaleResumed) -> Message:
    name = customer(till, fact.customer)
    if not name.en:  # left at another till, by somebody who never was at this one
        return Message("good", "till.told.sale_resumed_unnamed", {"ticket": fact.ticket})
    return Message("good", "till.told.sale_resumed", {"ticket": fact.ticket, "name": name})
