"""Real scanners and printers on real sockets, as they come, go and come back."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.paper import TRAINING_MARK
from tests.journeys.devices import TcpPrinter, TcpScanner
from tests.ports import free_port


def test_a_scanner_on_a_socket(run, sit):
    """Its labels become lines; one with a wrong check digit is refused and said so; another's EAN is no payment."""
    with TcpScanner() as scanner:
        terminal = run("play", "first-sale", "--pace", "10", "--seed", "3", "--scanner", scanner.url)
        fingers = sit(terminal)
        fingers.play(lambda: fingers.shadow.view.member_asked)
        good = next(good for good in fingers.shadow.view.belt if good.label == "clean")
        scanner.scan(good.code)
        terminal.see(f"  1 {good.look.en[:14]}")
        scanner.scan(good.code[:-1] + str((int(good.code[-1]) + 1) % 10))
        terminal.see("✗", "check digit")
        fingers.terminal.meanwhile(lambda: fingers.shadow.count(f.Refused), "expected it in the journal")
        scans = fingers.shadow.all(c.Scan)
        assert [scan.source for scan in scans] == ["serial", "serial"]
        assert len(fingers.shadow.all(f.LineAdded)) == 1
        assert len(fingers.shadow.all(f.Refused)) == 1


def test_two_hundred_scans_in_one_go(run, sit):
    """None lost, none glued, in order: the same few labels again and again."""
    terminal = run("play", "first-sale", "--seed", "3")
    fingers = sit(terminal)
    fingers.play(lambda: fingers.shadow.view.member_asked)
    codes = [good.code for good in fingers.shadow.view.belt if good.label == "clean"]
    wanted = [codes[n % len(codes)] for n in range(200)]
    terminal.write("".join(f"{code}\r" for code in wanted).encode())
    terminal.meanwhile(lambda: fingers.shadow.count(c.Scan) >= 200, "expected 200 scans")
    assert [scan.code for scan in fingers.shadow.all(c.Scan)] == wanted
    assert [added.line.code for added in fingers.shadow.all(f.LineAdded)] == wanted
    terminal.see("200 ")


def test_a_printer_that_is_absent_and_comes_back(run, sit):
    """The sale stands, the message line says so, and the receipt comes from the reprint."""
    port = free_port()
    terminal = run("play", "first-sale", "--pace", "10", "--seed", "3", "--printer", f"escpos-tcp://127.0.0.1:{port}")
    fingers = sit(terminal)
    shadow = fingers.shadow
    fingers.play(lambda: shadow.all(f.SaleCompleted))
    terminal.see("the sale stands")
    terminal.meanwhile(lambda: shadow.count(s.PrinterFailed), "expected the failure in the journal")
    (sale,) = shadow.all(f.SaleCompleted)
    with TcpPrinter(port) as printer:
        start = len(shadow.entries)
        terminal.press("ctrl+r")
        terminal.meanwhile(
            lambda: shadow.since(start, lambda what: isinstance(what, f.ReceiptIssued)), "expected a reprint"
        )
        terminal.meanwhile(lambda: printer.receipts, "expected the reprint on paper")
        (receipt,) = printer.receipts
        assert TRAINING_MARK in receipt
        assert sale.receipt in receipt
        assert all(line.name.en in receipt for line in sale.lines)
        assert printer.kicks == 0
