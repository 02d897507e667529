"""What a person chose once and wants kept: language, profile, devices, who sat here last. A small JSON file.

It is read before the first frame, when the database is not open yet.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from simulator.drafts import keep
from simulator.kernel.texts import Lang

FILE = "settings.json"


class Settings(msgspec.Struct, omit_defaults=True):
    """Unknown fields of a newer version are ignored, not refused."""

    lang: Lang | None = None
    profile: str = ""
    printer: str = ""
    scanner: str = ""
    person: str = ""
    """Id of who sat here last; empty for a guest."""
    role: str = "cashier"
    drawer_confirmed: bool = False
    """Somebody at this station said that its real drawer may be kicked."""


def default_home() -> Path:
    """`STOREDRILL_HOME`, or where this system keeps a user's data."""
    chosen = os.environ.get("STOREDRILL_HOME", "")
    if chosen:
        return Path(os.path.expanduser(chosen))  # a `~` of nobody stays as it is
    from platformdirs import user_data_path

    return user_data_path("storedrill", appauthor=False)


def home_of(given: str = "") -> Path:
    """The data folder: the one given, or the default."""
    return Path(os.path.expanduser(given)) if given else default_home()


def load_settings(home: Path) -> Settings:
    """The kept settings; a missing or damaged file means none, for nobody should be kept from training by it."""
    try:
        return msgspec.json.decode((home / FILE).read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return Settings()


def save_settings(home: Path, settings: Settings) -> None:
    """Write the file whole or not at all. Raises OSError."""
    home.mkdir(parents=True, exist_ok=True)
    keep(home / FILE, msgspec.json.format(msgspec.json.encode(settings)))


def typed_language(arguments: Sequence[str]) -> Lang:
    """The language of a command line that is not parsed yet: `--lang`, what was kept, or a guess."""
    typed = _option("--lang", arguments)
    if typed in ("en", "zh"):
        return "zh" if typed == "zh" else "en"
    return load_settings(home_of(_option("--home", arguments))).lang or guess_language()


def _option(name: str, arguments: Sequence[str]) -> str:
    for at, argument in enumerate(arguments, 1):
        if argument == name:
            return arguments[at] if at < len(arguments) else ""
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return ""


def guess_language() -> Lang:
    """The language where nobody chose one: STOREDRILL_LANG, or the system's."""
    chosen = os.environ.get("STOREDRILL_LANG", "")
    if chosen[:2] in ("en", "zh"):
        return "zh" if chosen.startswith("zh") else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        system = os.environ.get(name, "")
        if system:
            return "zh" if system.lower().startswith("zh") else "en"
    return "zh" if sys.platform == "win32" and _windows_is_chinese() else "en"


def _windows_is_chinese() -> bool:
    import locale

    return (locale.getlocale()[0] or "").startswith(("Chinese", "zh"))
