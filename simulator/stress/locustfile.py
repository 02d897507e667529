"""Our tills as Locust's users: `storedrill stress --distributed` starts Locust with this file, here and elsewhere.

    locust -f - --worker --master-host HOST        on another machine, with storedrill[stress] installed

The master tells workers what is to be done; they play tills against the shared database and tell what came of it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import cache
from math import log
from pathlib import Path
from random import random
from typing import Any

import gevent
import msgspec
from gevent.event import Event
from locust import LoadTestShape, User, argument_parser, events, runners, task
from locust.env import Environment
from locust.exception import StopUser
from locust.rpc import Message
from locust.runners import MasterRunner, WorkerRunner

from simulator.locale import Words
from simulator.settings import guess_language
from simulator.store.errors import StoreError
from simulator.stress import shown
from simulator.stress.crew import Crew, Task
from simulator.stress.engine import Broken
from simulator.stress.tally import Beat

BEAT = 0.25
"""Seconds between two beats of a worker."""
LOOK = 0.5
"""Seconds between two looks of the master whether a load that has not begun is to end."""
SILENT = 10
"""Seconds after which a worker that says nothing is gone, with what waits there; a busy machine is not gone."""
TOLD = "STOREDRILL_LOAD"
"""The variable of the environment with the master's task; workers are told by the master."""
BEATS = "STOREDRILL_BEATS"
"""The same with the file descriptor to which it passes on what workers tell."""


class Here:
    """What this process knows."""

    task: Task | None = None
    crew: Crew | None = None
    done = 0
    """Of all workers, as far as the master heard."""
    waiting: dict[int, tuple[int, float]] = {}
    """Worker -> what waits at its tills, and when it said so."""
    since = 0.0
    """When the master first heard of a till: from then on the load's seconds count."""
    beats = -1
    clients: set[str] = set()
    """Workers that the master heard of."""
    pressed: Event | None = None
    """Somebody pressed Stop on the page; set once all tills are at rest, and the page is answered."""


def add_arguments(parser: Any) -> None:
    parser.add_argument("--storedrill", env_var=TOLD, default="", include_in_web_ui=False, help="what is to be played")


def begin(environment: Environment, **_more: object) -> None:
    """A load begins, at the master and at each worker."""
    assert environment.parsed_options is not None, "Locust was started from its command"
    runner, told = environment.runner, environment.parsed_options.storedrill
    if not isinstance(runner, WorkerRunner):
        Here.task = msgspec.json.decode(told, type=Task)
    elif Here.crew is None:
        try:
            Here.task = msgspec.json.decode(told, type=Task)
            Here.crew = Crew(Here.task, runner.worker_index)
        except StoreError as error:
            fail(environment, runner, str(error))
        except Exception as error:  # whatever a program of another day does not know
            fail(environment, runner, str(Broken("stress.other_version", what=f"{type(error).__name__}: {error}")))
        else:
            gevent.spawn(tell, runner, Here.crew)


def fail(environment: Environment, runner: WorkerRunner, problem: str) -> None:
    """This worker cannot open its tills: it says why, here and to the master, and goes; the others play on."""
    print(shown.told(problem, Words(guess_language())), file=sys.stderr, flush=True)
    beat = msgspec.json.encode(Beat(runner.worker_index, 0.0, over=True, problem=problem))
    runner.send_message("beat", {"beat": beat, "acks": b""})
    environment.process_exit_code = 2

    def leave() -> None:
        gevent.sleep(LOOK)  # what was said has to leave first
        runner.stop()
        runner.greenlet.kill(block=False)

    gevent.spawn(leave)


def tell(runner: WorkerRunner, crew: Crew) -> None:
    while True:
        gevent.sleep(BEAT)
        runner.send_message("beat", crew.news())


def last_told(client_id: str, data: dict[str, object], **_more: object) -> None:
    """A worker adds what it has not told yet to Locust's own report: the last one comes as it ends."""
    if Here.crew is not None:
        data["storedrill"] = Here.crew.news()


def heard(news: dict[str, bytes], client: str = "") -> None:
    """The master passes on what a worker told: first acknowledgements, which must not be fewer than what is counted."""
    assert Here.task is not None, "it began"
    if client:
        Here.clients.add(client)
    if news["acks"]:
        with Path(Here.task.acks).open("ab") as file:
            file.write(news["acks"])
    beat = msgspec.json.decode(news["beat"], type=Beat)
    if not beat.problem:
        Here.since = Here.since or time.monotonic()
    Here.done += beat.done + beat.failed
    Here.waiting[beat.worker] = beat.queue, time.monotonic()
    tell_ours(news["beat"])


def tell_ours(beat: bytes) -> None:
    """What counts, shows and audits the load hears it."""
    try:
        os.write(Here.beats, beat + b"\n")
    except BrokenPipeError:  # nobody listens any more: workers miss their master, and end
        os._exit(1)


def listen(environment: Environment, **_more: object) -> None:
    """The master hears beats as they come, and with Locust's reports."""
    runner = environment.runner
    if isinstance(runner, MasterRunner):
        Here.beats = int(os.environ[BEATS])
        events.worker_connect.add_listener(joined)
        gevent.spawn(give_up, runner)
        runner.register_message("beat", lambda environment, msg, **more: heard(msg.data, msg.node_id))
        events.worker_report.add_listener(
            lambda client_id, data, **more: heard(data["storedrill"]) if "storedrill" in data else None
        )


def joined(client_id: str, **_more: object) -> None:
    """A worker is there, and waits with the others until all are."""
    if client_id not in Here.clients:
        Here.clients.add(client_id)
        tell_ours(msgspec.json.encode(Beat(-1, 0.0, ready=True)))


