"""The readiness of a store: the verdict, what blocks, every gate with what speaks for it, and who can work."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.readiness.model import Gate, Readiness, Row, Standing
from grading.readiness.offers import takes_loads
from simulator.kernel.texts import cells, clip, pad
from simulator.locale import Words
from simulator.screens.acceptance.pick import Choice, Pick, files
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, heading, line, lines, shell

if TYPE_CHECKING:
    from textual.widget import Widget

    from grading.readiness.offers import Draft
    from simulator.screens.readiness.gate import Told

SIGNS = {"met": ("✓", "$success"), "not_met": ("✗", "bold $error"), "unverified": ("?", "$warning")}
RISK = ("!", "$warning")
VERDICTS = {
    "ready": ("✓", "bold $success"),
    "ready_with_risks": ("!", "bold $warning"),
    "not_ready": ("✗", "bold $error"),
}
PROFILES = ("*.yaml", "*.yml")
NEW = "new:"
"""Stands among the files for a store that has none."""
TITLE, FRAME = 40, 7
"""Cells of a title where a gate takes two rows; and of a terminal so much that is round the rows."""


class Found(NamedTuple):
    """What the house knows."""

    stores: Sequence[str]
    ready: Readiness


class Gates(ShellScreen[None]):
    CSS_PATH = "readiness.tcss"
    TITLE_ID: ClassVar[str] = "uat.ready"
    AUTO_FOCUS = None
    KEY_ROWS = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_store", "uat.other_store"),
        Binding("f3", "cases", "uat.key_cases"),
        Binding("f4", "issues", "uat.issues"),
        Binding("f5", "keep_store", "uat.keep_store"),
        Binding("f6", "edit_store", "profile.edit"),
        Binding("f8", "export", "uat.export"),
        Binding("f9", "load", "stress.screen_title"),
        Binding("escape", "dismiss(None)", "shell.back"),
    ]

    def __init__(self, store: str = "") -> None:
        super().__init__()
        self.store = store
        self.stores: Sequence[str] = ()
        self.ready: Readiness | None = None
        self._rooms: dict[tuple[str, int], tuple[int, ...] | None] = {}
        """By language and width: of what is shown now."""

    def body(self) -> ComposeResult:
        yield Horizontal(id="stores", classes="chips")
        yield Spoken(self._verdict, id="verdict")
        yield Spoken(self._heads, id="heads")
        yield Scroll(Spoken(lambda words: words("uat.gathering"), id="state"), id="gates")

    def on_screen_resume(self) -> None:
        self._look()

    def _look(self) -> None:
        desk, wanted = shell(self).house.opening, self.store

        def work() -> Found:
            stores = desk.stores()
            store = wanted if wanted in stores else next(iter(stores), "")
            return Found(stores, desk.of(store))

        self.later(work, self._show, look=True)

    def _show(self, found: Found) -> None:
        here = self.focused.action if isinstance(self.focused, Tile) else ""
        self.stores, self.ready = found
        self._rooms.clear()
        self.store = self.ready.profile.id if self.ready.profile else ""
        chips, room = self.query_one("#stores"), self.query_one("#gates", Scroll)
        chips.remove_children()
        chips.mount_all(Tile(self._chip(store), f"store('{store}')", classes="chip") for store in self.stores)
        chips.display = len(self.stores) > 1
        for head in ("#verdict", "#heads"):
            self.query_one(head, Spoken).retranslate()
        room.remove_children()
        rows = self._rows(self.ready)
        room.mount_all(rows)
        tiles = [one for one in rows if isinstance(one, Tile)]
        again = next((tile for tile in tiles if tile.action == here), None)
        (again or tiles[0]).focus(scroll_visible=again is not None)
        if again is None:
            self.call_after_refresh(room.scroll_home, animate=False)

    # --- what stands there

    def _chip(self, store: str) -> Say:
        return lambda _: f"{'●' if store == self.store else '○'} {store}"

    def _verdict(self, words: Words) -> Content:
        if self.ready is None:
            return Content("")
        ready, say = self.ready, shell(self).house.opening.phrases(words)
        sign, style = VERDICTS[ready.verdict]
        head = line((f"{sign} {say.verdict(ready)}", style), f"   {say.counts(ready)}")
        scope = [(say.scope(ready), "dim")] if ready.profile else []
        return lines(head, (say.head(ready), "$secondary"), *scope)

    def _heads(self, words: Words) -> Content:
        gate, owner, figure, origin = (words(f"uat.column_{name}") for name in ("gate", "owner", "figure", "origin"))
        room = self._room(words)
        if room is None:
            return line((f"   {pad(f'{gate} / {figure} · {origin}', TITLE)} {owner}", "$secondary"))
        title, value, place, _ = room
        return line((f"   {pad(gate, title)} {pad(figure, value)} {pad(origin, place)} {owner}", "$secondary"))

    def _room(self, words: Words) -> tuple[int, ...] | None:
        """Cells of title, figure, origin and owner where all gates fit into one row each; None where they take two."""
        if self.ready is None:
            return None
        key = words.lang, self.app.size.width
        if key not in self._rooms:
            heads = tuple(words(f"uat.column_{name}") for name in ("gate", "figure", "origin", "owner"))
            self._rooms[key] = columns([heads, *(self._told(row, words) for row in self.ready.rows)], key[1])
        return self._rooms[key]

    def _told(self, row: Row, words: Words) -> tuple[str, str, str, str]:
        """Title, figure, where it comes from, and who answers for it."""
        figure = shell(self).house.opening.phrases(words).figure(row)
        if row.waiver:
            figure = words("uat.figure_waived", figure=figure)
        return words.both(row.gate.title), figure, origin_of(row, words), words.both(row.gate.owner)

    def _rows(self, ready: Readiness) -> "list[Widget]":
        found: list[Widget] = []
        if ready.profile is None:
            found.append(Tile(self._first, "keep_store", classes="card"))
        parts = (
            ("uat.blocking", ready.blocking),
            ("uat.risks", ready.risks),
            ("uat.fine", [row for row in ready.rows if row.weight == "fine"]),
        )
        for title, rows in parts:
            if rows:
                found.append(heading(title))
                found += [Tile(self._gate(row), f"gate({ready.rows.index(row)})", classes="row gate") for row in rows]
        if ready.people:
            found.append(heading("uat.people"))
            found += [Spoken(self._person(one), classes="person") for one in ready.people]
        return found

    @staticmethod
    def _first(words: Words) -> Content:
        return line(("▸ ", "bold $accent"), words("uat.keep_store_first"))

    def _gate(self, row: Row) -> Say:
        """`✗ Cashiers certified   0 % (people: 2)   sandbox   Training lead`; figure and origin below where that is
        too much for a row."""

        def say(words: Words) -> Content:
            sign, style = RISK if row.weight == "risk" and row.status == "met" else SIGNS[row.status]
            what, figure, came, who = self._told(row, words)
            room = self._room(words)
            if room is None:
                inside = self.app.size.width - FRAME
                owner = clip(who, inside - TITLE - 3)
                return lines(
                    line((f"{sign} ", style), (pad(what, TITLE), "bold"), (f" {owner}", "dim")),
                    (clip(f"  {figure} · {came}", inside), "" if row.status == "met" else "$secondary"),
                )
            title, value, origin, _ = room
            return line(
                (f"{sign} ", style), (pad(what, title), "bold"), " ", pad(figure, value), " ",
                (pad(came, origin), "$secondary"), " ", (who, "dim"),
            )  # fmt: skip

        return say

    def _person(self, one: Standing) -> Say:
        def say(words: Words) -> Content:
            sign, style = SIGNS["met" if one.able else "not_met"]
            return line((f"{sign} ", style), shell(self).house.opening.phrases(words).person(one))

        return say

    # --- what can be done

    def action_store(self, store: str) -> None:
        self.store = store
        self._look()

    def action_next_store(self) -> None:
        if len(self.stores) < 2:
            self.tell("uat.one_store")
            return
        self.action_store(self.stores[(self.stores.index(self.store) + 1) % len(self.stores)])

    def action_gate(self, at: int) -> None:
        from simulator.screens.readiness.gate import OneGate

        assert self.ready is not None, "a gate is of a readiness"
        self.app.push_screen(OneGate(self.ready, self.ready.rows[at]), self._done)

    def _done(self, told: "Told | None") -> None:
        if told is not None:
            self.tell(told[0], "good", **told[1])

    def action_cases(self) -> None:
        from simulator.screens.acceptance.cases import Cases

        self.app.push_screen(Cases())

    def action_issues(self) -> None:
        from simulator.screens.acceptance.issues import Issues

        self.app.push_screen(Issues())

    def action_keep_store(self) -> None:
        """A store's profile, out of a file that is chosen, or filled in here."""
        fresh = Choice(NEW, lambda words: f"+ {words('profile.new')}")
        found = [fresh, *files(shell(self).house.home, PROFILES)]
        self.app.push_screen(Pick("uat.keep_store", found, "uat.hint_profile"), self._picked)

    def _picked(self, path: str | None) -> None:
        desk = shell(self).house.opening
        if path == NEW:
            self._edit("")
        elif path:
            self.later(lambda: desk.keep(path), self._kept)

    def action_edit_store(self) -> None:
        """What is kept of the store that is shown; where none is kept, of a new one."""
        self._edit(self.store)

    def _edit(self, store: str) -> None:
        from simulator.screens.readiness.store import EditStore

        house = shell(self).house

        def work() -> "tuple[Draft, str, list[str]]":
            draft, was = house.opening.draft(store)
            return draft, was, [person.name for person in house.people()]

        self.later(
            work,
            lambda found: self.app.push_screen(
                EditStore(store, *found), lambda kept: self._kept(kept) if kept else None
            ),
            look=True,
        )

    def _kept(self, store: str) -> None:
        self.store = store
        self.tell("uat.kept_here", "good", store=store)
        self._look()

    def action_load(self) -> None:
        """Many tills at once, for the gate that asks for it."""
        from simulator.screens.load.ask import play_load

        if self.ready is None:
            return
        gate = next((row.gate for row in self.ready.rows if takes_loads(row.gate)), None)
        play_load(self, self.ready, gate, lambda file: self._attached(gate, file))

    def _attached(self, gate: Gate | None, file: str | None) -> None:
        if gate is not None and file is not None:
            self.tell("evidence.attached", "good", gate=gate.title, file=file)

    def action_export(self) -> None:
        house, lang, ready = shell(self).house, shell(self).words.lang, self.ready
        if ready is not None:
            self.later(
                lambda: house.opening.export(ready, lang),
                lambda path: self.tell("uat.exported", "good", path=str(path)),
            )


def columns(rows: Sequence[tuple[str, ...]], width: int) -> tuple[int, ...] | None:
    """Cells of each column where all rows fit whole into a terminal so wide, what is left over given to the second one;
    None where they do not.

    >>> rows = [("Gate", "Figure", "From", "Owner"), ("Peak load", "n = 0", "-", "IT")]
    >>> columns(rows, 50), columns(rows, 36), columns(rows, 35)
    ((9, 20, 4, 5), (9, 6, 4, 5), None)
    """
    wide = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    spare = width - FRAME - len(wide) - 1 - sum(wide)
    if spare < 0:
        return None
    return wide[0], wide[1] + spare, *wide[2:]


def origin_of(row: Row, words: Words) -> str:
    """Where what was counted comes from; 未验证 for what the sandbox cannot prove and nobody has proved yet."""
    came = row.outcome.origins
    if came:
        return words(f"readiness.origin_{came[-1]}")
    return words("readiness.status_unverified") if row.status == "unverified" else "–"
