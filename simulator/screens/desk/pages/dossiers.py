"""A matter with papers: which lie there, what was asked or found so far; a paper that was read as table and as bars."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from simulator.desk.papers_view import DossierSeen
from simulator.kernel.papers import Cell, Paper, unit_of
from simulator.kernel.texts import cells, pad
from simulator.office.charts import bar
from simulator.screens.desk.pages.drafts import draft_lines
from simulator.screens.desk.pages.drawn import Drawn, pair, pairs, told
from simulator.screens.desk.wording import short, till_name, word
from simulator.screens.papers import NONE, blank, cell, heading, question
from simulator.screens.station.bars import minutes
from simulator.screens.station.pane import Line, Span
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.desk.page import Page

BAR = 14
"""Cells of a bar."""
MOST = 30
"""Cells of a column at most."""


def dossier(page: "Page", id: str, width: int) -> Drawn:
    desk, words = page.desk, page.desk.words
    found = desk.view.dossier(id)
    if found is None:
        from simulator.screens.desk.pages.matters import nothing

        return nothing(page, id, width)
    said = found.says[words.lang]
    head: list[Line] = [(Span(f" {found.name[words.lang]}", "strong"),)]
    head += told(words("till.quote", text=said), width, "accent") if said else []
    rows: list[Line] = [(Span(f" {words('desk.papers')}", "accent strong"),)]
    cutover = desk.view.cutover(id)
    for number, seen in enumerate(found.papers, 1):
        hit = ("paper", f"{id}|{seen.key}")
        period = f" · {word(words, seen.period)}" if seen.period else ""
        closed = cutover is not None and seen.kind in cutover.closed
        state = words("desk.list_closed" if closed else "desk.read" if seen.paper is not None else "desk.not_read")
        style = "strong" if seen.paper is not None else ""
        rows.append(page.row(hit, f"{number} {word(words, seen.kind)}{period}", state, width, style))
    return Drawn(word(words, found.room), "", head, [*rows, *_state(page, id, width)])


def _state(page: "Page", id: str, width: int) -> list[Line]:
    """What was asked, called, ordered, marked so far, by the sort of the matter."""
    desk, words, view = page.desk, page.desk.words, page.desk.view
    lines: list[Line] = []
    reports, case, incident = view.reports(id), view.case(id), view.incident(id)
    cutover, draft, orders = view.cutover(id), view.draft(id), view.orders(id)
    if reports is not None:
        lines.append((Span(f" {words('desk.questions')}", "accent strong"),))
        for asked in reports.questions:
            answer = asked.answer
            given = (
                ""
                if answer is None
                else word(words, answer.choice)
                if answer.choice
                else _read(page, answer.figure, asked.unit)
            )
            hit, style = ("question", f"{id}|{asked.id}"), "good" if given else "strong"
            first, *rest = wrap(question(words, asked), width - cells(given) - 6)
            lines.append(page.row(hit, first, given or "?", width, style))
            lines += [page.more(hit, text, style) for text in rest]
    if case is not None:
        own = f"desk.case_{case.case}"
        name = words(own) if words.has(own) else word(words, case.case)
        about = f"{name}{f' · {till_name(words, case.till)}' if case.till else ''}"
        lines.append(pair(about, desk.money(case.amount) if case.amount else desk.person(case.person), width))
    if incident is not None:
        lines.append(pair(words("desk.severity"), word(words, incident.severity) if incident.severity else "?", width))
        called = [f"{word(words, who)}{' ✓' if who in incident.reached else ' …'}" for who in incident.called]
        lines += pairs(words("desk.called"), words("shell.comma").join(called) or "·", width)
        lines += pairs(words("desk.orders"), " → ".join(word(words, order) for order in incident.orders) or "·", width)
        lines += [pair(f"  {minutes(at)}", word(words, what), width, "dim") for at, what in incident.log]
    if cutover is not None:
        lines.append(pair(words("desk.due"), word(words, cutover.due) if cutover.due else "✓", width))
        passed = words("shell.comma").join(word(words, one) for one in cutover.passed)
        lines += pairs(words("desk.passed"), passed or "·", width)
    if draft is not None:
        lines += draft_lines(page, draft, width)
    if orders is not None:
        lines += [pair(number, word(words, said), width) for number, said in orders.settled.items()]
    return lines


def _read(page: "Page", figure: int, unit: str) -> str:
    desk = page.desk
    return cell(desk.words, figure, unit, desk.shop.currency, {})  # type: ignore[arg-type]  # a Unit


def paper(page: "Page", id: str, width: int) -> Drawn:
    """The table; below it the columns that people would rather see than read."""
    desk, words = page.desk, page.desk.words
    matter, _, key = id.partition("|")
    found = desk.view.dossier(matter)
    read = found.read.get(key) if found is not None else None
    if found is None or read is None:
        return dossier(page, matter, width)
    title = word(words, read.kind)
    period = word(words, read.period) if read.period else ""
    titles, table = _table(page, read)
    cutover = desk.view.cutover(matter)
    marked = cutover.marked.get(read.kind, {}) if cutover is not None else {}
    orders = desk.view.orders(matter)
    settled_as = orders.settled if orders is not None else {}
    widths = _widths(titles, table, width)
    figures = ("money", "share", "tenths", "number", "minutes")
    sides: list[Literal["left", "right"]] = [
        "right" if unit_of(read.kind, column) in figures else "left" for column in read.columns
    ]
    heads = [pad(name, size, side) for name, size, side in zip(titles, widths, sides, strict=True)]
    head: list[Line] = [tuple(Span(f" {text}", "dim") for text in heads)]
    rows: list[Line] = []
    for number, texts in enumerate(table):
        if number == len(read.rows):  # the sum
            shown = [pad(text, size, side) for text, size, side in zip(texts, widths, sides, strict=True)]
            rows.append((Span(" "), *(Span(f"{text} ", "strong") for text in shown)))
            continue
        mark = str(read.rows[number][read.at("mark")]) if "mark" in read.columns else str(number)
        hit = ("mark", f"{matter}|{key}|{mark}")
        style = page.style_of(hit)
        shown = [pad(text, size, side) for text, size, side in zip(texts, widths, sides, strict=True)]
        said = marked.get(mark, "") or settled_as.get(word_at(read, number, "number"), "")
        row = [page.mark(hit), *(Span(f"{text} ", style, hit) for text in shown)]
        why = short(words, said) if said else ""
        if said and settled(read.rows[number], read.columns):
            rows.append((*row, Span(f"✓ {words('desk.put_right', found=why)}", "good", hit)))
        else:
            rows.append((*row, Span(f"← {why}", "accent", hit)) if said else tuple(row))
    cut = any(cells(text) > size for texts in (titles, *table) for text, size in zip(texts, widths, strict=True))
    foot = _in_full(page, titles, table, width) if cut else []
    return Drawn(
        title, "  ".join(filter(None, (period, _which(found, key)))), head, [*rows, *_bars(page, read, width)], foot
    )


def word_at(read: Paper, row: int, column: str) -> str:
    """What stands in a column of a row; empty where the paper has none of that name."""
    return str(read.rows[row][read.at(column)]) if column in read.columns else ""


def settled(row: Sequence[Cell], columns: Sequence[str]) -> bool:
    """Old and new say the same by now."""
    record = dict(zip(columns, row, strict=True))
    both = [(value, record[name.replace("old_", "new_")]) for name, value in record.items() if name.startswith("old_")]
    return bool(both) and all(old == new for old, new in both)


def _in_full(page: "Page", titles: list[str], table: list[list[str]], width: int) -> list[Line]:
    """The row that the cursor stands on, with nothing cut off."""
    hits = [hit for row in page.hits() for hit in row if hit[0] == "mark"]
    at = hits.index(page.cursor) if page.cursor in hits else -1
    if not 0 <= at < len(table):
        return []
    text = " · ".join(f"{name} {value}" for name, value in zip(titles, table[at], strict=True))
    return told(text, width, "accent")


def _which(found: DossierSeen, key: str) -> str:
    at = next((n for n, seen in enumerate(found.papers, 1) if seen.key == key), 0)
    return f"← {at}/{len(found.papers)} →" if len(found.papers) > 1 else ""


def _table(page: "Page", read: Paper) -> tuple[list[str], list[list[str]]]:
    desk, words = page.desk, page.desk.words
    money, people = desk.shop.currency, desk.people
    units = [unit_of(read.kind, column) for column in read.columns]
    rows = [
        [
            NONE if blank(read.kind, column, value) else cell(words, value, unit, money, people)
            for column, value, unit in zip(read.columns, row, units, strict=True)
        ]
        for row in read.rows
    ]
    if read.totals:
        rows.append([words("papers.total"), *_sums(page, read)[1:]])
    return [heading(words, read.kind, column) for column in read.columns], rows


def _sums(page: "Page", read: Paper) -> list[str]:
    """The line below the table."""
    desk = page.desk
    return [
        cell(desk.words, value, unit_of(read.kind, column), desk.shop.currency, {}) if value != "" else ""
        for value, column in zip(read.totals, read.columns, strict=True)
    ]


def _widths(titles: list[str], table: list[list[str]], width: int) -> list[int]:
    """As wide as what stands in a column; where that is too wide, the widest give way."""
    sizes = [min(MOST, max(cells(text) for text in column)) for column in zip(titles, *table, strict=True)]
    while sum(sizes) + len(sizes) > width - 1 and max(sizes) > 4:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _bars(page: "Page", read: Paper, width: int) -> list[Line]:
    from simulator.kernel.papers import CHARTS

    desk, words = page.desk, page.desk.words
    lines: list[Line] = []
    for column in CHARTS.get(read.kind, ()):
        figures, first = read.figures(column), read.columns[0] if read.columns[0] != "mark" else read.columns[1]
        most = max(map(abs, figures), default=0)
        lines += [(), (Span(f" {heading(words, read.kind, column)}", "accent strong"),)]
        for record in read.records():
            value = record[column]
            name = cell(words, record[first], unit_of(read.kind, first), desk.shop.currency, desk.people)
            drawn = bar(abs(value), most, BAR) if isinstance(value, int) else ""
            shown = cell(words, value, unit_of(read.kind, column), desk.shop.currency, desk.people)
            lines.append((Span(f"  {pad(name, 12)} "), Span(f"{drawn:<{BAR}}", "accent"), Span(f" {shown}", "dim")))
    return lines
