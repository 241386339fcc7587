"""One call of every service that writes about agencies' own sign-in: see `writes.py`."""

from gatehouse.models import AgencySignIn, SubjectLink
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import Prepare


def _sign_in() -> AgencySignIn:
    fields = {"issuer": "https://id.police.example", "client_id": "x", "secret_variable": "X"}
    agency = make.AgencyFactory()
    return AgencySignIn.objects.create(agency=agency, slug="p", domains=["p.example"], **fields)


def _link(w: World) -> SubjectLink:
    fields = {"sign_in": _sign_in(), "user": w.holding.user}
    return SubjectLink.objects.create(digest="0" * 64, **fields)


GATEHOUSE: dict[str, Prepare] = {
    "gatehouse.set_sign_in": lambda w: {
        "agency": make.AgencyFactory(),
        "slug": "nhs-farrow",
        "issuer": "https://id.nhs.example",
        "client_id": "cpcplan",
        "domains": ["nhs.example"],
        "secret": "nobody sees it",
    },
    "gatehouse.end_sign_in": lambda w: {"sign_in": _sign_in()},
    "gatehouse.part": lambda w: {"link": _link(w)},
}
