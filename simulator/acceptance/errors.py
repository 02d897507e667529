"""What an acceptance test cannot take, told like whatever else the house refuses: an id and its parameters."""

from simulator.store.errors import StoreError


class NoSuchCase(StoreError):
    """case"""

    id = "uat.no_case"


class CaseTaken(StoreError):
    """case: a case of that number is there already."""

    id = "uat.case_taken"


class NothingToTest(StoreError):
    """A case without a title."""

    id = "uat.no_title"


class FileUnread(StoreError):
    """file"""

    id = "uat.file_unread"


class NoSuchIssue(StoreError):
    """issue"""

    id = "uat.no_issue"


class NobodySays(StoreError):
    """A trial or an issue that nobody answers for."""

    id = "uat.nobody"


class NothingSaid(StoreError):
    """An issue without a word of what it is."""

    id = "uat.no_words"


class OnWhat(StoreError):
    """A trial that names neither a session nor a system."""

    id = "uat.on_what"


class WhyBlocked(StoreError):
    """A case that failed or was blocked, and nobody says why."""

    id = "uat.why_blocked"


class NotUnaided(StoreError):
    """run: a bot's, or one in which a coach held mistakes back."""

    id = "uat.not_unaided"


class NotThatWay(StoreError):
    """issue, state: it cannot go there from where it stands."""

    id = "uat.not_that_way"


class OwnerFirst(StoreError):
    """issue: nobody answers for it yet."""

    id = "uat.owner_first"


class OwnWork(StoreError):
    """issue, owner: who answers for it has mended it, and says that it is right now."""

    id = "uat.own_work"


class OwnSeverity(StoreError):
    """issue, owner: who answers for it says that it is milder than it was."""

    id = "uat.own_severity"


class NoReason(StoreError):
    """A waiver for which nobody answers, or without a reason."""

    id = "uat.no_reason"
