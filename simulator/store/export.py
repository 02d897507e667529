"""Journals as files: a header line, then exactly the stored bytes, an entry a line; and the verification of both kinds.

The header holds the run, each stream's length, head and hashes, the total order, and the materials: a reader can name
what was changed, and replay needs nothing else.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

import msgspec

from simulator.drafts import draft_of
from simulator.kernel.paper import TRAINING_MARK
from simulator.store.chain import HASH, Segment, Span, genesis, joined
from simulator.store.errors import FileUnwritable, JournalUnsound, StoreError
from simulator.store.journal import Journal
from simulator.store.marks import checkpoint_in, opening_in
from simulator.store.verdict import Finding, Verdict
from simulator.store.verify import verify

VERSION = 1
"""Of the file's form."""


class _Stream(msgspec.Struct, frozen=True):
    entries: int
    head: str
    """Hash of the last entry, hex."""
    hashes: str
    """Of all entries, 32 bytes each, base64."""


class Header(msgspec.Struct, frozen=True):
    """The first line of an exported journal."""

    storedrill_journal: int
    run: str
    sealed: bool
    streams: dict[str, _Stream]
    order: list[Span]
    """The run's total order."""
    materials: dict[str, str]
    """name -> SHA-256."""
    bundle: dict[str, str] = {}
    """name -> the material itself, base64."""
    mark: str = ""
    """Says that this is training, in both languages, to whoever finds the file."""


class _Version(msgspec.Struct):
    storedrill_journal: int


