"""The serial scanner over loop://, a pseudo-terminal and a socket."""

import os
import queue
import threading
import tty

import pytest

from simulator.hardware.scanning import ScannerState, SerialScanner
from simulator.hardware.urls import ScannerAddress, parse_scanner
from tests.hardware.peers import Peer

LONG = 60
UNHURRIED = LONG * 1000
"""Pause that ends no code: a busy machine may tear what is sent in one go."""


@pytest.fixture
def listen():
    made = []

    def start(address, **options):
        codes, states = queue.Queue(), queue.Queue()
        made.append(SerialScanner(address, codes.put, states.put, **options))
        return made[-1], codes, states

    yield start
    for scanner in made:
        scanner.close(LONG)


def test_loop(listen):
    scanner, codes, states = listen(parse_scanner("loop://"), pause=UNHURRIED)
    assert states.get(timeout=LONG) == ScannerState("loop://")
    sent = [f"{690000000000 + n}" for n in range(100)]
    assert scanner.send("".join(code + "\r\n" for code in sent).encode())
    assert [codes.get(timeout=LONG) for _ in sent] == sent


def test_a_code_without_suffix_is_taken_after_a_pause(listen):
    scanner, codes, states = listen(parse_scanner("loop://"))
    states.get(timeout=LONG)
    scanner.send(b"6901234567892")
    assert codes.get(timeout=LONG) == "6901234567892"


def test_a_serial_port_and_its_pulled_cable(listen):
    host, device = os.openpty()
    tty.setraw(device)
    name = os.ttyname(device)
    _, codes, states = listen(ScannerAddress(name), retry=0.01, pause=UNHURRIED)
    assert states.get(timeout=LONG) == ScannerState(name)
    os.write(host, b"]E06901234567892\r")
    assert codes.get(timeout=LONG) == "]E06901234567892"
    os.close(host)
    away = states.get(timeout=LONG)
    assert (away.error, away.reason) == ("E_OFFLINE", "closed")
    os.close(device)


def test_a_network_scanner_is_found_again(listen):
    turn = threading.Semaphore(0)

    def behave(connection, peer):
        turn.acquire(timeout=LONG)  # what comes before the port is open is dropped by pyserial
        connection.sendall(b"69012")
        connection.sendall(b"34567892\r")
        turn.acquire(timeout=LONG)

    with Peer(behave) as peer:
        _, codes, states = listen(ScannerAddress(f"socket://127.0.0.1:{peer.port}"), retry=0.01, pause=UNHURRIED)
        for _ in range(2):
            assert states.get(timeout=LONG).error is None
            turn.release()
            assert codes.get(timeout=LONG) == "6901234567892"
            turn.release()
            assert states.get(timeout=LONG).error == "E_OFFLINE"
        for _ in range(100):
            turn.release()


@pytest.mark.parametrize(
    ("address", "error", "reason"),
    [
        (ScannerAddress("/dev/no-such-port"), "E_NOHARDWARE", "missing"),
        (ScannerAddress("socket://127.0.0.1:1"), "E_OFFLINE", "refused"),
        (ScannerAddress("nonsense://x"), "E_OFFLINE", "failed"),
    ],
)
def test_a_scanner_that_is_not_there_is_said_once(listen, address, error, reason):
    scanner, _, states = listen(address, retry=0.001)
    assert states.get(timeout=LONG) == ScannerState(address.url, error, reason)
    assert not scanner.send(b"x")
    scanner.close(LONG)
    assert states.empty()


def test_a_listener_that_fails_does_not_end_scanning():
    codes, ready = queue.Queue(), threading.Event()

    def on_code(code):
        codes.put(code)
        raise RuntimeError("the screen is gone")

    scanner = SerialScanner(parse_scanner("loop://"), on_code, lambda _: ready.set(), pause=UNHURRIED)
    assert ready.wait(LONG)
    scanner.send(b"1234\r5678\r")
    assert [codes.get(timeout=LONG), codes.get(timeout=LONG)] == ["1234", "5678"]
    scanner.close(LONG)
