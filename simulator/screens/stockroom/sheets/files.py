"""批量导入: a list as the import reads it: each row with its price of today, what was found in it, and its end."""

from typing import TYPE_CHECKING

from simulator.screens.station.pane import Line, Span
from simulator.screens.stockroom.operations.lists import figures, fresh, row_hit
from simulator.screens.stockroom.sheets.drawn import Columns, Drawn, told
from simulator.screens.stockroom.sheets.receiving import overview
from simulator.stock.list_view import ListRow
from simulator.stock.lists import lacking
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.stockroom.sheet import Sheet

ROW = Columns((8, 13, 5))
SIGNS = {"": "…", "take": "✓", "mend": "✎", "new": "✚", "leave": "✗"}


def listed(sheet: "Sheet", id: str, width: int) -> Drawn:
    room, words = sheet.room, sheet.room.words
    listing = next((one for one in room.view.lists if one.list == id), None)
    if listing is None:
        return overview(sheet, id, width)
    rows: list[Line] = []
    for row in listing.rows:
        hit = row_hit(id, row.row.number)
        style = "dim" if row.end else {"rejected": "bad", "repaired": "warn"}.get(row.row.standing, "")
        said = figures(room, row, words)
        cells = (said["now"], said["file"], SIGNS[row.end.decision if row.end else ""])
        name = f"{row.row.number} {row.row.name[words.lang]}"
        rows.append(ROW.row(sheet, hit, name, *cells, width=width, style=style))
        for text in _notes(sheet, row, new=fresh(listing, row)):
            rows += [(Span("    ", "", hit), Span(part, sheet.style_of(hit) or "dim", hit))
                     for part in wrap(text, width - 5)]  # fmt: skip
    head = [
        *told(words("stock.list.file", file=listing.file, form=listing.form, name=listing.name), width),
        ROW.head(sheet, "stock.column.item", "stock.column.now", "stock.column.file", "stock.column.end", width=width),
    ]
    foot = words("stock.foot.list", decide=room.key_label("decide_row"), post=room.key_label("post_list"))
    right = words("stock.list.left", n=listing.left)
    return Drawn(words("stock.sheet.list", number=id), right, head, rows, told(foot, width))


def _notes(sheet: "Sheet", row: ListRow, *, new: bool) -> list[str]:
    """What the import says, and what was looked at; of a decided row, its reason alone."""
    room, words = sheet.room, sheet.room.words
    if row.end is not None:
        end = row.end
        if end.decision == "leave":
            return [words(f"stock.row.left.{end.reason}")]
        ends = {"mend": "stock.row.mended", "new": "stock.row.listed"}
        said = ends.get(end.decision)
        return [words(said, code=end.code, price=room.money(end.price))] if said else []
    notes = []
    for letter, finding in row.row.findings:
        what = words(finding.id, **finding.given)
        if finding.wrong:
            got = finding.got or words("importing.nothing")
            notes.append(words("stock.row.wrong", column=letter or "–", expected=what, got=got))
        else:
            given = {"column": letter or "–", "what": what, "got": finding.got, "became": finding.became}
            notes.append(words("stock.row.repaired" if finding.got else "stock.row.filled", **given))
    if new:
        lacks = lacking(row.row)
        notes.append(words("stock.row.lacks" if row.row.lacks else "stock.row.unknown", columns=lacks))
    if row.row.contested and not row.row.first:
        notes.append(words("stock.row.contested"))
    found = row.found
    if found.label is not None:
        notes.append(words("stock.row.label" if found.label else "stock.row.no_label", code=found.label))
    if found.notice is not None:
        notes.append(
            words("stock.row.notice" if found.notice else "stock.row.no_notice", price=room.money(found.notice))
        )
    if found.answer is not None:
        said = "stock.row.answer" if found.answer else "stock.row.withdrawn"
        notes.append(words(said, price=room.money(found.answer)))
    elif row.asked:
        notes.append(words("stock.row.asked"))
    return notes
