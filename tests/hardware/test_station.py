"""The devices of a station: what they say about themselves reaches whoever asks."""

import threading

from simulator.hardware.scanning import ScannerState
from simulator.hardware.station import Devices
from simulator.kernel.paper import Text
from simulator.kernel.stimuli import ReceiptPrinted
from tests.hardware.peers import Peer, until_closed

LONG = 60


def test_a_scanner_that_is_not_there_is_said(tmp_path):
    woken = threading.Event()
    devices = Devices(scanner=f"serial://{tmp_path}/nosuch")
    devices.wake = woken.set
    while devices.scanner is None:
        assert woken.wait(LONG)
        woken.clear()
    assert devices.scanner == ScannerState(f"{tmp_path}/nosuch", "E_NOHARDWARE", "missing")
    assert list(devices.poll()) == []
    devices.close()


def test_a_printer_that_takes_a_receipt_and_says_nothing_is_said():
    woken = threading.Event()
    with Peer(until_closed) as peer:
        devices = Devices(f"escpos-tcp://127.0.0.1:{peer.port}")
        devices.wake = woken.set
        devices.print("r1", (Text("a"),))
        assert woken.wait(LONG)
        assert list(devices.poll()) == [ReceiptPrinted("r1", f"127.0.0.1:{peer.port}", silent=True)]
        devices.close()
