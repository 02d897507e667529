"""Books that a manager's figures need; of old runs too, from their own journals."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DAY = 86_400_000
SIGN_ONS = ("stream", "seq", "at", "operator", "name_en", "name_zh", "midnight")
OFFERS = ("stream", "seq", "n", "sale", "line", "rule", "name_en", "name_zh", "off")
TILL_EVENTS = ("stream", "seq", "n", "at", "kind", "ref", "reason", "pieces", "amount")
TEXTS = frozenset({"stream", "operator", "name_en", "name_zh", "sale", "rule", "kind", "ref", "reason"})
Fact = dict[str, Any]  # as JSON has it
Made = Iterator[tuple[str, tuple[object, ...]]]


def upgrade() -> None:
    for name in ("net", "tax"):
        op.add_column("sale_lines", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    for table, names in (("sign_ons", SIGN_ONS), ("offers", OFFERS), ("till_events", TILL_EVENTS)):
        _table(table, names)
    connection = op.get_bind()
    for run, data in _stored(connection):
        for statement, values in _rows(data):
            connection.execute(sa.text(statement), {"run": run} | values)


def _table(table: str, names: tuple[str, ...]) -> None:
    key = ("run", "stream", "seq", "n") if "n" in names else ("run", "stream", "seq")
    op.create_table(
        table,
        sa.Column("run", sa.String(), nullable=False),
        *(sa.Column(name, sa.String() if name in TEXTS else sa.BigInteger(), nullable=False) for name in names),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f(f"fk_{table}_run")),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
    )


def _stored(connection: sa.Connection) -> Iterator[tuple[str, bytes]]:
    """Every entry, of runs that live and of runs that were sealed."""
    for run, data in connection.execute(sa.text("SELECT run, data FROM entries")).all():
        yield run, data
    for run, first in connection.execute(sa.text('SELECT run, "first" FROM segments')).all():
        lines = connection.execute(
            sa.text('SELECT lines FROM segments WHERE run = :run AND "first" = :first'), {"run": run, "first": first}
        ).scalar_one()
        for data in lines.split(b"\n"):
            yield run, data


def _rows(data: bytes) -> list[tuple[str, dict[str, object]]]:
    """Statements and their values; none for what is damaged."""
    try:
        entry = json.loads(data)
        what = entry["what"]
        make = _MAKERS.get(what["type"])
        return [_statement(table, values) for table, values in make(entry, what)] if make else []
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _statement(table: str, values: tuple[object, ...]) -> tuple[str, dict[str, object]]:
    if table == "sale_lines":
        wanted = "UPDATE sale_lines SET net = :net, tax = :tax WHERE run = :run AND stream = :stream AND seq = :seq"
        return f"{wanted} AND n = :n", dict(zip(("stream", "seq", "n", "net", "tax"), values, strict=True))
    names = {"sign_ons": SIGN_ONS, "offers": OFFERS, "till_events": TILL_EVENTS}[table]
    marks = ", ".join(f":{name}" for name in ("run", *names))
    columns = ", ".join(f'"{name}"' for name in ("run", *names))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", dict(zip(names, values, strict=True))


def _event(
    entry: Fact, kind: str, ref: str, reason: str = "", pieces: int = 1, amount: int = 0, n: int = 1
) -> tuple[str, tuple[object, ...]]:
    at = entry["at"]
    return "till_events", (entry["stream"], entry["seq"], n, at, kind, ref, reason, pieces, amount)


def _signed_on(entry: Fact, what: Fact) -> Made:
    hours, _, minutes = what.get("clock", "").partition("T")[2].partition(":")
    known = hours.isdigit() and minutes[:2].isdigit()
    midnight = ((int(hours) * 60 + int(minutes[:2])) * 60_000 - entry["at"]) % DAY if known else -1
    name = what["name"]
    who = what["operator"], name.get("en", ""), name.get("zh", "")
    yield "sign_ons", (entry["stream"], entry["seq"], entry["at"], *who, midnight)


def _sold(entry: Fact, what: Fact) -> Made:
    key = entry["stream"], entry["seq"]
    lines = what["lines"]
    amounts = [line["gross"] - line["discount"] for line in lines]
    taxes = [line.get("tax", 0) for line in lines]
    if sum(taxes) != what["tax"]:
        weights = [max(0, amount) * line["tax_rate"] for amount, line in zip(amounts, lines, strict=True)]
        taxes = _shared(what["tax"], weights) if sum(weights) else taxes
    on_top = sum(amounts) != what["total"]
    for n, (amount, tax) in enumerate(zip(amounts, taxes, strict=True), 1):
        yield "sale_lines", (*key, n, amount if on_top else amount - tax, tax)
    given = ((line["line"], offer) for line in lines for offer in line.get("offers", ()))
    for n, (line, offer) in enumerate(given, 1):
        name = offer["name"].get("en", ""), offer["name"].get("zh", "")
        yield "offers", (*key, n, what["sale"], line, offer["rule"], *name, offer["off"])


def _shared(total: int, weights: list[int]) -> list[int]:
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    rests = [total * weight % whole for weight in weights]
    for at in sorted(range(len(weights)), key=rests.__getitem__, reverse=True)[: total - sum(shares)]:
        shares[at] += 1
    return shares


def _drawer(entry: Fact, what: Fact) -> Made:
    empty = what["why"] in ("no_sale", "key")
    yield _event(entry, "no_sale" if empty else "drawer", "", what.get("reason") or what["why"])


def _visit(entry: Fact, what: Fact) -> Made:
    yield _event(entry, "visit", what["customer"], what["reason"], amount=what.get("unpaid_worth", 0))
    if what.get("complaint") and not what.get("complaint_recorded"):
        yield _event(entry, "complaint_unrecorded", what["customer"], what["complaint"], n=2)


def _left_open(entry: Fact, what: Fact) -> Made:
    lists = ("slips", "payments", "reversals", "uploads", "conflicts")
    found = {"sales": what["open_sales"]} | {name: len(what.get(f"{name}_open", ())) for name in lists}
    for n, (name, count) in enumerate(((name, count) for name, count in found.items() if count), 1):
        yield _event(entry, "left_open", "", name, count, n=n)


def _overridden(entry: Fact, what: Fact) -> Made:
    line, listed = what["line"], what["listed"]
    grams = line["grams"]
    before = (2 * listed * grams + 1000) // 2000 if grams else listed * line["quantity"]
    yield _event(entry, "price_overridden", what["sale"], what["reason"], line["quantity"], before - line["gross"])


def _reprint(entry: Fact, what: Fact) -> Made:
    if what.get("copy"):
        yield _event(entry, "reprint", what["document"])


def _given(kind: str) -> Callable[[Fact, Fact], Made]:
    return lambda entry, what: iter((_event(entry, kind, what["sale"], what["reason"], 1, what["off"]),))


def _one(kind: str, ref: str, reason: str) -> Callable[[Fact, Fact], Made]:
    return lambda entry, what: iter((_event(entry, kind, what[ref], what[reason]),))


_MAKERS: dict[str, Callable[[Fact, Fact], Made]] = {
    "station_opened": _signed_on,
    "cashier_signed_on": _signed_on,
    "sale_completed": _sold,
    "sale_voided": lambda entry, what: iter(
        (_event(entry, "sale_voided", what["sale"], "", what["lines"], what["amount"]),)
    ),
    "line_voided": lambda entry, what: iter(
        (_event(entry, "line_voided", what["sale"], what["sku"], what.get("quantity", 1), what["amount"]),)
    ),
    "price_overridden": _overridden,
    "line_discounted": _given("line_discounted"),
    "sale_discounted": _given("sale_discounted"),
    "drawer_opened": _drawer,
    "receipt_issued": _reprint,
    "authorized": _one("authorized", "by", "operation"),
    "authorization_denied": _one("denied", "by", "operation"),
    "complaint_recorded": _one("complaint", "number", "kind"),
    "visit_ended": _visit,
    "station_closed": _left_open,
}
