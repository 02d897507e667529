"""The night of a cutover: lists of old and new with what was planted in them, and what is put right meanwhile.

A checkpoint that is held back comes again with new papers; what nobody marked in a list stays as it is.
"""

from dataclasses import dataclass, field

from scenarios.specs.office import OfficeSpec
from scenarios.specs.office_papers import CutoverSpec
from simulator.desk.reconciling import COMPARED, PACK
from simulator.desk.state import Desk
from simulator.drill.agenda import Agenda
from simulator.drill.desk.part import Part
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.desk_words import DAYS, LISTS
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.kernel.papers import Cell, Paper
from simulator.kernel.texts import Text
from simulator.pos.catalog import Item

SERVICES = "services"
"""Nobody counts those."""
REPAIR = (25_000, 45_000)
ROWS = {"stock_lists": 10, "price_lists": 9, "member_lists": 8}
LETTER = {"stock_lists": "S", "price_lists": "P", "member_lists": "M", "dual_run": "D"}
FAULTS = {
    "stock_lists": ("missing", "twice_as_much", "per_pack"),
    "price_lists": ("per_jin", "decimals", "missing"),
    "member_lists": ("decimals", "twice_as_much", "missing"),
}
"""What a migration does to a row."""
AGAIN = Text("What was found is put right. Look again.", "发现的问题已处理，请再核对一遍。")


@dataclass(slots=True)
class Night:
    """How it really is."""

    spec: CutoverSpec
    draws: Draws
    ends: str
    papers: dict[str, Paper] = field(default_factory=dict)
    marked: dict[str, set[str]] = field(default_factory=dict)


class Migration(Part):
    """The people who move the data."""

    def __init__(self, office: OfficeSpec, seed: int, agenda: Agenda) -> None:
        super().__init__(office, seed, agenda)
        self._nights: dict[str, Night] = {}

    def begin(self, at: int, desk: Desk) -> None:
        for spec in self._office.cutovers:
            draws, came = self._arrival(spec.id, spec.arrives, at)
            night = Night(spec, draws, draws.pick(spec.ends))
            self._nights[spec.id] = night
            bags, items = desk.rules.shop.bags, list(desk.rules.shop.catalog.items.values())
            items = [item for item in items if item.price > 0 and item.category != SERVICES and item.sku not in bags]
            night.papers = {paper.key: paper for paper in _papers(night, items)}
            begun = s.CutoverBegun(spec.id, spec.name, spec.says, tuple(night.papers.values()))
            self._agenda.put(spec.id, "comes", came, begun)

    def see(self, what: Event, at: int, desk: Desk) -> None:
        night = self._nights.get(getattr(what, "matter", ""))
        if night is None:
            return
        match what:
            case f.RowMarked(paper=paper, mark=mark):
                night.marked.setdefault(paper, set()).add(mark)
            case f.CheckpointPassed(checkpoint=checkpoint, passed=False):
                again = self._repaired(night, checkpoint)
                due = at + night.draws.between(*REPAIR)
                self._agenda.put(night.spec.id, checkpoint, due, s.ListsRepaired(night.spec.id, AGAIN, again))
            case f.GoLiveDecided():
                self._agenda.cancel(night.spec.id)

    def _repaired(self, night: Night, checkpoint: str) -> tuple[Paper, ...]:
        """What was held back, after the repair; tests that cannot be mended tonight stay as they are."""
        found: list[Paper] = []
        if checkpoint == "backup_made":
            found = [Paper("backup", (("21:40", 1, 1),))]
        elif checkpoint == "selling_stopped":
            rows = tuple((row[0], 0, 0) for row in night.papers["last_sales"].rows)
            found = [Paper("last_sales", rows)]
        elif checkpoint == "data_moved":
            found = [_mended(night.papers[kind], night.marked.get(kind, set())) for kind in FAULTS]
        else:
            found = [night.papers["test_run"]] if night.ends == "tests_failed" else [_tests("")]
        for paper in found:
            night.papers[paper.key] = paper
        return tuple(found)


def _mended(paper: Paper, marked: set[str]) -> Paper:
    """The rows that were marked say what the old system says; late sales are right as they are."""
    old, new = (paper.at(column) for column in COMPARED[paper.kind])
    rows = []
    for row in paper.rows:
        fixed = list(row)
        late = paper.kind == "stock_lists" and 0 < int(str(row[old])) - int(str(row[new])) < int(str(row[old]))
        if row[paper.at("mark")] in marked and not late:
            fixed[new] = row[old]
        rows.append(tuple(fixed))
    return Paper(paper.kind, tuple(rows))


