"""Mistakes with PINs, rights and hours."""

from collections.abc import Callable, Iterator

from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk import people as p
from simulator.drill.bots.office_desk.mistakes_approving import WHY
from simulator.drill.bots.office_desk.routine import EXPERIENCED, DeskRoutine, Habit
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c


def _pins(proper: str, action: str) -> Habit:
    """Acts otherwise than the evidence asks for."""

    def handle(view: DeskView, memory: Memory) -> Advice | None:
        right = p.handle_pins(view, memory)
        command = right.command if right else None
        if not isinstance(command, c.HandlePin) or command.action != proper:
            return right
        return do(c.HandlePin(command.matter, action), WHY)

    return handle


def reset_for_anybody(view: DeskView, memory: Memory) -> Advice | None:
    """Resets whatever is asked for, without a look."""
    letter = next((each for each in view.inbox if each.room == "staff"), None)
    return do(c.HandlePin(letter.matter, "reset_pin"), WHY) if letter else None


def revoke_too_much(view: DeskView, memory: Memory) -> Advice | None:
    """Takes away a right that somebody's work needs, to be on the safe side."""
    for role in view.matrix.roles:
        if role.duties and role.duties[0] in role.rights and not memory.done(c.RevokeRight):
            return do(c.RevokeRight(role.role, role.duties[0]), WHY)
    return p.revoke_rights(view, memory)


def grant_generously(view: DeskView, memory: Memory) -> Advice | None:
    """Gives the first role what somebody else's work needs, since they ask so nicely."""
    roles = view.matrix.roles
    if not roles or memory.done(c.ConfirmRights) or memory.done(c.GrantRight):
        return p.grant_rights(view, memory)
    first = roles[0]
    other = next((duty for role in roles[1:] for duty in role.duties or () if duty not in (first.duties or ())), "")
    if first.duties is None or not other or other in first.rights:
        return p.grant_rights(view, memory)
    return do(c.GrantRight(first.role, other), WHY)


def _but_what(did: str, steps: Callable[[DeskView], Iterator[Advice]]) -> Habit:
    """The same, and what they themselves gave or took stays so."""

    def stand_by(view: DeskView, memory: Memory) -> Advice | None:
        for step in steps(view):
            command = step.command
            assert isinstance(command, c.GrantRight | c.RevokeRight), "only rights are given and taken here"
            if f"{did} {command.role} {command.operation}" not in memory.noted:
                return step
        return None

    return stand_by


def take_their_post(view: DeskView, memory: Memory) -> Advice | None:
    """Of two roles takes the wrong one."""
    right = p.separate_duties(view, memory)
    command = right.command if right else None
    if not isinstance(command, c.TakeRole):
        return right
    person = next(each for each in view.staff if each.badge == command.badge)
    return do(c.TakeRole(command.badge, person.roles[0]), WHY)


def disable_somebody(view: DeskView, memory: Memory) -> Advice | None:
    """Switches off the account of somebody who works here."""
    here = next((person for person in view.staff if not person.left), None)
    if here is None or not view.matrix.roles or memory.done(c.DisableAccount):
        return p.close_accounts(view, memory)
    return do(c.DisableAccount(here.badge), WHY)


def overwork(view: DeskView, memory: Memory) -> Advice | None:
    """Lets who is there work longer, whatever their hours may be."""
    if not view.roster.hours or memory.done(c.PublishRoster):
        return None
    minors = {person.badge for person in view.staff if person.minor}
    shift = next((each for each in view.roster.shifts if each.badge in minors), None)
    if shift is None or memory.done(c.AssignShift):
        return None
    return do(c.AssignShift(shift.badge, shift.begins, 22), WHY)


PEOPLE: dict[str, DeskRoutine] = {
    "pin_for_impostor": EXPERIENCED.instead(p.handle_pins, _pins("turn_away", "reset_pin")),
    "pin_owner_turned_away": EXPERIENCED.instead(p.handle_pins, _pins("unlock_account", "turn_away")),
    "attack_overlooked": EXPERIENCED.instead(p.handle_pins, _pins("reset_pin", "unlock_account")),
    "misuse_overlooked": EXPERIENCED.instead(p.handle_pins, _pins("suspend_account", "reset_pin")),
    "rights_left_wide": EXPERIENCED.without(p.revoke_rights),
    "rights_left_lacking": EXPERIENCED.without(p.grant_rights),
    "duties_left_together": EXPERIENCED.without(p.separate_duties),
    "leaver_left_in": EXPERIENCED.without(p.close_accounts),
    "needed_right_revoked": EXPERIENCED.instead(p.revoke_rights, revoke_too_much).instead(
        p.grant_rights, _but_what("take", p.to_grant)
    ),
    "right_given_away": EXPERIENCED.instead(p.grant_rights, grant_generously).instead(
        p.revoke_rights, _but_what("give", p.to_revoke)
    ),
    "post_taken": EXPERIENCED.instead(p.separate_duties, take_their_post),
    "colleague_locked_out": EXPERIENCED.instead(p.close_accounts, disable_somebody),
    "absent_left_in": EXPERIENCED.without(p.drop_absent),
    "gaps_left": EXPERIENCED.without(p.fill_hours, p.change_hours),
    "breaks_forgotten": EXPERIENCED.without(p.set_breaks),
    "minor_overworked": EXPERIENCED.first(overwork).without(p.mend_hours),
}
LAZY_PEOPLE: tuple[Habit, ...] = (reset_for_anybody, p.publish, p.confirm_rights)
