"""The link by which somebody shows that a new e-mail address is theirs."""

from typing import Final

from django.core import signing
from django.urls import reverse

from accounts.models import User
from committees.enums import AccessKind
from committees.models import AccessChange

SALT: Final = "committees.address"


def link_of(change: AccessChange) -> str:
    """The path that is sent to the new address of `change`, and to no other."""
    return reverse("address_verify", args=[signing.dumps([change.pk, change.email], salt=SALT)])


def change_at(token: str, user: User) -> AccessChange | None:
    """The change of `user`'s own address that a link is about; None for any other link."""
    try:
        pk, email = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = AccessChange.objects.filter(kind=AccessKind.ADDRESS, user=user, proposed_by=user)
    return rows.filter(pk=pk, email=email).select_related("area", "user").first()
