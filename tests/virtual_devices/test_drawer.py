from virtual_devices.drawer import CashDrawer


def names(reaction):
    return [event.name for event in reaction.events]


def test_a_pulse_opens_and_a_hand_closes():
    drawer = CashDrawer()
    assert names(drawer.kick(10)) == ["CASH_SUE_DRAWEROPEN"]
    assert names(drawer.kick(20)) == []
    assert drawer.opened
    assert names(drawer.close(30)) == ["CASH_SUE_DRAWERCLOSED"]
    assert names(drawer.close(40)) == []


def test_a_locked_drawer_needs_its_key():
    drawer = CashDrawer()
    assert drawer.lock(0)
    assert (names(drawer.kick(10)), drawer.opened) == ([], False)
    assert names(drawer.open_by_key(20)) == ["CASH_SUE_DRAWEROPEN"]
    assert not drawer.lock(30)
    drawer.close(40)
    assert names(drawer.kick(50)) == ["CASH_SUE_DRAWEROPEN"]


def test_standing_open_for_long_is_told_once():
    drawer = CashDrawer(warn_after=1000)
    drawer.kick(500)
    assert drawer.next_deadline == 1500
    drawer.tick(1499)
    assert not drawer.ajar
    drawer.tick(1500)
    assert (drawer.ajar, drawer.next_deadline) == (True, None)
    drawer.close(1600)
    assert not drawer.ajar
