"""A process to be killed: goes on with the run in DIR, and prints each command's last seq once it is acknowledged.

python appender.py DIR
"""

import sys
from hashlib import sha256
from pathlib import Path

from simulator.kernel.commands import Scan
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Claim
from simulator.kernel.facts import CashTaken, MultiplierSet, RunOpened
from simulator.store.database import Database
from simulator.store.sql_journal import SqlJournal

RUN = "run-1"
TILL = "till-1"


def main(folder: Path) -> None:
    with Database.open(folder) as database:
        journal = SqlJournal(database)
        if not journal.runs():
            materials = {"script": sha256(b"script").hexdigest()}
            opening = RunOpened(RUN, "kill", 1, "practice", 7, 1, materials, (TILL,), "cashier")
            journal.create_run(RUN, Entry(SHOP, 1, 0, "director", opening), {"script": b"script"})
        seq = journal.heads(RUN)[TILL].seq if TILL in journal.heads(RUN) else 0
        while True:  # until killed
            command = Entry(TILL, seq + 1, seq, "trainee", Scan("6901234567892", f"good-{seq}"))
            taken = Entry(TILL, seq + 2, seq, "till", CashTaken({100: 1}, 100, "till-1/1", 0), seq + 1)
            follows = Entry(TILL, seq + 3, seq, "till", MultiplierSet(1), seq + 1)
            journal.append(RUN, [command, taken, follows], [Claim("cash", 1, 10**9)])
            seq += 3
            print(seq, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
