"""A load as the app asks for it: played on this machine, in a folder of its own, with its report kept beside the
other reports of the data folder."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from simulator.drafts import keep
from simulator.drill.staging import Stage
from simulator.locale import Words
from simulator.screens.load.live import Picture
from simulator.screens.load.ports import Came, Wish
from simulator.store.errors import StoreError
from simulator.stress import shown
from simulator.stress.back import SCRIPTS, recorded
from simulator.stress.baskets import returning
from simulator.stress.engine import Broken, Engine, workers_here
from simulator.stress.load import constant
from simulator.stress.page import page
from simulator.stress.plan import Load
from simulator.stress.report import Report
from simulator.stress.reporting import report_of
from simulator.stress.screen import picture
from simulator.stress.verdict import objectives
from simulator.stress.within import somewhere


class LoadBroken(StoreError):
    """why: the engine could not go on."""

    id = "stress.engine_broken"


class LoadDesk:
    """`home` is the data folder; `stage_of` finds a drill's stage, `wall` says the time."""

    def __init__(self, home: Path, stage_of: Callable[[str], Stage], wall: Callable[[], str]) -> None:
        self._home, self._stage_of, self._wall = home, stage_of, wall

    def play(
        self, wish: Wish, words: Callable[[], Words], show: Callable[[Picture], None], stopped: Callable[[], bool]
    ) -> Came:
        """Raises StoreError, OSError."""
        stage, curve, seed = self._stage_of(wish.drill), constant(wish.rate, wish.minutes * 60), 1
        load = Load(wish.tills, curve.shape, curve.pieces, seed, returns=returning(stage))
        wall = self._wall()
        with somewhere(self._home) as folder:
            back = [recorded(self._stage_of(script), seed) for script in SCRIPTS]
            engine = Engine(folder / "run", stage, load, workers_here(wish.tills), wall, back)
            try:
                played = engine.play(lambda now: show(picture(now, words())), stopped)
            except Broken as error:
                raise LoadBroken(why=shown.told(str(error), words())) from error
        report = report_of(stage, load, played, objectives(), wall=wall, peak=wish.peak, workers=engine.workers)
        return self._kept(report, words())

    def _kept(self, report: Report, words: Words) -> Came:
        folder = self._home / "reports"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"load-{report.scenario}-{report.wall[:19].replace(':', '')}"
        data, html = folder / f"{name}.json", folder / f"{name}.html"
        keep(data, msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
        keep(html, page(report, words))
        return Came(report.outcome.passed, data, html, lambda words: list(shown.summary(report, words)))
