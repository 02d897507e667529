"""Devices of a lane, tried: what is virtual says so, what is real is asked, a silent printer needs its code read."""

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from simulator.hardware.urls import DeviceUrlError
from simulator.kernel.paper import Barcode, Kick, Text
from simulator.locale import Words
from simulator.readiness.checking import Found, Person, check, reality, receipt
from simulator.readiness.shown import found_words
from tests.hardware.peers import Peer
from virtual_devices.printer import POSPrinter, Printed

CODE = "952123456789"


def nobody() -> bool:
    raise AssertionError("nobody was to be asked")


def person(
    told: list[str] | None = None,
    *,
    opened: Callable[[], bool] = nobody,
    reads: Callable[[Callable[[str], bool], float], str] | None = None,
    wait: float = 5.0,
) -> Person:
    heard = told if told is not None else []
    return Person(lambda id, **params: heard.append(Words("zh")(id, **params)), opened, reads, wait)


def test_what_is_not_configured_is_virtual_and_works() -> None:
    assert list(check("", "", False, CODE, person())) == [
        Found("printer", "", "sandbox", True, "printed"),
        Found("scanner", "", "sandbox", True, "read"),
        Found("drawer", "", "sandbox", True, "opened"),
    ]


def test_the_test_receipt_speaks_both_languages_and_carries_the_code() -> None:
    document = receipt(CODE)
    text = "\n".join(block.text for block in document if isinstance(block, Text))
    assert all(Words(lang)("devices.receipt.title") in text for lang in ("en", "zh"))
    assert [block.data for block in document if isinstance(block, Barcode)] == [CODE]
    kicks = [sum(isinstance(block, Kick) for block in receipt(CODE, kick=kick)) for kick in (False, True)]
    assert kicks == [0, 1]


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("escpos-tcp://192.168.1.50", "device"),
        ("escpos-tcp://printer.shop", "device"),
        ("escpos-tcp://localhost:9100", "sandbox"),
        ("socket://127.0.0.2:4001", "sandbox"),
        ("serial:///dev/ttyUSB0", "device"),
        ("serial:///dev/pts/3", "sandbox"),
        ("escpos-file:///dev/null", "sandbox"),
        ("loop://", "sandbox"),
    ],
)
def test_what_can_be_told_of_an_address(url: str, origin: str) -> None:
    assert reality(url) == origin


def test_a_printer_that_never_answers_counts_once_its_receipt_was_read(tmp_path: Path) -> None:
    paper = tmp_path / "paper.bin"
    url = f"escpos-file://{paper}"
    told: list[str] = []
    silent = list(check(url, "", False, CODE, person(told)))
    assert silent[0] == Found("printer", url, "sandbox", False, "silent")
    assert [found.kind for found in silent] == ["printer", "scanner"], "a drawer that nobody confirmed is left alone"
    assert any("钱箱" in line for line in told)
    printed = POSPrinter(48).receive(paper.read_bytes(), 0).events
    assert Barcode(CODE) in [event.row for event in printed if isinstance(event, Printed)]

    def reads(wanted: Callable[[str], bool], seconds: float) -> str:
        assert (wanted(CODE), wanted("6901234567892")) == (True, False)
        return "read"

    read = list(check(url, "", True, CODE, person(opened=lambda: True, reads=reads)))
    assert [(one.kind, one.ok, one.found) for one in read] == [
        ("printer", True, "read_back"), ("scanner", True, "read"), ("drawer", True, "opened"),
    ]  # fmt: skip


def test_without_a_receipt_a_scanner_on_a_wire_has_to_read_any_sound_code() -> None:
    def scanner(connection: socket.socket, peer: Peer) -> None:
        connection.settimeout(0.05)
        while True:  # what came while the line was being opened is thrown away, so somebody scans again
            connection.sendall(b"6901234567898\r6901234567892\r")  # the first one's check digit is wrong
            with suppress(TimeoutError):
                if not connection.recv(64):
                    return

    with Peer(scanner) as peer:
        url = f"socket://127.0.0.1:{peer.port}"
        found = list(check("", url, False, CODE, person(wait=20)))[1]
        assert found == Found("scanner", url, "sandbox", True, "read")


def test_a_printer_out_of_reach_and_an_address_that_is_none() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    found = next(iter(check(f"escpos-tcp://127.0.0.1:{port}", "", False, CODE, person())))
    assert (found.ok, found.found) == (False, "E_OFFLINE")
    with pytest.raises(DeviceUrlError):
        list(check("escpos-tcp://", "", False, CODE, person()))


def test_a_scanner_that_is_not_there_is_not_called_a_printer() -> None:
    for words in (Words("en"), Words("zh")):
        printer, scanner = (found_words("E_NOHARDWARE", words, device) for device in ("printer-1", "scanner-1"))
        assert words("devices.scanner.E_NOHARDWARE") == scanner != printer
    assert "打印机" not in found_words("E_NOHARDWARE", Words("zh"), "scanner-2")
