"""A station at a moment, as lines to read: who stood there, the basket, money, devices. Nothing here can be pressed."""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content

from simulator.drill.places import Station
from simulator.kernel.facts import Line, SaleCompleted, Tender, VisitEnded
from simulator.kernel.money import Minor, worth
from simulator.kernel.texts import cells, clip, pad
from simulator.locale import Words
from simulator.pos.state import Till
from simulator.pos.view import View
from simulator.screens.shell.spoken import line, lines
from simulator.stock.state import Stockroom

MOST_LINES = 12


def station_lines(station: Station, words: Words, width: int) -> Content:
    """The station in at most `width` cells a line."""
    if isinstance(station, Till):
        return till_lines(station, words, width)
    if isinstance(station, Stockroom):
        from simulator.screens.debrief.stock_moment import stock_lines

        return stock_lines(station, words, width)
    from simulator.screens.debrief.desk_moment import desk_lines

    return desk_lines(station, words, width)


def unpaid_lines(station: Station, left: VisitEnded, words: Words) -> list[Content]:
    """Which goods left with a customer and were never charged: a number alone teaches nobody where to look."""
    visit = station.counter.visits.get(left.customer) if isinstance(station, Till) else None
    goods = [visit.goods[good].look for good in left.unpaid if good in visit.goods] if visit else []
    if not goods:
        return []
    named = words("debrief.comma").join(words.both(look) for look in goods)
    return [line((f"{words('review.unpaid', goods=named)}", "bold $warning"))]


def till_lines(till: Till, words: Words, width: int) -> Content:
    """Who stood at the till, the basket, the money and the devices."""
    view = View(till)
    sale = _sale(till, words, width) if till.sale or till.last is None else _last_sale(till.last, till, words, width)
    if view.returning and not view.exchange:
        sale = _return(view, words, width)
    return lines(*_counter(view, words, width), "", *sale, "", *_money(view, words, width), _devices(view, words))


def _counter(view: View, words: Words, width: int) -> list[Content]:
    queue = words("review.queue", n=len(view.queue))
    if view.here is None:
        return [_ends(Content.styled(words("review.nobody"), "dim"), Content(queue), width)]
    name = Content.styled(words.both(view.here.name), "bold")
    told = [_ends(name, Content(queue), width)]
    if view.words:
        told.append(Content.styled(clip(f"“{words.both(view.words)}”", width), "italic"))
    waiting = [words.both(good.look) for good in view.brought]
    waiting += [words.both(good.look) for good in view.belt if not good.charged]
    if waiting:
        told.append(Content(clip(words("review.belt", goods=words("debrief.comma").join(waiting)), width)))
    return told


def _sale(till: Till, words: Words, width: int) -> list[Content]:
    """The open sale: lines, total, what was paid of it and how."""
    sale, money = till.sale, till.rules.currency.format
    if sale is None:
        return [line((words("review.basket"), "bold $accent")), Content.styled(words("review.empty"), "dim")]
    told = [line((f"{words('review.basket')} {sale.id}", "bold $accent"))]
    told += _items(list(sale.lines.values()), words, width, money)
    total = Content.styled(money(sale.total, sign=True), "bold")
    told.append(_ends(Content.styled(words("review.total"), "bold"), total, width))
    told += _tenders(sale.tenders, words, width, money)
    if sale.tenders:
        told.append(_ends(Content(words("review.due")), Content(money(sale.due)), width))
    return told


def _return(view: View, words: Words, width: int) -> list[Content]:
    """What is being taken back."""
    money, sold = view.rules.currency.format, view.return_of
    title = words("review.returning", number=view.returning, receipt=sold.receipt if sold else "-")
    told = [line((title, "bold $accent"))]
    for back in view.return_lines:
        name = f"{words.both(back.name)}  {words(f'debrief.word_{back.condition}')}"
        told.append(_ends(Content(name), Content(money(back.amount)), width))
    total = Content.styled(money(view.return_total, sign=True), "bold")
    return [*told, _ends(Content.styled(words("review.total"), "bold"), total, width)]


def _last_sale(sale: SaleCompleted, till: Till, words: Words, width: int) -> list[Content]:
    """Between sales, the one that was finished last."""
    money = till.rules.currency.format
    total = Content.styled(money(sale.total, sign=True), "bold")
    return [
        line((words("review.last_sale", receipt=sale.receipt), "bold $secondary")),
        *_items(list(sale.lines), words, width, money),
        _ends(Content.styled(words("review.total"), "bold"), total, width),
        *_tenders(sale.tenders, words, width, money),
        *([_ends(Content(words("review.change")), Content(money(sale.change)), width)] if sale.change else []),
    ]


def _items(bought: Sequence[Line], words: Words, width: int, money: Callable[[Minor], str]) -> list[Content]:
    """The latest lines; how many stand above them."""
    above = len(bought) - MOST_LINES
    told = [Content.styled(words("review.earlier", n=above), "dim")] if above > 0 else []
    return told + [_item(item, words, width, money(item.amount)) for item in bought[-MOST_LINES:]]


def _tenders(tenders: Iterable[Tender], words: Words, width: int, money: Callable[[Minor], str]) -> list[Content]:
    told = []
    for tender in tenders:
        name = words("review.tender", kind=words(f"debrief.word_{tender.kind}"))
        told.append(_ends(Content(name), Content(money(tender.received)), width))
    return told


def _item(item: Line, words: Words, width: int, amount: str) -> Content:
    """`Cola 330 ml   ×4    10.40`: the amount is the line's, so nothing stands between that would multiply it."""
    count = item.count[words.lang] if item.measure or item.unit else f"×{item.quantity}"
    room = width - cells(amount) - cells(count) - 3
    return Content(f"{pad(words.both(item.name), room)} {count}  {amount}")


def _money(view: View, words: Words, width: int) -> list[Content]:
    money = view.rules.currency.format
    told = []
    for pieces, id in ((view.cash, "review.on_counter"), (view.drawer, "review.in_drawer")):
        if pieces:
            told.append(_ends(Content(words(id)), Content(money(worth(pieces), sign=True)), width))
    if view.change_due:
        id = "review.change_due" if view.change_due > 0 else "review.change_over"
        told.append(_ends(Content(words(id)), Content(money(abs(view.change_due), sign=True)), width))
    return told


def _devices(view: View, words: Words) -> Content:
    states = [(words(f"review.drawer.{view.drawer_state}"), view.drawer_open or view.drawer_stuck)]
    power = "off" if not view.power else "ups" if view.on_ups else "on"
    states.append((words(f"review.power.{power}"), power != "on"))
    states.append((words("review.network.on" if view.network else "review.network.off"), not view.network))
    if view.printer_error:
        known = f"review.printer.{view.printer_error}"
        told = words(known) if words.has(known) else words("review.printer.error", error=view.printer_error)
        states.append((told, True))
    if view.dark:
        states.append((words("review.dark"), True))
    return line(
        *((f"{'!' if bad else '●'} {text}", "$error" if bad else "$secondary") for text, bad in states), gap="  "
    )


def _ends(left: Content, right: Content, width: int) -> Content:
    room = max(1, width - left.cell_length - right.cell_length)
    return line(left, " " * room, right)
