"""A manager's report equals an independent fold over the same journals, and SQL on them; what should add up does."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scenarios.shop import load_shop
from simulator.drill.bots.roster import bot_named
from simulator.drill.proof import play_bot
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry, encode
from simulator.kernel.money import Pieces
from simulator.kernel.texts import Text, cells
from simulator.locale import Words
from simulator.office.odd import ODD, stands_out
from simulator.office.reading import read
from simulator.office.report import FIGURES, Report
from simulator.office.shown import as_json, in_words
from simulator.stages import stage_of
from simulator.store.database import Database
from simulator.store.export import verify_run
from simulator.store.sql_journal import SqlJournal

PLAYS = (
    ("returns-morning", "perfect", 3),
    ("members-and-points", "perfect", 3),
    ("till-dies", "perfect", 3),
    ("network-outage", "perfect", 3),
    ("holiday-rush", "lazy", 5),
    ("complaint", "lazy", 2),
    ("open-and-close", "perfect", 1),
)
"""Returns and an exchange, gift cards and points, two tills, uploads, mistakes, complaints, counts."""
PAGE = Path(__file__).parents[2] / "docs" / "managers.md"


class Office:
    def __init__(self, database: Database, journal: SqlJournal) -> None:
        self.database, self.journal = database, journal
        for scenario, bot, seed in PLAYS:
            play_bot(stage_of(scenario, 0), bot_named(bot, seed), seed, journal, name=bot)
        self.runs = [run.run for run in journal.runs()]
        assert all(verify_run(journal, run).ok for run in self.runs)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Database.open(tmp_path_factory.mktemp("office")) as database:
        journal = SqlJournal(database)
        yield Office(database, journal)
        journal.close()


class Fold:
    """The same figures by another way: from facts alone, one after the other."""

    def __init__(self, entries: list[tuple[str, Entry]], bots: dict[str, str]) -> None:
        self.sum: Counter[str] = Counter()
        self.hours: Counter[int] = Counter()
        self.skus: dict[str, Counter[str]] = defaultdict(Counter)
        self.tenders: Counter[str] = Counter()
        self.offers: Counter[str] = Counter()
        self.cashiers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.bots = bots
        clock: dict[str, int] = {}
        operator: dict[tuple[str, str], str] = {}
        for run, entry in entries:
            what, seat = entry.what, (run, entry.stream)
            if isinstance(what, f.StationOpened):
                hour, minute = what.clock.split("T")[1].split(":")[:2]
                clock[run] = (int(hour) * 60 + int(minute)) * 60_000
                operator[seat] = what.operator
            elif isinstance(what, f.CashierSignedOn):
                operator[seat] = what.operator
            mine = self.cashiers[operator.get(seat, ""), bots[run]]
            self._see(what, (clock.get(run, 0) + entry.at) // 3_600_000, mine)

    def _see(self, what: Any, hour: int, mine: Counter[str]) -> None:
        match what:
            case f.SaleCompleted():
                goods = [line for line in what.lines if not line.account]
                charged = sum(line.gross - line.discount for line in goods)
                assert charged == what.total - what.stored, "this shop's prices are with tax"
                promoted = any(o.rule not in ("member", "by_hand", "courtesy") for x in goods for o in x.offers)
                given = "with" if promoted else "without"
                self.sum.update(
                    {
                        "sales": bool(goods), "turnover": charged, "tax": what.tax, "given": what.discount,
                        "rounding": what.rounding, "loaded": what.stored, given: bool(goods), f"spent_{given}": charged,
                        "member": bool(what.member), "pieces": sum(line.quantity for line in goods),
                    }
                )  # fmt: skip
                self.hours[hour] += charged
                mine.update(sales=bool(goods), turnover=charged)
                for line in goods:
                    size = {"grams": line.grams} if line.grams else {"counted": line.quantity}
                    self.skus[line.sku].update(amount=line.amount, tax=line.tax, **size)
                    self.offers.update({offer.rule: offer.off for offer in line.offers})
                for tender in what.tenders:
                    self.tenders[tender.kind] += tender.amount
            case f.ReturnCompleted():
                self.sum.update(returned=what.total, returns=1, tax=-what.tax)
                mine["post_void" if what.kind == "post_void" else "return"] += 1
                for back in what.lines:
                    size = {"grams": -back.grams} if back.grams else {"counted": -back.quantity}
                    self.skus[back.sku].update(returned=back.amount, tax=-back.tax, **size)
            case f.DrawerOpened():
                mine["no_sale" if what.why in ("no_sale", "key") else "drawer"] += 1
            case f.ReceiptIssued() if what.copy:
                mine["reprint"] += 1
            case f.LineVoided() | f.SaleVoided() | f.PriceOverridden() | f.LineDiscounted() | f.SaleDiscounted():
                name = {"LineVoided": "line_voided", "SaleVoided": "sale_voided", "PriceOverridden": "price_overridden",
                        "LineDiscounted": "line_discounted", "SaleDiscounted": "sale_discounted"}  # fmt: skip
                mine[name[type(what).__name__]] += 1
            case f.VisitEnded():
                lost = bool(what.complaint and not what.complaint_recorded)
                self.sum.update(customers=1, unpaid=what.unpaid_worth, complaints=lost)
            case f.ComplaintRecorded():
                self.sum["complaints"] += 1
            case f.DrawerCounted():
                self.sum.update(counts=1, over_short=what.over_short)


@pytest.mark.parametrize("which", [slice(None), slice(0, 1), slice(2, 5)], ids=["all", "one", "three"])
def test_a_report_equals_a_fold_over_the_journals(office: Office, which: slice) -> None:
    runs = office.runs[which]
    bots = {run.run: run.bot for run in office.journal.runs()}
    fold = Fold([(run, entry) for run in runs for entry in office.journal.read(run)], bots)
    made = read(office.database, None if which == slice(None) else runs)
    value = {id: figure.value for id, figure in made.figures.items()}
    same = fold.sum
    assert same["sales"] > 0
    for id in (
        "sales",
        "turnover",
        "returned",
        "tax",
        "given",
        "rounding",
        "loaded",
        "customers",
        "unpaid",
        "complaints",
    ):
        assert value[id] == same[id], id
    assert value["over_short"] == (same["over_short"] if same["counts"] else None)
    assert value["net"] == same["turnover"] - same["returned"] - same["tax"]
    assert value["basket"] == Fraction(same["turnover"], same["sales"])
    assert value["items_per_basket"] == Fraction(same["pieces"], same["sales"])
    assert value["member_share"] == Fraction(same["member"], same["sales"])
    for given in ("with", "without"):
        expected = Fraction(same[f"spent_{given}"], same[given]) if same[given] else None
        assert value[f"basket_{given}"] == expected
    assert {row.hour: row.turnover for row in made.hours if row.turnover} == fold.hours
    paid = {row.kind: row.amount for row in made.tenders if row.amount}
    assert paid == {kind: amount for kind, amount in fold.tenders.items() if amount}
    assert {row.rule: row.off for row in made.promotions} == fold.offers
    _goods(made, fold)
    shop = load_shop()
    assert shop.premises is not None
    assert value["per_metre"] == Fraction(same["turnover"] - same["returned"], len(runs) * shop.premises.floor)
    found = {(row.badge, row.player): row for row in made.cashiers}
    for key, did in fold.cashiers.items():
        if did:
            assert (found[key].sales, found[key].turnover) == (did["sales"], did["turnover"])
            assert {odd.kind: odd.times for odd in found[key].odd} == {kind: did[kind] for kind in ODD}


def _goods(made: Report, fold: Fold) -> None:
    """Items, and what they cost by the shop's own shares; categories are their sums."""
    shop = load_shop()
    assert shop.premises is not None
    whole: Counter[str] = Counter()
    for item in made.items:
        mine, sold = fold.skus.pop(item.key), shop.items[item.key]
        each = Fraction(sold.price * shop.premises.goods[sold.category].cost, 100)
        unit = int(each + Fraction(1, 2))
        cost = mine["counted"] * unit + Fraction(mine["grams"] * unit, 1000)
        assert item.cost is not None
        assert abs(item.cost - cost) <= 1, "rounded where measured goods went out, and where they came back"
        assert (item.turnover, item.returned) == (mine["amount"], mine["returned"])
        assert item.net == mine["amount"] - mine["returned"] - mine["tax"]
        whole[sold.category] += item.cost
    assert not fold.skus
    assert {row.key: row.cost for row in made.categories} == whole


