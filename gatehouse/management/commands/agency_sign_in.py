"""Sets an agency's own sign-in (OpenID Connect): docs/running.md says what to enter where.

agency_sign_in set "Police" --issuer … --client-id … --secret-file - --domain …
agency_sign_in show | check "Police" | end "Police" | part una@police.example
"""

import sys
from pathlib import Path
from typing import Any

import requests
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.text import slugify

from accounts.models import Agency
from gatehouse.enums import VerifiedBy
from gatehouse.models import AgencySignIn, SubjectLink
from gatehouse.services.agencies import end_sign_in, part, set_sign_in

TIMEOUT = 10


class Command(BaseCommand):
    help = "Set, show, try or end the sign-in of an agency by OpenID Connect."

    def add_arguments(self, parser: CommandParser) -> None:
        to_do = parser.add_subparsers(dest="to_do", required=True)
        to_do.add_parser("show", help="which agencies have one; secrets are never shown")
        for name, text in (("check", "ask the issuer"), ("end", "close it: passwords are used")):
            to_do.add_parser(name, help=text).add_argument("agency")
        to_do.add_parser("part", help="let an account be joined anew").add_argument("email")
        given = to_do.add_parser("set", help="open it, or change it")
        given.add_argument("agency", help="the agency's name, as it stands in cpcplan")
        given.add_argument("--issuer", required=True)
        given.add_argument("--client-id", required=True)
        given.add_argument("--domain", action="append", required=True, help="of its addresses")
        given.add_argument("--address", help="the last part of the page's address; of the name")
        secret = given.add_mutually_exclusive_group()
        secret.add_argument("--secret-file", help="a file with the client secret; - is the input")
        secret.add_argument("--secret-variable", default="", help="or the variable that has it")
        given.add_argument("--factor", action="append", default=[], help="counts as second factor")
        given.add_argument("--verified-by", choices=VerifiedBy.values, default=VerifiedBy.STANDARD)
        given.add_argument("--only-way", action="store_true", help="no passwords for its people")

    def handle(self, *args: Any, **given: Any) -> None:
        try:
            getattr(self, f"_{given['to_do']}")(given)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None

    def _set(self, given: dict[str, Any]) -> None:
        agency = Agency.objects.filter(name__iexact=given["agency"]).first()
        if agency is None:
            raise CommandError(f"There is no agency called {given['agency']}.")
        row = set_sign_in(
            by=None,
            agency=agency,
            slug=given["address"] or slugify(agency.name),
            issuer=given["issuer"],
            client_id=given["client_id"],
            domains=given["domain"],
            secret=_secret(given["secret_file"]),
            secret_variable=given["secret_variable"],
            factors=given["factor"],
            verified_by=VerifiedBy(given["verified_by"]),
            only_way=given["only_way"],
        )
        self.stdout.write(f"Set. Give {agency} this address to come back to: {_callback(row)}")

    def _show(self, given: dict[str, Any]) -> None:
        for row in AgencySignIn.objects.select_related("agency").order_by("agency__name"):
            way = "the only way in" if row.only_way else "beside passwords"
            state = way if row.is_open else "closed"
            factors = ", ".join(row.factors) or "nothing"
            lines = [
                f"{row.agency}: {state}, {row.links.count()} accounts joined",
                f"  issuer {row.issuer} for client {row.client_id}, back to {_callback(row)}",
                f"  domains {', '.join(row.domains)}; verified by {row.verified_by}; "
                f"second factor: {factors}",
            ]
            self.stdout.write("\n".join(lines))

    def _check(self, given: dict[str, Any]) -> None:
        row = _row(given["agency"])
        address = f"{row.issuer}/.well-known/openid-configuration"
        try:
            answer = requests.get(address, timeout=TIMEOUT)
            answer.raise_for_status()
            issuer = answer.json()["issuer"]
        except (requests.RequestException, ValueError, KeyError, TypeError) as fault:
            raise CommandError(f"{address} does not answer as it should: {fault}") from None
        if issuer.rstrip("/") != row.issuer:
            raise CommandError(f"It calls itself {issuer}: set that as the issuer.")
        self.stdout.write(f"{row.issuer} answers.")

    def _end(self, given: dict[str, Any]) -> None:
        end_sign_in(by=None, sign_in=_row(given["agency"]))
        self.stdout.write("Closed. Its people sign in with passwords.")

    def _part(self, given: dict[str, Any]) -> None:
        links = SubjectLink.objects.filter(user__email__iexact=given["email"])
        for link in links.select_related("user", "sign_in__agency"):
            part(by=None, link=link)
            self.stdout.write(f"{link.user} is parted from {link.sign_in.agency}.")


def _row(agency: str) -> AgencySignIn:
    rows = AgencySignIn.objects.select_related("agency")
    row = rows.filter(agency__name__iexact=agency).first()
    if row is None:
        raise CommandError(f"There is no sign-in for an agency called {agency}.")
    return row


def _callback(row: AgencySignIn) -> str:
    path = reverse("agency_callback", kwargs={"slug": row.slug})
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def _secret(file: str | None) -> str:
    """The secret, never from the command line: there others could read it."""
    if not file:
        return ""
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    return text.strip()
