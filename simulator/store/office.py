"""What a manager's figures are made of: sums of the books, by few queries that each go through a table once.

Everything that is divided, compared or worded is done in `simulator.office`, from these rows alone.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, case, exists, func, select
from sqlalchemy.sql.selectable import Subquery

from simulator.kernel.money import Minor
from simulator.store import book_tables as t
from simulator.store import tables
from simulator.store.database import Database
from simulator.store.office_books import DAY
from simulator.store.rows import bytes_of

HOUR = 3_600_000
NO_HOUR = -1


class SalesSum(NamedTuple):
    """Finished sales of a till in an hour of the day, under one cashier, with or without anything given on them."""

    run: str
    stream: str
    operator: str
    hour: int
    """0 to 23 by the shop's clock; -1 where the run does not say it."""
    given: int
    """1: a promotion took something off one of its lines."""
    sales: int
    lines: int
    total: Minor
    net: Minor
    tax: Minor
    discount: Minor
    rounding: Minor
    stored: Minor
    members: int


class ReturnsSum(NamedTuple):
    run: str
    stream: str
    operator: str
    hour: int
    kind: str
    returns: int
    total: Minor
    net: Minor
    tax: Minor


class GoodsSum(NamedTuple):
    """Of one item: sold, come back or written off."""

    sku: str
    name_en: str
    name_zh: str
    lines: int
    pieces: int
    """Each measured line counts as one."""
    counted: int
    """Pieces of lines that are not measured."""
    thousandths: int
    amount: Minor
    net: Minor
    tax: Minor


class EventSum(NamedTuple):
    run: str
    stream: str
    operator: str
    kind: str
    reason: str
    times: int
    pieces: int
    amount: Minor


class OfferSum(NamedTuple):
    rule: str
    name_en: str
    name_zh: str
    baskets: int
    lines: int
    off: Minor


class CountSum(NamedTuple):
    run: str
    stream: str
    kind: str
    tender: str
    counts: int
    counted: Minor
    over_short: Minor


class PlayedRun(NamedTuple):
    """A session, whose books are one day of trade where anything happened at a till."""

    run: str
    scenario: str
    person: str
    bot: str


class Sums(NamedTuple):
    """All of them, of some runs, read in one snapshot."""

    runs: list[PlayedRun]
    sales: list[SalesSum]
    returns: list[ReturnsSum]
    goods: list[GoodsSum]
    stored: list[GoodsSum]
    """Lines that put money onto cards: no goods, no revenue."""
    returned: list[GoodsSum]
    written_off: list[GoodsSum]
    tenders: list[tuple[str, int, Minor]]
    """Kind, how often, amount without change."""
    refunds: list[tuple[str, int, Minor]]
    offers: list[OfferSum]
    events: list[EventSum]
    counts: list[CountSum]
    operators: dict[str, tuple[str, str]]
    open_invoices: int
    """Asked for, not issued."""
    open_uploads: int
    """Sales that the head office does not have."""


def gather(database: Database, runs: Sequence[str] | None = None) -> Sums:
    """The sums of these runs; of all where none is named. Raises StoreError."""
    with database.read() as connection:
        return _Asked(connection, runs).sums()


def shops(database: Database, runs: Sequence[str] | None = None) -> list[bytes]:
    """The shops that these runs were played in, each once, the oldest run's first. Raises StoreError."""
    named, kept = tables.run_materials.c, tables.materials.c
    first = func.min(tables.runs.c.no)
    query = select(kept.data).join_from(tables.run_materials, tables.materials, named.sha256 == kept.sha256)
    query = query.join(tables.runs, tables.runs.c.run == named.run).where(named.name == "shop").group_by(kept.sha256)
    if runs is not None:
        query = query.where(named.run.in_(runs))
    with database.read() as connection:
        return [bytes_of(data) for (data,) in connection.execute(query.order_by(first))]


class Listed(NamedTuple):
    """An item that a run took up beside its shop's own."""

    run: str
    sku: str
    category: str
    price: Minor
    cost: Minor
    """0 where the list did not say it."""


