"""The command that puts a shop under load: what was typed becomes a load, and what came of it a report."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json
from simulator.drafts import demand_place, keep
from simulator.locale import Words
from simulator.stages import stage_of
from simulator.wall_clock import wall

if TYPE_CHECKING:
    from simulator.drill.staging import Stage
    from simulator.stress.engine import Engine, Moment, Played
    from simulator.stress.load import Curve
    from simulator.stress.plan import Load
    from simulator.stress.report import Probe, Report
    from simulator.stress.verdict import Objective

Options = argparse.Namespace

EVERY = 10.0
"""Seconds between two lines of a load where there is no terminal."""
ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What ends a load with its report, so that neither gigabytes nor a schema stay behind."""


def stress(house: House, options: Options, words: Words) -> int:
    """Many tills at once. 0 where all objectives were held and every invariant, 1 where not."""
    from simulator.commands.stress_engines import demand_whole, processes
    from simulator.stress.reporting import report_of
    from simulator.stress.shown import summary
    from simulator.stress.verdict import objectives

    stage = stage_of(options.scenario)
    if stage.workstation != "till":
        raise CannotRun(words("stress.not_at_a_till", title=words.both(stage.scenario.title)))
    demand_whole(options, words)
    asked = objectives(options.objectives)
    _demand_places(options, words)
    with _told_at_once(options.keep, words), _folder(house, options.keep, words) as folder, _stopping() as stopping:
        probes: list[Probe] = []
        rate, limit = options.rate, 0.0
        if options.find_limit:
            limit, probes = _find_limit(folder, stage, options, asked, stopping, words)
            if stopping():  # nothing was found
                raise CannotRun(words("stress.search_ended"))
            rate = limit or min(probe.rate for probe in probes)
        played, load = _play(folder / "run", stage, options, _curve(options, rate), stopping, words, bool(options.keep))
    report = report_of(
        stage, load, played, asked, wall=wall(), peak=options.peak or _peak(house.home),
        workers=processes(options) + options.join,
        engine="locust" if options.distributed else "embedded", store="postgresql" if options.db else "sqlite",
        probes=tuple(probes), limit=limit,
    )  # fmt: skip
    if options.json != "-":
        print("\n".join(summary(report, words)), flush=True)  # whatever becomes of the files
    _write(report, options, words)
    return OK if report.outcome.passed else NOT_PASSED


def _demand_places(options: Options, words: Words) -> None:
    """What comes of it can be written where it was said, which is not only seen once the load is over. Raises
    CannotRun, OSError."""
    if options.html == "-":
        raise CannotRun(words("stress.page_is_file"))
    if options.json == options.html != "":
        raise CannotRun(words("stress.same_file", path=options.json))
    for path in {options.json, options.html} - {"", "-"}:
        if Path(path).is_dir():
            raise CannotRun(words("stress.is_folder", path=path))
        demand_place(Path(path))
    if options.keep and Path(options.keep).exists() and not Path(options.keep).is_dir():
        raise CannotRun(words("stress.keep_is_file", path=options.keep))
    if options.ramp is not None and options.ramp >= options.rate and not options.find_limit:
        raise CannotRun(words("stress.ramp_falls", ramp=f"{options.ramp:g}", rate=f"{options.rate:g}"))


def _peak(home: Path) -> int:
    """What the store expects in its peak hour, where one is kept; 0: nobody said."""
    from grading.readiness.source import ReadinessError
    from simulator.readiness.stores import Stores

    kept = Stores(home)
    try:
        (only,) = kept.ids()
        return kept.profile(only).peak
    except (ValueError, ReadinessError):  # none or several; what is wrong with a profile is told where it is opened
        return 0


def _curve(options: Options, rate: float) -> "Curve":
    from simulator.stress.load import constant, hours, ramp, spikes, steps

    seconds = options.minutes * 60
    if options.ramp is not None:
        return ramp(options.ramp, rate, seconds)
    if options.steps:
        return steps(rate, options.steps, seconds)
    if options.spikes:
        return spikes(rate, options.spikes, seconds)
    return hours(rate, seconds) if options.hours else constant(rate, seconds)


def _play(
    folder: Path, stage: "Stage", options: Options, curve: "Curve", stopping: "Stopping", words: Words, kept: bool
) -> "tuple[Played, Load]":
    from simulator.commands.stress_engines import engine_of
    from simulator.stress.baskets import returning
    from simulator.stress.plan import Load

    back = returning(stage) if options.returns is None else options.returns
    load = Load(options.tills, curve.shape, curve.pieces, options.seed, options.saturate, back, options.offline)
    with _store(folder, options, kept, words):
        engine = engine_of(folder, stage, load, options, wall(), words)
        if options.screen and sys.stdout.isatty():
            return _on_screen(engine, load, words.both(stage.scenario.title), stopping, words), load
        return _played(engine, load, stopping, words), load


@contextmanager
def _store(folder: Path, options: Options, kept: bool, words: Words) -> Iterator[None]:
    """Where journal and books lie: in the folder, or on a server."""
    from simulator.stress.shared import SERVER, on_server

    if (kept or not options.db) and (folder / SERVER).exists():
        # what is played there would lie on that server, too; of another schema nobody would know where the first one is
        raise CannotRun(words("stress.kept_there", path=options.keep))
    if not options.db:
        yield
        return
    with on_server(folder, options.db, keep=kept) as shared:
        yield
    if kept:
        print(words("stress.kept_schema", schema=shared.schema), file=sys.stderr)


