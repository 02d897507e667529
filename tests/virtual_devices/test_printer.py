import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.kernel.paper import Barcode, Cut, Qr, Text
from virtual_devices.escpos_status import Facts, dle_eot, facts_of, gs_r, read_replies
from virtual_devices.framing import SHAPES, Framer
from virtual_devices.printer import Kicked, POSPrinter, Printed, Skipped, Status
from virtual_devices.typesetter import Picture

COMMANDS = [code + bytes(n) for code in SHAPES for n in (0, 1, 3, 8)]
noise = st.lists(st.one_of(st.binary(max_size=12), st.sampled_from(COMMANDS)), max_size=20).map(b"".join)


def names(reaction):
    return [event.name for event in reaction.events if isinstance(event, Status)]


def rows(printer):
    return [row.text if isinstance(row, Text) else row for row in printer.paper]


@given(noise)
def test_any_bytes_are_survived(data):
    printer = POSPrinter()
    printer.receive(data, 0)
    printer.receive(b"x" * 5_000, 1)
    assert printer.error in (None, "EPTR_REC_EMPTY")


@given(noise, st.data())
def test_it_does_not_matter_how_bytes_are_chopped(data, draw):
    cut = draw.draw(st.integers(0, len(data)))
    whole, parts = POSPrinter(), POSPrinter()
    out = whole.receive(data, 0).out
    assert parts.receive(data[:cut], 0).out + parts.receive(data[cut:], 0).out == out
    assert (parts.paper, parts.log) == (whole.paper, whole.log)


@given(noise)
def test_frames_tell_where_they_begin(data):
    for command in Framer().feed(data):
        assert data[command.offset : command.offset + len(command.code)] == command.code


def test_unknown_commands_are_skipped_and_logged():
    printer = POSPrinter()
    reaction = printer.receive(b"ab\x1b\x7fcd\n\x1dZ\x01ef\n", 0)
    assert rows(printer) == ["abcd", "ef"]
    assert [event for event in reaction.events if isinstance(event, Skipped)] == list(printer.log)
    assert list(printer.log) == [Skipped(2, "ESC 0x7F"), Skipped(7, "GS Z"), Skipped(9, "0x01")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x1bE\x01bold\n\x1bE\x00no\n", [Text("bold", bold=True), Text("no")]),
        (b"\x1b!\x38big\n", [Text("big", bold=True, double=True)]),
        (b"\x1ba2right\n", [Text("right", "right")]),
        (b"a\tb\n", [Text("a       b")]),
        (b"\x1b$\x60\x00x\n", [Text("        x")]),
        (b"x" * 40 + b"\n", [Text("x" * 32), Text("x" * 8)]),
        (b"\x1bM\x01" + b"x" * 43 + b"\n", [Text("x" * 42), Text("x")]),
        (b"\x1dW\x78\x00" + b"x" * 12 + b"\n", [Text("x" * 10), Text("xx")]),
        (b"a\x1bd\x03b\n", [Text("a"), Text(""), Text(""), Text("b")]),
        (b"\x1bt\x02\x1c.caf\x82\n", [Text("café")]),
        ("牛奶".encode("gb18030") + b"\n", [Text("牛奶")]),
        (b"\xc5\n", [Text("\ufffd")]),
        (b"lost\x1b@kept\n", [Text("kept")]),
        (b"\x1dk\x04ABC\x00", [Barcode("ABC")]),
        (b"\x1dkC\x0c690123456789", [Barcode("690123456789")]),
        (b"\x1d(k\x05\x001P0hi\x1d(k\x03\x001Q0", [Qr("hi")]),
        (b"\x1dv0\x00\x02\x00\x03\x00" + bytes(6) + b"x\n", [Picture(16, 3), Text("x")]),
        (b"\x1b*\x21\x02\x00" + bytes(6) + b"\n", [Picture(2, 24)]),
        (b"\x1d8L\x0b\x00\x00\x000p0\x01\x011\x08\x00\x02\x00\xff\x1d(L\x02\x0002", [Picture(8, 2)]),
        (b"\x1bLone\ntwo\x0c", [Text("one"), Text("two")]),
        (b"\x1bLone\n\x18two\x0c", [Text("two")]),
        (b"\x1dV\x42\x00\x1bi\x1dV\x01", [Cut(), Cut(), Cut()]),
        (b"\x1dV\x00\x1b=\x01\x1bR\x0f\x1b{\x00\x1b \x02\x1c!\x0c\xc5\xa3\n", [Cut(), Text("牛", double=True)]),
    ],
)
def test_commands_and_the_paper_they_make(data, expected):
    printer = POSPrinter()
    printer.receive(data, 0)
    assert printer.paper == expected
    assert not printer.log


