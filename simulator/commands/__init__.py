"""What can be typed: a module a subject, thin: it wires with `bootstrap`, prints, and says the exit status."""

import argparse
from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from simulator.bootstrap import House
    from simulator.locale import Words

Command = Callable[["House", argparse.Namespace, "Words"], int]

COMMANDS = {
    "play": "sessions",
    "check": "content",
    "price": "content",
    "sheet": "papers",
    "manual": "papers",
    "import": "imports",
    "scenarios": "content",
    "sessions": "sessions",
    "replay": "sessions",
    "grade": "grading",
    "report": "reports",
    "verify": "proof",
    "readiness": "readiness",
    "gates": "readiness",
    "evidence_add": "readiness",
    "evidence_list": "readiness",
    "devices_check": "readiness",
    "stress": "stress",
    "uat_draw": "acceptance",
    "uat_add": "acceptance",
    "uat_import": "acceptance",
    "uat_list": "acceptance",
    "uat_record": "acceptance",
    "uat_session": "acceptance",
    "issue_add": "acceptance",
    "issue_list": "acceptance",
    "issue_show": "acceptance",
    "issue_move": "acceptance",
    "store_add": "stores",
    "store_list": "stores",
    "waive": "stores",
    "overlay_add": "overlay",
    "overlay_list": "overlay",
    "overlay_agreement": "overlay",
    "survey": "overlay",
    "people_list": "people",
    "people_add": "people",
    "people_import": "people",
    "people_rename": "people",
    "people_merge": "people",
    "people_role": "people",
    "people_remove": "people",
    "people_pin": "trainers",
    "progress": "progress",
    "badge": "badges",
    "card": "badges",
    "journal_export": "sessions",
    "journal_verify": "sessions",
    "journal_audit": "stress_audit",
    "backup": "sessions",
    "restore": "sessions",
}
"""The module here whose function of that name a command is; only that module is loaded."""


def command(name: str) -> Command:
    """What carries it out."""
    function = f"{name}_" if iskeyword(name) else name
    return cast(Command, getattr(import_module(f"{__name__}.{COMMANDS[name]}"), function))
