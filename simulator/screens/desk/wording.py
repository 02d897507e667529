"""Words and figures of the desk: what stands on sheets, papers and lists, in the reader's language.

The desk's vocabulary has its words where debriefs have theirs; what only lies on sheets has them in `desk.po`.
"""

from typing import TYPE_CHECKING

from simulator.kernel.facts import PointSettled
from simulator.kernel.texts import Text
from simulator.kernel.workstations import OPERATIONS
from simulator.locale import TILL, Words

if TYPE_CHECKING:
    from simulator.desk.seen import CheckSeen
    from simulator.desk.view import DeskView


def word(words: Words, value: str) -> str:
    """A word of the vocabulary as it begins a row; one that nobody translated is shown as it stands.

    An operation has the name that is on its key: in a debrief, what is left to be done may be called otherwise.
    """
    if value.startswith(TILL):
        return till_name(words, value)
    at_all_stations = any(value in operations for operations in OPERATIONS.values())
    own = (f"desk.word_{value}", f"debrief.word_{value}", f"action.{value}")
    for id in (f"action.{value}", *own) if at_all_stations else own:
        if words.has(id):
            return capital(words(id))
    return capital(value.replace("_", " "))


def device(words: Words, value: str) -> str:
    """A device or a till; papers of the same name are something else."""
    return words(f"desk.device_{value}") if words.has(f"desk.device_{value}") else word(words, value)


def short(words: Words, value: str) -> str:
    """The same where there is little room."""
    return words(f"desk.short_{value}") if words.has(f"desk.short_{value}") else word(words, value)


def capital(text: str) -> str:
    """Words that stand within sentences elsewhere begin a row here."""
    return f"{text[:1].upper()}{text[1:]}"


def till_name(words: Words, till: str) -> str:
    """A till as people call it."""
    return words.station(till)


def till_text(till: str) -> Text:
    """In both languages.

    >>> till_text("till-3")
    Text(en='till 3', zh='3号台')
    """
    return Text(*(Words(lang).station(till) for lang in ("en", "zh")))


def point_text(settled: "PointSettled | CheckSeen") -> Text:
    """A point of the checklist, with its till where it is one of a till."""

    def name(words: Words) -> str:
        return word(words, settled.point) + (f" · {words.station(settled.till)}" if settled.till else "")

    return Text(name(Words("en")), name(Words("zh")))


def subject_of(view: "DeskView", matter: str) -> Text:
    """What a matter is about, settled or not: its till, the point of the checklist, the promotion, whoever stands out,
    who reported it; and of what is no matter, the till, the person or the role itself.
    """
    for check in view.checklist:
        if check.matter == matter:
            return point_text(check)
    till, draft, case = view.till_of(matter), view.draft(matter), view.case(matter)
    if till or matter.startswith(TILL):
        return till_text(till or matter)
    for person in view.staff if matter else ():
        if person.badge == matter:
            return person.name
    for role in view.matrix.roles if matter else ():
        if role.role == matter:
            return role.name
    if draft is not None:
        return draft.promotion.name
    if case is not None:
        return dict(case.suspects).get(case.person, Text())
    incident = view.incident(matter)
    return incident.dossier.name if incident is not None else Text()


def sheet_name(words: Words, kind: str) -> str:
    """The name of a sheet, where a word on one is the same."""
    return capital(words(f"debrief.word_{kind}")) if words.has(f"debrief.word_{kind}") else word(words, kind)


def named(words: Words, name: str) -> str:
    """The name of a figure or a column."""
    for id in (f"desk.field_{name}", f"debrief.field_{name}"):
        if words.has(id):
            return words(id)
    return name.replace("_", " ")
