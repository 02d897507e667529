"""Real python-escpos connections against listeners that print, keep silent, refuse or hang up."""

import os
import queue
import socket
import subprocess
import sys
import threading

import pytest

from simulator.hardware.lines import FileLine, NetworkLine, SerialLine
from simulator.hardware.printing import Outcome, Patience, QueuedPrinter, compose, open_printer, without_kick
from simulator.hardware.urls import PrinterAddress, parse_printer
from simulator.kernel.paper import TRAINING_MARK, Cut, Kick, Row, Text
from tests.hardware.peers import Peer, until_closed
from virtual_devices.escpos_status import ASK_WHEN_PRINTED
from virtual_devices.layout import lay_out
from virtual_devices.printer import Kicked, POSPrinter

RECEIPT = (
    Kick(),
    Text(TRAINING_MARK, "centre", bold=True),
    Text("伊水纯牛奶 1L"),
    Row("  2 x 12.80", "¥25.60"),
    Cut(),
)
PAPER = [block for block in lay_out(RECEIPT) if not isinstance(block, Kick)]
LONG = 60
BRISK = Patience(status=0.3, printed=0.6, glance=0.1, idle=0.1)
"""For printers that keep silent."""
CALM = BRISK._replace(status=LONG, printed=LONG)
"""For those that answer: a busy machine may let them wait."""


class Desk:
    """A printer, and its outcomes as they are told."""

    def __init__(self, line, patience=CALM, **options):
        self.outcomes = queue.Queue()
        self.printer = QueuedPrinter(line, self.outcomes.put, patience=patience, **options)

    def print(self, data, job="r1"):
        self.printer.submit(job, data)
        return self.outcomes.get(timeout=LONG)


@pytest.fixture
def desk():
    desks = []

    def make(line, **options):
        desks.append(Desk(line, **options))
        return desks[-1]

    yield make
    for made in desks:
        made.printer.close(LONG)


def network(peer):
    return NetworkLine(PrinterAddress("tcp", "127.0.0.1", peer.port))


class Virtual:
    """A virtual POSPrinter behind a socket."""

    def __init__(self, **options):
        self.model = POSPrinter(**options)
        self.events = []
        self.connections = 0

    def __call__(self, connection, peer):
        self.connections += 1
        while data := connection.recv(256):
            reaction = self.model.receive(data, 0)
            self.events += reaction.events
            connection.sendall(reaction.out)


def test_a_real_connection_prints_what_the_virtual_printer_shows(desk):
    virtual = Virtual()
    with Peer(virtual) as peer:
        outcome = desk(network(peer)).print(compose(RECEIPT, 32, kick=True))
        assert outcome == Outcome("r1", None, sent=outcome.sent, confirmed=True)
    assert virtual.model.paper == PAPER
    assert [event for event in virtual.events if isinstance(event, Kicked)]
    assert not virtual.model.log


def test_a_receipt_of_a_thousand_rows_comes_out_whole(desk):
    virtual, rows = Virtual(), [f"{n} 有机纯牛奶" for n in range(1000)]
    with Peer(virtual) as peer:
        outcome = desk(network(peer)).print(compose(tuple(map(Text, rows)), 32))
        assert (outcome.error, outcome.confirmed) == (None, True)
    assert [row.text for row in virtual.model.paper] == rows
    assert not virtual.model.log


def test_a_drawer_is_kicked_only_when_that_was_confirmed():
    assert without_kick(RECEIPT) == RECEIPT[1:]
    assert b"\x1bp" not in compose(RECEIPT, 32)
    assert b"\x1bp" in compose(RECEIPT, 32, kick=True)


def test_many_jobs_come_out_in_order_over_one_connection(desk):
    virtual = Virtual()
    with Peer(virtual) as peer:
        made = desk(network(peer), patience=CALM._replace(idle=LONG))
        for n in range(20):
            made.printer.submit(f"r{n}", compose((Text(f"receipt {n}"),), 32))
        assert [made.outcomes.get(timeout=LONG).job for _ in range(20)] == [f"r{n}" for n in range(20)]
        made.printer.close(LONG)
    assert [row.text for row in virtual.model.paper] == [f"receipt {n}" for n in range(20)]
    assert virtual.connections == 1


def test_an_idle_connection_is_given_up_and_made_again(desk):
    hung_up = threading.Semaphore(0)
    virtual = Virtual()

    def behave(connection, peer):
        virtual(connection, peer)
        hung_up.release()

    with Peer(behave) as peer:
        made = desk(network(peer))
        for n in (1, 2):
            assert made.print(compose((Text(str(n)),), 32)).error is None
            assert hung_up.acquire(timeout=LONG)
    assert virtual.connections == 2