def _played(engine: "Engine", load: "Load", stopped: Callable[[], bool], words: Words) -> "Played":
    """The load as it is played, shown in the terminal."""
    from simulator.stress.engine import Broken
    from simulator.stress.shown import told

    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + words("stress.starting", tills=load.tills))
        sys.stderr.flush()
    try:
        return engine.play(_shower(words), stopped)
    except Broken as error:
        raise CannotRun(words("stress.engine_broken", why=told(str(error), words))) from error
    finally:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")


def _on_screen(engine: "Engine", load: "Load", title: str, stopping: "Stopping", words: Words) -> "Played":
    from simulator.stress.engine import Broken
    from simulator.stress.screen import LoadApp
    from simulator.stress.shown import shaped, told

    asked = shaped(load.tills, load.shape, load.saturated, load.curve.most, words)
    app = LoadApp(
        words("stress.page_title", title=f"{title} · {asked}"), words,
        lambda show, stopped: engine.play(show, lambda: stopped() or stopping()),
    )  # fmt: skip
    played = app.run()
    if app.stopped:
        stopping.stop()
    if isinstance(app.failed, Broken):
        raise CannotRun(words("stress.engine_broken", why=told(str(app.failed), words))) from app.failed
    if app.failed is not None:
        raise app.failed
    if played is None:
        raise KeyboardInterrupt
    return played


@contextmanager
def _told_at_once(keep: str, words: Words) -> Iterator[None]:
    """Who did not want to wait for the end hears what has become of it."""
    try:
        yield
    except KeyboardInterrupt:
        print(words("stress.at_once_kept" if keep else "stress.at_once", path=keep), file=sys.stderr, flush=True)
        raise


@contextmanager
def _folder(house: House, keep: str, words: Words) -> Iterator[Path]:
    """Where the run's data lie: by themselves, and gone afterwards unless they are to be kept."""
    from simulator.stress.within import alone, somewhere

    if keep:
        with alone(Path(keep)) as mine:
            if not mine:
                raise CannotRun(words("stress.kept_busy", path=keep))
            yield Path(keep)
        return
    with somewhere(house.home) as folder:
        yield folder


class Stopping:
    """Whether somebody wants it to end: once with its report, twice at once."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        return self._asked

    def stop(self) -> None:
        self._asked = True

    def press(self, number: int, frame: object) -> None:
        """Ctrl+C; a terminal that is closed, and whoever ends processes, ask for the same."""
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True


@contextmanager
def _stopping() -> Iterator[Stopping]:
    stopping = Stopping()
    before = {number: signal.signal(number, stopping.press) for number in ENDING}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _shower(words: Words) -> "Callable[[Moment], None]":
    """The line that goes along: rewritten in a terminal, elsewhere a new one every ten seconds."""
    from simulator.stress.engine import PATIENCE
    from simulator.stress.shown import moment

    terminal, last, here = sys.stderr.isatty(), -EVERY, -1

    def show(now: "Moment") -> None:
        nonlocal last, here
        if now.awaited and not terminal:
            soon = now.patience is not None and now.patience > PATIENCE - EVERY  # tills open in a second or two
            if now.here != here and not soon:
                sys.stderr.write(moment(now, words) + "\n")
                here = now.here
        elif terminal:
            sys.stderr.write("\r\x1b[K" + moment(now, words, _columns()))
        elif now.at - last >= EVERY or now.over:
            last = now.at
            sys.stderr.write(moment(now, words) + "\n")
        sys.stderr.flush()

    return show


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns - 1


def _find_limit(
    folder: Path, stage: "Stage", options: Options, asked: "list[Objective]", stopping: Stopping, words: Words
) -> "tuple[float, list[Probe]]":
    """The highest rate that held, and all that were tried: each is told as it ends."""
    from simulator.stress.limit import MOST_TRIES, PROBE, probed, search
    from simulator.stress.load import constant
    from simulator.stress.shown import probe

    probes: list[Probe] = []
    print(words("stress.searching", seconds=f"{PROBE:g}", most=MOST_TRIES), file=sys.stderr, flush=True)

    def holds(rate: float) -> bool:
        place = folder / f"probe-{len(probes)}"
        played, _ = _play(place, stage, options, constant(rate, PROBE), stopping, words, False)
        rmtree(place, ignore_errors=True)
        probes.append(probed(played, rate, options.tills, asked))
        print(probe(probes[-1], words), file=sys.stderr, flush=True)
        return probes[-1].held

    return search(options.rate, holds, stopping), probes


def _write(report: "Report", options: Options, words: Words) -> None:
    import msgspec

    if options.json == "-":
        print_json(report)
    elif options.json:
        keep(Path(options.json), msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
        print(words("report.written", file=options.json), file=sys.stderr)
    if options.html:
        from simulator.stress.page import page

        keep(Path(options.html), page(report, words))
        print(words("report.written", file=options.html), file=sys.stderr)