# --- plain SQL on the journal: none of the books' tables, none of the report's queries ------------------------------

JOURNAL = """
CREATE TABLE entry (run, stream, seq, at, type, what);
CREATE VIEW sale AS SELECT run, stream, seq, at, json_extract(what, '$.total') AS total,
    coalesce(json_extract(what, '$.stored'), 0) AS loaded, json_extract(what, '$.net') AS net,
    json_extract(what, '$.tax') AS tax, json_extract(what, '$.discount') AS given,
    json_extract(what, '$.rounding') AS rounding, json_extract(what, '$.lines') AS lines,
    json_extract(what, '$.tenders') AS tenders
    FROM entry WHERE type = 'sale_completed';
CREATE VIEW line AS SELECT run, stream, sale.seq AS seq, json_extract(x.value, '$.sku') AS sku,
    json_extract(x.value, '$.gross') - json_extract(x.value, '$.discount') AS amount,
    coalesce(json_extract(x.value, '$.offers'), '[]') AS offers
    FROM sale, json_each(sale.lines) x WHERE coalesce(json_extract(x.value, '$.account'), '') = '';
CREATE VIEW back AS SELECT json_extract(what, '$.total') AS total, json_extract(what, '$.net') AS net,
    json_extract(what, '$.tax') AS tax FROM entry WHERE type = 'return_completed';
CREATE VIEW opened AS SELECT run, json_extract(what, '$.clock') AS clock FROM entry WHERE type = 'station_opened';
CREATE VIEW midnight AS SELECT run, max(substr(clock, 12, 2) * 3600000 + substr(clock, 15, 2) * 60000) AS since
    FROM opened GROUP BY run;
CREATE VIEW seat AS SELECT run, stream, seq, json_extract(what, '$.operator') AS badge,
    lead(seq, 1, 1 << 60) OVER (PARTITION BY run, stream ORDER BY seq) AS until
    FROM entry WHERE type IN ('station_opened', 'cashier_signed_on');
"""
SUMS = {
    "turnover": "SELECT sum(total - loaded) FROM sale",
    "loaded": "SELECT sum(loaded) FROM sale",
    "given": "SELECT sum(given) FROM sale",
    "rounding": "SELECT sum(rounding) FROM sale",
    "returned": "SELECT sum(total) FROM back",
    "tax": "SELECT (SELECT sum(tax) FROM sale) - (SELECT sum(tax) FROM back)",
    "net": "SELECT (SELECT sum(net) FROM sale) - (SELECT sum(net) FROM back)",
    "sales": "SELECT count(*) FROM (SELECT DISTINCT run, stream, seq FROM line)",
    "customers": "SELECT count(*) FROM entry WHERE type = 'visit_ended'",
    "unpaid": "SELECT sum(json_extract(what, '$.unpaid_worth')) FROM entry WHERE type = 'visit_ended'",
    "over_short": "SELECT sum(json_extract(what, '$.over_short')) FROM entry WHERE type = 'drawer_counted'",
}
GROUPS = {
    "hour": "SELECT (since + at) / 3600000, sum(total - loaded) FROM sale JOIN midnight USING (run) GROUP BY 1",
    "item": "SELECT sku, sum(amount) FROM line GROUP BY 1",
    "tender": """SELECT json_extract(t.value, '$.kind'), sum(json_extract(t.value, '$.amount'))
        FROM sale, json_each(tenders) t GROUP BY 1""",
    "offer": """SELECT json_extract(o.value, '$.rule'), sum(json_extract(o.value, '$.off'))
        FROM line, json_each(offers) o GROUP BY 1""",
    "cashier": """SELECT badge, sum(total - loaded) FROM sale JOIN seat ON sale.run = seat.run
        AND sale.stream = seat.stream AND sale.seq BETWEEN seat.seq AND seat.until GROUP BY 1""",
}


