"""Where a load's journal and books lie: in its data folder, or on a server that the folder names.

Whoever is started for a load finds the server where it finds everything else of it; tills on other machines are told.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import msgspec

from simulator.store.chain import Head
from simulator.store.database import Database
from simulator.store.errors import StoreError
from simulator.store.file_writer import FileWriter
from simulator.store.group_writer import GroupWriter
from simulator.store.server import PREFIX, Server
from simulator.store.server_writer import ServerWriter
from simulator.store.turns import NAME, FileTurns

SERVER, TURNS = "server.json", NAME


class Shared(msgspec.Struct, frozen=True):
    """A schema on a server."""

    url: str
    schema: str


@contextmanager
def on_server(folder: Path, url: str, *, keep: bool = False) -> Iterator[Shared]:
    """A schema of its own for what is played in `folder`; gone afterwards unless `keep`, and then the folder still says
    where it is. Raises StoreError."""
    shared = Shared(url, f"{PREFIX}stress_{uuid4().hex[:12]}")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SERVER
    with Server.reach(url, shared.schema):
        pass
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(msgspec.json.encode(shared))  # it may have a password
        yield shared
    finally:
        if not keep:
            path.unlink(missing_ok=True)
            with suppress(StoreError), Server(url, shared.schema) as server:
                server.drop()


def opened(folder: Path) -> Database:
    """The load's database. Raises StoreError."""
    if not (folder / SERVER).exists():
        return Database.open(folder)
    shared = shared_of(folder)
    return Server.reach(shared.url, shared.schema)


def shared_of(folder: Path) -> Shared:
    """Where a load that is on a server has its schema."""
    return msgspec.json.decode((folder / SERVER).read_bytes(), type=Shared)


def writer_of(database: Database, folder: Path, run: str, heads: Mapping[str, Head]) -> GroupWriter:
    """What stores many stations' appends at once."""
    if isinstance(database, Server):
        return ServerWriter(database, run, heads)
    return FileWriter(database, run, heads, FileTurns(folder / TURNS))
