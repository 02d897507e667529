"""What differs, in words: where it stands in the report as its reader knows it, what the report says, what came."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from grading.reports.compare import ORDER, TWICE, Difference, Plain
from grading.reports.figures import NOTHING, shown
from grading.reports.model import Kind
from grading.wording import Translate
from simulator.kernel.texts import Lang
from simulator.reporting.extent import LEFT_OUT, NO_MORE, TOO_EARLY
from simulator.reporting.placed import APART, PAIRS, Asked, Reader, in_words, short, side_by_side, state_of, text
from simulator.reporting.printed import DRAWN, FOREIGN, LINE, PAGE

MOST_NAMED = 40
"""Places that are named one by one."""
TOP = ("title", "subject", "day", "period", "made", "mark", "kind", "currency")
WORKBOOK = "workbook"


def sentences(found: Sequence[Difference], said: Plain, came: Plain, words: Translate, lang: Lang) -> list[str]:
    """One for each place that differs, however many of its parts do."""
    telling = _Telling(Reader(said, lang), Reader(came, lang), words, lang)
    told = dict.fromkeys(sentence for one in found for sentence in telling.of(one))
    return [*told, *telling.drawn()]


class _Place(NamedTuple):
    where: str
    said: str
    came: str


class _Telling:
    def __init__(self, said: Reader, came: Reader, words: Translate, lang: Lang) -> None:
        self._said, self._came, self._words, self._lang = said, came, words, lang
        self._called = Asked(said.report, lang)
        self._lines, self._pages = list[str](), list[str]()

    def of(self, one: Difference) -> Iterator[str]:
        if one.against == "data":
            yield from self._of_page(one)
        elif one.against == "house":
            yield from self._of_house(one)
        elif TWICE in one.where:
            yield self._words("report.twice", where=self._title(one.where[0]), n=one.said)
        elif one.where[-1:] == (ORDER,):
            yield self._words("report.order", where=APART.join(map(self._title, one.where[:-1])))
        else:
            yield from self._of_journals(one)

    def drawn(self) -> Iterator[str]:
        """Lines and pages that say the same and yet are drawn otherwise: once for all of them."""
        for id, numbers in (("report.drawn_lines", self._lines), ("report.drawn_pages", self._pages)):
            if numbers:
                yield self._words(id, which=self._few(list(dict.fromkeys(numbers))))

    # --- against the journals

    def _of_journals(self, one: Difference) -> Iterator[str]:
        name, *rest = one.where
        if name in TOP:
            yield self._differs(
                _Place(self._words(f"report.part_{name}"), self._plain(one.said), self._plain(one.came))
            )
            return
        where = self._title(name)
        if not rest:
            yield self._words("report.part_added" if one.came is None else "report.part_missing", where=where)
            return
        for place in self._places(name, rest, where, one):
            yield self._differs(place)

    def _differs(self, place: _Place) -> str:
        if place.said == place.came:
            return self._words("report.differs_inside", where=place.where, said=place.said)
        return self._words("report.differs", where=place.where, said=place.said, came=place.came)

    def _places(self, name: str, rest: list[str], where: str, one: Difference) -> Iterator[_Place]:
        block = self._said.blocks.get(name) or self._came.blocks.get(name) or {}
        if block.get("type") in ("table", "manifest"):
            yield self._in_table(name, rest, where, one)
        elif block.get("type") == "figures" and len(rest) > 1:
            mine, theirs = (self._item(reader, name, rest[1]) for reader in (self._said, self._came))
            title = text((mine or theirs or {}).get("title"), self._lang)
            place = f"{where}{APART}{title}"
            yield self._pair(place, mine and mine.get("figure"), theirs and theirs.get("figure"), one)
        elif block.get("type") == "verdict" and rest[0] in ("tone", "text"):
            mine, theirs = (state_of(reader.blocks.get(name, {})) for reader in (self._said, self._came))
            yield self._pair(where, mine, theirs, one)
        elif block.get("type") == "heat" and len(rest) > 2 and rest[2] == "grades":
            yield from self._grades(block, int(rest[1]) - 1, where, one)
        else:
            kind = block.get("kind") if rest[-1] in ("value", "mark") else None
            yield self._pair(self._deeper(block, rest, where), one.said, one.came, one, kind)

    def _in_table(self, name: str, rest: list[str], where: str, one: Difference) -> _Place:
        if rest[0] == "digest":
            return _Place(f"{where}{APART}SHA-256", self._plain(one.said), self._plain(one.came))
        mine, theirs = (reader.row(name, rest[0]) for reader in (self._said, self._came))
        if mine is None and theirs is None:
            return self._pair(self._words("report.part_form", where=where), one.said, one.came, one)
        if len(rest) == 1:
            return _Place(where, self._row(name, self._said, one.said), self._row(name, self._came, one.came))
        row = f"{where}{APART}{self._named(name, mine or theirs or [])}"
        found = [each.column(name, rest[1]) for each in (self._said, self._came)]
        column = found[0] or found[1]
        if column is None:
            return self._pair(row, one.said, one.came, one)
        cells = [
            cells[at[0]] if cells is not None and at is not None and at[0] < len(cells) else None
            for cells, at in zip((mine, theirs), found, strict=True)
        ]
        title = f"{row}{APART}{text(column[1]['title'], self._lang)}"
        return self._pair(title, cells[0], cells[1], one, column[1]["kind"])

    def _row(self, name: str, reader: Reader, row: Plain) -> str:
        """A row that only one of them has; of columns for machines only where there is no other."""
        if not isinstance(row, list):
            return NOTHING if row is None else str(row)
        columns = (reader.table(name) or {}).get("columns", ())
        cells = [
            self._plain(cell, column["kind"])
            for column, cell in zip(columns, row, strict=False)
            if not column.get("machine") and cell is not None
        ]
        return short(APART.join(cells))

    def _named(self, name: str, row: list[Plain]) -> str:
        """By the cells that a reader sees first."""
        table = self._said.table(name) or self._came.table(name) or {}
        seen = [
            self._plain(cell, column["kind"])
            for column, cell in zip(table.get("columns", ()), row, strict=False)
            if not column.get("machine")
        ]
        return APART.join(seen[: table.get("key", 1)])

    def _item(self, reader: Reader, name: str, id: str) -> Plain | None:
        items = reader.blocks.get(name, {}).get("items", ())
        return next((item for item in items if item.get("id") == id), None)

    def _grades(self, block: Plain, at: int, where: str, one: Difference) -> Iterator[_Place]:
        row = f"{where}{APART}{block['lines'][at]['name']}" if at < len(block["lines"]) else where
        if not (isinstance(one.said, list) and isinstance(one.came, list) and len(one.said) == len(one.came)):
            yield self._pair(row, one.said, one.came, one, "grade")
            return
        for title, mine, theirs in zip(block["columns"], one.said, one.came, strict=False):
            if mine != theirs:
                yield _Place(
                    f"{row}{APART}{text(title, self._lang)}", shown("grade", mine, self._lang),
                    shown("grade", theirs, self._lang),
                )  # fmt: skip

    def _deeper(self, block: Plain, rest: list[str], where: str) -> str:
        """Down to the bar, line or series that has a name."""
        names, at = [where], block
        for step in rest:
            at = at[int(step) - 1] if isinstance(at, list) and step.isdigit() and int(step) <= len(at) else (
                at.get(step) if isinstance(at, dict) else None
            )  # fmt: skip
            if isinstance(at, dict) and (label := at.get("label") or at.get("name")):
                names.append(label if isinstance(label, str) else text(label, self._lang))
        return APART.join(one for one in names if one)

    def _pair(self, where: str, said: Plain, came: Plain, one: Difference, kind: Kind | None = None) -> _Place:
        if isinstance(said, list) and isinstance(came, list) and kind not in PAIRS:
            only = [item for item in said if item not in came], [item for item in came if item not in said]
            if any(only):
                said, came = only
        mine, theirs = in_words(said, self._lang, kind), in_words(came, self._lang, kind)
        if mine == theirs:  # what is not on this page: what a figure rests on, or words in the other language
            mine, theirs = in_words(one.said, self._lang), in_words(one.came, self._lang)
        if mine == theirs:
            other: Lang = "en" if self._lang == "zh" else "zh"
            mine, theirs = in_words(one.said, other), in_words(one.came, other)
        return _Place(where, *side_by_side(mine, theirs))

    # --- a page against the report's own data

    def _of_page(self, one: Difference) -> Iterator[str]:
        where = one.where
        if where == (PAGE,):
            yield self._words("report.page_unreadable")
        elif where == (PAGE, FOREIGN):
            yield self._words("report.page_foreign")
        elif len(where) == 1:
            yield self._words("report.sheet_added" if one.came is None else "report.sheet_missing", sheet=where[0])
        elif where[0] == WORKBOOK:
            yield self._words("report.drawn_part", part=where[1])
        elif where[:2] == (PAGE, DRAWN):
            if len(where) == 2:
                yield self._words("report.drawn_rest")
            else:
                self._lines.append(where[-1])
        elif where[-1] == DRAWN:
            self._pages.append(where[1])
        else:
            place = self._page_place(where)
            said, came = side_by_side(in_words(one.said, self._lang), in_words(one.came, self._lang))
            yield self._words("report.page_differs", where=place, said=said, came=came)

    def _page_place(self, where: tuple[str, ...]) -> str:
        if where[0] != PAGE:
            return APART.join(where)  # a sheet and its cell
        if LINE in where:
            return where[1] or self._words("report.page_line", n=where[-1])
        return self._words("report.page_number", n=where[1])

    # --- against what is kept

    def _of_house(self, one: Difference) -> Iterator[str]:
        kind, *rest = one.where
        if kind in (LEFT_OUT, TOO_EARLY):
            things = self._words(f"report.kept_{rest[0]}")
            yield self._words(f"report.{kind}", things=things, n=len(one.came), which=self._few(one.came))
        elif kind == NO_MORE:
            yield self._words(
                "report.no_more", things=self._words(f"report.kept_{rest[0]}"), said=one.said, came=one.came
            )
        elif kind == "made":
            yield self._words("report.made_later", said=one.said, now=one.came)
        elif rest[:1] == ["gates"]:
            yield self._words("report.gates_differ", which=self._few([self._called(id) for id in one.said]))
        elif kind == "asked":
            what = self._words(f"report.profile_{rest[2]}")
            yield self._words("report.profile_differs", store=self._called(rest[1]), what=what)
        elif kind == "waiver":
            id = "report.waiver_left_out" if one.said is None else "report.waiver_unknown"
            yield self._words(id, store=self._called(rest[0]), gate=self._called(rest[1]), waiver=one.came or one.said)
        elif kind == "file":
            yield self._words("report.file_other", file=rest[0], said=one.said, came=one.came)
        else:
            came = one.came or NOTHING
            yield self._words("report.figure_other", gate=self._called(rest[0]), file=rest[1], said=one.said, came=came)

    # --- words

    def _title(self, name: str) -> str:
        title = self._said.title(name) or self._came.title(name)
        block = self._said.blocks.get(name) or self._came.blocks.get(name) or {}
        kind = block.get("type", "")
        if kind in ("verdict", "figures"):
            return APART.join(one for one in (title, self._words(f"report.part_{kind}")) if one)
        return title or name

    def _few(self, names: Sequence[Any]) -> str:
        comma = self._words("shell.comma")
        first = comma.join(str(one) for one in names[:8])
        return first if len(names) <= 8 else self._words("report.first_of", first=first, n=len(names) - 8)

    def _plain(self, value: Plain, kind: Kind | None = None) -> str:
        return short(in_words(value, self._lang, kind))
