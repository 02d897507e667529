"""What a report rests on besides journals: what people typed, files that they attached, waivers, gates and profiles.

No journal proves any of it. So much can be said: who answers for it, whether a file still has its hash, and whether
what is kept in the data folder is what the report says.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from grading.readiness.model import Gate, Profile, Waiver
from grading.readiness.offers import measure_of
from grading.readiness.source import Gates, ReadinessError, parse_gates, parse_profile, shipped_gates
from grading.reports.compare import Difference, Plain
from simulator.readiness.assessing import with_waivers
from simulator.readiness.counted import counted
from simulator.readiness.figures import SESSION, TYPED, import_figure, stress_figures
from simulator.readiness.stores import EARLIER, GATES, PROFILE, Stores
from simulator.reporting.asked import Asked
from simulator.reporting.shelf import Shelf
from simulator.store.acceptance import AcceptanceBook, KeptWaiver
from simulator.store.database import Database
from simulator.store.evidence import Attached
from simulator.store.journal import Journal

LARGEST = 1 << 20
"""Bytes of a profile, or of gates."""
State = Literal["same", "other", "missing"]
"""Of a file: it has the hash, a file of that name has another one, it is not there."""


class Typed(msgspec.Struct, frozen=True):
    """A figure that somebody typed."""

    gate: str
    value: str
    by: str
    day: str


class File(msgspec.Struct, frozen=True):
    """A file that somebody attached."""

    name: str
    sha256: str
    by: str
    state: State


class Authored(msgspec.Struct, frozen=True):
    """Gates, or a store's profile: whether their file is here."""

    what: str
    id: str
    sha256: str
    here: bool


class Basis(msgspec.Struct, frozen=True):
    typed: tuple[Typed, ...] = ()
    files: tuple[File, ...] = ()
    waivers: tuple[tuple[str, Waiver], ...] = ()
    """Each with the id of its store."""
    checks: int = 0
    """Of devices."""
    trials: int = 0
    """Of cases of the acceptance test, that no session shows."""
    issues: int = 0
    answers: int = 0
    """To how content somebody is."""
    earlier: int = 0
    """Reports with which this one compares."""
    authored: tuple[Authored, ...] = ()
    differences: tuple[Difference, ...] = ()


def basis(
    home: Path, database: Database, journal: Journal, shelf: Shelf, asked: Asked, came: Plain, folders: Sequence[Path]
) -> Basis:
    """`came` is the report, worked out again. Raises StoreError, OSError."""
    if asked.kind not in ("readiness", "store"):
        return Basis(earlier=len(asked.earlier))
    found = list[Difference]()
    used = _used(came)
    attached = list(dict.fromkeys(one for one in shelf.outside.attached if (one.file, one.sha256) in used))
    gates = {gate.id: gate for gate in (*asked.gates, *(one for profile in asked.stores for one in profile.criteria))}
    files = dict[File, None]()  # one load answers at several gates, and is one file
    for one in attached:
        if one.part == SESSION:
            found += _counted(journal, one)
            continue
        state, data = _looked_up(one, folders)
        file = File(one.file, one.sha256, one.by, state)
        if data is not None and one.part != TYPED and one.value:
            found += _read_again(one, data, gates.get(one.gate))
        if state == "other" and file not in files:
            found.append(Difference(("file", one.file), one.sha256, sha256(data or b"").hexdigest(), against="house"))
        files[file] = None
    authored = []
    if asked.gates:
        of_gates, wrong = _gates(home, asked, folders)
        authored.append(of_gates)
        found += wrong
    book = AcceptanceBook(database).waivers()
    for profile, digest in zip(asked.stores, asked.profiles_sha256, strict=False):
        of_profile, wrong = _profile(home, asked, profile, digest, book, folders)
        authored.append(of_profile)
        found += wrong
    kinds = _kinds(came)
    return Basis(
        tuple(Typed(one.gate, one.value, one.by, one.day) for one in attached if one.part == TYPED and one.value),
        tuple(files),
        tuple((profile.id, waiver) for profile in asked.stores for waiver in profile.waivers),
        _checked(came), kinds.count("case"), kinds.count("issue"), len(asked.kept.answers), len(asked.earlier),
        tuple(authored), tuple(found),
    )  # fmt: skip


def _used(came: Plain) -> set[tuple[str, str]]:
    """Id and hash of all that the manifest names."""
    return {(row[0], row[1]) for row in _manifest(came, "id", "hash")}


def _kinds(came: Plain) -> list[str]:
    """Of each source its kind."""
    from simulator.reporting.words import Both

    kinds = {Both()(f"report.source_{kind}").en: kind for kind in ("case", "issue")}
    return [kinds.get(row[0]["en"], "") for row in _manifest(came, "source")]


def _checked(came: Plain) -> int:
    """Devices of which the report says how somebody found them."""
    tables = [block for block in came["blocks"] if str(block.get("id")).rpartition(".")[2] == "devices"]
    return sum(bool(row[_at(table, "by")]) for table in tables for row in table["rows"])


def _at(table: Plain, column: str) -> int:
    return [one["id"] for one in table["columns"]].index(column)


def _manifest(came: Plain, *columns: str) -> Iterator[list[Plain]]:
    table = next((block["table"] for block in came["blocks"] if block["type"] == "manifest"), None)
    if table is not None:
        at = [_at(table, column) for column in columns]
        yield from ([row[n] for n in at] for row in table["rows"])


