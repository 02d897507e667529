"""批量导入: a list is gone through row by row and posted. Every row of the file comes to one end, and none is lost.

What is taken or mended becomes the shelf price at all tills. An item that this shop does not have is set up where the
list may do that and the signed notice has it (`novelties`), and else left out and told. Nothing is posted before each
row has its decision.
"""

from simulator.importing.known import Known
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.lists import DECISIONS, LEFT_OUT, SOURCES
from simulator.pos.refusals import refuse
from simulator.stock import novelties
from simulator.stock.finding import reason_wrong
from simulator.stock.ledger import unit_of, worth
from simulator.stock.lists import FileRow, Found, Goods, Listing, Verdict, judge, known_of, read
from simulator.stock.novelties import find
from simulator.stock.prices import label_of
from simulator.stock.state import Stockroom


def goods_of(room: Stockroom, code: str) -> Goods | None:
    """What this shop has under a code; a UPC-A and its EAN-13 are one."""
    item = find(room.rules.shop.catalog, code)
    return Goods(item.sku, item.unit, room.price(item)) if item is not None else None


def verdict(room: Stockroom, listing: Listing, row: FileRow, found: Found) -> Verdict:
    """Prices are doubted by what the shelf says now; once the list is posted, nobody asks any more."""
    return judge(row, lambda code: goods_of(room, code), found)


# --- decide ----------------------------------------------------------------------------------------------------------


def _named(room: Stockroom, command: Event, list_: str, number: int) -> tuple[Listing, FileRow] | list[Event]:
    listing = room.lists.get(list_)
    if listing is None or listing.posted:
        return refuse(command, "refused.no_such_list", list=list_[:20])
    row = listing.row(number)
    if row is None:
        return refuse(command, "refused.no_such_row", list=list_, row=str(number))
    return listing, row


def check_row(room: Stockroom, command: c.CheckRow) -> list[Event]:
    named = _named(room, command, command.list, command.row)
    wrong = named if isinstance(named, list) else reason_wrong(command, command.source, SOURCES)
    if wrong or isinstance(named, list):
        return wrong
    proof = named[0].proofs.get(command.row, s.Proof(command.row))
    if command.source == "label":
        return [f.RowChecked(command.list, command.row, "label", code=proof.code)]
    return [f.RowChecked(command.list, command.row, "notice", price=proof.price)]


def ask_sender(room: Stockroom, command: c.AskSender) -> list[Event]:
    named = _named(room, command, command.list, command.row)
    if isinstance(named, list):
        return named
    listing, row = named
    if command.row in listing.asked:
        return refuse(command, "refused.sender_asked", row=str(command.row))
    proof = listing.proofs.get(command.row, s.Proof(command.row))
    without = verdict(room, listing, row, Found(proof.code, proof.price))
    return [f.SenderAsked(command.list, command.row, without == Verdict("look", reason="sender"))]


def decide_row(room: Stockroom, command: c.DecideRow) -> list[Event]:
    named = _named(room, command, command.list, command.row)
    if isinstance(named, list):
        return named
    listing, row = named
    wrong = reason_wrong(command, command.decision, DECISIONS)
    if not wrong and command.decision == "leave":
        wrong = reason_wrong(command, command.reason, LEFT_OUT)
    code, price = row.code, row.price
    if command.decision in ("mend", "new"):
        code, price = command.code or code, command.price or price
    if not wrong and command.decision != "leave":
        check = novelties.unfit if command.decision == "new" else _unfit
        wrong = check(room, command, listing, row, code, price)
    if wrong:
        return wrong
    given = Verdict("leave", reason=command.reason)
    if command.decision == "new":
        given = Verdict("new", code, price)
    elif command.decision != "leave":
        given = Verdict("take" if (code, price) == (row.code, row.price) else "mend", code, price)
    proof = listing.proofs.get(row.number, s.Proof(row.number))
    proper = verdict(room, listing, row, known_of(proof))
    checked = verdict(room, listing, row, listing.seen(row.number)).decision != "look"
    return [
        f.RowDecided(
            command.list, command.row, given.decision, row.standing, given.code, given.price, given.reason,
            proper.decision, proper.code, proper.price, proper.reason, given == proper, checked,
        )
    ]  # fmt: skip


def _unfit(room: Stockroom, command: c.DecideRow, listing: Listing, row: FileRow, code: str, price: int) -> list[Event]:
    """Refuses what no till could sell: no code, no price, no such item, an item twice."""
    if not code or price <= 0:
        return refuse(command, "refused.row_unreadable", row=str(row.number))
    item = goods_of(room, code)
    if item is None:
        return refuse(command, "refused.row_not_ours", row=str(row.number), code=code[:40])
    for number, other in listing.decided.items():
        taken = goods_of(room, other.code) if other.decision != "leave" else None
        if number != row.number and taken is not None and taken.sku == item.sku:
            return refuse(command, "refused.row_twice", row=str(row.number), other=str(number))
    return []


