"""Reading just enough of a stored line: which entry it says it is, and what a checkpoint vouches for."""

from collections.abc import Iterator, Mapping

import msgspec

from simulator.store.chain import Head
from simulator.store.verdict import Finding


class _Key(msgspec.Struct):
    """Which entry a line says it is."""

    stream: str
    seq: int


class _Time(msgspec.Struct):
    at: int


class _Opening(msgspec.Struct, tag_field="type", tag="run_opened"):
    run: str
    materials: dict[str, str]


class _OpeningLine(msgspec.Struct):
    what: _Opening


class _End(msgspec.Struct, tag_field="type", tag="run_ended"):
    reason: str


class _EndLine(msgspec.Struct):
    what: _End


class Check(msgspec.Struct, tag_field="type", tag="checkpoint"):
    heads: dict[str, str]
    order: str = ""
    content: str = ""


class _CheckLine(msgspec.Struct):
    what: Check


_key = msgspec.json.Decoder(_Key).decode
_time = msgspec.json.Decoder(_Time).decode
_opening_line = msgspec.json.Decoder(_OpeningLine).decode
_end_line = msgspec.json.Decoder(_EndLine).decode
_check_line = msgspec.json.Decoder(_CheckLine).decode
_NOT = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def key_of(line: bytes) -> tuple[str, int] | None:
    """Stream and seq; None where the line does not say."""
    try:
        key = _key(line)
    except _NOT:
        return None
    return key.stream, key.seq


def time_of(line: bytes) -> int:
    """Virtual milliseconds; 0 where the line does not say."""
    try:
        return _time(line).at
    except _NOT:
        return 0


def opening_in(line: bytes) -> tuple[str, dict[str, str]]:
    """The run and its materials (name -> SHA-256) by its opening entry; empty for every other line."""
    try:
        what = _opening_line(line).what
    except _NOT:
        return "", {}
    return what.run, what.materials


def end_in(line: bytes) -> str:
    """The reason of RunEnded; empty for every other line."""
    if b'"run_ended"' not in line:
        return ""
    try:
        return _end_line(line).what.reason
    except _NOT:
        return ""


def checkpoint_in(line: bytes) -> Check | None:
    """The checkpoint, where the line is one."""
    if b'"checkpoint"' not in line:
        return None
    try:
        return _check_line(line).what
    except _NOT:
        return None


def untied(check: Check, heads: Mapping[str, Head], order: str, content: str = "") -> Iterator[Finding]:
    """Where a checkpoint contradicts the entries before it. Without `content` their bytes are not compared."""
    tied = True
    for stream in sorted(check.heads.keys() | heads.keys()):
        head = heads.get(stream)
        if head is None or check.heads.get(stream) != head.hash.hex():
            seq = head.seq if head else 0
            tied = False
            yield Finding("journal.head_differs", stream, seq, seq)
    if check.order and check.order != order:
        tied = False
        yield Finding("journal.reordered")
    if tied and content and check.content and check.content != content:  # right hashes, other bytes: itself it is wrong
        yield Finding("journal.altered")
