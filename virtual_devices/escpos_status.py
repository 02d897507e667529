"""What a receipt printer says about itself: DLE EOT, GS r and ASB bytes, written and read.

Fixed bits tell the kinds apart: a DLE EOT answer is 0xx1xx10, an ASB block begins with 0xx1xx00 and has three more
bytes 0xx0xxxx, a GS r answer is a single 0xx0xxxx.
"""

from typing import NamedTuple

from virtual_devices.upos import ErrorName

ASK_PRINTER, ASK_OFFLINE, ASK_ERROR, ASK_PAPER = (b"\x10\x04" + bytes([n]) for n in (1, 2, 3, 4))
"""DLE EOT 1-4: answered at once, even by a printer that is offline or out of paper."""
ASK_WHEN_PRINTED = b"\x1dr\x01"
"""GS r 1: answered when everything sent before it was printed."""

_BASE = 0x12


class Facts(NamedTuple):
    """The state of a printer, as far as its status bytes go."""

    cover_open: bool = False
    paper_end: bool = False
    near_end: bool = False
    offline: bool = False
    feeding: bool = False
    cutter: bool = False
    drawer_pin: bool = False
    """Level of the drawer connector's pin 3; which level means open depends on the drawer."""

    @property
    def error(self) -> ErrorName | None:
        """The UPOS name of what keeps it from printing."""
        if self.cover_open:
            return "EPTR_COVER_OPEN"
        if self.paper_end:
            return "EPTR_REC_EMPTY"
        if self.cutter:
            return "E_FAILURE"
        return "E_OFFLINE" if self.offline else None


def dle_eot(n: int, facts: Facts) -> bytes:
    """The answer to DLE EOT `n`; nothing for an `n` that is not 1-4."""
    stopped = facts.error is not None
    match n:
        case 1:
            bits = facts.drawer_pin * 0x04 | stopped * 0x08
        case 2:
            bits = facts.cover_open * 0x04 | facts.feeding * 0x08 | facts.paper_end * 0x20 | facts.cutter * 0x40
        case 3:
            bits = facts.cutter * 0x08
        case 4:
            bits = (facts.near_end or facts.paper_end) * 0x0C | facts.paper_end * 0x60
        case _:
            return b""
    return bytes([_BASE | bits])


def gs_r(n: int, facts: Facts) -> bytes:
    """The answer to GS r `n`: 1 or 49 paper, 2 or 50 drawer."""
    match n:
        case 1 | 49:
            return bytes([facts.near_end * 0x03 | facts.paper_end * 0x0C])
        case 2 | 50:
            return bytes([facts.drawer_pin * 0x01])
    return b""


def asb(facts: Facts) -> bytes:
    """The four bytes of automatic status back."""
    first = (
        0x10
        | facts.drawer_pin * 0x04
        | (facts.error is not None) * 0x08
        | facts.cover_open * 0x20
        | facts.feeding * 0x40
    )
    return bytes([first, facts.cutter * 0x08, facts.near_end * 0x03 | facts.paper_end * 0x0C, 0])


class Replies(NamedTuple):
    """What a stream of answers holds, ASB blocks set aside."""

    real_time: bytes
    """DLE EOT answers, in order."""
    printed: bytes
    """GS r answers, in order."""
    rest: bytes
    """The beginning of an ASB block that is still to come."""


def read_replies(data: bytes) -> Replies:
    """Sort what a printer sent; bytes that fit nothing (XON, XOFF, identification) are dropped."""
    real_time, printed = bytearray(), bytearray()
    at = 0
    while at < len(data):
        byte = data[at]
        if byte & 0x93 == 0x12:
            real_time.append(byte)
        elif byte & 0x93 == 0x10:
            if at + 4 > len(data):
                return Replies(bytes(real_time), bytes(printed), data[at:])
            at += 3
        elif byte & 0x90 == 0:
            printed.append(byte)
        at += 1
    return Replies(bytes(real_time), bytes(printed), b"")


def facts_of(answers: bytes) -> Facts:
    """The answers to DLE EOT 1, 2, 3 and 4, read; missing ones say nothing bad."""
    one, two, three, four = (answers + b"\0\0\0\0")[:4]
    return Facts(
        cover_open=bool(two & 0x04),
        paper_end=bool(four & 0x60 or two & 0x20),
        near_end=bool(four & 0x0C),
        offline=bool(one & 0x08),
        feeding=bool(two & 0x08),
        cutter=bool(three & 0x28 or two & 0x40),
        drawer_pin=bool(one & 0x04),
    )
