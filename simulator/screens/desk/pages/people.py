"""People: what roles may do beside what their work needs, who holds which role, and who works when."""

from typing import TYPE_CHECKING

from simulator.kernel.texts import Text, pad
from simulator.screens.actions import AT
from simulator.screens.desk.pages.drawn import Drawn, told
from simulator.screens.desk.wording import word
from simulator.screens.station.pane import Line, Span, fit

if TYPE_CHECKING:
    from simulator.desk.seen import HourSeen
    from simulator.screens.desk.page import Page


ORDER = {action.id: at for at, action in enumerate(action for actions in AT.values() for action in actions)}


def _order(operation: str) -> tuple[int, str]:
    """As in the menus, whether it is held or not: what is taken and given again stays where it was."""
    return ORDER.get(operation, len(ORDER)), operation


def rights(page: "Page", id: str, width: int) -> Drawn:
    """Each role with its rights; once its duties were looked up, what does not agree is marked."""
    words, matrix = page.desk.words, page.desk.view.matrix
    rows: list[Line] = []
    for role in matrix.roles:
        state = words("desk.duties_known" if role.duties is not None else "desk.duties_unknown")
        rows.append(page.row(("role", role.role), role.name[words.lang], state, width, "accent"))
        for operation in sorted({*role.rights, *(role.duties or ())}, key=_order):
            held = operation in role.rights
            needed = role.duties is None or operation in role.duties
            state = "" if held and needed else words("desk.too_much" if held else "desk.lacking")
            hit = ("right", f"{role.role}|{operation}")
            mark = "✓" if held else "○"
            rows.append(page.row(hit, f"  {mark} {word(words, operation)}", state, width, "" if not state else "warn"))
    apart = [f"{word(words, one)} ↔ {word(words, other)}" for one, other in matrix.apart]
    foot = told(words("desk.apart", pairs=" · ".join(apart)), width, "dim") if apart else []
    state = words("desk.confirmed") if matrix.confirmed else ""
    return Drawn(words("desk.folder.rights"), state, told(words("desk.rights_how"), width, "dim"), rows, foot)


def staff(page: "Page", id: str, width: int) -> Drawn:
    """Post first, then what came on top; who left and can still sign on."""
    desk, words = page.desk, page.desk.words
    names = {role.role: role.name for role in desk.view.matrix.roles}
    rows: list[Line] = []
    for person in desk.view.staff:
        state = words("desk.disabled") if person.disabled else words("desk.left") if person.left else ""
        hit = ("person", person.badge)
        rows.append(
            page.row(
                hit, person.name[words.lang], state, width, "warn" if person.left and not person.disabled else "strong"
            )
        )
        roles = " + ".join(
            names.get(role, Text(word(words, role), word(words, role)))[words.lang] for role in person.roles
        )
        hours = words("desk.can_work", begins=person.begins, ends=person.ends) if person.ends else ""
        minor = words("desk.minor") if person.minor else ""
        rows.append(page.more(hit, "  ".join(part for part in (roles, hours, minor) if part)))
    return Drawn(words("desk.folder.staff"), "", (), rows)


def _bar(hour: "HourSeen") -> Line:
    """`08:00 ██████  3/3`."""
    there, lacking = min(hour.there, hour.needed), max(0, hour.needed - hour.there)
    spare = max(0, hour.there - hour.needed)
    bar = (Span("█" * 2 * there, "good"), Span("░" * 2 * lacking, "bad"), Span("▓" * 2 * spare, "warn"))
    return Span(f" {hour.hour:02}:00 ", "dim"), *bar, Span(f"  {hour.there}/{hour.needed}", "bad" if lacking else "")


def roster(page: "Page", id: str, width: int) -> Drawn:
    """The hours as bars: what the forecast needs, and who is there; below, everybody's shift and when they can work."""
    desk, words, plan = page.desk, page.desk.words, page.desk.view.roster
    people = {person.badge: person for person in desk.view.staff}
    head = [_bar(hour) for hour in plan.hours]
    if len(head) > page.size.height // 2:  # hours side by side, so that people are in sight below
        half = (len(head) + 1) // 2
        beside: list[Line] = [*head[half:], ()][:half]
        head = [(*fit(left, width // 2), *right) for left, right in zip(head[:half], beside, strict=True)]
    rows: list[Line] = []
    shifts = {shift.badge: shift for shift in plan.shifts}
    for badge in dict.fromkeys((*shifts, *(p.badge for p in desk.view.staff if p.ends))):
        shift, signs = shifts.get(badge), []
        person = people.get(badge)
        if person is not None and person.minor:
            signs.append(words("desk.minor"))
        warned = badge in plan.absent or badge in plan.restless
        if badge in plan.absent:
            signs.append(words("desk.absent"))
        if badge in plan.restless:
            signs.append(words("desk.restless"))
        hours = f"{shift.begins:02}–{shift.ends:02}" if shift else "  ·  "
        can = f"({person.begins:02}–{person.ends:02})" if person is not None and person.ends else ""
        rest = words("desk.break", hour=shift.rest) if shift and shift.rest else ""
        name = person.name[words.lang] if person is not None else badge
        text = f"{pad(name, 12)} {hours} {can}  {rest}"
        rows.append(page.row(("shift", badge), text, " ".join(signs), width, "warn" if warned else ""))
    foot = told(words("desk.foot.roster"), width, "dim")
    return Drawn(words("desk.folder.roster"), words("desk.published") if plan.published else "", head, rows, foot)
