"""What happens to the drill, not in the shop."""

from simulator.kernel.events import Stimulus
from simulator.kernel.texts import Text


class DrillPaused(Stimulus, frozen=True, gc=False):
    """Virtual time stands still: nobody loses patience and no device goes on."""


class DrillContinued(Stimulus, frozen=True, gc=False):
    """Virtual time runs again from where it stood."""


class HintShown(Stimulus, frozen=True, gc=False):
    """Help was asked for (practice) or given (coach)."""

    advice: str


class CoachStopped(Stimulus, frozen=True, gc=False):
    """The coach held back a command that would have been a grave mistake."""

    command: str
    expectation: str = ""
    """The critical expectation that it would have broken."""
    reason: str = ""
    """Text id of what was seen to be wrong before any rule was broken, with its parameters."""
    given: dict[str, str | Text] = {}


class ShiftEnded(Stimulus, frozen=True, gc=False):
    """The till is taken over, whatever is still open."""


class TimeUp(Stimulus, frozen=True, gc=False):
    """The drill's minutes are over: nobody new comes, the shift is finished."""

    grace: int = 0
    """Milliseconds until the till is taken over from somebody who does nothing; 0: it is not said."""
    longest: int = 0
    """The same however much is done."""


class StillActing(Stimulus, frozen=True, gc=False):
    """The time is up, and somebody is in the middle of what is no command yet: a PIN, a choice, a count."""
