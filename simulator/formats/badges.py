"""Badges issued and checked. Checking needs no network and no data folder: only the public keys that one trusts."""

from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from grading.reports.badge import Claims, Holder, Issuer, badge, moment
from grading.reports.pen import NotInstalled
from grading.reports.status_list import revoked
from simulator.formats.keys import HouseKey, Jwk, did_of, thumbprint
from simulator.kernel.texts import Text
from simulator.locale import Words

if TYPE_CHECKING:
    from grading.mastery.standing import Standing
    from simulator.formats.register import Register

ENGLISH, CHINESE = Words("en"), Words("zh")


def said(id: str, /, **params: object) -> Text:
    """A sentence in both languages."""
    return Text(ENGLISH(id, **params), CHINESE(id, **params))


class Revoked(Exception):
    """A certificate whose badge was taken back, and is not issued again; its argument is the entry of the register."""


def issue(
    holder: Holder, found: "Standing", role: Text, titles: Mapping[str, Text], key: HouseKey, by: str,
    register: "Register | None" = None,
) -> str:  # fmt: skip
    """A signed badge, entered in the register so that it can be taken back. Raises Unheld, Revoked."""
    issuer = Issuer(did_of(key.jwk), by)
    if register is None:
        return key.sign(badge(holder, found, role, titles, issuer, said))
    claims = badge(holder, found, role, titles, issuer, said, lambda id: register.status(id, key))
    known = register.find(claims["id"])
    if known is not None and known.revoked is not None:
        raise Revoked(known)
    register.add(claims, holder.id, holder.name, found.role)
    return key.sign(claims)


def hash_of(token: str) -> str:
    """What a card shows of a badge."""
    return sha256(token.strip().encode()).hexdigest()


class Checked(NamedTuple):
    """What a badge is found to be. `why` is empty for a good one: `not_a_badge`, `signature`, `unknown_key`,
    `revoked`, `not_yet`, `expired`; `no_list`, `other_list`, `stale_list`: nobody can say whether it was taken back."""

    why: str
    claims: Claims = {}
    key: str = ""
    """Thumbprint of the key that signed."""

    @property
    def name(self) -> str:
        subject = self.claims.get("credentialSubject", {})
        return next((each["identityHash"] for each in subject.get("identifier", ())), "")


def check(token: str, trusted: Collection[Jwk], now: datetime, listing: str | None = None) -> Checked:
    """Signature, whose, of what form, and whether it counts `now`, by a signed `listing` of what was taken
    back. Raises NotInstalled where nothing can be checked."""
    try:
        import jwt
        from jwt.algorithms import RSAAlgorithm
    except ImportError as missing:
        raise NotInstalled("badges") from missing
    try:
        jwk = jwt.get_unverified_header(token.strip())["jwk"]
        jwk = {name: str(jwk[name]) for name in ("e", "kty", "n")}
        public = RSAAlgorithm.from_jwk(jwk)
    except (jwt.PyJWTError, KeyError, TypeError, ValueError):
        return Checked("not_a_badge")
    try:
        claims = _signed(token, public)
    except jwt.InvalidSignatureError:
        return Checked("signature", key=thumbprint(jwk))
    except jwt.PyJWTError:
        return Checked("not_a_badge")
    key = thumbprint(jwk)
    if not _agrees(claims, jwk):
        return Checked("not_a_badge", claims, key)
    if key not in {thumbprint(each) for each in trusted}:
        return Checked("unknown_key", claims, key)
    today = moment(now)
    state = _state(claims, public, listing, now) if "credentialStatus" in claims else ""
    dated = "not_yet" if today < claims["validFrom"] else "expired" if today >= claims["validUntil"] else ""
    return Checked(state if state == "revoked" else dated or state, claims, key)


def _signed(token: str, public: Any) -> Claims:  # a key of either half
    """What was signed with this key, whenever it counts: its days are asked by us, as of a moment that is given.
    Raises jwt.PyJWTError."""
    import jwt

    lax: jwt.types.Options = {"verify_exp": False, "verify_nbf": False, "verify_aud": False, "verify_iat": False}
    return jwt.decode(token.strip(), public, algorithms=["RS256"], options=lax)


def _state(badge: Claims, public: Any, listing: str | None, now: datetime) -> str:
    """Whether it was taken back, as far as the list can say; the key that signed the badge has to have signed it."""
    import jwt

    if listing is None:
        return "no_list"
    try:
        found = _signed(listing, public)
    except jwt.PyJWTError:
        return "other_list"
    return revoked(found, badge, now)


def _agrees(claims: dict[str, Any], jwk: Jwk) -> bool:
    """It is a badge as this house issues them, and says everywhere the same of itself."""
    try:
        subject = claims["credentialSubject"]
        names = [each["identityHash"] for each in subject["identifier"]]
        return (
            {"VerifiableCredential", "OpenBadgeCredential"} <= set(claims["type"])
            and claims["iss"] == claims["issuer"]["id"] == did_of(jwk)
            and (claims["sub"], claims["jti"]) == (subject["id"], claims["id"])
            and _second(claims["validFrom"]) == claims["nbf"]
            and _second(claims["validUntil"]) == claims["exp"]
            and all(isinstance(name, str) for name in names)
            and isinstance(subject["achievement"]["name"], str)
        )
    except (KeyError, TypeError, ValueError):
        return False


def _second(said: str) -> int:
    when = datetime.fromisoformat(said)
    if moment(when) != said:
        raise ValueError(said)
    return int(when.timestamp())
