"""The command line as a person has it: arguments in; exit status, output and complaints out."""

import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator import cli
from simulator.cli import main
from simulator.kernel.texts import Lang
from simulator.locale import Words

ROOT = Path(__file__).parents[2]


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


Storedrill = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """English unless a test says otherwise; what a command sets is put back."""
    for name in ("STOREDRILL_HOME", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("STOREDRILL_LANG", "en")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of one's own, not made yet."""
    return tmp_path / "home"


MADE = cli.parser


@cache
def _parser(lang: Lang) -> ArgumentParser:
    """The whole command line in a language, made once: it remembers nothing of what it read."""
    return MADE(Words(lang))


@pytest.fixture
def storedrill(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Storedrill:
    """`storedrill ARGUMENTS` on `home`, in this process; never a traceback."""
    monkeypatch.setattr(cli, "parser", lambda words: _parser(words.lang))

    def typed(*arguments: str) -> Outcome:
        monkeypatch.setenv("STOREDRILL_HOME", str(home))
        capsys.readouterr()
        try:
            status = main(arguments)
        except SystemExit as end:  # argparse's way to say what it cannot read
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        outcome = Outcome(status, *capsys.readouterr())
        assert "Traceback" not in outcome.err, outcome.err
        return outcome

    return typed


@pytest.fixture(scope="session")
def storedrill_process() -> Storedrill:
    """`storedrill ARGUMENTS` as a process of its own; `home=` and more variables of the environment as keywords."""

    def typed(*arguments: str, home: Path, **more: str) -> Outcome:
        environment = os.environ | {"STOREDRILL_HOME": str(home), "STOREDRILL_LANG": "en", "LANGUAGE": ""} | more
        ended = subprocess.run(
            [sys.executable, "-m", "simulator", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        outcome = Outcome(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
        assert "Traceback" not in outcome.err, outcome.err
        return outcome

    return typed


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory, storedrill_process: Storedrill) -> Path:
    """A data folder with one perfect play, made once."""
    folder = tmp_path_factory.mktemp("played") / "home"
    outcome = storedrill_process("play", "first-sale", "--bot", "perfect", "--seed", "7", home=folder)
    assert outcome.status == 0, outcome
    return folder


@pytest.fixture
def played(_kept: Path, home: Path) -> Path:
    """`home`, with one perfect play of first-sale on seed 7 in it."""
    shutil.copytree(_kept, home)
    return home
