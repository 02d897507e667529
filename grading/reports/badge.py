"""A held certificate as an Open Badges 3.0 credential: the claims of a VC-JWT, before they are signed.

Pure, and the same for both languages: a badge is shown to people whom its holder chooses. Ids follow from the journals
that the certificate rests on, so that the same certificate is the same badge whenever it is issued.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from grading.mastery.standing import Standing
from grading.reports.xapi import HIGHEST, IRI, LOWEST
from simulator.kernel.texts import Text

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
Claims = dict[str, Any]
Say = Callable[..., Text]
"""An id of `badge.po` and its figures -> a text."""


class Issuer(NamedTuple):
    id: str
    """A DID that says the key."""
    name: str


class Holder(NamedTuple):
    id: str
    name: str


class Unheld(ValueError):
    """There is no certificate to issue: not held, or it rests on a journal that was not looked at."""


def badge(
    holder: Holder,
    found: Standing,
    role: Text,
    titles: Mapping[str, Text],
    issuer: Issuer,
    say: Say,
    status: Callable[[str], Claims] | None = None,
) -> Claims:
    """The claims; `status` says of a badge's id where its state stands. Raises Unheld, also where the head of an exam's
    journal is not known: nobody has verified it."""
    certificate = found.certificate
    issued, expires = certificate.issued, certificate.expires
    if issued is None or expires is None or not all(exam.head for exam in certificate.exams):
        raise Unheld(f"expected a held certificate whose journals were verified, got {certificate.state}")
    heads = " ".join(exam.head for exam in certificate.exams)
    id = f"urn:uuid:{uuid5(NAMESPACE_URL, f'{IRI}/badges/{holder.id}/{found.role}/{heads}')}"
    subject = f"urn:uuid:{uuid5(NAMESPACE_URL, f'{IRI}/people/{holder.id}')}"
    results = _results(found, say)
    return {
        "@context": list(CONTEXT),
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _both(say("badge.name", role=role)),
        "issuer": {"id": issuer.id, "type": ["Profile"], "name": issuer.name},
        "validFrom": moment(issued),
        "validUntil": moment(expires),
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": holder.name, "identityType": "name"}
            ],
            "achievement": {
                "id": f"{IRI}/roles/{found.role}/certificate",
                "type": ["Achievement"],
                "achievementType": "Certification",
                "name": _both(say("badge.name", role=role)),
                "description": _both(say("badge.description", role=role)),
                "criteria": {"narrative": _both(say("badge.criteria", n=len(certificate.drills)))},
                "resultDescription": [description for description, _ in results],
            },
            "result": [result for _, result in results],
        },
        "evidence": [
            {
                "type": ["Evidence"],
                "name": _both(titles[exam.drill]),
                "narrative": _both(say("badge.evidence", run=exam.run, seed=exam.seed, head=exam.head)),
            }
            for exam in certificate.exams
        ],
        **({"credentialStatus": status(id)} if status else {}),
        "iss": issuer.id,
        "sub": subject,
        "jti": id,
        "nbf": int(issued.timestamp()),
        "exp": int(expires.timestamp()),
    }


def _results(found: Standing, say: Say) -> list[tuple[Claims, Claims]]:
    """Of each competency that the exams showed: what it is, and the lowest grade there. Values are strings."""
    runs = {exam.run for exam in found.certificate.exams}
    graded = [attempt.grades for attempt in found.attempts if attempt.run in runs]
    made = []
    for id, name in found.names.items():
        grades = [grade for each in graded if (grade := each.get(id)) is not None]
        if grades:
            iri = f"{IRI}/competencies/{found.role}/{id}"
            described = {
                "id": iri, "type": ["ResultDescription"], "name": _both(say("badge.result", competency=name)),
                "resultType": "RawScore", "valueMin": str(LOWEST), "valueMax": str(HIGHEST),
            }  # fmt: skip
            made.append((described, {"type": ["Result"], "resultDescription": iri, "value": str(min(grades))}))
    return made


def _both(text: Text) -> str:
    return text.en if text.zh in ("", text.en) else f"{text.zh} · {text.en}"


def moment(when: datetime) -> str:
    """As a credential says it: UTC, whole seconds."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
