"""The keys of a till as a table of words, from the registry and the profile."""

from simulator.locale import Words
from simulator.screens.actions import ACTIONS, Action
from simulator.screens.profiles import Profile
from simulator.screens.shell.bars import key_name


def title_of(action: str, words: Words, profile: Profile) -> str:
    """The action's name at this customer's till."""
    return profile.words.get(words.lang, {}).get(action) or words(f"action.{action}")


def key_of(action: str, profile: Profile) -> str:
    """The key that is shown for it."""
    keys = profile.keys.get(action, ())
    return key_name(keys[0]) if keys else ""


def essential(profile: Profile) -> list[Action]:
    """What a newcomer needs: the actions that the footer shows, as far as they have a key here."""
    return [action for action in ACTIONS if action.footer and action.id in profile.keys]
