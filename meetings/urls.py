"""Addresses of meetings."""

from django.urls import URLPattern, URLResolver, path

from meetings import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/<int:pk>/attendance/", views.attendance, name="meeting_attendance"),
    path("plans/<slug:slug>/meetings/", views.meetings, name="plan_meetings"),
    path("plans/<slug:slug>/meetings/<int:pk>/", views.room, name="meeting_room"),
    path(
        "plans/<slug:slug>/meetings/<int:pk>/decisions/<int:decision>/",
        views.change,
        name="meeting_decision",
    ),
    path(
        "plans/<slug:slug>/meetings/<int:pk>/decisions/<int:decision>/strike-out/",
        views.strike_out,
        name="meeting_strike_out",
    ),
    path("plans/<slug:slug>/meetings/<int:pk>/apply/", views.apply, name="meeting_apply"),
    path("plans/<slug:slug>/meetings/<int:pk>/minutes/", views.minutes, name="meeting_minutes"),
]
