"""From a journal entry of the desk to the one sentence that tells a manager what happened.

Whether a decision was right is for the debrief: here stands what was done, and what came.
"""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command, Event, Fact, Stimulus, name_of
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.station.message import Message, Named, refusal

WORDS = (
    "decision",
    "action",
    "workaround",
    "order",
    "severity",
    "finding",
    "contact",
    "checkpoint",
    "sheet",
    "paper",
    "what",
    "measure",
)
"""Fields that say what was chosen."""
NOBODY = Text()
NEXT: dict[type[Event], str] = {
    f.IncidentClassified: "call_contact",
    f.IncidentDirected: "log_decision",
    f.AllClearGiven: "debrief_incident",
    f.DraftChanged: "try_draft",
}
"""What follows upon it, as long as its matter lies there."""
SILENT = (f.SheetSeen, f.PaperRead, f.MatterTakenUp, f.DeskOpened)
"""What is seen in the middle anyway."""


def message_of(event: Event, about: Text = NOBODY) -> Message | None:
    """What to say; None where nothing needs saying. `about`: whom or which till it is about."""
    if isinstance(event, f.Refused):
        return refusal(event.reason, event.given)
    if isinstance(event, (Command, *SILENT)):
        return None
    what = Named(f"debrief.event_{name_of(event)}")
    if isinstance(event, Stimulus):
        return _came(event, what, about)
    return _done(event, what, about) if isinstance(event, Fact) else None


def answered(event: f.CheckpointPassed | f.RepairTested) -> Text:
    """How it came out."""
    if isinstance(event, f.CheckpointPassed):
        id = "desk.passed_yes" if event.passed else "desk.passed_no"
    else:
        id = "desk.works" if event.works else "desk.works_not"
    return Text(Words("en")(id), Words("zh")(id))


def _came(event: Event, what: Named, about: Text) -> Message | None:
    """Somebody wants something, or has an answer."""
    if isinstance(event, s.TimeUp):
        return Message("warn", "desk.told.time_up")
    name, says = getattr(event, "name", None), getattr(event, "says", None)
    if name is None and not hasattr(event, "matter"):
        return None
    if says and name:
        return Message("warn", "desk.told.says", {"name": name, "text": says})
    if about.en and says:
        return Message("warn", "desk.told.news", {"about": about, "text": says})
    if about.en:
        return Message("warn", "desk.told.came_about", {"what": what, "about": about})
    return Message("warn", "desk.told.came", {"what": what})


def then(said: Message, action: str, key: str) -> Message:
    """What was done, and what comes next."""
    done = Text(*(said.text(Words(lang)) for lang in ("en", "zh")))
    return Message(said.kind, "desk.told.then", {"done": done, "key": key, "action": Named(f"action.{action}")})


def _done(event: Fact, what: Named, about: Text) -> Message:
    if isinstance(event, f.ContactCalled) and not event.reached:
        return Message("warn", "desk.told.no_answer", {"who": Named(f"debrief.word_{event.contact}")})
    if isinstance(event, f.RequestLost):
        id = "desk.told.left_meanwhile" if event.asked_back else "desk.told.left_undecided"
        return Message("warn", id, {"about": about if about.en else Text(event.till, event.till)})
    chosen = next((value for name in WORDS if isinstance(value := getattr(event, name, None), str) and value), "")
    english = Words("en")
    id = next((id for id in (f"desk.word_{chosen}", f"debrief.word_{chosen}") if chosen and english.has(id)), "")
    operation = getattr(event, "operation", "")
    if not id and operation and english.has(f"action.{operation}"):
        id = f"action.{operation}"
    given = {"what": what, **({"word": Named(id)} if id else {}), **({"about": about} if about.en else {})}
    if isinstance(event, f.PointSettled):
        return Message("good", "desk.told.point", given)
    if about.en:
        return Message("good", "desk.told.done_so_about" if id else "desk.told.done_about", given)
    return Message("good", "desk.told.done_so" if id else "desk.told.done", given)