def _papers(night: Night, items: list[Item]) -> list[Paper]:
    draws = night.draws
    stock, late = _stock(draws, items)
    prices = _list("price_lists", draws, [(item.name, item.price) for item in _some(draws, items, ROWS["price_lists"])])
    points = [(name, draws.between(40, 2600)) for name in _members(draws)]
    dual, notes = _dual(draws, night.ends == "dual_run_off")
    left = draws.between(70, 110)
    needed = left + draws.between(10, 35) if night.ends == "no_time_left" else left - draws.between(15, 40)
    fails = "cards" if night.ends == "tests_failed" else draws.pick(("", "printing"))
    busy = draws.pick((0, 2))
    rows = tuple((till, busy if till == "till-3" else 0, 0) for till in ("till-1", "till-2", "till-3", "till-4"))
    return [
        stock, late, prices, _list("member_lists", draws, points), dual, notes,
        Paper("backup", (("21:10", 1, draws.below(2)),)),
        Paper("last_sales", rows),
        _tests(fails),
        Paper("night_clock", ((needed, left),)),
    ]  # fmt: skip


def _some(draws: Draws, items: list[Item], count: int) -> list[Item]:
    first = draws.below(len(items))
    step = 1 + draws.below(7)
    return [items[(first + n * step) % len(items)] for n in range(count)]


def _members(draws: Draws) -> list[Text]:
    names = ("Mrs Li 李奶奶", "Mr Wu 吴先生", "Ms Zhao 赵女士", "Mr Gao 高先生", "Auntie Luo 罗阿姨", "Mr Shi 石先生",
             "Ms Yin 尹女士", "Mr Fang 方先生")  # fmt: skip
    return [Text(name.rpartition(" ")[0], name.rpartition(" ")[2]) for name in names]


def _list(kind: str, draws: Draws, rows: list[tuple[Text, int]]) -> Paper:
    """Old and new, with one or two rows that the migration spoilt."""
    spoilt = {draws.below(len(rows)), draws.below(len(rows))}
    found: list[tuple[Cell, ...]] = []
    for n, (name, old) in enumerate(rows):
        new = _fault(draws.pick(FAULTS[kind]), old) if n in spoilt else old
        found.append((f"{LETTER[kind]}{n + 1:02}", name, old, new))
    return Paper(kind, tuple(found))


def _fault(fault: str, old: int) -> int:
    return {"missing": 0, "twice_as_much": 2 * old, "per_pack": PACK * old, "per_jin": 2 * old, "decimals": 100 * old}[
        fault
    ]


def _stock(draws: Draws, items: list[Item]) -> tuple[Paper, Paper]:
    """Two more rows differ because of what was sold after the copy was made."""
    chosen = _some(draws, items, ROWS["stock_lists"])
    paper = _list("stock_lists", draws, [(item.name, draws.between(21, 160)) for item in chosen])
    rows, late = list(paper.rows), list[tuple[Cell, ...]]()
    same = [n for n, row in enumerate(rows) if row[2] == row[3]]
    for n in same[1:3]:
        mark, name, old, _ = rows[n]
        sold = draws.between(1, 9)
        rows[n] = (mark, name, old, int(str(old)) - sold)
        late.append((mark, name, sold))
    return Paper("stock_lists", tuple(rows)), Paper("late_sales", tuple(late))


def _dual(draws: Draws, off: bool) -> tuple[Paper, Paper]:
    """双轨制: a week of both systems side by side; each difference is explained by a note, or not."""
    rows: list[tuple[Cell, ...]] = []
    notes: list[tuple[Cell, ...]] = []
    days = {draws.below(3): "late_booking", 3 + draws.below(3): "test_sale"}
    for n, day in enumerate(DAYS):
        turnover, sales = draws.between(48_000, 86_000) * 100, draws.between(1100, 1900)
        gap = draws.between(1200, 9800) if n in days or (off and n == 6) else 0
        rows.append((f"D{n + 1:02}", day, turnover, turnover - gap, sales, sales - (1 if gap else 0)))
        if n in days:
            notes.append((f"D{n + 1:02}", days[n], gap))
    return Paper("dual_run", tuple(rows)), Paper("dual_notes", tuple(notes))


def _tests(fails: str) -> Paper:
    return Paper("test_run", tuple((name, int(name != fails)) for name in ("selling", "cards", "printing", "members")))


assert set(LETTER) == set(LISTS), "a list without a letter"
