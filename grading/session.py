"""A graded session as reports and digests look at it; rows of a store have this shape."""

from typing import Protocol


class Session(Protocol):
    """A graded session with what its run's row says."""

    @property
    def no(self) -> int: ...
    @property
    def run(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def scenario(self) -> str: ...
    @property
    def version(self) -> int:
        """Of the drill's script."""
        ...

    @property
    def mode(self) -> str: ...
    @property
    def seed(self) -> int: ...
    @property
    def attested_by(self) -> str: ...
    @property
    def passed(self) -> bool: ...
    @property
    def summary(self) -> str:
        """The grade in short, as JSON."""
        ...

    @property
    def finished(self) -> str:
        """Wall time."""
        ...

    @property
    def ended(self) -> str: ...
    @property
    def sealed(self) -> bool: ...
    @property
    def head(self) -> str:
        """Of its journal, as it is recorded."""
        ...
