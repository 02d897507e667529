"""A report as lines for a terminal, and for machines. Here, and nowhere before, figures are rounded."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from simulator.kernel.money import Currency, Minor, divide
from simulator.kernel.texts import pad
from simulator.locale import Words
from simulator.office.charts import bar
from simulator.office.report import FIGURES, Cashier, Figure, Report, Slice, Unit

BAR = 24
ITEMS = 10
"""As many items as are shown; machines get all."""
SECTIONS = {
    "sales": (
        "sales", "turnover", "returned", "after_returns", "net", "tax", "rounding", "loaded", "basket",
        "items_per_basket", "member_share",
    ),
    "floor": ("per_metre", "per_person", "per_hour"),
    "goods": ("cost", "margin", "margin_share", "turn", "turn_days", "shrink", "shrink_share", "unpaid"),
    "promotions": (
        "given", "given_share", "promoted", "basket_with", "basket_without", "lines_with", "lines_without",
    ),
    "day": ("customers", "complaints", "over_short"),
}  # fmt: skip
"""Which figures are read together."""


def shown(value: Fraction | None, unit: Unit, currency: Currency) -> str:
    """`12.34`, `31.5 %`; a dash for what is not known."""
    if value is None:
        return "–"
    if unit == "money":
        return currency.format(divide(value.numerator, value.denominator))
    if unit == "number" and value.denominator == 1:
        return str(value.numerator)
    tenths = divide(value.numerator * (1000 if unit == "share" else 100 if unit == "times" else 10), value.denominator)
    if unit == "times":
        return _decimal(tenths, 2)
    return _decimal(tenths, 1) + (" %" if unit == "share" else "")


def _decimal(value: int, places: int) -> str:
    whole, part = divmod(abs(value), 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{part:0{places}d}"


def about(words: Words) -> Iterator[str]:
    """Every figure in words."""
    for id in FIGURES:
        yield words(f"office.name_{id}")
        yield "    " + words(f"office.about_{id}")


def as_json(report: Report) -> dict[str, Any]:
    """For machines: amounts in minor units, ratios as numerator and denominator, texts in both languages."""
    return {
        "currency": report.currency.code,
        "sessions": [row._asdict() for row in report.sessions],
        "figures": {id: _figure(figure, report.currency) for id, figure in report.figures.items()},
        "hours": [row._asdict() for row in report.hours],
        "categories": [row._asdict() | {"margin": row.margin} for row in report.categories],
        "items": [row._asdict() | {"margin": row.margin} for row in report.items],
        "tenders": [row._asdict() for row in report.tenders],
        "promotions": [row._asdict() for row in report.promotions],
        "tills": [row._asdict() for row in report.tills],
        "cashiers": [
            row._asdict()
            | {"odd": [odd._asdict() | {"rate": _pair(odd.rate), "peers": _pair(odd.peers)} for odd in row.odd]}
            for row in report.cashiers
        ],
        "open": [row._asdict() for row in report.open],
    }


def _pair(value: Fraction | None) -> list[int] | None:
    return None if value is None else [value.numerator, value.denominator]


def _figure(figure: Figure, currency: Currency) -> dict[str, Any]:
    return {
        "value": _pair(figure.value),
        "shown": shown(figure.value, figure.unit, currency),
        "unit": figure.unit,
        "n": figure.n,
        "of": figure.sample,
        "name": {lang: Words(lang)(f"office.name_{figure.id}") for lang in ("en", "zh")},
        "about": {lang: Words(lang)(f"office.about_{figure.id}") for lang in ("en", "zh")},
    }


def in_words(report: Report, words: Words) -> Iterator[str]:
    """The report for a terminal of 80 columns."""
    page = _Page(report, words)
    yield words("office.title")
    yield words("office.sessions", count=len(report.sessions), days=report.figures["turn"].n)
    for section, ids in SECTIONS.items():
        yield from ("", words(f"office.section_{section}"))
        yield from map(page.figure, ids)
        if section == "promotions":
            yield from page.promotions()
        if section == "day":
            yield from page.tills()
            yield from page.open()
    for title, lines in (
        ("office.section_hours", page.hours()),
        ("office.section_categories", page.slices(report.categories)),
        ("office.section_items", page.slices(report.items[:ITEMS])),
        ("office.section_tenders", page.tenders()),
        ("office.section_odd", page.odd()),
    ):
        yield from ("", words(title))
        yield from lines


class _Page:
    def __init__(self, report: Report, words: Words) -> None:
        self._report, self._words = report, words
        self._money = report.currency.format

    def figure(self, id: str) -> str:
        figure = self._report.figures[id]
        value = shown(figure.value, figure.unit, self._report.currency)
        rests_on = self._words(f"office.of_{figure.sample}", count=figure.n)
        return self._line((self._words(f"office.name_{id}"), 34, "left"), (value, 16, "right"), (rests_on, 24, "left"))

    def _line(self, *cells: tuple[str, int, Any]) -> str:  # the third of each is an alignment
        return "  " + "  ".join(pad(text, width, align) for text, width, align in cells).rstrip()

    def hours(self) -> Iterator[str]:
        most = max((row.turnover for row in self._report.hours), default=0)
        for row in self._report.hours:
            name = f"{row.hour:02d}:00" if row.hour >= 0 else self._words("office.no_hour")
            sales = self._words("office.of_sales", count=row.sales)
            chart = bar(row.turnover, most, BAR)
            yield self._line(
                (name, 8, "left"), (chart, BAR, "left"), (self._money(row.turnover), 14, "right"), (sales, 20, "left")
            )

    def slices(self, rows: tuple[Slice, ...]) -> Iterator[str]:
        most = max((row.turnover for row in rows), default=0)
        for row in rows:
            name = self._words.both(row.name) or row.key or self._words("office.no_category")
            margin = None if row.margin is None or row.net <= 0 else Fraction(row.margin, row.net)
            said = self._words("office.margin_of", share=shown(margin, "share", self._report.currency))
            chart = bar(row.turnover, most, BAR)
            yield self._line(
                (name, 22, "left"), (chart, BAR, "left"), (self._money(row.turnover), 12, "right"), (said, 14, "right")
            )

    def tenders(self) -> Iterator[str]:
        whole = sum(row.amount for row in self._report.tenders)
        for row in self._report.tenders:
            share = shown(Fraction(row.amount, whole) if whole else None, "share", self._report.currency)
            yield self._line(
                (self._words(f"receipt.tender.{row.kind}"), 22, "left"), (bar(row.amount, whole, BAR), BAR, "left"),
                (self._money(row.amount), 12, "right"), (share, 14, "right"),
            )  # fmt: skip

    def promotions(self) -> Iterator[str]:
        for row in self._report.promotions:
            known = f"office.rule_{row.rule}"
            name = self._words.both(row.name) or (self._words(known) if self._words.has(known) else row.rule)
            baskets = self._words("office.of_baskets", count=row.baskets)
            yield self._line(("· " + name, 34, "left"), (self._money(row.off), 16, "right"), (baskets, 24, "left"))

    def tills(self) -> Iterator[str]:
        for row in self._report.tills[-ITEMS:]:
            if row.over_short is not None:
                sales = self._words("office.of_sales", count=row.sales)
                off = self._signed(row.over_short)
                yield self._line((f"· {row.run} {row.stream}", 34, "left"), (off, 16, "right"), (sales, 24, "left"))

    def _signed(self, amount: Minor) -> str:
        return ("+" if amount > 0 else "") + self._money(amount)

    def open(self) -> Iterator[str]:
        for row in self._report.open:
            yield "  " + self._words(f"office.open_{row.what}", count=row.pieces)
        if not self._report.open:
            yield "  " + self._words("office.open_nothing")

    def odd(self) -> Iterator[str]:
        for row in self._report.cashiers:
            sales = self._words("office.of_sales", count=row.sales)
            yield self._line(
                (self._name(row), 34, "left"), (self._money(row.turnover), 16, "right"), (sales, 24, "left")
            )
            for odd in row.odd:
                if odd.times:
                    mine, others = (shown(rate, "days", self._report.currency) for rate in (odd.rate, odd.peers))
                    said = self._words("office.rates", mine=mine, others=others) if row.sales else ""
                    name = ("▶ " if odd.stands_out else "  ") + self._words(f"office.odd_{odd.kind}")
                    amount = self._money(odd.amount) if odd.amount else ""
                    yield self._line(
                        (name, 24, "left"), (str(odd.times), 6, "right"), (amount, 12, "right"), (said, 30, "left")
                    )
        if any(odd.stands_out for row in self._report.cashiers for odd in row.odd):
            yield "  ▶ " + self._words("office.stands_out")

    def _name(self, row: Cashier) -> str:
        name = self._words.both(row.name) or row.badge or self._words("office.nobody")
        return f"{name} ({row.player})" if row.player else name
