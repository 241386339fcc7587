"""Pages about people in general."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.forms import MailDayForm
from accounts.models import User
from accounts.services import choose_mail_day
from letters.models import Letter
from web.form_page import FormPage, ask, opened

LATELY = 20


@require_http_methods(["GET", "POST"])
def my_mail(request: HttpRequest) -> HttpResponse:
    """On which day the person is asked, and what was mailed to them lately."""
    user = person(request)
    here = reverse("my_mail")
    page = FormPage(
        heading="Your e-mail",
        back=here,
        done="The day is kept. The next e-mail goes by it.",
        template="accounts/my_mail.html",
        leave="",
        context={"letters": Letter.objects.filter(user_id=user.pk)[:LATELY]},
    )
    day = "" if user.mail_day is None else user.mail_day
    form = opened(MailDayForm, request, initial={"day": day})
    return ask(request, form, page, partial(choose_mail_day, user=user))


def person(request: HttpRequest) -> User:
    """Who is signed in; LoginRequiredMiddleware has seen to it that somebody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
