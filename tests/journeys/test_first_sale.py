"""From the lobby to the debrief with a wedge scanner's bytes and a printer on the network."""

from grading.grade import grade
from simulator.bootstrap import House
from simulator.kernel import facts as f
from simulator.kernel.paper import TRAINING_MARK
from tests.journeys.devices import TcpPrinter
from tests.journeys.fingers import basket_of


def sold(shadow, language="en"):
    """Receipt number -> what it sold, in one language."""
    return {sale.receipt: [line.name[language] for line in sale.lines] for sale in shadow.all(f.SaleCompleted)}


def test_from_the_lobby_to_an_exported_debrief(run, sit, home):
    """Enter, Enter, and the coach; one customer is served at life's own pace, then it is looked back on."""
    with TcpPrinter() as printer:
        terminal = run("--printer", printer.url)
        terminal.see("培训 TRAINING", "NEXT FOR ME", "First sale")
        terminal.press("enter")
        terminal.see("培训 TRAINING", "SITUATION", "YOUR KEYS", "Start: coach")
        terminal.press("enter")
        fingers = sit(terminal)
        assert "培训 TRAINING" in terminal.see("COACH", "call the next customer")
        shadow = fingers.shadow

        def scanned():
            seen = basket_of(shadow.till)
            terminal.see(*(f"{number:>3} {name[:14]}" for number, name, _, _ in seen))
            return shadow.view.stage == "tendering" and len(seen) == 3

        fingers.play(scanned)
        fingers.play(lambda: shadow.all(f.SaleCompleted) and shadow.view.here is None and not shadow.view.drawer_open)
        terminal.meanwhile(lambda: printer.receipts, "expected a receipt")
        assert terminal.see("✂").count("✂") == 1, "one receipt on the screen's roll too"

        terminal.press("~")
        terminal.see("Leave the drill?")
        terminal.press("2")
        terminal.see("How it went")
        terminal.press("f8")
        terminal.see("Written to")
        (page,) = home.glob("debriefs/*.html")
        html = page.read_text(encoding="utf-8")
        assert "培训" in html
        assert "TRAINING" in html
        assert "Competencies" in html
        assert "://" not in html, "it loads nothing from anywhere"
        terminal.press("escape")
        terminal.see("NEXT FOR ME")
        terminal.press("escape")
        assert terminal.wait() == 0

        (receipt,) = printer.receipts
        assert printer.kicks == 0, "nobody confirmed a drawer for this station"
        assert TRAINING_MARK in receipt
        for names in sold(shadow).values():
            assert all(name in receipt for name in names)
        scans = [entry.what for entry in shadow.entries if isinstance(entry.what, f.LineAdded)]
        assert len(scans) == 3
        shadow.look()
        shadow.sound()


def test_the_whole_drill_and_its_receipts(run, sit):
    """Five customers and a morning's keys: all right, a receipt a sale and the copy asked for, no drawer kicked."""
    with TcpPrinter() as printer:
        terminal = run("play", "first-sale", "--pace", "10", "--seed", "3", "--printer", printer.url)
        fingers = sit(terminal)
        shadow = fingers.shadow
        fingers.play(lambda: shadow.view.closed)
        terminal.see("Competencies")
        shadow.look()
        assert grade(shadow.entries, shadow.stage.scenario.rubric).passed
        sales = sold(shadow)
        assert len(sales) == 5
        terminal.meanwhile(lambda: len(printer.receipts) > len(sales), "expected a receipt a sale, and a copy")
        printed = printer.receipts
        (copy,) = (receipt for receipt in printed if "COPY 1" in receipt)
        receipts = [receipt for receipt in printed if receipt is not copy]
        assert TRAINING_MARK in copy
        assert list(sales)[1] in copy
        assert len(receipts) == len(sales)
        assert printer.kicks == 0
        for receipt, (number, names) in zip(receipts, sales.items(), strict=True):
            assert TRAINING_MARK in receipt
            assert number in receipt
            assert all(name in receipt for name in names)
        terminal.press("escape")
        terminal.see("NEXT FOR ME")  # a key that comes while the debrief closes is still the debrief's
        terminal.press("escape")
        assert terminal.wait() == 0
        shadow.sound()


def test_a_confirmed_drawer_is_kicked_once_a_cash_sale(run, sit, home):
    """The station's own file says that a real drawer was confirmed."""
    House(home).confirm_drawer(True)
    with TcpPrinter() as printer:
        terminal = run("play", "first-sale", "--pace", "20", "--seed", "3", "--printer", printer.url)
        fingers = sit(terminal)
        fingers.play(lambda: fingers.shadow.all(f.SaleCompleted) and fingers.shadow.view.here is None)
        terminal.meanwhile(lambda: printer.receipts, "expected a receipt")
        assert printer.kicks == 1
