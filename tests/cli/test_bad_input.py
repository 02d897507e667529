"""Bad input gets a sentence that names it, exit status 2 (1 where something was found unsound), and no traceback."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Storedrill

BOT = ["--bot", "perfect", "--memory"]
DATABASE = "storedrill.db"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["play", "nosuch", *BOT], "nosuch"),
        (["play", "", *BOT], "first-sale"),
        (["play", "/dev/null", *BOT], "/dev/null"),
        (["play", "first-sale", "--bot", "nobody"], "nobody"),
        (["play", "first-sale", "--bot", "saboteur:nothing"], "saboteur:nothing"),
        (["play", "first-sale", "--bot", ""], "terminal"),
        (["play", "first-sale"], "terminal"),
        (["play", "first-sale", "--mode", "exam"], "PIN"),
        (["play", "first-sale", "--mode", "exam", "--pace", "2", *BOT], "pace 1"),
        (["play", "first-sale", "--mode", "guess", *BOT], "guess"),
        (["play", "first-sale", "--seed", "1.5", *BOT], "1.5"),
        (["play", "first-sale", "--seed", "-1", *BOT], "-1"),
        (["play", "first-sale", "--seed", "9" * 30, *BOT], "9" * 30),
        (["play", "first-sale", "--minutes", "0", *BOT], "from 1 to 240"),
        (["play", "first-sale", "--minutes", "２４１", *BOT], "２４１"),
        (["play", "first-sale", "--minutes", "半小时", *BOT], "半小时"),
        (["play", "first-sale", "--minutes", "90", *BOT], "from 10 to 20, got '90'"),
        (["play", "first-sale", "--pace", "0", *BOT], "'0'"),
        (["play", "first-sale", "--pace", "nan", *BOT], "nan"),
        (["play", "first-sale", "--pace", "1e9", *BOT], "1e9"),
        (["check", "--seeds", "0"], "'0'"),
        (["replay", "nosuch", "--verify"], "nosuch"),
        (["verify", "nosuch.html"], "nosuch.html: there is no such file"),
        (["import", "nosuch.csv", "--as", "products"], "nosuch.csv: there is no such file"),
        (["replay", "last", "--verify"], "yet"),
        (["grade", "nosuch"], "nosuch"),
        (["grade", ""], "sessions"),
        (["journal"], "WHAT"),
        (["journal", "verify", "nosuch"], "nosuch"),
        (["journal", "export", "nosuch", "out"], "nosuch"),
        (["backup", "/nosuch/folder/kept.db"], "/nosuch/folder"),
        (["restore", "nosuch.db"], "nosuch.db"),
        (["restore", __file__], "no storedrill data"),
        (["frobnicate"], "frobnicate"),
        (["prcie", "basket.yaml"], "did you mean price?"),
        (["--hoem", "x", "sessions"], "did you mean --home?"),
        (["sessions", "--jsno"], "did you mean --json?"),
        (["play", "first-sale", "--bto", "perfect"], "storedrill play: error"),
        (["play", "first-sale", "--mode", "exma"], "did you mean exam?"),
        (["journal", "verfiy", "x"], "did you mean verify?"),
        (["report", "redyness"], "Did you mean readiness?"),
        (["sessions", "--jsno", "--lang", "zh"], "是不是想写 --json？"),
        (["prcie", "--lang", "zh"], "没有 'prcie'；是不是想写 price？"),
        (["devices", "check"], "--by WHO  who stands at the lane, for example --by"),
        (["sessions", "--lang", "fr"], "fr"),
        (["--home", __file__, "sessions"], __file__),
        (["--home", "~nobody-of-this-name/x", "sessions"], "~nobody-of-this-name"),
        ([], "terminal"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_a_sentence_and_status_2(
    storedrill: Storedrill, home: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], named: str
) -> None:
    home.mkdir()
    monkeypatch.chdir(home)
    outcome = storedrill(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert named in outcome.err
    assert not Path("out").exists()


@pytest.mark.parametrize("name", ["", "/dev/null", __file__, "/"])
def test_a_file_that_is_no_journal_is_unsound(storedrill: Storedrill, name: str) -> None:
    outcome = storedrill("journal", "verify", name)
    assert outcome.status == 1
    assert outcome.out.strip()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff" * 40, b"scenario: [", b"a: &a [*a]\nb: *a\n", b"\tx: y\n", "scenario：全角冒号\n".encode()],
    ids=["empty", "binary", "unclosed", "cycle", "tab", "full-width"],
)
def test_a_script_that_is_none(storedrill: Storedrill, tmp_path: Path, content: bytes) -> None:
    script = tmp_path / "script.yaml"
    script.write_bytes(content)
    played, checked = storedrill("play", str(script), *BOT), storedrill("check", str(script))
    assert (played.status, checked.status) == (2, 1)
    for told in (played.err, checked.out):
        assert re.match(rf"{re.escape(str(script))}:\d+:\d+: .*expected", told)


def test_a_debrief_that_cannot_be_written(storedrill: Storedrill, played: Path) -> None:
    outcome = storedrill("grade", "last", "--html", "/nosuch/folder/x.html")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "/nosuch/folder: there is no such file or folder.\n"  # it is the folder that is missing


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
@pytest.mark.parametrize("command", [["sessions"], ["play", "first-sale", "--bot", "perfect"], ["backup", "kept.db"]])
def test_a_damaged_database_says_what_to_do(
    storedrill: Storedrill, home: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes, command: list[str]
) -> None:
    home.mkdir()
    (home / DATABASE).write_bytes(damage)
    monkeypatch.chdir(home)
    outcome = storedrill(*command)
    assert (outcome.status, outcome.out) == (2, "")
    assert "storedrill restore" in outcome.err
    assert (home / DATABASE).read_bytes() == damage


@pytest.mark.parametrize(
    ("table", "command"),
    [("results", ["play", "first-sale", "--bot", "perfect"]), ("return_lines", ["report", "last"])],
)
def test_a_folder_of_no_released_version_says_what_to_do(
    storedrill: Storedrill, played: Path, table: str, command: list[str]
) -> None:
    with closing(sqlite3.connect(played / DATABASE)) as database:
        database.execute(f"DROP TABLE {table}")
        database.commit()
        before = list(database.iterdump())
    outcome = storedrill(*command)
    assert outcome.status == 2
    assert outcome.err.startswith(f"{played / DATABASE} is left as it is")
    assert f"no such table: {table}" in outcome.err
    assert "--home" in outcome.err
    with closing(sqlite3.connect(played / DATABASE)) as database:
        assert set(before) <= set(database.iterdump()), "nothing that was there is gone"


def test_damaged_data_can_be_replaced_by_a_backup(storedrill: Storedrill, played: Path, tmp_path: Path) -> None:
    kept, before = tmp_path / "kept.db", storedrill("sessions").out
    storedrill("backup", str(kept))
    for file in played.glob(f"{DATABASE}*"):
        file.unlink()
    (played / DATABASE).write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert storedrill("restore", str(kept)).status == 0
    assert storedrill("sessions").out == before


def test_a_newer_data_folder_is_left_alone(storedrill: Storedrill, played: Path) -> None:
    with sqlite3.connect(played / DATABASE) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    outcome = storedrill("sessions")
    assert outcome.status == 2
    assert "9999" in outcome.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions bind nobody who is root, nor Windows"
)
def test_a_read_only_folder(storedrill: Storedrill, played: Path) -> None:
    for file in (*played.iterdir(), played):
        file.chmod(0o555 if file.is_dir() else 0o444)
    try:
        outcome = storedrill("play", "first-sale", "--bot", "perfect")
        assert (outcome.status, outcome.out) == (2, "")
        assert str(played) in outcome.err
    finally:
        played.chmod(0o755)


def test_damaged_settings_keep_nobody_from_training(storedrill: Storedrill, home: Path) -> None:
    home.mkdir()
    for damage in (b"", b"{", b"\xff\xfe", b'{"lang": "fr"}', b"[]"):
        (home / "settings.json").write_bytes(damage)
        assert storedrill("play", "first-sale", *BOT).status == 0


@pytest.mark.parametrize(
    ("option", "value", "named"),
    [
        ("--profile", "nosuch.yaml", "nosuch.yaml"),
        ("--printer", "lpt1", "escpos-tcp://"),
        ("--printer", "escpos-tcp://:0", "escpos-tcp://:0"),
        ("--scanner", "usb", "socket://"),
    ],
)
def test_devices_and_keys_are_looked_at_before_the_screen_opens(
    storedrill: Storedrill, monkeypatch: pytest.MonkeyPatch, option: str, value: str, named: str
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    outcome = storedrill(option, value)
    assert (outcome.status, outcome.out) == (2, "")
    assert named in outcome.err
