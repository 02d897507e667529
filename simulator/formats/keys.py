"""The key that a house signs with: made once, kept in its data folder, for its owner's eyes alone.

Whoever has the public half (`keys/badges.pub.pem`) can check badges anywhere, without a network.
"""

import base64
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grading.reports.pen import NotInstalled

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

FOLDER, PRIVATE, PUBLIC = "keys", "badges.pem", "badges.pub.pem"
BITS = 2048
Jwk = dict[str, str]


class NoKey(Exception):
    """A file that should hold a key and does not; its argument is the path."""


class HouseKey:
    """A private RSA key and what it is called outside."""

    def __init__(self, private: "RSAPrivateKey") -> None:
        self._private = private
        self.jwk = jwk_of(private.public_key())

    def sign(self, claims: dict[str, Any]) -> str:
        """A compact JWS, RS256, with the public key in its header. The same claims give the same bytes."""
        import jwt

        return jwt.encode(claims, self._private, algorithm="RS256", headers={"jwk": self.jwk})


def house_key(home: Path) -> HouseKey:
    """The key of a data folder, made at the first need. Raises NotInstalled, NoKey, OSError."""
    try:
        import jwt  # noqa: F401
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa
    except ImportError as missing:
        raise NotInstalled("badges") from missing
    path = home / FOLDER / PRIVATE
    if not path.exists():
        pem = rsa.generate_private_key(public_exponent=65537, key_size=BITS).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _keep(path, pem)
    elif os.name == "posix" and path.stat().st_mode & 0o077:  # as a copy from elsewhere often is
        path.chmod(0o600)
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise NoKey(path) from error
    if not isinstance(private, rsa.RSAPrivateKey):
        raise NoKey(path)
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    if not (path.parent / PUBLIC).exists():
        (path.parent / PUBLIC).write_bytes(public)
    return HouseKey(private)


def _keep(path: Path, pem: bytes) -> None:
    """Whole or not at all, readable by its owner alone from the first byte on; of two who make one, the first wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            os.link(new, path)
    finally:
        new.unlink()


def public_keys(paths: Iterable[Path]) -> list[Jwk]:
    """Those that stand in PEM files. Raises NotInstalled, NoKey, OSError."""
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa
    except ImportError as missing:
        raise NotInstalled("badges") from missing
    found = []
    for path in paths:
        try:
            key = serialization.load_pem_public_key(path.read_bytes())
        except ValueError as error:
            raise NoKey(path) from error
        if not isinstance(key, rsa.RSAPublicKey):
            raise NoKey(path)
        found.append(jwk_of(key))
    return found


def jwk_of(public: "RSAPublicKey") -> Jwk:
    numbers = public.public_numbers()
    return {"e": _number(numbers.e), "kty": "RSA", "n": _number(numbers.n)}


def did_of(jwk: Jwk) -> str:
    """A `did:jwk`: it says the key itself, so nothing has to be looked up."""
    return f"did:jwk:{_base64(_canonical(jwk))}"


def thumbprint(jwk: Jwk) -> str:
    """RFC 7638, short enough to be read aloud: what two people compare."""
    return _base64(sha256(_canonical({name: jwk[name] for name in ("e", "kty", "n")})).digest())


def _canonical(jwk: Jwk) -> bytes:
    return json.dumps(jwk, sort_keys=True, separators=(",", ":")).encode()


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
