"""权限复核: a role may do what its duties need and no more, and nobody holds what must not be in one hand."""

from collections.abc import Iterable

from simulator.desk.folders import Matrix
from simulator.desk.state import Desk
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import COMMANDS, Entry
from simulator.kernel.events import Command, Event
from simulator.pos.refusals import refuse

# --- what is right ---------------------------------------------------------------------------------------------------


def wide(matrix: Matrix) -> list[tuple[str, str]]:
    """(role, operation) that nobody's work needs."""
    found = ((role, right) for role, rights in matrix.rights.items() for right in rights)
    return [(role, right) for role, right in found if right not in matrix.roles[role].duties]


def missing(matrix: Matrix) -> list[tuple[str, str]]:
    """(role, operation) that a role's work needs, and may not do."""
    found = ((card.role, duty) for card in matrix.roles.values() for duty in card.duties)
    return [(role, duty) for role, duty in found if duty not in matrix.rights[role]]


def clash(matrix: Matrix, roles: list[str]) -> bool:
    """Whether the duties of these roles together are what must not be in one hand."""
    together = {duty for role in roles if role in matrix.roles for duty in matrix.roles[role].duties}
    return any(one in together and other in together for one, other in matrix.apart)


def clashing(matrix: Matrix) -> list[str]:
    """Badges whose roles must not be in one hand."""
    return [badge for badge, roles in matrix.held.items() if badge not in matrix.disabled and clash(matrix, roles)]


def leavers(desk: Desk) -> list[str]:
    """Badges of people who left, and can still sign on."""
    return [badge for badge, card in desk.staff.items() if card.left and badge not in desk.matrix.disabled]


# --- decide ----------------------------------------------------------------------------------------------------------


def _role(desk: Desk, command: Command, role: str) -> list[Event]:
    """The refusal where there is no such role."""
    return [] if role in desk.matrix.roles else refuse(command, "refused.no_such_role", role=role)


def look_up_duties(desk: Desk, command: c.LookUpDuties) -> list[Event]:
    wrong = _role(desk, command, command.role)
    return wrong or [f.DutiesLookedUp(command.role, desk.matrix.roles[command.role].duties)]


def _right(desk: Desk, command: c.GrantRight | c.RevokeRight, *, there: bool) -> list[Event]:
    wrong = _role(desk, command, command.role)
    if wrong:
        return wrong
    if command.operation not in COMMANDS:
        return refuse(command, "refused.no_such_right", operation=command.operation)
    if (command.operation in desk.matrix.rights[command.role]) != there:
        return refuse(command, "refused.right_as_it_is", role=command.role, operation=command.operation)
    return []


def grant_right(desk: Desk, command: c.GrantRight) -> list[Event]:
    wrong = _right(desk, command, there=False)
    if wrong:
        return wrong
    needed = command.operation in desk.matrix.roles[command.role].duties
    return [f.RightGranted(command.role, command.operation, needed, command.role in desk.matrix.known)]


def revoke_right(desk: Desk, command: c.RevokeRight) -> list[Event]:
    wrong = _right(desk, command, there=True)
    if wrong:
        return wrong
    needed = command.operation in desk.matrix.roles[command.role].duties
    known = command.role in desk.matrix.known or (command.role, command.operation) in desk.matrix.given
    return [f.RightRevoked(command.role, command.operation, needed, known)]


def take_role(desk: Desk, command: c.TakeRole) -> list[Event]:
    roles = desk.matrix.held.get(command.badge, [])
    if command.role not in roles:
        return refuse(command, "refused.no_such_role", role=command.role)
    rest = [role for role in roles if role != command.role]
    solved = clash(desk.matrix, roles) and not clash(desk.matrix, rest)
    return [f.RoleTaken(command.badge, command.role, solved, command.role == roles[0])]


def disable_account(desk: Desk, command: c.DisableAccount) -> list[Event]:
    card = desk.staff.get(command.badge)
    if card is None:
        return refuse(command, "refused.no_such_badge", badge=command.badge)
    if command.badge in desk.matrix.disabled:
        return refuse(command, "refused.done_already", matter=command.badge)
    return [f.AccountDisabled(command.badge, card.left)]


def confirm_rights(desk: Desk, command: c.ConfirmRights) -> list[Event]:
    matrix = desk.matrix
    if not matrix.roles or matrix.confirmed:
        return refuse(command, "refused.no_matrix")
    far, lacking = wide(matrix), missing(matrix)
    return [
        f.RightsConfirmed(
            _named(each for each in far if _found(matrix, *each)),
            _named(each for each in lacking if not _found(matrix, *each)),
            tuple(clashing(matrix)),
            tuple(leavers(desk)),
            given_away=_named(each for each in far if not _found(matrix, *each)),
            taken_away=_named(each for each in lacking if _found(matrix, *each)),
        )
    ]


def _found(matrix: Matrix, role: str, right: str) -> bool:
    """Whether a role might do something already when the matrix came."""
    return right in matrix.roles[role].rights


def _named(rights: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{role}/{right}" for role, right in rights)


# --- apply -----------------------------------------------------------------------------------------------------------


def OPENS(desk: Desk, opened: f.DeskOpened) -> None:
    desk.staff = {card.badge: card for card in opened.staff}
    matrix = desk.matrix
    matrix.roles = {card.role: card for card in opened.roles}
    matrix.rights = {card.role: list(card.rights) for card in opened.roles}
    matrix.held = {card.badge: list(card.roles) for card in opened.staff if card.roles}
    matrix.apart = opened.apart


def BUSY(desk: Desk) -> bool:
    return bool(desk.matrix.roles) and not desk.matrix.confirmed


def duties_looked_up(desk: Desk, fact: f.DutiesLookedUp, entry: Entry) -> None:
    desk.matrix.known.add(fact.role)


def right_granted(desk: Desk, fact: f.RightGranted, entry: Entry) -> None:
    desk.matrix.rights[fact.role].append(fact.operation)
    desk.matrix.given.add((fact.role, fact.operation))
    desk.note("right_granted", fact.role, fact.operation)


def right_revoked(desk: Desk, fact: f.RightRevoked, entry: Entry) -> None:
    desk.matrix.rights[fact.role].remove(fact.operation)
    desk.note("right_revoked", fact.role, fact.operation)


def role_taken(desk: Desk, fact: f.RoleTaken, entry: Entry) -> None:
    desk.matrix.held[fact.badge].remove(fact.role)
    desk.note("role_taken", fact.badge, fact.role)


def account_disabled(desk: Desk, fact: f.AccountDisabled, entry: Entry) -> None:
    desk.matrix.disabled.add(fact.badge)
    desk.note("account_disabled", fact.badge)


def rights_confirmed(desk: Desk, fact: f.RightsConfirmed, entry: Entry) -> None:
    desk.matrix.confirmed = True
    desk.note("rights_confirmed")


DECIDE = {
    c.LookUpDuties: look_up_duties,
    c.GrantRight: grant_right,
    c.RevokeRight: revoke_right,
    c.TakeRole: take_role,
    c.DisableAccount: disable_account,
    c.ConfirmRights: confirm_rights,
}
APPLY = {
    f.DutiesLookedUp: duties_looked_up,
    f.RightGranted: right_granted,
    f.RightRevoked: right_revoked,
    f.RoleTaken: role_taken,
    f.AccountDisabled: account_disabled,
    f.RightsConfirmed: rights_confirmed,
}