def test_a_connection_that_died_between_jobs_is_replaced(desk):
    closed = threading.Semaphore(0)
    virtual = Virtual()

    def one_receipt(connection, peer):
        heard = b""
        while not heard.endswith(ASK_WHEN_PRINTED) and (data := connection.recv(256)):
            heard += data
            connection.sendall(virtual.model.receive(data, 0).out)
        connection.close()
        closed.release()

    with Peer(one_receipt) as peer:
        made = desk(network(peer), patience=CALM._replace(idle=LONG))
        for n in (1, 2):
            assert made.print(compose((Text(str(n)),), 32)).error is None
            assert closed.acquire(timeout=LONG)
    assert [row.text for row in virtual.model.paper] == ["1", "2"]


@pytest.mark.parametrize(
    ("spoil", "error", "reason"),
    [
        (lambda model: model.open_cover(0), "EPTR_COVER_OPEN", "cover"),
        (lambda model: model.change_paper(0, lines=0), "EPTR_REC_EMPTY", "paper"),
        (lambda model: model.jam_cutter(0), "E_FAILURE", "offline"),
    ],
)
def test_a_printer_that_cannot_print_is_sent_nothing(desk, spoil, error, reason):
    virtual = Virtual()
    spoil(virtual.model)
    with Peer(virtual) as peer:
        outcome = desk(network(peer)).print(compose(RECEIPT, 32))
    assert (outcome.error, outcome.reason, outcome.sent) == (error, reason, 0)
    assert (virtual.model.paper, virtual.model.held) == ([], 0)


def test_paper_that_ends_in_the_middle_is_told_with_what_was_sent(desk):
    virtual = Virtual(roll=2)
    with Peer(virtual) as peer:
        outcome = desk(network(peer)).print(compose(RECEIPT, 32))
    assert (outcome.error, outcome.reason) == ("EPTR_REC_EMPTY", "paper")
    assert outcome.sent > 0
    assert virtual.model.paper == PAPER[:2]


def test_automatic_status_is_not_taken_for_an_answer(desk):
    virtual = Virtual()
    virtual.model.receive(b"\x1da\xff", 0)

    def chatty(connection, peer):
        connection.sendall(b"\x10\x00\x00\x00")
        virtual(connection, peer)

    with Peer(chatty) as peer:
        assert desk(network(peer)).print(compose(RECEIPT, 32)).confirmed


def test_a_silent_printer_is_trusted_and_waited_for_once(desk):
    with Peer(until_closed) as peer:
        made = desk(network(peer), patience=BRISK._replace(idle=LONG))
        outcomes = [made.print(compose((Text(text),), 32), text) for text in "ab"]
        made.printer.close(LONG)
        heard = peer.heard.get(timeout=LONG)
    assert [(outcome.error, outcome.confirmed) for outcome in outcomes] == [(None, False)] * 2
    assert [outcome.silent for outcome in outcomes] == [True, False], "said when it is found out"
    model = POSPrinter()
    model.receive(heard, 0)
    assert model.paper == [Text("a"), Text("b")]
    assert heard.count(b"\x10\x04\x01") == 1


def test_a_printer_without_gs_r_is_asked_how_it_is(desk):
    virtual = Virtual()

    def old(connection, peer):
        while data := connection.recv(256):
            connection.sendall(virtual.model.receive(data.replace(ASK_WHEN_PRINTED, b""), 0).out)

    with Peer(old) as peer:
        made = desk(network(peer), patience=BRISK._replace(status=LONG))
        assert [made.print(compose(RECEIPT, 32))[1:2] for _ in range(2)] == [(None,)] * 2
    assert virtual.model.paper == PAPER * 2


def hang_up_after(size):
    def behave(connection, peer):
        virtual = POSPrinter()
        heard = 0
        while heard < size and (data := connection.recv(64)):
            heard += len(data)
            connection.sendall(virtual.receive(data, 0).out)

    return behave


def hang_up_silently_after(size):
    def behave(connection, peer):
        heard = 0
        while heard < size and (data := connection.recv(64)):
            heard += len(data)

    return behave


@pytest.mark.parametrize("behave", [hang_up_after(200), hang_up_silently_after(200)], ids=["answering", "silent"])
def test_hanging_up_in_the_middle_is_a_failure_and_the_next_one_goes_on(desk, behave):
    with Peer(behave) as peer:
        made = desk(network(peer), patience=BRISK)
        outcome = made.print(compose((Text("x" * 30),) * 4000, 32))
        assert (outcome.error, outcome.reason) == ("E_OFFLINE", "closed")
        assert outcome.sent > 0
        assert made.print(compose((Text("x" * 30),) * 4000, 32), "r2").job == "r2"


