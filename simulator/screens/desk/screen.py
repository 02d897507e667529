"""The manager's desk: what waits, the matter in hand with its evidence, the log; everything by a few keys or clicks."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from simulator.desk.view import DeskView
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event, Fact, Stimulus
from simulator.kernel.texts import Text
from simulator.pos.calendar import shop_time
from simulator.pos.rules import Rules
from simulator.screens.desk import operations, pointing
from simulator.screens.desk.coaching import DeskCoaching
from simulator.screens.desk.hands import DeskHands
from simulator.screens.desk.inbox import Folders, Inbox
from simulator.screens.desk.messages import NEXT, answered, message_of, then
from simulator.screens.desk.page import LogPane, Page
from simulator.screens.desk.pages.drawn import Subject
from simulator.screens.desk.refusing import about, matter
from simulator.screens.desk.wording import point_text, subject_of, till_text
from simulator.screens.station.asking import Asking
from simulator.screens.station.bars import AdviceLine, EntryLine, Header, KeyRows, ToldLine
from simulator.screens.station.footer import worth_a_place
from simulator.screens.station.message import Message, refusal
from simulator.screens.station.pane import Hit, Pane
from simulator.screens.station.ports import StationDrill
from simulator.screens.station.screen import CSS, StationScreen

OPENS = {"till": "day", "role": "rights", "right": "rights", "person": "staff", "shift": "roster", "check": "checklist"}


class DeskScreen(StationScreen):
    """The station of a manager."""

    CSS_PATH = [CSS, "manager.tcss"]
    AUTO_FOCUS = "Inbox"
    WORKSTATION = "office"
    OPERATIONS = operations.OPERATIONS
    WELCOME = "desk.told.welcome"
    HELP_TITLE = "desk.help"
    GUIDE = ("desk.help.inbox", "desk.help.evidence", "desk.help.decide", "desk.help.folders", "desk.help.mouse")
    GUIDE_KEYS = ("take_up", "decide_request", "use_workaround", "show_checklist", "menu")

    coach: DeskCoaching
    hands: DeskHands

    def __init__(self, drill: StationDrill) -> None:
        super().__init__(drill)
        self.coach = DeskCoaching(drill, lambda: (self.subject.kind, self.matter), partial(pointing.way, self))
        self.hands = DeskHands(self)
        self.asking = Asking(self)
        self.entry_line = EntryLine(id="entry")
        self.inbox, self.folders, self.page = Inbox(id="inbox"), Folders(id="folders"), Page(id="page")
        hand, checked = self.view.hand, {check.matter for check in self.view.checklist}
        self.subject = Subject("none") if not hand or hand in checked else Subject("matter", hand)
        self.negative = False
        """The amount that is asked for is a shortage."""
        self.set_class(self.coach.coached, "-coach")

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        with Horizontal(id="desk"):
            with Vertical(id="left"):
                yield self.inbox
                yield self.folders
            yield self.page
            with Vertical(id="right"):
                yield LogPane(id="log")
        yield AdviceLine(id="advice")
        yield ToldLine(id="message")
        yield KeyRows(id="footer")

    # --- what a workstation says of itself

    @property
    def view(self) -> DeskView:
        view = self.session.seen
        assert isinstance(view, DeskView), "a manager sits at the desk"
        return view

    @property
    def shop(self) -> Rules:
        return self.view.rules.shop

    @property
    def standing(self) -> str:
        return f"{self.words('station.office')} · {self.played_by(self.view.operator)}"

    @property
    def over(self) -> bool:
        return self.view.over

    @property
    def home(self) -> Pane:
        return self.inbox

    @property
    def shop_time(self) -> str:
        """What the clock on the wall says."""
        began = self.view.clock
        return f"{shop_time(began, self.now):%H:%M}" if began else ""

    @property
    def people(self) -> Mapping[str, Text]:
        """Badge -> name, of everybody who works here."""
        return {
            **{badge: staff.name for badge, staff in self.shop.staff.items()},
            **{person.badge: person.name for person in self.view.staff},
            **dict(case.suspects if (case := self.view.case(self.matter)) is not None else ()),
        }

    def person(self, badge: str) -> str:
        name = self.people.get(badge)
        return name[self.words.lang] if name else badge

    def moving(self) -> Iterable[Pane]:
        return (self.inbox,)

    def begin(self) -> None:
        self.back()
        self.where_work_is()
        self.call_after_refresh(self.sync)  # which digit opens what is known once the page was drawn

    def where_work_is(self) -> None:
        """The focus is where the next key is of use: on the letters, or on the page when there is none."""
        if self.view.inbox and self.subject.kind == "none":
            self.set_focus(self.inbox)
        elif not self.view.inbox and self.subject.kind in OPENS.values():
            self.set_focus(self.page)

    def lacking(self, action: str) -> str:
        return operations.why_not(self, action)

    def key_action(self, action: str) -> str:
        """What the page is about has the page's keys."""
        possible = operations.context(self)
        if action in possible and possible.index(action) < len(operations.SLOTS):
            return operations.SLOTS[possible.index(action)]
        return "" if action in operations.SLOTS else action

    def in_sight(self, action: str) -> bool:
        """A digit opens the row first, and that is what the coach says."""
        return action not in pointing.LOOKS and pointing.by_digit(self)

    def speak(self) -> None:
        """Which key is marked depends on the row that is chosen, as what the coach says does."""
        super().speak()
        self.query_one("#footer", KeyRows).sync()

    def footer_actions(self) -> list[str]:
        shows = [f"show_{folder}" for folder in operations.FOLDER]
        urgent = ("close_desk",) if self.over and not any(not letter.waits for letter in self.view.inbox) else ()
        return worth_a_place(self, urgent, operations.context(self), ("take_up",), shows)

    def way_to(self, action: str) -> str:
        """The coach's paper or sheet has its digit, further down the arrows."""
        hit, hits = self.coach.hit, self.hands.numbered()
        if action not in ("read_paper", "look_at") or hit not in hits:
            return super().way_to(action)
        at = hits.index(hit) + 1
        return str(at % 10) if at <= 10 else "← →" if self.subject.kind == "paper" else "↑↓ Enter"

    def lies_there(self, folder: str) -> bool:
        """Whether a folder has anything in it."""
        view = self.view
        match folder:
            case "checklist":
                return bool(view.checklist)
            case "day":
                return bool(view.day.floats or view.day.ends)
            case "rights":
                return bool(view.matrix.roles)
            case "staff":
                return bool(view.staff)
            case "roster":
                return bool(view.roster.hours)
            case _:
                return True

    # --- what lies before one

    @property
    def matter(self) -> str:
        """The matter that the page is about, else the one in hand."""
        if self.subject.kind in ("matter", "paper"):
            return self.subject.id.partition("|")[0]
        return self.view.hand

    def show(self, subject: Subject) -> None:
        self.subject = subject
        left = (("check", check.matter) for check in self.view.checklist if not check.action)
        self.page.cursor = next(left, None) if subject.kind == "checklist" else None
        self.set_focus(self.page)
        self.sync()

    def back(self) -> None:
        """To the matter of a paper; else to what is in hand, to the next letter, to the checklist."""
        view, read = self.view, None
        if self.subject.kind == "paper":
            read = ("paper", self.subject.id)
            self.subject = Subject("matter", self.matter)
        elif view.hand:
            checked = any(check.matter == view.hand for check in view.checklist)
            self.subject = Subject("checklist") if checked else Subject("matter", view.hand)
        elif self.subject.kind in ("matter", "none") and not view.inbox:
            shown = next((name for name in ("checklist", "day", "rights", "roster") if self.lies_there(name)), "none")
            self.subject = Subject(shown)
        self.page.cursor = read  # where one goes on reading
        self.sync()

    def known(self, command: type[Command]) -> dict[str, Any]:
        """What an operation need not be asked: the matter in hand, what the cursor stands on."""
        fields, found = command.__struct_fields__, dict[str, Any]()
        kind, id = self.page.cursor or ("", "")
        if command is c.TakeUp:
            letter = self.inbox.cursor
            return {"matter": letter[1]} if letter is not None and letter[0] == "matter" else {}
        if "matter" in fields:
            found["matter"] = id if kind == "check" and command in (c.SettlePoint, c.LookAt) else self.matter
            if not found["matter"]:
                del found["matter"]
        for name, kinds in (("till", ("till",)), ("role", ("role", "right")), ("badge", ("person", "shift"))):
            if name in fields and kind in kinds and not (command is c.TakeRole and name == "role"):
                found[name] = id.partition("|")[0]
        if kind == "right" and command in (c.GrantRight, c.RevokeRight):
            found["operation"] = id.partition("|")[2]
        if kind == "question" and command is c.AnswerQuestion and id in self.unanswered:
            found["question"] = id.partition("|")[2]
        if kind == "mark" and command is c.SettleOrder and (number := self.order_at(id)):
            found["number"] = number
        if kind == "mark" and command is c.MarkRow:
            found["paper"], found["mark"] = id.split("|")[1].partition("/")[0], id.split("|")[2]
        cutover = self.view.cutover(self.matter) if command is c.PassCheckpoint else None
        if cutover is not None and cutover.due:
            found["checkpoint"] = cutover.due
        if self.subject.kind == "paper" and command in (c.CloseList, c.MarkRow):
            found["paper"] = self.subject.id.partition("|")[2].partition("/")[0]
        return found

    @property
    def unanswered(self) -> list[str]:
        """The questions of the matter that nobody has answered yet."""
        reports = self.view.reports(self.matter)
        asked = reports.questions if reports is not None else ()
        return [f"{self.matter}|{each.id}" for each in asked if each.answer is None]

    # --- what happens

    def order_at(self, id: str) -> str:
        """The number of the order that a row of a paper is about; empty where it is about none."""
        matter, key, row = id.split("|")
        found = self.view.orders(matter)
        read = found.dossier.read.get(key) if found is not None else None
        numbers = read.column("number") if read is not None and "number" in read.columns else []
        return str(numbers[int(row)]) if row.isdigit() and int(row) < len(numbers) else ""

    def submit(self, command: Command) -> None:
        if self.negative and isinstance(command, c.NoteDifference):
            command = c.NoteDifference(command.till, -command.amount)
        self.negative = False
        super().submit(command)

    def advise(self) -> None:
        super().advise()
        if self.coach.coached and self.coach.page and self.subject.kind == "none":
            self.subject = Subject(self.coach.page)

    def told_of(self, event: Event) -> Message | None:
        if isinstance(event, s.TimeUp) and not self.time_is_up:
            return Message("warn", "desk.told.all_done", {"close": self.key_label("close_desk")})
        if isinstance(event, f.Refused) and event.given.get("matter") == "":
            return Message("bad", "desk.why.nothing_waits")
        if isinstance(event, f.Refused):
            return refusal(event.reason, about(self, event.given))
        said, action = message_of(event, self.about(event)), NEXT.get(type(event), "")
        if not said or not action:
            return said
        lies_there = any(letter.matter == getattr(event, "matter", "") for letter in self.view.inbox)
        return then(said, action, self.key_label(action)) if lies_there else said

    def about(self, event: Event) -> Text:
        """Whom or which till something is about, where it says so and the page may show somebody else."""
        if isinstance(event, f.CheckpointPassed | f.RepairTested):
            return answered(event)
        if isinstance(event, f.PointSettled):
            return point_text(event)
        if isinstance(event, Stimulus):
            return matter(self, event.matter) if hasattr(event, "matter") else Text()
        role, badge = getattr(event, "role", ""), getattr(event, "badge", "")
        names = {role.role: role.name for role in self.view.matrix.roles}
        who = [self.people[badge]] if badge in self.people else []
        who += [names[role]] if role in names else []
        if not who:
            till = getattr(event, "till", "") if isinstance(event, Fact) else ""
            return till_text(till) if till else subject_of(self.view, getattr(event, "matter", ""))
        return Text(*(" · ".join(name[lang] for name in who) for lang in ("en", "zh")))

    def heard(self, entry: Entry) -> None:
        match entry.what:
            case f.MatterTakenUp(matter=matter) | f.SheetSeen(matter=matter):
                checked = any(check.matter == matter for check in self.view.checklist)
                self.subject = Subject("checklist") if checked else Subject("matter", matter)
                if self.focused is self.inbox:
                    self.set_focus(self.page)
            case f.PaperRead(matter=matter, paper=paper, period=period):
                self.subject = Subject("paper", f"{matter}|{paper}/{period}" if period else f"{matter}|{paper}")
                self.page.cursor = None
                self.page.sync()  # the next key is about its rows
            case f.QuestionAnswered():
                if (self.page.cursor or ("", ""))[0] == "question" and self.unanswered:
                    self.page.cursor = ("question", self.unanswered[0])  # the next key is about the next one

    def sync(self) -> None:
        """A paper has the room of what is beside it."""
        self.set_class(self.subject.kind == "paper", "-paper")
        super().sync()

    def follow(self) -> None:
        """A matter that is settled makes room."""
        gone = self.subject.kind in ("matter", "paper") and not any(
            letter.matter == self.matter for letter in self.view.inbox
        )
        if gone:
            self.subject = Subject("none")
            self.back()
            self.inbox.cursor = None  # who gives up first stands first
            if self.view.inbox:
                self.set_focus(self.inbox)
        if gone or self.subject.kind == "none":
            self.where_work_is()
        super().follow()

    # --- keys and clicks

    def enter(self) -> None:
        """Nothing is typed here."""

    def take(self, hit: Hit) -> None:
        """Something was clicked, or chosen with Enter or its digit."""
        kind, id = hit
        match kind:
            case "action":
                self.run(id)
            case "key":
                self.hands.keypad(id)
            case "matter":
                self.inbox.choose(hit)
                self._take_up(id)
            case "sheet":
                self.page.choose(hit)
                self.submit(c.LookAt(*id.split("|")))
            case "paper":
                self._read(*id.split("|"))
            case "check":
                self.page.choose(hit)
                check = next((check for check in self.view.checklist if check.matter == id), None)
                if check is not None and check.site is None:
                    self.submit(c.LookAt(id, "site"))
                else:
                    self.run("settle_point")
            case "question":
                self.page.choose(hit)
                self.run("answer_question")
            case "role":
                self.page.choose(hit)
                self.run("look_up_duties")
            case "right":
                self.page.choose(hit)
                role, _, operation = id.partition("|")
                held = any(r.role == role and operation in r.rights for r in self.view.matrix.roles)
                self.run("revoke_right" if held else "grant_right")
            case "person" | "shift" | "till" | "mark":
                self.page.choose(hit)
                if kind == "mark" and self.view.cutover(self.matter) is not None:
                    self.run("mark_row")
                elif kind == "mark" and self.order_at(id):
                    self.run("settle_order")
                elif kind == "till":
                    self.run("read_till" if self.view.day.ends else "hand_out_float")

    def _take_up(self, matter: str) -> None:
        letter = next((each for each in self.view.inbox if each.matter == matter), None)
        if letter is not None and not letter.taken:
            self.submit(c.TakeUp(matter))
        self.show(Subject("matter", matter))

    def _read(self, matter: str, key: str) -> None:
        found = self.view.dossier(matter)
        if found is not None and key in found.read:
            self.show(Subject("paper", f"{matter}|{key}"))
        else:
            paper, _, period = key.partition("/")
            self.submit(c.ReadPaper(matter, paper, period))
            self.set_focus(self.page)
