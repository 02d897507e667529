"""What plays a load, as it was asked for: processes of this machine, or Locust's on as many as there are."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.commands.printed import CannotRun
from simulator.locale import Words
from simulator.stages import stage_of

if TYPE_CHECKING:
    from simulator.drill.staging import Stage
    from simulator.stress.distributed import Distributed, Where
    from simulator.stress.engine import Engine
    from simulator.stress.plan import Load

Options = argparse.Namespace


SHAPES = ("ramp", "steps", "spikes", "hours", "saturate")
"""Of these a load has one at most."""
EVERYWHERE = ("0.0.0.0", "*")
"""All addresses of this machine."""
OF_LOCUST = ("listen", "join", "web")


def demand_whole(options: Options, words: Words) -> None:
    """What was asked for goes together; Locust's tills are shared through a server, and none of them goes offline.
    Raises CannotRun."""
    given = [shape for shape in SHAPES if getattr(options, shape) not in (None, 0, False)]
    if options.ramp == 0:
        given.insert(0, "ramp")
    if options.find_limit and options.saturate:
        given = ["find-limit", "saturate"]
    if len(given) > 1:
        raise CannotRun(words("stress.not_together", one=f"--{given[0]}", other=f"--{given[1]}"))
    for option in OF_LOCUST:
        if getattr(options, option) and not options.distributed:
            raise CannotRun(words("stress.needs_distributed", option=f"--{option}"))
    if options.join and options.find_limit:  # each try has a master of its own, and nobody would join the second one
        raise CannotRun(words("stress.not_together", one="--find-limit", other="--join"))
    if options.join and not options.listen:
        raise CannotRun(words("stress.needs_listen", join=options.join))
    for address in filter(None, (options.listen, options.web)):
        _demand_free(address, words)
    if options.distributed and not options.db:
        raise CannotRun(words("stress.needs_db"))
    if options.distributed and options.offline:
        raise CannotRun(words("stress.never_offline"))


def engine_of(
    folder: Path, stage: "Stage", load: "Load", options: Options, wall: str, words: Words
) -> "Engine | Distributed":
    """Raises CannotRun, StoreError."""
    if options.distributed:
        from simulator.stress.distributed import Distributed

        if options.join:
            print(told_to_join(options, words), file=sys.stderr, flush=True)
        return Distributed(folder, stage, load, processes(options), wall, _where(options, words))
    from simulator.stress.back import SCRIPTS, recorded
    from simulator.stress.engine import Engine

    back = () if options.no_back else [recorded(stage_of(script), options.seed) for script in SCRIPTS]
    return Engine(folder, stage, load, processes(options), wall, back)


def processes(options: Options) -> int:
    """Of this machine."""
    from simulator.stress.engine import workers_here

    return workers_here(options.tills, options.workers)


def told_to_join(options: Options, words: Words) -> str:
    """What is typed on the other machines."""
    from socket import gethostname

    host, port = _address(options.listen, words)
    host = gethostname() if host in EVERYWHERE else host
    return words("stress.how_to_join", join=options.join, host=host, port=port)


def _where(options: Options, words: Words) -> "Where":
    from simulator.stress.distributed import Where

    host, port = _address(options.listen, words) if options.listen else ("127.0.0.1", _free())
    return Where(host, port, options.web, options.join)


def _address(said: str, words: Words) -> tuple[str, int]:
    host, _, port = said.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise CannotRun(words("stress.no_address", got=said))
    return host, int(port)


def _demand_free(said: str, words: Words) -> None:
    """Somebody can be reached there, and nobody else is."""
    import socket

    host, port = _address(said, words)
    try:
        socket.create_server(("" if host in EVERYWHERE else host, port)).close()
    except OSError as error:  # used by another program, or an address of another machine
        raise CannotRun(words("stress.address_taken", address=said, reason=error.strerror or str(error))) from error


def _free() -> int:
    """A port that nobody uses."""
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
