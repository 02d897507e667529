"""What became of a manager's papers: each fact says what was said, and what all papers together say."""

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class PaperRead(Fact, frozen=True, gc=False):
    """A paper was read."""

    matter: str
    room: str
    paper: str
    period: str = ""


class QuestionAnswered(Fact, frozen=True, gc=False):
    """A question about the reports has its answer."""

    matter: str
    question: str
    measure: str
    """One of `desk_words.MEASURES`."""
    figure: int
    proper_figure: int
    choice: str
    proper_choice: str
    sound: bool
    """The choice is the right one; the figure is within half a percent, or one unit."""
    unread: int
    """Papers that the answer rests on, and that had not been read."""
    took: int


class CaseConcluded(Fact, frozen=True, gc=False):
    """A difference in cash, or a cashier who stands out, was explained."""

    matter: str
    case: str
    """One of `desk_words.CASES`."""
    finding: str
    proper_finding: str
    person: str
    proper_person: str
    sound: bool
    """Cause and person are the right ones."""
    proven: bool
    """Every mark that proves it was named."""
    beside: int
    """Marks that were named and prove nothing."""
    accused: bool
    """The finding says that somebody did it on purpose."""
    baseless: bool
    """Somebody was accused who did not do it, or without what proves it."""
    guilty: bool
    """Somebody did do it on purpose."""
    amount: Minor
    unread: int
    took: int
    evidence: tuple[str, ...] = ()


class IncidentClassified(Fact, frozen=True, gc=False):
    """An incident has its severity."""

    matter: str
    severity: str
    proper_severity: str
    sound: bool
    unread: int
    took: int


class ContactCalled(Fact, frozen=True, gc=False):
    """Somebody was called."""

    matter: str
    contact: str
    expected_contact: str
    """Who comes next by the emergency plan; empty: nobody."""
    in_turn: bool
    reached: bool
    took: int


class IncidentDirected(Fact, frozen=True, gc=False):
    """Everybody does something else from now on."""

    matter: str
    order: str
    proper_order: str
    """What the papers ask for by now; empty: nothing yet."""
    sound: bool
    unread: int
    untested: bool
    """A way out was taken that nobody had tried."""
    took: int
    """Since the news that asks for it."""


class DecisionLogged(Fact, frozen=True, gc=False):
    """The decision log has the last order, with its time."""

    matter: str
    order: str
    took: int
    """Since the order."""


class AllClearGiven(Fact, frozen=True, gc=False):
    """Everybody was told that all is as usual again."""

    matter: str
    works: bool
    """Every test passes, and all slips are entered."""
    slips_open: int
    unread: int
    severity: str
    """The true one."""
    took: int


class IncidentDebriefed(Fact, frozen=True, gc=False):
    """It is said what it was and what follows from it."""

    matter: str
    finding: str
    proper_finding: str
    lesson: str
    proper_lesson: str
    sound: bool
    unread: int


class RowMarked(Fact, frozen=True, gc=False):
    """A row that differs between old and new was explained."""

    matter: str
    paper: str
    mark: str
    finding: str
    proper_finding: str
    """Empty: the row does not differ."""
    sound: bool
    took: int


class ListClosed(Fact, frozen=True, gc=False):
    """A list is said to be reconciled."""

    matter: str
    paper: str
    differing: int
    """Rows that differ."""
    found: int
    missed: int
    wrong: int
    """Rows that were explained wrongly."""
    took: int


class CheckpointPassed(Fact, frozen=True, gc=False):
    """A checkpoint was said to be passed, or not."""

    matter: str
    checkpoint: str
    passed: bool
    proper: bool
    """What the papers say."""
    sound: bool
    unread: int
    took: int


class GoLiveDecided(Fact, frozen=True, gc=False):
    """The new system goes live, or it does not."""

    matter: str
    decision: str
    ground: str
    proper_decision: str
    proper_ground: str
    sound: bool
    reckless: bool
    """It goes live although the papers say no."""
    unread: int
    took: int


class DraftChanged(Fact, frozen=True, gc=False):
    """A promotion that lies there was changed."""

    matter: str
    what: str
    was: str
    now: str


class DraftTried(Fact, frozen=True, gc=False):
    """A promotion was checked, and past baskets were priced under it."""

    matter: str
    problems: tuple[str, ...]
    """Ids of what is wrong with it beside the others."""
    baskets: int
    touched: int
    """Baskets in which it gives something."""
    given: Minor
    """What it would have given on them, beyond what was given."""
    margin_before: Minor
    margin_after: Minor
    turnover_after: Minor
    below_cost: int
    """Lines that it sells for less than they cost."""
    budget: Minor


class PromotionPublished(Fact, frozen=True, gc=False):
    """A promotion will run as it stands."""

    matter: str
    promotion: str
    name: Text
    proper_ground: str
    """Why it should go back as it stands; empty: it is in order."""
    sound: bool
    tried: bool
    """It was checked and priced as it stands."""
    given: Minor
    below_cost: int
    changes: int
    took: int


class DraftSentBack(Fact, frozen=True, gc=False):
    """A promotion does not run like this."""

    matter: str
    promotion: str
    ground: str
    proper_ground: str
    sound: bool
    tried: bool
    took: int


class OrderSettled(Fact, frozen=True, gc=False):
    """It is settled what becomes of an order on which till and server differ."""

    matter: str
    number: str
    server_state: str
    till_state: str
    action: str
    proper_action: str
    sound: bool
    doubled: bool
    """A sale is booked twice, or one that never was."""
    lost: bool
    """A sale that was made is nowhere."""
    amount: Minor
    unread: int
    took: int
