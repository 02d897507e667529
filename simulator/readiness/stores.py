"""Stores whose readiness is looked at again and again: their profiles, kept in the data folder, beside agreed gates.

A profile is kept as the bytes that were read, so that its hash stays the file's.
"""

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from grading.readiness.model import Profile
from grading.readiness.source import Gates, ReadinessError, load_gates, load_profile, parse_profile, shipped_gates
from simulator.drafts import keep

GATES, PROFILE, EARLIER = "gates.yaml", "profile", "earlier"


class Stores(NamedTuple):
    """Of a data folder."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "stores"

    def gates(self) -> Gates:
        """Those that were agreed, else the shipped ones. Raises ReadinessError."""
        agreed = self.home / GATES
        return load_gates(str(agreed)) if agreed.exists() else shipped_gates()

    def keep_gates(self, path: str) -> Gates:
        gates = load_gates(path)
        self._in_place(self.home / GATES, Path(path).read_bytes())
        return gates

    def keep(self, path: str) -> Profile:
        """Raises ReadinessError for a profile that does not fit the gates."""
        profile = load_profile(path, self.gates())
        self._in_place(self.folder / f"{profile.id}.yaml", Path(path).read_bytes())
        return profile

    def put(self, data: bytes) -> Profile:
        """A profile as it was edited. Raises ReadinessError."""
        profile = parse_profile(data, PROFILE, self.gates())
        self._in_place(self.folder / f"{profile.id}.yaml", data)
        return profile

    def _in_place(self, path: Path, data: bytes) -> None:
        """What stood there stays under its hash, as signed reports name it."""
        if path.exists() and (was := path.read_bytes()) != data:
            _write(self.folder / EARLIER / f"{path.stem}-{sha256(was).hexdigest()[:12]}.yaml", was)
        _write(path, data)

    def data(self, id: str) -> bytes:
        """The profile as it is kept."""
        return (self.folder / f"{id}.yaml").read_bytes()

    def ids(self) -> list[str]:
        """By the name of the file, which is the store's."""
        if not self.folder.is_dir():
            return []
        return sorted(path.stem for path in self.folder.glob("*.yaml"))

    def profile(self, id: str) -> Profile:
        return load_profile(str(self.folder / f"{id}.yaml"), self.gates())

    def naming(self, name: str) -> list[str]:
        """Those on whose roster a name stands."""
        found = []
        for id in self.ids():
            try:
                profile = self.profile(id)
            except ReadinessError:  # whoever opens it is told what is wrong with it
                continue
            if any(member.name == name for member in profile.staff):
                found.append(id)
        return found

    @property
    def alone(self) -> bool:
        """Whether files and checks of devices can be of one store only."""
        return len(self.ids()) < 2

    def sha256(self, id: str) -> str:
        return sha256(self.data(id)).hexdigest()

    def path_of(self, name: str) -> str:
        """The file of a store that is kept, by its id; anything else is a path already."""
        return str(self.folder / f"{name}.yaml") if name in self.ids() else name


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keep(path, data)
