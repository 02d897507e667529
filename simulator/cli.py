"""The command line: what can be typed, and nothing else. `simulator.running` carries it out.

Nothing heavy is imported before it is known what was asked: `--version` costs little more than Python itself.
"""

import sys

from simulator import __version__

TYPE_CHECKING = False  # as type checkers know it; importing `typing` would double the cost of --version
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from simulator.locale import Words

    Parser = argparse.ArgumentParser

OK, NOT_PASSED, COULD_NOT_RUN = 0, 1, 2
"""Exit statuses of every command."""
MOST_SEED = 2**31 - 1
ORIGINS = ("sandbox", "device", "customer")
"""Where evidence comes from; `grading.readiness` says what each proves."""
KINDS = ("products", "members", "cards", "suppliers", "staff", "stock", "orders")
"""Of files that can be imported; `simulator.importing.kinds` describes them."""
ROLES = ("cashier", "stock_clerk", "manager")


def main(argv: "Sequence[str] | None" = None) -> int:
    """Entry point of `storedrill`; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        print(f"storedrill {__version__}")
        return OK
    import gc

    gc.disable()  # what a start makes stays: much of the lobby's start-up would go into looking for garbage
    try:
        return _run(arguments)
    finally:
        gc.enable()


def _run(arguments: list[str]) -> int:
    from simulator.locale import Words, speak
    from simulator.settings import typed_language

    words = Words(typed_language(arguments))
    speak(words.lang)
    _speak_utf8(json="--json" in arguments)
    options = _lobby(words, arguments) or parser(words).parse_args(arguments)
    from simulator.running import run

    return run(options)


def _lobby(words: "Words", arguments: list[str]) -> "argparse.Namespace | None":
    """Where no command was typed: the lobby opens before all others could be listed."""
    import argparse

    alone = argparse.ArgumentParser(parents=_shared(words, ""), add_help=False, allow_abbrev=False, exit_on_error=False)
    alone.set_defaults(command=None)
    try:
        options, more = alone.parse_known_args(arguments)
    except argparse.ArgumentError:  # the whole command line says it better
        return None
    return None if more else options


def _shared(words: "Words", default: str) -> "list[Parser]":
    """What stands before a command or behind it: of every command, and of those with a screen."""
    import argparse

    every = argparse.ArgumentParser(add_help=False, argument_default=default)
    every.add_argument("--home", metavar="DIR", help=words("cli.home"))
    every.add_argument("--lang", choices=("en", "zh"), help=words("cli.lang"))
    screen = argparse.ArgumentParser(add_help=False, argument_default=default)
    screen.add_argument("--profile", metavar="NAME|FILE", help=words("cli.profile"))
    screen.add_argument("--printer", metavar="URL", help=words("cli.printer"))
    screen.add_argument("--scanner", metavar="URL", help=words("cli.scanner"))
    return [every, screen]


def _speak_utf8(json: bool) -> None:
    """A console of another encoding shows `?` where it lacks a sign; JSON is UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stream that was put in the place of one may have none
        if reconfigure is not None:
            reconfigure(errors="replace", **({"encoding": "utf-8"} if json else {}))


