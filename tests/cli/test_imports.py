"""What each command may not load: start-up is paid by everybody, every time."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "scenarios" / "shops" / "supermarket.csv"
LOADED = """
import sys
from simulator.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(*sys.modules)
"""
DATABASE = {"sqlalchemy", "alembic", "sqlite3"}
SCREEN = {"textual", "rich"}
DEVICES = {"escpos", "serial", "biip"}
AUTHORS = {"pydantic", "yaml"}
SCHOLARS = {"faker", "hypothesis", "pypinyin", "babel"}


@pytest.mark.parametrize(
    ("arguments", "not_loaded"),
    [
        (
            ["--version"],
            {"argparse", "typing", "json", "re", "gettext", "logging", "platformdirs", "msgspec", "simulator.locale"}
            | {"simulator.settings", "simulator.bootstrap", "scenarios", "grading", "roles"}
            | DATABASE | SCREEN | DEVICES | AUTHORS,
        ),
        (["--help"], {"logging", "simulator.bootstrap", "grading"} | DATABASE | SCREEN | DEVICES | AUTHORS),
        ([], DATABASE | SCREEN | DEVICES | AUTHORS | {"simulator.drill.session"}),
        (["scenarios"], {"grading"} | DATABASE | SCREEN | DEVICES | AUTHORS),
        (["play", "first-sale", "--bot", "perfect", "--memory"], DATABASE | SCREEN | DEVICES),
        (["check", "first-sale", "--seeds", "1"], DATABASE | SCREEN | DEVICES),
        (["import", str(TABLE), "--as", "products"], {"grading", "python_calamine"} | DATABASE | SCREEN | DEVICES),
        (["sessions"], {"grading"} | SCREEN | DEVICES | AUTHORS),
        (["journal", "verify", "last"], {"grading"} | SCREEN | DEVICES | AUTHORS),
        (["play", "first-sale", "--bot", "perfect"], SCREEN | DEVICES),
        (["replay", "last", "--verify"], SCREEN | DEVICES),
        (["grade", "last"], SCREEN | DEVICES),
    ],
    ids=lambda value: " ".join(value) or "-" if isinstance(value, list) else "",
)  # fmt: skip
def test_a_command_leaves_alone_what_it_does_not_need(played: Path, arguments: list[str], not_loaded: set[str]) -> None:
    ended = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path[:0] = {[str(ROOT), *sys.path[1:]]!r}\n{LOADED}",
            *arguments,
        ],
        env={"STOREDRILL_HOME": str(played), "STOREDRILL_LANG": "en"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout, ended.stderr
    modules = set(ended.stdout.splitlines()[-1].split())
    assert {"simulator.cli"} <= modules, ended.stderr
    assert sorted(modules & (not_loaded | SCHOLARS)) == []
