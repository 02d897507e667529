"""`storedrill price`: a basket file's bill without a screen, with every cent explained."""

from typing import Any

from scenarios.basket_source import Basket as Read
from scenarios.basket_source import BasketError, load_basket
from scenarios.problems import problem
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.pos.pricing import Basket, BasketLine, Priced, Pricer
from simulator.pos.pricing.explain import explain
from simulator.pos.pricing.paying import Paid, pay


def price_file(path: str) -> tuple[Read, Basket, Priced, Paid]:
    """Price and settle. Raises `BasketError` or `PolicyError` with everything that is wrong with the file."""
    read = load_basket(path)
    basket = Basket(
        tuple(
            BasketLine(
                item.line, item.code, item.category, item.price, item.quantity, item.grams, item.rate,
                item.member_price, item.cost, unit=item.unit,
            )
            for item in read.items
        ),
        read.at, read.member, read.employee, read.coupons,
    )  # fmt: skip
    priced = Pricer(read.policy, read.promotions).price(basket)
    paid = pay(read.policy, priced.total, read.tenders, priced.points)
    if paid.over:
        at, due = paid.over
        money = read.policy.currency.format
        where = f"tenders[{at + 1}].amount"
        mark, amount = read.tenders_at[at], read.tenders[at][1]
        raise BasketError(path, (problem("tender_over", mark, where, got=money(amount), due=money(due)),))
    return read, basket, priced, paid


def as_json(read: Read, basket: Basket, priced: Priced, paid: Paid) -> dict[str, Any]:
    """The bill for machines; amounts as decimal strings."""
    money = read.policy.currency.format
    codes = {item.line: item.code for item in read.items}
    used = {step.rule for step in priced.steps}
    return {
        "policy": read.policy.id,
        "currency": read.policy.currency.code,
        "lines": [
            {
                "code": codes[line.line],
                "gross": money(line.gross),
                "discount": money(line.discount),
                "total": money(line.total),
                "net": money(line.net),
                "tax": money(line.tax),
            }
            for line in priced.lines
        ],
        "total": money(priced.total),
        "net": money(priced.net),
        "tax": money(priced.tax),
        "discount": money(priced.discount),
        "courtesy": money(priced.courtesy),
        "rounding": money(paid.rounding),
        "due": money(paid.due),
        "change": money(paid.change),
        "open": money(paid.open),
        "points_base": money(priced.points),
        "coupons_used": [p.coupon for p in read.promotions if p.coupon and p.id in used],
        "below_cost": [codes[line] for line in priced.below_cost],
        "trace": [
            {
                "step": told.step,
                "rule": told.rule,
                "code": codes.get(told.line, ""),
                "units": told.units,
                "on": money(told.on),
                "off": money(told.off),
                "left": money(told.left),
                "text": {lang: Words(lang)(told.id, **told.params) for lang in ("en", "zh")},
            }
            for told in _told(read, basket, priced)
        ],
    }


def in_words(read: Read, basket: Basket, priced: Priced, paid: Paid, words: Words) -> list[str]:
    """The same as sentences."""
    money = read.policy.currency.format
    lines = [words(told.id, **told.params) for told in _told(read, basket, priced)]
    if paid.rounding:
        lines.append(words("price.rounding", rounding=money(paid.rounding), due=money(paid.due)))
    if read.tenders:
        lines.append(words("price.paid", due=money(paid.due), change=money(paid.change), open=money(paid.open)))
    return lines


def _told(read: Read, basket: Basket, priced: Priced) -> "Any":
    names: dict[int, Text] = {item.line: item.name for item in read.items}
    promotions = {promotion.id: promotion for promotion in read.promotions}
    return explain(basket, priced, read.policy, promotions, names.__getitem__)
