import pytest

from simulator.hardware.urls import DeviceUrlError, PrinterAddress, ScannerAddress, parse_printer, parse_scanner


@pytest.mark.parametrize(
    ("url", "address", "shown"),
    [
        ("escpos-tcp://till-printer", PrinterAddress("tcp", "till-printer"), "till-printer:9100"),
        ("escpos-tcp://10.0.0.7:9101?columns=48", PrinterAddress("tcp", "10.0.0.7", 9101, columns=48), "10.0.0.7:9101"),
        ("escpos-serial:///dev/ttyS0?baud=19200", PrinterAddress("serial", "/dev/ttyS0", baud=19200), "/dev/ttyS0"),
        ("escpos-serial://COM3", PrinterAddress("serial", "COM3"), "COM3"),
        (" escpos-file:///dev/usb/lp0 ", PrinterAddress("file", "/dev/usb/lp0"), "/dev/usb/lp0"),
    ],
)
def test_printers(url, address, shown):
    assert parse_printer(url) == address
    assert str(address) == shown


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("serial:///dev/ttyUSB0", ScannerAddress("/dev/ttyUSB0")),
        ("serial://COM4?baud=115200", ScannerAddress("COM4", 115200)),
        ("socket://127.0.0.1:7000", ScannerAddress("socket://127.0.0.1:7000")),
        ("loop://", ScannerAddress("loop://")),
    ],
)
def test_scanners(url, address):
    assert parse_scanner(url) == address


@pytest.mark.parametrize(
    ("parse", "url", "part", "got"),
    [
        (parse_printer, "192.168.1.50", "scheme", "192.168.1.50"),
        (parse_printer, "http://printer", "scheme", "http"),
        (parse_printer, "", "scheme", ""),
        (parse_printer, "escpos-tcp://", "host", ""),
        (parse_printer, "escpos-tcp://[::1]:9100", "host", "[::1]:9100"),
        (parse_printer, "escpos-tcp://[broken", "host", "escpos-tcp://[broken"),
        (parse_printer, "escpos-tcp://host:lp", "port", "lp"),
        (parse_printer, "escpos-tcp://host:70000", "port", "70000"),
        (parse_printer, "escpos-tcp://host:", "port", ""),
        (parse_printer, "escpos-serial:///", "path", "/"),
        (parse_printer, "escpos-serial:///dev/ttyS0?baud=9601", "option", "baud=9601"),
        (parse_printer, "escpos-tcp://host?columns=wide", "option", "columns=wide"),
        (parse_printer, "escpos-file:///x?colour=red", "option", "colour=red"),
        (parse_scanner, "socket://host", "port", ""),
        (parse_scanner, "serial://", "path", ""),
        (parse_scanner, "usb://0", "scheme", "usb"),
        (parse_scanner, "serial:///dev/ttyUSB0?speed=1", "option", "speed=1"),
    ],
)
def test_errors_say_what_came_and_what_was_expected(parse, url, part, got):
    with pytest.raises(DeviceUrlError) as caught:
        parse(url)
    error = caught.value
    assert (error.part, error.got) == (part, got)
    assert error.expected.en in str(error)
    assert " or " not in error.expected["zh"], "who reads Chinese is told in Chinese"
    assert (got or "nothing") in str(error)
