"""What the store can have to say to a person: an id and plain parameters; whoever shows it finds the words.

`StoreError` is the world's fault (disk, folder, file, another process) or asks for something that is not there. A
caller's own mistake, such as a gap in the sequence, is a ValueError.
"""

from typing import ClassVar

from simulator.kernel.events import Claim


class StoreError(Exception):
    """Something the store cannot do. `id` names the sentence, `params` fill it."""

    id: ClassVar[str] = "store.failed"

    def __init__(self, **params: str | int) -> None:
        self.params: dict[str, str] = {name: str(value) for name, value in params.items()}
        super().__init__(self.id, self.params)

    def __str__(self) -> str:
        return f"{self.id} ({', '.join(f'{name}={value}' for name, value in self.params.items())})"


# --- folder and file -------------------------------------------------------------------------------------------------


class StoreFailed(StoreError):
    """path, reason: whatever has no better name."""


class FolderUnusable(StoreError):
    """path, reason: the data folder cannot be made, or is no folder."""

    id = "store.folder_unusable"


class FolderReadOnly(StoreError):
    """path: the data folder, or the file in it, cannot be written to."""

    id = "store.read_only"


class FolderGone(StoreError):
    """path: the database is not where it was opened; what is written now would be lost with it."""

    id = "store.gone"


class DiskFull(StoreError):
    """path: nothing more can be stored; what was acknowledged is safe."""

    id = "store.disk_full"


class StoreBusy(StoreError):
    """path: another process kept the file locked for longer than we wait."""

    id = "store.busy"


class FileDamaged(StoreError):
    """path, reason: the file is no database, or a damaged one."""

    id = "store.damaged"


class SchemaNewer(StoreError):
    """path, found, known: made by a newer version of this program."""

    id = "store.newer"


class SchemaUnknown(StoreError):
    """path, reason: its tables are those of no version that was released, such as one under development."""

    id = "store.schema_unknown"


class FileUnwritable(StoreError):
    """path, reason: an export or backup cannot be written there."""

    id = "store.unwritable"


class FileUnreadable(StoreError):
    """path, reason: a file that was named cannot be read."""

    id = "store.unreadable"


class FileExists(StoreError):
    """path: would be overwritten."""

    id = "store.exists"


class DriverMissing(StoreError):
    """extra, pip: what speaks with PostgreSQL, or Locust, is not installed; whoever tells it says by which pip."""

    id = "store.driver_missing"


class ServerUnknown(StoreError):
    """url: names no database on a PostgreSQL server."""

    id = "store.server_unknown"


class ServerGone(StoreError):
    """path, reason: the server does not answer, or not any more."""

    id = "store.server_gone"


class ServerRefuses(StoreError):
    """path, reason: the server answers, and does not let this user in, or not do what is needed."""

    id = "store.server_refuses"


class NotABackup(StoreError):
    """path: holds no storedrill data."""

    id = "store.not_a_backup"


# --- the journal -----------------------------------------------------------------------------------------------------


class NoSuchRun(StoreError):
    """run"""

    id = "store.no_such_run"


class RunExists(StoreError):
    """run: the id was used before."""

    id = "store.run_exists"


class RunSealed(StoreError):
    """run: is over; nothing can be added."""

    id = "store.run_sealed"


class RunTaken(StoreError):
    """run: another process has continued it; this one's next entry has no place any more."""

    id = "store.run_taken"


class JournalUnsound(StoreError):
    """run: something was done to its journal; it is neither graded, replayed nor gone on with."""

    id = "store.unsound"


class EntryUnreadable(StoreError):
    """run, position, type: no entry of this version's vocabulary, and no upcaster knows it."""

    id = "store.entry_unreadable"


class SegmentDamaged(StoreError):
    """run, position: the index of a sealed segment cannot be read."""

    id = "store.segment_damaged"


class MaterialDamaged(StoreError):
    """run, name: a material is missing or is not what its hash says."""

    id = "store.material_damaged"


class ClaimRefused(StoreError):
    """key, units, limit, taken: what stations share has been given away; nothing was stored, decide again."""

    id = "store.claim_refused"

    def __init__(self, claim: Claim, taken: int) -> None:
        super().__init__(key=claim.key, units=claim.units, limit=claim.limit, taken=taken)
        self.claim = claim
        self.taken = taken
        self.taken = taken


# --- people ----------------------------------------------------------------------------------------------------------


class PersonExists(StoreError):
    """person: the id is taken."""

    id = "store.person_exists"


class NoSuchPerson(StoreError):
    """person"""

    id = "store.no_such_person"


class LastTrainer(StoreError):
    """name: the only trainer; nobody could attest an exam any more."""

    id = "store.last_trainer"


class NotVouched(StoreError):
    """Where there are trainers, one of them has to say so."""

    id = "store.not_vouched"


class ExamOpen(StoreError):
    """name, title: something else would end the exam that they left in the middle."""

    id = "store.exam_open"


class PinTaken(StoreError):
    """Another trainer has this PIN; whose it is stays untold."""

    id = "store.pin_taken"


class TrainersHaveNoRole(StoreError):
    """name: a trainer, who has no role to train for."""

    id = "store.trainer_no_role"


class StillPlaying(StoreError):
    """name: a session of theirs is being played in another window."""

    id = "store.playing"


class OtherKind(StoreError):
    """one, other: a trainer and a trainee cannot be one person here."""

    id = "store.other_kind"
