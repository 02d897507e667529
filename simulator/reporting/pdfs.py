"""A report's PDF without a library: the figures that it carries, and whether two files are the same but for packing.

Only files of our own making are read so: whatever is built otherwise has no content here, and is the same as nothing.
"""

import re
from zlib import decompressobj, error

PDF, STREAM = b"%PDF-", b"\nstream\n"
ATTACHED = b"/Type /EmbeddedFile\n>>" + STREAM
LENGTH = re.compile(rb"/Length (\d+)")
END = re.compile(
    rb"(?P<rest>.*\n)xref\n0 \d+\n(?:\d{10} \d{5} [fn] ?\n)+trailer\n<<"
    rb"(?P<trailer>[^<>]*)/ID \[[^\]]*\](?P<more>[^<>]*)>>\nstartxref\n\d+\n%%EOF\n?",
    re.DOTALL,
)
Content = list[bytes]


def attached(data: bytes) -> bytes:
    """The file inside; nothing where there is none, or only a part of it."""
    start = data.find(ATTACHED)
    try:
        return decompressobj().decompress(data[start + len(ATTACHED) :]) if start >= 0 else b""
    except error:
        return b""


def same(one: bytes, other: bytes) -> bool:
    """Whether two of them say the same, however their streams were packed: another zlib packs otherwise."""
    return one == other or ((said := content(one)) is not None and said == content(other))


def content(data: bytes) -> Content | None:
    """All that a PDF says, without what hangs on the packing."""
    found, at = [], 0
    while (start := data.find(STREAM, at)) >= 0:
        head = data[at:start]
        lengths = LENGTH.findall(head)
        if len(lengths) != 1:
            return None
        found.append(LENGTH.sub(b"/Length", head))
        at = start + len(STREAM) + int(lengths[0])
        found.append(_unpacked(data[start + len(STREAM) : at]))
    end = END.fullmatch(data[at:])
    return [*found, *end.group("rest", "trailer", "more")] if end else None


def _unpacked(stream: bytes) -> bytes:
    packer = decompressobj()
    try:
        whole = packer.decompress(stream)
    except error:
        return stream
    return whole if packer.eof and not packer.unused_data else stream
