"""A matter in hand: who asks for what, what they say, and the evidence: closed until somebody looks at it."""

from typing import TYPE_CHECKING

from simulator.desk.seen import SheetSeen
from simulator.kernel.desk import SHEET_MONEY, SHEET_YES_NO, Sheet
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.desk.pages.drawn import Drawn, pair, told
from simulator.screens.desk.wording import device, named, sheet_name, till_name, word
from simulator.screens.station.bars import minutes
from simulator.screens.station.pane import Hit, Line, Span

if TYPE_CHECKING:
    from simulator.screens.desk.page import Page


def nothing(page: "Page", id: str, width: int) -> Drawn:
    desk = page.desk
    inbox = desk.view.inbox
    key = "desk.nothing_in_hand" if inbox else "desk.nothing_waits"
    if inbox and all(letter.waits for letter in inbox):
        key = "desk.only_answers"
    return Drawn(desk.words("desk.page.none"), "", told(desk.words(key), width, "dim"))


def matter(page: "Page", id: str, width: int) -> Drawn:
    """A request, a PIN, a trouble; whatever has papers is drawn with them."""
    view = page.desk.view
    if view.request(id) is not None:
        return _request(page, id, width)
    if view.pin(id) is not None:
        return _pin(page, id, width)
    if view.trouble(id) is not None:
        return _trouble(page, id, width)
    from simulator.screens.desk.pages.dossiers import dossier

    return dossier(page, id, width)


def _request(page: "Page", id: str, width: int) -> Drawn:
    desk, words = page.desk, page.desk.words
    request = desk.view.request(id)
    assert request is not None, "the caller has looked"
    head = _asks(page, request.name, request.till, request.says, request.came, width)
    if request.item[words.lang]:
        head.append(pair(words("desk.item"), request.item[words.lang], width))
    head.append(pair(words("desk.at_stake"), desk.money(request.amount), width))
    if request.price:
        head.append(pair(words("desk.asked_price"), desk.money(request.price), width))
    limit = desk.view.rules.limit("decide_request")
    if limit is not None:
        head.append(pair(words("desk.my_limit"), desk.money(limit), width, "dim"))
    foot = words("desk.foot.request", decide=desk.key_label("decide_request"))
    return Drawn(
        word(words, request.operation), "", head, evidence(page, id, request.sheets, width), told(foot, width, "dim")
    )


def _pin(page: "Page", id: str, width: int) -> Drawn:
    desk, words = page.desk, page.desk.words
    pin = desk.view.pin(id)
    assert pin is not None, "the caller has looked"
    head = _asks(page, pin.name, pin.till, pin.says, pin.came, width)
    foot = words("desk.foot.pin", decide=desk.key_label("handle_pin"))
    whose = " ".join(dict.fromkeys((desk.person(pin.badge), pin.badge)))
    return Drawn(
        word(words, pin.trouble),
        whose,
        head,
        evidence(page, id, pin.sheets, width),
        told(foot, width, "dim"),
    )


def _trouble(page: "Page", id: str, width: int) -> Drawn:
    desk, words = page.desk, page.desk.words
    trouble = desk.view.trouble(id)
    assert trouble is not None, "the caller has looked"
    head = _asks(page, trouble.name, trouble.till, trouble.says, trouble.came, width)
    head.append(pair(words("desk.device"), device(words, trouble.device), width))
    reported = f"{word(words, trouble.severity)} → {word(words, trouble.contact)}" if trouble.contact else ""
    for name, value in (
        ("desk.reported", reported),
        ("desk.not_theirs", words("shell.comma").join(word(words, contact) for contact in trouble.bounced)),
        ("desk.meanwhile", word(words, trouble.workaround) if trouble.workaround else ""),
        ("desk.they_say" if trouble.contact else "desk.done_here", words("desk.repaired") if trouble.repaired else ""),
        ("desk.test", "" if trouble.tested is None else words("desk.works" if trouble.tested else "desk.works_not")),
    ):
        if value:
            head.append(pair(words(name), value, width))
    foot = words("desk.foot.trouble", report=desk.key_label("raise_ticket"), here=desk.key_label("use_workaround"))
    return Drawn(
        word(words, trouble.symptom), "", head, evidence(page, id, trouble.sheets, width), told(foot, width, "dim")
    )


def _asks(page: "Page", name: Text, till: str, says: Text, came: int, width: int) -> list[Line]:
    words = page.desk.words
    who = f"{name[words.lang]}{f' · {till_name(words, till)}' if till else ''}"
    since = words("desk.since", time=minutes(page.desk.now - came))
    lines: list[Line] = [(Span(f" {who}", "strong"), Span(f"   {since}", "dim"))]
    said = says[words.lang]
    return [*lines, *(told(words("till.quote", text=said), width, "accent") if said else [])]


def evidence(page: "Page", id: str, sheets: tuple[SheetSeen, ...], width: int) -> list[Line]:
    """Numbered: a digit, Enter or a click looks at one."""
    words = page.desk.words
    rows: list[Line] = [(Span(f" {words('desk.evidence')}", "accent strong"),)]
    for number, seen in enumerate(sheets, 1):
        hit = ("sheet", f"{id}|{seen.kind}")
        state = "" if seen.sheet is not None else words("desk.not_looked")
        rows.append(
            page.row(hit, f"{number} {sheet_name(words, seen.kind)}", state, width, "strong" if seen.sheet else "")
        )
        rows += belonging(hit, sheet_lines(page, seen.sheet, width)) if seen.sheet is not None else []
    return rows


def belonging(hit: Hit, lines: list[Line]) -> list[Line]:
    """Lines of the row above them: whoever is at that row sees them to their end."""
    return [tuple(span._replace(hit=hit) for span in line) for line in lines]


NOTHING = (("takes", "any"),)
"""Words that say no more than that nothing is said."""
OWN_NAMES = {
    ("rule", "days"): "desk.rule_days",
    ("goods", "state"): "desk.goods_state",
    ("identity", "badge"): "desk.identity_badge",
    ("journal", "present"): "desk.customer_there",
    ("log", "elsewhere"): "desk.log_elsewhere",
    ("record", "today"): "desk.record_today",
    ("record", "usual"): "desk.record_usual",
    ("rule", "takes"): "desk.rule_takes",
    ("site", "condition"): "desk.site_condition",
}
"""Figures that mean something else on this sheet than elsewhere."""


def _figure(words: Words, kind: str, name: str) -> str:
    return words(OWN_NAMES[kind, name]) if (kind, name) in OWN_NAMES else named(words, name)


def sheet_lines(page: "Page", sheet: Sheet, width: int, *, money: bool = False) -> list[Line]:
    """What stands on a sheet; `money`: its figures are amounts, whatever they are elsewhere."""
    desk, words = page.desk, page.desk.words
    lines: list[Line] = []
    for name, figure in sheet.figures.items():
        if name in SHEET_YES_NO:
            value = words("desk.yes" if figure else "desk.no")
        else:
            value = desk.money(figure) if money or name in SHEET_MONEY else str(figure)
        lines.append(pair(_figure(words, sheet.kind, name), value, width))
    lines += [
        pair(_figure(words, sheet.kind, name), word(words, value), width)
        for name, value in sheet.words.items()
        if (name, value) not in NOTHING
    ]
    said = sheet.text[words.lang]
    return [*lines, *((Span("   "), *line) for line in (told(said, width - 3) if said else []))]
