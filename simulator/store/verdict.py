"""What verification has to say: findings as ids with parameters, and the verdict they add up to."""

import msgspec


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something wrong with a journal. `id` names the sentence; see FINDINGS."""

    id: str
    stream: str = ""
    seq: int = 0
    last: int = 0
    """Last seq of a stretch; equal to `seq` for a single entry."""
    line: int = 0
    """Place in the total order (1, 2, ...) where it was found; 0 where nothing was found."""
    given: dict[str, str] = {}
    """What else the sentence needs."""

    @property
    def params(self) -> dict[str, str]:
        """All parameters as text."""
        own = {"stream": self.stream, "seq": str(self.seq), "last": str(self.last or self.seq), "line": str(self.line)}
        return own | self.given


FINDINGS = {
    "journal.altered": "an entry, or its recorded hash, is not what was stored",
    "journal.missing": "an entry is gone from the middle",
    "journal.cut_off": "the end is gone, from this entry on",
    "journal.reordered": "an entry stands in another place",
    "journal.added": "something stands there that never was an entry, or stands there twice",
    "journal.head_differs": "the stream ends at this seq, but not as a checkpoint says: entries are gone or rewritten",
    "journal.index_damaged": "the record of hashes and order contradicts itself",
    "journal.empty": "there is nothing",
    "journal.unreadable": "the file cannot be read; reason",
    "journal.no_header": "the first line is no header of a storedrill journal",
    "journal.header_newer": "written by a newer version; found, known",
    "journal.header_damaged": "the header contradicts itself or the entries; field",
    "journal.material_altered": "a material is missing, or is not what its hash says; name",
    "journal.store_failed": "the store could not give the journal; reason (the id of a StoreError) and its parameters",
}
"""Every id a Finding can have, and what it means."""


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """What verification found."""

    run: str
    entries: int
    """Entries looked at."""
    streams: dict[str, int]
    """Entries a stream."""
    sealed: bool
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.findings