def test_paper_runs_out_holds_the_rest_and_goes_on_with_a_new_roll():
    printer = POSPrinter(roll=3, near_end=1)
    reaction = printer.receive(b"1\n2\n3\n4\n5\n\x1bp\x00\x19\xfa", 10)
    assert rows(printer) == ["1", "2", "3"]
    assert names(reaction) == ["PTR_SUE_REC_NEAREMPTY", "PTR_SUE_REC_EMPTY"]
    assert (printer.error, printer.held) == ("EPTR_REC_EMPTY", 2)
    assert not [event for event in reaction.events if isinstance(event, Kicked)]
    reaction = printer.change_paper(20, lines=100)
    assert names(reaction) == ["PTR_SUE_REC_PAPEROK"]
    assert [event.at for event in reaction.events if isinstance(event, Printed | Kicked)] == [20, 20, 20]
    assert rows(printer) == ["1", "2", "3", "4", "5"]
    assert (printer.error, printer.held) == (None, 0)


def test_held_rows_can_be_thrown_away():
    printer = POSPrinter(roll=0)
    printer.receive(b"1\n2\n", 0)
    printer.receive(b"\x10\x05\x02", 0)
    assert printer.held == 0
    printer.change_paper(1)
    assert printer.paper == []


def test_an_open_cover_stops_and_a_slow_printer_takes_its_time():
    printer = POSPrinter(line_ms=50)
    printer.receive(b"1\n2\n3\n4\n", 0)
    assert (rows(printer), printer.next_deadline) == (["1"], 50)
    printer.tick(120)
    assert rows(printer) == ["1", "2", "3"]
    printer.open_cover(130)
    assert (printer.error, printer.next_deadline) == ("EPTR_COVER_OPEN", None)
    printer.tick(1000)
    assert rows(printer) == ["1", "2", "3"]
    reaction = printer.close_cover(1000)
    assert [event.at for event in reaction.events if isinstance(event, Printed)] == [1000]


@given(st.lists(st.integers(1, 400), max_size=12))
def test_ticks_do_not_change_when_rows_come_out(steps):
    printer, now, came = POSPrinter(line_ms=70), 0, []
    came += printer.receive(b"1\n2\n3\n4\n5\n", 0).events
    for step in steps:
        now += step
        came += printer.tick(now).events
    came += printer.tick(now + 1000).events
    assert [event.at for event in came] == [0, 70, 140, 210, 280]


def test_without_power_everything_not_printed_is_lost():
    printer = POSPrinter(line_ms=50)
    printer.receive(b"1\n2\n3\n", 0)
    assert names(printer.switch(False, 10)) == ["SUE_POWER_OFF_OFFLINE"]
    assert printer.error == "E_OFFLINE"
    assert printer.receive(b"4\n\x10\x04\x01", 20) == (b"", ())
    assert names(printer.switch(True, 30)) == ["SUE_POWER_ONLINE"]
    printer.tick(1000)
    assert rows(printer) == ["1"]


@given(st.builds(Facts, *[st.booleans()] * 7))
def test_status_bytes_say_what_they_were_made_of(facts):
    answers = b"".join(dle_eot(n, facts) for n in (1, 2, 3, 4))
    read = facts_of(answers)
    assert read.error == (facts.error or None)
    assert (read.cover_open, read.paper_end, read.cutter, read.drawer_pin) == (
        facts.cover_open,
        facts.paper_end,
        facts.cutter,
        facts.drawer_pin,
    )


def test_unsolicited_status_is_not_taken_for_an_answer():
    printer = POSPrinter()
    out = printer.receive(b"\x1da\xff", 0).out + printer.open_cover(1).out
    out += printer.receive(b"\x10\x04\x02", 2).out + printer.close_cover(3).out
    out += printer.receive(b"\x1dr\x01", 4).out
    replies = read_replies(out)
    assert facts_of(b"\x12" + replies.real_time).cover_open
    assert (replies.printed, replies.rest) == (gs_r(1, Facts()), b"")
    assert read_replies(out[:2]) == (b"", b"", out[:2])
