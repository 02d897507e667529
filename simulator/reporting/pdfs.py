"""A report's PDF without a library: the figures that it carries, and whether two files are the same but for packing.

Only files of our own making are read so: whatever is built otherwise has no content here, and is the same as nothing.
"""

import re
from zlib import decompressobj, error

PDF, STREAM = b"%PDF-", b"\nstream\n"
ATTACHED = b"/Type /EmbeddedFile\n>>" + STREAM
LENGTH = re.compile(rb"/Length (\d+)")
END = re.compile(
    rb"(?P<rest>.*\n)xref\n0 \d+\n(?P<places>(?:\d{10} \d{5} [fn] ?\n)+)trailer\n<<"
    rb"(?P<trailer>[^<>]*)/ID \[[^\]]*\](?P<more>[^<>]*)>>\nstartxref\n(?P<start>\d+)\n%%EOF\n?",
    re.DOTALL,
)
OBJECT = re.compile(rb"^(\d+) 0 obj\n", re.MULTILINE)
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
    """All that a PDF says, without what hangs on the packing; nothing where a reader would look for an object elsewhere
    than it stands, as within a stream."""
    found, at, objects = [], 0, dict[int, int]()
    while (start := data.find(STREAM, at)) >= 0:
        head = data[at:start]
        lengths = LENGTH.findall(head)
        if len(lengths) != 1:
            return None
        objects |= _objects(head, at)
        found.append(LENGTH.sub(b"/Length", head))
        at = start + len(STREAM) + int(lengths[0])
        found.append(_unpacked(data[start + len(STREAM) : at]))
    end = END.fullmatch(data[at:])
    if end is None:
        return None
    objects |= _objects(end["rest"], at)
    places = [int(line[:10]) for line in end["places"].splitlines()[1:]]
    if places != [objects.get(n) for n in range(1, len(places) + 1)] or int(end["start"]) != at + end.end("rest"):
        return None
    return [*found, *end.group("rest", "trailer", "more")]


def _objects(head: bytes, at: int) -> dict[int, int]:
    """Number of an object -> where it stands."""
    return {int(one[1]): at + one.start() for one in OBJECT.finditer(head)}


def _unpacked(stream: bytes) -> bytes:
    packer = decompressobj()
    try:
        whole = packer.decompress(stream)
    except error:
        return stream
    return whole if packer.eof and not packer.unused_data else stream
