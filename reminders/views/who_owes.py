"""Who owes what: the list that the coordinator works from."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.permissions import may
from plans.views.scope import plan_in_scope, plan_page
from reminders.models import Reminder
from reminders.queries.who_owes import owing
from windows.forms import OnForm


@require_safe
def owing_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is owed about the plan today, or on the day that was asked for, by agency."""
    plan = plan_in_scope(request, slug)
    user = person(request)
    form = OnForm(request.GET or None)
    return plan_page(
        request,
        plan,
        "reminders/who_owes.html",
        "Who owes what",
        owing=owing(plan, form.day(timezone.localdate()), Reminder.objects.visible_to(user)),
        on_form=form,
        today=timezone.localdate(),
        sees_mail=may(user, Permission.WINDOW_MANAGE, plan.area_id),
    )
