"""Truth tables: which tokens are trusted, and of whom an agency may speak."""

import time

import jwt
import pytest
from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gatehouse.enums import Refusal, VerifiedBy
from gatehouse.rules.cipher import decrypted, encrypted
from gatehouse.rules.claims import Claims, Person, claims_of, of_sign_in, refusal_of
from gatehouse.rules.tokens import decoded
from gatehouse.rules.words import REFUSALS

ISSUER, CLIENT = "https://id.police.example", "cpcplan"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def jwk(key, **fields):
    return {**jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), **fields}


KEYS = {"keys": [jwk(KEY, kid="one", alg="RS256"), jwk(OTHER_KEY, kid="two")]}


def said(**changed):
    now = int(time.time())
    plain = {"iss": ISSUER, "sub": "p1", "aud": CLIENT, "iat": now, "exp": now + 300}
    return {name: value for name, value in (plain | changed).items() if value is not None}


def token(payload=None, *, key=KEY, alg="RS256", kid="one"):
    return jwt.encode(payload or said(), key, algorithm=alg, headers={"kid": kid})


def trusted(text, keys=KEYS):
    try:
        return decoded(text, keys, issuer=ISSUER, client_id=CLIENT)["sub"]
    except jwt.PyJWTError as fault:
        return type(fault).__name__


def tampered():
    head, _, signature = token().split(".")
    body = token(said(sub="p2")).split(".")[1]
    return f"{head}.{body}.{signature}"


# made when they are looked at: a run may take longer than a token holds
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (lambda: token(), "p1"),
        (lambda: token(key=OTHER_KEY, kid="two"), "p1"),
        (lambda: token(said(aud=[CLIENT])), "p1"),
        (lambda: token(said(aud=[CLIENT, "other"], azp=CLIENT)), "p1"),
        (lambda: tampered(), "InvalidSignatureError"),
        (lambda: token(key=OTHER_KEY), "InvalidSignatureError"),
        (lambda: token(kid="three"), "InvalidKeyError"),
        (lambda: token(alg="RS512"), "InvalidAlgorithmError"),
        (lambda: token(key="", alg="none"), "InvalidAlgorithmError"),
        (
            lambda: token(key="a secret that is shared and long enough", alg="HS256"),
            "InvalidAlgorithmError",
        ),
        (lambda: token(said(iss="https://evil.example")), "InvalidIssuerError"),
        (lambda: token(said(aud="another")), "InvalidAudienceError"),
        (lambda: token(said(aud=[CLIENT, "other"])), "InvalidAudienceError"),
        (lambda: token(said(azp="another")), "InvalidAudienceError"),
        (lambda: token(said(exp=int(time.time()) - 120)), "ExpiredSignatureError"),
        (lambda: token(said(iat=int(time.time()) + 600)), "ImmatureSignatureError"),
        (lambda: token(said(sub=None)), "MissingRequiredClaimError"),
        (lambda: token(said(exp=None)), "MissingRequiredClaimError"),
        (lambda: "nonsense", "DecodeError"),
    ],
)
def test_token_is_trusted_only_when_everything_is_right(text, answer):
    assert trusted(text()) == answer


def test_key_that_we_could_know_too_signs_nothing():
    shared = {"keys": [{"kty": "oct", "k": "YQ" * 32, "kid": "one", "alg": "HS256"}]}
    text = jwt.encode(said(), b"a" * 48, algorithm="HS256", headers={"kid": "one"})

    assert trusted(text, shared) == "InvalidAlgorithmError"


EMAIL = {"email": "U@P.example"}


@pytest.mark.parametrize(
    ("token", "userinfo", "verified_by", "verified"),
    [
        ({**EMAIL, "email_verified": True}, {}, "email_verified", True),
        ({}, {**EMAIL, "email_verified": True}, "email_verified", True),
        # of another address, which the userinfo has
        (EMAIL, {"email": "other@p.example", "email_verified": True}, "email_verified", False),
        ({**EMAIL, "email_verified": "true"}, {}, "email_verified", True),
        ({**EMAIL, "email_verified": "no"}, {}, "email_verified", False),
        ({**EMAIL, "email_verified": True}, {}, "xms_edov", False),
        ({**EMAIL, "xms_edov": "1"}, {}, "xms_edov", True),
        ({**EMAIL, "xms_edov": True}, {}, "email_verified", False),
    ],
)
def test_address_and_its_verification(token, userinfo, verified_by, verified):
    claims = claims_of({"sub": "p1", **token}, userinfo, VerifiedBy(verified_by))

    assert (claims.verified, claims.email) == (verified, "u@p.example")


