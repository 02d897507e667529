"""Badges: issued only for what is proven, genuine for another library too, and never once anything was changed."""

import base64
import json
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from grading.mastery.standing import Standing
from grading.reports.badge import Holder, Issuer, Unheld, badge
from simulator.formats.badges import check, issue, said
from simulator.formats.keys import HouseKey, did_of, house_key, public_keys
from simulator.kernel.texts import Text
from tests.standings import NOW, attempt, stands

jwt = pytest.importorskip("jwt", reason="badges need the extra `badges`")
ob3 = pytest.importorskip("openbadgeslib.ob3", reason="a second opinion, of the extra `test`")

HOLDER, ROLE = Holder("p1", "王芳"), Text("Cashier", "收银员")
TITLES = {"holiday-rush": Text("Holiday rush", "节日高峰"), "power-outage": Text("Power outage", "停电")}
EXAMS = [
    attempt("holiday-rush", "exam", 8, ago=2, grades={"accuracy": 3, "cash": 5}),
    attempt("power-outage", "exam", 6, ago=9, grades={"cash": 4, "outages": None}),
]


def certified(*attempts: Any) -> Standing:
    """With journals that somebody has looked at."""
    found = stands(*(attempts or EXAMS))
    exams = tuple(exam._replace(head=exam.drill[0] * 64) for exam in found.certificate.exams)
    return found._replace(certificate=found.certificate._replace(exams=exams))


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> HouseKey:
    return house_key(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def token(key: HouseKey) -> str:
    return issue(HOLDER, certified(), ROLE, TITLES, key, "春风超市")


def test_another_library_finds_it_genuine_by_the_key_inside(token: str, key: HouseKey) -> None:
    header = jwt.get_unverified_header(token)
    assert (header["alg"], set(header["jwk"])) == ("RS256", {"kty", "n", "e"}), "the public half alone"
    pem = jwt.algorithms.RSAAlgorithm.from_jwk(header["jwk"])
    found = ob3.OB3Verifier(pem).verify(token)
    assert (found.issuer.name, found.issuer.id) == ("春风超市", did_of(key.jwk))
    assert [each.identity_hash for each in found.identifiers] == ["王芳"]
    assert [(each.result_description.rpartition("/")[2], each.value) for each in found.results] == [
        ("accuracy", "3"), ("cash", "4"),
    ]  # the lowest of the exams, as strings; what was not observed is no result  # fmt: skip
    assert found.expiration_date - found.issuance_date == timedelta(days=365 - 7), "until the first exam lapses"
    assert [each.name for each in found.evidence] == ["节日高峰 · Holiday rush", "停电 · Power outage"]
    assert "null" not in json.dumps(found.raw)
    assert "issuanceDate" not in found.raw


def test_the_same_certificate_is_the_same_badge(token: str, key: HouseKey) -> None:
    assert issue(HOLDER, certified(), ROLE, TITLES, key, "春风超市") == token
    other = badge(
        HOLDER, certified(EXAMS[0]._replace(seed=9, run="r9"), EXAMS[1]), ROLE, TITLES, Issuer("did:x", ""), said
    )
    assert other["validUntil"] == check(token, [key.jwk], NOW).claims["validUntil"]


def test_nothing_is_issued_that_was_not_verified(key: HouseKey) -> None:
    for found in (stands(*EXAMS), certified(EXAMS[0]), certified(*EXAMS, attempt("power-outage", "exam", 9, grades=2))):
        with pytest.raises(Unheld):
            issue(HOLDER, found, ROLE, TITLES, key, "x")


def _forged(token: str, **changed: object) -> str:
    head, _, signature = token.split(".")
    claims = jwt.decode(token, options={"verify_signature": False}) | changed
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


def test_what_a_check_finds(token: str, key: HouseKey, tmp_path: Path) -> None:
    mine, stranger = [key.jwk], house_key(tmp_path)
    claims = check(token, mine, NOW).claims
    assert (check(token, mine, NOW).why, check(f"{token}\n", mine, NOW).name) == ("", "王芳")
    assert check(token, [], NOW).why == "unknown_key"
    assert check(token, [stranger.jwk], NOW).why == "unknown_key"
    assert check(token, mine, NOW + timedelta(days=400)).why == "expired"
    assert check(token, mine, NOW - timedelta(days=400)).why == "not_yet"
    assert check(_forged(token, exp=claims["exp"] + 9999999), mine, NOW).why == "signature"
    assert check(token[:-9] + "AAAAAAAAA", mine, NOW).why == "signature"
    assert check(stranger.sign(claims), mine, NOW).why == "not_a_badge", "another key may not speak as this issuer"
    assert check(key.sign(claims | {"exp": claims["exp"] + 9999999}), mine, NOW).why == "not_a_badge"
    unsigned = jwt.encode(claims, None, algorithm="none", headers={"jwk": key.jwk})
    by_public_half = jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"jwk": key.jwk})
    for junk in (unsigned, by_public_half, "", "a.b.c", "{}", key.sign({"iss": did_of(key.jwk)})):
        assert check(junk, mine, NOW).why == "not_a_badge", junk


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = house_key(tmp_path)
    path = tmp_path / "keys" / "badges.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    assert house_key(tmp_path).jwk == first.jwk
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert public_keys([tmp_path / "keys" / "badges.pub.pem"]) == [first.jwk]
    assert sorted(each.name for each in path.parent.iterdir()) == ["badges.pem", "badges.pub.pem"]
