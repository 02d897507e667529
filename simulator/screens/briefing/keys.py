"""The keys of a till as a table of words, from the registry and the profile."""

from simulator.locale import Words
from simulator.screens.actions import AT, OF_ROLE, Action
from simulator.screens.profiles import Profile
from simulator.screens.shell.bars import key_name


def title_of(action: str, words: Words, profile: Profile) -> str:
    """The action's name at this customer's till."""
    return profile.words.get(words.lang, {}).get(action) or words(f"action.{action}")


def key_of(action: str, profile: Profile) -> str:
    """The key that is shown for it."""
    keys = profile.keys.get(action, ())
    return key_name(keys[0]) if keys else ""


def essential(role: str, profile: Profile) -> tuple[list[Action], Profile]:
    """What a newcomer of a role needs: the actions that the footer shows, as far as they have a key; and those keys."""
    workstation = OF_ROLE.get(role, "till")
    actions, there = AT.get(workstation, AT["till"]), profile.at(workstation)
    return [action for action in actions if action.footer and there.keys.get(action.id)], there
