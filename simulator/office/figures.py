"""From sums of the books and what the shop says of itself to a `Report`. Pure."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from simulator.importing.categories import CATEGORIES
from simulator.kernel.money import Currency, Minor
from simulator.kernel.premises import Premises, Ware
from simulator.kernel.texts import Text
from simulator.office.odd import cashiers
from simulator.office.report import FIGURES, Figure, Hour, Open, Promoted, Report, Session, Slice, Tendered, Till
from simulator.store.office import GoodsSum, Sums


def report(sums: Sums, currency: Currency, premises: Premises | None, wares: Mapping[str, Ware]) -> Report:
    """The whole report; figures that the shop says nothing for are None."""
    items = _items(sums, wares)
    return Report(
        sessions=tuple(Session(run.run, run.scenario, run.bot or run.person) for run in sums.runs),
        currency=currency,
        figures=_figures(sums, premises, items, wares),
        hours=_hours(sums),
        categories=_categories(items, wares, premises),
        items=items,
        tenders=_tenders(sums),
        promotions=tuple(
            Promoted(offer.rule, Text(offer.name_en, offer.name_zh), offer.baskets, offer.lines, offer.off)
            for offer in sorted(sums.offers, key=lambda offer: (-offer.off, offer.rule))
        ),
        tills=_tills(sums),
        cashiers=cashiers(sums),
        open=_open(sums),
    )


def _ratio(top: int | Fraction | None, bottom: int | Fraction | None) -> Fraction | None:
    return Fraction(top) / Fraction(bottom) if top is not None and bottom else None


def _at_a_till(sums: Sums) -> set[str]:
    """Sessions in which something happened at a till: each is a day of trade."""
    return {row.run for row in sums.sales} | {row.run for row in sums.returns} | {row.run for row in sums.events}


def _figures(
    sums: Sums, premises: Premises | None, items: Iterable[Slice], wares: Mapping[str, Ware]
) -> dict[str, Figure]:
    sales = sum(row.sales for row in sums.sales)
    loaded = sum(row.stored for row in sums.sales)
    turnover = sum(row.total for row in sums.sales) - loaded
    returned = sum(row.total for row in sums.returns)
    returns = sum(row.returns for row in sums.returns)
    net = sum(row.net for row in sums.sales) - loaded - sum(row.net for row in sums.returns)
    tax = sum(row.tax for row in sums.sales) - sum(row.tax for row in sums.returns)
    pieces = sum(row.pieces for row in sums.goods)
    days, after = len(_at_a_till(sums)), turnover - returned
    known = [item for item in items if item.cost is not None]
    costed, cost = sum(item.lines for item in known), sum(item.cost or 0 for item in known)
    margin = sum(item.net for item in known) - cost
    lost = [_cost(row, wares) for row in sums.written_off]
    shrink = None if None in lost else sum(worth or 0 for worth in lost)
    with_, without = ([row for row in sums.sales if row.given == given] for given in (1, 0))
    promoted, plain = (sum(row.sales for row in rows) for rows in (with_, without))
    spent_with, spent_without = (sum(row.total - row.stored for row in rows) for rows in (with_, without))
    lines_with, lines_without = (sum(row.lines for row in rows) for rows in (with_, without))
    given = sum(row.discount for row in sums.sales)
    visits = [event for event in sums.events if event.kind == "visit"]
    customers = sum(event.times for event in visits)
    complaints = sum(event.times for event in sums.events if event.kind.startswith("complaint"))
    drawers = [row for row in sums.counts if row.kind == "drawer" and row.tender == "cash"]
    counts = sum(row.counts for row in drawers)
    shop = premises or Premises(0, 0, 0, 0)
    a_day = _ratio(cost, days) if known else None
    values: dict[str, tuple[int | Fraction | None, int]] = {
        "turnover": (turnover, sales),
        "returned": (returned, returns),
        "after_returns": (after, sales),
        "net": (net, sales),
        "tax": (tax, sales),
        "given": (given, sales),
        "rounding": (sum(row.rounding for row in sums.sales), sales),
        "loaded": (loaded, sum(row.lines for row in sums.stored)),
        "sales": (sales, sales),
        "basket": (_ratio(turnover, sales), sales),
        "items_per_basket": (_ratio(pieces, sales), sales),
        "member_share": (_ratio(sum(row.members for row in sums.sales), sales), sales),
        "per_metre": (_ratio(_ratio(after, days), shop.floor), shop.floor),
        "per_person": (_ratio(_ratio(after, days), shop.people), shop.people),
        "per_hour": (_ratio(_ratio(after, days), shop.hours), shop.hours),
        "cost": (cost if known else None, costed),
        "margin": (margin if known else None, costed),
        "margin_share": (_ratio(margin, sum(item.net for item in known)), costed),
        "turn": (_ratio(_ratio(cost, 1), shop.stock) if known else None, days),
        "turn_days": (_ratio(shop.stock or None, a_day), days),
        "shrink": (shrink, _lines(sums.written_off)),
        "shrink_share": (_ratio(shrink, net), _lines(sums.written_off)),
        "unpaid": (sum(event.amount for event in visits), customers),
        "promoted": (_ratio(promoted, sales), sales),
        "basket_with": (_ratio(spent_with, promoted), promoted),
        "basket_without": (_ratio(spent_without, plain), plain),
        "lines_with": (_ratio(lines_with, promoted), promoted),
        "lines_without": (_ratio(lines_without, plain), plain),
        "given_share": (_ratio(given, turnover + given), sales),
        "customers": (customers, customers),
        "complaints": (complaints, customers),
        "over_short": (sum(row.over_short for row in drawers) if counts else None, counts),
    }
    return {
        id: Figure(id, None if value is None else Fraction(value), n) for id in FIGURES for value, n in [values[id]]
    }


def _lines(rows: Iterable[GoodsSum]) -> int:
    return sum(row.lines for row in rows)


def _cost(row: GoodsSum, wares: Mapping[str, Ware]) -> Minor | None:
    """Of counted and of measured goods of one item."""
    ware = wares.get(row.sku)
    if ware is None:
        return None
    whole = ware.cost_of(row.counted, 0)
    measured = ware.cost_of(0, row.thousandths) if row.thousandths else 0
    return None if whole is None or measured is None else whole + measured


def _items(sums: Sums, wares: Mapping[str, Ware]) -> tuple[Slice, ...]:
    """By turnover; what only came back is there too."""
    back = {row.sku: row for row in sums.returned}
    sold = {row.sku: row for row in sums.goods}
    found = []
    for sku in {**sold, **back}:
        out, came = sold.get(sku, _NOTHING), back.get(sku, _NOTHING)
        costs = [_cost(row._replace(sku=sku), wares) for row in (out, came)]
        cost = None if costs[0] is None or costs[1] is None else costs[0] - costs[1]
        name = Text(out.name_en or came.name_en, out.name_zh or came.name_zh)
        gross = out.net + out.tax
        found.append(Slice(sku, name, out.lines, out.pieces, gross, came.amount, out.net - came.net, cost))
    return tuple(sorted(found, key=lambda item: (-item.turnover, item.key)))


_NOTHING = GoodsSum("", "", "", 0, 0, 0, 0, 0, 0, 0)


def _categories(items: Iterable[Slice], wares: Mapping[str, Ware], premises: Premises | None) -> tuple[Slice, ...]:
    groups: dict[str, list[Slice]] = {}
    for item in items:
        ware = wares.get(item.key)
        groups.setdefault(ware.category if ware else "", []).append(item)
    known = premises.goods if premises else {}
    found = []
    for key, rows in groups.items():
        costs = [item.cost for item in rows]
        cost = None if None in costs else sum(value or 0 for value in costs)
        name = known[key].name if key in known else CATEGORIES.get(key, (Text(key),))[0]
        lines, pieces, turnover, returned, net = (
            sum(row[at] for row in ((r.lines, r.pieces, r.turnover, r.returned, r.net) for r in rows))
            for at in range(5)
        )
        found.append(Slice(key, name, lines, pieces, turnover, returned, net, cost))
    return tuple(sorted(found, key=lambda group: (-group.turnover, group.key)))


def _hours(sums: Sums) -> tuple[Hour, ...]:
    """From the first to the last hour with sales or returns, none left out between them."""
    found: dict[int, list[int]] = {}
    for sale in sums.sales:
        mine = found.setdefault(sale.hour, [0, 0, 0])
        mine[0] += sale.sales
        mine[1] += sale.total - sale.stored
    for back in sums.returns:
        found.setdefault(back.hour, [0, 0, 0])[2] += back.total
    known = [hour for hour in found if hour >= 0]
    day = range(min(known), max(known) + 1) if known else range(0)
    return tuple(Hour(hour, *found.get(hour, (0, 0, 0))) for hour in (*([-1] if -1 in found else []), *day))


def _tenders(sums: Sums) -> tuple[Tendered, ...]:
    back = {kind: amount for kind, _times, amount in sums.refunds}
    paid = {kind: (times, amount) for kind, times, amount in sums.tenders}
    found = []
    for kind in {**paid, **back}:
        times, amount = paid.get(kind, (0, 0))
        found.append(Tendered(kind, times, amount, back.get(kind, 0)))
    return tuple(sorted(found, key=lambda tender: (-tender.amount, tender.kind)))


def _tills(sums: Sums) -> tuple[Till, ...]:
    sold: dict[tuple[str, str], list[int]] = {}
    for row in sums.sales:
        mine = sold.setdefault((row.run, row.stream), [0, 0])
        mine[0] += row.sales
        mine[1] += row.total - row.stored
    counted = {
        (row.run, row.stream): row.over_short for row in sums.counts if row.kind == "drawer" and row.tender == "cash"
    }
    order = {run.run: n for n, run in enumerate(sums.runs)}
    keys = sorted({*sold, *counted}, key=lambda key: (order.get(key[0], 0), key[1]))
    rows = ((key, sold.get(key, [0, 0])) for key in keys)
    return tuple(Till(*key, sales, turnover, counted.get(key)) for key, (sales, turnover) in rows)


def _open(sums: Sums) -> tuple[Open, ...]:
    found: dict[str, int] = {}
    for event in sums.events:
        if event.kind == "left_open":
            found[event.reason] = found.get(event.reason, 0) + event.pieces
        elif event.kind == "complaint_unrecorded":
            found["complaints"] = found.get("complaints", 0) + event.times
    found["invoices"] = sums.open_invoices
    found["uploads"] = max(found.get("uploads", 0), sums.open_uploads)
    return tuple(Open(what, count) for what, count in sorted(found.items()) if count)
