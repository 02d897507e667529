"""Which badges were taken back, as others can read it: a Bitstring Status List of the W3C, one bit a badge. Pure.

A list is signed like a badge and lies beside the public key; nobody has to ask a network. It says a bit and no name,
and holds until a day: an old copy, in which a badge still counted, is told as too old.
"""

import base64
import gzip
import zlib
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from grading.reports.badge import Claims, moment
from grading.reports.xapi import IRI

BITS = 131_072
"""As the standard asks at least: so many that a bit tells nobody whose it is."""
FRESH = timedelta(days=31)
"""For how long a list holds: whoever checks badges asks for a new one each month."""
REVOCATION = "revocation"
CONTEXT = ("https://www.w3.org/ns/credentials/v2",)


def place(id: str, taken: Collection[int]) -> int:
    """The bit of a badge: by its id, so that the same badge has the same one; the next that is free.

    >>> first = place("urn:uuid:1", set())
    >>> place("urn:uuid:1", {first}) == (first + 1) % BITS
    True
    """
    index = int.from_bytes(sha256(id.encode()).digest()[:8]) % BITS
    while index in taken:
        index = (index + 1) % BITS
    return index


def address(key: str) -> str:
    """What the list of a key is called: a name, from where nothing is fetched."""
    return f"{IRI}/status/{key}"


def entry(key: str, index: int) -> Claims:
    """What a badge says of where its state stands."""
    return {
        "id": f"{address(key)}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": REVOCATION,
        "statusListIndex": str(index),
        "statusListCredential": address(key),
    }


def listing(issuer: str, key: str, revoked: Iterable[int], now: datetime) -> Claims:
    """The list as it stands, before it is signed."""
    return {
        "@context": list(CONTEXT),
        "id": address(key),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": moment(now),
        "validUntil": moment(now + FRESH),
        "credentialSubject": {
            "id": f"{address(key)}#list",
            "type": "BitstringStatusList",
            "statusPurpose": REVOCATION,
            "encodedList": _packed(revoked),
        },
        "iss": issuer,
        "jti": address(key),
        "nbf": int(now.timestamp()),
    }


def revoked(said: Claims, badge: Claims, now: datetime) -> str:
    """What a list, whose signature was checked, says of a badge: `revoked`, nothing, or that it is no answer:
    `other_list`, `stale_list`."""
    try:
        wanted, subject = badge["credentialStatus"], said["credentialSubject"]
        if not (
            said["id"] == wanted["statusListCredential"]
            and said["issuer"] == badge["iss"]
            and "BitstringStatusListCredential" in said["type"]
            and wanted["type"] == "BitstringStatusListEntry"
            and wanted["statusPurpose"] == subject["statusPurpose"] == REVOCATION
        ):
            return "other_list"
        if not said["validFrom"] <= moment(now) < said["validUntil"]:
            return "stale_list"
        return "revoked" if _bit(subject["encodedList"], int(wanted["statusListIndex"])) else ""
    except (KeyError, TypeError, ValueError, IndexError, zlib.error):
        return "other_list"


def _packed(indexes: Iterable[int]) -> str:
    bits = bytearray(BITS // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def _bit(packed: Any, index: int) -> bool:
    """Raises ValueError for what is no list. No more is unpacked than a list of ours has."""
    if not isinstance(packed, str) or not packed.startswith("u") or not 0 <= index < BITS:
        raise ValueError(packed)
    data = base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4))
    bits = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, BITS // 8)
    if len(bits) != BITS // 8:
        raise ValueError(len(bits))
    return bool(bits[index // 8] & 0x80 >> index % 8)
