"""What a person may do here, in words: who can where one's own role may not, who approves where it may not alone."""

from collections.abc import Mapping
from typing import Protocol

from simulator.kernel.money import Currency
from simulator.locale import Words
from simulator.pos.rights import Others, Right


class Entitled(Protocol):
    """The rules of a workstation, as far as they say who may do what."""

    @property
    def rights(self) -> Mapping[str, Right]: ...
    @property
    def never(self) -> Mapping[str, Others]: ...


def who_can(words: Words, rules: Entitled, operation: str) -> str:
    """`only: store manager`, where one may never do it oneself; else `with: supervisor`, where one may not alone."""
    others = rules.never.get(operation)
    if others is not None:
        return words("shell.right.only", who=others.titles)
    right = rules.rights.get(operation)
    return words("shell.right.with", who=words(f"till.level.{right.above}")) if right and right.limit is None else ""


def from_where(words: Words, rules: Entitled, operation: str, currency: Currency) -> str:
    """The same, and for what has a limit how far one may go alone."""
    right = rules.rights.get(operation)
    if right is None or right.limit is None or operation in rules.never:
        return who_can(words, rules, operation)
    who = words(f"till.level.{right.above}")
    return words("shell.right.above", amount=currency.format(right.limit), who=who)