def test_no_address_is_none():
    claims = claims_of({"sub": "p1", "email_verified": True}, {}, VerifiedBy.STANDARD)

    assert (claims.verified, claims.email) == (False, "")


@pytest.mark.parametrize(
    ("token", "methods"),
    [
        ({"amr": ["pwd", "mfa"]}, {"pwd", "mfa"}),
        ({"amr": "mfa", "acr": "gold"}, {"mfa", "gold"}),
        ({"acr": ""}, set()),
        ({}, set()),
    ],
)
def test_ways_in_which_somebody_showed_who_they_are(token, methods):
    assert claims_of({"sub": "p1", **token}, {}, VerifiedBy.STANDARD).methods == methods


@pytest.mark.parametrize(
    ("said", "nonce", "answer"),
    [
        ({"id_token": {"sub": "a", "nonce": "n"}}, "n", True),
        ({"id_token": {"sub": "a", "nonce": "n"}, "userinfo": {"sub": "a"}}, "n", True),
        ({"id_token": {"sub": "a", "nonce": "n"}, "userinfo": {"sub": "b"}}, "n", False),
        ({"id_token": {"sub": "a", "nonce": "m"}}, "n", False),
        ({"id_token": {"sub": "a"}}, "n", False),
        ({"id_token": {"sub": "a", "nonce": ""}}, "", False),
        ({"userinfo": {"sub": "a"}}, "n", False),
    ],
)
def test_token_belongs_to_the_sign_in(said, nonce, answer):
    assert of_sign_in(said, nonce=nonce) == answer


UNA, ROB = Person(1, "una@police.example", True), Person(2, "rob@police.example", True)
AWAY, GONE = Person(1, "una@nhs.example", True), Person(1, "una@police.example", False)


def claim(email="una@police.example", *, verified=True):
    return Claims("p1", email, verified, frozenset())


@pytest.mark.parametrize(
    ("claims", "linked", "matched", "elsewhere", "refusal"),
    [
        (claim(), None, UNA, False, None),
        (claim(), UNA, UNA, False, None),
        # the address changed at the agency and not here yet: the subject counts
        (claim("una.ross@police.example"), UNA, None, False, None),
        (claim(""), UNA, None, False, Refusal.NO_ADDRESS),
        (claim(verified=False), UNA, UNA, False, Refusal.UNVERIFIED),
        (claim("una@evil.example"), None, UNA, False, Refusal.OTHER_DOMAIN),
        (claim("una@sub.police.example"), UNA, None, False, Refusal.OTHER_DOMAIN),
        (claim("una@police.example.evil.example"), None, None, False, Refusal.OTHER_DOMAIN),
        (claim(), None, None, False, Refusal.UNKNOWN),
        (claim(), ROB, UNA, False, Refusal.OTHER_ACCOUNT),
        (claim(), None, UNA, True, Refusal.OTHER_SUBJECT),
        (claim(), AWAY, None, False, Refusal.MOVED),
        (claim(), GONE, GONE, False, Refusal.CLOSED),
        (claim(), None, GONE, False, Refusal.CLOSED),
    ],
)
def test_who_comes_in(claims, linked, matched, elsewhere, refusal):
    told = {"linked": linked, "matched": matched, "matched_is_linked": elsewhere}

    assert refusal_of(claims, domains=["Police.example"], **told) == refusal


def test_every_refusal_has_its_words():
    assert set(REFUSALS) == set(Refusal)


def test_secret_is_read_with_its_key_and_for_its_purpose_alone():
    kept = encrypted("harbour", "key", purpose="agency sign-in")

    assert "harbour" not in kept
    assert decrypted(kept, "key", purpose="agency sign-in") == "harbour"
    for key, purpose in (("other", "agency sign-in"), ("key", "second factor")):
        with pytest.raises(InvalidToken):
            decrypted(kept, key, purpose=purpose)
