"""From a load that is over to its report."""

import os
import platform
from collections.abc import Iterable
from typing import TYPE_CHECKING

from simulator import __version__
from simulator.drill.staging import Stage
from simulator.stress import report as r
from simulator.stress.plan import Load
from simulator.stress.verdict import Objective

if TYPE_CHECKING:
    from simulator.stress.engine import Played


def report_of(
    stage: Stage,
    load: Load,
    played: "Played",
    asked: Iterable[Objective],
    *,
    wall: str,
    peak: int,
    workers: int,
    engine: str = "embedded",
    store: str = "sqlite",
    probes: tuple[r.Probe, ...] = (),
    limit: float = 0.0,
) -> r.Report:
    """Passed is what held every objective that could be judged and every invariant, and did something."""
    seconds = max(played.seconds, 0.001)
    meant = played.planned
    judgements = r.judged(asked, played.tally, seconds, peak, meant)
    failed = any(event.what == "worker_failed" for event in played.events)
    passed = all(one.met is not False for one in judgements) and played.audit.sound and not failed
    passed = passed and played.tally.done > 0
    return r.Report(
        kind="stress",
        version=r.VERSION,
        product=__version__,
        engine=engine,
        store=store,
        scenario=stage.scenario.id,
        title_en=stage.scenario.title.en,
        title_zh=stage.scenario.title.zh,
        seed=load.seed,
        wall=wall,
        machine=r.Machine(os.cpu_count() or 1, platform.platform(terse=True), platform.python_version()),
        workers=workers,
        run=played.run,
        load=r.asked_for(load.curve, load.tills, meant, saturated=load.saturated, offline=load.offline, peak=peak),
        outcome=r.outcome(
            played.tally, seconds, passed=passed, stopped=played.stopped, memory=played.tally.memory, meant=meant
        ),
        objectives=r.objected(judgements),
        invariants=r.invariants(played.audit.lines()),
        points=r.points(played.tally),
        refusals=played.tally.refusals,
        events=tuple(played.events),
        probes=probes,
        limit=limit,
    )
