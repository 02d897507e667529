"""Where each stream of a run ends, moved on by many appends at once on a server."""

from collections.abc import Sequence

from sqlalchemy.engine.interfaces import DBAPICursor

from simulator.store.inserting import Tip

HASH_OF = "substr(%b, (32 * m.n - 31)::int, 32)"
MOVES = "unnest(string_to_array(%s, ' '), string_to_array(%s, ' ')::bigint[]) WITH ORDINALITY AS m (stream, seq, n)"
"""Streams with what their tips come to. Each is one text, and all hashes one string of bytes: in a list of the driver's
every value is made by itself."""


class Tips:
    """Moves the tips of a run; whoever calls has begun the transaction, and holds the run's lock."""

    def __init__(self, cursor: DBAPICursor, run: str) -> None:
        self._cursor = cursor
        self._moved = (
            f"UPDATE tips SET seq = m.seq, hash = {HASH_OF} FROM {MOVES} "
            f"WHERE tips.run = '{run}' AND tips.stream = m.stream AND tips.hash = {HASH_OF}"
        )
        self._begun = (
            f"INSERT INTO tips (run, stream, seq, hash) SELECT '{run}', m.stream, m.seq, {HASH_OF} FROM {MOVES} "
            "ON CONFLICT (run, stream) DO NOTHING"
        )

    def move(self, tips: Sequence[Tip]) -> bool:
        """False where somebody else went on with one of the streams: nothing of it may be committed then."""
        moved, begun = [tip for tip in tips if tip[-1]], [tip for tip in tips if not tip[-1]]
        if moved:
            streams, seqs, hashes, before = _columns(moved)
            self._cursor.execute(self._moved, (hashes, streams, seqs, before))
            if self._cursor.rowcount != len(moved):
                return False
        if begun:
            streams, seqs, hashes, _ = _columns(begun)
            self._cursor.execute(self._begun, (hashes, streams, seqs))
            return self._cursor.rowcount == len(begun)
        return True


def _columns(tips: Sequence[Tip]) -> tuple[str, str, bytes, bytes]:
    """Streams, seqs, hashes, and hashes until then."""
    _, streams, seqs, hashes, before = zip(*tips, strict=True)
    return " ".join(streams), " ".join(map(str, seqs)), b"".join(hashes), b"".join(before)
