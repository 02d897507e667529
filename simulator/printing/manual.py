"""A role's manual, made of what is there: operation manual, common questions, fault-finding guide.

Nothing is written twice: rights from the role's file, keys and titles from the till's profile and the registry of
actions, questions and rules from the shipped drills, messages from the catalogue, troubles from what drills really
bring. Only what to do in a trouble is told here (`manual.do_TROUBLE`): no other place says it in a sentence.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from roles.model import Role
from scenarios.coverage import coverage
from scenarios.library import Entry, index, load
from scenarios.specs.rubric import Expectation
from scenarios.specs.scenario import Scenario
from simulator import __version__
from simulator.drill.coverage import TROUBLE
from simulator.kernel.events import name_of
from simulator.kernel.money import Currency
from simulator.kernel.workstations import OPERATIONS
from simulator.locale import Words, ids
from simulator.locale.naming import operation_name, trouble_name
from simulator.screens.actions import AT, BY_ID, OF_ROLE, Action, operation_of, said_at
from simulator.screens.briefing.keys import keys_of
from simulator.screens.profiles import Profile

ROOMS = {"till": "pos", "stockroom": "stock", "office": "desk"}
"""Workstation -> the package whose refusals are heard there."""
RULES = 3
"""As many as are named beside a trouble: drills put the same rule in different words."""
_REFUSED = re.compile(r"\brefused\.[a-z_]+")
_PLACE = re.compile(r"\{[^{}]*\}")


class Heading(NamedTuple):
    level: int
    text: str


class Paragraph(NamedTuple):
    text: str


class Items(NamedTuple):
    items: list[str]


class Table(NamedTuple):
    head: list[str]
    rows: list[list[str]]


Block = Heading | Paragraph | Items | Table


def manual(role: Role, profile: Profile, currency: Currency, words: Words) -> list[Block]:
    """The whole of it, in one language."""
    return list(_Manual(role, profile, currency, words).blocks())


def messages_of(workstation: str) -> list[str]:
    """Ids of the refusals that are heard at a workstation, read from its rules. What no rule names whole (the end of
    the id is filled in) is the till's, as operations are in `kernel.workstations`.
    """
    named = {place: _named(room) for place, room in ROOMS.items()}
    others = set().union(*(mine for place, mine in named.items() if place != "till"))
    mine = named[workstation]
    return [id for id in ids("refused") if id in mine or (workstation == "till" and id not in others)]


def _named(room: str) -> set[str]:
    return {id for text in _sources(files("simulator") / room) for id in _REFUSED.findall(text)}


def _sources(folder: Traversable) -> Iterator[str]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _sources(path)
        elif path.name.endswith(".py"):
            yield path.read_text("utf-8")


class _Manual:
    def __init__(self, role: Role, profile: Profile, currency: Currency, words: Words) -> None:
        self.role, self.profile, self.currency, self.words = role, profile, currency, words
        self.place = OF_ROLE[role.id]
        self.rights = role.rights[self.place]
        self.pressed = replace(profile, keys={**profile.keys, **profile.at(self.place).keys})
        self.drills: list[tuple[Entry, Scenario]] = []
        for card in index():
            scenario = load(card.id).scenario if card.role == role.id else None
            if scenario is not None:
                self.drills.append((card, scenario))

    def blocks(self) -> Iterator[Block]:
        words, role = self.words, self.role
        title = words.both(role.title)
        yield Heading(1, words("manual.title", role=title))
        profile = self.profile.called(words, self.place)
        yield Paragraph(words("manual.made", version=__version__, profile=profile))
        yield Heading(1, words("manual.part_operations"))
        yield from self._role()
        yield from self._actions()
        yield from self._operations()
        yield from self._drills()
        yield Heading(1, words("manual.part_questions"))
        yield from self._questions()
        yield from self._rules()
        yield from self._messages()
        yield Heading(1, words("manual.part_faults"))
        yield from self._faults()

    # --- operation manual

    def _role(self) -> Iterator[Block]:
        words = self.words
        yield Heading(2, words("manual.role"))
        yield Paragraph(words.both(self.role.says))
        for competency in self.role.competencies:
            yield Heading(3, words.both(competency.name))
            yield Paragraph(words.both(competency.says))
            yield Items([words.both(behaviour) for behaviour in competency.behaviours])

    def _actions(self) -> Iterator[Block]:
        words = self.words
        yield Heading(2, words("manual.actions"))
        yield Paragraph(words("manual.actions_about"))
        for group in dict.fromkeys(action.group for action in AT[self.place]):
            yield Heading(3, said_at(f"till.group.{group}", self.place, words))
            rows = [
                [self.title(action), self.keys(action), self._does(action), self._right(action)]
                for action in AT[self.place]
                if action.group == group
            ]
            yield Table([words(f"manual.head_{id}") for id in ("action", "key", "does", "right")], rows)

    def _does(self, action: Action) -> str:
        return said_at(f"action.{action.id}.help", self.place, self.words)

    def title(self, action: Action) -> str:
        """As the till's profile calls it."""
        return self.profile.words.get(self.words.lang, {}).get(action.id) or self.words(f"action.{action.id}")

    def keys(self, action: Action) -> str:
        return " / ".join(keys_of(action.id, self.pressed, self.place)) or self.words("manual.in_menu")

    def named(self) -> Mapping[str, str]:
        """Action -> title and key, for the sentences that name one."""
        named = self.words
        return {
            action.id: named("manual.named", title=self.title(action), key=self.keys(action))
            for action in BY_ID.values()
        }

    def _right(self, action: Action) -> str:
        operation = operation_of(action.id)
        return self.right(operation) if operation in OPERATIONS[self.place] else ""

    def right(self, operation: str) -> str:
        """Who decides."""
        words, rights = self.words, self.rights
        if operation in rights.limits:
            permission = rights.limits[operation]
            who = words(f"till.level.{permission.above}")
            if permission.limit is None:
                return words("manual.right_with", who=who)
            if permission.limit == 0:
                return words("manual.right_any", who=who)
            return words("manual.right_above", amount=self.currency.format(permission.limit), who=who)
        if operation in rights.may:
            return words("manual.right_free")
        others = [words.both(self.role.titles[other]) for other in rights.never.get(operation, ())]
        return words("manual.right_only", who=words("shell.comma").join(others) or words("coverage.none"))

    def _operations(self) -> Iterator[Block]:
        words = self.words
        yield Heading(2, words("manual.operations"))
        yield Paragraph(words("manual.operations_about"))
        every = [*self.rights.limits, *self.rights.may, *self.rights.never]
        rows = [[operation_name(words, operation), self.right(operation)] for operation in every]
        yield Table([words("manual.head_operation"), words("manual.head_right")], rows)

    def _drills(self) -> Iterator[Block]:
        words = self.words
        titles = {card.id: words.both(card.title) for card in index()}
        yield Heading(2, words("manual.drills"))
        for card, scenario in self.drills:
            yield Heading(3, words.both(card.title))
            facts = [words("manual.drill_facts", id=card.id, minutes=card.minutes, level=card.level)]
            after = [titles[id] for id in self.role.after.get(card.id, ())]
            if after:
                facts.append(words("manual.drill_after", drills=words("shell.comma").join(after)))
            if card.id in self.role.certifies:
                facts.append(words("manual.drill_certifies"))
            yield Paragraph(("" if words.lang == "zh" else " ").join(facts))
            yield Paragraph(words.both(scenario.brief))
            yield Items([words.both(learns) for learns in scenario.learns])

    # --- common questions

    def _questions(self) -> Iterator[Block]:
        """What customers ask in the drills, with the answers that are right there."""
        words, asked = self.words, dict[str, list[str]]()
        for _, scenario in self.drills:
            for question in (question for customer in scenario.customers for question in customer.questions):
                answers = [words.both(answer.text) for answer in question.answers if answer.reply in question.right]
                asked.setdefault(words.both(question.says), answers)
        if asked:
            yield Heading(2, words("manual.questions"))
            head = [words("manual.head_question"), words("manual.head_answer")]
            yield Table(head, [[says, " / ".join(answers)] for says, answers in asked.items()])

    def _rules(self) -> Iterator[Block]:
        """What is judged, with the reason that a debrief gives; each once, though several drills judge it."""
        words = self.words
        yield Heading(2, words("manual.rules"))
        told: set[str] = set()
        for competency in self.role.competencies:
            rows = []
            for rule in self._of_competency(competency.id):
                says = words.both(rule.says)
                if says not in told:
                    told.add(says)
                    mark = words("manual.never" if rule.forbid else "manual.always", says=says)
                    rows.append([mark, words.both(rule.debrief)])
            if rows:
                yield Heading(3, words.both(competency.name))
                yield Table([words("manual.head_rule"), words("manual.head_why")], rows)

    def _of_competency(self, id: str) -> Iterator[Expectation]:
        return (rule for _, s in self.drills for rule in s.rubric.expectations if rule.competency == id)

    def _messages(self) -> Iterator[Block]:
        words = self.words
        yield Heading(2, words("manual.messages"))
        yield Paragraph(words("manual.messages_about"))
        told = dict.fromkeys(_PLACE.sub("…", words(id)) for id in messages_of(self.place))
        yield Items(list(told))

    # --- fault finding

    def _faults(self) -> Iterator[Block]:
        words = self.words
        yield Paragraph(words("manual.faults_about"))
        met = {trouble: [met.id for met in coverage().drills if trouble in met.faults] for trouble in TROUBLE}
        mine = {card.id: card for card, _ in self.drills}
        here = [trouble for trouble in TROUBLE if any(drill in mine for drill in met[trouble])]
        yield Heading(2, words("manual.faults_here"))
        yield from self._fault_table(here, met)
        yield Heading(2, words("manual.faults_elsewhere"))
        yield from self._fault_table([trouble for trouble in TROUBLE if trouble not in here], met)

    def _fault_table(self, troubles: list[str], met: Mapping[str, list[str]]) -> Iterator[Block]:
        words, named, rows = self.words, self.named(), []
        titles = {card.id: words.both(card.title) for card in index()}
        for trouble in troubles:
            rules = list(dict.fromkeys(words.both(rule.says) for rule in self._after(trouble)))[:RULES]
            does = words(f"manual.do_{trouble}", **named)
            if rules:
                does += " " + words("manual.judged", rules=words("manual.rules_between").join(rules))
            where = words("shell.comma").join(titles[id] for id in met[trouble]) or words("coverage.none")
            rows.append([trouble_name(words, trouble), does, where])
        if rows:
            yield Table([words(f"manual.head_{id}") for id in ("trouble", "do", "practised")], rows)

    def _after(self, trouble: str) -> Iterator[Expectation]:
        """Rules of the role's drills that wait for what shows this trouble."""
        event = name_of(TROUBLE[trouble].event)
        for _, scenario in self.drills:
            for rule in scenario.rubric.expectations:
                if rule.check.trigger is not None and rule.check.trigger.event == event and not rule.forbid:
                    yield rule