def test_a_report_equals_plain_sql_on_the_journal(office: Office) -> None:
    made, sql = read(office.database), sqlite3.connect(":memory:")
    sql.executescript(JOURNAL)
    for run in office.runs:
        for entry in office.journal.read(run):
            told = json.loads(encode(entry))
            row = (run, entry.stream, entry.seq, entry.at, told["what"]["type"], json.dumps(told["what"]))
            sql.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
    for id, query in SUMS.items():
        (asked,) = sql.execute(query).fetchone()
        assert made.figures[id].value == asked, id
    cashiers: Counter[str] = Counter()
    for row in made.cashiers:
        cashiers[row.badge] += row.turnover
    shown = {
        "hour": {row.hour: row.turnover for row in made.hours},
        "item": {row.key: row.turnover for row in made.items},
        "tender": {row.kind: row.amount for row in made.tenders},
        "offer": {row.rule: row.off for row in made.promotions},
        "cashier": dict(cashiers),
    }
    for by, query in GROUPS.items():
        asked = {key: amount for key, amount in sql.execute(query) if amount}
        assert asked
        assert {key: amount for key, amount in shown[by].items() if amount} == asked, by
    sql.close()


def test_what_should_add_up_does(office: Office) -> None:
    made = read(office.database)
    value = {id: int(figure.value or 0) for id, figure in made.figures.items()}
    assert value["net"] + value["tax"] == value["after_returns"] == value["turnover"] - value["returned"]
    for rows in (made.hours, made.categories, made.items, made.tills, made.cashiers):
        assert sum(row.turnover for row in rows) == value["turnover"]  # type: ignore[attr-defined]
    assert sum(row.returned for row in made.items) == sum(row.returned for row in made.hours) == value["returned"]
    assert sum(row.amount for row in made.tenders) == value["turnover"] + value["loaded"] - value["rounding"]
    assert sum(row.off for row in made.promotions) == value["given"]
    assert sum(row.net for row in made.categories) == value["net"]
    assert value["margin"] == value["net"] - value["cost"] > 0
    assert made.figures.keys() == FIGURES.keys()


