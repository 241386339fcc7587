"""Whether an ID token is the agency's, for us, and fresh (OpenID Connect Core 1.0, 3.1.3.7). Pure.

The standard lets one trust a token that came over TLS without looking at its signature. Here it is
always looked at: a proxy that reads TLS stands in many a council's network.
"""

from collections.abc import Mapping
from typing import Any, Final

import jwt

# signed with a key that only the agency has; never "none", never one that we know too
ALGORITHMS: Final = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
)
WANTED: Final = ["iss", "sub", "aud", "exp", "iat"]
LEEWAY: Final = 60


def decoded(token: str, keys: Mapping[str, Any], *, issuer: str, client_id: str) -> dict[str, Any]:
    """What a token says, once everything about it is right. `keys` is the agency's set of keys.

    Raises jwt.PyJWTError, whatever is wrong with it.
    """
    header = jwt.get_unverified_header(token)
    key = _key(keys, header.get("kid"))
    if key.algorithm_name not in ALGORITHMS or header.get("alg") != key.algorithm_name:
        raise jwt.InvalidAlgorithmError("The token is signed in a way that we do not take.")
    said: dict[str, Any] = jwt.decode(
        token,
        key.key,
        algorithms=[key.algorithm_name],
        audience=client_id,
        issuer=issuer,
        leeway=LEEWAY,
        options={"require": WANTED},
    )
    several = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if said.get("azp", client_id if not several else "") != client_id:
        raise jwt.InvalidAudienceError("The token was made for another program.")
    return said


def _key(keys: Mapping[str, Any], kid: str | None) -> jwt.PyJWK:
    known = jwt.PyJWKSet.from_dict(dict(keys)).keys
    fitting = [key for key in known if kid is None or key.key_id == kid]
    if len(fitting) != 1:
        raise jwt.InvalidKeyError("No key of the agency's fits the token.")
    return fitting[0]
