"""The middle of the screen while something comes back: the receipt as it was sold, and what is taken back of it."""

from typing import TYPE_CHECKING

from simulator.kernel.facts import RecentPrice, SoldLine
from simulator.kernel.texts import pad
from simulator.pos.returns_view import ReturnedSeen
from simulator.pos.view import View
from simulator.screens.station.pane import Hit, Line, Span, fit, heading, spread
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen

LEFT, BACK, PAID = 7, 7, 9
"""Widths of the columns in cells."""
SLIM = 40
"""A pane that is narrower has narrower columns, for the names' sake."""


def _columns(width: int) -> tuple[int, int, int, int]:
    """Widths of name, what is left, what comes back, and what is paid."""
    left, back, paid = (LEFT, BACK, PAID) if width >= SLIM else (LEFT - 2, BACK - 2, PAID - 1)
    return width - 5 - left - back - paid, left, back, paid


def hits(view: View) -> list[list[Hit]]:
    """Lines of the receipt can be chosen; without one, what is taken back."""
    if view.return_of is not None:
        return [[("line", str(line.line.line))] for line in view.return_of.lines]
    return [[("line", str(line.n))] for line in view.return_lines]


def draw(till: "TillScreen", width: int, height: int, cursor: Hit | None, *, focused: bool) -> list[Line]:
    """Heading, columns, lines, and what goes back."""
    words, view = till.words, till.view
    sold = view.return_of
    title = words("till.returning", receipt=sold.receipt) if sold else words("till.returning_plain")
    lines = [heading(title, view.returning, width, focused=focused)]
    lines.append(fit((Span(f" {_about(till)}", "warn" if view.return_expired else "dim"),), width))
    name, left, back, paid = _columns(width)
    columns = pad(words("till.column.item"), name)
    columns += pad(words("till.column.left"), left, "right") + pad(words("till.column.back"), back, "right")
    lines.append((Span(f"{'#':>3} {columns}{pad(words('till.column.refund'), paid, 'right')}", "dim"),))
    room = height - len(lines) - 2
    rows = _of_receipt(till, sold.lines, width, cursor, focused=focused) if sold else _plain(till, width)
    at = next((y for y, row in enumerate(rows) if any(span.hit == cursor for span in row)), 0)
    top = max(0, min(at - room + 1, len(rows) - room)) if len(rows) > room else 0
    shown = rows[top : top + room]
    lines += [*shown, *[()] * (room - len(shown))]
    total = view.rules.currency.format(view.return_total, sign=True)
    taken = Span(f" {words('till.taken_back', count=len(view.return_lines))}", "dim")
    lines.append(spread([taken], _red(till), width))
    label = Span(f" {words('till.to_refund')}", "total strong")
    lines.append(spread([label], [Span(f"{total} ", "total strong")], width, "total"))
    return lines


def _red(till: "TillScreen") -> list[Span]:
    """What becomes of the invoice of this receipt."""
    red = till.view.red_letter
    if red is None:
        return []
    id = "till.red_letter" if red.against else "till.invoice_less"
    return [Span(f"{till.words(id, amount=till.money(red.amount))} ", "warn")]


def _about(till: "TillScreen") -> str:
    """When it was sold and how it was paid."""
    words, sold = till.words, till.view.return_of
    if sold is None:
        return words("till.lowest_price", days=till.view.rules.returns.recent)
    paid = words("till.and").join(words(f"till.tender.{tender.kind}") for tender in sold.tenders)
    if sold.gift:
        paid = words("till.gift")
    day = words("till.sold_on", day=sold.day, days=till.view.return_days) if sold.day else ""
    more = f" · {words('till.exception')}" if till.view.exception else ""
    return f"{day} {paid}{more}".strip()


def _of_receipt(
    till: "TillScreen", lines: tuple[SoldLine, ...], width: int, cursor: Hit | None, *, focused: bool
) -> list[Line]:
    view = till.view
    rows: list[Line] = []
    name, room_left, room_back, room_paid = _columns(width)
    for sold in lines:
        hit: Hit = ("line", str(sold.line.line))
        taken = [line for line in view.return_lines if line.line == sold.line.line]
        back = sum(line.grams or line.quantity for line in taken)
        amount = till.money(sum(line.amount for line in taken)) if taken else ""
        style = "cursor" if hit == cursor and focused else "good" if taken else "dim" if not _left(sold) else ""
        mark = "▸" if hit == cursor else " "
        size = _units(sold, _left(sold) - back)
        sign = "✓ " if taken else "↩ " if not _left(sold) else ""  # six of the same: which of them it was
        text = pad(sign + sold.line.name[till.words.lang], name) + pad(size, room_left, "right")
        text += pad(_units(sold, back) if back else "", room_back, "right") + pad(amount, room_paid, "right")
        rows.append((Span(f"{sold.line.line:>3}{mark}{text} ", style, hit),))
        rows += [fit((Span(f"  {_withheld(till, line)}", "dim"),), width) for line in taken if line.withheld]
    return rows + _missing(till, width)


def _missing(till: "TillScreen", width: int) -> list[Line]:
    """What else has to come back before money goes out; said before anybody asks for the refund."""
    rest, lang = till.view.return_missing, till.words.lang
    if rest is None:
        return []
    text = till.words("bundle.missing", promotion=rest.promotion[lang], goods=rest.goods[lang])
    return [(Span(f"  {line}", "warn"),) for line in wrap(text, width - 3)]


def _withheld(till: "TillScreen", line: ReturnedSeen) -> str:
    """What a promotion that is broken now costs, or what goes out with its last goods."""
    if line.withheld < 0:
        return till.words("bundle.released", amount=till.money(-line.withheld))
    names = till.words("till.and").join(name[till.words.lang] for name in line.broken)
    return till.words("bundle.withheld", amount=till.money(line.withheld), promotion=names)


def _left(sold: SoldLine) -> int:
    return sold.units - sold.returned


def _units(sold: SoldLine, units: int) -> str:
    return f"{units / 1000:.3f}" if sold.line.grams else str(units)


def _known_by(till: "TillScreen", recent: RecentPrice) -> str:
    """Why it is worth so much: the lowest price, and how that is known."""
    given = {"price": till.money(recent.price), "of": recent.of, "day": recent.day, "name": recent.name}
    undated = "_undated" if recent.how in ("sold", "was") and not recent.day else ""
    return till.words(f"recent.{recent.how}{undated}", **given)


def _plain(till: "TillScreen", width: int) -> list[Line]:
    rows: list[Line] = []
    name, left, back, paid = _columns(width)
    for line in till.view.return_lines:
        size = f"{line.grams / 1000:.3f}" if line.grams else str(line.quantity)
        text = pad(line.name[till.words.lang], name) + pad("", left)
        text += pad(size, back, "right") + pad(till.money(line.amount), paid, "right")
        rows.append((Span(f"{line.n:>3} {text} ", "", ("line", str(line.n))),))
        if line.recent is not None:
            why = fit((Span(f"  {_known_by(till, line.recent)}", "dim"),), width)
            rows.append(why)
    return rows