def post_list(room: Stockroom, command: c.PostList) -> list[Event]:
    listing = room.lists.get(command.list)
    if listing is None or listing.posted:
        return refuse(command, "refused.no_such_list", list=command.list[:20])
    left = [row.number for row in listing.rows if row.number not in listing.decided]
    if left:
        return refuse(command, "refused.rows_undecided", count=str(len(left)), row=str(left[0]))
    for row, item in novelties.to_list(listing):  # another list may have set it up meanwhile
        stands_there = novelties.conflict(room, command, row, item)
        if stands_there:
            return stands_there
    fresh = novelties.listed(room, listing)
    rows = tuple(_ended(room, listing, row) for row in listing.rows)
    kept = [listing.decided[row.number] for row in listing.rows]
    taken, mended, listed, left_out = (sum(row.decision == end for row in rows) for end in DECISIONS)
    wrong = sum(row.decision != "leave" and not row.borne_out for row in kept)
    dropped = sum(row.decision == "leave" and row.proper != "leave" for row in kept)
    guessed = sum(_guessed(room, listing, row) for row in listing.rows)
    posted = f.ListPosted(
        listing.list, listing.name, rows, taken, mended, left_out, listing.aside, wrong, dropped, listed, guessed
    )  # fmt: skip
    return [posted, *([fresh] if fresh else []), *_prices(room, rows, novelties.labels_for(room, fresh))]


def _guessed(room: Stockroom, listing: Listing, row: FileRow) -> bool:
    """Whether a row was mended by what nobody looked up, up to now."""
    last = listing.decided[row.number]
    if last.decision != "mend" or last.looked_up:
        return False
    return verdict(room, listing, row, listing.seen(row.number)).decision == "look"


def _ended(room: Stockroom, listing: Listing, row: FileRow) -> f.ListedRow:
    end = listing.decided[row.number]
    item = goods_of(room, end.code) if end.decision != "leave" else None
    sku = item.sku if item else ""
    if end.decision == "new":
        sku = novelties.as_decided(row, end.code, end.price).sku
    notes = tuple(dict.fromkeys(finding.id for _, finding in row.findings))
    return f.ListedRow(row.number, end.decision, sku, end.price, end.reason, notes, end.borne_out)


def _prices(room: Stockroom, rows: tuple[f.ListedRow, ...], labels: list[f.ShelfLabel]) -> list[Event]:
    """What costs something else from now on, and the labels for the shelves, after those of new goods."""
    changed: list[Event] = []
    for row in rows:
        item = room.item(row.sku) if row.sku else None
        if item is None or room.price(item) == row.price:
            continue
        listed = room.price(item)
        below = row.price < worth(room, item.pack_of or item.sku, 1000 if unit_of(room, item.sku) else item.pieces)
        amount = abs(row.price - listed)
        changed.append(
            f.ShelfPriceChanged(item.sku, item.name, listed, row.price, "cost", amount, below, row.right)
        )  # fmt: skip
        labels.append(label_of(room, item, row.price))
    return [*changed, f.LabelsPrinted(room.number("LB"), tuple(labels))] if labels else changed


# --- apply -----------------------------------------------------------------------------------------------------------


def list_arrived(room: Stockroom, stimulus: s.ListArrived, entry: Entry) -> None:
    shop = room.rules.shop
    if stimulus.opens:
        listing = read(stimulus, novelties.known_to(shop), lambda record: novelties.read_item(record, shop))
    else:
        listing = read(stimulus, Known(shop.currency))
    room.lists[stimulus.list] = listing


def row_checked(room: Stockroom, fact: f.RowChecked, entry: Entry) -> None:
    listing = room.lists[fact.list]
    seen = listing.seen(fact.row)
    if fact.source == "label":
        listing.found[fact.row] = seen._replace(label=fact.code)
    else:
        listing.found[fact.row] = seen._replace(notice=fact.price)


def sender_asked(room: Stockroom, fact: f.SenderAsked, entry: Entry) -> None:
    room.lists[fact.list].asked.add(fact.row)


def sender_answered(room: Stockroom, stimulus: s.SenderAnswered, entry: Entry) -> None:
    listing = room.lists.get(stimulus.list)
    if listing is not None:
        listing.found[stimulus.row] = listing.seen(stimulus.row)._replace(answer=stimulus.price)


def row_decided(room: Stockroom, fact: f.RowDecided, entry: Entry) -> None:
    room.lists[fact.list].decided[fact.row] = fact


def list_posted(room: Stockroom, fact: f.ListPosted, entry: Entry) -> None:
    room.lists[fact.list].posted = True


DECIDE = {c.CheckRow: check_row, c.AskSender: ask_sender, c.DecideRow: decide_row, c.PostList: post_list}

APPLY = {
    s.ListArrived: list_arrived,
    s.SenderAnswered: sender_answered,
    f.RowChecked: row_checked,
    f.SenderAsked: sender_asked,
    f.RowDecided: row_decided,
    f.ListPosted: list_posted,
}
