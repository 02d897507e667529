"""脱机收银: what is asked for when the network is back."""

from simulator.kernel.events import Command

VERDICTS = ("accept", "reject")


class UploadSales(Command, frozen=True, gc=False):
    """上传脱机交易: send what waits to the head office; what it has already does it no harm."""


class ResolveUpload(Command, frozen=True, gc=False):
    """处理异常交易: decide on a record that the head office objected to."""

    key: str
    verdict: str
    """`accept` (send it again as it is) or `reject` (leave it out)."""
