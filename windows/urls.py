"""Addresses of update windows."""

from django.urls import URLPattern, URLResolver, path

from windows import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/windows/", views.windows, name="plan_windows"),
    path("windows/<int:pk>/reopen/", views.reopen, name="window_reopen"),
]
