"""kill -9 under load: nothing that was acknowledged is lost, nothing is there twice, and the books agree.

`STOREDRILL_STRESS_KILLS` says how often (5); 512 tills that never pause, wherever the kill hits them.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.kernel.draws import Draws
from simulator.locale import Words
from simulator.stages import stage_of
from simulator.store.database import Database
from simulator.store.export import verify_run
from simulator.store.sql_journal import SqlJournal
from simulator.stress import engine as engine_module
from simulator.stress.audit import INVARIANTS, Audit
from simulator.stress.engine import Broken, Engine, Moment
from simulator.stress.load import arrivals, constant
from simulator.stress.plan import Load, Part
from simulator.stress.shown import moment as in_words
from simulator.stress.shown import told
from simulator.stress.watch import Watch

KILLS = int(os.environ.get("STOREDRILL_STRESS_KILLS", "5"))
ROOT = Path(__file__).parents[2]
WAIT = 120
"""Seconds until a test gives up."""


def acknowledged(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in folder.glob("acknowledged-*.txt"))


def until(folder: Path, count: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until so many were acknowledged."""
    deadline = time.monotonic() + WAIT
    while acknowledged(folder) < count:
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < deadline, f"{acknowledged(folder)} acknowledged of {count}"
        time.sleep(0.01)  # for another process


def audited(folder: Path) -> Audit:
    with Database.open(folder) as database:
        (run,) = SqlJournal(database).runs()
        assert verify_run(SqlJournal(database), run.run).ok
        quotas = dict(stage_of("promotion-day").rules.quotas)
        return Watch(database, run.run, quotas, sorted(folder.glob("acknowledged-*.txt"))).finish()


