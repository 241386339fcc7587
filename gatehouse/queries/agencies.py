"""Which agencies people sign in through."""

import os

import structlog
from cryptography.fernet import InvalidToken
from django.conf import settings

from gatehouse.models import PURPOSE, AgencySignIn
from gatehouse.rules.addresses import mail_domain
from gatehouse.rules.cipher import decrypted

logger = structlog.get_logger(__name__)


def sign_ins() -> list[AgencySignIn]:
    """Those that are open, by their agencies' names. One query."""
    rows = AgencySignIn.objects.filter(is_open=True).select_related("agency")
    return list(rows.order_by("agency__name"))


def sign_in_for(email: str) -> AgencySignIn | None:
    """That of the agency to which an address belongs."""
    domain = mail_domain(email)
    return next((row for row in sign_ins() if domain in row.domains), None) if domain else None


def secret_of(sign_in: AgencySignIn) -> str:
    """The secret that we show to the agency's sign-in. Empty where it cannot be read: the operator
    sees that in the log, and the agency refuses."""
    if sign_in.secret_variable:
        return os.environ.get(sign_in.secret_variable, "")
    try:
        return decrypted(sign_in.secret, settings.SECRET_KEY, purpose=PURPOSE)
    except InvalidToken:
        logger.exception("secret of an agency's sign-in cannot be read", agency=sign_in.slug)
        return ""
