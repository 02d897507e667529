"""What an operation's words are chosen from: the house's closed lists, and what lies on the desk."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from simulator.desk.papers_view import QuestionSeen
from simulator.kernel import commands as c
from simulator.kernel import desk as d
from simulator.kernel import desk_words as w
from simulator.kernel.events import Command
from simulator.kernel.papers import Cell
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.desk.chain import Among, Figure, Known, Question, Row, Several, Source, asked_of
from simulator.screens.desk.pages.drafts import draft_figure
from simulator.screens.desk.wording import till_name, word
from simulator.screens.papers import blank, cell, heading, question
from simulator.screens.station.dialogs import Say

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen


def vocabulary(values: Iterable[str]) -> Among:
    return Among([Row(value, _word(value)) for value in values])


def _word(value: str) -> Say:
    return lambda words: word(words, value)


def _text(text: Text) -> Say:
    return lambda words: text[words.lang]


def _plain(text: str) -> Say:
    return lambda words: text


def _till(till: str) -> Say:
    return lambda words: till_name(words, till)


def of(*values: str) -> Source:
    """One of a closed list."""
    return lambda desk, known: vocabulary(values)


# --- what lies on the desk -------------------------------------------------------------------------------------------


def matters(desk: "DeskScreen", known: Known) -> Question:
    rows = [Row(letter.matter, _text(letter.name), _word(letter.about or letter.room)) for letter in desk.view.inbox]
    return Among(rows)


def sheets(desk: "DeskScreen", known: Known) -> Question:
    view, matter = desk.view, known["matter"]
    seen = view.request(matter) or view.pin(matter) or view.trouble(matter)
    return vocabulary(sheet.kind for sheet in seen.sheets) if seen is not None else vocabulary(("site",))


def grounds(desk: "DeskScreen", known: Known) -> Question:
    return vocabulary(d.GROUNDS_FOR.get(known["decision"], ()))


def float_tills(desk: "DeskScreen", known: Known) -> Question:
    return Among([Row(till, _till(till)) for till in desk.view.day.floats])


def ended_tills(desk: "DeskScreen", known: Known) -> Question:
    return Among([Row(end.till, _till(end.till)) for end in desk.view.day.ends])


def roles(desk: "DeskScreen", known: Known) -> Question:
    return Among([Row(role.role, _text(role.name)) for role in desk.view.matrix.roles])


def roles_held(desk: "DeskScreen", known: Known) -> Question:
    names = {role.role: role.name for role in desk.view.matrix.roles}
    held = next((p.roles for p in desk.view.staff if p.badge == known["badge"]), ())
    return Among([Row(role, _text(names[role]) if role in names else _word(role)) for role in held])


def rights_held(desk: "DeskScreen", known: Known) -> Question:
    return vocabulary(next((r.rights for r in desk.view.matrix.roles if r.role == known["role"]), ()))


def rights_not_held(desk: "DeskScreen", known: Known) -> Question:
    matrix = desk.view.matrix
    held = next((r.rights for r in matrix.roles if r.role == known["role"]), ())
    every = dict.fromkeys(right for role in matrix.roles for right in (*role.rights, *(role.duties or ())))
    return vocabulary(right for right in every if right not in held)


def people(desk: "DeskScreen", known: Known) -> Question:
    return Among([Row(person.badge, _text(person.name)) for person in desk.view.staff])


def hours(desk: "DeskScreen", known: Known) -> Question:
    first = int(known.get("begins", -1))
    times = sorted(
        {hour.hour for hour in desk.view.roster.hours} | {desk.view.roster.hours[-1].hour + 1}
        if desk.view.roster.hours
        else set()
    )
    return Among(
        [Row(str(hour), _plain(f"{hour:02}:00")) for hour in times if hour > first], lambda hour: int(hour or 0)
    )


def rest_hours(desk: "DeskScreen", known: Known) -> Question:
    """A break lies within the shift, where there is one."""
    every = hours(desk, known)
    shift = next((shift for shift in desk.view.roster.shifts if shift.badge == known["badge"]), None)
    if shift is None or not isinstance(every, Among):
        return every
    return Among([row for row in every.rows if shift.begins <= int(row.value) < shift.ends], every.turn)


def papers(desk: "DeskScreen", known: Known) -> Question:
    found = desk.view.dossier(known["matter"])
    return vocabulary(dict.fromkeys(seen.kind for seen in found.papers) if found else ())


def periods(desk: "DeskScreen", known: Known) -> Question:
    found = desk.view.dossier(known["matter"])
    return vocabulary(seen.period for seen in (found.papers if found else ()) if seen.kind == known["paper"])


def lists(desk: "DeskScreen", known: Known) -> Question:
    found = desk.view.dossier(known["matter"])
    return vocabulary(dict.fromkeys(s.kind for s in (found.papers if found else ()) if s.kind in w.LISTS))


def marks(desk: "DeskScreen", known: Known) -> Question:
    return Among(_marked(desk, known["matter"], known["paper"]))


def evidence(desk: "DeskScreen", known: Known) -> Question:
    return Among([], lambda _: ()) if _acquitted(desk, known) else Several(_marked(desk, known["matter"], ""))


def _acquitted(desk: "DeskScreen", known: Known) -> bool:
    """Whoever only looks like it by their post: there is nobody to be named, and no row proves it."""
    case = desk.view.case(known["matter"])
    return case is not None and case.case == "exceptions" and known["finding"] not in w.INTENT


def _marked(desk: "DeskScreen", matter: str, kind: str) -> list[Row]:
    """Rows of papers that were read, with what else stands on them; its mark says of which paper it is."""
    found = desk.view.dossier(matter)
    rows = []
    for read in found.read.values() if found else ():
        if "mark" not in read.columns or kind not in ("", read.kind):
            continue
        rows += [Row(str(record["mark"]), _row(desk, read.kind, record)) for record in read.records()]
    return rows


def _row(desk: "DeskScreen", kind: str, record: Mapping[str, Cell]) -> Say:
    from simulator.kernel.papers import unit_of

    def says(words: Words) -> str:
        """What is as it should be needs no words."""
        shown, lacking = [], []
        for name, value in record.items():
            unit = unit_of(kind, name)
            if unit == "yes_no" and value == 0:
                lacking.append(words("desk.evidence_not", what=heading(words, kind, name)))
            elif value != "" and unit != "yes_no" and not blank(kind, name, value):
                shown.append(cell(words, value, unit, desk.shop.currency, desk.people))
        return " ".join([*shown, *lacking])

    return says


def findings(desk: "DeskScreen", known: Known) -> Question:
    case = desk.view.case(known["matter"])
    return vocabulary(case.findings if case else ())


def suspects(desk: "DeskScreen", known: Known) -> Question:
    case = desk.view.case(known["matter"])
    if _acquitted(desk, known):
        return Among([])
    rows = [Row(badge, _text(name)) for badge, name in (case.suspects if case else ())]
    return Among([*rows, Row("", lambda words: words("desk.nobody"))])


def questions(desk: "DeskScreen", known: Known) -> Question:
    found = desk.view.reports(known["matter"])
    return Among([Row(q.id, _asked(q)) for q in (found.questions if found else ()) if q.answer is None])


def _asked(asked: QuestionSeen) -> Say:
    return lambda words: question(words, asked)


def answer_figure(desk: "DeskScreen", known: Known) -> Question:
    asked = asked_of(desk, known["matter"], known["question"])
    unit = asked.unit if asked else "number"
    if unit == "word":
        return Among([], lambda _: 0)
    return Figure(reader(desk, unit), lambda words: words(f"desk.unit.{unit}"), signed=unit == "share")


def answer_choice(desk: "DeskScreen", known: Known) -> Question:
    asked = asked_of(desk, known["matter"], known["question"])
    if asked is None or asked.unit != "word":
        return Among([])
    return Among(
        [Row(choice, _plain(f"{int(choice):02}:00") if choice.isdigit() else _word(choice)) for choice in asked.choices]
    )


def checkpoints(desk: "DeskScreen", known: Known) -> Question:
    found = desk.view.cutover(known["matter"])
    return vocabulary((found.due,) if found and found.due else w.CHECKPOINTS)


def yes_no(desk: "DeskScreen", known: Known) -> Question:
    return Among(
        [Row("yes", lambda words: words("desk.passed_yes")), Row("no", lambda words: words("desk.passed_no"))],
        lambda answer: answer == "yes",
    )


def draft_fields(desk: "DeskScreen", known: Known) -> Question:
    from simulator.desk.promoting import value_of

    draft = desk.view.draft(known["matter"])
    rows = []
    for what in w.DRAFT_FIELDS:
        value = value_of(draft.promotion, what) if draft else None
        if value is not None:
            rows.append(Row(what, _word(what), _plain(draft_figure(desk.money, what, value))))
    return Among(rows)


def draft_value(desk: "DeskScreen", known: Known) -> Question:
    what = known["what"]
    if what in ("since", "until"):
        return Among([], lambda _: 0)
    kind = {"fixed_price": "money", "discount_rate": "share"}.get(what, "number")
    if kind == "share":  # thousandths of a percent
        return Figure(lambda text: _scaled(text, 1000), lambda words: words("desk.unit.share"))
    unit = "priority" if what == "priority" else kind
    return Figure(reader(desk, kind), lambda words: words(f"desk.unit.{unit}"))


def draft_word(desk: "DeskScreen", known: Known) -> Question:
    """A day and hour near what stands there: the house's offers begin and end at midnight."""
    from datetime import datetime, timedelta

    from simulator.desk.promoting import value_of

    what, draft = known["what"], desk.view.draft(known["matter"])
    now = value_of(draft.promotion, what) if draft else None
    if what not in ("since", "until") or not isinstance(now, str):
        return Among([])
    at = datetime.fromisoformat(now)
    days = [at + timedelta(days=step) for step in range(-7, 15) if step]
    return Among([Row(f"{day:%Y-%m-%dT%H:%M}", _plain(f"{day:%Y-%m-%d %H:%M}")) for day in days])


