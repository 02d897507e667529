"""The lists of a shop's folder: each is a clean import, so that reading one checks every row of it again.

A number of the house's own stays as it stands here: what its neighbours look like repairs nothing.
"""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from simulator.importing.kinds import KINDS
from simulator.importing.known import Known
from simulator.importing.layout import Kind, Record
from simulator.importing.preview import Preview, preview
from simulator.importing.report import sentence
from simulator.importing.sheets import Unreadable
from simulator.kernel.texts import Lang
from simulator.locale import Words

HEAD = "shop.yaml"


class FolderError(Exception):
    """A shop's folder cannot be used: sentences for people, in the language that is asked for."""

    def __init__(self, id: str, **given: str) -> None:
        super().__init__(id, given)
        self.id, self.given = id, given

    def told(self, words: Words) -> list[str]:
        return [words(self.id, **self.given)]


class ListError(FolderError):
    """A list of it has rows that no shop can be made of."""

    def __init__(self, file: str, found: Preview) -> None:
        super().__init__("shops.list", file=file)
        self._file, self._found = file, found

    def told(self, words: Words) -> list[str]:
        return [
            f"{self._file}: {sentence(self._found, row.number, finding, words)}"
            for row in self._found.rejected
            for finding in row.findings
            if finding.wrong
        ]


class UnreadableList(FolderError):
    """A list of it has no table in it."""

    def __init__(self, file: str, why: Unreadable) -> None:
        super().__init__("importing.unreadable", file=file)
        self._file, self._why = file, why

    def told(self, words: Words) -> list[str]:
        return [words(self.id, file=self._file, why=words(self._why.id, **self._why.given))]


def file_of(kind: str) -> str:
    return f"{kind}.csv"


def as_kept(kind: Kind) -> Kind:
    """A kind of file as its list is read: nothing is made of what all cells of a column look like."""
    columns = tuple(replace(column, sort=column.sort._replace(habit=None)) for column in kind.columns)
    return replace(kind, columns=columns)


def read_list(folder: Path, kind: str, known: Known) -> tuple[Record, ...]:
    """A list of a shop; empty where it has none. Raises `FolderError` with everything that is wrong with it."""
    path = folder / file_of(kind)
    if not path.exists():
        return ()
    try:
        found = preview(path.read_bytes(), as_kept(KINDS[kind]), known)
    except Unreadable as why:
        raise UnreadableList(str(path), why) from why
    if found.rejected:
        raise ListError(str(path), found)
    return tuple(found.records())


def written(kind: Kind, records: Iterable[Record], known: Known, lang: Lang) -> bytes:
    """A list as CSV in UTF-8 with a mark, which spreadsheets read; a column in which nothing stands is left out."""
    records = list(records)
    columns = [
        column for column in kind.columns if column.required or any(record[column.id] != "" for record in records)
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name[lang] for column in columns])
    for record in records:
        values = [(column, record[column.id]) for column in columns]
        writer.writerow([column.sort.show(value, known) if value != "" else "" for column, value in values])
    return out.getvalue().encode("utf-8-sig")


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each whole or not at all; a folder that is new appears with all of them."""
    if folder.exists():
        for name, data in files.items():
            fresh = folder / f".{name}.new"
            _kept(fresh, data)
            fresh.replace(folder / name)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    room = folder.with_name(f".{folder.name}.new")
    room.mkdir(exist_ok=True)
    for name, data in files.items():
        _kept(room / name, data)
    room.rename(folder)


def _kept(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
