"""Dialogues with devices, kept as text in dialogues/*.txt.

The first line names the device and its options; then, a step a line:

    @ 200           time goes on to 200 ms
    > 57            bytes to the device (hex)
    ! put 755       something is done to it
    < 02 30 0D      what it answered, all of it
    = name ...      what happened, all of it, a line each
    ? grams 755     what it shows

A step whose answer or events were not told fails.
"""

from pathlib import Path

import pytest

from simulator.kernel.paper import Barcode, Cut, Qr, Text
from virtual_devices.drawer import CashDrawer
from virtual_devices.line_display import LineDisplay
from virtual_devices.network import Link, Network
from virtual_devices.payment_terminal import Host, Moved, PaymentTerminal, Refused
from virtual_devices.power import Power
from virtual_devices.printer import Kicked, POSPrinter, Printed, Skipped
from virtual_devices.scale import Scale
from virtual_devices.scanner import Scan, Scanner
from virtual_devices.upos import Status

DEVICES = {
    kind.__name__: kind
    for kind in (CashDrawer, LineDisplay, Network, PaymentTerminal, POSPrinter, Power, Scale, Scanner)
}
HOSTS = {"yes": Host(), "no": Host(approves=False), "late": Host(after=60_000), "lost": Host(answer_lost=True)}
HOSTS["misreported"] = Host(misreports=True)
HOSTS["stuck"] = Host(answer_lost=True, reverses_after=None)


def told(event):
    match event:
        case Status(name, at):
            return f"{name} {at}"
        case Moved(request, state, at) | Refused(request, state, at):
            return f"{request} {state} {at}"
        case Link(up, at):
            return f"{'up' if up else 'down'} {at}"
        case Scan(text, at):
            return f"scan {text} {at}"
        case Printed(Text(text), at):
            return f"print {text} {at}"
        case Printed(Barcode() | Qr() | Cut() as row, at):
            return f"print {type(row).__name__} {at}"
        case Kicked(pulse, at):
            return f"kick {pulse.pin} {pulse.on_ms} {at}"
        case Skipped(offset, name):
            return f"skip {offset} {name}"
    return f"{event}|"


def value(word):
    return HOSTS.get(word, int(word) if word.lstrip("-").isdigit() else word)


class Dialogue:
    def __init__(self, device):
        self.device, self.now, self.out, self.events = device, 0, b"", []

    def step(self, mark, rest):
        if mark in "@>!":
            assert (self.out, self.events) == (b"", []), "not told before the next step"
        match mark:
            case "@":
                self.now = int(rest)
                self.keep(self.device.tick(self.now))
            case ">":
                self.keep(self.device.receive(bytes.fromhex(rest), self.now))
            case "!":
                verb, *words = rest.split()
                plain = [value(word) for word in words if "=" not in word]
                named = {name: value(word) for name, word in (word.split("=") for word in words if "=" in word)}
                self.keep(getattr(self.device, verb)(*plain, now=self.now, **named))
            case "<":
                assert self.out.hex(" ") == rest.lower()
                self.out = b""
            case "=":
                assert self.events
                assert self.events.pop(0) == rest
            case "?":
                name, _, expected = rest.partition(" ")
                assert str(getattr(self.device, name)) == expected
            case _:
                pytest.fail(f"no such step: {mark} {rest}")

    def keep(self, reaction):
        if isinstance(reaction, tuple):
            self.out += reaction.out
            self.events += map(told, reaction.events)


DIALOGUES = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


@pytest.mark.parametrize("path", DIALOGUES, ids=[path.stem for path in DIALOGUES])
def test_dialogue(path):
    head, *lines = path.read_text("utf-8").splitlines()
    kind, *options = head.split()
    dialogue = Dialogue(DEVICES[kind](**{name: int(number) for name, number in (o.split("=") for o in options)}))
    for number, line in enumerate(lines, 2):
        if line.strip() and not line.startswith("#"):
            try:
                dialogue.step(line[0], line[2:])
            except AssertionError as error:
                raise AssertionError(f"{path.name}:{number}: {line}\n{error}") from error
    assert (dialogue.out, dialogue.events) == (b"", []), f"{path.name}: not told at the end"
