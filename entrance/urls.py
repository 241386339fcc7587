"""Addresses of entrance."""

from django.urls import URLPattern, URLResolver, path

from entrance import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-sign-in/", views.security, name="security"),
    path("my-sign-in/onward/", views.onward, name="onward"),
    path("my-sign-in/sessions/end/", views.session_end, name="session_end"),
    path("my-sign-in/stay/", views.session_stay, name="session_stay"),
    path("areas/<slug:slug>/sign-in/", views.factor_policy, name="factor_policy"),
    path("roles/<int:pk>/sessions/", views.member_sessions, name="member_sessions"),
]