def test_a_session_without_a_till_is_no_day_of_trade(tmp_path: Path) -> None:
    with Database.open(tmp_path / "own") as database:
        journal = SqlJournal(database)
        play_bot(stage_of("open-and-close", 0), bot_named("perfect", 1), 1, journal, name="perfect")
        alone = read(database).figures
        play_bot(stage_of("close-the-store", 0), bot_named("perfect", 1, "office"), 1, journal, name="perfect")
        made = read(database)
        journal.close()
    assert len(made.sessions) == 2
    for id in ("per_metre", "per_person", "turn", "turn_days"):
        assert made.figures[id] == alone[id] != (id, None, 0)


def test_money_put_onto_cards_is_no_revenue(office: Office, tmp_path: Path) -> None:
    """A load, a sale paid from the card, and the same sale returned, in a shop of their own."""
    load = f.Line(
        1, "stored_value", Text("Card", "储值卡"), "8600", 5000, 1, 0, 5000, 0, 0, how="value", account="8600"
    )
    milk = f.Line(1, "milk_1l", Text("Milk", "牛奶"), "690", 1280, 2, 0, 2560, 60, 9000, tax=206)
    facts = (
        f.StationOpened("till-1", "c01", Text("Wang", "王"), Pieces(), 300, clock="2026-12-24T23:50"),
        f.SaleCompleted(
            "t/1", "R1", "c", (load,), (f.Tender("cash", 5000, 6000),), 5000, 5000, 0, 0, 0, 1000, stored=5000
        ),
        f.SaleCompleted("t/2", "R2", "c", (milk,), (f.Tender("gift", 2500, 2500),), 2500, 2294, 206, 60, 0, 0, "m7"),
    )
    source = office.runs[0]
    opening = next(iter(office.journal.read(source)))
    with Database.open(tmp_path / "own") as database:
        journal = SqlJournal(database)
        journal.create_run(source, opening, office.journal.materials(source))
        journal.append(source, [Entry("till-1", n, n * 400_000, "till", what) for n, what in enumerate(facts, 1)])
        made = read(database)
        journal.close()
    value = {id: figure.value for id, figure in made.figures.items()}
    assert (value["turnover"], value["loaded"], value["net"], value["tax"]) == (2500, 5000, 2294, 206)
    assert [(row.kind, row.amount) for row in made.tenders] == [("cash", 5000), ("gift", 2500)]
    assert [(row.hour, row.sales, row.turnover) for row in made.hours if row.turnover] == [(0, 1, 2500)]
    assert [row.hour for row in made.hours] == list(range(24)), "from one day into the next"
    assert [(row.key, row.turnover, row.cost) for row in made.items] == [("milk_1l", 2500, 2 * 947)]
    assert value["margin"] == 2294 - 2 * 947
    assert (value["basket"], made.figures["basket"].n) == (2500, 1), "a load alone is no basket"


