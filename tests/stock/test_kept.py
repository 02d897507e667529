"""A shop with a stockroom on the disk: its books, and how it is found again after the process died."""

from pathlib import Path

from simulator.drill.replay import before
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.goods import FLOOR, Portion
from simulator.store.books import book
from simulator.store.database import Database
from simulator.store.ledger import books, rebuild
from simulator.store.sql_journal import SqlJournal
from simulator.store.stock_books import StockPosting
from tests.pos.counter import MILK
from tests.stock.backroom import Backroom


def test_a_moment_is_tried_again_from_before_what_two_stations_did_together() -> None:
    shop = Backroom()
    shop.sell(MILK)
    shop.do(c.RecallLot("milk", "A1"))
    entries = shop.entries
    told = next(entry for entry in entries if isinstance(entry.what, s.GoodsMoved))
    kept = before(entries, told.stream, told.seq)
    assert kept[-1].stream == "till-1"
    assert not any(isinstance(entry.what, f.SaleCompleted) for entry in kept)
    news = next(entry for entry in entries if entry.stream == "till-2" and isinstance(entry.what, s.ShopNews))
    assert not any(isinstance(entry.what, f.LotRecalled) for entry in before(entries, news.stream, news.seq))
    assert isinstance(before(entries, "till-1", 2)[-1].what, f.StockroomOpened)


def test_a_run_with_a_stockroom_is_booked_rebuilt_and_resumed(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        journal = SqlJournal(database)
        shop = Backroom(tape=journal)
        shop.sell(MILK, times=3)
        shop.do(c.StartCount(FLOOR, ("milk",)))
        shop.do(c.CountItem("CC-0001", MILK, 7))
        shop.sell(MILK, till="till-2")
        shop.do(c.PostCount("CC-0001"))
        shop.do(c.SendTransfer("west", (Portion("milk", 9, "B2"),)))
        shop.do(s.TransferAnswered("TR-0001", (Portion("milk", 7, "B2"),)))
        shop.do(c.StartReceiving())  # refused: nothing stands there
        shop.do(c.RecallLot("milk", "A1"))
        journal.flush()

        grown = books(database, "run-1")
        assert grown[StockPosting] == [row for row in book(*shop.entries) if isinstance(row, StockPosting)]
        assert len(grown[StockPosting]) > 20
        assert rebuild(database, journal, "run-1") == sum(map(len, grown.values()))
        assert books(database, "run-1") == grown

        again = Session.resume("run-1", journal, shop.new_station)
        assert again.floor.stockroom == shop.room
        assert again.floor.tills == shop.session.floor.tills
        again.submit(c.PullStock("milk", 6, FLOOR, "A1"), station="stockroom")
        assert again.floor.stockroom is not None
        assert again.floor.stockroom.lots["milk", "A1"].pulled == 6
