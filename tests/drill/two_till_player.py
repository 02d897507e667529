"""A process to be killed: plays a drill of two tills in DIR, and says after each command how many entries are safe.

python two_till_player.py DIR RUN
"""

import sys
from pathlib import Path

from simulator.drill import bots
from simulator.drill.opening import opening_of
from simulator.drill.play import play
from simulator.drill.session import Session
from simulator.drill.staging import Stage
from simulator.store.database import Database
from simulator.store.sql_journal import SqlJournal
from tests.drill.stages import shipped_stage

SEED = 8
"""With it the till dies while a payment is under way."""


def stage() -> Stage:
    return shipped_stage("till-dies")


def main(folder: Path, run: str) -> None:
    with Database.open(folder) as database:
        played = stage()
        opening = opening_of(played, "practice", SEED, run=run)
        session = Session.open(
            opening,
            played.openings(SEED),
            SqlJournal(database),
            played.new_station,
            played.sources(SEED),
            played.materials,
        )
        submit = session.submit

        def told(*arguments: object) -> object:
            entries = submit(*arguments)  # type: ignore[arg-type]
            print(sum(session.sequences.values()), flush=True)
            return entries

        session.submit = told  # type: ignore[method-assign, assignment]
        play(session, bots.perfect(SEED))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
