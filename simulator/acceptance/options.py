"""What can be typed about an acceptance test, its issues, stores that are kept, and waivers; work is elsewhere."""

TYPE_CHECKING = False  # as in `cli`: nothing is imported before it is known what was asked
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from simulator.locale import Words

    Inside = argparse._SubParsersAction[argparse.ArgumentParser]
    Add = Callable[[Inside, str, str], Callable[..., argparse.Action]]

OUTCOMES = ("passed", "failed", "blocked")
SEVERITIES = ("severe", "general", "suggestion")
STATES = ("open", "mending", "retest", "closed")
OUTSIDE = ("device", "customer")


def add_commands(commands: "Inside", add: "Add", words: "Words") -> None:
    """`uat`, `issue`, `store` and `waive`."""

    def group(name: str) -> "Inside":
        made = commands.add_parser(name, help=words(f"uat.cli_{name}"), description=words(f"uat.cli_{name}"))
        return made.add_subparsers(dest=f"{name}_command", metavar="WHAT", required=True)

    _uat(group("uat"), add, words)
    _issue(group("issue"), add, words)
    _store(group("store"), add, words)
    waive = add(commands, "waive", "uat.cli_waive")
    waive("gate", metavar="GATE", help=words("uat.cli_gate"))
    waive("--store", metavar="STORE|FILE", required=True, help=words("uat.cli_store_of"))
    waive("--owner", metavar="WHO", required=True, help=words("uat.cli_waive_owner"))
    waive("--reason", metavar="TEXT", required=True, help=words("uat.cli_reason"))
    waive("--until", metavar="DAY", required=True, help=words("uat.cli_until"))
    waive("--by", metavar="WHO", required=True, help=words("uat.cli_by"))
    waive("--gates", metavar="FILE", default="", help=words("cli.readiness_gates"))


def _uat(inside: "Inside", add: "Add", words: "Words") -> None:
    draw = add(inside, "draw", "uat.cli_draw")
    draw("drills", metavar="DRILL", nargs="+", help=words("uat.cli_drills"))
    _said(draw, words)

    write = add(inside, "add", "uat.cli_add")
    write("--title", metavar="TEXT", required=True, help=words("uat.cli_title"))
    write("--steps", metavar="TEXT", default="", help=words("uat.cli_steps"))
    write("--expected", metavar="TEXT", required=True, help=words("uat.cli_expected"))
    write("--tester", metavar="WHO", default="", help=words("uat.cli_tester"))
    write("--id", metavar="NUMBER", default="", help=words("uat.cli_id"))
    _said(write, words)

    imports = add(inside, "import", "uat.cli_import")
    imports("file", metavar="FILE", help=words("uat.cli_file"))
    imports("--system", metavar="NAME", default="", help=words("uat.cli_system"))
    imports("--from", dest="origin", choices=OUTSIDE, default="customer", help=words("uat.cli_from"))
    _said(imports, words)

    listed = add(inside, "list", "uat.cli_list")
    listed("--csv", metavar="FILE", default="", help=words("uat.cli_csv"))
    listed("--json", action="store_true", help=words("cli.json"))

    record = add(inside, "record", "uat.cli_record")
    record("case", metavar="CASE", help=words("uat.cli_case"))
    record("outcome", choices=OUTCOMES, help=words("uat.cli_outcome"))
    record("--session", metavar="SESSION", default="", help=words("uat.cli_session"))
    record("--system", metavar="NAME", default="", help=words("uat.cli_system"))
    record("--from", dest="origin", choices=OUTSIDE, default="customer", help=words("uat.cli_from"))
    record("--on", metavar="DAY", default="", help=words("uat.cli_on"))
    record("--note", metavar="TEXT", default="", help=words("uat.cli_note"))
    _said(record, words)

    session = add(inside, "session", "uat.cli_from_session")
    session("session", metavar="SESSION", help=words("cli.session"))
    session("--by", metavar="WHO", required=True, help=words("uat.cli_by"))


def _issue(inside: "Inside", add: "Add", words: "Words") -> None:
    log = add(inside, "add", "uat.cli_issue_add")
    log("what", metavar="TEXT", help=words("uat.cli_what"))
    log("--where", metavar="TEXT", required=True, help=words("uat.cli_where"))
    log("--severity", choices=SEVERITIES, required=True, help=words("uat.cli_severity"))
    log("--owner", metavar="WHO", default="", help=words("uat.cli_owner"))
    log("--case", metavar="CASE", default="", help=words("uat.cli_issue_case"))
    _said(log, words)

    listed = add(inside, "list", "uat.cli_issue_list")
    listed("--state", choices=STATES, default="", help=words("uat.cli_state"))
    listed("--severity", choices=SEVERITIES, default="", help=words("uat.cli_severity"))
    listed("--csv", metavar="FILE", default="", help=words("uat.cli_csv"))
    listed("--json", action="store_true", help=words("cli.json"))

    show = add(inside, "show", "uat.cli_issue_show")
    show("issue", metavar="NUMBER", type=_number(words), help=words("uat.cli_number"))
    show("--json", action="store_true", help=words("cli.json"))

    move = add(inside, "move", "uat.cli_issue_move")
    move("issue", metavar="NUMBER", type=_number(words), help=words("uat.cli_number"))
    move("state", choices=(*STATES, ""), nargs="?", default="", help=words("uat.cli_state"))
    move("--severity", choices=SEVERITIES, default=None, help=words("uat.cli_severity"))
    move("--owner", metavar="WHO", default=None, help=words("uat.cli_owner"))
    move("--note", metavar="TEXT", default="", help=words("uat.cli_note"))
    move("--by", metavar="WHO", required=True, help=words("uat.cli_by"))


def _store(inside: "Inside", add: "Add", words: "Words") -> None:
    keep = add(inside, "add", "uat.cli_store_add")
    keep("file", metavar="FILE", help=words("cli.readiness_store"))
    keep("--gates", metavar="FILE", default="", help=words("uat.cli_store_gates"))
    listed = add(inside, "list", "uat.cli_store_list")
    listed("--on", metavar="DAY", default="", help=words("cli.readiness_on"))
    listed("--json", action="store_true", help=words("cli.json"))


def _said(option: "Callable[..., argparse.Action]", words: "Words") -> None:
    """Who says so, and of which store it is."""
    option("--by", metavar="WHO", required=True, help=words("uat.cli_by"))
    option("--store", metavar="STORE", default="", help=words("uat.cli_store_alone"))


def _number(words: "Words") -> "Callable[[str], int]":
    """Reads `3`, or `#3` as it is shown."""
    import argparse

    def read(typed: str) -> int:
        digits = typed.removeprefix("#")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
            raise argparse.ArgumentTypeError(words("uat.no_issue", issue=typed))
        return int(digits)

    return read
