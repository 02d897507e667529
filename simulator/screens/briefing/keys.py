"""The keys of a drill as a table of words, from the registry, the profile and what the drill asks for."""

from simulator.locale import Words
from simulator.screens.actions import AT, CONTROL, OF_ROLE, Action, lent_key
from simulator.screens.profiles import Profile
from simulator.screens.shell.keys import key_name

DIGITS = "1 … 9"
BY_DIGITS = ("look_at", "read_paper")
"""At the desk each lies behind a digit."""
ALWAYS = ("hint", "pause", "help", "menu", "leave_drill")


def title_of(action: str, words: Words, profile: Profile) -> str:
    """The action's name at this customer's till."""
    return profile.words.get(words.lang, {}).get(action) or words(f"action.{action}")


def keys_of(action: str, profile: Profile, workstation: str = "till") -> list[str]:
    """What does it, at the stage, page or document that it belongs to; nothing where only the menu has it."""
    lent = lent_key(action)
    if workstation == "office":
        from simulator.screens.desk.operations import slot_of

        if action in BY_DIGITS:
            return [DIGITS]
        lent = slot_of(action)
    pressed = [*profile.keys.get(lent, ()), *profile.keys.get(action, ())]
    return [key_name(key) for key in dict.fromkeys(pressed)]


def key_of(action: str, profile: Profile, workstation: str = "till") -> str:
    """The key that is shown for it; what has none is found in the menu."""
    keys = keys_of(action, profile, workstation)
    if keys:
        return keys[0]
    menu = profile.keys.get("menu", ())
    return f"{key_name(menu[0])} ▸" if menu else ""


def essential(drill: str, role: str, profile: Profile) -> tuple[list[Action], Profile]:
    """What the drill asks for, else what the footer shows of a role; and the keys as they are at its workstation.

    What a shipped drill asks for is what the experienced bot did in it.
    """
    from scenarios.coverage import coverage

    workstation = OF_ROLE.get(role, "till")
    actions, there = AT.get(workstation, AT["till"]), profile.at(workstation)
    done = next((met.operations for met in coverage().drills if met.id == drill), {})
    if not done:
        return [action for action in actions if action.footer and there.keys.get(action.id)], there
    wanted = {*done, *(CONTROL[operation] for operation in done if operation in CONTROL)}
    return [action for action in actions if action.id in ALWAYS or action.id in wanted], there