def orders(desk: "DeskScreen", known: Known) -> Question:
    found = desk.view.orders(known["matter"])
    numbers: dict[str, None] = {}
    for read in found.dossier.read.values() if found else ():
        numbers.update(dict.fromkeys(str(n) for n in read.column("number")) if "number" in read.columns else {})
    settled = found.settled if found else {}
    return Among(
        [Row(number, _plain(number), _word(settled[number]) if number in settled else _plain("")) for number in numbers]
    )


# --- figures ---------------------------------------------------------------------------------------------------------


def reader(desk: "DeskScreen", unit: str) -> Callable[[str], int | None]:
    """How a figure is read that is typed in its unit."""
    match unit:
        case "money":
            return lambda text: _money(desk, text)
        case "share" | "tenths":
            return lambda text: _scaled(text, 10)
        case _:
            return lambda text: int(text) if text.isdecimal() else None


def _money(desk: "DeskScreen", text: str) -> int | None:
    try:
        return desk.shop.currency.parse(text)
    except ValueError:
        return None


def _scaled(text: str, by: int) -> int | None:
    whole, _, part = text.removeprefix("-").partition(".")
    if not (whole + part).isdecimal() or not (whole or part):
        return None
    return round(float(text) * by)


def amounts(desk: "DeskScreen", known: Known) -> Question:
    return Figure(lambda text: _money(desk, text), lambda words: words("desk.unit.money"))


