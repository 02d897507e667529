"""Locust plays the same load: a master and two workers on this machine, a real PostgreSQL, the same report."""

import json
import os
import signal
import socket
import subprocess
import sys
from argparse import Namespace
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from urllib.request import Request, urlopen

import pytest

from simulator import cli
from simulator.commands.stress_engines import told_to_join
from simulator.locale import Words
from simulator.stages import stage_of
from simulator.stress import distributed
from simulator.stress.audit import INVARIANTS
from simulator.stress.distributed import Distributed, Where
from simulator.stress.engine import Broken, Moment, Played
from simulator.stress.load import constant, ramp
from simulator.stress.plan import Load
from simulator.stress.shared import on_server
from simulator.stress.shown import moment, told
from tests.ports import free_port
from tests.postgres import WAIT
from tests.stress.test_server import schemas

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(find_spec("locust") is None, reason="Locust is not installed: pip install '.[stress]'")


def test_a_master_and_two_workers_play_a_load(tmp_path: Path, database_url: str) -> None:
    curve = ramp(0.5, 2.0, 600)
    load = Load(16, curve.shape, curve.pieces, returns=10, sales=90)
    with on_server(tmp_path, database_url):
        engine = Distributed(tmp_path, stage_of("promotion-day"), load, 2, "", Where(port=free_port()))
        played = engine.play(lambda now: None, lambda: False)
    assert played.events == [], (tmp_path / "locust.log").read_text("utf-8")[-2000:]
    assert played.audit.findings == {name: [] for name in INVARIANTS}
    assert played.tally.done >= 90
    assert played.audit.checked["acknowledged"] == played.tally.sales + played.tally.returns
    assert played.tally.done == played.tally.late.count, "one that was refused has waited, too"
    workers = {stream.split("-")[1] for stream in played.audit.heads() if stream.startswith("till-")}
    assert workers == {"1", "2"}
    assert schemas(database_url) == set()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--distributed"], "add --db"),
        (["--distributed", "--db", "postgresql://a@b/c", "--offline", "20"], "leave out --offline"),
        (["--distributed", "--db", "postgresql://a@b/c", "--join", "2"], "add --listen 0.0.0.0:5557"),
        (
            ["--distributed", "--db", "postgresql://a@b/c", "--listen", "0.0.0.0:5557", "--join", "1", "--find-limit"],
            "--find-limit and --join do not go together",
        ),
        (["--distributed", "--db", "postgresql://a@b/c", "--listen", "5557"], "5557 is no address"),
        (["--distributed", "--db", "postgresql://a@b/c", "--web", "192.0.2.1:8089"], "192.0.2.1:8089 cannot be used"),
    ],
)
def test_what_does_not_go_together_is_said(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--home", str(tmp_path), "--lang", "en", "stress", "first-sale", *options]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_a_port_that_somebody_has_is_said_before_the_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        for option in ("--web", "--listen"):
            options = ["stress", "first-sale", "--distributed", "--db", "postgresql://a@b/c", option, taken]
            assert cli.main(["--home", str(tmp_path), "--lang", "zh", *options]) == 2
            assert f"{taken} 无法使用" in capsys.readouterr().err


def test_what_is_typed_on_other_machines_is_said() -> None:
    options = Namespace(listen="0.0.0.0:5557", join=18)
    said = told_to_join(options, Words("en"))
    assert f"LOCUST_MASTER_NODE_HOST={socket.gethostname()} LOCUST_MASTER_NODE_PORT=5557 locust -f -" in said
    assert "=m1 " in told_to_join(Namespace(listen="m1:5557", join=1), Words("zh"))


def test_the_command_says_who_played_it_and_where(tmp_path: Path, database_url: str) -> None:
    report = tmp_path / "report.json"
    options = ["--tills", "4", "--rate", "2", "--minutes", "0.05", "--workers", "1", "--json", str(report)]
    arguments = ["--home", str(tmp_path), "stress", "first-sale", *options, "--distributed", "--db", database_url]
    assert cli.main(arguments) == 0
    read = json.loads(report.read_text("utf-8"))
    assert (read["engine"], read["store"], read["workers"]) == ("locust", "postgresql", 1)
    assert read["outcome"]["sales"] > 0
    assert not [name for name in os.listdir(tmp_path) if name.startswith("stress-")]


def test_who_waits_for_other_machines_sees_it_and_can_end_it(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Moment] = []
    curve = constant(1.0, 600)
    load = Load(4, curve.shape, curve.pieces)

    def waits(folder: Path) -> Distributed:
        return Distributed(folder, stage_of("first-sale"), load, 1, "", Where(port=free_port(), others=2))

    with on_server(tmp_path / "ended", database_url):
        engine = waits(tmp_path / "ended")
        played = engine.play(seen.append, lambda: bool(seen) and seen[-1].here == 1)
        said = [(now.here, now.awaited) for now in seen if not now.over]
        assert (said[0], said[-1]) == ((0, 3), (1, 3))
        assert (played.stopped, played.tally.done) == (True, 0)
        assert {process.poll() for process in engine._processes.values()} == {0}, "all have gone by themselves"
    assert "1 of 3 are there" in moment(next(now for now in seen if now.here), Words("en"))
    monkeypatch.setattr(distributed, "JOINING", 0.0)
    with on_server(tmp_path / "late", database_url), pytest.raises(Broken, match="not_joined"):
        waits(tmp_path / "late").play(lambda now: None, lambda: False)


def joined(
    engine: Distributed, port: int, settings: Mapping[str, str] = MappingProxyType({})
) -> tuple[Played, int, str]:
    """A load with a worker of another machine beside it, started as the docs say: what came of it, how that worker
    ended, and what it said."""
    environment = os.environ | dict(settings) | {
        "LOCUST_MODE_WORKER": "true", "LOCUST_MASTER_NODE_HOST": "127.0.0.1", "LOCUST_MASTER_NODE_PORT": str(port),
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "locust", "-f", "-"], env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as worker:
        try:
            played = engine.play(lambda now: None, lambda: False)
            _, said = worker.communicate(timeout=WAIT)
        finally:
            worker.kill()  # it would wait for a master that is not coming
    return played, worker.returncode, said


def test_a_machine_that_cannot_reach_the_database_says_so_and_the_others_play_on(
    tmp_path: Path, database_url: str
) -> None:
    port = free_port()
    curve = constant(4.0, 600)
    load = Load(8, curve.shape, curve.pieces, sales=60)
    secure = {"PGSSLMODE": "verify-full", "PGSSLROOTCERT": str(tmp_path / "none"), "LANG": "C"}
    with on_server(tmp_path, database_url):
        engine = Distributed(tmp_path, stage_of("first-sale"), load, 1, "", Where(port=port, others=1))
        played, status, said = joined(engine, port, secure)
    assert status == 2
    assert "Traceback" not in said
    (failed,) = [event for event in played.events if event.what == "worker_failed"]
    assert "does not answer" in told(failed.detail, Words("en"))
    assert told(failed.detail, Words("en")) in said, "and on that machine, too"
    assert played.tally.done >= 60
    assert played.audit.findings == {name: [] for name in INVARIANTS}


@pytest.mark.parametrize("web", [False, True], ids=["headless", "web"])
def test_a_worker_of_another_machine_joins_plays_and_goes(web: bool, tmp_path: Path, database_url: str) -> None:
    """It is started as the docs say, gets all from the master, and ends with it: on the page's way out, too."""
    port = free_port()
    curve = constant(4.0, 600)
    load = Load(8, curve.shape, curve.pieces, sales=150)  # on a busy machine the first worker has sold some by itself
    where = Where(port=port, web=f"127.0.0.1:{free_port()}" if web else "", others=1)
    with on_server(tmp_path, database_url):
        engine = Distributed(tmp_path, stage_of("first-sale"), load, 1, "", where)
        played, status, said = joined(engine, port)
    assert status == 0
    assert "Got quit message from master" in said
    assert played.events == []
    assert played.audit.findings == {name: [] for name in INVARIANTS}
    workers = {stream.split("-")[1] for stream in played.audit.heads() if stream.startswith("till-")}
    assert workers == {"1", "2"}


def test_who_stops_on_the_page_gets_the_report(tmp_path: Path, database_url: str) -> None:
    """As Ctrl+C does; and all of Locust's processes end by themselves."""
    curve, page = constant(2.0, 600.0), f"127.0.0.1:{free_port()}"
    pressed: list[int] = []

    def show(now: Moment) -> None:
        if now.tally.done > 20 and not pressed:
            with urlopen(Request(f"http://{page}/stop", method="POST"), timeout=WAIT) as answer:
                pressed.append(answer.status)

    with on_server(tmp_path, database_url):
        where = Where(port=free_port(), web=page)
        engine = Distributed(tmp_path, stage_of("first-sale"), Load(8, curve.shape, curve.pieces), 2, "", where)
        played = engine.play(show, lambda: False)
    assert pressed == [200]
    assert played.stopped
    assert played.events == []
    assert played.audit.findings == {name: [] for name in INVARIANTS}
    assert played.audit.checked["acknowledged"] == played.tally.sales + played.tally.returns > 20
    said = (tmp_path / "locust.log").read_text("utf-8")
    assert said.count("Shutting down (exit code 0)") == 3, "the master and both workers"


def test_a_worker_that_hangs_is_told_and_keeps_nobody_waiting(tmp_path: Path, database_url: str) -> None:
    """Halted, it neither plays nor ends: the load is ended nevertheless, and the report says which one it was."""
    curve = constant(2.0, 600.0)
    halted: list[int] = []

    def show(now: Moment) -> None:
        if now.tally.done > 30 and not halted:
            halted.append(engine.processes()[0])
            os.kill(halted[0], signal.SIGSTOP)

    with on_server(tmp_path, database_url):
        where = Where(port=free_port())
        engine = Distributed(tmp_path, stage_of("first-sale"), Load(8, curve.shape, curve.pieces), 2, "", where)
        played = engine.play(show, lambda: any(event.what == "worker_silent" for event in engine.events))
    assert played.stopped
    assert [event.what for event in played.events if event.what != "worker_gone"] == ["worker_silent"]
    assert played.audit.findings == {name: [] for name in INVARIANTS}
    with pytest.raises(ProcessLookupError):
        os.kill(halted[0], 0)
