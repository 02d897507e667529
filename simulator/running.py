"""How what was typed is carried out: with a house and a log, and what goes wrong is said in the person's language."""

import argparse
import errno
import gc
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from simulator.bootstrap import LAST, House
from simulator.cli import COULD_NOT_RUN
from simulator.commands.printed import CannotRun, pip
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.settings import guess_language, home_of, load_settings

Options = argparse.Namespace

TALKATIVE = ("fontTools", "fpdf", "alembic")
"""Libraries that tell every step of their work: only what went wrong is kept."""


def run(options: Options) -> int:
    """Carry out what was typed; returns the exit status. Errors are told in the person's language."""
    home = home_of(options.home)
    lang: Lang = options.lang or load_settings(home).lang or guess_language()
    words = Words(lang)
    house = House(home, lang=lang, profile=options.profile, printer=options.printer, scanner=options.scanner)
    if options.command not in (None, "lobby"):
        gc.enable()  # the lobby does so itself, once its first frame stands
    name = options.command or "lobby"
    name = "_".join((name, *filter(None, [getattr(options, f"{name}_command", None)])))
    logging.raiseExceptions, logging.lastResort = False, None  # a log that cannot be written prints nothing either
    try:
        if home.parts[:1] and home.parts[0].startswith("~"):  # a folder of that name is not what was meant
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(home))
        keep_log(home)
        status = _command(name)(house, options, words)
        sys.stdout.flush()
        return status
    except CannotRun as told:
        print(told, file=sys.stderr)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return COULD_NOT_RUN
    except BrokenPipeError:  # who read along has gone: nothing is left to say, and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except Exception as error:  # told in words where a person can do something; ours are raised again, whole
        logging.getLogger(__name__).exception("%s could not run", name)
        message = explain(error, words, home)
        if message is None:
            raise
        print(message, file=sys.stderr)
        return COULD_NOT_RUN
    finally:
        house.close()


def _command(name: str) -> "Callable[[House, Options, Words], int]":
    """What carries it out. The lobby stands apart: its first frame waits for no other command."""
    if name == "lobby":
        from simulator.onscreen import lobby

        return lobby
    from simulator.commands import command

    return command(name)


def keep_log(home: Path) -> None:
    """What a person need not see goes into a file beside the data; a folder that cannot be written is told later."""
    from logging.handlers import RotatingFileHandler

    try:
        home.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            home / "storedrill.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.INFO)
    for library in TALKATIVE:
        logging.getLogger(library).setLevel(logging.WARNING)


def explain(error: Exception, words: Words, home: Path) -> str | None:
    """An error that a person can do something about, in words; None for one of our own making."""
    from grading.readiness.source import ReadinessError
    from grading.reports.pen import NotInstalled
    from scenarios.basket_source import BasketError
    from scenarios.policy_source import PolicyError
    from simulator.drill.play import StuckPlay
    from simulator.drill.staging import StagingError
    from simulator.hardware.urls import PARTS, DeviceUrlError
    from simulator.screens.profiles import ProfileError
    from simulator.shops.lists import FolderError
    from simulator.store.errors import NoSuchRun, StoreError
    from simulator.stress.verdict import ObjectivesError

    if isinstance(error, StagingError | BasketError | PolicyError | ReadinessError | ObjectivesError):
        return "\n".join(problem.words(words.lang, error.file) for problem in error.problems)
    if isinstance(error, FolderError):
        return "\n".join(error.told(words))
    if isinstance(error, ProfileError):
        return "\n".join(error.problems)
    if isinstance(error, DeviceUrlError):
        expected, got = error.expected, error.got or "–"
        return words("cli.bad_device", url=error.url, part=PARTS[error.part], expected=expected, got=got)
    if isinstance(error, NoSuchRun):
        run = error.params.get("run", "")
        return words("cli.no_sessions" if run == LAST else "cli.no_session", session=run, home=home)
    if isinstance(error, StoreError):
        return words(error.id, **error.params, pip=pip())
    if isinstance(error, NotInstalled):
        return words("formats.not_installed", extra=error.args[0], pip=pip())
    if isinstance(error, StuckPlay):
        return words("cli.stuck", why=error)
    if isinstance(error, FileNotFoundError) and error.filename:
        return words("cli.no_file", path=error.filename)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return words("store.disk_full", path=error.filename or home)
    if isinstance(error, OSError):
        return words("store.failed", path=error.filename or home, reason=error.strerror or error)
    return None
