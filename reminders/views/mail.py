"""What was mailed about a plan."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.permissions import may
from plans.views.scope import plan_in_scope, plan_page
from reminders.forms import MailFilterForm
from reminders.queries.mailed import letters_about, narrowed, told, undelivered

ON_A_PAGE = 50


@require_safe
def plan_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was written to, when and at which step; what came back, and what to do then."""
    plan = plan_in_scope(request, slug, Permission.WINDOW_MANAGE)
    filters = MailFilterForm(request.GET or None)
    wanted = {key: value for key, value in _asked(filters).items() if value}
    page = Paginator(narrowed(letters_about(plan), **wanted), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return plan_page(
        request,
        plan,
        "reminders/mail.html",
        "E-mail sent",
        page=page,
        rows=[told(letter, timezone.localdate()) for letter in page],
        came_back=undelivered(plan),
        filters=filters,
        in_use=len(wanted),
        manages_people=may(person(request), Permission.PEOPLE_MANAGE, plan.area_id),
    )


def _asked(filters: MailFilterForm) -> dict[str, str]:
    """What is looked for; a value that the form does not offer is left out."""
    return filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