@pytest.mark.parametrize("instant", range(1, KILLS + 1))
def test_nothing_acknowledged_is_lost_when_all_is_killed(instant: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "simulator", "--home", str(tmp_path / "home"), "stress", "promotion-day"]
    command += ["--tills", "512", "--saturate", "--minutes", "2", "--seed", str(instant), "--keep", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    folder = tmp_path / "run"
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        until(folder, 100 + 61 * instant, process)
        os.killpg(process.pid, signal.SIGKILL)  # the workers with it, in the middle of whatever they do
    safe = acknowledged(folder)
    audit = audited(folder)
    assert audit.findings == {name: [] for name in INVARIANTS}
    assert audit.checked["acknowledged"] >= safe > 100
    assert audit.checked["acknowledged"] <= audit.sales + audit.returns


def test_another_worker_takes_over_from_one_that_is_killed(tmp_path: Path) -> None:
    """Its tills are as their journal tells; what was under way is given up, and all that was meant to be sold is."""
    curve = constant(2.0, 4.0)
    load = Load(32, curve.shape, curve.pieces)
    engine = Engine(tmp_path, stage_of("promotion-day"), load, 2)
    killed: list[int] = []

    def show(now: Moment) -> None:
        if now.tally.done > 30 and not killed:
            killed.append(engine.processes()[1])
            os.kill(killed[0], signal.SIGKILL)

    played = engine.play(show, lambda: False)
    assert [event.what for event in played.events] == ["worker_died"]
    assert played.audit.findings == {name: [] for name in INVARIANTS}
    assert played.tally.failed == 0
    parts = [Part(str(tmp_path), "", worker, 2, load, "") for worker in range(2)]
    meant = [arrivals(curve, len(part.tills), Draws(load.seed, f"arrivals/{part.worker}")) for part in parts]
    assert played.tally.done == sum(len(list(starts)) for starts in meant), "nobody who was meant to come is left out"
    assert audited(tmp_path).sales == played.audit.sales


def test_who_takes_over_brings_what_was_sold_offline(tmp_path: Path) -> None:
    curve = constant(8.0, 6.0)
    engine = Engine(tmp_path, stage_of("promotion-day"), Load(24, curve.shape, curve.pieces, offline=60), 2)
    killed: list[int] = []

    def show(now: Moment) -> None:
        if now.at > curve.seconds / 2 and not killed and not now.over:  # in the middle of the outage
            killed.append(engine.processes()[1])
            os.kill(killed[0], signal.SIGKILL)

    played = engine.play(show, lambda: False)
    assert [event.what for event in played.events] == ["worker_died"]
    assert played.audit.findings == {name: [] for name in INVARIANTS}
    assert played.audit.uploads["queued",] == played.audit.uploads["arrived",] > 0


@pytest.mark.parametrize("stopped", [False, True])
def test_a_worker_that_hangs_is_ended_and_told(stopped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Halted, it says nothing and does not end: another takes over, or, once somebody said stop, nobody has to."""
    monkeypatch.setattr(engine_module, "SILENT_STOPPED" if stopped else "SILENT", 1.5)
    curve = constant(2.0, 6000.0 if stopped else 8.0)
    engine = Engine(tmp_path, stage_of("promotion-day"), Load(16, curve.shape, curve.pieces), 2)
    halted: list[int] = []

    def show(now: Moment) -> None:
        if now.tally.done > 20 and not halted:
            halted.append(engine.processes()[1])
            os.kill(halted[0], signal.SIGSTOP)

    played = engine.play(show, lambda: stopped and bool(halted))
    said = {(event.worker, event.what) for event in played.events}  # the other one may have waited for its turn
    assert said >= {(1, "worker_hung"), (1, "worker_left" if stopped else "worker_died")}
    assert played.stopped == stopped
    assert played.audit.findings == {name: [] for name in INVARIANTS}
    assert audited(tmp_path).sales == played.audit.sales
    if not stopped:
        assert played.tally.done == played.planned, "nobody who was meant to come is left out"


def test_a_worker_that_hangs_while_tills_are_opened_is_told_and_not_waited_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said who is waited for, and how long; once somebody said stop that is not the whole minute. A load that is
    halted itself meanwhile has not waited for all that time."""
    monkeypatch.setattr(engine_module, "SILENT_STOPPED", 0.5)
    real, stood = time.monotonic, [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: real() + stood[0])
    curve = constant(2.0, 6000.0)
    engine = Engine(tmp_path, stage_of("promotion-day"), Load(16, curve.shape, curve.pieces), 2)
    halted: list[int] = []
    seen: list[Moment] = []

    def show(now: Moment) -> None:
        seen.append(now)
        if not halted:
            halted.append(engine.processes()[1])
            os.kill(halted[0], signal.SIGSTOP)
            stood[0] = 500.0

    with pytest.raises(Broken) as raised:
        engine.play(show, lambda: any(now.here for now in seen))
    assert {(now.here, now.awaited) for now in seen} == {(0, 2), (1, 2)}
    patience = [now.patience for now in seen if now.patience is not None]
    assert patience == sorted(patience, reverse=True)
    assert patience[0] > engine_module.PATIENCE - 5 > 0.5 >= patience[-1]
    said = told(str(raised.value), Words("en"))
    assert said.startswith("1 of 2 processes was not ready after ")
    for lang in ("en", "zh"):
        assert all(figure in in_words(seen[0], Words(lang)) for figure in ("0", "2", "60"))
    with pytest.raises(ProcessLookupError):
        os.kill(halted[0], 0)


def test_nobody_takes_over_once_a_load_was_stopped(tmp_path: Path) -> None:
    """A worker that dies when all are told to stop: another one would not know of it, and play to the end."""
    curve = constant(2.0, 6000.0)
    engine = Engine(tmp_path, stage_of("promotion-day"), Load(16, curve.shape, curve.pieces), 2)
    begun: list[bool] = []
    killed: list[int] = []

    def show(now: Moment) -> None:
        if now.tally.done > 20:
            begun.append(True)

    def stop() -> bool:
        if begun and not killed:
            killed.append(engine.processes()[1])
            os.kill(killed[0], signal.SIGKILL)  # before it hears that it is over
        return bool(killed)

    played = engine.play(show, stop)
    assert played.stopped
    assert [event.what for event in played.events] == ["worker_left"]
    assert played.audit.findings == {name: [] for name in INVARIANTS}


def test_a_worker_that_cannot_go_on_says_why_and_when(tmp_path: Path) -> None:
    """The folder with what was acknowledged is gone from under the one who takes over."""
    curve = constant(2.0, 30.0)
    engine = Engine(tmp_path, stage_of("first-sale"), Load(8, curve.shape, curve.pieces), 1)
    killed: list[float] = []

    def show(now: Moment) -> None:
        if now.tally.done > 10 and not killed:
            killed.append(now.at)
            part = json.loads((tmp_path / "part-0.json").read_text("utf-8"))
            Path(part["acks"]).unlink()
            Path(part["acks"]).symlink_to(tmp_path / "nowhere" / "acks")
            os.kill(engine.processes()[0], signal.SIGKILL)

    played = engine.play(show, lambda: False)
    assert [event.what for event in played.events] == ["worker_died", "worker_failed"]
    assert all(event.second >= killed[0] > 0 for event in played.events)
    assert "无法使用" in told(played.events[1].detail, Words("zh"))
    assert (tmp_path / "workers.log").read_text("utf-8") == "", "and nothing else"


def test_a_load_that_is_stopped_says_what_was(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "simulator", "--home", str(tmp_path), "stress", "first-sale", "--tills", "8"]
    command += ["--rate", "2", "--minutes", "10", "--keep", str(tmp_path), "--json", str(tmp_path / "report.json")]
    with subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        until(tmp_path / "run", 10, process)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: everybody hears it
        process.communicate(timeout=WAIT)
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert process.returncode == 1, "what was not played nobody knows of: it cannot have passed"
    assert (report["kind"], report["version"], report["outcome"]["stopped"]) == ("stress", 1, True)
    assert 0 < report["outcome"]["played"] < 0.99
    assert report["outcome"]["sales"] + report["outcome"]["returns"] == acknowledged(tmp_path / "run")
    assert [one["invariant"] for one in report["invariants"]] == list(INVARIANTS)
    assert not list(tmp_path.glob("stress-*"))


def started(tmp_path: Path) -> "subprocess.Popen[bytes]":
    """A load of many tills, whose processes have only just been started."""
    command = [sys.executable, "-m", "simulator", "--home", str(tmp_path), "stress", "first-sale", "--tills", "64"]
    command += ["--minutes", "10", "--no-back", "--workers", "2", "--json", str(tmp_path / "report.json")]
    process = subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + WAIT
    while not list(tmp_path.glob("stress-*/run/part-1.json")):
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < deadline
        time.sleep(0.01)  # for another process
    return process


@pytest.mark.parametrize("tell", [os.kill, os.killpg], ids=["one", "all"])
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda ending: ending.name)
def test_who_ends_a_load_while_it_begins_has_its_report_and_nothing_is_left(
    ending: signal.Signals, tell: Callable[[int, int], None], tmp_path: Path
) -> None:
    """Ctrl+C and a terminal that is closed are heard by all of its processes, and so is what ends a service."""
    with started(tmp_path) as process:
        tell(process.pid, ending)
        _, said = process.communicate(timeout=WAIT)
    assert process.returncode == 1, said.decode()
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["outcome"]["stopped"]
    assert not list(tmp_path.glob("stress-*"))


def test_who_does_not_wait_for_the_end_hears_what_has_become_of_it(tmp_path: Path) -> None:
    """Of two of a kind the system may keep one, so they are two kinds."""
    with started(tmp_path) as process:
        os.kill(process.pid, signal.SIGINT)
        os.kill(process.pid, signal.SIGTERM)
        _, said = process.communicate(timeout=WAIT)
    assert process.returncode == 2
    assert "Ended at once" in said.decode()
    assert not (tmp_path / "report.json").exists()
    assert not list(tmp_path.glob("stress-*"))