def test_the_cashier_who_opens_the_drawer_without_a_sale_is_seen(office: Office, tmp_path: Path) -> None:
    """Two at one till, one after the other: what each did is theirs, by who was signed on."""
    source, name = office.runs[0], Text("A", "甲")
    opening = next(iter(office.journal.read(source)))
    facts: list[Any] = [f.StationOpened("till-1", "c01", name, {}, 300, clock="2026-12-24T09:30")]
    for badge, idle in (("c01", 1), ("c02", 12)):
        facts.append(f.CashierSignedOn(badge, Text(badge, badge)))
        facts += [f.SaleCompleted(f"t/{n}", "R", "c", (), (), 0, 0, 0, 0, 0, 0) for n in range(60)]
        facts += [f.DrawerOpened("no_sale", "change")] * idle + [f.DrawerOpened("sale", needed=True)] * 20
    with Database.open(tmp_path / "own") as database:
        journal = SqlJournal(database)
        journal.create_run(source, opening, office.journal.materials(source))
        journal.append(source, [Entry("till-1", n, n, "till", what) for n, what in enumerate(facts, 1)])
        made = read(database)
        journal.close()
    found = {(row.badge, odd.kind): odd for row in made.cashiers for odd in row.odd}
    assert {key for key, odd in found.items() if odd.stands_out} == {("c02", "no_sale")}
    thief = found["c02", "no_sale"]
    assert (thief.times, thief.rate, thief.peers) == (12, Fraction(1200, 60), Fraction(100, 60))
    assert (found["c01", "drawer"].times, found["c02", "drawer"].times) == (20, 20)
    marked = [line for line in in_words(made, Words("en")) if "▶" in line]
    assert [line.split()[1] for line in marked] == ["Drawer", "stands"]


@pytest.mark.parametrize(
    ("mine", "stands"),
    [((9, 100, 12, 600), True), ((3, 100, 12, 600), False), ((2, 10, 2, 1000), False), ((5, 50, 5, 50), False),
     ((600, 1000, 4000, 10_000), True), ((420, 1000, 4000, 10_000), False)],
)  # fmt: skip
def test_who_stands_out_does_so_beside_colleagues_and_not_by_chance(mine: tuple[int, ...], stands: bool) -> None:
    assert stands_out(*mine) is stands


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_report_fits_80_columns_and_every_figure_has_words(office: Office, lang: Any) -> None:
    words, made = Words(lang), read(office.database)
    lines = list(in_words(made, words))
    assert max(map(cells, lines)) <= 80
    assert not any("office." in line or "receipt." in line for line in lines)
    for id in FIGURES:
        assert any(line.strip().startswith(words(f"office.name_{id}")) for line in lines), id
    charts = [line for line in lines if "█" in line]
    starts = {cells(line[: line.index("█")]) for line in charts}
    assert starts <= {12, 26}, "bars of a table begin in one column"
    told = json.loads(msgspec.json.encode(as_json(made)))
    assert told["figures"]["basket"]["value"] == [
        made.figures["basket"].value.numerator,
        made.figures["basket"].value.denominator,
    ]  # type: ignore[union-attr]


def test_the_page_says_what_the_program_says() -> None:
    page, en, zh = PAGE.read_text("utf-8"), Words("en"), Words("zh")
    for id in FIGURES:
        assert f"| {en(f'office.name_{id}')} | {zh(f'office.name_{id}')} | {en(f'office.about_{id}')} |" in page
