"""At the manager's desk, over papers: questions answered, cases concluded, incidents commanded, lists reconciled."""

from simulator.kernel.events import Command


class ReadPaper(Command, frozen=True, gc=False):
    """Read a report, a tape, a list of a matter."""

    matter: str
    paper: str
    """One of `papers.COLUMNS`."""
    period: str = ""
    """One of `desk_words.PERIODS`, of a report that there is for several."""


class AnswerQuestion(Command, frozen=True, gc=False):
    """Answer a question about the reports: by a figure, or by a choice."""

    matter: str
    question: str
    figure: int = 0
    """Minor units, thousandths of a share, tenths of a day; as the question says."""
    choice: str = ""


class ConcludeCase(Command, frozen=True, gc=False):
    """定性: say where the difference comes from, who it was, and what proves it."""

    matter: str
    finding: str
    """One of `desk_words.FINDINGS`."""
    person: str = ""
    """Badge; empty: nobody in particular."""
    evidence: tuple[str, ...] = ()
    """Marks of the rows that prove it, of papers that were read."""


class ClassifyIncident(Command, frozen=True, gc=False):
    """故障定级."""

    matter: str
    severity: str
    """One of `desk.SEVERITIES`."""


class CallContact(Command, frozen=True, gc=False):
    """Call somebody of the contact chain."""

    matter: str
    contact: str
    """One of `desk_words.CONTACTS`."""


class DirectIncident(Command, frozen=True, gc=False):
    """Order what everybody does now."""

    matter: str
    order: str
    """One of `desk_words.ORDERS`."""


class LogDecision(Command, frozen=True, gc=False):
    """Write the last order, and when it was given, into the decision log."""

    matter: str


class GiveAllClear(Command, frozen=True, gc=False):
    """解除: everything works again, and everything is caught up on."""

    matter: str


class DebriefIncident(Command, frozen=True, gc=False):
    """复盘: what it was, and what is done so that it does not happen again."""

    matter: str
    finding: str
    """One of `desk_words.CAUSES`."""
    lesson: str
    """One of `desk_words.LESSONS`."""


class MarkRow(Command, frozen=True, gc=False):
    """Say why a row of a list differs between the old system and the new one."""

    matter: str
    paper: str
    mark: str
    finding: str
    """One of `desk_words.DIFFERENCES`."""


class CloseList(Command, frozen=True, gc=False):
    """A list is reconciled: every row that differs has been marked."""

    matter: str
    paper: str


class PassCheckpoint(Command, frozen=True, gc=False):
    """A checkpoint of the go-live plan: passed, or not."""

    matter: str
    checkpoint: str
    """One of `desk_words.CHECKPOINTS`."""
    passed: bool = True


class DecideGoLive(Command, frozen=True, gc=False):
    """上线决策: go, no go, or back to the old system."""

    matter: str
    decision: str
    """One of `desk_words.DECISIONS`."""
    ground: str
    """One of `desk_words.GROUNDS`."""


class ChangeDraft(Command, frozen=True, gc=False):
    """Change a promotion before it is published."""

    matter: str
    what: str
    """One of `desk_words.DRAFT_FIELDS`."""
    figure: int = 0
    """Minor units, thousandths of a percent, a priority."""
    word: str = ""
    """A date, `2026-12-24T00:00`."""


class TryDraft(Command, frozen=True, gc=False):
    """Let the promotion be checked, and price past baskets under it."""

    matter: str


class PublishPromotion(Command, frozen=True, gc=False):
    """下发: it will run as it stands."""

    matter: str


class SendBackDraft(Command, frozen=True, gc=False):
    """退回: it does not run like this."""

    matter: str
    ground: str
    """One of `desk_words.SEND_BACK`."""


class SettleOrder(Command, frozen=True, gc=False):
    """Say what becomes of an order on which till and server differ."""

    matter: str
    number: str
    action: str
    """One of `desk_words.SETTLEMENTS`."""
