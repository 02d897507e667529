"""`storedrill report`: of a session, of all, in words, for machines, and where there is nothing to report."""

import json

from tests.cli.conftest import Storedrill


def test_a_report_of_what_is_kept(storedrill: Storedrill) -> None:
    assert storedrill("report").status == 2
    for seed in ("1", "2"):
        storedrill("play", "first-sale", "--bot", "perfect", "--seed", seed, "--json")
    rows = json.loads(storedrill("sessions", "--json").out)
    told = {
        which: json.loads(storedrill("report", *which, "--json").out)["figures"]["turnover"]["value"][0]
        for which in ((), (rows[0]["run"],), (rows[1]["run"],), ("last",), (rows[0]["run"], rows[1]["run"]))
    }
    assert told[()] == told[rows[0]["run"],] + told[rows[1]["run"],] == told[rows[0]["run"], rows[1]["run"]]
    assert told["last",] in (told[rows[0]["run"],], told[rows[1]["run"],])
    amount = f"{told[('last',)] // 100}.{told[('last',)] % 100:02d}"
    chinese = storedrill("--lang", "zh", "report", "last").out
    assert f" {amount}  " in next(line for line in chinese.splitlines() if line.strip().startswith("销售额"))
    assert storedrill("report", "nothing").status == 2


def test_what_figures_mean_is_said_without_a_session(storedrill: Storedrill) -> None:
    told = storedrill("--lang", "zh", "report", "--about")
    assert (told.status, told.err) == (0, "")
    assert "坪效\n    日均销售净额除以营业面积" in told.out
