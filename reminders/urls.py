"""Addresses of who owes what, of the mail that was sent and of calendars."""

from django.urls import URLPattern, URLResolver, path

from reminders.views import calendars, who_owes
from reminders.views.mail import plan_mail

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/owing/", who_owes.owing_page, name="plan_owing"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("plans/<slug:slug>/mail/", plan_mail, name="plan_mail"),
    path("calendar/<slug:secret>.ics", calendars.feed, name="calendar_feed"),
]
