"""`storedrill badge`: from an exam to a badge that others can check."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.bootstrap import House
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from tests.cli.conftest import Storedrill

pytest.importorskip("jwt", reason="badges need the extra `badges`")


@pytest.fixture
def house(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    from scenarios import library

    cards = tuple(library.msgspec.structs.replace(card, certifies=card.id == "first-sale") for card in library.index())
    monkeypatch.setattr(library, "index", lambda: cards)
    kept = House(home, lang="en")
    yield kept
    kept.close()


def test_by_hand_from_the_exam_to_the_badge(storedrill: Storedrill, house: House, home: Path, tmp_path: Path) -> None:
    fang, trainer = house.add_person("王芳", "cashier"), house.add_trainer("Lin", "2468")
    file = tmp_path / "fang.jwt"
    refused = storedrill("badge", "王芳", "--out", str(file))
    assert (refused.status, file.exists()) == (1, False)
    assert "0 of 1" in refused.out
    assert 'storedrill progress "王芳"' in refused.out, "what to do next"
    drill = house.start("first-sale", "exam", fang, 6, trainer.id)
    play(drill.session, bot_named("perfect", 6))
    drill.finish("finished")
    made = storedrill("badge", fang.id, "--out", str(file), "--by", "Spring Market", "--json")
    assert made.status == 0
    told = json.loads(made.out)
    assert (told["name"], told["file"]) == ("王芳", str(file))
    shown = storedrill("badge", "--verify", str(file))
    assert (shown.status, told["hash"] in shown.out, told["key"] in shown.out) == (0, True, True)
    assert "genuine. 王芳: 持证收银员 · Certified Cashier" in shown.out
    elsewhere = tmp_path / "elsewhere"
    stranger = storedrill("--home", str(elsewhere), "--lang", "zh", "badge", "--verify", str(file))
    assert stranger.status == 1
    assert "不在信任之列" in stranger.out
    public = str(home / "keys" / "badges.pub.pem")
    assert storedrill("--home", str(elsewhere), "badge", "--verify", str(file), "--key", public).status == 0
    _take_back(storedrill, home, elsewhere, file)
    house.close()
    with sqlite3.connect(home / "storedrill.db") as connection:
        connection.execute("UPDATE segments SET lines = replace(lines, 'a', 'b') WHERE run = ?", (drill.run,))
    assert storedrill("badge", "王芳").status == 1, "a certificate whose journal is unsound"
    assert storedrill("badge").status == 2
    assert "got something else" in storedrill("badge", "--verify", str(file), "--key", str(file)).err


def _take_back(storedrill: Storedrill, home: Path, elsewhere: Path, file: Path) -> None:
    """With who and why; known at once here, and elsewhere once the new list is there."""
    public, listing = home / "keys" / "badges.pub.pem", home / "keys" / "badges.status.jwt"
    alone = elsewhere / "given" / public.name
    alone.parent.mkdir(parents=True)
    alone.write_bytes(public.read_bytes())
    check = ("--home", str(elsewhere), "badge", "--verify", str(file), "--key", str(alone))
    unknown = storedrill(*check)
    assert (unknown.status, "ask for badges.status.jwt" in unknown.out) == (1, True)
    old = elsewhere / "old.jwt"
    old.write_bytes(listing.read_bytes())
    for lacking in ((), ("--by", "Lin"), ("--reason", "exam shared")):
        assert storedrill("badge", "王芳", "--revoke", *lacking).status == 2
    assert storedrill("badge", "--verify", str(file)).status == 0
    done = storedrill("badge", "王芳", "--revoke", "--by", "Lin", "--reason", "exam shared")
    assert (done.status, str(listing) in done.out) == (0, True)
    assert storedrill("badge", "王芳", "--revoke", "--by", "Lin", "--reason", "again").status == 1
    for told in (storedrill("badge", "--verify", str(file)), storedrill(*check, "--status", str(listing))):
        assert (told.status, "taken back by its issuer" in told.out) == (1, True)
    assert storedrill(*check, "--status", str(old)).status == 0, "a list of before, which holds for a month alone"
    again = storedrill("badge", "王芳", "--out", str(file))
    assert again.status == 1
    assert "by Lin: exam shared" in again.out
    assert "exam shared" in storedrill("badge", "--list").out
    assert b"Lin" not in listing.read_bytes()


def test_what_signs_is_not_installed(storedrill: Storedrill, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.add_person("王芳", "cashier")
    monkeypatch.setitem(sys.modules, "jwt", None)
    told = storedrill("badge", "王芳")
    assert (told.status, told.out) == (2, "")
    assert "pip install '.[badges]'" in told.err


def test_cards_of_everybody_and_of_some(storedrill: Storedrill, house: House, tmp_path: Path) -> None:
    pytest.importorskip("fpdf", reason="cards need the extra `print`")
    pdfium = pytest.importorskip("pypdfium2", reason="cards are read back with the extra `test`")
    file = tmp_path / "cards.pdf"
    assert storedrill("card", "--out", str(file)).status == 1
    house.add_person("王芳", "cashier")
    house.add_person("Li Lei", "stock_clerk")
    assert "2 cards" in storedrill("card", "--out", str(file)).out
    assert len(pdfium.PdfDocument(file)) == 2
    assert storedrill("card", "王芳", "--out", str(file)).status == 0
    assert "王芳" in pdfium.PdfDocument(file)[0].get_textpage().get_text_range()
    assert storedrill("card", "Nobody", "--out", str(file)).status == 2
