"""Badges: issued only for what is proven, genuine for another library too, and never once anything was changed."""

import base64
import doctest
import importlib
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.mastery.standing import Standing
from grading.reports import status_list
from grading.reports.badge import Holder, Issuer, Unheld, badge
from simulator.formats.badges import Revoked, check, issue, said
from simulator.formats.keys import HouseKey, did_of, house_key, public_keys
from simulator.formats.register import Register, Revocation, register_of
from simulator.kernel.texts import Text
from tests.standings import NOW, attempt, stands

jwt = pytest.importorskip("jwt", reason="badges need the extra `badges`")
ob3 = pytest.importorskip("openbadgeslib.ob3", reason="a second opinion, of the extra `test`")
ob3status = pytest.importorskip("openbadgeslib.ob3.status", reason="a second opinion, of the extra `test`")

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


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other libraries read the computer's clock; a badge of these tests is looked at on the day of theirs."""

    class Today(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return NOW.astimezone(tz)

    for module in ("openbadgeslib.ob3.verifier", "openbadgeslib.ob3.status", "jwt.api_jwt"):
        monkeypatch.setattr(importlib.import_module(module), "datetime", Today)


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


# --- taken back ------------------------------------------------------------------------------------------------------


def of_other_exams(mark: str) -> Standing:
    """A certificate that rests on other journals, and so is another badge."""
    found = certified()
    exams = tuple(exam._replace(head=mark * 64) for exam in found.certificate.exams)
    return found._replace(certificate=found.certificate._replace(exams=exams))


def taken_back(home: Path, *which: int) -> tuple[HouseKey, Register, str]:
    """A house with two badges, of which these were taken back; the first badge."""
    key, register = house_key(home), Register(home)
    first = issue(HOLDER, certified(), ROLE, TITLES, key, "x", register)
    issue(HOLDER, of_other_exams("f"), ROLE, TITLES, key, "x", register)
    register.revoke([register.issued[n] for n in which], Revocation("2026-11-25T09:00:00+08:00", "Lin", "exam shared"))
    register.keep(key, NOW)
    return key, Register(home), first


def test_of_several_who_issue_at_once_none_is_forgotten(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="turns are the operating system's")
    key = house_key(tmp_path)

    def some(who: int) -> None:
        for n in range(5):
            with register_of(tmp_path) as register:
                register.add({"id": f"urn:{who}/{n}", "validUntil": "2027-11-26"}, f"p{who}", "王芳", "cashier")
                register.keep(key, NOW)

    with ThreadPoolExecutor(4) as together:
        list(together.map(some, range(4)))
    issued = Register(tmp_path).issued
    assert sorted(one.id for one in issued) == [f"urn:{who}/{n}" for who in range(4) for n in range(5)]
    assert len({one.index for one in issued}) == 20, "each has a bit of its own"


@pytest.mark.parametrize(("which", "why"), [((), ""), ((0,), "revoked"), ((1,), ""), ((0, 1), "revoked")])
def test_a_badge_that_was_taken_back_is_told_by_the_list_and_by_another_library(
    tmp_path: Path, which: tuple[int, ...], why: str
) -> None:
    key, register, token = taken_back(tmp_path, *which)
    listing = (tmp_path / "keys" / "badges.status.jwt").read_text("ascii")
    assert check(token, [key.jwk], NOW, listing).why == why
    assert len({one.index for one in register.issued}) == 2
    today = register.signed(key, NOW)
    pem = jwt.algorithms.RSAAlgorithm.from_jwk(jwt.get_unverified_header(token)["jwk"])
    verifier, asked = ob3.OB3Verifier(pem), []

    def download(url: str) -> bytes:
        asked.append(url)
        return today.encode()

    credential = verifier.verify(token)
    found = nullcontext() if not why else pytest.raises(ob3.OB3VerificationError, match="revocation")
    with found:
        ob3status.check_credential_status(credential, download, verify_list=True, list_pubkey_pem=_pem(tmp_path))
    assert len(asked) >= 1
    assert all(url.startswith("https://storedrill.example/") for url in asked), "a name that nobody serves"


def _pem(home: Path) -> bytes:
    return (home / "keys" / "badges.pub.pem").read_bytes()


def test_a_list_that_is_no_answer_is_never_taken_for_one(tmp_path: Path) -> None:
    key, register, token = taken_back(tmp_path / "one", 0)
    stranger, theirs, _ = taken_back(tmp_path / "two")
    listing = register.signed(key, NOW)
    trusted = [key.jwk]
    assert check(token, trusted, NOW).why == "no_list"
    assert check(token, trusted, NOW + timedelta(days=30), listing).why == "revoked"
    assert check(token, trusted, NOW + timedelta(days=31), listing).why == "stale_list"
    assert check(token, trusted, NOW - timedelta(seconds=1), listing).why == "stale_list"
    assert check(token, trusted, NOW + timedelta(days=400), register.signed(key, NOW + timedelta(days=400))).why == (
        "revoked"
    ), "taken back says more than expired"
    claims = jwt.decode(listing, options={"verify_signature": False})
    clean = jwt.decode(theirs.signed(stranger, NOW), options={"verify_signature": False})["credentialSubject"]
    forged = claims | {"credentialSubject": claims["credentialSubject"] | {"encodedList": clean["encodedList"]}}
    subject = claims["credentialSubject"]
    for other in (
        theirs.signed(stranger, NOW), stranger.sign(claims), stranger.sign(forged), _forged(listing, **forged),
        token, "",
        key.sign(claims | {"id": "https://storedrill.example/elsewhere"}),
        key.sign(claims | {"credentialSubject": subject | {"statusPurpose": "suspension"}}),
        *(key.sign(claims | {"credentialSubject": subject | {"encodedList": junk}}) for junk in ("", "u", "uAAAA", 7)),
    ):  # fmt: skip
        assert check(token, trusted, NOW, other).why == "other_list", other
    assert check(key.sign({**check(token, trusted, NOW, listing).claims, "credentialStatus": {}}), trusted, NOW,
                 listing).why == "other_list"  # fmt: skip


def test_what_was_taken_back_is_not_issued_again_but_a_new_certificate_is(tmp_path: Path) -> None:
    key, register, _ = taken_back(tmp_path, 0)
    with pytest.raises(Revoked) as told:
        issue(HOLDER, certified(), ROLE, TITLES, key, "x", register)
    assert (told.value.args[0].revoked.by, told.value.args[0].revoked.reason) == ("Lin", "exam shared")
    fresh, again = (issue(HOLDER, of_other_exams("e"), ROLE, TITLES, key, "x", register) for _ in range(2))
    assert check(fresh, [key.jwk], NOW, register.signed(key, NOW)).why == ""
    assert again == fresh
    register.revoke(register.issued, Revocation("2026-11-26", "Wu", "later"))
    assert register.issued[0].revoked == told.value.args[0].revoked, "who took it back first, and why, stays"
    assert "Lin" not in jwt.decode(register.signed(key, NOW), options={"verify_signature": False}).__repr__()


@given(st.sets(st.integers(0, status_list.BITS - 1), max_size=40), st.integers(0, status_list.BITS - 1))
def test_a_bit_is_set_where_it_was_set_and_nowhere_else(gone: set[int], asked: int) -> None:
    said = status_list.listing("did:x", "k", gone, NOW)
    for index in (*gone, asked):
        badge = {"iss": "did:x", "credentialStatus": status_list.entry("k", index)}
        assert status_list.revoked(said, badge, NOW) == ("revoked" if index in gone else "")


def test_examples_hold() -> None:
    assert doctest.testmod(status_list).failed == 0
