"""A report as JSON, for machines and for `storedrill verify`: the blocks as they are, both languages, a row a line.

It is written and read a row at a time, so that its length costs no memory; rows stand on lines of their own.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from grading.reports.model import Block, Heat, Manifest, Report, Row, Table
from grading.reports.progress import Progress, Tell, silent
from simulator.kernel.texts import Lang

_encode = msgspec.json.Encoder(order="deterministic").encode
HOLE: tuple[Row, ...] = (("\0",),)
"""Stands for the rows of a table while the rest of it is encoded; no text of ours has such a sign."""
_HOLE = _encode(HOLE)


def write(report: Report, lang: Lang, out: BinaryIO, tell: Tell = silent) -> None:
    """The whole file. Both languages are in it, whichever was asked for."""
    for part in parts(report, Progress(report, tell)):
        out.write(part)


def parts(report: Report, progress: Progress) -> Iterator[bytes]:
    """The file in pieces."""
    head = {
        name: getattr(report, name) for name in report.__struct_fields__ if name not in ("form", "blocks")
    }  # fmt: skip
    yield b'{"storedrill_report":' + _encode(report.form) + b","
    yield _encode(head)[1:-1] + b',\n"blocks":['
    for n, block in enumerate(report.blocks):
        yield b",\n" if n else b"\n"
        yield from _block(block, progress)
    yield b"\n]}\n"


def _block(block: Block, progress: Progress) -> Iterator[bytes]:
    table = block.table if isinstance(block, Manifest) else block
    if not isinstance(table, Table):
        yield _encode(block)
        progress.step(len(block.lines) if isinstance(block, Heat) else 0)
        return
    bare = msgspec.structs.replace(table, rows=HOLE)
    before, after = _encode(
        bare if isinstance(block, Table) else msgspec.structs.replace(block, table=bare)
    ).split(_HOLE)  # fmt: skip
    yield before + b"["
    for n, row in enumerate(progress.rows(table.rows)):
        yield (b",\n" if n else b"\n") + _encode(row)
    yield b"]" + after


def plain(report: Report) -> dict[str, Any]:
    """What a reader of the file has; for reports that fit into memory."""
    read: dict[str, Any] = json.loads(b"".join(parts(report, Progress(report, silent))))
    return read
