"""Puts a station's real devices to work in a drill: receipts are printed, what devices say enters the session."""

from collections.abc import Callable

from simulator.hardware.station import Devices
from simulator.kernel.entries import Entry
from simulator.kernel.facts import DrawerOpened, GiftReceiptIssued, LabelsPrinted, ReceiptIssued, ReportIssued
from simulator.kernel.paper import Kick
from simulator.kernel.texts import Lang
from simulator.screens.ports import Drill


def wire(
    devices: Devices, drill: Drill, lang: Callable[[], Lang], wake: Callable[[], object]
) -> Callable[[], list[str]]:
    """`lang` says in what language is printed now. `wake` is called, from any thread, when a device spoke; the function
    returned is then to be called by whoever plays the session, and returns the codes that were scanned.
    """
    session = drill.session
    devices.wake = wake

    def heard(entry: Entry) -> None:
        if isinstance(entry.what, ReceiptIssued | ReportIssued | GiftReceiptIssued | LabelsPrinted):
            document = drill.receipt(entry.what.document, lang())
            if document is not None:
                devices.print(entry.what.document, document)
        elif isinstance(entry.what, DrawerOpened) and entry.what.why not in ("sale", "refund", "key"):
            devices.print(f"kick-{entry.seq}", (Kick(),))

    def poll() -> list[str]:
        codes = []
        for said in devices.poll():
            if isinstance(said, str):
                codes.append(said)
            elif not (session.ended or session.station.closed):
                session.inject(said, "device", drill.clock.now())
        return codes

    session.listeners.append(heard)
    return poll
