"""How a new person gets in: a link by which they choose their own password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.queries import coordinators_of


def set_password_link(user: User) -> str:
    """The whole address at which `user` chooses a password.

    It works once, and for as long as PASSWORD_RESET_TIMEOUT says (three days).
    """
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def send_invitation(user: User) -> None:
    """Write to `user` with the link. The words name no plan and no area; an answer reaches the
    coordinators where the person has a role."""
    text = render_to_string(
        "emails/invitation.txt", {"user": user, "link": set_password_link(user)}
    )
    areas = user.role_grants.values_list("area_id", flat=True)
    told = [person.email for person in coordinators_of(areas, timezone.localdate())]
    subject = "cpcplan: choose your password"
    EmailMessage(subject, text, None, [user.email], reply_to=told).send()
