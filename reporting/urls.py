"""Addresses of reporting: home, what a plan shows, and reports."""

from django.urls import URLPattern, URLResolver, include, path

from reporting.views import changes, dashboards, home, lists, meeting

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("plans/", lists.plan_list, name="plan_list"),
    path("plans/<slug:slug>/", dashboards.plan_dashboard, name="plan_dashboard"),
    path("plans/<slug:slug>/actions/", lists.plan_actions, name="plan_actions"),
    path("plans/<slug:slug>/text/", dashboards.plan_text_page, name="plan_text"),
    path("plans/<slug:slug>/data-quality/", dashboards.plan_data_quality, name="plan_data_quality"),
    path("plans/<slug:slug>/changes/", changes.plan_changes, name="plan_changes"),
    path("plans/<slug:slug>/meetings/", meeting.meetings, name="plan_meetings"),
    path("plans/<slug:slug>/meetings/<int:pk>/", meeting.room, name="meeting_room"),
    path(
        "plans/<slug:slug>/meetings/<int:pk>/decisions/<int:decision>/",
        meeting.change,
        name="meeting_decision",
    ),
    path(
        "plans/<slug:slug>/meetings/<int:pk>/decisions/<int:decision>/strike-out/",
        meeting.strike_out,
        name="meeting_strike_out",
    ),
    path("plans/<slug:slug>/meetings/<int:pk>/apply/", meeting.apply, name="meeting_apply"),
    path("plans/<slug:slug>/meetings/<int:pk>/minutes/", meeting.minutes, name="meeting_minutes"),
    path("", include("reporting.report_urls")),
]
