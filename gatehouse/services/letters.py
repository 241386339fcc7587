"""What the way in writes to people."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from gatehouse.models import SubjectLink
from letters.models import Letter
from letters.services import write_letter
from letters.services.letters import AlreadySent, send_letter
from timescales.date_format import long_moment


def tell_of_guesses(*, user: User, at: datetime) -> Letter | None:
    """Tell an account's owner that wrong passwords are tried on it; once a week at most, however
    long somebody goes on."""
    day = timezone.localtime(at)
    year, week, _ = day.isocalendar()
    words = {"user": user, "at": long_moment(day), "site": settings.SITE_URL.rstrip("/")}
    try:
        letter = write_letter(
            by=None,
            kind="sign_in",
            key=f"guesses:{user.pk}:{year}-{week}",
            user=user,
            address=user.email,
            subject="cpcplan: wrong passwords were tried on your account",
            text=render_to_string("emails/guesses.txt", words),
        )
    except AlreadySent:
        return None
    return send_letter(letter)


def tell_of_joining(*, link: SubjectLink) -> Letter | None:
    """Tell an account's owner that it was joined to their agency's name for them."""
    words = {"link": link, "at": long_moment(timezone.localtime(link.linked_at))}
    try:
        letter = write_letter(
            by=None,
            kind="sign_in",
            key=f"joined:{link.pk}",
            user=link.user,
            address=link.user.email,
            subject=f"cpcplan: your account was joined to {link.sign_in.agency}",
            text=render_to_string("emails/joined.txt", words),
        )
    except AlreadySent:
        return None
    return send_letter(letter)