def test_falling_silent_after_answering_is_a_failure(desk):
    done = threading.Event()

    def behave(connection, peer):
        virtual = POSPrinter()
        connection.sendall(virtual.receive(connection.recv(12), 0).out)
        done.wait(LONG)

    with Peer(behave) as peer:
        outcome = desk(network(peer), patience=BRISK._replace(status=2.0)).print(compose(RECEIPT, 32))
        done.set()
    assert (outcome.error, outcome.reason) == ("E_TIMEOUT", "no_answer")


def test_nobody_there(desk):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        line = NetworkLine(PrinterAddress("tcp", "127.0.0.1", free.getsockname()[1]))
        outcome = desk(line, device="till printer").print(b"x")
    assert outcome == Outcome("r1", "E_OFFLINE", "refused", "till printer")


def test_a_name_that_is_no_host(desk):
    outcome = desk(NetworkLine(PrinterAddress("tcp", "no-such-printer.invalid"))).print(b"x")
    assert (outcome.error, outcome.reason) == ("E_OFFLINE", "host_unknown")


class Stuck:
    """A line that takes a job and does not come back until it is told to."""

    answers = False

    def __init__(self):
        self.reached, self.go = threading.Event(), threading.Event()

    def prepare(self):
        pass

    open = close = prepare

    def read(self, within):
        return b""

    def write(self, data):
        self.reached.set()
        self.go.wait(LONG)


def test_submitting_never_waits_and_every_job_gets_one_outcome(desk):
    line = Stuck()
    made = desk(line, most=2)
    made.printer.submit("a", b"a")
    assert line.reached.wait(LONG)
    for job in "bcd":
        made.printer.submit(job, b"x")
    assert made.outcomes.get(timeout=LONG) == Outcome("d", "E_BUSY", "queue")
    made.printer.close(within=0)
    made.printer.submit("e", b"x")
    assert made.outcomes.get(timeout=LONG) == Outcome("e", "E_CLOSED", "closed")
    line.go.set()
    told = [made.outcomes.get(timeout=LONG) for _ in "abc"]
    assert [(outcome.job, outcome.error) for outcome in told] == [("a", None), ("b", "E_CLOSED"), ("c", "E_CLOSED")]


def test_a_listener_that_fails_does_not_end_printing():
    line, told = Stuck(), queue.Queue()
    line.go.set()

    def tell(outcome):
        told.put(outcome.job)
        raise RuntimeError("the screen is gone")

    printer = QueuedPrinter(line, tell)
    printer.submit("a", b"a")
    printer.submit("b", b"b")
    assert [told.get(timeout=LONG), told.get(timeout=LONG)] == ["a", "b"]
    printer.close(LONG)


def test_a_file_gets_every_receipt_and_a_missing_device_is_said(desk, tmp_path):
    path = tmp_path / "receipts.bin"
    outcomes = queue.Queue()
    printer = open_printer(parse_printer(f"escpos-file://{path}"), outcomes.put)
    for text in "ab":
        printer.submit(text, compose((Text(text),), 32))
        assert outcomes.get(timeout=LONG).error is None
    printer.close()
    assert path.read_bytes() == b"\x1b@a\n\x1b@b\n"
    outcome = desk(FileLine(PrinterAddress("file", "/dev/no-such-printer"))).print(b"x")
    assert (outcome.error, outcome.reason) == ("E_NOHARDWARE", "missing")


def test_a_fifo_that_nobody_reads_does_not_block(desk, tmp_path):
    path = tmp_path / "fifo"
    os.mkfifo(path)
    outcome = desk(FileLine(PrinterAddress("file", str(path)))).print(b"x")
    assert (outcome.error, outcome.reason) == ("E_NOHARDWARE", "missing")


def test_a_serial_printer_prints_and_its_pulled_cable_is_told(desk):
    import tty

    host, device = os.openpty()
    tty.setraw(device)
    virtual = POSPrinter()

    def behave():
        heard = b""
        while not heard.endswith(ASK_WHEN_PRINTED):
            data = os.read(host, 256)
            heard += data
            os.write(host, virtual.receive(data, 0).out)

    thread = threading.Thread(target=behave, daemon=True)
    thread.start()
    made = desk(SerialLine(PrinterAddress("serial", os.ttyname(device))), patience=CALM._replace(idle=LONG))
    outcome = made.print(compose(RECEIPT, 32))
    assert outcome.error is None
    thread.join(LONG)
    assert virtual.paper == PAPER
    os.close(host)
    outcome = made.print(compose(RECEIPT, 32), "r2")
    assert outcome.error in ("E_OFFLINE", "E_NOHARDWARE")
    os.close(device)


def test_nothing_is_imported_before_a_real_device_is_used():
    code = (
        "import sys, simulator.hardware.printing, simulator.hardware.scanning;"
        "print({'escpos', 'serial'} & {*sys.modules})"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=os.getcwd())
    assert found.stdout.strip() == "set()"
