"""Claims on what stations share, granted in the transaction of the entries that rest on them: all of them, or none."""

from collections.abc import Sequence

from sqlalchemy import Table
from sqlalchemy.engine.interfaces import DBAPICursor

from simulator.kernel.events import Claim
from simulator.store import tables
from simulator.store.errors import ClaimRefused


class Granting:
    """Grants on the driver's own cursor; whoever calls has begun the transaction."""

    def __init__(self, cursor: DBAPICursor, mark: str) -> None:
        self._cursor = cursor
        self._taken = f"SELECT taken FROM claims WHERE run = {mark} AND key = {mark}"
        self._grant_claim = (
            f"{insertion(tables.claims, mark)} ON CONFLICT (run, key) DO UPDATE "
            "SET taken = claims.taken + excluded.taken, quota = excluded.quota "
            "WHERE claims.taken + excluded.taken <= excluded.quota"
        )
        self._grant_seen = f"{self._grant_claim} AND claims.taken = {mark}"
        """What was seen is compared by the statement that writes: another one may have been quicker since it was read,
        where writers do not wait for each other before they read."""

    def grant(self, run_id: str, claims: Sequence[Claim]) -> ClaimRefused | None:
        """Grant all claims of an append, or none and say which is refused."""
        if len(claims) == 1:  # where it is refused nothing is there that would have to be taken back
            return self._refused(run_id, claims[0])
        self._cursor.execute("SAVEPOINT claims_of_one")
        refused = next(filter(None, (self._refused(run_id, claim) for claim in claims)), None)
        if refused:
            self._cursor.execute("ROLLBACK TO claims_of_one")
        self._cursor.execute("RELEASE claims_of_one")  # or those of a whole group would lie in each other
        return refused

    def _refused(self, run_id: str, claim: Claim) -> ClaimRefused | None:
        """Grant one, or say what is taken."""
        if self._may(run_id, claim):
            values = run_id, claim.key, claim.limit, claim.units
            if claim.seen is None:
                self._cursor.execute(self._grant_claim, values)
            else:
                self._cursor.execute(self._grant_seen, (*values, claim.seen))
            if self._cursor.rowcount == 1:
                return None
        return ClaimRefused(claim, self._now_taken(run_id, claim))

    def _may(self, run_id: str, claim: Claim) -> bool:
        """Whether it is worth a try: what is taken may still make it one too many, unless that was seen."""
        if claim.seen is None:
            return claim.units <= claim.limit
        return self._now_taken(run_id, claim) == claim.seen and claim.seen + claim.units <= claim.limit

    def _now_taken(self, run_id: str, claim: Claim) -> int:
        """What is taken of a thing, within the transaction of who asks."""
        self._cursor.execute(self._taken, (run_id, claim.key))
        found = self._cursor.fetchone()
        return int(found[0]) if found else 0


def insertion(table: Table, mark: str) -> str:
    columns = ", ".join(column.name for column in table.columns)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join([mark] * len(table.columns))})"