def float_amount(desk: "DeskScreen", known: Known) -> Question:
    """The list says what is due."""
    till = known["till"]
    due = desk.view.day.floats.get(till)
    if due is None:
        return amounts(desk, known)

    def says(words: Words) -> str:
        return words("desk.float_due", till=till_name(words, till), amount=desk.money(due))

    return Figure(lambda text: _money(desk, text), says)


FIELDS: dict[type[Command], dict[str, Source]] = {
    c.TakeUp: {"matter": matters},
    c.LookAt: {"matter": matters, "sheet": sheets},
    c.DecideRequest: {"matter": matters, "decision": of(*d.DECISIONS), "ground": grounds},
    c.CloseDesk: {},
    c.SettlePoint: {"matter": matters, "action": of(*d.POINT_ACTIONS)},
    c.HandOutFloat: {"till": float_tills, "amount": float_amount},
    c.OpenStore: {},
    c.ReadTill: {"till": ended_tills},
    c.NoteDifference: {"till": ended_tills, "amount": amounts},
    c.MakeDeposit: {"amount": amounts},
    c.CloseStore: {},
    c.HandlePin: {"matter": matters, "action": of(*d.PIN_ACTIONS)},
    c.LookUpDuties: {"role": roles},
    c.GrantRight: {"role": roles, "operation": rights_not_held},
    c.RevokeRight: {"role": roles, "operation": rights_held},
    c.TakeRole: {"badge": people, "role": roles_held},
    c.DisableAccount: {"badge": people},
    c.ConfirmRights: {},
    c.AssignShift: {"badge": people, "begins": hours, "ends": hours},
    c.DropShift: {"badge": people},
    c.SetBreak: {"badge": people, "hour": rest_hours},
    c.PublishRoster: {},
    c.RaiseTicket: {
        "matter": matters,
        "severity": of(*d.SEVERITIES),
        "contact": of(*(contact for contact in d.CONTACTS if contact != "nobody")),
    },
    c.UseWorkaround: {"matter": matters, "workaround": of(*d.WORKAROUNDS)},
    c.TestRepair: {"matter": matters},
    c.ChaseTicket: {"matter": matters},
    c.CloseTicket: {"matter": matters},
    c.ReadPaper: {"matter": matters, "paper": papers, "period": periods},
    c.AnswerQuestion: {"matter": matters, "question": questions, "figure": answer_figure, "choice": answer_choice},
    c.ConcludeCase: {"matter": matters, "finding": findings, "person": suspects, "evidence": evidence},
    c.ClassifyIncident: {"matter": matters, "severity": of(*d.SEVERITIES)},
    c.CallContact: {"matter": matters, "contact": of(*w.CONTACTS)},
    c.DirectIncident: {"matter": matters, "order": of(*w.ORDERS)},
    c.LogDecision: {"matter": matters},
    c.GiveAllClear: {"matter": matters},
    c.DebriefIncident: {"matter": matters, "finding": of(*w.CAUSES), "lesson": of(*w.LESSONS)},
    c.MarkRow: {"matter": matters, "paper": lists, "mark": marks, "finding": of(*w.DIFFERENCES)},
    c.CloseList: {"matter": matters, "paper": lists},
    c.PassCheckpoint: {"matter": matters, "checkpoint": checkpoints, "passed": yes_no},
    c.DecideGoLive: {"matter": matters, "decision": of(*w.DECISIONS), "ground": of(*w.GROUNDS)},
    c.ChangeDraft: {"matter": matters, "what": draft_fields, "figure": draft_value, "word": draft_word},
    c.TryDraft: {"matter": matters},
    c.PublishPromotion: {"matter": matters},
    c.SendBackDraft: {"matter": matters, "ground": of(*w.SEND_BACK)},
    c.SettleOrder: {"matter": matters, "number": orders, "action": of(*w.SETTLEMENTS)},
}
"""Command -> what each of its fields is chosen from, in the order in which it is asked."""