def give_up(runner: MasterRunner) -> None:
    """Locust waits for workers and listens to nobody: whoever ends the load meanwhile lets those go that are there."""
    told = msgspec.json.decode(os.environ[TOLD], type=Task)
    while Here.task is None:
        if os.path.exists(told.stop):
            runner.quit()
            gevent.sleep(LOOK)  # what was said to them has to leave first
            os._exit(0)
        gevent.sleep(LOOK)


def stopped(environment: Environment, **_more: object) -> None:
    """Locust ends the load: before its time somebody wants it to, on the page, and that is as any other stop."""
    if isinstance(environment.runner, MasterRunner) and Here.task is not None and not is_over(Here.task):
        Here.pressed = Event()
        Path(Here.task.stop).touch()


def at_rest(environment: Environment, **_more: object) -> None:
    """A worker's tills are at rest. Locust has it listen to nobody for another so many seconds in which they might have
    been stopped; who plays one load has nothing to wait for."""
    if isinstance(environment.runner, WorkerRunner):
        environment.stop_timeout = 0
    elif Here.pressed is not None:
        Here.pressed.set()


def quit_answered(runner: MasterRunner, quit_now: Callable[[MasterRunner], None] = MasterRunner.quit) -> None:
    """A second after Stop was pressed Locust hears its workers no more, at rest or not, and the page would never be
    answered."""
    if Here.pressed is not None:
        Here.pressed.wait(SILENT)
        gevent.sleep(LOOK)  # what was said has to leave first
    quit_now(runner)


def seconds() -> float:
    """Of the load, at the master."""
    return time.monotonic() - Here.since if Here.since else 0.0


def is_over(told: Task) -> bool:
    """Whether nothing more is to be begun."""
    load = told.load
    return seconds() >= load.curve.seconds or bool(load.sales and Here.done >= load.sales) or os.path.exists(told.stop)


def let_go(environment: Environment, **_more: object) -> None:
    """A worker that has just stopped is none of the master's for some seconds, and would not be told that all is over:
    it would wait for a minute whether its master is gone."""
    runner = environment.runner
    if isinstance(runner, MasterRunner):
        for client in Here.clients - set(runner.clients):
            runner.server.send_to_client(Message("quit", None, client))


runners.HEARTBEAT_LIVENESS = SILENT // runners.HEARTBEAT_INTERVAL
"""Heartbeats that Locust's master may miss: of its own accord it gives up a worker after three."""

runners.MASTER_HEARTBEAT_TIMEOUT = 2 * SILENT
"""Seconds after which a worker's master is gone: nobody hears any more what it sells. Locust's own is a minute."""

MasterRunner.quit = quit_answered  # type: ignore[method-assign, assignment]  # Locust says nothing before it quits

argument_parser.default_args_dict = cache(argument_parser.default_args_dict)
"""Asked for each option whenever the number of tills changes, it would build a parser each time."""

events.init_command_line_parser.add_listener(add_arguments)
events.init.add_listener(listen)
events.test_start.add_listener(begin)
events.quitting.add_listener(let_go)
events.report_to_master.add_listener(last_told)
events.test_stopping.add_listener(stopped)
events.test_stop.add_listener(at_rest)


class Till(User):
    """A till: customers come to it by chance, as often as the load says, whatever becomes of the last one."""

    def on_start(self) -> None:
        while Here.crew is None:  # it could not open its tills, and goes in a moment
            gevent.sleep(LOOK)
        self.crew, self.load = Here.crew, Here.crew.task.load
        self.most = self.load.curve.most
        try:
            self.lane = self.crew.take()
        except StoreError as error:
            raise StopUser(str(error)) from error
        self.next = self.crew.now
        self._come()

    def _come(self) -> None:
        """When the next customer is meant to begin."""
        self.next = self.crew.now if self.load.saturated else self.next - log(1 - random()) / self.most

    def wait_time(self) -> float:
        return max(0.0, self.next - self.crew.now)

    @task
    def customer(self) -> None:
        if (early := self.next - self.crew.now) > 0:  # Locust waits after a task, not before the first one
            gevent.sleep(early)
        started = self.crew.now if self.load.saturated else self.next
        problem: Exception | None = None
        kind = "failed"
        try:
            kind = self.crew.play(self.lane, started)
        except StoreError as error:
            problem = error
        if kind == "failed" and problem is None:
            problem = RuntimeError("nothing of it was finished")
        self.environment.events.request.fire(
            request_type="till", name=kind, response_time=(self.crew.now - started) * 1000, response_length=0,
            exception=problem, context={},
        )  # fmt: skip
        self._come()

    def on_stop(self) -> None:
        if hasattr(self, "lane"):
            self.crew.give(self.lane)


class Plan(LoadTestShape):
    """So many tills at work as the load's curve says: all of them where it is highest."""

    def tick(self) -> tuple[int, float] | None:
        told = Here.task
        if told is None:  # before anything began: it is asked what it begins with
            told = msgspec.json.decode(os.environ[TOLD], type=Task)
        load = told.load
        if not is_over(told):
            share = 1.0 if load.saturated else load.curve.rate(seconds()) / load.curve.most
            return max(1, round(load.tills * share)), float(load.tills)
        lately = time.monotonic() - SILENT
        waiting = any(queue and heard > lately for queue, heard in Here.waiting.values())
        if self.runner is not None and (self.runner.user_count or waiting):
            return 0, float(load.tills)  # whoever is served is served to the end
        return None