# --- files and figures -----------------------------------------------------------------------------------------------


def _looked_up(one: Attached, folders: Sequence[Path]) -> tuple[State, bytes | None]:
    state: State = "missing"
    data = None
    for folder in folders:
        path = folder / Path(one.file).name
        if not path.is_file():
            continue
        data = path.read_bytes()
        if sha256(data).hexdigest() == one.sha256:
            return "same", data
        state = "other"
    return state, data


def _read_again(one: Attached, data: bytes, gate: Gate | None) -> Iterator[Difference]:
    """A figure that was read from a report of our own."""
    if gate is None or sha256(data).hexdigest() != one.sha256:
        return
    load = stress_figures(data)
    came = import_figure(data) if load is None else load.get(measure_of(gate))
    if came is not None and (came.value, came.n) != (one.value, one.n):
        place = ("attached", one.gate, one.file)
        yield Difference(place, f"{one.value} (n = {one.n})", f"{came.value} (n = {came.n})", against="house")


def _counted(journal: Journal, one: Attached) -> Iterator[Difference]:
    """A figure that was counted in a session follows from that one's journal."""
    came = counted(journal, one.file)
    if came is None or (came.figure.value, came.figure.n, came.head) != (one.value, one.n, one.sha256):
        figure = f"{came.figure.value} (n = {came.figure.n})" if came else None
        yield Difference(("attached", one.gate, one.file), f"{one.value} (n = {one.n})", figure)


# --- gates, profiles, waivers ----------------------------------------------------------------------------------------


def _gates(home: Path, asked: Asked, folders: Sequence[Path]) -> tuple[Authored, list[Difference]]:
    """Gates that bear the hash of a file that is here are those of that file."""
    digest, shipped = asked.gates_sha256, shipped_gates()
    known: Gates | None = shipped if shipped.sha256 == digest else None
    if known is None and (data := _file_of(digest, (home / GATES, *_earlier(home, "gates")), folders)) is not None:
        known = _read_gates(data)
    authored = Authored("gates", "gates", digest, known is not None)
    if known is None or known.gates == asked.gates:
        return authored, []
    said, came = ([gate.id for gate in gates] for gates in (asked.gates, known.gates))
    mine, theirs = ({gate.id: gate for gate in gates} for gates in (asked.gates, known.gates))
    other = [id for id in dict.fromkeys((*said, *came)) if mine.get(id) != theirs.get(id)]
    return authored, [Difference(("asked", "gates"), other, came, against="house")]


def _profile(
    home: Path, asked: Asked, profile: Profile, digest: str, book: Sequence[KeptWaiver], folders: Sequence[Path]
) -> tuple[Authored, list[Difference]]:
    """A profile that bears the hash of a file that is here is that one, with the waivers that were given here."""
    kept = (Stores(home).folder / f"{profile.id}.yaml", *_earlier(home, profile.id))
    data = _file_of(digest, kept, folders)
    gates = Gates(asked.gates, asked.gates_sha256)
    known = _read_profile(data, gates) if data is not None else None
    authored = Authored("profile", profile.id, digest, known is not None)
    if known is None:
        given = with_waivers(msgspec.structs.replace(profile, waivers=()), _given(book, asked)).waivers
        return authored, list(_waivers(profile, given, only_missing=True))
    found = [
        Difference(("asked", "profile", profile.id, name), None, None, against="house")
        for name in Profile.__struct_fields__
        if name != "waivers" and getattr(profile, name) != getattr(known, name)
    ]
    found += _waivers(profile, with_waivers(known, _given(book, asked)).waivers, only_missing=False)
    return authored, found


def _earlier(home: Path, name: str) -> list[Path]:
    """Files that others have taken the place of."""
    return sorted((Stores(home).folder / EARLIER).glob(f"{name}-*.yaml"))


def _given(book: Sequence[KeptWaiver], asked: Asked) -> list[KeptWaiver]:
    """Waivers that had been given in the folder by then."""
    return list(book[: asked.kept.waivers]) if asked.kept.waivers is not None else []


def _waivers(profile: Profile, came: Sequence[Waiver], *, only_missing: bool) -> Iterator[Difference]:
    for one in came:
        if one not in profile.waivers:
            yield Difference(("waiver", profile.id, one.gate), None, _waiver(one), against="house")
    for one in () if only_missing else profile.waivers:
        if one not in came:
            yield Difference(("waiver", profile.id, one.gate), _waiver(one), None, against="house")


def _waiver(one: Waiver) -> str:
    return f"{one.owner.en}, {one.reason.en}, {one.until}"


def _file_of(digest: str, kept: Iterable[Path], folders: Sequence[Path]) -> bytes | None:
    """The bytes of that hash: of what is kept, or of a YAML file in one of the folders."""
    beside = (path for folder in folders for path in sorted(folder.glob("*.y*ml")))
    for path in (*kept, *beside):
        if path.is_file() and path.stat().st_size <= LARGEST:
            data = path.read_bytes()
            if sha256(data).hexdigest() == digest:
                return data
    return None


def _read_gates(data: bytes) -> Gates | None:
    try:
        return parse_gates(data, GATES)
    except ReadinessError:  # of another version's form: its hash says which file it is, and no more
        return None


def _read_profile(data: bytes, gates: Gates) -> Profile | None:
    try:
        return parse_profile(data, PROFILE, gates)
    except ReadinessError:
        return None
