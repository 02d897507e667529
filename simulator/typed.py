"""What was typed and cannot be read: argparse's own sentence, and what was probably meant or what is asked for.

The words are argparse's (`argparse.po`, looked up by their English), since a parser speaks before a house is there.
"""

import argparse
from collections.abc import Iterator, Sequence
from gettext import gettext
from typing import Any, NoReturn

REQUIRED = "the following arguments are required: %s"


class Parser(argparse.ArgumentParser):
    """A parser that says what was probably meant. Its subparsers are such parsers too."""

    _typed: Sequence[str] = ()

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """What is unknown is told here, by the command that was meant, and not by the one above it."""
        self._typed = tuple(args or ())
        found, more = super().parse_known_args(args, namespace)
        if more:
            self.error(gettext("unrecognized arguments: %s") % " ".join(more))
        return found, more

    def error(self, message: str) -> NoReturn:
        """Usage, the sentence, and under it what was meant by an option that there is not, or what is lacking."""
        hints = [gettext("did you mean %s?") % meant for typed in self._unknown() if (meant := self._nearest(typed))]
        if not hints and message.startswith(gettext(REQUIRED) % ""):
            hints = list(self._lacking(message))
        super().error("\n  ".join((message, *dict.fromkeys(hints))))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as told:
            if meant := nearest(str(value), [str(one) for one in action.choices or ()]):
                said = gettext("%(value)r is unknown; did you mean %(meant)s?") % {"value": value, "meant": meant}
                raise argparse.ArgumentError(action, said) from told
            raise

    def _options(self) -> list[str]:
        return [option for action in self._actions for option in action.option_strings if option.startswith("--")]

    def _nearest(self, option: str) -> str:
        return nearest(option, self._options())

    def _unknown(self) -> Iterator[str]:
        """Options that were typed and are none; where commands follow, which have their own, those before them."""
        known, before = self._options(), ""
        for typed in self._typed:
            value = before.startswith("-") and "=" not in before
            if typed == "--" or (self._subparsers is not None and not typed.startswith("-") and not value):
                return
            name, before = typed.partition("=")[0], typed
            if name.startswith("--") and not any(option.startswith(name) for option in known):
                yield name

    def _lacking(self, message: str) -> Iterator[str]:
        """What the message asks for, each with what it is."""
        asked = message.partition(gettext(REQUIRED) % "")[2].split(", ")
        for action in self._actions:
            name = "/".join(action.option_strings) or str(action.metavar or action.dest)
            if name in asked and action.help:
                kind = action.metavar or f"{{{','.join(map(str, action.choices or ()))}}}"
                yield f"{name} {kind if action.option_strings or action.choices else ''}".strip() + f"  {action.help}"


def nearest(typed: str, known: Sequence[str]) -> str:
    """The known word that looks most like what was typed, or nothing."""
    from scenarios.problems import did_you_mean

    return did_you_mean(typed, known)
