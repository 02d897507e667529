"""A report as JSON, for machines and for `storedrill verify`: the blocks as they are, both languages, a row a line.

It is written and read a row at a time, so that its length costs no memory; rows stand on lines of their own.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from grading.reports.model import (
    Bars,
    Block,
    Column,
    Figure,
    Heading,
    Heat,
    KeyFigures,
    Lines,
    Manifest,
    Paragraph,
    Points,
    Report,
    Row,
    Signs,
    State,
    Table,
    Value,
    Verdict,
)
from grading.reports.progress import Progress, Tell, silent
from simulator.kernel.texts import Lang, Text

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


# --- read back -------------------------------------------------------------------------------------------------------

_Other = Heading | Paragraph | Points | Verdict | KeyFigures | Bars | Lines | Heat | Signs
"""Blocks without cells, which know the types of all that they hold but a key figure's value."""


def report_of(said: dict[str, Any]) -> Report:
    """The report of which these are the data, as far as this version knows their fields. Raises
    `msgspec.ValidationError`, KeyError, TypeError, ValueError for data that no report has."""
    head: dict[str, Any] = {
        name: said[name] for name in Report.__struct_fields__ if name in said and name not in ("blocks", "asked")
    }
    head |= {name: msgspec.convert(head[name], Text) for name in ("title", "subject", "mark")}
    head |= {"period": tuple(head["period"]), "asked": said["asked"]}
    return Report(**head, blocks=tuple([_block_of(block) for block in said["blocks"]]))


def _block_of(said: dict[str, Any]) -> Block:
    if said["type"] == "manifest":
        return Manifest(said["id"], said["digest"], _table_of(said["table"]))
    if said["type"] == "table":
        return _table_of(said)
    block: Block = msgspec.convert(said, _Other)
    if not isinstance(block, KeyFigures):
        return block
    changed = msgspec.structs.replace
    items = [changed(item, figure=changed(item.figure, value=value_of(item.figure.value))) for item in block.items]
    return KeyFigures(block.id, tuple(items))


def _table_of(said: dict[str, Any]) -> Table:
    known: dict[str, Any] = {name: value for name, value in said.items() if name in Table.__struct_fields__}
    known |= {name: msgspec.convert(known[name], Text) for name in ("title", "none") if name in known}
    known["columns"] = msgspec.convert(said["columns"], tuple[Column, ...])
    known["rows"] = tuple([tuple([value_of(cell) for cell in row]) for row in said["rows"]])
    return Table(**known)


def value_of(said: Any) -> Value:
    """A cell by its form: a text, a word with a tone, a figure, a pair; everything else is as it is."""
    if isinstance(said, list):
        return tuple(value_of(one) for one in said)
    if not isinstance(said, dict):
        return said
    if "kind" in said:
        figure = msgspec.convert(said, Figure)
        return msgspec.structs.replace(figure, value=value_of(figure.value))
    return msgspec.convert(said, State if "tone" in said else Text)
