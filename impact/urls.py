"""Addresses of what difference was made."""

from django.urls import URLPattern, URLResolver, path

from impact.views import statements

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/difference/", statements.difference, name="plan_difference"),
    path("plans/<slug:slug>/difference/<str:key>/", statements.write, name="difference_write"),
    path("difference/<int:pk>/share/", statements.share, name="difference_share"),
]
