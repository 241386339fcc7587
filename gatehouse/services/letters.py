"""What the way in writes to people."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from gatehouse.models import SubjectLink
from letters.models import Letter
from letters.services import Draft, send_once
from timescales.date_format import long_moment

KIND: Final = "sign_in"


def tell_of_guesses(*, user: User, at: datetime) -> Letter | None:
    """Tell an account's owner that wrong passwords are tried on it; once a week at most, however
    long somebody goes on."""
    day = timezone.localtime(at)
    year, week, _ = day.isocalendar()
    words = {"user": user, "at": long_moment(day), "site": settings.SITE_URL.rstrip("/")}
    draft = Draft(
        key=f"guesses:{user.pk}:{year}-{week}",
        user=user,
        address=user.email,
        subject="cpcplan: wrong passwords were tried on your account",
        text=render_to_string("emails/guesses.txt", words),
    )
    return send_once(by=None, kind=KIND, draft=draft)


def tell_of_joining(*, link: SubjectLink) -> Letter | None:
    """Tell an account's owner that it was joined to their agency's name for them."""
    words = {"link": link, "at": long_moment(timezone.localtime(link.linked_at))}
    draft = Draft(
        key=f"joined:{link.pk}",
        user=link.user,
        address=link.user.email,
        subject=f"cpcplan: your account was joined to {link.sign_in.agency}",
        text=render_to_string("emails/joined.txt", words),
    )
    return send_once(by=None, kind=KIND, draft=draft)
