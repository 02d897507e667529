"""The manager's desk at a moment, as lines to read: what waited, what was in hand and looked at, what was decided."""

from textual.content import Content

from simulator.desk.state import Desk
from simulator.desk.view import DeskView
from simulator.kernel.texts import clip
from simulator.locale import Words
from simulator.screens.desk.wording import till_name, word
from simulator.screens.shell.spoken import line, lines

MOST = 12


def desk_lines(desk: Desk, words: Words, width: int) -> Content:
    """The station in at most `width` cells a line."""
    view, told = DeskView(desk), [line((words("desk.inbox"), "bold $accent"))]
    for letter in view.inbox[:MOST]:
        hand = "●" if letter.matter == view.hand else " "
        till = till_name(words, letter.till) if letter.till else ""
        text = f"{hand} {words.both(letter.name)} {till}  {word(words, letter.about or letter.room)}"
        told.append(Content(clip(text, width)))
    if not view.inbox:
        told.append(Content.styled(words("desk.inbox_empty"), "dim"))
    seen = view.request(view.hand) or view.pin(view.hand) or view.trouble(view.hand)
    dossier = view.dossier(view.hand)
    looked = [word(words, sheet.kind) for sheet in seen.sheets if sheet.sheet is not None] if seen is not None else []
    looked += [word(words, read.kind) for read in dossier.read.values()] if dossier is not None else []
    if looked:
        told += [Content(""), line((words("desk.evidence"), "bold $accent"))]
        told += [Content(clip(f"  {name}", width)) for name in looked]
    checks = view.checklist
    if checks:
        done = sum(bool(check.action) for check in checks)
        told += [Content(""), Content(f"{words('desk.folder.checklist')}  {done}/{len(checks)}")]
    if view.log:
        told += [Content(""), line((words("desk.folder.log"), "bold $accent"))]
    for recorded in view.log[-MOST:]:
        what = words(f"debrief.event_{recorded.what}")
        told.append(Content(clip(f"  {what}  {word(words, recorded.word) if recorded.word else ''}", width)))
    return lines(*told)
