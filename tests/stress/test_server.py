"""The same load on PostgreSQL: the same schema, claims, order and books, whatever is killed."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hypothesis.strategies as st
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from sqlalchemy import make_url, text

from simulator import cli
from simulator.drill.opening import opening_of
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Claim
from simulator.stages import stage_of
from simulator.store.errors import ClaimRefused, RunTaken, ServerGone
from simulator.store.export import verify_run
from simulator.store.granting import Granting, GrantingTogether
from simulator.store.server import Server
from simulator.store.server_writer import ServerWriter
from simulator.store.sql_journal import SqlJournal
from simulator.store.tables import metadata
from simulator.stress import limit
from simulator.stress.audit import INVARIANTS
from simulator.stress.engine import Engine, Moment, Played
from simulator.stress.load import constant
from simulator.stress.plan import Load, names
from simulator.stress.shared import on_server, opened, shared_of
from tests.postgres import own_server, shared_server

RUN = "load"


def schemas(url: str) -> set[str]:
    with Server(url, "public") as server, server.read() as connection:
        return set(connection.scalars(text("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'storedrill_%'")))


@pytest.fixture
def server(tmp_path: Path, database_url: str) -> Iterator[Server]:
    with on_server(tmp_path, database_url):
        database = opened(tmp_path)
        assert isinstance(database, Server)
        yield database
        database.close()


@pytest.fixture
def writers(server: Server) -> Iterator[tuple[ServerWriter, ServerWriter]]:
    """Two that write a run, as two processes do."""
    stage = stage_of("promotion-day")
    journal = SqlJournal(server)
    opening = opening_of(stage, "free", 1, bot="stress", run=RUN)
    journal.create_run(RUN, Entry(SHOP, 1, 0, "director", opening), stage.materials)
    heads = journal.heads(RUN)
    journal.close()
    one, other = ServerWriter(server, RUN, heads), ServerWriter(server, RUN, heads)
    yield one, other
    one.close()
    other.close()


def load(folder: Path, tills: int = 16, sales: int = 240) -> Engine:
    curve = constant(1.0, 60.0)
    asked = Load(tills, curve.shape, curve.pieces, saturated=True, returns=10, sales=sales)
    return Engine(folder, stage_of("promotion-day"), asked, 2)


def sound(played: Played, folder: Path) -> bool:
    assert played.audit.findings == {name: [] for name in INVARIANTS}
    with opened(folder) as database:
        return verify_run(SqlJournal(database), played.run).ok


def test_migrations_lead_to_the_tables_of_today(server: Server) -> None:
    with server.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"


def test_a_load_comes_out_right_and_leaves_nothing_behind(tmp_path: Path, database_url: str) -> None:
    with on_server(tmp_path, database_url) as shared:
        played = load(tmp_path).play(lambda now: None, lambda: False)
        assert sound(played, tmp_path)
        assert (played.tally.done, played.events) == (240, [])
        assert played.audit.checked["acknowledged"] == played.tally.sales + played.tally.returns
        assert played.audit.checked["claims"] > 0
        assert schemas(database_url) == {shared.schema}
    assert schemas(database_url) == set()
    assert not list(tmp_path.glob("*.sqlite*"))


def test_another_worker_takes_over_from_one_that_is_killed(tmp_path: Path, database_url: str) -> None:
    engine, killed = load(tmp_path, sales=900), []  # enough that the load is not over before the kill is seen

    def show(now: Moment) -> None:
        if now.tally.done > 30 and not killed:
            killed.append(engine.processes()[1])
            os.kill(killed[0], signal.SIGKILL)

    with on_server(tmp_path, database_url):
        played = engine.play(show, lambda: False)
        assert [event.what for event in played.events] == ["worker_died"]
        assert sound(played, tmp_path)


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    """First one of its processes, which makes it end all others; then its first one, and it is started again."""
    with own_server() as cluster, on_server(tmp_path, cluster.url):
        killed: list[str] = []

        def show(now: Moment) -> None:
            if now.tally.done > 40 and not killed:
                with opened(tmp_path) as database, database.read() as connection:
                    mine = text(
                        "SELECT min(pid) FROM pg_stat_activity WHERE application_name = 'storedrill' "
                        "AND pid <> pg_backend_pid() AND query LIKE 'COMMIT%'"
                    )
                    victim = connection.scalar(mine)
                if victim is not None:
                    killed.append("backend")
                    os.kill(victim, signal.SIGKILL)
            elif now.tally.done > 240 and len(killed) == 1:
                killed.append("postmaster")
                cluster.kill()
                cluster.start()

        played = load(tmp_path, sales=600).play(show, lambda: False)
        assert killed == ["backend", "postmaster"]
        assert {event.what for event in played.events} == {"server_back"}
        assert played.tally.done == 600
        assert played.audit.checked["acknowledged"] == played.tally.sales + played.tally.returns
        assert sound(played, tmp_path)


def pressed(till: str) -> Entry:
    return Entry(till, 2, 0, "c01", c.VoidSale())


def opening(till: str) -> list[Entry]:
    (what, *_) = stage_of("promotion-day").openings(1)
    assert isinstance(what, f.StationOpened)
    return [
        Entry(
            till,
            1,
            0,
            "till",
            f.StationOpened(**{n: getattr(what, n) for n in what.__struct_fields__} | {"station": till}),
        )
    ]


def test_what_two_writers_saw_is_granted_to_one_of_them(
    server: Server, writers: tuple[ServerWriter, ServerWriter]
) -> None:
    claim = Claim("quota:flash", 1, 5, seen=0)
    with ThreadPoolExecutor(2) as pool:
        with server.write() as connection:  # both are on their way, and neither is first
            connection.execute(text("SELECT run FROM live_runs FOR UPDATE"))
            waiting = [
                pool.submit(writer.commit, [(opening(till), (claim,))])
                for writer, till in zip(writers, names(2), strict=True)
            ]
        outcomes = [one.result()[0] for one in waiting]
    (refused,) = [one for one in outcomes if one is not None]
    assert isinstance(refused, ClaimRefused)
    assert refused.taken == 1
    with server.read() as connection:
        assert connection.execute(text("SELECT first, length FROM segments")).all() == [(2, 1)]
        assert connection.scalar(text("SELECT taken FROM claims")) == 1


def test_who_went_on_with_a_till_that_another_one_plays_is_refused_alone(
    server: Server, writers: tuple[ServerWriter, ServerWriter]
) -> None:
    """The later one hears it, of a till that it begins and of one that it goes on with; its other tills go on."""
    mine, other = writers
    assert mine.commit([(opening(till), ()) for till in ("till-1", "till-2")]) == [None, None]
    begun = other.commit([(opening("till-1"), ()), (opening("till-3"), ())])
    assert isinstance(begun[0], RunTaken)
    assert begun[1] is None
    late = ServerWriter(server, RUN, SqlJournal(server).heads(RUN))
    assert mine.commit([([pressed(till)], ()) for till in ("till-1", "till-2")]) == [None, None]
    went_on = late.commit([([pressed(till)], ()) for till in ("till-2", "till-3")])
    assert isinstance(went_on[0], RunTaken)
    assert went_on[1] is None
    late.close()
    journal = SqlJournal(server)
    assert verify_run(journal, RUN).streams == {SHOP: 1, "till-1": 2, "till-2": 2, "till-3": 2}
    journal.close()


CLAIMS = st.builds(
    Claim, st.sampled_from(["coupon:1", "quota:a", "gift:9", "points:3", "points:4"]), st.sampled_from([1, 0, 2, -1]),
    st.sampled_from([3, 3, 1]), st.sampled_from([None, None, 0, 1, 2]),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(groups=st.lists(st.lists(st.lists(CLAIMS, max_size=2), max_size=6), max_size=4))
def test_claims_that_are_asked_for_together_are_granted_as_one_after_the_other(
    groups: list[list[list[Claim]]], writers: tuple[ServerWriter, ServerWriter]
) -> None:
    cursor = writers[0]._cursor
    outcomes = []
    for granting in (Granting(cursor, "%s"), GrantingTogether(cursor)):
        cursor.execute("BEGIN")
        told = [granting.grant_each(RUN, appends) for appends in groups]
        cursor.execute("SELECT key, quota, taken FROM claims ORDER BY key")
        outcomes.append(([[one and (one.claim, one.taken) for one in some] for some in told], cursor.fetchall()))
        cursor.execute("ROLLBACK")
    assert outcomes[0] == outcomes[1]


def test_a_run_is_not_looked_through_for_what_is_taken_of_a_few_things(
    server: Server, writers: tuple[ServerWriter, ServerWriter]
) -> None:
    with server.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO claims (run, key, quota, taken) "
            "SELECT %s, 'coupon:' || n, 1, 1 FROM generate_series(1, 2000) AS n",
            (RUN,),
        )
        asked = [f"coupon:{n}" for n in range(1990, 2010)]
        query = f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {GrantingTogether.TAKEN}"
        plan = "\n".join(connection.exec_driver_sql(query, (asked, RUN)).scalars())
    assert "(actual rows=11 loops=1)" in plan, "eleven of these are taken"
    assert "Removed by Filter" not in plan, plan


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_commit_whose_answer_was_lost_is_there_once(
    before: bool, server: Server, writers: tuple[ServerWriter, ServerWriter], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, lost = writers[0], []
    real = writer._once

    def once(batch: object) -> object:
        if lost:
            return real(batch)
        lost.append(True)
        pid = writer._driver.info.backend_pid  # type: ignore[attr-defined]
        outcome = [] if before else real(batch)
        with server.write() as connection:
            connection.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid})
        if before:
            return real(batch)
        raise ServerGone(path="", reason=str(outcome))

    monkeypatch.setattr(writer, "_once", once)
    assert writer.commit([(opening("till-1"), ()), (opening("till-2"), (Claim("quota:flash", 1, 5, seen=0),))]) == [
        None,
        None,
    ]
    assert writer.reconnected == 1
    assert [entry.stream for entry in SqlJournal(server).read(RUN)] == [SHOP, "till-1", "till-2"]
    with server.read() as connection:
        assert connection.scalar(text("SELECT taken FROM claims")) == 1


@pytest.mark.parametrize(
    ("url", "words"),
    [("mysql://a@b/c", "postgresql://USER@HOST:5432/NAME"), ("postgresql://a@127.0.0.1:1/b", "does not answer")],
)
def test_what_is_no_server_is_said_in_a_sentence(
    url: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    assert cli.main(["--home", str(tmp_path), "--lang", "en", "stress", "first-sale", "--no-back", "--db", url]) == 2
    printed = capsys.readouterr()
    assert words in printed.err
    assert "storedrill_stress_" not in printed.err, "a server is told by the address that was given"
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err


def test_a_missing_driver_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    url = "postgresql://a@127.0.0.1:1/b"
    assert cli.main(["--home", str(tmp_path), "--lang", "en", "stress", "first-sale", "--no-back", "--db", url]) == 2
    printed = capsys.readouterr()
    assert "pip install '.[stress]'" in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"username": "nobody_here"}, "nobody_here"), ({"database": "nothing_here"}, "nothing_here")],
)
def test_a_server_that_refuses_is_none_that_is_gone(
    change: dict[str, str], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_url(shared_server()).set(**change).render_as_string(hide_password=False)
    assert cli.main(["--home", str(tmp_path), "--lang", "en", "stress", "first-sale", "--no-back", "--db", url]) == 2
    told = capsys.readouterr().err
    assert "refuses" in told
    assert reason in told
    assert "GRANT CREATE ON DATABASE" in told
    assert told.count("\n") == 1


def test_who_may_not_make_schemas_is_told_so(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_url(database_url)
    role = f"poor_{url.database}"  # roles are the whole server's
    poor = url.set(username=role, password="poor").render_as_string(hide_password=False)
    with Server(database_url, "public") as server:
        with server.write() as connection:
            connection.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD 'poor'"))
        try:
            command = ["--home", str(tmp_path), "--lang", "zh", "stress", "first-sale", "--no-back", "--db", poor]
            assert cli.main(command) == 2
            assert "拒绝" in capsys.readouterr().err
        finally:
            with server.write() as connection:
                connection.execute(text(f"DROP ROLE {role}"))


def test_a_load_that_was_kept_on_a_server_is_audited_again(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    options = ["--tills", "4", "--rate", "5", "--minutes", "0.03", "--workers", "1", "--keep", str(kept)]
    assert cli.main(["--home", str(home), "stress", "promotion-day", *options, "--db", database_url]) == 0
    command = ["--home", str(home), "--lang", "en", "journal", "audit", str(kept)]
    assert cli.main(command) == 0
    with opened(kept / "run") as server, server.write() as connection:
        moved = text(
            "UPDATE tenders SET amount = amount + 1 WHERE position = (SELECT max(position) FROM tenders) AND n = 1 "
            "RETURNING stream, seq"
        )
        stream, seq = connection.execute(moved).one()
    capsys.readouterr()
    for more in ([], ["--db", database_url]):
        assert cli.main(["--home", str(home), "--lang", "en", "stress", "promotion-day", *options, *more]) == 2
        assert "keeps a load that lies on a server" in capsys.readouterr().err
    assert len(schemas(database_url)) == 1, "and it is the one that the folder knows of"
    assert cli.main(command) == 1
    assert f"(entry {stream}/{seq})" in capsys.readouterr().out
    with opened(kept / "run") as server:
        assert isinstance(server, Server)
        server.drop()
    assert cli.main(command) == 2
    assert "is no more on its server" in capsys.readouterr().err


def test_of_a_search_for_the_limit_only_what_it_ends_with_is_kept(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit, "PROBE", 0.5)
    monkeypatch.setattr(limit, "MOST_DOUBLINGS", 1)
    monkeypatch.setattr(limit, "CLOSER", 1)
    kept = tmp_path / "kept"
    options = ["--tills", "4", "--rate", "5", "--minutes", "0.02", "--workers", "1", "--no-back", "--find-limit"]
    cli.main(["--home", str(tmp_path), "stress", "first-sale", *options, "--db", database_url, "--keep", str(kept)])
    assert schemas(database_url) == {shared_of(kept / "run").schema}
    with opened(kept / "run") as server:
        assert isinstance(server, Server)
        server.drop()