def export(journal: Journal, run_id: str, path: Path) -> int:
    """Write a run to `path`: whole, or not at all; returns how many entries. Of a damaged journal, record and entries
    are written as they are, so that the file is unsound in the same places. Raises NoSuchRun, MaterialDamaged,
    SegmentDamaged, FileUnwritable."""
    run = journal.run(run_id)
    materials = journal.materials(run_id)
    order: list[Span] = []
    hashes: dict[str, bytearray] = {}
    named: dict[str, str] = {}
    count = 0
    for spans, lines, recorded, _position in journal.segments(run_id):
        named = named or (opening_in(lines[0])[1] if lines else {})
        at = 0
        for span in spans:
            order.append(span)
            hashes.setdefault(span.stream, bytearray()).extend(recorded[at * HASH : (at + span.length) * HASH])
            at += span.length
        count += len(lines)
    streams = {
        stream: _Stream(len(all_of) // HASH, all_of[-HASH:].hex(), b64encode(all_of).decode())
        for stream, all_of in hashes.items()
    }
    named = named or {name: sha256(data).hexdigest() for name, data in materials.items()}  # its opening is gone
    bundled = {name: b64encode(data).decode() for name, data in materials.items()}
    header = Header(VERSION, run_id, run.sealed, streams, joined(order), named, bundled, TRAINING_MARK)
    kept = chain.from_iterable(segment.lines for segment in journal.segments(run_id))
    try:
        with draft_of(path) as draft, draft.open("wb") as file:
            file.write(msgspec.json.encode(header) + b"\n")
            file.writelines(line + b"\n" for line in islice(kept, count))  # a live run may have grown since
    except OSError as error:
        raise FileUnwritable(path=str(path), reason=error.strerror or str(error)) from error
    return count


def verify_run(journal: Journal, run_id: str) -> Verdict:
    """Verify a run where it is kept, materials included. Raises NoSuchRun; everything else is in the verdict."""
    run = journal.run(run_id)
    try:
        tips = journal.tips(run_id)
        verdict = verify(run_id, lambda: journal.segments(run_id), sealed=run.sealed, tips=tips)
    except StoreError as error:
        return Verdict(run_id, run.entries, {}, run.sealed, (_failed(error),))
    return _with(verdict, _materials_kept(journal, run_id))


def demand_sound(journal: Journal, run_id: str) -> None:
    """Nothing is graded, replayed or continued from a journal that was changed. Raises JournalUnsound, NoSuchRun."""
    if not verify_run(journal, run_id).ok:
        raise JournalUnsound(run=run_id)


def _failed(error: StoreError) -> Finding:
    return Finding("journal.store_failed", given={"reason": error.id, **error.params})


def _materials_kept(journal: Journal, run_id: str) -> Iterator[Finding]:
    try:
        kept = journal.materials(run_id)
        first = next(journal.read_stored(run_id), None)
    except StoreError as error:
        name = error.params.get("name")
        yield Finding("journal.material_altered", given={"name": name}) if name else _failed(error)
        return
    named = opening_in(first.data)[1] if first else {}
    for name, digest in named.items():
        if name not in kept or sha256(kept[name]).hexdigest() != digest:
            yield Finding("journal.material_altered", given={"name": name})


def _with(verdict: Verdict, more: Iterator[Finding]) -> Verdict:
    return msgspec.structs.replace(verdict, findings=(*verdict.findings, *more))


def verify_file(path: Path) -> Verdict:
    """Verify an exported journal. Whatever the file is, the answer is a verdict."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        return Verdict("", 0, {}, False, (Finding("journal.unreadable", given={"reason": reason}),))
    return verify_export(data)


def verify_export(data: bytes) -> Verdict:
    """Verify the bytes of an exported journal."""
    if not data.strip():
        return Verdict("", 0, {}, False, (Finding("journal.empty"),))
    first, _newline, body = data.partition(b"\n")
    lines = body.split(b"\n")
    torn = lines[-1] != b""
    if not torn:
        lines.pop()
    header = _header(first)
    if isinstance(header, Finding):
        return Verdict("", len(lines), {}, False, (header,))
    hashes = _hashes(header)
    if isinstance(hashes, Finding):
        return Verdict(header.run, len(lines), {}, header.sealed, (hashes,))
    segment = Segment(header.order, lines, hashes)
    run, named = opening_in(lines[0]) if lines else ("", {})
    opened = run != "" and sha256(genesis(run) + lines[0]).digest() == hashes[:HASH]
    verdict = verify(run if opened else header.run, lambda: [segment], sealed=header.sealed, torn=torn)
    return _with(verdict, _contradictions(header, (run, named) if opened else None, lines, verdict.ok))


def _header(line: bytes) -> Header | Finding:
    try:
        version = msgspec.json.decode(line, type=_Version).storedrill_journal
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Finding("journal.no_header")
    if version != VERSION:
        return Finding("journal.header_newer", given={"found": str(version), "known": str(VERSION)})
    try:
        return msgspec.json.decode(line, type=Header)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _damaged(str(error))


def _damaged(field: str) -> Finding:
    return Finding("journal.header_damaged", given={"field": field})


def _hashes(header: Header) -> bytes | Finding:
    """All hashes in total order, where streams and order agree."""
    hashes: dict[str, bytes] = {}
    for name, stream in header.streams.items():
        try:
            hashes[name] = b64decode(stream.hashes, validate=True)
        except (Base64Error, ValueError):
            return _damaged(f"streams.{name}.hashes")
        if len(hashes[name]) != stream.entries * HASH:
            return _damaged(f"streams.{name}.entries")
        if hashes[name][-HASH:].hex() != stream.head:
            return _damaged(f"streams.{name}.head")
    used = dict.fromkeys(hashes, 0)
    parts: list[bytes] = []
    for name, first, length in header.order:
        if length < 1 or first < 1 or name not in used or used[name] + length > header.streams[name].entries:
            return _damaged("order")
        parts.append(hashes[name][used[name] * HASH : (used[name] + length) * HASH])
        used[name] += length
    if any(used[name] != stream.entries for name, stream in header.streams.items()):
        return _damaged("order")
    return b"".join(parts)


def _contradictions(
    header: Header, opened: tuple[str, dict[str, str]] | None, lines: list[bytes], sound: bool
) -> Iterator[Finding]:
    """What the header says otherwise than the entries do, and bundled materials that are not what they should be."""
    if opened and opened[0] != header.run:
        yield _damaged("run")
    if opened and opened[1] != header.materials:
        yield _damaged("materials")
    check = checkpoint_in(lines[-1]) if lines else None
    if sound and header.sealed != bool(check and check.order):
        yield _damaged("sealed")
    if header.mark != TRAINING_MARK:
        yield _damaged("mark")
    for name in sorted((opened[1] if opened else header.materials).keys() - header.bundle.keys()):
        yield Finding("journal.material_altered", given={"name": name})
    for name, text in header.bundle.items():
        try:
            digest = sha256(b64decode(text, validate=True)).hexdigest()
        except (Base64Error, ValueError):
            digest = ""
        if digest != header.materials.get(name):
            yield Finding("journal.material_altered", given={"name": name})
