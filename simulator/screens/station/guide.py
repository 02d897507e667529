"""Menu, help, pause and leaving: where a person finds what they do not know by heart."""

from functools import partial
from typing import TYPE_CHECKING

from simulator.kernel.texts import pad
from simulator.locale import Words
from simulator.screens.actions import operation_of, said_at
from simulator.screens.rights import from_where
from simulator.screens.station.bars import SHIFT, key_label
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.station.menu import Menu
from simulator.screens.station.pane import Line, Span
from simulator.screens.station.reading import Page
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen


def menu(station: "StationScreen") -> Choose:
    """Every action by group with its key and help; what is not possible says why."""
    options: list[Option] = []
    group = ""
    for action in station.actions:
        if action.id == "menu":
            continue
        if action.group != group:
            group = action.group
            options.append(Option("", partial(said_at, f"till.group.{group}", station.WORKSTATION)))
        options.append(_row(station, action.id))
    start = station.coach.action or station.menu_start()
    dialog = Menu(word("till.menu"), options, lambda action: _words_of(station, action), start=start)
    dialog.advised, dialog.marks = station.coach.action, lambda: station.coach.action
    return dialog


def _words_of(station: "StationScreen", action: str) -> tuple[str, str]:
    """What an action is called, and what is said of it, in both languages and as it is called here."""
    both = (Words("en"), Words("zh"))
    names = [station.title_of(action), *(words(f"action.{action}") for words in both)]
    return " ".join(names), " ".join(said_at(f"action.{action}.help", station.WORKSTATION, words) for words in both)


def _row(station: "StationScreen", action: str) -> Option:
    reason, rules, barred = station.why_not(action), station.seen.rules, station.barred(action)

    def note(words: Words) -> str:
        text = said_at(f"action.{action}.help", station.WORKSTATION, words)
        right = from_where(words, rules, operation_of(action), station.shop.currency)
        if right:
            text = f"{text} {words('till.menu.right', right=right)}"
        # what is barred is never possible, and when it would be is of no use
        return f"{text} {words('till.menu.not_now', why=words(reason))}" if reason and not barred else text

    def detail(words: Words) -> str:
        return "  ".join(filter(None, (station.right_of(action), _keys(station, action))))

    return Option(action, lambda words: station.title_of(action), detail, not reason and not barred, note)


def _keys(station: "StationScreen", action: str) -> str:
    """The keys that do it here: on some pages the keys of one action do another."""
    keys = station.profile.keys
    return " ".join(key_label(key) for one in station.key_actions(action) for key in keys.get(one, ()))


def help_page(station: "StationScreen") -> Page:
    """How the workstation is used, then the keys."""

    def text(words: Words, width: int) -> list[Line]:
        lines: list[Line] = []
        for id in station.GUIDE:
            told = station.GUIDE_NARROW.get(id, id) if station.has_class("-narrow") else id
            wrapped = wrap(words(told, **{key: _named(station, key) for key in station.GUIDE_KEYS}), width - 4)
            lines += [(Span(" · " if at == 0 else "   ", "accent"), Span(line)) for at, line in enumerate(wrapped)]
        lines.append(())
        rows = [(action, _keys(station, action.id)) for action in station.actions]
        if any(SHIFT in keys for _, keys in rows):
            lines += [(Span(f" {line}", "dim"),) for line in wrap(words("till.help.shift"), width - 4)]
        for action, keys in rows:
            if keys:
                right = station.right_of(action.id)
                title = station.title_of(action.id) + (f"  {right}" if right else "")
                style = "dim" if station.barred(action.id) else ""
                lines.append((Span(f" {pad(keys, 16)} ", "key"), Span(pad(title, width - 19), style)))
        return lines

    return Page(word(station.HELP_TITLE), text, action="help")


def _named(station: "StationScreen", action: str) -> str:
    """The key of an action, whatever it does on the page that lies there."""
    keys = station.profile.keys.get(action, ())
    return key_label(keys[0]) if keys else station.key_label(action)


def pause_page(station: "StationScreen") -> Page:
    """The clock stands still."""

    def text(words: Words, width: int) -> list[Line]:
        return [(), *((Span(f"  {line}"),) for line in wrap(words("till.paused.text"), width - 4))]

    go_on = word("till.paused.go_on", pause=station.key_label("pause"))
    return Page(word("till.paused"), text, hint=go_on, action="pause")


def leave(station: "StationScreen") -> Choose:
    """Stay, end it, or leave it open for another time; an exam cannot wait."""
    exam = station.drill.mode == "exam"
    options = [Option("stay", word("till.leave.stay")), Option("quit", word("till.leave.quit"))]
    if not exam:
        options.append(Option("later", word("till.leave.later")))
    return Choose(word("till.ask.leave_exam" if exam else "till.ask.leave"), options)
