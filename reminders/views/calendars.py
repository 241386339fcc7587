"""Dates for people's own calendar programs: the secret addresses, and what they answer."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views import person
from committees.models import Body, CalendarFeed
from committees.queries.calendars import calendar_file
from committees.rules.feed_secrets import digest_of
from committees.services import make_feed
from reminders.queries.calendar_feeds import body_entries, own_entries

MADE = "The address is made. Copy it into your calendar program."


@require_http_methods(["GET", "POST"])
def calendars(request: HttpRequest) -> HttpResponse:
    """The person's secret addresses: of their own dates, and of each committee that they see."""
    user = person(request)
    bodies = Body.objects.visible_to(user).select_related("area")
    if request.method == "POST":
        make_feed(by=user, body=_chosen(request), replaces=_key(request, "replaces"))
        messages.success(request, MADE)
        return redirect("calendars")
    feeds = {row.body_id: row for row in CalendarFeed.objects.visible_to(user)}
    context = {
        "own": feeds.get(None),
        "bodies": [(body, feeds.get(body.pk)) for body in bodies],
        "many_areas": len({body.area_id for body in bodies}) > 1,
        "host": settings.SITE_URL.rstrip("/"),
        "breadcrumbs": [("Dates for your calendar", "")],
    }
    return render(request, "reminders/calendars.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads: whoever has the address may read it, so it says dates only."""
    row = get_object_or_404(
        CalendarFeed.objects.select_related("user", "body"),
        digest=digest_of(secret),
        user__is_active=True,
    )
    if row.body and not Body.objects.visible_to(row.user).filter(pk=row.body.pk).exists():
        raise Http404
    entries = (
        body_entries(row.body, timezone.localdate())
        if row.body
        else own_entries(row.user, timezone.localdate())
    )
    name = str(row.body or "My dates in the plan")
    content = calendar_file(name, entries, row.made_at)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = f'"{sha256(content).hexdigest()}"'
    answer["Cache-Control"] = "private, max-age=900"
    answer["Content-Disposition"] = 'inline; filename="dates.ics"'
    unchanged = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return unchanged or answer


def _chosen(request: HttpRequest) -> Body | None:
    """The body that an address is wanted of; None for the person's own dates."""
    if not request.POST.get("body"):
        return None
    rows = Body.objects.visible_to(person(request))
    return get_object_or_404(rows, pk=_key(request, "body"))


def _key(request: HttpRequest, name: str) -> int | None:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else None
