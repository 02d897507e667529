"""Keys by the names that Textual has for them, and as a person reads them."""

import string
import unicodedata

_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def _sign_name(sign: str) -> str:
    """What Textual calls the key of a sign: `*` is `asterisk`."""
    name = unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


SIGNS = {sign: _sign_name(sign) for sign in string.punctuation}
_SHOWN = {
    "escape": "Esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "insert": "Ins",
    "backspace": "Bksp",
    **{f"f{n + 12}": f"Shift+F{n}" for n in range(1, 13)},  # what terminals send for it
    **{name: sign for sign, name in SIGNS.items()},
}


def key_name(key: str) -> str:
    """`ctrl+l` -> `Ctrl+L`, `asterisk` -> `*`, `f13` -> `Shift+F1`."""
    *modifiers, last = key.split("+")
    shown = _SHOWN.get(last) or (last.upper() if len(last) == 1 or last[1:].isdigit() else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])