def listed(database: Database, runs: Sequence[str] | None = None) -> list[Listed]:
    """New goods of these runs, the oldest run's first. Raises StoreError."""
    c, kept = t.till_events.c, tables.runs.c
    prices, costs = (func.sum(case((c.kind == kind, c.amount), else_=0)) for kind in ("goods_listed", "goods_cost"))
    query = select(c.run, c.ref, c.reason, prices, costs).join(tables.runs, kept.run == c.run)
    query = query.where(c.stream == "stockroom", c.kind.in_(("goods_listed", "goods_cost")))
    if runs is not None:
        query = query.where(c.run.in_(runs))
    query = query.group_by(c.run, c.ref, c.reason, kept.no).order_by(kept.no, c.ref)
    with database.read() as connection:
        return [Listed(*row) for row in connection.execute(query)]


BY_HAND = ("member", "by_hand", "courtesy")
"""Offers that are no promotions."""


class _Asked:
    def __init__(self, connection: Connection, runs: Sequence[str] | None) -> None:
        self._connection, self._runs = connection, runs
        self._owners = self._windows()

    def _rows(self, query: Select[Any]) -> Any:  # rows of whatever was selected
        return self._connection.execute(query)

    def _mine(self, column: ColumnElement[str]) -> list[ColumnElement[bool]]:
        return [] if self._runs is None else [column.in_(self._runs)]

    def _windows(self) -> Subquery:
        """Who answers for a stream from one entry up to another, and when the run's day began."""
        c = t.sign_ons.c
        until = func.lead(c.seq).over(partition_by=(c.run, c.stream), order_by=c.seq)
        midnight = func.max(c.midnight).over(partition_by=c.run)
        return (
            select(c.run, c.stream, c.seq, c.operator, until.label("until"), midnight.label("midnight"))
            .where(*self._mine(c.run))
            .subquery()
        )

    def _owned(self, table: Table, *groups: Any, sums: Sequence[Any], hour: bool = True) -> Select[Any]:
        """Sums of a table by till, cashier and hour of the day, and by `groups`."""
        c, o = table.c, self._owners.c
        window = (o.run == c.run) & (o.stream == c.stream) & (o.seq <= c.seq) & (o.until.is_(None) | (o.until > c.seq))
        by = [c.run, c.stream, func.coalesce(o.operator, "").label("operator")]
        if hour:
            of_day = (o.midnight + c.at) % DAY // HOUR
            by.append(case((o.midnight >= 0, of_day), else_=NO_HOUR).label("hour"))
        by += groups
        joined = table.outerjoin(self._owners, window)
        return select(*by, *sums).select_from(joined).where(*self._mine(c.run)).group_by(*by)

    def sums(self) -> Sums:
        goods, stored = self._goods()
        return Sums(
            self._played(),
            self._sales(),
            self._returns(),
            goods,
            stored,
            self._returned(),
            self._written_off(),
            self._by_kind(t.tenders),
            self._by_kind(t.refunds),
            self._offers(),
            self._events(),
            self._counts(),
            self._operators(),
            self._open_invoices(),
            self._open_uploads(),
        )

    def _played(self) -> list[PlayedRun]:
        c = tables.runs.c
        query = select(c.run, c.scenario, c.person, c.bot).where(*self._mine(c.run)).order_by(c.no)
        return [PlayedRun(*row) for row in self._rows(query)]

    def _sales(self) -> list[SalesSum]:
        c, o = t.sales.c, t.offers.c
        offered = (o.run == c.run) & (o.position == c.position) & o.rule.not_in(BY_HAND)
        given = case((exists().where(offered), 1), else_=0).label("given")
        columns = (c.lines, c.total, c.net, c.tax, c.discount, c.rounding, c.stored)
        basket = (c.stored == 0) | (c.total > c.stored)  # not where a card was loaded, and nothing else
        sums = (
            func.sum(case((basket, 1), else_=0)),
            *map(func.sum, columns),
            func.sum(case((c.member != "", 1), else_=0)),
        )
        query = self._owned(t.sales, given, sums=sums).where(c.status == "completed")
        return [SalesSum(*row) for row in self._rows(query)]

    def _returns(self) -> list[ReturnsSum]:
        c = t.returns.c
        sums = func.count(), func.sum(c.total), func.sum(c.net), func.sum(c.tax)
        return [ReturnsSum(*row) for row in self._rows(self._owned(t.returns, c.kind, sums=sums))]

    def _goods(self) -> tuple[list[GoodsSum], list[GoodsSum]]:
        c = t.sale_lines.c
        stored = (c.how == "value").label("stored")
        query = self._lines(t.sale_lines, stored, sums=(func.sum(c.gross) - func.sum(c.discount), func.sum(c.net)))
        found: tuple[list[GoodsSum], list[GoodsSum]] = ([], [])
        for is_stored, *row in self._rows(query):
            found[bool(is_stored)].append(GoodsSum(*row))
        return found

    def _returned(self) -> list[GoodsSum]:
        c = t.return_lines.c
        query = self._lines(t.return_lines, sums=(func.sum(c.amount), func.sum(c.amount) - func.sum(c.tax)))
        return [GoodsSum(*row) for row in self._rows(query)]

    def _lines(self, table: Table, *groups: Any, sums: Sequence[Any]) -> Select[Any]:
        c = table.c
        names = func.max(c.name_en), func.max(c.name_zh)
        counted = func.sum(case((c.grams == 0, c.quantity), else_=0))
        size = func.count(), func.sum(c.quantity), counted, func.sum(c.grams)
        query = select(*groups, c.sku, *names, *size, *sums, func.sum(c.tax))
        return query.where(*self._mine(c.run)).group_by(*groups, c.sku)

    def _written_off(self) -> list[GoodsSum]:
        c = t.stock_movements.c
        counted = func.sum(case((c.grams == 0, -c.quantity), else_=0))
        sums = func.count(), -func.sum(c.quantity), counted, -func.sum(c.grams)
        query = select(c.sku, *sums).where(c.kind == "write_off", *self._mine(c.run)).group_by(c.sku)
        return [
            GoodsSum(sku, "", "", lines, pieces, counted, size, 0, 0, 0)
            for sku, lines, pieces, counted, size in self._rows(query)
        ]

    def _by_kind(self, table: Table) -> list[tuple[str, int, Minor]]:
        c = table.c
        query = select(c.kind, func.count(), func.sum(c.amount)).where(*self._mine(c.run)).group_by(c.kind)
        return [tuple(row) for row in self._rows(query)]

    def _offers(self) -> list[OfferSum]:
        c = t.offers.c
        sums = func.count(), func.sum(c.lines), func.sum(c.off)
        query = select(c.rule, func.max(c.name_en), func.max(c.name_zh), *sums).where(*self._mine(c.run))
        return [OfferSum(*row) for row in self._rows(query.group_by(c.rule))]

    def _events(self) -> list[EventSum]:
        c = t.till_events.c
        sums = func.count(), func.sum(c.pieces), func.sum(c.amount)
        query = self._owned(t.till_events, c.kind, c.reason, sums=sums, hour=False)
        return [EventSum(*row) for row in self._rows(query)]

    def _counts(self) -> list[CountSum]:
        c = t.counts.c
        sums = func.count(), func.sum(c.counted), func.sum(c.over_short)
        query = select(c.run, c.stream, c.kind, c.tender, *sums).where(*self._mine(c.run))
        return [CountSum(*row) for row in self._rows(query.group_by(c.run, c.stream, c.kind, c.tender))]

    def _operators(self) -> dict[str, tuple[str, str]]:
        c = t.sign_ons.c
        query = select(c.operator, func.max(c.name_en), func.max(c.name_zh)).where(*self._mine(c.run))
        return {badge: (en, zh) for badge, en, zh in self._rows(query.group_by(c.operator))}

    def _open_invoices(self) -> int:
        c = t.invoices.c
        asked = select(c.run, c.invoice).where(c.state == "requested", *self._mine(c.run))
        done = select(c.run, c.invoice).where(c.state.in_(("issued", "withdrawn")), *self._mine(c.run))
        return int(self._connection.scalar(select(func.count()).select_from(asked.except_(done).subquery())) or 0)

    def _open_uploads(self) -> int:
        c = t.uploads.c
        queued = select(c.run, c.key).where(c.kind == "queued", *self._mine(c.run))
        done = select(c.run, c.key).where(c.kind.in_(("arrived", "duplicate", "reject")), *self._mine(c.run))
        return int(self._connection.scalar(select(func.count()).select_from(queued.except_(done).subquery())) or 0)
