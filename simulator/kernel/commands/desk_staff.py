"""At the manager's desk: people, their PINs, their rights, their hours."""

from simulator.kernel.events import Command


class HandlePin(Command, frozen=True, gc=False):
    """密码事项: what is done about a PIN."""

    matter: str
    action: str
    """One of `desk.PIN_ACTIONS`."""


class LookUpDuties(Command, frozen=True, gc=False):
    """查岗位职责: what a role's work needs."""

    role: str


class GrantRight(Command, frozen=True, gc=False):
    """授予权限: a role may do an operation from now on."""

    role: str
    operation: str


class RevokeRight(Command, frozen=True, gc=False):
    """收回权限: a role may not do it any more."""

    role: str
    operation: str


class TakeRole(Command, frozen=True, gc=False):
    """Take one of several roles from a person."""

    badge: str
    role: str


class DisableAccount(Command, frozen=True, gc=False):
    """停用账号: nobody signs on with that badge any more."""

    badge: str


class ConfirmRights(Command, frozen=True, gc=False):
    """权限复核: the matrix is as it should be."""


class AssignShift(Command, frozen=True, gc=False):
    """排班: somebody's hours, from the full hour `begins` to `ends`; hours that they had are replaced."""

    badge: str
    begins: int
    ends: int


class DropShift(Command, frozen=True, gc=False):
    """Somebody is off the roster."""

    badge: str


class SetBreak(Command, frozen=True, gc=False):
    """The hour in which somebody has their break."""

    badge: str
    hour: int


class PublishRoster(Command, frozen=True, gc=False):
    """发布班表: the roster holds."""
