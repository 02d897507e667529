"""An outage of the network on screen: what waits is seen, and uploaded or decided by keys that lie at hand."""

from dataclasses import replace

import pytest

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.offline import OfflinePolicy
from simulator.screens.till import operations
from tests.screens import desk
from tests.screens.desk import TillApp, TillDrill, settle, text_of

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def drill(monkeypatch: pytest.MonkeyPatch) -> TillDrill:
    """A shop that takes cards on trust."""
    monkeypatch.setattr(desk, "RULES", replace(desk.RULES, offline=OfflinePolicy(20_000, 60_000)))
    drill = TillDrill()
    drill.serve("li", "milk", "soy")
    return drill


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("lang", "upload", "settle_it"), [("en", "Upload", "Settle objections"), ("zh", "上传交易", "处理异议")]
)
async def test_a_sale_on_trust_waits_is_sent_again_and_is_decided(
    drill: TillDrill, lang: str, upload: str, settle_it: str, size: tuple[int, int]
) -> None:
    async with TillApp(drill, lang).run_test(size=size) as pilot:  # type: ignore[arg-type]  # a Lang
        await settle(pilot)
        drill.hear(s.NetworkFailed())
        till = await settle(pilot)
        devices = "devices" if size == WIDE else "strip"
        assert till.message.id == "till.told.network_failed"
        assert "…" not in text_of(till, "message")  # at 80x24 it takes a second row
        await pilot.press("space", "space", "f8", "insert")
        till = await settle(pilot)
        assert till.message.id == "till.told.card_trusted"
        assert "↑1" in text_of(till, devices)
        await pilot.press("ctrl+f9")
        assert (await settle(pilot)).message.id == "refused.offline_upload"
        drill.hear(s.NetworkReturned())
        drill.hear(s.UploadAnswered(drill.last(f.UploadSent).key, "timeout"))
        till = await settle(pilot)
        assert till.message.id in ("till.told.upload_unanswered", "till.told.upload_incomplete")
        assert upload in text_of(till, "footer")
        await pilot.press("ctrl+f9")
        drill.hear(s.UploadAnswered(drill.last(f.UploadSent).key, "rejected", "entered_elsewhere"))
        till = await settle(pilot)
        assert till.message.id == "till.told.upload_set_aside"
        assert drill.last(f.UploadSetAside).reason == "entered_elsewhere"
        objected = "1 objected" if lang == "en" else "1 笔异议"
        assert objected in text_of(till, devices), "in words"
        assert settle_it in text_of(till, "footer")
        await pilot.press("ctrl+f9")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("2")
        till = await settle(pilot)
        resolved = drill.last(f.UploadResolved)
        assert (resolved.verdict, resolved.right) == ("reject", True)
        assert objected not in text_of(till, devices)


async def test_what_needs_the_network_is_dim_in_the_menu_and_says_why(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        drill.hear(s.NetworkFailed())
        till = await settle(pilot)
        for action in ("x_report", "z_report", "identify_member", "upload_sales"):
            assert operations.why_not(till, action).startswith("refused."), action
        assert operations.why_not(till, "identify_member") == "refused.offline_member"
