"""What ends the app in the middle: the world's failures in their own words, ours as ours."""

import pytest

from simulator.store.errors import DiskFull, FolderGone, RunTaken, StoreError


@pytest.mark.parametrize(
    ("error", "lang", "said"),
    [
        (DiskFull(path="/data"), "en", "the disk of /data is full"),
        (FolderGone(path="/data"), "en", "/data is gone"),
        (RunTaken(run="abc"), "en", "another window"),
        (RunTaken(run="abc"), "zh", "另一个窗口"),
    ],
)
async def test_a_store_that_fails_in_mid_drill_is_told_and_is_no_success(shell, error, lang, said):
    async with shell() as pilot:
        app = pilot.app
        app.words.lang = lang
        app._handle_exception(error)  # where Textual brings whatever a handler raises
    assert app.return_code == 2
    assert said in app.told
    assert "storedrill broke" not in app.told
    assert isinstance(error, StoreError)


async def test_a_mistake_of_ours_stays_one(shell):
    def fails() -> None:
        raise KeyError("ours")

    async def broken() -> None:
        async with shell() as pilot:
            pilot.app.call_later(fails)
            await pilot.pause()

    with pytest.raises(KeyError):
        await broken()
