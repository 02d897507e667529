"""Shops in which something can go wrong, small enough to be played for one mistake."""

from dataclasses import replace

from scenarios.specs.course import Trigger
from scenarios.specs.customers import BroughtSpec, ComplaintSpec, GoodSpec, Payment, ReturnSpec
from simulator.drill.staging import Stage
from simulator.kernel.offline import OfflinePolicy

from .stages import at, customer, happening, shipped_stage, staged

CUT = (
    happening("power_fails", Trigger(event="customer_stepped_up", nth=2, by=at(9000))),
    happening("power_returns", Trigger(event="power_failed", by=at(180_000)), stable=False),
    happening("supervisor_orders", Trigger(event="incident_reported", by=at(6000)), order="manual_mode"),
)


def shop() -> Stage:
    """A morning on which every mistake can be made."""
    large = (Payment("cash", hands="large"),)
    lost = (Payment("card", outcome="timeout"),)
    picture = (Payment("mobile", outcome="screenshot"), Payment("mobile"))
    eggs, under = (GoodSpec("eggs_30"),), (GoodSpec("milk_1l"), GoodSpec("rice_5kg", place="trolley"))
    inside = (GoodSpec("bucket_10l"), GoodSpec("sponges_5", place="inside", holder="bucket_10l"))
    return staged(
        customer("ann", "milk_1l", "soap_bar_115", fetches=eggs, fetch_time=at(30_000), pays=large),
        customer("bob", "cola_500", arrives=at(2000)),
        customer("cat", "milk_1l", "cola_500", arrives=at(3000), changes_mind="scanned", pays=lost),
        customer("dan", "soap_bar_115", "formula_1_800", arrives=at(4000), changes_mind="scanned", pays=picture),
        customer("eve", arrives=at(5000), basket=under),
        customer("fay", arrives=at(6000), basket=inside),
        minutes=12,
    )


def short_shop() -> Stage:
    """One note to change, and what is left is little."""
    float = {5000: 1, 1000: 4, 500: 1, 100: 9, 50: 5, 10: 5}
    return staged(customer("ann", "milk_1l", pays=(Payment("cash", hands="large"),)), float=float)


def searching() -> Stage:
    """A card that is not found, and a phone that does not get to confirm."""
    return staged(
        customer("ann", pays=(Payment("card", outcome="not_presented"), Payment("cash"))),
        customer("bob", arrives=at(2000), pays=(Payment("mobile", outcome="not_presented"), Payment("card"))),
    )


def returns() -> Stage:
    """One of two bottles comes back, leaking, and cash is asked for what a phone paid; the channel's answer is lost."""
    bought, back = (
        (GoodSpec("laundry_liquid_3kg", quantity=at(2)),),
        (BroughtSpec("laundry_liquid_3kg", state="damaged"),),
    )
    wish = ReturnSpec(bought, paid="mobile", brings=back, wish="cash", refund=("timeout",))
    return staged(customer("ann", basket=(), returns=wish))


def label_shop() -> Stage:
    """Labels that lie, dates that have passed, and buyers of every age."""
    lies = GoodSpec("apples", grams=at(755), printed="weigh", flaw="mislabelled", labelled_as="apples_gala")
    misprint = GoodSpec("bananas", grams=at(900), printed="weigh", flaw="misprinted")
    fine = GoodSpec("pears_crown", grams=at(600), printed="weigh")
    old = GoodSpec("yogurt_plain_200", printed="2d", flaw="expired")
    plain = GoodSpec("milk_250", flaw="expired")
    recalled = GoodSpec("yogurt_peach_200", printed="2d", flaw="recalled")
    beer = GoodSpec("beer_can_500")
    return staged(
        customer("ann", basket=(lies, fine, misprint)),
        customer(
            "bob",
            basket=(GoodSpec("milk_1l", printed="2d", flaw="expires_today"), old, plain, recalled),
            arrives=at(2000),
        ),
        customer("cat", basket=(beer, GoodSpec("cola_500")), arrives=at(3000), age=at(20)),
        customer("dan", basket=(GoodSpec("cola_500"), beer, beer), arrives=at(4000), age=at(15)),
        customer("eve", basket=(GoodSpec("cola_500"), beer), arrives=at(5000), age=at(21), shows_id="no"),
        customer("fay", basket=(beer,), arrives=at(6000), patience=at(600_000)),
        minutes=12,
    )


def dark_shop(order: str = "manual_mode") -> Stage:
    kinds = ("cash", "cash", "cash", "mobile", "mobile", "mobile", "cash")
    people = [
        customer(f"p{n}", "milk_1l", arrives=at(n * 1000), pays=(Payment(kind),), patience=at(600_000))
        for n, kind in enumerate(kinds)
    ]
    people[1] = replace(people[1], patience=at(60_000))
    happens = tuple(h if h.do != "supervisor_orders" else happening(h.do, h.trigger, order=order) for h in CUT)
    return staged(*people, happens=happens, minutes=12)


def after_holiday() -> Stage:
    """Half of the queue brings something back."""
    return shipped_stage("returns-morning")


def stormy() -> Stage:
    """The lights go, and a battery gives some time."""
    return shipped_stage("power-outage")


def unhonoured() -> Stage:
    """The same, and the card that is taken on trust is not honoured."""
    return cut_off(bob=(Payment("card", outcome="declined"), Payment("cash")))


def cut_off(order: str = "offline", bob: tuple[Payment, ...] = (Payment("card"),)) -> Stage:
    """The network goes while the first customer pays, for three minutes; then one upload is silent, one objected to."""
    card, told = (Payment("card"),), Trigger(event="incident_reported", by=at(1000))
    stage = staged(
        customer("ann", "milk_1l", pays=(Payment("mobile"),), patience=at(600_000)),
        customer("bob", "milk_1l", "rice_5kg", arrives=at(1000), pays=bob, patience=at(600_000)),
        customer("cat", "formula_1_800", arrives=at(2000), pays=card, patience=at(600_000)),
        customer("dan", "milk_1l", arrives=at(3000), patience=at(600_000)),
        happens=(
            happening("network_fails", Trigger(event="tender_started")),
            happening("supervisor_orders", told, order=order, orders=(order,)),
            happening("static_code_payments", Trigger(event="incident_reported")),
            happening("head_office_objects", Trigger(at=at(0)), reasons=("entered_elsewhere",)),
            happening("head_office_silent", Trigger(at=at(0))),
            happening("network_returns", Trigger(event="network_failed", by=at(180_000))),
        ),
    )
    return replace(stage, rules=replace(stage.rules, offline=OfflinePolicy(20_000, 60_000)))


def dying() -> Stage:
    """The till dies, and another one stands beside."""
    return shipped_stage("till-dies")


def opening() -> Stage:
    return shipped_stage("open-and-close")


def market() -> Stage:
    return shipped_stage("quick-change-and-counterfeit")


def digging() -> Stage:
    return shipped_stage("network-outage")


def offers() -> Stage:
    return shipped_stage("promotion-day")


def first() -> Stage:
    return shipped_stage("first-sale")


def disputed() -> Stage:
    return shipped_stage("price-dispute")


def complaints() -> Stage:
    """One of each kind."""
    kinds = ("short_change", "double_charge", "spoiled", "rudeness", "waiting")
    people = [
        customer(kind, "milk_1l", arrives=at(n * 1000), patience=at(600_000), complaint=ComplaintSpec((kind,), 1000))
        for n, kind in enumerate(kinds, 1)
    ]
    return staged(*people, minutes=12)


def members() -> Stage:
    return shipped_stage("members-and-points")


def parts() -> Stage:
    return shipped_stage("mobile-and-split")
