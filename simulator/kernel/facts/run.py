"""The run itself (stream `shop`): opened, resumed, sealed."""

from simulator.kernel.events import Fact


class RunOpened(Fact, frozen=True, gc=False):
    """The opening entry: all that replay needs to know, and the only place beside `RunResumed` with a wall clock."""

    run: str
    scenario: str
    version: int
    mode: str
    """`coach`, `practice`, `exam`, `free`."""
    seed: int
    rules: int
    """Version of the shop's rules (`simulator.pos.RULES`); a difference under other rules is told as such."""
    materials: dict[str, str]
    """What it was made of: name (`script`, `shop`, `people`) -> SHA-256; kept once in the store, bundled by exports."""
    stations: tuple[str, ...]
    role: str
    person: str = ""
    """Id of the trainee; empty for a guest, who never certifies."""
    bot: str = ""
    attested_by: str = ""
    """Trainer whose PIN said who sits there (exams)."""
    pace: str = "1"
    wall: str = ""
    zone: str = ""
    product: str = ""
    branch_of: str = ""
    """`RUN@SEQ` where this run was branched off another."""


class RunResumed(Fact, frozen=True, gc=False):
    """The process came back after a crash; a crash costs no virtual time."""

    wall: str
    zone: str
    attested_by: str = ""
    """Trainer whose PIN said who goes on (exams)."""


class Checkpoint(Fact, frozen=True, gc=False):
    """The heads of all streams (stream -> hash in hex), which ties the streams' chains together."""

    heads: dict[str, str]
    order: str = ""
    """In the sealing one: SHA-256 in hex over the hashes of all entries before it, in the run's total order."""
    content: str = ""
    """In the sealing one: the same over their stored bytes, each entry's ended by a newline. Empty where the chain did
    not come out when the run was sealed, and in runs sealed before there was such a digest."""


class RunEnded(Fact, frozen=True, gc=False):
    """`finished`, `quit`, `abandoned` or `by_trainer`; followed by the sealing checkpoint."""

    reason: str
    by: str = ""
    """Trainer whose PIN said that somebody else's exam is over (`by_trainer`)."""
