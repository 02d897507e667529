"""What readiness cannot take, told alike by commands and in the app: an id and its parameters."""

from typing import Any

from simulator.store.errors import StoreError


class Refused(StoreError):
    """A text in both languages among the parameters is shown in that of the moment."""

    def __init__(self, **params: Any) -> None:  # a name, a number or a Text, as words take them
        super().__init__()
        self.params.update(params)


class BadDay(Refused):
    """got: no day that there is."""

    id = "readiness.bad_day"


class BadUntil(Refused):
    """until, day: it would be too old on its own day."""

    id = "readiness.bad_until"


class NobodyAnswers(Refused):
    """Evidence that nobody answers for."""

    id = "readiness.bad_by"


class FileOrSession(Refused):
    """Neither a file nor a session, or both."""

    id = "readiness.file_or_session"


class NotAttached(Refused):
    """gate, known: it is read from the data folder."""

    id = "readiness.not_attached"


class BadValue(Refused):
    """gate, example, got: no figure of the gate's unit, or none with a sample."""

    id = "readiness.bad_value"


class OwnLoad(Refused):
    """A load of storedrill itself says nothing of the customer's system."""

    id = "uat.own_load"


class OwnFigures(Refused):
    """A figure was typed beside a report of a load, which says it itself."""

    id = "readiness.own_figures"


class SandboxIsRead(Refused):
    """gate: what the sandbox carries is read from the report of a load, and never typed."""

    id = "readiness.sandbox_is_read"


class NotInLoad(Refused):
    """gate: a load does not measure what it asks for."""

    id = "readiness.not_in_load"


class LoadNotWhole(Refused):
    """gate: a load that was ended early, or came out wrong, answers it with nothing."""

    id = "readiness.load_not_whole"


class SessionIsSandbox(Refused):
    id = "readiness.session_is_sandbox"


class SessionOtherGate(Refused):
    """gate: it asks for no variance."""

    id = "readiness.session_other_gate"


class NothingCounted(Refused):
    """session"""

    id = "readiness.nothing_counted"


class BadProfile(StoreError):
    """reason, n: a store's profile, or the gates, are wrong."""

    id = "uat.bad_profile"


class ProfileWrong(StoreError):
    """reason, n: what somebody filled in does not make a profile."""

    id = "profile.wrong"


class ProfileChanged(StoreError):
    """store: somebody else changed it while it was edited."""

    id = "profile.changed"