def parser(words: "Words") -> "argparse.ArgumentParser":
    """The whole command line; help texts are ids in `cli.po`. Commands are listed where the docs list them."""
    import argparse

    from simulator import typed
    from simulator.reporting.formats import NAMES

    def number(kind: "type[int] | type[float]", least: float, most: float) -> "Callable[[str], float]":
        """A number within bounds, half-width or full-width."""

        def read(typed: str) -> float:
            try:
                if least <= (value := kind(typed)) <= most:
                    return value
            except ValueError:  # no number at all: the same sentence
                pass
            id = "cli.bad_whole" if kind is int else "cli.bad_number"
            raise argparse.ArgumentTypeError(words(id, least=least, most=most, got=typed))

        return read

    root: Parser = typed.Parser(prog="storedrill", description=words("cli.about"), parents=_shared(words, ""))
    root.add_argument("--version", action="version", version=f"storedrill {__version__}", help=words("cli.version"))
    common, devices = _shared(words, argparse.SUPPRESS)
    seed, minutes, seeds = number(int, 0, MOST_SEED), number(int, 1, 240), number(int, 1, 1000)
    pace = number(float, 0.1, 100)
    commands = root.add_subparsers(dest="command", metavar="COMMAND", title=words("cli.commands"))

    def add(
        inside: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str, *more: "Parser"
    ) -> "Callable[..., argparse.Action]":
        made = inside.add_parser(name, help=words(about), description=words(about), parents=[common, *more])
        return made.add_argument

    play = add(commands, "play", "cli.play", devices)
    play("scenario", metavar="SCENARIO", help=words("cli.scenario"))
    play("--bot", metavar="NAME", default="", help=words("cli.bot"))
    play("--seed", type=seed, metavar="NUMBER", help=words("cli.seed"))
    play("--mode", choices=("coach", "practice", "exam", "free"), default="practice", help=words("cli.mode"))
    play("--minutes", type=minutes, metavar="NUMBER", help=words("cli.minutes"))
    play("--pace", type=pace, metavar="NUMBER", default=1.0, help=words("cli.pace"))
    play("--memory", action="store_true", help=words("cli.memory"))
    play("--json", action="store_true", help=words("cli.json"))

    check = add(commands, "check", "cli.check")
    check("files", metavar="FILE", nargs="*", help=words("cli.files"))
    check("--seeds", type=seeds, metavar="NUMBER", default=3, help=words("cli.seeds"))
    check("--no-proof", action="store_true", help=words("cli.no_proof"))
    check("--matrix", action="store_true", help=words("cli.matrix_asked"))
    check("--json", action="store_true", help=words("cli.json"))

    price = add(commands, "price", "cli.price")
    price("file", metavar="BASKET", help=words("cli.basket"))
    price("--json", action="store_true", help=words("cli.json"))

    sheet = add(commands, "sheet", "cli.sheet")
    sheet("scenario", metavar="SCENARIO", help=words("cli.scenario"))
    sheet("--seed", type=seed, metavar="NUMBER", help=words("cli.sheet_seed"))
    sheet("--out", metavar="FILE", default="", help=words("cli.sheet_out"))

    manual = add(commands, "manual", "cli.manual")
    manual("role", metavar="ROLE", choices=ROLES, help=words("cli.manual_role"))
    manual("--profile", metavar="NAME|FILE", default=argparse.SUPPRESS, help=words("cli.profile"))
    manual("--format", choices=("html", "md"), default="html", help=words("cli.manual_format"))
    manual("--out", metavar="FILE", default="", help=words("cli.manual_out"))

    imports = add(commands, "import", "cli.import")
    imports("file", metavar="FILE", help=words("cli.import_file"))
    imports("--as", dest="kind", choices=KINDS, required=True, help=words("cli.import_as"))
    imports("--clean", metavar="OUT", default="", help=words("cli.import_clean"))
    imports("--products", metavar="FILE", default="", help=words("cli.import_products"))
    imports("--into", metavar="SHOP", default="", help=words("shops.help_into"))
    imports("--partial", action="store_true", help=words("shops.help_partial"))
    imports("--json", action="store_true", help=words("cli.json"))

    scenarios = add(commands, "scenarios", "cli.scenarios")
    scenarios("--coverage", action="store_true", help=words("cli.coverage"))
    scenarios("--json", action="store_true", help=words("cli.json"))

    sessions = add(commands, "sessions", "cli.sessions")
    sessions("--json", action="store_true", help=words("cli.json"))

    replay = add(commands, "replay", "cli.replay", devices)
    replay("session", metavar="SESSION", help=words("cli.session"))
    replay("--verify", action="store_true", help=words("cli.verify"))
    replay("--pace", type=pace, metavar="NUMBER", default=1.0, help=words("cli.pace"))
    replay("--json", action="store_true", help=words("cli.json"))

    grade = add(commands, "grade", "cli.grade")
    grade("session", metavar="SESSION", help=words("cli.session"))
    grade("--rubric", metavar="FILE", default="", help=words("cli.rubric"))
    grade("--json", action="store_true", help=words("cli.json"))
    grade("--html", metavar="FILE", default="", help=words("cli.html"))

    overlay = commands.add_parser("overlay", help=words("cli.overlay"), description=words("cli.overlay"))
    inside = overlay.add_subparsers(dest="overlay_command", metavar="WHAT", required=True)
    judged = add(inside, "add", "cli.overlay_add")
    judged("session", metavar="SESSION", help=words("cli.session"))
    judged("--by", metavar="WHO", required=True, help=words("cli.overlay_by"))
    judged("--item", metavar="ITEM", default="", help=words("cli.overlay_item"))
    judged("--score", type=number(int, 1, 5), metavar="NUMBER", help=words("cli.overlay_score"))
    judged("--comment", metavar="TEXT", default="", help=words("cli.overlay_comment"))
    judged("--at", metavar="TIME", default="", help=words("cli.overlay_at"))
    judgements = add(inside, "list", "cli.overlay_list")
    judgements("session", metavar="SESSION", help=words("cli.session"))
    judgements("--json", action="store_true", help=words("cli.json"))
    agreement = add(inside, "agreement", "cli.overlay_agreement")
    agreement("--json", action="store_true", help=words("cli.json"))

    survey = add(commands, "survey", "cli.survey")
    survey("--json", action="store_true", help=words("cli.json"))

    report = add(commands, "report", "report.help_report")
    report("what", metavar="KIND|SESSION", nargs="*", help=words("report.help_what"))
    report("--format", choices=NAMES, default="", help=words("report.help_format"))
    report("--table", metavar="NAME", default="", help=words("report.help_table"))
    report("--out", metavar="FILE", default="", help=words("report.help_out"))
    report("--store", metavar="FILE", action="append", default=[], help=words("report.help_store"))
    report("--gates", metavar="FILE", default="", help=words("cli.readiness_gates"))
    report("--role", choices=ROLES, default="", help=words("report.help_role"))
    report("--on", metavar="DAY", default="", help=words("cli.readiness_on"))
    report("--since", metavar="DAY", default="", help=words("report.help_since"))
    report("--until", metavar="DAY", default="", help=words("report.help_until"))
    report("--by", metavar="DAY", default="", help=words("report.help_by"))
    report("--before", metavar="FILE", action="append", default=[], help=words("report.help_before"))
    report("--names", action="store_true", help=words("report.help_names"))
    report("--accounts", metavar="URL", default="", help=words("formats.opt_accounts"))
    report("--about", action="store_true", help=words("cli.report_about"))
    report("--json", action="store_true", help=words("cli.json"))

    proof = add(commands, "verify", "report.help_verify")
    proof("report", metavar="REPORT", help=words("report.help_file"))
    proof("--sample", type=number(int, 1, MOST_SEED), metavar="NUMBER", help=words("report.help_sample"))
    proof("--draw", type=number(int, 0, MOST_SEED), metavar="NUMBER", help=words("report.help_draw"))
    proof("--files", metavar="FOLDER", action="append", default=[], help=words("report.help_files"))
    proof("--json", action="store_true", help=words("cli.json"))

    readiness = add(commands, "readiness", "cli.readiness")
    readiness("--store", metavar="FILE", default="", help=words("cli.readiness_store"))
    readiness("--gates", metavar="FILE", default="", help=words("cli.readiness_gates"))
    readiness("--on", metavar="DAY", default="", help=words("cli.readiness_on"))
    readiness("--html", metavar="FILE", default="", help=words("cli.readiness_html"))
    readiness("--names", action="store_true", help=words("report.help_names"))
    readiness("--json", action="store_true", help=words("cli.json"))

    gates = add(commands, "gates", "cli.gates")
    gates("--store", metavar="FILE", default="", help=words("cli.readiness_store"))
    gates("--gates", metavar="FILE", default="", help=words("cli.readiness_gates"))
    gates("--json", action="store_true", help=words("cli.json"))

    evidence = commands.add_parser("evidence", help=words("cli.evidence"), description=words("cli.evidence"))
    inside = evidence.add_subparsers(dest="evidence_command", metavar="WHAT", required=True)
    attach = add(inside, "add", "cli.evidence_add")
    attach("gate", metavar="GATE", help=words("cli.evidence_gate"))
    attach("--file", metavar="FILE", default="", help=words("cli.evidence_file"))
    attach("--session", metavar="SESSION", default="", help=words("readiness.opt_session"))
    attach("--by", metavar="WHO", required=True, help=words("cli.evidence_by"))
    attach("--from", dest="origin", choices=ORIGINS, required=True, help=words("cli.evidence_from"))
    attach("--until", metavar="DAY", required=True, help=words("cli.evidence_until"))
    attach("--on", metavar="DAY", default="", help=words("cli.evidence_on"))
    attach("--value", metavar="FIGURE", default="", help=words("cli.evidence_value"))
    attach("--n", type=number(int, 1, MOST_SEED), metavar="NUMBER", help=words("cli.evidence_n"))
    attach("--gates", metavar="FILE", default="", help=words("cli.readiness_gates"))
    attach("--store", metavar="FILE", default="", help=words("cli.readiness_store"))
    listed = add(inside, "list", "cli.evidence_list")
    listed("--json", action="store_true", help=words("cli.json"))

    hardware = commands.add_parser("devices", help=words("cli.devices"), description=words("cli.devices"))
    inside = hardware.add_subparsers(dest="devices_command", metavar="WHAT", required=True)
    tried = add(inside, "check", "cli.devices_check", devices)
    tried("--by", metavar="WHO", required=True, help=words("cli.devices_by"))
    tried("--store", metavar="STORE", default="", help=words("uat.cli_store_lane"))
    tried("--lane", type=number(int, 1, 999), metavar="NUMBER", default=1, help=words("cli.devices_lane"))
    tried("--wait", type=number(int, 1, 600), metavar="SECONDS", default=30, help=words("cli.devices_wait"))
    tried("--json", action="store_true", help=words("cli.json"))

    from simulator.acceptance.options import add_commands

    add_commands(commands, add, words)

    people = commands.add_parser("people", help=words("people.cli"), description=words("people.cli"))
    inside = people.add_subparsers(dest="people_command", metavar="WHAT", required=True)
    add(inside, "list", "people.cli_list")("--json", action="store_true", help=words("cli.json"))
    come = add(inside, "add", "people.cli_add")
    come("names", metavar="NAME", nargs="+", help=words("people.opt_names"))
    come("--role", choices=ROLES, default="cashier", help=words("people.opt_role"))
    come("--json", action="store_true", help=words("cli.json"))
    lists = add(inside, "import", "people.cli_import")
    lists("file", metavar="FILE", nargs="?", default="", help=words("people.opt_file"))
    lists("--store", metavar="FILE", default="", help=words("people.opt_store"))
    lists("--gates", metavar="FILE", default="", help=words("cli.readiness_gates"))
    lists("--json", action="store_true", help=words("cli.json"))
    other = add(inside, "role", "people.cli_role")
    other("person", metavar="PERSON", help=words("people.opt_person"))
    other("role", choices=ROLES, help=words("people.opt_new_role"))
    other("--by", metavar="TRAINER", default="", help=words("people.opt_by"))
    pin = add(inside, "pin", "people.cli_pin")
    pin("person", metavar="TRAINER", help=words("people.opt_pin_person"))
    pin("--by", metavar="OTHER", default="", help=words("people.opt_pin_by"))
    pin("--reset", action="store_true", help=words("people.opt_reset"))
    pin("--yes", action="store_true", help=words("people.opt_yes"))
    for name, more in (("rename", "name"), ("merge", "into"), ("remove", "")):
        change = add(inside, name, f"people.cli_{name}")
        change("person", metavar="PERSON", help=words("people.opt_person"))
        if more:
            change(more, metavar=more.upper(), help=words(f"people.opt_{more}"))
        change("--by", metavar="TRAINER", default="", help=words("people.opt_by"))
        if more != "name":
            change("--yes", action="store_true", help=words("people.opt_yes"))

    progress = add(commands, "progress", "cli.progress")
    progress("person", metavar="PERSON", nargs="?", default="", help=words("cli.person"))
    progress("--role", choices=("cashier", "stock_clerk", "manager"), default="", help=words("cli.progress_role"))
    progress("--by", metavar="DATE", default="", help=words("cli.progress_by"))
    progress("--json", action="store_true", help=words("cli.json"))

    badge = add(commands, "badge", "badge.about")
    badge("person", metavar="PERSON", nargs="?", default="", help=words("badge.opt_person"))
    badge("--role", choices=ROLES, default="", help=words("badge.opt_role"))
    badge("--by", metavar="WHO", default="", help=words("badge.opt_by"))
    badge("--out", metavar="FILE", default="", help=words("badge.opt_out"))
    badge("--verify", metavar="FILE", default="", help=words("badge.opt_verify"))
    badge("--key", metavar="FILE", default="", help=words("badge.opt_key"))
    badge("--status", metavar="FILE", default="", help=words("badge.opt_status"))
    badge("--revoke", action="store_true", help=words("badge.opt_revoke"))
    badge("--reason", metavar="WHY", default="", help=words("badge.opt_reason"))
    badge("--list", action="store_true", help=words("badge.opt_list"))
    badge("--json", action="store_true", help=words("cli.json"))

    card = add(commands, "card", "card.about")
    card("people", metavar="PERSON", nargs="*", help=words("card.opt_people"))
    card("--role", choices=ROLES, default="", help=words("badge.opt_role"))
    card("--by", metavar="WHO", default="", help=words("badge.opt_by"))
    card("--out", metavar="FILE", default="cards-of-people.pdf", help=words("card.opt_out"))

    journal = commands.add_parser("journal", help=words("cli.journal"), description=words("cli.journal"))
    inside = journal.add_subparsers(dest="journal_command", metavar="WHAT", required=True)
    export = add(inside, "export", "cli.journal_export")
    export("session", metavar="SESSION", help=words("cli.session"))
    export("file", metavar="FILE", help=words("cli.file_out"))
    verify = add(inside, "verify", "cli.journal_verify")
    verify("what", metavar="FILE|SESSION", help=words("cli.file_or_session"))
    verify("--json", action="store_true", help=words("cli.json"))
    audit = add(inside, "audit", "cli.journal_audit")
    audit("folder", metavar="DIR", help=words("cli.audit_folder"))
    audit("--json", action="store_true", help=words("cli.json"))

    stress = add(commands, "stress", "cli.stress")
    stress("scenario", metavar="SCENARIO", help=words("cli.scenario"))
    stress("--tills", type=number(int, 1, 10_000), metavar="NUMBER", default=64, help=words("cli.stress_tills"))
    stress("--rate", type=number(float, 0.001, 1000), metavar="NUMBER", default=0.5, help=words("cli.stress_rate"))
    stress("--minutes", type=number(float, 0.01, 1440), metavar="NUMBER", default=1.0, help=words("cli.stress_minutes"))
    stress("--ramp", type=number(float, 0, 1000), metavar="RATE", help=words("cli.stress_ramp"))
    stress("--steps", type=number(int, 1, 100), metavar="NUMBER", default=0, help=words("cli.stress_steps"))
    stress("--spikes", type=number(float, 1, 100), metavar="TIMES", default=0, help=words("cli.stress_spikes"))
    stress("--hours", action="store_true", help=words("cli.stress_hours"))
    stress("--saturate", action="store_true", help=words("cli.stress_saturate"))
    stress("--find-limit", action="store_true", help=words("cli.stress_find_limit"))
    stress("--returns", type=number(int, 0, 50), metavar="PERCENT", help=words("cli.stress_returns"))
    stress("--offline", type=number(int, 0, 100), metavar="PERCENT", default=0, help=words("cli.stress_offline"))
    stress("--no-back", action="store_true", help=words("cli.stress_no_back"))
    stress("--workers", type=number(int, 1, 256), metavar="NUMBER", default=0, help=words("cli.stress_workers"))
    stress("--seed", type=seed, metavar="NUMBER", default=1, help=words("cli.stress_seed"))
    stress("--peak", type=number(int, 1, MOST_SEED), metavar="NUMBER", default=0, help=words("cli.stress_peak"))
    stress("--db", metavar="URL", default="", help=words("cli.stress_db"))
    stress("--distributed", action="store_true", help=words("cli.stress_distributed"))
    stress("--listen", metavar="HOST:PORT", default="", help=words("cli.stress_listen"))
    stress("--join", type=number(int, 0, 1000), metavar="NUMBER", default=0, help=words("cli.stress_join"))
    stress("--web", metavar="HOST:PORT", default="", help=words("cli.stress_web"))
    stress("--objectives", metavar="FILE", default="", help=words("cli.stress_objectives"))
    stress("--screen", action="store_true", help=words("cli.stress_screen"))
    stress("--keep", metavar="DIR", default="", help=words("cli.stress_keep"))
    stress("--json", metavar="FILE", default="", help=words("cli.stress_json"))
    stress("--html", metavar="FILE", default="", help=words("cli.stress_html"))

    backup = add(commands, "backup", "cli.backup")
    backup("file", metavar="FILE", help=words("cli.file_out"))
    restore = add(commands, "restore", "cli.restore")
    restore("file", metavar="FILE", help=words("cli.file_in"))
    return root
