"""PostgreSQL for tests: the server that STOREDRILL_POSTGRES names, or one of a test's own that it may kill."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import pytest

from tests.ports import free_port

WAIT = 60
"""Seconds until a test gives up."""


def shared_server() -> str:
    """Where a server is. Skips where there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[stress]'")
    url = os.environ.get("STOREDRILL_POSTGRES", "")
    if not url:
        pytest.skip("STOREDRILL_POSTGRES names no PostgreSQL server; .ci/servers starts one")
    return url


@contextmanager
def own_database() -> Iterator[str]:
    """Where a database of this test's own is, on that server: what others make there meanwhile is not seen in it."""
    import psycopg
    from sqlalchemy import make_url

    url, name = shared_server(), f"test_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield make_url(url).set(database=name).render_as_string(hide_password=False)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # a worker that was killed may still be connected


class Cluster:
    """A server of this test's own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._data = programs, folder, folder / "data"
        self._port = free_port()
        self.url = f"postgresql://storedrill@127.0.0.1:{self._port}/postgres"
        self._run("initdb", "-U", "storedrill", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")

    def start(self) -> None:
        """What a server left that was killed may lie about for a moment."""
        options = f"-c listen_addresses=127.0.0.1 -p {self._port} -c unix_socket_directories={self._folder}"
        until = time.monotonic() + WAIT
        while True:
            try:
                return self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", options, "start")
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise

    def stop(self) -> None:
        self._run("pg_ctl", "-m", "immediate", "stop")

    def kill(self) -> None:
        """kill -9 of the server's first process."""
        os.kill(int((self._data / "postmaster.pid").read_text("ascii").split()[0]), signal.SIGKILL)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self._data), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, stdin=quiet, stdout=quiet, stderr=quiet, timeout=WAIT, cwd=self._folder)


@contextmanager
def own_server() -> Iterator[Cluster]:
    """A server that may be killed. Skips where there is no PostgreSQL, or nobody to run it as."""
    shared_server()
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL in /usr/lib/postgresql to start and kill")
    folder = Path(mkdtemp(prefix="storedrill-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        cluster = Cluster(found[-1].parent, folder)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
